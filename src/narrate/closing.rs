//! Words for goodbyes: shutdown, close, and the end of a program.

use super::{Narrator, time_wait};
use crate::call::{Ending, Event, Exited, How, Kind, Request, Returned, Socket, TcpState};

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
            (Request::Shutdown(how), Ok(_)) => self.shut_down(*how, event, socket),
            (_, Ok(_)) if socket.descriptors > 0 => match self.first("one descriptor closed") {
                true => "another descriptor still leads to this socket: nothing is sent, the \
                         connection stays open"
                    .to_owned(),
                false => "the socket stays open".to_owned(),
            },
            (_, Ok(_)) => self.closed(event, socket),
        }
    }

    fn shut_down(&mut self, how: How, event: &Event, socket: &Socket) -> String {
        if let Some(why) = time_wait(socket, event.who) {
            return match how {
                How::Read => why,
                _ => format!("this end sends no more either: {why}"),
            };
        }
        let peer = match socket.peer_state {
            Some(state) => format!(" (its side: {state})"),
            None => String::new(),
        };
        match (how, socket.state) {
            (How::Read, _) => "this end reads no more. The peer is told nothing".to_owned(),
            (How::Both, _) => format!("this end neither sends nor reads any more{peer}"),
            (How::Write, Some(TcpState::FinWait1 | TcpState::FinWait2)) => format!(
                "this end sends no more; the peer will read the end of the stream{peer}. The \
                 other direction stays open: the connection is half-closed"
            ),
            (How::Write, _) => format!("this end sends no more{peer}"),
        }
    }

    fn closed(&mut self, event: &Event, socket: &Socket) -> String {
        if socket.kind != Kind::Stream {
            return match self.first("udp close") {
                true => "the port is free again. The peer is told nothing".to_owned(),
                false => String::new(),
            };
        }
        if let Some(why) = time_wait(socket, event.who) {
            return why;
        }
        match (socket.peer, socket.state) {
            (None, _) if socket.local.is_some() => {
                "the listening socket is gone: nobody can connect any more".to_owned()
            }
            (None, _) => String::new(),
            (_, Some(TcpState::FinWait1 | TcpState::FinWait2)) => match self.first("orphan") {
                true => "the kernel says goodbye to the peer (FIN) and waits until the peer \
                         closes too. No program holds this side any more"
                    .to_owned(),
                false => "the kernel says goodbye to the peer (FIN)".to_owned(),
            },
            (_, Some(TcpState::Closed)) => match socket.peer_state {
                None => "both sides are closed".to_owned(),
                Some(state) => format!("closed; the peer's side is {state}"),
            },
            (_, _) => String::new(),
        }
    }

    pub(super) fn exited(&mut self, event: &Event, exited: &Exited) -> String {
        let mut words = Vec::new();
        match exited.how {
            Ending::Stopped => words.push(
                "by the workbook: nothing is left to do, and the program would wait for ever"
                    .to_owned(),
            ),
            Ending::Signal(_) | Ending::Code(_) => {}
        }
        match exited.other_threads {
            0 => {}
            1 => words.push("its other thread ends with it".to_owned()),
            n => words.push(format!("its {n} other threads end with it")),
        }
        let stopped = exited.how == Ending::Stopped;
        for socket in exited.closed.iter().filter(|_| !stopped) {
            words.extend(self.closed_by_kernel(event, socket));
        }
        words.join(". ")
    }

    fn closed_by_kernel(&mut self, event: &Event, socket: &Socket) -> Option<String> {
        let peer = socket.peer.filter(|_| socket.kind == Kind::Stream)?;
        let mut words = format!("the kernel closes the connection with {peer}");
        if let Some(state) = socket.state {
            words += &format!(" ({state})");
        }
        if let Some(why) = time_wait(socket, event.who) {
            words += &format!(": {why}");
        }
        Some(words)
    }
}
