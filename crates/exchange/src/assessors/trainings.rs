//! Whom an assessor trained, and when: one cell with both, or a cell of names beside one of days.

use certification::record::person::Training;
use certification::text::fold;
use jiff::civil::Date;

use super::cells::{after_days, is_never, last_day, pieces, training};
use crate::{
    institutions::{self, Kind, Known},
    table::{Table, text_of},
    ticks::own,
    values::date,
    workbook::{Cell, Sheet, Workbook},
};

/// The trainings of one assessor, and the parts of the cell that nobody can be sure of.
#[derive(Debug, Default)]
pub(super) struct Trainings {
    pub(super) known: Vec<Training>,
    pub(super) unclear: Vec<String>,
}

impl Trainings {
    /// Reads what stands in the column of trainings and in that of their days.
    pub(super) fn read(whom: &Cell, when: &Cell, home: Option<&str>, known: &Known) -> Self {
        let mut all = Self::default();
        let Some(text) = text_of(whom).filter(|text| !is_never(text)).map(|_| whom.to_string()) else { return all };
        let mut parts: Vec<(String, Option<(String, Date)>)> = Vec::new();
        for part in pieces(&after_days(&text), false) {
            let day = date::working(&Cell::text(part.trim_matches(['(', ')', ' ']))).date();
            match (day, parts.last_mut()) {
                // A day that stands below whom it is about.
                (Some(day), Some((above, dated @ None))) => *dated = Some((above.clone(), day)),
                (Some(_), _) => all.unclear.push(part),
                (None, _) => parts.push((part.clone(), training(&part))),
            }
        }
        let undated = parts.iter().filter(|(_, dated)| dated.is_none()).count();
        let mut days = days(when, undated).into_iter().cycle();
        for (part, dated) in parts {
            let dated = dated.or_else(|| Some((part.clone(), days.next()?)));
            let each = dated.and_then(|(whom, on)| Some((institutions::each(trained(&whom)?, home, known)?, on)));
            match each {
                Some((each, on)) => {
                    all.known.extend(each.into_iter().map(|one| Training { institution: one.name, on: on.to_string() }))
                }
                None => all.unclear.push(part),
            }
        }
        all
    }
}

/// The institution of a text that says before it what was done there, or who was: `Bimtek di SMP Negeri 2 Garut`, `Guru-guru
/// MAN 1 Garut`. Nothing where only that is understood.
fn trained(whom: &str) -> Option<&str> {
    let whom = whom.trim();
    if institutions::is_begun(whom) {
        return Some(whom);
    }
    if let Some(rest) = institutions::begin_within(whom).and_then(|at| whom.get(at..)) {
        return Some(rest);
    }
    let folded = fold(whom);
    if !folded.split(' ').next().is_some_and(|first| DONE.contains(&first)) {
        return Some(whom);
    }
    let behind = [" di ", " pada ", " untuk ", ": "].iter().filter_map(|sign| whom.split_once(sign));
    behind.map(|(_, rest)| rest.trim()).find(|rest| institutions::is_begun(rest))
}

/// With what a text begins that says what was done, or for whom, before it names the institution.
const DONE: &[&str] = &[
    "bimtek",
    "bimbingan",
    "pelatihan",
    "diklat",
    "workshop",
    "lokakarya",
    "seminar",
    "webinar",
    "sosialisasi",
    "pembinaan",
    "pendampingan",
    "narasumber",
    "pemateri",
    "instruktur",
    "fasilitator",
    "melatih",
    "mengajar",
    "membimbing",
    "guru",
    "pustakawan",
    "pengelola",
    "peserta",
    "staf",
    "tenaga",
];

/// Rows of a sheet in which its heading is looked for.
const HEADING_WITHIN: usize = 60;

/// The sheets that seem to say whom assessors trained, and are no table of assessors: they are not read, and somebody has to know.
pub(super) fn unread(workbook: &Workbook, table: &Table) -> Vec<String> {
    let says = |text: &str, words: &[&str]| fold(text).split(' ').any(|word| words.contains(&word));
    let trains = ["melatih", "pelatihan", "dilatih", "mengajar", "diklat", "bimtek", "narasumber"];
    let of_trainings = |sheet: &&Sheet| {
        let called = says(&sheet.name, &trains);
        sheet.rows.iter().take(HEADING_WITHIN).any(|row| {
            let texts: Vec<&str> = row.cells.iter().filter_map(Cell::as_text).collect();
            let any = |words: &[&str]| texts.iter().any(|text| says(text, words));
            texts.len() >= 2 && any(&["asesor", "nama"]) && (called || any(&trains))
        })
    };
    let other = |sheet: &&Sheet| {
        !sheet.hidden && sheet.name != table.sheet && !table.skipped.other_tables.contains(&sheet.name)
    };
    workbook.sheets.iter().filter(other).filter(of_trainings).map(|sheet| sheet.name.clone()).collect()
}

/// Takes a column that is headed *Tanggal* and nothing else, right behind that of trainings, for that of their days.
pub(super) fn take_days_beside(table: &mut Table) {
    let behind = table.mapping.get("trained").map(|at| at + 1);
    let Some(column) = table.columns.iter_mut().find(|column| Some(column.index) == behind) else { return };
    let is_day = matches!(own(column).as_str(), "tanggal" | "tgl" | "hari tanggal" | "waktu");
    if is_day && column.field.is_none() && !table.mapping.contains_key("trained_on") {
        column.field = Some("trained_on".to_owned());
        table.mapping.insert("trained_on".to_owned(), column.index);
    }
}

/// The days of a cell: one that is that of every institution without its own, or one for each of so many.
fn days(cell: &Cell, count: usize) -> Vec<Date> {
    let listed = |by_comma: bool| -> Option<Vec<Date>> {
        let text = cell.as_text()?;
        let parts = pieces(&if by_comma { text.replace(',', ";") } else { text.to_owned() }, false);
        parts.into_iter().map(|part| date::working(&Cell::Text(part)).date()).collect()
    };
    let lists = [listed(false), listed(true)].into_iter().flatten().find(|days| days.len() > 1);
    match lists {
        Some(days) if days.len() == count => days,
        Some(_) => Vec::new(),
        None => last_day(cell).date().into_iter().collect(),
    }
}

/// Whether a text right below a row is another training: it says a day, and whom by the name of an institution, which the
/// place and day of a signature do not.
pub(super) fn is_one(text: &str, has_day: bool) -> bool {
    let parts = pieces(&after_days(text), false);
    let is_institution = |whom: &str| institutions::understand(whom, None, &Known::default()).kind != Kind::Lainnya;
    !parts.is_empty()
        && parts.iter().all(|part| match training(part) {
            Some((whom, _)) => trained(&whom).is_some_and(is_institution),
            None => has_day && trained(part).is_some_and(is_institution),
        })
}
