//! How a file of strangers is written: UTF-8, or what the file itself says by its byte order mark or in the declaration of
//! XML. Nothing is guessed: what says nothing is UTF-8, and what says one thing and is another is no text.

use std::borrow::Cow;

/// It is written in an encoding that is not known, or not as it says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not text as it says")]
pub struct NotText;

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
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // XML may go without the mark, since it begins with `<?`.
        [b'<', 0, b'?', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'<', 0, b'?', ..] => utf16(bytes, u16::from_be_bytes),
        _ if one_byte(bytes) && !bytes.is_ascii() => {
            // What reads as UTF-8 is hardly anything else, whatever it says.
            if std::str::from_utf8(bytes).is_ok() {
                return Err(NotText);
            }
            let letters = bytes.iter().map(|byte| windows(*byte)).collect::<Option<String>>().ok_or(NotText)?;
            Ok(Text { letters: Cow::Owned(letters), turned: true })
        }
        _ => plain(bytes).map(|text| Text { turned: one_byte(bytes), ..text }),
    }
}

fn plain(bytes: &[u8]) -> Result<Text<'_>, NotText> {
    let letters = std::str::from_utf8(bytes).map_err(|_| NotText)?;
    Ok(Text { letters: Cow::Borrowed(letters), turned: false })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Text<'static>, NotText> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(NotText);
    }
    let units = pairs.filter_map(|pair| pair.first_chunk().copied()).map(unit);
    let letters = char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| NotText)?;
    Ok(Text { letters: Cow::Owned(letters), turned: true })
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

/// A letter of Windows-1252, which is what files that say ISO-8859-1 are written in (as the Encoding standard of browsers
/// has it); the two differ in signs that ISO-8859-1 has no use for.
fn windows(byte: u8) -> Option<char> {
    const SIGNS: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => SIGNS.get(usize::from(byte - 0x80)).copied().filter(|sign| *sign != '\0'),
        _ => Some(char::from(byte)),
    }
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
    #[case::says_otherwise("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".as_bytes().to_vec())]
    #[case::half_a_letter(vec![0xFF, 0xFE, b'a'])]
    #[case::half_a_pair(vec![0xFF, 0xFE, 0x00, 0xD8])]
    #[case::no_letter(b"<?xml version='1.0' encoding='cp1252'?><a>\x81\xE9</a>".to_vec())]
    fn what_is_not_as_it_says_is_no_text(#[case] bytes: Vec<u8>) {
        assert_eq!(read(&bytes).unwrap_err(), NotText);
    }
}
