//! What a browser shows only when it is asked for, at the end of the page: an answer that stands
//! under its question has been read before the question was thought about.

use super::block::Block;
use crate::narrate::message;
use crate::narrate::message::Book;
use pulldown_cmark::HeadingLevel;

/// The page with its folded parts at its end, counted as they come.
pub fn at_end(page: Vec<Block>) -> Vec<Block> {
    let mut answers = Vec::new();
    let mut put_off = |block| match block {
        Block::Folded { summary, blocks } => {
            let number = answers.len() + 1;
            let summary = format!("{summary} {number}");
            let below = Block::Paragraph(message(Book::Below(&summary)));
            answers.push(Block::Folded { summary, blocks });
            below
        }
        other => other,
    };
    let mut page: Vec<Block> = page.into_iter().map(&mut put_off).collect();
    if !answers.is_empty() {
        page.push(Block::Heading {
            level: HeadingLevel::H2,
            text: message(Book::Answers),
        });
        page.extend(answers);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::super::{layout, parse, room::Room};
    use super::*;

    #[test]
    fn no_answer_stands_under_its_question() {
        let question = |number| {
            format!(
                "**{number}. Why?**\n\n<details>\n<summary>Answer</summary>\n\nBecause {number}.\n\n\
                 </details>\n\n"
            )
        };
        let page = parse::blocks(&(question(1) + &question(2) + "## More\n\nText.\n"));
        let room = Room {
            text: 60,
            wide: 60,
            is_styled: false,
        };
        let shown = layout::lines(&at_end(page), room).join("\n");
        let expected = "1. Why?\n\n(Answer 1 stands at the end of this page.)\n\n2. Why?\n\n\
                        (Answer 2 stands at the end of this page.)\n\nMore\n----\n\nText.\n\n\
                        Answers\n-------\n\nAnswer 1: Because 1.\n\nAnswer 2: Because 2.";
        assert_eq!(shown, expected);
        let plain = parse::blocks("# A page\n\nwithout one\n");
        assert_eq!(at_end(plain.clone()), plain);
    }
}
