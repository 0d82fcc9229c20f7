//! How an end is named on a line: `server`, `client`, `client 2`; and a line for its
//! keyboard: `client 2: hello`.

use crate::lesson::near::nearest;
use crate::narrate::problem::Word;
use event::End;

/// The end with this name.
pub fn end(words: &[impl AsRef<str>]) -> Result<End, Word> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        ["program"] => Ok(End::Program),
        ["server"] => Ok(End::Server),
        ["client"] => Ok(End::Client(1)),
        ["client", number] => match number.parse() {
            Ok(number @ 1..) => Ok(End::Client(number)),
            _ => Err(Word::End(words.join(" "))),
        },
        _ => Err(Word::End(words.join(" "))),
    }
}

/// `client 2: TEXT` as the end and the text; None where the line does not begin so.
pub fn addressed(line: &str) -> Option<(End, &str)> {
    let (name, text) = line.split_once(':')?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let end = end(&words).ok()?;
    Some((end, text.strip_prefix(' ').unwrap_or(text)))
}

/// The line as it may have been meant, where an end's name before a text is mistyped, cut short,
/// or without its colon: `clinet: hi`, `c2: hi`, `server hello`.
pub fn meant(line: &str) -> Option<String> {
    let (end, text) = match line.split_once(':') {
        Some((name, text)) => (near(name, true)?, text),
        None => {
            let (name, text) = line.trim_start().split_once(char::is_whitespace)?;
            (near(name, false)?, text)
        }
    };
    let text = text.trim();
    (!text.is_empty()).then(|| format!("{end}: {text}"))
}

/// The end that this may name. Only before a colon a single letter is the beginning of a name.
fn near(name: &str, is_before_colon: bool) -> Option<End> {
    let name = name.trim().to_lowercase();
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let number = name[letters.len()..].trim();
    let word = match letters {
        "s" if is_before_colon => "server",
        "c" if is_before_colon => "client",
        _ => nearest(letters, ["server", "client"])?,
    };
    let words: Vec<&str> = [word, number]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    end(&words).ok()
}

/// `type client 2 TEXT` as the end and the text, as typed: a quotation mark in it is one.
pub fn to_type(rest: &str) -> Result<(End, &str), Word> {
    let rest = rest.trim_start();
    let (name, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if let Some((number, after)) = text.split_once(char::is_whitespace)
        && name == "client"
        && let Ok(end) = end(&[name, number])
    {
        return Ok((end, after));
    }
    Ok((end(&[name])?, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_an_end_before_its_colon() {
        assert_eq!(
            addressed("client: it's: me"),
            Some((End::Client(1), "it's: me"))
        );
        assert_eq!(addressed("client 2:你好"), Some((End::Client(2), "你好")));
        assert_eq!(addressed("server:"), Some((End::Server, "")));
        assert_eq!(addressed("clients: a"), None);
        assert_eq!(addressed("client 0: a"), None);
    }

    #[test]
    fn a_name_that_is_nearly_one_is_understood_as_a_guess() {
        let meant = |line| meant(line).unwrap_or_default();
        assert_eq!(meant("c: hi"), "client: hi");
        assert_eq!(meant("clinet: hi: you"), "client: hi: you");
        assert_eq!(meant("Client2: 你好"), "client 2: 你好");
        assert_eq!(meant("server hello"), "server: hello");
        for line in [
            "hello",
            "c hello",
            "hello: you",
            "server",
            "c:",
            "server 2: a",
        ] {
            assert_eq!(meant(line), "", "{line}");
        }
    }

    #[test]
    fn a_number_after_client_names_one_if_text_follows() {
        assert_eq!(to_type("client 2 hello"), Ok((End::Client(2), "hello")));
        assert_eq!(to_type("client 2"), Ok((End::Client(1), "2")));
        assert_eq!(to_type("server it's late"), Ok((End::Server, "it's late")));
        assert!(to_type("peer hello").is_err());
    }
}
