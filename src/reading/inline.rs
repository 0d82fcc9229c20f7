//! What stands inside a line of Markdown, as plain text: links, emphasis. Code in single
//! backquotes stays as it is, and so does everything within it.

use crate::narrate::reading as words;

/// Without marks of emphasis; links as their text, with the address where the reader cannot
/// see what is meant by it.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    for (index, piece) in text.split('`').enumerate() {
        match index % 2 {
            0 => plain += &without_emphasis(piece),
            _ => plain += &format!("`{piece}`"),
        }
    }
    links(&plain)
}

/// `**bold**` and `*emphasis*` as words alone. A star between spaces is a star.
fn without_emphasis(text: &str) -> String {
    let characters: Vec<char> = text.replace("**", "").chars().collect();
    let is_space = |at: Option<usize>| {
        let neighbour = at.and_then(|at| characters.get(at));
        neighbour.is_none_or(|c| c.is_whitespace())
    };
    let mut kept = String::new();
    for (at, c) in characters.iter().enumerate() {
        let alone = is_space(at.checked_sub(1)) && is_space(Some(at + 1));
        if *c != '*' || alone {
            kept.push(*c);
        }
    }
    kept
}

fn links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let (before, link) = rest.split_at(start);
        plain += before;
        let parts = link[1..].split_once("](").and_then(|(words, after)| {
            let (address, after) = after.split_once(')')?;
            (!words.contains('[')).then_some((words, address, after))
        });
        let Some((words, address, after)) = parts else {
            plain.push('[');
            rest = &link[1..];
            continue;
        };
        plain += words;
        if let Some(place) = place(address) {
            plain += &format!(" ({place})");
        }
        rest = after;
    }
    plain + rest
}

/// Where a link leads, if its words do not say it: a link to a lesson names its number.
fn place(address: &str) -> Option<String> {
    if address.contains("://") {
        return Some(address.to_owned());
    }
    let (file, _) = address.split_once('#').unwrap_or((address, ""));
    let is_chapter = file.is_empty() || file.starts_with("lesson");
    (!is_chapter).then(|| words::page(file.trim_end_matches(".md")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_goes_and_code_stays() {
        assert_eq!(plain("a **b c** *d* `*e*` 2 * 3"), "a b c d `*e*` 2 * 3");
    }

    #[test]
    fn a_link_says_where_it_leads_unless_its_words_do() {
        assert_eq!(plain("[RFC](https://x.y)"), "RFC (https://x.y)");
        assert_eq!(plain("[lesson 2](lesson2.md#run-it)"), "lesson 2");
        assert_eq!(
            plain("[states](tcp-states.md#a)"),
            "states (read tcp-states)"
        );
        assert_eq!(plain("an [index] [1](2"), "an [index] [1](2");
    }
}
