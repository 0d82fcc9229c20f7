//! Lesson 6.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[
    Words {
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
    },
    Words {
        name: "half_close_answer",
        title: "Ask, say no more, and listen",
        task: "The client sends a list of two things. The server answers only when it knows that \
               no more will come. The client shall print its whole answer.",
        truths: &[
            "the server gets the whole list",
            "the client says that no more will come, and can still read",
            "the client gets the whole answer",
            "the client prints the last line of the answer",
            "the client ends by itself, with 0",
        ],
        clues: [
            "What must the client tell the server, so that the server begins to answer?",
            "A connection is two streams. The client ends the one in which it sends, keeps the \
             other one, and reads it to its end: one read may bring only a part.",
            "`stream.shutdown(Shutdown::Write)?` and then \
             `io::copy(&mut stream, &mut io::stdout())?`. `Shutdown` stands in `std::net`.",
        ],
        keep: "Shutdown says \"no more from me\", and leaves the other direction open.",
        section: ("lesson6", "Finish your own direction"),
    },
    Words {
        name: "half_close_cut",
        title: "Finished or dead?",
        task: "Each client sends a list, and its last line is `end`. One client is killed in the \
               middle. The server shall print the things of a whole list, and nothing of one \
               that was cut off.",
        truths: &[
            "the server reads all that the first client sent",
            "nothing of the list that was cut off is printed",
            "the server reads all that client 2 sent",
            "",
            "",
            "the server ends by itself, with 0",
        ],
        clues: [
            "What does the server read at the end of each list? Is there any difference?",
            "The kernel closes the connection of a dead program as that of a living one: the same \
             end of the stream. What does only a whole list have?",
            "Take the last line off and look at it: `if list.pop().as_deref() == Some(\"end\")`. \
             For that `list` must be `mut`. Print the list only then.",
        ],
        keep: "The end of a stream does not say that all was said: that takes a last word or a \
               length.",
        section: ("lesson6", "Leave in the middle"),
    },
    Words {
        name: "half_close_clone",
        title: "A forgotten clone",
        task: "The client sends what is typed. At the end of the input (Ctrl-D) the server shall \
               learn that no more will come: it does not answer before that. The client shall \
               print the answer, and end.",
        truths: &[
            "the client sends nothing before it is typed",
            "the server gets the line that is typed",
            "the server learns that no more will come",
            "the client gets the answer",
            "",
            "the client ends by itself, with 0",
        ],
        clues: [
            "The thread drops its stream. What does the kernel send to the server then?",
            "`try_clone` makes a second handle for the same connection. As long as one handle is \
             left, nothing is closed. What ends a direction, whoever has a handle?",
            "In the place of `drop(server)`: `server.shutdown(Shutdown::Write)`, with `Shutdown` \
             of `std::net`.",
        ],
        keep: "To drop one of two handles sends nothing; `shutdown` says goodbye at once.",
        section: ("lesson6", "Forget the shutdown"),
    },
];
