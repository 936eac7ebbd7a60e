//! Tables: caption, headings, rows; cells that were merged are told.

use super::Markup;
use crate::{
    format::tidy::tidy_line,
    item::{Block, Content, Table},
    xml::Element,
};

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
        for (in_head, row) in groups.into_iter().chain(foot) {
            self.attributes(row, &[]);
            let (mut cells, mut heads) = (Vec::new(), 0);
            for cell in row.elements() {
                self.attributes(cell, &["colspan", "rowspan"]);
                let merged = |name| cell.attribute(name).is_some_and(|n| n.trim() != "1");
                if merged("colspan") || merged("rowspan") {
                    self.losses.code("loss.merged-cells");
                }
                heads += usize::from(cell.name == "th");
                cells.push(self.content(&cell.children));
            }
            let is_head = in_head || (heads > 0 && heads == cells.len());
            if heads > 0 && !is_head {
                self.losses.code("loss.row-headings");
            }
            if !cells.is_empty() {
                rows.push((is_head, cells));
            }
        }
        let width = rows.iter().map(|(_, cells)| cells.len()).max().filter(|width| *width <= 100)?;
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
