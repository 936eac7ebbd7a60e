//! An assessor on several lines: a scope or a training a line, with the name on the first or merged over all.

use crate::{
    clusters::Schemes,
    table::{Cells, text_of},
    workbook::Cell,
};

use super::{cells::last_day, listed_scopes, scopes, trainings};

/// Fields that each line of an assessor adds to.
const LISTED: [&str; 2] = ["licences", "trained"];

/// Whether a row with nothing but these fields adds to what the assessor above has: schemes, or trainings with their days.
pub(super) fn adds(said: &[(&str, String)], schemes: &Schemes) -> bool {
    let has = |wanted: &str| said.iter().any(|(field, _)| *field == wanted);
    // The day of a training stands in a column that is headed *Tanggal* and nothing else.
    let fits = |(field, text): &(&str, String)| match *field {
        "" => has("trained") && last_day(&Cell::text(text)).date().is_some(),
        "licences" => listed_scopes(text, schemes).iter().all(|part| scopes(part, schemes).is_some()),
        "trained" => trainings::is_one(text, has("trained_on") || has("")),
        "trained_on" => last_day(&Cell::text(text)).date().is_some(),
        _ => false,
    };
    LISTED.iter().any(|field| has(field)) && said.iter().all(fits)
}

/// The rows of assessors, each with what its further lines say; `sections` are lines of one cell between them.
pub(super) fn gathered(rows: Vec<(u32, Cells)>, sections: &[(u32, String)], schemes: &Schemes) -> Vec<(u32, Cells)> {
    let mut out: Vec<(u32, Cells)> = Vec::with_capacity(rows.len());
    let mut lines: Vec<(u32, Cells)> = rows;
    for (number, text) in sections.iter().filter(|(_, text)| scopes(text, schemes).is_some()) {
        let at = lines.partition_point(|(row, _)| row < number);
        if at > 0 {
            lines.insert(at, (*number, Cells::from([("licences".into(), Cell::text(text))])));
        }
    }
    for (row, mut cells) in lines {
        match out.last_mut() {
            Some((_, first)) if goes_on(first, &cells) => {
                dated(first);
                dated(&mut cells);
                for field in LISTED {
                    add(first, &mut cells, field);
                }
            }
            _ => out.push((row, cells)),
        }
    }
    out
}

/// Whether a line is about the assessor above: it names nobody, or the same person with the same registration.
fn goes_on(first: &Cells, line: &Cells) -> bool {
    let text = |cells: &Cells, field: &str| cells.get(field).and_then(text_of);
    let says = |field: &&str| text(line, field).is_some();
    let names = [text(line, "name"), text(line, "met")];
    let nobody = names.iter().all(Option::is_none) && LISTED.iter().any(says);
    let same = names.iter().all(Option::is_some) && names == [text(first, "name"), text(first, "met")];
    let adds = LISTED.iter().any(|field| says(field) && text(line, field) != text(first, field));
    nobody || (same && adds)
}

/// Writes the day of a training beside whom it was for, where a column of its own says it.
fn dated(cells: &mut Cells) {
    let (Some(day), Some(whom)) = (cells.get("trained_on").and_then(text_of), cells.get("trained").and_then(text_of))
    else {
        return;
    };
    cells.insert("trained".into(), Cell::Text(format!("{whom} ({day})")));
    cells.remove("trained_on");
}

/// Adds what a line says in a field to what the lines above said.
fn add(first: &mut Cells, line: &mut Cells, field: &'static str) {
    let Some(more) = line.remove(field).filter(|cell| text_of(cell).is_some()) else { return };
    let said = first.get(field).filter(|cell| text_of(cell).is_some()).map(ToString::to_string);
    let whole = said.filter(|said| *said != more.to_string()).map(|said| format!("{said}\n{more}"));
    first.insert(field.into(), whole.map_or(more, Cell::Text));
}
