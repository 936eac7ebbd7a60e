//! Migrations: embedded, one list for each engine, applied once and in order. A migration that was applied
//! and has changed since is refused.

use sha2::{Digest as _, Sha256};

use crate::{
    db::{Conn, Db},
    error::StoreError,
};

/// A step of the schema.
struct Migration {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($version:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

const MIGRATIONS: &[Migration] = migrations![1 "0001_house"];

impl Migration {
    const fn sql(&self, engine: Db) -> &'static str {
        match engine {
            Db::Sqlite => self.sqlite,
            Db::Postgres => self.postgres,
        }
    }
}

/// The version of the schema that this program wants.
#[must_use]
pub fn wanted_version() -> i64 {
    MIGRATIONS.iter().map(|m| m.version).max().unwrap_or_default()
}

/// Every table that a migration makes, in that order, and the list of migrations itself.
pub(crate) fn tables() -> Vec<String> {
    let made = MIGRATIONS.iter().flat_map(|m| m.sqlite.split("CREATE TABLE ").skip(1));
    let name = |after: &str| after.split(['(', ' ']).next().unwrap_or_default().trim_matches('"').to_owned();
    std::iter::once("schema_version".to_owned()).chain(made.map(name)).collect()
}

/// Everything that an engine's schema was made with: the list of migrations, then each of them.
pub(crate) fn scripts(engine: Db) -> Vec<String> {
    std::iter::once(list_of_migrations(engine)).chain(MIGRATIONS.iter().map(|m| m.sql(engine).to_owned())).collect()
}

/// The table that remembers which migrations were applied.
fn list_of_migrations(engine: Db) -> String {
    let [int, text, ..] = engine.types();
    format!(
        "CREATE TABLE schema_version (\n    version {int} PRIMARY KEY,\n    name {text} NOT NULL,\n    \
         digest {text} NOT NULL,\n    applied_at {int} NOT NULL\n)"
    )
}

/// Whether the database holds any of our tables.
pub(crate) async fn is_empty(conn: &mut Conn) -> Result<bool, StoreError> {
    let sql = conn.engine().find_table();
    Ok(conn.rows(sql, &["schema_version".into()]).await?.is_empty())
}

/// Applies what is missing; must run inside a transaction.
pub(crate) async fn run(conn: &mut Conn, now: i64) -> Result<(), StoreError> {
    let engine = conn.engine();
    if let Some(lock) = engine.lock_schema() {
        // Its answer is of type void, so it is run as a script.
        conn.script(lock).await?;
    }
    let list = list_of_migrations(engine).replacen("TABLE", "TABLE IF NOT EXISTS", 1);
    conn.script(&list).await?;
    let applied = conn.rows("SELECT version, digest FROM schema_version ORDER BY version", &[]).await?;
    if let Some(last) = applied.last()
        && last.int("version")? > wanted_version()
    {
        return Err(StoreError::Newer { found: last.int("version")?, known: wanted_version() });
    }
    for migration in MIGRATIONS {
        let digest = hex::encode(Sha256::digest(migration.sql(engine)));
        let mut known = None;
        for row in &applied {
            if row.int("version")? == migration.version {
                known = Some(row.text("digest")?);
            }
        }
        match known {
            Some(known) if known == digest => {}
            Some(_) => {
                return Err(StoreError::Configuration(format!(
                    "the database was made with another {}; start with an empty one",
                    migration.name
                )));
            }
            None => {
                conn.script(migration.sql(engine)).await?;
                conn.execute(
                    "INSERT INTO schema_version (version, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
                    &[migration.version.into(), migration.name.into(), digest.into(), now.into()],
                )
                .await?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use certification::record::TABLES;

    #[test]
    fn every_journalled_table_is_among_those_that_migrations_make() {
        let made = super::tables();
        assert!(TABLES.iter().all(|t| made.iter().any(|m| m == t.name)));
        assert!(["journal", "job", "schema_version"].iter().all(|t| made.iter().any(|m| m == t)));
    }
}
