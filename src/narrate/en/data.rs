//! Words for the calls that move data: one write is not one read.

use super::closing::remembered;
use super::phrases::{bytes, list, steps, the, woken};
use crate::narrate::meaning::data::{
    AfterEnd, Along, BrokenPipe, Carrier, Copied, Datagram, DatagramReceived, EndOfStream,
    EndReason, Received, Reset, ResetBy, Several, Tls, Transfer, TransferFailure,
};
use event::StepNumber;
use std::time::Duration;

pub fn transfer(transfer: &Transfer) -> String {
    match transfer {
        Transfer::Nothing => String::new(),
        Transfer::Sent { bytes: n, full } => sent(*n, *full),
        Transfer::SentPart { bytes: n, of } => format!(
            "the kernel took only {} of {of}: the program has to send the rest itself",
            bytes(*n)
        ),
        Transfer::SentToNobody { bytes: n } => format!(
            "the kernel took {}, but nobody holds the other side any more: it answered with a \
             reset",
            bytes(*n)
        ),
        Transfer::DatagramSent {
            bytes: n,
            is_local: true,
            full: true,
            ..
        } => format!(
            "one datagram of {} waits at its receiver until it is read",
            bytes(*n)
        ),
        Transfer::DatagramSent {
            bytes,
            from_port,
            full,
            ..
        } => datagram_sent(*bytes, *from_port, *full),
        Transfer::Several(what) => several(what),
        Transfer::Copied(what) => copied(what),
        Transfer::Received(what) => received(what),
        Transfer::DatagramReceived(what) => datagram_received(what),
        Transfer::EndOfStream(what) => end_of_stream(what),
        Transfer::NothingForReader { slept, step } => nothing_for_reader(*slept, *step),
        Transfer::Failed(failure) => failed(failure),
        Transfer::WithDescriptors { what, along: them } => {
            format!("{}; {}", self::transfer(what), along(them))
        }
    }
}

fn along(along: &Along) -> String {
    let numbers: Vec<String> = along.descriptors.iter().map(i32::to_string).collect();
    let is_one = numbers.len() == 1;
    let which = if is_one { "descriptor" } else { "descriptors" };
    let verb = match (along.sent, is_one) {
        (true, true) => "goes",
        (true, false) => "go",
        (false, _) => "came",
    };
    let why = match (along.full, along.sent, is_one) {
        (false, _, _) => "",
        (true, true, true) => ": the receiver gets a number of its own for the same thing",
        (true, true, false) => ": the receiver gets numbers of its own for the same things",
        (true, false, true) => ": it leads to what the sender has passed on",
        (true, false, false) => ": they lead to what the sender has passed on",
    };
    format!("{which} {} {verb} with it{why}", list(&numbers))
}

fn sent(count: u64, full: bool) -> String {
    let size = bytes(count);
    if full {
        format!(
            "the kernel took {size} and brings them to the peer. The call does not wait until \
             they are read"
        )
    } else {
        format!("the kernel took {size}")
    }
}

fn datagram_sent(count: u64, from_port: Option<u16>, full: bool) -> String {
    let size = bytes(count);
    match (full, from_port) {
        (true, Some(port)) => format!(
            "one datagram of {size} is on its way, from port {port}. Nobody says whether it \
             arrives"
        ),
        (true, None) => {
            format!("one datagram of {size} is on its way. Nobody says whether it arrives")
        }
        (false, _) => format!("one datagram of {size}"),
    }
}

fn several(several: &Several) -> String {
    let (one, many) = if several.are_datagrams {
        ("datagram", "datagrams")
    } else {
        ("message", "messages")
    };
    let count = match several.messages {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    };
    let size = bytes(several.bytes);
    if several.sent {
        let only = if several.messages < several.of {
            "only "
        } else {
            ""
        };
        return format!("{only}{count} with one call, {size} in all");
    }
    let source = match several.causes.as_slice() {
        [] => String::new(),
        causes => format!(" of {}", steps(causes)),
    };
    let woken = woken(several.slept);
    format!("{woken}{count}{source} with one call, {size} in all")
}

fn copied(copied: &Copied) -> String {
    let Copied { from, to, .. } = copied;
    let size = bytes(copied.bytes);
    let woken = woken(copied.slept);
    let source = match copied.causes.as_slice() {
        [] => String::new(),
        causes if copied.bytes == 0 => format!(" ({})", steps(causes)),
        causes => format!(" of {}", steps(causes)),
    };
    let past = if copied.full {
        ". They never pass through the memory of the program"
    } else {
        ""
    };
    match (copied.sent, copied.bytes) {
        (true, 0) => format!("nothing more comes from descriptor {from}"),
        (true, _) => format!("the kernel took {size} from descriptor {from}{past}"),
        (false, 0) => format!("{woken}nothing more comes from socket {from}{source}"),
        (false, _) => format!("{woken}{size}{source} go to descriptor {to}{past}"),
    }
}

fn received(received: &Received) -> String {
    let woken = woken(received.slept);
    let size = bytes(received.bytes);
    let peek = if received.peek {
        "; only looked at, they stay in the queue"
    } else {
        ""
    };
    let left = match received.left {
        0 => String::new(),
        1 => "; 1 byte more waits".to_owned(),
        n => format!("; {n} bytes more wait"),
    };
    let lesson = if received.full {
        ": one write is not one read"
    } else {
        ""
    };
    let lesson = match received.wanted {
        Some(n) => format!("{lesson}; fewer than the {n} that it wanted (MSG_WAITALL)"),
        None => lesson.to_owned(),
    };
    let from = steps(&received.causes);
    match received.causes.len() {
        0 => format!("{woken}{size} arrived{peek}{left}{lesson}"),
        1 => format!("{woken}{size} of {from}{peek}{left}{lesson}"),
        n => format!("{woken}{size} of {from}{peek}: {n} writes, one read{left}{lesson}"),
    }
}

fn datagram_received(received: &DatagramReceived) -> String {
    let woken = woken(received.slept);
    let source = match received.causes.as_slice() {
        [] => String::new(),
        causes => format!(" of {}", steps(causes)),
    };
    let name = match received.carrier {
        Carrier::Udp | Carrier::UnixDatagram => "datagram",
        Carrier::Record => "record",
    };
    match received.what {
        Datagram::Empty => {
            format!("{woken}the empty datagram{source}. 0 is not the end of anything here")
        }
        Datagram::Whole {
            bytes: n,
            full: true,
        } => {
            let with_it = match received.carrier {
                Carrier::Udp => ". With it comes the address of its sender",
                Carrier::UnixDatagram => "",
                Carrier::Record => ": a socket of this type keeps apart what was sent apart",
            };
            format!("{woken}the {name}{source}, {}, whole{with_it}", bytes(n))
        }
        Datagram::Whole {
            bytes: n,
            full: false,
        } => format!("{woken}the {name}{source}, {}", bytes(n)),
        Datagram::Cut { bytes: n, lost } => format!(
            "{woken}{}{source}; {} did not fit into the buffer and {} gone",
            bytes(n),
            bytes(lost),
            if lost == 1 { "is" } else { "are" }
        ),
    }
}

fn end_of_stream(end: &EndOfStream) -> String {
    let woken = woken(end.slept);
    let reason = end_reason(end.reason);
    let after = match end.after {
        AfterEnd::Remembered(what) => format!("; {}", remembered(what)),
        AfterEnd::MayStillSend => "; this end may still send".to_owned(),
        AfterEnd::Nothing => String::new(),
    };
    if end.full {
        format!(
            "{woken}0 bytes is the end of the stream, not an error and not an empty message: \
             {reason}{after}"
        )
    } else {
        format!("{woken}end of stream: {reason}{after}")
    }
}

fn nothing_for_reader(slept: bool, step: Option<StepNumber>) -> String {
    let woken = woken(slept);
    let step = step.map_or(String::new(), |step| format!(" (step {step})"));
    format!(
        "{woken}0 bytes: this end has shut down its reading half itself{step}, and nothing is there"
    )
}

fn end_reason(reason: EndReason) -> String {
    match reason {
        EndReason::OwnShutdown { step } => {
            format!("this end has shut down its reading half itself (step {step})")
        }
        EndReason::Shutdown { end, step } => {
            format!("{} has shut down its sending half (step {step})", the(end))
        }
        EndReason::ProcessEnded { who, step } => {
            format!("the process {who} has ended (step {step}), and the kernel closed its socket")
        }
        EndReason::Ended { end, step } => format!(
            "{} has ended (step {step}), and the kernel closed its socket",
            the(end)
        ),
        EndReason::Closed { end, step } => {
            format!("{} has closed its socket (step {step})", the(end))
        }
        EndReason::Unknown => "the peer will send no more".to_owned(),
    }
}

fn failed(failure: &TransferFailure) -> String {
    match failure {
        TransferFailure::Reset(None) => "reset: the other side broke the connection off".to_owned(),
        TransferFailure::Reset(Some(by)) => reset(*by),
        TransferFailure::BrokenPipe(why) => broken_pipe(*why),
        TransferFailure::OnlyListens => "a listening socket carries no bytes itself: those that \
                                         accept returns do"
            .to_owned(),
        TransferFailure::GaveUp { sends: false } => {
            "nothing came in time: the read gives up, as it was told to".to_owned()
        }
        TransferFailure::GaveUp { sends: true } => {
            "no room came in time: the write gives up, as it was told to".to_owned()
        }
        TransferFailure::BufferFull => "the send buffer is full".to_owned(),
        TransferFailure::NothingThere => {
            "nothing has arrived, and the call does not wait".to_owned()
        }
        TransferFailure::NobodyAtPort => {
            "an earlier datagram found nobody at its port; the kernel says so now".to_owned()
        }
        TransferFailure::NobodyAtName => {
            "nobody has an open socket with this name: nothing was sent".to_owned()
        }
        TransferFailure::NoSuchPath => {
            "there is no such file: nobody has bound this path, or it was removed".to_owned()
        }
        TransferFailure::NoBroadcast => {
            "the address looks like that of a whole network: the kernel sends there only from a \
             socket with the option SO_BROADCAST"
                .to_owned()
        }
        TransferFailure::TooLong => "too long for one datagram: nothing was sent".to_owned(),
        TransferFailure::NoConnection => "there is no connection".to_owned(),
        TransferFailure::Other(text) => text.clone(),
    }
}

fn reset(Reset { end, step, how }: Reset) -> String {
    let closed = format!("reset: {} closed its socket (step {step})", the(end));
    match how {
        ResetBy::UnreadBytes => format!(
            "{closed} with bytes in it that it had not read, and its kernel sent a reset \
             instead of a goodbye"
        ),
        ResetBy::UnreadBytesInside => {
            format!("{closed} with bytes in it that it had not read")
        }
        ResetBy::Close => format!("{closed}, and its kernel sent a reset instead of a goodbye"),
        ResetBy::Unknown => format!("{closed}, and the connection was broken off"),
    }
}

fn broken_pipe(why: BrokenPipe) -> String {
    match why {
        BrokenPipe::OwnShutdown { step } => {
            format!("this end has shut down its sending half itself (step {step})")
        }
        BrokenPipe::Shutdown { end, step } => format!(
            "broken pipe: {} has shut down this connection (step {step}), nobody can read this",
            the(end)
        ),
        BrokenPipe::Closed { end, step } => format!(
            "broken pipe: {} has closed its socket (step {step}), nobody can read this",
            the(end)
        ),
        BrokenPipe::Unknown => "broken pipe: nobody is left to read this".to_owned(),
    }
}

/// Stands after the words for the call that moved the record.
pub fn tls(kind: Tls, full: bool) -> String {
    let kind = match kind {
        Tls::ChangeCipherSpec => "change of keys",
        Tls::Alert => "alert",
        Tls::Handshake => "handshake",
        Tls::ApplicationData => "encrypted data",
    };
    if full {
        format!(
            ". They begin like a record of TLS ({kind}): the two programs agree on keys, and then \
             nobody else can read what they say"
        )
    } else {
        format!(". TLS: {kind}")
    }
}

/// Stands after the words for a call whose bytes went out late.
pub fn late(time: Duration, full: bool) -> String {
    // To the nearest ten.
    let time = (time.as_millis() + 5) / 10 * 10;
    if full {
        format!(
            ". This lay here for about {time} ms: a small piece waits until what was sent before is \
             acknowledged (Nagle), and the other side holds that back for a while, in case it has \
             something to send with it (delayed ACK). One write instead of two avoids that, and so \
             does TCP_NODELAY"
        )
    } else {
        format!(". This lay here for about {time} ms (Nagle, delayed ACK)")
    }
}
