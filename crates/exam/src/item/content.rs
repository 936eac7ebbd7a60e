//! What a question shows, as blocks: paragraphs, lists, tables, pictures, recordings, formulas. No markup of others
//! ever reaches a page: what a format says in HTML is read into these blocks or reported as lost.

use serde::{Deserialize, Serialize};

use super::{
    id::GapId,
    math::MathMl,
    media::{Audio, MediaName, Picture},
};

/// Blocks, one below the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Content(pub Vec<Block>);

/// Something that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
        /// Its entries.
        entries: Vec<Content>,
    },
    /// A table.
    Table(Table),
    /// Text as it was typed, such as a catalogue card or a query.
    Verbatim(String),
    /// A quotation.
    Quote(Content),
    /// A picture.
    Picture(Picture),
    /// A recording.
    Audio(Audio),
    /// A formula on a line of its own.
    Formula(MathMl),
}

/// A table without merged cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its caption; empty when there is none.
    #[serde(default)]
    pub caption: Vec<Inline>,
    /// Cells of the heading row; empty when there is none.
    #[serde(default)]
    pub head: Vec<Content>,
    /// Rows of cells.
    pub rows: Vec<Vec<Content>>,
}

/// Something within a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Letters.
    Text(String),
    /// Stressed strongly (bold).
    Strong(Vec<Inline>),
    /// Stressed (italic).
    Emphasis(Vec<Inline>),
    /// Underlined.
    Underline(Vec<Inline>),
    /// Lowered.
    Sub(Vec<Inline>),
    /// Raised.
    Sup(Vec<Inline>),
    /// Letters of a fixed width.
    Code(String),
    /// A new line.
    Break,
    /// A picture within the line.
    Picture(Picture),
    /// A formula within the line.
    Math(MathMl),
    /// Where the candidate fills in.
    Gap(GapId),
}

impl Content {
    /// One paragraph of plain text for each line of `text` that is not blank.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Self(lines.map(|line| Block::Paragraph(vec![Inline::Text(line.to_owned())])).collect())
    }

    /// Shows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Shows something to whoever reads or hears it: a sign that is seen, a picture, a recording, a formula, a gap. Blanks
    /// of whatever kind, and signs without width, show nothing.
    #[must_use]
    pub fn shows_something(&self) -> bool {
        let mut shown = false;
        self.walk(&mut |part| {
            shown |= match part {
                Part::Inline(Inline::Text(text) | Inline::Code(text)) | Part::Block(Block::Verbatim(text)) => {
                    text.chars().any(is_seen)
                }
                Part::Inline(Inline::Picture(_) | Inline::Math(_) | Inline::Gap(_))
                | Part::Block(Block::Picture(_) | Block::Audio(_) | Block::Formula(_)) => true,
                _ => false,
            };
        });
        shown
    }

    /// Its words without form, blocks parted by a line feed, a gap as `___`: for search, likeness and plain formats.
    #[must_use]
    pub fn words(&self) -> String {
        let mut out = String::new();
        blocks(self, &mut out);
        out
    }

    /// The words when it is plain text only, so that a format without markup can carry it without loss.
    #[must_use]
    pub fn as_plain(&self) -> Option<String> {
        let words = self.words();
        (Self::plain(&words) == *self).then_some(words)
    }

    /// Walks over everything within, outer before inner.
    pub fn walk<'a>(&'a self, see: &mut impl FnMut(Part<'a>)) {
        for block in &self.0 {
            see(Part::Block(block));
            match block {
                Block::Paragraph(line) => walk_line(line, see),
                Block::List { entries, .. } => entries.iter().for_each(|entry| entry.walk(see)),
                Block::Table(table) => {
                    walk_line(&table.caption, see);
                    table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| cell.walk(see));
                }
                Block::Quote(inner) => inner.walk(see),
                Block::Verbatim(_) | Block::Picture(_) | Block::Audio(_) | Block::Formula(_) => {}
            }
        }
    }

    /// The files that it shows.
    #[must_use]
    pub fn media(&self) -> Vec<&MediaName> {
        let mut out = Vec::new();
        self.walk(&mut |part| match part {
            Part::Block(Block::Picture(picture)) | Part::Inline(Inline::Picture(picture)) => out.push(&picture.file),
            Part::Block(Block::Audio(audio)) => out.push(&audio.file),
            _ => {}
        });
        out
    }

    /// Its gaps, in reading order.
    #[must_use]
    pub fn gaps(&self) -> Vec<&GapId> {
        let mut out = Vec::new();
        self.walk(&mut |part| {
            if let Part::Inline(Inline::Gap(gap)) = part {
                out.push(gap);
            }
        });
        out
    }
}

/// Letters without form as they are seen: blanks of whatever kind as one, signs without width left out, a line for each
/// paragraph. None of a content that is more.
pub(super) fn seen(content: &Content) -> Option<String> {
    let bare = |block: &Block| match block {
        Block::Paragraph(line) => line.iter().all(|inline| matches!(inline, Inline::Text(_))),
        _ => false,
    };
    let words = |line: &str| {
        let words =
            line.split(char::is_whitespace).map(|word| word.chars().filter(|c| is_seen(*c)).collect::<String>());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    content.0.iter().all(bare).then(|| content.words().lines().map(words).collect::<Vec<_>>().join("\n"))
}

/// A sign that is seen: no blank, and not one of those that only join, part or turn others.
fn is_seen(c: char) -> bool {
    let without_width = matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}'
    );
    !(c.is_whitespace() || c.is_control() || without_width)
}

/// A part of a content, as [`Content::walk`] shows it.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A block.
    Block(&'a Block),
    /// Something within a line.
    Inline(&'a Inline),
}

fn walk_line<'a>(line: &'a [Inline], see: &mut impl FnMut(Part<'a>)) {
    for inline in line {
        see(Part::Inline(inline));
        match inline {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Underline(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner) => walk_line(inner, see),
            _ => {}
        }
    }
}

fn blocks(content: &Content, out: &mut String) {
    for block in &content.0 {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        match block {
            Block::Paragraph(inner) => line(inner, out),
            Block::List { entries, .. } => entries.iter().for_each(|entry| blocks(entry, out)),
            Block::Table(table) => {
                line(&table.caption, out);
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    blocks(cell, out);
                }
            }
            Block::Verbatim(text) => out.push_str(text),
            Block::Quote(inner) => blocks(inner, out),
            Block::Picture(picture) => out.push_str(&picture.alt),
            Block::Audio(audio) => out.push_str(&audio.transcript),
            Block::Formula(math) => out.push_str(&math.words()),
        }
    }
}

fn line(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Underline(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner) => line(inner, out),
            Inline::Break => out.push('\n'),
            Inline::Picture(picture) => out.push_str(&picture.alt),
            Inline::Math(math) => out.push_str(&math.words()),
            Inline::Gap(_) => out.push_str("___"),
        }
    }
}
