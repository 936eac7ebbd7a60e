//! Databases on PostgreSQL that the tests of one program use one after the other. To make the tables takes longer than most
//! tests do, so they stay; whoever takes a database empties it first.
//!
//! A database is taken with a lock that its server holds until the process ends, not the test: what a test left running
//! may still write. One that was tampered with is made anew. Those on a server of somebody's own stay there, under names
//! that begin with `kompeten_test_`.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    mem::ManuallyDrop,
    time::SystemTime,
};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use crate::database;

/// What is noted at a database that is to be made anew.
const SPOILT: &str = "spoilt";

/// Empties every table but the list of migrations, and lets all that counts begin anew.
const EMPTY: &str = "DO $$ \
    DECLARE place text; counter oid; held boolean; full_ text := ''; \
    BEGIN \
      FOR place IN SELECT quote_ident(relname) FROM pg_class \
          WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> 'schema_version' LOOP \
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || place || ')' INTO held; \
        IF held THEN full_ := full_ || ',' || place; END IF; \
      END LOOP; \
      IF full_ <> '' THEN EXECUTE 'TRUNCATE ' || substr(full_, 2) || ' CASCADE'; END IF; \
      FOR counter IN SELECT oid FROM pg_class \
          WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' LOOP \
        PERFORM setval(counter::regclass, 1, false); \
      END LOOP; \
    END $$";

/// A database that is ours until this process ends.
#[derive(Debug)]
pub(crate) struct Lent {
    server: String,
    name: String,
    /// Holds the lock; it is never closed, so that the lock ends with the process.
    _lock: ManuallyDrop<PgConnection>,
}

impl Lent {
    /// Takes the first that nobody has, emptied, and makes it where it is missing or spoilt.
    pub(crate) async fn take(server: String) -> Self {
        let program = program();
        let mut conn = PgConnection::connect(&server).await.unwrap();
        let mut number = 0;
        while !sqlx::query_scalar::<_, bool>("SELECT pg_try_advisory_lock($1, $2)")
            .bind(program)
            .bind(number)
            .fetch_one(&mut conn)
            .await
            .unwrap()
        {
            number += 1;
        }
        let name = format!("kompeten_test_{program:08x}_{number}");
        let noted: Option<Option<String>> =
            sqlx::query_scalar("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = $1")
                .bind(&name)
                .fetch_optional(&mut conn)
                .await
                .unwrap();
        if noted == Some(None) {
            let mut inside = PgConnection::connect(&database(&server, &name)).await.unwrap();
            inside.execute(EMPTY).await.unwrap();
            inside.close().await.unwrap();
        } else {
            conn.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await.unwrap();
            conn.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        }
        Self { server, name, _lock: ManuallyDrop::new(conn) }
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        database(&self.server, &self.name)
    }

    /// Notes that it is not fit for another test.
    pub(crate) async fn spoil(&self) {
        let mut conn = PgConnection::connect(&self.server).await.unwrap();
        let note = format!("COMMENT ON DATABASE {} IS '{SPOILT}'", self.name);
        conn.execute(AssertSqlSafe(note)).await.unwrap();
        conn.close().await.unwrap();
    }
}

/// Tells the programs apart whose tests use databases after each other: another one may want other tables.
fn program() -> i32 {
    let mut hasher = DefaultHasher::new();
    let path = std::env::current_exe().unwrap();
    let built: SystemTime = path.metadata().and_then(|file| file.modified()).unwrap();
    (path, built).hash(&mut hasher);
    hasher.finish() as i32 & i32::MAX
}
