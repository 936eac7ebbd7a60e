//! OpenDocument sheets, read as a stream: what is repeated a million times is counted, not copied.

use std::io::Cursor;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{Cell, Limits, Merge, Rows, Sheet, entry, xml};
use crate::{Refusal, Refused};

#[derive(Default)]
struct Place {
    row: u32,
    row_times: u32,
    column: usize,
}

#[derive(Default)]
struct Open {
    times: usize,
    value: Option<Cell>,
    text: String,
    lines: usize,
    span: (u32, u32),
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
    let content = xml(&entry(&mut archive, "content.xml")?);
    let mut reader = Reader::from_str(&content);
    reader.config_mut().expand_empty_elements = true;
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut rows = Rows::new(limits);
    let mut place = Place::default();
    let mut open: Option<Open> = None;
    let mut column_at = 0_usize;
    let mut in_note = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Refusal::Truncated)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "table" => {
                    let name = attribute(&element, "name").unwrap_or_default();
                    sheets.push(Sheet { name, ..Sheet::default() });
                    (place, column_at) = (Place::default(), 0);
                }
                "table-column" => {
                    let times = repeats(&element, "number-columns-repeated").min(limits.columns);
                    if attribute(&element, "visibility").is_some_and(|v| v != "visible")
                        && let Some(sheet) = sheets.last_mut()
                    {
                        sheet.hidden_columns.extend(column_at..column_at + times);
                    }
                    column_at += times;
                }
                "table-row" => {
                    place.row_times = u32::try_from(repeats(&element, "number-rows-repeated")).unwrap_or(u32::MAX);
                    place.column = 0;
                    if attribute(&element, "visibility").is_some_and(|v| v != "visible")
                        && let Some(sheet) = sheets.last_mut()
                    {
                        sheet.hidden_rows.extend((place.row + 1..).take(place.row_times.min(1_000) as usize));
                    }
                }
                "table-cell" | "covered-table-cell" => open = Some(opened(&element)),
                "annotation" => in_note += 1,
                "p" | "h" if in_note == 0 => {
                    if let Some(open) = &mut open {
                        if open.lines > 0 {
                            open.text.push('\n');
                        }
                        open.lines += 1;
                    }
                }
                "s" | "tab" if in_note == 0 => {
                    if let Some(open) = &mut open {
                        open.text.push(' ');
                    }
                }
                _ => {}
            },
            Event::Text(text) if in_note == 0 => {
                if let Some(open) = &mut open {
                    open.text.push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
            }
            Event::GeneralRef(reference) if in_note == 0 => {
                if let Some(open) = &mut open {
                    match reference.resolve_char_ref() {
                        Ok(Some(c)) => open.text.push(c),
                        _ => open.text.push_str(predefined(&reference)),
                    }
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                "annotation" => in_note = in_note.saturating_sub(1),
                "table-cell" | "covered-table-cell" => {
                    if let Some(open) = open.take() {
                        close(open, &mut place, &mut rows, sheets.last_mut(), limits)?;
                    }
                }
                "table-row" => place.row = place.row.saturating_add(place.row_times),
                "table" => {
                    if let Some(sheet) = sheets.last_mut() {
                        sheet.rows = std::mem::replace(&mut rows, Rows::new(limits)).rows;
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if sheets.is_empty() { Err(Refusal::NoTable.into()) } else { Ok(sheets) }
}

fn opened(element: &BytesStart<'_>) -> Open {
    let kind = attribute(element, "value-type").unwrap_or_default();
    let number = || attribute(element, "value").and_then(|v| v.parse().ok()).map(Cell::Number);
    let value = match kind.as_str() {
        "float" | "percentage" | "currency" => number(),
        "date" => attribute(element, "date-value").and_then(|v| v.get(..10)?.parse().ok()).map(Cell::Date),
        _ => None,
    };
    let spanned = |name| u32::try_from(repeats(element, name)).unwrap_or(1);
    Open {
        times: repeats(element, "number-columns-repeated"),
        value,
        span: (spanned("number-rows-spanned"), spanned("number-columns-spanned")),
        ..Open::default()
    }
}

fn close(
    open: Open,
    place: &mut Place,
    rows: &mut Rows<'_>,
    sheet: Option<&mut Sheet>,
    limits: &Limits,
) -> Result<(), Refused> {
    let cell = open.value.unwrap_or_else(|| Cell::text(&open.text));
    let column = place.column;
    place.column = place.column.saturating_add(open.times);
    if cell.is_blank() {
        return Ok(());
    }
    if open.span != (1, 1)
        && let (Some(sheet), Ok(left)) = (sheet, u32::try_from(column))
    {
        let (bottom, right) = (place.row.saturating_add(open.span.0 - 1), left.saturating_add(open.span.1 - 1));
        sheet.merges.push(Merge { top: place.row, bottom, left, right });
    }
    if place.row_times as usize > limits.rows {
        return Err(Refused::over(Refusal::TooManyRows, limits.rows as u64));
    }
    for row in 0..place.row_times {
        for at in column..place.column.min(limits.columns) {
            rows.put(place.row.saturating_add(row), at, cell.clone())?;
        }
    }
    Ok(())
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .filter_map(Result::ok)
        .find(|a| a.key.local_name().as_ref() == name && !a.key.as_ref().starts_with("calcext:"))
        .and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned()))
}

fn repeats(element: &BytesStart<'_>, name: &str) -> usize {
    attribute(element, name).and_then(|v| v.parse().ok()).unwrap_or(1).max(1)
}

fn predefined(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => "",
    }
}
