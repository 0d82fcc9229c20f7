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
    /// A thread sleeps although what it waits for is there.
    Waking(SocketId),
}

impl Unrest {
    pub fn socket(&self) -> SocketId {
        match self {
            Unrest::InFlight(id)
            | Unrest::Changing(id, _)
            | Unrest::Acknowledging(id)
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
    let (Some(row), Some(_)) = (sockets.row(id), sockets.side(id)) else {
        return Vec::new();
    };
    let peer_state = sockets.peer_row(id).and_then(|row| row.state);
    let half_done = match (row.state, peer_state) {
        (Some(TcpState::FinWait1), Some(TcpState::CloseWait)) => Some(Unrest::Acknowledging(id)),
        (Some(state), _) if is_brief(state) => Some(Unrest::Changing(id, state)),
        _ => None,
    };
    let is_in_flight = sockets.on_the_way(id) > 0;
    let in_flight = is_in_flight.then_some(Unrest::InFlight(id));
    half_done.into_iter().chain(in_flight).collect()
}

/// Whether what a sleeping thread waits for is there already.
fn is_waking(sockets: &Sockets, id: SocketId, request: &Request) -> bool {
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
