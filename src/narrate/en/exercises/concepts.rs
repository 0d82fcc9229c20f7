//! Lesson 1.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[
    Words {
        name: "concepts_refused",
        title: "Refused, then tried again",
        task: "The server begins to listen a while after the client's first try. The client \
               shall try again until somebody listens, rest between its tries, and print what \
               the server says.",
        truths: &[
            "the client tries again",
            "the client rests between its tries",
            "the client gets what the server says",
            "the client prints it",
            "the client ends by itself, with 0",
        ],
        clues: [
            "Who says no, when nobody listens at a port? How long does that take, and does it \
             say anything about the next moment?",
            "A refusal (`ErrorKind::ConnectionRefused`) is a reason to wait a little, with \
             `thread::sleep`, and to call `connect` again. Any other error is no such reason.",
            "In a loop, `match TcpStream::connect(address)`: for `Err(error) if error.kind() == \
             ErrorKind::ConnectionRefused` call `thread::sleep(Duration::from_millis(100))`, and \
             for everything else, `other => return other`. Set a limit to the number of tries.",
        ],
        keep: "A refusal comes at once and speaks of this moment only: rest, then try again.",
        section: ("lesson1", "Nobody listens"),
    },
    Words {
        name: "concepts_everywhere",
        title: "One machine, many addresses",
        task: "Two clients come to the same port, one at 127.0.0.1 and one at 127.0.0.5. Both are \
               addresses of this machine. The server shall send each client its line back.",
        truths: &[
            "the first client gets its line back",
            "client 2 is not refused at 127.0.0.5",
            "the server answers client 2 after its whole line",
            "client 2 gets its line back",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Look at the `bind` of the server and at the `connect` of client 2: which address \
             does each of them name?",
            "A listener gets only those who come to its own address. One address stands for \
             all of a machine: 0.0.0.0, in Rust `Ipv4Addr::UNSPECIFIED`.",
            "The port stays as it is: `TcpListener::bind((Ipv4Addr::UNSPECIFIED, \
             address.port()))`.",
        ],
        keep: "At 127.0.0.1 a server hears only its own machine; at 0.0.0.0 it hears whoever \
               reaches any of its IPv4 addresses.",
        section: ("lesson1", "What a real server would do"),
    },
    Words {
        name: "concepts_each",
        title: "A name with two addresses",
        task: "A name can have several addresses. The client shall try [::1] first. If that fails, \
               for whatever reason, it shall try the second address, and print what the server \
               says.",
        truths: &[
            "the client tries [::1]",
            "the client reaches the server at the second address",
            "the client gets what the server says",
            "the client prints it",
            "the client ends by itself, with 0",
        ],
        clues: [
            "The first address refuses. Does that say anything about the second one?",
            "An error is the last word only when no address is left. Until then, keep it and go \
             on with the next address.",
            "In a `for` loop, `match TcpStream::connect(address)`: `Ok(stream) => return \
             Ok(stream)`, `Err(error) => last = error`. After the loop comes `Err(last)`. The \
             standard library does all this if you give it the whole slice.",
        ],
        keep: "A name may have many addresses: the connection has failed only when all of them \
               have.",
        section: ("lesson1", "Names"),
    },
];
