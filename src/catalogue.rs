//! The six lessons: number, title, ends, and the script that a run plays, as data. And the
//! pages of the book.

use crate::call::End;

#[derive(Debug)]
pub struct Lesson {
    pub number: u8,
    pub title: &'static str,
    /// What it shows, in one line of the list.
    pub idea: &'static str,
    /// Its file under `lessons/`.
    pub file: &'static str,
    pub ends: &'static [End],
    pub transport: Transport,
    /// This client is held before its next call once it has connected, until the script
    /// lets it go.
    pub held: Option<End>,
    /// What happens when nothing goes on by itself any more, in order.
    pub script: &'static [Cue<'static>],
    /// Its chapter under `book/src/`.
    pub chapter: &'static str,
}

/// How the ends of a lesson meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Not at all: one program.
    None,
    Tcp,
    Udp,
}

#[derive(Clone, Copy, Debug)]
pub enum Cue<'a> {
    /// A line typed at an end's keyboard.
    Type(End, &'a str),
    /// The end of an end's input, Ctrl-D.
    EndOfInput(End),
    /// The end that is held goes on.
    LetGo(End),
}

const CLIENT: End = End::Client(1);
const CLIENT_2: End = End::Client(2);
const CLIENT_3: End = End::Client(3);

pub const LESSONS: [Lesson; 6] = [
    Lesson {
        number: 1,
        title: "Concepts",
        idea: "addresses, ports and connections",
        file: "lesson1_concepts.rs",
        ends: &[End::Program],
        transport: Transport::None,
        held: None,
        script: &[],
        chapter: "lesson1.md",
    },
    Lesson {
        number: 2,
        title: "TCP",
        idea: "a server and a client greet each other",
        file: "lesson2_tcp.rs",
        ends: &[End::Server, CLIENT],
        transport: Transport::Tcp,
        held: None,
        script: &[],
        chapter: "lesson2.md",
    },
    Lesson {
        number: 3,
        title: "UDP",
        idea: "no connection, and no promise",
        file: "lesson3_udp.rs",
        ends: &[End::Server, CLIENT],
        transport: Transport::Udp,
        held: None,
        script: &[],
        chapter: "lesson3.md",
    },
    Lesson {
        number: 4,
        title: "Threads",
        idea: "a silent client holds up nobody else",
        file: "lesson4_threads.rs",
        ends: &[End::Server, CLIENT, CLIENT_2, CLIENT_3],
        transport: Transport::Tcp,
        held: Some(CLIENT),
        script: &[Cue::LetGo(CLIENT)],
        chapter: "lesson4.md",
    },
    Lesson {
        number: 5,
        title: "Chat",
        idea: "everybody writes at any time",
        file: "lesson5_chat.rs",
        ends: &[End::Server, CLIENT, CLIENT_2],
        transport: Transport::Tcp,
        held: None,
        script: &[
            Cue::Type(CLIENT, "你好"),
            Cue::Type(CLIENT_2, "hello from the second client"),
            Cue::Type(CLIENT, "two lines before any answer"),
            Cue::Type(End::Server, "欢迎"),
            Cue::EndOfInput(CLIENT),
            Cue::Type(End::Server, "still here?"),
            Cue::Type(CLIENT_2, "yes"),
            Cue::EndOfInput(CLIENT_2),
        ],
        chapter: "lesson5.md",
    },
    Lesson {
        number: 6,
        title: "Half-close",
        idea: "how to part without losing a word",
        file: "lesson6_half_close.rs",
        ends: &[End::Server, CLIENT],
        transport: Transport::Tcp,
        held: None,
        script: &[
            Cue::Type(CLIENT, "你好"),
            Cue::Type(End::Server, "欢迎"),
            Cue::Type(CLIENT, "exit"),
            Cue::Type(End::Server, "还在"),
            Cue::Type(End::Server, "exit"),
        ],
        chapter: "lesson6.md",
    },
];

/// A page of the book.
#[derive(Clone, Copy, Debug)]
pub enum Page {
    Chapter(&'static Lesson),
    /// One of [`PAGES`].
    Other(&'static str),
}

/// The pages that are no chapters, by the names of their files without `.md`.
pub const PAGES: [&str; 7] = [
    "start",
    "python-to-rust",
    "errors",
    "tcp-states",
    "glossary",
    "commands",
    "narrator",
];

/// The lesson with this number, if there is one.
pub fn lesson(number: u8) -> Option<&'static Lesson> {
    LESSONS.iter().find(|lesson| lesson.number == number)
}

/// The lesson with this name.
pub fn named(name: &str) -> Option<&'static Lesson> {
    let name = name.to_lowercase();
    LESSONS.iter().find(|lesson| lesson.name() == name)
}

/// The lesson with this number or name.
pub fn find(text: &str) -> Option<&'static Lesson> {
    let numbered = text.parse().ok().and_then(lesson);
    numbered.or_else(|| named(text))
}

/// The page with this name; a chapter has those of its lesson.
pub fn page(text: &str) -> Option<Page> {
    let name = text.to_lowercase();
    let other = PAGES.into_iter().find(|page| *page == name);
    other
        .map(Page::Other)
        .or_else(|| find(text).map(Page::Chapter))
}

impl Page {
    /// Its file under `book/src/`.
    pub fn file(&self) -> String {
        match self {
            Page::Chapter(lesson) => lesson.chapter.to_owned(),
            Page::Other(name) => format!("{name}.md"),
        }
    }
}

impl Cue<'_> {
    pub fn end(&self) -> End {
        match self {
            Cue::Type(end, _) | Cue::EndOfInput(end) | Cue::LetGo(end) => *end,
        }
    }
}

impl Lesson {
    /// The program's name, as in `cargo run --bin lesson2`.
    pub fn binary(&self) -> String {
        format!("lesson{}", self.number)
    }

    /// What it is called where it is typed: `tcp`, `half-close`.
    pub fn name(&self) -> String {
        self.title.to_lowercase()
    }

    /// Whether its ends read what a person types.
    pub fn is_chat(&self) -> bool {
        let typed = |cue: &Cue| matches!(cue, Cue::Type(..));
        self.script.iter().any(typed)
    }
}
