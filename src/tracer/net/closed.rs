//! Forgets closed sockets, so that a run takes no more memory the longer it goes on: what is
//! known of a socket is kept as long as something can be told of it. Of a connection that is as
//! long as a program has one side of it, or the kernel lists one (TIME_WAIT).

use super::causes::Causes;
use super::rows::Side;
use super::sockets::Sockets;
use event::{Kind, SocketId, TcpState};
use std::collections::HashSet;

pub struct Closed {
    /// Told, but not settled yet.
    leaving: Vec<SocketId>,
    /// Those of which the kernel may still list something.
    kept: Vec<SocketId>,
    /// When more are kept, the kernel is asked which of them it has.
    most_kept: usize,
}

/// So many closed ones are kept before the kernel is asked about them. Asking takes as long as
/// its whole table, so it is asked again only when there are twice as many as it has left.
const FEW: usize = 64;

impl Default for Closed {
    fn default() -> Closed {
        Closed {
            leaving: Vec::new(),
            kept: Vec::new(),
            most_kept: FEW,
        }
    }
}

impl Closed {
    /// Forgets what can be forgotten.
    pub fn forget(&mut self, sockets: &mut Sockets, causes: &mut Causes) {
        self.leaving.append(&mut sockets.closed);
        for id in std::mem::take(&mut self.leaving) {
            self.leave(id, sockets, causes);
        }
        if self.kept.len() > self.most_kept {
            self.forget_what_is_gone(sockets, causes);
        }
    }

    /// Forgets a closed socket, as far as nothing can be told of it any more.
    fn leave(&mut self, id: SocketId, sockets: &mut Sockets, causes: &mut Causes) {
        if sockets.is_changing(id) {
            self.leaving.push(id);
            return;
        }
        causes.datagrams.forget(id);
        if let Some(bound) = sockets.known(id).filter(|one| one.kind == Kind::Datagram)
            && let Some(local) = bound.local
        {
            causes.datagrams.unbound(local);
        }
        let Some(half) = sockets.half(id) else {
            sockets.forget(id);
            return;
        };
        let is_over = match sockets.other(id) {
            Some(other) => other.is_closed,
            // Nobody can accept it any more, or read what is left there.
            None => {
                let other = sockets.peer_row(id);
                let is_gone = other.is_none_or(|row| row.state == Some(TcpState::TimeWait));
                is_gone && !sockets.connections.waits(id)
            }
        };
        if is_over {
            causes.over(half);
        }
        self.kept.push(id);
    }

    /// Asks the kernel which of the closed connections it still has, and forgets the others.
    fn forget_what_is_gone(&mut self, sockets: &mut Sockets, causes: &mut Causes) {
        let table = sockets.table();
        let sides = table.iter().filter_map(|row| Some((row.local, row.peer?)));
        let listed: HashSet<Side> = sides.collect();
        for id in std::mem::take(&mut self.kept) {
            let Some(half) = sockets.half(id) else {
                sockets.forget(id);
                continue;
            };
            let of_kernel = sockets
                .side(id)
                .filter(|_| sockets.connections.is_newest(id));
            let is_listed =
                |(local, peer)| listed.contains(&(local, peer)) || listed.contains(&(peer, local));
            let is_left = sockets.other(id).is_some_and(|other| !other.is_closed)
                || sockets.connections.waits(id)
                || of_kernel.is_some_and(is_listed);
            if is_left {
                self.kept.push(id);
            } else {
                sockets.forget(id);
                causes.over(half);
            }
        }
        self.most_kept = FEW + 2 * self.kept.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ptrace::Tid;
    use event::End;
    use nix::sys::socket::{setsockopt, sockopt};
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::os::fd::AsRawFd;

    fn identify(sockets: &mut Sockets, fd: i32, kind: Kind) -> SocketId {
        let pid = Tid::this();
        let id = sockets.identify(pid, pid, fd, End::Server, || kind);
        id.expect("a socket of this process")
    }

    fn rests(closed: &mut Closed, sockets: &mut Sockets) {
        sockets.look();
        sockets.rest(&[]);
        sockets.remember();
        closed.forget(sockets, &mut Causes::default());
    }

    fn close(sockets: &mut Sockets, id: SocketId) {
        let descriptor = sockets.descriptors.any_of(id).expect("open until now");
        let left = sockets.descriptors.closed(descriptor.0, descriptor.1);
        sockets.changes(id);
        sockets.look();
        sockets.closed(left);
    }

    /// They are broken off, SO_LINGER with no time, so that the kernel keeps nothing of them.
    #[test]
    fn what_is_known_of_the_sockets_is_bounded_by_those_that_are_open() {
        let (mut closed, mut sockets) = (Closed::default(), Sockets::default());
        let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
        let here = listener.local_addr().expect("bound");
        identify(&mut sockets, listener.as_raw_fd(), Kind::Stream);
        let at_once = libc::linger {
            l_onoff: 1,
            l_linger: 0,
        };
        for _ in 0..3 * FEW {
            let client = TcpStream::connect(here).expect("connected");
            let (server, _) = listener.accept().expect("accepted");
            setsockopt(&client, sockopt::Linger, &at_once).expect("set");
            let ends = [client, server].map(|end| {
                let id = identify(&mut sockets, end.as_raw_fd(), Kind::Stream);
                (id, end)
            });
            rests(&mut closed, &mut sockets);
            assert!(
                sockets.changing().next().is_none(),
                "both ends are followed"
            );
            for (id, end) in ends {
                assert!(sockets.side(id).is_some(), "open or told");
                drop(end);
                close(&mut sockets, id);
                rests(&mut closed, &mut sockets);
            }
            let other = UdpSocket::bind("127.0.0.1:0").expect("bound");
            let id = identify(&mut sockets, other.as_raw_fd(), Kind::Datagram);
            rests(&mut closed, &mut sockets);
            drop(other);
            close(&mut sockets, id);
            rests(&mut closed, &mut sockets);
            assert!(sockets.known(id).is_none(), "nothing is left of it");
        }
        assert!(sockets.numbers().len() <= FEW + 3);
    }
}
