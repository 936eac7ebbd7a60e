//! Content as people type it into a form: each line a paragraph, a table between bars, a picture or a recording by its
//! name with its words, a formula as MathML, a few marks within a line. What is written is read back the same; content
//! that these signs cannot say is not written at all.
//!
//! | typed | shows |
//! |---|---|
//! | `<b>`, `<i>`, `<u>`, `<sub>`, `<sup>`, `<code>`, `<br>` | marks within a line |
//! | `<math>…</math>` | a formula: within a line, or on lines of its own |
//! | `![words](file)`, `![words](file =640x480)` | a picture, with its words and its size |
//! | `!audio[words](file)` | a recording with its transcript; `\n` is a new line of it |
//! | `\| a \| b \|` | a row of a table; `\|---\|` below the first row makes that the heading, `\|+ words` the caption |
//! | `- a`, `1. a` | a list (a numbered one has at least two entries) |
//! | `> a` | a quotation |
//! | lines between ` ``` ` | text as it was typed |
//! | `[[A]]` | the gap A |
//!
//! A backslash before one of these signs makes it a letter.

mod line;
mod out;
#[cfg(test)]
mod tests;

use certification::refusal::Refusal;

use self::line::{file, line, measured};
pub use self::out::write;
use super::{
    check::MOST_LETTERS,
    content::{Block, Content, Inline, Table},
    math::MathMl,
    media::{Audio, Picture},
};

/// The longest typed text, bytes: signs and marks on top of the letters of a content.
pub const LONGEST: usize = MOST_LETTERS * 3;

/// Reads typed text.
///
/// # Errors
/// `typed.too-long`, `typed.file` (with the name) for a name that cannot be one of a file, and what
/// [`MathMl::parse`] says of a formula.
pub fn read(text: &str) -> Result<Content, Refusal> {
    if text.len() > LONGEST {
        return Err(Refusal::new("typed.too-long").with("bytes", LONGEST));
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let (block, used) = match first.trim() {
            "" => (None, 1),
            "```" => verbatim(after),
            told => block(told, rest)?,
        };
        blocks.extend(block);
        rest = rest.get(used..).unwrap_or_default();
    }
    Ok(Content(blocks))
}

/// The block that begins here, and how many lines it takes.
fn block(first: &str, rest: &[&str]) -> Result<(Option<Block>, usize), Refusal> {
    if first.starts_with("<math>") || first.starts_with("<math ") {
        return formula(rest);
    }
    if first.starts_with('|') {
        let rows: Vec<&str> = rest.iter().map(|line| line.trim()).take_while(|line| line.starts_with('|')).collect();
        return Ok((Some(Block::Table(table(&rows)?)), rows.len()));
    }
    if first.starts_with("- ") {
        let entries: Vec<&str> = rest.iter().map_while(|line| line.trim().strip_prefix("- ")).collect();
        return Ok((Some(list(false, &entries)?), entries.len()));
    }
    if first.starts_with("1. ") {
        let entries: Vec<&str> =
            (1..).zip(rest).map_while(|(n, line): (usize, _)| line.trim().strip_prefix(&format!("{n}. "))).collect();
        if entries.len() > 1 {
            return Ok((Some(list(true, &entries)?), entries.len()));
        }
    }
    if first.starts_with("> ") {
        let inner: Vec<&str> = rest.iter().map_while(|line| line.trim().strip_prefix("> ")).collect();
        let paragraphs = inner.iter().map(|text| paragraph(text)).collect::<Result<_, _>>()?;
        return Ok((Some(Block::Quote(Content(paragraphs))), inner.len()));
    }
    if let Some((words, name)) = first.strip_prefix("!audio[").and_then(measured_alone) {
        return Ok((Some(Block::Audio(Audio { file: file(name.trim())?, transcript: words })), 1));
    }
    if let Some((words, name)) = first.strip_prefix("![").and_then(measured_alone) {
        return Ok((Some(Block::Picture(picture(words, &name)?)), 1));
    }
    Ok((Some(paragraph(first)?), 1))
}

/// Words and name, when the line ends behind them.
fn measured_alone(text: &str) -> Option<(String, String)> {
    let (words, name, rest) = measured(text)?;
    rest.trim().is_empty().then_some((words, name))
}

/// A picture of a name that may be followed by its size.
fn picture(alt: String, name: &str) -> Result<Picture, Refusal> {
    let (name, size) = match name.rsplit_once(" =") {
        Some((name, size)) => (name, size.trim().split_once('x')),
        None => (name, None),
    };
    let number = |text: &str| text.parse::<u32>().ok().filter(|n| *n > 0);
    let (width, height) = match size {
        Some((width, height)) => (number(width), number(height)),
        None => (None, None),
    };
    Ok(Picture { file: file(name.trim())?, alt, width, height })
}

fn paragraph(text: &str) -> Result<Block, Refusal> {
    Ok(Block::Paragraph(line(text.trim())?))
}

fn list(ordered: bool, entries: &[&str]) -> Result<Block, Refusal> {
    let one = |text: &&str| Ok(Content(vec![paragraph(text)?]));
    Ok(Block::List { ordered, entries: entries.iter().map(one).collect::<Result<_, Refusal>>()? })
}

/// Lines up to the next mark, as they stand.
fn verbatim(after: &[&str]) -> (Option<Block>, usize) {
    let inner: Vec<&str> = after.iter().copied().take_while(|line| line.trim() != "```").collect();
    let used = inner.len() + 2;
    (Some(Block::Verbatim(inner.join("\n"))), used)
}

/// A formula on lines of its own; a paragraph when letters follow it.
fn formula(rest: &[&str]) -> Result<(Option<Block>, usize), Refusal> {
    let last = rest.iter().position(|line| line.contains("</math>")).ok_or_else(|| Refusal::new("math.broken"))?;
    let whole = rest.get(..=last).unwrap_or_default().join("\n");
    let whole = whole.trim();
    let alone = whole.find("</math>").is_some_and(|at| at + "</math>".len() == whole.len());
    let block = if alone { Block::Formula(MathMl::parse(whole)?) } else { paragraph(whole)? };
    Ok((Some(block), last + 1))
}

/// Rows between bars.
fn table(rows: &[&str]) -> Result<Table, Refusal> {
    let mut table = Table { caption: Vec::new(), head: Vec::new(), rows: Vec::new() };
    for row in rows {
        if let Some(caption) = row.strip_prefix("|+") {
            table.caption = line(caption.trim().trim_end_matches('|').trim())?;
            continue;
        }
        let cells = cells(row);
        let rule = |cell: &String| !cell.is_empty() && cell.chars().all(|c| c == '-' || c == ':');
        if table.head.is_empty() && table.rows.len() == 1 && cells.iter().all(rule) {
            table.head = table.rows.pop().unwrap_or_default();
            continue;
        }
        let cell = |text: &String| -> Result<Content, Refusal> {
            let inner: Vec<Inline> = line(text)?;
            Ok(Content(if inner.is_empty() { Vec::new() } else { vec![Block::Paragraph(inner)] }))
        };
        table.rows.push(cells.iter().map(cell).collect::<Result<_, _>>()?);
    }
    Ok(table)
}

/// The texts between the bars of a row. A bar behind a backslash is a letter.
fn cells(row: &str) -> Vec<String> {
    let (mut out, mut cell, mut signs) = (Vec::new(), String::new(), row.chars().skip(1).peekable());
    while let Some(c) = signs.next() {
        match c {
            '\\' if signs.peek() == Some(&'|') => {
                cell.push('|');
                signs.next();
            }
            '\\' => {
                cell.push('\\');
                cell.extend(signs.next());
            }
            '|' => out.push(std::mem::take(&mut cell).trim().to_owned()),
            c => cell.push(c),
        }
    }
    if !cell.trim().is_empty() {
        out.push(cell.trim().to_owned());
    }
    out
}
