//! What an end has done in a run, and with whom.

use super::done::{Doing, Done, Run};
use crate::lesson::exercises::{Act, Deed};
use event::{Data, End, Step};

/// Bytes that a call moved: the step, how many, and which, where they are kept.
pub type Moved<'a> = (&'a Step, u64, Option<&'a Data>);

impl<'a> Run<'a> {
    /// The first step that does this.
    pub fn first(&self, deed: Deed) -> Option<&'a Step> {
        self.all(deed).next()
    }

    /// All steps that do this.
    pub fn all(&self, deed: Deed) -> impl Iterator<Item = &'a Step> {
        let is_it = move |done: &&Done| {
            done.end() == deed.end
                && (deed.with.is_none() || done.with == deed.with)
                && is_act(&done.what, deed.act)
        };
        self.done.iter().filter(is_it).map(|done| done.step)
    }

    /// What the end has read of the other one.
    pub fn read(&self, end: End, from: End) -> impl Iterator<Item = Moved<'a>> {
        let between = self.between(end, from);
        between.filter_map(|done| match done.what {
            Doing::Reads { bytes, data } => Some((done.step, bytes, data)),
            _ => None,
        })
    }

    /// What the end has sent to the other one.
    pub fn sent(&self, end: End, to: End) -> impl Iterator<Item = Moved<'a>> {
        let between = self.between(end, to);
        between.filter_map(|done| match done.what {
            Doing::Sends { bytes, data } => Some((done.step, bytes, data)),
            _ => None,
        })
    }

    pub fn between(&self, end: End, other: End) -> impl Iterator<Item = &Done<'a>> {
        let is_theirs = move |done: &&Done| done.end() == end && done.with == Some(other);
        self.done.iter().filter(is_theirs)
    }
}

/// Whether this is such an act.
pub fn is_act(what: &Doing, act: Act) -> bool {
    match (what, act) {
        (Doing::Fails(name), Act::Fails(error)) => *name == error,
        (Doing::Sets(option), Act::Sets(wanted)) => *option == wanted,
        (Doing::Binds(ip), Act::Binds(wanted))
        | (Doing::TriesToConnect(Some(ip)), Act::TriesToConnectAt(wanted)) => {
            Ok(*ip) == wanted.parse()
        }
        (Doing::Prints(line), Act::Prints(text)) => {
            line.is_whole() && line.first().trim_ascii_end() == text.as_bytes()
        }
        (Doing::IsTyped(line), Act::IsTyped(text)) => *line == text,
        (Doing::TriesToConnect(_), Act::TriesToConnect)
        | (Doing::Connects, Act::Connects)
        | (Doing::Accepts, Act::Accepts)
        | (Doing::Reads { .. }, Act::Reads)
        | (Doing::Sends { .. }, Act::Sends)
        | (Doing::ReadsEndOfStream, Act::ReadsEndOfStream)
        | (Doing::ShutsDown, Act::ShutsDown)
        | (Doing::Closes, Act::Closes)
        | (Doing::Resets, Act::Resets)
        | (Doing::PartsFirst, Act::PartsFirst)
        | (Doing::Ends(_), Act::Ends) => true,
        _ => false,
    }
}
