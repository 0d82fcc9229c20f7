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
    Words {
        name: "half_close_wait",
        title: "Both wait for each other",
        task: "The client says one line and waits for the answer. It sends nothing more, but it \
               does not say so. The server shall send the line back, and end.",
        truths: &[
            "the server answers after the whole line",
            "the client gets its line back",
            "the server ends by itself, with 0",
        ],
        clues: [
            "What does the server wait for, and what does the client wait for?",
            "The end of the stream comes when the client closes, and it closes after the answer. \
             What else tells the server that the question is whole?",
            "Read one line, not to the end: `BufReader::new(&stream).read_line(&mut line)?`, with \
             `BufRead` and `BufReader` of `std::io`.",
        ],
        keep: "If both ends read to the end before they write, both wait for ever.",
        section: ("lesson6", "Forget the shutdown"),
    },
    Words {
        name: "half_close_restart",
        title: "Who says goodbye first",
        task: "The client asks with one line, reads one line, and closes a moment later. The \
               server shall answer, and let the client close first. Then a server that is \
               started again finds its port free of old connections.",
        truths: &[
            "the server answers after the whole line",
            "the client gets its line back",
            "the server does not say goodbye first",
            "the server reads that the client has closed",
            "the server ends by itself, with 0",
        ],
        clues: [
            "When does the server close the connection, and has the client closed its side then?",
            "Whoever says goodbye first keeps the connection for a minute (TIME_WAIT). How can the \
             server notice that the client has closed?",
            "After the answer, read on to the end of the stream: \
             `io::copy(&mut stream, &mut io::sink())?`.",
        ],
        keep: "TIME_WAIT stays with the end that says goodbye first: let that be the client.",
        section: ("tcp-states", "Why a restart can fail"),
    },
    Words {
        name: "half_close_limit",
        title: "A limit on waiting",
        task: "The server begins its answer and falls silent in the middle. The client shall wait \
               for a while, at most a few seconds, and then end by itself with an error: exit \
               code 1.",
        truths: &[
            "the client reads what the server said",
            "the client ends by itself, with 1",
        ],
        clues: [
            "How long does a read wait when nobody says anything more?",
            "A socket can have a time limit for its reads. A read that takes longer fails, and a \
             function that returns this error ends the program with exit code 1.",
            "`stream.set_read_timeout(Some(Duration::from_millis(500)))?` before the first read, \
             with `std::time::Duration`.",
        ],
        keep: "Without a time limit, a read waits as long as the connection is open.",
        section: ("errors", "Timed out, or would block"),
    },
];
