//! The exercises of lesson 6: how a conversation ends.

use super::exercise::{CLIENT, CLIENT_2, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Amount, Truth};
use crate::lesson::catalogue::{Cue, Transport};

pub const EXERCISES: &[Exercise] = &[
    Exercise {
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
    },
    Exercise {
        name: "half_close_answer",
        lesson: 6,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (
                SERVER,
                Role::Peer(&["after_end", "two things", "thank you"]),
            ),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: SERVER,
                from: CLIENT,
                what: Amount::Exactly(b"apples\npears\n"),
            },
            Truth::Happens(Act::ShutsDown.between(CLIENT, SERVER)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"two things\nthank you\n"),
            },
            Truth::Happens(Act::Prints("thank you").by(CLIENT)),
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/half_close_answer.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/half_close_answer.rs"),
    },
    Exercise {
        name: "half_close_cut",
        lesson: 6,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["aborts", "milk\nbre"])),
            (CLIENT_2, Role::Peer(&["say", "apples", "pears", "end"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: SERVER,
                from: CLIENT,
                what: Amount::All,
            },
            Truth::Never(Act::Prints("milk").by(SERVER)),
            Truth::Gets {
                end: SERVER,
                from: CLIENT_2,
                what: Amount::All,
            },
            Truth::Happens(Act::Prints("apples").by(SERVER)),
            Truth::Happens(Act::Prints("pears").by(SERVER)),
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/half_close_cut.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/half_close_cut.rs"),
    },
    Exercise {
        name: "half_close_clone",
        lesson: 6,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Peer(&["after_end", "thank you"])),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[Cue::Type(CLIENT, "apples"), Cue::EndOfInput(CLIENT)],
        truths: &[
            Truth::Before(Act::IsTyped("apples").by(CLIENT), Act::Sends.by(CLIENT)),
            Truth::Gets {
                end: SERVER,
                from: CLIENT,
                what: Amount::Exactly(b"apples\n"),
            },
            Truth::Happens(Act::ReadsEndOfStream.between(SERVER, CLIENT)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"thank you\n"),
            },
            Truth::Happens(Act::Prints("thank you").by(CLIENT)),
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/half_close_clone.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/half_close_clone.rs"),
    },
    Exercise {
        name: "half_close_wait",
        lesson: 6,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["ask", "hello"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT,
                bytes: 6,
            },
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"hello\n"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/half_close_wait.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/half_close_wait.rs"),
    },
    Exercise {
        name: "half_close_restart",
        lesson: 6,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["leaves", "hello"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT,
                bytes: 6,
            },
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"hello\n"),
            },
            Truth::Never(Act::PartsFirst.between(SERVER, CLIENT)),
            Truth::Happens(Act::ReadsEndOfStream.between(SERVER, CLIENT)),
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/half_close_restart.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/half_close_restart.rs"),
    },
    Exercise {
        name: "half_close_limit",
        lesson: 6,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Peer(&["stalls", "half ", "an ans"])),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"half an ans"),
            },
            Truth::Ends(CLIENT, 1),
        ],
        given: include_str!("../../../lessons/exercises/given/half_close_limit.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/half_close_limit.rs"),
    },
];
