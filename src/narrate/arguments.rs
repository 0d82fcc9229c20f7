//! The arguments of a call by the names that its manual page gives them.

use crate::narrate::notation::{self, address, duration};
use crate::terminal::escape as quote;
use event::{Address, Answer, Call, Data, Request, Watching};
use std::borrow::Cow;

/// Each with its value, as far as it is known. `answer` is that of a call that has returned.
pub fn arguments(call: &Call, answer: Option<&Answer>) -> Vec<(&'static str, String)> {
    let own = match &call.request {
        Request::Socket { family, kind } | Request::SocketPair { family, kind } => vec![
            ("domain", notation::family_name(*family)),
            ("type", notation::kind_name(*kind)),
        ],
        Request::SetOption { option, value } => vec![
            ("optname", notation::option_name(*option)),
            ("optval", notation::option_value(value)),
        ],
        Request::GetOption { option } => {
            let found = answer.and_then(|answer| answer.found.as_deref());
            let found = found.map(|found| ("optval", notation::option_value(found)));
            let name = ("optname", notation::option_name(*option));
            [name].into_iter().chain(found).collect()
        }
        Request::Bind(to) | Request::Connect(to) => vec![("addr", address(to))],
        Request::Listen { backlog } => vec![("backlog", backlog.to_string())],
        Request::Accept | Request::LocalAddress | Request::PeerAddress => {
            handed_out("addr", answer)
        }
        Request::Send {
            data, to, flags, ..
        } => {
            let to = to.as_ref().map(|to| ("dest_addr", address(to)));
            let parts = [
                Some(("buf", quoted(data))),
                Some(("len", data.len().to_string())),
                named_flags(flags),
                to,
            ];
            parts.into_iter().flatten().collect()
        }
        Request::Receive {
            room,
            peek,
            wait_all,
            dont_wait,
            flags,
        } => {
            let own = [
                (*peek, "MSG_PEEK"),
                (*wait_all, "MSG_WAITALL"),
                (*dont_wait, "MSG_DONTWAIT"),
            ];
            let own = own.into_iter().filter(|(is_set, _)| *is_set);
            let own = own.map(|(_, name)| Cow::Borrowed(name));
            let flags: Vec<Cow<str>> = own.chain(flags.iter().cloned()).collect();
            let data = answer.and_then(|answer| answer.data.as_ref());
            let data = data.map(|data| ("buf", quoted(data)));
            let room = Some(("len", room.to_string()));
            let parts = [data, room, named_flags(&flags)];
            let from = handed_out("src_addr", answer);
            parts.into_iter().flatten().chain(from).collect()
        }
        Request::Copy { length, .. } => vec![("len", length.to_string())],
        Request::Watch { fd, change, events } => {
            let change = match change {
                Watching::Add => "EPOLL_CTL_ADD",
                Watching::Change => "EPOLL_CTL_MOD",
                Watching::Remove => "EPOLL_CTL_DEL",
            };
            vec![
                ("op", change.to_owned()),
                ("fd", fd.to_string()),
                ("events", events.join("|")),
            ]
        }
        Request::Wait { fds, timeout, .. } => {
            let timeout = timeout.map(|time| ("timeout", duration(time)));
            let fds = ("fds", format!("{fds:?}"));
            [fds].into_iter().chain(timeout).collect()
        }
        Request::DuplicateOnto(to) => vec![("newfd", to.to_string())],
        Request::Print { data, .. } => {
            vec![("buf", quoted(data)), ("count", data.len().to_string())]
        }
        Request::Exit { code } => vec![("status", code.to_string())],
        // The notation has all that is known of them.
        Request::Ring { .. }
        | Request::SendSeveral { .. }
        | Request::ReceiveSeveral { .. }
        | Request::Unread
        | Request::Nonblocking(_)
        | Request::Shutdown(_)
        | Request::Close
        | Request::CloseRange { .. }
        | Request::Duplicate
        | Request::ReadKeyboard => Vec::new(),
    };
    let fd = call
        .fd
        .map(|fd| (descriptor(&call.request), fd.to_string()));
    fd.into_iter().chain(own).collect()
}

fn descriptor(request: &Request) -> &'static str {
    match request {
        Request::Watch { .. } => "epfd",
        Request::Duplicate | Request::DuplicateOnto(_) => "oldfd",
        Request::Close | Request::ReadKeyboard | Request::Print { .. } => "fd",
        _ => "sockfd",
    }
}

fn named_flags(flags: &[Cow<str>]) -> Option<(&'static str, String)> {
    (!flags.is_empty()).then(|| ("flags", flags.join("|")))
}

fn handed_out(name: &'static str, answer: Option<&Answer>) -> Vec<(&'static str, String)> {
    let found: Option<&Address> = answer.and_then(|answer| answer.address.as_ref());
    found
        .map(|found| (name, address(found)))
        .into_iter()
        .collect()
}

fn quoted(data: &Data) -> String {
    quote::data(data, quote::LINE)
}
