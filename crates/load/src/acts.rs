//! What the devices made and what the server acknowledged of it: the evidence for the audit. It is kept in memory by
//! the devices themselves; acknowledgments can be appended to a file as they come.

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Write as _},
    path::Path,
    sync::{Mutex, PoisonError},
};

use exam::sitting::event::Act;
use sha2::{Digest as _, Sha256};

/// What tells one act from another: the first half of the SHA-256 of its JSON.
pub type Digest = [u8; 16];

/// The digest of an act, for comparing what a device sent with what the record holds.
#[must_use]
pub fn digest(act: &Act) -> Digest {
    // An act has no maps and no floats: its JSON is always written, and always the same.
    of_json(&serde_json::to_vec(act).unwrap_or_default())
}

/// The digest of an act that was written as JSON.
pub(crate) fn of_json(json: &[u8]) -> Digest {
    let mut short = Digest::default();
    for (to, from) in short.iter_mut().zip(Sha256::digest(json)) {
        *to = from;
    }
    short
}

/// An act that a device made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Epoch in which it was made.
    pub epoch: u64,
    /// Number that the page drew.
    pub page: u32,
    /// Its sequence.
    pub sequence: u32,
    /// What was done.
    pub digest: Digest,
    /// The question, when it was an answer.
    pub question: Option<u16>,
    /// A receipt named it.
    pub acknowledged: bool,
    /// The server refused it for good.
    pub refused: bool,
}

/// What one candidate's device made, in the order of making.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeatActs {
    /// The sitting.
    pub sitting: String,
    /// The acts.
    pub made: Vec<Made>,
}

/// What all devices made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Acts {
    /// One for each candidate of the plan, in its order.
    pub seats: Vec<SeatActs>,
}

impl Acts {
    /// How many acts were acknowledged.
    #[must_use]
    pub fn acknowledged(&self) -> u64 {
        self.all().filter(|made| made.acknowledged).fold(0, |count, _| count + 1)
    }

    /// How many acts were made.
    #[must_use]
    pub fn made(&self) -> u64 {
        self.all().fold(0, |count, _| count + 1)
    }

    fn all(&self) -> impl Iterator<Item = &Made> {
        self.seats.iter().flat_map(|seat| &seat.made)
    }
}

/// The file to which acknowledgments are appended: `sitting epoch page sequence question|- digest`.
pub(crate) struct AcknowledgmentFile(Mutex<File>);

impl AcknowledgmentFile {
    /// Opens it for appending.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(Mutex::new(File::options().create(true).append(true).open(path)?)))
    }

    /// Appends what one receipt named.
    pub(crate) fn append(&self, sitting: &str, named: &[Made]) -> io::Result<()> {
        let mut lines = String::with_capacity(named.len() * 100);
        for Made { epoch, page, sequence, question, digest, .. } in named {
            let question = question.map_or_else(|| "-".to_owned(), |number| number.to_string());
            let digest = hex::encode(digest);
            // Writing to a string does not fail.
            let _ = writeln!(lines, "{sitting} {epoch} {page} {sequence} {question} {digest}");
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(lines.as_bytes())
    }
}
