//! Lesson 2.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[
    Words {
        name: "tcp_pieces",
        title: "A message in pieces",
        task: "The client sends one message and then ends its direction. The server shall print \
               the whole message in one line, and answer how many bytes it has, as a line.",
        truths: &[
            "the server answers after the whole message",
            "the server prints the whole message",
            "the client gets the number of bytes",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Look at the reads of the server: how many bytes does the first one bring?",
            "One read brings what has arrived so far, be it one byte. What tells the server that \
             the message is over?",
            "Read until a read gives 0 bytes: `read_to_end` does that. Only then print and answer.",
        ],
        keep: "One read brings what has arrived, not what was sent with one write.",
        section: ("lesson2", "One write, two reads"),
    },
    Words {
        name: "tcp_length",
        title: "A message of any length",
        task: "The server shall send each message back, with its length before it, and only when \
               all of it has arrived. Its first two bytes say how long it is.",
        truths: &[
            "the server reads the two bytes of the length",
            "the server answers after the whole message",
            "the client gets its message back",
            "the second client is answered after its whole message",
            "the second client gets its message back",
            "the server ends by itself, with 0",
        ],
        clues: [
            "The two bytes are a number: how many bytes must be read after them?",
            "One read may bring fewer bytes than that. `read_exact` goes on until it has as many \
             as its buffer is long.",
            "Make a buffer with `vec![0; u16::from_be_bytes(length).into()]`, fill it with \
             `read_exact`, then write the length and the buffer.",
        ],
        keep: "A stream has no messages in it: the two ends agree how to tell where one is over.",
        section: ("lesson2", "One write, two reads"),
    },
];
