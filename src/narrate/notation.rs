//! A call as it would be written in C, in the manner of strace(1): `bind(3, 127.0.0.1:9999) = 0`.

use crate::narrate::linux;
use crate::terminal::escape as quote;
use event::{
    Address, Answer, Call, Data, Family, Found, How, Instrument, Kind, Opt, OptValue, Request,
    Returned, Watching,
};
use std::borrow::Cow;
use std::time::Duration;

/// A call that has not returned: the arguments that are known.
pub fn asleep(call: &Call) -> String {
    format!("{}({})", call.name, arguments(call, None))
}

pub fn returned(returned: &Returned) -> String {
    let Returned { call, result, .. } = returned;
    match result {
        Ok(answer) => {
            let arguments = arguments(call, Some(answer));
            format!("{}({arguments}) = {}", call.name, answer.value)
        }
        Err(errno) => format!("{}({}) = {}", call.name, arguments(call, None), errno.name),
    }
}

fn arguments(call: &Call, answer: Option<&Answer>) -> String {
    let mut list: Vec<String> = call.fd.iter().map(i32::to_string).collect();
    let data = |bytes: &Data| quote::data(bytes, quote::DATA);
    let handed_out = answer
        .and_then(|answer| answer.address.as_ref())
        .map(address);
    let found = answer
        .and_then(|answer| answer.found.as_deref())
        .map(option_value);
    match &call.request {
        Request::Socket { family, kind } => {
            list.extend([family_name(*family), made(call, *kind)]);
        }
        Request::SetOption { option, value } => {
            list.extend([option_name(*option), option_value(value)]);
        }
        Request::SocketPair { family, kind } => {
            list.extend([family_name(*family), made(call, *kind)]);
            list.extend(answer.map(|answer| format!("{:?}", answer.descriptors)));
        }
        Request::GetOption { option } => {
            list.push(option_name(*option));
            list.extend(word_found(*option, answer).or(found));
        }
        Request::Unread => {
            list.push("FIONREAD".to_owned());
            list.extend(found);
        }
        Request::Nonblocking(on) => {
            let name = if call.name == "ioctl" {
                "FIONBIO"
            } else {
                "O_NONBLOCK"
            };
            list.extend([name.to_owned(), i32::from(*on).to_string()]);
        }
        Request::Bind(to) | Request::Connect(to) => list.push(address(to)),
        Request::Listen { backlog } => list.push(backlog.to_string()),
        Request::LocalAddress | Request::PeerAddress => list.extend(handed_out),
        Request::Send {
            data: bytes,
            to,
            passed,
            flags,
        } => {
            list.push(data(bytes));
            list.extend(rights(passed));
            list.extend(flags.iter().map(Cow::to_string));
            list.extend(to.as_ref().map(address));
        }
        Request::Receive {
            peek,
            wait_all,
            dont_wait,
            flags,
            ..
        } => {
            list.extend(answer.and_then(|answer| answer.data.as_ref()).map(data));
            list.extend(answer.and_then(|answer| rights(&answer.descriptors)));
            let own = [
                (*peek, "MSG_PEEK"),
                (*wait_all, "MSG_WAITALL"),
                (*dont_wait, "MSG_DONTWAIT"),
            ];
            let own = own.into_iter().filter(|(is_set, _)| *is_set);
            list.extend(own.map(|(_, name)| name.to_owned()));
            list.extend(flags.iter().map(Cow::to_string));
            list.extend(handed_out);
        }
        Request::SendSeveral { messages } => {
            let messages = messages.iter();
            list.push(several(
                messages.map(|one| (Some(&one.data), one.to.as_ref())),
            ));
        }
        Request::ReceiveSeveral {
            peek, wait_for_one, ..
        } => {
            list.extend(answer.map(|answer| {
                let messages = answer.messages.iter();
                several(messages.map(|one| (one.data.as_ref(), one.address.as_ref())))
            }));
            list.extend(peek.then(|| "MSG_PEEK".to_owned()));
            list.extend(wait_for_one.then(|| "MSG_WAITFORONE".to_owned()));
        }
        // sendfile(2) names first where the bytes go to, the others where they come from.
        Request::Copy {
            from, to, length, ..
        } => {
            let is_sendfile = call.name == "sendfile";
            let (first, second) = if is_sendfile { (to, from) } else { (from, to) };
            list = vec![first.to_string(), second.to_string(), length.to_string()];
        }
        Request::Shutdown(how) => list.push(
            match how {
                How::Read => "SHUT_RD",
                How::Write => "SHUT_WR",
                How::Both => "SHUT_RDWR",
            }
            .to_owned(),
        ),
        Request::Watch { fd, change, events } => {
            list.push(
                match change {
                    Watching::Add => "EPOLL_CTL_ADD",
                    Watching::Change => "EPOLL_CTL_MOD",
                    Watching::Remove => "EPOLL_CTL_DEL",
                }
                .to_owned(),
            );
            list.push(fd.to_string());
            if *change != Watching::Remove {
                list.push(events.join("|"));
            }
        }
        Request::Wait {
            fds,
            timeout,
            sets,
            instruments,
        } => {
            if fds.is_empty() {
                list.push("?".to_owned());
            } else if sets.is_empty() {
                list.push(watched(fds, instruments));
            } else {
                list.extend(select_sets(sets, instruments));
            }
            list.extend(timeout.map(duration));
        }
        Request::Ring { entries } => list.push(entries.to_string()),
        Request::Duplicate if call.name == "fcntl" => list.push("F_DUPFD_CLOEXEC".to_owned()),
        Request::DuplicateOnto(to) => list.push(to.to_string()),
        Request::CloseRange {
            first,
            last,
            on_exec,
            ..
        } => {
            let to_the_end = *last == u32::MAX;
            let last = if to_the_end {
                "~0U".to_owned()
            } else {
                last.to_string()
            };
            list.extend([first.to_string(), last]);
            list.extend(on_exec.then(|| "CLOSE_RANGE_CLOEXEC".to_owned()));
        }
        // The address of the peer is told in words.
        Request::Accept => list.extend(call.nonblocking.then(|| "SOCK_NONBLOCK".to_owned())),
        Request::Close | Request::Duplicate | Request::ReadKeyboard => {}
        Request::Print { data: bytes, .. } => list.push(data(bytes)),
        Request::Exit { code } => list.push(code.to_string()),
    }
    list.join(", ")
}

/// `["one" 127.0.0.1:5000, "two" 127.0.0.1:5001, …]`: of many messages the first few.
fn several<'a>(messages: impl Iterator<Item = (Option<&'a Data>, Option<&'a Address>)>) -> String {
    const SHOWN: usize = 4;
    let message = |(data, to): (Option<&Data>, Option<&Address>)| {
        let data = data.map(|data| quote::data(data, quote::DATA));
        let parts: Vec<String> = data.into_iter().chain(to.map(address)).collect();
        parts.join(" ")
    };
    let mut shown: Vec<String> = messages.take(SHOWN + 1).map(message).collect();
    if shown.len() > SHOWN {
        shown[SHOWN] = "…".to_owned();
    }
    format!("[{}]", shown.join(", "))
}

/// `[3, 5 timerfd]`: what is no socket has its name.
fn watched(fds: &[i32], instruments: &[(i32, Instrument)]) -> String {
    let one = |fd: &i32| {
        let instrument = instruments.iter().find(|(one, _)| one == fd);
        match instrument {
            Some((_, what)) => format!("{fd} {}", instrument_name(*what)),
            None => fd.to_string(),
        }
    };
    format!("[{}]", fds.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// `readfds [3, 4], writefds [4]`
fn select_sets(sets: &[Found], instruments: &[(i32, Instrument)]) -> Vec<String> {
    let set = |name: &&str| {
        let is_in = |one: &&Found| one.events.iter().any(|event| event == name);
        let fds: Vec<i32> = sets.iter().filter(is_in).map(|one| one.fd).collect();
        (!fds.is_empty()).then(|| format!("{name} {}", watched(&fds, instruments)))
    };
    let names = ["readfds", "writefds", "exceptfds"];
    names.iter().filter_map(set).collect()
}

fn instrument_name(instrument: Instrument) -> &'static str {
    match instrument {
        Instrument::Eventfd => "eventfd",
        Instrument::Timerfd => "timerfd",
        Instrument::Signalfd => "signalfd",
        Instrument::Pidfd => "pidfd",
    }
}

/// `SOCK_STREAM|SOCK_NONBLOCK`. SOCK_CLOEXEC is not shown: the libraries of most languages set it
/// always.
fn made(call: &Call, kind: Kind) -> String {
    let kind = kind_name(kind);
    if call.nonblocking {
        kind + "|SOCK_NONBLOCK"
    } else {
        kind
    }
}

/// Descriptors that a message carries, unix(7).
fn rights(passed: &[i32]) -> Option<String> {
    (!passed.is_empty()).then(|| format!("SCM_RIGHTS {passed:?}"))
}

pub fn address(address: &Address) -> String {
    match address {
        Address::Inet(address) => address.to_string(),
        Address::Unix(name) => socket_name(name),
        Address::Other(family) => other_family(*family),
    }
}

/// A path, or `@"name"` for an abstract name, which begins with a NUL, unix(7).
pub fn socket_name(name: &Data) -> String {
    match name.first() {
        [0, rest @ ..] => format!("@{}", quote::data(&Data::from(rest), quote::DATA)),
        _ => quote::data(name, quote::DATA),
    }
}

/// `2 s`, `250 ms`.
pub fn duration(time: Duration) -> String {
    match time.subsec_millis() {
        0 => format!("{} s", time.as_secs()),
        _ => format!("{} ms", time.as_millis()),
    }
}

pub fn family_name(family: Family) -> String {
    match family {
        Family::Inet => "AF_INET".to_owned(),
        Family::Inet6 => "AF_INET6".to_owned(),
        Family::Unix => "AF_UNIX".to_owned(),
        Family::Netlink => "AF_NETLINK".to_owned(),
        Family::Other(number) => other_family(number),
    }
}

fn other_family(number: i32) -> String {
    linux::family(number).map_or(format!("family {number}"), str::to_owned)
}

pub fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Stream => "SOCK_STREAM".to_owned(),
        Kind::Datagram => "SOCK_DGRAM".to_owned(),
        Kind::SeqPacket => "SOCK_SEQPACKET".to_owned(),
        Kind::Raw => "SOCK_RAW".to_owned(),
        Kind::Other(number) => linux::kind(number).map_or(format!("type {number}"), str::to_owned),
    }
}

pub fn option_name(option: Opt) -> String {
    match option {
        Opt::ReuseAddress => "SO_REUSEADDR",
        Opt::ReusePort => "SO_REUSEPORT",
        Opt::ReceiveTimeout => "SO_RCVTIMEO",
        Opt::SendTimeout => "SO_SNDTIMEO",
        Opt::Error => "SO_ERROR",
        Opt::Linger => "SO_LINGER",
        Opt::OutOfBandInline => "SO_OOBINLINE",
        Opt::KeepAlive => "SO_KEEPALIVE",
        Opt::Broadcast => "SO_BROADCAST",
        Opt::ReceiveBuffer => "SO_RCVBUF",
        Opt::SendBuffer => "SO_SNDBUF",
        Opt::NoDelay => "TCP_NODELAY",
        Opt::OnlyV6 => "IPV6_V6ONLY",
        Opt::Other { level, name } => {
            let known = linux::option(level, name);
            return known.map_or(format!("level {level}, option {name}"), str::to_owned);
        }
    }
    .to_owned()
}

/// SO_TYPE, SO_DOMAIN and SO_PROTOCOL are answered with a number that stands for a word.
fn word_found(option: Opt, answer: Option<&Answer>) -> Option<String> {
    match (option, answer?.found.as_deref()?) {
        (Opt::Other { level, name }, OptValue::Number(number)) => {
            linux::answer(level, name, *number).map(str::to_owned)
        }
        _ => None,
    }
}

pub fn option_value(value: &OptValue) -> String {
    match value {
        OptValue::Number(number) => number.to_string(),
        OptValue::Time(time) => duration(*time),
        OptValue::Linger(None) => "{off}".to_owned(),
        OptValue::Linger(Some(time)) => format!("{{on, {}}}", duration(*time)),
        OptValue::Error(errno) => errno.name.clone(),
        OptValue::Bytes(bytes) => quote::data(bytes, quote::DATA),
    }
}
