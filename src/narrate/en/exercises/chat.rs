//! Lesson 5.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[
    Words {
        name: "chat_keyboard",
        title: "Two threads at one keyboard",
        task: "What is typed at the server shall reach both members of the chat, each line once. \
               The end of the input (Ctrl-D) ends the chat.",
        truths: &[
            "the server sends nothing before it is typed",
            "the first client gets each line once",
            "client 2 gets each line once",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Which thread reads the first line, and whom does that thread send it to?",
            "There is one keyboard: a line that a thread has read is gone for all others. So only \
             one place may read it, and that place must know both members.",
            "Accept both members first, and keep them in a `Vec`. Then one loop over \
             `io::stdin().lines()`, and inside of it one over the members with a `write_all` each.",
        ],
        keep: "One keyboard has one reader: what it reads, it hands to all who need it.",
        section: ("lesson5", "Two threads at one keyboard"),
    },
    Words {
        name: "chat_leave",
        title: "One more line, only to leave",
        task: "The client sends what is typed and prints what the server says. When the server \
               has left, the client shall end by itself. So far somebody must type one more \
               line for that.",
        truths: &[
            "the client sends nothing before it is typed",
            "the server gets the line that is typed",
            "the client prints the last line of the server",
            "the client reads the end of the stream",
            "the client ends by itself, with 0",
        ],
        clues: [
            "After the last line of the server: what does each of the two threads wait for?",
            "A thread that waits for the keyboard does not look at the flag, and nobody can wake \
             it. Must anybody wait for this thread?",
            "Leave out `join` and flag: when `main` returns, the program ends, and every other \
             thread with it. So return `Ok(())` after the loop that prints.",
        ],
        keep: "A thread that waits for a keyboard wakes up for a key only: do not wait for it.",
        section: ("lesson6", "A flag instead of the end"),
    },
    Words {
        name: "chat_last_line",
        title: "The lost last line",
        task: "A member of the chat says three lines and leaves. There is no newline after the \
               last one. The server shall print all three, and end.",
        truths: &[
            "the server reads all that the client said",
            "",
            "",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Where are the bytes of the last line when the end of the stream is read?",
            "They wait for a newline that will not come any more. At the end of the stream, what \
             still waits is a line.",
            "Where `length` is 0, look whether `waiting` is empty. If not, print it with \
             `println!`, then return.",
        ],
        keep: "A line ends at a newline, or else at the end of the stream.",
        section: ("lesson5", "Lines out of bytes"),
    },
    Words {
        name: "chat_gone",
        title: "A member who has gone",
        task: "What is typed at the server goes to both members of the chat. The first one leaves \
               after the first line. The other one shall still get every line.",
        truths: &[
            "the server sends nothing before it is typed",
            "the first client gets the first line",
            "client 2 gets every line",
            "the server ends by itself, with 0",
        ],
        clues: [
            "Which write fails, with which error, and what does the `?` behind it do?",
            "A failed write tells that one member has gone. For the others it means nothing: only \
             that member should leave the list.",
            "In the place of the inner loop: `members.retain_mut(|member| \
             member.write_all(line.as_bytes()).is_ok())`.",
        ],
        keep: "Sooner or later a write to one who has gone fails, and that concerns nobody else.",
        section: ("lesson5", "Forget who has left"),
    },
    Words {
        name: "chat_slow",
        title: "A member who does not read",
        task: "What is typed at the server goes to both members of the chat, a million times over: \
               8 MB. The first one reads nothing for a long time, and leaves. The other one \
               shall get everything before that.",
        truths: &[
            "the server sends to the first client too",
            "client 2 gets everything while the first client is there",
            "the server ends by itself, with 0",
        ],
        clues: [
            "In which call does the server wait while the first client does not read?",
            "What a client has not read waits in the kernel. When no more fits in there, a write \
             waits too. Who may wait for one member, and who must not?",
            "Give each member a thread with a queue, `mpsc::channel()`: the thread takes from the \
             queue and writes, the keyboard only fills the queues. At the end drop the queues, and \
             `join` the threads.",
        ],
        keep: "A write to somebody who does not read waits, and so does all that comes after it.",
        section: ("lesson5", "One keyboard for all clients"),
    },
];
