//! What stands inside a line of Markdown, as plain text: links with their places, code in
//! backquotes, emphasis as the words alone.

use super::html::{self, Part};
use crate::narrate::message;
use crate::narrate::message::Book;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::iter::Peekable;

pub type Events<'a> = Peekable<Parser<'a>>;

/// All that comes next and is part of a line.
pub fn text(events: &mut Events) -> String {
    let mut text = String::new();
    let mut links = Vec::new();
    while let Some(event) = events.next_if(is_inline) {
        match event {
            Event::Text(words) => text += &words,
            Event::Code(code) => text += &quoted(&code),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::InlineHtml(tag) if html::parts(&tag) == [Part::Start("br")] => text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => links.push((dest_url, text.len())),
            Event::End(TagEnd::Link) => {
                let Some((address, start)) = links.pop() else {
                    continue;
                };
                let place = place(&address).filter(|place| *place != text[start..]);
                text += &place.map_or(String::new(), |place| format!(" ({place})"));
            }
            _ => {}
        }
    }
    text.trim().to_owned()
}

pub fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        Event::End(tag) => is_inline_tag(*tag),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_inline_tag(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Image | Link | Strikethrough | Strong)
}

/// As it would be written: a backquote in code asks for two of them around it.
fn quoted(code: &str) -> String {
    if code.contains('`') {
        format!("`` {code} ``")
    } else {
        format!("`{code}`")
    }
}

/// Where a link leads, if its words do not say it: a link to a lesson names its number.
fn place(address: &str) -> Option<String> {
    if address.contains("://") {
        return Some(address.to_owned());
    }
    let (file, _) = address.split_once('#').unwrap_or((address, ""));
    match file.strip_suffix(".md") {
        Some(chapter) if chapter.starts_with("lesson") => None,
        Some(page) => Some(message(Book::Page(page))),
        None => (!file.is_empty()).then(|| file.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(markdown: &str) -> String {
        let mut events = Parser::new(markdown).peekable();
        events.next();
        text(&mut events)
    }

    #[test]
    fn emphasis_goes_and_code_stays() {
        assert_eq!(plain("a **b c** *d* `*e*` 2 * 3"), "a b c d `*e*` 2 * 3");
        assert_eq!(
            plain("`` a`b `` snake_case_name"),
            "`` a`b `` snake_case_name"
        );
        assert_eq!(
            plain("two<br>lines <!-- x -->&amp; more"),
            "two\nlines & more"
        );
    }

    #[test]
    fn a_link_says_where_it_leads_unless_its_words_do() {
        assert_eq!(plain("[RFC](https://x.y)"), "RFC (https://x.y)");
        assert_eq!(plain("<https://x.y>"), "https://x.y");
        assert_eq!(plain("[lesson 2](lesson2.md#run-it)"), "lesson 2");
        assert_eq!(plain("[the `a`](#a) *[b](c.rs)*"), "the `a` b (c.rs)");
        assert_eq!(
            plain("[states](tcp-states.md#a)"),
            "states (read tcp-states)"
        );
        assert_eq!(plain("an [index] [1](2"), "an [index] [1](2");
    }
}
