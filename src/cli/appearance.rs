//! How a person wants a run to look: the options that every command takes, and what the
//! prompt can set later (`words off`, `lanes one`). From them comes the [`Look`]
//! of a run.

use crate::narrate::help::{argument, command};
use crate::view::{Colour, Lanes, Look, Switch, Width};
use clap::{Args, Subcommand, ValueEnum};
use std::fmt;

/// What is None was not asked for: then it is as it was kept, or else as it is by itself.
#[derive(Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    #[arg(
        help = argument::LANES,
        long,
        global = true,
        value_enum,
        value_name = "one|two|auto"
    )]
    #[arg(hide_possible_values = true)]
    pub lanes: Option<Lanes>,
    #[arg(
        help = argument::WORDS,
        long,
        global = true,
        value_enum,
        value_name = "on|off"
    )]
    #[arg(hide_possible_values = true)]
    pub words: Option<Switch>,
    #[arg(help = argument::ALL_STEPS, long, global = true)]
    pub all_steps: bool,
    /// Only set, and no option: `--all-steps` is one.
    #[arg(skip)]
    pub folds: Option<Switch>,
    #[arg(
        help = argument::COLOUR,
        long,
        global = true,
        value_enum,
        value_name = "auto|never|always"
    )]
    #[arg(hide_possible_values = true)]
    pub color: Option<Colour>,
}

/// What can be set at the prompt, also while a pair runs.
#[derive(Subcommand, Clone, Copy, Debug, PartialEq, Eq)]
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
                words: Some(switch),
                ..self
            },
            Setting::Folds { switch } => Appearance {
                folds: Some(switch),
                all_steps: false,
                ..self
            },
            Setting::Lanes { form } => Appearance {
                lanes: Some(form),
                ..self
            },
        }
    }

    /// What is not asked for here is as it is there.
    pub fn or(self, other: Appearance) -> Appearance {
        Appearance {
            lanes: self.lanes.or(other.lanes),
            words: self.words.or(other.words),
            all_steps: self.all_steps || other.all_steps,
            folds: self.folds.or(other.folds),
            color: self.color.or(other.color),
        }
    }

    /// The settings that make it so.
    pub fn settings(self) -> Vec<Setting> {
        let words = self.words.map(|switch| Setting::Words { switch });
        let folds = self.folds.map(|switch| Setting::Folds { switch });
        let lanes = self.lanes.map(|form| Setting::Lanes { form });
        [words, folds, lanes].into_iter().flatten().collect()
    }

    /// The look of a run on standard output.
    pub fn look(self) -> Look {
        Look {
            width: Width::of_stdout(),
            lanes: self.lanes.unwrap_or_default(),
            words: self.words.unwrap_or_default() == Switch::On,
            all_steps: self.all_steps || self.folds == Some(Switch::Off),
            colour: self.color.unwrap_or_default().is_on(),
        }
    }
}

impl fmt::Display for Setting {
    /// As it is typed: `words off`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = match self {
            Setting::Words { switch } => ("words", switch.to_possible_value()),
            Setting::Folds { switch } => ("folds", switch.to_possible_value()),
            Setting::Lanes { form } => ("lanes", form.to_possible_value()),
        };
        let value = value.as_ref().map_or("", |value| value.get_name());
        write!(f, "{name} {value}")
    }
}
