//! Assessors from a workbook: registration, its last day, scope, own institution and whom they
//! trained. What is wrong with a row stands beside it, not in the contract's shape.

mod cells;
mod columns;
mod lines;
mod trainings;

pub use columns::FIELDS;

use std::collections::BTreeMap;

use certification::record::person::Training;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::{
    cells::{last_day, pieces},
    columns::DICTIONARY,
    trainings::Trainings,
};
use crate::{
    Refused,
    clusters::Schemes,
    institutions::{self, Known},
    participants::Severity,
    regions::{Found, regions},
    table::{Cells, Column, Corrections, Mapping, Skipped, Table, Wanted, text_of},
    ticks,
    values::{
        contact::{self, Contact},
        date::Day,
        name,
        remark::{self, Meaning},
    },
    workbook::{Cell, Limits, Workbook},
};

/// An assessor as the contract shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessor {
    /// The sheet's own row, from 1.
    pub row: u32,
    /// Name without academic degrees.
    pub name: Option<String>,
    /// Academic degrees as written.
    pub degree: String,
    /// No. Reg. MET.
    pub met: Option<String>,
    /// Last day of the registration, inclusive.
    pub until: Option<Date>,
    /// Own institution, by its full official name where recognised.
    pub institution: Option<String>,
    /// Kemendagri code of the institution's district.
    pub kab: Option<String>,
    /// Keys of the schemes within the assessor's scope, in the order of the sheet.
    pub licences: Vec<String>,
    /// Whom the assessor trained, and when.
    pub trained: Vec<Training>,
    /// E.164.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}

/// Something wrong with a cell of an assessor's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Field, as in [`Assessor`].
    pub field: String,
    /// `missing`, `malformed`, `unknown`, `impossible_date` or `duplicate_in_file`.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The part of the cell that was not understood.
    pub part: String,
}

/// One row as read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRow {
    /// The cells by field.
    pub cells: Cells,
    /// The assessor.
    pub assessor: Assessor,
    /// What is wrong.
    pub issues: Vec<Issue>,
}

/// A workbook of assessors as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Name of the sheet that holds the table.
    pub sheet: String,
    /// The columns, for a person to correct.
    pub columns: Vec<Column>,
    /// Which column was taken for which field.
    pub mapping: Mapping,
    /// The rows.
    pub rows: Vec<ReadRow>,
    /// What was left aside.
    pub skipped: Skipped,
}

/// Reads a workbook of assessors. `home` is the province that decides between districts of one name.
///
/// # Errors
/// [`Refused`] for files that are no workbook we read, or hold no table of assessors.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    corrections: &Corrections,
    home: Option<&str>,
    known: &Known,
) -> Result<Reading, Refused> {
    let workbook = Workbook::read(bytes, limits)?;
    let wanted = Wanted {
        dictionary: &DICTIONARY,
        any_of: &["met", "licences"],
        at_least: 3,
        told_by: &["name", "met"],
        by_content,
        divides: |_, _| false,
        is_other_list: |_| false,
        is_own_list: |_| false,
        adds: lines::adds,
        every_row: false,
        schemes: &known.schemes,
    };
    let workbook = workbook.in_parts(&wanted);
    let mut table = Table::find(&workbook, &wanted, corrections)?;
    table.skipped.unread = trainings::unread(&workbook, &table);
    if !corrections.mappings.contains_key(&table.sheet) {
        trainings::take_days_beside(&mut table);
    }
    let ticked = ticks::schemes(&table, "licences", &known.schemes);
    let mut cells: Vec<(u32, Cells)> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut of_row = table.cells(row, FIELDS);
        if let Some(ticked) = &ticked {
            of_row.insert("licences".into(), ticks::names(row, ticked, "; "));
        }
        cells.push((row.number, of_row));
    }
    let mut rows: Vec<ReadRow> = lines::gathered(cells, &table.sections, &known.schemes)
        .into_iter()
        .map(|(row, cells)| {
            let (assessor, issues) = understand_row(row, &cells, home, known);
            ReadRow { cells, assessor, issues }
        })
        .collect();
    mark_duplicates(&mut rows);
    Ok(Reading { sheet: table.sheet, columns: table.columns, mapping: table.mapping, rows, skipped: table.skipped })
}

fn by_content(sample: &[&Cell], _: &Schemes) -> Option<&'static str> {
    let most = |test: &dyn Fn(&Cell) -> bool| sample.iter().filter(|c| test(c)).count() * 10 >= sample.len() * 6;
    if most(&|c| c.as_text().is_some_and(|t| met(t).is_some())) {
        return Some("met");
    }
    if most(&|c| matches!(contact::email(c), Contact::Good(_))) {
        return Some("email");
    }
    if most(&|c| matches!(contact::phone(c), Contact::Good(_))) {
        return Some("phone");
    }
    // Institutions with days are whom somebody trained, however the heading calls it.
    most(&|c| c.as_text().is_some_and(|text| trainings::is_one(text, false))).then_some("trained")
}

/// Judges one row, such as one that a person mended.
#[must_use]
pub fn understand_row(row: u32, cells: &Cells, home: Option<&str>, known: &Known) -> (Assessor, Vec<Issue>) {
    let mut issues = Vec::new();
    let mut issue = |field: &str, code: &str, severity: Severity, part: &str| {
        issues.push(Issue { field: field.to_owned(), code: code.to_owned(), severity, part: part.to_owned() });
    };
    let cell = |field: &str| cells.get(field).unwrap_or(&Cell::Empty);
    let text = |field: &str| text_of(cell(field));

    let mut name = text("name").map(|t| name::split(&t)).unwrap_or_default();
    if let Some(front) = text("degree_front") {
        name::put_in_front(&mut name, &front);
    }
    name.degree = name::join(&name.degree, &text("degree").unwrap_or_default());
    if name.name.is_empty() {
        issue("name", "missing", Severity::Error, "");
    } else if !name.remark.is_empty() {
        // Who does not come is not registered before somebody looked.
        match remark::meaning(&name.remark) {
            Meaning::Withdrawn => issue("name", "withdrawn", Severity::Error, &name.remark),
            Meaning::Other => issue("name", "remark", Severity::Warning, &name.remark),
        }
    } else if name::is_doubtful(&name.name) {
        issue("name", "remark", Severity::Warning, &name.name);
    }
    let number = text("met").and_then(|t| met(&t));
    match (&number, text("met")) {
        (None, Some(typed)) => issue("met", "malformed", Severity::Error, &typed),
        (None, None) => issue("met", "missing", Severity::Error, ""),
        _ => {}
    }
    let until = last_day(cell("until"));
    match until {
        Day::None => issue("until", "missing", Severity::Error, ""),
        Day::Impossible => issue("until", "impossible_date", Severity::Error, &cell("until").to_string()),
        Day::On(_) | Day::Short(_) => {}
    }
    let institution = text("institution").map(|t| institutions::understand(&t, home, known));
    let kab = match text("kab").map(|t| (regions().district(&t, home), t)) {
        Some((Found::One(region), _)) => Some(region),
        Some((_, typed)) => {
            issue("kab", "unknown", Severity::Warning, &typed);
            None
        }
        None => institution.as_ref().and_then(|i| i.region).filter(|r| r.kind != crate::regions::Kind::Province),
    };
    let mut licences: Vec<String> = Vec::new();
    for part in
        text("licences").map(|_| listed_scopes(&cell("licences").to_string(), &known.schemes)).unwrap_or_default()
    {
        match scopes(&part, &known.schemes) {
            Some(found) => {
                let new = found.into_iter().filter(|slug| !licences.contains(slug)).collect::<Vec<_>>();
                licences.extend(new);
            }
            None => issue("licences", "unknown", Severity::Error, &part),
        }
    }
    if text("licences").is_none() {
        issue("licences", "missing", Severity::Error, "");
    }
    let trainings = Trainings::read(cell("trained"), cell("trained_on"), home, known);
    for part in &trainings.unclear {
        issue("trained", "malformed", Severity::Error, part);
    }
    let phone = match contact::phone(cell("phone")) {
        Contact::Good(number) => Some(number),
        Contact::Malformed(typed) => {
            issue("phone", "malformed", Severity::Warning, &typed);
            None
        }
        Contact::None => None,
    };
    let email = match contact::email(cell("email")) {
        Contact::Good(address) => Some(address),
        Contact::Malformed(typed) => {
            issue("email", "malformed", Severity::Error, &typed);
            None
        }
        Contact::None => None,
    };
    let assessor = Assessor {
        row,
        name: Some(name.name).filter(|n| !n.is_empty()),
        degree: name.degree,
        met: number,
        until: until.date(),
        institution: institution.map(|i| i.name),
        kab: kab.map(|r| r.code.to_owned()),
        licences,
        trained: trainings.known,
        phone,
        email,
    };
    (assessor, issues)
}

/// The parts of a list of scopes; one scheme whose name has a comma in it is one.
fn listed_scopes(text: &str, schemes: &Schemes) -> Vec<String> {
    if schemes.is_called(text) { vec![text.to_owned()] } else { pieces(text, true) }
}

/// The schemes that a part of a list names: one, or several with *dan* or an ampersand between.
fn scopes(part: &str, schemes: &Schemes) -> Option<Vec<String>> {
    if let Some((slug, _)) = schemes.understand(part) {
        return Some(vec![slug.to_owned()]);
    }
    let apart = part.replace(" dan ", "&").replace(" serta ", "&").replace(" DAN ", "&").replace(" Dan ", "&");
    let found: Option<Vec<String>> =
        apart.split('&').map(|one| schemes.understand(one).map(|(slug, _)| slug.to_owned())).collect();
    found.filter(|found| found.len() > 1)
}

/// A registration number as the authority writes it: `MET.000.NNNNNN` with the year behind a blank or a dot, or none.
#[must_use]
pub fn met(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    // Without its letters it must be the number and nothing else.
    let bare = || upper.trim().starts_with(|c: char| c.is_ascii_digit()).then_some(upper.trim());
    let rest = match upper.find("MET") {
        Some(at) => upper.get(at + 3..)?.trim_start_matches(|c: char| !c.is_ascii_digit()),
        None => bare()?,
    };
    let groups: Vec<&str> = rest.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let glued = upper.contains("MET");
    let with_dot = rest.trim_end().rfind('.').is_some_and(|at| at + 5 == rest.trim_end().len());
    match groups.as_slice() {
        [office, serial] if office.len() == 3 && serial.len() == 6 => Some(format!("MET.{office}.{serial}")),
        [both] if glued && both.len() == 9 => Some(format!("MET.{}.{}", both.get(..3)?, both.get(3..)?)),
        [both, year] if glued && both.len() == 9 && year.len() == 4 => {
            Some(format!("MET.{}.{} {year}", both.get(..3)?, both.get(3..)?))
        }
        [office, serial, year] if office.len() == 3 && serial.len() == 6 && year.len() == 4 => {
            Some(format!("MET.{office}.{serial}{}{year}", if with_dot { '.' } else { ' ' }))
        }
        _ => None,
    }
}

fn mark_duplicates(rows: &mut [ReadRow]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let key = |row: &ReadRow| row.assessor.met.as_deref().and_then(|m| m.get(..14)).map(str::to_owned);
    for number in rows.iter().filter_map(key) {
        *seen.entry(number).or_default() += 1;
    }
    for row in rows.iter_mut() {
        if key(row).is_some_and(|number| seen.get(&number).is_some_and(|n| *n > 1)) {
            let part = row.assessor.met.clone().unwrap_or_default();
            row.issues.push(Issue {
                field: "met".into(),
                code: "duplicate_in_file".into(),
                severity: Severity::Error,
                part,
            });
        }
    }
}

#[cfg(test)]
mod tests;
