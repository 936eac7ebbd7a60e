//! Content written as it is typed.

use super::{
    super::{
        content::{Block, Content, Inline, Table},
        media::Picture,
    },
    line::MARKS,
    read,
};

/// The content as typed text; nothing where typed text cannot say it all.
#[must_use]
pub fn write(content: &Content) -> Option<String> {
    let mut lines = Vec::new();
    for block in &content.0 {
        // Two tables, lists or quotations below each other would be one without the blank line.
        if !lines.is_empty() && !matches!(block, Block::Paragraph(_)) {
            lines.push(String::new());
        }
        self::block(block, &mut lines)?;
    }
    let out = lines.join("\n");
    (read(&out).as_ref() == Ok(content)).then_some(out)
}

fn block(block: &Block, lines: &mut Vec<String>) -> Option<()> {
    match block {
        Block::Paragraph(inner) => lines.push(begun(line(inner)?)),
        Block::List { ordered, entries } => {
            for (n, entry) in (1..).zip(entries) {
                let [Block::Paragraph(inner)] = entry.0.as_slice() else { return None };
                let mark = if *ordered { format!("{n}.") } else { "-".to_owned() };
                lines.push(format!("{mark} {}", line(inner)?));
            }
            lines.push(String::new());
        }
        Block::Table(table) => {
            rows(table, lines)?;
            lines.push(String::new());
        }
        Block::Verbatim(text) => lines.extend(["```".to_owned(), text.clone(), "```".to_owned()]),
        Block::Quote(inner) => {
            for block in &inner.0 {
                let Block::Paragraph(inner) = block else { return None };
                lines.push(format!("> {}", line(inner)?));
            }
            lines.push(String::new());
        }
        Block::Picture(shown) => lines.push(picture(shown)),
        Block::Audio(audio) => lines.push(format!("!audio[{}]({})", words(&audio.transcript), audio.file)),
        Block::Formula(math) => lines.push(math.as_str().to_owned()),
    }
    Some(())
}

/// A paragraph whose first sign would begin something else.
fn begun(text: String) -> String {
    let numbered = || text.strip_prefix("1. ").is_some();
    let begins = ["|", "- ", "> ", "!audio[", "```"].iter().any(|mark| text.starts_with(mark));
    if begins || numbered() { format!("\\{text}") } else { text }
}

fn rows(table: &Table, lines: &mut Vec<String>) -> Option<()> {
    if !table.caption.is_empty() {
        lines.push(format!("|+ {}", line(&table.caption)?));
    }
    let row = |cells: &[Content]| -> Option<String> {
        let cell = |cell: &Content| match cell.0.as_slice() {
            [] => Some(String::new()),
            [Block::Paragraph(inner)] => Some(line(inner)?.replace('|', "\\|")),
            _ => None,
        };
        Some(format!("| {} |", cells.iter().map(cell).collect::<Option<Vec<_>>>()?.join(" | ")))
    };
    if !table.head.is_empty() {
        lines.push(row(&table.head)?);
        lines.push(format!("|{}", "---|".repeat(table.head.len())));
    }
    for cells in &table.rows {
        lines.push(row(cells)?);
    }
    Some(())
}

fn line(inlines: &[Inline]) -> Option<String> {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(&letters(text)),
            Inline::Strong(inner) => marked("b", inner, &mut out)?,
            Inline::Emphasis(inner) => marked("i", inner, &mut out)?,
            Inline::Underline(inner) => marked("u", inner, &mut out)?,
            Inline::Sub(inner) => marked("sub", inner, &mut out)?,
            Inline::Sup(inner) => marked("sup", inner, &mut out)?,
            Inline::Code(text) => out.extend(["<code>", text, "</code>"]),
            Inline::Break => out.push_str("<br>"),
            Inline::Picture(shown) => out.push_str(&picture(shown)),
            Inline::Math(math) => out.push_str(math.as_str()),
            Inline::Gap(gap) => out.push_str(&format!("[[{gap}]]")),
        }
    }
    // A line feed would end the paragraph.
    (!out.contains('\n')).then_some(out)
}

fn marked(mark: &str, inner: &[Inline], out: &mut String) -> Option<()> {
    let inner = line(inner)?;
    out.push_str(&format!("<{mark}>{inner}</{mark}>"));
    Some(())
}

/// Letters with a backslash where they would be more than letters.
fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mark = |rest: &str| {
            let inner = rest.trim_start_matches(['<', '/']);
            let of = |name: &str| inner.strip_prefix(name).is_some_and(|after| after.starts_with(['>', ' ', '/']));
            MARKS.iter().any(|mark| of(mark)) || ["br", "code", "math"].iter().any(|name| of(name))
        };
        let special = match c {
            '\\' => true,
            '<' => mark(rest),
            '[' => rest.starts_with("[["),
            '!' => rest.starts_with("!["),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

fn picture(shown: &Picture) -> String {
    let size = match (shown.width, shown.height) {
        (Some(width), Some(height)) => format!(" ={width}x{height}"),
        _ => String::new(),
    };
    format!("![{}]({}{size})", words(&shown.alt), shown.file)
}

/// Words between square brackets.
fn words(text: &str) -> String {
    text.replace('\\', "\\\\").replace(']', "\\]").replace('\n', "\\n")
}
