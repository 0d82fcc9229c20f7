//! The exercises of lesson 1: addresses, ports and connections.

use super::exercise::{CLIENT, CLIENT_2, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Amount, Truth};
use crate::lesson::catalogue::Transport;

/// So many tries at one server are more than anybody needs who rests between them.
const MANY_TRIES: usize = 100;

pub const EXERCISES: &[Exercise] = &[
    Exercise {
        name: "concepts_refused",
        lesson: 1,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Peer(&["late", "now I am here"])),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::AtLeast(2, Act::TriesToConnect.by(CLIENT)),
            Truth::AtMost(MANY_TRIES, Act::TriesToConnect.by(CLIENT)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"now I am here\n"),
            },
            Truth::Happens(Act::Prints("now I am here").by(CLIENT)),
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/concepts_refused.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/concepts_refused.rs"),
    },
    Exercise {
        name: "concepts_everywhere",
        lesson: 1,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["ask", "here"])),
            (CLIENT_2, Role::Peer(&["elsewhere", "and", "there"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"here\n"),
            },
            Truth::Never(Act::Fails("ECONNREFUSED").by(CLIENT_2)),
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT_2,
                bytes: 10,
            },
            Truth::Gets {
                end: CLIENT_2,
                from: SERVER,
                what: Amount::Exactly(b"and there\n"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/concepts_everywhere.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/concepts_everywhere.rs"),
    },
    Exercise {
        name: "concepts_each",
        lesson: 1,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Peer(&["greets", "the second one"])),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Happens(Act::TriesToConnectAt("::1").by(CLIENT)),
            Truth::Happens(Act::Accepts.between(SERVER, CLIENT)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"the second one\n"),
            },
            Truth::Happens(Act::Prints("the second one").by(CLIENT)),
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/concepts_each.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/concepts_each.rs"),
    },
];
