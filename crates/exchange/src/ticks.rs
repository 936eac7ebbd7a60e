//! Ticks under columns that schemes head: a sheet where each scheme has a column of its own.

use certification::text::fold;

use crate::{
    clusters::Schemes,
    table::{Column, Table},
    workbook::{Cell, Row},
};

/// Schemes that must head columns before ticks under them are believed.
const ENOUGH: usize = 3;
/// The same, where each heading is just what a body calls a scheme of its own.
const ENOUGH_OF_ITS_OWN: usize = 2;

/// A column that a scheme heads: its place, from 0, and the scheme's name.
pub(crate) type Headed<'a> = (usize, &'a str);

/// The columns that schemes head, where no other column was found for `field`.
pub(crate) fn schemes<'a>(table: &Table, field: &str, schemes: &'a Schemes) -> Option<Vec<Headed<'a>>> {
    let headed = |column: &Column| Some((column.index, schemes.understand(&own(column))?.1));
    let found: Vec<Headed<'a>> = table.columns.iter().filter_map(headed).collect();
    let called = table.columns.iter().filter(|column| schemes.is_called(&own(column))).count();
    let free = table.mapping.get(field).is_none_or(|at| found.iter().any(|(place, _)| place == at));
    ((found.len() >= ENOUGH || called >= ENOUGH_OF_ITS_OWN) && free).then_some(found)
}

/// The names of the schemes that are ticked in a row.
pub(crate) fn names(row: &Row, columns: &[Headed<'_>], between: &str) -> Cell {
    let ticked: Vec<&str> = columns.iter().filter(|(at, _)| is_ticked(row, *at)).map(|(_, name)| *name).collect();
    Cell::text(&ticked.join(between))
}

/// The lowest words of a column's heading.
pub(crate) fn own(column: &Column) -> String {
    fold(column.heading.rsplit(" / ").next().unwrap_or_default())
}

/// Whether somebody put a tick, a cross or a figure into a cell.
pub(crate) fn is_ticked(row: &Row, column: usize) -> bool {
    match row.cell(column) {
        Cell::Empty | Cell::Date(_) => false,
        Cell::Number(number) => *number != 0.0,
        Cell::Text(text) => !matches!(text.trim(), "" | "-" | "–" | "—" | "0"),
    }
}
