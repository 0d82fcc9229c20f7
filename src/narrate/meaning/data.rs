//! What a call means that moves data, or would have: send(2), recv(2) and their kin.

use crate::narrate::meaning::closing::Remembered;
use event::{End, StepNumber, Who};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// Nothing that its notation does not say.
    Nothing,
    Sent {
        bytes: u64,
        full: bool,
    },
    /// The kernel took only some of the bytes.
    SentPart {
        bytes: u64,
        of: u64,
    },
    /// Nobody holds the other side: the answer was a reset.
    SentToNobody {
        bytes: u64,
    },
    DatagramSent {
        bytes: u64,
        /// The port it was sent from, where the call names the receiver.
        from_port: Option<u16>,
        /// Over a Unix socket: the kernel keeps it until it is read.
        is_local: bool,
        full: bool,
    },
    /// sendmmsg(2), recvmmsg(2)
    Several(Several),
    /// sendfile(2), splice(2)
    Copied(Copied),
    Received(Received),
    DatagramReceived(DatagramReceived),
    EndOfStream(EndOfStream),
    /// A read gave 0 bytes, and the peer may still send: this end has shut down its reading half.
    NothingForReader {
        slept: bool,
        /// The shutdown, where it is known.
        step: Option<StepNumber>,
    },
    Failed(TransferFailure),
    /// Descriptors went along, or came along, with this.
    WithDescriptors {
        what: Box<Transfer>,
        along: Along,
    },
}

/// Several messages with one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Several {
    pub messages: u64,
    /// How many the call would send or take.
    pub of: u64,
    pub bytes: u64,
    /// They are datagrams, and not parts of a stream.
    pub are_datagrams: bool,
    pub sent: bool,
    pub slept: bool,
    /// The steps that sent what was received.
    pub causes: Vec<StepNumber>,
}

/// Bytes that went from one descriptor to another inside the kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    pub bytes: u64,
    pub from: i32,
    pub to: i32,
    pub slept: bool,
    /// They went to the socket, and not from it.
    pub sent: bool,
    /// The steps that sent what came from the socket, or ended its stream.
    pub causes: Vec<StepNumber>,
    pub full: bool,
}

/// Descriptors that a message carried, unix(7), SCM_RIGHTS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Along {
    pub descriptors: Vec<i32>,
    /// They were sent, and not received.
    pub sent: bool,
    pub full: bool,
}

/// The kind of a TLS record, RFC 8446, section 5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    ChangeCipherSpec,
    Alert,
    Handshake,
    ApplicationData,
}

/// Some bytes of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub bytes: u64,
    pub slept: bool,
    /// The steps that sent them.
    pub causes: Vec<StepNumber>,
    /// The call wanted so many and no fewer (MSG_WAITALL), and they are fewer.
    pub wanted: Option<u64>,
    /// They stay in the queue.
    pub peek: bool,
    /// Bytes that wait to be read next.
    pub left: u32,
    /// Say that one write is not one read.
    pub full: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatagramReceived {
    pub slept: bool,
    /// The step that sent it.
    pub causes: Vec<StepNumber>,
    pub what: Datagram,
    pub carrier: Carrier,
}

/// What brings bytes that are kept together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    Udp,
    UnixDatagram,
    /// SOCK_SEQPACKET
    Record,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datagram {
    Empty,
    Whole {
        bytes: u64,
        full: bool,
    },
    /// It was longer than the program's buffer.
    Cut {
        bytes: u64,
        lost: u64,
    },
}

/// A read that returned 0 on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndOfStream {
    pub slept: bool,
    pub reason: EndReason,
    pub after: AfterEnd,
    pub full: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    OwnShutdown {
        step: StepNumber,
    },
    Shutdown {
        end: End,
        step: StepNumber,
    },
    /// A process that an end had started.
    ProcessEnded {
        who: Who,
        step: StepNumber,
    },
    Ended {
        end: End,
        step: StepNumber,
    },
    Closed {
        end: End,
        step: StepNumber,
    },
    Unknown,
}

/// What is so from the end of the stream on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterEnd {
    Remembered(Remembered),
    /// Said once.
    MayStillSend,
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransferFailure {
    /// ECONNRESET; None where nobody of the run did it.
    Reset(Option<Reset>),
    /// EPIPE
    BrokenPipe(BrokenPipe),
    /// It is a listener.
    OnlyListens,
    /// EAGAIN after a sleep: the time of SO_RCVTIMEO is over, or that of SO_SNDTIMEO.
    GaveUp { sends: bool },
    /// EAGAIN of send(2)
    BufferFull,
    /// EAGAIN of recv(2)
    NothingThere,
    /// ECONNREFUSED on UDP
    NobodyAtPort,
    /// ECONNREFUSED on a Unix datagram socket
    NobodyAtName,
    /// ENOENT of a datagram to a path
    NoSuchPath,
    /// EACCES of a datagram to an address that looks like that of a whole network, ip(7)
    NoBroadcast,
    /// EMSGSIZE
    TooLong,
    /// ENOTCONN
    NoConnection,
    /// What the system says of any other.
    Other(String),
}

/// Who broke a connection off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reset {
    pub end: End,
    pub step: StepNumber,
    pub how: ResetBy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetBy {
    /// A socket was closed with bytes in it that nobody had read.
    UnreadBytes,
    /// The same of a Unix socket: no packet is sent.
    UnreadBytesInside,
    /// A socket was closed, and its kernel sent a reset.
    Close,
    /// A socket was closed, and it is not known what its kernel sent.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenPipe {
    OwnShutdown {
        step: StepNumber,
    },
    /// The peer reads no more.
    Shutdown {
        end: End,
        step: StepNumber,
    },
    Closed {
        end: End,
        step: StepNumber,
    },
    Unknown,
}
