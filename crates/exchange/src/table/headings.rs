//! Finds the heading of a table: on one to three rows, past titles, merged or not, and which of its columns holds what.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{Wanted, merged, people};
use crate::{
    header::{Heading, IGNORED, Rules, is_name_and_more, without_remarks},
    workbook::{Cell, Merge, Row, Sheet},
};

/// Rows from the top of a sheet in which a heading is looked for at once; where there is none, in as many more after another.
const HEADING_WITHIN: usize = 60;
/// Rows from the top of a sheet below which no heading is looked for.
const HEADING_AT_MOST: usize = 1_000;
/// Rows like those of a table that may stand above a heading further down; where there are more, people stand there.
const DATA_ABOVE: usize = 2;
/// Scores below this are chance.
pub(super) const LEAST_SCORE: u32 = 20;

/// Pairs of rows under a heading by which its shape is told.
const COMPARED: usize = 20;

/// Letters of a label in the second row of a heading, at most.
const LABEL_LETTERS: usize = 60;

/// A heading that was found, and what its columns seem to hold.
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) depth: usize,
    pub(super) headings: BTreeMap<usize, Heading>,
    pub(super) mapping: BTreeMap<&'static str, (usize, u32)>,
    pub(super) total: u32,
}

/// The best heading of a sheet, near its top; where there is none, the best further down, under long notes.
pub(super) fn heading(sheet: &Sheet, wanted: &Wanted<'_>) -> Option<Candidate> {
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
            let candidate = match stacked(rows, sheet.rows.get(first + depth..).unwrap_or_default()) {
                Some(joint) => Candidate { depth, ..headings(sheet, &[joint], first, wanted) },
                None => headings(sheet, rows, first, wanted),
            };
            if is_enough(&candidate, wanted) && best.as_ref().is_none_or(|b| candidate.total > b.total) {
                best = Some(candidate);
            }
        }
    }
    best
}

/// The two rows of a heading as one, where each person takes two lines as well: *NAMA* over *NIP*, and so below it.
fn stacked(rows: &[Row], body: &[Row]) -> Option<Row> {
    let [first, second] = rows else { return None };
    let below: Vec<usize> = (0..second.cells.len()).filter(|at| !second.cell(*at).is_blank()).collect();
    let is_second_line = |pair: &[Row]| {
        let [above, row] = pair else { return false };
        let number = |at: &usize| {
            let name = above.cell(*at).as_text().is_some_and(|text| text.contains(char::is_alphabetic));
            name && merged::is_nip(row.cell(*at))
        };
        row.number == above.number + 1 && row.filled() < above.filled() && below.iter().any(number)
    };
    let stands_under = below.iter().all(|at| !first.cell(*at).is_blank());
    if !stands_under || below.len() >= first.filled() || !body.windows(2).take(COMPARED).any(is_second_line) {
        return None;
    }
    let mut joint = first.clone();
    for (cell, under) in joint.cells.iter_mut().zip(&second.cells).filter(|(_, under)| !under.is_blank()) {
        *cell = Cell::Text(format!("{cell} / {under}"));
    }
    Some(joint)
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
pub(super) fn holds_data(row: &Row) -> bool {
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
