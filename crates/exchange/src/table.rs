//! Finds the table in a sheet that was made for people: past title rows, under a heading of one
//! to three rows, down to where the signatures begin. Says what it left aside.

mod closing;
mod headings;
mod merged;
mod parts;
mod people;
mod several;

pub use parts::whole_name;
pub(crate) use people::counts_people;
pub use several::Found;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use certification::text::squeeze;
use serde::{Deserialize, Serialize};

use self::headings::{Candidate, LEAST_SCORE, heading, holds_data};
use crate::{
    Refusal, Refused,
    clusters::Schemes,
    header::{Dictionary, IGNORED},
    values::{is_failed_formula, is_nothing},
    workbook::{Cell, Merge, Row, Sheet, Workbook},
};

/// Which column, from 0, was taken for which field.
pub type Mapping = BTreeMap<String, usize>;

/// The cells of one row by field, as they stand or as a person mended them.
pub type Cells = BTreeMap<Cow<'static, str>, Cell>;

/// A cell's text with single blanks, whatever it was typed as; `None` when nothing stands there, or a failed formula.
/// A number with a fraction keeps two places, as the code of a region (`63.10`) needs them.
#[must_use]
pub fn text_of(cell: &Cell) -> Option<String> {
    let text = match cell {
        Cell::Number(number) if number.fract() != 0.0 => format!("{number:.2}"),
        _ => cell.to_string(),
    };
    (!is_nothing(&text) && !is_failed_formula(&text)).then(|| squeeze(&text))
}

/// What kind of table is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Headings by field.
    pub dictionary: &'a Dictionary,
    /// One of these must be found.
    pub any_of: &'a [&'a str],
    /// How many fields must be found.
    pub at_least: usize,
    /// What tells one row from another: where these hold something else, somebody or something else begins.
    pub told_by: &'a [&'a str],
    /// Tells a field from what stands in a column whose heading said nothing.
    pub by_content: fn(&[&Cell], &Schemes) -> Option<&'static str>,
    /// Whether the only text of a row, beside a number, names a group of rows and nobody.
    pub divides: fn(&str, &Schemes) -> bool,
    /// Whether the only text of a row names a list of other people, so that what follows is another table.
    pub is_other_list: fn(&str) -> bool,
    /// Whether the only text of a row names a list of those who are wanted, so that a list of others ends there.
    pub is_own_list: fn(&str) -> bool,
    /// Whether a row with nothing but these fields, each with its text, adds to what the rows above say. A column that was not
    /// understood is a field without a name.
    pub adds: fn(&[(&str, String)], &Schemes) -> bool,
    /// Whether every row that holds anything belongs to the table; else rows of people are told from notes.
    pub every_row: bool,
    /// Schemes that may be named beside the common clusters.
    pub schemes: &'a Schemes,
}

impl<'a> Wanted<'a> {
    /// A list of codes: each row that holds anything is one of it, and headings alone tell what its columns hold.
    #[must_use]
    pub fn codes(dictionary: &'a Dictionary) -> Self {
        Self {
            dictionary,
            any_of: &["code"],
            at_least: 2,
            told_by: &["code"],
            by_content: |_, _| None,
            divides: |_, _| false,
            is_other_list: |_| false,
            is_own_list: |_| false,
            adds: |_, _| false,
            every_row: true,
            schemes: Schemes::none(),
        }
    }
}

/// What the person said about an earlier reading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrections {
    /// The sheets to read; those that seem right when there are none.
    pub sheets: Vec<String>,
    /// The columns to take in a sheet, by its name; found ones are not used then.
    pub mappings: BTreeMap<String, Mapping>,
}

impl Corrections {
    /// Reads one sheet, whatever else there is.
    #[must_use]
    pub fn sheet(name: &str) -> Self {
        Self { sheets: vec![name.to_owned()], ..Self::default() }
    }
}

/// A column as the person sees it when mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its place, from 0.
    pub index: usize,
    /// Its letters: `C`.
    pub letters: String,
    /// Its heading.
    pub heading: String,
    /// Hidden from view in the sheet.
    pub hidden: bool,
    /// The field it was taken for.
    pub field: Option<String>,
    /// How sure that is; 0 where a person or nothing decided.
    pub score: u32,
    /// The first values under the heading.
    pub sample: Vec<String>,
}

/// What was left aside, for *Kami lewati …*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Rows above the heading.
    pub titles: usize,
    /// Blank rows within the table.
    pub blank: usize,
    /// Rows of sections, repeated headings and column numbers within the table.
    pub within: Vec<u32>,
    /// Rows after the table: totals, notes, signatures.
    pub after: Vec<u32>,
    /// Rows passed over that may be about somebody all the same, for a person to look at; they are among those above.
    #[serde(default)]
    pub doubtful: Vec<u32>,
    /// Rows of a summary whose people stand on the other sheets.
    #[serde(default)]
    pub repeated: Vec<u32>,
    /// Other sheets.
    pub sheets: Vec<String>,
    /// Other sheets that seem to hold such a table too.
    pub other_tables: Vec<String>,
    /// Other sheets that are not read though they may say something of the same people.
    #[serde(default)]
    pub unread: Vec<String>,
    /// Rows that are hidden in the sheet and were read all the same.
    pub hidden_rows: Vec<u32>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name of its sheet.
    pub sheet: String,
    /// First and last row of the heading, the sheet's own numbers; noughts where it stands on the sheet before.
    pub heading: (u32, u32),
    /// Its columns.
    pub columns: Vec<Column>,
    /// Which column is which field.
    pub mapping: Mapping,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What stands above the heading, cell by cell, by the sheet's own number.
    pub titles: Vec<(u32, Vec<String>)>,
    /// What stands over groups of rows, such as the name of a district, by the sheet's own number.
    pub sections: Vec<(u32, String)>,
    /// What was left aside.
    pub skipped: Skipped,
}

impl Table {
    /// Finds the table that `wanted` describes.
    ///
    /// # Errors
    /// [`Refusal::NoTable`] when no sheet holds one, [`Refusal::NoSuchSheet`] when the corrections name none of the sheets.
    pub fn find(workbook: &Workbook, wanted: &Wanted<'_>, corrections: &Corrections) -> Result<Self, Refused> {
        let chosen = corrections.sheets.first().map(|name| workbook.sheet(name)).transpose()?;
        let mut found = Found::all(workbook, wanted, corrections);
        let best = match chosen {
            Some(sheet) => found.iter().position(|f| f.table.sheet == sheet.name),
            None => Found::best(&found),
        };
        let Some(best) = best else { return Err(Refusal::NoTable.into()) };
        let mut table = found.swap_remove(best).table;
        table.skipped.sheets =
            workbook.sheets.iter().filter(|s| s.name != table.sheet).map(|s| s.name.clone()).collect();
        table.skipped.other_tables = found.iter().filter(|f| f.worth > 1).map(|f| f.table.sheet.clone()).collect();
        Ok(table)
    }

    /// The cells of a row by those of `fields` that have a column.
    #[must_use]
    pub fn cells(&self, row: &Row, fields: &[&'static str]) -> Cells {
        let column =
            |field: &&'static str| self.mapping.get(*field).map(|at| (Cow::Borrowed(*field), row.cell(*at).clone()));
        fields.iter().filter_map(column).collect()
    }

    fn of(sheet: &Sheet, candidate: &Candidate, wanted: &Wanted<'_>, corrected: Option<&Mapping>) -> Self {
        let body_at = candidate.first + candidate.depth;
        let body = merged::filled_down(sheet, body_at, &told_by(candidate, wanted, corrected));
        let mut mapping: BTreeMap<&'static str, (usize, u32)> = candidate.mapping.clone();
        by_content(&body, candidate, wanted, &mut mapping);
        let taken: Mapping = match corrected {
            Some(given) => given.clone(),
            None => mapping.iter().map(|(field, (column, _))| ((*field).to_owned(), *column)).collect(),
        };
        let mut skipped = Skipped { titles: candidate.first, ..Skipped::default() };
        let (rows, sections) = if wanted.every_row {
            (body.iter().filter(|r| !people::is_repeated(r, candidate)).cloned().collect(), Vec::new())
        } else {
            people::among(&body, candidate, &taken, wanted, &wide_over(sheet, taken.get("name")), &mut skipped)
        };
        skipped.hidden_rows = rows.iter().map(|r| r.number).filter(|n| sheet.hidden_rows.contains(n)).collect();
        if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
            let span = (last.number - first.number + 1) as usize;
            let inside = skipped.within.iter().filter(|n| (first.number..last.number).contains(n)).count();
            skipped.blank = span.saturating_sub(rows.len() + inside);
        }
        let width = sheet.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
        let columns = (0..width)
            .map(|index| {
                let field = taken.iter().find(|(_, at)| **at == index).map(|(field, _)| field.clone());
                let score = mapping.iter().find(|(f, (at, _))| *at == index && field.as_deref() == Some(**f));
                Column {
                    index,
                    letters: crate::workbook::column_letters(index),
                    heading: candidate.headings.get(&index).map(|h| h.label.clone()).unwrap_or_default(),
                    hidden: sheet.hidden_columns.contains(&index),
                    score: if corrected.is_some() { 0 } else { score.map_or(0, |(_, (_, s))| *s) },
                    sample: rows
                        .iter()
                        .map(|r| r.cell(index))
                        .filter(|c| !c.is_blank())
                        .take(3)
                        .map(ToString::to_string)
                        .collect(),
                    field,
                }
            })
            .collect();
        let number = |at: usize| sheet.rows.get(at).map_or(0, |r| r.number);
        Self {
            sheet: sheet.name.clone(),
            heading: (number(candidate.first), body_at.checked_sub(1).map_or(0, number)),
            columns,
            mapping: taken,
            rows,
            titles: people::above(sheet.rows.get(..candidate.first).unwrap_or_default()),
            sections,
            skipped,
        }
    }
}

/// Rows whose cell in this column is merged over others beside it, as a line over a group of people is.
fn wide_over(sheet: &Sheet, column: Option<&usize>) -> BTreeSet<u32> {
    let covers = |m: &&Merge| column.is_some_and(|at| (m.left as usize..=m.right as usize).contains(at));
    sheet.merges.iter().filter(|m| m.right > m.left + 1).filter(covers).map(|m| m.top + 1).collect()
}

/// The columns that tell one row from another.
fn told_by(candidate: &Candidate, wanted: &Wanted<'_>, corrected: Option<&Mapping>) -> Vec<usize> {
    let column = |field: &&str| match corrected {
        Some(given) => given.get(*field).copied(),
        None => candidate.mapping.get(field).map(|(column, _)| *column),
    };
    wanted.told_by.iter().filter_map(column).collect()
}

/// Columns whose heading said nothing, by what stands in them.
fn by_content(
    body: &[Row],
    candidate: &Candidate,
    wanted: &Wanted<'_>,
    mapping: &mut BTreeMap<&'static str, (usize, u32)>,
) {
    let width = body.iter().take(200).map(|r| r.cells.len()).max().unwrap_or(0);
    for column in 0..width {
        // What the heading says to be something else is not found again by what stands there.
        let heading = candidate.headings.get(&column);
        let known = heading.is_some_and(|h| {
            let scores = wanted.dictionary.score(h);
            let named = mapping.contains_key("name");
            scores.contains_key(IGNORED)
                || scores.keys().any(|field| (wanted.dictionary.rules.is_foreign)(h, field, named))
        });
        if known || mapping.values().any(|(at, _)| *at == column) {
            continue;
        }
        let sample: Vec<&Cell> =
            body.iter().take(200).map(|r| r.cell(column)).filter(|c| !c.is_blank()).take(50).collect();
        if sample.len() >= 3
            && let Some(field) = (wanted.by_content)(&sample, wanted.schemes)
            && !mapping.contains_key(field)
        {
            mapping.insert(field, (column, LEAST_SCORE));
        }
    }
}
