//! The zip of a package, workbook or document: parts and their sizes are bounded, no name leads outside, and what the directory says of sizes
//! is not believed.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read, Write},
};

use certification::refusal::Refusal;
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::report::brief;
use crate::item::MediaName;

/// The most bytes of a package as it comes.
const MOST_PACKED: usize = 128 << 20;
/// The most bytes of all parts unpacked.
const MOST_UNPACKED: u64 = 256 << 20;
/// The most parts.
const MOST_PARTS: usize = 10_000;

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Refusal> {
    if bytes.len() > MOST_PACKED {
        return Err(Refusal::new("zip.too-large").with("bytes", MOST_PACKED));
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::new("zip.broken"))?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::new("zip.too-many").with("parts", MOST_PARTS));
    }
    once(bytes.get(usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX)..).unwrap_or_default())?;
    Ok(archive)
}

/// No name stands twice in the directory: which of its parts would be read is for whoever reads to choose.
fn once(directory: &[u8]) -> Result<(), Refusal> {
    const FIXED: usize = 46;
    let mut seen = BTreeSet::new();
    let mut rest = directory;
    while let Some(entry) = rest.get(..FIXED).filter(|entry| entry.starts_with(b"PK\x01\x02")) {
        let length = |at: usize| match entry.get(at..at + 2) {
            Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
            _ => 0,
        };
        let (name, more) = (length(28), length(30) + length(32));
        let Some(name_of) = rest.get(FIXED..FIXED + name) else { return Err(Refusal::new("zip.broken")) };
        if !seen.insert(name_of) {
            let shown = String::from_utf8_lossy(name_of);
            return Err(Refusal::new("zip.twice").with("name", brief(&shown, 100)));
        }
        rest = rest.get(FIXED + name + more..).unwrap_or_default();
    }
    Ok(())
}

/// Unpacks a package.
///
/// # Errors
/// `zip.too-large`, `zip.broken`, `zip.too-many`, `zip.path` and `zip.twice` (with the name), `zip.locked`, `zip.bomb`.
pub(super) fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
    let mut archive = open(bytes)?;
    let mut parts = BTreeMap::new();
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Refusal::new("zip.locked")),
            Err(_) => return Err(Refusal::new("zip.broken")),
        };
        let name = part.name().map_err(|_| Refusal::new("zip.broken"))?.into_owned();
        let leads_out = || Refusal::new("zip.path").with("name", brief(&name, 100));
        if part.is_dir() {
            continue;
        }
        if part.is_symlink() {
            return Err(leads_out());
        }
        let slashed = slashed(&name);
        if outside(&slashed) {
            return Err(leads_out());
        }
        // A name with signs that some system misreads is one that nothing here can ask for.
        let Ok(safe) = MediaName::new(slashed) else { continue };
        let mut content = Vec::new();
        let read = part.take(left + 1).read_to_end(&mut content).map_err(|_| Refusal::new("zip.broken"))?;
        left = left.checked_sub(read as u64).ok_or_else(|| Refusal::new("zip.bomb").with("bytes", MOST_UNPACKED))?;
        if parts.insert(String::from(safe), content).is_some() {
            return Err(Refusal::new("zip.twice").with("name", brief(&name, 100)));
        }
    }
    Ok(parts)
}

/// A name with `/` between its folders; some programs write `\`.
fn slashed(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches("./").to_owned()
}

/// A name that leads out of the package.
fn outside(name: &str) -> bool {
    name.starts_with('/') || name.get(1..2) == Some(":") || name.split('/').any(|part| part == "..")
}

/// The folder, with `/` behind it, in which the only part of that name lies that has no other above it; empty for the
/// root. Folders that macOS adds do not count.
pub(super) fn folder_of<'a>(names: impl Iterator<Item = &'a str>, wanted: &str) -> Option<&'a str> {
    let folder = |name: &'a str| name.strip_suffix(wanted).filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let mut found: Vec<&str> = names.filter_map(folder).filter(|folder| !folder.starts_with("__MACOSX/")).collect();
    found.sort_by_key(|folder| folder.matches('/').count());
    let depth = |folder: &&str| folder.matches('/').count();
    match found.as_slice() {
        [only] => Some(only),
        [first, second, ..] if depth(first) < depth(second) => Some(first),
        _ => None,
    }
}

/// The names of the parts of a package, as its directory tells them.
///
/// # Errors
/// `zip.too-large`, `zip.broken`, `zip.too-many`, `zip.twice`.
pub(super) fn names(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    let archive = open(bytes)?;
    Ok(archive.file_names().filter_map(Result::ok).map(|name| slashed(&name)).collect())
}

/// Packs parts, the same parts to the same bytes.
///
/// # Errors
/// `zip.writing`: only where parts exceed what a zip can hold.
pub(super) fn pack<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, Refusal> {
    let failed = |_| Refusal::new("zip.writing");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(name, options).map_err(failed)?;
        writer.write_all(content).map_err(|_| Refusal::new("zip.writing"))?;
    }
    Ok(writer.finish().map_err(failed)?.into_inner())
}
