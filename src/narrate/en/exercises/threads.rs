//! Lesson 4.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[
    Words {
        name: "threads_silent",
        title: "A silent client",
        task: "The server shall send each of three clients its line back. The first one connects \
               and says nothing for a long time. The others shall not wait for it.",
        truths: &[
            "the server answers client 2 after its whole line",
            "client 2 is answered while the first client is silent",
            "client 3 is answered while the first client is silent",
            "the first client gets its line back",
            "client 2 gets its line back",
            "client 3 gets its line back",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Where does the server wait while the first client says nothing?",
            "Whoever waits for one client cannot wait for another one. A thread can wait for its \
             own client alone.",
            "Start a thread for each client with `thread::spawn(move || answer(stream))`, keep \
             what it gives back in a `Vec`, and `join` all of them after the loop.",
        ],
        keep: "A thread that waits for one client cannot answer another one.",
        section: ("lesson4", "Without threads"),
    },
    Words {
        name: "threads_reset",
        title: "A client that fails",
        task: "The server shall send each of three clients its lines back, and end when all three \
               have finished. The first client breaks its connection off. The others shall not \
               notice.",
        truths: &[
            "client 2 gets its line back",
            "client 3 gets its line back",
            "the server answers client 2 after it has read from it",
            "the server ends by itself, with 0",
        ],
        clues: [
            "What does the server do when the read of one client fails? And what becomes of the \
             other clients then?",
            "An error of one conversation is the end of this conversation only. The other clients \
             have nothing to do with it.",
            "Remove `process::exit(1)`: it ends the program with all its threads. To print the \
             error is enough; the thread then ends, and its stream is closed.",
        ],
        keep: "An error of one client must end in its own thread, and never end the server.",
        section: ("lesson4", "What each thread does"),
    },
    Words {
        name: "threads_time",
        title: "A client that never speaks",
        task: "The server shall send clients 2 and 3 their lines back. The first client connects \
               and never says anything. A client that is silent for a second shall be let go: the \
               server closes the connection. It ends when it has no clients any more.",
        truths: &[
            "client 3 gets its line back",
            "client 2, who thinks for a moment, gets its line back",
            "the server answers client 2 after it has read from it",
            "the silent client is let go",
            "the server ends by itself, with 0",
        ],
        clues: [
            "How long does the thread of the silent client wait?",
            "A socket can have a time limit for reads. When it is over, the read fails, and the \
             thread goes on.",
            "Before the first read: `stream.set_read_timeout(Some(Duration::from_secs(1)))?;`. The \
             error of the read leaves `answer`, and so the stream is closed.",
        ],
        keep: "A read without a time limit waits for ever if its peer wants that.",
        section: ("lesson3", "The client waits, but not for ever"),
    },
    Words {
        name: "threads_limit",
        title: "No more than two at once",
        task: "The server greets each client with the line `welcome`, and sends it its line back. \
               While it serves two, a further client shall get the line `busy` at once, and its \
               connection is closed. When one has finished, its place is free. After four clients \
               the server ends.",
        truths: &[
            "client 3 is told that the server is busy",
            "client 3 is answered while the first two are served",
            "the server reads the line of the first client",
            "the first client is served",
            "client 2 is served",
            "client 4 is served: a place is free again",
            "the server ends by itself, with 0",
        ],
        clues: [
            "When client 3 comes, how many clients have a thread that has not finished yet?",
            "Count the clients that are served, and look at the number before you start a thread. \
             A client that is told `busy` needs no thread. The number must go down again, too.",
            "After `accept`: `threads.retain(|thread| !thread.is_finished());`. If two are left, \
             write `busy\\n` to the stream and drop it; else start a thread as before.",
        ],
        keep: "A server says no while it still can: nobody it cannot serve is left hanging.",
        section: ("lesson4", "What a real server would do"),
    },
    Words {
        name: "threads_stop",
        title: "A server that stops",
        task: "The server sends each client its line back. When `stop` is typed at its keyboard, \
               it shall take no new client, finish with those that it has, and end with 0. One \
               client is there by then, and speaks only later.",
        truths: &[
            "the server answers the client before it ends",
            "the client that was there before `stop` gets its line back",
            "the server answers the client after it has read from it",
            "the client is taken once, and not again after `stop`",
            "the server ends by itself, with 0",
        ],
        clues: [
            "What happens to all other threads when `main` returns?",
            "Somebody has to wait for the threads of the clients. And the thread that sleeps in \
             `accept` must wake up once more, to see that it shall stop.",
            "Set an `AtomicBool`, then wake `accept` by a connection of your own: \
             `TcpStream::connect(address)?`. The thread looks at the flag after each `accept`, and \
             leaves its loop. Start all threads in a `thread::scope`: it waits for them.",
        ],
        keep: "When main returns, all threads end: who wants to stop well waits for them first.",
        section: ("lesson4", "The first thread returns"),
    },
];
