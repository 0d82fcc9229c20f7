//! A pair in the hands of a person, who looks around, types, kills, and decides what goes
//! on. `stepper` asks before each call, `talk` whenever everybody waits.

mod looks;
pub mod stepper;
pub mod talk;

use crate::ask::{Answer, Ask, Question};
use crate::call::{End, Step, Typist};
use crate::columns::{cut, room};
use crate::command::during::{Both, Wish};
use crate::command::{Misuse, help};
use crate::narrate::{present, turns};
use crate::performance::{self, Outcome, Performance, Turn};
use crate::present::Ready;
use crate::report::{self, report};
use crate::say::say;
use crate::scene::Scene;
use anyhow::{Result, anyhow, bail};
use std::io;
use std::sync::atomic::Ordering;

/// How a session came out.
pub struct Ended {
    pub outcome: Outcome,
    /// Every step was told; the person did not stop it.
    pub complete: bool,
    /// The exit code of the first line that could not be obeyed.
    pub failure: Option<u8>,
}

/// The longest line that a keyboard takes; the same as that of a terminal, termios(3).
const LONGEST_LINE: usize = 4095;

struct Session<'a> {
    performance: Performance<'a>,
    scene: &'a Scene<'a>,
    ask: &'a mut dyn Ask,
    table: clap::Command,
    /// Stands above the table in `help`: what is typed without a command's name.
    nameless: &'static str,
    failure: Option<u8>,
    /// Goes on without asking, until this.
    going: Option<Until>,
}

enum Until {
    End,
    Step(Step),
}

/// What the session does after a wish was heard.
enum Then {
    Settle,
    AskAgain,
    Finish { ended: bool },
    BreakOff,
}

impl<'a> Session<'a> {
    /// The text says why there is no session here, if so.
    fn open(
        scene: &'a Scene<'a>,
        ask: &'a mut dyn Ask,
        table: clap::Command,
        nameless: &'static str,
    ) -> Result<Result<Session<'a>, String>> {
        let opened = Performance::open(scene)?;
        Ok(opened.map(|mut performance| {
            performance.guard(!ask.is_person());
            Session {
                performance,
                scene,
                ask,
                table,
                nameless,
                failure: None,
                going: None,
            }
        }))
    }

    fn turn(&mut self) -> Result<Turn<'a>> {
        match self.performance.settle() {
            Ok(()) => Ok(self.performance.turn()),
            Err(error) => {
                self.interrupted(error)?;
                Ok(Turn::Busy)
            }
        }
    }

    /// Ctrl-C gives a person the prompt back, and the pair waits. Anything else ends all.
    fn interrupted(&mut self, error: anyhow::Error) -> Result<()> {
        let signal = self.scene.interrupted.load(Ordering::SeqCst);
        let by_key = signal == signal_hook::consts::SIGINT as usize;
        if !performance::is_interruption(&error) || !by_key || !self.ask.is_person() {
            return Err(performance::explain(error));
        }
        self.scene.interrupted.store(0, Ordering::SeqCst);
        self.ask.forget();
        self.going = None;
        Ok(say(turns::how_to_leave_pair())?)
    }

    fn take(&mut self, turn: &Turn) -> Result<Then> {
        match self.performance.take(turn) {
            Ok(true) => Ok(Then::Settle),
            Ok(false) => Ok(Then::Finish {
                ended: matches!(turn, Turn::Ended),
            }),
            Err(error) => {
                self.interrupted(error)?;
                Ok(Then::AskAgain)
            }
        }
    }

    /// Asks until a line changes something, and does what it says.
    fn obey(
        &mut self,
        prompt: &str,
        turn: &Turn,
        read: fn(&str) -> Result<Wish, Misuse>,
    ) -> Result<Then> {
        loop {
            match self.obey_line(prompt, turn, read)? {
                Then::AskAgain => {}
                then => return Ok(then),
            }
        }
    }

    /// Asks for a line and does what it says. What cannot be done is said.
    fn obey_line(
        &mut self,
        prompt: &str,
        turn: &Turn,
        read: fn(&str) -> Result<Wish, Misuse>,
    ) -> Result<Then> {
        let width = room();
        let question = Question {
            prompt: format!("{}> ", cut(prompt, width.saturating_sub(12).max(20))),
            table: &self.table,
            ends: self
                .performance
                .stage
                .alive()
                .iter()
                .map(End::to_string)
                .collect(),
            vanishes: true,
        };
        let answer = self.ask.ask(&question);
        self.performance.guard(!self.ask.is_person());
        let done = match answer {
            Answer::Line(line) => match read(&line) {
                Ok(wish) => self.grant(wish, turn),
                Err(misuse) => Err(misuse.into()),
            },
            Answer::Interrupted => {
                say(turns::how_to_leave_pair())?;
                Ok(Then::AskAgain)
            }
            Answer::End => Ok(Then::BreakOff),
            Answer::Unusable(why) => Err(Misuse::from(why).into()),
        };
        match done {
            Err(error) if performance::is_interruption(&error) => {
                self.interrupted(error)?;
                Ok(Then::AskAgain)
            }
            Err(error) if error.downcast_ref::<io::Error>().is_some() => Err(error),
            Err(error) => {
                report(&error);
                let code = report::code(&error);
                self.failure = self.failure.or(Some(code).filter(|code| *code != 0));
                Ok(Then::AskAgain)
            }
            done => done,
        }
    }

    fn grant(&mut self, wish: Wish, turn: &Turn) -> Result<Then> {
        match wish {
            Wish::Nothing => return self.take(turn),
            Wish::Move(end) => self.let_move(end, turn)?,
            Wish::Go(until) => self.go(until)?,
            Wish::Type(end, text) => self.type_to(end, Some(&text))?,
            Wish::CtrlD(end) => self.type_to(end, None)?,
            Wish::Kill(end) => {
                self.check_alive(end)?;
                self.performance.kill(end)?;
            }
            Wish::Other(Both::Join) => match self.performance.join()? {
                Some(end) => say(&turns::joined(end))?,
                None => bail!(turns::cannot_join()),
            },
            Wish::Other(Both::Set(setting)) => {
                self.performance.set(setting);
                return Ok(Then::AskAgain);
            }
            Wish::Other(other) => return self.look(other),
        }
        Ok(Then::Settle)
    }

    fn look(&mut self, what: Both) -> Result<Then> {
        let lines = match what {
            Both::Stop => return Ok(Then::BreakOff),
            Both::Source => looks::source(&self.performance.stage, self.scene.lesson),
            Both::Sockets => looks::sockets(&self.performance.stage.table()),
            Both::Who => looks::who(&self.performance.stage),
            Both::Help(what) => match what.command {
                Some(name) => vec![help::one(&self.table, &name, room())?],
                None => vec![
                    self.nameless.to_owned(),
                    help::overview(&self.table, room()),
                ],
            },
            Both::Set(_) | Both::Join | Both::CtrlD(_) | Both::Kill(_) => Vec::new(),
        };
        say(&lines.join("\n"))?;
        Ok(Then::AskAgain)
    }

    fn let_move(&mut self, end: End, turn: &Turn) -> Result<()> {
        let ready = match turn {
            Turn::Move(ready) => ready.iter().find(|ready| ready.who.end == end),
            _ => None,
        };
        if let Some(ready) = ready {
            return self.performance.stage.release(ready.who);
        }
        self.check_alive(end)?;
        let waiting = self.performance.stage.waiting();
        let of_end = waiting.iter().filter(|waiting| waiting.who.end == end);
        let why: Vec<String> = of_end.map(present::why).collect();
        let others = match turn {
            Turn::Move(ready) => ends_of(ready),
            _ => Vec::new(),
        };
        bail!(turns::cannot_move(end, &why, &others))
    }

    fn go(&mut self, until: Option<Step>) -> Result<()> {
        let now = self.performance.last_step();
        self.going = Some(match until {
            Some(step) if step <= now => bail!(turns::step_is_past(step, now)),
            Some(step) => Until::Step(step),
            None => Until::End,
        });
        Ok(())
    }

    fn type_to(&mut self, end: End, line: Option<&str>) -> Result<()> {
        self.check_alive(end)?;
        if line.is_some_and(|line| line.len() > LONGEST_LINE) {
            bail!(turns::long_line(LONGEST_LINE));
        }
        match self.performance.stage.type_to(end, line, Typist::Person) {
            true => Ok(()),
            false => Err(anyhow!(turns::keyboard_closed(end))),
        }
    }

    fn check_alive(&self, end: End) -> Result<()> {
        let stage = &self.performance.stage;
        match (stage.alive().contains(&end), stage.has(end)) {
            (true, _) => Ok(()),
            (false, true) => Err(anyhow!(turns::has_ended(end))),
            (false, false) => Err(anyhow!(turns::not_there(end))),
        }
    }

    fn finish(mut self, ended: bool) -> Result<Ended> {
        Ok(Ended {
            outcome: self.performance.finish(ended)?,
            complete: true,
            failure: self.failure,
        })
    }

    fn break_off(mut self) -> Result<Ended> {
        Ok(Ended {
            outcome: self.performance.break_off()?,
            complete: false,
            failure: self.failure,
        })
    }
}

/// The ends of these threads, each once.
fn ends_of(ready: &[Ready]) -> Vec<End> {
    let mut ends: Vec<End> = ready.iter().map(|ready| ready.who.end).collect();
    ends.sort();
    ends.dedup();
    ends
}

/// The kernel's table as lines.
pub fn table_of(entries: &[crate::present::Entry]) -> Vec<String> {
    looks::sockets(entries)
}
