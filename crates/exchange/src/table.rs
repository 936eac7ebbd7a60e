//! Finds the table in a sheet that was made for people: past title rows, under a heading of one
//! to three rows, down to where the signatures begin. Says what it left aside.

mod closing;
mod merged;
mod parts;
mod people;
mod several;

pub use parts::whole_name;
pub(crate) use people::counts_people;
pub use several::Found;

use std::{
    borrow::Cow,
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use certification::text::squeeze;
use serde::{Deserialize, Serialize};

use crate::{
    Refusal, Refused,
    clusters::Schemes,
    header::{Dictionary, Heading, IGNORED, Rules, is_name_and_more, without_remarks},
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

/// Rows from the top of a sheet in which a heading is looked for at once; where there is none, in as many more after another.
const HEADING_WITHIN: usize = 60;
/// Rows from the top of a sheet below which no heading is looked for.
const HEADING_AT_MOST: usize = 1_000;
/// Rows like those of a table that may stand above a heading further down; where there are more, people stand there.
const DATA_ABOVE: usize = 2;
/// Scores below this are chance.
const LEAST_SCORE: u32 = 20;

/// Letters of a label in the second row of a heading, at most.
const LABEL_LETTERS: usize = 60;

struct Candidate {
    first: usize,
    depth: usize,
    headings: BTreeMap<usize, Heading>,
    mapping: BTreeMap<&'static str, (usize, u32)>,
    total: u32,
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

/// The best heading of a sheet, near its top; where there is none, the best further down, under long notes.
fn heading(sheet: &Sheet, wanted: &Wanted<'_>) -> Option<Candidate> {
    let last = sheet.rows.len().min(HEADING_AT_MOST);
    for from in (0..last).step_by(HEADING_WITHIN) {
        let above = sheet.rows.get(..from).unwrap_or_default().iter();
        if above.filter(|row| row.filled() >= 3 && holds_data(row)).count() > DATA_ABOVE {
            break;
        }
        let found = heading_among(sheet, from..last.min(from + HEADING_WITHIN), wanted);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The best heading that begins in some rows of a sheet.
fn heading_among(sheet: &Sheet, among: Range<usize>, wanted: &Wanted<'_>) -> Option<Candidate> {
    let is_title = |row: &Row| people::is_line(row) || people::is_said(row, wanted);
    let whole = |rows: &[Row]| is_enough(&headings(sheet, rows, 0, wanted), wanted);
    let mut best: Option<Candidate> = None;
    for first in among {
        for depth in 1..=3 {
            let Some(rows) = sheet.rows.get(first..first + depth) else { break };
            let apart = rows.windows(2).any(|w| w[1].number - w[0].number > 1);
            if apart || rows.iter().any(|row| holds_data(row) || is_title(row)) || distinct(&rows[0]) < 2 {
                break;
            }
            // A single cell at the foot of a heading names a group of rows, or is a remark.
            if depth > 1 && rows.last().is_some_and(|r| r.filled() < 2) {
                continue;
            }
            // Of two headings with a row between, each is whole by itself.
            if depth == 3 && wanted.every_row && [&rows[..1], &rows[2..]].iter().all(|rows| whole(rows)) {
                break;
            }
            if depth < 3 && goes_on(sheet, rows, sheet.rows.get(first + depth)) {
                continue;
            }
            let candidate = headings(sheet, rows, first, wanted);
            if is_enough(&candidate, wanted) && best.as_ref().is_none_or(|b| candidate.total > b.total) {
                best = Some(candidate);
            }
        }
    }
    best
}

/// Whether a heading names as many fields as are wanted, and one of those without which there is no table.
fn is_enough(candidate: &Candidate, wanted: &Wanted<'_>) -> bool {
    candidate.mapping.len() >= wanted.at_least
        && wanted.any_of.iter().any(|field| candidate.mapping.contains_key(field))
}

/// Whether the heading goes on in the next row: all that stands there stands under headings that span several columns, or
/// under one and the empty cells right of it, where merges were lost.
fn goes_on(sheet: &Sheet, rows: &[Row], next: Option<&Row>) -> bool {
    let (Some(last), Some(next)) = (rows.last(), next) else { return false };
    if next.number != last.number + 1 || holds_data(next) || next.filled() < 2 {
        return false;
    }
    let spanned = |column: usize| {
        let over = |m: &Merge| m.right > m.left && m.bottom + 1 == last.number;
        sheet.merges.iter().any(|m| over(m) && (m.left as usize..=m.right as usize).contains(&column))
    };
    let filled = |row: &Row| (0..row.cells.len()).filter(|at| !row.cell(*at).is_blank()).collect::<Vec<_>>();
    let below = filled(next);
    if below.iter().all(|column| spanned(*column)) {
        return true;
    }
    let above = filled(last);
    let parent = |column: usize| above.iter().rev().find(|at| **at <= column).copied();
    let children = |of: usize| below.iter().filter(|column| parent(**column) == Some(of)).count();
    let is_child = |column: &usize| {
        spanned(*column)
            || parent(*column).is_some_and(|of| children(of) > 1 && (of + 1..=*column).all(|at| !above.contains(&at)))
    };
    let no_merges = !sheet.merges.iter().any(|m| m.right > m.left && m.bottom + 1 == last.number);
    let is_short = |cell: &Cell| cell.to_string().chars().count() <= LABEL_LETTERS;
    no_merges && rows.len() == 1 && below.iter().all(is_child) && next.cells.iter().all(is_short)
}

/// Whether a row holds what a heading never does: long figures, dates, addresses.
fn holds_data(row: &Row) -> bool {
    row.cells.iter().any(|cell| match cell {
        Cell::Empty => false,
        Cell::Number(_) | Cell::Date(_) => true,
        Cell::Text(text) => {
            let text = without_remarks(text);
            text.chars().count() > 160
                || (text.contains('@') && text.contains('.'))
                || text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 5)
        }
    })
}

fn distinct(row: &Row) -> usize {
    row.cells.iter().filter(|c| !c.is_blank()).map(ToString::to_string).collect::<BTreeSet<_>>().len()
}

fn headings(sheet: &Sheet, rows: &[Row], first: usize, wanted: &Wanted<'_>) -> Candidate {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let mut labels: Vec<Vec<String>> = vec![Vec::new(); width];
    let spread = |m: &Merge| m.right > m.left && rows.iter().any(|r| r.number == m.top + 1);
    let spread = sheet.merges.iter().any(spread);
    for (level, row) in rows.iter().enumerate() {
        let mut left = String::new();
        for (column, labels) in labels.iter_mut().enumerate() {
            let mut label = match row.cell(column) {
                Cell::Text(text) => text.clone(),
                _ => merged_label(sheet, rows, row.number - 1, column),
            };
            // Without merges a parent stands over its first child only.
            let beneath = rows.get(level + 1).is_some_and(|r| !r.cell(column).is_blank());
            if label.is_empty() && beneath && !spread {
                label.clone_from(&left);
            }
            left.clone_from(&label);
            if !label.is_empty() && labels.last() != Some(&label) {
                labels.push(label);
            }
        }
    }
    let mut scored: Vec<(u32, bool, bool, usize, &'static str)> = Vec::new();
    let Rules { is_second, is_foreign, .. } = wanted.dictionary.rules;
    let mut headings = BTreeMap::new();
    let names_more = over_names(&labels, wanted);
    for (column, labels) in labels.iter().enumerate() {
        let mut heading = Heading::new(&labels.iter().map(String::as_str).collect::<Vec<_>>());
        if names_more == Some(column) {
            heading.own = vec!["nama".to_owned()];
        }
        let hidden = sheet.hidden_columns.contains(&column);
        // What only a merged parent reaches has no heading of its own.
        let named = rows.iter().any(|r| !r.cell(column).is_blank());
        let scores = if named { wanted.dictionary.score(&heading) } else { BTreeMap::new() };
        // Of two that fit alike, that which is not wanted goes first: `Nama Atasan dan Gelar` is no participant's.
        let most = scores.iter().max_by_key(|(field, score)| (**score, **field == IGNORED)).map(|(field, _)| *field);
        if most.is_some_and(|field| field != IGNORED) {
            let wanted = scores.into_iter().filter(|(field, score)| *score >= LEAST_SCORE && *field != IGNORED);
            let first = |field: &str| !is_second(&heading, field);
            scored.extend(wanted.map(|(field, score)| (score, !hidden, first(field), usize::MAX - column, field)));
        }
        headings.insert(column, heading);
    }
    // A form that notes by itself when and by whose account it was sent asks for the address again further right.
    let noted = headings.values().next().is_some_and(|first| is_timestamp(&first.label));
    let asked = |place: usize, field: &str| noted && field == "email" && usize::MAX - place > 1;
    let heading = |place: usize| headings.get(&(usize::MAX - place)).cloned().unwrap_or_default();
    let named = scored.iter().any(|(.., place, field)| {
        *field == "name" && !is_foreign(&heading(*place), field, true) && !is_second(&heading(*place), field)
    });
    scored.retain(|(.., place, field)| !is_foreign(&heading(*place), field, named));
    scored.sort_unstable_by_key(|(score, shown, first, place, field)| {
        Reverse((*shown, *first, *score, asked(*place, field), *place))
    });
    let mut mapping: BTreeMap<&'static str, (usize, u32)> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for (score, _, _, place, field) in scored {
        let column = usize::MAX - place;
        if !mapping.contains_key(field) && used.insert(column) {
            mapping.insert(field, (column, score));
        }
    }
    let sum: u32 = mapping.values().map(|(_, score)| score).sum();
    let depth = rows.len();
    let total = sum.saturating_sub(5 * u32::try_from(depth - 1).unwrap_or(0));
    Candidate { first, depth, headings, mapping, total }
}

/// The column whose heading names more than the names, where no other has them alone: `Nama / Instansi`.
fn over_names(labels: &[Vec<String>], wanted: &Wanted<'_>) -> Option<usize> {
    let best = |labels: &Vec<String>| {
        let heading = Heading::new(&labels.iter().map(String::as_str).collect::<Vec<_>>());
        wanted.dictionary.score(&heading).into_iter().max_by_key(|(_, score)| *score).map(|(field, _)| field)
    };
    let more = |labels: &Vec<String>| labels.last().is_some_and(|own| is_name_and_more(own));
    let found = labels.iter().position(more)?;
    let alone = labels.iter().any(|labels| !more(labels) && best(labels) == Some("name"));
    (!alone && wanted.dictionary.knows("name")).then_some(found)
}

/// The heading of the first column of what a form on the web collects.
fn is_timestamp(label: &str) -> bool {
    matches!(certification::text::fold(label).as_str(), "timestamp" | "cap waktu" | "stempel waktu")
}

/// The label of the merged range that covers a cell of the heading.
fn merged_label(sheet: &Sheet, rows: &[Row], row: u32, column: usize) -> String {
    sheet
        .merges
        .iter()
        .find(|m| (m.top..=m.bottom).contains(&row) && (m.left as usize..=m.right as usize).contains(&column))
        .and_then(|m| rows.iter().find(|r| r.number == m.top + 1).map(|r| r.cell(m.left as usize)))
        .and_then(|cell| cell.as_text().map(str::to_owned))
        .unwrap_or_default()
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
