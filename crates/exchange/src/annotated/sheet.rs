//! The sheet's own XML: cells with notes get their colour, empty ones are put in, and the
//! boxes of the comments are referred to where the schema wants it.

use super::{
    Failed, Notes,
    package::{RELATION, attribute},
    styles::Palette,
};
use crate::{
    Refusal,
    workbook::{column_letters, column_number},
};

/// What may stand after the reference to the boxes.
const AFTER: &[&str] = &[
    "<legacyDrawingHF",
    "<drawingHF",
    "<picture",
    "<oleObjects",
    "<controls",
    "<webPublishItems",
    "<tableParts",
    "<extLst",
];

pub(super) fn annotate(
    xml: &str,
    notes: &Notes,
    legacy: Option<&str>,
    palette: Option<&mut Palette>,
) -> Result<String, Failed> {
    let mut out = match palette {
        Some(palette) => coloured(xml, notes, palette).unwrap_or_else(|| xml.to_owned()),
        None => xml.to_owned(),
    };
    if let Some(id) = legacy {
        let body = out.rfind("</sheetData>").or_else(|| out.find("<sheetData/>")).ok_or(Refusal::Truncated)?;
        let tail = out.get(body..).unwrap_or_default();
        let first = AFTER.iter().filter_map(|tag| tail.find(tag)).min();
        let at = body + first.or_else(|| tail.rfind("</worksheet>")).ok_or(Refusal::Truncated)?;
        out.insert_str(at, &format!("<legacyDrawing xmlns:r=\"{RELATION}\" r:id=\"{id}\"/>"));
    }
    Ok(out)
}

/// The rows with the cells of the notes coloured; `None` where rows and cells are not numbered.
fn coloured(xml: &str, notes: &Notes, palette: &mut Palette) -> Option<String> {
    let start = xml.find("<sheetData>")? + "<sheetData>".len();
    let end = xml.rfind("</sheetData>")?;
    let mut out = String::with_capacity(xml.len() + notes.len() * 24);
    out.push_str(xml.get(..start)?);
    let mut rest = xml.get(start..end)?;
    while let Some(from) = rest.find("<row") {
        out.push_str(rest.get(..from)?);
        let row = rest.get(from..)?;
        let tag_end = row.find('>')?;
        let tag = row.get(..=tag_end)?;
        let number: u32 = attribute(tag, "r")?.parse().ok()?;
        let (body, whole) = if tag.ends_with("/>") {
            ("", tag_end + 1)
        } else {
            let close = row.find("</row>")?;
            (row.get(tag_end + 1..close)?, close + "</row>".len())
        };
        let wanted: Vec<(usize, crate::participants::Severity)> = notes
            .range((number, 0)..(number + 1, 0))
            .map(|((_, column), (_, severity))| (*column, *severity))
            .collect();
        if wanted.is_empty() {
            out.push_str(row.get(..whole)?);
        } else {
            let open = tag.trim_end_matches("/>").trim_end_matches('>');
            out.push_str(&format!("{open}>{}</row>", cells(body, number, &wanted, palette)?));
        }
        rest = row.get(whole..)?;
    }
    out.push_str(rest);
    out.push_str(xml.get(end..)?);
    Some(out)
}

/// The cells of one row.
fn cells(
    body: &str,
    row: u32,
    wanted: &[(usize, crate::participants::Severity)],
    palette: &mut Palette,
) -> Option<String> {
    let mut out = String::with_capacity(body.len() + wanted.len() * 24);
    let mut wanted = wanted.iter().peekable();
    let mut rest = body;
    loop {
        let from = rest.find("<c ").unwrap_or(rest.len());
        out.push_str(rest.get(..from)?);
        let cell = rest.get(from..)?;
        let tag = cell.find('>').and_then(|end| cell.get(..=end));
        let reference = tag.and_then(|t| attribute(t, "r"));
        let column = match reference {
            Some(reference) => column_of(reference)?,
            None if cell.is_empty() => usize::MAX,
            None => return None,
        };
        while let Some((at, severity)) = wanted.next_if(|(at, _)| *at < column) {
            let style = palette.twin(0, *severity);
            out.push_str(&format!("<c r=\"{}{row}\" s=\"{style}\"/>", column_letters(*at)));
        }
        let Some(tag) = tag else { break };
        let mut head = tag.to_owned();
        if let Some((_, severity)) = wanted.next_if(|(at, _)| *at == column) {
            let old = attribute(tag, "s").and_then(|s| s.parse().ok());
            let style = palette.twin(old.unwrap_or(0), *severity);
            head = match old {
                Some(old) => tag.replacen(&format!(" s=\"{old}\""), &format!(" s=\"{style}\""), 1),
                None => tag.replacen("<c ", &format!("<c s=\"{style}\" "), 1),
            };
        }
        let whole = if tag.ends_with("/>") { tag.len() } else { cell.find("</c>")? + "</c>".len() };
        out.push_str(&head);
        out.push_str(cell.get(tag.len()..whole)?);
        rest = cell.get(whole..)?;
    }
    Some(out)
}

/// The column of a cell, from 0.
fn column_of(reference: &str) -> Option<usize> {
    column_number(reference).and_then(|column| usize::try_from(column).ok())
}
