//! Lesson 3.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[
    Words {
        name: "udp_cut",
        title: "A datagram that does not fit",
        task: "The server shall send each datagram back as it came. A datagram of this client has \
               at most 1,000 bytes. After two of them the server ends.",
        truths: &[
            "the server takes each datagram whole",
            "the client gets both of its datagrams back",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Compare what the client sends with what the server receives. How many bytes are \
             missing, and does anybody say so?",
            "One receive gives one datagram. What has no room in the buffer is thrown away: the \
             next receive brings the next datagram, not the rest of this one.",
            "Make room for the longest datagram that can come: `let mut buffer = [0; 1000];`.",
        ],
        keep: "What of a datagram does not fit into the buffer is gone, and nobody says so.",
        section: ("lesson3", "A buffer that is too small"),
    },
    Words {
        name: "udp_empty",
        title: "A datagram with nothing in it",
        task: "The server shall send each datagram back, also one that is empty. The client sends \
               four of them; the last one says `bye`. After that one was sent back, the server \
               ends.",
        truths: &[
            "the server receives all four datagrams",
            "the server sends four datagrams back",
            "the client gets what it has sent",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Which datagram is the last one that the server receives? What does the server take it \
             for?",
            "At a TCP connection, a read of 0 bytes is the end of the stream. A UDP socket has no \
             stream and so no end: 0 bytes are an empty datagram.",
            "Remove the block of `if length == 0`. The server ends at `bye`, and at nothing else.",
        ],
        keep: "With UDP, a receive of 0 bytes is an empty datagram, and never the end.",
        section: ("lesson3", "An empty datagram"),
    },
    Words {
        name: "udp_stranger",
        title: "An answer from a stranger",
        task: "The client asks the server how warm it is. Before the server answers, client 2, a \
               stranger, sends the client a datagram. The client shall print the server's answer, \
               not the stranger's.",
        truths: &[
            "the client does not print what the stranger says",
            "the client prints the answer of the server",
            "the client ends by itself, with 0",
        ],
        clues: [
            "Who has sent the datagram that the client prints?",
            "Everybody who knows the port can send something to it. `recv_from` tells who it was: \
             the address is the second part of what it gives back.",
            "Receive in a loop: `let (length, sender) = socket.recv_from(&mut buffer)?;`, and \
             leave the loop only if `sender == server`.",
        ],
        keep: "Everybody can send to your port: look at the sender before you believe a datagram.",
        section: ("lesson3", "The client waits, but not for ever"),
    },
    Words {
        name: "udp_again",
        title: "A question that gets lost",
        task: "The client shall print the answers to its four questions, in this order, each once. \
               A question and its answer begin with the same number. Questions can get lost. \
               Answers can come late, or twice. The client waits 300 milliseconds for an answer.",
        truths: &[
            "the client asks again when no answer comes",
            "the client receives an answer to each question",
            "the client prints each answer once, in this order",
            "the client ends by itself, with 0",
        ],
        clues: [
            "What does the client do when its time is over? And how does it know to which question \
             an answer belongs?",
            "When no answer comes in time, send the same question again, a few times. An answer \
             with another number belongs to an earlier question: wait on for the right one.",
            "In a loop: send the question, then call `recv` in an inner loop. If the answer has \
             the number of the question, return it; if it has another one, receive again. If the \
             error is `WouldBlock`, leave the inner loop, so that the question is sent again.",
        ],
        keep: "With UDP the program itself asks again, and a number tells which answer belongs to \
               which question.",
        section: ("lesson3", "What a real program would do"),
    },
    Words {
        name: "udp_refused",
        title: "Nobody is there",
        task: "The client asks a server that has already ended. It shall not wait until its two \
               seconds are over, but end at once with exit code 1, and with the error that says \
               why: Connection refused.",
        truths: &[
            "the client sends its question",
            "the client does not wait until its time is over",
            "the client is told that nobody listens (ECONNREFUSED)",
            "the client ends by itself, with 1",
        ],
        clues: [
            "The other side does say that nobody listens there. Why does the client not hear it?",
            "A socket that may send to anybody is not told of this. A socket that has one peer is: \
             its next call fails.",
            "`socket.connect(server)?` sends nothing, it only notes the peer. After it, use `send` \
             and `recv` in the place of `send_to` and `recv_from`.",
        ],
        keep: "Only a UDP socket that is connected is told that nobody listens at the other side.",
        section: ("lesson3", "The refusal that comes late"),
    },
];
