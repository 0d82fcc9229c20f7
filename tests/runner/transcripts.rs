//! The six transcripts, whole. The book shows these very files.

use crate::support::{address, filters, run, system};

fn transcript_of(lesson: u8) {
    if system::can_trace() {
        run(lesson, &address::own()).ends_as(0, &format!("lesson{lesson}"));
    }
}

#[test]
fn lesson_1_is_told_as_one_program() {
    // Without a network it is shorter: "none" is an answer too.
    match filters::own_ip() {
        Some(_) => transcript_of(1),
        None => eprintln!("skipped: this machine has no address towards the internet"),
    }
}

#[test]
fn lesson_2_is_told_from_both_ends() {
    transcript_of(2);
}

#[test]
fn lesson_3_is_told_without_a_connection() {
    transcript_of(3);
}

#[test]
fn lesson_4_serves_two_clients_while_the_first_is_held() {
    transcript_of(4);
}

#[test]
fn lesson_5_lets_everybody_write_out_of_turn() {
    transcript_of(5);
}

#[test]
fn lesson_6_shows_every_step_of_the_goodbye() {
    transcript_of(6);
}
