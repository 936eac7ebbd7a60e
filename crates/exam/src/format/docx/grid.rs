//! Tables of a Word document: each cell with the columns that it stands in, so that merged cells shift no other.

use std::{collections::BTreeSet, ops::Range};

use super::{
    piece::{Numbering, Piece, pieces},
    run::Targets,
};
use crate::{format::report::Losses, xml::Element};

/// The most columns that a cell is wide, or that are left free before a row; Word knows 63.
const WIDEST: usize = 100;
/// The most columns of a table; cells further right stand in the last.
const MOST: usize = 1_000;

/// A table: rows of cells.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<Vec<Cell>>,
    /// The first row is repeated on each page: headings.
    pub(super) headed: bool,
    pub(super) losses: Losses,
}

/// A cell, and where it stands.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) pieces: Vec<Piece>,
    /// Its first column, from 0.
    pub(super) column: usize,
    /// How many columns it takes.
    width: usize,
    /// It is one with the cell above it.
    pub(super) above: bool,
}

impl Cell {
    /// The columns that it takes.
    pub(super) const fn columns(&self) -> Range<usize> {
        self.column..self.column + self.width
    }
}

/// Reads a table.
pub(super) fn grid(table: &Element, targets: &Targets, numbering: &Numbering) -> Grid {
    let mut out = Grid::default();
    let mut rows = Vec::new();
    within(table, "tr", &mut rows);
    // Columns whose cell in the row before may go on below.
    let mut open: BTreeSet<usize> = BTreeSet::new();
    for (at, row) in rows.into_iter().enumerate() {
        let form = row.first("trPr");
        out.headed |= at == 0 && form.is_some_and(|form| form.first("tblHeader").is_some());
        let mut column = form.and_then(|form| number(form, "gridBefore")).unwrap_or(0);
        let (mut cells, mut opening): (Vec<Cell>, _) = (Vec::new(), BTreeSet::new());
        let mut elements = Vec::new();
        within(row, "tc", &mut elements);
        for element in elements {
            let form = element.first("tcPr");
            let width = form.and_then(|form| number(form, "gridSpan")).unwrap_or(1).max(1);
            let merged = |name: &str| form.and_then(|form| form.first(name));
            let goes_on = |name: &str| merged(name).is_some_and(|merge| merge.attribute("val") != Some("restart"));
            let above = goes_on("vMerge") && open.contains(&column);
            if merged("vMerge").is_some() {
                opening.insert(column);
            }
            if width > 1 || above || merged("hMerge").is_some() {
                out.losses.code("loss.merged-cells");
            }
            let pieces = pieces(element, targets, numbering);
            match cells.last_mut().filter(|_| goes_on("hMerge")) {
                Some(before) => {
                    before.width += width;
                    before.pieces.extend(pieces);
                }
                None => cells.push(Cell { pieces, column, width, above }),
            }
            column = (column + width).min(MOST);
        }
        open = opening;
        out.rows.push(cells);
    }
    out
}

/// A number of columns that a form tells.
fn number(form: &Element, name: &str) -> Option<usize> {
    let told = form.first(name)?.attribute("val")?;
    told.trim().parse::<usize>().ok().map(|number| number.min(WIDEST))
}

/// The rows of a table or the cells of a row, wherever fields and changes stand around them.
fn within<'a>(element: &'a Element, wanted: &str, out: &mut Vec<&'a Element>) {
    for child in element.elements() {
        match child.name.as_str() {
            name if name == wanted => out.push(child),
            "sdt" | "sdtContent" | "ins" | "customXml" => within(child, wanted, out),
            _ => {}
        }
    }
}
