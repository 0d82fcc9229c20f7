//! Whatever bytes a program or a stranger sends or prints, none of them reaches the terminal as
//! it is, unless it is text.

use std::io::Write;

use unicode_width::UnicodeWidthChar;

use crate::form::{Random, alone, figure, times};
use crate::support::{Address, Running, address, folder, peer, system, workbook};
use crate::tracees::{pair, tracee};

/// Marks in a row that some language may need over one letter: a syllable of Tibetan has up to eight.
const MOST_MARKS: usize = 8;

/// Characters that are not seen, and change how others are seen: Unicode's category Cf, and the
/// ends of lines and paragraphs.
const FORMAT: &[(u32, u32)] = &[
    (0xad, 0xad),
    (0x600, 0x605),
    (0x61c, 0x61c),
    (0x6dd, 0x6dd),
    (0x70f, 0x70f),
    (0x180e, 0x180e),
    (0x200b, 0x200f),
    (0x2028, 0x202e),
    (0x2060, 0x206f),
    (0xfeff, 0xfeff),
    (0xfff9, 0xfffb),
    (0x1_d173, 0x1_d17a),
    (0xe_0001, 0xe_007f),
];

/// Numbers that show, and take a place of their own: Cf in name only.
const SEEN: &[(u32, u32)] = &[(0x600, 0x605), (0x6dd, 0x6dd), (0x70f, 0x70f)];

fn is_in(ranges: &[(u32, u32)], c: char) -> bool {
    ranges
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&(c as u32)))
}

/// The first character that a terminal must not get.
fn raw(shown: &str) -> Option<char> {
    let mut marks = 0;
    shown.chars().find(|&c| {
        let is_mark = c.width() == Some(0);
        marks = if is_mark { marks + 1 } else { 0 };
        let is_hidden = is_in(FORMAT, c) && !is_in(SEEN, c);
        c != '\n' && c.is_control() || is_hidden || marks > MOST_MARKS
    })
}

/// Bytes and characters that are no text, each alone; and some that nearly are.
fn oddities() -> Vec<Vec<u8>> {
    let bytes = (0..=255).map(|byte| vec![byte]);
    let controls = (0x80..0xa0).chain(FORMAT.iter().flat_map(|(first, last)| *first..=*last));
    let characters = controls.filter_map(char::from_u32);
    let characters = characters.map(|c| format!("a{c}b").into_bytes());
    let others = [
        // Cut, too long for its character, half of a pair, above all characters, the byte 0xff.
        b"h\xe4\xbd".to_vec(),
        b"\xc0\xaf".to_vec(),
        b"\xed\xa0\x80".to_vec(),
        b"\xf4\x90\x80\x80".to_vec(),
        b"\xe4\xbd\xff".to_vec(),
        // What terminals obey.
        b"\x1b[2J\x1b]0;a\x07".to_vec(),
        b"\x9b31m\xc2\x9b31m".to_vec(),
        b"\r\x08\x0c\x0e".to_vec(),
        format!("e{}", "\u{301}".repeat(60)).into_bytes(),
    ];
    bytes.chain(characters).chain(others).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the workbook shows of a pair that sends and prints these.
fn shown_of(pieces: &[Vec<u8>]) -> String {
    let at = address::own();
    let pieces: Vec<String> = pieces.iter().map(|piece| hex(piece)).collect();
    let client = tracee(&["say", &at, &pieces.join(",")]);
    let workbook = pair(&tracee(&["echo", &at]), &client).start();
    workbook.ends_input();
    let ended = workbook.output();
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{ended:?}");
    workbook.raw_stdout()
}

#[test]
fn no_byte_and_no_format_character_that_a_program_sends_or_prints_is_shown_as_it_is() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let mut random = Random::seeded();
    let mut pieces = oddities();
    let count = pieces.len();
    for _ in 0..times(50, 2_000) {
        let length = 1 + random.below(60);
        pieces.push(random.bytes(length));
    }
    for some in pieces.chunks(400) {
        let shown = shown_of(some);
        assert_eq!(raw(&shown), None, "{shown}");
    }
    let shown = shown_of(&pieces[..count]);
    for byte in 0x80..=0xff_u8 {
        let sent = format!("sendto(3, \"\\x{byte:02x}\") = 1");
        assert!(shown.contains(&sent), "{sent} is not in\n{shown}");
    }
    figure(&format!("peers: {} pieces, none shown raw", pieces.len()));
}

/// Lesson 2 waits in accept, and somebody else comes first and sends this.
fn shown_with_stranger(at: &Address, bytes: &[u8]) -> Running {
    let home = folder::empty("peers");
    let workbook = workbook([]).at_home(&home).start();
    workbook.types(&format!("step 2 --address {at}"));
    workbook.types("server").types("go 7");
    workbook.shows("the server in accept", |text| text.contains("accept4(3) …"));
    let mut stranger = peer::connect(at);
    stranger.write_all(bytes).unwrap();
    workbook.types("go").ends_input();
    let ended = workbook.output();
    // The lesson's own client finds nobody who answers it.
    assert_eq!((ended.code, ended.stderr.as_str()), (1, ""), "{ended:?}");
    workbook
}

#[test]
fn what_a_stranger_sends_to_a_lesson_is_not_shown_as_it_is() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let mut random = Random::seeded();
    let count = times(4, 100);
    let oddities = oddities();
    for _ in 0..count {
        let at = address::own();
        let mut bytes = random.one_of(&oddities).clone();
        let more = random.below(20);
        bytes.extend(random.bytes(more));
        let shown = shown_with_stranger(&at, &bytes).raw_stdout();
        let received = format!(") = {}", bytes.len());
        let is_told = |line: &str| line.contains("recvfrom(4, ") && line.contains(&received);
        assert!(shown.lines().any(is_told), "{bytes:?}:\n{shown}");
        assert_eq!(raw(&shown), None, "{bytes:?}:\n{shown}");
    }
    figure(&format!("peers: {count} strangers, nothing shown raw"));
}
