//! What stands before the parsers: recognises a file by its content and refuses what is no
//! workbook, carries macros, is locked, damaged, or would unpack beyond all measure.
//! Every part is unpacked once, counted and thrown away, so a lying directory does not help.

use std::io::{Cursor, Read};

use serde::{Deserialize, Serialize};
use zip::{ZipArchive, result::ZipError};

use super::Limits;
use crate::{Refusal, Refused};

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Excel 97–2003.
    Xls,
    /// Comma, semicolon or tab separated text.
    Text,
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// No workbook of people has this many parts.
const MOST_PARTS: usize = 4_000;
/// Parts smaller than this may be packed as tightly as they like.
const SMALL: u64 = 8 << 20;

pub(super) fn recognise(bytes: &[u8], limits: &Limits) -> Result<Kind, Refused> {
    if bytes.len() as u64 > limits.bytes {
        return Err(Refused::over(Refusal::TooLarge, limits.bytes));
    }
    if bytes.starts_with(ZIP) {
        zipped(bytes, limits)
    } else if bytes.starts_with(COMPOUND) {
        super::xls::inspect(bytes)
    } else if super::text::plausible(bytes) {
        Ok(Kind::Text)
    } else {
        Err(Refusal::NotAWorkbook.into())
    }
}

fn zipped(bytes: &[u8], limits: &Limits) -> Result<Kind, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
    if archive.len() > MOST_PARTS {
        return Err(Refused::over(Refusal::Bomb, MOST_PARTS as u64));
    }
    let mut names: Vec<String> = Vec::new();
    let mut unpacked = 0_u64;
    let mut locked = false;
    let mut macros = false;
    for index in 0..archive.len() {
        let mut part = match archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Refusal::Password.into()),
            Err(_) => return Err(Refusal::Truncated.into()),
        };
        let name = part.name().map_err(|_| Refusal::Truncated)?.to_lowercase();
        let packed = part.compressed_size().max(1);
        let looked_at = matches!(name.as_str(), "[content_types].xml" | "meta-inf/manifest.xml" | "mimetype");
        let mut size = 0_u64;
        let mut head = Vec::new();
        let mut buffer = vec![0_u8; 64 << 10];
        loop {
            let read = part.read(&mut buffer).map_err(|_| Refusal::Truncated)?;
            if read == 0 {
                break;
            }
            size += read as u64;
            if unpacked + size > limits.unpacked || (size > SMALL && size / packed > limits.ratio) {
                return Err(Refused::over(Refusal::Bomb, limits.unpacked));
            }
            if looked_at && head.len() < (1 << 20) {
                head.extend_from_slice(buffer.get(..read).unwrap_or_default());
            }
        }
        unpacked += size;
        let head = String::from_utf8_lossy(&head);
        macros |= name.ends_with("vbaproject.bin")
            || name.starts_with("xl/macrosheets/")
            || name.starts_with("basic/")
            || name.starts_with("scripts/")
            || head.contains("macroEnabled");
        locked |= name == "meta-inf/manifest.xml" && head.contains("encryption-data");
        names.push(if name == "mimetype" { format!("mimetype:{}", head.trim()) } else { name });
    }
    if locked {
        return Err(Refusal::Password.into());
    }
    let is_sheet = |name: &String| name.starts_with("mimetype:application/vnd.oasis.opendocument.spreadsheet");
    let kind = if names.iter().any(|n| n == "xl/workbook.xml")
        || names.iter().any(|n| n.starts_with("xl/worksheets/") && n.ends_with(".xml"))
    {
        Kind::Xlsx
    } else if names.iter().any(is_sheet) {
        Kind::Ods
    } else {
        return Err(Refusal::NotAWorkbook.into());
    };
    if macros {
        return Err(Refusal::Macros.into());
    }
    Ok(kind)
}

/// One part of a zipped workbook that has passed [`recognise`].
pub(crate) fn entry(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Refused> {
    let mut part = archive.by_name(name).map_err(|_| Refusal::Truncated)?;
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).map_err(|_| Refusal::Truncated)?;
    Ok(bytes)
}

/// A part's text. Entities beyond the five of XML itself are never resolved by its readers.
pub(crate) fn xml(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
