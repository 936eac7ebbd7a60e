//! NIK masked, wherever they stand: in their own column every number of some length, elsewhere every number of sixteen
//! digits, however it is spaced.

use certification::text::masked_nik;

use crate::workbook::{Cell, Row};

/// Digits of a NIK.
const NIK: usize = 16;
/// From so many digits on, a number in the column of the NIK is masked; fewer are a heading's or a running number.
const SOME: usize = 6;
/// What stands between the digits of one number.
const SPACES: [char; 4] = [' ', '.', '-', '\u{a0}'];

/// Masks the rows of a sheet, but for the cells of the column that are `open`.
pub(super) fn mask(rows: &mut [Row], column: Option<usize>, open: impl Fn(u32, usize) -> bool) {
    for row in rows {
        for (at, cell) in row.cells.iter_mut().enumerate() {
            let own = column == Some(at);
            if !(own && open(row.number, at))
                && let Some(masked) = masked(cell, own)
            {
                *cell = Cell::Text(masked);
            }
        }
    }
}

/// A cell with its NIK masked; none when it holds none.
fn masked(cell: &Cell, own: bool) -> Option<String> {
    let text = match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => format!("{number:.0}"),
        Cell::Empty | Cell::Date(_) => return None,
    };
    let (mut out, mut run) = (String::with_capacity(text.len()), String::new());
    for sign in text.chars() {
        if sign.is_ascii_digit() || !run.is_empty() && SPACES.contains(&sign) {
            run.push(sign);
        } else {
            out.push_str(&of_run(&run, own));
            run.clear();
            out.push(sign);
        }
    }
    out.push_str(&of_run(&run, own));
    (out != text).then_some(out)
}

/// Digits with what spaces them, masked as a whole or, where more than one number stands there, number by number.
fn of_run(run: &str, own: bool) -> String {
    let whole = run.trim_end_matches(SPACES);
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == NIK || own && digits.len() >= SOME {
        return masked_nik(&digits) + run.get(whole.len()..).unwrap_or_default();
    }
    let part = |part: &str| match part.trim_end_matches(SPACES) {
        number if number.len() == NIK => masked_nik(number) + part.get(NIK..).unwrap_or_default(),
        _ => part.to_owned(),
    };
    run.split_inclusive(SPACES).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nik_is_masked_wherever_it_stands_and_other_numbers_are_not() {
        let text = |text: &str, own| masked(&Cell::Text(text.to_owned()), own);
        let hidden = |text: &str| Some(text.to_owned());
        assert_eq!(text("6304015701990040", true), hidden("6304 •••• •••• 0040"));
        assert_eq!(text("NIK 6304 0157 0199 0040 (KTP)", false), hidden("NIK 6304 •••• •••• 0040 (KTP)"));
        assert_eq!(text("1. 6304015701990040", false), hidden("1. 6304 •••• •••• 0040"));
        assert_eq!(text("630401570199", true), hidden("••••••••••••"));
        for other in ["19830108 201001 2 003", "0812-5555-0001", "Jl. A. Yani km 36", "NIK (16 digit)", "630401570199"]
        {
            assert_eq!(text(other, false), None, "{other}");
        }
        assert_eq!(text("NIK (16 digit)", true), None);
        assert_eq!(masked(&Cell::Number(6_304_015_701_990_040.0), false), hidden("6304 •••• •••• 0040"));
        assert_eq!(masked(&Cell::Number(12.0), true), None);
    }

    #[test]
    fn what_is_to_be_mended_stays_readable_in_its_own_column_alone() {
        let cell = || Cell::Text("6304015701990040".to_owned());
        let row = |number| Row { number, cells: vec![cell(), cell()] };
        let mut rows = [row(1), row(2)];
        mask(&mut rows, Some(0), |row, _| row == 2);
        let hidden = Cell::Text("6304 •••• •••• 0040".to_owned());
        assert_eq!(rows[0].cells, [hidden.clone(), hidden.clone()]);
        assert_eq!(rows[1].cells, [cell(), hidden]);
    }
}
