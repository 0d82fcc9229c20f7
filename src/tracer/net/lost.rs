//! How many datagrams the kernel has thrown away at a socket: proc_net(5), `drops`.

use super::known::Known;
use event::Kind;
use std::fs;

/// Of a UDP socket, over IPv4 or IPv6; 0 of others, and where the system does not tell.
pub fn lost(known: &Known) -> u32 {
    if known.kind != Kind::Datagram {
        return 0;
    }
    let files = ["/proc/net/udp", "/proc/net/udp6"];
    let texts = files.iter().map(fs::read_to_string);
    let found = (texts.flatten()).find_map(|text| drops(&text, known.inode));
    found.unwrap_or(0)
}

/// The tenth word of a line is the inode, the last one how many were dropped.
fn drops(text: &str, inode: u64) -> Option<u32> {
    let mut lines = text.lines().skip(1).map(str::split_whitespace);
    lines.find_map(|words| {
        let words: Vec<&str> = words.collect();
        let is_it = words.get(9)?.parse() == Ok(inode);
        is_it.then(|| words.last()?.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_thrown_away_stands_at_the_end_of_the_line() {
        let text = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  \
                    timeout inode ref pointer drops\n \
                    517: 0100007F:270F 00000000:0000 07 00000000:00033600 00:00000000 00000000     0        \
                    0 8123 2 0000000000000000 1908\n";
        assert_eq!(drops(text, 8123), Some(1908));
        assert_eq!(drops(text, 1908), None);
        assert_eq!(drops("", 1), None);
    }
}
