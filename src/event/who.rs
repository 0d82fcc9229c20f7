//! Who takes part in a run: its programs, and their threads.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One of the programs of a run. The order is the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum End {
    /// A program without a partner, such as lesson 1.
    Program,
    Server,
    /// Clients are counted from 1.
    Client(u32),
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Program => f.pad("program"),
            End::Server => f.pad("server"),
            End::Client(1) => f.pad("client"),
            End::Client(n) => f.pad(&format!("client {n}")),
        }
    }
}

impl From<End> for String {
    fn from(end: End) -> String {
        end.to_string()
    }
}

/// The end with this name, as [`End`] is shown.
impl TryFrom<String> for End {
    type Error = String;

    fn try_from(name: String) -> Result<End, String> {
        match name.as_str() {
            "program" => Ok(End::Program),
            "server" => Ok(End::Server),
            "client" => Ok(End::Client(1)),
            other => {
                let number = other.strip_prefix("client ").and_then(|n| n.parse().ok());
                let number = number.filter(|n| *n > 1);
                number.map(End::Client).ok_or(format!("{name:?} is no end"))
            }
        }
    }
}

/// A thread of an end, counted from 1 (the main thread) in order of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who {
    pub end: End,
    pub thread: u32,
}

impl Who {
    /// The main thread of an end.
    pub fn main(end: End) -> Who {
        Who { end, thread: 1 }
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.thread {
            1 => self.end.fmt(f),
            n => f.pad(&format!("{}/{n}", self.end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_read_back_from_its_name() {
        for end in [End::Program, End::Server, End::Client(1), End::Client(12)] {
            assert_eq!(End::try_from(end.to_string()), Ok(end));
        }
        for name in ["", "clients", "client 0", "client 1", "client x"] {
            assert!(End::try_from(name.to_owned()).is_err(), "{name}");
        }
    }
}
