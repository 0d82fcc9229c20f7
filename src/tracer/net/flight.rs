//! What is still on its way between the sockets of the pair, so that it is not at rest yet.
//! Everything here is counted or read from the kernel's table, and nothing is timed.

use super::known::Known;
use super::sockets::Sockets;
use event::{Kind, Request, SocketId, TcpState};

/// Something that is about to change by itself, so that the pair is not at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrest {
    /// Bytes of this socket have not arrived at its peer.
    InFlight(SocketId),
    /// A handshake or a goodbye is half done.
    Changing(SocketId, TcpState),
    /// The peer has this side's FIN, and its acknowledgement is on the way: the kernel may
    /// hold that back for up to 200 ms (delayed acknowledgement), but it will come.
    Acknowledging(SocketId),
    /// The kernel lists only the other side, which has not been told that this one is gone. It
    /// puts a smaller entry into the place of a side that waits for nothing but a goodbye
    /// (FIN_WAIT2, TIME_WAIT), and who asks at that moment may find neither.
    Missing(SocketId),
    /// A thread sleeps although what it waits for is there.
    Waking(SocketId),
}

impl Unrest {
    pub fn socket(&self) -> SocketId {
        match self {
            Unrest::InFlight(id)
            | Unrest::Changing(id, _)
            | Unrest::Acknowledging(id)
            | Unrest::Missing(id)
            | Unrest::Waking(id) => *id,
        }
    }
}

/// What is still about to change by itself. `asleep` are the calls in which threads sleep,
/// each with its socket.
pub fn unrest<'a>(
    sockets: &Sockets,
    asleep: impl Iterator<Item = (SocketId, &'a Request)>,
) -> Vec<Unrest> {
    let connections = sockets.changing().flat_map(|id| of_connection(sockets, id));
    let waking = asleep
        .filter(|(id, request)| is_waking(sockets, *id, request))
        .map(|(id, _)| Unrest::Waking(id));
    connections.chain(waking).collect()
}

/// The state of one side, and the bytes that it has sent.
fn of_connection(sockets: &Sockets, id: SocketId) -> Vec<Unrest> {
    if sockets.side(id).is_none() {
        return Vec::new();
    }
    let state = sockets.row(id).and_then(|row| row.state);
    let peer_state = sockets.peer_row(id).and_then(|row| row.state);
    // Its listener is there, and sleeps or not: the kernel answers, unless the queue is full.
    let is_tried = state == Some(TcpState::SynSent) && sockets.connections.waits(id);
    let is_tried = is_tried.then_some(Unrest::Changing(id, TcpState::SynSent));
    let half_done = half_done(id, state, peer_state).or(is_tried);
    let is_in_flight = sockets.on_the_way(id) > 0;
    let in_flight = is_in_flight.then_some(Unrest::InFlight(id));
    half_done.into_iter().chain(in_flight).collect()
}

/// What is half done between two sides in these states; None is a side that is not listed.
fn half_done(id: SocketId, state: Option<TcpState>, peer: Option<TcpState>) -> Option<Unrest> {
    match (state, peer) {
        (Some(TcpState::FinWait1), Some(TcpState::CloseWait)) => Some(Unrest::Acknowledging(id)),
        (Some(state), _) if is_brief(state) => Some(Unrest::Changing(id, state)),
        (None, Some(TcpState::Established | TcpState::CloseWait)) => Some(Unrest::Missing(id)),
        _ => None,
    }
}

/// Whether what a sleeping thread waits for is there already.
fn is_waking(sockets: &Sockets, id: SocketId, request: &Request) -> bool {
    if let Some((known, unix)) = sockets
        .known(id)
        .and_then(|one| Some((one, one.unix.as_ref()?)))
    {
        let is_there = known.unread > 0 || unix.is_at_end;
        return is_there && (request.is_receive() || matches!(request, Request::Accept));
    }
    let row = sockets.row(id);
    let unread = row.is_some_and(|row| row.unread > 0 || row.end_unread);
    let state = row.and_then(|row| row.state);
    let is_connection = |known: &Known| known.kind == Kind::Stream && known.peer.is_some();
    let is_connection = sockets.known(id).is_some_and(is_connection);
    match request {
        Request::Receive {
            wait_all: false, ..
        } if is_connection => {
            unread || matches!(state, None | Some(TcpState::Closed | TcpState::TimeWait))
        }
        Request::Receive { .. } | Request::ReceiveSeveral { .. } | Request::Accept => unread,
        Request::Copy { sends: false, .. } => unread,
        Request::Connect(_) => state == Some(TcpState::Established),
        _ => false,
    }
}

/// A state that a connection leaves by itself, as soon as the peer's kernel has answered.
fn is_brief(state: TcpState) -> bool {
    matches!(
        state,
        TcpState::SynReceived | TcpState::FinWait1 | TcpState::LastAck | TcpState::Closing
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_gone_only_when_the_other_one_knows_it() {
        use TcpState::{CloseWait, Closed, Established, FinWait1, FinWait2, TimeWait};
        let missing = Some(Unrest::Missing(1));
        assert_eq!(half_done(1, None, Some(CloseWait)), missing);
        assert_eq!(half_done(1, None, Some(Established)), missing);
        assert_eq!(half_done(1, None, Some(TimeWait)), None);
        assert_eq!(half_done(1, None, Some(Closed)), None);
        assert_eq!(half_done(1, None, None), None);
        assert_eq!(half_done(1, Some(FinWait2), Some(CloseWait)), None);
        let acknowledging = Some(Unrest::Acknowledging(1));
        assert_eq!(half_done(1, Some(FinWait1), Some(CloseWait)), acknowledging);
    }
}
