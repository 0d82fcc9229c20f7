//! A pair in the hands of a person, who looks around, types, kills, and decides what goes
//! on. `step` asks before each call, `talk` whenever everybody waits.

use super::driver::{Driver, Turn};
use super::ending;
use super::explain::{explain, explainable};
use super::looks;
use super::outcome::{Outcome, refuse};
use super::spec::RunSpec;
use crate::book;
use crate::cli::during::{Always, Both, Wish, help_here};
use crate::lesson::catalogue::{Page, START};
use crate::narrate::message::Turn as Says;
use crate::narrate::problem::{InPair, Problem};
use crate::narrate::{Failure, Result, message};
use crate::prompt::ask::{Answer, Ask, Question};
use crate::terminal::columns::{cut, room};
use crate::terminal::say::say;
use event::{End, Ready, StepNumber, Typist};

/// The longest line that a keyboard takes; the same as that of a terminal, termios(3).
const LONGEST_LINE: usize = 4095;

pub struct Interactive<'a> {
    pub driver: Driver<'a>,
    pub ask: &'a mut dyn Ask,
    table: clap::Command,
    /// Stands above the table in `help`: what is typed without a command's name.
    nameless: Says<'static>,
    /// The exit code of the first line that could not be obeyed.
    refused: Option<u8>,
    /// Goes on without asking, until this.
    pub going: Option<Until>,
}

pub enum Until {
    End,
    Step(StepNumber),
}

/// What happens after a wish was heard.
pub enum Then {
    Settle,
    AskAgain,
    Finish { ended: bool },
    BreakOff,
}

/// From a line to a wish.
pub type Read = fn(&str) -> Result<Wish>;

impl<'a> Interactive<'a> {
    /// # Errors
    /// As for [`Driver::open`].
    pub fn open(
        spec: &'a RunSpec<'a>,
        ask: &'a mut dyn Ask,
        table: clap::Command,
        nameless: Says<'static>,
    ) -> Result<Interactive<'a>> {
        let mut driver = Driver::open(spec)?;
        driver.guard(!ask.is_person());
        Ok(Interactive {
            driver,
            ask,
            table,
            nameless,
            refused: None,
            going: None,
        })
    }

    /// Lets everything come to rest, and says what comes next.
    ///
    /// # Errors
    /// Here and below: what ends the run.
    pub fn turn(&mut self) -> Result<Turn<'a>> {
        match self.driver.settle() {
            Ok(()) => Ok(self.driver.turn()),
            Err(failure) => {
                self.interrupted(failure)?;
                Ok(Turn::Busy)
            }
        }
    }

    /// Ctrl-C gives a person the prompt back, and the pair waits. Anything else ends all.
    fn interrupted(&mut self, failure: Failure) -> Result<()> {
        let context = &self.driver.spec.context;
        if !matches!(failure, Failure::Interrupted) || !context.take_ctrl_c(self.ask) {
            return Err(failure);
        }
        self.going = None;
        self.driver.teller.rest()?;
        Ok(say(&message(Says::HowToLeave))?)
    }

    pub fn take(&mut self, turn: &Turn) -> Result<Then> {
        match self.driver.take(turn) {
            Ok(true) => Ok(Then::Settle),
            Ok(false) => Ok(Then::Finish {
                ended: matches!(turn, Turn::Ended),
            }),
            Err(failure) => {
                self.interrupted(failure)?;
                Ok(Then::AskAgain)
            }
        }
    }

    /// Asks until a line changes something, and does what it says.
    pub fn obey(&mut self, prompt: &str, turn: &Turn, read: Read) -> Result<Then> {
        self.driver.teller.rest()?;
        loop {
            match self.obey_line(prompt, turn, read)? {
                Then::AskAgain => {}
                then => return Ok(then),
            }
        }
    }

    /// Asks for a line and does what it says. What cannot be done is said.
    fn obey_line(&mut self, prompt: &str, turn: &Turn, read: Read) -> Result<Then> {
        let width = room();
        let ends = self.driver.session.alive();
        let question = Question {
            prompt: format!("{}> ", cut(prompt, width.saturating_sub(12).max(20))),
            table: &self.table,
            ends: ends.iter().map(End::to_string).collect(),
            vanishes: true,
        };
        let answer = self.ask.ask(&question);
        self.driver.guard(!self.ask.is_person());
        let done = match answer {
            Answer::Line(line) => read(&line).and_then(|wish| self.grant(wish, turn)),
            Answer::Interrupted => {
                say(&message(Says::HowToLeave))?;
                Ok(Then::AskAgain)
            }
            Answer::End => Ok(Then::BreakOff),
            Answer::Unusable(why) => Err(Failure::misuse(why)),
        };
        match done {
            Err(Failure::Interrupted) => {
                self.interrupted(Failure::Interrupted)?;
                Ok(Then::AskAgain)
            }
            Err(failure) => {
                refuse(&mut self.refused, explainable(failure))?;
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
                self.driver.session.kill(end)?;
            }
            Wish::Other(Both::Join) => match self.driver.join()? {
                Some(end) => say(&message(Says::Joined(end)))?,
                None => return Err(InPair::CannotJoin.into()),
            },
            Wish::Other(Both::Always(Always::Set(setting))) => {
                self.driver.set(setting);
                return Ok(Then::AskAgain);
            }
            Wish::Other(other) => return self.look(other),
        }
        Ok(Then::Settle)
    }

    fn look(&mut self, what: Both) -> Result<Then> {
        let session = &mut self.driver.session;
        let lines = match what {
            Both::Always(Always::Stop) => return Ok(Then::BreakOff),
            Both::Source => {
                let threads = (session.ready(), session.waiting());
                let lesson = self.driver.spec.lesson;
                looks::source(threads, |place| session.text_of(place), lesson)
            }
            Both::Sockets => looks::sockets(&session.table()),
            Both::Who => looks::who(session.ready(), session.waiting()),
            Both::Always(Always::Explain(what)) => {
                explain(&what.asked, &self.table, self.driver.teller.steps())?;
                return Ok(Then::AskAgain);
            }
            Both::Always(Always::Read(asked)) => {
                let lesson = self.driver.spec.lesson;
                let page = asked.page.or(lesson.map(Page::Chapter));
                book::read(page.unwrap_or(START), self.ask.is_person())?;
                return Ok(Then::AskAgain);
            }
            Both::Always(Always::Help(what)) => {
                let name = what.command.as_deref();
                let above = name.is_none().then(|| message(self.nameless));
                let table = help_here(&self.table, name)?;
                above.into_iter().chain([table]).collect()
            }
            Both::Always(Always::Set(_)) | Both::Join | Both::CtrlD(_) | Both::Kill(_) => {
                Vec::new()
            }
        };
        say(&lines.join("\n"))?;
        Ok(Then::AskAgain)
    }

    fn let_move(&mut self, end: End, turn: &Turn) -> Result<()> {
        let ready: &[Ready] = match turn {
            Turn::Move(ready) => ready,
            _ => &[],
        };
        if let Some(ready) = ready.iter().find(|ready| ready.who.end == end) {
            return Ok(self.driver.session.release(ready.who)?);
        }
        self.check_alive(end)?;
        let waiting = self.driver.session.waiting().into_iter();
        let of_end = waiting.filter(|waiting| waiting.who.end == end);
        Err(Problem::from(InPair::CannotMove {
            end,
            waiting: of_end.collect(),
            others: ends_of(ready),
        })
        .into())
    }

    fn go(&mut self, until: Option<StepNumber>) -> Result<()> {
        let now = self.driver.last_step();
        self.going = Some(match until {
            Some(asked) if asked <= now => return Err(InPair::StepIsPast { asked, now }.into()),
            Some(step) => Until::Step(step),
            None => Until::End,
        });
        Ok(())
    }

    fn type_to(&mut self, end: End, line: Option<&str>) -> Result<()> {
        self.check_alive(end)?;
        if line.is_some_and(|line| line.len() > LONGEST_LINE) {
            return Err(InPair::LineTooLong { most: LONGEST_LINE }.into());
        }
        if self.driver.session.type_to(end, line, Typist::Person) {
            Ok(())
        } else {
            Err(InPair::KeyboardClosed(end).into())
        }
    }

    fn check_alive(&self, end: End) -> Result<()> {
        let session = &self.driver.session;
        if session.alive().contains(&end) {
            Ok(())
        } else if session.has(end) {
            Err(InPair::HasEnded(end).into())
        } else {
            Err(InPair::NotThere(end).into())
        }
    }

    pub fn finish(mut self, ended: bool) -> Result<Outcome> {
        let outcome = ending::finish(&mut self.driver, ended)?;
        Ok(Outcome {
            refused: self.refused,
            ..outcome
        })
    }

    pub fn break_off(mut self) -> Result<Outcome> {
        let outcome = ending::break_off(&mut self.driver)?;
        Ok(Outcome {
            refused: self.refused,
            ..outcome
        })
    }
}

/// The ends of these threads, each once.
pub fn ends_of(ready: &[Ready]) -> Vec<End> {
    let mut ends: Vec<End> = ready.iter().map(|ready| ready.who.end).collect();
    ends.sort();
    ends.dedup();
    ends
}
