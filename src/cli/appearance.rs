//! How a person wants a run to look: the options that every command takes, and what the
//! prompt can set later (`words off`, `lanes one`). From them comes the [`Look`]
//! of a run.

use crate::narrate::help::{argument, command};
use crate::view::{Colour, Lanes, Look, Switch, Width};
use clap::{Args, Subcommand};

#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Appearance {
    #[arg(
        help = argument::LANES,
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "one|two|auto"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub lanes: Lanes,
    #[arg(
        help = argument::WORDS,
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "on|off"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub words: Switch,
    #[arg(help = argument::ALL_STEPS, long, global = true)]
    pub all_steps: bool,
    #[arg(
        help = argument::COLOUR,
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "auto|never|always"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub color: Colour,
}

/// What can be set at the prompt, also while a pair runs.
#[derive(Subcommand, Clone, Copy, Debug)]
pub enum Setting {
    #[command(about = command::WORDS)]
    Words {
        #[arg(help = argument::SWITCH, value_enum, value_name = "on|off", hide_possible_values = true)]
        switch: Switch,
    },
    #[command(about = command::FOLDS)]
    Folds {
        #[arg(help = argument::FOLDED, value_enum, value_name = "on|off", hide_possible_values = true)]
        switch: Switch,
    },
    #[command(about = command::LANES)]
    Lanes {
        #[arg(help = argument::FORM, value_enum, value_name = "one|two|auto", hide_possible_values = true)]
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
            Setting::Folds { switch } => Appearance {
                all_steps: switch == Switch::Off,
                ..self
            },
            Setting::Lanes { form } => Appearance {
                lanes: form,
                ..self
            },
        }
    }

    /// The look of a run on standard output.
    pub fn look(self) -> Look {
        Look {
            width: Width::of_stdout(),
            lanes: self.lanes,
            words: self.words == Switch::On,
            all_steps: self.all_steps,
            colour: self.color.is_on(),
        }
    }
}
