//! How a run came out.

use event::Numbers;

pub struct Outcome {
    /// The script ran to its end and no end failed.
    pub success: bool,
    /// Every step was told: no person broke it off.
    pub complete: bool,
    /// The addresses that it used.
    pub numbers: Vec<Numbers>,
    /// The exit code of the first line of a person or a pipe that could not be obeyed.
    pub refused: Option<u8>,
}

impl Outcome {
    pub fn new(success: bool) -> Outcome {
        Outcome {
            success,
            complete: true,
            numbers: Vec::new(),
            refused: None,
        }
    }
}
