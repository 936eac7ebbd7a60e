//! The newest recorded change of each row, as a digest, in a database of its own that is gone when it is closed: so a
//! journal of any length is compared with the state in little memory, and nothing personal lies on the disk.

use sha2::{Digest as _, Sha256};

use certification::record::Table;
use serde_json::{Map, Value as Json};

use super::{chain::Hash, entry::hash_of};
use crate::{
    db::{Conn, Value, sqlite::Sqlite},
    entropy::{Entropy, draw},
    error::StoreError,
    state::codec::canonical,
};

/// A row by the number of its table and its key.
pub(super) type RowName = (i64, String);

/// KiB of digests that are kept in memory; more lie in a nameless file.
const CACHE: u32 = 65_536;

/// The newest changes.
pub(super) struct Newest {
    conn: Conn,
    /// Whoever finds the digests cannot try what gave them.
    salt: [u8; 32],
}

impl Newest {
    /// None yet.
    pub(super) async fn open(entropy: &dyn Entropy) -> Result<Self, StoreError> {
        let mut conn = Conn::Sqlite(Box::new(Sqlite::passing(CACHE)?));
        conn.script(
            "CREATE TABLE newest (place INTEGER NOT NULL, row_key TEXT NOT NULL, position INTEGER NOT NULL, \
               digest BLOB NOT NULL, PRIMARY KEY (place, row_key)) WITHOUT ROWID",
        )
        .await?;
        Ok(Self { conn, salt: draw(entropy) })
    }

    /// What a row gives: its columns as the record has them, and those derived of them.
    pub(super) fn digest(&self, table: &Table, fields: &Map<String, Json>, derived: &[Value]) -> Hash {
        let mut hash = Sha256::new();
        hash.update(self.salt);
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        for column in table.columns {
            let value = fields.get(column.name).unwrap_or(&Json::Null);
            part(canonical(value).unwrap_or_else(|_| value.to_string()).as_bytes());
        }
        for value in derived {
            match value {
                Value::Text(text) => part(text.as_bytes()),
                // No text of ours holds this byte.
                _ => part(b"\0null"),
            }
        }
        hash.finalize().into()
    }

    /// Takes changes in; an older one does not replace a newer.
    pub(super) async fn note(&mut self, changes: Vec<(RowName, i64, Hash)>) -> Result<(), StoreError> {
        self.conn.execute("BEGIN", &[]).await?;
        for ((place, key), position, digest) in changes {
            let values: [Value; 4] = [place.into(), key.into(), position.into(), digest.into()];
            self.conn
                .execute(
                    "INSERT INTO newest (place, row_key, position, digest) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (place, row_key) DO UPDATE SET position = excluded.position, \
                       digest = excluded.digest WHERE excluded.position >= newest.position",
                    &values,
                )
                .await?;
        }
        self.conn.execute("COMMIT", &[]).await?;
        Ok(())
    }

    /// Rows of a table in the order of keys, those after `after`.
    pub(super) async fn page(
        &mut self,
        place: i64,
        after: &str,
        limit: i64,
    ) -> Result<Vec<(String, Hash)>, StoreError> {
        let sql = "SELECT row_key, digest FROM newest WHERE place = $1 AND row_key > $2 ORDER BY row_key LIMIT $3";
        let rows = self.conn.rows(sql, &[place.into(), after.into(), limit.into()]).await?;
        rows.iter().map(|row| Ok((row.text("row_key")?.to_owned(), hash_of(row, "digest")?))).collect()
    }

    /// The newest change of one row.
    pub(super) async fn of(&mut self, (place, key): &RowName) -> Result<Option<Hash>, StoreError> {
        let sql = "SELECT digest FROM newest WHERE place = $1 AND row_key = $2";
        let rows = self.conn.rows(sql, &[(*place).into(), key.into()]).await?;
        rows.first().map(|row| hash_of(row, "digest")).transpose()
    }
}
