//! Office Open XML sheets: cells through calamine, one by one, so that a cell far away costs
//! nothing; merged ranges and what is hidden from the sheet's own XML.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{Cell, Limits, Merge, Rows, Sheet, entry, xml};
use crate::{Refusal, Refused};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Refused> {
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
    let paths = sheet_paths(&mut archive)?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for listed in listed.iter().filter(|s| s.typ == SheetType::WorkSheet) {
        let rows = cells(&mut book, &listed.name, limits)?;
        let mut sheet = Sheet {
            name: listed.name.clone(),
            hidden: listed.visible != SheetVisible::Visible,
            rows,
            ..Sheet::default()
        };
        if let Some((_, path)) = paths.iter().find(|(name, _)| *name == listed.name) {
            arrangement(&xml(&entry(&mut archive, path)?), &mut sheet);
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() {
        return Err(Refusal::NoTable.into());
    }
    Ok(sheets)
}

/// What stands for a formula whose result nobody stored.
const NO_RESULT: &str = "#N/A";

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Result<Vec<super::Row>, Refused> {
    let mut rows = Rows::new(limits);
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| Refusal::Truncated)?;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_| Refusal::Truncated)? {
        let (row, column) = cell.pos;
        let value = match &cell.value {
            // A program that is no spreadsheet writes formulas and leaves it to others to work them out.
            DataRef::Empty if cell.formula.is_some() => Cell::Text(NO_RESULT.to_owned()),
            DataRef::String(text) => Cell::text(text),
            DataRef::SharedString(text) => Cell::text(text),
            #[expect(
                clippy::cast_precision_loss,
                reason = "sheets hold floats; a large integer has lost digits already"
            )]
            DataRef::Int(number) => Cell::Number(*number as f64),
            DataRef::Float(number) => Cell::Number(*number),
            DataRef::DateTime(moment) if moment.is_datetime() => {
                let (year, month, day, ..) = moment.to_ymd_hms_milli();
                Cell::from_parts(year, month, day).unwrap_or(Cell::Number(moment.as_f64()))
            }
            DataRef::DateTime(moment) => Cell::Number(moment.as_f64()),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
            DataRef::Error(error) => Cell::Text(error.to_string()),
            DataRef::Bool(_) | DataRef::Empty => Cell::Empty,
        };
        rows.put(row, column as usize, value)?;
    }
    Ok(rows.rows)
}

/// Names of the sheets and where their XML stands, in the order of the workbook.
pub(crate) fn sheet_paths(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<(String, String)>, Refused> {
    let relations = xml(&entry(archive, "xl/_rels/workbook.xml.rels")?);
    let mut targets: Vec<(String, String)> = Vec::new();
    each_start(&relations, |element| {
        if element.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target"))
        {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.push((id, path));
        }
    });
    let workbook = xml(&entry(archive, "xl/workbook.xml")?);
    let mut sheets = Vec::new();
    each_start(&workbook, |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            && let Some((_, path)) = targets.iter().find(|(key, _)| *key == id)
        {
            sheets.push((name, path.clone()));
        }
    });
    Ok(sheets)
}

/// Merged ranges, hidden columns and hidden rows.
fn arrangement(sheet_xml: &str, sheet: &mut Sheet) {
    // Some programs write `<x:sheetData>`.
    let tag = |at: usize| sheet_xml.get(..at).and_then(|before| before.rfind('<'));
    let Some(start) = sheet_xml.find("sheetData").and_then(tag) else { return };
    let end = sheet_xml.rfind("sheetData>").and_then(tag).unwrap_or(sheet_xml.len()).max(start);
    each_start(sheet_xml.get(..start).unwrap_or_default(), |element| {
        if element.local_name().as_ref() == "col" && is_true(attribute(element, "hidden")) {
            let bound = |name| attribute(element, name).and_then(|v| v.parse::<usize>().ok());
            if let (Some(first), Some(last)) = (bound("min"), bound("max")) {
                sheet.hidden_columns.extend((first..=last.min(first + 1024)).map(|c| c.saturating_sub(1)));
            }
        }
    });
    each_start(sheet_xml.get(end..).unwrap_or_default(), |element| {
        if element.local_name().as_ref() == "mergeCell"
            && let Some(merge) = attribute(element, "ref").and_then(|range| merge(&range))
        {
            sheet.merges.push(merge);
        }
    });
    let middle = sheet_xml.get(start..end).unwrap_or_default();
    if middle.contains(" hidden=\"") {
        let begins = |at: &usize| middle.get(..*at).is_some_and(|before| before.ends_with(['<', ':']));
        for at in middle.match_indices("row ").map(|(at, _)| at).filter(begins) {
            let tag = middle.get(at..).and_then(|rest| rest.split('>').next()).unwrap_or_default();
            if (tag.contains(" hidden=\"1\"") || tag.contains(" hidden=\"true\""))
                && let Some(number) = tag.split(" r=\"").nth(1).and_then(|v| v.split('"').next()?.parse().ok())
            {
                sheet.hidden_rows.push(number);
            }
        }
    }
}

fn each_start(text: &str, mut with: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => with(&element),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .filter_map(Result::ok)
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned()))
}

fn is_true(value: Option<String>) -> bool {
    matches!(value.as_deref(), Some("1" | "true"))
}

fn merge(range: &str) -> Option<Merge> {
    let (from, to) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (position(from)?, position(to)?);
    Some(Merge { top, bottom, left, right })
}

/// Row and column, from 0, of a reference such as `AB12`.
fn position(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let row: u32 = reference.get(letters..)?.parse().ok()?;
    Some((row.checked_sub(1)?, column_number(reference)?))
}

/// The column, from 0, that the letters of a reference name; nothing where there are none, or more than any sheet has.
pub(crate) fn column_number(reference: &str) -> Option<u32> {
    let letters = reference.chars().take_while(char::is_ascii_alphabetic);
    let mut column = 0_u32;
    for letter in letters {
        column = column.checked_mul(26)?.checked_add(letter.to_ascii_uppercase() as u32 - 64)?;
    }
    column.checked_sub(1)
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_merged_and_hidden_is_found_whatever_the_prefix() {
        for x in ["", "x:"] {
            let xml = format!(
                "<{x}worksheet><{x}cols><{x}col min=\"2\" max=\"3\" hidden=\"1\"/></{x}cols><{x}sheetData>\
                 <{x}row r=\"1\"/><{x}row r=\"2\" hidden=\"1\"></{x}row></{x}sheetData>\
                 <{x}mergeCells><{x}mergeCell ref=\"A1:A2\"/></{x}mergeCells></{x}worksheet>"
            );
            let mut sheet = Sheet::default();
            arrangement(&xml, &mut sheet);
            assert_eq!(sheet.merges, [Merge { top: 0, bottom: 1, left: 0, right: 0 }], "{xml}");
            assert_eq!((sheet.hidden_columns, sheet.hidden_rows), (vec![1, 2], vec![2]), "{xml}");
        }
    }

    #[test]
    fn references_and_letters_name_the_same_columns() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("AB12"), Some((11, 27)));
        assert_eq!(position("12"), None);
        // No sheet has so many columns; counted on, the number would leave its bounds.
        for letters in ["AAAAAAAA", "ZZZZZZZZZZZZZZ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!((position(&format!("{letters}1")), column_number(letters)), (None, None), "{letters}");
        }
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), letters);
            assert_eq!(position(&format!("{letters}1")), Some((0, u32::try_from(column).unwrap_or(0))));
        }
    }
}
