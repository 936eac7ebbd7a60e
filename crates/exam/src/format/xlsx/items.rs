//! The sheet of items: a row for each under the headings. What the sheet hides, merges and comments on is told.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;

use super::{
    super::{
        card::{self, Card, Field},
        report::{Losses, Taking, Where},
    },
    Cell, Columns, Rows, content,
    layout::{Area, Layout},
    reference,
};
use crate::item::Content;

/// Reads the rows under the headings.
///
/// # Errors
/// `xlsx.broken`, where more is merged than a sheet can merge.
pub(super) fn read(
    name: &str,
    rows: &Rows,
    at: u32,
    columns: &Columns,
    layout: &Layout,
    taking: &mut Taking<'_>,
) -> Result<(), Refusal> {
    let mut merged = layout.merged();
    let mut above = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (number, row) in rows.range(at + 1..) {
        let place = Where::Part(format!("{name}!{}", number + 1));
        let mut losses = Losses::default();
        let mut card = Card::default();
        let (mut fault, mut truth) = (None, None);
        for (column, cell) in row {
            match columns.get(column) {
                Some(Ok(field)) => match content(cell, *field, &reference(*number, *column), &mut losses) {
                    Ok(content) => {
                        if *field == Field::Key && matches!(cell, Cell::Truth(_)) {
                            truth = Some(reference(*number, *column));
                        }
                        if field.seen() && layout.hides_column(*column) && !content.is_empty() {
                            losses.named("loss.hidden-column", &field.headings());
                        }
                        card.fields.insert(*field, content);
                    }
                    Err(why) => fault = fault.or(Some(why)),
                },
                Some(Err(heading)) => losses.named("loss.column", heading),
                None => losses.named("loss.column", &reference(*number, *column)),
            }
        }
        // Where the key is no value of logic, what was typed is not known.
        if let Some(cell) = truth.filter(|_| !card::asks_truth(&card)) {
            fault = fault.or_else(|| Some(Refusal::new("xlsx.cell-truth").with("cell", cell)));
        }
        let says_nothing = !card.says_something() && fault.is_none();
        losses.0.retain(|loss| !says_nothing || loss.code == "loss.column");
        for area in merged.at(*number)? {
            if !says_nothing || area.rows.start() == number {
                fault = fault.or(joined(area, *number, rows, columns, &mut card, &mut above));
            }
        }
        if says_nothing && losses.0.is_empty() {
            continue;
        }
        if !taking.room(&place) {
            return Ok(());
        }
        told.insert(*number);
        if says_nothing {
            // Something stands in the row, but under no heading that is known.
            taking.refuse_more(&place, "", losses.0);
            continue;
        }
        if layout.hides_row(*number) {
            losses.code("loss.hidden");
        }
        if layout.comments.range((*number, 0)..=(*number, u32::MAX)).next().is_some() {
            losses.code("loss.comment");
        }
        card::take(&card, &place, losses, fault, taking);
    }
    if layout.comments.iter().any(|(row, _)| !told.contains(row)) {
        taking.refuse(&Where::part(name), "", Refusal::new("loss.comment"));
    }
    Ok(())
}

/// What merged cells say in a row: a place or a kind holds for all rows beside it. Anything else is of one field of one
/// item, and of which cannot be said where there are several.
fn joined(
    area: &Area,
    number: u32,
    rows: &Rows,
    columns: &Columns,
    card: &mut Card,
    above: &mut BTreeMap<Field, Content>,
) -> Option<Refusal> {
    let fields: Vec<Field> =
        columns.range(area.columns.clone()).filter_map(|(_, of)| of.as_ref().ok()).copied().collect();
    let first = *area.rows.start();
    let says = rows.get(&first).is_some_and(|row| row.contains_key(area.columns.start()));
    let beside = |row: &BTreeMap<u32, Cell>| {
        row.keys().any(|column| !area.columns.contains(column) && matches!(columns.get(column), Some(Ok(_))))
    };
    match fields.as_slice() {
        [] => None,
        [field] if field.shared() => {
            match card.fields.get(field) {
                _ if number > first => {
                    let said = above.get(field).cloned().unwrap_or_default();
                    card.fields.entry(*field).or_insert(said);
                }
                Some(said) => drop(above.insert(*field, said.clone())),
                None => drop(above.remove(field)),
            }
            None
        }
        [_] => {
            let mut below = rows.range(first.saturating_add(1)..=*area.rows.end()).take(1_000);
            (says && below.any(|(_, row)| beside(row))).then(|| card::merged(&fields))
        }
        _ => says.then(|| card::merged(&fields)),
    }
}
