//! Ticks under columns that clusters head: a sheet where each cluster has a column of its own.

use certification::text::fold;

use crate::{
    clusters::{self, Cluster},
    table::{Column, Table},
    workbook::{Cell, Row},
};

/// Clusters that must head columns before ticks under them are believed.
const ENOUGH: usize = 3;

/// The columns that clusters head, where no other column was found for `field`.
pub(crate) fn clusters(table: &Table, field: &str) -> Option<Vec<(usize, &'static Cluster)>> {
    let headed = |column: &Column| Some((column.index, clusters::understand(&own(column))?));
    let found: Vec<(usize, &'static Cluster)> = table.columns.iter().filter_map(headed).collect();
    let free = table.mapping.get(field).is_none_or(|at| found.iter().any(|(place, _)| place == at));
    (found.len() >= ENOUGH && free).then_some(found)
}

/// The names of the clusters that are ticked in a row.
pub(crate) fn names(row: &Row, columns: &[(usize, &'static Cluster)], between: &str) -> Cell {
    let ticked: Vec<&str> = columns.iter().filter(|(at, _)| is_ticked(row, *at)).map(|(_, c)| c.name).collect();
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
