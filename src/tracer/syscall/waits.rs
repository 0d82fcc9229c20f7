//! Calls that wait for any of several descriptors: poll(2), select(2), epoll_wait(2).
//! Which descriptors they watch, and for how long.

use super::memory::{MOST_MEMBERS, Memory, words};
use std::time::Duration;

/// The descriptors that a call waits for. None where the program's pointer leads nowhere: the
/// kernel answers such a call with EFAULT.
pub type Watched = Option<Vec<i32>>;

/// Descriptors of a `struct pollfd` array, poll(2).
pub fn polled(memory: &dyn Memory, address: u64, count: u64) -> Watched {
    let entries = words(memory, address, count.min(MOST_MEMBERS));
    // The descriptor is the first half of each entry.
    let descriptor =
        |entry: u64| i32::from_ne_bytes(entry.to_ne_bytes()[..4].try_into().unwrap_or_default());
    let is_there = count == 0 || !entries.is_empty();
    is_there.then(|| entries.into_iter().map(descriptor).collect())
}

/// Descriptors that are members of the reading, the writing or the third set, select(2).
pub fn selected(memory: &dyn Memory, count: u64, sets: [u64; 3]) -> Watched {
    let most = count.min(MOST_MEMBERS) as usize;
    let bytes = most.div_ceil(8);
    let is_lost = |set: u64, read: &Vec<u8>| set != 0 && read.len() < bytes;
    let read = sets.map(|set| memory.read(set, bytes));
    if sets
        .iter()
        .zip(&read)
        .any(|(set, read)| is_lost(*set, read))
    {
        return None;
    }
    let is_in = |fd: &usize| {
        let member = |set: &Vec<u8>| {
            let byte = set.get(fd / 8);
            byte.is_some_and(|byte| byte & (1 << (fd % 8)) != 0)
        };
        read.iter().any(member)
    };
    Some((0..most).filter(is_in).map(|fd| fd as i32).collect())
}

/// A time limit in milliseconds; below 0 there is none.
pub fn milliseconds(number: u64) -> Option<Duration> {
    u64::try_from(number as i32).ok().map(Duration::from_millis)
}

/// A `struct timespec` ([`NANOSECONDS`]) or `struct timeval` ([`MICROSECONDS`]); None for a
/// null pointer, which sets no limit. A time that the kernel refuses is no time at all.
pub fn time(memory: &dyn Memory, address: u64, unit: u64) -> Option<Duration> {
    if address == 0 {
        return None;
    }
    let [seconds, parts] = words(memory, address, 2)[..] else {
        return Some(Duration::ZERO);
    };
    let (Ok(seconds), Ok(parts)) = (signed(seconds), signed(parts)) else {
        return Some(Duration::ZERO);
    };
    Some(
        Duration::from_secs(seconds)
            .saturating_add(Duration::from_nanos(parts.saturating_mul(unit))),
    )
}

pub const NANOSECONDS: u64 = 1;
pub const MICROSECONDS: u64 = 1_000;

fn signed(word: u64) -> Result<u64, std::num::TryFromIntError> {
    u64::try_from(word as i64)
}

#[cfg(test)]
mod tests {
    use super::super::memory::held::Held;
    use super::*;

    #[test]
    fn odd_times_are_no_time_or_a_very_long_one() {
        let at = |seconds: i64, parts: i64| {
            let bytes = [seconds.to_ne_bytes(), parts.to_ne_bytes()].concat();
            time(&Held(100, bytes), 100, MICROSECONDS)
        };
        assert_eq!(at(2, 500_000), Some(Duration::from_millis(2_500)));
        assert_eq!(at(-1, 0), Some(Duration::ZERO));
        assert_eq!(at(0, i64::MIN), Some(Duration::ZERO));
        assert!(at(i64::MAX, i64::MAX) > Some(Duration::from_secs(1 << 60)));
        assert_eq!(
            time(&Held(100, Vec::new()), 100, NANOSECONDS),
            Some(Duration::ZERO)
        );
        assert_eq!(time(&Held(100, Vec::new()), 0, NANOSECONDS), None);
    }
}
