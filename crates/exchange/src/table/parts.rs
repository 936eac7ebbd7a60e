//! Several tables on one sheet, beside one another or one below another: each is taken apart, so that a list of the
//! committee is not read as people of the table above, nor a column of one table as that of another.

use std::{borrow::Cow, collections::BTreeSet, ops::Range};

use certification::text::fold;

use super::{Candidate, Wanted, heading, holds_data, people};
use crate::{
    header::without_remarks,
    workbook::{Cell, Row, Sheet, Workbook, column_letters},
};

/// Cells that the heading of another table has at least.
const LEAST_CELLS: usize = 3;
/// Rows by which a column is found to be empty.
const COMPARED: usize = 200;

impl Workbook {
    /// The workbook with a sheet for each table. The first likely one of a sheet keeps its name and place; others come last
    /// and are called after the cells they take: `Peserta [A12:J20]`.
    #[must_use]
    pub fn in_parts(&self, wanted: &Wanted<'_>) -> Cow<'_, Self> {
        let parts: Vec<Vec<Sheet>> = self.sheets.iter().map(|sheet| parts(sheet, wanted)).collect();
        if parts.iter().all(|of_sheet| of_sheet.len() < 2) {
            return Cow::Borrowed(self);
        }
        let mut workbook = self.clone();
        for (at, of_sheet) in parts.into_iter().enumerate().filter(|(_, of_sheet)| of_sheet.len() > 1) {
            for (count, part) in of_sheet.into_iter().enumerate() {
                match workbook.sheets.get_mut(at) {
                    Some(place) if count == 0 => *place = part,
                    _ => workbook.sheets.push(part),
                }
            }
        }
        Cow::Owned(workbook)
    }
}

/// The name of the sheet that a part was taken of; any other name as it is.
#[must_use]
pub fn whole_name(name: &str) -> &str {
    match name.strip_suffix(']').and_then(|rest| rest.rsplit_once(" [")) {
        // No sheet can have a bracket or a colon in its name.
        Some((whole, cells)) if cells.contains(':') => whole,
        _ => name,
    }
}

/// The parts of a sheet, first the first that is likely to be meant; none where it holds one table at most.
fn parts(sheet: &Sheet, wanted: &Wanted<'_>) -> Vec<Sheet> {
    let tables = one_below_another(sheet, wanted);
    let mut parts: Vec<(u32, Sheet)> = Vec::new();
    for ranges in &tables {
        let rows = |range: &Range<usize>| sheet.rows.get(range.clone()).unwrap_or_default();
        let below: Vec<Row> = ranges.iter().flat_map(rows).cloned().collect();
        let beside = side_by_side(sheet, &below, wanted);
        if tables.len() < 2 && beside.len() < 2 {
            return Vec::new();
        }
        let alone = if beside.is_empty() { vec![with_rows(sheet, below)] } else { beside };
        parts.extend(alone.into_iter().map(|part| (heading(&part, wanted).map_or(0, |found| found.total), part)));
    }
    let most = parts.iter().map(|(total, _)| *total).max().unwrap_or(0);
    let likely = parts.iter().position(|(total, _)| *total * 2 >= most).unwrap_or(0);
    for (_, part) in parts.iter_mut().enumerate().filter(|(at, _)| *at != likely).map(|(_, part)| part) {
        part.name = format!("{} [{}]", sheet.name, cells_of(part));
    }
    if !parts.is_empty() {
        let first = parts.remove(likely);
        parts.insert(0, first);
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// A sheet like this one with other rows.
fn with_rows(sheet: &Sheet, rows: Vec<Row>) -> Sheet {
    Sheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows,
        merges: sheet.merges.clone(),
        hidden_columns: sheet.hidden_columns.clone(),
        hidden_rows: sheet.hidden_rows.clone(),
    }
}

/// The cells that a part takes: `A12:J20`.
fn cells_of(part: &Sheet) -> String {
    let filled = |row: &Row| -> Vec<usize> { (0..row.cells.len()).filter(|at| !row.cell(*at).is_blank()).collect() };
    let columns: BTreeSet<usize> = part.rows.iter().flat_map(filled).collect();
    let column = |at: Option<&usize>| column_letters(at.copied().unwrap_or_default());
    let row = |at: Option<&Row>| at.map_or(1, |row| row.number);
    format!("{}{}:{}{}", column(columns.first()), row(part.rows.first()), column(columns.last()), row(part.rows.last()))
}

/// What begins at a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Begins {
    /// A table with the titles right above its heading.
    Table,
    /// A list of other people without a heading of its own.
    Others,
    /// More of the table above such a list.
    Rest,
}

/// The rows of tables that stand one below another, each with the titles right above its heading; several ranges where a list
/// of other people stands between rows of one table.
fn one_below_another(sheet: &Sheet, wanted: &Wanted<'_>) -> Vec<Vec<Range<usize>>> {
    let starts: Vec<usize> = (0..sheet.rows.len()).filter(|at| sheet.rows.get(*at).is_some_and(heads)).collect();
    let ends = starts.iter().skip(1).copied().chain([sheet.rows.len()]);
    let mut begins = vec![(0, Begins::Table)];
    let mut above: Option<Candidate> = None;
    let first_year = starts.first().and_then(|first| sheet.rows.get(..*first)).and_then(year_of);
    // Whether what was begun last is a list of other people.
    let mut others = false;
    for (at, end) in starts.iter().copied().zip(ends) {
        let rows = sheet.rows.get(at..end).unwrap_or_default();
        // A heading that comes again at the top of a page begins no table, nor does the second row of the one above; over
        // another list it does.
        let repeated = above.as_ref().zip(rows.first()).is_some_and(|(above, row)| people::is_repeated(row, above));
        let goes_on = at.checked_sub(1).and_then(|before| sheet.rows.get(before)).is_some_and(heads);
        let titles = titles_above(sheet, at);
        let lines = sheet.rows.get(at - titles..at).unwrap_or_default();
        let another_year = year_of(lines).is_some_and(|year| first_year.is_some_and(|first| first != year));
        let named = another_year || lines.iter().any(|row| names_other(row, wanted));
        let back = others && !named && titles > 0;
        if goes_on || (repeated && !(named || back)) {
            let within = begins.last().is_some_and(|(_, last)| *last == Begins::Others);
            let lists = lists_within(rows, at, within, wanted);
            others = lists.last().map_or(others, |(_, last)| *last == Begins::Others);
            begins.extend(lists);
            continue;
        }
        let found = heading(&with_rows(sheet, rows.iter().take(COMPARED).cloned().collect()), wanted);
        if above.is_some() {
            begins.push((at - titles, Begins::Table));
        }
        above = found.filter(|found| found.first == 0).or(above);
        let lists = lists_within(rows, at, false, wanted);
        others = lists.last().map_or(named, |(_, last)| *last == Begins::Others);
        begins.extend(lists);
    }
    joined(begins, sheet.rows.len())
}

/// The ranges of rows of each part, by where parts begin and the last one ends.
fn joined(mut begins: Vec<(usize, Begins)>, end: usize) -> Vec<Vec<Range<usize>>> {
    begins.sort_unstable();
    begins.dedup_by_key(|(at, _)| *at);
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([end]);
    let mut parts: Vec<Vec<Range<usize>>> = Vec::new();
    let mut table = 0;
    for ((from, what), to) in begins.iter().zip(ends) {
        if *what != Begins::Rest {
            parts.push(Vec::new());
        }
        let last = parts.len().saturating_sub(1);
        if *what == Begins::Table {
            table = last;
        }
        if let Some(part) = parts.get_mut(if *what == Begins::Others { last } else { table }) {
            part.push(*from..to);
        }
    }
    parts
}

/// How many rows right above a heading are titles.
fn titles_above(sheet: &Sheet, at: usize) -> usize {
    let is_title = |row: &Row| row.filled() == 1 || people::is_line(row);
    (0..at).rev().take_while(|at| sheet.rows.get(*at).is_some_and(is_title)).count()
}

/// The year whose participants the lines over a table name: `PESERTA TAHUN 2024`.
fn year_of(lines: &[Row]) -> Option<u16> {
    let of_line = |text: &str| {
        let folded = fold(text);
        let (before, rest) = folded.split_once(" tahun ")?;
        let year = rest.split(' ').next().filter(|word| word.len() == 4)?.parse().ok();
        before.split(' ').any(|word| matches!(word, "peserta" | "asesi")).then_some(year).flatten()
    };
    lines.iter().rev().flat_map(|row| &row.cells).filter_map(Cell::as_text).find_map(of_line)
}

/// Whether a row is a line that names a list of other people.
fn names_other(row: &Row, wanted: &Wanted<'_>) -> bool {
    only_line(row).is_some_and(wanted.is_other_list)
}

/// Where lists of other people begin under a heading without one of their own: a line that names them, and rows as of the
/// table right under it; and where they end, at a line that names participants or divides groups. `at` is the place of the
/// first of the rows, `within` whether such a list goes on there.
fn lists_within(rows: &[Row], at: usize, within: bool, wanted: &Wanted<'_>) -> Vec<(usize, Begins)> {
    let goes_on = |row: &Row| row.filled() >= LEAST_CELLS && !heads(row);
    let mut within = within;
    let mut begins = Vec::new();
    for (place, pair) in rows.windows(2).enumerate().skip(1) {
        let [line, next] = pair else { continue };
        if !goes_on(next) {
            continue;
        }
        if names_other(line, wanted) {
            begins.push((at + place, Begins::Others));
            within = true;
        } else if within && goes_back(line, wanted) {
            begins.push((at + place, Begins::Rest));
            within = false;
        }
    }
    begins
}

/// Whether a row is a line that ends a list of other people.
fn goes_back(row: &Row, wanted: &Wanted<'_>) -> bool {
    let ends = |text: &str| (wanted.is_own_list)(text) || (wanted.divides)(text, wanted.schemes);
    only_line(row).is_some_and(ends)
}

/// The text of a row of one cell.
fn only_line(row: &Row) -> Option<&str> {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
    match (filled.next(), filled.next()) {
        (Some(Cell::Text(text)), None) => Some(text),
        _ => None,
    }
}

/// Whether a row can only be the heading of a table of people: it says *Nama*, and no figure.
fn heads(row: &Row) -> bool {
    let says = |cell: &Cell| cell.as_text().map(fold).is_some_and(|text| text.split(' ').any(|word| word == "nama"));
    let figures =
        |cell: &Cell| cell.as_text().is_some_and(|text| without_remarks(text).contains(|c: char| c.is_ascii_digit()));
    row.filled() >= LEAST_CELLS && !holds_data(row) && row.cells.iter().any(says) && !row.cells.iter().any(figures)
}

/// The tables of one height, where there are several: another begins behind an empty column, where a heading comes again
/// and what stands there is a table by itself.
fn side_by_side(sheet: &Sheet, rows: &[Row], wanted: &Wanted<'_>) -> Vec<Sheet> {
    let top = with_rows(sheet, rows.iter().take(COMPARED).cloned().collect());
    let Some(found) = heading(&top, wanted) else { return Vec::new() };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let under = top.rows.get(found.first..).unwrap_or_default();
    let is_empty = |column: usize| under.iter().all(|row| row.cell(column).is_blank());
    let filled: Vec<usize> = (0..width).filter(|column| !is_empty(*column)).collect();
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for run in filled.chunk_by(|a, b| a + 1 == *b) {
        let (Some(from), Some(to)) = (run.first(), run.last()) else { continue };
        let block = *from..to + 1;
        let again = run.iter().any(|column| blocks.iter().any(|earlier| comes_again(&found, earlier, *column)));
        match blocks.last_mut() {
            Some(_) if again && heading(&within(&top, &top.rows, &block), wanted).is_some() => blocks.push(block),
            // What hangs beside a table without a heading of its own goes with it.
            Some(last) => last.end = block.end,
            None => blocks.push(block),
        }
    }
    if blocks.len() < 2 {
        return Vec::new();
    }
    blocks.iter().map(|block| within(sheet, rows, block)).collect()
}

/// What stands in some columns.
fn within(sheet: &Sheet, rows: &[Row], block: &Range<usize>) -> Sheet {
    let mut rows = rows.to_vec();
    for row in &mut rows {
        let outside = row.cells.iter_mut().enumerate().filter(|(column, _)| !block.contains(column));
        outside.for_each(|(_, cell)| *cell = Cell::Empty);
    }
    rows.retain(|row| row.filled() > 0);
    with_rows(sheet, rows)
}

/// Whether the heading of a column stood in an earlier block: the same words, or another column of numbers.
fn comes_again(found: &Candidate, block: &Range<usize>, column: usize) -> bool {
    let Some(here) = found.headings.get(&column).filter(|heading| !heading.label.is_empty()) else { return false };
    let same = |at: usize| {
        found.headings.get(&at).is_some_and(|there| {
            !there.label.is_empty() && there.own == here.own && (!here.own.is_empty() || here.parent == there.parent)
        })
    };
    block.clone().any(same)
}
