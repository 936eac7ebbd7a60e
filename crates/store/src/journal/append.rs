//! Appending an act: its row in the journal, the chain of its stream, and its changes put into the state.

use certification::{
    duty::Duty,
    id::{ActId, PersonId},
    record::{Change, Purpose, Sensitivity},
};
use serde_json::{Map, Value as Json};

use super::{
    chain::{Hash, Headers, NO_HASH},
    entry::{Payload, RecordedChange, SealedFields, act_place, change_place, hash_of},
};
use crate::{
    db::{Conn, Value},
    error::StoreError,
    person_key::{self, KeyName, KeyState, PendingKeys},
    shared::Shared,
    state::{self, codec::canonical, layout},
};

/// An act to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The act's id.
    pub id: ActId,
    /// The stream it belongs to, such as `case:…`.
    pub stream: String,
    /// The version of the stream that the act was made for; `None` where what it was made for was read in the same
    /// transaction.
    pub expected: Option<i64>,
    /// Which act, such as `SubmitApplication`.
    pub act_type: String,
    /// Version of the act's schema.
    pub act_version: i64,
    /// Who did it; nobody for the house itself.
    pub actor: Option<PersonId>,
    /// In which duty.
    pub duty: Duty,
    /// On which node.
    pub node: String,
    /// When it happened, as claimed, microseconds UTC.
    pub occurred_at: i64,
    /// The person it is about, under whose key its payload is sealed.
    pub subject: Option<PersonId>,
    /// Its payload.
    pub act: Json,
    /// The changes it caused.
    pub changes: Vec<Change>,
}

/// Records the act; answers its sequence in the stream.
pub(crate) async fn append(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    entry: Entry,
) -> Result<i64, StoreError> {
    let (found, prev) = head(conn, &entry.stream).await?;
    if let Some(expected) = entry.expected
        && expected != found
    {
        return Err(StoreError::Conflict { stream: entry.stream, expected, found });
    }
    let act = seal_act(conn, shared, pending, &entry).await?;
    let changes = seal_changes(conn, shared, pending, &entry).await?;
    let headers = Headers {
        id: entry.id,
        stream: entry.stream,
        seq: found + 1,
        act_type: entry.act_type,
        version: entry.act_version,
        actor: entry.actor,
        duty: entry.duty.as_str().to_owned(),
        node: entry.node,
        occurred_at: entry.occurred_at,
        recorded_at: shared.clocks.wall.now(),
        subject: entry.subject,
    };
    let hash = headers.hash(&prev, &act, &changes)?;
    write(conn, &headers, act, changes, prev, hash).await?;
    for change in &entry.changes {
        state::apply(conn, shared, pending, change).await?;
    }
    Ok(headers.seq)
}

async fn head(conn: &mut Conn, stream: &str) -> Result<(i64, Hash), StoreError> {
    let rows = conn.rows("SELECT version, hash FROM stream_head WHERE stream = $1", &[stream.into()]).await?;
    rows.first().map_or(Ok((0, NO_HASH)), |row| Ok((row.int("version")?, hash_of(row, "hash")?)))
}

async fn seal_act(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    entry: &Entry,
) -> Result<String, StoreError> {
    let plain = canonical(&entry.act)?;
    let payload = match entry.subject {
        None => Payload::Open(entry.act.clone()),
        Some(person) => {
            let name = KeyName::new(person, Purpose::Case);
            match person_key::load_or_create(conn, shared, pending, name, shared.clocks.wall.now()).await? {
                KeyState::Live(key) => {
                    let sealed = key.seal(&act_place(entry.id), plain.as_bytes(), &*shared.entropy)?;
                    Payload::Sealed(hex::encode(sealed))
                }
                // Nothing of an erased person is kept any more: the act is recorded without its words.
                KeyState::Destroyed => Payload::Sealed(String::new()),
            }
        }
    };
    canonical(&serde_json::to_value(payload)?)
}

async fn seal_changes(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    entry: &Entry,
) -> Result<String, StoreError> {
    let mut recorded = Vec::with_capacity(entry.changes.len());
    for change in &entry.changes {
        let table = layout(&change.table)?.table;
        let row = state::codec::object(table, &change.row)?;
        let open: Map<String, Json> = table
            .columns
            .iter()
            .filter(|c| c.sensitivity == Sensitivity::Open)
            .map(|c| (c.name.to_owned(), row.get(c.name).cloned().unwrap_or(Json::Null)))
            .collect();
        let place = change_place(entry.id, table.name, &change.key);
        let closed = |c: &certification::record::Column| c.sensitivity > Sensitivity::Open;
        let sealed =
            state::seal_fields(conn, shared, pending, table, row, &place, closed).await?.map(|(name, bytes)| {
                SealedFields { person: name.person, purpose: name.purpose.to_owned(), bytes: hex::encode(bytes) }
            });
        recorded.push(RecordedChange { table: change.table.clone(), key: change.key.clone(), open, sealed });
    }
    canonical(&serde_json::to_value(recorded)?)
}

async fn write(
    conn: &mut Conn,
    headers: &Headers,
    act: String,
    changes: String,
    prev: Hash,
    hash: Hash,
) -> Result<(), StoreError> {
    let values: [Value; 15] = [
        headers.id.into(),
        (&headers.stream).into(),
        headers.seq.into(),
        (&headers.act_type).into(),
        headers.version.into(),
        headers.actor.into(),
        (&headers.duty).into(),
        (&headers.node).into(),
        headers.occurred_at.into(),
        headers.recorded_at.into(),
        headers.subject.into(),
        act.into(),
        changes.into(),
        prev.into(),
        hash.into(),
    ];
    conn.execute(
        "INSERT INTO journal (id, stream, seq, act_type, act_version, actor, duty, node, occurred_at, recorded_at, \
           subject, act, changes, prev, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        &values,
    )
    .await?;
    conn.execute(
        "INSERT INTO stream_head (stream, version, hash) VALUES ($1, $2, $3) \
         ON CONFLICT (stream) DO UPDATE SET version = excluded.version, hash = excluded.hash",
        &[(&headers.stream).into(), headers.seq.into(), hash.into()],
    )
    .await?;
    Ok(())
}
