//! The manifest of a backup: what belongs to it and what each part must be, and whose keys were destroyed.

use std::path::Path;

use serde::{Deserialize, Serialize};
use store::{Erased, KeptCheckpoint};

use super::{MANIFEST, file_path, measured, public_path};
use crate::failure::Failure;

/// The shape this program writes.
pub const FORMAT: u32 = 1;

/// A file of the backup with its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Its name or path within its part of the backup.
    pub name: String,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256, hex.
    pub sha256: String,
}

/// A stored file that was not what it should be when the backup was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// Its name.
    pub name: String,
    /// `missing` or `changed`.
    pub fault: String,
}

/// What belongs to a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Shape of the backup.
    pub format: u32,
    /// Version of the program that took it.
    pub program: String,
    /// When, ISO 8601.
    pub made_at: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// Fingerprint of the keyset without which it cannot be read.
    pub keyset: String,
    /// The keyset itself, when it was asked for.
    pub keyset_file: Option<Copied>,
    /// The database.
    pub database: Copied,
    /// Uploads and papers as they are stored; each is named by its own hash.
    pub files: Vec<Copied>,
    /// Public artefacts.
    pub public: Vec<Copied>,
    /// Files that the house did not have, or no longer had as they were.
    pub lacking: Vec<Lacking>,
    /// Keys that were destroyed; a restore of an older backup destroys them again.
    pub erased: Vec<Erased>,
    /// The newest checkpoint of the journal: what `doctor --checkpoint` compares a journal with.
    pub checkpoint: Option<KeptCheckpoint>,
}

/// What of a manifest, or of a list of erasures, says whose keys were destroyed.
#[derive(Debug, Deserialize)]
pub struct ErasedList {
    /// The keys.
    pub erased: Vec<Erased>,
}

impl Manifest {
    /// Reads the manifest of a backup.
    ///
    /// # Errors
    /// When there is none, or it was written by a newer program.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(MANIFEST);
        let unusable = |why: String| Failure::Unusable(format!("{} is no backup: {why}", folder.display()));
        let text = std::fs::read(&path).map_err(|e| unusable(format!("{}: {e}", path.display())))?;
        let manifest: Self = serde_json::from_slice(&text).map_err(|e| unusable(e.to_string()))?;
        if manifest.format != FORMAT {
            return Err(unusable("it was taken by a newer program".to_owned()));
        }
        Ok(manifest)
    }

    /// Compares every part with its hash; answers what does not fit.
    pub fn faults(&self, folder: &Path) -> Vec<String> {
        let mut faults = Vec::new();
        let mut look = |path: Result<std::path::PathBuf, Failure>, expected: &Copied| {
            let fault = match path.and_then(|path| measured(&path)) {
                Ok((bytes, sha256)) if bytes == expected.bytes && sha256 == expected.sha256 => return,
                Ok(_) => format!("{} is not what the manifest says", expected.name),
                Err(failure) => failure.to_string(),
            };
            faults.push(fault);
        };
        look(Ok(folder.join(&self.database.name)), &self.database);
        for file in &self.files {
            look(Ok(file_path(folder, &file.name)), file);
        }
        for file in &self.public {
            look(public_path(folder, &file.name), file);
        }
        if let Some(keyset) = &self.keyset_file {
            look(Ok(folder.join(&keyset.name)), keyset);
        }
        faults
    }
}
