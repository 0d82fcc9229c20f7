//! The exercises of lesson 5: everybody writes at any time.

use super::exercise::{CLIENT, CLIENT_2, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Amount, Truth};
use crate::lesson::catalogue::{Cue, Transport};

pub const EXERCISES: &[Exercise] = &[
    Exercise {
        name: "chat_keyboard",
        lesson: 5,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["silent"])),
            (CLIENT_2, Role::Peer(&["silent"])),
        ],
        held: None,
        script: &[
            Cue::Type(SERVER, "one"),
            Cue::Type(SERVER, "two"),
            Cue::EndOfInput(SERVER),
        ],
        truths: &[
            Truth::Before(Act::IsTyped("one").by(SERVER), Act::Sends.by(SERVER)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"one\ntwo\n"),
            },
            Truth::Gets {
                end: CLIENT_2,
                from: SERVER,
                what: Amount::Exactly(b"one\ntwo\n"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/chat_keyboard.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/chat_keyboard.rs"),
    },
    Exercise {
        name: "chat_leave",
        lesson: 5,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Peer(&["reply", "hello", "goodbye"])),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[Cue::Type(CLIENT, "hello")],
        truths: &[
            Truth::Before(Act::IsTyped("hello").by(CLIENT), Act::Sends.by(CLIENT)),
            Truth::Gets {
                end: SERVER,
                from: CLIENT,
                what: Amount::Exactly(b"hello\n"),
            },
            Truth::Happens(Act::Prints("goodbye").by(CLIENT)),
            Truth::Happens(Act::ReadsEndOfStream.between(CLIENT, SERVER)),
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/chat_leave.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/chat_leave.rs"),
    },
    Exercise {
        name: "chat_last_line",
        lesson: 5,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["bare", "hello\nI must go\nbye"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: SERVER,
                from: CLIENT,
                what: Amount::All,
            },
            Truth::Happens(Act::Prints("I must go").by(SERVER)),
            Truth::Happens(Act::Prints("bye").by(SERVER)),
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/chat_last_line.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/chat_last_line.rs"),
    },
    Exercise {
        name: "chat_gone",
        lesson: 5,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["reply"])),
            (CLIENT_2, Role::Peer(&["silent"])),
        ],
        held: None,
        script: &[
            Cue::Type(SERVER, "one"),
            Cue::Type(SERVER, "two"),
            Cue::Type(SERVER, "three"),
            Cue::Type(SERVER, "four"),
            Cue::EndOfInput(SERVER),
        ],
        truths: &[
            Truth::Before(Act::IsTyped("one").by(SERVER), Act::Sends.by(SERVER)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"one\n"),
            },
            Truth::Gets {
                end: CLIENT_2,
                from: SERVER,
                what: Amount::Exactly(b"one\ntwo\nthree\nfour\n"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/chat_gone.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/chat_gone.rs"),
    },
    Exercise {
        name: "chat_slow",
        lesson: 5,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["deaf"])),
            (CLIENT_2, Role::Peer(&["silent"])),
        ],
        held: Some(CLIENT),
        script: &[
            Cue::Type(SERVER, "the sun"),
            Cue::Type(SERVER, "the sea"),
            Cue::LetGo(CLIENT),
            Cue::EndOfInput(SERVER),
        ],
        truths: &[
            Truth::Happens(Act::Sends.between(SERVER, CLIENT)),
            Truth::ReadsBefore {
                end: CLIENT_2,
                from: SERVER,
                bytes: 2 * A_PICTURE,
                then: Act::Closes.between(CLIENT, SERVER),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/chat_slow.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/chat_slow.rs"),
    },
];

/// More than the kernels keep for one who does not read: a line of 8 bytes, about a million times.
const A_PICTURE: u64 = 8 << 20;
