//! What a library or a run-time does by itself, between the steps that a person came to see: it
//! is counted and not shown. Nothing is decided here on words; what is left out is in the record
//! all the same. [`known`] says what is new in a step alone; here a few in a row are
//! looked at.

use super::known::{self, Known, returned};
use crate::narrate::{Aside, Asides};
use event::{Request, Step, What};
use std::mem;
use std::rc::Rc;

/// So many threads in a row, and so many tried sockets, are more than a person would write.
const MANY: usize = 3;

/// Takes the steps of a run, each with what is needed to show it.
pub struct Sieve<T> {
    /// What cannot be judged before the next step.
    held: Vec<(Rc<Step>, T)>,
    /// The beginnings of the sockets among them, and whether the last one is closed again.
    tried: Vec<usize>,
    is_closed: bool,
    /// Since the last time that they were told.
    asides: Option<Asides>,
    /// The only one of those, if nothing has come after it.
    lone: Option<(Rc<Step>, T)>,
    known: Known,
}

impl<T> Default for Sieve<T> {
    fn default() -> Sieve<T> {
        Sieve {
            held: Vec::new(),
            tried: Vec::new(),
            is_closed: true,
            asides: None,
            lone: None,
            known: Known::default(),
        }
    }
}

impl<T> Sieve<T> {
    /// What is to be shown now.
    pub fn take(&mut self, step: &Rc<Step>, item: T) -> Vec<(Rc<Step>, T)> {
        let mut shown = if self.holds_on_to(step) {
            Vec::new()
        } else {
            self.rest()
        };
        let returned = returned(step);
        match returned.map(|returned| &returned.call.request) {
            _ if let Some(kind) = self.known.aside(step) => self.leave_out(step, item, kind),
            Some(Request::Connect(to)) if to.is_name_service() && !self.tried.is_empty() => {
                let beginning = self.tried.pop().unwrap_or_default();
                let lookup = self.held.split_off(beginning);
                self.is_closed = true;
                for (step, item) in lookup {
                    self.leave_out(&step, item, Aside::NameService);
                }
                self.known.begin(step, Aside::NameService);
                self.leave_out(step, item, Aside::NameService);
            }
            _ if self.can_be_tried(step) => {
                let request = returned.map(|returned| &returned.call.request);
                if matches!(request, Some(Request::Socket { .. })) {
                    self.tried.push(self.held.len());
                }
                self.is_closed = matches!(request, Some(Request::Close));
                self.hold(step, item);
            }
            _ if is_thread(step) => self.hold(step, item),
            _ => {
                self.lone = None;
                self.known.note(step);
                shown.push((Rc::clone(step), item));
            }
        }
        self.known.follow(step);
        shown
    }

    /// What was held back: the run pauses here, or is over.
    pub fn rest(&mut self) -> Vec<(Rc<Step>, T)> {
        let mut held = mem::take(&mut self.held);
        let tried = mem::take(&mut self.tried);
        let (kind, over) = if tried.is_empty() {
            (Aside::Thread, held.len())
        } else if self.is_closed {
            (Aside::Tried, tried.len())
        } else {
            (Aside::Tried, tried.len() - 1)
        };
        let ends = tried.get(over).copied().unwrap_or(held.len());
        self.is_closed = true;
        if over < MANY {
            held.iter().for_each(|(step, _)| self.known.note(step));
            return held;
        }
        let shown = held.split_off(ends);
        for (step, item) in held {
            self.leave_out(&step, item, kind);
        }
        shown.iter().for_each(|(step, _)| self.known.note(step));
        shown
    }

    /// The same where a person pauses: who lets one step happen wants to see it, whatever it is.
    pub fn pause(&mut self) -> Vec<(Rc<Step>, T)> {
        let mut shown = self.rest();
        if let Some(lone) = self.lone.take() {
            self.asides = None;
            shown.push(lone);
        }
        shown
    }

    /// Whether so much is left out that a line about it is worth its place.
    pub fn has_many(&self) -> bool {
        let asides = self.asides.as_ref();
        asides.is_some_and(|asides| asides.count() as usize > MANY)
    }

    /// What was left out since this was asked last.
    pub fn asides(&mut self) -> Option<Asides> {
        self.asides.take()
    }

    fn hold(&mut self, step: &Rc<Step>, item: T) {
        self.lone = None;
        self.held.push((Rc::clone(step), item));
    }

    fn leave_out(&mut self, step: &Rc<Step>, item: T, kind: Aside) {
        let is_first = self.asides.is_none();
        self.lone = is_first.then(|| (Rc::clone(step), item));
        if let What::ThreadBegan(new) = step.what {
            self.known.hide(new);
        }
        match &mut self.asides {
            Some(asides) => asides.add(step.number, kind),
            None => self.asides = Some(Asides::new(step.number, kind)),
        }
    }

    /// Whether the step goes on with what is held back.
    fn holds_on_to(&self, step: &Step) -> bool {
        let Some((last, _)) = self.held.last() else {
            return true;
        };
        let is_alike = if self.tried.is_empty() {
            is_thread(step)
        } else {
            self.can_be_tried(step)
        };
        is_alike && last.who == step.who
    }

    /// A socket is made, asked for what it can, and closed.
    fn can_be_tried(&self, step: &Step) -> bool {
        let Some(returned) = returned(step) else {
            return false;
        };
        let made = self.tried.last().and_then(|at| {
            let (step, _) = &self.held[*at];
            Some(known::returned(step)?.result.as_ref().ok()?.value)
        });
        let is_of_last = !self.is_closed && made == returned.call.fd.map(i64::from);
        match &returned.call.request {
            // What a line of the program has made stands under that line.
            Request::Socket { .. } => {
                self.is_closed && returned.result.is_ok() && step.place.is_none()
            }
            Request::Connect(to) => is_of_last && to.is_name_service(),
            Request::SetOption { .. }
            | Request::GetOption { .. }
            | Request::Nonblocking(_)
            | Request::Close => is_of_last,
            _ => false,
        }
    }
}

fn is_thread(step: &Step) -> bool {
    step.place.is_none() && matches!(step.what, What::ThreadBegan(_))
}
