//! A workbook of participants as read: its sheets, the rows of all of them, and what the name of a sheet or of a
//! group of rows says about each.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{
    Context, FIELDS, Participant, Understood, mark, places, rounded, sheets, sheets::LeftSheet, spread, titles,
    understand_row, wanted,
};
use crate::{
    Refused,
    clusters::Schemes,
    regions::regions,
    table::{Cells, Column, Corrections, Mapping, Skipped, Table, whole_name},
    values::date,
    workbook::{Cell, Limits, Workbook},
};

/// One row as read: its cells and what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRow {
    /// Which of the sheets that were read, from 0.
    pub sheet: usize,
    /// The sheet's own row, from 1.
    pub row: u32,
    /// The cells by field.
    pub cells: Cells,
    /// What they mean.
    pub understood: Understood,
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadSheet {
    /// Its name; of one of several tables of a sheet also the cells it takes.
    pub name: String,
    /// Which sheet of the workbook, from 0; tables beside the likeliest of their sheet are counted behind all sheets.
    pub at: usize,
    /// First and last row of the heading; noughts where that of the sheet before holds.
    pub heading: (u32, u32),
    /// The columns, for a person to correct.
    pub columns: Vec<Column>,
    /// Which column was taken for which field.
    pub mapping: Mapping,
    /// What was left aside.
    pub skipped: Skipped,
}

/// A workbook of participants as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The sheets that were read, in the order of the workbook; one at least.
    pub sheets: Vec<ReadSheet>,
    /// The sheets that were not, and why.
    pub left: Vec<LeftSheet>,
    /// The province that decided between districts of one name.
    pub home: Option<String>,
    /// The rows, sheet after sheet.
    pub rows: Vec<ReadRow>,
}

impl Reading {
    /// The participants alone, as the contract shows them.
    #[must_use]
    pub fn participants(&self) -> Vec<&Participant> {
        self.rows.iter().map(|r| &r.understood.participant).collect()
    }
}

/// Reads a workbook of participants.
///
/// # Errors
/// [`Refused`] for files that are no workbook we read, or hold no table of people.
pub fn read(bytes: &[u8], limits: &Limits, corrections: &Corrections, context: &Context) -> Result<Reading, Refused> {
    let workbook = Workbook::read(bytes, limits)?;
    of_workbook(&workbook, corrections, context)
}

/// Reads the participants of a workbook that was opened already.
///
/// # Errors
/// [`Refused`] when it holds no table of people, or not the sheet that was asked for.
pub fn of_workbook(workbook: &Workbook, corrections: &Corrections, context: &Context) -> Result<Reading, Refused> {
    let schemes = &context.known.schemes;
    let workbook = without_soft_hyphens(workbook);
    let workbook = workbook.in_parts(&wanted(schemes));
    let (mut chosen, left) = sheets::choose(&workbook, corrections, schemes, context.today)?;
    let mut all: Vec<Vec<(u32, Cells)>> = Vec::with_capacity(chosen.len());
    for (_, table) in &mut chosen {
        let by_person = corrections.mappings.contains_key(&table.sheet);
        let doubtful = if by_person { Vec::new() } else { places::settle(table) };
        if !by_person {
            places::settle_institution(table);
            places::give_up_home(table);
        }
        let mut cells = cells_of(table, schemes);
        places::tell_both(table, &doubtful, &mut cells);
        let alike = if by_person { Vec::new() } else { places::clusters_alike(table) };
        places::tell_both_clusters(table, &alike, &mut cells, schemes);
        all.push(cells);
    }
    let home = context.home.clone().or_else(|| commonest_province(all.iter().flatten()));
    let home = home.or_else(|| chosen.iter().find_map(|(_, table)| titles::province_of(table)).map(str::to_owned));
    for ((_, table), cells) in chosen.iter().zip(&mut all) {
        let home = home.clone().or_else(|| commonest_province(cells.iter()));
        let silent = titles::of_lines(table, cells, home.as_deref(), schemes);
        of_sheet_name(&table.sheet, cells, home.as_deref(), schemes);
        titles::of_titles(table, &silent, cells, home.as_deref(), schemes);
    }
    let home = home.or_else(|| commonest_province(all.iter().flatten()));
    let home = home.or_else(|| places::province_of_institutions(all.iter().flatten()).map(str::to_owned));
    let context = Context { home: home.clone(), ..context.clone() };
    let several = chosen.len() > 1;
    let mut rows = Vec::with_capacity(all.iter().map(Vec::len).sum());
    for (sheet, ((_, table), cells)) in chosen.iter().zip(all).enumerate() {
        for (row, cells) in cells {
            let mut understood = understand_row(row, &cells, &context);
            understood.participant.sheet = several.then(|| table.sheet.clone());
            rows.push(ReadRow { sheet, row, cells, understood });
        }
    }
    mark(rows.iter_mut().map(|r| &mut r.understood.participant).collect());
    let sheets = chosen
        .into_iter()
        .map(|(at, table)| ReadSheet {
            name: table.sheet,
            at,
            heading: table.heading,
            columns: table.columns,
            mapping: table.mapping,
            skipped: table.skipped,
        })
        .collect();
    Ok(Reading { sheets, left, home, rows })
}

/// A workbook without the soft hyphens that a page on the web or a document left in what was pasted from it: in what is said of
/// people they part nothing.
fn without_soft_hyphens(workbook: &Workbook) -> Cow<'_, Workbook> {
    const SOFT: char = '\u{ad}';
    let is_soft = |cell: &Cell| cell.as_text().is_some_and(|text| text.contains(SOFT));
    if !workbook.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells).any(is_soft) {
        return Cow::Borrowed(workbook);
    }
    let mut workbook = workbook.clone();
    let rows = workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.rows);
    for cell in rows.flat_map(|row| &mut row.cells).filter(|cell| is_soft(cell)) {
        *cell = Cell::text(&cell.to_string().replace(SOFT, ""));
    }
    Cow::Owned(workbook)
}

/// The rows of a table by field, with what it spreads over columns or says over groups of rows.
fn cells_of(table: &Table, schemes: &Schemes) -> Vec<(u32, Cells)> {
    let mut cells: Vec<(u32, Cells)> = table.rows.iter().map(|row| (row.number, table.cells(row, FIELDS))).collect();
    spread::gather(table, &mut cells, schemes);
    spread::ditto(&mut cells);
    spread::part(table, &mut cells);
    date::order::settle(&mut cells);
    rounded::told(&mut cells);
    spread::withdrawn(table, &mut cells);
    cells
}

/// What a sheet's name may say before the name of a district or a cluster.
const BEFORE: &[&str] = &["peserta", "data", "daftar", "asesi", "usulan", "lembar", "klaster", "skema"];

/// A sheet that is called after a district or a cluster says it for each row that does not say its own.
fn of_sheet_name(name: &str, cells: &mut [(u32, Cells)], home: Option<&str>, schemes: &Schemes) {
    let first_word = |text: &str| text.split_once([' ', '_', '-', '.']).map(|(first, _)| first.to_lowercase());
    let mut bare = whole_name(name).trim();
    while let Some(word) = first_word(bare).filter(|word| BEFORE.contains(&word.as_str())) {
        bare = bare.get(word.len()..).unwrap_or_default().trim_start_matches([' ', '_', '-', '.']);
    }
    let is_code = bare.starts_with(|c: char| c.is_ascii_digit());
    let field = if !is_code && regions().district(bare, home).one().is_some() {
        "kab"
    } else if schemes.understand(bare).is_some() {
        "cluster"
    } else {
        return;
    };
    for (_, cells) in cells {
        if cells.get(field).is_none_or(Cell::is_blank) {
            cells.insert(field.into(), Cell::text(bare));
        }
    }
}

/// The province that most rows speak of without doubt.
fn commonest_province<'a>(rows: impl Iterator<Item = &'a (u32, Cells)>) -> Option<String> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (_, cells) in rows {
        let text = |field: &str| cells.get(field).and_then(Cell::as_text);
        let province = text("province").and_then(|t| regions().province(t)).map(|r| r.code);
        let district = || text("kab").and_then(|t| regions().district(t, None).one()).map(|r| r.province);
        if let Some(province) = province.or_else(district) {
            *counts.entry(province).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(province, _)| province.to_owned())
}
