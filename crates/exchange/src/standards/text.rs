//! A decree's text, line by line: page furniture goes, headings of the parts are found wherever
//! they stand in a line, and each part is handed to the [`Reader`](super::reader::Reader).

use super::{
    NotUnderstood, Reading, Role, columns, doubt, gutter,
    heads::running_heads,
    lines,
    numbering::leading,
    reader::{Part, Reader},
    signs,
    table_heading::{is_of_heading, table_headings},
    tabs,
};

/// Lines of one text that are read at most; a decree of two thousand pages has about this many.
const MOST_LINES: usize = 200_000;

/// Reads units from text as it comes out of a document.
#[must_use]
pub fn from_text(text: &str) -> Reading {
    let text = signs::plain(text);
    let printed = tabs::as_printed(&text.lines().take(MOST_LINES).collect::<Vec<_>>());
    let lines: Vec<&str> = printed.iter().map(|line| &**line).collect();
    let placed = gutter::in_reading_order(&lines);
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
        let next = raw.get(at + 1..).unwrap_or_default().iter().find(says).copied().unwrap_or_default();
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
        for (part, piece) in pieces(line, next) {
            if part.is_some() && part != Some(Part::Elements) {
                flush(&mut reader, &mut table);
            }
            if part.is_some() {
                reader.enter(number, part);
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

/// Whether units begin side by side on a line, whose columns could not be told apart: none of them is taken.
fn units_beside(line: &str) -> bool {
    let begins = |piece: &str| piece.trim_start_matches("KOMPETENSI").trim_start().starts_with(':');
    line.split("KODE UNIT").skip(1).filter(|piece| begins(piece.trim_start())).count() > 1
}

/// A chapter of the decree (`BAB III`): no unit reaches over it.
fn is_chapter(line: &str) -> bool {
    line.strip_prefix("BAB ").is_some_and(|number| {
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

/// A heading only where that of the other column stands beside it.
const BARE_ELEMENT: &str = "ELEMEN";

const HEADINGS: &[(Part, &[&str])] = &[
    (Part::Code, &["KODE UNIT KOMPETENSI", "KODE UNIT"]),
    (Part::Title, &["JUDUL UNIT KOMPETENSI", "JUDUL UNIT"]),
    (Part::Description, &["DESKRIPSI UNIT KOMPETENSI", "DESKRIPSI UNIT", "URAIAN UNIT"]),
    (Part::Elements, &["ELEMEN KOMPETENSI", "ELEMEN KOMPETENSI DAN KRITERIA UNJUK KERJA", BARE_ELEMENT]),
    (Part::Variables, &["BATASAN VARIABEL", "BATASAN VARIABLE"]),
    (Part::Guide, &["PANDUAN PENILAIAN"]),
];

/// The heading a line begins with, and how many bytes it takes with its colon.
pub(super) fn heading(line: &str) -> Option<(Part, usize)> {
    let unmarked = line.trim_start();
    let marker = list_marker(unmarked);
    let spaced = unmarked.get(marker..).unwrap_or_default();
    let indent = line.len() - spaced.len();
    // `No.  Elemen Kompetensi  Kriteria Unjuk Kerja`: a column of numbers before the table's own headings.
    let before = numbers_column(spaced);
    let (spaced, indent) = (spaced.get(before..).unwrap_or_default(), indent + before);
    for (part, names) in HEADINGS.iter().filter(|(part, _)| before == 0 || *part == Part::Elements) {
        for name in *names {
            let Some((length, shouted)) = said(spaced, name) else { continue };
            let rest = spaced.get(length..).unwrap_or_default();
            let colon = rest.trim_start().starts_with(':');
            let beside = *part == Part::Elements && is_beside_elements(rest);
            let alone = rest.trim().is_empty();
            // `Kode Unit      R.91PRP01.001.1`: in a table whose lines nobody drew, a gap stands for the colon.
            let apart = rest.starts_with("  ") || rest.starts_with('\t');
            if *name == BARE_ELEMENT && !beside {
                continue;
            }
            let known = colon || beside || alone || apart;
            let marked = marker == 0 || colon || (alone && shouted);
            if (shouted || known) && marked && !rest.starts_with(char::is_alphanumeric) {
                let used = if colon { rest.find(':').map_or(0, |at| at + 1) } else { 0 };
                return Some((*part, indent + length + used));
            }
        }
    }
    None
}

/// How many bytes a text takes to say a name, whatever the blanks between its words, and whether in capitals.
fn said(text: &str, name: &str) -> Option<(usize, bool)> {
    let (mut rest, mut shouted) = (text, true);
    for (at, word) in name.split(' ').enumerate() {
        let bare = rest.trim_start();
        if at > 0 && bare.len() == rest.len() {
            return None;
        }
        let (head, after) = bare.split_at_checked(word.len()).filter(|(head, _)| head.eq_ignore_ascii_case(word))?;
        shouted &= head == word;
        rest = after;
    }
    Some((text.len() - rest.len(), shouted))
}

/// How many bytes the sign of a list takes in front of a heading: `2) Judul Unit :`, `A. Kode Unit :`.
fn list_marker(text: &str) -> usize {
    let sign = text.find(['.', ')']).filter(|at| {
        let mark = text.get(..*at).unwrap_or_default();
        let figure = mark.chars().all(|c| c.is_ascii_digit()) && mark.len() <= 2;
        !mark.is_empty() && (figure || (mark.len() == 1 && mark.chars().all(char::is_alphabetic)))
    });
    let Some(rest) = sign.and_then(|at| text.get(at + 1..)) else { return 0 };
    let bare = rest.trim_start();
    if bare.len() == rest.len() { 0 } else { text.len() - bare.len() }
}

/// How many bytes the heading of a column of numbers takes: `No.`, `NO`.
fn numbers_column(text: &str) -> usize {
    let head = text.get(..2).filter(|head| head.eq_ignore_ascii_case("no"));
    let Some(rest) = head.and_then(|_| text.get(2..)) else { return 0 };
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let bare = rest.trim_start();
    if bare.len() < rest.len() && bare.to_lowercase().starts_with("elemen kompetensi") {
        text.len() - bare.len()
    } else {
        0
    }
}

/// The other column's heading beside `Elemen Kompetensi`, in whatever letters.
fn is_beside_elements(rest: &str) -> bool {
    let rest = certification::text::fold(rest);
    rest == "kriteria unjuk kerja" || rest == "dan kriteria unjuk kerja" || rest == "kriteria unjuk kerja kuk"
}

/// The pieces of a line: each begins with the heading of a part, or goes on with the part that is open.
fn pieces(line: &str, next: &str) -> Vec<(Option<Part>, String)> {
    let mut out: Vec<(Option<Part>, String)> = Vec::new();
    let mut rest = line.trim_start_matches(['\u{c}', '\u{feff}']).to_owned();
    if let Some((part, used)) = heading(&rest) {
        let after = rest.get(used..).unwrap_or_default();
        let code_next = after.trim().is_empty() && is_code(next);
        // A code with something else behind it, as from the column beside: the unit begins, whatever it is.
        let labelled = rest.get(..used).is_some_and(|label| label.ends_with(':'));
        let begins = labelled && after.split_whitespace().next().is_some_and(is_code);
        let known = part != Part::Code || is_code(after) || code_next || has_inline(after) || begins;
        if !known {
            return vec![(None, rest)];
        }
        rest = blanked(&rest, used);
        out.push((Some(part), String::new()));
    }
    // A heading further on in the line, as where lines ran together.
    let begins = |text: &str| {
        text.char_indices()
            .filter(|(at, _)| {
                *at > 0 && text.get(..*at).is_some_and(|b| b.ends_with(char::is_whitespace) && !b.trim().is_empty())
            })
            .find_map(|(at, _)| {
                let tail = text.get(at..)?;
                let (part, used) = heading(tail)?;
                let shouted = tail.get(..4)?.chars().all(char::is_uppercase);
                (shouted && part != Part::Code || tail.get(..used)?.ends_with(':')).then_some((at, part, used))
            })
    };
    while let Some((at, part, used)) = begins(&rest) {
        let before = rest.get(..at).unwrap_or_default().to_owned();
        push(&mut out, &before);
        out.push((Some(part), String::new()));
        rest = blanked(&rest, at + used);
    }
    push(&mut out, &rest);
    if out.is_empty() { vec![(None, String::new())] } else { out }
}

fn push(out: &mut Vec<(Option<Part>, String)>, text: &str) {
    let in_table = out.last().is_some_and(|(part, _)| *part == Some(Part::Elements));
    let text = if in_table { without_table_heading(text) } else { text.to_owned() };
    match out.last_mut() {
        Some((Some(_), piece)) if piece.is_empty() => *piece = text,
        _ if text.trim().is_empty() => {}
        _ => out.push((None, text)),
    }
}

/// The line with its first bytes made blanks, so that columns stay where they are.
fn blanked(line: &str, bytes: usize) -> String {
    let (gone, rest) = line.split_at_checked(bytes).unwrap_or((line, ""));
    gone.chars().map(|_| ' ').chain(rest.chars()).collect()
}

/// `KRITERIA UNJUK KERJA` beside `ELEMEN KOMPETENSI`, made blanks.
fn without_table_heading(text: &str) -> String {
    let mut rest = text.to_owned();
    for name in ["DAN KRITERIA UNJUK KERJA", "KRITERIA UNJUK KERJA", "KRITERIA KINERJA", "(KUK)"] {
        let start = rest.len() - rest.trim_start().len();
        let head = rest.get(start..).and_then(|r| r.get(..name.len()));
        let whole = head.is_some_and(|h| h.eq_ignore_ascii_case(name)) && is_beside_elements(&rest);
        if whole || head == Some(name) {
            rest = blanked(&rest, start + name.len());
        }
    }
    rest
}

fn has_inline(text: &str) -> bool {
    text.split_once("JUDUL UNIT").is_some_and(|(before, _)| is_code(before))
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
