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
    /// The descriptors among its control data, SCM_RIGHTS.
    pub passed: Vec<i32>,
}

/// A `struct iovec`: where a piece begins and how many bytes it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub base: u64,
    pub length: u64,
}

impl Message {
    pub fn at(memory: &dyn Memory, address: u64) -> Message {
        let [name, _, array, count, control, length] = words(memory, address, 6)[..] else {
            return Message::default();
        };
        let name_length = u32_at(memory, address.wrapping_add(8)).unwrap_or(0);
        Message {
            name,
            name_length: name_length.into(),
            pieces: pieces(memory, array, count),
            passed: passed(&memory.read(control, length.min(MOST_CONTROL) as usize)),
        }
    }
}

/// More than the kernel lets a message carry of descriptors, SCM_MAX_FD.
const MOST_CONTROL: u64 = 4096;

/// The descriptors of each `struct cmsghdr` that holds some, cmsg(3).
fn passed(control: &[u8]) -> Vec<i32> {
    const HEADER: usize = 16;
    let mut passed = Vec::new();
    let mut rest = control;
    while let Some((header, _)) = rest.split_at_checked(HEADER) {
        let (length, kind) = header.split_at(8);
        let length = u64::from_ne_bytes(length.try_into().unwrap_or_default());
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let Some(data) = rest.get(HEADER..length) else {
            break;
        };
        if kind
            == [libc::SOL_SOCKET, libc::SCM_RIGHTS]
                .map(i32::to_ne_bytes)
                .concat()
        {
            let numbers = data.chunks_exact(4).filter_map(|four| four.try_into().ok());
            passed.extend(numbers.map(i32::from_ne_bytes));
        }
        rest = rest.get(length.next_multiple_of(8)..).unwrap_or_default();
    }
    passed
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
    fn descriptors_are_found_among_other_control_data() {
        let entry = |kind: i32, data: &[i32]| {
            let length = 16 + 4 * data.len() as u64;
            let mut bytes = length.to_ne_bytes().to_vec();
            for number in [libc::SOL_SOCKET, kind].iter().chain(data) {
                bytes.extend(number.to_ne_bytes());
            }
            bytes.resize(bytes.len().next_multiple_of(8), 0);
            bytes
        };
        let rights = libc::SCM_RIGHTS;
        let control = [
            entry(29, &[1, 2]),
            entry(rights, &[5]),
            entry(rights, &[7, 9]),
        ]
        .concat();
        assert_eq!(passed(&control), [5, 7, 9]);
        assert_eq!(passed(&control[..control.len() - 8]), [5], "cut");
        assert_eq!(
            passed(&[0; 40]),
            [0; 0],
            "a length below that of its header"
        );
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
