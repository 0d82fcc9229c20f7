//! The record as text: a head, then one event a line, each a JSON object. Two logs of one
//! lesson differ in nothing but the times and the ports that the system picked. The book
//! describes the fields: book/src/log.md.
//!
//! The head names the version of the form. A reader of an older version refuses a newer log
//! and says so; fields that it does not know within its own version are passed over. So a
//! further field needs no new version, and a further word does: an end of a run, a kind of wait.
//! What older versions wrote is read as long as their words are kept.

use crate::event::Event;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read};

/// The version that is written here. Version 1 had fewer words for how a run
/// ends, and for why a thread waits.
pub const VERSION: u32 = 2;

/// A line longer than this is no line of a log, bytes.
const LONGEST: u64 = 1 << 20;

#[derive(Serialize, Deserialize)]
struct Head {
    socket_workbook_log: u32,
}

/// One event, and how it was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    #[serde(flatten)]
    pub event: Event,
    /// The words as the person read them. They are for people: nothing is made from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
}

/// The first line of a log.
pub fn head() -> String {
    let head = Head {
        socket_workbook_log: VERSION,
    };
    serde_json::to_string(&head).unwrap_or_default()
}

/// The line of an event, without its line end.
///
/// # Errors
/// None of the events that this package can hold is known to fail.
pub fn line(line: &Line) -> serde_json::Result<String> {
    serde_json::to_string(line)
}

/// Why something is no log that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The file could not be read: what the system said.
    File(String),
    /// Its first line is not the head of a log.
    NoLog,
    /// It was written by a newer workbook, in this version.
    Newer(u32),
    /// A line is no event. Counted from 1.
    Line { number: usize, why: String },
    /// It ends in the middle of the run, after this line.
    CutShort { after: usize },
}

/// Reads a whole log.
///
/// # Errors
/// [`Unreadable`] says at which line it is no log, or that its end is missing.
pub fn read(input: impl BufRead) -> Result<Vec<Event>, Unreadable> {
    let mut lines = Lines { input, number: 0 };
    let head: Head = serde_json::from_slice(&lines.next()?).map_err(|_| Unreadable::NoLog)?;
    if head.socket_workbook_log > VERSION {
        return Err(Unreadable::Newer(head.socket_workbook_log));
    }
    let mut events = Vec::new();
    loop {
        let text = lines.next()?;
        if text.is_empty() {
            return Err(Unreadable::CutShort {
                after: lines.number,
            });
        }
        let line: Line = serde_json::from_slice(&text).map_err(|error| {
            // The last line of a log that was cut in the middle has no end.
            if text.ends_with(b"\n") {
                Unreadable::Line {
                    number: lines.number,
                    why: error.to_string(),
                }
            } else {
                Unreadable::CutShort {
                    after: lines.number - 1,
                }
            }
        })?;
        let is_last = matches!(line.event, Event::Ended(_));
        events.push(line.event);
        if is_last {
            return Ok(events);
        }
    }
}

struct Lines<R> {
    input: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    /// The next line with its line end; empty at the end of the log.
    fn next(&mut self) -> Result<Vec<u8>, Unreadable> {
        let mut line = Vec::new();
        let mut input = (&mut self.input).take(LONGEST);
        let got = input.read_until(b'\n', &mut line);
        got.map_err(|error| Unreadable::File(error.to_string()))?;
        self.number += usize::from(!line.is_empty());
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Began, Subject, Verdict};

    fn whole() -> String {
        let began = Event::Began(Began {
            subject: Subject::Pair,
            programs: Vec::new(),
        });
        let lines = [began, Event::Ended(Verdict::Over)].map(|event| {
            let text = line(&Line {
                event,
                told: Some("你好".to_owned()),
            });
            text.expect("an event is written") + "\n"
        });
        format!("{}\n{}", head(), lines.concat())
    }

    fn in_version(version: u32) -> String {
        whole().replacen(&VERSION.to_string(), &version.to_string(), 1)
    }

    #[test]
    fn a_log_of_an_older_version_is_read() {
        let older = in_version(1);
        assert!(older.starts_with("{\"socket_workbook_log\":1}\n"));
        assert_eq!(read(older.as_bytes()), read(whole().as_bytes()));
        let waiting = r#"{"stuck":[{"who":{"end":"server","thread":1},"wait":{"untold":"another call"},"place":null}]}"#;
        let stuck = older.replace("\"over\"", waiting);
        let events = read(stuck.as_bytes()).expect("a log");
        assert!(
            matches!(events.last(), Some(Event::Ended(Verdict::Stuck(_)))),
            "{events:?}"
        );
    }

    #[test]
    fn what_was_written_is_read() {
        let events = read(whole().as_bytes()).expect("a log");
        assert_eq!(events.last(), Some(&Event::Ended(Verdict::Over)));
        assert_eq!(events.len(), 2);
    }

    #[test]
    fn what_is_no_log_or_half_of_one_is_refused_with_its_reason() {
        let text = whole();
        assert_eq!(read("".as_bytes()), Err(Unreadable::NoLog));
        assert_eq!(read("hello\n".as_bytes()), Err(Unreadable::NoLog));
        assert_eq!(read(&b"\xff\xfe\n"[..]), Err(Unreadable::NoLog));
        let newer = in_version(VERSION + 1);
        assert_eq!(read(newer.as_bytes()), Err(Unreadable::Newer(VERSION + 1)));
        let two: String = text.split_inclusive('\n').take(2).collect();
        assert_eq!(read(two.as_bytes()), Err(Unreadable::CutShort { after: 2 }));
        for missing in 2..20 {
            let cut = &two.as_bytes()[..two.len() - missing];
            assert_eq!(
                read(cut),
                Err(Unreadable::CutShort { after: 1 }),
                "{missing}"
            );
        }
        let wrong = text.replacen("began", "begun", 1);
        let refused = read(wrong.as_bytes());
        assert!(
            matches!(refused, Err(Unreadable::Line { number: 2, .. })),
            "{refused:?}"
        );
    }
}
