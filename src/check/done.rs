//! What each end did, made of the events of a run: the calls that count, and whom they reached.
//! Bytes that were only looked at (MSG_PEEK) were not read.

use event::{
    Address, Call, Data, End, Ending, Event, Exited, FirstFin, Goodbye, How, Kind, Opt, Output,
    Request, Returned, Socket, SocketId, Step, StepNumber, Verdict, What,
};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// A run, as the truths look at it.
pub struct Run<'a> {
    pub done: Vec<Done<'a>>,
    pub verdict: Option<&'a Verdict>,
    /// Those who fell asleep in a call and did not come back from it, by thread.
    pub asleep: Vec<&'a Step>,
}

impl<'a> Run<'a> {
    pub fn of(events: &'a [Event]) -> Run<'a> {
        let verdict = events.iter().find_map(|event| match event {
            Event::Ended(verdict) => Some(verdict),
            _ => None,
        });
        Run {
            done: done(events),
            verdict,
            asleep: asleep(events),
        }
    }
}

/// Something that an end did.
#[derive(Debug)]
pub struct Done<'a> {
    pub step: &'a Step,
    /// The other end of the connection, where it is one of the run.
    pub with: Option<End>,
    pub socket: Option<SocketId>,
    pub what: Doing<'a>,
}

#[derive(Debug)]
pub enum Doing<'a> {
    TriesToConnect(Option<IpAddr>),
    Connects,
    Accepts,
    Reads {
        bytes: u64,
        data: Option<&'a Data>,
    },
    Sends {
        bytes: u64,
        data: Option<&'a Data>,
    },
    ReadsEndOfStream,
    ShutsDown,
    Closes,
    Resets,
    /// With the name of the error.
    Fails(&'a str),
    Binds(IpAddr),
    Sets(Opt),
    /// One line.
    Prints(&'a Data),
    /// The same on stderr.
    Complains(&'a Data),
    IsTyped(&'a str),
    PartsFirst,
    Ends(Ending),
}

impl Done<'_> {
    pub fn end(&self) -> End {
        self.step.who.end
    }
}

fn asleep(events: &[Event]) -> Vec<&Step> {
    let mut last = BTreeMap::new();
    for event in events {
        if let Event::Step(step) = event
            && !matches!(step.what, What::Exited(_))
        {
            last.insert(step.who, &**step);
        }
    }
    let is_asleep = |step: &&Step| matches!(step.what, What::Asleep { .. });
    last.into_values().filter(is_asleep).collect()
}

fn done(events: &[Event]) -> Vec<Done<'_>> {
    let mut seen = Seen::default();
    let mut done = Vec::new();
    for event in events {
        if let Event::Step(step) = event {
            done.extend(seen.step(step));
        }
    }
    done
}

/// What has to be known of earlier steps.
#[derive(Default)]
struct Seen {
    /// Who is at the other side: of a connection that has ended the kernel does not tell any more.
    peers: BTreeMap<SocketId, End>,
    who: BTreeMap<StepNumber, End>,
}

impl Seen {
    fn step<'a>(&mut self, step: &'a Step) -> Vec<Done<'a>> {
        self.who.insert(step.number, step.who.end);
        let alone = |what| Done {
            step,
            with: None,
            socket: None,
            what,
        };
        match &step.what {
            What::Returned(returned) => self.returned(step, returned),
            What::Printed { output, text } => vec![alone(match output {
                Output::Out => Doing::Prints(text),
                Output::Error => Doing::Complains(text),
            })],
            What::Typed {
                line: Some(line), ..
            } => vec![alone(Doing::IsTyped(line))],
            What::Exited(exited) => self.exited(step, exited),
            _ => Vec::new(),
        }
    }

    fn returned<'a>(&mut self, step: &'a Step, returned: &'a Returned) -> Vec<Done<'a>> {
        let with = self.peer(returned);
        let socket = returned.socket.as_ref();
        let about = |what| Done {
            step,
            with,
            socket: socket.map(|socket| socket.id),
            what,
        };
        let mut done = Vec::new();
        if let Request::Connect(address) = &returned.call.request {
            done.push(about(Doing::TriesToConnect(ip(address))));
        }
        match &returned.result {
            Ok(_) => done.extend(succeeded(returned).map(about)),
            Err(errno) => done.push(about(Doing::Fails(&errno.name))),
        }
        let is_shutdown = matches!(returned.call.request, Request::Shutdown(_));
        if is_shutdown && socket.is_some_and(|socket| parts_first(step, socket)) {
            done.push(about(Doing::PartsFirst));
        }
        let is_close = matches!(returned.call.request, Request::Close);
        let closed = returned.closed.iter().chain(socket.filter(|_| is_close));
        done.extend(closed.flat_map(|socket| self.closed(step, socket)));
        done
    }

    fn exited<'a>(&mut self, step: &'a Step, exited: &'a Exited) -> Vec<Done<'a>> {
        let closed = exited.closed.iter();
        let mut done: Vec<Done> = closed
            .flat_map(|socket| self.closed(step, socket))
            .collect();
        if !exited.is_child {
            done.push(Done {
                step,
                with: None,
                socket: None,
                what: Doing::Ends(exited.how),
            });
        }
        done
    }

    fn closed<'a>(&self, step: &'a Step, socket: &Socket) -> Vec<Done<'a>> {
        if socket.is_held() && matches!(step.what, What::Returned(_)) {
            return Vec::new();
        }
        let is_reset = socket.goodbye == Some(Goodbye::Reset);
        let whats = [Doing::Closes].into_iter();
        let whats = whats.chain(is_reset.then_some(Doing::Resets));
        let whats = whats.chain(parts_first(step, socket).then_some(Doing::PartsFirst));
        let about = |what| Done {
            step,
            with: socket.peer_end.or(self.peers.get(&socket.id).copied()),
            socket: Some(socket.id),
            what,
        };
        whats.map(about).collect()
    }

    /// Who has the other side: as the kernel says, or by whom a datagram was sent, or whom
    /// one reached.
    fn peer(&mut self, returned: &Returned) -> Option<End> {
        let socket = returned.socket.as_ref()?;
        if let Some(end) = socket.peer_end {
            self.peers.insert(socket.id, end);
            return Some(end);
        }
        if socket.kind == Kind::Datagram {
            let causes = || returned.causes.iter().find_map(|step| self.who.get(step));
            let reached = returned.reached.first();
            return if returned.call.is_receive() {
                causes().copied()
            } else {
                reached.copied()
            };
        }
        self.peers.get(&socket.id).copied()
    }
}

/// Whether this step sent the first goodbye of the connection.
fn parts_first(step: &Step, socket: &Socket) -> bool {
    let own = FirstFin {
        step: step.number,
        own: true,
    };
    socket.first_fin == Some(own)
}

fn ip(address: &Address) -> Option<IpAddr> {
    match address {
        Address::Inet(address) => Some(address.ip()),
        _ => None,
    }
}

/// What a call that succeeded did, if that counts.
fn succeeded(returned: &Returned) -> Option<Doing<'_>> {
    let answer = returned.result.as_ref().ok()?;
    let is_stream = |kind| kind == Kind::Stream;
    let Call { request, .. } = &returned.call;
    Some(match request {
        Request::Connect(_) => Doing::Connects,
        Request::Accept => Doing::Accepts,
        Request::Bind(Address::Inet(address)) => Doing::Binds(address.ip()),
        _ if returned.is_end_of_stream() => Doing::ReadsEndOfStream,
        request if request.is_receive() && !request.peeks() => Doing::Reads {
            bytes: answer.moved,
            data: answer.data.as_ref(),
        },
        Request::Send { data, .. } => Doing::Sends {
            bytes: answer.moved,
            data: Some(data),
        },
        request if request.sends().is_some() => Doing::Sends {
            bytes: answer.moved,
            data: None,
        },
        Request::Shutdown(How::Write | How::Both)
            if returned
                .socket
                .as_ref()
                .map(|s| s.kind)
                .is_some_and(is_stream) =>
        {
            Doing::ShutsDown
        }
        Request::SetOption { option, .. } => Doing::Sets(*option),
        _ => return None,
    })
}
