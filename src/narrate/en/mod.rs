//! English: every sentence that the workbook says, and nothing but sentences. A function
//! for each kind of meaning, and every `match` names every case, so that a sentence that is
//! missing does not compile. What came from a program, a peer or a person is escaped here,
//! where it is put into a sentence.
//!
//! - Of a step: [`opening`], [`data`], [`closing`], [`waiting`], and [`steps`] for what is no call.
//! - Of the workbook: [`mod@run`], [`mod@roots`], [`turns`] while a pair is stepped, [`mod@prompt`],
//!   [`sights`] for who looks around, [`mod@difference`] for who has changed a lesson,
//!   [`mod@predict`] for who predicts, [`lessons`], [`help`].
//! - Of exercises: [`exercises`] has the words of each, [`truths`] what is found of a run,
//!   [`practice`] what else is said.
//! - Of what went wrong: [`problems`], [`mod@reading`] for pages, editors and builds, and [`lines`] for
//!   what was typed.
//! - [`phrases`] are parts of sentences.

mod closing;
mod data;
mod difference;
mod exercises;
pub mod help;
mod lessons;
mod lines;
mod opening;
mod phrases;
mod practice;
mod predict;
mod problems;
mod prompt;
mod reading;
mod roots;
mod run;
mod sights;
mod steps;
mod truths;
mod turns;
mod waiting;

use crate::narrate::meaning::Meaning;
use crate::narrate::message::Message;

pub use data::{late, tls};
pub use exercises::words;
pub use lessons::{lesson_idea, lesson_title};
pub use problems::problem;
pub use roots::roots;
pub use sights::{socket_heads, socket_row};
pub use steps::{again, asides, happening, renamed};
pub use truths::judged;

/// What a step means; empty where there is nothing to say.
pub fn meaning(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Nothing => String::new(),
        Meaning::Life(what) => steps::life(*what).to_owned(),
        Meaning::Asleep(what) => waiting::asleep(what),
        Meaning::Waited(what) => waiting::waited(what),
        Meaning::Opening(what) => opening::opening(what),
        Meaning::Transfer(what) => data::transfer(what),
        Meaning::Parting(what) => closing::parting(what),
        Meaning::Interrupted(signal) => steps::interrupted(*signal),
        Meaning::Exit(what) => closing::exit(what),
    }
}

/// What the workbook says itself.
pub fn message(message: &Message) -> String {
    match message {
        Message::Run(what) => run::run(what),
        Message::Outcome(what) => run::outcome(what),
        Message::Turn(what) => turns::turn(what),
        Message::Sight(what) => sights::sight(what),
        Message::Prompt(what) => prompt::prompt(what),
        Message::Book(what) => prompt::book(what),
        Message::Predict(what) => predict::predict(what),
        Message::Difference(what) => difference::difference(what),
        Message::Practice(what) => practice::practice(what),
    }
}
