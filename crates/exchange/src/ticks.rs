//! Ticks under columns that schemes head: a sheet where each scheme has a column of its own.

use certification::text::fold;

use crate::{
    clusters::Schemes,
    table::{Column, Table},
    workbook::{Cell, Row},
};

/// Schemes that must head columns before ticks under them are believed.
const ENOUGH: usize = 3;
/// The same, where each heading is just what a body calls a scheme of its own, or stands under *Klaster*.
const ENOUGH_OF_ITS_OWN: usize = 2;

/// A column that a scheme heads: its place, from 0, and the scheme's name.
pub(crate) type Headed<'a> = (usize, &'a str);

/// The columns that schemes head, where no other column was found for `field`.
pub(crate) fn schemes<'a>(table: &Table, field: &str, schemes: &'a Schemes) -> Option<Vec<Headed<'a>>> {
    let headed = |column: &Column| Some((column.index, schemes.understand(&own(column))?.1));
    let found: Vec<Headed<'a>> = table.columns.iter().filter_map(headed).collect();
    let is_called = |column: &Column| schemes.is_called(&own(column)) || says_cluster(column);
    let called =
        table.columns.iter().filter(|column| is_called(column)).filter(|column| headed(column).is_some()).count();
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

/// Whether what stands above a column's own heading says that clusters stand there.
fn says_cluster(column: &Column) -> bool {
    let above = column.heading.rsplit_once(" / ").map(|(above, _)| fold(above)).unwrap_or_default();
    above.split(' ').any(|word| matches!(word, "klaster" | "kluster" | "cluster" | "skema"))
}

/// Whether somebody put a tick, a cross or a figure into a cell.
pub(crate) fn is_ticked(row: &Row, column: usize) -> bool {
    match row.cell(column) {
        Cell::Empty | Cell::Date(_) => false,
        Cell::Number(number) => *number != 0.0,
        Cell::Text(text) => !matches!(text.trim(), "" | "-" | "–" | "—" | "0"),
    }
}
