//! The texts of `help` and `--help`: the commands, their arguments, and the names of what
//! an argument stands for. The one table of commands takes them from here.

use super::phrases::how_many_lessons;

pub fn workbook() -> String {
    format!(
        "Learn sockets from {} small lessons, and see every system call that they make",
        how_many_lessons()
    )
}

pub fn workbook_in_full() -> String {
    format!(
        "{}.\n\n\
         Without a command: the workbook opens, a prompt for all of these. Where there is no \
         terminal, commands are read from standard input, one a line.",
        workbook()
    )
}

/// Under the list of `--help`.
pub const EXAMPLES: &str = "\
Examples:
  cargo run                       the workbook: a prompt for all commands
  cargo run -- run 2              lesson 2, both ends told
  cargo run -- step 2             the same, call by call
  cargo run -- read 2             its chapter
  cargo run -- explain TIME_WAIT  what that is
  cargo run -- help pair          how two programs of your own are followed";

/// The commands between runs.
pub mod command {
    use super::super::phrases::chats;

    pub const LIST: &str = "Show the lessons: which are seen or done, and which is next";
    pub const RUN: &str = "Run a lesson to its end, with every socket call of both ends told";
    pub const NEXT: &str = "Go on: see the next lesson, or solve the next exercise of one";
    pub const STEP: &str = "Go through a lesson call by call; you decide who moves";
    pub const PREDICT: &str = "Run a lesson that stops and asks what will happen next";
    pub const DIFF: &str = "Show what your change of a lesson changes in its run";
    pub const SOURCE: &str = "Show the program of a lesson, with line numbers";
    pub const READ: &str = "Read the chapter of a lesson, or another page of the book";
    pub const EXPLAIN: &str =
        "Explain a word on the screen, or a step in full: explain TIME_WAIT, ? 12";
    pub const EDIT: &str = "Open the program of a lesson in your editor ($VISUAL, $EDITOR or nano)";
    pub const EXERCISES: &str = "Show the exercises: which are passed, and which is next";
    pub const EXERCISE: &str = "Solve an exercise in your editor: it is checked at each save";
    pub const CHECK: &str = "Check an exercise once, by the calls of both ends";
    pub const HINT: &str = "Show one clue more of an exercise";
    pub const RESET: &str = "Bring an exercise, or all lessons, back as they were given";
    pub const SOLUTION: &str = "Show a solution, when it is passed or after the last clue";
    pub const PAIR: &str = "Follow any two programs: pair 'python3 server.py' 'nc 127.0.0.1 9999'";
    pub const REPLAY: &str = "Tell a run again that was written to a log with --log";
    pub const WORDS: &str = "Say what each call means (on), or show the bare calls (off)";
    pub const FOLDS: &str = "Count what comes again and again (on), or show every step (off)";
    pub const LANES: &str = "Show both ends in one column, in two, or as fits the terminal (auto)";
    pub const SOCKETS: &str = "Show what the kernel still keeps of the sockets of the last run";
    pub const HELP: &str = "Show all commands, or one in full";
    pub const QUIT: &str = "Leave the workbook (Ctrl-D does the same)";

    pub fn talk() -> String {
        format!(
            "Be the keyboard of all ends of a chat: lesson {}",
            chats("")
        )
    }
}

/// The commands while a pair is stepped or talked to.
pub mod during {
    pub const SERVER: &str = "Let the server make the next call";
    pub const CLIENT: &str = "Let the client make the next call; client 2 for the second one";
    pub const GO: &str = "Go on to the end, or up to a step";
    pub const TYPE: &str = "Type a line at an end's keyboard";
    pub const CTRL_D: &str = "Press Ctrl-D at an end's keyboard: the end of its input";
    pub const JOIN: &str = "Start one more client";
    pub const KILL: &str = "Kill an end (SIGKILL), and see what the other one notices";
    pub const SOURCE: &str = "Show where in the source each thread is now";
    pub const SOCKETS: &str = "Show the kernel's table of the sockets of this pair";
    pub const SOCKETS_IN_FULL: &str = "\
Show the kernel's table of the sockets of this pair

The kernel is the part of the system that does the work behind each call. \"to read\" counts \
bytes that have arrived and that nobody has read yet, \"to send\" bytes of which the other side \
has not said yet that they arrived.";
    pub const WHO: &str = "Show what each thread is about to do, or what it waits for";
    pub const HELP: &str = "Show these commands, or one in full";
    pub const STOP: &str = "Stop both ends and go back";
}

/// The arguments of commands.
pub mod argument {
    pub const LESSON: &str = "Number or name of the lesson: 2 or tcp [default: the last one you used, else the next one]";
    pub const PAGE: &str =
        "Number or name of the lesson, or start, errors, glossary … [default: as for run]";
    pub const ADDRESS: &str = "Where the ends meet [default: 127.0.0.1:9999]";
    pub const PLAIN_RUN: &str = "Show only what both ends print, without narration";
    pub const LOG: &str =
        "Write the record of the run there, an event a line; - is standard output";
    pub const REPLAY: &str = "The log; - is standard input";
    pub const SERVER: &str = "The server's command, in quotation marks";
    pub const CLIENT: &str = "The client's command, in quotation marks";
    pub const TYPED: &str = "A line to type when both wait, for instance 'client: hello'; in order";
    pub const PREDICT: &str = "Stop and ask what will happen next";
    pub const STEP_PAIR: &str = "Go through it call by call, as step does with a lesson";
    pub const WORD: &str =
        "A word, a state, an error, a call, an option or a command; or the number of a step";
    pub const COMMAND: &str = "The command to explain";
    pub const EXERCISE: &str =
        "Name or number of the exercise: tcp_length or 2.2 [default: the next one]";
    pub const RESET: &str =
        "Name or number of the exercise, or lessons for all lessons [default: the next exercise]";
    pub const OWN_SERVER: &str = "Your server in any language; it gets the words: server IP:PORT";
    pub const OWN_CLIENT: &str = "Your client in any language; it gets the words: client IP:PORT";
    pub const DETAILS: &str = "Tell the whole run, with every socket call";
    pub const LANES: &str = "Both ends in one column, or the server left and the clients right";
    pub const WORDS: &str = "Say what each call means, or show the bare calls";
    pub const ALL_STEPS: &str = "Show every step, also those that are only counted";
    pub const COLOUR: &str = "Colour the output; auto: on a terminal, unless NO_COLOR is set";
    pub const SWITCH: &str = "on: a sentence with each call, off: the calls alone";
    pub const FOLDED: &str = "on: three times, then a line that counts, off: each time";
    pub const FORM: &str = "auto: two columns where the terminal has room for them (110)";
    pub const NUMBER: &str = "Which client: 2 for the second one";
    pub const LAST_STEP: &str = "The last step before you are asked again";
    pub const END: &str = "Which end: server, client, client 2";
    pub const END_ALONE: &str = "Which end: program";
    pub const KEYBOARD: &str = "Whose keyboard: server, client, client 2";
    pub const TEXT: &str = "The line; client: hello does the same as type client hello";
}

/// What stands in the place of an argument.
pub mod name {
    pub const LESSON: &str = "LESSON";
    pub const PAGE: &str = "PAGE";
    pub const ADDRESS: &str = "IP:PORT";
    pub const SERVER: &str = "SERVER";
    pub const CLIENT: &str = "CLIENT";
    pub const TYPED: &str = "'END: TEXT'";
    pub const FILE: &str = "FILE";
    pub const COMMAND: &str = "COMMAND";
    pub const WORD: &str = "WORD|STEP";
    pub const EXERCISE: &str = "EXERCISE";
    pub const RESET: &str = "EXERCISE";
    pub const CMD: &str = "CMD";
    pub const NUMBER: &str = "NUMBER";
    pub const STEP: &str = "STEP";
    pub const END: &str = "END";
    pub const TEXT: &str = "TEXT";
}
