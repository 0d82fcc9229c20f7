//! Words for a thread that sleeps in a call: that it waits, and for what.

use super::phrases::the;
use crate::narrate::meaning::waiting::{Asleep, AsleepIn, Waited};

pub fn asleep(asleep: Asleep) -> String {
    let end = the(asleep.end);
    let sleeps = if asleep.full {
        format!(": {end} sleeps in this call until that changes")
    } else {
        ": it sleeps".to_owned()
    };
    match asleep.call {
        AsleepIn::Accept => format!("nobody has connected{sleeps}"),
        AsleepIn::Receive => format!("nothing has arrived{sleeps}"),
        AsleepIn::Keyboard { full: true } => {
            format!("waits for a line from the keyboard of {end}")
        }
        AsleepIn::Keyboard { full: false } => "waits for the keyboard".to_owned(),
        AsleepIn::Connect => format!("the other side does not answer{sleeps}"),
        AsleepIn::Send { peer } => format!(
            "the buffers are full, because {} does not read{sleeps}",
            peer.map_or("the peer".to_owned(), the)
        ),
        AsleepIn::Wait { several, timeout } => {
            let which = if several { "one of these" } else { "it" };
            let or = if timeout {
                ", or until the time is up"
            } else {
                ""
            };
            format!("waits until {which} has something{or}")
        }
        AsleepIn::Close => "waits until everything is sent".to_owned(),
        AsleepIn::Peer => format!("waits for the peer{sleeps}"),
        AsleepIn::Other => String::new(),
    }
}

pub fn waited(waited: &Waited) -> String {
    match waited {
        Waited::TimeIsUp => "the time is up, nothing has come".to_owned(),
        Waited::NothingYet => "nothing has come, and the call does not wait".to_owned(),
        Waited::Something {
            ready: 1,
            of_several: false,
        } => "it has something".to_owned(),
        Waited::Something {
            ready: 1,
            of_several: true,
        } => "one of them has something".to_owned(),
        Waited::Something { ready: n, .. } => format!("{n} of them have something"),
        Waited::Failed(text) => text.clone(),
    }
}
