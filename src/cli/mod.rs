//! What can be typed: the one table of commands, and what is made of a line.
//!
//! - [`command`] is the table; [`during`] the one while a pair is stepped or talked to.
//! - [`words`] cuts a line into words and says what is wrong with it, [`near`] what was
//!   meant; [`values`] are words that
//!   stand for something, such as a lesson; [`ends`] are the names of ends.
//! - [`help`] and [`complete`] are made from the table, for a person who asks or presses Tab.
//! - [`appearance`] are the options for how a run looks, and [`kept`] those that are kept;
//!   [`report`] shows what went wrong.
//!
//! It does nothing of what is typed: that is `workbook`'s.
pub mod appearance;
pub mod command;
pub mod complete;
pub mod during;
pub mod ends;
pub mod help;
pub mod kept;
pub mod near;
pub mod report;
pub mod values;
pub mod words;
