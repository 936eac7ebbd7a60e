//! Taking a house down: its files and every table of its schema. Only a demonstration is ever taken
//! down, to be built anew; whoever calls this has made sure that it is one.

use crate::{db::Db, error::StoreError, migrate, store::Store};

/// Files removed at a time.
const PAGE: i64 = 500;

impl Store {
    /// Removes every file and every table. The keyset stays: an empty database takes it again.
    ///
    /// # Errors
    /// When a file or a table cannot be removed.
    pub async fn raze(self) -> Result<(), StoreError> {
        let files = self.files()?;
        let mut after = None;
        loop {
            let page = files.list(after.as_deref(), PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.name.clone());
            for file in &page {
                files.remove_object(&file.name).await?;
            }
        }
        let drop = if self.engine() == Db::Postgres { " CASCADE" } else { "" };
        // The last made goes first, so that nothing is dropped while others still point to it.
        let tables: Vec<String> =
            migrate::tables().into_iter().rev().map(|t| format!("DROP TABLE IF EXISTS \"{t}\"{drop}")).collect();
        self.transact::<_, StoreError>(crate::Lane::Interactive, move |tx| {
            let tables = tables.clone();
            Box::pin(async move {
                for sql in &tables {
                    tx.execute(sql, &[]).await?;
                }
                Ok(())
            })
        })
        .await?;
        self.close().await;
        Ok(())
    }
}
