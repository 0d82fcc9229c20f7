//! Words for goodbyes: shutdown, close, and the end of a program.

use super::{Narrator, the};
use crate::call::{
    End, Ending, Event, Exited, FirstFin, How, Kind, Request, Returned, Socket, TcpState,
};

impl Narrator {
    pub(super) fn closing(&mut self, event: &Event, returned: &Returned) -> String {
        let Some(socket) = &returned.socket else {
            return String::new();
        };
        match (&returned.call.request, &returned.result) {
            (_, Err(errno)) if errno.name == "ENOTCONN" => {
                "there is no connection any more".to_owned()
            }
            (_, Err(errno)) => errno.text.clone(),
            (Request::Shutdown(how), Ok(_)) => self.shut_down(*how, socket),
            (_, Ok(_)) => {
                let words = match socket.descriptors {
                    0 => self.closed(socket),
                    _ => self.one_descriptor_closed(socket),
                };
                format!("{}{words}", self.dropped(event))
            }
        }
    }

    /// A socket is often closed at a brace: say why there.
    fn dropped(&mut self, event: &Event) -> &'static str {
        let at_brace = event
            .place
            .as_ref()
            .is_some_and(|place| place.text.starts_with('}'));
        match at_brace && self.first("brace") {
            true => "a block ends here, so Rust drops what lived in it and closes this: ",
            false => "",
        }
    }

    fn shut_down(&mut self, how: How, socket: &Socket) -> String {
        if let Some(why) = self.time_wait(socket) {
            return match how {
                How::Read => why,
                _ => format!("this end sends no more either: {why}"),
            };
        }
        let peer = match socket.peer_state {
            Some(state) => format!(" (the peer's side: {state})"),
            None => String::new(),
        };
        match (how, socket.state) {
            (How::Read, _) => "this end reads no more. The peer is told nothing".to_owned(),
            (How::Both, Some(TcpState::Listen) | None) => {
                "nobody can connect any more, and a thread asleep in accept wakes up".to_owned()
            }
            (How::Both, _) => format!("this end neither sends nor reads any more{peer}"),
            (How::Write, Some(TcpState::FinWait1 | TcpState::FinWait2)) => format!(
                "this end sends no more; the peer will read the end of the stream{peer}. The \
                 other direction stays open: the connection is half-closed"
            ),
            (How::Write, _) => format!("this end sends no more{peer}"),
        }
    }

    fn one_descriptor_closed(&mut self, socket: &Socket) -> String {
        let is_open = !matches!(
            socket.state,
            None | Some(TcpState::Closed | TcpState::TimeWait)
        );
        match is_open && self.first("one descriptor closed") {
            true => "another descriptor still leads to this socket: nothing is sent, and the \
                     connection stays open"
                .to_owned(),
            false => "another descriptor still leads to this socket".to_owned(),
        }
    }

    fn closed(&mut self, socket: &Socket) -> String {
        if socket.kind == Kind::Datagram {
            return match self.first("udp close") {
                true => "the port is free again. The peer is told nothing".to_owned(),
                false => String::new(),
            };
        }
        if let Some(why) = self.time_wait(socket) {
            return why;
        }
        match (socket.peer, socket.state) {
            (None, _) if socket.local.is_some() => match self.first("listener closed") {
                true => "the listening socket is gone: nobody can connect any more".to_owned(),
                false => "the listening socket is gone".to_owned(),
            },
            (None, _) => String::new(),
            (_, Some(TcpState::FinWait1 | TcpState::FinWait2)) => {
                let peer = match socket.peer_state {
                    Some(state) => format!(" (the peer's side: {state})"),
                    None => String::new(),
                };
                match self.first("orphan") {
                    true => format!(
                        "the kernel says goodbye to the peer (FIN) and keeps this side, which \
                         no program holds any more, until the peer closes too{peer}"
                    ),
                    false => format!("the kernel says goodbye to the peer (FIN){peer}"),
                }
            }
            (_, Some(TcpState::Closed)) if socket.unread > 0 => {
                let unread = never_read(socket.unread);
                format!("{unread}, so the kernel sends a reset and no goodbye")
            }
            (_, Some(TcpState::Closed)) => match socket.peer_state {
                None => "closed; nothing is left of the connection".to_owned(),
                Some(state) => format!("closed; the other side is {state}"),
            },
            (_, _) => String::new(),
        }
    }

    pub(super) fn exited(&mut self, exited: &Exited) -> String {
        if exited.how == Ending::Stopped {
            return "by the workbook: nothing is left to do, and the program would wait for ever"
                .to_owned();
        }
        let mut words = Vec::new();
        if let Ending::Code(1..) = exited.how
            && !exited.is_child
            && self.first("failed")
        {
            words.push("it failed: 0 would mean success".to_owned());
        }
        match exited.other_threads {
            0 => {}
            1 => words.push("its other thread ends with it".to_owned()),
            n => words.push(format!("its {n} other threads end with it")),
        }
        for socket in &exited.closed {
            words.extend(self.closed_by_kernel(socket));
        }
        words.join("; ")
    }

    fn closed_by_kernel(&mut self, socket: &Socket) -> Option<String> {
        let peer = socket.peer.filter(|_| socket.kind == Kind::Stream)?;
        let mut words = format!("the kernel closes its connection with {peer}");
        if let Some(state) = socket.state {
            words += &format!(" ({state})");
        }
        if let Some(why) = self.time_wait(socket) {
            words += &format!(": {why}");
        } else if socket.state == Some(TcpState::Closed) && socket.unread > 0 {
            let unread = never_read(socket.unread);
            words += &format!(": {unread}, so it sends a reset");
        }
        Some(words)
    }

    /// Where a closed connection is remembered, and why there: RFC 9293, section 3.6.
    pub(super) fn time_wait(&mut self, socket: &Socket) -> Option<String> {
        let FirstFin { step, own } = socket.first_fin?;
        let peer = match socket.peer_end {
            // Lesson 1 has both sides of its connections.
            None | Some(End::Program) => "the other side".to_owned(),
            Some(end) => the(end),
        };
        match (own, socket.state?, socket.peer_state) {
            (true, TcpState::TimeWait, _) => Some(match self.first("own time-wait") {
                true => format!(
                    "both directions are closed. This end sent the first FIN (step {step}), so \
                     the kernel remembers the connection here for 60 seconds (TIME_WAIT)"
                ),
                false => format!("TIME_WAIT is here: this end sent the first FIN (step {step})"),
            }),
            (false, _, Some(TcpState::TimeWait)) => Some(match self.first("peer's time-wait") {
                true => format!(
                    "both directions are closed. TIME_WAIT is at {peer}, which sent the first \
                     FIN (step {step}); nothing is left here"
                ),
                false => format!(
                    "closed; TIME_WAIT is at {peer}, which sent the first FIN (step {step})"
                ),
            }),
            _ => None,
        }
    }
}

fn never_read(count: u32) -> String {
    match count {
        1 => "1 byte in it was never read".to_owned(),
        n => format!("{n} bytes in it were never read"),
    }
}
