//! The HTML in a page of the book: its tags by name, and the words between them. Comments
//! are nothing.

#[derive(Debug, PartialEq)]
pub enum Part<'a> {
    Start(&'a str),
    End(&'a str),
    Words(&'a str),
}

pub fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some((words, after)) = rest.split_once('<') {
        put_words(&mut parts, words);
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        parts.push(match tag.strip_prefix('/') {
            Some(tag) => Part::End(name(tag)),
            None => Part::Start(name(tag)),
        });
        rest = after;
    }
    put_words(&mut parts, rest);
    parts
}

fn put_words<'a>(parts: &mut Vec<Part<'a>>, words: &'a str) {
    if !words.trim().is_empty() {
        parts.push(Part::Words(words.trim()));
    }
}

fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
    &tag[..end.unwrap_or(tag.len())]
}

#[cfg(test)]
mod tests {
    use super::Part::{End, Start, Words};
    use super::*;

    #[test]
    fn tags_are_told_from_words_and_comments_are_left_out() {
        let html = "<details open>\n<summary>The answer</summary>\n<!-- a <b> c -->x</details>";
        let expected = [
            Start("details"),
            Start("summary"),
            Words("The answer"),
            End("summary"),
            Words("x"),
            End("details"),
        ];
        assert_eq!(parts(html), expected);
        assert_eq!(parts("<br/>"), [Start("br")]);
        assert_eq!(parts("<!-- without an end"), []);
    }
}
