//! Content as reading markup leaves it: white space squeezed, neighbours joined, what is empty gone. Content that is tidy
//! comes through markup and back as it was.

use crate::item::{Block, Content, Inline, Table};

/// The same content, tidy. Verbatim text stays as it is.
#[must_use]
pub fn tidy(content: &Content) -> Content {
    let mut out = Vec::new();
    for block in &content.0 {
        match block {
            Block::Paragraph(line) => {
                let line = tidy_line(line);
                if !line.is_empty() {
                    out.push(Block::Paragraph(line));
                }
            }
            Block::List { ordered, entries } => {
                let entries: Vec<Content> = entries.iter().map(tidy).filter(|entry| !entry.is_empty()).collect();
                if !entries.is_empty() {
                    out.push(Block::List { ordered: *ordered, entries });
                }
            }
            Block::Table(table) => out.push(Block::Table(Table {
                caption: tidy_line(&table.caption),
                head: table.head.iter().map(tidy).collect(),
                rows: table.rows.iter().map(|row| row.iter().map(tidy).collect()).collect(),
            })),
            Block::Quote(inner) => {
                let inner = tidy(inner);
                if !inner.is_empty() {
                    out.push(Block::Quote(inner));
                }
            }
            Block::Verbatim(text) if text.is_empty() => {}
            other => out.push(other.clone()),
        }
    }
    Content(out)
}

/// The same line, tidy: runs of white space are one space, none at the ends.
pub(super) fn tidy_line(line: &[Inline]) -> Vec<Inline> {
    let mut at_space = true;
    let mut out = pass(line, &mut at_space);
    trim_end(&mut out);
    while matches!(out.first(), Some(Inline::Break)) {
        out.remove(0);
    }
    out
}

fn pass(line: &[Inline], at_space: &mut bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in line {
        let nested = |make: fn(Vec<Inline>) -> Inline, inner: &[Inline], at_space: &mut bool| {
            let inner = pass(inner, at_space);
            (!inner.is_empty()).then(|| make(inner))
        };
        let kept = match inline {
            Inline::Text(text) => {
                let text = squeeze(text, at_space);
                match out.last_mut() {
                    Some(Inline::Text(last)) => {
                        last.push_str(&text);
                        None
                    }
                    _ => (!text.is_empty()).then_some(Inline::Text(text)),
                }
            }
            Inline::Code(text) => {
                let text = squeeze(text, at_space);
                (!text.is_empty()).then_some(Inline::Code(text))
            }
            Inline::Strong(inner) => nested(Inline::Strong, inner, at_space),
            Inline::Emphasis(inner) => nested(Inline::Emphasis, inner, at_space),
            Inline::Underline(inner) => nested(Inline::Underline, inner, at_space),
            Inline::Sub(inner) => nested(Inline::Sub, inner, at_space),
            Inline::Sup(inner) => nested(Inline::Sup, inner, at_space),
            Inline::Break => {
                *at_space = true;
                Some(Inline::Break)
            }
            other => {
                *at_space = false;
                Some(other.clone())
            }
        };
        out.extend(kept);
    }
    out
}

/// White space of markup; a no-break space is a letter.
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

fn squeeze(text: &str, at_space: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_space(c) {
            out.push(c);
        } else if !*at_space {
            out.push(' ');
        }
        *at_space = is_space(c);
    }
    out
}

fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        let empty = match last {
            Inline::Text(text) | Inline::Code(text) => {
                text.truncate(text.trim_end_matches(is_space).len());
                text.is_empty()
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Underline(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner) => {
                trim_end(inner);
                inner.is_empty()
            }
            Inline::Break => true,
            _ => false,
        };
        if !empty {
            break;
        }
        line.pop();
    }
}
