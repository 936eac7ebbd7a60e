//! How a file of strangers is written: UTF-8, or what the file itself says by its byte order mark or in the declaration of
//! XML. Nothing is guessed: what says nothing is UTF-8, and what says one thing and is another is no text.

use std::borrow::Cow;

use certification::refusal::Refusal;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Why it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// It is written in an encoding that is not known, or not as it says.
    #[error("not text as it says")]
    Unknown,
    /// It says that it is written in Latin letters of one byte, and is UTF-8.
    #[error("written in UTF-8 though it says otherwise")]
    Otherwise,
}

impl NotText {
    /// Why a file is refused: that it is not written so, or not as it says.
    pub(crate) fn refusal(self, code: &str) -> Refusal {
        match self {
            Self::Unknown => Refusal::new(code).with("expected", "UTF-8"),
            Self::Otherwise => Refusal::new("xml.encoding-otherwise").with("written", "UTF-8"),
        }
    }
}

/// A text, and whether it was written in something else than UTF-8.
#[derive(Debug)]
pub struct Text<'a> {
    /// Its letters, without byte order mark.
    pub letters: Cow<'a, str>,
    /// It was not UTF-8; what its declaration says has been heeded.
    pub turned: bool,
}

/// Reads a text.
///
/// # Errors
/// When it is not written in UTF-8, UTF-16, ISO-8859-1 or Windows-1252, or not as it says.
pub fn read(bytes: &[u8]) -> Result<Text<'_>, NotText> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return plain(rest);
    }
    match bytes {
        [0xFF, 0xFE, rest @ ..] => turned(rest, UTF_16LE),
        [0xFE, 0xFF, rest @ ..] => turned(rest, UTF_16BE),
        // XML may go without the mark, since it begins with `<?`.
        [b'<', 0, b'?', 0, ..] => turned(bytes, UTF_16LE),
        [0, b'<', 0, b'?', ..] => turned(bytes, UTF_16BE),
        _ if one_byte(bytes) && !bytes.is_ascii() => {
            // What reads as UTF-8 is hardly anything else, whatever it says.
            if std::str::from_utf8(bytes).is_ok() {
                return Err(NotText::Otherwise);
            }
            // Files that say ISO-8859-1 are written in Windows-1252, as the Encoding standard of browsers has it. Places
            // that neither gives a sign come out as controls: such a file is not what it says.
            let text = turned(bytes, WINDOWS_1252)?;
            if text.letters.chars().any(|sign| matches!(sign, '\u{80}'..='\u{9F}')) {
                Err(NotText::Unknown)
            } else {
                Ok(text)
            }
        }
        _ => plain(bytes).map(|text| Text { turned: one_byte(bytes), ..text }),
    }
}

fn plain(bytes: &[u8]) -> Result<Text<'_>, NotText> {
    let letters = std::str::from_utf8(bytes).map_err(|_| NotText::Unknown)?;
    Ok(Text { letters: Cow::Borrowed(letters), turned: false })
}

fn turned<'a>(bytes: &'a [u8], from: &'static Encoding) -> Result<Text<'a>, NotText> {
    let letters = from.decode_without_bom_handling_and_without_replacement(bytes).ok_or(NotText::Unknown)?;
    Ok(Text { letters, turned: true })
}

/// The declaration of XML names an encoding of one byte a letter.
fn one_byte(bytes: &[u8]) -> bool {
    const NEAR: usize = 200;
    let near = bytes.get(..NEAR.min(bytes.len())).unwrap_or(bytes);
    let near = String::from_utf8_lossy(near).to_ascii_lowercase();
    let Some(declaration) = near.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) else {
        return false;
    };
    let named = declaration.0.split_once("encoding").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    named.is_some_and(|name| matches!(name.trim(), "iso-8859-1" | "latin1" | "windows-1252" | "cp1252"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[rstest]
    #[case::utf8("Katalog – 5 €".as_bytes().to_vec(), "Katalog – 5 €")]
    #[case::marked([b"\xEF\xBB\xBF".as_slice(), "é".as_bytes()].concat(), "é")]
    #[case::little(wide("\u{FEFF}é𝔸", u16::to_le_bytes), "é𝔸")]
    #[case::big(wide("\u{FEFF}é𝔸", u16::to_be_bytes), "é𝔸")]
    #[case::without_mark(wide("<?xml?><a>é</a>", u16::to_be_bytes), "<?xml?><a>é</a>")]
    #[case::latin(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>".to_vec(), "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>")]
    #[case::windows(b"<?xml version=\"1.0\" encoding=\"Windows-1252\"?><a>\x93\xE9\x94</a>".to_vec(), "<?xml version=\"1.0\" encoding=\"Windows-1252\"?><a>“é”</a>")]
    fn a_text_is_read_as_it_says(#[case] bytes: Vec<u8>, #[case] letters: &str) {
        assert_eq!(read(&bytes).unwrap().letters, letters);
    }

    #[rstest]
    #[case::says_nothing(b"caf\xE9".to_vec())]
    #[case::half_a_letter(vec![0xFF, 0xFE, b'a'])]
    #[case::half_a_pair(vec![0xFF, 0xFE, 0x00, 0xD8])]
    #[case::no_letter(b"<?xml version='1.0' encoding='cp1252'?><a>\x81\xE9</a>".to_vec())]
    fn what_is_not_as_it_says_is_no_text(#[case] bytes: Vec<u8>) {
        assert_eq!(read(&bytes).unwrap_err(), NotText::Unknown);
    }

    #[test]
    fn what_says_otherwise_than_it_is_written_is_told_so() {
        let bytes = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".as_bytes();
        let why = read(bytes).unwrap_err();
        assert_eq!((why, why.refusal("xml.encoding").code.as_str()), (NotText::Otherwise, "xml.encoding-otherwise"));
        assert_eq!(NotText::Unknown.refusal("xml.encoding").code, "xml.encoding");
    }
}
