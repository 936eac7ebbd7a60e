//! Sheets of items: one row an item, one column a field, headings in Indonesian or English in any order. Cells are read
//! through calamine, after the package and its XML were read within the bounds of this house. Bold, italic and raised
//! letters within a cell are kept; colours are told as lost.

mod beside;
mod guide;
mod items;
mod layout;
mod rich;
mod stimuli;
mod write;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{DataRef, Reader as _, SheetType, Xlsx};
use certification::refusal::Refusal;
use rust_decimal::Decimal;

pub use self::write::{export, template};
use self::{
    beside::{Cells, Styles},
    layout::Layout,
    rich::{Formed, Rich},
};
use super::{
    card::{self, Field},
    report::{Import, Intake, Losses, Taking, Where},
    zipped,
};
use crate::{
    item::Content,
    score::number::readings,
    xml::{self, Bounds, Element},
};

/// The most filled cells of a workbook.
const MOST_CELLS: usize = 400_000;
/// Rows in which the headings are looked for.
const HEADINGS_WITHIN: u32 = 30;

/// A cell with something in it.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Text(String),
    /// A text whose form stands in the cell itself.
    Formed(String, Formed),
    /// A text that is struck out as a whole.
    Struck(String),
    /// A number, as its shortest text; and whether the sheet shows it otherwise.
    Number(String, bool),
    /// A value of logic, which the sheet shows in words of its own.
    Truth(bool),
    /// A formula without a stored result.
    Formula,
    Day,
    Error,
}

/// Rows of a sheet by number from 0, cells by column from 0.
type Rows = BTreeMap<u32, BTreeMap<u32, Cell>>;

fn broken<T>(_: T) -> Refusal {
    Refusal::new("xlsx.broken")
}

/// Reads a workbook.
///
/// # Errors
/// `zip.*`, `xml.*`, `xlsx.broken`, `xlsx.too-large`, `xlsx.no-heading`, `xlsx.heading-twice`. What is wrong with one row
/// is in the report.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let parts = zipped::unpack(bytes)?;
    if !parts.contains_key("xl/workbook.xml") {
        return Err(broken(()));
    }
    let bounds = Bounds { elements: 2_000_000, ..Bounds::default() };
    let mut rich = Rich::default();
    let mut styles = Styles::default();
    let mut roots = BTreeMap::new();
    for (name, part) in parts.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
        let root = xml::read(part, bounds)?;
        match root.name.as_str() {
            "sst" => rich = Rich::of(&root),
            "styleSheet" => styles = Styles::of(&root),
            _ => {}
        }
        if matches!(root.name.as_str(), "worksheet" | "workbook" | "Relationships" | "comments" | "ThreadedComments") {
            roots.insert(name.as_str(), root);
        }
    }
    let sheet_parts = match (roots.get("xl/workbook.xml"), roots.get("xl/_rels/workbook.xml.rels")) {
        (Some(workbook), Some(relations)) => beside::parts(workbook, relations),
        _ => BTreeMap::new(),
    };
    let beside = |name: &str| {
        let root = sheet_parts.get(name).and_then(|part| roots.get(part.as_str()));
        root.map(|root| beside::cells(root, &styles, &rich)).unwrap_or_default()
    };
    let layout = |name: &str| {
        let named = roots.get("xl/workbook.xml").and_then(|workbook| beside::named(workbook, name));
        let part = sheet_parts.get(name)?;
        let comments: Vec<&Element> = beside::comments(part, &roots).collect();
        Some(Layout::of(named, roots.get(part.as_str())?, &comments))
    };
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).map(|s| s.name.clone()).collect();
    let mut taking = Taking::new(intake);
    let mut left = MOST_CELLS;
    let mut found = false;
    let mut sheets = Vec::new();
    for name in &names {
        sheets.push((name, cells(&mut book, name, &beside(name), &mut left)?));
    }
    // What items share comes first, so that each item knows what it has.
    let mut shared = BTreeSet::new();
    for (name, rows) in &sheets {
        if let Some((at, columns)) = headings(rows, &[Field::Id, Field::Material])? {
            shared.insert(*name);
            stimuli::read(name, rows, at, &columns, &mut taking);
        }
    }
    for (name, rows) in &sheets {
        match headings(rows, &[Field::Stem, Field::Key])? {
            Some((at, columns)) => {
                found = true;
                let layout = layout(name).unwrap_or_default();
                items::read(name, rows, at, &columns, &layout, &mut taking)?;
            }
            None if shared.contains(name) => {}
            None if rows.is_empty() || guide::is_guide(name) => {}
            None => taking.refuse(&Where::part(name), "", Refusal::new("xlsx.no-heading")),
        }
    }
    if !found {
        return Err(Refusal::new("xlsx.no-heading"));
    }
    if parts.keys().any(|name| name.starts_with("xl/media/")) {
        taking.refuse(&Where::part("xl/media"), "", Refusal::new("xlsx.pictures"));
    }
    Ok(taking.out)
}

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, beside: &Cells, left: &mut usize) -> Result<Rows, Refusal> {
    let mut rows = Rows::new();
    let full = || Refusal::new("xlsx.too-large").with("most", MOST_CELLS);
    for ((row, column), _) in beside.iter().filter(|(_, beside)| beside.unstored) {
        *left = left.checked_sub(1).ok_or_else(full)?;
        rows.entry(*row).or_default().insert(*column, Cell::Formula);
    }
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let known = beside.get(&(row, column));
        let reshaped = known.is_some_and(|known| known.reshaped);
        let text = |text: &str| match known.and_then(|known| known.formed.clone()) {
            Some(formed) => Cell::Formed(text.to_owned(), formed),
            None => Cell::Text(text.to_owned()),
        };
        let value = match cell.get_value() {
            _ if known.is_some_and(|known| known.unstored) => continue,
            DataRef::Empty => continue,
            DataRef::String(said) => text(said),
            DataRef::SharedString(said) => text(said),
            DataRef::Int(number) => Cell::Number(number.to_string(), reshaped),
            DataRef::Float(number) => Cell::Number(number.to_string(), reshaped),
            DataRef::Bool(yes) => Cell::Truth(*yes),
            DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Cell::Day,
            DataRef::Error(_) => Cell::Error,
        };
        let value = match value {
            Cell::Text(text) | Cell::Formed(text, _) | Cell::Number(text, _)
                if known.is_some_and(|known| known.struck) =>
            {
                Cell::Struck(text)
            }
            value => value,
        };
        if matches!(&value, Cell::Text(text) | Cell::Formed(text, _) | Cell::Struck(text) if text.trim().is_empty()) {
            continue;
        }
        *left = left.checked_sub(1).ok_or_else(full)?;
        rows.entry(row).or_default().insert(column, value);
    }
    Ok(rows)
}

/// What the columns of a sheet hold: a field, or a heading that is not known.
type Columns = BTreeMap<u32, Result<Field, String>>;

/// The row of headings: the first that names all fields that are wanted.
fn headings(rows: &Rows, wanted: &[Field]) -> Result<Option<(u32, Columns)>, Refusal> {
    for (at, row) in rows.range(..HEADINGS_WITHIN) {
        let columns: Columns = row
            .iter()
            .filter_map(|(column, cell)| match cell {
                Cell::Text(text) | Cell::Formed(text, _) => {
                    Some((*column, Field::named(text).ok_or_else(|| text.clone())))
                }
                _ => None,
            })
            .collect();
        let has = |field: Field| columns.values().any(|column| *column == Ok(field));
        if !wanted.iter().all(|field| has(*field)) {
            continue;
        }
        let mut seen = BTreeSet::new();
        for field in columns.values().filter_map(|column| column.as_ref().ok()) {
            if !seen.insert(*field) {
                return Err(Refusal::new("xlsx.heading-twice").with("name", field.headings()));
            }
        }
        return Ok(Some((*at, columns)));
    }
    Ok(None)
}

/// What a cell says. A number of three decimals gets a fourth, so that it does not look like thousands.
fn content(cell: &Cell, field: Field, at: &str, losses: &mut Losses) -> Result<Content, Refusal> {
    match cell {
        Cell::Text(text) | Cell::Formed(text, _) => {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            if text.starts_with("[html]") {
                return card::content(&text, losses);
            }
            match cell {
                Cell::Formed(_, formed) => Ok(formed.content(losses)),
                _ => card::content(&text, losses),
            }
        }
        Cell::Struck(text) => {
            losses.struck(text);
            Ok(Content::default())
        }
        Cell::Number(text, reshaped) => {
            let silent = matches!(
                field,
                Field::Number
                    | Field::Element
                    | Field::Points
                    | Field::Tolerance
                    | Field::Limit
                    | Field::Minutes
                    | Field::Choose
            );
            if *reshaped && !silent {
                losses.add(Refusal::new("loss.number-form").with("cell", at).with("text", text));
            }
            let counted = matches!(field, Field::Points | Field::Tolerance | Field::Key);
            let padded = counted && readings(text, "").len() > 1 && text.parse::<Decimal>().is_ok();
            Ok(Content::plain(&if padded { format!("{text}0") } else { text.clone() }))
        }
        Cell::Truth(yes) => match field {
            Field::Shuffle | Field::Case | Field::People | Field::Example => {
                Ok(Content::plain(if *yes { "ya" } else { "tidak" }))
            }
            Field::Key => Ok(Content::plain(if *yes { "benar" } else { "salah" })),
            _ => Err(Refusal::new("xlsx.cell-truth").with("cell", at)),
        },
        Cell::Formula => Err(Refusal::new("xlsx.cell-formula").with("cell", at)),
        Cell::Day => Err(Refusal::new("xlsx.cell-date").with("cell", at)),
        Cell::Error => Err(Refusal::new("xlsx.cell-error").with("cell", at)),
    }
}

/// `B7`.
fn reference(row: u32, column: u32) -> String {
    let (mut letters, mut rest) = (String::new(), column.min(16_383) + 1);
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}
