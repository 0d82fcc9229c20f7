//! When a line of the transcript needs a heading: who makes the next calls, and from
//! which line of its source. One lane and two lanes ask the same questions here, so that
//! both have the same lines. How a heading looks is theirs to say.

use crate::terminal::escape::line;
use event::{Place, Step, What, Who};

#[derive(Default)]
pub struct Headings {
    /// Who made the calls that stand under the last heading, and from which line.
    last: Option<(Who, Option<Place>)>,
}

pub struct Heading {
    pub who: Who,
    /// `22`, or `other.rs:22` for a file that is not the lesson's own; may be empty.
    pub number: String,
    /// The source line, safe to print.
    pub text: String,
}

/// Who an entry belongs to is said by a heading before it, by the entry itself, or by the
/// heading that stands there already.
pub enum Said {
    Here(Heading),
    ByItself,
    Above,
}

impl Headings {
    pub fn forget(&mut self) {
        self.last = None;
    }

    pub fn for_step(&mut self, step: &Step, main_file: &str) -> Said {
        let who = step.who;
        if let What::Started(words) = &step.what {
            self.last = Some((who, None));
            return Said::Here(Heading {
                who,
                number: String::new(),
                text: line(words.join(" ").as_bytes()),
            });
        }
        let same_who = self.last.as_ref().is_some_and(|(last, _)| *last == who);
        // What no line of the program does names who it happens to.
        let has_no_line = matches!(
            step.what,
            What::Exited(_) | What::ThreadEnded | What::Held | What::LetGo | What::Unseen(_)
        );
        // A call that woke up was told with its line when it fell asleep.
        let woken = matches!(&step.what, What::Returned(returned) if returned.slept);
        let Some(place) = step.place.as_ref().filter(|_| !woken) else {
            return if same_who && !has_no_line {
                Said::Above
            } else {
                Said::ByItself
            };
        };
        let now = Some((who, Some(place.clone())));
        if self.last == now {
            return Said::Above;
        }
        self.last = now;
        Said::Here(Heading {
            who,
            number: if place.file() == main_file {
                place.line.to_string()
            } else {
                format!("{}:{}", line(place.file().as_bytes()), place.line)
            },
            text: line(place.text.as_bytes()),
        })
    }

    /// Whether the last heading names somebody else.
    pub fn names_another(&self, who: Who) -> bool {
        self.last.as_ref().is_some_and(|(last, _)| *last != who)
    }
}

impl Heading {
    /// `server`, `server 22`.
    pub fn name(&self) -> String {
        match self.number.as_str() {
            "" => self.who.to_string(),
            number => format!("{} {number}", self.who),
        }
    }
}
