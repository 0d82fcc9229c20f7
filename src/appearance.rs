//! How a person wants a run to look: the options that every command takes, and what the
//! prompt can set later (`words off`, `lanes one`). From them and the scene comes the
//! [`Look`] of a run.

use crate::view::{Colour, Lanes, Look, Switch, Width};
use clap::{Args, Subcommand};

#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Appearance {
    /// Both ends in one column, or the server left and the clients right
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "one|two|auto"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub lanes: Lanes,
    /// Say what each call means, or show the bare calls
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "on|off"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub words: Switch,
    /// Colour the output; auto: on a terminal, unless NO_COLOR is set
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "auto|never|always"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub color: Colour,
}

/// What can be set at the prompt, also while a pair is on the stage.
#[derive(Subcommand, Clone, Copy, Debug)]
pub enum Setting {
    /// Say what each call means (on), or show the bare calls (off)
    Words {
        /// on: a sentence with each call, off: the calls alone
        #[arg(value_enum, value_name = "on|off", hide_possible_values = true)]
        switch: Switch,
    },
    /// Show both ends in one column, in two, or as fits the terminal (auto)
    Lanes {
        /// auto: two columns where the terminal has room for them (110)
        #[arg(value_enum, value_name = "one|two|auto", hide_possible_values = true)]
        form: Lanes,
    },
}

impl Appearance {
    pub fn with(self, setting: Setting) -> Appearance {
        match setting {
            Setting::Words { switch } => Appearance {
                words: switch,
                ..self
            },
            Setting::Lanes { form } => Appearance {
                lanes: form,
                ..self
            },
        }
    }

    /// The look of a run on standard output; `pair` if it has a server and a client.
    pub fn look(&self, main_file: &'static str, pair: bool) -> Look {
        Look {
            width: Width::of_stdout(),
            main_file,
            pair,
            lanes: self.lanes,
            words: self.words == Switch::On,
            colour: self.color.is_on(),
        }
    }
}
