//! Separated text: comma, semicolon, tab or bar; UTF-8, UTF-16 or the Windows code page that
//! Excel still writes. Every cell is text, so digits stand as they were typed.

use csv::ReaderBuilder;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Cell, Limits, Rows, Sheet};
use crate::{Refusal, Refused};

/// Whether the bytes look like lines of separated text at all.
pub(super) fn plausible(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
    let text = decode(head);
    let start = text.trim_start().to_lowercase();
    let foreign = ["%pdf", "{\\rtf", "<", "{", "["];
    let control = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    !start.is_empty() && control == 0 && !foreign.iter().any(|f| start.starts_with(f)) && separator(&text).is_some()
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Refused> {
    let text = decode(bytes);
    let Some(separator) = separator(&text) else { return Err(Refusal::NotAWorkbook.into()) };
    // A mark that nobody closed would swallow every row behind it: then marks are signs like any other.
    let closed = text.matches('"').count().is_multiple_of(2);
    let text = if closed { quoted(&text, char::from(separator)) } else { text };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(closed)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Rows::new(limits);
    // A cell with line breaks inside is one row of the sheet, however many lines of the file it takes.
    let mut inside = 0_u64;
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::Truncated)?;
        // The reader counts from before the blank lines that it steps over.
        let at = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(0);
        let ahead = text.as_bytes().get(at..).unwrap_or_default();
        let blank = ahead.iter().take_while(|b| matches!(b, b'\n' | b'\r')).filter(|b| **b == b'\n').count();
        let line = record.position().map_or(1, csv::Position::line) + blank as u64;
        let row = u32::try_from(line.saturating_sub(1 + inside)).unwrap_or(u32::MAX - 1);
        inside += record.iter().map(|value| value.matches('\n').count() as u64).sum::<u64>();
        for (column, value) in record.iter().enumerate() {
            rows.put(row, column, Cell::text(plain(value)))?;
        }
    }
    Ok(Sheet { name: "CSV".to_owned(), rows: rows.rows, ..Sheet::default() })
}

/// Text whose cells of the shape `="…"` begin with their mark, so that a separator within one parts nothing.
fn quoted(text: &str, separator: char) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut before, mut signs) = ('\n', text.chars().peekable());
    while let Some(sign) = signs.next() {
        let begins = before == separator || matches!(before, '\n' | '\r');
        if !(begins && sign == '=' && signs.peek() == Some(&'"')) {
            out.push(sign);
        }
        before = sign;
    }
    out
}

/// `="0812…"`, as programs write digits that Excel shall not take for a number.
fn plain(value: &str) -> &str {
    let bare = value.trim();
    let inner = bare.strip_prefix('=').unwrap_or(bare);
    match inner.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').unwrap_or(rest),
        None => value,
    }
}

/// UTF-16 that lost its mark: every other byte of plain text is a nought.
fn unmarked(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(4 << 10)).unwrap_or_default();
    let noughts = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (noughts(0), noughts(1), head.len() / 2);
    match (even, odd) {
        (0, odd) if half >= 4 && odd * 10 >= half * 9 => Some(UTF_16LE),
        (even, 0) if half >= 4 && even * 10 >= half * 9 => Some(UTF_16BE),
        _ => None,
    }
}

/// The text of bytes in whatever encoding offices save it; lines of old Macs end as all others do.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let text = decoded(bytes);
    if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n") } else { text }
}

fn decoded(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return UTF_16LE.decode(bytes).0.into_owned();
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return UTF_16BE.decode(bytes).0.into_owned();
    }
    if let Some(encoding) = unmarked(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let cut = (bytes.len().saturating_sub(3)..=bytes.len()).rev().find_map(|end| {
        let part = bytes.get(..end)?;
        std::str::from_utf8(part).is_ok().then_some(part)
    });
    match cut {
        Some(part) => UTF_8.decode(part).0.into_owned(),
        None => WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// The separator that divides the most lines alike.
fn separator(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(50).collect();
    [';', '\t', ',', '|']
        .into_iter()
        .map(|sign| (lines.iter().map(|l| l.matches(sign).count().min(40)).sum::<usize>(), sign))
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, sign)| (*count, *sign != ','))
        .and_then(|(_, sign)| u8::try_from(sign).ok())
}
