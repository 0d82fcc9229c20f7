//! How often a question of one kind is asked.

use super::calls::{SERVER, read, stream};
use crate::check::asking::Asked;
use crate::check::prediction::{Situation, questions};
use event::{Socket, TcpState};

#[test]
fn each_kind_is_asked_once_and_a_second_time_only_while_there_are_few() {
    let reads = |unread| {
        let socket = Socket {
            unread,
            ..stream(TcpState::Established)
        };
        let now = Situation {
            who: SERVER,
            call: &read(4),
            socket: Some(&socket),
            waiting: &[],
            has_connections: true,
            last_step: 0,
        };
        questions(&now)
    };
    let mut asked = Asked::default();
    let mut ask = |unread| {
        let chosen = asked.choose(reads(unread));
        chosen.inspect(|question| asked.note(question)).is_some()
    };
    assert!(ask(0) && ask(0));
    assert!(!ask(0));
    assert!(ask(1) && ask(1));
    // Four are not few any more.
    assert!(ask(9));
    assert!(!ask(9));
}
