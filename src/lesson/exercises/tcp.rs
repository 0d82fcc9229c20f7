//! The exercises of lesson 2: a stream of bytes has no messages in it.

use super::exercise::{CLIENT, CLIENT_2, Exercise, Role, SERVER, Sort};
use super::truth::{Act, Amount, Truth};
use crate::lesson::catalogue::Transport;

pub const EXERCISES: &[Exercise] = &[
    Exercise {
        name: "tcp_pieces",
        lesson: 2,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["pieces", "bare", "one by one"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT,
                bytes: 10,
            },
            Truth::Happens(Act::Prints("one by one").by(SERVER)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"10\n"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/tcp_pieces.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/tcp_pieces.rs"),
    },
    Exercise {
        name: "tcp_length",
        lesson: 2,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["pieces", "length", "seven b"])),
            (CLIENT_2, Role::Peer(&["pieces", "length", "你好"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Reads {
                end: SERVER,
                from: CLIENT,
                bytes: 2,
            },
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT,
                bytes: 9,
            },
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"\0\x07seven b"),
            },
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT_2,
                bytes: 8,
            },
            Truth::Gets {
                end: CLIENT_2,
                from: SERVER,
                what: Amount::Exactly("\0\x06你好".as_bytes()),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/tcp_length.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/tcp_length.rs"),
    },
];
