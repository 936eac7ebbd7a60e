//! NIKs that have lost their last digit on the way: a sheet that took them for numbers put a nought in its place, and then they
//! were saved as text, where nothing shows it any more but that all of them end so.

use crate::{table::Cells, values::identity, workbook::Cell};

/// NIKs that end in a nought before it is no chance.
const NO_CHANCE: usize = 4;

/// Makes numbers of the NIKs of a table again where every one ends in a nought.
pub(super) fn told(cells: &mut [(u32, Cells)]) {
    let of_row = |cells: &Cells| match cells.get("nik") {
        Some(cell @ Cell::Text(_)) => match identity::nik(cell) {
            identity::Nik::Digits(nik) => Some(nik),
            _ => None,
        },
        _ => None,
    };
    let written: Vec<String> = cells.iter().filter_map(|(_, cells)| of_row(cells)).collect();
    if written.len() < NO_CHANCE || !written.iter().all(|nik| nik.ends_with('0')) {
        return;
    }
    for (_, cells) in cells {
        if let Some(number) = of_row(cells).and_then(|nik| nik.parse().ok()) {
            cells.insert("nik".into(), Cell::Number(number));
        }
    }
}
