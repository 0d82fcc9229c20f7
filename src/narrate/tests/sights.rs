//! The words for what is so at this moment, and for how a run came out.

use crate::narrate::message;
use crate::narrate::message::{Next, Outcome, Sight, Stand, Turn};
use event::{End, Ready, Wait, Waiting, Who};
use insta::assert_snapshot;

#[test]
fn an_end_has_the_same_name_in_every_listing() {
    let clients = [End::Client(1), End::Client(2), End::Client(3)];
    assert_snapshot!(message(Sight::BeginHere(&clients)), @"the client, client 2 and client 3 begin here; they have not started");
    assert_snapshot!(message(Sight::BeginHere(&clients[1..2])), @"client 2 begins here; it has not started");
    let threads = clients.map(Who::main);
    assert_snapshot!(message(Sight::AreHere(&threads)), @"the client, client 2 and client 3 are here");
    let thread = Who {
        end: End::Server,
        thread: 2,
    };
    assert_snapshot!(message(Sight::AreHere(&[thread])), @"server/2 is here");
    assert_snapshot!(message(Sight::AreHere(&[Who::main(End::Server), thread])), @"the server and server/2 are here");
}

#[test]
fn an_end_begins_a_sentence_with_or_without_its_article() {
    let failed = |end| message(Outcome::Failed(&[end]));
    assert_snapshot!(failed(End::Server), @"The server failed: its last lines above say why.");
    assert_snapshot!(failed(End::Client(2)), @"Client 2 failed: its last lines above say why.");
}

#[test]
fn who_cannot_move_is_told_with_what_is_known_of_it() {
    let waiting = |wait| Waiting {
        who: Who::main(End::Server),
        wait,
        place: None,
        spots: Vec::new(),
    };
    let stands = |wait| message(Sight::Stands(Stand::Waiting(&waiting(wait))));
    assert_snapshot!(stands(Wait::NotFollowed), @"is in its own code, or in a call that is not followed");
    assert_snapshot!(stands(Wait::Stopped), @"was stopped by a signal and waits for SIGCONT");
    assert_snapshot!(stands(Wait::Untold("futex".into())), @"waits for another thread of its own program");
    let stuck = [Wait::NotFollowed, Wait::Stopped, Wait::Held].map(waiting);
    assert_snapshot!(message(Outcome::Stuck(&stuck)), @"Nobody can go on: the server waits in a call that is not followed, and the server was stopped by a signal and waits for SIGCONT, and the server is held by the workbook until all others wait. The workbook has stopped the run.");
}

#[test]
fn the_prompt_shows_what_enter_does_and_who_could_move_instead() {
    let ready = Ready {
        who: Who::main(End::Server),
        call: None,
        place: None,
    };
    let prompt = |next| message(Turn::StepPrompt { step: 1, next });
    let (ready, others) = (&ready, &[End::Client(1), End::Client(2)][..]);
    assert_snapshot!(prompt(Next::Move { ready, others }), @"step 1 · server: starts (or client, client 2)");
    assert_snapshot!(prompt(Next::Move { ready, others: &[] }), @"step 1 · server: starts");
    let (end, line) = (End::Client(1), Some("你好"));
    assert_snapshot!(prompt(Next::Type { end, line }), @r#"step 1 · all wait; Enter types to the client: "你好""#);
    assert_snapshot!(prompt(Next::Type { end, line: None }), @"step 1 · all wait; Enter presses Ctrl-D at the client");
}
