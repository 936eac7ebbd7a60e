//! The rows of tables of units, elements and criteria, taken one after another. A row may name a unit or an element again,
//! or leave it blank; it may go on with the wording above it. Numbers stay as they are written; what is in doubt is
//! reported.

use std::collections::HashMap;

use certification::text::fold;

use super::{
    super::{Criterion, Element, NotUnderstood, Reading, Unit, numbering::leading, signs, tidy},
    cells::{counted_on, first_level, goes_on, number_of, numbered, several},
    codes::{across, code_and_title, may_be_code, whole},
    columns::renamed,
    merge, wording,
};
use crate::{
    table::{Mapping, Table, text_of},
    workbook::{Cell, Row},
};

/// Elements of a unit among which one is looked for: no unit has as many.
const NEAR: usize = 200;

impl Unit {
    /// The last elements, with their places.
    fn near(&self) -> impl DoubleEndedIterator<Item = (usize, &Element)> {
        self.elements.iter().enumerate().skip(self.elements.len().saturating_sub(NEAR))
    }
}

/// What was taken of all tables.
#[derive(Debug, Default)]
pub(super) struct Rows {
    units: Vec<Unit>,
    not_understood: Vec<NotUnderstood>,
    begun: Vec<Begun>,
}

/// Where an element begins.
#[derive(Debug)]
pub(super) struct Begun {
    pub code: String,
    pub no: u32,
    pub row: NotUnderstood,
}

impl Rows {
    /// Takes the units of one table; those that an earlier table had come together with them. `code` is that of its only
    /// unit, where no column says it.
    pub fn take_table(&mut self, table: &Table, columns: Mapping, code: Option<&str>) {
        let mut taking = Taking::new(table, columns);
        if let Some(code) = code.filter(|_| !taking.columns.contains_key("code")) {
            taking.open_unit(code);
        }
        for row in &table.rows {
            if let Some(columns) = renamed(row) {
                taking.columns = columns;
            } else if !taking.take(row) {
                self.not_understood.push(shown(row));
            }
        }
        taking.units.retain(|unit| !(unit.elements.is_empty() && Some(unit.code.as_str()) == code));
        for unit in taking.units {
            match self.units.iter_mut().find(|known| known.code == unit.code) {
                Some(known) => {
                    let left = merge::into(known, unit, &taking.begun, taking.named.as_slice());
                    self.not_understood.extend(left);
                }
                None => self.units.push(unit),
            }
        }
        self.begun.extend(taking.begun);
    }

    /// Shows a row that no table took.
    pub fn left(&mut self, row: &Row) {
        self.not_understood.push(shown(row));
    }

    pub fn units(&mut self) -> &mut [Unit] {
        &mut self.units
    }

    /// What was read. An element without title or criteria is none that anybody could be assessed by.
    pub fn finish(mut self) -> Reading {
        let mut units: HashMap<&str, &Unit> = HashMap::new();
        for unit in &self.units {
            units.entry(&unit.code).or_insert(unit);
        }
        for Begun { code, no, row } in self.begun {
            let elements = units.get(code.as_str()).map(|unit| unit.elements.as_slice()).unwrap_or_default();
            let lacks = |e: &Element| e.title.is_empty() || e.criteria.is_empty();
            if elements.iter().filter(|e| e.no == no).any(lacks) && !self.not_understood.contains(&row) {
                self.not_understood.push(row);
            }
        }
        Reading { units: self.units, not_understood: self.not_understood, ..Reading::default() }
    }
}

pub(super) fn shown(row: &Row) -> NotUnderstood {
    let text = row.cells.iter().filter_map(text_of).collect::<Vec<_>>().join(" | ");
    NotUnderstood { line: row.number as usize, text }
}

/// One table being taken.
struct Taking {
    columns: Mapping,
    /// Whether its criteria have numbers: what has none then goes on with the one above, or is no criterion.
    numbered: bool,
    /// Whether its criteria end with a full stop.
    stopped: bool,
    /// Whether an element had a number.
    counted: bool,
    units: Vec<Unit>,
    /// Where each unit stands, by its code.
    places: HashMap<String, usize>,
    open: usize,
    /// Which element of the open unit is written on.
    element: usize,
    begun: Vec<Begun>,
    /// The code of each unit, and the row that named it first.
    named: Vec<(String, NotUnderstood)>,
}

impl Taking {
    fn new(table: &Table, columns: Mapping) -> Self {
        let text = |row: &Row, field: &str| columns.get(field).and_then(|column| text_of(row.cell(*column)));
        let criteria: Vec<(bool, String)> = table
            .rows
            .iter()
            .filter_map(|row| {
                let written = text(row, "criterion")?;
                Some((numbered(&written).0.is_some() || text(row, "criterion_no").is_some(), written))
            })
            .collect();
        let whole: Vec<bool> =
            criteria.windows(2).filter(|two| two[1].0).map(|two| two[0].1.trim_end().ends_with('.')).collect();
        Self {
            columns,
            numbered: criteria.first().is_some_and(|(numbered, _)| *numbered),
            stopped: whole.iter().filter(|stopped| **stopped).count() * 4 > whole.len() * 3,
            counted: false,
            units: Vec::new(),
            places: HashMap::new(),
            open: 0,
            element: 0,
            begun: Vec::new(),
            named: Vec::new(),
        }
    }

    fn cell<'r>(&self, row: &'r Row, field: &str) -> Option<&'r Cell> {
        self.columns.get(field).map(|column| row.cell(*column)).filter(|cell| text_of(cell).is_some())
    }

    /// Takes one row; tells whether all of it was understood.
    fn take(&mut self, row: &Row) -> bool {
        if let Some((code, title)) = across(row) {
            let once = self.name_unit(&code, row);
            return self.name(Some(title).filter(|title| !title.is_empty()), None, true) && once;
        }
        let text = |field: &str| self.cell(row, field).and_then(text_of).map(|text| wording(&text));
        let (mut code, mut title, description) = (text("code"), text("title"), text("description"));
        // `R.91PRP01.001.1 Menata Koleksi` in one cell, under whichever of the two headings.
        if let Some(both) = code.as_deref().or(title.as_deref()).and_then(code_and_title) {
            (code, title) = (Some(both.0), Some(both.1));
        }
        let worded = ["title", "element", "criterion"].into_iter().filter_map(text);
        let beside = worded.into_iter().any(|text| text.contains(char::is_alphabetic));
        let mut once = true;
        if let Some(code) = &code {
            if !may_be_code(code, beside) {
                return false;
            }
            once = self.name_unit(&whole(code), row);
        }
        let says = code.is_some() || title.is_some() || description.is_some();
        let named = self.name(title, description, code.is_some()) && once;
        let before = self.unit().map_or(0, |unit| unit.elements.len());
        let titles = |taking: &mut Self| {
            let at = taking.element;
            taking.unit().and_then(|unit| unit.elements.get(at)).map(|element| element.title.len())
        };
        let title_before = titles(self);
        let (Some(element), says_element) = self.element(row) else { return false };
        let says_element = says_element && titles(self) != title_before;
        let begins = self.unit().is_some_and(|unit| unit.elements.len() > before);
        match self.cell(row, "criterion") {
            Some(Cell::Text(written)) => self.criteria(row, written, begins) && named && element,
            // The number of a criterion whose wording is missing.
            _ if self.cell(row, "criterion_no").and_then(number_of).is_some_and(|no| no.contains('.')) => false,
            // An element again without a criterion says nothing.
            _ if self.cell(row, "element").is_some() && !(begins || says_element) => false,
            _ => (says || begins || says_element) && named && element,
        }
    }

    /// Goes on with the unit that a row names; tells whether no other stood between its rows.
    fn name_unit(&mut self, code: &str, row: &Row) -> bool {
        let before = self.open;
        if self.open_unit(code) {
            self.named.push((code.to_owned(), shown(row)));
            return true;
        }
        self.open == before || self.unit().is_none_or(|unit| unit.elements.is_empty())
    }

    /// Goes on with the unit of this code; tells whether it is a new one.
    fn open_unit(&mut self, code: &str) -> bool {
        let known = self.places.get(code).copied();
        let open = known.unwrap_or(self.units.len());
        if known.is_none() {
            self.places.insert(code.to_owned(), open);
            self.units.push(Unit::new(code.to_owned()));
        }
        if open != self.open || known.is_none() {
            self.open = open;
            self.element = self.unit().map_or(0, |unit| unit.elements.len().saturating_sub(1));
        }
        known.is_none()
    }

    fn unit(&mut self) -> Option<&mut Unit> {
        let open = self.open;
        self.units.get_mut(open)
    }

    /// Gives the open unit its title and description. Where its code stands beside them, they are said again, as a whole or
    /// not to the end.
    fn name(&mut self, title: Option<String>, description: Option<String>, coded: bool) -> bool {
        let Some(unit) = self.unit() else { return true };
        let mut understood = true;
        for (place, said) in [(&mut unit.title, title), (&mut unit.description, description)] {
            let Some(said) = said else { continue };
            let (known, again) = (fold(place), fold(&said));
            if known.starts_with(&again) {
                continue;
            }
            if place.is_empty() || (coded && again.starts_with(&known)) {
                *place = said;
            } else if coded {
                understood = false;
            } else {
                understood &= goes_on(place, &said, false);
            }
        }
        understood
    }

    /// Takes the element of a row. Tells whether it was understood, nothing where there is no unit for it; and whether the
    /// row says anything of one.
    fn element(&mut self, row: &Row) -> (Option<bool>, bool) {
        let written = self.cell(row, "element").and_then(text_of).map(|text| wording(&text));
        let beside = self.cell(row, "element_no").and_then(number_of).and_then(|no| first_level(&no));
        // The number of its first criterion tells that of an element without one.
        let criterion = self.cell(row, "criterion_no").or_else(|| self.cell(row, "criterion")).and_then(text_of);
        let under =
            criterion.and_then(|text| leading(&text).filter(|(path, _)| path.len() == 2).map(|(path, _)| path[0]));
        let says = written.is_some() || beside.is_some();
        let (counted, at) = (self.counted, self.element);
        let Some(unit) = self.unit() else { return (None, says) };
        if !says {
            return (Some(true), false);
        }
        let last = unit.elements.last().map_or(0, |e| e.no);
        let (no, title) = written.map_or((None, String::new()), |text| {
            counted_on(&text, last).map_or_else(|| numbered(&text), |(no, title)| (Some(no), title))
        });
        let no = no.and_then(|no| first_level(&no)).or(beside);
        let mut understood = true;
        let named = |e: &Element| no.map_or(!title.is_empty(), |no| no == e.no) && fold(&e.title) == fold(&title);
        let here = unit.elements.get(at).is_some_and(named);
        let earlier = unit.near().rfind(|(_, e)| named(e)).map(|(at, _)| at);
        if let Some(earlier) = earlier.filter(|_| !here) {
            self.element = earlier;
            return (Some(true), true);
        }
        if let Some(open) = unit.elements.get_mut(at) {
            let (same, begins) = (open.title == title, fold(&open.title).starts_with(&fold(&title)));
            match no {
                Some(no) if no == open.no && begins => return (Some(true), true),
                Some(no) if no == open.no => {
                    if open.title.is_empty() {
                        open.title = title;
                        return (Some(true), true);
                    }
                    if goes_on(&mut open.title, &title, false) {
                        return (Some(true), true);
                    }
                    understood = false;
                }
                None if same || (counted && goes_on(&mut open.title, &title, false)) => return (Some(true), true),
                _ => {}
            }
        }
        let next = no.or(under.filter(|no| *no > last)).unwrap_or(last + 1);
        understood &= unit.near().all(|(_, e)| e.no != next);
        unit.elements.push(Element { no: next, title, criteria: Vec::new() });
        let begun = unit.elements.len() - 1;
        let code = unit.code.clone();
        self.element = begun;
        self.counted |= no.is_some();
        self.begun.push(Begun { code, no: next, row: shown(row) });
        (Some(understood), true)
    }

    /// Takes the criteria of a cell; tells whether all of them were understood. `begins` where the row began an element.
    fn criteria(&mut self, row: &Row, written: &str, begins: bool) -> bool {
        let beside = self.cell(row, "criterion_no");
        let (is_amount, beside) = (matches!(beside, Some(Cell::Number(_))), beside.and_then(number_of));
        let (of_numbered, stopped) = (self.numbered && !begins, self.stopped);
        let at = self.element;
        let Some(element) = self.unit().and_then(|unit| unit.elements.get_mut(at)) else { return false };
        let parts = several(&signs::plain(written), element.no);
        let alone = parts.len() == 1;
        let mut understood = true;
        for part in parts {
            let (no, text) = numbered(&part);
            let text = tidy::mend(&text);
            let inline = no.is_some();
            let no = no.or_else(|| beside.clone().filter(|_| alone));
            if no.is_none() && tidy::is_page_number(&text) {
                continue;
            }
            if no.is_none()
                && of_numbered
                && let Some(last) = element.criteria.last_mut()
            {
                understood &= goes_on(&mut last.text, &text, stopped);
                continue;
            }
            let next = format!("{}.{}", element.no, element.criteria.len() + 1);
            let no = match no.filter(|no| no.contains('.')) {
                // A cell of figures holds no nought at its end: `1.10` is `1.1` there.
                Some(no) if !inline && is_amount && element.criteria.iter().any(|c| c.no == no) => next,
                Some(no) => {
                    let known = element.criteria.iter().find(|c| c.no == no);
                    understood &= known.is_none() && first_level(&no) == Some(element.no);
                    // The same again says nothing new.
                    if known.is_some_and(|known| known.text == text) {
                        continue;
                    }
                    no
                }
                None => next,
            };
            element.criteria.push(Criterion { no, text });
        }
        understood
    }
}
