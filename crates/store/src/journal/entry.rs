//! An entry as it is recorded: its row, and the JSON of act and changes within.

use certification::{
    id::{ActId, PersonId},
    record::Change,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::chain::{Hash, Headers};
use crate::{db::Row, error::StoreError, keyset::context, person_key::KeyName, state::Read};

/// The act's payload as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payload {
    /// Readable: the act is about nobody.
    Open(Json),
    /// Sealed under the subject's key, hex.
    Sealed(String),
}

/// A change as it is stored: its fields, and those of [`SealedFields`], stand in the order of RFC 8785.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedChange {
    /// The row's key.
    pub key: String,
    /// Its open columns.
    pub open: Map<String, Json>,
    /// Names and personal values, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<SealedFields>,
    /// The table.
    pub table: String,
}

/// Sealed columns of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealedFields {
    /// Format, nonce and ciphertext, hex.
    pub bytes: String,
    /// Whose key.
    pub person: PersonId,
    /// Which of their keys.
    pub purpose: String,
}

impl SealedFields {
    /// The name of the key that opens it.
    pub(crate) fn key_name(&self) -> Result<KeyName, StoreError> {
        use certification::record::Purpose;
        [Purpose::Case, Purpose::Issuance]
            .into_iter()
            .find(|p| p.as_str() == self.purpose)
            .map(|p| KeyName::new(self.person, p))
            .ok_or_else(|| StoreError::Corrupt("a change sealed for an unknown purpose".into()))
    }
}

/// Where sealed columns of a change stand.
pub(crate) fn change_place(id: ActId, table: &str, key: &str) -> Vec<u8> {
    context(&["journal-change", &id.to_string(), table, key])
}

/// Where a sealed act stands.
pub(crate) fn act_place(id: ActId) -> Vec<u8> {
    context(&["journal-act", &id.to_string()])
}

impl RecordedChange {
    /// The change with what is sealed opened; its columns are absent where the key was destroyed.
    pub(crate) async fn open(self, id: ActId, read: &mut impl Read) -> Result<Change, StoreError> {
        let mut row = self.open;
        if let Some(sealed) = &self.sealed {
            let bytes = hex::decode(&sealed.bytes).map_err(|_| StoreError::Corrupt("sealed bytes".into()))?;
            let place = change_place(id, &self.table, &self.key);
            if let Some(plain) = read.open_bytes(sealed.key_name()?, place, bytes).await? {
                let fields: Map<String, Json> = serde_json::from_slice(&plain)?;
                row.extend(fields);
            }
        }
        Ok(Change { table: self.table, key: self.key, row: Json::Object(row) })
    }
}

/// An entry as it stands in the journal.
#[derive(Debug, Clone)]
pub struct RecordedEntry {
    /// Its place among all entries.
    pub position: i64,
    pub(crate) headers: Headers,
    pub(crate) act: String,
    pub(crate) changes: String,
    pub(crate) prev: Hash,
    pub(crate) hash: Hash,
}

impl RecordedEntry {
    /// The columns that [`Self::from_row`] reads.
    pub(crate) const COLUMNS: &'static str = "position, id, stream, seq, act_type, act_version, actor, duty, node, \
                                              occurred_at, recorded_at, subject, act, changes, prev, hash";

    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            position: row.int("position")?,
            headers: Headers {
                id: row.parse("id")?,
                stream: row.text("stream")?.to_owned(),
                seq: row.int("seq")?,
                act_type: row.text("act_type")?.to_owned(),
                version: row.int("act_version")?,
                actor: row.opt_parse("actor")?,
                duty: row.text("duty")?.to_owned(),
                node: row.text("node")?.to_owned(),
                occurred_at: row.int("occurred_at")?,
                recorded_at: row.int("recorded_at")?,
                subject: row.opt_parse("subject")?,
            },
            act: row.text("act")?.to_owned(),
            changes: row.text("changes")?.to_owned(),
            prev: hash_of(row, "prev")?,
            hash: hash_of(row, "hash")?,
        })
    }

    /// The act's id.
    #[must_use]
    pub const fn id(&self) -> ActId {
        self.headers.id
    }

    /// Its stream.
    #[must_use]
    pub fn stream(&self) -> &str {
        &self.headers.stream
    }

    /// Its sequence in the stream, from 1.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.headers.seq
    }

    /// The changes as stored.
    ///
    /// # Errors
    /// When they are not the JSON that was written.
    pub fn changes(&self) -> Result<Vec<RecordedChange>, StoreError> {
        Ok(serde_json::from_str(&self.changes)?)
    }

    /// The hash that its content gives.
    pub(crate) fn computed_hash(&self) -> Result<Hash, StoreError> {
        self.headers.hash(&self.prev, &self.act, &self.changes)
    }
}

pub(crate) fn hash_of(row: &Row, column: &str) -> Result<Hash, StoreError> {
    row.blob(column)?.try_into().map_err(|_| StoreError::Corrupt(format!("{column} is no hash")))
}
