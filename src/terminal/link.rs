//! A name that can be clicked: the hyperlinks of OSC 8. A terminal that does not know them shows
//! the name alone; where even that is not sure, there is no link.

use std::env;
use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::path::Path;

/// The text, on standard output a link to this file if a terminal is there that may follow one.
pub fn linked(text: &str, file: &Path) -> String {
    let name = env::var_os("TERM").unwrap_or_default();
    let is_plain = ["", "dumb", "linux", "cons25"]
        .iter()
        .any(|plain| name == *plain);
    if is_plain || !io::stdout().is_terminal() {
        return text.to_owned();
    }
    link(text, file)
}

fn link(text: &str, file: &Path) -> String {
    let mut address = String::from("file://");
    for byte in file.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    format!("\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_folder_can_end_the_link() {
        let link = link("a.rs", Path::new("/my \x1b\\/a.rs"));
        assert_eq!(
            link,
            "\x1b]8;;file:///my%20%1B%5C/a.rs\x1b\\a.rs\x1b]8;;\x1b\\"
        );
    }
}
