//! The exercises of lesson 6: how a conversation ends.

use super::exercise::{CLIENT, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Truth};
use crate::lesson::catalogue::Transport;

pub const EXERCISES: &[Exercise] = &[Exercise {
    name: "half_close_end",
    lesson: 6,
    sort: Sort::Mend,
    transport: Transport::Tcp,
    cast: &[
        (SERVER, Role::Learner),
        (CLIENT, Role::Peer(&["say", "one", "two"])),
    ],
    held: None,
    script: &[],
    truths: &[
        Truth::Happens(Act::Prints("one").by(SERVER)),
        Truth::Happens(Act::Prints("two").by(SERVER)),
        Truth::Happens(Act::ReadsEndOfStream.between(SERVER, CLIENT)),
        Truth::StopsAtEndOfStream(SERVER),
        Truth::Ends(SERVER, 0),
    ],
    given: include_str!("../../../lessons/exercises/given/half_close_end.rs"),
    solution: include_str!("../../../lessons/exercises/solutions/half_close_end.rs"),
}];
