//! Why a command was not carried out: what code branches on. What is said of it is the
//! problem inside, which only a language puts into words.

use crate::narrate::problem::Problem;
use std::io::{self, ErrorKind};

#[derive(Debug)]
pub enum Failure {
    /// What was typed cannot be done: it is no command, or its words do not fit.
    Misuse(Problem),
    /// Nothing is wrong: help or the version was asked for, and this is it.
    Answer(String),
    Problem(Problem),
    /// A signal broke it off.
    Interrupted,
    /// Whoever read standard output has gone (`| head -3`): nobody is left to be told.
    ReaderGone,
    /// What the system said of something that should not fail.
    Other(anyhow::Error),
}

pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl Failure {
    pub fn misuse(problem: impl Into<Problem>) -> Failure {
        Failure::Misuse(problem.into())
    }

    /// The exit code: 2 for what was typed wrong, 1 for what went wrong.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Answer(_) => 0,
            Failure::Misuse(_) => 2,
            Failure::Problem(_)
            | Failure::Interrupted
            | Failure::ReaderGone
            | Failure::Other(_) => 1,
        }
    }
}

impl<P: Into<Problem>> From<P> for Failure {
    fn from(problem: P) -> Failure {
        Failure::Problem(problem.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            ErrorKind::BrokenPipe => Failure::ReaderGone,
            _ => Failure::Other(error.into()),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::Other(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_whose_reader_has_gone_is_told_from_other_errors() {
        let gone = Failure::from(io::Error::from(ErrorKind::BrokenPipe));
        assert!(matches!(gone, Failure::ReaderGone), "{gone:?}");
        let other = Failure::from(io::Error::from(ErrorKind::PermissionDenied));
        assert!(matches!(other, Failure::Other(_)), "{other:?}");
    }

    #[test]
    fn what_was_typed_wrong_has_an_exit_code_of_its_own() {
        assert_eq!(Failure::Misuse(Problem::AllDone).code(), 2);
        assert_eq!(Failure::from(Problem::AllDone).code(), 1);
        assert_eq!(Failure::Answer(String::new()).code(), 0);
    }
}
