//! What stands before the parser of PDFs: every packed stream is unpacked once, counted and thrown away, so that
//! a small file which would unpack beyond all measure, or nests without end, never reaches it.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use crate::{Refusal, Refused};

/// Bytes before `stream` in which its dictionary says how it is packed.
const DICTIONARY: usize = 600;
/// Streams packed in other ways may have at most so many bytes each.
const OTHERWISE: usize = 1 << 20;
/// Brackets in a row.
const NESTED: usize = 200;

/// Refuses what would unpack to more than `most` bytes.
pub(super) fn weigh(bytes: &[u8], most: u64) -> Result<(), Refused> {
    let heavy = || Refused::over(Refusal::PdfTooHeavy, most);
    if nests(bytes) {
        return Err(Refusal::PdfDamaged.into());
    }
    let (mut total, mut at) = (0_u64, 0);
    while let Some(found) = find(bytes, at, b"stream") {
        at = found + 6;
        if bytes.get(found.saturating_sub(3)..found) == Some(b"end".as_slice()) {
            continue;
        }
        let said = last_dictionary(bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or_default());
        let begins = at + bytes.get(at..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let ends = find(bytes, begins, b"endstream").unwrap_or(bytes.len());
        let packed = bytes.get(begins..ends).unwrap_or_default();
        if count(said, b"FlateDecode") + count(said, b"/Fl ") > 1 {
            return Err(heavy());
        }
        if (count(said, b"LZW") + count(said, b"RunLength") > 0) && packed.len() > OTHERWISE {
            return Err(heavy());
        }
        if packed.first().is_some_and(|b| b & 0x0f == 8) {
            let mut unpacked = Vec::new();
            let rest = most.saturating_sub(total) + 1;
            // A stream that breaks off is the parser's to judge; what came out of it counts all the same.
            drop(ZlibDecoder::new(packed).take(rest).read_to_end(&mut unpacked));
            total += unpacked.len() as u64;
            if total > most {
                return Err(heavy());
            }
            if nests(&unpacked) {
                return Err(Refusal::PdfDamaged.into());
            }
        }
        at = ends;
    }
    Ok(())
}

/// The dictionary that stands right before a stream, as far as its object's beginning.
fn last_dictionary(before: &[u8]) -> &[u8] {
    let begins = before.windows(4).rposition(|w| w == b" obj").unwrap_or(0);
    before.get(begins..).unwrap_or_default()
}

fn nests(bytes: &[u8]) -> bool {
    let mut run = 0;
    for byte in bytes {
        match byte {
            b'[' | b'<' => run += 1,
            b' ' | b'\r' | b'\n' => {}
            _ => run = 0,
        }
        if run > NESTED {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|w| w == what).map(|at| from + at)
}

fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|w| *w == what).count()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn pdf(content: &[u8], dictionary: &str) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        [format!("%PDF-1.7\n1 0 obj\n<<{dictionary}>>\nstream\n").as_bytes(), &packed, b"\nendstream\nendobj\n"]
            .concat()
    }

    #[test]
    fn a_stream_that_unpacks_beyond_measure_is_refused() {
        let bomb = pdf(&vec![b' '; 3 << 20], "/Filter /FlateDecode");
        assert!(bomb.len() < 20_000);
        assert_eq!(weigh(&bomb, 1 << 20).unwrap_err().why, Refusal::PdfTooHeavy);
        assert!(weigh(&bomb, 8 << 20).is_ok());
        let twice = pdf(b"x", "/Filter [/FlateDecode /FlateDecode]");
        assert_eq!(weigh(&twice, 1 << 20).unwrap_err().why, Refusal::PdfTooHeavy);
        assert_eq!(weigh(&b"[".repeat(5_000), 1 << 20).unwrap_err().why, Refusal::PdfDamaged);
    }
}
