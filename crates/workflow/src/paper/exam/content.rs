//! What a question shows, as the blocks that the papers' template reads. The pictures it needs are gathered on the way.

use std::collections::BTreeSet;

use documents::Blocks;
use exam::{
    item::{Block, Content, Gap, GapId, Inline, MathMl, MediaName, Picture, Table},
    xml::{Element, Node},
};
use serde_json::{Value, json};

/// Name of a picture's file within a paper.
pub(super) fn file_name(name: &MediaName) -> String {
    format!("files/soal/{name}")
}

/// Turns content into blocks.
#[derive(Default)]
pub(super) struct Ink {
    /// Files that were named so far.
    pub pictures: BTreeSet<MediaName>,
}

impl Ink {
    /// The blocks of a content; `gaps` gives the numbers of its gaps.
    pub fn blocks(&mut self, content: &Content, gaps: &[Gap]) -> Blocks {
        content.0.iter().map(|block| self.block(block, gaps)).collect()
    }

    fn block(&mut self, block: &Block, gaps: &[Gap]) -> Value {
        match block {
            Block::Paragraph(line) => json!({ "p": self.line(line, gaps) }),
            Block::List { ordered, entries } => {
                let entries: Vec<Blocks> = entries.iter().map(|entry| self.blocks(entry, gaps)).collect();
                json!({ "list": entries, "ordered": ordered })
            }
            Block::Table(table) => self.table(table, gaps),
            Block::Verbatim(text) => json!({ "verbatim": text }),
            Block::Quote(inner) => json!({ "quote": self.blocks(inner, gaps) }),
            Block::Picture(picture) => {
                json!({ "picture": self.picture(picture), "alt": picture.alt, "width": picture.width })
            }
            Block::Audio(audio) => json!({ "audio": audio.transcript }),
            Block::Formula(math) => json!({ "formula": formula(math) }),
        }
    }

    fn table(&mut self, table: &Table, gaps: &[Gap]) -> Value {
        let mut row = |cells: &[Content]| cells.iter().map(|cell| self.blocks(cell, gaps)).collect::<Vec<_>>();
        let (head, rows) = (row(&table.head), table.rows.iter().map(|cells| row(cells)).collect::<Vec<_>>());
        json!({ "table": rows, "head": head, "caption": self.line(&table.caption, gaps) })
    }

    /// The name under which a picture is handed along.
    pub fn picture(&mut self, picture: &Picture) -> String {
        self.pictures.insert(picture.file.clone());
        file_name(&picture.file)
    }

    fn line(&mut self, line: &[Inline], gaps: &[Gap]) -> Blocks {
        line.iter().map(|inline| self.inline(inline, gaps)).collect()
    }

    fn inline(&mut self, inline: &Inline, gaps: &[Gap]) -> Value {
        match inline {
            Inline::Text(text) | Inline::Code(text) => json!(text),
            Inline::Strong(inner) => json!({ "strong": self.line(inner, gaps) }),
            Inline::Emphasis(inner) => json!({ "em": self.line(inner, gaps) }),
            Inline::Underline(inner) => json!({ "under": self.line(inner, gaps) }),
            Inline::Sub(inner) => json!({ "sub": self.line(inner, gaps) }),
            Inline::Sup(inner) => json!({ "sup": self.line(inner, gaps) }),
            Inline::Break => json!({ "break": true }),
            Inline::Picture(picture) => {
                json!({ "figure": self.picture(picture), "alt": picture.alt, "height": picture.height })
            }
            Inline::Math(math) => formula(math),
            Inline::Gap(id) => json!({ "gap": number_of(gaps, id) }),
        }
    }
}

/// Number of a gap within its question, from 1: the order in which an answer gives them.
fn number_of(gaps: &[Gap], id: &GapId) -> usize {
    gaps.iter().position(|gap| gap.id == *id).map_or(0, |at| at + 1)
}

/// A formula as a tree: `m` its element, `t` its signs or `c` its parts.
fn formula(math: &MathMl) -> Value {
    part(&math.element())
}

fn part(element: &Element) -> Value {
    let parts: Vec<Value> = element
        .children
        .iter()
        .filter_map(|child| match child {
            Node::Element(child) => Some(part(child)),
            Node::Text(_) => None,
        })
        .collect();
    if parts.is_empty() {
        json!({ "m": element.name, "t": element.text() })
    } else {
        json!({ "m": element.name, "c": parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_question_shows_reaches_the_paper_whole() {
        let gap = |name: &str| Gap { id: GapId::new(name).unwrap(), number: false, unit: String::new() };
        let picture =
            Picture { file: MediaName::new("peta.png").unwrap(), alt: "peta".into(), width: Some(40), height: None };
        let math = MathMl::parse("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>").unwrap();
        let content = Content(vec![
            Block::Paragraph(vec![
                Inline::Text("isi".into()),
                Inline::Gap(GapId::new("b").unwrap()),
                Inline::Math(math),
            ]),
            Block::Picture(picture),
        ]);
        let mut ink = Ink::default();
        let blocks = ink.blocks(&content, &[gap("a"), gap("b")]);
        let half = json!({ "m": "mfrac", "c": [{ "m": "mn", "t": "1" }, { "m": "mn", "t": "2" }] });
        let line = json!({ "p": ["isi", { "gap": 2 }, { "m": "math", "c": [half] }] });
        let shown = json!({ "picture": "files/soal/peta.png", "alt": "peta", "width": 40 });
        assert_eq!(blocks, [line, shown]);
        assert_eq!(ink.pictures.len(), 1);
    }
}
