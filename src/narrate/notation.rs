//! A call as it would be written in C, in the manner of strace(1): `bind(3, 127.0.0.1:9999) = 0`.

use crate::narrate::linux;
use crate::terminal::escape as quote;
use event::{Address, Answer, Call, Data, Family, How, Kind, Opt, OptValue, Request, Returned};
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
    match &call.request {
        Request::Socket { family, kind } => {
            list.extend([family_name(*family), kind_name(*kind)]);
        }
        Request::SetOption { option, value } => {
            list.extend([option_name(*option), option_value(value)]);
        }
        Request::GetOption { option } => list.push(option_name(*option)),
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
        Request::Send { data: bytes, to } => {
            list.push(data(bytes));
            list.extend(to.as_ref().map(address));
        }
        Request::Receive { peek, .. } => {
            list.extend(answer.and_then(|answer| answer.data.as_ref()).map(data));
            list.extend(peek.then(|| "MSG_PEEK".to_owned()));
            list.extend(handed_out);
        }
        Request::Shutdown(how) => list.push(
            match how {
                How::Read => "SHUT_RD",
                How::Write => "SHUT_WR",
                How::Both => "SHUT_RDWR",
            }
            .to_owned(),
        ),
        Request::Wait { fds, timeout } => {
            list.push(format!("{fds:?}"));
            list.extend(timeout.map(duration));
        }
        Request::Duplicate if call.name == "fcntl" => list.push("F_DUPFD_CLOEXEC".to_owned()),
        // The address of the peer is told in words.
        Request::Accept => {}
        Request::Close | Request::Duplicate | Request::ReadKeyboard => {}
        Request::Print { data: bytes, .. } => list.push(data(bytes)),
        Request::Exit { code } => list.push(code.to_string()),
    }
    list.join(", ")
}

pub fn address(address: &Address) -> String {
    match address {
        Address::Inet(address) => address.to_string(),
        Address::Unix(path) => quote::data(path, quote::DATA),
        Address::Other(family) => format!("family {family}"),
    }
}

/// `2 s`, `250 ms`.
pub fn duration(time: Duration) -> String {
    match time.subsec_millis() {
        0 => format!("{} s", time.as_secs()),
        _ => format!("{} ms", time.as_millis()),
    }
}

fn family_name(family: Family) -> String {
    match family {
        Family::Inet => "AF_INET".to_owned(),
        Family::Inet6 => "AF_INET6".to_owned(),
        Family::Unix => "AF_UNIX".to_owned(),
        Family::Netlink => "AF_NETLINK".to_owned(),
        Family::Other(number) => format!("family {number}"),
    }
}

fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Stream => "SOCK_STREAM".to_owned(),
        Kind::Datagram => "SOCK_DGRAM".to_owned(),
        Kind::Raw => "SOCK_RAW".to_owned(),
        Kind::Other(number) => format!("type {number}"),
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

fn option_value(value: &OptValue) -> String {
    match value {
        OptValue::Number(number) => number.to_string(),
        OptValue::Time(time) => duration(*time),
        OptValue::Bytes(bytes) => quote::data(bytes, quote::DATA),
    }
}
