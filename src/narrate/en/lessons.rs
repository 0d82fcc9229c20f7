//! The lessons by their titles, and what each shows in one line of the list.

use crate::lesson::catalogue::{Lesson, Theme};

pub fn lesson_title(lesson: &Lesson) -> &'static str {
    match lesson.theme {
        Theme::Concepts => "Concepts",
        Theme::Tcp => "TCP",
        Theme::Udp => "UDP",
        Theme::Threads => "Threads",
        Theme::Chat => "Chat",
        Theme::HalfClose => "Half-close",
    }
}

pub fn lesson_idea(lesson: &Lesson) -> &'static str {
    match lesson.theme {
        Theme::Concepts => "addresses, ports and connections",
        Theme::Tcp => "a server and a client greet each other",
        Theme::Udp => "no connection, and no promise",
        Theme::Threads => "a silent client holds up nobody else",
        Theme::Chat => "everybody writes at any time",
        Theme::HalfClose => "how to part without losing a word",
    }
}
