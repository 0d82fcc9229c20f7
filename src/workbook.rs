//! What each command does, and what is remembered from one to the next.

use crate::appearance::Appearance;
use crate::ask::{Answer, Ask, Question};
use crate::catalogue::{LESSONS, Lesson, Page};
use crate::columns::{hanging, room};
use crate::command::{self, Command, Misuse, Play, help};
use crate::narrate::{misuse, present, prompt};
use crate::performance::{self, Outcome};
use crate::present::Numbers;
use crate::progress::Progress;
use crate::report::{self, FAILED, report};
use crate::say::{complain, say};
use crate::scene::Scene;
use crate::session::{self, Ended, stepper, talk};
use crate::{pair, play, reading};
use anyhow::{Result, bail};
use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Workbook {
    progress: Progress,
    /// The lesson used last.
    lesson: Option<&'static Lesson>,
    /// The addresses of the last run, for `sockets`.
    numbers: Option<Vec<Numbers>>,
    /// How runs are shown from now on.
    appearance: Rc<Cell<Appearance>>,
    /// Commands are typed at the prompt, and not after the workbook's name in a shell.
    at_prompt: bool,
    interrupted: Arc<AtomicUsize>,
}

/// What comes after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    GoOn { code: u8 },
    Leave,
}

const DONE: Then = Then::GoOn { code: 0 };

impl Workbook {
    pub fn new(appearance: Appearance, interrupted: Arc<AtomicUsize>) -> Workbook {
        Workbook {
            progress: Progress::load(),
            lesson: None,
            numbers: None,
            appearance: Rc::new(Cell::new(appearance)),
            at_prompt: false,
            interrupted,
        }
    }

    /// Commands, one after the other, until the person leaves or the pipe ends. Gives back
    /// the exit code of the first one that failed.
    pub fn serve(&mut self, ask: &mut dyn Ask) -> u8 {
        self.at_prompt = true;
        let table = command::table();
        let question = Question {
            prompt: "> ".to_owned(),
            table: &table,
            ends: Vec::new(),
            vanishes: false,
        };
        if ask.is_person() {
            report_failure(self.first_screen());
        }
        let mut first = 0;
        loop {
            let then = match ask.ask(&question) {
                Answer::Line(line) if line.trim().is_empty() => DONE,
                Answer::Line(line) => match command::from_line(&line) {
                    Ok(command) => self.obey(command, ask),
                    Err(misuse) => failed(&misuse_at_prompt(misuse, &line).into()),
                },
                Answer::Interrupted => {
                    report_failure(say(prompt::how_to_leave()).map_err(Into::into));
                    DONE
                }
                Answer::Unusable(why) => failed(&Misuse::from(why).into()),
                Answer::End => Then::Leave,
            };
            match then {
                Then::Leave => return first,
                Then::GoOn { code } if first == 0 => first = code,
                Then::GoOn { .. } => {}
            }
            // Ctrl-C has ended what ran; other signals end the workbook, and without a
            // person so does Ctrl-C.
            let signal = self.interrupted.load(Ordering::SeqCst);
            let by_key = signal == signal_hook::consts::SIGINT as usize;
            match signal {
                0 => {}
                _ if by_key && ask.is_person() => {
                    self.interrupted.store(0, Ordering::SeqCst);
                    ask.forget();
                }
                _ => return first,
            }
        }
    }

    /// Does it, and says what went wrong.
    pub fn obey(&mut self, command: Command, ask: &mut dyn Ask) -> Then {
        let then = self
            .carry_out(command, ask)
            .unwrap_or_else(|error| failed(&error));
        if let Some(complaint) = self.progress.complaint() {
            complain(&complaint);
        }
        then
    }

    fn prepare(
        &self,
        lesson: &'static Lesson,
        address: Option<SocketAddr>,
    ) -> Result<Scene<'static>> {
        play::prepare(lesson, address, &self.appearance, &self.interrupted)
    }

    fn carry_out(&mut self, command: Command, ask: &mut dyn Ask) -> Result<Then> {
        match command {
            Command::List => self.list()?,
            Command::Run(run) => {
                let lesson = self.which(run.play.which.lesson)?;
                let scene = self.prepare(lesson, run.play.address)?;
                return self.run(&scene, run.plain_run, ask);
            }
            Command::Next => {
                let Some(lesson) = self.progress.next() else {
                    bail!(prompt::all_done());
                };
                let scene = {
                    let lesson = self.which(Some(lesson))?;
                    self.prepare(lesson, None)?
                };
                return self.run(&scene, false, ask);
            }
            Command::Step(play) => {
                let scene = self.scene(play)?;
                let ended = stepper::step(&scene, ask)?;
                return self.after_session(&scene, ended, ask);
            }
            Command::Talk(play) => return self.talk(play, ask),
            Command::Source(which) => reading::source(self.which(which.lesson)?, ask.is_person())?,
            Command::Read(read) => {
                let page = match read.page {
                    Some(Page::Other(name)) => Page::Other(name),
                    Some(Page::Chapter(lesson)) => Page::Chapter(self.which(Some(lesson))?),
                    None => Page::Chapter(self.which(None)?),
                };
                reading::read(page, ask.is_person())?;
            }
            Command::Edit(which) => reading::edit(self.which(which.lesson)?)?,
            Command::Pair(asked) => {
                let scene = pair::scene(&asked, &self.appearance, &self.interrupted)?;
                return self.run(&scene, false, ask);
            }
            Command::Set(setting) => self.appearance.set(self.appearance.get().with(setting)),
            Command::Sockets => self.sockets()?,
            Command::Help(what) => match what.command {
                Some(name) => say(&help::one(&command::table(), &name, room())?)?,
                None => say(&help::overview(&command::table(), room()))?,
            },
            Command::Quit => return Ok(Then::Leave),
        }
        Ok(DONE)
    }

    fn first_screen(&mut self) -> Result<()> {
        if let Some(complaint) = self.progress.complaint() {
            complain(&complaint);
        }
        say(&format!("{}\n", prompt::welcome()))?;
        self.list()?;
        let what = prompt::what_to_type(self.progress.next());
        Ok(say(&format!("\n{what}"))?)
    }

    fn list(&self) -> Result<()> {
        let next = self.progress.next().map(|lesson| lesson.number);
        let row = |lesson: &Lesson| {
            let mark = prompt::mark(self.progress.is_done(lesson), next == Some(lesson.number));
            let title = format!("{}  {}", lesson.number, lesson.title);
            [format!("{mark:>4}"), title, lesson.idea.to_owned()]
        };
        let rows: Vec<[String; 3]> = LESSONS.iter().map(row).collect();
        Ok(say(&hanging(&rows, room()).join("\n"))?)
    }

    /// The lesson that is meant, which is from now on the one used last.
    fn which(&mut self, asked: Option<&'static Lesson>) -> Result<&'static Lesson> {
        let Some(lesson) = asked.or(self.lesson).or(self.progress.next()) else {
            bail!(prompt::all_done());
        };
        self.lesson = Some(lesson);
        Ok(lesson)
    }

    fn scene(&mut self, play: Play) -> Result<Scene<'static>> {
        let lesson = self.which(play.which.lesson)?;
        self.prepare(lesson, play.address)
    }

    fn run(&mut self, scene: &Scene, plain: bool, ask: &dyn Ask) -> Result<Then> {
        let outcome = play::run(scene, plain)?;
        self.note(scene, outcome, true, ask)
    }

    fn talk(&mut self, mut play: Play, ask: &mut dyn Ask) -> Result<Then> {
        let used = self.lesson.filter(|lesson| lesson.is_chat());
        let first_chat = LESSONS.iter().find(|lesson| lesson.is_chat());
        play.which.lesson = play.which.lesson.or(used).or(first_chat);
        if let Some(lesson) = play.which.lesson.filter(|lesson| !lesson.is_chat()) {
            bail!(prompt::no_chat(lesson));
        }
        let scene = self.scene(play)?;
        let mut ended = talk::talk(&scene, ask)?;
        if let Ok(ended) = &mut ended {
            // A talk is no run of the lesson.
            ended.complete = false;
        }
        self.after_session(&scene, ended, ask)
    }

    fn after_session(
        &mut self,
        scene: &Scene,
        ended: Result<Ended, String>,
        ask: &dyn Ask,
    ) -> Result<Then> {
        let ended = match ended {
            Ok(ended) => ended,
            Err(why) => bail!(prompt::needs_narration(&why)),
        };
        let then = self.note(scene, ended.outcome, ended.complete, ask)?;
        match (ended.failure, ask.is_person()) {
            (Some(code), false) => Ok(Then::GoOn { code }),
            _ => Ok(then),
        }
    }

    /// Remembers how it came out, and tells a person what is next.
    fn note(
        &mut self,
        scene: &Scene,
        outcome: Outcome,
        complete: bool,
        ask: &dyn Ask,
    ) -> Result<Then> {
        self.numbers = Some(outcome.numbers);
        if let Some(lesson) = scene.lesson.filter(|_| complete && outcome.success) {
            self.progress.mark(lesson);
            if ask.is_person() {
                let next = self.progress.next();
                say(&prompt::after_lesson(lesson, next, self.at_prompt))?;
            }
        }
        if let Some(lesson) = scene.lesson.filter(|_| !outcome.success)
            && ask.is_person()
        {
            say(&prompt::after_failure(lesson, self.at_prompt))?;
        }
        let code = if outcome.success { 0 } else { FAILED };
        Ok(Then::GoOn { code })
    }

    fn sockets(&self) -> Result<()> {
        let Some(numbers) = &self.numbers else {
            bail!(present::no_run_yet());
        };
        let left = performance::remains(numbers);
        match left.is_empty() {
            true => say(present::nothing_remains())?,
            false => say(&session::table_of(&left).join("\n"))?,
        }
        Ok(())
    }
}

fn failed(error: &anyhow::Error) -> Then {
    report(error);
    Then::GoOn {
        code: report::code(error),
    }
}

fn report_failure(said: Result<()>) {
    if let Err(error) = said {
        report(&error);
    }
}

/// A command of `step` at the wrong place gets a word of its own.
fn misuse_at_prompt(misuse: Misuse, line: &str) -> Misuse {
    let word = line.split_whitespace().next().unwrap_or_default();
    let known = |table: clap::Command| table.find_subcommand(word).is_some();
    match !known(command::table()) && known(command::during::step_table()) {
        true => Misuse::from(misuse::only_during_step(word)),
        false => misuse,
    }
}
