//! Tables of a workbook that has several sheets: what each holds, and whether a sheet without a heading goes on
//! with the columns of the one before.

use super::{Candidate, Corrections, Mapping, Table, Wanted, heading};
use crate::{
    header::Heading,
    workbook::{Cell, Sheet, Workbook},
};

/// Rows by which a sheet without a heading is compared with the table before it.
const COMPARED: usize = 50;

/// A table of a workbook, and how likely it is the one that was meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Which sheet, from 0.
    pub at: usize,
    /// The table.
    pub table: Table,
    /// The sheet is hidden from whoever opens the workbook.
    pub hidden: bool,
    /// The likeliest has the most; 1 or less where nothing stands under the heading.
    pub worth: u32,
}

impl Found {
    /// The tables of all sheets that have one, in the order of the sheets.
    #[must_use]
    pub fn all(workbook: &Workbook, wanted: &Wanted<'_>, corrections: &Corrections) -> Vec<Self> {
        let mut found = Vec::new();
        for (at, sheet) in workbook.sheets.iter().enumerate() {
            let Some(candidate) = heading(sheet, wanted) else { continue };
            let rows = u32::try_from(sheet.rows.len() - candidate.first - candidate.depth).unwrap_or(u32::MAX);
            let worth = candidate.total + rows.min(60) * 2 - if sheet.hidden { candidate.total / 2 } else { 0 };
            let table = Table::of(sheet, &candidate, wanted, corrections.mappings.get(&sheet.name));
            found.push(Self { at, table, hidden: sheet.hidden, worth: if rows == 0 { 1 } else { worth } });
        }
        found
    }

    /// Which of them was most likely meant; of equals the first.
    #[must_use]
    pub fn best(found: &[Self]) -> Option<usize> {
        Self::best_among(found, |_| true)
    }

    /// Which of those that may be meant most likely was.
    pub(crate) fn best_among(found: &[Self], may: impl Fn(&Self) -> bool) -> Option<usize> {
        let among = found.iter().enumerate().rev().filter(|(_, f)| may(f));
        among.max_by_key(|(_, f)| f.worth).map(|(at, _)| at)
    }
}

impl Table {
    /// Whether a sheet seems to go on with this table: where a field can be told from its values, its column holds the same.
    #[must_use]
    pub fn goes_on_in(&self, sheet: &Sheet, wanted: &Wanted<'_>) -> bool {
        let agrees = |column: usize| {
            let cells = sheet.rows.iter().take(COMPARED).map(|row| row.cell(column));
            let sample: Vec<&Cell> = cells.filter(|cell| !cell.is_blank()).collect();
            (!sample.is_empty()).then(|| (wanted.by_content)(&sample, wanted.schemes)).flatten()
        };
        self.mapping.iter().filter(|(field, column)| agrees(**column) == Some(field.as_str())).count() >= 2
    }

    /// Reads a sheet without a heading by the columns of this table.
    #[must_use]
    pub fn going_on(&self, sheet: &Sheet, wanted: &Wanted<'_>, corrected: Option<&Mapping>) -> Self {
        let headings = self.columns.iter().map(|column| {
            let labels: Vec<&str> = column.heading.split(" / ").collect();
            (column.index, Heading::new(&labels))
        });
        let candidate =
            Candidate { first: 0, depth: 0, headings: headings.collect(), mapping: Default::default(), total: 0 };
        Self::of(sheet, &candidate, wanted, Some(corrected.unwrap_or(&self.mapping)))
    }
}
