//! Whether bytes begin with the head of a TLS record, RFC 8446, section 5.1. No more than the head
//! is looked at: what follows is for the two programs alone.

use crate::narrate::meaning::data::Tls;
use event::{Request, Returned};

/// What a stream of TLS says first in these bytes, as far as its head says it.
pub fn of(returned: &Returned) -> Option<Tls> {
    let answer = returned.result.as_ref().ok()?;
    let data = match &returned.call.request {
        Request::Send { data, .. } => data,
        Request::Receive { .. } => answer.data.as_ref()?,
        _ => return None,
    };
    head(data.first())
}

/// Whether that is so.
pub fn is_tls(returned: &Returned) -> bool {
    of(returned).is_some()
}

/// Five bytes: the kind, the version (two), and the length of what follows (two).
fn head(bytes: &[u8]) -> Option<Tls> {
    let [kind, 3, 0..=4, high, low, ..] = bytes else {
        return None;
    };
    let length = u16::from_be_bytes([*high, *low]);
    if length == 0 || length > 16_384 + 256 {
        return None;
    }
    match kind {
        20 => Some(Tls::ChangeCipherSpec),
        21 => Some(Tls::Alert),
        22 => Some(Tls::Handshake),
        23 => Some(Tls::ApplicationData),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_and_sound_head_is_one() {
        assert_eq!(head(b"\x16\x03\x01\x02\x00\x01"), Some(Tls::Handshake));
        assert_eq!(head(b"\x17\x03\x03\x00\x17"), Some(Tls::ApplicationData));
        for other in [
            &b"\x16\x03\x01\x02"[..],
            b"\x16\x03\x01\x00\x00",
            b"\x16\x03\x01\xff\xff",
            b"\x16\x05\x01\x00\x10",
            b"\x18\x03\x03\x00\x10",
            b"GET / HTTP/1.1\r\n",
            b"",
        ] {
            assert_eq!(head(other), None, "{other:?}");
        }
    }
}
