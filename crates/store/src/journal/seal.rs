//! The sealer: gives every entry its leaf, in the order in which they became visible, and signs the root over
//! all of them. A journal whose tail was cut off no longer has the leaves of its last checkpoint.

use super::{
    chain::Hash,
    entry::hash_of,
    merkle::{Frontier, leaf_hash},
};
use crate::{
    db::{Row, Value},
    error::StoreError,
    keyset::context,
    state::Read,
    store::Store,
    transact::Lane,
    tx::Tx,
};

/// How many entries one transaction gives leaves to.
const AT_ONCE: i64 = 2_000;
/// An entry whose transaction began before a checkpoint is visible by the time another is this much older.
const SETTLED: i64 = 3_600_000_000;

/// A signed root over all entries up to a size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many leaves it covers.
    pub size: i64,
    /// The root of their tree.
    pub root: Hash,
    pub(crate) frontier: Vec<u8>,
    /// When it was made, microseconds UTC.
    pub at: i64,
    /// Version of the signing key.
    pub key_version: i64,
    /// Ed25519.
    pub signature: Vec<u8>,
}

impl Checkpoint {
    pub(crate) const COLUMNS: &'static str = "size, root, frontier, at, key_version, signature";

    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            size: row.int("size")?,
            root: hash_of(row, "root")?,
            frontier: row.blob("frontier")?.to_vec(),
            at: row.int("at")?,
            key_version: row.int("key_version")?,
            signature: row.blob("signature")?.to_vec(),
        })
    }

    /// What is signed.
    pub(crate) fn message(size: i64, root: &Hash, at: i64) -> Vec<u8> {
        context(&["kompeten checkpoint 1", &size.to_string(), &hex::encode(root), &at.to_string()])
    }
}

impl Store {
    /// Gives every entry without a leaf its leaf and signs a checkpoint over all; answers the newest one.
    /// When no entry is new, nothing is written. `None` for an empty journal.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn seal(&self) -> Result<Option<Checkpoint>, StoreError> {
        self.shared().renew_keyset();
        loop {
            let (sealed, checkpoint) = self.transact::<_, StoreError>(Lane::Bulk, |tx| Box::pin(seal_some(tx))).await?;
            if sealed < AT_ONCE {
                return Ok(checkpoint);
            }
        }
    }
}

async fn newest(tx: &mut Tx, before: i64) -> Result<Option<Checkpoint>, StoreError> {
    let sql = format!("SELECT {} FROM checkpoint WHERE at < $1 ORDER BY size DESC LIMIT 1", Checkpoint::COLUMNS);
    tx.rows(&sql, &[before.into()]).await?.first().map(Checkpoint::from_row).transpose()
}

async fn seal_some(tx: &mut Tx) -> Result<(i64, Option<Checkpoint>), StoreError> {
    let now = tx.now();
    let last = newest(tx, i64::MAX).await?;
    let mut frontier = match &last {
        Some(last) => Frontier::read(last.size.unsigned_abs(), &last.frontier)
            .ok_or_else(|| StoreError::Corrupt("the frontier of the last checkpoint".into()))?,
        None => Frontier::default(),
    };
    let from = settled_position(tx, now).await?;
    let entries = tx
        .rows(
            "SELECT j.position, j.hash FROM journal j LEFT JOIN sealed_entry s ON s.position = j.position \
             WHERE j.position > $1 AND s.position IS NULL ORDER BY j.position LIMIT $2",
            &[from.into(), AT_ONCE.into()],
        )
        .await?;
    if entries.is_empty() {
        return Ok((0, last));
    }
    for entry in &entries {
        let hash = hash_of(entry, "hash")?;
        tx.execute(
            "INSERT INTO sealed_entry (leaf, position, hash) VALUES ($1, $2, $3)",
            &[frontier.size().cast_signed().into(), entry.int("position")?.into(), hash.into()],
        )
        .await?;
        frontier.push(leaf_hash(&hash));
    }
    let (size, root) = (frontier.size().cast_signed(), frontier.root());
    let (key_version, signature) = tx.shared.keyset().sign(&Checkpoint::message(size, &root, now));
    let checkpoint =
        Checkpoint { size, root, frontier: frontier.bytes(), at: now, key_version, signature: signature.to_vec() };
    let values: [Value; 6] = [
        size.into(),
        root.into(),
        checkpoint.frontier.clone().into(),
        now.into(),
        key_version.into(),
        checkpoint.signature.clone().into(),
    ];
    tx.execute(
        "INSERT INTO checkpoint (size, root, frontier, at, key_version, signature) VALUES ($1, $2, $3, $4, $5, $6)",
        &values,
    )
    .await?;
    Ok((i64::try_from(entries.len()).unwrap_or(AT_ONCE), Some(checkpoint)))
}

/// Up to here every position that will ever be visible has its leaf. Positions are given before a
/// transaction commits, so one below the newest leaf may still appear; after an hour none does.
async fn settled_position(tx: &mut Tx, now: i64) -> Result<i64, StoreError> {
    let Some(settled) = newest(tx, now - SETTLED).await? else { return Ok(0) };
    let rows = tx
        .rows(
            "SELECT MAX(position) AS position FROM sealed_entry WHERE leaf >= $1 AND leaf < $2",
            &[(settled.size - AT_ONCE).into(), settled.size.into()],
        )
        .await?;
    rows.first().map_or(Ok(0), |row| Ok(row.opt_int("position")?.unwrap_or_default()))
}
