//! Whether a run gets anywhere: calls that changed nothing, one after the other. A program may
//! make as many as it likes while others can go on; alone it would make them for ever.

use event::{Returned, Step, What};
use std::time::{Duration, Instant};

/// Fewer calls than this prove nothing.
const MOST: u32 = 1_000;

#[derive(Debug)]
pub struct Fruitless {
    calls: u32,
    /// Reads at the end of a stream, which can only give the same again.
    ends_of_stream: u32,
    last: Option<Step>,
    /// When something changed for the last time.
    since: Instant,
}

impl Fruitless {
    pub fn from(now: Instant) -> Fruitless {
        Fruitless {
            calls: 0,
            ends_of_stream: 0,
            last: None,
            since: now,
        }
    }

    pub fn note(&mut self, step: &Step, now: Instant) {
        match &step.what {
            What::Returned(returned) if !returned.changes_something() => {
                self.calls += 1;
                self.ends_of_stream += u32::from(returned.is_end_of_stream());
                self.last = Some(step.clone());
            }
            // What is printed of it changes nothing either.
            What::Asleep { .. } | What::Printed { .. } => {}
            _ => *self = Fruitless::from(now),
        }
    }

    /// The last of these calls.
    pub fn last(&self) -> Option<(&Step, &Returned)> {
        let step = self.last.as_ref()?;
        match &step.what {
            What::Returned(returned) => Some((step, returned)),
            _ => None,
        }
    }

    /// When something changed for the last time.
    pub fn since(&self) -> Instant {
        self.since
    }

    /// Whether those who only ask would ask for ever. Some also look at the clock: they get
    /// this time, unless nothing but ends of streams is left to them.
    pub fn is_for_ever(&self, time: Duration, now: Instant) -> bool {
        self.ends_of_stream >= MOST || self.calls >= MOST && now > self.since + time
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::{Answer, Call, Data, End, Errno, Output, Request, Who};

    fn step(what: What) -> Step {
        Step {
            number: 1,
            time: 0,
            who: Who::main(End::Server),
            place: None,
            what,
        }
    }

    fn read(result: Result<u64, &str>) -> Step {
        let call = Call {
            name: "recvfrom".into(),
            fd: Some(4),
            nonblocking: false,
            request: Request::Receive {
                room: 10,
                peek: false,
                wait_all: false,
                dont_wait: false,
                flags: Vec::new(),
            },
        };
        let answer = |moved| Answer {
            value: moved as i64,
            moved,
            ..Answer::default()
        };
        let errno = |name: &str| Errno {
            name: name.to_owned(),
            text: String::new(),
        };
        let result = result.map(answer).map_err(errno);
        step(What::from(Returned::new(call, result)))
    }

    fn printed() -> Step {
        let (output, text) = (Output::Out, Data::default());
        step(What::Printed { output, text })
    }

    #[test]
    fn reads_at_the_end_of_a_stream_are_for_ever_whatever_is_printed_of_them() {
        let now = Instant::now();
        let mut fruitless = Fruitless::from(now);
        for _ in 1..MOST {
            fruitless.note(&read(Ok(0)), now);
            fruitless.note(&printed(), now);
        }
        let hour = Duration::from_secs(3600);
        assert!(!fruitless.is_for_ever(hour, now));
        fruitless.note(&read(Ok(0)), now);
        assert!(fruitless.is_for_ever(hour, now));
        fruitless.note(&read(Ok(1)), now);
        assert!(!fruitless.is_for_ever(hour, now));
    }

    #[test]
    fn who_asks_without_waiting_gets_some_time() {
        let (now, second) = (Instant::now(), Duration::from_secs(1));
        let mut fruitless = Fruitless::from(now);
        (0..MOST).for_each(|_| fruitless.note(&read(Err("EAGAIN")), now + second));
        assert!(!fruitless.is_for_ever(second, now + second));
        assert!(fruitless.is_for_ever(second, now + 2 * second));
    }
}
