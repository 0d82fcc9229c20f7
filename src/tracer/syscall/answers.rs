//! What calls have brought, from their arguments and a return value that is no error.

use super::call::{Args, Target};
use super::iovec::{gather, room};
use super::memory::{MOST_MEMBERS, u32_at, words};
use super::names::{epoll_events, errno, poll_events};
use super::requests::{LONGEST_OPTION, selected_in};
use super::sockaddr::{option, option_value};
use event::{Answer, Data, Found, Moved, Opt, OptValue};
use libc::*;

pub fn plain(_: &Args, value: u64) -> Answer {
    Answer {
        value: value as i64,
        ..Answer::default()
    }
}

pub fn address(args: &Args, value: u64) -> Answer {
    Answer {
        address: args.handed_out(1, 2),
        ..plain(args, value)
    }
}

pub fn pair(args: &Args, value: u64) -> Answer {
    let [one, other] = [0, 4].map(|at| u32_at(args.memory, args.word(3).wrapping_add(at)));
    let descriptors = [one, other].into_iter().flatten();
    Answer {
        descriptors: descriptors.map(|fd| fd as i32).collect(),
        ..plain(args, value)
    }
}

pub fn option_found(args: &Args, value: u64) -> Answer {
    let option = option(args.int(1), args.int(2));
    let length = u32_at(args.memory, args.word(4)).unwrap_or(0);
    let bytes = args
        .memory
        .read(args.word(3), length.min(LONGEST_OPTION) as usize);
    let found = match option_value(option, bytes) {
        OptValue::Number(number @ 1..) if option == Opt::Error => OptValue::Error(errno(number)),
        found => found,
    };
    Answer {
        found: Some(Box::new(found)),
        ..plain(args, value)
    }
}

pub fn unread(args: &Args, value: u64) -> Answer {
    let asks = args.int(1) == FIONREAD as c_int;
    let count = u32_at(args.memory, args.word(2)).filter(|_| asks);
    Answer {
        found: count.map(|count| Box::new(OptValue::Number(count as i32))),
        ..plain(args, value)
    }
}

/// poll(2): what was found stands in the last two bytes of each `struct pollfd`.
pub fn poll_answer(args: &Args, value: u64) -> Answer {
    let entries = words(args.memory, args.word(0), args.word(1).min(MOST_MEMBERS));
    let found = entries.into_iter().filter_map(|entry| {
        let [a, b, c, d, _, _, e, f] = entry.to_ne_bytes();
        let events = poll_events(i16::from_ne_bytes([e, f]).into());
        let fd = i32::from_ne_bytes([a, b, c, d]);
        (!events.is_empty()).then_some(Found { fd, events })
    });
    Answer {
        ready: found.collect(),
        ..plain(args, value)
    }
}

/// select(2): the sets have only those left that have something.
pub fn select_answer(args: &Args, value: u64) -> Answer {
    Answer {
        ready: if value == 0 {
            Vec::new()
        } else {
            selected_in(args)
        },
        ..plain(args, value)
    }
}

/// epoll_wait(2): each `struct epoll_event` has the word that the program gave for a descriptor.
pub fn epoll_answer(args: &Args, value: u64) -> Answer {
    let Target::Poller(watched) = args.descriptors.target(args.int(0)) else {
        return plain(args, value);
    };
    let size = size_of::<epoll_event>();
    let bytes = args
        .memory
        .read(args.word(1), value.min(MOST_MEMBERS) as usize * size);
    let found = bytes.chunks_exact(size).filter_map(|entry| {
        let (events, data) = (entry.first_chunk()?, entry.last_chunk()?);
        let data = u64::from_ne_bytes(*data);
        let (fd, _) = watched.iter().find(|(_, its)| *its == data)?;
        Some(Found {
            fd: *fd,
            events: epoll_events(i32::from_ne_bytes(*events)),
        })
    });
    Answer {
        ready: found.collect(),
        ..plain(args, value)
    }
}

pub fn sent(args: &Args, value: u64) -> Answer {
    Answer {
        moved: value,
        ..plain(args, value)
    }
}

/// The value is the number of messages, and the length of each stands beside it.
pub fn sent_several(args: &Args, value: u64) -> Answer {
    let lengths = args.message_lengths(value);
    Answer {
        moved: lengths.iter().sum(),
        messages: (lengths.into_iter())
            .map(|moved| Moved {
                moved,
                ..Moved::default()
            })
            .collect(),
        ..plain(args, value)
    }
}

pub fn received_several(args: &Args, value: u64) -> Answer {
    let mut left = Data::MOST as u64;
    let messages = args.messages().into_iter().zip(args.message_lengths(value));
    let messages = messages.map(|(message, length)| {
        let moved = length.min(room(&message.pieces));
        let kept = gather(args.memory, &message.pieces, moved.min(left));
        left -= kept.len();
        Moved {
            moved,
            data: Some(Data::new(kept.first().to_vec(), moved)),
            address: args.address_of(&message),
        }
    });
    let messages: Vec<Moved> = messages.collect();
    Answer {
        moved: messages.iter().map(|message| message.moved).sum(),
        messages,
        ..plain(args, value)
    }
}

/// With MSG_TRUNC the value is the length of the whole datagram, also where the program's
/// buffer took only a part of it, recv(2).
pub fn received(value: u64, room: u64, data: Data) -> Answer {
    Answer {
        value: value as i64,
        moved: value.min(room),
        data: Some(data),
        ..Answer::default()
    }
}

pub fn received_from(args: &Args, value: u64) -> Answer {
    let room = args.word(2);
    Answer {
        address: args.handed_out(4, 5),
        ..received(value, room, args.data_of(1, value, room))
    }
}

pub fn received_message(args: &Args, value: u64) -> Answer {
    let message = args.message();
    let room = room(&message.pieces);
    Answer {
        address: args.address_of(&message),
        descriptors: message.passed.clone(),
        ..received(value, room, gather(args.memory, &message.pieces, value))
    }
}

pub fn received_pieces(args: &Args, value: u64) -> Answer {
    let pieces = args.pieces(1, 2);
    received(value, room(&pieces), gather(args.memory, &pieces, value))
}
