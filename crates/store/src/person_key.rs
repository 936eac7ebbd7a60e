//! A key for each person and purpose, wrapped by the keyset. Destroying it erases what it sealed, in the
//! state, in the journal and among the files. Unwrapped keys are held in a small cache for a short while.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        LazyLock, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use certification::{id::PersonId, record::Purpose};

use crate::{
    db::{Conn, Insert, Value},
    error::StoreError,
    keyset::{Secret, context},
    shared::Shared,
};

/// Entries of one half of the cache.
const HALF: usize = 20_000;
/// How long another node may still use a key after its destruction here.
const KEPT: Duration = Duration::from_secs(60);

/// Whose key, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyName {
    /// The person.
    pub person: PersonId,
    /// `case` or `issuance`.
    pub purpose: &'static str,
}

impl KeyName {
    /// The key of that person for that purpose.
    #[must_use]
    pub const fn new(person: PersonId, purpose: Purpose) -> Self {
        Self { person, purpose: purpose.as_str() }
    }

    fn context(&self) -> Vec<u8> {
        context(&["person-key", &self.person.to_string(), self.purpose])
    }

    fn values(&self) -> [Value; 2] {
        [self.person.into(), self.purpose.into()]
    }
}

/// Keys at hand, those that were destroyed as well.
pub(crate) type Keys = HashMap<KeyName, KeyState>;

/// A key as it was found.
#[derive(Debug, Clone)]
pub enum KeyState {
    /// Usable.
    Live(Secret),
    /// Destroyed for good.
    Destroyed,
}

/// Unwrapped keys: two halves, the older one is dropped when the younger one is full.
#[derive(Default)]
pub(crate) struct KeyCache {
    halves: Mutex<Halves>,
    /// Counts destructions, so that a key read before one is not cached after it.
    destroyed: AtomicU64,
}

#[derive(Default)]
struct Halves {
    young: HashMap<KeyName, (KeyState, Instant)>,
    old: HashMap<KeyName, (KeyState, Instant)>,
}

impl KeyCache {
    pub(crate) fn get(&self, name: &KeyName) -> Option<KeyState> {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match halves.young.get(name) {
            Some(found) => found.clone(),
            None => {
                let moved = halves.old.remove(name)?;
                halves.young.insert(*name, moved.clone());
                moved
            }
        };
        if found.1.elapsed() > KEPT {
            halves.young.remove(name);
            return None;
        }
        Some(found.0)
    }

    /// To be taken before a key is read from the database.
    pub(crate) fn epoch(&self) -> u64 {
        self.destroyed.load(Ordering::SeqCst)
    }

    pub(crate) fn put(&self, name: KeyName, key: KeyState, epoch: u64) {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        if self.epoch() != epoch {
            return;
        }
        if halves.young.len() >= HALF {
            halves.old = std::mem::take(&mut halves.young);
        }
        halves.young.insert(name, (key, Instant::now()));
    }

    pub(crate) fn drop_key(&self, name: &KeyName) {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        self.destroyed.fetch_add(1, Ordering::SeqCst);
        halves.young.remove(name);
        halves.old.remove(name);
    }
}

/// Keys made or destroyed in a transaction that is not yet committed.
#[derive(Default)]
pub(crate) struct PendingKeys {
    changed: Vec<(KeyName, KeyState)>,
}

impl PendingKeys {
    pub(crate) fn get(&self, name: &KeyName) -> Option<&KeyState> {
        self.changed.iter().rev().find(|(n, _)| n == name).map(|(_, key)| key)
    }
    pub(crate) fn put(&mut self, name: KeyName, key: KeyState) {
        self.changed.push((name, key));
    }
    /// How far it has come, to go back to when an act is rolled back.
    pub(crate) fn mark(&self) -> usize {
        self.changed.len()
    }
    pub(crate) fn back_to(&mut self, mark: usize) {
        self.changed.truncate(mark);
    }
    /// Hands everything over to the cache, after the commit.
    pub(crate) fn publish(&mut self, cache: &KeyCache) {
        for (name, key) in self.changed.drain(..) {
            match key {
                KeyState::Live(_) => cache.put(name, key, cache.epoch()),
                KeyState::Destroyed => cache.drop_key(&name),
            }
        }
    }
}

/// The keys of these names, where the cache knows each of them.
pub(crate) fn at_hand(shared: &Shared, names: &[KeyName]) -> Option<Keys> {
    names.iter().map(|name| Some((*name, shared.keys.get(name)?))).collect()
}

/// Finds the keys of these names; names without a key are absent from the answer.
pub(crate) async fn load(
    conn: &mut Conn,
    shared: &Shared,
    pending: Option<&PendingKeys>,
    names: &[KeyName],
) -> Result<Keys, StoreError> {
    let mut found = HashMap::with_capacity(names.len());
    let mut missing: Vec<KeyName> = Vec::new();
    let mut asked = HashSet::new();
    let epoch = shared.keys.epoch();
    for name in names {
        if !asked.insert(*name) {
            continue;
        }
        match pending.and_then(|p| p.get(name)).cloned().or_else(|| shared.keys.get(name)) {
            Some(key) => drop(found.insert(*name, key)),
            None => missing.push(*name),
        }
    }
    let persons: Vec<Value> = missing.iter().map(|n| n.person.into()).collect();
    let missing: HashSet<KeyName> = missing.into_iter().collect();
    let sql = "SELECT person_id, purpose, wrapped, key_version FROM person_key WHERE person_id IN";
    for row in conn.rows_among(sql, &persons).await? {
        let person: PersonId = row.parse("person_id")?;
        let purpose = row.text("purpose")?;
        let named = [Purpose::Case, Purpose::Issuance].map(|purpose| KeyName::new(person, purpose));
        let Some(name) = named.into_iter().find(|n| n.purpose == purpose && missing.contains(n)) else { continue };
        let key = match row.opt_blob("wrapped")? {
            Some(wrapped) => {
                let version = row.int("key_version")?;
                KeyState::Live(shared.keyset_with(version).unwrap_key(&name.context(), version, wrapped)?)
            }
            None => KeyState::Destroyed,
        };
        // A key that this transaction reads may have been changed by it; only others' readers fill the cache.
        if pending.is_none() {
            shared.keys.put(name, key.clone(), epoch);
        }
        found.insert(name, key);
    }
    Ok(found)
}

/// New keys.
static MADE: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("person_key", &["person_id", "purpose", "wrapped", "key_version", "created_at"], ""));

/// The keys of these names, each made on first use.
pub(crate) async fn load_or_create(
    conn: &mut Conn,
    shared: &Shared,
    pending: &mut PendingKeys,
    names: &[KeyName],
    now: i64,
) -> Result<Keys, StoreError> {
    let mut keys = load(conn, shared, Some(pending), names).await?;
    let mut made = Vec::new();
    for name in names {
        if keys.contains_key(name) {
            continue;
        }
        let key = Secret::random(&*shared.entropy);
        let (version, wrapped) = shared.keyset().wrap(&name.context(), &key, &*shared.entropy)?;
        let [person, purpose] = name.values();
        made.push(vec![person, purpose, wrapped.into(), version.into(), now.into()]);
        pending.put(*name, KeyState::Live(key.clone()));
        keys.insert(*name, KeyState::Live(key));
    }
    conn.insert(&MADE, &made).await?;
    Ok(keys)
}

/// Destroys a key; answers whether there was one to destroy. A person without a key gets a destroyed one,
/// so that none is made for them later.
pub(crate) async fn destroy(
    conn: &mut Conn,
    pending: &mut PendingKeys,
    name: KeyName,
    now: i64,
    reason: &str,
) -> Result<bool, StoreError> {
    let [person, purpose] = name.values();
    let touched = conn
        .execute(
            "INSERT INTO person_key (person_id, purpose, wrapped, key_version, created_at, destroyed_at, reason) \
             VALUES ($1, $2, NULL, NULL, $3, $3, $4) \
             ON CONFLICT (person_id, purpose) DO UPDATE SET \
               wrapped = NULL, key_version = NULL, destroyed_at = excluded.destroyed_at, reason = excluded.reason \
             WHERE person_key.destroyed_at IS NULL",
            &[person, purpose, now.into(), reason.into()],
        )
        .await?;
    pending.put(name, KeyState::Destroyed);
    Ok(touched > 0)
}
