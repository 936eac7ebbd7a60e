//! Whether the database still has what the migrations made: every table, column, key and index. An engine does without
//! an index in silence, and with it goes the promise that a number occurs once.

use std::collections::BTreeMap;

use crate::{
    error::StoreError,
    migrate,
    state::{Read as _, Reader},
};

/// What the schema lacks.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum SchemaFault {
    /// A table is gone.
    NoTable {
        /// Its name.
        table: String,
    },
    /// A column is gone.
    NoColumn {
        /// Its table.
        table: String,
        /// Its name.
        column: String,
    },
    /// A column is of another type.
    ColumnType {
        /// Its table.
        table: String,
        /// Its name.
        column: String,
        /// The type that it should have.
        wanted: String,
        /// The type that it has.
        found: String,
    },
    /// A primary key is gone.
    NoKey {
        /// Its table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// An index is gone.
    NoIndex {
        /// Its table.
        table: String,
        /// The sentence that makes it.
        sql: String,
    },
}

impl std::fmt::Display for SchemaFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoTable { table } => write!(f, "the table {table} is gone"),
            Self::NoColumn { table, column } => write!(f, "the column {table}.{column} is gone"),
            Self::ColumnType { table, column, wanted, found } => {
                write!(f, "the column {table}.{column} is {found}, not {wanted}")
            }
            Self::NoKey { table, columns } => {
                write!(f, "the primary key of {table} ({}) is gone", columns.join(", "))
            }
            Self::NoIndex { table, sql } => write!(f, "an index of {table} is gone: {sql}"),
        }
    }
}

/// An index: whether its values occur once, and its columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Index {
    unique: bool,
    columns: Vec<String>,
}

/// A table as it should be, or as it is.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    /// Name and type of each column.
    columns: BTreeMap<String, String>,
    /// Columns of the primary key.
    key: Vec<String>,
    /// Indexes beside it, each with the sentence that makes it.
    indexes: Vec<(Index, String)>,
}

/// An index as the engine has it.
#[derive(Debug, Default)]
struct FoundIndex {
    /// It is the primary key's.
    key: bool,
    is: Index,
}

type Shapes = BTreeMap<String, Shape>;

impl Reader {
    /// Compares the schema with the migrations; answers what is gone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify_schema(&mut self) -> Result<Vec<SchemaFault>, StoreError> {
        let wanted = wanted(&migrate::scripts(self.shared.engine))?;
        let found = self.shapes().await?;
        Ok(wanted.iter().flat_map(|(table, shape)| lacking(table, shape, found.get(table))).collect())
    }

    async fn shapes(&mut self) -> Result<Shapes, StoreError> {
        let engine = self.shared.engine;
        let mut shapes = Shapes::new();
        for row in self.rows(engine.columns(), &[]).await? {
            let shape = shapes.entry(row.text("tbl")?.to_owned()).or_default();
            shape.columns.insert(row.text("col")?.to_owned(), row.text("kind")?.to_uppercase());
        }
        let mut found: BTreeMap<(String, String), FoundIndex> = BTreeMap::new();
        for row in self.rows(engine.indexes(), &[]).await? {
            let index = found.entry((row.text("tbl")?.to_owned(), row.text("idx")?.to_owned())).or_default();
            index.key = row.int("pk")? == 1;
            index.is.unique = row.int("uniq")? == 1;
            index.is.columns.push(row.text("col")?.to_owned());
        }
        for ((table, name), FoundIndex { key, is }) in found {
            let shape = shapes.entry(table).or_default();
            if key {
                shape.key = is.columns;
            } else {
                shape.indexes.push((is, name));
            }
        }
        Ok(shapes)
    }
}

/// What a table lacks.
fn lacking(table: &str, wanted: &Shape, found: Option<&Shape>) -> Vec<SchemaFault> {
    let table = table.to_owned();
    let Some(found) = found else { return vec![SchemaFault::NoTable { table }] };
    let mut faults = Vec::new();
    for (column, kind) in &wanted.columns {
        let (table, column) = (table.clone(), column.clone());
        match found.columns.get(&column) {
            None => faults.push(SchemaFault::NoColumn { table, column }),
            Some(is) if is != kind => {
                faults.push(SchemaFault::ColumnType { table, column, wanted: kind.clone(), found: is.clone() });
            }
            Some(_) => {}
        }
    }
    if wanted.key != found.key {
        faults.push(SchemaFault::NoKey { table: table.clone(), columns: wanted.key.clone() });
    }
    for (index, sql) in &wanted.indexes {
        if !found.indexes.iter().any(|(is, _)| is == index) {
            faults.push(SchemaFault::NoIndex { table: table.clone(), sql: sql.clone() });
        }
    }
    faults
}

/// What these scripts make. They are our own, and written plainly: a column a line, a table and an index a sentence.
fn wanted(scripts: &[String]) -> Result<Shapes, StoreError> {
    let mut shapes = Shapes::new();
    for script in scripts {
        let plain: Vec<&str> = script.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
        for sentence in plain.join("\n").split(';').map(str::trim).filter(|s| !s.is_empty()) {
            let read = table(sentence, &mut shapes).or_else(|| index(sentence, &mut shapes));
            read.ok_or_else(|| StoreError::Corrupt(format!("a migration says what is not understood: {sentence}")))?;
        }
    }
    Ok(shapes)
}

fn name(text: &str) -> String {
    text.trim().trim_matches('"').to_owned()
}

fn names(list: &str) -> Vec<String> {
    list.split(',').map(name).collect()
}

fn table(sentence: &str, shapes: &mut Shapes) -> Option<()> {
    let (head, rest) = sentence.strip_prefix("CREATE TABLE ")?.split_once('(')?;
    let (body, _) = rest.rsplit_once(')')?;
    let mut shape = Shape::default();
    for line in body.lines().map(|line| line.trim().trim_end_matches(',')).filter(|line| !line.is_empty()) {
        if let Some(key) = line.strip_prefix("PRIMARY KEY (") {
            shape.key = names(key.trim_end_matches(')'));
            continue;
        }
        let mut words = line.split_whitespace();
        let (column, kind) = (name(words.next()?), words.next()?.to_owned());
        if line.contains(" PRIMARY KEY") {
            shape.key = vec![column.clone()];
        }
        shape.columns.insert(column, kind);
    }
    shapes.insert(name(head), shape);
    Some(())
}

fn index(sentence: &str, shapes: &mut Shapes) -> Option<()> {
    let (unique, rest) = match sentence.strip_prefix("CREATE UNIQUE INDEX ") {
        Some(rest) => (true, rest),
        None => (false, sentence.strip_prefix("CREATE INDEX ")?),
    };
    let (head, columns) = rest.split_once('(')?;
    let (_, of) = head.split_once("ON ")?;
    let index = Index { unique, columns: names(columns.trim_end_matches(')')) };
    let sql = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    shapes.get_mut(&name(of))?.indexes.push((index, sql));
    Some(())
}

#[cfg(test)]
mod tests {
    use certification::record::TABLES;

    use super::*;
    use crate::db::Db;

    #[test]
    fn every_sentence_of_the_migrations_is_understood_and_both_engines_want_the_same() {
        let [sqlite, postgres] = [Db::Sqlite, Db::Postgres].map(|db| wanted(&migrate::scripts(db)).unwrap());
        assert!(sqlite.keys().eq(postgres.keys()));
        for (table, shape) in &sqlite {
            assert!(!shape.key.is_empty(), "{table}");
            assert_eq!(shape.key, postgres[table].key);
            assert!(shape.columns.keys().eq(postgres[table].columns.keys()), "{table}");
            assert_eq!(shape.indexes, postgres[table].indexes, "{table}");
        }
        for table in TABLES {
            let shape = &sqlite[table.name];
            assert_eq!(shape.indexes.iter().filter(|(i, _)| i.unique).count(), table.unique.len());
            assert_eq!(shape.indexes.len(), table.unique.len() + table.indexes.len());
        }
    }

    #[test]
    fn what_is_gone_is_named() {
        let whole = || wanted(&migrate::scripts(Db::Sqlite)).unwrap();
        let (all, mut found) = (whole(), whole());
        let of = |found: &Shapes| -> Vec<String> {
            all.iter().flat_map(|(t, s)| lacking(t, s, found.get(t))).map(|f| f.to_string()).collect()
        };
        assert_eq!(of(&found), Vec::<String>::new());
        found.remove("vote");
        let certificate = found.get_mut("certificate").unwrap();
        certificate.indexes.retain(|(i, _)| i.columns != ["number"]);
        certificate.columns.remove("status");
        found.get_mut("journal").unwrap().columns.insert("act".to_owned(), "BLOB".to_owned());
        found.get_mut("draft").unwrap().key.clear();
        let said = of(&found);
        for word in [
            "the table vote is gone",
            "CREATE UNIQUE INDEX certificate__number ON \"certificate\" (\"number\")",
            "the column certificate.status is gone",
            "the column journal.act is BLOB, not TEXT",
            "the primary key of draft (person_id, form_key) is gone",
        ] {
            assert!(said.iter().any(|s| s.contains(word)), "{word}: {said:?}");
        }
        assert_eq!(said.len(), 5);
    }
}
