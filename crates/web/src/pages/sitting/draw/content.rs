//! Content of an item as markup: blocks and lines, with places to fill in. Every text is escaped here; a formula is
//! MathML of a fixed form already (`exam::item::math`).

use std::fmt::Write as _;

use exam::item::{
    Block, Content, GapId, Inline, Interaction, Question, Table,
    media::{Audio, MediaName, Picture},
};

use super::At;
use crate::{i18n::key, page::escape};

/// Writes content.
pub(super) struct Ink<'a> {
    at: At<'a>,
    question: Option<&'a Question>,
    /// Markup so far.
    pub(super) out: String,
    /// Gaps drawn so far.
    pub(super) gaps: usize,
    /// What was filled in, in the order of the gaps.
    pub(super) filled: Vec<String>,
}

/// The words of a content in one line.
pub(super) fn words(content: &Content) -> String {
    content.words().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Ink<'a> {
    pub(super) const fn new(at: At<'a>, question: Option<&'a Question>) -> Self {
        Self { at, question, out: String::new(), gaps: 0, filled: Vec::new() }
    }

    /// ` lang="en"` where the question's language is not the page's.
    pub(super) fn lang(&self) -> String {
        self.question.map(|question| super::lang(self.at.p, question.language).0).unwrap_or_default()
    }

    /// A quiet line.
    pub(super) fn aside(&mut self, text: &str) {
        let _ = write!(self.out, r#"<p class="redup">{}</p>"#, escape(text));
    }

    /// A content by itself: one paragraph as its line, more as blocks.
    pub(super) fn aloud(&mut self, content: &Content) -> String {
        let before = std::mem::take(&mut self.out);
        match content.0.as_slice() {
            [Block::Paragraph(line)] => self.line(line),
            _ => self.blocks(content),
        }
        std::mem::replace(&mut self.out, before)
    }

    pub(super) fn blocks(&mut self, content: &Content) {
        for block in &content.0 {
            match block {
                Block::Paragraph(line) => {
                    self.out.push_str("<p>");
                    self.line(line);
                    self.out.push_str("</p>");
                }
                Block::List { ordered, entries } => {
                    let tag = if *ordered { "ol" } else { "ul" };
                    let _ = write!(self.out, "<{tag}>");
                    for entry in entries {
                        self.out.push_str("<li>");
                        let inner = self.aloud(entry);
                        self.out.push_str(&inner);
                        self.out.push_str("</li>");
                    }
                    let _ = write!(self.out, "</{tag}>");
                }
                Block::Table(table) => self.table(table),
                Block::Verbatim(text) => {
                    let _ = write!(self.out, r#"<pre tabindex="0">{}{}</pre>"#, '\n', escape(text));
                }
                Block::Quote(inner) => {
                    self.out.push_str("<blockquote>");
                    self.blocks(inner);
                    self.out.push_str("</blockquote>");
                }
                Block::Picture(picture) => {
                    self.out.push_str("<figure>");
                    self.picture(picture);
                    self.out.push_str("</figure>");
                }
                Block::Audio(audio) => self.audio(audio),
                Block::Formula(math) => {
                    let _ = write!(self.out, r#"<div class="rumus">{}</div>"#, math.labelled());
                }
            }
        }
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match inline {
                Inline::Text(text) => self.out.push_str(&escape(text)),
                Inline::Strong(inner) => self.within("strong", inner),
                Inline::Emphasis(inner) => self.within("em", inner),
                Inline::Underline(inner) => self.within("u", inner),
                Inline::Sub(inner) => self.within("sub", inner),
                Inline::Sup(inner) => self.within("sup", inner),
                Inline::Code(text) => {
                    let _ = write!(self.out, "<code>{}</code>", escape(text));
                }
                Inline::Break => self.out.push_str("<br>"),
                Inline::Picture(picture) => self.picture(picture),
                Inline::Math(math) => self.out.push_str(&math.labelled()),
                Inline::Gap(id) => self.gap(id),
            }
        }
    }

    fn within(&mut self, tag: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.line(inner);
        let _ = write!(self.out, "</{tag}>");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str(r#"<div class="gulir" tabindex="0"><table class="tabel-soal">"#);
        if !table.caption.is_empty() {
            self.within("caption", &table.caption);
        }
        if !table.head.is_empty() {
            self.out.push_str("<thead><tr>");
            for cell in &table.head {
                let inner = self.aloud(cell);
                let _ = write!(self.out, r#"<th scope="col">{inner}</th>"#);
            }
            self.out.push_str("</tr></thead>");
        }
        self.out.push_str("<tbody>");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for cell in row {
                let inner = self.aloud(cell);
                let _ = write!(self.out, "<td>{inner}</td>");
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    pub(super) fn picture(&mut self, picture: &Picture) {
        let size = |name: &str, n: Option<u32>| n.map(|n| format!(r#" {name}="{n}""#)).unwrap_or_default();
        let _ = write!(
            self.out,
            r#"<img src="{}" alt="{}"{}{}>"#,
            self.address(&picture.file),
            escape(&picture.alt),
            size("width", picture.width),
            size("height", picture.height)
        );
    }

    fn audio(&mut self, audio: &Audio) {
        let address = self.address(&audio.file);
        let _ = write!(self.out, r#"<audio controls preload="metadata" src="{address}"></audio>"#);
        if !audio.transcript.trim().is_empty() {
            let title = escape(&self.at.p.t(key("sitting-answer-transcript")));
            let words = escape(&audio.transcript);
            let _ = write!(
                self.out,
                r#"<details class="lipatan kecil"><summary>{title}</summary><p>{words}</p></details>"#
            );
        }
    }

    /// Where a file of this sitting is served.
    pub(super) fn address(&self, name: &MediaName) -> String {
        let mut out = format!("{}/media/", self.at.base);
        for byte in name.as_str().bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    }

    /// A place to fill in. Its number is its place among the gaps of the key, whatever the order in the text.
    pub(super) fn gap(&mut self, id: &GapId) {
        self.gaps += 1;
        let gaps = match self.question.map(|question| &question.interaction) {
            Some(Interaction::Gaps { gaps }) => gaps.as_slice(),
            Some(_) => &[],
            None => {
                let _ = write!(self.out, "<b>[{}]</b>", escape(id.as_str()));
                return;
            }
        };
        let Some((place, gap)) = (1..).zip(gaps).find(|(_, gap)| gap.id == *id) else { return };
        let text = self.filled.get(place - 1).map(String::as_str).unwrap_or_default();
        let number = if gap.number { r#" inputmode="decimal""# } else { "" };
        let label = self.at.p.ta(key("sitting-answer-gap")).with("n", place).to_string();
        let _ = write!(
            self.out,
            r#"<input class="ds-input isian" type="text" name="g{place}" data-gap="{place}" maxlength="500" autocomplete="off"{number} aria-label="{}" value="{}">"#,
            escape(&label),
            escape(text)
        );
    }
}
