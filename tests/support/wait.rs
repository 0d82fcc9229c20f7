//! Waiting. Nothing in these tests sleeps in order to let something happen: a test waits for a
//! line, for an end or for a fact of the system.

use std::thread;
use std::time::{Duration, Instant};

/// Only guards against hanging: it decides no result.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// Waits for something that nobody tells us about.
pub fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < DEADLINE, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(2));
    }
}
