//! How a run came out.

use super::steps::Steps;
use crate::cli::report::report;
use crate::narrate::{Failure, Result, TypedAt};
use event::Numbers;

pub struct Outcome {
    /// The script ran to its end and no end failed.
    pub success: bool,
    /// Every step was told: no person broke it off.
    pub complete: bool,
    /// The addresses that it used.
    pub numbers: Vec<Numbers>,
    /// The last steps, as they were told.
    pub steps: Steps,
    /// The exit code of the first line of a person or a pipe that could not be obeyed.
    pub refused: Option<u8>,
}

impl Outcome {
    pub fn new(success: bool) -> Outcome {
        Outcome {
            success,
            complete: true,
            numbers: Vec::new(),
            steps: Steps::default(),
            refused: None,
        }
    }
}

/// Says why a line could not be obeyed, and keeps the exit code of the first such line.
///
/// # Errors
/// If nobody is left to be told.
pub fn refuse(first: &mut Option<u8>, failure: Failure) -> Result<()> {
    if matches!(failure, Failure::ReaderGone) {
        return Err(failure);
    }
    report(&failure, TypedAt::Prompt);
    let code = failure.code();
    *first = first.or(Some(code).filter(|code| *code != 0));
    Ok(())
}
