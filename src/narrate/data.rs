//! Words for the calls that move data: one write is not one read.

use super::{Brief, Deed, Narrator, bytes, steps, the, was_reset};
use crate::call::{Answer, End, Errno, Event, Kind, Request, Returned, Socket};

impl Narrator {
    pub(super) fn data(&mut self, event: &Event, returned: &Returned) -> String {
        let is_datagram = returned
            .socket
            .as_ref()
            .is_some_and(|s| s.kind == Kind::Datagram);
        match (&returned.call.request, &returned.result) {
            (Request::Send { to, .. }, Ok(answer)) if is_datagram => {
                self.datagram_sent(to.is_some(), answer, returned.socket.as_ref())
            }
            (Request::Send { data, .. }, Ok(answer)) => self.sent(data, answer, returned),
            (Request::Receive { .. }, Ok(answer)) if is_datagram => {
                self.datagram_received(returned, answer)
            }
            (Request::Receive { room, .. }, Ok(answer)) => match answer.value {
                0 if *room > 0 => self.end_of_stream(event.who.end, returned),
                0 => String::new(),
                _ => self.received(returned, answer),
            },
            (request, Err(errno)) => self.data_failed(request, errno, returned, is_datagram),
            _ => String::new(),
        }
    }

    fn datagram_sent(
        &mut self,
        addressed: bool,
        answer: &Answer,
        socket: Option<&Socket>,
    ) -> String {
        let size = bytes(answer.value);
        let port = socket
            .and_then(|socket| socket.local)
            .map(|local| local.port());
        match (self.first("datagram sent"), addressed, port) {
            (true, true, Some(port)) => format!(
                "one datagram of {size} is on its way, from port {port}. Nobody says \
                 whether it arrives"
            ),
            (true, ..) => {
                format!("one datagram of {size} is on its way. Nobody says whether it arrives")
            }
            (false, ..) => format!("one datagram of {size}"),
        }
    }

    fn sent(&mut self, data: &[u8], answer: &Answer, returned: &Returned) -> String {
        let size = bytes(answer.value);
        if (answer.value as usize) < data.len() {
            return format!(
                "the kernel took only {size} of {}: the program has to send the rest itself",
                data.len()
            );
        }
        if was_reset(returned) {
            return format!(
                "the kernel took {size}, but nobody holds the other side any more: it answered \
                 with a reset"
            );
        }
        match self.first("sent") {
            true => format!(
                "the kernel took {size} and brings them to the peer. The call does not wait \
                 until they are read"
            ),
            false => format!("the kernel took {size}"),
        }
    }

    fn received(&mut self, returned: &Returned, answer: &Answer) -> String {
        let size = bytes(answer.value);
        let sources = &returned.causes;
        let woken = if returned.slept { "woken: " } else { "" };
        let peek = match returned.call.request {
            Request::Receive { peek: true, .. } => "; only looked at, they stay in the queue",
            _ => "",
        };
        let left = returned.socket.as_ref().map_or(0, |socket| socket.unread);
        let more = match left {
            0 => String::new(),
            _ if !peek.is_empty() => String::new(),
            1 => "; 1 byte more waits".to_owned(),
            n => format!("; {n} bytes more wait"),
        };
        let lesson = match !more.is_empty() && self.first("part") {
            true => ": one write is not one read",
            false => "",
        };
        let more = more + lesson;
        match sources.as_slice() {
            [] => format!("{woken}{size} arrived{peek}{more}"),
            [_] => format!("{woken}{size} of {}{peek}{more}", steps(sources)),
            _ => format!(
                "{woken}{size} of {}{peek}: {} writes, one read{more}",
                steps(sources),
                sources.len()
            ),
        }
    }

    fn datagram_received(&mut self, returned: &Returned, answer: &Answer) -> String {
        let size = bytes(answer.value);
        let woken = if returned.slept { "woken: " } else { "" };
        let source = match returned.causes.as_slice() {
            [] => String::new(),
            causes => format!(" of {}", steps(causes)),
        };
        let sent = returned.causes.first().and_then(|step| self.brief(*step));
        if let Some(Brief {
            deed: Deed::Sent { length },
            ..
        }) = sent
            && *length > answer.value
        {
            let lost = bytes(length - answer.value);
            return format!(
                "{woken}{size}{source}; {lost} did not fit into the buffer and are gone"
            );
        }
        match (answer.value, self.first("datagram received")) {
            (0, _) => {
                format!("{woken}the empty datagram{source}. 0 is not the end of anything here")
            }
            (_, true) => format!(
                "{woken}the datagram{source}, {size}, whole. With it comes the address of its sender"
            ),
            (_, false) => format!("{woken}the datagram{source}, {size}"),
        }
    }

    /// A read that returned 0 on a connection: why, and what is still possible.
    fn end_of_stream(&mut self, own: End, returned: &Returned) -> String {
        let cause = returned.causes.first().and_then(|step| self.brief(*step));
        let socket = returned.socket.as_ref();
        let woken = if returned.slept { "woken: " } else { "" };
        let (reason, half) = match cause {
            Some(brief) => {
                let (end, step) = (the(brief.who.end), brief.step);
                match brief.deed {
                    Deed::Shutdown if brief.who.end == own => (
                        format!("this end has shut down its reading half itself (step {step})"),
                        false,
                    ),
                    Deed::Shutdown => (
                        format!("{end} has shut down its sending half (step {step})"),
                        true,
                    ),
                    Deed::Exit { is_child: true } => (
                        format!(
                            "the process {} has ended (step {step}), and the kernel closed its \
                             socket",
                            brief.who
                        ),
                        false,
                    ),
                    Deed::Exit { .. } => (
                        format!("{end} has ended (step {step}), and the kernel closed its socket"),
                        false,
                    ),
                    _ => (format!("{end} has closed its socket (step {step})"), false),
                }
            }
            None => ("the peer will send no more".to_owned(), false),
        };
        let after = match socket.and_then(|socket| self.time_wait(socket)) {
            Some(why) => format!("; {why}"),
            None if half && self.first("half-closed") => "; this end may still send".to_owned(),
            None => String::new(),
        };
        match self.first("end of stream") {
            true => format!(
                "{woken}0 bytes is the end of the stream, not an error and not an empty \
                 message: {reason}{after}"
            ),
            false => format!("{woken}end of stream: {reason}{after}"),
        }
    }

    fn data_failed(
        &mut self,
        request: &Request,
        errno: &Errno,
        returned: &Returned,
        is_datagram: bool,
    ) -> String {
        let cause = returned.causes.first().and_then(|step| self.brief(*step));
        let sends = matches!(request, Request::Send { .. });
        match (errno.name.as_str(), cause) {
            ("ECONNRESET", Some(brief)) => {
                let (end, step) = (the(brief.who.end), brief.step);
                let why = match brief.deed {
                    Deed::Close { unread: 1.. } => " with bytes in it that it had not read",
                    _ => "",
                };
                format!(
                    "reset: {end} closed its socket (step {step}){why}, and its kernel sent \
                     a reset instead of a goodbye"
                )
            }
            ("ECONNRESET", None) => "reset: the other side broke the connection off".to_owned(),
            (
                "EPIPE",
                Some(Brief {
                    deed: Deed::Shutdown,
                    step,
                    ..
                }),
            ) => {
                format!("this end has shut down its sending half itself (step {step})")
            }
            ("EPIPE", Some(brief)) => format!(
                "broken pipe: {} has closed its socket (step {}), nobody can read this",
                the(brief.who.end),
                brief.step
            ),
            ("EPIPE", None) => "broken pipe: nobody is left to read this".to_owned(),
            ("EAGAIN", _) if returned.slept => {
                "nothing came in time: the read gives up, as it was told to".to_owned()
            }
            ("EAGAIN", _) if sends => "the send buffer is full".to_owned(),
            ("EAGAIN", _) => "nothing has arrived, and the call does not wait".to_owned(),
            ("ECONNREFUSED", _) if is_datagram => {
                "an earlier datagram found nobody at its port; the kernel says so now".to_owned()
            }
            ("EMSGSIZE", _) => "too long for one datagram: nothing was sent".to_owned(),
            ("ENOTCONN", _) => "there is no connection".to_owned(),
            ("EINTR", _) => "a signal broke it off".to_owned(),
            _ => errno.text.clone(),
        }
    }
}
