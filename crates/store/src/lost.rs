//! What is referred to and not there: files that records name, files that nobody names, and persons' keys without which
//! what they sealed stays closed. A key that was destroyed on purpose is not lost.

use std::collections::HashSet;

use certification::record::{Purpose, TABLES};
use futures::TryStreamExt as _;

use crate::{
    db::Value,
    error::StoreError,
    files::{Files, objects_error},
    state::{Read as _, Reader, layout},
};

/// Columns of records that name a stored file.
const FILES: [(&str, &str); 3] = [("document", "file"), ("item_part", "file"), ("certificate", "file")];
/// Missing files that are named of each table.
const NAMED: i64 = 20;
/// Names looked up at a time.
const AT_ONCE: usize = 500;
/// An object that was just put there gets its row in a moment.
const FRESH: i64 = 3_600_000_000;
/// A key is not there, and was not destroyed either.
const NO_KEY: &str = "(k.person_id IS NULL OR (k.wrapped IS NULL AND k.destroyed_at IS NULL))";

/// Something that is referred to and not there, or there and not referred to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum Lost {
    /// Rows are sealed under keys that are not there.
    Keys {
        /// Their table.
        table: String,
        /// How many rows.
        rows: i64,
        /// A person whose key it is.
        person: String,
    },
    /// A record names a file that no row of `file_object` knows.
    File {
        /// The record's table.
        table: String,
        /// Its key.
        key: String,
        /// The file's name.
        file: String,
    },
    /// An object lies among the files that no row knows.
    Stray {
        /// Its name.
        file: String,
    },
}

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Keys { table, rows, person } => {
                write!(f, "{rows} rows of {table} are sealed under keys that are not there, such as that of {person}")
            }
            Self::File { table, key, file } => write!(f, "{table} {key} names the file {file}, which is not known"),
            Self::Stray { file } => write!(f, "{file} lies among the files, and the database does not know it"),
        }
    }
}

impl Reader {
    /// Looks for keys of persons that are not there, though something is sealed under them and nobody destroyed them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_keys(&mut self) -> Result<Vec<Lost>, StoreError> {
        let mut asked = Vec::new();
        for table in TABLES {
            let Some(subject) = table.subject.filter(|_| layout(table.name).is_ok_and(|l| l.sealed)) else { continue };
            let rows = format!("\"{}\" t LEFT JOIN person_key k ON k.person_id = t.\"{subject}\"", table.name);
            let purpose = format!("'{}'", table.purpose.as_str());
            asked.push((table.name, rows, format!("t.\"{subject}\""), purpose, "t.\"sealed\" IS NOT NULL"));
        }
        let of_files = "file_object t LEFT JOIN person_key k ON k.person_id = t.subject".to_owned();
        asked.push(("file_object", of_files, "t.subject".to_owned(), "t.purpose".to_owned(), "t.subject IS NOT NULL"));
        let of_acts = "journal t LEFT JOIN person_key k ON k.person_id = t.subject".to_owned();
        let sealed = "t.subject IS NOT NULL AND t.act LIKE '{\"sealed\":%' AND t.act <> '{\"sealed\":\"\"}'";
        let purpose = format!("'{}'", Purpose::Case.as_str());
        asked.push(("journal", of_acts, "t.subject".to_owned(), purpose, sealed));
        let mut lost = Vec::new();
        for (table, from, subject, purpose, sealed) in asked {
            let sql = format!(
                "SELECT COUNT(*) AS n, MIN({subject}) AS person FROM {from} AND k.purpose = {purpose} \
                 WHERE {sealed} AND {NO_KEY}"
            );
            let found = self.rows(&sql, &[]).await?;
            let Some(found) = found.first() else { continue };
            if let (rows @ 1.., Some(person)) = (found.int("n")?, found.opt_text("person")?) {
                lost.push(Lost::Keys { table: table.to_owned(), rows, person: person.to_owned() });
            }
        }
        Ok(lost)
    }

    /// Looks for files that records name and the database does not know.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_references(&mut self) -> Result<Vec<Lost>, StoreError> {
        let mut lost = Vec::new();
        for (table, column) in FILES {
            let key = layout(table)?.key();
            let sql = format!(
                "SELECT t.\"{key}\" AS row_key, t.\"{column}\" AS named FROM \"{table}\" t \
                 LEFT JOIN file_object f ON f.name = t.\"{column}\" \
                 WHERE t.\"{column}\" <> '' AND f.name IS NULL ORDER BY t.\"{key}\" LIMIT $1"
            );
            for row in self.rows(&sql, &[NAMED.into()]).await? {
                let (key, file) = (row.text("row_key")?.to_owned(), row.text("named")?.to_owned());
                lost.push(Lost::File { table: table.to_owned(), key, file });
            }
        }
        Ok(lost)
    }
}

impl Files {
    /// Looks for objects that no row knows and that have not just come.
    ///
    /// # Errors
    /// When the place for files or the database cannot be read.
    pub async fn verify_strays(&self) -> Result<Vec<Lost>, StoreError> {
        let before = self.machine_now() - FRESH;
        let prefix = object_store::path::Path::from("objects");
        let mut listed = self.objects().list(Some(&prefix));
        let (mut names, mut lost) = (Vec::new(), Vec::new());
        while let Some(object) = listed.try_next().await.map_err(objects_error)? {
            let Some(name) = object.location.filename() else { continue };
            if object.last_modified.timestamp_micros() < before {
                names.push(name.to_owned());
            }
            if names.len() == AT_ONCE {
                lost.extend(self.unknown(std::mem::take(&mut names)).await?);
            }
        }
        lost.extend(self.unknown(names).await?);
        Ok(lost)
    }

    /// Those of the names that no row has.
    async fn unknown(&self, names: Vec<String>) -> Result<Vec<Lost>, StoreError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT name FROM file_object WHERE name IN ({})", places.join(", "));
        let values: Vec<Value> = names.iter().map(Value::from).collect();
        let rows = self.reader().rows(&sql, &values).await?;
        let known: HashSet<&str> = rows.iter().map(|row| row.text("name")).collect::<Result<_, _>>()?;
        Ok(names.iter().filter(|n| !known.contains(n.as_str())).map(|n| Lost::Stray { file: n.clone() }).collect())
    }
}
