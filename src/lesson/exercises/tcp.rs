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
    Exercise {
        name: "tcp_lines",
        lesson: 2,
        sort: Sort::Write,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["pieces", "bare", "a line\n"])),
            (CLIENT_2, Role::Peer(&["lines", "one", "and two"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT,
                bytes: 7,
            },
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"6\n"),
            },
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT_2,
                bytes: 4,
            },
            Truth::Gets {
                end: CLIENT_2,
                from: SERVER,
                what: Amount::Exactly(b"3\n7\n"),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/tcp_lines.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/tcp_lines.rs"),
    },
    Exercise {
        name: "tcp_utf8",
        lesson: 2,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (CLIENT, Role::Peer(&["pieces", "bare", "你好"])),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Reads {
                end: SERVER,
                from: CLIENT,
                bytes: 6,
            },
            Truth::Happens(Act::Prints("你好").by(SERVER)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly("你好".as_bytes()),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/tcp_utf8.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/tcp_utf8.rs"),
    },
    Exercise {
        name: "tcp_unread",
        lesson: 2,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Learner),
            (
                CLIENT,
                Role::Peer(&["bare", "parcel\nthirty-two books and a map of it"]),
            ),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::AnswersAfter {
                end: SERVER,
                to: CLIENT,
                bytes: 7,
            },
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"no room for a parcel\n"),
            },
            Truth::Never(Act::Resets.by(SERVER)),
            Truth::Happens(Act::ReadsEndOfStream.between(CLIENT, SERVER)),
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/tcp_unread.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/tcp_unread.rs"),
    },
    Exercise {
        name: "tcp_turns",
        lesson: 2,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[
            (SERVER, Role::Peer(&["reply", "half past nine"])),
            (CLIENT, Role::Learner),
        ],
        held: None,
        script: &[],
        truths: &[
            Truth::Happens(Act::Sends.between(CLIENT, SERVER)),
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Exactly(b"half past nine\n"),
            },
            Truth::Happens(Act::Prints("half past nine").by(CLIENT)),
            Truth::Ends(CLIENT, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/tcp_turns.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/tcp_turns.rs"),
    },
    Exercise {
        name: "tcp_partial",
        lesson: 2,
        sort: Sort::Mend,
        transport: Transport::Tcp,
        cast: &[(SERVER, Role::Learner), (CLIENT, Role::Peer(&["slow"]))],
        held: None,
        script: &[],
        truths: &[
            Truth::Gets {
                end: CLIENT,
                from: SERVER,
                what: Amount::Bytes(16_000_000),
            },
            Truth::Ends(SERVER, 0),
        ],
        given: include_str!("../../../lessons/exercises/given/tcp_partial.rs"),
        solution: include_str!("../../../lessons/exercises/solutions/tcp_partial.rs"),
    },
];
