//! What the prompt says while a pair is stepped or talked to.

use super::phrases::{names, the};
use super::sights::before;
use crate::narrate::message::{Next, Turn};
use crate::terminal::escape as quote;
use event::End;

pub fn turn(turn: &Turn) -> String {
    match *turn {
        Turn::HowToLeave => "The pair waits. Type stop (or press Ctrl-D) to end it.".to_owned(),
        Turn::HowToStep { is_pair: true } => {
            "Both ends are stopped before each call. Enter lets the next call happen; server or \
             client chooses who moves; sockets, source and who look around; go runs to the end; \
             help shows more."
                .to_owned()
        }
        Turn::HowToStep { is_pair: false } => {
            "The program is stopped before each call. Enter lets the next call happen; sockets, \
             source and who look around; go runs to the end; help shows more."
                .to_owned()
        }
        Turn::HowToTalk => {
            "You are all keyboards here. Type for instance client: hello or server: hello. ctrl-d \
             client ends its input, join starts another client, stop ends all; help shows more."
                .to_owned()
        }
        Turn::EnterLine => "Enter alone lets happen what the prompt shows. Or type:".to_owned(),
        Turn::TypedLine => "client: hello types hello at the client's keyboard; so do server: and \
                            client 2:. Or type:"
            .to_owned(),
        Turn::StepPrompt { step, next } => format!("step {step} · {}", lets_happen(next)),
        Turn::TalkPrompt { keyboards: [] } => "talk (no keyboard is read now)".to_owned(),
        Turn::TalkPrompt { keyboards } => format!("talk ({})", names(keyboards)),
        Turn::Joined(end) => format!("{end} joins; its first step is to start"),
    }
}

fn lets_happen(next: Next) -> String {
    match next {
        Next::Move { ready, others: [] } => format!("{}: {}", ready.who, before(ready)),
        Next::Move { ready, others } => {
            format!("{}: {} (or {})", ready.who, before(ready), names(others))
        }
        Next::Type {
            end,
            line: Some(line),
        } => format!(
            "all wait; Enter types to {}: {}",
            the(end),
            quote::text(line.as_bytes(), quote::DATA)
        ),
        Next::Type { end, line: None } => {
            format!("all wait; Enter presses Ctrl-D at {}", the(end))
        }
        Next::LetGo(end) => format!("all others wait; Enter lets {} go on", the(end)),
        Next::Timer => "all wait, one of them not for ever; Enter waits with them".to_owned(),
        Next::Recorded => "recorded; Enter tells it".to_owned(),
        Next::Busy => "a program is still busy; Enter waits for it".to_owned(),
        Next::NothingLeft { keyboard, can_join } => {
            format!(
                "all wait; Enter ends the lesson{}",
                or_go_on(keyboard, can_join)
            )
        }
    }
}

fn or_go_on(keyboard: Option<End>, can_join: bool) -> String {
    match (keyboard, can_join) {
        (Some(end), _) => format!(", {end}: TEXT types a line"),
        (None, true) => ", join starts another client".to_owned(),
        (None, false) => String::new(),
    }
}
