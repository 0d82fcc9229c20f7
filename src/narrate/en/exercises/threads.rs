//! Lesson 4.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[Words {
    name: "threads_silent",
    title: "A silent client",
    task: "The server shall send each of three clients its line back. The first one connects and \
           says nothing for a long time. The others shall not wait for it.",
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
        "Start a thread for each client with `thread::spawn(move || answer(stream))`, keep what \
         it gives back in a `Vec`, and `join` all of them after the loop.",
    ],
    keep: "A thread that waits for one client cannot answer another one.",
    section: ("lesson4", "Without threads"),
}];
