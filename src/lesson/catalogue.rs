//! The lessons: number, theme, ends, and the script that a run plays, as data. And the
//! pages of the book. Titles are words, and stand with the language.

use event::{End, Kind};

#[derive(Debug, PartialEq, Eq)]
pub struct Lesson {
    pub number: u8,
    /// What it is about.
    pub theme: Theme,
    /// Its file under `lessons/`.
    pub file: &'static str,
    /// That file as it is given. Not the one that the learner edits: the workbook may be built
    /// after that.
    pub given: &'static str,
    pub ends: &'static [End],
    pub transport: Transport,
    /// This client is held before its next call once it has connected, until the script
    /// lets it go.
    pub held: Option<End>,
    /// What happens when nothing goes on by itself any more, in order.
    pub script: &'static [Cue<'static>],
    /// Its chapter under `book/src/`.
    pub chapter: &'static str,
    /// The log of a run of it as it came, kept with the snapshots.
    pub record: &'static str,
}

/// What a lesson is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Concepts,
    Tcp,
    Udp,
    Threads,
    Chat,
    HalfClose,
}

/// How the ends of a lesson meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Not at all: one program.
    None,
    Tcp,
    Udp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        theme: Theme::Concepts,
        file: "lesson1_concepts.rs",
        given: include_str!("../../lessons/given/lesson1_concepts.rs"),
        ends: &[End::Program],
        transport: Transport::None,
        held: None,
        script: &[],
        chapter: "lesson1.md",
        record: include_str!("../../tests/snapshots/lesson1.log"),
    },
    Lesson {
        number: 2,
        theme: Theme::Tcp,
        file: "lesson2_tcp.rs",
        given: include_str!("../../lessons/given/lesson2_tcp.rs"),
        ends: &[End::Server, CLIENT],
        transport: Transport::Tcp,
        held: None,
        script: &[],
        chapter: "lesson2.md",
        record: include_str!("../../tests/snapshots/lesson2.log"),
    },
    Lesson {
        number: 3,
        theme: Theme::Udp,
        file: "lesson3_udp.rs",
        given: include_str!("../../lessons/given/lesson3_udp.rs"),
        ends: &[End::Server, CLIENT],
        transport: Transport::Udp,
        held: None,
        script: &[],
        chapter: "lesson3.md",
        record: include_str!("../../tests/snapshots/lesson3.log"),
    },
    Lesson {
        number: 4,
        theme: Theme::Threads,
        file: "lesson4_threads.rs",
        given: include_str!("../../lessons/given/lesson4_threads.rs"),
        ends: &[End::Server, CLIENT, CLIENT_2, CLIENT_3],
        transport: Transport::Tcp,
        held: Some(CLIENT),
        script: &[Cue::LetGo(CLIENT)],
        chapter: "lesson4.md",
        record: include_str!("../../tests/snapshots/lesson4.log"),
    },
    Lesson {
        number: 5,
        theme: Theme::Chat,
        file: "lesson5_chat.rs",
        given: include_str!("../../lessons/given/lesson5_chat.rs"),
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
        record: include_str!("../../tests/snapshots/lesson5.log"),
    },
    Lesson {
        number: 6,
        theme: Theme::HalfClose,
        file: "lesson6_half_close.rs",
        given: include_str!("../../lessons/given/lesson6_half_close.rs"),
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
        record: include_str!("../../tests/snapshots/lesson6.log"),
    },
];

/// A page of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Chapter(&'static Lesson),
    /// One of [`PAGES`].
    Other(&'static str),
}

/// The pages that are no chapters, by the names of their files without `.md`.
pub const PAGES: [&str; 8] = [
    "start",
    "python-to-rust",
    "errors",
    "tcp-states",
    "glossary",
    "commands",
    "log",
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

/// The lessons in which a person can be the keyboard.
pub fn chats() -> impl Iterator<Item = &'static Lesson> {
    LESSONS.iter().filter(|lesson| lesson.is_chat())
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

impl Transport {
    /// The kind of the sockets at which the ends meet.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Transport::None => None,
            Transport::Tcp => Some(Kind::Stream),
            Transport::Udp => Some(Kind::Datagram),
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

    /// The file that its record was taken from when the workbook was built, from the root.
    pub fn record_file(&self) -> String {
        format!("tests/snapshots/{}.log", self.binary())
    }

    /// What it is called where it is typed, in every language.
    pub fn name(&self) -> &'static str {
        match self.theme {
            Theme::Concepts => "concepts",
            Theme::Tcp => "tcp",
            Theme::Udp => "udp",
            Theme::Threads => "threads",
            Theme::Chat => "chat",
            Theme::HalfClose => "half-close",
        }
    }

    /// Whether its ends read what a person types.
    pub fn is_chat(&self) -> bool {
        let typed = |cue: &Cue| matches!(cue, Cue::Type(..));
        self.script.iter().any(typed)
    }
}
