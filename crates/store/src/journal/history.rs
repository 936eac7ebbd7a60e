//! The history of a stream for display: who did what, when and in which duty. Payloads and changes stay
//! sealed; a page that needs them asks for one entry.

use certification::{
    id::{ActId, PersonId},
    record::{Change, Purpose},
};
use serde_json::Value as Json;

use super::entry::{Payload, RecordedEntry, act_place};
use crate::{error::StoreError, person_key::KeyName, state::Read};

/// A line of a stream's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The act's id.
    pub id: ActId,
    /// Its sequence in the stream.
    pub seq: i64,
    /// Which act.
    pub act_type: String,
    /// Who; nobody for the house itself.
    pub actor: Option<PersonId>,
    /// In which duty.
    pub duty: String,
    /// On which node.
    pub node: String,
    /// When, as claimed.
    pub occurred_at: i64,
    /// When recorded.
    pub recorded_at: i64,
    /// Tables that it changed, each once.
    pub tables: Vec<String>,
}

/// The entries of a stream, the newest first, up to `limit`, before the sequence `before`.
///
/// # Errors
/// When the database cannot be read.
pub async fn journal_of(
    read: &mut impl Read,
    stream: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let sql = format!(
        "SELECT {} FROM journal WHERE stream = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
        RecordedEntry::COLUMNS
    );
    let rows = read.rows(&sql, &[stream.into(), before.unwrap_or(i64::MAX).into(), limit.into()]).await?;
    rows.iter().map(|row| HistoryEntry::of(RecordedEntry::from_row(row)?)).collect()
}

impl HistoryEntry {
    fn of(entry: RecordedEntry) -> Result<Self, StoreError> {
        let mut tables: Vec<String> = entry.changes()?.into_iter().map(|c| c.table).collect();
        tables.sort();
        tables.dedup();
        let headers = entry.headers;
        Ok(Self {
            id: headers.id,
            seq: headers.seq,
            act_type: headers.act_type,
            actor: headers.actor,
            duty: headers.duty,
            node: headers.node,
            occurred_at: headers.occurred_at,
            recorded_at: headers.recorded_at,
            tables,
        })
    }
}

/// An act's payload and changes, opened; the payload is null and personal columns are absent where the key
/// was destroyed. `None` when there is no such entry.
///
/// # Errors
/// When the database cannot be read.
pub async fn act_of(read: &mut impl Read, stream: &str, seq: i64) -> Result<Option<(Json, Vec<Change>)>, StoreError> {
    let sql = format!("SELECT {} FROM journal WHERE stream = $1 AND seq = $2", RecordedEntry::COLUMNS);
    let rows = read.rows(&sql, &[stream.into(), seq.into()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let entry = RecordedEntry::from_row(row)?;
    let payload = match (serde_json::from_str(&entry.act)?, entry.headers.subject) {
        (Payload::Open(act), _) => act,
        (Payload::Sealed(bytes), Some(person)) if !bytes.is_empty() => {
            let bytes = hex::decode(bytes).map_err(|_| StoreError::Corrupt("sealed bytes of an act".into()))?;
            let opened = read.open_bytes(KeyName::new(person, Purpose::Case), act_place(entry.id()), bytes).await?;
            opened.map_or(Ok(Json::Null), |plain| serde_json::from_slice(&plain))?
        }
        (Payload::Sealed(_), _) => Json::Null,
    };
    let mut changes = Vec::new();
    for change in entry.changes()? {
        changes.push(change.open(entry.id(), read).await?);
    }
    Ok(Some((payload, changes)))
}

/// Name and time of recording (microseconds UTC) of the newest act of that type in a stream: what a paper says of an
/// electronic signature.
///
/// # Errors
/// When the database cannot be read.
pub async fn newest_act(
    read: &mut impl Read,
    stream: &str,
    act_type: &str,
) -> Result<Option<(ActId, i64)>, StoreError> {
    let sql = "SELECT id, recorded_at FROM journal WHERE stream = $1 AND act_type = $2 ORDER BY seq DESC LIMIT 1";
    let rows = read.rows(sql, &[stream.into(), act_type.into()]).await?;
    rows.first().map(|row| Ok((row.parse("id")?, row.int("recorded_at")?))).transpose()
}

/// The newest acts of that type in a stream about nobody, with what they hold, up to `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn acts_of(
    read: &mut impl Read,
    stream: &str,
    act_type: &str,
    limit: i64,
) -> Result<Vec<OpenAct>, StoreError> {
    let sql = format!(
        "SELECT {} FROM journal WHERE stream = $1 AND act_type = $2 ORDER BY seq DESC LIMIT $3",
        RecordedEntry::COLUMNS
    );
    let rows = read.rows(&sql, &[stream.into(), act_type.into(), limit.into()]).await?;
    let mut acts = Vec::with_capacity(rows.len());
    for row in &rows {
        let entry = RecordedEntry::from_row(row)?;
        let Payload::Open(act) = serde_json::from_str(&entry.act)? else { continue };
        acts.push(OpenAct { actor: entry.headers.actor, at: entry.headers.recorded_at, act });
    }
    Ok(acts)
}

/// Acts about somebody, the newest first, up to `limit`, before the position `before`: those whose subject they are, and
/// those of the streams named. Each with its position, by which a list goes on, its stream and its entry.
///
/// # Errors
/// When the database cannot be read.
pub async fn acts_about(
    read: &mut impl Read,
    subject: PersonId,
    streams: &[String],
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<(i64, String, HistoryEntry)>, StoreError> {
    let mut values = vec![before.unwrap_or(i64::MAX).into(), limit.into(), subject.into()];
    let places: Vec<String> = (4..4 + streams.len()).map(|n| format!("${n}")).collect();
    values.extend(streams.iter().map(Into::into));
    let among = if places.is_empty() { String::new() } else { format!(" OR stream IN ({})", places.join(", ")) };
    let sql = format!(
        "SELECT {} FROM journal WHERE position < $1 AND (subject = $3{among}) ORDER BY position DESC LIMIT $2",
        RecordedEntry::COLUMNS
    );
    let rows = read.rows(&sql, &values).await?;
    rows.iter()
        .map(|row| {
            let entry = RecordedEntry::from_row(row)?;
            let stream = entry.stream().to_owned();
            Ok((row.int("position")?, stream, HistoryEntry::of(entry)?))
        })
        .collect()
}

/// An act about nobody, as the journal holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenAct {
    /// Who did it; nobody for the house itself.
    pub actor: Option<PersonId>,
    /// When it was recorded, microseconds UTC.
    pub at: i64,
    /// What it says.
    pub act: Json,
}
