//! What a run must show, as data. A truth speaks of what the ends did, never of the text of a
//! program, and of bytes by their place in the stream: neither the language nor the size of
//! a single read matters. `check` finds out whether it holds.

use event::{End, Opt};

/// One demand on a run. Few and general: an exercise puts several together.
#[allow(dead_code, reason = "not every one is demanded by an exercise yet")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It happens.
    Happens(Deed),
    /// It does not happen.
    Never(Deed),
    /// It happens so often or more often.
    AtLeast(usize, Deed),
    /// It happens so often or less often.
    AtMost(usize, Deed),
    /// The first of these happens before the first of those. Both happen.
    Before(Deed, Deed),
    /// The end reads at least so many bytes of the other one, whoever asks for them and in
    /// however many reads.
    Reads { end: End, from: End, bytes: u64 },
    /// It has read so many bytes of the other one before this happens, if it does.
    ReadsBefore {
        end: End,
        from: End,
        bytes: u64,
        then: Deed,
    },
    /// Before the end sends anything to the other one, it has read so many of that one's bytes.
    AnswersAfter { end: End, to: End, bytes: u64 },
    /// Each datagram of the other one that it receives fits into the buffer. It receives some.
    TakesWhole { end: End, from: End },
    /// What the end reads of the other one, over the whole run, is this.
    Gets { end: End, from: End, what: Amount },
    /// It prints each of these lines once, in this order. What else it prints does not matter.
    PrintsOnce {
        end: End,
        lines: &'static [&'static str],
    },
    /// No read after a read gave 0: the end of the stream is taken for what it is.
    StopsAtEndOfStream(End),
    /// It ends by itself, with this exit code.
    Ends(End, i32),
    /// Nobody waits for ever for somebody who does the same.
    NobodyIsStuck,
}

/// How many bytes, or which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// These, and no more.
    Exactly(&'static [u8]),
    /// So many.
    Bytes(u64),
    /// All that the other one has sent.
    All,
}

/// Something that an end does; at a connection with another end, where that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    pub end: End,
    pub with: Option<End>,
    pub act: Act,
}

#[allow(dead_code, reason = "not every one is demanded by an exercise yet")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It asks for a connection, whatever comes of it.
    TriesToConnect,
    /// It does so at this IP.
    TriesToConnectAt(&'static str),
    Connects,
    Accepts,
    /// Bytes arrive at it.
    Reads,
    Sends,
    /// A read gives 0.
    ReadsEndOfStream,
    /// It ends the direction in which it sends, and can still read.
    ShutsDown,
    /// Its last descriptor of the connection goes, by close or by its own end.
    Closes,
    /// The kernel breaks the connection off in its name.
    Resets,
    /// A call fails with this error: `ECONNREFUSED`.
    Fails(&'static str),
    /// It binds a socket to this IP, whatever the port.
    Binds(&'static str),
    /// It sets this option.
    Sets(Opt),
    /// It prints a line that reads so.
    Prints(&'static str),
    /// This line is typed at its keyboard. The script types when nobody else can move.
    IsTyped(&'static str),
    /// It is the first to say goodbye (FIN), so its side keeps the connection in TIME_WAIT.
    PartsFirst,
    /// Its program ends, in whatever way.
    Ends,
}

impl Act {
    /// It is done by this end.
    pub const fn by(self, end: End) -> Deed {
        Deed {
            end,
            with: None,
            act: self,
        }
    }

    /// It is done by this end, at its connection with the other one.
    pub const fn between(self, end: End, other: End) -> Deed {
        Deed {
            end,
            with: Some(other),
            act: self,
        }
    }
}
