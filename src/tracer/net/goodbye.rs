//! How the kernel takes leave of a peer when a socket or its sending half is closed: the
//! rules of tcp_close() and tcp_shutdown(), RFC 9293, section 3.6, and RFC 2525, section
//! 2.17; and of unix_release_sock() for a Unix socket. A packet is not looked at: what is told
//! follows from the states before and after.

use super::unix::UnixRow;
use event::{Goodbye, Kind, Socket, TcpState, Unix};

/// What the program did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// The last descriptor was closed, or the program ended.
    Socket,
    /// shutdown(2) of the sending half.
    SendingHalf,
}

/// What the peer was told. `before` is the state before the call, `socket` how it is after.
pub fn goodbye(closing: Closing, before: Option<TcpState>, socket: &Socket) -> Option<Goodbye> {
    use TcpState::{
        CloseWait, Closed, Closing as ClosingState, Established, FinWait1, FinWait2, SynReceived,
    };
    if socket.kind != Kind::Stream || socket.peer.is_none() || socket.unix.is_some() {
        return None;
    }
    let closes = closing == Closing::Socket;
    match before? {
        // Data that the program has not read makes the kernel break the connection off.
        Established | SynReceived | CloseWait | FinWait1 | FinWait2 | ClosingState
            if closes && socket.unread > 0 =>
        {
            Some(Goodbye::Reset)
        }
        // The peer has said nothing yet, so a goodbye leaves this side waiting. Where nothing
        // is left of it, the program has wished a reset, SO_LINGER with no time.
        Established | SynReceived if closes && socket.state == Some(Closed) => Some(Goodbye::Reset),
        Established | SynReceived | CloseWait => Some(Goodbye::Fin),
        _ => None,
    }
}

/// The same of a Unix socket. `before` is how the kernel listed it before the call.
pub fn unix_goodbye(
    closing: Closing,
    before: &UnixRow,
    unix: &Unix,
    unread: u32,
) -> Option<Goodbye> {
    if !unix.is_connected || unix.peer_is_gone {
        return None;
    }
    match closing {
        // The peer's next read tells it, ECONNRESET.
        Closing::Socket if unread > 0 => Some(Goodbye::Reset),
        _ if before.sends_no_more => None,
        _ => Some(Goodbye::Fin),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::connection;
    use super::*;

    #[test]
    fn a_unix_socket_says_goodbye_once_and_to_nobody_who_is_gone() {
        let open = Unix {
            is_connected: true,
            ..Unix::default()
        };
        let told = |sends_no_more, unix: &Unix, unread| {
            let before = UnixRow {
                sends_no_more,
                ..UnixRow::default()
            };
            unix_goodbye(Closing::Socket, &before, unix, unread)
        };
        assert_eq!(told(false, &open, 0), Some(Goodbye::Fin));
        assert_eq!(told(false, &open, 3), Some(Goodbye::Reset));
        assert_eq!(told(true, &open, 0), None, "after a shutdown");
        assert_eq!(told(true, &open, 3), Some(Goodbye::Reset));
        let gone = Unix {
            peer_is_gone: true,
            ..open
        };
        assert_eq!(told(false, &gone, 3), None);
        assert_eq!(told(false, &Unix::default(), 0), None, "a listener");
    }

    fn told(closing: Closing, before: TcpState, after: TcpState, unread: u32) -> Option<Goodbye> {
        let socket = Socket {
            state: Some(after),
            unread,
            ..connection()
        };
        goodbye(closing, Some(before), &socket)
    }

    #[test]
    fn a_close_says_goodbye_once() {
        use TcpState::{CloseWait, Closed, Established, FinWait2, TimeWait};
        let close = Closing::Socket;
        assert_eq!(told(close, Established, FinWait2, 0), Some(Goodbye::Fin));
        assert_eq!(told(close, CloseWait, Closed, 0), Some(Goodbye::Fin));
        assert_eq!(
            told(Closing::SendingHalf, Established, FinWait2, 9),
            Some(Goodbye::Fin)
        );
        assert_eq!(told(close, FinWait2, FinWait2, 0), None, "after a shutdown");
        assert_eq!(told(close, TimeWait, TimeWait, 0), None);
    }

    #[test]
    fn bytes_that_were_never_read_make_a_reset_but_not_on_a_broken_connection() {
        use TcpState::{CloseWait, Closed, Established, FinWait2};
        let close = Closing::Socket;
        assert_eq!(told(close, Established, Closed, 5), Some(Goodbye::Reset));
        assert_eq!(told(close, CloseWait, Closed, 5), Some(Goodbye::Reset));
        assert_eq!(told(close, FinWait2, Closed, 5), Some(Goodbye::Reset));
        assert_eq!(
            told(close, Closed, Closed, 5),
            None,
            "the peer's reset came first"
        );
    }

    #[test]
    fn a_reset_can_be_wished_and_other_sockets_say_nothing() {
        let close = Closing::Socket;
        assert_eq!(
            told(close, TcpState::Established, TcpState::Closed, 0),
            Some(Goodbye::Reset)
        );
        let datagram = Socket {
            kind: Kind::Datagram,
            ..connection()
        };
        assert_eq!(goodbye(close, Some(TcpState::Established), &datagram), None);
        let listener = Socket {
            peer: None,
            ..connection()
        };
        assert_eq!(goodbye(close, Some(TcpState::Listen), &listener), None);
    }
}
