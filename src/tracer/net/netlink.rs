//! Messages to and from the kernel as netlink(7) frames them, from linux/netlink.h.

/// `struct nlmsghdr`.
pub const HEADER: usize = 16;
pub const NLM_F_REQUEST: u16 = 0x1;
pub const SOCK_DIAG_BY_FAMILY: u16 = 20;

/// The type and the body of the first message, and what follows it.
pub fn message(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let length = u32_at(bytes, 0)? as usize;
    let kind = u16::from_ne_bytes(bytes.get(4..6)?.try_into().ok()?);
    let body = bytes.get(HEADER..length)?;
    let after = bytes.get(length.next_multiple_of(4)..).unwrap_or_default();
    Some((kind, body, after))
}

/// A question about one socket, with its `struct nlmsghdr`.
pub fn with_header(body: &[u8]) -> Vec<u8> {
    let mut bytes = header(HEADER + body.len(), NLM_F_REQUEST);
    bytes.extend(body);
    bytes
}

/// The beginning of a message of so many bytes in all.
pub fn header(length: usize, flags: u16) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    bytes.extend((length as u32).to_ne_bytes());
    bytes.extend(SOCK_DIAG_BY_FAMILY.to_ne_bytes());
    bytes.extend(flags.to_ne_bytes());
    bytes.extend([0; 8]);
    bytes
}

pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
