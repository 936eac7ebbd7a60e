//! What a backup is: a folder with the database, the files as they are stored, and a manifest that names
//! each of them by its hash. The manifest is written last, so a folder without one is no backup.

pub mod manifest;
pub mod postgres;

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

pub use manifest::{Copied, Manifest};

use crate::failure::Failure;

/// The manifest's name.
pub const MANIFEST: &str = "manifest.json";
/// The keyset's name, where it was asked for.
pub const KEYSET: &str = "keyset.json";

/// Where a stored file of that name lies in a backup.
pub fn file_path(folder: &Path, name: &str) -> PathBuf {
    folder.join("files").join(name.get(..2).unwrap_or("__")).join(name)
}

/// Where a public artefact lies in a backup.
///
/// # Errors
/// When its path would lead out of the folder.
pub fn public_path(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let safe = path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains('\\'));
    if safe { Ok(folder.join("public").join(path)) } else { Err(Failure::Unusable(format!("{path} is no path"))) }
}

/// Length and SHA-256 of a file, read in pieces.
///
/// # Errors
/// When it cannot be read.
pub fn measured(path: &Path) -> Result<(u64, String), Failure> {
    let unreadable = |e: std::io::Error| Failure::Unusable(format!("{}: {e}", path.display()));
    let mut file = std::fs::File::open(path).map_err(unreadable)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0_u8; 1 << 20]);
    loop {
        let n = file.read(&mut buffer).map_err(unreadable)?;
        if n == 0 {
            return Ok((bytes, hash.finalize().iter().map(|b| format!("{b:02x}")).collect()));
        }
        bytes += n as u64;
        hash.update(&buffer[..n]);
    }
}

/// Makes a folder that must hold nothing yet.
///
/// # Errors
/// When it holds something, or cannot be made.
pub fn new_folder(folder: &Path) -> Result<(), Failure> {
    let unwritten = |e: std::io::Error| Failure::unwritten(folder, e);
    std::fs::create_dir_all(folder).map_err(unwritten)?;
    match std::fs::read_dir(folder).map_err(unwritten)?.next() {
        None => Ok(()),
        Some(_) => {
            Err(Failure::Unusable(format!("{} is not empty; name a new folder [file.not-empty]", folder.display())))
        }
    }
}

/// Makes the folder in which that file will lie.
///
/// # Errors
/// When it cannot be made.
pub fn folder_of(path: &Path) -> Result<(), Failure> {
    match path.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|e| Failure::unwritten(folder, e)),
        None => Ok(()),
    }
}

/// Writes a file of the backup and sees that it is on the disk.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8], private: bool) -> Result<(), Failure> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(path).map_err(|e| Failure::unwritten(path, e))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|e| Failure::unwritten(path, e))
}
