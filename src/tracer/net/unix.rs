//! A Unix socket as the kernel lists it, unix(7) and sock_diag(7): it has a name or none, a peer
//! without numbers, and no TCP state. Layouts from linux/unix_diag.h.

use super::netlink::{u32_at, with_header};
use event::Data;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnixRow {
    /// Its path; an abstract name begins with a NUL.
    pub name: Option<Data>,
    /// The kernel's identity of the peer's socket; None also where nobody holds it.
    pub peer: Option<u64>,
    pub is_connected: bool,
    pub listens: bool,
    /// Bytes that nobody has read, on a datagram socket those of the next datagram; on a listener,
    /// connections that wait to be accepted.
    pub unread: u32,
    /// Nothing more comes: the peer sends no more, or this side reads no more.
    pub is_at_end: bool,
    /// This side sends no more.
    pub sends_no_more: bool,
}

/// `struct unix_diag_msg`.
const ANSWER: usize = 16;
const ESTABLISHED: u8 = 1;
const LISTEN: u8 = 10;
const UDIAG_SHOW_NAME: u32 = 0x1;
const UDIAG_SHOW_PEER: u32 = 0x4;
const UDIAG_SHOW_RQLEN: u32 = 0x10;
const UNIX_DIAG_NAME: u16 = 0;
const UNIX_DIAG_PEER: u16 = 2;
const UNIX_DIAG_RQLEN: u16 = 4;
const UNIX_DIAG_SHUTDOWN: u16 = 6;
const RECEIVE_HALF: u8 = 1;
const SENDING_HALF: u8 = 2;

/// `struct unix_diag_req`: about the socket with this inode. None where that is no such number.
pub fn request(inode: u64) -> Option<Vec<u8>> {
    let mut body = vec![libc::AF_UNIX as u8, 0, 0, 0];
    body.extend(u32::MAX.to_ne_bytes());
    body.extend(u32::try_from(inode).ok()?.to_ne_bytes());
    body.extend((UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN).to_ne_bytes());
    body.extend([0xff; 8]);
    Some(with_header(&body))
}

/// `struct unix_diag_msg` and what follows it: a length, a type and a value each.
pub fn row(body: &[u8]) -> Option<UnixRow> {
    let state = *body.get(2)?;
    let mut row = UnixRow {
        is_connected: state == ESTABLISHED,
        listens: state == LISTEN,
        ..UnixRow::default()
    };
    let mut rest = body.get(ANSWER..)?;
    while let Some(length) = rest.get(..2) {
        let length = usize::from(u16::from_ne_bytes(length.try_into().ok()?));
        let kind = u16::from_ne_bytes(rest.get(2..4)?.try_into().ok()?);
        let value = rest.get(4..length)?;
        match kind {
            UNIX_DIAG_NAME => row.name = Some(name(value)),
            UNIX_DIAG_PEER => row.peer = u32_at(value, 0).filter(|peer| *peer != 0).map(u64::from),
            UNIX_DIAG_RQLEN => row.unread = u32_at(value, 0)?,
            UNIX_DIAG_SHUTDOWN => {
                let halves = *value.first()?;
                row.is_at_end = halves & RECEIVE_HALF != 0;
                row.sends_no_more = halves & SENDING_HALF != 0;
            }
            _ => {}
        }
        rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    Some(row)
}

/// A path ends at its NUL; an abstract name begins with one.
fn name(bytes: &[u8]) -> Data {
    let end = match bytes.first() {
        Some(0) => None,
        _ => bytes.iter().position(|byte| *byte == 0),
    };
    Data::from(&bytes[..end.unwrap_or(bytes.len())])
}

#[cfg(test)]
mod tests {
    use super::super::diag::Diag;
    use super::*;
    use std::fs;
    use std::io::Write;
    use std::os::fd::AsRawFd;
    use std::os::unix::net::UnixStream;

    fn inode(socket: &impl AsRawFd) -> u64 {
        let link = fs::read_link(format!("/proc/self/fd/{}", socket.as_raw_fd()));
        let link = link.expect("open").to_string_lossy().into_owned();
        let number = link.trim_start_matches("socket:[").trim_end_matches(']');
        number.parse().expect("a socket")
    }

    #[test]
    fn the_kernel_tells_the_peer_what_waits_and_what_has_ended() {
        let diag = Diag::open().expect("this kernel has sock_diag");
        let (mut one, other) = UnixStream::pair().expect("a pair");
        one.write_all(b"hello").expect("sent");
        let row = diag.unix(inode(&other)).expect("listed");
        assert_eq!(row.peer, Some(inode(&one)));
        assert_eq!((row.unread, row.is_at_end), (5, false));
        drop(one);
        let row = diag.unix(inode(&other)).expect("listed");
        assert_eq!((row.unread, row.is_at_end, row.peer), (5, true, None));
    }

    #[test]
    fn a_broken_answer_is_no_row_and_no_crash() {
        assert_eq!(row(&[1; 15]), None);
        assert_eq!(row(&[1; 19]), None);
        assert_eq!(row(&[&[0; 16][..], &[0, 0, 0, 0]].concat()), None);
        assert_eq!(name(b"/x\0y"), Data::from(&b"/x"[..]));
        assert_eq!(name(b"\0x"), Data::from(&b"\0x"[..]));
    }
}
