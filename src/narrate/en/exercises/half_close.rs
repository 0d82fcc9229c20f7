//! Lesson 6.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[Words {
    name: "half_close_end",
    title: "The end of a stream",
    task: "The client says some lines, and then that no more will come. The server shall print \
           each line, and end by itself when the client has said all.",
    truths: &[
        "",
        "",
        "the server reads the end of the stream",
        "",
        "the server ends by itself, with 0",
    ],
    clues: [
        "What does each read give after the last line?",
        "An empty line is \"\\n\", which is one byte. 0 bytes are no empty line: they say that \
         no more will come.",
        "`read_line` gives back how many bytes it has read. Leave the loop when that is 0.",
    ],
    keep: "A read that gives 0 bytes is the end of the stream, and every later one gives 0 too.",
    section: ("lesson6", "Notice that the peer has finished"),
}];
