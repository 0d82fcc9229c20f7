//! What of a step counts when two runs are held against each other. Which descriptor it was, which
//! port the system picked, where the ends were told to meet, which address this machine has, when it
//! happened, which number it has, and which thread of the end it was, are no difference by themselves.

use event::{
    Address, Answer, Call, Data, End, Ending, Exited, Request, Returned, Socket, Step, What, Who,
};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// A port that is not 0: which one does not count.
const SOME_PORT: u16 = 1;
/// Nor which address of this machine.
const OWN_IP: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Two steps with the same essence do the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Essence {
    pub end: End,
    what: What,
}

impl Essence {
    pub fn of(step: &Step, own: &Own) -> Essence {
        Essence {
            end: step.who.end,
            what: own.what(&step.what),
        }
    }

    /// Whether both are the same kind of thing, done by the same end.
    pub fn is_akin(&self, other: &Essence) -> bool {
        self.end == other.end
            && match (&self.what, &other.what) {
                (What::Asleep { call: one, .. }, What::Asleep { call: other, .. }) => {
                    one.name == other.name
                }
                (What::Returned(one), What::Returned(other)) => one.call.name == other.call.name,
                (What::Printed { output: one, .. }, What::Printed { output: other, .. }) => {
                    one == other
                }
                (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
            }
    }
}

/// What belongs to one run or to its machine, wherever it is seen, also in what is printed.
pub struct Own {
    pub ports: BTreeSet<u16>,
    /// Where the ends meet, and by what addresses others on the network know this machine.
    ips: BTreeSet<IpAddr>,
}

impl Own {
    pub fn of(steps: &[Step]) -> Own {
        let sockets = steps.iter().filter_map(|step| match &step.what {
            What::Returned(returned) => returned.socket.as_ref(),
            What::Asleep { socket, .. } => socket.as_deref(),
            _ => None,
        });
        let mut own = Own {
            ports: BTreeSet::new(),
            ips: BTreeSet::new(),
        };
        for address in steps.iter().flat_map(meeting_place) {
            own.ports.insert(address.port());
            own.ips.insert(address.ip());
            // From there the kernel lets a client come, whatever loopback address it goes to.
            own.ips
                .extend(address.ip().is_loopback().then_some(LOCALHOST));
        }
        for socket in sockets {
            let addresses = [socket.local, socket.peer].into_iter().flatten();
            own.ports.extend(addresses.map(|address| address.port()));
            let ip = socket.local.map(|address| address.ip());
            own.ips
                .extend(ip.filter(|ip| !ip.is_loopback() && !ip.is_unspecified()));
        }
        own
    }

    fn what(&self, what: &What) -> What {
        match what {
            What::Started(words) => {
                What::Started(words.iter().map(|word| self.text(word)).collect())
            }
            What::Asleep { call, socket, .. } => What::Asleep {
                call: self.call(call),
                socket: socket.as_deref().map(plain).map(Box::new),
                // What lies there was told at the step that has brought it.
                spots: Vec::new(),
            },
            What::Returned(returned) => What::from(self.returned(returned)),
            What::Printed { output, text } => What::Printed {
                output: *output,
                text: self.data(text),
            },
            What::ThreadBegan(who) => What::ThreadBegan(Who::main(who.end)),
            What::ProcessBegan(who) => What::ProcessBegan(Who::main(who.end)),
            What::Exited(exited) => What::Exited(end_of(exited)),
            What::Typed { .. } | What::ThreadEnded | What::Held | What::LetGo | What::Unseen(_) => {
                what.clone()
            }
        }
    }

    fn returned(&self, returned: &Returned) -> Returned {
        let is_close = matches!(returned.call.request, Request::Close);
        let socket = |socket: &Socket| Socket {
            // Whether it was the last descriptor.
            descriptors: if is_close { socket.descriptors } else { 0 },
            ..plain(socket)
        };
        Returned {
            call: self.call(&returned.call),
            result: (returned.result.as_ref())
                .map(|answer| self.answer(&returned.call.request, answer))
                .map_err(Clone::clone),
            socket: returned.socket.as_ref().map(socket),
            slept: returned.slept,
            closed_meanwhile: returned.closed_meanwhile,
            // Times are no difference.
            late: None,
            closed: returned.closed.iter().map(plain).collect(),
            // Which steps they are is held against each other once it is known which belong
            // together.
            causes: Vec::new(),
            reached: Vec::new(),
            signal: returned.signal,
            injected: returned.injected,
        }
    }

    fn call(&self, call: &Call) -> Call {
        let some = |fds: &[i32]| vec![0; fds.len()];
        let request = match call.request.clone() {
            Request::Bind(to) => Request::Bind(self.address(&to)),
            Request::Connect(to) => Request::Connect(self.address(&to)),
            Request::Send {
                data,
                to,
                passed,
                flags,
            } => Request::Send {
                data: self.data(&data),
                to: to.as_ref().map(|to| self.address(to)),
                passed: some(&passed),
                flags,
            },
            Request::SendSeveral { mut messages } => {
                for message in &mut messages {
                    message.data = self.data(&message.data);
                    message.to = message.to.as_ref().map(|to| self.address(to));
                }
                Request::SendSeveral { messages }
            }
            Request::Copy { length, sends, .. } => Request::Copy {
                from: 0,
                to: 0,
                length,
                sends,
            },
            Request::CloseRange {
                on_exec, sockets, ..
            } => Request::CloseRange {
                first: 0,
                last: 0,
                on_exec,
                sockets: some(&sockets),
            },
            Request::Wait {
                fds,
                timeout,
                mut sets,
                mut instruments,
            } => {
                sets.iter_mut().for_each(|found| found.fd = 0);
                instruments.iter_mut().for_each(|(fd, _)| *fd = 0);
                Request::Wait {
                    fds: some(&fds),
                    timeout,
                    sets,
                    instruments,
                }
            }
            Request::Watch { change, events, .. } => Request::Watch {
                fd: 0,
                change,
                events,
            },
            Request::DuplicateOnto(_) => Request::DuplicateOnto(0),
            Request::Print { output, data } => Request::Print {
                output,
                data: self.data(&data),
            },
            other => other,
        };
        Call {
            name: call.name.clone(),
            fd: call.fd.map(|_| 0),
            request,
            nonblocking: call.nonblocking,
        }
    }

    fn answer(&self, request: &Request, answer: &Answer) -> Answer {
        let mut plain = answer.clone();
        if gives_a_descriptor(request) {
            plain.value = 0;
        }
        plain.data = plain.data.as_ref().map(|data| self.data(data));
        plain.address = plain.address.as_ref().map(|to| self.address(to));
        plain.descriptors.fill(0);
        for message in &mut plain.messages {
            message.data = message.data.as_ref().map(|data| self.data(data));
            message.address = message.address.as_ref().map(|to| self.address(to));
        }
        for found in &mut plain.ready {
            found.fd = 0;
        }
        plain
    }

    fn data(&self, data: &Data) -> Data {
        let text = String::from_utf8(data.first().to_vec());
        let plain = text.map(|text| self.text(&text));
        plain.map_or(data.clone(), |text| Data::from(text.into_bytes()))
    }

    fn address(&self, address: &Address) -> Address {
        match address {
            Address::Inet(address) => {
                let is_own = self.ips.contains(&address.ip());
                let ip = if is_own { OWN_IP } else { address.ip() };
                Address::Inet(SocketAddr::new(ip, address.port().min(SOME_PORT)))
            }
            Address::Unix(_) | Address::Other(_) => address.clone(),
        }
    }

    /// The text with all addresses of this machine shown alike, and with every port of the run,
    /// behind its colon.
    fn text(&self, text: &str) -> String {
        let alike = |text: String, ip: &IpAddr| text.replace(&ip.to_string(), "");
        let text = self.ips.iter().fold(text.to_owned(), alike);
        let mut pieces = text.split(':');
        let mut plain = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = piece.split_at(digits);
            let is_port = number.parse().is_ok_and(|port| self.ports.contains(&port));
            let shown = if is_port { "" } else { number };
            plain.extend([":", shown, rest]);
        }
        plain
    }
}

/// What the workbook stops is no longer at what it did: that it was stopped is all that counts.
fn end_of(exited: &Exited) -> Exited {
    let is_stopped = matches!(exited.how, Ending::Stopped | Ending::Killed);
    let closed = exited.closed.iter().filter(|_| !is_stopped);
    Exited {
        closed: closed.map(plain).collect(),
        other_threads: if is_stopped { 0 } else { exited.other_threads },
        reached: Vec::new(),
        ..*exited
    }
}

/// Where the ends of a lesson shall meet, as it is said on the command line of each.
fn meeting_place(step: &Step) -> Option<SocketAddr> {
    match &step.what {
        What::Started(words) => words.iter().find_map(|word| word.parse().ok()),
        _ => None,
    }
}

fn gives_a_descriptor(request: &Request) -> bool {
    matches!(
        request,
        Request::Socket { .. } | Request::Accept | Request::Duplicate | Request::DuplicateOnto(_)
    )
}

/// What a step is told of its socket: how it stands, and what the peer was told. How much waits
/// where is seen when it is read.
fn plain(socket: &Socket) -> Socket {
    Socket {
        state: socket.state,
        descriptors: 0,
        held_elsewhere: socket.held_elsewhere,
        goodbye: socket.goodbye,
        ..Socket::new(0, socket.kind)
    }
}
