//! Words for what a run comes down to in which nobody can go on.

use super::closing::holding;
use super::phrases::{bytes, list, sentence, the, the_thread};
use super::waiting::{lie, lies, lies_in};
use crate::narrate::meaning::roots::{At, Connection, Expects, Lying, Other, Part, Root};
use crate::narrate::meaning::waiting::Unread;
use event::{ClosedCopy, Holder, Queue};

/// So many sockets are told of.
const MOST: usize = 6;

/// A paragraph for each, of very many only for the first.
pub fn roots(roots: &[Root]) -> Vec<String> {
    let told = roots.iter().take(MOST).map(root);
    let rest = roots.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| match rest {
        1 => "Of 1 more socket nothing is told here.".to_owned(),
        n => format!("Of {n} more sockets nothing is told here."),
    });
    told.chain(rest).collect()
}

fn root(root: &Root) -> String {
    match root {
        Root::Listener {
            at,
            unread: None,
            is_closed: false,
        } => format!(
            "{} listens (LISTEN), and no connection waits in its queue.",
            sentence(&socket(*at))
        ),
        Root::Listener {
            at,
            unread,
            is_closed,
        } => {
            let queue = there(unread.as_ref(), "no connection waits in its queue");
            let closed = if *is_closed {
                ". All its descriptors are closed, but the kernel keeps it until the call returns: \
                 shutdown would wake it"
            } else {
                ""
            };
            format!(
                "{} listens (LISTEN): {queue}{closed}.",
                sentence(&socket(*at))
            )
        }
        Root::Datagrams { at, unread, lost } => {
            let queue = there(unread.as_ref(), "nothing lies unread in it");
            let lost = match lost {
                0 => String::new(),
                1 => ". The kernel has thrown away 1 datagram that had come to it while its queue was \
                      full: UDP does not bring it again"
                    .to_owned(),
                n => format!(
                    ". The kernel has thrown away {n} datagrams that had come to it while its queue \
                     was full: UDP does not bring them again"
                ),
            };
            format!("{} is UDP: {queue}{lost}.", sentence(&socket(*at)))
        }
        Root::Trying { at, full } => {
            let why: Vec<String> = full.iter().map(full_queue).collect();
            let why = if why.is_empty() {
                "nobody answers".to_owned()
            } else {
                list(&why)
            };
            format!("{} is SYN_SENT: {why}.", sentence(&socket(*at)))
        }
        Root::Connection(connection) => self::connection(connection),
    }
}

/// `socket 4 of the server`
fn socket(at: At) -> String {
    format!("socket {} of {}", at.fd, the_thread(at.who))
}

fn there(unread: Option<&Unread>, nothing: &str) -> String {
    unread.map_or(nothing.to_owned(), lies)
}

fn full_queue(queue: &Queue) -> String {
    let waiting = match queue.waiting {
        1 => "1 connection waits".to_owned(),
        n => format!("{n} connections wait"),
    };
    format!(
        "the queue of {} is full: {waiting} there to be accepted, and its backlog is {}",
        listener(queue),
        queue.backlog
    )
}

/// `the listening socket 3 of the server`
fn listener(queue: &Queue) -> String {
    let named = names(&queue.holders);
    named
        .first()
        .map_or("a listening socket".to_owned(), |name| {
            format!("the listening {name}")
        })
}

/// `socket 4 of the server`, for each who is known by a descriptor.
fn names(holders: &[Holder]) -> Vec<String> {
    let one = |holder: &Holder| match holder {
        Holder::Descriptor { who, fd } => Some(socket(At { who: *who, fd: *fd })),
        Holder::Child { .. } | Holder::Call { .. } => None,
    };
    holders.iter().filter_map(one).collect()
}

fn connection(connection: &Connection) -> String {
    let this = socket(connection.at);
    let other = other(&connection.other);
    let states = match connection.other_state {
        Some(state) if state == connection.state => {
            format!("{this} is {state}, and so is {other}")
        }
        Some(state) => format!("{this} is {}, and {other} is {state}", connection.state),
        None => format!("{this} is {}", connection.state),
    };
    let queues = queues(connection);
    let copies = connection.copies.iter().map(copy);
    let all = std::iter::once(states).chain(queues).chain(copies);
    let is_said = connection.expects == Expects::Silence && !connection.copies.is_empty();
    let all = all.chain(expected(connection.expects).filter(|_| !is_said));
    let all: Vec<String> = all.map(|one| sentence(&one)).collect();
    all.join(". ") + "."
}

fn other(other: &Other) -> String {
    match other {
        Other::Stranger | Other::Nobody(None) => "the other side".to_owned(),
        Other::Nobody(Some(end)) => {
            format!("the side of {}, which no program has open", the(*end))
        }
        Other::Waits(queues) => {
            let names: Vec<String> = queues.iter().map(listener).collect();
            let one = if queues.len() == 1 {
                ""
            } else {
                "one of these: "
            };
            format!(
                "the other side, which nobody has accepted: it waits in the queue of {one}{}",
                list(&names)
            )
        }
        Other::Held(holders) => match names(holders).as_slice() {
            [] => "the other side".to_owned(),
            names => format!("the other side ({})", list(names)),
        },
    }
}

/// What lies in the queues of both sides.
fn queues(connection: &Connection) -> Vec<String> {
    let parts = connection.parts.iter().map(part);
    let unread = connection.unread.iter().map(lying);
    let to_send = connection.to_send.iter().map(|(at, n)| {
        format!(
            "{} more wait in the send queue of {}",
            bytes(*n),
            socket(*at)
        )
    });
    let words: Vec<String> = parts.chain(unread).chain(to_send).collect();
    if words.is_empty() {
        return vec!["nothing lies unread in either".to_owned()];
    }
    words
}

fn part(part: &Part) -> String {
    format!(
        "{} of the {} that {} wants have arrived, and MSG_WAITALL waits for the rest",
        part.arrived,
        bytes(part.wanted),
        the_thread(part.who)
    )
}

fn lying(lying: &Lying) -> String {
    let name = lying.at.map_or("the other side".to_owned(), socket);
    match lying.waits_for_news {
        Some(only_news) => lies_in(lying.what, &name, only_news),
        None => lie(lying.what, &name).0,
    }
}

fn copy((copy, holders): &(ClosedCopy, Vec<Holder>)) -> String {
    let in_calls = (holders.iter()).all(|holder| matches!(holder, Holder::Call { .. }));
    let before = if in_calls {
        "that call returns"
    } else {
        "that is closed too"
    };
    format!(
        "at step {} {} closed its descriptor {} for this connection, but {}: no goodbye (FIN) is sent \
         before {before}",
        copy.step,
        the_thread(copy.who),
        copy.fd,
        list(&holding(holders, "it"))
    )
}

fn expected(expects: Expects) -> Option<String> {
    match expects {
        Expects::Nothing => None,
        Expects::EachOther { or_goodbye: true } => {
            Some("each waits for the other to send, or to say goodbye (FIN)".to_owned())
        }
        Expects::EachOther { or_goodbye: false } => {
            Some("each waits for the other to send".to_owned())
        }
        Expects::EachOtherToRead => Some("each waits for the other to read".to_owned()),
        Expects::Silence => Some(
            "nobody waits there, and nobody has closed it: neither bytes nor a goodbye (FIN) come"
                .to_owned(),
        ),
        Expects::Goodbye(this, other) => Some(format!(
            "{} has said goodbye (FIN), and {} has never closed its side",
            the(this),
            the(other)
        )),
        Expects::OtherListener(at) => Some(format!(
            "{} is another listening socket with the same address (SO_REUSEPORT), and only there \
             somebody accepts",
            socket(at)
        )),
    }
}
