//! One total order: the transcript does not depend on which program the machine lets run first.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::support::{address, run, system};

const RUNS: usize = 30;

/// Two busy loops, until it is dropped.
struct Load {
    over: &'static AtomicBool,
    loops: Vec<thread::JoinHandle<()>>,
}

impl Load {
    fn start() -> Load {
        let over: &'static AtomicBool = Box::leak(Box::new(AtomicBool::new(false)));
        let busy = || {
            while !over.load(Ordering::Relaxed) {
                spin_loop();
            }
        };
        Load {
            over,
            loops: vec![thread::spawn(busy), thread::spawn(busy)],
        }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for one in self.loops.drain(..) {
            let _ = one.join();
        }
    }
}

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
