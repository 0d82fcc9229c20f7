//! What files say and hold: heads, length, where unsafe code and where English may stand,
//! and that the lessons need nothing but the standard library.

use super::assert_none;
use super::imports::paths;
use super::source::{Token, files, program, tokens};

/// Beyond this a file is to be split. At 350 it is time to think about that.
const MOST_LINES: usize = 400;

/// The folders of languages. Which one is spoken, one line chooses.
const LANGUAGES: &[&str] = &["src/narrate/en/"];
const CHOICE: &str = "src/narrate/language.rs";

/// Where words stand that are no sentences of the workbook.
const OTHER_WORDS: &[&str] = &[
    // What the system refused, and what is no log: causes, said inside of a sentence.
    "src/tracer/",
    "src/event/data.rs",
    "src/event/who.rs",
    // What is typed into lesson 5, and what is said in the exercises.
    "src/lesson/catalogue.rs",
    "src/lesson/exercises/",
];

#[test]
fn every_file_says_first_what_it_is_for() {
    let mut all = files("src", ".rs");
    all.extend(files("lessons", ".rs"));
    all.retain(|_, text| !text.starts_with("//! "));
    assert_none(&all.into_keys().collect::<Vec<_>>());
}

#[test]
fn no_file_is_too_long() {
    let mut all = files("src", ".rs");
    all.retain(|_, text| text.lines().count() > MOST_LINES);
    assert_none(&all.into_keys().collect::<Vec<_>>());
}

#[test]
fn only_one_room_is_unsafe() {
    let mut all = files("src", ".rs");
    all.retain(|file, text| {
        let is_unsafe = |token: &Token| matches!(token.text, "unsafe" | "unsafe_code");
        !file.starts_with("src/tracer/ptrace/") && tokens(text).iter().any(is_unsafe)
    });
    assert_none(&all.into_keys().collect::<Vec<_>>());
}

/// Two words in a row, in small letters.
fn is_english(text: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_matches(['"', '.', ',', ':', ';', '?', '!']);
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())
    };
    let text = text.trim_start_matches(['b', 'c', 'r', '#']);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| pair.iter().all(is_word))
}

/// The texts in a file that are English, without the reasons of `#[allow]`.
fn english<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let is_reason = |at: usize| at >= 2 && tokens[at - 2].text == "reason";
    let english = tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| token.is_literal() && is_english(token.text) && !is_reason(*at));
    english.map(|(_, token)| *token).collect()
}

#[test]
fn sentences_stand_only_in_the_folder_of_their_language() {
    let files = files("src", ".rs");
    let mut wrong = Vec::new();
    for (file, tokens) in program(&files) {
        let may = |place: &&str| file.starts_with(*place);
        if !LANGUAGES.iter().chain(OTHER_WORDS).any(may) {
            let told = |token: &Token| format!("{file}:{}: {}", token.line, token.text);
            wrong.extend(english(&tokens).iter().map(told));
        }
    }
    assert_none(&wrong);
}

/// So a copy of the folder under another name is a language of its own. Its files know each
/// other by `super`.
#[test]
fn a_language_is_named_where_it_is_chosen_and_nowhere_else() {
    let files = files("src", ".rs");
    let mut wrong = Vec::new();
    for (file, tokens) in program(&files) {
        let named = paths(&tokens).into_iter().filter(|path| {
            let language = |name: &str| LANGUAGES.contains(&&*format!("src/narrate/{name}/"));
            path.names
                .windows(2)
                .any(|two| two[0] == "narrate" && language(two[1]))
        });
        if file != CHOICE {
            wrong.extend(named.map(|path| format!("{file}:{}", path.line)));
        }
    }
    assert_none(&wrong);
}

/// The catalogue is asked instead: a number in a sentence would stay when a lesson comes.
#[test]
fn no_sentence_counts_the_lessons() {
    let files = files("src", ".rs");
    let mut wrong = Vec::new();
    for (file, tokens) in program(&files) {
        let counts = |token: &&Token| {
            let counted = ["six ", "5 or 6", "talk 5", "talk 6"];
            token.is_literal() && counted.iter().any(|words| token.text.contains(words))
        };
        let told = |token: &Token| format!("{file}:{}: {}", token.line, token.text);
        wrong.extend(tokens.iter().filter(counts).map(told));
    }
    assert_none(&wrong);
}

#[test]
fn a_sentence_is_told_from_other_texts() {
    let text = "#[allow(x, reason = \"it is so\")]\n\
                f(\"fn main(\", \"{end} {place} │\", \"cargo\", \"EOF\", // he said \"it is so\"\n\
                r\"could not: {cause}\", \"Nothing is,\n here.\")";
    let tokens = tokens(text);
    let lines: Vec<usize> = english(&tokens).iter().map(|token| token.line).collect();
    assert_eq!(lines, [3, 3]);
}

#[test]
fn lessons_use_the_standard_library_and_nothing_else() {
    for (manifest, text) in files("lessons", "Cargo.toml") {
        let mut tables = text.lines().filter(|line| line.starts_with('['));
        let table = tables.find(|table| table.contains("dependencies"));
        assert_eq!(table, None, "{manifest}");
    }
    for (file, text) in files("lessons", ".rs") {
        let tokens = tokens(&text);
        let declared = tokens.windows(2).filter(|pair| pair[0].text == "mod");
        let declared: Vec<&str> = declared.map(|pair| pair[1].text).collect();
        for path in paths(&tokens).iter().filter(|path| path.is_use) {
            // A lesson may use another one: lesson 4 has the client of lesson 2.
            let first = path.names[0];
            let is_ours = matches!(first, "lessons" | "exercises" | "crate" | "super")
                || declared.contains(&first);
            assert!(is_ours || first == "std", "{file}:{}: {first}", path.line);
        }
    }
}
