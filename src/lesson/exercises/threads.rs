//! The exercises of lesson 4: several clients at once.

use super::exercise::{CLIENT, CLIENT_2, CLIENT_3, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Amount, Truth};
use crate::lesson::catalogue::{Cue, Transport};

pub const EXERCISES: &[Exercise] = &[Exercise {
    name: "threads_silent",
    lesson: 4,
    sort: Sort::Mend,
    transport: Transport::Tcp,
    cast: &[
        (SERVER, Role::Learner),
        (CLIENT, Role::Peer(&["ask", "late"])),
        (CLIENT_2, Role::Peer(&["ask", "second"])),
        (CLIENT_3, Role::Peer(&["ask", "third"])),
    ],
    held: Some(CLIENT),
    script: &[Cue::LetGo(CLIENT)],
    truths: &[
        Truth::AnswersAfter {
            end: SERVER,
            to: CLIENT_2,
            bytes: 7,
        },
        Truth::Before(
            Act::Sends.between(SERVER, CLIENT_2),
            Act::Sends.between(CLIENT, SERVER),
        ),
        Truth::Before(
            Act::Sends.between(SERVER, CLIENT_3),
            Act::Sends.between(CLIENT, SERVER),
        ),
        Truth::Gets {
            end: CLIENT,
            from: SERVER,
            what: Amount::Exactly(b"late\n"),
        },
        Truth::Gets {
            end: CLIENT_2,
            from: SERVER,
            what: Amount::Exactly(b"second\n"),
        },
        Truth::Gets {
            end: CLIENT_3,
            from: SERVER,
            what: Amount::Exactly(b"third\n"),
        },
        Truth::Ends(SERVER, 0),
    ],
    given: include_str!("../../../lessons/exercises/given/threads_silent.rs"),
    solution: include_str!("../../../lessons/exercises/solutions/threads_silent.rs"),
}];
