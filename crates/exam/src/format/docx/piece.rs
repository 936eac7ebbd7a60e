//! A Word document as lines and tables, one below the other, each with what reading it lost.

use std::collections::BTreeMap;

use certification::refusal::Refusal;

use super::{
    grid::{Grid, grid},
    run::{Runs, Targets},
    styles::{self, Styles},
};
use crate::{
    format::{
        card::Field,
        report::{Losses, brief},
        tidy::tidy_line,
    },
    item::{Block, Content, Inline, Table},
    xml::Element,
};

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Piece {
    Line(Line),
    Table(Grid),
}

/// A paragraph.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    pub(super) inlines: Vec<Inline>,
    pub(super) mark: Mark,
    /// None of it is shown.
    pub(super) hidden: bool,
    /// The words of a paragraph that is struck out as a whole.
    pub(super) struck: String,
    pub(super) losses: Losses,
}

impl Line {
    /// Its words.
    pub(super) fn words(&self) -> String {
        Content(vec![Block::Paragraph(tidy_line(&self.inlines))]).words()
    }
}

/// What Word writes in front of a paragraph by itself.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    #[default]
    None,
    /// `1.` and the like.
    Number,
    /// `A.` and the like.
    Letter,
    Bullet,
}

/// The marks of numbered lists: by list and level.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    marks: BTreeMap<(String, String), Mark>,
    styles: Styles,
}

impl Numbering {
    /// Reads `numbering.xml` and what `styles.xml` says of lists.
    pub(super) fn of(root: Option<&Element>, styles: Styles) -> Self {
        let Some(root) = root else { return Self { styles, ..Self::default() } };
        let mut kinds: BTreeMap<(&str, &str), Mark> = BTreeMap::new();
        for kind in root.all("abstractNum") {
            for level in kind.all("lvl") {
                let format = level.first("numFmt").and_then(|format| format.attribute("val"));
                let mark = match format.unwrap_or("decimal") {
                    "upperLetter" | "lowerLetter" => Mark::Letter,
                    "bullet" => Mark::Bullet,
                    "none" => Mark::None,
                    _ => Mark::Number,
                };
                let place =
                    (kind.attribute("abstractNumId").unwrap_or_default(), level.attribute("ilvl").unwrap_or("0"));
                kinds.insert(place, mark);
            }
        }
        let mut out = BTreeMap::new();
        for list in root.all("num") {
            let id = list.attribute("numId").unwrap_or_default();
            let kind = list.first("abstractNumId").and_then(|kind| kind.attribute("val")).unwrap_or_default();
            for ((_, level), mark) in kinds.range((kind, "")..).take_while(|((of, _), _)| *of == kind) {
                if out.len() < 100_000 {
                    out.insert((id.to_owned(), (*level).to_owned()), *mark);
                }
            }
        }
        Self { marks: out, styles }
    }

    fn mark(&self, paragraph: &Element) -> Mark {
        self.styles.list(paragraph).and_then(|list| self.marks.get(&list).copied()).unwrap_or_default()
    }
}

/// Reads what stands below each other: a body or a cell.
pub(super) fn pieces(parent: &Element, targets: &Targets, numbering: &Numbering) -> Vec<Piece> {
    let mut out = Vec::new();
    for child in parent.elements() {
        match child.name.as_str() {
            "p" => {
                let mut losses = Losses::default();
                let style = child.first("pPr").and_then(|form| styles::named(form, "pStyle"));
                let (styles, hidden) = (&numbering.styles, Vec::new());
                let (out_of, struck) = (Vec::new(), String::new());
                let mut runs = Runs { targets, styles, style, losses: &mut losses, out: out_of, hidden, struck };
                runs.read(child);
                // A paragraph whose end was deleted goes on in the next.
                let ends = child.first("pPr").and_then(|form| form.first("rPr"));
                if ends.is_some_and(|form| form.first("del").is_some()) {
                    runs.losses.code("loss.tracked-changes");
                }
                let mut struck = std::mem::take(&mut runs.struck);
                runs.losses.struck(&struck);
                let mut inlines = joined(std::mem::take(&mut runs.out));
                let hidden = tidy_line(&inlines).is_empty() && !tidy_line(&runs.hidden).is_empty();
                if hidden {
                    inlines = joined(std::mem::take(&mut runs.hidden));
                } else {
                    runs.leave_hidden();
                }
                if !tidy_line(&inlines).is_empty() {
                    struck.clear();
                }
                out.push(Piece::Line(Line { inlines, mark: numbering.mark(child), hidden, struck, losses }));
            }
            "tbl" => out.push(Piece::Table(grid(child, targets, numbering))),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => {
                out.extend(pieces(child, targets, numbering));
            }
            "altChunk" | "subDoc" => {
                let mut losses = Losses::default();
                losses.code("loss.object");
                out.push(Piece::Line(Line { losses, ..Line::default() }));
            }
            "AlternateContent" => {
                out.extend(child.first("Choice").map(|choice| pieces(choice, targets, numbering)).unwrap_or_default());
            }
            _ => {}
        }
    }
    out
}

/// Runs of one form next to each other become one.
fn joined(line: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(line.len());
    for inline in line {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (Some(Inline::Strong(last)), Inline::Strong(more))
            | (Some(Inline::Emphasis(last)), Inline::Emphasis(more))
            | (Some(Inline::Underline(last)), Inline::Underline(more))
            | (Some(Inline::Sub(last)), Inline::Sub(more))
            | (Some(Inline::Sup(last)), Inline::Sup(more)) => last.extend(more),
            (_, inline) => out.push(inline),
        }
    }
    out
}

/// The words of pieces on one line, hidden ones too.
pub(super) fn words(pieces: &[Piece]) -> String {
    said(pieces, true, &mut Losses::default()).words().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pieces as content. Lines that are not shown are left out and told.
pub(super) fn content(pieces: &[Piece], losses: &mut Losses) -> Content {
    said(pieces, false, losses)
}

/// Pieces as what a field says: candidates do not see a key, so it may well be hidden.
pub(super) fn content_of(field: Option<Field>, pieces: &[Piece], losses: &mut Losses) -> Content {
    said(pieces, field.is_some_and(|field| !field.seen()), losses)
}

/// Tells of a line that it is hidden.
pub(super) fn tell_hidden(words: &str, losses: &mut Losses) {
    losses.add(Refusal::new("loss.hidden-text").with("text", brief(words, 60)));
}

fn said(pieces: &[Piece], hidden: bool, losses: &mut Losses) -> Content {
    let mut out: Vec<Block> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Line(line) if line.hidden && !hidden => {
                tell_hidden(&Content(vec![Block::Paragraph(line.inlines.clone())]).words(), losses);
            }
            Piece::Line(line) => {
                line.losses.0.iter().for_each(|loss| losses.add(loss.clone()));
                let inlines = tidy_line(&line.inlines);
                let block = match inlines.as_slice() {
                    [] => continue,
                    [Inline::Picture(picture)] => Block::Picture(picture.clone()),
                    [Inline::Math(math)] if math.element().attribute("display") == Some("block") => {
                        Block::Formula(math.clone())
                    }
                    _ => Block::Paragraph(inlines),
                };
                match (line.mark, out.last_mut()) {
                    (Mark::None, _) => out.push(block),
                    (mark, Some(Block::List { ordered, entries })) if *ordered == (mark != Mark::Bullet) => {
                        entries.push(Content(vec![block]));
                    }
                    (mark, _) => {
                        let entries = vec![Content(vec![block])];
                        out.push(Block::List { ordered: mark != Mark::Bullet, entries });
                    }
                }
            }
            Piece::Table(grid) => out.extend(table(grid, losses)),
        }
    }
    Content(out)
}

/// A table as content; what merged cells leave free is filled up.
pub(super) fn table(grid: &Grid, losses: &mut Losses) -> Option<Block> {
    grid.losses.0.iter().for_each(|loss| losses.add(loss.clone()));
    let ends = grid.rows.iter().filter_map(|row| row.last()).map(|cell| cell.columns().end);
    let width = ends.max().filter(|width| *width > 0)?;
    if width > 100 {
        losses.named("loss.part", "tbl");
        return None;
    }
    let mut rows: Vec<Vec<Content>> = Vec::new();
    for row in &grid.rows {
        let mut cells = vec![Content::default(); width];
        for cell in row {
            let said = content(&cell.pieces, losses);
            cells.get_mut(cell.column).into_iter().for_each(|place| place.0.extend(said.0.clone()));
        }
        if row.last().is_none_or(|cell| cell.columns().end < width) {
            losses.code("loss.merged-cells");
        }
        rows.push(cells);
    }
    let head = if grid.headed && rows.len() > 1 { rows.remove(0) } else { Vec::new() };
    Some(Block::Table(Table { caption: Vec::new(), head, rows }))
}
