//! What stands beside the values of a sheet's cells and calamine does not give: letters with form that stand in the cell
//! itself, formulas without a stored result, and the form in which a number is shown.

use std::collections::BTreeMap;

use super::rich::{Formed, formed};
use crate::xml::Element;

/// What is known of a cell besides its value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Beside {
    /// Letters with form, of a text that stands in the cell itself.
    pub(super) formed: Option<Formed>,
    /// A formula whose result the file does not hold.
    pub(super) unstored: bool,
    /// A number that is shown otherwise than its digits: as a percentage, in thousands, with noughts before it.
    pub(super) reshaped: bool,
}

/// Cells of a sheet by row and column, from 0; those of which nothing more is known are left out.
pub(super) type Cells = BTreeMap<(u32, u32), Beside>;

/// The forms in which numbers are shown, by the number of a style.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<String>);

impl Styles {
    /// Reads `xl/styles.xml`.
    pub(super) fn of(root: &Element) -> Self {
        let own: BTreeMap<&str, &str> = root
            .all("numFmts")
            .flat_map(|all| all.all("numFmt"))
            .filter_map(|form| Some((form.attribute("numFmtId")?, form.attribute("formatCode")?)))
            .collect();
        let code = |style: &Element| {
            let id = style.attribute("numFmtId").unwrap_or("0");
            let known = match id {
                "0" => "General",
                "1" => "0",
                "2" => "0.00",
                "49" => "@",
                // Whatever else it is, it is not the digits alone.
                _ => "?",
            };
            own.get(id).map_or(known, |code| *code).to_owned()
        };
        Self(root.first("cellXfs").map(|all| all.all("xf").map(code).collect()).unwrap_or_default())
    }

    /// Whether a number is shown otherwise than as its digits.
    fn reshapes(&self, style: Option<&str>, value: &str) -> bool {
        let style = style.and_then(|style| style.parse::<usize>().ok()).and_then(|style| self.0.get(style));
        let Some(code) = style.map(String::as_str).filter(|code| !code.eq_ignore_ascii_case("general")) else {
            return false;
        };
        let places = match code {
            "@" => return false,
            "0" => 0,
            code => match code.strip_prefix("0.").filter(|rest| !rest.is_empty() && rest.bytes().all(|b| b == b'0')) {
                Some(places) => places.len(),
                None => return true,
            },
        };
        let plain = value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        !plain || value.split_once('.').map_or(0, |(_, behind)| behind.len()) != places
    }
}

/// Reads the cells of a worksheet.
pub(super) fn cells(sheet: &Element, styles: &Styles) -> Cells {
    let mut out = Cells::new();
    let mut row = 0;
    for line in sheet.all("sheetData").flat_map(|data| data.all("row")) {
        row = line.attribute("r").and_then(|r| r.parse::<u32>().ok()).and_then(|r| r.checked_sub(1)).unwrap_or(row);
        let mut column = 0;
        for cell in line.all("c") {
            column = cell.attribute("r").and_then(column_of).unwrap_or(column);
            let beside = beside(cell, styles);
            if beside != Beside::default() {
                out.insert((row, column), beside);
            }
            column = column.saturating_add(1);
        }
        row = row.saturating_add(1);
    }
    out
}

fn beside(cell: &Element, styles: &Styles) -> Beside {
    let value = cell.first("v").map(Element::text).unwrap_or_default();
    let value = value.trim();
    match cell.attribute("t").unwrap_or("n") {
        "inlineStr" => {
            let formed = cell.first("is").and_then(|string| formed(string).1);
            Beside { formed, ..Beside::default() }
        }
        // A formula may well give a text without letters.
        "str" => Beside::default(),
        kind => Beside {
            unstored: cell.first("f").is_some() && value.is_empty(),
            reshaped: kind == "n" && !value.is_empty() && styles.reshapes(cell.attribute("s"), value),
            ..Beside::default()
        },
    }
}

/// The column of a reference such as `B7`.
fn column_of(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let column =
        letters.take(4).fold(0_u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// The part of each sheet, by its name: as the workbook and its relations tell.
pub(super) fn parts(workbook: &Element, relations: &Element) -> BTreeMap<String, String> {
    let targets: BTreeMap<&str, &str> = relations
        .all("Relationship")
        .filter_map(|relation| Some((relation.attribute("Id")?, relation.attribute("Target")?)))
        .collect();
    let part = |sheet: &Element| {
        let named = sheet.attributes.iter().find(|(name, _)| name.ends_with(":id")).map(|(_, value)| value.as_str())?;
        let target = targets.get(named)?;
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((sheet.attribute("name")?.to_owned(), part))
    };
    workbook.first("sheets").map(|sheets| sheets.all("sheet").filter_map(part).collect()).unwrap_or_default()
}
