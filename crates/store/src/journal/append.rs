//! Appending acts: their rows in the journal, the chains of their streams, and their changes put into the state.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

use certification::{
    duty::Duty,
    id::{ActId, PersonId},
    record::{Change, Purpose},
};
use serde_json::{Map, Value as Json};

use super::{
    chain::{Hash, Headers, NO_HASH},
    entry::{Payload, RecordedChange, SealedFields, act_place, change_place, hash_of},
};
use crate::{
    db::{Conn, Insert, Row, Value},
    error::StoreError,
    person_key::{self, KeyName, KeyState, Keys, PendingKeys},
    shared::Shared,
    state::{
        self,
        codec::{canonical, is_plain_object},
        layout,
    },
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

/// Where streams stand: version and hash of the last entry of each.
type Heads = HashMap<String, (i64, Hash)>;

static ENTRY: LazyLock<Insert> = LazyLock::new(|| {
    let columns = [
        "id",
        "stream",
        "seq",
        "act_type",
        "act_version",
        "actor",
        "duty",
        "node",
        "occurred_at",
        "recorded_at",
        "subject",
        "act",
        "changes",
        "prev",
        "hash",
    ];
    Insert::new("journal", &columns, "")
});
static HEAD: LazyLock<Insert> = LazyLock::new(|| {
    let tail = "ON CONFLICT (stream) DO UPDATE SET version = excluded.version, hash = excluded.hash";
    Insert::new("stream_head", &["stream", "version", "hash"], tail)
});

/// Records acts one after the other; answers the sequence of each in its stream.
pub(crate) async fn append(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    entries: Vec<Entry>,
) -> Result<Vec<i64>, StoreError> {
    let mut heads = heads(conn, &entries).await?;
    let before = heads.clone();
    let keys = keys(conn, shared, pending, &entries).await?;
    let mut rows = Vec::with_capacity(entries.len());
    let mut sequences = Vec::with_capacity(entries.len());
    for entry in &entries {
        let head = heads.entry(entry.stream.clone()).or_insert((0, NO_HASH));
        let (found, prev) = *head;
        if let Some(expected) = entry.expected
            && expected != found
        {
            return Err(StoreError::Conflict { stream: entry.stream.clone(), expected, found });
        }
        let act = seal_act(shared, &keys, entry)?;
        let changes = seal_changes(shared, &keys, entry)?;
        let headers = headers(entry, found + 1, shared.clocks.wall.now());
        let hash = headers.hash(&prev, &act, &changes)?;
        *head = (headers.seq, hash);
        sequences.push(headers.seq);
        rows.push(values(headers, act, changes, prev, hash));
    }
    conn.insert(&ENTRY, &rows).await?;
    let moved = heads.into_iter().filter(|(stream, head)| before.get(stream) != Some(head));
    let moved: BTreeMap<String, (i64, Hash)> = moved.collect();
    let heads: Vec<Vec<Value>> =
        moved.into_iter().map(|(stream, (version, hash))| vec![stream.into(), version.into(), hash.into()]).collect();
    conn.insert(&HEAD, &heads).await?;
    let changes: Vec<&Change> = entries.iter().flat_map(|entry| &entry.changes).collect();
    state::apply(conn, shared, &keys, &changes).await?;
    Ok(sequences)
}

async fn heads(conn: &mut Conn, entries: &[Entry]) -> Result<Heads, StoreError> {
    let streams: BTreeSet<&str> = entries.iter().map(|entry| entry.stream.as_str()).collect();
    let streams: Vec<Value> = streams.into_iter().map(Value::from).collect();
    let rows = conn.rows_among("SELECT stream, version, hash FROM stream_head WHERE stream IN", &streams).await?;
    let head = |row: &Row| Ok((row.text("stream")?.to_owned(), (row.int("version")?, hash_of(row, "hash")?)));
    rows.iter().map(head).collect()
}

/// The keys of everybody whom the acts are about, or of whom they change something.
async fn keys(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    entries: &[Entry],
) -> Result<Keys, StoreError> {
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry.subject.map(|person| KeyName::new(person, Purpose::Case)));
        for change in &entry.changes {
            names.extend(state::key_of(change)?);
        }
    }
    if names.is_empty() {
        return Ok(Keys::new());
    }
    person_key::load_or_create(conn, shared, pending, &names, shared.clocks.wall.now()).await
}

fn headers(entry: &Entry, seq: i64, now: i64) -> Headers {
    Headers {
        id: entry.id,
        stream: entry.stream.clone(),
        seq,
        act_type: entry.act_type.clone(),
        version: entry.act_version,
        actor: entry.actor,
        duty: entry.duty.as_str().to_owned(),
        node: entry.node.clone(),
        occurred_at: entry.occurred_at,
        recorded_at: now,
        subject: entry.subject,
    }
}

fn seal_act(shared: &Shared, keys: &Keys, entry: &Entry) -> Result<String, StoreError> {
    let plain = canonical(&entry.act)?;
    let payload = match entry.subject {
        None => Payload::Open(entry.act.clone()),
        Some(person) => match keys.get(&KeyName::new(person, Purpose::Case)) {
            Some(KeyState::Live(key)) => {
                let sealed = key.seal(&act_place(entry.id), plain.as_bytes(), &*shared.entropy)?;
                Payload::Sealed(hex::encode(sealed))
            }
            // Nothing of an erased person is kept any more: the act is recorded without its words.
            Some(KeyState::Destroyed) | None => Payload::Sealed(String::new()),
        },
    };
    canonical(&serde_json::to_value(payload)?)
}

fn seal_changes(shared: &Shared, keys: &Keys, entry: &Entry) -> Result<String, StoreError> {
    let mut recorded = Vec::with_capacity(entry.changes.len());
    for change in &entry.changes {
        let table = layout(&change.table)?.table;
        let row = state::codec::object(table, &change.row)?;
        let open: Map<String, Json> = table
            .columns
            .iter()
            .filter(|c| !state::is_closed(c))
            .map(|c| (c.name.to_owned(), row.get(c.name).cloned().unwrap_or(Json::Null)))
            .collect();
        let place = change_place(entry.id, table.name, &change.key);
        let sealed = state::seal_fields(keys, shared, table, row, &place, state::is_closed)?.map(|(name, bytes)| {
            SealedFields { person: name.person, purpose: name.purpose.to_owned(), bytes: hex::encode(bytes) }
        });
        recorded.push(RecordedChange { table: change.table.clone(), key: change.key.clone(), open, sealed });
    }
    recorded_text(&recorded)
}

/// The changes as canonical JSON.
fn recorded_text(recorded: &[RecordedChange]) -> Result<String, StoreError> {
    if recorded.iter().try_fold(true, |plain, change| Ok::<_, StoreError>(plain & is_plain_object(&change.open)?))? {
        return Ok(serde_json::to_string(recorded)?);
    }
    canonical(&serde_json::to_value(recorded)?)
}

fn values(headers: Headers, act: String, changes: String, prev: Hash, hash: Hash) -> Vec<Value> {
    vec![
        headers.id.into(),
        headers.stream.into(),
        headers.seq.into(),
        headers.act_type.into(),
        headers.version.into(),
        headers.actor.into(),
        headers.duty.into(),
        headers.node.into(),
        headers.occurred_at.into(),
        headers.recorded_at.into(),
        headers.subject.into(),
        act.into(),
        changes.into(),
        prev.into(),
        hash.into(),
    ]
}
