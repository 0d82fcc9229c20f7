//! `predict`: the run stops before calls whose outcome is not plain, and asks what will happen. What
//! then really happens decides whether the answer was right.

use super::driver::{Driver, Turn};
use super::ending;
use super::looks;
use super::outcome::{Outcome, refuse};
use super::spec::RunSpec;
use crate::check::asking::Asked;
use crate::check::prediction::{
    About, Prediction, Question, Situation, cause, happened, questions,
};
use crate::narrate::message::{Offered, Predict};
use crate::narrate::problem::InPair;
use crate::narrate::{Failure, Result, message};
use crate::prompt::ask::{self, Answer, Ask};
use crate::terminal::columns::{hang, room};
use crate::terminal::say::say;
use event::{Entry, Event, Ready, Step, TcpState, Waiting, Who};

/// # Errors
/// As for [`Driver::open`], and what ended the run before its end.
pub fn predict<'a>(spec: &'a RunSpec<'a>, ask: &'a mut dyn Ask) -> Result<Outcome> {
    let mut driver = Driver::open(spec)?;
    driver.guard(!ask.is_person());
    let mut quiz = Quiz {
        ask,
        table: clap::Command::new(""),
        asked: Asked::default(),
        number: 0,
        right: 0,
        counted: 0,
        missed: Vec::new(),
        pending: None,
        refused: None,
    };
    say("")?;
    quiz.says(Predict::HowTo)?;
    let outcome = quiz.play(&mut driver);
    let outcome = driver.teller.or_broken_off(outcome)?;
    quiz.score(spec, outcome.complete)?;
    Ok(Outcome {
        refused: quiz.refused,
        ..outcome
    })
}

struct Quiz<'a> {
    ask: &'a mut dyn Ask,
    /// Nothing can be typed but answers.
    table: clap::Command,
    asked: Asked,
    /// Of the last question.
    number: usize,
    right: usize,
    counted: usize,
    /// What was predicted wrongly.
    missed: Vec<About>,
    pending: Option<Pending>,
    refused: Option<u8>,
}

/// A question that was answered, before it is known what happens.
struct Pending {
    question: Question,
    /// Whose call it is.
    who: Who,
    chosen: Prediction,
    /// Who slept when it was asked.
    waiting: Vec<Waiting>,
}

impl Quiz<'_> {
    fn play(&mut self, driver: &mut Driver) -> Result<Outcome> {
        loop {
            let steps = driver.untold()?;
            if !self.tell(driver, steps)? {
                return ending::break_off(driver);
            }
            let turn = driver.turn();
            if let Turn::Move(ready) = &turn
                && let Some(first) = ready.first()
                && !self.ask_before(driver, first)?
            {
                return ending::break_off(driver);
            }
            if !driver.take(&turn)? {
                return ending::finish(driver, matches!(turn, Turn::Ended));
            }
        }
    }

    /// Says how the answer came out, and tells what happened; false if the person leaves.
    fn tell(&mut self, driver: &mut Driver, steps: Vec<Step>) -> Result<bool> {
        if let Some(pending) = self.pending.take() {
            let found = happened(&pending.question, pending.who, &steps);
            self.judge(driver, &pending, found)?;
        }
        for step in steps {
            let question = cause(&step, driver.teller.history());
            let question = question.and_then(|question| self.asked.choose(vec![question]));
            if let Some(question) = question
                && !self.ask_for_cause(driver, question, &step)?
            {
                return Ok(false);
            }
            driver.teller.tell(&Event::Step(Box::new(step)))?;
        }
        Ok(true)
    }

    /// Asks what this thread's call will do, where that is worth asking; false if the person leaves.
    fn ask_before(&mut self, driver: &mut Driver, ready: &Ready) -> Result<bool> {
        let Some(call) = &ready.call else {
            return Ok(true);
        };
        let session = &mut driver.session;
        let (socket, waiting) = (session.socket_of(ready.who), session.waiting());
        let table = session.table();
        let situation = Situation {
            who: ready.who,
            call,
            socket: socket.as_ref(),
            waiting: &waiting,
            has_connections: table.iter().any(|entry| is_connection_of(entry, ready.who)),
            last_step: driver.last_step(),
        };
        let Some(question) = self.asked.choose(questions(&situation)) else {
            return Ok(true);
        };
        driver.teller.rest()?;
        let number = self.number + 1;
        let question_of = &question;
        say("")?;
        say(&looks::before(ready, driver.spec.lesson))?;
        say(&looks::who(driver.session.ready(), waiting.clone()).join("\n"))?;
        say(&looks::sockets(&table).join("\n"))?;
        say("")?;
        self.says(Predict::Asks {
            number,
            question: question_of,
        })?;
        let Some(chosen) = self.answered(driver, &question, &waiting)? else {
            return Ok(false);
        };
        self.pending = Some(Pending {
            question,
            who: ready.who,
            chosen,
            waiting,
        });
        Ok(true)
    }

    fn ask_for_cause(
        &mut self,
        driver: &mut Driver,
        question: Question,
        step: &Step,
    ) -> Result<bool> {
        driver.teller.rest()?;
        let number = self.number + 1;
        say("")?;
        self.says(Predict::AsksForCause { number, step })?;
        let Some(chosen) = self.answered(driver, &question, &[])? else {
            return Ok(false);
        };
        let found = happened(&question, step.who, std::slice::from_ref(step));
        let pending = Pending {
            question,
            who: step.who,
            chosen,
            waiting: Vec::new(),
        };
        self.judge(driver, &pending, found)?;
        Ok(true)
    }

    /// Shows the answers and takes one; None if the person leaves.
    fn answered(
        &mut self,
        driver: &mut Driver,
        question: &Question,
        waiting: &[Waiting],
    ) -> Result<Option<Prediction>> {
        self.asked.note(question);
        self.number += 1;
        for (is, number) in question.answers.iter().zip(1..) {
            let words = message(Predict::Answer(offered(driver, question, *is, waiting)));
            say(&hang(&format!("  {number}  "), &words, room()).join("\n"))?;
        }
        let most = question.answers.len();
        let asks = ask::Question {
            prompt: format!("{}> ", message(Predict::Prompt { most })),
            table: &self.table,
            ends: Vec::new(),
            vanishes: true,
        };
        loop {
            let answer = self.ask.ask(&asks);
            driver.guard(!self.ask.is_person());
            let line = match answer {
                Answer::Line(line) => line,
                Answer::Interrupted => {
                    say(&message(Predict::HowToLeave))?;
                    continue;
                }
                Answer::End => {
                    if !self.ask.is_person() && !driver.spec.context.is_interrupted() {
                        say(&message(Predict::EndOfInput))?;
                    }
                    return Ok(None);
                }
                Answer::Unusable(why) => {
                    refuse(&mut self.refused, Failure::misuse(why))?;
                    continue;
                }
            };
            match line.trim() {
                "?" | "help" => say(&message(Predict::Keys))?,
                "q" | "quit" | "stop" | "exit" => return Ok(None),
                number => match number.parse().ok().and_then(|at: usize| at.checked_sub(1)) {
                    Some(at) if at < most => return Ok(Some(question.answers[at])),
                    _ => refuse(
                        &mut self.refused,
                        Failure::misuse(InPair::NoAnswer { most }),
                    )?,
                },
            }
        }
    }

    fn judge(
        &mut self,
        driver: &Driver,
        pending: &Pending,
        found: Option<Prediction>,
    ) -> Result<()> {
        let Pending {
            question,
            chosen,
            waiting,
            ..
        } = pending;
        let is_offered = |found: &Prediction| question.answers.contains(found);
        let Some(found) = found.filter(is_offered) else {
            return self.says(Predict::NotOffered);
        };
        self.counted += 1;
        let happened = offered(driver, question, found, waiting);
        if found == *chosen {
            self.right += 1;
            return self.says(Predict::Right(happened));
        }
        self.missed.push(question.about);
        let chosen = offered(driver, question, *chosen, waiting);
        self.says(Predict::Wrong { chosen, happened })
    }

    fn score(&self, spec: &RunSpec, is_whole: bool) -> Result<()> {
        if self.number == 0 && is_whole {
            say("")?;
            return self.says(Predict::NoQuestion);
        }
        if self.counted == 0 {
            return Ok(());
        }
        say("")?;
        let (right, of) = (self.right, self.counted);
        self.says(Predict::Score { right, of })?;
        let mut pages: Vec<String> = Vec::new();
        for about in &self.missed {
            let page = page(*about, spec);
            if !pages.contains(&page) {
                pages.push(page);
            }
        }
        if pages.is_empty() {
            return Ok(());
        }
        let at = spec.context.typed_at;
        self.says(Predict::ToRead { pages: &pages, at })
    }

    fn says(&self, what: Predict) -> Result<()> {
        Ok(say(&hang("", &message(what), room()).join("\n"))?)
    }
}

fn offered<'a>(
    driver: &'a Driver,
    question: &'a Question,
    is: Prediction,
    waiting: &'a [Waiting],
) -> Offered<'a> {
    let sleeper = |who: Who| waiting.iter().find(|one| one.who == who);
    let (waiting, past) = match is {
        Prediction::Wakes(who) => (sleeper(who), None),
        Prediction::Because(step) => (None, driver.teller.history().step(step)),
        _ => (None, None),
    };
    Offered {
        question,
        is,
        waiting,
        past,
    }
}

/// The page of the book that explains it.
fn page(about: About, spec: &RunSpec) -> String {
    match about {
        About::State | About::Goodbye => "tcp-states".to_owned(),
        About::Write => "errors".to_owned(),
        About::Accept
        | About::Connect
        | About::Read
        | About::Receive
        | About::UdpClose
        | About::Woken
        | About::Cause => match spec.lesson {
            Some(lesson) => lesson.number.to_string(),
            None => "start".to_owned(),
        },
    }
}

/// A connection that this end still holds.
fn is_connection_of(entry: &Entry, who: Who) -> bool {
    let is_open = matches!(
        entry.state,
        Some(TcpState::Established | TcpState::CloseWait)
    );
    is_open && entry.owner == Some(who.end)
}
