//! Commands without a terminal: read from standard input, one a line.

use crate::narrate::problem::Unusable;
use crate::prompt::ask::{Answer, Ask, Question};
use crate::terminal::signals::Signals;
use std::io::{self, BufRead, Read};

/// As long as a line that a terminal takes, termios(3).
const LONGEST: usize = 4096;

pub struct Pipe {
    signals: Signals,
    /// The last line that was read, counted from 1.
    number: usize,
}

impl Pipe {
    pub fn new(signals: Signals) -> Pipe {
        Pipe { signals, number: 0 }
    }

    fn read(&mut self, question: &Question) -> Answer {
        let mut line = Vec::new();
        let mut input = io::stdin().lock();
        let got = (&mut input)
            .take(LONGEST as u64 + 1)
            .read_until(b'\n', &mut line);
        if !matches!(got, Ok(1..)) {
            return Answer::End;
        }
        self.number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > LONGEST {
            if skip_line(&mut input).is_err() {
                return Answer::End;
            }
            return Answer::Unusable(Unusable::TooLong {
                line: self.number,
                most: LONGEST,
            });
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        let number = self.number;
        match String::from_utf8(line) {
            Err(_) => Answer::Unusable(Unusable::NotUtf8 { line: number }),
            Ok(line) if line.contains('\0') => Answer::Unusable(Unusable::HasNul { line: number }),
            // While a pair is stepped, an empty line is Enter.
            Ok(line) if line.trim().is_empty() && !question.vanishes => {
                Answer::Unusable(Unusable::Empty { line: number })
            }
            Ok(line) => Answer::Line(line),
        }
    }
}

impl Ask for Pipe {
    fn ask(&mut self, question: &Question) -> Answer {
        let signals = self.signals.clone();
        let Some(_waiting) = signals.wait_for_line(false) else {
            return Answer::End;
        };
        self.read(question)
    }

    fn is_person(&self) -> bool {
        false
    }
}

/// The rest of a line, without keeping it.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let bytes = input.fill_buf()?;
        let (length, over) = match bytes.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (bytes.len(), bytes.is_empty()),
        };
        input.consume(length);
        if over {
            return Ok(());
        }
    }
}
