//! A scene performed under trace: the stage moves the programs, the script types, and
//! every event goes to the view. Who decides on the next move is not known here: `run`
//! takes every turn as it comes, `session` asks a person. Needs Linux.

mod closing;

use crate::appearance::Setting;
use crate::call::{End, Step, Typist};
use crate::catalogue::Cue;
use crate::narrate::problems::{self, Unnarrated};
use crate::present::{Numbers, Ready, Wait};
use crate::scene::{Role, Scene, Success};
use crate::slow::Notice;
use crate::stage::{Halt, Limits, Part, Stage};
use crate::trace::Refused;
use crate::view::{View, view};
use anyhow::{Result, anyhow};
use closing::Tale;
use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use crate::stage::{holder_of, remains};
pub use crate::trace::die_with_us;

/// A guard against hanging, far beyond what a lesson needs.
const LONGEST_RUN: Duration = Duration::from_secs(60);

/// A program that ticks for ever does not hold up the script for ever.
const MOST_TIMERS: u32 = 10;

/// A run under trace.
pub struct Performance<'a> {
    pub stage: Stage,
    view: Box<dyn View + 'a>,
    scene: &'a Scene<'a>,
    script: VecDeque<Cue<'a>>,
    tale: Tale,
    /// Timers waited for since the last cue.
    timers: u32,
}

/// What comes next if nobody decides otherwise.
pub enum Turn<'a> {
    /// One of these moves; the first, if nobody chooses.
    Move(Vec<Ready>),
    /// Everybody waits, and this is next in the script.
    Cue(Cue<'a>),
    /// Everybody waits, and somebody only for a while.
    Timer,
    /// Everybody waits, and nothing is left to do.
    NothingLeft,
    /// A program does not come to rest.
    Busy,
    /// Every program has ended.
    Ended,
}

/// How a performance came out.
pub struct Outcome {
    pub success: Success,
    /// The addresses that it used.
    pub numbers: Vec<Numbers>,
}

/// Performs the scene to its end. The text says why it cannot be narrated, if it cannot.
pub fn run(scene: &Scene) -> Result<Result<Outcome, String>> {
    let mut performance = match Performance::open(scene)? {
        Ok(performance) => performance,
        Err(why) => return Ok(Err(why)),
    };
    performance.play().map(Ok).map_err(explain)
}

/// Says how the run was ended from outside; other errors stay as they are.
pub fn explain(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<Halt>() {
        Some(Halt::TooLong) => anyhow!(problems::too_long(LONGEST_RUN.as_secs())),
        Some(Halt::Interrupted) => anyhow!(problems::interrupted()),
        None => error,
    }
}

/// Whether a signal broke it off.
pub fn is_interruption(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(Halt::Interrupted))
}

impl<'a> Performance<'a> {
    /// Puts the programs on the stage and shows the title. The text says why this cannot
    /// be narrated, if it cannot.
    pub fn open(scene: &'a Scene<'a>) -> Result<Result<Performance<'a>, String>> {
        let limits = Limits {
            interrupted: Arc::clone(&scene.interrupted),
            deadline: Some(Instant::now() + LONGEST_RUN),
        };
        let stage = match Stage::new(scene.cast.iter().map(part).collect(), limits) {
            Ok(stage) => stage,
            Err(error) => match error.downcast_ref::<Refused>() {
                Some(refused) => {
                    let answer = refused.to_string();
                    return Ok(Err(problems::unnarrated(Unnarrated::Refused(&answer))));
                }
                None => return Err(error),
            },
        };
        let mut view = view(io::stdout().lock(), scene.look());
        view.title(&scene.title.0, &scene.title.1)?;
        for remark in &scene.remarks {
            view.remark(remark)?;
        }
        Ok(Ok(Performance {
            stage,
            view,
            scene,
            script: scene.script.iter().copied().collect(),
            tale: Tale::default(),
            timers: 0,
        }))
    }

    fn play(&mut self) -> Result<Outcome> {
        loop {
            self.settle()?;
            let turn = self.turn();
            if !self.take(&turn)? {
                return self.finish(matches!(turn, Turn::Ended));
            }
        }
    }

    /// Lets everything come to rest, and shows what happened.
    pub fn settle(&mut self) -> Result<()> {
        let _notice = Notice::new(problems::slow_program());
        let events = self.stage.settle()?;
        for event in &events {
            self.view.show(event)?;
            self.tale.note(event);
        }
        Ok(())
    }

    pub fn turn(&mut self) -> Turn<'a> {
        let ready = self.stage.ready();
        if !ready.is_empty() {
            return Turn::Move(ready);
        }
        let alive = self.stage.alive();
        if alive.is_empty() {
            return Turn::Ended;
        }
        // An end that has ended already reads no keyboard: then there is nothing to do.
        while let Some(cue) = self.script.front()
            && !alive.contains(&cue.end())
        {
            self.script.pop_front();
        }
        // A sleep is the program's own business and is waited for. A limit on waiting for
        // others is not: it runs out when nobody has anything to say, which also means a
        // silent client that the script has not let go yet.
        let timer = match self.script.front() {
            Some(Cue::Type(..) | Cue::EndOfInput(_)) => self.stage.naps(),
            Some(Cue::LetGo(_)) | None => self.stage.has_timer(),
        };
        match self.script.front() {
            _ if timer && self.timers < MOST_TIMERS => Turn::Timer,
            Some(cue) => Turn::Cue(*cue),
            None => Turn::NothingLeft,
        }
    }

    /// Does what is next; false if that was the end.
    pub fn take(&mut self, turn: &Turn) -> Result<bool> {
        match turn {
            Turn::Move(ready) => {
                if let Some(first) = ready.first() {
                    self.stage.release(first.who)?;
                }
            }
            Turn::Cue(cue) => {
                self.script.pop_front();
                self.timers = 0;
                self.give(cue);
            }
            Turn::Timer => {
                let _notice = Notice::new(problems::slow_timer());
                self.timers += 1;
                self.stage.wait_for_timer()?;
            }
            Turn::Busy => {}
            Turn::NothingLeft | Turn::Ended => return Ok(false),
        }
        Ok(true)
    }

    fn give(&mut self, cue: &Cue) {
        match cue {
            Cue::Type(end, line) => {
                self.stage.type_to(*end, Some(line), Typist::Script);
            }
            Cue::EndOfInput(end) => {
                self.stage.type_to(*end, None, Typist::Script);
            }
            Cue::LetGo(end) => self.stage.let_go(*end),
        }
    }

    /// From now on only a person types.
    pub fn forget_script(&mut self) {
        self.script.clear();
    }

    /// Puts one more client on the stage; None where the scene has none.
    pub fn join(&mut self) -> Result<Option<End>> {
        let Some(role) = self.scene.another_client(self.tale.clients(self.scene) + 1) else {
            return Ok(None);
        };
        self.stage.enter(part(&role))?;
        self.tale.joined += 1;
        Ok(Some(role.end))
    }

    /// Kills an end because the person wants to see what that does.
    pub fn kill(&mut self, end: End) -> Result<()> {
        self.tale.killed.insert(end);
        self.stage.kill(end)
    }

    /// Shows from the next line on as this says.
    pub fn set(&mut self, setting: Setting) {
        let appearance = &self.scene.appearance;
        appearance.set(appearance.get().with(setting));
        self.view.restyle(self.scene.look());
    }

    pub fn last_step(&self) -> Step {
        self.tale.last_step
    }

    /// Begins the guard against hanging anew. A person needs none and has Ctrl-C.
    pub fn guard(&mut self, guarded: bool) {
        let deadline = guarded.then(|| Instant::now() + LONGEST_RUN);
        self.stage.set_deadline(deadline);
    }

    /// The ends that wait for a line from their keyboard.
    pub fn keyboards(&self) -> Vec<End> {
        let waiting = self.stage.waiting().into_iter();
        let keyboards = waiting.filter(|one| matches!(one.wait, Wait::Keyboard));
        let mut ends: Vec<End> = keyboards.map(|one| one.who.end).collect();
        ends.dedup();
        ends
    }

    /// Whether somebody waits for a line from the keyboard.
    pub fn keyboard_waits(&self) -> bool {
        !self.keyboards().is_empty()
    }

    /// Whether one more client would meet a server.
    pub fn can_join(&self) -> bool {
        self.scene.another_client(0).is_some() && self.stage.alive().contains(&End::Server)
    }
}

fn part(role: &Role) -> Part {
    Part {
        end: role.end,
        program: role.program.clone(),
        arguments: role.arguments.iter().map(Into::into).collect(),
        hold_after_connect: role.held,
    }
}
