//! What a goodbye means: shutdown(2), close(2), the end of a program. Who keeps a closed
//! connection in memory, and why: RFC 9293, section 3.6.

use event::{End, Holder, StepNumber, TcpState};
use std::net::SocketAddr;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parting {
    /// Nothing is known of the socket.
    Nothing,
    /// ENOTCONN
    NoConnection,
    /// What the system says of any other failure.
    Failed(String),
    ShutDown(ShutDown),
    Closed {
        /// A block of the Rust program ends here, which closes it. Said once.
        at_brace: bool,
        what: Closed,
    },
    /// close_range(2)
    ClosedRange {
        /// The descriptors of sockets among them.
        descriptors: Vec<i32>,
        sockets: Vec<ClosedOne>,
    },
    /// dup2(2): the descriptor that led to a socket leads to something else.
    Replaced {
        descriptor: i64,
        /// What the descriptor leads to now is a socket too.
        by_socket: bool,
        socket: Closed,
    },
    /// These descriptors are closed when the process runs another program.
    ClosedOnExec(Vec<i32>),
}

/// One of several sockets that were closed with one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedOne {
    /// Of a connection.
    pub peer: Option<SocketAddr>,
    pub what: Closed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShutDown {
    /// Both directions are closed now.
    Remembered {
        /// The call was about the sending half.
        sends_no_more: bool,
        what: Remembered,
    },
    ReadsNoMore,
    /// A listener, or what is connected with nobody.
    AcceptsNoMore,
    Neither {
        peer: Option<TcpState>,
    },
    HalfClosed {
        peer: Option<TcpState>,
    },
    SendsNoMore {
        peer: Option<TcpState>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Nothing that its notation does not say.
    Nothing,
    /// It stays as it is, because somebody holds it.
    Kept {
        by: Keeper,
        /// What goes on. None where nothing does, or where it was said.
        on: Option<GoesOn>,
    },
    Udp {
        full: bool,
    },
    /// A listener, and another one listens at the same address, SO_REUSEPORT.
    OneListener,
    /// The kernel has told the peer a reset, and nothing was left unread, as after SO_LINGER with 0 s.
    BrokenOff,
    Listener {
        full: bool,
    },
    Unix(UnixClosed),
    Remembered(Remembered),
    /// The kernel says goodbye (FIN).
    Goodbye {
        peer: Option<TcpState>,
        full: bool,
    },
    /// The goodbye was said before, by a shutdown of the sending half.
    AfterGoodbye {
        peer: Option<TcpState>,
        full: bool,
    },
    LeftUnread(LeftUnread),
    Gone {
        peer: Option<TcpState>,
    },
}

/// What the close of a Unix socket means, which has no TCP state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnixClosed {
    Nothing,
    /// The peer will read the end of the stream.
    EndOfStream,
    /// So many bytes were never read: the peer will read an error.
    Reset(u32),
    /// The peer was told at the shutdown.
    AfterShutdown,
    /// The peer has closed before.
    PeerIsGone,
    Listener {
        /// It was bound to a path.
        has_file: bool,
    },
    /// A socket that had a name and no connection.
    Named {
        has_file: bool,
    },
}

/// Who holds a socket of which one descriptor was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// Another descriptor of the same process, or of one of which no more is known.
    Descriptor,
    /// These, and maybe another descriptor of the same process.
    Others {
        holders: Vec<Holder>,
        /// shutdown(2) would wake the one of them that sleeps in a call on it.
        wake: bool,
    },
    /// A process that is not followed, or a message that carries it.
    Elsewhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoesOn {
    Listening,
    Connection,
}

/// Where a closed connection is remembered (TIME_WAIT): at the end that sent the first FIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered {
    pub at: Side,
    /// The step of the first FIN.
    pub step: StepNumber,
    pub full: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    This,
    /// None where it has no name of its own.
    Peer(Option<End>),
}

/// An end, or a process that it has started, is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The workbook ended it.
    Stopped {
        /// What it waited for could not be seen.
        is_unseen: bool,
        /// The peers that had said goodbye, and of which it had not closed its side.
        never_closed: Vec<SocketAddr>,
    },
    Ended {
        /// It failed, and that is to be said.
        failed: bool,
        /// It wrote where nobody reads any more, and was ended for that, SIGPIPE.
        by_broken_pipe: bool,
        other_threads: usize,
        /// What the kernel closed on its behalf.
        closed: Vec<KernelClosed>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KernelClosed {
    pub peer: KernelPeer,
    pub state: Option<TcpState>,
    pub then: Option<KernelClosedHow>,
}

/// With whom the connection was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KernelPeer {
    Address(SocketAddr),
    End(End),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KernelClosedHow {
    Remembered(Remembered),
    LeftUnread(LeftUnread),
    Unix(UnixClosed),
}

/// Bytes of a connection that is gone were never read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftUnread {
    pub bytes: u32,
    /// The kernel sends a reset for them. Else there is nobody to be told.
    pub is_reset: bool,
}
