//! A decree's text, line by line: page furniture goes, headings of the parts are found wherever
//! they stand in a line, and each part is handed to the [`Reader`](super::reader::Reader).

use super::{
    NotUnderstood, Reading, Role, columns,
    contents::leads_to_page,
    doubt, gutter,
    heads::running_heads,
    labels::heading,
    lines,
    numbering::leading,
    outline,
    pieces::{Piece, blanked, pieces},
    reader::{Part, Reader},
    run_on, signs,
    table_heading::{is_of_heading, table_headings},
    tabs,
};

/// Lines of one text that are read at most; a decree of two thousand pages has about this many.
const MOST_LINES: usize = 200_000;

/// Reads units from text as it comes out of a document.
#[must_use]
pub fn from_text(text: &str) -> Reading {
    let text = signs::plain(&signs::unmarked(text));
    let text = signs::numbers_closed(&text);
    let printed = tabs::as_printed(&text.lines().take(MOST_LINES).collect::<Vec<_>>());
    let lines: Vec<&str> = printed.iter().map(|line| &**line).collect();
    let placed = run_on::parted(gutter::in_reading_order(&lines));
    let mut mended = lines::mended(placed.iter().map(|line| &*line.text).collect());
    let heads = running_heads(&mended.iter().map(|line| &**line).collect::<Vec<_>>(), means_something);
    // Numbers move from line to line only when it is known which lines are no part of the text.
    let pages = lines::page_numbers(&mended.iter().map(|line| bare(line)).collect::<Vec<_>>());
    let aside: Vec<bool> = heads.iter().zip(&pages).map(|(head, page)| *head || *page).collect();
    lines::number_with_its_text(&mut mended, &aside);
    let raw: Vec<&str> = mended.iter().map(|line| &**line).collect();
    let table_headings = table_headings(&raw, |at| aside.get(at).copied().unwrap_or_default());
    let mut reader = Reader::default();
    let mut table: Vec<(usize, String)> = Vec::new();
    for (at, (line, placed)) in raw.iter().zip(&placed).enumerate() {
        let number = placed.number;
        if placed.begins {
            flush(&mut reader, &mut table);
        }
        let bare = bare(line);
        if bare.is_empty() {
            continue;
        }
        if is_rule(bare) {
            reader.set_aside(number, bare, Role::Heading);
            continue;
        }
        // What is left of a code may look like the number of a page.
        if reader.code_goes_on(bare) {
            reader.begin_line(number, bare);
            reader.text(number, bare);
            continue;
        }
        if leads_to_page(bare) {
            reader.set_aside(number, bare, Role::Outside);
            continue;
        }
        if pages.get(at).copied().unwrap_or(false) {
            reader.set_aside(number, bare, Role::PageNumber);
            continue;
        }
        if heads.get(at).copied().unwrap_or(false) {
            reader.set_aside(number, bare, Role::RunningHead);
            continue;
        }
        if bare == ":" {
            reader.set_aside(number, bare, Role::Heading);
            continue;
        }
        let says = |line: &&&str| !line.trim().trim_matches(':').is_empty();
        let mut behind = raw.get(at + 1..).unwrap_or_default().iter().filter(says).copied();
        let next = behind.clone().next().unwrap_or_default();
        reader.begin_line(number, bare);
        if units_beside(bare) {
            flush(&mut reader, &mut table);
            reader.enter(number, Some(Part::Code));
            reader.text(number, bare);
            continue;
        }
        if is_chapter(bare) {
            flush(&mut reader, &mut table);
            reader.enter(number, None);
            continue;
        }
        if let Some(used) = table_headings.get(at).copied().flatten() {
            reader.enter(number, Some(Part::Elements));
            let row = line.get(used..).unwrap_or_default();
            if !row.trim().is_empty() && reader.part() == Some(Part::Elements) {
                table.push((number, blanked(line, used)));
            }
            continue;
        }
        if let Some(part) = reader.part().and_then(|open| outline::begins(bare, open)) {
            flush(&mut reader, &mut table);
            reader.enter(number, Some(part));
            reader.text(number, bare);
            continue;
        }
        for (place, Piece { label, text: piece }) in pieces(line, next, reader.part()).into_iter().enumerate() {
            let part = label.map(|label| label.part);
            if part.is_some() && part != Some(Part::Elements) {
                flush(&mut reader, &mut table);
            }
            match label {
                // The same once more in another language.
                Some(label) if label.english && reader.says_again(label.part, &piece) => {
                    reader.note_again(number);
                    continue;
                }
                Some(label)
                    if label.part == Part::Title && place == 0 && reader.is_behind() && code_follows(&mut behind) =>
                {
                    reader.begin_with_title(number);
                }
                Some(label) if label.short && label.part == Part::Title && reader.part() != Some(Part::Code) => {}
                Some(label) => reader.enter(number, Some(label.part)),
                None => {}
            }
            if piece.trim().is_empty() {
                continue;
            }
            if reader.part() == Some(Part::Elements) {
                table.push((number, piece));
            } else {
                reader.text(number, piece.trim());
            }
        }
    }
    flush(&mut reader, &mut table);
    let (units, mut lines) = reader.finish();
    let doubtful = doubt::beside(&raw).into_iter().filter_map(|at| placed.get(at)).map(|placed| placed.number);
    doubt::report(&mut lines, &doubtful.collect());
    doubt::numbers(&mut lines);
    let not_understood = lines
        .iter()
        .filter(|l| l.parts.iter().any(|(role, _)| *role == Role::NotUnderstood))
        .map(|l| NotUnderstood { line: l.line, text: l.text.clone() })
        .collect();
    Reading { units, not_understood, lines, ..Reading::default() }
}

/// Whether a line is drawn: `------`, `| --- |`, `=====`.
fn is_rule(line: &str) -> bool {
    let drawn = line.chars().filter(|c| matches!(c, '-' | '=' | '_' | '*' | '+' | '─' | '—')).count();
    drawn >= 3 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '+' | '─' | '—' | '|' | ':' | ' '))
}

/// A line without blanks and marks around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}' || c == '\u{feff}')
}

/// Reads a whole table of elements and criteria: side by side where gaps show it, else as it flows.
fn flush(reader: &mut Reader, table: &mut Vec<(usize, String)>) {
    let lines = std::mem::take(table);
    let texts: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
    match columns::divide(&texts) {
        Some(halves) => {
            let lines: Vec<_> = lines.iter().map(|(number, _)| *number).zip(halves).collect();
            reader.table(&lines);
        }
        None => {
            for (number, text) in &lines {
                reader.text(*number, text.trim());
            }
        }
    }
}

/// Lines behind a title at most in which its code is looked for.
const CODE_WITHIN: usize = 8;

/// Whether the code of a unit stands behind its title.
fn code_follows<'a>(behind: &mut impl Iterator<Item = &'a str>) -> bool {
    let parts = behind.take(CODE_WITHIN).filter_map(heading).map(|(part, _)| part);
    parts.into_iter().find(|part| *part != Part::Description) == Some(Part::Code)
}

/// Whether units begin side by side on a line, whose columns could not be told apart: none of them is taken.
fn units_beside(line: &str) -> bool {
    let begins = |piece: &str| piece.trim_start_matches("KOMPETENSI").trim_start().starts_with(':');
    line.split("KODE UNIT").skip(1).filter(|piece| begins(piece.trim_start())).count() > 1
}

/// A chapter of the decree (`BAB III`) or an annex (`LAMPIRAN II`): no unit reaches over it.
fn is_chapter(line: &str) -> bool {
    let number = line.strip_prefix("BAB ").or_else(|| line.strip_prefix("LAMPIRAN "));
    number.is_some_and(|number| {
        let number = number.split_whitespace().next().unwrap_or_default();
        !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
    })
}

/// Whether a line means something by itself, however often it comes again.
pub(super) fn means_something(line: &str) -> bool {
    let line = line.trim();
    heading(line).is_some()
        || leading(line).is_some()
        || super::outline::heading(line).is_some()
        || super::outline::is_none(line)
        || is_of_heading(line)
}

/// Whether a text can be the code of a unit where its label stands before it: one word with a figure.
pub(super) fn is_labelled_code(text: &str) -> bool {
    let text = text.trim();
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '–' | '—' | '/' | '_');
    let has = |is: fn(&char) -> bool| text.chars().any(|c| is(&c));
    is_code(text)
        || ((3..=40).contains(&text.len())
            && text.chars().all(sign)
            && has(char::is_ascii_digit)
            && has(char::is_ascii_alphabetic))
}

/// Whether a text is the code of a unit: capitals, figures and dots, blanks perhaps where a line broke.
pub(super) fn is_code(text: &str) -> bool {
    let text = text.trim().trim_start_matches(':').trim();
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let signs =
        code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | '_'));
    let words = text.split_whitespace().count();
    (4..=40).contains(&code.len())
        && signs
        && code.contains(['.', '-', '/'])
        && code.chars().any(|c| c.is_ascii_digit())
        && code.chars().any(|c| c.is_ascii_uppercase())
        && words <= 4
}
