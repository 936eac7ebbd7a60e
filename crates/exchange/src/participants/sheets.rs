//! Which sheets of a workbook are read. Offices send a sheet for each district, and beside them instructions, lists
//! of other people and copies of the same ones. Every sheet of participants is read unless it is hidden or says
//! nothing that the others do not; a person may choose otherwise, and what is not read is named.

use std::{cmp::Reverse, collections::BTreeSet};

use certification::text::fold;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{columns::wanted, lists};
use crate::{
    Refusal, Refused,
    clusters::Schemes,
    table::{Corrections, Found, Table, text_of},
    values::{identity, name},
    workbook::Workbook,
};

/// Why a sheet was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is hidden from whoever opens the workbook.
    Hidden,
    /// Its people stand on the other sheets.
    Copy,
    /// It seems to go on with the sheet before, but has no heading of its own.
    NoHeading,
    /// It holds people of whom nothing says that they are participants.
    Others,
    /// It holds no table of people.
    NoTable,
    /// The person chose other sheets.
    NotChosen,
}

impl Why {
    /// Whether the sheet can be read all the same when somebody asks for it.
    #[must_use]
    pub const fn readable(self) -> bool {
        !matches!(self, Self::NoTable)
    }
}

/// A sheet that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftSheet {
    /// Its name.
    pub name: String,
    /// Which sheet of the workbook, from 0.
    pub at: usize,
    /// Why.
    pub why: Why,
}

/// The tables that are read, each with the place of its sheet, and the sheets that are not.
type Choice = (Vec<(usize, Table)>, Vec<LeftSheet>);

/// Chooses the sheets, or takes those that the person chose.
pub(super) fn choose(
    workbook: &Workbook,
    corrections: &Corrections,
    schemes: &Schemes,
    today: Date,
) -> Result<Choice, Refused> {
    for name in &corrections.sheets {
        workbook.sheet(name)?;
    }
    let found = Found::all(workbook, &wanted(schemes), corrections);
    let (mut chosen, found, copies) =
        if corrections.sheets.is_empty() { by_itself(found, today) } else { (Vec::new(), found, BTreeSet::new()) };
    let mut left: Vec<LeftSheet> = Vec::new();
    for (at, sheet) in workbook.sheets.iter().enumerate() {
        if chosen.iter().any(|(read, _)| *read == at) {
            continue;
        }
        let table = found.iter().find(|f| f.at == at).map(|f| &f.table);
        let read = chosen.iter().filter(|(read, _)| *read < at).map(|(_, table)| table).next_back();
        let before = read.or_else(|| found.iter().filter(|f| f.at < at).map(|f| &f.table).next_back());
        let before = before.filter(|before| table.is_none() && before.goes_on_in(sheet, &wanted(schemes)));
        let asked = corrections.sheets.contains(&sheet.name);
        let of_person = match (asked, table, before) {
            (false, ..) | (true, None, None) => None,
            (true, Some(table), _) => Some(table.clone()),
            (true, None, Some(before)) => {
                Some(before.going_on(sheet, &wanted(schemes), corrections.mappings.get(&sheet.name)))
            }
        };
        if let Some(table) = of_person {
            let place = chosen.partition_point(|(read, _)| *read < at);
            chosen.insert(place, (at, table));
            continue;
        }
        let why = match (sheet.hidden, copies.contains(&at), table.is_some(), before.is_some()) {
            (true, ..) => Why::Hidden,
            (_, true, ..) => Why::Copy,
            (_, _, true, _) if !corrections.sheets.is_empty() => Why::NotChosen,
            (_, _, true, _) => Why::Others,
            (.., true) => Why::NoHeading,
            _ => Why::NoTable,
        };
        left.push(LeftSheet { name: sheet.name.clone(), at, why });
    }
    say_once(&mut chosen);
    if chosen.is_empty() { Err(Refusal::NoTable.into()) } else { Ok((chosen, left)) }
}

/// Takes out of the summaries whom the other sheets hold already: somebody may stand on the summary alone, and must not be lost
/// with it. A summary of nobody else is left as it is; whoever asked for it wants it whole.
fn say_once(chosen: &mut [(usize, Table)]) {
    let mut seen = Seen::default();
    chosen.iter_mut().for_each(|(_, table)| {
        if !sums_up(&table.sheet) {
            people(table).into_iter().for_each(|mark| seen.take(mark));
        }
    });
    for (_, table) in chosen.iter_mut().filter(|(_, table)| sums_up(&table.sheet)) {
        let people = people(table);
        let known: Vec<bool> = people.iter().map(|mark| seen.holds(mark)).collect();
        if known.contains(&false) {
            let rows = std::mem::take(&mut table.rows).into_iter().zip(&known);
            let (again, alone): (Vec<_>, Vec<_>) = rows.partition(|(_, known)| **known);
            table.skipped.repeated = again.into_iter().map(|(row, _)| row.number).collect();
            table.rows = alone.into_iter().map(|(row, _)| row).collect();
        }
        people.into_iter().for_each(|mark| seen.take(mark));
    }
}

/// The tables that are read when nobody said which, those that are not, and the places of those that only repeat others.
fn by_itself(found: Vec<Found>, today: Date) -> (Vec<(usize, Table)>, Vec<Found>, BTreeSet<usize>) {
    let earlier = lists::of_earlier_years(&found, today);
    let is_other = |f: &Found| earlier.contains(&f.at) || lists::is_of_others(&f.table);
    // Where all are of others, the likeliest may be meant all the same.
    let main = Found::best_among(&found, |f| !is_other(f)).or_else(|| Found::best(&found));
    let fields = main.and_then(|at| found.get(at)).map_or(0, |f| f.table.mapping.len());
    let (mut likely, mut rest) = (Vec::new(), Vec::new());
    for (at, f) in found.into_iter().enumerate() {
        let reads = !f.hidden && !f.table.rows.is_empty() && !is_other(&f) && of_participants(&f.table, fields);
        if main == Some(at) || reads { likely.push(f) } else { rest.push(f) }
    }
    // What says most about people comes first, so that a summary is found to repeat it and not the other way round.
    likely.sort_by_key(|f| (sums_up(&f.table.sheet), Reverse(f.table.mapping.len()), f.at));
    let (mut chosen, mut seen, mut copies) = (Vec::new(), Seen::default(), BTreeSet::new());
    for f in likely {
        let people = people(&f.table);
        let known = people.iter().filter(|mark| seen.holds(mark)).count();
        // One person alone may have been listed twice; a summary repeats whom it names.
        let least = if sums_up(&f.table.sheet) { 1 } else { 2 };
        let repeats = known >= least && known == people.len();
        if repeats {
            copies.insert(f.at);
            rest.push(f);
        } else {
            people.into_iter().for_each(|mark| seen.take(mark));
            chosen.push((f.at, f.table));
        }
    }
    chosen.sort_by_key(|(at, _)| *at);
    rest.sort_by_key(|f| f.at);
    (chosen, rest, copies)
}

/// Whether a table beside the main one, which has so many fields, says of its people what is said of participants.
fn of_participants(table: &Table, fields: usize) -> bool {
    let has = |field: &str| table.mapping.contains_key(field);
    let says_who = has("nik") || has("born") || has("birth");
    let alike = table.mapping.len() * 4 >= fields * 3;
    has("name") && (says_who || alike)
}

/// Whether a sheet says by its name that it repeats what others hold.
fn sums_up(sheet: &str) -> bool {
    let sums = ["rekap", "rekapitulasi", "gabungan", "salinan", "copy", "total", "backup", "ringkasan"];
    words(sheet).iter().any(|word| sums.contains(&word.as_str()))
}

fn words(sheet: &str) -> Vec<String> {
    fold(sheet).split(' ').map(str::to_owned).collect()
}

/// What a row can be known again by.
struct Mark {
    nik: Option<String>,
    name: Option<String>,
}

/// People of sheets that are read.
#[derive(Default)]
struct Seen {
    niks: BTreeSet<String>,
    names: BTreeSet<String>,
    /// Names of those whose NIK is not told.
    bare: BTreeSet<String>,
}

impl Seen {
    /// The same NIK; where one of the two tells none, the same name. Two who share a name and not the NIK are two.
    fn holds(&self, mark: &Mark) -> bool {
        let named = |among: &BTreeSet<String>| mark.name.as_ref().is_some_and(|name| among.contains(name));
        match &mark.nik {
            Some(nik) => self.niks.contains(nik) || named(&self.bare),
            None => named(&self.names),
        }
    }

    fn take(&mut self, mark: Mark) {
        let Mark { nik, name } = mark;
        if nik.is_none() {
            self.bare.extend(name.clone());
        }
        self.niks.extend(nik);
        self.names.extend(name);
    }
}

/// What each row can be known again by.
fn people(table: &Table) -> Vec<Mark> {
    let cell = |row: &crate::workbook::Row, field: &str| table.mapping.get(field).map(|at| row.cell(*at).clone());
    let mark = |row| {
        let nik = match cell(row, "nik").map(|cell| identity::nik(&cell)) {
            Some(identity::Nik::Digits(nik)) => Some(nik).filter(|nik| !nik.is_empty()),
            _ => None,
        };
        let name = cell(row, "name").and_then(|cell| text_of(&cell)).map(|text| fold(&name::split(&text).name));
        Mark { nik, name: name.filter(|name| !name.is_empty()) }
    };
    table.rows.iter().map(mark).collect()
}
