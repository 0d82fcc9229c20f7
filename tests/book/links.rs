//! Every link leads somewhere; every page and every lesson is listed.

use crate::pages::{chapter, pages, read};
use crate::support::workbook;

/// The targets of `[text](target)`.
pub fn links(text: &str) -> Vec<&str> {
    let after = text.split("](").skip(1);
    after
        .map(|rest| rest.split_once(')').expect("a link is not closed").0)
        .collect()
}

#[test]
fn every_link_inside_the_book_leads_somewhere() {
    let pages = pages();
    for page in &pages {
        for link in links(&page.prose()) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { &page.name } else { file };
            let target = pages.iter().find(|page| page.name == file);
            let target = target.unwrap_or_else(|| panic!("{}: no page {link}", page.name));
            let anchors = target.anchors();
            assert!(
                anchor.is_empty() || anchors.iter().any(|known| known == anchor),
                "{}: no heading {link}; there are {anchors:#?}",
                page.name
            );
        }
    }
}

#[test]
fn links_out_of_the_book_go_to_the_documentation_of_rust() {
    for page in pages() {
        for link in links(&page.prose()) {
            if link.starts_with("https://") {
                assert!(
                    link.starts_with("https://doc.rust-lang.org/std/"),
                    "{}: {link}",
                    page.name
                );
            }
        }
    }
}

#[test]
fn every_page_is_in_the_summary_once() {
    let summary = read("book/src/SUMMARY.md");
    let mut listed = links(&summary);
    listed.sort();
    let pages = pages();
    let there: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(listed, there);
}

#[test]
fn every_lesson_has_a_chapter_of_its_title_that_names_its_command() {
    // Where nobody has done a lesson yet, only the next one has a mark.
    let list = workbook(["list"]).output("").stdout;
    let summary = read("book/src/SUMMARY.md");
    assert_eq!(list.lines().count(), 6);
    for line in list.lines() {
        let line = line.trim_start_matches("next").trim_start();
        let (number, title) = line.split_once("  ").unwrap();
        let title = title.split("  ").next().unwrap();
        let page = chapter(number.parse().unwrap());
        let heading = format!("Lesson {number}: {title}");
        assert_eq!(page.text.lines().next().unwrap(), format!("# {heading}"));
        let entry = format!("- [{heading}](lesson{number}.md)\n");
        assert!(summary.contains(&entry), "the summary has no {entry}");
        let command = format!("```console\ncargo run -- run {number}\n```");
        assert!(
            page.text.contains(&command),
            "{} names no command",
            page.name
        );
    }
}

#[test]
fn every_chapter_has_the_same_shape() {
    for lesson in 1..=6 {
        let page = chapter(lesson);
        let prose = page.prose();
        let sections = prose.lines().filter(|line| line.starts_with("## "));
        let sections: Vec<&str> = sections
            .map(|line| line.trim_start_matches("## "))
            .collect();
        let mut expected = vec![
            "The idea",
            "The program",
            "Run it",
            "The narration",
            "Try this",
            "Break this",
            "Questions",
        ];
        expected.push(match lesson {
            3 => "What a real program would do",
            _ => "What a real server would do",
        });
        expected.push("Where to read more");
        let shape: Vec<&str> = sections
            .iter()
            .copied()
            .filter(|section| expected.contains(section))
            .collect();
        assert_eq!(shape, expected, "{}", page.name);
        assert!(prose.contains("**You will be able to**"), "{}", page.name);
        assert!(prose.contains("**Time:** about "), "{}", page.name);
        assert!(
            page.text.contains("\n*In words: "),
            "{}: the picture",
            page.name
        );
    }
}

#[test]
fn every_chapter_has_three_things_to_try_and_three_to_break() {
    for lesson in 1..=6 {
        let page = chapter(lesson);
        for section in ["\n## Try this\n", "\n## Break this\n"] {
            let (_, after) = page.text.split_once(section).unwrap();
            let (inside, _) = after.split_once("\n## ").unwrap();
            let parts = inside.matches("\n### ").count();
            assert!(parts >= 3, "{}, {section:?}: {parts}", page.name);
        }
    }
}

#[test]
fn every_answer_is_folded_away_and_speaks_of_every_choice() {
    for lesson in 1..=6 {
        let page = chapter(lesson);
        let (_, questions) = page.text.split_once("\n## Questions\n").unwrap();
        let (questions, _) = questions.split_once("\n## ").unwrap();
        let questions: Vec<&str> = questions.split("</details>").collect();
        let (rest, questions) = questions.split_last().unwrap();
        assert_eq!(rest.trim(), "", "{}: outside of an answer", page.name);
        assert!(questions.len() >= 3, "{}", page.name);
        for question in questions {
            let fold = "<details>\n<summary>Answer</summary>\n";
            let (asked, answer) = question.split_once(fold).unwrap();
            let choices = asked.lines().filter_map(|line| line.strip_prefix("- "));
            let choices: Vec<&str> = choices.filter_map(|line| line.split(") ").next()).collect();
            assert!(choices.len() >= 2, "{}: {question}", page.name);
            for choice in choices {
                let said = [format!("ot {choice}:"), format!("ot {choice} and")];
                let is_wrong = said.iter().any(|said| answer.contains(said));
                let first = answer.trim_start();
                let is_right =
                    first.starts_with(choice) || first.contains(&format!("and {choice} "));
                assert!(
                    is_wrong || is_right,
                    "{}: {choice} in {question}",
                    page.name
                );
            }
        }
    }
}

#[test]
fn the_right_answers_are_spread_so_that_no_letter_is_a_good_guess() {
    let chapters: String = (1..=6).map(|lesson| chapter(lesson).text).collect();
    let answers = chapters.split("<summary>Answer</summary>\n\n").skip(1);
    let right: Vec<&str> = answers
        .map(|answer| answer.split([' ', '.']).next().unwrap())
        .collect();
    for letter in ["a", "b", "c"] {
        let count = right.iter().filter(|right| **right == letter).count();
        assert!(count * 4 >= right.len(), "{letter}: {right:?}");
    }
}

#[test]
fn no_page_says_that_something_is_easy() {
    for page in pages() {
        let prose = page.prose().to_lowercase();
        let words = prose.split(|c: char| !c.is_alphabetic());
        for word in words {
            assert!(
                !["simply", "obviously", "trivial", "just"].contains(&word),
                "{}: {word}",
                page.name
            );
        }
    }
}
