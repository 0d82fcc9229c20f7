//! What each command does, and what is remembered from one to the next.

mod follow;
mod list;
mod practice;

use crate::book;
use crate::cli::appearance::{Appearance, Setting};
use crate::cli::command::{self, Command, Play};
use crate::cli::during;
use crate::cli::help::help;
use crate::cli::kept;
use crate::cli::report::report;
use crate::cli::values::LogFile;
use crate::lesson::catalogue::{Lesson, Page, chats};
use crate::lesson::progress::{Progress, Up};
use crate::narrate::message::{Difference, Prompt, Sight};
use crate::narrate::problem::{Problem, TypedAt};
use crate::narrate::{self, Failure, Result, message};
use crate::prompt::ask::{Answer, Ask, Question};
use crate::run::{self, Context, Outcome, RunSpec, Steps, Wish, remains, socket_table};
use crate::terminal::columns::room;
use crate::terminal::say::{complain, say};
use crate::terminal::signals::Signals;
use event::Numbers;
use practice::Desk;
use std::cell::Cell;
use std::rc::Rc;

pub struct Workbook {
    progress: Progress,
    /// The lesson used last.
    lesson: Option<&'static Lesson>,
    /// The addresses of the last run, for `sockets`.
    numbers: Option<Vec<Numbers>>,
    /// The steps of the last run, for `explain`.
    steps: Steps,
    /// What all runs share: how they are shown, and the signal that stops them.
    context: Context,
}

/// What comes after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    GoOn { code: u8 },
    Leave,
}

const DONE: Then = Then::GoOn { code: 0 };
const FAILED: u8 = 1;

impl Workbook {
    pub fn new(appearance: Appearance, signals: Signals) -> Workbook {
        Workbook {
            progress: Progress::load(message(Prompt::ProgressHead)),
            lesson: None,
            numbers: None,
            steps: Steps::default(),
            context: Context {
                appearance: Rc::new(Cell::new(appearance)),
                signals,
                typed_at: TypedAt::Shell,
            },
        }
    }

    /// Commands, one after the other, until the person leaves or the pipe ends. Gives back
    /// the exit code of the first one that failed.
    pub fn serve(&mut self, ask: &mut dyn Ask) -> u8 {
        self.context.typed_at = TypedAt::Prompt;
        let table = command::table();
        let question = Question {
            prompt: "> ".to_owned(),
            table: &table,
            ends: Vec::new(),
            vanishes: false,
        };
        if ask.is_person() {
            let said = self.first_screen();
            self.report_failure(said);
        }
        let mut first = 0;
        loop {
            let then = match ask.ask(&question) {
                Answer::Line(line) if line.trim().is_empty() => DONE,
                Answer::Line(line) => match command::from_line(&line) {
                    Ok((command, look)) => self.obey_looking(command, look, ask),
                    Err(failure) => {
                        let failure = during::misplaced(failure, &line);
                        self.failed(&run::explainable(failure))
                    }
                },
                Answer::Interrupted => {
                    self.report_failure(say(&message(Prompt::HowToLeave)).map_err(Into::into));
                    DONE
                }
                Answer::Unusable(why) => self.failed(&Failure::misuse(why)),
                Answer::End => Then::Leave,
            };
            match then {
                Then::Leave => return first,
                Then::GoOn { code } if first == 0 => first = code,
                Then::GoOn { .. } => {}
            }
            // Ctrl-C has ended what ran; other signals end the workbook, and without a
            // person so does Ctrl-C.
            if self.context.is_interrupted() && !self.context.take_ctrl_c(ask) {
                return first;
            }
        }
    }

    /// Obeys with the look that is asked for this one time.
    fn obey_looking(&mut self, command: Command, look: Appearance, ask: &mut dyn Ask) -> Then {
        if matches!(command, Command::Set(_)) {
            return self.obey(command, ask);
        }
        let shared = Rc::clone(&self.context.appearance);
        let usual = shared.get();
        let asked = look.or(usual);
        shared.set(asked);
        let then = self.obey(command, ask);
        // What was set meanwhile stays.
        if shared.get() == asked {
            shared.set(usual);
        }
        then
    }

    /// Does it, and says what went wrong.
    pub fn obey(&mut self, command: Command, ask: &mut dyn Ask) -> Then {
        let then = self
            .carry_out(command, ask)
            .unwrap_or_else(|failure| self.failed(&failure));
        if let Some(complaint) = self.progress.complaint() {
            complain(&narrate::problem(&complaint.into(), self.context.typed_at));
        }
        then
    }

    fn carry_out(&mut self, command: Command, ask: &mut dyn Ask) -> Result<Then> {
        match command {
            Command::List => self.list()?,
            Command::Run(run) => {
                let spec = self.spec(run.play, run.log)?;
                let outcome = run::run(&spec, run.plain_run)?;
                return self.note(&spec, outcome, ask);
            }
            Command::Next => {
                let lesson = match self.progress.next_up() {
                    Some(Up::Lesson(lesson)) => self.which(Some(lesson))?,
                    Some(Up::Exercise(next)) => {
                        let is_passed = self.desk().solve(next, Wish::default(), ask)?;
                        return Ok(then(is_passed));
                    }
                    None => {
                        // The best of news, and no failure.
                        let all_done = Problem::AllDone;
                        let at = self.context.typed_at;
                        return Err(Failure::Answer(narrate::problem(&all_done, at)));
                    }
                };
                let spec = run::lesson(lesson, None, None, &self.context)?;
                let outcome = run::run(&spec, false)?;
                return self.note(&spec, outcome, ask);
            }
            Command::Step(play) => {
                let spec = self.spec(play, None)?;
                let outcome = run::step(&spec, ask)?;
                return self.note(&spec, outcome, ask);
            }
            Command::Talk(play) => return self.talk(play, ask),
            Command::Predict(play) => {
                let spec = self.spec(play, None)?;
                let outcome = run::predict(&spec, ask)?;
                return self.note_prediction(&spec, outcome, ask);
            }
            Command::Diff(play) => {
                let lesson = self.which(play.which.lesson)?;
                let spec = run::lesson(lesson, play.address, None, &self.context)?;
                let outcome = run::diff(&spec, lesson)?;
                self.numbers = Some(outcome.numbers);
            }
            Command::Source(which) => book::source(self.which(which.lesson)?, ask.is_person())?,
            Command::Read(read) => {
                let page = match read.page {
                    Some(Page::Other(name)) => Page::Other(name),
                    Some(Page::Chapter(lesson)) => Page::Chapter(self.which(Some(lesson))?),
                    None => Page::Chapter(self.which(None)?),
                };
                book::read(page, ask.is_person())?;
            }
            Command::Explain(what) => {
                run::explain(&what.asked, &command::table(), &self.steps)?;
            }
            Command::Edit(which) => book::edit(self.which(which.lesson)?, ask.is_person())?,
            Command::Exercises => self.desk().list()?,
            Command::Exercise(solve) => {
                let exercise = self.desk().which(solve.which.exercise)?;
                let wish = Wish {
                    own: None,
                    address: solve.address,
                };
                return Ok(then(self.desk().solve(exercise, wish, ask)?));
            }
            Command::Check(asked) => {
                let exercise = self.desk().which(asked.which.exercise)?;
                let wish = Wish {
                    own: asked.own(),
                    address: asked.address,
                };
                let is_passed = self.desk().check(exercise, wish, asked.details)?;
                return Ok(then(is_passed));
            }
            Command::Hint(which) => self.desk().hint(which.exercise)?,
            Command::Reset(which) => self.desk().reset(which.what, ask)?,
            Command::Solution(which) => self.desk().solution(which.exercise)?,
            Command::Pair(asked) => {
                let spec = run::pair(&asked, &self.context)?;
                let outcome = if asked.step {
                    run::step(&spec, ask)?
                } else if asked.predict {
                    run::predict(&spec, ask)?
                } else {
                    run::run(&spec, false)?
                };
                return self.note(&spec, outcome, ask);
            }
            Command::Replay(asked) => {
                let outcome = run::replay(&asked.file, &self.context)?;
                let then = came_out(&outcome);
                self.steps = outcome.steps;
                return Ok(then);
            }
            Command::Set(setting) => self.set(setting, ask.is_person())?,
            Command::Sockets => self.sockets()?,
            Command::Help(what) => {
                let name = what.command.as_deref();
                let text = help(&command::table(), name, room());
                let line = name.unwrap_or_default();
                say(&text.map_err(|failure| during::misplaced(failure, line))?)?;
            }
            Command::Quit => return Ok(Then::Leave),
        }
        Ok(DONE)
    }

    /// From now on. What comes from a pipe holds for its own lines only.
    fn set(&self, setting: Setting, is_person: bool) -> Result<()> {
        self.context.set(setting);
        if is_person || self.context.typed_at == TypedAt::Shell {
            kept::keep(setting)?;
            say(&message(Prompt::Set(&setting.to_string())))?;
        }
        Ok(())
    }

    fn desk(&mut self) -> Desk<'_> {
        Desk {
            progress: &mut self.progress,
            context: &self.context,
        }
    }

    fn first_screen(&mut self) -> Result<()> {
        if let Some(complaint) = self.progress.complaint() {
            complain(&narrate::problem(&complaint.into(), self.context.typed_at));
        }
        say(&format!("{}\n", message(Prompt::Welcome)))?;
        self.list()?;
        let next = self.progress.next();
        let what = message(Prompt::WhatToType { next });
        Ok(say(&format!("\n{what}"))?)
    }

    /// The lesson that is meant, which is from now on the one used last.
    fn which(&mut self, asked: Option<&'static Lesson>) -> Result<&'static Lesson> {
        let Some(lesson) = asked.or(self.lesson).or(self.progress.next()) else {
            return Err(Problem::AllDone.into());
        };
        self.lesson = Some(lesson);
        Ok(lesson)
    }

    fn spec(&mut self, play: Play, log: Option<LogFile>) -> Result<RunSpec<'static>> {
        let lesson = self.which(play.which.lesson)?;
        run::lesson(lesson, play.address, log, &self.context)
    }

    fn talk(&mut self, mut play: Play, ask: &mut dyn Ask) -> Result<Then> {
        let used = self.lesson.filter(|lesson| lesson.is_chat());
        play.which.lesson = play.which.lesson.or(used).or(chats().next());
        if let Some(lesson) = play.which.lesson.filter(|lesson| !lesson.is_chat()) {
            return Err(Problem::NoChat(lesson).into());
        }
        let spec = self.spec(play, None)?;
        let outcome = run::talk(&spec, ask)?;
        self.note(&spec, outcome, ask)
    }

    /// Remembers how it came out, and tells a person what is next.
    fn note(&mut self, spec: &RunSpec, outcome: Outcome, ask: &dyn Ask) -> Result<Then> {
        let then = came_out(&outcome);
        self.numbers = Some(outcome.numbers);
        self.steps = outcome.steps;
        let at = self.context.typed_at;
        // Where the log goes to standard output, nothing else goes there.
        let is_told = ask.is_person() && spec.log != Some(LogFile::Standard);
        if let Some(lesson) = spec.lesson {
            if outcome.success && outcome.complete {
                self.progress.mark(lesson);
                if is_told {
                    let next = self.progress.next_up();
                    say(&message(Prompt::AfterLesson { lesson, next, at }))?;
                }
            }
            if !outcome.success && is_told {
                say(&message(Prompt::AfterFailure { lesson, at }))?;
            }
            if let Some(lines) = run::changed_lines(lesson).filter(|_| is_told) {
                say(&message(Difference::Offer { lesson, lines, at }))?;
            }
        }
        Ok(match outcome.refused {
            Some(code) if !ask.is_person() => Then::GoOn { code },
            _ => then,
        })
    }

    /// The same of a run whose steps were predicted.
    fn note_prediction(&mut self, spec: &RunSpec, outcome: Outcome, ask: &dyn Ask) -> Result<Then> {
        if let Some(lesson) = spec.lesson.filter(|_| outcome.complete) {
            self.progress.mark_predicted(lesson);
        }
        self.note(spec, outcome, ask)
    }

    fn failed(&self, failure: &Failure) -> Then {
        report(failure, self.context.typed_at);
        Then::GoOn {
            code: failure.code(),
        }
    }

    fn report_failure(&self, said: Result<()>) {
        if let Err(failure) = said {
            report(&failure, self.context.typed_at);
        }
    }

    fn sockets(&self) -> Result<()> {
        let Some(numbers) = &self.numbers else {
            return Err(Problem::NoRunYet.into());
        };
        let left = remains(numbers);
        if left.is_empty() {
            say(&message(Sight::NothingRemains))?;
        } else {
            say(&socket_table(&left).join("\n"))?;
        }
        Ok(())
    }
}

fn came_out(outcome: &Outcome) -> Then {
    then(outcome.success)
}

fn then(success: bool) -> Then {
    let code = if success { 0 } else { FAILED };
    Then::GoOn { code }
}
