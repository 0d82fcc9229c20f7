//! What was said in full already: the first time a thing is explained, later it is only
//! named.

use std::collections::HashSet;

/// A thing that is explained once in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    Start,
    Thread,
    Process,
    ErrorOutput,
    Typed,
    Asleep,
    Keyboard,
    WriteIsSendto,
    ReadIsRecvfrom,
    TcpSocket,
    UdpSocket,
    ReusedAddress,
    Bind,
    BindPath,
    BindName,
    ConnectName,
    Record,
    UnixDatagramSent,
    UnixDatagramReceived,
    FileStays,
    Listen,
    Accept,
    Connect,
    UdpConnect,
    OwnAddress,
    PeerAddress,
    Duplicate,
    Sent,
    Tls,
    Late,
    PartRead,
    DatagramSent,
    DatagramReceived,
    EndOfStream,
    HalfClosed,
    Brace,
    NameService,
    Pair,
    Wait,
    WaitForATime,
    OneDescriptor,
    ListenerKept,
    AsleepOnClosed,
    Passed,
    CameAlong,
    Watched,
    WatchedForNews,
    Copied,
    UdpClose,
    ListenerClosed,
    Orphan,
    OwnTimeWait,
    PeerTimeWait,
    Failed,
    Unseen,
}

#[derive(Debug, Default)]
pub struct Said {
    topics: HashSet<Topic>,
    /// Everything counts as said.
    is_all: bool,
}

impl Said {
    pub fn everything() -> Said {
        Said {
            topics: HashSet::new(),
            is_all: true,
        }
    }

    /// True the first time that this is asked for a topic: then it is said in full.
    pub fn first(&mut self, topic: Topic) -> bool {
        !self.is_all && self.topics.insert(topic)
    }
}
