//! Bytes that a call moved. Their number is exact; of very many bytes only the beginning is
//! kept, so that a record stays small whatever a program sends or prints.

use serde::{Deserialize, Serialize};

/// Bytes from a program or a socket: a stranger's, and never to be printed as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Data {
    length: u64,
    kept: Vec<u8>,
}

impl Data {
    /// The most bytes that are kept of one call: more than any lesson moves at once.
    pub const MOST: usize = 16 * 1024;

    /// The first bytes, of so many in all. A `length` below what is there counts as wrong.
    pub fn new(mut first: Vec<u8>, length: u64) -> Data {
        first.truncate(Data::MOST);
        Data {
            length: length.max(first.len() as u64),
            kept: first,
        }
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The first bytes, up to [`Data::MOST`]; fewer where the program's memory ended.
    pub fn first(&self) -> &[u8] {
        &self.kept
    }

    pub fn is_whole(&self) -> bool {
        self.kept.len() as u64 == self.length
    }
}

impl From<Vec<u8>> for Data {
    fn from(bytes: Vec<u8>) -> Data {
        let length = bytes.len() as u64;
        Data::new(bytes, length)
    }
}

impl From<&[u8]> for Data {
    fn from(bytes: &[u8]) -> Data {
        Data::from(bytes.to_vec())
    }
}

/// In a log, text stands as text, and other bytes as two digits each.
#[derive(Serialize, Deserialize)]
struct Written {
    length: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
}

impl From<Data> for Written {
    fn from(data: Data) -> Written {
        let length = data.length;
        match String::from_utf8(data.kept) {
            Ok(text) => Written {
                length,
                text: Some(text),
                hex: None,
            },
            Err(error) => {
                let digits = |byte: &u8| format!("{byte:02x}");
                let hex = error.as_bytes().iter().map(digits).collect();
                Written {
                    length,
                    text: None,
                    hex: Some(hex),
                }
            }
        }
    }
}

impl TryFrom<Written> for Data {
    type Error = String;

    fn try_from(written: Written) -> Result<Data, String> {
        let kept = match (written.text, written.hex) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(hex)) => bytes(&hex).ok_or("hex: two digits for each byte")?,
            (None, None) => Vec::new(),
            (Some(_), Some(_)) => return Err("data has text or hex, not both".to_owned()),
        };
        if kept.len() as u64 > written.length {
            return Err("data is longer than its length".to_owned());
        }
        Ok(Data::new(kept, written.length))
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    let pair = |pair: &[u8]| {
        let text = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(text, 16).ok()
    };
    let whole = digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit);
    whole.then(|| digits.chunks(2).map(pair).collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_written_as_text_and_other_bytes_as_digits() {
        let write = |bytes: &[u8]| serde_json::to_string(&Data::from(bytes)).unwrap_or_default();
        assert_eq!(
            write("你好\n".as_bytes()),
            r#"{"length":7,"text":"你好\n"}"#
        );
        assert_eq!(write(b"h\xe4"), r#"{"length":2,"hex":"68e4"}"#);
    }

    #[test]
    fn all_bytes_come_back_and_of_many_only_the_beginning() {
        let all: Vec<u8> = (0..=255).collect();
        let many = vec![b'x'; Data::MOST + 9];
        for bytes in [all, Vec::new(), many] {
            let data = Data::from(bytes.clone());
            assert_eq!(data.len(), bytes.len() as u64);
            assert_eq!(data.is_whole(), bytes.len() <= Data::MOST);
            let text = serde_json::to_string(&data).unwrap_or_default();
            assert_eq!(serde_json::from_str::<Data>(&text).ok(), Some(data));
        }
    }

    #[test]
    fn data_that_contradicts_itself_is_refused() {
        for text in [
            r#"{"length":1,"text":"ab"}"#,
            r#"{"length":9,"hex":"6"}"#,
            r#"{"length":9,"hex":"zz"}"#,
            r#"{"length":9,"hex":"你"}"#,
            r#"{"length":9,"hex":"00","text":"a"}"#,
        ] {
            assert!(serde_json::from_str::<Data>(text).is_err(), "{text}");
        }
    }
}
