//! The exercises of lesson 4: several clients at once.

use super::exercise::{CLIENT, CLIENT_2, CLIENT_3, CLIENT_4, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Amount, Truth};
use crate::lesson::catalogue::{Cue, Transport};

pub const EXERCISES: &[Exercise] = &[
    Exercise {
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
    },
    Exercise {
        name: "threads_reset",
        lesson: 4,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["resets", "first"])),
            (CLIENT_2, Role::Peer(&["say", "second"])),
            (CLIENT_3, Role::Peer(&["say", "third"])),
        ],
        held: None,
        script: &[],
        truths: &[
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
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT_2,
                bytes: 1,
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/threads_reset.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/threads_reset.rs"),
    },
    Exercise {
        name: "threads_time",
        lesson: 4,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["silent"])),
            (CLIENT_2, Role::Peer(&["thinks", "50", "slow"])),
            (CLIENT_3, Role::Peer(&["ask", "quick"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: CLIENT_3,
                from: SERVER,
                what: Amount::Exactly(b"quick\n"),
            },
            Truth::Gets {
                end: CLIENT_2,
                from: SERVER,
                what: Amount::Exactly(b"slow\n"),
            },
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT_2,
                bytes: 1,
            },
            Truth::Happens(Act::Closes.between(SERVER, CLIENT)),
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/threads_time.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/threads_time.rs"),
    },
    Exercise {
        name: "threads_limit",
        lesson: 4,
        sort: Sort::Write,
        transport: Transport::Tcp,
        // The first two stay for a while; the fourth comes when they have gone.
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["guest", "0", "100", "first"])),
            (CLIENT_2, Role::Peer(&["guest", "0", "100", "second"])),
            (CLIENT_3, Role::Peer(&["guest", "0", "0", "third"])),
            (CLIENT_4, Role::Peer(&["guest", "200", "0", "fourth"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: CLIENT_3,
                from: SERVER,
                what: Amount::Exactly(b"busy\n"),
            },
            Truth::Before(
                Act::Sends.between(SERVER, CLIENT_3),
                Act::Sends.between(CLIENT, SERVER),
            ),
            Truth::Reads {
                end: SERVER,
                from: CLIENT,
                bytes: 6,
            },
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"welcome\nfirst\n"),
            },
            Truth::Gets {
                end: CLIENT_2,
                from: SERVER,
                what: Amount::Exactly(b"welcome\nsecond\n"),
            },
            Truth::Gets {
                end: CLIENT_4,
                from: SERVER,
                what: Amount::Exactly(b"welcome\nfourth\n"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/threads_limit.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/threads_limit.rs"),
    },
    Exercise {
        name: "threads_stop",
        lesson: 4,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["returns", "late"])),
        ],
        held: Some(CLIENT),
        script: &[Cue::Type(SERVER, "stop"), Cue::LetGo(CLIENT)],
        truths: &[
            Truth::Before(Act::Sends.between(SERVER, CLIENT), Act::Ends.by(SERVER)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"late\n"),
            },
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT,
                bytes: 1,
            },
            Truth::AtMost(1, Act::Accepts.between(SERVER, CLIENT)),
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/threads_stop.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/threads_stop.rs"),
    },
];
