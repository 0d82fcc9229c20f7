//! What a person has set, kept from one start of the workbook to the next: a file of the lines
//! that were typed, `words off`. A line that is no setting is passed over; what else is wrong
//! with the file matters only to who wants to keep something in it.

use crate::cli::appearance::{Appearance, Setting};
use crate::cli::command::{self, Command};
use crate::lesson::{folders, regular};
use crate::narrate::problem::Problem;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// How runs were set to look.
pub fn load() -> Appearance {
    file().and_then(|file| read(&file).ok()).unwrap_or_default()
}

/// Keeps the setting, and those that were kept before.
///
/// # Errors
/// If there is no place for it.
pub fn keep(setting: Setting) -> Result<(), Problem> {
    let Some(file) = file() else {
        return Err(Problem::SettingNotKept(None));
    };
    write(&file, load().with(setting))
        .map_err(|error| Problem::SettingNotKept(Some((file, error.to_string()))))
}

fn file() -> Option<PathBuf> {
    folders::data().map(|folder| folder.join("settings"))
}

fn read(file: &Path) -> io::Result<Appearance> {
    let mut text = String::new();
    regular::open(file, OpenOptions::new().read(true))?.read_to_string(&mut text)?;
    Ok(settings(&text))
}

fn settings(text: &str) -> Appearance {
    let lines = text.lines().map(command::from_line);
    let settings = lines.filter_map(|line| match line {
        Ok((Command::Set(setting), _)) => Some(setting),
        _ => None,
    });
    settings.fold(Appearance::default(), Appearance::with)
}

fn write(file: &Path, appearance: Appearance) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let how = &mut OpenOptions::new();
    let mut file = regular::open(file, how.write(true).create(true).truncate(true))?;
    let lines = appearance.settings().into_iter();
    file.write_all(
        lines
            .map(|one| format!("{one}\n"))
            .collect::<String>()
            .as_bytes(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_kept_as_they_are_typed() {
        let text = "words off\n# no setting\nrun 2\nlanes three\nlanes two\nfolds off\nwords on\n";
        let typed = settings(text).settings();
        let typed: Vec<String> = typed.iter().map(Setting::to_string).collect();
        assert_eq!(typed, ["words on", "folds off", "lanes two"]);
        assert_eq!(settings(&typed.join("\n")), settings(text));
    }
}
