//! Tables: caption, headings, rows; cells that were merged are told.

use std::ops::Range;

use super::Markup;
use crate::{
    format::tidy::tidy_line,
    item::{Block, Content, Table},
    xml::Element,
};

/// The most columns or rows of one cell.
const WIDEST: usize = 100;

/// How many columns or rows a cell takes.
fn span(cell: &Element, name: &str) -> usize {
    cell.attribute(name).and_then(|told| told.trim().parse().ok()).unwrap_or(1_usize).clamp(1, WIDEST)
}

/// Cells of rows above that reach into those below, by column: how many rows are still to come.
#[derive(Debug, Default)]
struct Below(Vec<usize>);

impl Below {
    fn open(&mut self, columns: Range<usize>, rows: usize) {
        self.0.resize(self.0.len().max(columns.end).min(WIDEST), 0);
        self.0.iter_mut().take(columns.end).skip(columns.start).for_each(|left| *left = rows);
    }

    /// Leaves the places free that cells from above take.
    fn fill(&mut self, cells: &mut Vec<Content>) {
        while let Some(left) = self.0.get_mut(cells.len()).filter(|left| **left > 0) {
            *left -= 1;
            cells.push(Content::default());
        }
    }
}

impl Markup<'_> {
    pub(super) fn table(&mut self, element: &Element) -> Option<Block> {
        let mut caption = Vec::new();
        let mut rows: Vec<(bool, Vec<Content>)> = Vec::new();
        let (mut groups, mut foot) = (vec![], vec![]);
        for child in element.elements() {
            match child.name.as_str() {
                "caption" => {
                    let mut run = Vec::new();
                    self.line(&child.children, &mut run);
                    caption = tidy_line(&run);
                }
                "thead" | "tbody" => groups.extend(child.all("tr").map(|row| (child.name == "thead", row))),
                // It is shown last, wherever it stands.
                "tfoot" => foot.extend(child.all("tr").map(|row| (false, row))),
                "tr" => groups.push((false, child)),
                "colgroup" | "col" => self.losses.code("loss.style"),
                name => self.losses.named("loss.element", name),
            }
        }
        let mut below = Below::default();
        for (in_head, row) in groups.into_iter().chain(foot) {
            self.attributes(row, &[]);
            let (mut cells, mut heads, mut own) = (Vec::new(), 0, 0);
            for cell in row.elements() {
                self.attributes(cell, &["colspan", "rowspan"]);
                let merged = |name| cell.attribute(name).is_some_and(|n| n.trim() != "1");
                if merged("colspan") || merged("rowspan") {
                    self.losses.code("loss.merged-cells");
                }
                heads += usize::from(cell.name == "th");
                own += 1;
                below.fill(&mut cells);
                let at = cells.len();
                cells.push(self.content(&cell.children));
                // Beyond what is shown, one cell is one.
                cells.resize((at + span(cell, "colspan")).min(WIDEST.max(at + 1)), Content::default());
                below.open(at..cells.len(), span(cell, "rowspan") - 1);
            }
            below.fill(&mut cells);
            let is_head = in_head || (heads > 0 && heads == own);
            if heads > 0 && !is_head {
                self.losses.code("loss.row-headings");
            }
            if !cells.is_empty() {
                rows.push((is_head, cells));
            }
        }
        let width = rows.iter().map(|(_, cells)| cells.len()).max()?;
        if width > WIDEST {
            self.losses.named("loss.part", "table");
            return None;
        }
        for (_, cells) in &mut rows {
            if cells.len() < width {
                self.losses.code("loss.merged-cells");
                cells.resize(width, Content::default());
            }
        }
        let head = match rows.first() {
            Some((true, _)) => rows.remove(0).1,
            _ => Vec::new(),
        };
        if rows.iter().any(|(is_head, _)| *is_head) {
            self.losses.code("loss.row-headings");
        }
        Some(Block::Table(Table { caption, head, rows: rows.into_iter().map(|(_, cells)| cells).collect() }))
    }
}
