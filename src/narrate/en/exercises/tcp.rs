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
    Words {
        name: "tcp_lines",
        title: "One answer a line",
        task: "A newline ends each line of a client. The server shall answer each line as soon as \
               it is whole, with a line: how many bytes it has, without the newline. One client \
               sends byte by byte, another one two lines with one write.",
        truths: &[
            "the server answers after the whole line",
            "the client gets one answer to its line",
            "the server answers client 2 after its first line",
            "client 2 gets an answer to each of its two lines",
            "the server ends by itself, with 0",
        ],
        clues: [
            "How many bytes does a read bring of the first client, and how many lines does a read \
             bring of the second one?",
            "What a read brings may be a part of a line, or more than one. So what was read must be \
             kept until a newline is in it, and what stands after the newline must be kept too. \
             A `BufReader` does that.",
            "`for line in BufReader::new(stream.try_clone()?).lines()` gives one line after the \
             other, without its newline. Answer each with `line?.len()`.",
        ],
        keep: "The newline says where a line ends; a read never does.",
        section: ("lesson2", "Two writes, one read"),
    },
    Words {
        name: "tcp_utf8",
        title: "A character in pieces",
        task: "The client says 你好 and then no more. Its bytes arrive one by one. The server shall \
               print the text in one line, and send it back as it was.",
        truths: &[
            "the server reads all bytes of the text",
            "the server prints the text as it was",
            "the client gets its text back",
            "the server ends by itself, with 0",
        ],
        clues: [
            "How many bytes has 你, and how many does one read of the server bring?",
            "`�` stands for bytes that are no character. A single byte of 你 is none. So bytes \
             must be joined before they become text.",
            "Keep the bytes in a `Vec<u8>` with `extend_from_slice(&buffer[..length])`. After the \
             loop make a text of it, once, with `String::from_utf8_lossy(&bytes)`.",
        ],
        keep: "A read may end in the middle of a character: join the bytes first, decode them \
               afterwards.",
        section: ("lesson2", "One write, two reads"),
    },
    Words {
        name: "tcp_unread",
        title: "An answer, then a reset",
        task: "The client sends a line and, after it, a parcel that the server does not need. The \
               server shall answer the line. Then the connection shall end with a goodbye, and \
               not with a reset.",
        truths: &[
            "the server answers after the line",
            "the client gets the whole answer",
            "the server does not reset the connection",
            "the client reads the end of the stream",
            "the server ends by itself, with 0",
        ],
        clues: [
            "What still lies in the server's socket when the server closes it?",
            "With unread bytes in a socket, a close is no goodbye: the kernel sends a reset. Bytes \
             that nobody needs must be read too, until the client has no more.",
            "After the answer, read the rest and throw it away: `io::copy(&mut stream, &mut \
             io::sink())?` does both, up to the end of the stream.",
        ],
        keep: "Who closes with unread bytes in the socket breaks the connection off: read to the \
               end first.",
        section: ("errors", "Connection reset"),
    },
    Words {
        name: "tcp_turns",
        title: "Who speaks first",
        task: "The server waits for one line, and answers it with one line. The client shall ask \
               it what time it is, print the answer, and end.",
        truths: &[
            "the client asks",
            "the client gets the answer",
            "the client prints the answer",
            "the client ends by itself, with 0",
        ],
        clues: [
            "What is the first thing that each end does once they are connected?",
            "Two ends that both receive first wait for ever. Of two ends, one has to speak first. \
             Which one has something to say?",
            "In `ask`, the question comes before the answer: put the line with `write_all` above \
             the line with `receive`.",
        ],
        keep: "When one end receives, the other one must send: agree who speaks first.",
        section: ("lesson2", "Both wait"),
    },
    Words {
        name: "tcp_partial",
        title: "A write that takes only a part",
        task: "The server sends a picture of 16,000,000 bytes to a client that reads slowly. Every \
               byte shall arrive.",
        truths: &[
            "the client gets every byte",
            "the server ends by itself, with 0",
        ],
        clues: [
            "How many bytes does the `write` of the server take, and what becomes of the others?",
            "The kernels have room for a part only. `write` says how many bytes it took; the \
             program has to write the rest, and again, until nothing is left. Meanwhile there may \
             be no room at all: that error is `WouldBlock`.",
            "`let mut rest = picture;` and `while !rest.is_empty()`: for `Ok(taken)` set `rest = \
             &rest[taken..]`, for an error of the kind `WouldBlock` sleep a little.",
        ],
        keep: "A write may take only a part: the count that it returns says where to go on.",
        section: ("lesson2", "A write that takes only a part"),
    },
];
