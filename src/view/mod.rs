//! From events to what a person sees: each event, which is told already, is laid out in one lane
//! or in two. This room makes no sentence of its own, and knows of a run only
//! what the record says.
//!
//! [`mod@difference`] shows what two runs have other than each other.
//!
//! [`page`] prints; [`asides`] counts what a run-time does by itself ([`known`] says what is new),
//! [`fold`] what comes again and again, and [`alike`] says what that is;
//! [`lane`] and [`lanes`] lay out an [`entry`]; [`headings`] and [`middle`] decide what is said
//! and drawn around it; [`line`](mod@line) and [`ink`] are the tools; [`look`] is what can be
//! chosen. [`mod@findings`] is what was found of an exercise.

mod alike;
mod asides;
pub mod difference;
mod entry;
mod findings;
mod fold;
mod headings;
mod ink;
mod known;
mod lane;
mod lanes;
mod line;
mod look;
mod middle;
mod page;

#[cfg(test)]
mod tests;

pub use findings::{findings, heading};
pub use look::{Colour, Lanes, Look, Switch, Width};
pub use page::{View, view};
