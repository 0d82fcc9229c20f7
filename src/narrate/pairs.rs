//! What the workbook says of a pair of programs that are no lesson.

use super::{quote, sentence, the};
use crate::call::End;

/// The names of the two programs, as they are on disk.
pub fn title(server: &str, client: &str) -> (String, String) {
    let name = |program: &str| quote::line(program.as_bytes());
    (
        "A pair of programs".to_owned(),
        format!("{} and {}", name(server), name(client)),
    )
}

pub fn no_socket(end: End) -> String {
    let end = sentence(&the(end));
    format!("{end} made no socket: there was nothing between the two to tell of it.")
}

pub fn needs_no_partner(end: End) -> String {
    let end = sentence(&the(end));
    format!(
        "{end} has both sides of its connections itself: it needs no partner, and the other \
         program was not part of that."
    )
}

pub fn never_met() -> &'static str {
    "The two never met: no socket of the server was connected to one of the client. Look at the \
     addresses in their calls."
}

pub fn not_found(program: &str) -> String {
    let program = quote::line(program.as_bytes());
    match program.contains('/') {
        true => format!(
            "could not find {program}\n\
             hint: the path is taken from the folder in which you started the workbook"
        ),
        false => format!(
            "could not find {program} in any folder of PATH\n\
             hint: for a program of this folder, type ./{program}"
        ),
    }
}

pub fn not_a_program(program: &str) -> String {
    let program = quote::line(program.as_bytes());
    format!(
        "{program} is there, but it is not a program that may be started\n\
         hint: a script is started by its language, for instance: python3 {program}"
    )
}

pub fn no_words(end: End) -> String {
    format!(
        "the command of the {end} is empty\n\
         hint: pair 'python3 server.py' 'nc 127.0.0.1 9999'"
    )
}

pub fn open_quotation(end: End) -> String {
    format!("a quotation mark in the command of the {end} is not closed")
}

pub fn no_typed_line(text: &str) -> String {
    let text = quote::text(text.as_bytes(), quote::LINE);
    format!("{text} does not say who types: write it as 'client: hello'")
}
