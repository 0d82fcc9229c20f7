//! What a library or a run-time does by itself: it is counted, and what is a person's own is shown.

use crate::narrate::{Aside, Asides};
use crate::view::asides::Sieve;
use event::{
    Address, Answer, Call, Data, End, Errno, Family, Kind, Place, Request, Returned, Step, What,
    Who,
};
use std::borrow::Cow;
use std::rc::Rc;
use std::time::Duration;

/// Steps without a source line, as of a program without debug information.
#[derive(Default)]
struct Run(Vec<Rc<Step>>);

impl Run {
    fn then(mut self, what: What) -> Run {
        let number = self.0.len() as u32 + 1;
        let step = Step {
            number,
            time: u64::from(number),
            who: Who::main(End::Server),
            place: None,
            what,
        };
        self.0.push(Rc::new(step));
        self
    }

    fn calls(self, fd: Option<i32>, request: Request, result: Result<Answer, Errno>) -> Run {
        let name = Cow::Borrowed("a call");
        let nonblocking = false;
        let call = Call {
            name,
            fd,
            request,
            nonblocking,
        };
        self.then(What::from(Returned::new(call, result)))
    }

    fn answers(self, fd: Option<i32>, request: Request, value: i64) -> Run {
        let answer = Answer {
            value,
            ..Answer::default()
        };
        self.calls(fd, request, Ok(answer))
    }

    fn socket(self, family: Family) -> Run {
        let kind = Kind::Stream;
        self.answers(None, Request::Socket { family, kind }, 3)
    }

    fn close(self, fd: i32) -> Run {
        self.answers(Some(fd), Request::Close, 0)
    }

    fn looks(self, found: i64) -> Run {
        let timeout = Some(Duration::ZERO);
        let fds = vec![3];
        self.answers(
            None,
            Request::Wait {
                fds,
                timeout,
                sets: Box::default(),
                instruments: Box::default(),
            },
            found,
        )
    }

    fn looks_a_name_up(self, path: &str) -> Run {
        let to = Address::Unix(Data::from(path.as_bytes()));
        let failed = Errno {
            name: "ENOENT".to_owned(),
            text: String::new(),
        };
        self.socket(Family::Unix)
            .calls(Some(3), Request::Connect(to), Err(failed))
            .close(3)
    }

    fn asks_its_address(self, address: &str) -> Run {
        let answer = Answer {
            address: Some(Address::Inet(address.parse().expect("an address"))),
            ..Answer::default()
        };
        self.calls(Some(3), Request::LocalAddress, Ok(answer))
    }

    fn begins_thread(self, thread: u32) -> Run {
        let end = End::Server;
        self.then(What::ThreadBegan(Who { end, thread }))
    }

    fn pair(self) -> Run {
        let (family, kind) = (Family::Unix, Kind::Stream);
        let answer = Answer {
            descriptors: vec![4, 5],
            ..Answer::default()
        };
        self.calls(None, Request::SocketPair { family, kind }, Ok(answer))
    }

    /// All at a line of the source.
    fn at_a_line(mut self) -> Run {
        for step in &mut self.0 {
            Rc::make_mut(step).place = Some(Place {
                path: "server.c".to_owned(),
                line: 7,
                text: "call();".to_owned(),
            });
        }
        self
    }

    /// The numbers of the steps that are shown, and what is said of the others.
    fn sifted(self) -> (Vec<u32>, Option<Asides>) {
        let mut sieve = Sieve::default();
        let mut shown = Vec::new();
        for step in &self.0 {
            shown.extend(sieve.take(step, ()));
        }
        shown.extend(sieve.rest());
        let asides = sieve.asides();
        let numbers: Vec<u32> = shown.iter().map(|(step, ())| step.number).collect();
        let hidden = asides.as_ref().map_or(0, Asides::count) as usize;
        assert_eq!(numbers.len() + hidden, self.0.len(), "a step is lost");
        assert!(numbers.is_sorted(), "{numbers:?}");
        (numbers, asides)
    }

    fn kinds(self) -> (Vec<u32>, Vec<(Aside, u32)>) {
        let (numbers, asides) = self.sifted();
        (numbers, asides.map_or(Vec::new(), |asides| asides.kinds))
    }
}

fn run() -> Run {
    Run::default()
}

#[test]
fn the_name_service_of_the_c_library_is_counted_and_another_unix_socket_is_shown() {
    let lookup = run().looks_a_name_up("/var/run/nscd/socket");
    assert_eq!(lookup.kinds(), (vec![], vec![(Aside::NameService, 3)]));
    let other = run().looks_a_name_up("/tmp/server");
    assert_eq!(other.kinds(), (vec![1, 2, 3], vec![]));
    let both = run()
        .socket(Family::Inet)
        .asks_its_address("127.0.0.1:80")
        .looks_a_name_up("/var/run/nscd/socket")
        .looks(1);
    let (shown, asides) = both.sifted();
    let asides = asides.expect("three are not shown");
    assert_eq!((shown, asides.first, asides.last), (vec![1, 2, 6], 3, 5));
}

#[test]
fn of_waits_that_find_nothing_at_once_the_first_is_shown() {
    let run = run().looks(0).close(9).looks(0).looks(1).looks(0);
    assert_eq!(run.kinds(), (vec![1, 2, 4], vec![(Aside::Look, 2)]));
}

#[test]
fn a_question_is_shown_as_long_as_its_answer_is_new() {
    let run = run()
        .asks_its_address("127.0.0.1:80")
        .asks_its_address("127.0.0.1:80")
        .asks_its_address("127.0.0.1:81");
    assert_eq!(run.kinds(), (vec![1, 3], vec![(Aside::Known, 1)]));
}

#[test]
fn sockets_that_are_only_tried_are_counted_if_they_are_many() {
    let tried = |run: Run| run.socket(Family::Inet).close(3);
    assert_eq!(tried(run()).kinds().0, [1, 2]);
    assert_eq!(tried(tried(run())).kinds().0, [1, 2, 3, 4]);
    let three = tried(tried(tried(run())));
    let used = three.socket(Family::Inet).asks_its_address("0.0.0.0:0");
    assert_eq!(used.kinds(), (vec![7, 8], vec![(Aside::Tried, 6)]));
}

#[test]
fn many_threads_in_a_row_are_counted_and_so_are_their_ends() {
    let one = run().begins_thread(2).looks(1);
    assert_eq!(one.kinds(), (vec![1, 2], vec![]));
    let mut many = run().begins_thread(2).begins_thread(3).begins_thread(4);
    many = many.then(What::ThreadEnded);
    Rc::make_mut(&mut many.0[3]).who.thread = 4;
    assert_eq!(many.kinds(), (vec![], vec![(Aside::Thread, 4)]));
}

#[test]
fn a_socket_pair_is_counted_until_something_goes_through_it() {
    let silent = |run: Run| run.answers(Some(4), Request::Nonblocking(true), 0);
    let waker = silent(run().pair()).close(4).close(5);
    assert_eq!(waker.kinds(), (vec![1], vec![(Aside::Pair, 3)]));
    let send = Request::Send {
        data: Data::from(&b"x"[..]),
        to: None,
        passed: Vec::new(),
        flags: Vec::new(),
    };
    let used = run().pair().answers(Some(4), send, 1).close(4).close(5);
    assert_eq!(used.kinds().0, [1, 2, 3, 4]);
    // Which process keeps which end is the lesson.
    let end = End::Server;
    let forked = run()
        .pair()
        .then(What::ProcessBegan(Who { end, thread: 2 }));
    assert_eq!(forked.close(4).kinds().0, [1, 2, 3]);
}

#[test]
fn what_makes_a_socket_ready_as_another_one_is_counted() {
    let ready = |run: Run, fd| run.answers(Some(fd), Request::Nonblocking(true), 0);
    let run = ready(ready(run(), 3), 4).answers(Some(4), Request::Nonblocking(false), 0);
    assert_eq!(run.kinds(), (vec![1, 3], vec![(Aside::MadeReady, 1)]));
}

#[test]
fn of_many_pieces_of_what_came_in_one_three_are_shown() {
    let mut run = run();
    for _ in 0..6 {
        run = run.then({
            let read = Call {
                name: "read".into(),
                fd: Some(3),
                nonblocking: false,
                request: Request::Receive {
                    room: 10,
                    peek: false,
                    wait_all: false,
                    dont_wait: false,
                    flags: Vec::new(),
                },
            };
            let answer = Answer {
                value: 1,
                moved: 1,
                data: Some(Data::from(&b"x"[..])),
                ..Answer::default()
            };
            What::from(Returned {
                causes: vec![1],
                ..Returned::new(read, Ok(answer))
            })
        });
    }
    assert_eq!(run.kinds(), (vec![1, 2, 3], vec![(Aside::Piece, 3)]));
}

#[test]
fn what_stands_at_a_line_of_the_program_is_shown() {
    let run = run()
        .looks_a_name_up("/var/run/nscd/socket")
        .asks_its_address("127.0.0.1:80")
        .asks_its_address("127.0.0.1:80")
        .pair()
        .close(4)
        .begins_thread(2)
        .begins_thread(3)
        .begins_thread(4);
    let all: Vec<u32> = (1..=run.0.len() as u32).collect();
    assert_eq!(run.at_a_line().kinds(), (all, vec![]));
}

#[test]
fn who_pauses_after_each_step_sees_each() {
    let steps = run().looks(0).looks(0).looks(0).0;
    let mut sieve = Sieve::default();
    for step in &steps {
        let mut shown = sieve.take(step, ());
        shown.extend(sieve.pause());
        assert_eq!(shown.len(), 1, "step {}", step.number);
        assert_eq!(sieve.asides(), None);
    }
}
