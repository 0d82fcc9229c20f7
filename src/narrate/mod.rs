//! From events to words. Every sentence that the workbook says stands in this folder.
//!
//! The words come from what happened (arguments, result, state, cause), not from the
//! name of the call alone. The first time a thing is said in full, later in short. This
//! room knows no ptrace and prints nothing.

mod closing;
mod data;
pub mod misuse;
mod notation;
mod opening;
pub mod pairs;
pub mod present;
pub mod problems;
pub mod progress;
pub mod prompt;
pub mod quote;
pub mod reading;
#[cfg(test)]
mod tests;
pub mod turns;
mod waiting;

use crate::call::{Call, End, Ending, Event, Exited, Request, Returned, Step, TcpState, What, Who};
use std::collections::HashSet;

/// One event, told.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// The call as it would be written in C, with its result; or what else happened.
    pub notation: String,
    /// The kernel's TCP state of the socket, where the call can have changed it.
    pub state: Option<TcpState>,
    /// What it means. May be empty.
    pub words: String,
}

/// Tells the events of one run, in order.
#[derive(Default)]
pub struct Narrator {
    /// What was said in full already.
    said: HashSet<&'static str>,
    history: Vec<Brief>,
}

/// What later steps need to know of an earlier one.
struct Brief {
    step: Step,
    who: Who,
    deed: Deed,
}

enum Deed {
    Sent {
        /// Bytes that the kernel took.
        length: i64,
    },
    Shutdown,
    Close {
        /// Bytes that nobody had read.
        unread: u32,
    },
    Exit {
        /// Of a process that the end has started, and not of the end itself.
        is_child: bool,
    },
    Other,
}

impl Narrator {
    pub fn tell(&mut self, event: &Event) -> Told {
        let told = self.words_for(event);
        let deed = match &event.what {
            What::Returned(returned) => deed(returned),
            What::Exited(exited) => Deed::Exit {
                is_child: exited.is_child,
            },
            _ => Deed::Other,
        };
        self.history.push(Brief {
            step: event.step,
            who: event.who,
            deed,
        });
        told
    }

    fn words_for(&mut self, event: &Event) -> Told {
        let plain = |notation: String, words: &str| Told {
            notation,
            state: None,
            words: words.to_owned(),
        };
        let who = event.who;
        match &event.what {
            What::Started(_) => plain("starts".to_owned(), self.started()),
            What::Asleep(call, socket) => Told {
                notation: format!("{} …", notation::asleep(call)),
                state: None,
                words: self.asleep(who, call, socket.as_ref()) + &self.kernel_name(event, call),
            },
            What::Returned(returned) => Told {
                notation: notation::returned(returned),
                state: state(returned),
                words: self.returned(event, returned) + &self.kernel_name(event, &returned.call),
            },
            What::Printed { error, text } => {
                let text = quote::text(text, quote::LINE);
                let words = match *error && self.first("stderr") {
                    true => "to stderr, where error messages go",
                    false => "",
                };
                plain(format!("prints {text}"), words)
            }
            What::Typed {
                line: Some(line),
                by,
            } => {
                let line = quote::text(line.as_bytes(), quote::LINE);
                plain(format!("keyboard: {line}"), self.typed(*by))
            }
            What::Typed { line: None, .. } => {
                plain("keyboard: Ctrl-D".to_owned(), "the end of its input")
            }
            What::ThreadBegan(new) => plain(format!("starts thread {new}"), self.thread_began()),
            What::ProcessBegan(new) => plain(format!("starts process {new}"), self.process_began()),
            What::ThreadEnded => plain("the thread ends".to_owned(), ""),
            What::Exited(exited) => Told {
                notation: ending(exited),
                state: None,
                words: self.exited(exited),
            },
            What::Held => plain("is held".to_owned(), self.held()),
            What::LetGo => plain("goes on".to_owned(), "the workbook lets it go on"),
        }
    }

    fn returned(&mut self, event: &Event, returned: &Returned) -> String {
        let request = &returned.call.request;
        match request {
            Request::Socket { .. }
            | Request::SetOption { .. }
            | Request::GetOption { .. }
            | Request::Nonblocking(_)
            | Request::Bind(_)
            | Request::Listen { .. }
            | Request::Accept
            | Request::Connect(_)
            | Request::LocalAddress
            | Request::PeerAddress
            | Request::Duplicate => self.opening(event, returned),
            Request::Send { .. } | Request::Receive { .. } => self.data(event, returned),
            Request::Wait { .. } => self.waited(returned),
            Request::Shutdown(_) | Request::Close => self.closing(event, returned),
            Request::ReadKeyboard | Request::Print { .. } | Request::Exit { .. } => String::new(),
        }
    }

    /// The program says `write` and `read`; the kernel has other names. Said once for each.
    fn kernel_name(&mut self, event: &Event, call: &Call) -> String {
        let line = event.place.as_ref().map_or("", |place| &*place.text);
        let renamed = match call.name {
            "sendto" if line.contains(".write") => "write",
            "recvfrom" if line.contains(".read") => "read",
            _ => return String::new(),
        };
        match self.first(renamed) {
            true => format!(
                ". On a socket, {renamed} becomes the system call {}",
                call.name
            ),
            false => String::new(),
        }
    }

    /// True the first time that this is asked for a topic: then it is said in full.
    fn first(&mut self, topic: &'static str) -> bool {
        self.said.insert(topic)
    }

    fn brief(&self, step: Step) -> Option<&Brief> {
        self.history.iter().find(|brief| brief.step == step)
    }
}

fn deed(returned: &Returned) -> Deed {
    match (&returned.call.request, &returned.result) {
        (Request::Shutdown(_), _) => Deed::Shutdown,
        (Request::Close, _) => Deed::Close {
            unread: returned.socket.as_ref().map_or(0, |socket| socket.unread),
        },
        (Request::Send { .. }, Ok(answer)) => Deed::Sent {
            length: answer.value,
        },
        _ => Deed::Other,
    }
}

/// The state is shown beside a call that can change it, and beside one that failed.
fn state(returned: &Returned) -> Option<TcpState> {
    let changes = match (&returned.call.request, &returned.result) {
        (Request::Listen { .. } | Request::Accept | Request::Connect(_), Ok(_)) => true,
        (Request::Shutdown(_) | Request::Close, _) => true,
        (Request::Receive { room, .. }, Ok(answer)) => answer.value == 0 && *room > 0,
        (Request::Send { .. } | Request::Receive { .. }, Err(_)) => true,
        (Request::Send { .. }, Ok(_)) => was_reset(returned),
        _ => false,
    };
    let socket = returned.socket.as_ref().filter(|socket| {
        // A connection goes on while another descriptor leads to it.
        let still_open = matches!(returned.call.request, Request::Close) && socket.descriptors > 0;
        changes && !still_open
    });
    socket.and_then(|socket| socket.state)
}

/// The data went to a connection that was gone: it came back as a reset.
fn was_reset(returned: &Returned) -> bool {
    let socket = returned.socket.as_ref();
    socket.is_some_and(|socket| socket.state == Some(TcpState::Closed) && socket.peer.is_some())
}

fn ending(exited: &Exited) -> String {
    match exited.how {
        Ending::Code(code) => format!("exits with code {code}"),
        Ending::Signal(signal) => format!("is killed by signal {signal}"),
        Ending::Stopped => "is stopped".to_owned(),
    }
}

/// An end in a sentence: `the server`, `the client`, `client 2`.
fn the(end: End) -> String {
    match end {
        End::Client(2..) => end.to_string(),
        _ => format!("the {end}"),
    }
}

/// A thread in a sentence: `the server`, `server/2`.
fn the_thread(who: Who) -> String {
    match who.thread {
        1 => the(who.end),
        _ => who.to_string(),
    }
}

/// With the capital letter of a sentence's first word.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `step 7`, `steps 7 and 8`, `steps 7, 8 and 9`.
fn steps(steps: &[Step]) -> String {
    match steps {
        [] => "an earlier step".to_owned(),
        [one] => format!("step {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(Step::to_string).collect();
            format!("steps {} and {last}", first.join(", "))
        }
    }
}

/// `1 byte`, `6 bytes`.
fn bytes(count: i64) -> String {
    match count {
        1 => "1 byte".to_owned(),
        n => format!("{n} bytes"),
    }
}
