//! How the kernel takes leave of a peer when a socket or its sending half is closed: the
//! rules of tcp_close() and tcp_shutdown(), RFC 9293, section 3.6, and RFC 2525, section
//! 2.17. A packet is not looked at: what is told follows from the states before and after.

use event::{Goodbye, Kind, Socket, TcpState};

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
    if socket.kind != Kind::Stream || socket.peer.is_none() {
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

#[cfg(test)]
mod tests {
    use super::super::sample::connection;
    use super::*;

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
