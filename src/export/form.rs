//! What every form of a record can do. The events come one by one while the run goes on,
//! so that what is written so far can be of use when a run breaks off.
//!
//! Where it is written to is not known here: a form is made with its output.

use crate::narrate::Telling;
use event::Event;
use std::io;

pub trait Export {
    /// What stands before the first event.
    ///
    /// # Errors
    /// Here and below: what the system says where the output cannot be written.
    fn begin(&mut self) -> io::Result<()>;

    /// To be called with every event, in order, and with how it is told.
    fn event(&mut self, event: &Event, telling: &Telling) -> io::Result<()>;

    /// What stands after the last event.
    fn end(&mut self) -> io::Result<()>;
}
