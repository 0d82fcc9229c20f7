//! What it means that a few steps come again and again.

use event::StepNumber;

/// Rounds of steps that are counted instead of told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    pub rounds: u64,
    pub first: StepNumber,
    pub last: StepNumber,
    /// They differ in what was moved or printed.
    pub differs: bool,
    /// The bytes that their one transfer has moved in all.
    pub moved: Option<u64>,
    pub why: Why,
}

/// Why it goes on and on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A read finds the end of its stream, which does not pass.
    EndOfStream,
    /// EAGAIN: the program asks instead of waiting.
    Asking,
    Unknown,
}
