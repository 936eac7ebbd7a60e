//! In which order a column writes day and month. `4/3/1985` alone says neither; the other days of its column and the NIK
//! beside it may. A form in English writes the month first, and everybody else the day.

use std::collections::BTreeMap;

use super::{Token, place_and_date, tokens};
use crate::{table::Cells, values::identity, workbook::Cell};

/// What stands behind a day of figures whose month was written first, so that whoever sees the cell sees how it was read.
pub const MONTH_FIRST: &str = "(bulan/hari)";

/// What stands behind a day of figures that may be read both ways: no day, until a person decides.
pub(super) const EITHER: &str = "(hari/bulan?)";

/// Days of one order for each of the other, from which on the few are slips and the many tell the order.
const FEW: usize = 4;

/// What figures allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Allows {
    DayFirst,
    MonthFirst,
    Both,
}

/// A day of figures as one row writes it.
#[derive(Debug, Clone, Copy)]
struct Written {
    row: usize,
    /// The sign between day and month: a form writes its own, and who types another writes the day first.
    sign: char,
    allows: Allows,
    /// What the NIK of the row says: `Some(None)` where it carries another day.
    nik: Option<Option<Allows>>,
}

/// Writes beside each day of a column how it is to be read, where the column or the NIK tell that months stand first, or
/// nothing tells which.
pub fn settle(cells: &mut [(u32, Cells)]) {
    for field in ["born", "birth"] {
        let written: Vec<Written> =
            cells.iter().enumerate().filter_map(|(row, (_, cells))| of_row(row, cells, field)).collect();
        let mut by_sign: BTreeMap<char, Vec<Written>> = BTreeMap::new();
        for one in &written {
            by_sign.entry(one.sign).or_default().push(*one);
        }
        for (sign, group) in by_sign {
            let elsewhere = written.iter().any(|one| one.sign != sign && one.allows == Allows::DayFirst);
            for (row, mark) in marks(&group, elsewhere) {
                let Some((_, cells)) = cells.get_mut(row) else { continue };
                if let Some(Cell::Text(text)) = cells.get(field) {
                    let marked = Cell::Text(format!("{} {mark}", text.trim()));
                    cells.insert(field.into(), marked);
                }
            }
        }
    }
}

/// Which rows get which mark.
fn marks(group: &[Written], day_first_elsewhere: bool) -> Vec<(usize, &'static str)> {
    let count = |is: &dyn Fn(&Written) -> bool| group.iter().filter(|one| is(one)).count();
    let said = |one: &Written| one.nik.flatten();
    let only_day_first = count(&|one| one.allows == Allows::DayFirst);
    // A month that cannot be, where the NIK carries another day, is a slip and tells nothing.
    let only_month_first = count(&|one| one.allows == Allows::MonthFirst && one.nik != Some(None));
    let both = |order| count(&|one| one.allows == Allows::Both && said(one) == Some(order));
    let (day_first, month_first) =
        (only_day_first + both(Allows::DayFirst), only_month_first + both(Allows::MonthFirst));
    let enough = if only_month_first > 0 && day_first == 0 && !day_first_elsewhere { 1 } else { 2 };
    let of_column = only_day_first == 0 && month_first >= enough && month_first > FEW * day_first && group.len() > 1;
    if of_column {
        let is_slip = |one: &Written| one.allows == Allows::MonthFirst && one.nik == Some(None) && month_first < FEW;
        return group.iter().filter(|one| !is_slip(one)).map(|one| (one.row, MONTH_FIRST)).collect();
    }
    if only_day_first == 0 || only_month_first == 0 || day_first >= FEW * month_first {
        return Vec::new();
    }
    let in_doubt = group.iter().filter(|one| one.allows == Allows::Both);
    in_doubt
        .filter_map(|one| match said(one) {
            Some(Allows::DayFirst) => None,
            Some(_) => Some((one.row, MONTH_FIRST)),
            None => Some((one.row, EITHER)),
        })
        .collect()
}

/// The day that a row writes in figures; nothing where both orders mean the same.
fn of_row(row: usize, cells: &Cells, field: &str) -> Option<Written> {
    let text = cells.get(field)?.as_text()?;
    let day = if field == "birth" { place_and_date(text).1 } else { text.trim().to_owned() };
    let tokens = tokens(&day)?;
    let [Token::Figures(first), Token::Figures(second), Token::Figures(year)] = tokens.as_slice() else { return None };
    let sign = day.chars().find(|c| !c.is_ascii_digit())?;
    let part = |figures: &str| figures.parse::<u8>().ok().filter(|part| (1..=31).contains(part));
    let (one, other) = (part(first)?, part(second)?);
    let allows = match (one <= 12, other <= 12) {
        (true, true) if one != other => Allows::Both,
        (false, true) => Allows::DayFirst,
        (true, false) => Allows::MonthFirst,
        _ => return None,
    };
    let short = year.get(year.len().checked_sub(2)?..)?;
    let nik = match identity::nik(cells.get("nik").unwrap_or(&Cell::Empty)) {
        identity::Nik::Digits(nik) => Some(carried(&nik, [one, other], short)),
        _ => None,
    };
    Some(Written { row, sign, allows, nik })
}

/// In which order a NIK carries two figures as day and month, if in either.
fn carried(nik: &str, [one, other]: [u8; 2], year: &str) -> Option<Allows> {
    let part = |from: usize| nik.get(from..from + 2).and_then(|part| part.parse::<u8>().ok());
    let (day, month) = (part(6)? % 40, part(8)?);
    if nik.get(10..12)? != year {
        return None;
    }
    match [day, month] {
        [day, month] if [day, month] == [one, other] => Some(Allows::DayFirst),
        [day, month] if [month, day] == [one, other] => Some(Allows::MonthFirst),
        _ => None,
    }
}
