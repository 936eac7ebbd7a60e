//! Workbooks and their rows: how many stand where, and one page of them.

use std::collections::BTreeMap;

use certification::{id::BatchId, record::import::ImportRow};

use super::Conditions;
use crate::{
    error::StoreError,
    state::{Find, Read},
};

/// Which rows of a workbook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowsAt {
    /// An error has to be mended first.
    #[default]
    Waiting,
    /// Ready, and nothing to say about it.
    Ready,
    /// Ready, but somebody should look.
    Look,
    /// Became a case.
    Imported,
    /// Left out.
    LeftOut,
}

impl RowsAt {
    /// Every kind, in the order of screens.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Look, Self::Ready, Self::Imported, Self::LeftOut];

    fn of(state: &str, silent: bool) -> Option<Self> {
        match (state, silent) {
            ("waiting", _) => Some(Self::Waiting),
            ("ready", true) => Some(Self::Ready),
            ("ready", false) => Some(Self::Look),
            ("imported", _) => Some(Self::Imported),
            ("left-out", _) => Some(Self::LeftOut),
            _ => None,
        }
    }

    const fn condition(self) -> &'static str {
        match self {
            Self::Waiting => "state = 'waiting'",
            Self::Ready => "state = 'ready' AND issues = '[]'",
            Self::Look => "state = 'ready' AND issues <> '[]'",
            Self::Imported => "state = 'imported'",
            Self::LeftOut => "state = 'left-out'",
        }
    }
}

/// How many rows of these workbooks stand where.
///
/// # Errors
/// When the database cannot be read.
pub async fn import_counts(
    read: &mut impl Read,
    batches: &[BatchId],
) -> Result<BTreeMap<(BatchId, RowsAt), i64>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.one_of("batch_id", batches);
    let silent = "CASE WHEN issues = '[]' THEN 1 ELSE 0 END";
    let sql = format!(
        "SELECT batch_id, state, {silent} AS silent, COUNT(*) AS n FROM import_row{} GROUP BY batch_id, state, {silent}",
        conditions.sql()
    );
    let mut counts = BTreeMap::new();
    for row in read.rows(&sql, &conditions.values).await? {
        if let Some(at) = RowsAt::of(row.text("state")?, row.int("silent")? != 0) {
            *counts.entry((row.parse("batch_id")?, at)).or_default() += row.int("n")?;
        }
    }
    Ok(counts)
}

/// Files of workbooks that were dropped and still have their row: what is left to remove.
///
/// # Errors
/// When the database cannot be read.
pub async fn dropped_workbooks(read: &mut impl Read) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT f.name FROM import_batch b JOIN file_object f ON f.name = b.file WHERE b.gone_at IS NOT NULL";
    read.rows(sql, &[]).await?.iter().map(|row| Ok(row.text("name")?.to_owned())).collect()
}

/// The next rows of a workbook after that place, sheet after sheet.
///
/// # Errors
/// When the database cannot be read.
pub async fn import_rows(
    read: &mut impl Read,
    batch: BatchId,
    at: RowsAt,
    after: i64,
    limit: i64,
) -> Result<Vec<ImportRow>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.equal("batch_id", batch);
    conditions.parts.push(at.condition().to_owned());
    let after = conditions.bind(after);
    conditions.parts.push(format!("place > {after}"));
    let limit = conditions.bind(limit.clamp(1, 500));
    let sql = format!("SELECT id FROM import_row{} ORDER BY place LIMIT {limit}", conditions.sql());
    let mut ids = Vec::new();
    for row in read.rows(&sql, &conditions.values).await? {
        ids.push(row.text("id")?.to_owned());
    }
    read.find(&Find::all().one_of("id", ids).order_by(&["place"])).await
}
