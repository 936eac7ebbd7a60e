//! What lines above a table or between its groups say of everybody below: `Klaster : Promosi`, `KABUPATEN GARUT`,
//! `Nama Instansi : …`. It holds where the table itself says nothing; a line that names two says nothing.

mod lines;
mod named;
mod words;

use std::collections::BTreeSet;

use certification::text::fold;

use self::{
    lines::{Line, field_of, line, lines_of},
    named::{Named, is_short, over_group},
};
use crate::{
    clusters::Schemes,
    institutions::{self, Known},
    regions::{Found, Kind as RegionKind, regions},
    table::{Cells, Table, text_of},
    values::is_nothing,
    workbook::Cell,
};

/// Fields that a line may say for all people below.
const FIELDS: [&str; 3] = ["institution", "kab", "cluster"];

/// Whether what stands alone in a row names a group of people: a district said to be one, a scheme, or what a label says.
pub(super) fn divides(text: &str, schemes: &Schemes) -> bool {
    if line(text).is_some_and(|line| line.label.is_some()) {
        return true;
    }
    let folded = fold(text);
    let (first, _) = folded.split_once(' ').unwrap_or((&folded, ""));
    match first {
        "kab" | "kabupaten" | "kota" | "pemkab" | "pemko" | "pemkot" => regions().district(text, None) != Found::None,
        "klaster" | "kluster" | "skema" | "layanan" | "pengatalogan" | "pengembangan" | "promosi" => {
            schemes.understand(text).is_some()
        }
        _ => (!is_short(text) && schemes.is_called(text)) || over_group(text, None).is_some(),
    }
}

/// Whether the only texts of a row begin as a line over a group does, whatever follows: `Klaster Arsip Dinamis`, `Kabupaten |
/// Xyz`. Such a line ends the group before it even where nobody understands it.
pub(super) fn heads_group(texts: &[&str]) -> bool {
    match texts {
        [label, value] => {
            let of_group = field_of(label.trim_end_matches([':', ' '])).is_some_and(|field| field != "institution");
            of_group && !is_nothing(value) && field_of(value).is_none()
        }
        [only] => line(only).is_some_and(|line| ["kab", "cluster"].iter().any(|field| line.ends(field))),
        _ => false,
    }
}

/// Gives each row that the table says nothing for what stands over its group, or behind a label above the table; and tells
/// in which fields the table says nothing.
pub(super) fn of_lines(
    table: &Table,
    cells: &mut [(u32, Cells)],
    home: Option<&str>,
    schemes: &Schemes,
) -> Vec<&'static str> {
    let titles = lines_of(table);
    let silent: Vec<&'static str> = FIELDS.into_iter().filter(|field| lacks(cells, field)).collect();
    for field in &silent {
        let labelled: Vec<&Line> = titles.iter().filter(|line| line.is_of(field)).collect();
        let title = agreed(&labelled, field, home, schemes);
        let groups = groups(table, field, home, schemes);
        for (row, cells) in cells.iter_mut() {
            if let Some(name) = group_of(&groups, *row).unwrap_or(title.as_ref()) {
                cells.insert((*field).into(), Cell::text(name));
            }
        }
    }
    silent
}

/// What stands over groups of rows: nothing where it names two, and as it is written where it is not understood, so that the
/// group before does not go on and a person sees what stands there.
fn groups(table: &Table, field: &str, home: Option<&str>, schemes: &Schemes) -> Vec<(u32, Option<String>)> {
    let mut groups: Vec<(u32, Option<String>)> = Vec::new();
    let lines = table.sections.iter().filter_map(|(row, text)| line(text).map(|line| (*row, line)));
    // Whether the district so far is that of an institution, which ends with its group.
    let mut of_institution = false;
    for (row, line) in lines {
        let institution = line.label.is_none().then(|| over_group(&line.text, home)).flatten();
        let name = match (line.names(field, home, schemes), field) {
            (Named::One(name), _) => Some(name),
            (Named::Several, _) => None,
            (Named::Nothing, "institution") if institution.is_some() => institution.clone().map(|found| found.name),
            // Another district's people work elsewhere.
            (Named::Nothing, "institution") if line.ends("kab") => None,
            (Named::Nothing, "kab") if institution.is_some() => {
                let region = institution.as_ref().and_then(|found| found.region);
                match region.filter(|region| region.kind != RegionKind::Province) {
                    Some(district) => Some(district.name.to_owned()),
                    None if of_institution => None,
                    None => continue,
                }
            }
            (Named::Nothing, _) if line.ends(field) => Some(line.text.clone()),
            (Named::Nothing, _) => continue,
        };
        of_institution = institution.is_some();
        groups.push((row, name));
    }
    groups
}

/// What stands over the group of a row, where anything does.
fn group_of(groups: &[(u32, Option<String>)], row: u32) -> Option<Option<&String>> {
    groups.iter().rev().find(|(number, _)| *number < row).map(|(_, name)| name.as_ref())
}

/// Gives each row what a title without a label names, in fields in which the table and its name say nothing. The district
/// of the person's own institution goes before it, and an institution is that of people of its district alone.
pub(super) fn of_titles(
    table: &Table,
    silent: &[&'static str],
    cells: &mut [(u32, Cells)],
    home: Option<&str>,
    schemes: &Schemes,
) {
    let titles = lines_of(table);
    let bare: Vec<&Line> = titles.iter().filter(|line| line.label.is_none()).collect();
    for field in ["kab", "cluster", "institution"].into_iter().filter(|field| silent.contains(field)) {
        let Some(name) = agreed(&bare, field, home, schemes) else { continue };
        let groups = groups(table, field, home, schemes);
        for (row, cells) in cells.iter_mut() {
            let blank = cells.get(field).is_none_or(Cell::is_blank) && group_of(&groups, *row).is_none();
            if blank && agrees(cells, field, &name, home) {
                cells.insert(field.into(), Cell::text(&name));
            }
        }
    }
}

/// The province that the titles of a table name, if all that name one name the same.
pub(super) fn province_of(table: &Table) -> Option<&'static str> {
    let behind = |text: &str| {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let at = words.iter().position(|word| matches!(*word, "provinsi" | "propinsi" | "prov"))?;
        (at + 1..=words.len().min(at + 4)).rev().find_map(|to| regions().province(&words.get(at + 1..to)?.join(" ")))
    };
    let named: BTreeSet<&'static str> =
        lines_of(table).iter().filter_map(|line| behind(&line.text)).map(|province| province.code).collect();
    (named.len() == 1).then(|| named.into_iter().next()).flatten()
}

/// Whether a table says nothing in a field: it has no column of it, or nothing stands there.
fn lacks(cells: &[(u32, Cells)], field: &str) -> bool {
    cells.iter().all(|(_, cells)| cells.get(field).is_none_or(|cell| text_of(cell).is_none()))
}

/// Whether what a row says elsewhere allows for what a title names.
fn agrees(cells: &Cells, field: &str, name: &str, home: Option<&str>) -> bool {
    let text = |field: &str| cells.get(field).and_then(text_of);
    let known = Known::default();
    let district_of = |text: &str| {
        institutions::understand(text, home, &known).region.filter(|region| region.kind != RegionKind::Province)
    };
    match field {
        "kab" => text("institution").and_then(|text| district_of(&text)).is_none(),
        "institution" => text("kab").is_none_or(|kab| regions().district(&kab, home).one() == district_of(name)),
        _ => true,
    }
}

/// What the lines name, where those that name anything name the same, or the last of them one that others list.
fn agreed(lines: &[&Line], field: &str, home: Option<&str>, schemes: &Schemes) -> Option<String> {
    let named: Vec<Named> =
        lines.iter().map(|line| line.names(field, home, schemes)).filter(|named| *named != Named::Nothing).collect();
    let Some(Named::One(last)) = named.last() else { return None };
    let others = |named: &Named| matches!(named, Named::One(other) if other != last);
    (!named.iter().any(others)).then(|| last.clone())
}

#[cfg(test)]
mod tests;
