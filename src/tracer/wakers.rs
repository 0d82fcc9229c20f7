//! What can still wake somebody when all sleep: sleeps, time limits, timers of every kind, a
//! connection that is being tried. Only when there is none of these, nobody can go on.

use crate::net::Network;
use crate::parts::Parts;
use crate::tracee::{Doing, State, Tracee};
use event::{Address, Kind, Request};
use std::collections::BTreeSet;
use std::fs;

/// Whether a thread sleeps for a time of its own choice, or a timer of its process is set, so
/// that it goes on without the others.
pub fn naps(parts: &Parts) -> bool {
    let naps = |tracee: &Tracee| tracee.due.is_some();
    parts.tracees.all().any(naps) || parts.alarms.any() || has_timers(parts)
}

/// The same; or a call gives up after a while.
pub fn has_timer(parts: &mut Parts) -> bool {
    naps(parts) || gives_up(parts) || is_tried_again(parts)
}

/// Whether nothing but a run-time's own threads would wake somebody, which nap again and again
/// for as long as their program runs; or the kernel, which tries to connect for minutes.
pub fn is_background(parts: &mut Parts) -> bool {
    let naps = |tracee: &Tracee| tracee.due.is_some() && !tracee.is_background();
    let is_own = parts.tracees.all().any(naps) || parts.alarms.any() || has_timers(parts);
    !is_own && !gives_up(parts)
}

/// Whether a thread sleeps in a call that ends by itself.
fn gives_up(parts: &mut Parts) -> bool {
    any_inside(parts, |network, tracee, doing| {
        doing.call.has_timeout() || network.gives_up(tracee.pid, &doing.call)
    })
}

/// Whether a thread sleeps in connect of TCP: the kernel sends its SYN again after 1 s, 3 s, 7 s
/// and so on, tcp(7), tcp_syn_retries.
fn is_tried_again(parts: &mut Parts) -> bool {
    any_inside(parts, |network, tracee, doing| {
        let socket = network.socket_of(tracee.who.end, doing.socket);
        matches!(doing.call.request, Request::Connect(Address::Inet(_)))
            && socket.is_some_and(|socket| socket.kind == Kind::Stream)
    })
}

/// Whether this is so of a thread that is inside a call, and of that call.
fn any_inside(parts: &mut Parts, is_so: impl Fn(&mut Network, &Tracee, &Doing) -> bool) -> bool {
    let Parts {
        tracees, network, ..
    } = parts;
    tracees.all().any(|tracee| match &tracee.state {
        State::Inside { doing, .. } => is_so(network, tracee, doing),
        _ => false,
    })
}

/// Timers of processes: timer_create(2), proc_pid_timers(5), and timerfd_create(2).
fn has_timers(parts: &Parts) -> bool {
    let processes: BTreeSet<_> = parts.tracees.all().map(|tracee| tracee.pid).collect();
    processes.into_iter().any(|pid| {
        let timers = fs::read(format!("/proc/{pid}/timers"));
        timers.is_ok_and(|timers| !timers.is_empty()) || has_timer_descriptor(pid.as_raw())
    })
}

/// Whether a descriptor of this process is a timer that is set, proc_pid_fdinfo(5).
fn has_timer_descriptor(pid: i32) -> bool {
    let descriptors = fs::read_dir(format!("/proc/{pid}/fd"));
    let mut descriptors = descriptors.into_iter().flatten().flatten();
    descriptors.any(|descriptor| {
        let link = fs::read_link(descriptor.path()).unwrap_or_default();
        link.as_os_str() == "anon_inode:[timerfd]" && {
            let name = descriptor.file_name();
            let info = format!("/proc/{pid}/fdinfo/{}", name.to_string_lossy());
            fs::read_to_string(info).is_ok_and(|info| is_set(&info))
        }
    })
}

/// `it_value: (0, 123)` is the time that is left, and `(0, 0)` none.
fn is_set(info: &str) -> bool {
    let value = info.lines().find_map(|line| line.strip_prefix("it_value:"));
    value.is_some_and(|value| value.chars().any(|c| ('1'..='9').contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_that_has_run_out_wakes_nobody() {
        let info = |left| {
            format!("pos:\t0\nclockid: 1\nticks: 0\nit_value: {left}\nit_interval: (1, 0)\n")
        };
        assert!(is_set(&info("(0, 4000)")));
        assert!(is_set(&info("(1, 0)")));
        assert!(!is_set(&info("(0, 0)")));
        assert!(!is_set(""));
    }
}
