//! Words for a thread that sleeps in a call: that it waits, and for what.

use super::phrases::{bytes, list, steps, the};
use crate::narrate::meaning::waiting::{Asleep, AsleepIn, Lies, Unread, Waited};
use event::Instrument;

pub fn asleep(asleep: &Asleep) -> String {
    let end = the(asleep.end);
    let sleeps = if asleep.full {
        format!(": {end} sleeps in this call until that changes")
    } else {
        ": it sleeps".to_owned()
    };
    match &asleep.call {
        AsleepIn::Accept => format!("nobody has connected{sleeps}"),
        AsleepIn::Receive => format!("nothing has arrived{sleeps}"),
        AsleepIn::ReceiveAll {
            bytes: n,
            arrived: None,
        } => format!(
            "not all of the {} that it wants have arrived{sleeps}",
            bytes(*n)
        ),
        AsleepIn::ReceiveAll {
            bytes: n,
            arrived: Some(arrived),
        } => format!(
            "{arrived} of the {} that it wants have arrived, and it wants all at once \
             (MSG_WAITALL){sleeps}",
            bytes(*n)
        ),
        AsleepIn::ReceiveSeveral { messages: 1 } => format!("nothing has arrived{sleeps}"),
        AsleepIn::ReceiveSeveral { messages: n } => {
            format!("not all of the {n} messages that it wants have arrived{sleeps}")
        }
        AsleepIn::Keyboard { full: true } => {
            format!("waits for a line from the keyboard of {end}")
        }
        AsleepIn::Keyboard { full: false } => "waits for the keyboard".to_owned(),
        AsleepIn::ConnectQueue => {
            format!("as many connections wait to be accepted there as the listener allows{sleeps}")
        }
        AsleepIn::Connect { full: None } => format!("the other side does not answer{sleeps}"),
        AsleepIn::Connect {
            full: Some((waiting, backlog)),
        } => format!(
            "the queue of the listener is full ({waiting} waiting, backlog {backlog}), so the kernel \
             there does not answer{sleeps}"
        ),
        AsleepIn::Send { peer } => format!(
            "the buffers are full, because {} does not read{sleeps}",
            (*peer).map_or("the peer".to_owned(), the)
        ),
        AsleepIn::Wait {
            full: false,
            unread,
            ..
        } if unread.is_empty() => "waits".to_owned(),
        AsleepIn::Wait {
            several,
            timeout,
            unread,
            ..
        } => {
            let which = if *several { "one of these" } else { "it" };
            let or = if *timeout {
                ", or until the time is up"
            } else {
                ""
            };
            let there: Vec<String> = unread.iter().map(lies).collect();
            let there = there.join("; ");
            // What would end the others is not known.
            if unread.iter().any(|one| !one.only_news) {
                format!("{there}: it sleeps{or}")
            } else if unread.is_empty() {
                format!("waits until {which} has something{or}")
            } else {
                format!("{there}. It waits until {which} has something new{or}")
            }
        }
        AsleepIn::Close => "waits until everything is sent".to_owned(),
        AsleepIn::Peer => format!("waits for the peer{sleeps}"),
        AsleepIn::Other => String::new(),
    }
}

/// `22 bytes lie unread in socket 5, and epoll tells of them again only when …`.
pub fn lies(unread: &Unread) -> String {
    let socket = format!("socket {}", unread.fd);
    lies_in(unread.what, &socket, unread.only_news)
}

pub fn lies_in(what: Lies, socket: &str, only_news: bool) -> String {
    let (there, them) = lie(what, socket);
    match (only_news, what) {
        (true, Lies::End) => format!("{there}, and epoll tells of it only once (EPOLLET)"),
        (true, _) => {
            format!("{there}, and epoll tells of {them} again only when more arrives (EPOLLET)")
        }
        (false, _) => format!("{there}, but that does not end this wait"),
    }
}

/// `22 bytes lie unread in socket 5`, and the word that stands for them.
pub fn lie(what: Lies, socket: &str) -> (String, &'static str) {
    match what {
        Lies::Bytes(1) => (format!("1 byte lies unread in {socket}"), "it"),
        Lies::Bytes(n) => (format!("{n} bytes lie unread in {socket}"), "them"),
        Lies::End => (
            format!("the end of the stream lies unread in {socket}"),
            "it",
        ),
        Lies::Datagrams => (format!("datagrams lie unread in {socket}"), "them"),
        Lies::Connections(1) => (
            format!("1 connection waits to be accepted at {socket}"),
            "it",
        ),
        Lies::Connections(n) => (
            format!("{n} connections wait to be accepted at {socket}"),
            "them",
        ),
    }
}

pub fn waited(waited: &Waited) -> String {
    match waited {
        Waited::TimeIsUp => "the time is up, nothing has come".to_owned(),
        Waited::NothingYet => "nothing yet, and the call does not wait".to_owned(),
        Waited::Something {
            ready,
            of_several,
            others,
            found,
            instruments,
            causes,
        } => {
            let who = match (ready, of_several) {
                (1, _) if *others => "one descriptor has something".to_owned(),
                (n, _) if *others => format!("{n} descriptors have something"),
                (1, false) => "it has something".to_owned(),
                (1, true) => "one of them has something".to_owned(),
                (n, _) => format!("{n} of them have something"),
            };
            let what = found.iter().map(|one| {
                let instrument = instruments.iter().find(|(fd, _)| *fd == one.fd);
                let events = one.events.join(", ");
                let events = match instrument {
                    Some((_, what)) => format!("{events}: {}", reports(*what)),
                    None => events,
                };
                if *of_several || *others {
                    format!("{} ({events})", one.fd)
                } else {
                    events
                }
            });
            let what = list(&what.collect::<Vec<_>>());
            let what = if what.is_empty() {
                what
            } else {
                format!(": {what}")
            };
            let causes = match causes.as_slice() {
                [] => String::new(),
                causes => format!(", because of {}", steps(causes)),
            };
            format!("{who}{what}{causes}")
        }
        Waited::Failed(text) => text.clone(),
    }
}

/// What it means that such a descriptor has something to read.
fn reports(instrument: Instrument) -> &'static str {
    match instrument {
        Instrument::Eventfd => "somebody has counted it up",
        Instrument::Timerfd => "its time has come",
        Instrument::Signalfd => "a signal waits there",
        Instrument::Pidfd => "its process has ended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::End;
    use insta::assert_snapshot;

    #[test]
    fn what_lies_there_and_does_not_end_a_wait_is_told_with_why() {
        let told = |what, only_news| {
            asleep(&Asleep {
                end: End::Server,
                call: AsleepIn::Wait {
                    several: true,
                    timeout: false,
                    full: true,
                    unread: vec![Unread {
                        fd: 5,
                        what,
                        only_news,
                    }],
                },
                full: false,
            })
        };
        assert_snapshot!(told(Lies::Bytes(22), true), @"22 bytes lie unread in socket 5, and epoll tells of them again only when more arrives (EPOLLET). It waits until one of these has something new");
        assert_snapshot!(told(Lies::End, true), @"the end of the stream lies unread in socket 5, and epoll tells of it only once (EPOLLET). It waits until one of these has something new");
        assert_snapshot!(told(Lies::Connections(1), false), @"1 connection waits to be accepted at socket 5, but that does not end this wait: it sleeps");
    }
}
