//! How a sheet is laid out beside what its cells say: what is hidden, merged, commented on.

use std::{collections::BTreeSet, ops::RangeInclusive};

use certification::refusal::Refusal;

use super::{beside::column_of, broken};
use crate::xml::Element;

/// The most merged areas beside one row.
const MOST_MERGED: usize = 500;

/// Cells that are merged.
#[derive(Debug, Clone)]
pub(super) struct Area {
    pub(super) rows: RangeInclusive<u32>,
    pub(super) columns: RangeInclusive<u32>,
}

/// What is said of a sheet, rows and columns from 0.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The sheet is hidden.
    pub(super) hidden: bool,
    rows: BTreeSet<u32>,
    columns: Vec<RangeInclusive<u32>>,
    /// By their first rows.
    merged: Vec<Area>,
    /// The cells that somebody commented on.
    pub(super) comments: BTreeSet<(u32, u32)>,
}

impl Layout {
    /// Reads a sheet, as the workbook names it, and its comments.
    pub(super) fn of(named: Option<&Element>, sheet: &Element, comments: &[&Element]) -> Self {
        let hidden = named.and_then(|sheet| sheet.attribute("state")).is_some_and(|state| state != "visible");
        let mut out = Self { hidden, ..Self::default() };
        let mut row = 0;
        for line in sheet.all("sheetData").flat_map(|data| data.all("row")) {
            row = line.attribute("r").and_then(|r| r.parse::<u32>().ok()).and_then(|r| r.checked_sub(1)).unwrap_or(row);
            if line.says("hidden") || line.attribute("ht").is_some_and(|high| high.trim() == "0") {
                out.rows.insert(row);
            }
            row = row.saturating_add(1);
        }
        for columns in sheet.all("cols").flat_map(|all| all.all("col")) {
            let at = |name: &str| columns.attribute(name).and_then(|at| at.parse::<u32>().ok()?.checked_sub(1));
            if let (true, Some(from), Some(to)) = (columns.says("hidden"), at("min"), at("max")) {
                out.columns.push(from..=to);
            }
        }
        for area in sheet.all("mergeCells").flat_map(|all| all.all("mergeCell")) {
            let (from, to) = area.attribute("ref").and_then(|area| area.split_once(':')).unwrap_or_default();
            if let (Some((top, left)), Some((bottom, right))) = (cell(from), cell(to)) {
                out.merged.push(Area { rows: top..=bottom, columns: left..=right });
            }
        }
        out.merged.sort_by_key(|area| *area.rows.start());
        for list in comments {
            let mut found = Vec::new();
            list.walk(&mut |part| {
                if matches!(part.name.as_str(), "comment" | "threadedComment") {
                    found.extend(part.attribute("ref").and_then(cell));
                }
            });
            out.comments.extend(found);
        }
        out
    }

    /// Whoever opens the sheet does not see that row.
    pub(super) fn hides_row(&self, row: u32) -> bool {
        self.hidden || self.rows.contains(&row)
    }

    /// Whoever opens the sheet does not see that column.
    pub(super) fn hides_column(&self, column: u32) -> bool {
        self.columns.iter().take(MOST_MERGED).any(|columns| columns.contains(&column))
    }

    /// The merged areas, to be gone through row by row.
    pub(super) const fn merged(&self) -> Merged<'_> {
        Merged { rest: self.merged.as_slice(), open: Vec::new() }
    }
}

/// Merged areas while rows are gone through from above.
#[derive(Debug)]
pub(super) struct Merged<'a> {
    rest: &'a [Area],
    open: Vec<&'a Area>,
}

impl<'a> Merged<'a> {
    /// Those that a row is part of; no row above those asked for before.
    ///
    /// # Errors
    /// `xlsx.broken` when more areas lie over each other than a sheet can have.
    pub(super) fn at(&mut self, row: u32) -> Result<&[&'a Area], Refusal> {
        while let Some((first, rest)) = self.rest.split_first().filter(|(first, _)| *first.rows.start() <= row) {
            self.rest = rest;
            if first.rows.contains(&row) {
                self.open.push(first);
            }
        }
        self.open.retain(|area| area.rows.contains(&row));
        if self.open.len() > MOST_MERGED { Err(broken(())) } else { Ok(&self.open) }
    }
}

/// Row and column of a reference such as `B7`.
fn cell(reference: &str) -> Option<(u32, u32)> {
    let plain = reference.replace('$', "");
    let row: u32 = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    Some((row.checked_sub(1)?, column_of(&plain)?))
}
