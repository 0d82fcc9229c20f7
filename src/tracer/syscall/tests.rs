//! From numbers to calls: what is told, what is not, and that no input is too odd.

use super::call::{Descriptors, Raw, Target};
use super::entry::{Entry, answer, entry, unseen, written};
use super::memory::{Memory, held::Held};
use super::table::{row_of, rows};
use event::{Address, Data, Output, Request};

struct Files;

impl Descriptors for Files {
    fn target(&self, fd: i32) -> Target {
        match fd {
            0 => Target::Keyboard,
            1 | 2 => Target::Screen,
            3 => Target::Socket,
            4 => Target::Poller(vec![(0, 0), (3, 3)]),
            _ => Target::Other,
        }
    }

    fn sockets(&self, first: u32, last: u32) -> Vec<i32> {
        (first..=last)
            .contains(&3)
            .then_some(3)
            .into_iter()
            .collect()
    }
}

fn call(number: i64, args: [u64; 6], memory: &Held) -> Entry {
    entry(&Raw { number, args }, memory, &Files)
}

fn request(number: i64, args: [u64; 6], memory: &Held) -> Request {
    match call(number, args, memory) {
        Entry::Told(call) => call.request,
        other => panic!("not told: {other:?}"),
    }
}

#[test]
fn no_call_has_two_rows() {
    assert_eq!(
        row_of(libc::SYS_accept4).map(|row| row.name),
        Some("accept4")
    );
    assert!(row_of(libc::SYS_openat).is_none());
    for row in rows() {
        assert_eq!(
            rows().filter(|other| other.number == row.number).count(),
            1,
            "{}",
            row.name
        );
    }
}

#[test]
fn data_is_read_by_its_length_and_not_up_to_a_nul_byte() {
    let memory = Held(100, b"a\0b\x1b[31m".to_vec());
    let sent = request(libc::SYS_sendto, [3, 100, 8, 0, 0, 0], &memory);
    assert_eq!(sent, sends(Data::from(&b"a\0b\x1b[31m"[..])));
}

/// Only this, to the peer.
fn sends(data: Data) -> Request {
    Request::Send {
        data,
        to: None,
        passed: Vec::new(),
        flags: Vec::new(),
    }
}

#[test]
fn a_length_beyond_all_memory_is_told_and_only_what_is_there_is_read() {
    let memory = Held(100, b"abc".to_vec());
    for length in [1 << 40, 1 << 63, u64::MAX] {
        let sent = request(libc::SYS_sendto, [3, 100, length, 0, 0, 0], &memory);
        assert_eq!(sent, sends(Data::new(b"abc".to_vec(), length)));
    }
}

#[test]
fn an_ipv4_address_is_decoded() {
    let bytes = vec![2, 0, 0x27, 0x0f, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    let bound = request(libc::SYS_bind, [3, 100, 16, 0, 0, 0], &Held(100, bytes));
    let expected = "127.0.0.1:9999".parse().expect("an address");
    assert_eq!(bound, Request::Bind(Address::Inet(expected)));
}

#[test]
fn files_are_not_told_and_what_is_printed_is() {
    let memory = Held(100, b"hi\n".to_vec());
    let untold = Entry::Untold {
        name: "write",
        sleep: None,
    };
    assert_eq!(call(libc::SYS_write, [9, 100, 3, 0, 0, 0], &memory), untold);
    let printed = request(libc::SYS_write, [2, 100, 3, 0, 0, 0], &memory);
    let data = Data::from(&b"hi\n"[..]);
    assert_eq!(
        printed,
        Request::Print {
            output: Output::Error,
            data
        }
    );
}

#[test]
fn all_that_was_written_is_handed_on_piece_by_piece() {
    let text: Vec<u8> = (0..50_000u32).map(|n| n as u8).collect();
    let raw = Raw {
        number: libc::SYS_write,
        args: [1, 100, u64::MAX, 0, 0, 0],
    };
    let mut taken = Vec::new();
    written(&raw, 40_000, &Held(100, text.clone()), |bytes| {
        taken.extend_from_slice(bytes)
    });
    assert_eq!(taken, text[..40_000]);
}

#[test]
fn a_look_at_the_keyboard_that_does_not_wait_is_not_told() {
    let mut bytes = Vec::new();
    for fd in [0u64, 1, 2] {
        bytes.extend(fd.to_ne_bytes());
    }
    let look = call(libc::SYS_ppoll, [100, 3, 0, 0, 0, 0], &Held(100, bytes));
    assert!(matches!(look, Entry::Told(_)), "for ever: {look:?}");
    let look = call(
        libc::SYS_ppoll,
        [100, 1, 108, 0, 0, 0],
        &Held(100, [0u8; 40].to_vec()),
    );
    assert_eq!(
        look,
        Entry::Untold {
            name: "ppoll",
            sleep: None
        }
    );
}

#[test]
fn a_datagram_that_was_cut_shows_nothing_from_behind_the_buffer() {
    let raw = Raw {
        number: libc::SYS_recvfrom,
        args: [3, 100, 4, libc::MSG_TRUNC as u64, 0, 0],
    };
    let answer = answer(&raw, 11, &Held(100, b"hellSECRET!".to_vec()), &Files);
    assert_eq!((answer.value, answer.moved), (11, 4));
    assert_eq!(answer.data, Some(Data::from(&b"hell"[..])));
}

#[test]
fn a_message_whose_pointer_leads_nowhere_is_told() {
    let memory = Held(100, Vec::new());
    for number in [libc::SYS_sendmsg, libc::SYS_recvmsg] {
        assert!(matches!(
            call(number, [3, 1, 0, 0, 0, 0], &memory),
            Entry::Told(_)
        ));
    }
}

#[test]
fn a_wait_whose_pointer_leads_nowhere_is_told() {
    let memory = Held(100, Vec::new());
    for (number, args) in [
        (libc::SYS_ppoll, [1, 2, 0, 0, 0, 0]),
        (libc::SYS_pselect6, [4, 1, 0, 0, 0, 0]),
    ] {
        let told = request(number, args, &memory);
        assert!(matches!(told, Request::Wait { ref fds, .. } if fds.is_empty()));
    }
    let sleep = call(libc::SYS_pselect6, [0, 0, 0, 0, 0, 0], &memory);
    assert!(matches!(sleep, Entry::Untold { .. }), "{sleep:?}");
}

#[test]
fn a_range_of_descriptors_is_told_where_a_socket_is_among_them() {
    let close = |first, flags| {
        let args = [first, u64::MAX, flags, 0, 0, 0];
        call(libc::SYS_close_range, args, &Held(100, Vec::new()))
    };
    assert!(matches!(close(4, 0), Entry::Untold { .. }));
    for on_exec in [false, true] {
        let Entry::Told(call) = close(0, u64::from(on_exec) * 4) else {
            panic!("not told");
        };
        let expected = Request::CloseRange {
            first: 0,
            last: u32::MAX,
            on_exec,
            sockets: vec![3],
        };
        assert_eq!((call.fd, call.request), (None, expected));
    }
}

#[test]
fn a_wait_says_which_descriptors_have_what() {
    let poll = [3u64 | 4 << 32 | 9 << 48, 5, 7 | 1 << 48];
    let bytes = poll.iter().flat_map(|word| word.to_ne_bytes()).collect();
    let raw = Raw {
        number: libc::SYS_ppoll,
        args: [100, 3, 0, 0, 0, 0],
    };
    let ready = answer(&raw, 2, &Held(100, bytes), &Files).ready;
    let ready: Vec<_> = ready
        .iter()
        .map(|one| (one.fd, one.events.join("|")))
        .collect();
    let expected = [(3, "POLLIN|POLLERR"), (7, "POLLIN")];
    assert_eq!(ready, expected.map(|(fd, events)| (fd, events.to_owned())));
}

/// A small generator of numbers, xorshift64: the same ones in each run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Small, at an edge, or anything.
    fn odd(&mut self) -> u64 {
        let edges = [
            0,
            1,
            100,
            1 << 31,
            1 << 36,
            1 << 40,
            1 << 63,
            u64::MAX - 8,
            u64::MAX,
        ];
        match self.next() % 4 {
            0 => self.next() % 8,
            1 => edges[self.next() as usize % edges.len()],
            2 => 100 + self.next() % 64,
            _ => self.next(),
        }
    }
}

/// Memory full of odd numbers, which goes on for ever.
struct Endless(u64);

impl Memory for Endless {
    fn read(&self, address: u64, length: usize) -> Vec<u8> {
        let mut numbers = Numbers(address ^ self.0 | 1);
        let words = (0..length.div_ceil(8)).flat_map(|_| numbers.odd().to_ne_bytes());
        words.take(length).collect()
    }
}

/// No arguments and no return value of a program make the decoding panic or read without
/// bound.
#[test]
fn a_million_odd_calls_are_decoded() {
    let calls: Vec<i64> = rows().map(|row| row.number).collect();
    let mut numbers = Numbers(0x9999);
    for round in 0..1_000_000u64 {
        let number = calls[round as usize % calls.len()];
        let mut args = [0; 6].map(|_: u64| numbers.odd());
        args[0] = if round % 3 == 0 {
            args[0]
        } else {
            numbers.next() % 5
        };
        let raw = Raw { number, args };
        let memory: &dyn Memory = match round % 50 {
            0 => &Endless(round),
            _ => &Held(
                100,
                args.iter().flat_map(|word| word.to_ne_bytes()).collect(),
            ),
        };
        entry(&raw, memory, &Files);
        answer(&raw, numbers.odd() >> 1, memory, &Files);
    }
}

#[test]
fn of_a_program_that_cannot_be_seen_only_the_end_is_told() {
    let told = |number, first| {
        let args = [first, 0, 0, 0, 0, 0];
        unseen(&Raw { number, args })
    };
    let Entry::Told(exit) = told(libc::SYS_exit_group, 3) else {
        panic!("the end is told");
    };
    assert_eq!(exit.request, Request::Exit { code: 3 });
    assert_eq!(told(libc::SYS_exit, 0), Entry::ThreadEnds);
    for row in rows().filter(|row| row.number != libc::SYS_exit_group) {
        let entry = told(row.number, 2);
        assert!(!matches!(entry, Entry::Told(_)), "{}", row.name);
    }
}
