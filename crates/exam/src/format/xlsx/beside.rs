//! What stands beside the values of a sheet's cells and calamine does not give: letters with form that stand in the cell
//! itself, formulas without a stored result, and the form in which a number is shown.

use std::collections::BTreeMap;

use super::rich::{Formed, Rich, formed, on};
use crate::xml::Element;

/// What is known of a cell besides its value.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Beside {
    /// Letters with form.
    pub(super) formed: Option<Formed>,
    /// A formula whose result the file does not hold.
    pub(super) unstored: bool,
    /// A number that is shown otherwise than its digits: as a percentage, in thousands, with noughts before it.
    pub(super) reshaped: bool,
    /// The whole cell is struck out.
    pub(super) struck: bool,
}

/// Cells of a sheet by row and column, from 0; those of which nothing more is known are left out.
pub(super) type Cells = BTreeMap<(u32, u32), Beside>;

/// The forms in which numbers are shown, and whether the letters are struck out, by the number of a style.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<(String, bool)>);

impl Styles {
    /// Reads `xl/styles.xml`.
    pub(super) fn of(root: &Element) -> Self {
        let own: BTreeMap<&str, &str> = root
            .all("numFmts")
            .flat_map(|all| all.all("numFmt"))
            .filter_map(|form| Some((form.attribute("numFmtId")?, form.attribute("formatCode")?)))
            .collect();
        let fonts: Vec<bool> =
            root.all("fonts").flat_map(|all| all.all("font")).map(|font| on(font, "strike")).collect();
        let style = |style: &Element| {
            let font = style.attribute("fontId").and_then(|font| font.parse::<usize>().ok());
            let struck = font.and_then(|font| fonts.get(font)).copied().unwrap_or(false);
            let id = style.attribute("numFmtId").unwrap_or("0");
            let known = match id {
                "0" => "General",
                "1" => "0",
                "2" => "0.00",
                "49" => "@",
                // Whatever else it is, it is not the digits alone.
                _ => "?",
            };
            (own.get(id).map_or(known, |code| *code).to_owned(), struck)
        };
        Self(root.first("cellXfs").map(|all| all.all("xf").map(style).collect()).unwrap_or_default())
    }

    fn get(&self, style: Option<&str>) -> Option<&(String, bool)> {
        self.0.get(style.unwrap_or("0").parse::<usize>().ok()?)
    }

    /// Whether a number is shown otherwise than as its digits.
    fn reshapes(&self, style: Option<&str>, value: &str) -> bool {
        let Some(code) =
            self.get(style).map(|(code, _)| code.as_str()).filter(|code| !code.eq_ignore_ascii_case("general"))
        else {
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
pub(super) fn cells(sheet: &Element, styles: &Styles, rich: &Rich) -> Cells {
    let mut out = Cells::new();
    let mut row = 0;
    for line in sheet.all("sheetData").flat_map(|data| data.all("row")) {
        row = line.attribute("r").and_then(|r| r.parse::<u32>().ok()).and_then(|r| r.checked_sub(1)).unwrap_or(row);
        let mut column = 0;
        for cell in line.all("c") {
            column = cell.attribute("r").and_then(column_of).unwrap_or(column);
            let beside = beside(cell, styles, rich);
            if beside != Beside::default() {
                out.insert((row, column), beside);
            }
            column = column.saturating_add(1);
        }
        row = row.saturating_add(1);
    }
    out
}

fn beside(cell: &Element, styles: &Styles, rich: &Rich) -> Beside {
    let value = cell.first("v").map(Element::text).unwrap_or_default();
    let value = value.trim();
    let struck = styles.get(cell.attribute("s")).is_some_and(|(_, struck)| *struck);
    let beside = Beside { struck, ..Beside::default() };
    match cell.attribute("t").unwrap_or("n") {
        "inlineStr" => Beside { formed: cell.first("is").and_then(formed), ..beside },
        // A formula may well give a text without letters.
        "str" => beside,
        kind => Beside {
            formed: value.parse().ok().filter(|_| kind == "s").and_then(|number| rich.get(number)).cloned(),
            unstored: cell.first("f").is_some() && value.is_empty(),
            reshaped: kind == "n" && !value.is_empty() && styles.reshapes(cell.attribute("s"), value),
            ..beside
        },
    }
}

/// The column of a reference such as `B7`.
pub(super) fn column_of(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let column =
        letters.take(4).fold(0_u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// A sheet as the workbook names it.
pub(super) fn named<'a>(workbook: &'a Element, name: &str) -> Option<&'a Element> {
    workbook.first("sheets")?.all("sheet").find(|sheet| sheet.attribute("name") == Some(name))
}

/// The comments on the sheet of that part: as its relations tell.
pub(super) fn comments<'a>(
    sheet: &str,
    roots: &'a BTreeMap<&str, Element>,
) -> impl Iterator<Item = &'a Element> + use<'a> {
    let (folder, file) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let relations = roots.get(format!("{folder}/_rels/{file}.rels").as_str());
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
    let folder = folder.to_owned();
    relations.into_iter().flat_map(|relations| relations.all("Relationship")).filter_map(move |relation| {
        let target = relation.attribute("Target")?;
        let part = match (target.strip_prefix('/'), target.strip_prefix("../")) {
            (Some(part), _) => part.to_owned(),
            (None, Some(beside)) => format!("{above}/{beside}"),
            (None, None) => format!("{folder}/{target}"),
        };
        roots.get(part.as_str()).filter(|root| matches!(root.name.as_str(), "comments" | "ThreadedComments"))
    })
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
