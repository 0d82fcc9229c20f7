//! The commands with which exercises are solved. What is passed, and which clues were shown, is
//! remembered in the progress file.

use crate::cli::values::Reset;
use crate::lesson::catalogue::LESSONS;
use crate::lesson::exercises::files::{self, Reset as WasReset};
use crate::lesson::exercises::{Exercise, all, number, of_lesson};
use crate::lesson::program::workspace;
use crate::lesson::progress::Progress;
use crate::narrate::message::Practice;
use crate::narrate::problem::Practising;
use crate::narrate::{Result, message, words};
use crate::prompt::ask::{Answer, Ask, Question};
use crate::run::{self, Check, Context, Wish};
use crate::terminal::columns::{hanging, room};
use crate::terminal::say::say;
use crate::view;
use std::io::{self, Write};

/// What the commands work with.
pub struct Desk<'a> {
    pub progress: &'a mut Progress,
    pub context: &'a Context,
}

impl Desk<'_> {
    /// The exercise that is meant.
    ///
    /// # Errors
    /// If none was named and all are passed.
    pub fn which(&self, asked: Option<&'static Exercise>) -> Result<&'static Exercise> {
        let which = asked.or(self.progress.next_exercise());
        Ok(which.ok_or(Practising::AllPassed)?)
    }

    /// The one that comes after this one, and is not passed; else the first that is not.
    ///
    /// # Errors
    /// If all are passed.
    pub fn which_after(&self, exercise: &Exercise) -> Result<&'static Exercise> {
        let later = all().skip_while(|one| one.name != exercise.name).skip(1);
        let next = later.into_iter().find(|one| !self.progress.is_passed(one));
        self.which(next)
    }

    /// # Errors
    /// Where it cannot be shown.
    pub fn list(&self) -> Result<()> {
        let next = self.progress.next_exercise();
        let widest = all().map(|exercise| exercise.name.len()).max();
        let widest = widest.unwrap_or_default();
        for lesson in LESSONS
            .iter()
            .filter(|one| of_lesson(one.number).count() > 0)
        {
            say(&message(Practice::LessonTitle(lesson)))?;
            let rows = of_lesson(lesson.number).map(|exercise| {
                let mark = message(Practice::Mark {
                    is_passed: self.progress.is_passed(exercise),
                    is_next: next == Some(exercise),
                });
                let name = format!("{} {:widest$}", number(exercise), exercise.name);
                [format!("{mark:>8}"), name, words(exercise).title.to_owned()]
            });
            let rows: Vec<[String; 3]> = rows.collect();
            say(&hanging(&rows, room()).join("\n"))?;
        }
        let of = all().count();
        let passed = all().filter(|one| self.progress.is_passed(one)).count();
        let bar = "█".repeat(passed) + &"░".repeat(of - passed);
        say(&format!(
            "[{bar}] {}",
            message(Practice::Passed { of, passed })
        ))?;
        self.say_next()
    }

    fn say_next(&self) -> Result<()> {
        let next = self.progress.next_exercise();
        let at = self.context.typed_at;
        Ok(say(&message(Practice::WhatToType { next, at }))?)
    }

    /// Checks once. True if it is passed.
    ///
    /// # Errors
    /// If it cannot be built or run.
    pub fn check(&mut self, exercise: &'static Exercise, wish: Wish, whole: bool) -> Result<bool> {
        let checked = run::check(exercise, wish, self.context)?;
        let is_passed = self.show(exercise, &checked, whole)?;
        if is_passed {
            self.say_next()?;
        }
        Ok(is_passed)
    }

    /// Shows what was found, and remembers it. True if it is passed.
    ///
    /// # Errors
    /// Where it cannot be shown.
    pub fn show(
        &mut self,
        exercise: &'static Exercise,
        check: &Check,
        whole: bool,
    ) -> Result<bool> {
        let checked = match check {
            Check::Checked(checked) => checked,
            Check::Ran(why) => {
                say(&message(Practice::NeedsLinux(why)))?;
                return Ok(false);
            }
        };
        if whole {
            run::tell(checked, self.context)?;
            say("")?;
        }
        let look = self.context.look();
        for line in view::heading(exercise, &workspace()?, look) {
            print(&line)?;
        }
        print("")?;
        for line in view::findings(exercise, &checked.findings, look) {
            print(&line)?;
        }
        let is_passed = checked.is_passed();
        let at = self.context.typed_at;
        if is_passed {
            self.progress.pass(exercise);
            say(&format!("\n{}", message(Practice::Kept { exercise, at })))?;
        } else if let Some(ending) = checked.ending() {
            say(&format!("\n{ending}"))?;
        }
        Ok(is_passed)
    }

    /// One clue more.
    ///
    /// # Errors
    /// Where it cannot be shown.
    pub fn hint(&mut self, asked: Option<&'static Exercise>) -> Result<()> {
        let exercise = self.which(asked)?;
        let clues = words(exercise).clues.len();
        let shown = (self.progress.clues(exercise) + 1).min(clues);
        let at = self.context.typed_at;
        say(&message(Practice::Clue {
            exercise,
            shown,
            at,
        }))?;
        self.progress.note_clue(exercise, shown);
        Ok(())
    }

    /// Whether the solution is not to be seen yet: it is neither passed, nor are all clues shown.
    pub fn hides_solution(&self, exercise: &Exercise) -> bool {
        let clues = words(exercise).clues.len();
        !self.progress.is_passed(exercise) && self.progress.clues(exercise) < clues
    }

    /// # Errors
    /// If it is not to be seen yet.
    pub fn solution(&self, asked: Option<&'static Exercise>) -> Result<()> {
        let exercise = self.which(asked)?;
        if self.hides_solution(exercise) {
            return Err(Practising::SolutionIsHidden(exercise).into());
        }
        for line in exercise.solution.lines() {
            print(line)?;
        }
        Ok(())
    }

    /// Brings an exercise back, or all lessons.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn reset(&mut self, what: Option<Reset>, ask: &mut dyn Ask) -> Result<()> {
        let files: Vec<(String, &str)> = match what {
            Some(Reset::Lessons) => LESSONS
                .iter()
                .map(|lesson| (format!("lessons/{}", lesson.file), lesson.given))
                .collect(),
            Some(Reset::Exercise(exercise)) => vec![(exercise.file(), exercise.given)],
            None => {
                let exercise = self.which(None)?;
                vec![(exercise.file(), exercise.given)]
            }
        };
        files
            .iter()
            .try_for_each(|(file, given)| self.reset_file(file, given, ask))
    }

    fn reset_file(&self, file: &str, given: &str, ask: &mut dyn Ask) -> Result<()> {
        let root = workspace()?;
        if files::is_changed(&root, file, given) && ask.is_person() {
            let table = clap::Command::new("reset");
            let question = Question {
                prompt: format!("{} ", message(Practice::AskReset(file))),
                table: &table,
                ends: Vec::new(),
                vanishes: false,
            };
            let answer = ask.ask(&question);
            if !matches!(&answer, Answer::Line(line) if line.trim() == "yes") {
                return Ok(say(&message(Practice::NotReset))?);
            }
        }
        let done = files::reset(&root, file, given).map_err(|(file, error)| {
            let error = error.to_string();
            Practising::Unwritable { file, error }
        })?;
        let said = match &done {
            WasReset::Nothing => message(Practice::IsAsGiven(file)),
            WasReset::Done { old } => {
                let old = old.as_ref().map(|old| {
                    let old = old.strip_prefix(&root).unwrap_or(old);
                    old.to_string_lossy().into_owned()
                });
                let old = old.as_deref();
                message(Practice::WasReset { file, old })
            }
        };
        Ok(say(&said)?)
    }
}

/// A line that is laid out already.
fn print(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}
