//! One traced thread and what it is doing, and the list of all of them.

use crate::clock::Moment;
use crate::ptrace::{Beats, Pulse, Tid};
use crate::syscall::Raw;
use event::{Answer, Call, End, Place, Request, SocketId, Who};
use std::collections::{BTreeMap, BTreeSet};

pub struct Tracee {
    pub who: Who,
    /// Its process.
    pub pid: Tid,
    pub tid: Tid,
    pub state: State,
    pulse: Pulse,
    /// A call that a signal broke off; it begins anew or has failed.
    pub interrupted: Option<Interrupted>,
    /// Set while the process of this thread is not told: it was started like this, and has
    /// made no call that is told. Until then `who` is the thread that started it.
    pub untold_birth: Option<Birth>,
    /// Nothing that its process asks of the kernel can be seen, from some moment on.
    pub unseen: bool,
    /// When its sleep is over, in the time of the session. See [`crate::clock`].
    pub due: Option<Moment>,
    /// It has made a call that touches the network. A run-time's own threads never do.
    pub is_at_sockets: bool,
}

/// How a process began, fork(2).
#[derive(Clone, Debug)]
pub struct Birth {
    pub parent: Who,
    pub place: Option<Place>,
}

/// Kept for each thread, never for the process: two threads can be inside calls at once.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Known to exist; its first stop has not come yet.
    Unborn,
    /// Stopped outside any call: goes on as soon as it is its turn.
    Held,
    /// In its own code, or in a call that the filter lets pass.
    Running,
    /// Stopped before a call that is told: waits to be chosen.
    Parked(Doing),
    /// In a call that is told.
    Inside { doing: Doing, told_asleep: bool },
    /// In a call that is not told.
    InsideUntold {
        name: &'static str,
        /// It ends by itself, and then returns this.
        elapsed: Option<i64>,
        slept: bool,
    },
    /// Stopped where its call has returned, which is to be told.
    Back {
        doing: Doing,
        value: i64,
        /// What it brought, read as it stopped: other threads may change the program's memory
        /// until this is told. None where it has failed, or has not been read yet.
        answer: Option<Answer>,
        slept: bool,
    },
    /// Stopped by a stopping signal, as the whole process.
    Suspended,
    /// It has called exit: only its end is still to come.
    Ending,
}

impl State {
    /// Where a call is not told any more, because nothing of it can be seen.
    pub fn unseen(self) -> State {
        match self {
            State::Inside { doing, told_asleep }
                if !matches!(doing.call.request, Request::Exit { .. }) =>
            {
                State::InsideUntold {
                    name: "a call",
                    elapsed: None,
                    slept: told_asleep,
                }
            }
            other => other,
        }
    }
}

/// A call that is told, and the line that makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Doing {
    pub call: Call,
    pub raw: Raw,
    pub place: Option<Place>,
    /// The socket that the call is about, from the moment on at which the thread is released.
    /// Its descriptor may be closed, and lead to another one, while the thread sleeps.
    pub socket: Option<SocketId>,
    /// The same of poll(2) and select(2), which are about several: each with its descriptor.
    pub waits_at: Vec<(i32, SocketId)>,
}

impl Doing {
    pub fn is_epoll(&self) -> bool {
        self.call.name.starts_with("epoll")
    }

    /// Whether the kernel keeps this socket open for as long as the call sleeps. A wait with epoll
    /// keeps none.
    pub fn keeps(&self, id: SocketId) -> bool {
        let waits = self.waits_at.iter().any(|(_, socket)| *socket == id);
        self.socket == Some(id) || waits && !self.is_epoll()
    }
}

/// A call that a signal broke off, and whether it was told that the thread sleeps in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Interrupted {
    pub doing: Doing,
    /// The first one that was delivered since.
    pub signal: Option<i32>,
    pub told_asleep: bool,
}

impl Tracee {
    pub fn new(who: Who, pid: Tid, tid: Tid, state: State) -> Tracee {
        Tracee {
            who,
            pid,
            tid,
            state,
            pulse: Pulse::of(tid),
            interrupted: None,
            untold_birth: None,
            unseen: false,
            due: None,
            is_at_sockets: false,
        }
    }

    /// A run-time's own thread, as far as is known: it has nothing to do with the others' talk.
    pub fn is_background(&self) -> bool {
        !self.is_process() && !self.is_at_sockets
    }

    /// Whether it has slept in the call that it is in.
    pub fn has_slept(&self) -> bool {
        match self.state {
            State::Inside { told_asleep, .. } => told_asleep,
            State::InsideUntold { slept, .. } => slept,
            _ => false,
        }
    }

    /// The main thread of its process.
    pub fn is_process(&self) -> bool {
        self.pid == self.tid
    }

    fn rest(&self, waits_for_child: bool) -> Rest {
        match self.state {
            State::Held | State::Parked(_) | State::Back { .. } => Rest::Stopped,
            // SIGCONT wakes it before it reports that.
            State::Suspended if self.pulse.is_stopped() => Rest::Stopped,
            State::Suspended | State::Unborn | State::Ending => Rest::None,
            // Its screen is emptied all the time: a print waits for nobody.
            State::Inside { ref doing, .. }
                if matches!(doing.call.request, Request::Print { .. }) =>
            {
                Rest::None
            }
            State::Running | State::Inside { .. } | State::InsideUntold { .. } => {
                let asleep = self.pulse.asleep(waits_for_child);
                asleep.map_or(Rest::None, Rest::Asleep)
            }
        }
    }
}

/// How a thread rests: nothing can happen in it unless something else happens.
enum Rest {
    None,
    Stopped,
    Asleep(Beats),
}

/// All threads of all programs, by the kernel's numbers. No order is made from those.
#[derive(Default)]
pub struct Tracees {
    known: BTreeMap<Tid, Tracee>,
    /// Newborns that have stopped before their births were told.
    early: BTreeSet<Tid>,
    /// The child for which a parent waits, vfork(2), and that parent.
    vforks: BTreeMap<Tid, Tid>,
}

impl Tracees {
    pub fn add(&mut self, tracee: Tracee) {
        self.known.insert(tracee.tid, tracee);
    }

    pub fn get(&self, tid: Tid) -> Option<&Tracee> {
        self.known.get(&tid)
    }

    pub fn get_mut(&mut self, tid: Tid) -> Option<&mut Tracee> {
        self.known.get_mut(&tid)
    }

    pub fn remove(&mut self, tid: Tid) -> Option<Tracee> {
        self.early.remove(&tid);
        self.vforks.remove(&tid);
        self.known.remove(&tid)
    }

    pub fn all(&self) -> impl Iterator<Item = &Tracee> {
        self.known.values()
    }

    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Tracee> {
        self.known.values_mut()
    }

    pub fn of_process(&self, pid: Tid) -> impl Iterator<Item = &Tracee> {
        self.all().filter(move |tracee| tracee.pid == pid)
    }

    pub fn of_end(&self, end: End) -> impl Iterator<Item = &Tracee> {
        self.all().filter(move |tracee| tracee.who.end == end)
    }

    /// The thread that is told by this name.
    pub fn find(&self, who: Who) -> Option<Tid> {
        let is_it = |tracee: &&Tracee| tracee.who == who && tracee.untold_birth.is_none();
        self.all().find(is_it).map(|tracee| tracee.tid)
    }

    /// This parent sleeps until the child has started another program or ended.
    pub fn waits_for_child(&mut self, parent: Tid, child: Tid) {
        self.vforks.insert(child, parent);
    }

    /// A newborn has stopped whose birth was not told yet.
    pub fn came_early(&mut self, tid: Tid) {
        self.early.insert(tid);
    }

    /// Whether this newborn has stopped already.
    pub fn take_early(&mut self, tid: Tid) -> bool {
        self.early.remove(&tid)
    }

    /// Newborns whose births were not told: their parents may be gone.
    pub fn early(&self) -> Vec<Tid> {
        self.early.iter().copied().collect()
    }

    pub fn set(&mut self, tid: Tid, state: State) {
        if let Some(tracee) = self.get_mut(tid) {
            tracee.state = state;
        }
    }

    /// execve(2) ends all other threads of a process. The one that is left has the number of
    /// the process, whichever thread has made the call.
    pub fn keep_only(&mut self, pid: Tid) {
        self.vforks.remove(&pid);
        self.known
            .retain(|tid, tracee| tracee.pid != pid || *tid == pid);
        if let Some(tracee) = self.get_mut(pid) {
            tracee.state = State::Running;
            tracee.interrupted = None;
            tracee.due = None;
        }
    }

    /// Whether somebody was let go on, and has neither stopped since nor been seen asleep.
    pub fn are_under_way(&self) -> bool {
        self.all().any(|tracee| match tracee.state {
            State::Running | State::Inside { .. } | State::InsideUntold { .. } => {
                !tracee.pulse.slept()
            }
            _ => false,
        })
    }

    /// True while nothing can happen in any thread by itself.
    ///
    /// They are looked at one after the other, and the last one may have woken the first and gone
    /// to sleep meanwhile. So all are looked at twice: who has not run since the first look has
    /// slept all the time, and between the two rounds lies a moment in which all did.
    pub fn are_at_rest(&self) -> bool {
        let mut asleep = Vec::new();
        // Who slept before sleeps still, most often: who moves is looked at first.
        let (sleepers, others): (Vec<_>, Vec<_>) =
            self.all().partition(|tracee| tracee.pulse.slept());
        for tracee in others.into_iter().chain(sleepers) {
            // The end of a main thread comes when all others have ended, pthread_exit(3).
            let waits_for_others = tracee.state == State::Ending
                && tracee.is_process()
                && self.of_process(tracee.pid).count() > 1;
            let waits_for_child = self.vforks.values().any(|parent| *parent == tracee.tid);
            match tracee.rest(waits_for_child) {
                _ if waits_for_others => {}
                Rest::Stopped => {}
                Rest::Asleep(beats) => asleep.push((&tracee.pulse, beats)),
                Rest::None => return false,
            }
        }
        // Nobody else could have woken the only one.
        let is_alone = asleep.len() == 1;
        is_alone
            || asleep
                .into_iter()
                .all(|(pulse, beats)| pulse.has_slept_since(beats))
    }

    /// The thread whose sleep ends first; of several that end at once, the first by name.
    pub fn first_due(&self) -> Option<(Tid, Moment)> {
        let due = self
            .all()
            .filter_map(|tracee| Some((tracee.due?, tracee.who, tracee.tid)));
        due.min().map(|(due, _, tid)| (tid, due))
    }

    /// Whether there is something to tell or to choose: a thread that is parked, or back from a
    /// call, or held without a sleep that has ended too early.
    pub fn have_news(&self) -> bool {
        self.all().any(|tracee| match tracee.state {
            State::Parked(_) | State::Back { .. } => true,
            State::Held => tracee.due.is_none(),
            _ => false,
        })
    }

    /// Whoever still sleeps in a call that is not told has really slept.
    pub fn note_sleep(&mut self) {
        for tracee in self.all_mut() {
            if let State::InsideUntold { slept, .. } = &mut tracee.state {
                *slept = true;
            }
        }
    }
}
