//! Calls that wait for any of several descriptors: poll(2), select(2), epoll_wait(2).
//! Which descriptors they watch, and for how long.

use super::decode::Target;
use super::memory::Memory;
use std::time::Duration;

/// Which descriptors a waiting call watches, and for how long; None for other calls.
pub fn waited_for(
    name: &str,
    args: &[u64; 6],
    memory: &impl Memory,
    target: &impl Fn(i32) -> Target,
) -> Option<(Vec<i32>, Option<Duration>)> {
    let milliseconds = |n: u64| u64::try_from(n as i32).ok().map(Duration::from_millis);
    Some(match name {
        "poll" => (polled(memory, args), milliseconds(args[2])),
        "ppoll" => (polled(memory, args), time(memory, args[2], 1)),
        "select" => (selected(memory, args), time(memory, args[4], 1_000)),
        "pselect6" => (selected(memory, args), time(memory, args[4], 1)),
        "epoll_wait" | "epoll_pwait" | "epoll_pwait2" => {
            let fds = match target(args[0] as i32) {
                Target::Poller(fds) => fds,
                _ => Vec::new(),
            };
            let timeout = match name {
                "epoll_pwait2" => time(memory, args[3], 1),
                _ => milliseconds(args[3]),
            };
            (fds, timeout)
        }
        _ => return None,
    })
}

/// Descriptors of a `struct pollfd` array, poll(2).
fn polled(memory: &impl Memory, args: &[u64; 6]) -> Vec<i32> {
    (0..args[1].min(1024))
        .map_while(|i| memory.u32_at(args[0] + 8 * i))
        .map(|fd| fd as i32)
        .collect()
}

/// Descriptors that are members of the reading or the writing set, select(2).
fn selected(memory: &impl Memory, args: &[u64; 6]) -> Vec<i32> {
    let most = args[0].min(1024) as usize;
    let sets = [1, 2].map(|i| memory.read(args[i], most.div_ceil(8)));
    let is_in = |fd: &usize| {
        let member = |set: &Vec<u8>| {
            set.get(fd / 8)
                .is_some_and(|byte| byte & (1 << (fd % 8)) != 0)
        };
        sets.iter().any(member)
    };
    (0..most).filter(is_in).map(|fd| fd as i32).collect()
}

/// A `struct timespec`, or with `unit` 1,000 a `struct timeval`; None for a null pointer.
fn time(memory: &impl Memory, at: u64, unit: u64) -> Option<Duration> {
    if at == 0 {
        return None;
    }
    let seconds = memory.u64_at(at)?;
    let parts = memory.u64_at(at + 8)?;
    Some(Duration::from_secs(seconds) + Duration::from_nanos(parts * unit))
}
