//! The few sentences in which the two engines differ. Everything else is written once.

use super::Db;

impl Db {
    /// Opens a transaction that will write. SQLite takes the write lock at once, because a deferred
    /// transaction that reads and then writes fails with `BUSY_SNAPSHOT`.
    #[must_use]
    pub const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        }
    }

    /// Holds back every other node that would change the schema, until the transaction ends.
    /// SQLite's `BEGIN IMMEDIATE` already does.
    #[must_use]
    pub const fn lock_schema(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(4919228617384)"),
        }
    }

    /// Whether there is a table of the name `$1`: a row, or none.
    #[must_use]
    pub const fn find_table(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = $1",
            Self::Postgres => {
                "SELECT table_name::text AS name FROM information_schema.tables \
                 WHERE table_schema = current_schema() AND table_name = $1"
            }
        }
    }

    /// Appended to the query that claims jobs: others' claims are passed over, not waited for.
    /// SQLite has one writer, so there is nothing to pass over.
    #[must_use]
    pub const fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// Names the moment of what is committed: as long as the answer is the same, so is the state. PostgreSQL gives out
    /// positions in the journal before it commits, so there the last position says too little.
    #[must_use]
    pub const fn moment(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT CAST(COALESCE(MAX(position), 0) AS TEXT) AS moment FROM journal",
            Self::Postgres => "SELECT pg_current_snapshot()::text AS moment",
        }
    }

    /// Asks the engine whether its own structures are whole; each row of its answer but *ok* is a fault.
    /// PostgreSQL has no such question without an extension.
    #[must_use]
    pub const fn integrity(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some("PRAGMA integrity_check(20)"),
            Self::Postgres => None,
        }
    }

    /// Every column of every table: `tbl`, `col`, `kind`.
    #[must_use]
    pub const fn columns(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "SELECT m.name AS tbl, c.name AS col, c.type AS kind FROM sqlite_schema m \
                 JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
            }
            Self::Postgres => {
                "SELECT table_name::text AS tbl, column_name::text AS col, data_type::text AS kind \
                 FROM information_schema.columns WHERE table_schema = current_schema()"
            }
        }
    }

    /// Every column of every whole index, in order: `tbl`, `idx`, `uniq` and `pk` (1 for yes), `col`.
    #[must_use]
    pub const fn indexes(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "SELECT tbl, idx, uniq, pk, col FROM ( \
                   SELECT m.name AS tbl, l.name AS idx, l.\"unique\" AS uniq, 0 AS pk, COALESCE(c.name, '') AS col, c.seqno AS ord \
                   FROM sqlite_schema m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) c \
                   WHERE m.type = 'table' AND l.origin <> 'pk' AND l.partial = 0 \
                   UNION ALL \
                   SELECT m.name, 'primary key', 1, 1, c.name, c.pk \
                   FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.pk > 0) \
                 ORDER BY tbl, idx, ord"
            }
            Self::Postgres => {
                "SELECT t.relname::text AS tbl, i.relname::text AS idx, x.indisunique::int AS uniq, \
                   x.indisprimary::int AS pk, a.attname::text AS col \
                 FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
                 JOIN pg_namespace s ON s.oid = t.relnamespace \
                 CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(attnum, ord) \
                 JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum \
                 WHERE s.nspname = current_schema() AND x.indisvalid AND x.indpred IS NULL \
                 ORDER BY 1, 2, k.ord"
            }
        }
    }

    /// Tables, quoted where they must be, that at least doubled since the planner was told their size: `tbl`.
    #[must_use]
    pub const fn grown(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(
                "SELECT t.oid::regclass::text AS tbl FROM pg_class t JOIN pg_namespace s ON s.oid = t.relnamespace \
                 WHERE s.nspname = current_schema() AND t.relkind = 'r' \
                   AND pg_relation_size(t.oid) >= 2 * current_setting('block_size')::bigint * GREATEST(t.relpages, 1) \
                 ORDER BY 1",
            ),
        }
    }

    /// The highest position that was ever given out in the journal, where the engine gives back those of transactions
    /// that were undone. PostgreSQL does not.
    #[must_use]
    pub const fn given(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some("SELECT seq AS given FROM sqlite_sequence WHERE name = 'journal'"),
            Self::Postgres => None,
        }
    }

    /// The numbered type words of a schema: whole number, text, bytes, and a key that counts by itself.
    #[must_use]
    pub const fn types(self) -> [&'static str; 4] {
        match self {
            Self::Sqlite => ["INTEGER", "TEXT", "BLOB", "INTEGER PRIMARY KEY AUTOINCREMENT"],
            Self::Postgres => {
                ["BIGINT", "TEXT COLLATE \"C\"", "BYTEA", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"]
            }
        }
    }
}
