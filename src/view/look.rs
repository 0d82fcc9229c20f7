//! How a run is to look: how wide, in how many lanes, with words or without, coloured or
//! not. Knows the terminal's habits (NO_COLOR, COLUMNS, TERM) and nothing of a run. The
//! form is decided anew for each event, since a terminal can be resized.

use clap::ValueEnum;
use std::env;
use std::io::{IsTerminal, stdout};

/// The most columns that a line takes in one lane and in two: longer ones read badly.
const WIDEST: usize = 100;
const WIDEST_IN_TWO: usize = 160;
/// From here on two lanes have room for what the lessons say.
const TWO_FROM: usize = 110;
/// Below this not even a wish for two lanes can be granted.
const TWO_AT_LEAST: usize = 60;
/// A terminal with fewer columns wraps by itself.
const NARROWEST: usize = 40;

#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: Width,
    pub lanes: Lanes,
    /// Say what each call means, and do not only show it.
    pub words: bool,
    /// Show also what is only counted: what comes again and again, and what a run-time does.
    pub all_steps: bool,
    pub colour: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lanes {
    /// Everything in one column, as in a pipe
    One,
    /// The server left, the clients right
    Two,
    /// Two on a terminal of at least 110 columns
    #[default]
    Auto,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    #[default]
    On,
    Off,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    Never,
    Always,
}

impl Colour {
    /// Whether standard output is to be coloured. See no-color.org for NO_COLOR.
    pub fn is_on(self) -> bool {
        match self {
            Colour::Never => false,
            Colour::Always => true,
            Colour::Auto => {
                let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
                let is_dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
                stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb
            }
        }
    }
}

/// How many columns there are.
#[derive(Clone, Copy, Debug)]
pub enum Width {
    /// As many as the terminal has now: a person may resize it during a run.
    Terminal,
    Columns(usize),
    /// A pipe without a wish.
    Any,
}

impl Width {
    /// What standard output has. Away from a terminal COLUMNS can say it, as for man(1).
    pub fn of_stdout() -> Width {
        let wish = || env::var("COLUMNS").ok()?.parse().ok();
        match (stdout().is_terminal(), wish()) {
            (true, _) => Width::Terminal,
            (false, Some(columns)) => Width::Columns(columns),
            (false, None) => Width::Any,
        }
    }

    fn columns(self) -> Option<usize> {
        match self {
            Width::Terminal => Some(textwrap::termwidth().max(NARROWEST)),
            Width::Columns(columns) => Some(columns.max(NARROWEST)),
            Width::Any => None,
        }
    }
}

/// The form of the next lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    One { width: usize },
    Two { width: usize },
}

impl Form {
    pub fn width(self) -> usize {
        match self {
            Form::One { width } | Form::Two { width } => width,
        }
    }

    pub fn is_two(self) -> bool {
        matches!(self, Form::Two { .. })
    }
}

impl Look {
    /// Asked anew for each event. `is_pair`: the run has a server and a client, which can
    /// stand side by side.
    pub fn form(&self, is_pair: bool) -> Form {
        let columns = self.width.columns();
        let two = is_pair
            && match (self.lanes, columns) {
                (Lanes::One, _) => false,
                (Lanes::Two, columns) => columns.is_none_or(|columns| columns >= TWO_AT_LEAST),
                (Lanes::Auto, Some(columns)) => {
                    matches!(self.width, Width::Terminal) && columns >= TWO_FROM
                }
                (Lanes::Auto, None) => false,
            };
        if two {
            Form::Two {
                width: columns.unwrap_or(TWO_FROM).min(WIDEST_IN_TWO),
            }
        } else {
            Form::One {
                width: columns.unwrap_or(WIDEST).min(WIDEST),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(width: Width, lanes: Lanes, pair: bool) -> Form {
        let look = Look {
            width,
            lanes,
            words: true,
            all_steps: false,
            colour: false,
        };
        look.form(pair)
    }

    #[test]
    fn two_lanes_are_for_a_pair_and_on_request() {
        let wide = Width::Columns(140);
        assert_eq!(form(wide, Lanes::Two, true), Form::Two { width: 140 });
        assert_eq!(form(wide, Lanes::Two, false), Form::One { width: 100 });
        assert_eq!(form(wide, Lanes::One, true), Form::One { width: 100 });
        // Not a terminal, however wide.
        assert_eq!(form(wide, Lanes::Auto, true), Form::One { width: 100 });
        assert_eq!(
            form(Width::Any, Lanes::Auto, true),
            Form::One { width: 100 }
        );
        assert_eq!(form(Width::Any, Lanes::Two, true), Form::Two { width: 110 });
    }

    #[test]
    fn lines_are_neither_too_long_nor_too_short_to_read() {
        let columns = Width::Columns;
        assert_eq!(
            form(columns(300), Lanes::Two, true),
            Form::Two { width: 160 }
        );
        assert_eq!(form(columns(59), Lanes::Two, true), Form::One { width: 59 });
        assert_eq!(form(columns(3), Lanes::One, true), Form::One { width: 40 });
    }
}
