//! Sheets that list units, or their elements, without criteria: they give titles to those that another sheet names by
//! code and number alone.

use super::{
    super::Unit,
    DICTIONARY,
    cells::{first_level, number_of, numbered},
    columns::with_numbers,
    wording,
};
use crate::{
    table::{Corrections, Mapping, Table, Wanted, text_of},
    workbook::{Row, Workbook},
};

/// Gives units whose sheet does not say their title or description, and elements without a title, those of such a sheet.
pub(super) fn name(workbook: &Workbook, sheet: &Corrections, units: &mut [Unit]) {
    let wanted = Wanted::codes(&DICTIONARY);
    let Ok(table) = Table::find(workbook, &wanted, sheet) else { return };
    if table.mapping.contains_key("criterion") {
        return;
    }
    let columns = with_numbers(&table);
    let mut code = None;
    for row in &table.rows {
        let text = |field: &str| columns.get(field).and_then(|column| text_of(row.cell(*column)));
        // The code stands on the first of the rows of its unit, or on each.
        code = text("code").or(code);
        for unit in units.iter_mut().filter(|unit| Some(&unit.code) == code.as_ref()) {
            for (place, said) in [(&mut unit.title, text("title")), (&mut unit.description, text("description"))] {
                if place.is_empty() {
                    *place = wording(&said.unwrap_or_default());
                }
            }
            name_element(&columns, row, unit);
        }
    }
}

/// Gives an element without a title the one that a row says beside its number.
fn name_element(columns: &Mapping, row: &Row, unit: &mut Unit) {
    let cell = |field: &str| columns.get(field).map(|column| row.cell(*column));
    let Some(written) = cell("element").and_then(text_of) else { return };
    let (no, title) = numbered(&wording(&written));
    let no = no.or_else(|| cell("element_no").and_then(number_of)).and_then(|no| first_level(&no));
    let nameless = unit.elements.iter_mut().filter(|element| element.title.is_empty());
    for element in nameless.filter(|element| Some(element.no) == no) {
        element.title.clone_from(&title);
    }
}
