//! One way to speak to both databases: values, rows and connections of our own, so that each query
//! is written once with `$1`. What differs between the engines stands in [`dialect`], and nowhere else.

mod connection;
pub mod dialect;
mod insert;
pub(crate) mod pool;
mod row;
pub(crate) mod sqlite;
mod value;

pub(crate) use connection::Conn;
pub use connection::statements;
pub(crate) use insert::Insert;
pub use row::Row;
pub use value::{Bind, Type, Value};

use crate::error::StoreError;

/// The database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Db {
    /// SQLite, in one file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Where the database is, chosen by the address's prefix.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// `sqlite:PATH`
    Sqlite(std::path::PathBuf),
    /// `postgres:URL`, `postgres://…`; the whole URL as sqlx reads it.
    Postgres(String),
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// When the prefix is neither `sqlite:` nor `postgres:`.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() {
                return Err(StoreError::Configuration("sqlite: needs a path".into()));
            }
            return Ok(Self::Sqlite(path.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        if let Some(url) = text.strip_prefix("postgres:") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        Err(StoreError::Configuration("the database is written sqlite:PATH or postgres:URL".into()))
    }

    /// Which engine it names.
    #[must_use]
    pub const fn engine(&self) -> Db {
        match self {
            Self::Sqlite(_) => Db::Sqlite,
            Self::Postgres(_) => Db::Postgres,
        }
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            // A URL may carry a password.
            Self::Postgres(_) => f.write_str("postgres:[redacted]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_chooses_the_engine_and_a_password_is_never_shown() {
        assert_eq!(Address::parse("sqlite:/a/b.db").unwrap().engine(), Db::Sqlite);
        let pg = Address::parse("postgres://u:secret@h/d").unwrap();
        assert_eq!(pg, Address::parse("postgres:postgres://u:secret@h/d").unwrap());
        assert!(!format!("{pg:?}").contains("secret"));
        assert!(Address::parse("mysql:x").is_err());
        assert!(Address::parse("sqlite:").is_err());
    }
}
