//! Rotation: a new version of the wrapping and signing keys, and every person's key wrapped anew. It goes in steps, each
//! whole in itself; what was interrupted goes on where it stood. Old versions stay in the keyset: backups and
//! checkpoints of their time need them.

use std::fs::File;

use crate::{db::Value, error::StoreError, keyset::context, state::Read, store::Store, transact::Lane};

/// Keys of one transaction.
const AT_ONCE: i64 = 500;

/// Holds the keyset's place: of two processes that would rotate one file, the second waits and sees what the first did.
#[derive(Debug)]
pub struct Rotating {
    _folder: File,
}

impl Store {
    /// Waits until nobody else rotates this keyset's file, and takes into use what came to it meanwhile.
    ///
    /// # Errors
    /// When the folder of the file cannot be opened or locked.
    pub async fn rotating(&self) -> Result<Rotating, StoreError> {
        let path = self.config().keyset_path.clone();
        let folder = tokio::task::spawn_blocking(move || {
            let folder =
                path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| std::path::Path::new("."));
            let folder = File::open(folder)?;
            folder.lock()?;
            Ok::<_, std::io::Error>(folder)
        })
        .await
        .map_err(std::io::Error::other)??;
        self.shared().renew_keyset();
        Ok(Rotating { _folder: folder })
    }

    /// Adds new versions of the wrapping and signing keys to the keyset's file and takes them into use. Other processes
    /// on that file take them up by themselves; other nodes need the new file before [`Self::rewrap`] runs.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn rotate_keyset(&self, _: &Rotating) -> Result<(), StoreError> {
        let keyset = self.keyset().rotated(&*self.shared().entropy, self.clocks().machine.now());
        keyset.replace(&self.config().keyset_path)?;
        self.shared().set_keyset(keyset);
        Ok(())
    }

    /// Wraps every person's key with the newest wrapping key; answers how many were behind.
    ///
    /// # Errors
    /// When a key does not open, or the database refuses it.
    pub async fn rewrap(&self) -> Result<u64, StoreError> {
        let mut moved = 0;
        loop {
            let done = self.rewrap_some(AT_ONCE).await?;
            moved += done;
            if done < AT_ONCE.unsigned_abs() {
                return Ok(moved);
            }
        }
    }

    /// One step of [`Self::rewrap`], of at most so many keys; answers how many.
    ///
    /// # Errors
    /// When a key does not open, or the database refuses it.
    pub async fn rewrap_some(&self, most: i64) -> Result<u64, StoreError> {
        let newest = self.keyset().wrapping_version();
        self.transact::<u64, StoreError>(Lane::Bulk, move |tx| {
            Box::pin(async move {
                let rows = tx
                    .rows(
                        "SELECT person_id, purpose, wrapped, key_version FROM person_key \
                         WHERE key_version < $1 ORDER BY key_version LIMIT $2",
                        &[newest.into(), most.into()],
                    )
                    .await?;
                for row in &rows {
                    let (person, purpose) = (row.text("person_id")?, row.text("purpose")?);
                    let place = context(&["person-key", person, purpose]);
                    let keyset = tx.shared.keyset();
                    let key = keyset.unwrap_key(&place, row.int("key_version")?, row.blob("wrapped")?)?;
                    let (version, wrapped) = keyset.wrap(&place, &key, &*tx.shared.entropy)?;
                    let values: [Value; 4] = [person.into(), purpose.into(), wrapped.into(), version.into()];
                    tx.execute(
                        "UPDATE person_key SET wrapped = $3, key_version = $4 \
                         WHERE person_id = $1 AND purpose = $2 AND wrapped IS NOT NULL",
                        &values,
                    )
                    .await?;
                }
                Ok(rows.len() as u64)
            })
        })
        .await
    }

    /// How many persons' keys are wrapped with the newest wrapping key, and how many with an older one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn wrapped(&self) -> Result<(i64, i64), StoreError> {
        let sql = "SELECT COUNT(*) AS held, COALESCE(SUM(CASE WHEN key_version < $1 THEN 1 ELSE 0 END), 0) AS behind \
                   FROM person_key WHERE wrapped IS NOT NULL";
        let rows = self.reader().rows(sql, &[self.keyset().wrapping_version().into()]).await?;
        let Some(row) = rows.first() else { return Ok((0, 0)) };
        let (held, behind) = (row.int("held")?, row.int("behind")?);
        Ok((held - behind, behind))
    }
}
