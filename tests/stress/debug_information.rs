//! A damaged executable: whatever its debug information says, its calls are told, and nothing
//! else happens than that their lines may be missing.

use std::fs;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use event::{Step, What};

use crate::form::{Random, alone, figure, times};
use crate::support::{folder, system};
use crate::tracees::{OF_SMALL, SMALL, command, pair, steps};

/// Sections that no kernel and no loader reads, elf(5).
const FOR_DEBUGGERS: [&str; 5] = [".debug_", ".eh_frame", ".symtab", ".strtab", ".shstrtab"];

/// A number of so many bytes at this place, in the order of the machine.
fn number(file: &[u8], at: usize, bytes: usize) -> usize {
    let mut all = [0; 8];
    all[..bytes].copy_from_slice(&file[at..at + bytes]);
    u64::from_le_bytes(all) as usize
}

/// The parts of an executable that can be damaged, and it still runs: those sections, and the
/// table of all sections. Fields as in `Elf64_Ehdr` and `Elf64_Shdr`.
fn parts(file: &[u8]) -> Vec<Range<usize>> {
    let (table, size, count) = (
        number(file, 0x28, 8),
        number(file, 0x3a, 2),
        number(file, 0x3c, 2),
    );
    let of_names = number(file, 0x3e, 2);
    let place = |section: usize| {
        let header = table + section * size;
        let start = number(file, header + 0x18, 8);
        start..start + number(file, header + 0x20, 8)
    };
    let names = place(of_names);
    let name = |section: usize| {
        let start = names.start + number(file, table + section * size, 4);
        let length = file[start..].iter().position(|byte| *byte == 0).unwrap();
        String::from_utf8_lossy(&file[start..start + length]).into_owned()
    };
    let is_one = |section: &usize| {
        let name = name(*section);
        FOR_DEBUGGERS.iter().any(|start| name.starts_with(start))
    };
    let sections = (1..count).filter(is_one).map(place);
    let all: Vec<_> = sections
        .chain(std::iter::once(table..table + size * count))
        .collect();
    assert!(all.len() > 8, "a program with debug information: {all:?}");
    all
}

/// Another byte at some places: a flipped bit, an end of a range, or anything.
fn damage(file: &mut [u8], parts: &[Range<usize>], random: &mut Random) {
    let part = random.one_of(parts).clone();
    for _ in 0..1 << random.below(7) {
        let at = part.start + random.below(part.len());
        file[at] = match random.below(3) {
            0 => file[at] ^ 1 << random.below(8),
            1 => *random.one_of(&[0, 1, 0x7f, 0x80, 0xff]),
            _ => random.next() as u8,
        };
    }
}

fn run(program: &Path, log: &Path) -> Vec<Step> {
    let _ = fs::remove_file(log);
    let workbook = pair(&command(program, &[]), "true");
    let output = workbook
        .args(["--log", log.to_str().unwrap()])
        .current_dir(folder::kept("debug information"))
        .output("");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
    steps(log)
}

fn calls(steps: &[Step]) -> Vec<&str> {
    let calls = steps.iter().filter_map(|step| match &step.what {
        What::Returned(returned) => Some(&*returned.call.name),
        _ => None,
    });
    calls.collect()
}

fn places(steps: &[Step]) -> usize {
    steps.iter().filter(|step| step.place.is_some()).count()
}

#[test]
fn damaged_debug_information_costs_lines_and_nothing_else() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let mut random = Random::seeded();
    let folder = folder::kept("debug information");
    let (program, log) = (folder.join("damaged"), folder.join("log"));
    let whole = fs::read(&*SMALL).unwrap();
    let parts = parts(&whole);
    let unharmed = run(&SMALL, &log);
    assert_eq!(calls(&unharmed), OF_SMALL);
    assert_eq!(places(&unharmed), OF_SMALL.len());

    let count = times(30, 1_000);
    let mut without_lines = 0;
    for _ in 0..count {
        let mut file = whole.clone();
        damage(&mut file, &parts, &mut random);
        // Not into the old file: a process of the last run may still have it.
        let _ = fs::remove_file(&program);
        fs::write(&program, &file).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let steps = run(&program, &log);
        assert_eq!(calls(&steps), OF_SMALL, "see {}", program.display());
        without_lines += usize::from(places(&steps) < OF_SMALL.len());
    }
    figure(&format!(
        "debug information: {count} damaged programs, {without_lines} with fewer lines, no panic"
    ));
}
