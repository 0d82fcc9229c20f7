//! Data that a call names in pieces: `struct iovec` of readv(2), `struct msghdr` of
//! recvmsg(2), as they lie in the memory of a 64-bit program.

use super::memory::{MOST_MEMBERS, Memory, u32_at, words};
use event::Data;

/// `struct msghdr`, recvmsg(2). A pointer that leads nowhere gives an empty one: the kernel
/// answers such a call with EFAULT.
#[derive(Default)]
pub struct Message {
    pub name: u64,
    pub name_length: u64,
    pub pieces: Vec<Piece>,
}

/// A `struct iovec`: where a piece begins and how many bytes it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub base: u64,
    pub length: u64,
}

impl Message {
    pub fn at(memory: &dyn Memory, address: u64) -> Message {
        let [name, _, array, count] = words(memory, address, 4)[..] else {
            return Message::default();
        };
        let name_length = u32_at(memory, address.wrapping_add(8)).unwrap_or(0);
        Message {
            name,
            name_length: name_length.into(),
            pieces: pieces(memory, array, count),
        }
    }
}

/// The members of a `struct iovec` array.
pub fn pieces(memory: &dyn Memory, address: u64, count: u64) -> Vec<Piece> {
    let words = words(memory, address, 2 * count.min(MOST_MEMBERS));
    let pairs = words.chunks_exact(2);
    let piece = |pair: &[u64]| Piece {
        base: pair[0],
        length: pair[1],
    };
    pairs.map(piece).collect()
}

/// The length of all pieces together, bytes.
pub fn room(pieces: &[Piece]) -> u64 {
    let lengths = pieces.iter().map(|piece| piece.length);
    lengths.fold(0, u64::saturating_add)
}

/// The first `length` bytes of the pieces, put together.
pub fn gather(memory: &dyn Memory, pieces: &[Piece], length: u64) -> Data {
    let length = length.min(room(pieces));
    let mut kept = Vec::new();
    for piece in pieces {
        let wanted = length.min(Data::MOST as u64) - kept.len() as u64;
        let wanted = wanted.min(piece.length);
        kept.extend(memory.read(piece.base, wanted as usize));
    }
    Data::new(kept, length)
}

#[cfg(test)]
mod tests {
    use super::super::memory::held::Held;
    use super::*;

    fn memory() -> Held {
        let mut bytes = Vec::new();
        for word in [132u64, 2, 134, 3] {
            bytes.extend(word.to_ne_bytes());
        }
        bytes.extend(b"abcde");
        Held(100, bytes)
    }

    #[test]
    fn pieces_are_put_together_up_to_what_was_moved() {
        let memory = memory();
        let pieces = pieces(&memory, 100, 2);
        assert_eq!(
            gather(&memory, &pieces, u64::MAX),
            Data::from(&b"abcde"[..])
        );
        assert_eq!(gather(&memory, &pieces, 3), Data::from(&b"abc"[..]));
    }

    #[test]
    fn pieces_that_lie_nowhere_or_are_longer_than_everything_are_only_counted() {
        let endless = [Piece {
            base: 1,
            length: u64::MAX,
        }; 2];
        assert_eq!(room(&endless), u64::MAX);
        let data = gather(&memory(), &endless, u64::MAX);
        assert_eq!((data.first(), data.len()), (&b""[..], u64::MAX));
        assert_eq!(pieces(&memory(), u64::MAX - 3, u64::MAX), []);
        assert_eq!(Message::at(&memory(), u64::MAX).pieces, []);
    }
}
