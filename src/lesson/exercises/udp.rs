//! The exercises of lesson 3: datagrams, and no promise.

use super::exercise::{CLIENT, CLIENT_2, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Amount, Truth};
use crate::lesson::catalogue::Transport;

/// What the stranger says, and what the server says.
const WRONG: &str = "80 degrees";
const RIGHT: &str = "20 degrees";

pub const EXERCISES: &[Exercise] = &[
    Exercise {
        name: "udp_cut",
        lesson: 3,
        sort: Sort::Mend,
        transport: Transport::Udp,
        cast: &[
            (SERVER, Role::Learner),
            (
                CLIENT,
                Role::Peer(&[
                    "letters",
                    "short",
                    "and one that is longer than all that anybody has thought of before",
                ]),
            ),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::TakesWhole {
                end: SERVER,
                from: CLIENT,
            },
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(
                    b"shortand one that is longer than all that anybody has thought of before",
                ),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/udp_cut.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/udp_cut.rs"),
    },
    Exercise {
        name: "udp_empty",
        lesson: 3,
        sort: Sort::Mend,
        transport: Transport::Udp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["letters", "one", "", "two", "bye"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::AtLeast(4, Act::Reads.between(SERVER, CLIENT)),
            Truth::AtLeast(4, Act::Sends.between(SERVER, CLIENT)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"onetwobye"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/udp_empty.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/udp_empty.rs"),
    },
    Exercise {
        name: "udp_stranger",
        lesson: 3,
        sort: Sort::Mend,
        transport: Transport::Udp,
        cast: &[
            (SERVER, Role::Peer(&["introduces", RIGHT])),
            (CLIENT, Role::Learner),
            (CLIENT_2, Role::Peer(&["stranger", WRONG])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Never(Act::Prints(WRONG).by(CLIENT)),
            Truth::Before(
                Act::Reads.between(CLIENT, SERVER),
                Act::Prints(RIGHT).by(CLIENT),
            ),
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/udp_stranger.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/udp_stranger.rs"),
    },
    Exercise {
        name: "udp_again",
        lesson: 3,
        sort: Sort::Write,
        transport: Transport::Udp,
        cast: &[
            (
                SERVER,
                Role::Peer(&["forgets", "lost", "twice", "late", "once"]),
            ),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[],
        truths: &[
            // Four questions, and the first one again. Who takes a wrong answer asks no more often.
            Truth::AtLeast(5, Act::Sends.between(CLIENT, SERVER)),
            Truth::AtLeast(4, Act::Reads.between(CLIENT, SERVER)),
            Truth::PrintsOnce {
                end: CLIENT,
                lines: &["1 ONE", "2 TWO", "3 THREE", "4 FOUR"],
            },
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/udp_again.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/udp_again.rs"),
    },
    Exercise {
        name: "udp_refused",
        lesson: 3,
        sort: Sort::Write,
        transport: Transport::Udp,
        cast: &[(SERVER, Role::Peer(&["absent"])), (CLIENT, Role::Learner)],
        held: None,
        script: &[],
        truths: &[
            Truth::Happens(Act::Sends.by(CLIENT)),
            Truth::Never(Act::Fails("EAGAIN").by(CLIENT)),
            Truth::Happens(Act::Fails("ECONNREFUSED").by(CLIENT)),
            Truth::Ends(CLIENT, 1),
        ],
        given: include_str!("../../../lessons/exercises/given/udp_refused.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/udp_refused.rs"),
    },
];
