//! Verification: whether every byte of the journal is still what was written, and which entry is not.

use std::collections::HashMap;

use super::{
    chain::{Hash, NO_HASH},
    entry::{RecordedEntry, hash_of},
    merkle::{Frontier, leaf_hash},
    seal::Checkpoint,
};
use crate::{
    error::StoreError,
    state::{Read as _, Reader},
};

/// What is wrong with the journal, and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum JournalFault {
    /// An entry's content no longer gives its hash.
    Changed {
        /// Its stream.
        stream: String,
        /// Its sequence.
        seq: i64,
        /// Its position.
        position: i64,
    },
    /// An entry cannot be read at all.
    Unreadable {
        /// Its position.
        position: i64,
    },
    /// An entry of the middle of a stream is gone.
    Missing {
        /// The stream.
        stream: String,
        /// The sequence that is not there.
        seq: i64,
    },
    /// An entry does not follow the one before it.
    Unlinked {
        /// Its stream.
        stream: String,
        /// Its sequence.
        seq: i64,
        /// Its position.
        position: i64,
    },
    /// The last entries of a stream are gone.
    CutOff {
        /// The stream.
        stream: String,
        /// The version that its head remembers.
        version: i64,
        /// The last entry that is there; 0 when there is none.
        last: i64,
    },
    /// A stream's head is not the hash of its last entry, or is gone.
    Head {
        /// The stream.
        stream: String,
    },
    /// An entry stands before one that it follows in its stream.
    Reordered {
        /// Its stream.
        stream: String,
        /// Its sequence.
        seq: i64,
        /// Its position.
        position: i64,
    },
    /// An entry that a checkpoint covers is gone.
    SealedMissing {
        /// Its leaf.
        leaf: i64,
        /// The position it had.
        position: i64,
    },
    /// An entry is not the one that was given this leaf.
    SealedChanged {
        /// The leaf.
        leaf: i64,
        /// Its position.
        position: i64,
    },
    /// A leaf is gone.
    LeafMissing {
        /// The leaf.
        leaf: i64,
    },
    /// A checkpoint's root is not that of its leaves.
    Root {
        /// How many leaves it covers.
        size: i64,
    },
    /// A checkpoint is not signed by this keyset.
    Signature {
        /// How many leaves it covers.
        size: i64,
    },
    /// Entries have leaves, and the checkpoint that was made with them is gone.
    CheckpointMissing {
        /// How many leaves the newest checkpoint covers.
        size: i64,
        /// How many leaves come after it.
        leaves: i64,
    },
    /// Entries that are not new are covered by no checkpoint.
    Uncovered {
        /// How many.
        entries: i64,
    },
    /// Entries after the last one were there once.
    Shortened {
        /// The highest position that was given out.
        given: i64,
        /// The last one that is there.
        last: i64,
    },
}

impl std::fmt::Display for JournalFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed { stream, seq, position } => {
                write!(f, "entry {seq} of {stream} (position {position}) was changed")
            }
            Self::Unreadable { position } => write!(f, "the entry at position {position} cannot be read"),
            Self::Missing { stream, seq } => write!(f, "entry {seq} of {stream} is gone"),
            Self::Unlinked { stream, seq, position } => {
                write!(f, "entry {seq} of {stream} (position {position}) does not follow the one before it")
            }
            Self::CutOff { stream, version, last } => {
                write!(f, "{stream} has {version} entries, but only {last} are there")
            }
            Self::Head { stream } => write!(f, "the head of {stream} is not its last entry"),
            Self::Reordered { stream, seq, position } => {
                write!(f, "entry {seq} of {stream} stands at position {position}, before one that it follows")
            }
            Self::SealedMissing { leaf, position } => {
                write!(f, "the entry at position {position} (leaf {leaf}) is gone")
            }
            Self::SealedChanged { leaf, position } => {
                write!(f, "the entry at position {position} is not the one of leaf {leaf}")
            }
            Self::LeafMissing { leaf } => write!(f, "leaf {leaf} is gone"),
            Self::Root { size } => write!(f, "the checkpoint over {size} entries does not fit them"),
            Self::Signature { size } => write!(f, "the checkpoint over {size} entries is not signed by this keyset"),
            Self::CheckpointMissing { size, leaves } => {
                write!(f, "{leaves} entries after the first {size} were covered by a checkpoint that is gone")
            }
            Self::Uncovered { entries } => {
                write!(f, "{entries} entries are covered by no checkpoint, and they are not new")
            }
            Self::Shortened { given, last } => {
                write!(f, "the journal reached position {given} once, and now ends at {last}")
            }
        }
    }
}

/// The last entry seen of a stream.
struct Last {
    seq: i64,
    hash: Hash,
    position: i64,
}

/// How many rows are read at a time.
const AT_ONCE: i64 = 1_000;

impl Reader {
    /// Verifies every chain: each entry's hash, its link to the one before it, and the head of each stream.
    /// Answers what is wrong; nothing when all is well.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_chains(&mut self) -> Result<Vec<JournalFault>, StoreError> {
        let mut faults = Vec::new();
        let mut streams: HashMap<String, Last> = HashMap::new();
        let mut after = (String::new(), 0);
        loop {
            let sql = format!(
                "SELECT {} FROM journal WHERE (stream, seq) > ($1, $2) ORDER BY stream, seq LIMIT $3",
                RecordedEntry::COLUMNS
            );
            let rows = self.rows(&sql, &[(&after.0).into(), after.1.into(), AT_ONCE.into()]).await;
            let Ok(rows) = rows else {
                // Bytes that are no text make the engine's answer unreadable: they are looked for one by one.
                let Some(next) = self.verify_singly(&after, &mut streams, &mut faults).await? else { break };
                after = next;
                continue;
            };
            let Some(last) = rows.last() else { break };
            after = (last.text("stream")?.to_owned(), last.int("seq")?);
            for row in &rows {
                match RecordedEntry::from_row(row) {
                    Ok(entry) => follow(&mut streams, &entry, &mut faults)?,
                    Err(_) => faults.push(JournalFault::Unreadable { position: row.int("position")? }),
                }
            }
        }
        self.verify_heads(streams, &mut faults).await?;
        Ok(faults)
    }

    /// The next entries, read one at a time; answers the last of them, none when there is none.
    async fn verify_singly(
        &mut self,
        after: &(String, i64),
        streams: &mut HashMap<String, Last>,
        faults: &mut Vec<JournalFault>,
    ) -> Result<Option<(String, i64)>, StoreError> {
        let sql =
            "SELECT stream, seq, position FROM journal WHERE (stream, seq) > ($1, $2) ORDER BY stream, seq LIMIT $3";
        let keys = self.rows(sql, &[(&after.0).into(), after.1.into(), AT_ONCE.into()]).await?;
        let one = format!("SELECT {} FROM journal WHERE position = $1", RecordedEntry::COLUMNS);
        let mut last = None;
        for key in &keys {
            let position = key.int("position")?;
            let entry = match self.rows(&one, &[position.into()]).await {
                Ok(rows) => rows.first().map(RecordedEntry::from_row).and_then(Result::ok),
                Err(_) => None,
            };
            match entry {
                Some(entry) => follow(streams, &entry, faults)?,
                None => faults.push(JournalFault::Unreadable { position }),
            }
            last = Some((key.text("stream")?.to_owned(), key.int("seq")?));
        }
        Ok(last)
    }

    /// Asks the engine whether its own structures are whole; answers what it says is not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_structure(&mut self) -> Result<Vec<String>, StoreError> {
        let Some(sql) = self.shared.engine.integrity() else { return Ok(Vec::new()) };
        let rows = self.rows(sql, &[]).await?;
        let said = rows.iter().map(|row| row.text("integrity_check").map(str::to_owned));
        Ok(said.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|s| s != "ok").collect())
    }

    async fn verify_heads(
        &mut self,
        mut streams: HashMap<String, Last>,
        faults: &mut Vec<JournalFault>,
    ) -> Result<(), StoreError> {
        let mut after = String::new();
        loop {
            let rows = self
                .rows(
                    "SELECT stream, version, hash FROM stream_head WHERE stream > $1 ORDER BY stream LIMIT $2",
                    &[after.into(), AT_ONCE.into()],
                )
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.text("stream")?.to_owned();
            for row in &rows {
                let (stream, version) = (row.text("stream")?.to_owned(), row.int("version")?);
                match streams.remove(&stream) {
                    Some(last) if last.seq == version => {
                        if hash_of(row, "hash").ok() != Some(last.hash) {
                            faults.push(JournalFault::Head { stream });
                        }
                    }
                    Some(last) if last.seq < version => {
                        faults.push(JournalFault::CutOff { stream, version, last: last.seq });
                    }
                    Some(_) => faults.push(JournalFault::Head { stream }),
                    None => faults.push(JournalFault::CutOff { stream, version, last: 0 }),
                }
            }
        }
        let mut headless: Vec<String> = streams.into_keys().collect();
        headless.sort();
        faults.extend(headless.into_iter().map(|stream| JournalFault::Head { stream }));
        Ok(())
    }

    /// Verifies every checkpoint: that each leaf is still the entry it was given to, that the leaves give the
    /// roots, and that the roots are signed by this keyset. Answers what is wrong.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_checkpoints(&mut self) -> Result<Vec<JournalFault>, StoreError> {
        let mut faults = Vec::new();
        let sql = format!("SELECT {} FROM checkpoint ORDER BY size", Checkpoint::COLUMNS);
        let checkpoints: Vec<Checkpoint> =
            self.rows(&sql, &[]).await?.iter().map(Checkpoint::from_row).collect::<Result<_, _>>()?;
        let mut frontier = Frontier::default();
        let mut leaves_whole = true;
        for checkpoint in &checkpoints {
            let message = Checkpoint::message(checkpoint.size, &checkpoint.root, checkpoint.at);
            if !self.shared.keyset().verify(checkpoint.key_version, &message, &checkpoint.signature) {
                faults.push(JournalFault::Signature { size: checkpoint.size });
            }
            while leaves_whole && frontier.size().cast_signed() < checkpoint.size {
                leaves_whole = self.verify_leaves(&mut frontier, checkpoint.size, &mut faults).await?;
            }
            if leaves_whole && frontier.root() != checkpoint.root {
                faults.push(JournalFault::Root { size: checkpoint.size });
            }
        }
        Ok(faults)
    }

    /// Adds the next leaves below `size` to the frontier; `false` when one is gone.
    pub(super) async fn verify_leaves(
        &mut self,
        frontier: &mut Frontier,
        size: i64,
        faults: &mut Vec<JournalFault>,
    ) -> Result<bool, StoreError> {
        let next = frontier.size().cast_signed();
        let rows = self
            .rows(
                "SELECT s.leaf, s.position, s.hash, j.hash AS found FROM sealed_entry s \
                 LEFT JOIN journal j ON j.position = s.position \
                 WHERE s.leaf >= $1 AND s.leaf < $2 ORDER BY s.leaf LIMIT $3",
                &[next.into(), size.into(), AT_ONCE.into()],
            )
            .await?;
        for row in &rows {
            let (leaf, position) = (row.int("leaf")?, row.int("position")?);
            let expected = frontier.size().cast_signed();
            if leaf != expected {
                faults.push(JournalFault::LeafMissing { leaf: expected });
                return Ok(false);
            }
            let sealed = hash_of(row, "hash")?;
            match row.opt_blob("found")? {
                None => faults.push(JournalFault::SealedMissing { leaf, position }),
                Some(found) if found != sealed => faults.push(JournalFault::SealedChanged { leaf, position }),
                Some(_) => {}
            }
            frontier.push(leaf_hash(&sealed));
        }
        if rows.is_empty() {
            faults.push(JournalFault::LeafMissing { leaf: next });
        }
        Ok(!rows.is_empty())
    }
}

/// Looks at the next entry of a stream.
fn follow(
    streams: &mut HashMap<String, Last>,
    entry: &RecordedEntry,
    faults: &mut Vec<JournalFault>,
) -> Result<(), StoreError> {
    let (stream, seq, position) = (entry.stream().to_owned(), entry.seq(), entry.position);
    if entry.computed_hash()? != entry.hash {
        faults.push(JournalFault::Changed { stream: stream.clone(), seq, position });
    }
    let before = streams.get(&stream);
    let (last_seq, last_hash) = before.map_or((0, NO_HASH), |last| (last.seq, last.hash));
    if seq > last_seq + 1 {
        faults.extend((last_seq + 1..seq).map(|seq| JournalFault::Missing { stream: stream.clone(), seq }));
    } else if entry.prev != last_hash {
        faults.push(JournalFault::Unlinked { stream: stream.clone(), seq, position });
    }
    if before.is_some_and(|last| position < last.position) {
        faults.push(JournalFault::Reordered { stream: stream.clone(), seq, position });
    }
    streams.insert(stream, Last { seq, hash: entry.hash, position });
    Ok(())
}
