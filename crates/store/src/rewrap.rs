//! Rotation: a new version of the wrapping and signing keys, and every person's key wrapped anew.

use crate::{
    db::Value,
    error::StoreError,
    keyset::{Keyset, context},
    state::Read as _,
    store::Store,
    transact::Lane,
};

/// Keys of one transaction.
const AT_ONCE: i64 = 500;

impl Store {
    /// Adds new versions of the wrapping and signing keys to the keyset's file and takes them into use.
    /// Other nodes need the new file, and a restart, before [`Self::rewrap`] runs.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn rotate_keyset(&self) -> Result<(), StoreError> {
        let keyset: Keyset = self.keyset().rotated(&*self.shared().entropy);
        keyset.replace(&self.config().keyset_path)?;
        self.shared().set_keyset(keyset);
        Ok(())
    }

    /// Wraps every person's key with the newest wrapping key; answers how many were behind.
    ///
    /// # Errors
    /// When a key does not open, or the database refuses it.
    pub async fn rewrap(&self) -> Result<u64, StoreError> {
        let newest = self.keyset().wrapping_version();
        let mut moved = 0;
        loop {
            let done = self
                .transact::<u64, StoreError>(Lane::Bulk, move |tx| {
                    Box::pin(async move {
                        let rows = tx
                            .rows(
                                "SELECT person_id, purpose, wrapped, key_version FROM person_key \
                                 WHERE key_version < $1 ORDER BY key_version LIMIT $2",
                                &[newest.into(), AT_ONCE.into()],
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
                .await?;
            moved += done;
            if done < AT_ONCE.unsigned_abs() {
                return Ok(moved);
            }
        }
    }
}
