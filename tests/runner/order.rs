//! One total order: the transcript does not depend on which program the machine lets run first.

use crate::support::load::Load;
use crate::support::{address, run, system, workbook};

const RUNS: usize = 30;

#[test]
fn thirty_runs_on_a_busy_machine_have_one_transcript() {
    if !system::can_trace() {
        return;
    }
    let _load = Load::start();
    for lesson in [2, 5, 6] {
        let at = address::own();
        let first = run(lesson, &at).output("");
        assert_eq!((first.code, first.stderr.as_str()), (0, ""), "{first:?}");
        for number in 2..=RUNS {
            let again = run(lesson, &at).output("");
            assert_eq!(again, first, "run {number} of lesson {lesson}");
        }
    }
}

/// Left alone, the kernel picks ports at random. Where a stranger holds one of the list, the next
/// one is given: so the ports are compared with the list, and not with each other.
#[test]
fn a_client_gets_the_same_port_in_each_run() {
    if !system::can_trace() || !kernel_limits_ports() {
        return;
    }
    for (lesson, list) in [
        (2, 50_001..51_001),
        (4, 50_001..51_001),
        (3, 51_001..52_001),
    ] {
        let at = address::own();
        let words = ["run", &lesson.to_string(), "--address", &at];
        for _ in 0..2 {
            let workbook = workbook(words).start();
            workbook.ends_input().output();
            let shown = workbook.raw_stdout();
            let ports = shown.split(|c: char| !c.is_ascii_digit());
            let ports: Vec<u32> = ports.filter_map(|word| word.parse().ok()).collect();
            let ports: Vec<u32> = ports.into_iter().filter(|port| *port >= 32_768).collect();
            assert!(!ports.is_empty(), "{shown}");
            let others = ports.iter().filter(|port| !list.contains(*port));
            assert_eq!(others.count(), 0, "lesson {lesson}: {ports:?}");
        }
    }
}

/// IP_LOCAL_PORT_RANGE, Linux 6.3.
fn kernel_limits_ports() -> bool {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let mut numbers = release
        .split(['.', '-'])
        .map(|number| number.parse().unwrap_or(0));
    let version: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let has = version >= (6, 3);
    if !has {
        eprintln!("skipped: IP_LOCAL_PORT_RANGE needs Linux 6.3");
    }
    has
}
