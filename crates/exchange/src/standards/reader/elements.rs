//! The table of elements and criteria, told apart in columns or flowing one after another: which number begins what, and
//! what a line without one goes on.

use std::collections::HashMap;

use super::{
    super::{
        Criterion, Element, Remark, Role,
        columns::{self, Halves},
        numbering::{self, leading, printed},
        tidy,
    },
    At, Reader, is_shouted,
};

impl Reader {
    /// Lines of the table of elements whose columns were told apart, each with its number in the text. Where the
    /// numbers of criteria name elements of the same table, the columns are read one after the other: it does not
    /// matter then at which height of its cell the title of an element stands.
    pub fn table(&mut self, lines: &[(usize, Halves)]) {
        if columns::told_by_numbers(lines.iter().map(|(_, half)| half)) {
            for (number, half) in lines {
                self.left(*number, &half.left);
            }
            for (number, half) in lines {
                self.right(*number, &half.right, true);
            }
        } else {
            for (number, half) in lines {
                self.left(*number, &half.left);
                self.right(*number, &half.right, false);
            }
        }
    }

    /// A piece of the column of elements.
    fn left(&mut self, number: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        if is_rest_of_heading(text) {
            self.note(number, Role::Heading, "");
            return;
        }
        match leading(text) {
            Some((path, text)) if path.len() == 1 => self.element(number, &path, text),
            _ => self.goes_on(number, text, At::Element),
        }
    }

    /// A piece of the column of criteria; `by_number` when a criterion belongs to the element that its number names.
    fn right(&mut self, number: usize, text: &str, by_number: bool) {
        if text.is_empty() || is_rest_of_heading(text) {
            return;
        }
        for piece in numbering::divide(text, &self.last) {
            self.look_for_called(number, piece);
            match leading(piece) {
                Some((path, text)) if path.len() == 2 => {
                    self.at = At::Criterion;
                    if self.is_figure(&path, text, piece) {
                        self.goes_on(number, piece, At::Criterion);
                        continue;
                    }
                    if by_number {
                        self.open_element(&path);
                    }
                    self.criterion(number, &path, text);
                }
                _ => self.goes_on(number, piece, At::Criterion),
            }
        }
    }

    /// Writes on at the element that the number of a criterion names.
    fn open_element(&mut self, path: &[u32]) {
        let elements = self.units.last().map(|unit| unit.elements.as_slice()).unwrap_or_default();
        if let Some(named) = elements.iter().rposition(|e| Some(&e.no) == path.first()) {
            self.open = named;
        }
    }

    /// Goes back to the element that the number of a criterion names, where that is another one and lacks it: a table
    /// read row by row across its cells gives the first criterion of each element before the second of any.
    fn open_where_lacking(&mut self, path: &[u32]) {
        let named = |e: &&Element| Some(&e.no) == path.first();
        let elements = self.units.last().map(|unit| unit.elements.as_slice()).unwrap_or_default();
        if elements.get(self.open).is_some_and(|open| named(&open)) {
            return;
        }
        let no = printed(path);
        let lacks = elements.iter().rfind(named).is_some_and(|e| e.criteria.iter().all(|c| c.no != no));
        if lacks {
            self.open_element(path);
        }
    }

    /// The element that is written on.
    fn open(&mut self) -> Option<&mut Element> {
        let open = self.open;
        self.units.last_mut().and_then(|unit| unit.elements.get_mut(open))
    }

    /// A piece of elements and criteria that flow one after another.
    pub(super) fn flowing(&mut self, number: usize, piece: &str) {
        self.look_for_called(number, piece);
        if is_rest_of_heading(piece) {
            self.note(number, Role::Heading, "");
            return;
        }
        match leading(piece) {
            Some((path, text)) if path.len() == 1 && self.is_no_element(&path, text) => {
                self.goes_on(number, piece, self.at);
            }
            Some((path, text))
                if path.len() == 1 && (begins_title(text) || (text.is_empty() && self.is_next(&path))) =>
            {
                self.element(number, &path, text);
            }
            Some((path, text)) if path.len() == 2 && self.is_figure(&path, text, piece) => {
                self.goes_on(number, piece, self.at);
            }
            Some((path, text)) if path.len() == 2 => {
                self.open_where_lacking(&path);
                self.criterion(number, &path, text);
            }
            _ => self.goes_on(number, piece, self.at),
        }
    }

    fn look_for_called(&mut self, number: usize, piece: &str) {
        self.called.extend(numbering::called(piece, &self.last).map(|path| (number, path)));
    }

    /// Whether a number is that of the next element.
    fn is_next(&self, path: &[u32]) -> bool {
        let before = self.units.last().and_then(|u| u.elements.last()).map_or(0, |e| e.no);
        path == [before + 1]
    }

    /// Whether a number is no element's: a word before it calls it, or it begins the rest of a sentence behind a word that
    /// calls an amount.
    fn is_no_element(&mut self, path: &[u32], text: &str) -> bool {
        (!self.is_next(path) && self.is_called()) || self.is_amount(text)
    }

    /// Whether a number is no criterion's but a figure that a line broke before: `paling sedikit`, `1.5 meter`; `pukul`, `8.30
    /// setiap hari`. The next number of its element is a criterion's, but where an amount or a number is wanted and a
    /// sentence goes on behind it; `piece` is the text with its number.
    fn is_figure(&mut self, path: &[u32], text: &str, piece: &str) -> bool {
        let (due, goes_on) = (self.is_due(path), text.starts_with(char::is_lowercase));
        let calls = |wording: &str| {
            if due { numbering::calls_due(wording, piece) } else { numbering::calls_number(wording) }
        };
        (!due && numbering::is_measured(text))
            || self.is_amount(text)
            || (goes_on && self.wording_so_far().is_some_and(calls))
    }

    /// Whether a text goes on behind an amount that the wording calls.
    fn is_amount(&mut self, text: &str) -> bool {
        text.starts_with(char::is_lowercase) && self.wording_so_far().is_some_and(numbering::calls_amount)
    }

    /// Whether a number is that of the next criterion of the element that it names.
    fn is_due(&self, path: &[u32]) -> bool {
        let elements = self.units.last().map(|unit| unit.elements.as_slice()).unwrap_or_default();
        let named = elements.iter().rfind(|e| Some(&e.no) == path.first());
        let before = named.and_then(|e| e.criteria.last()).map_or(0, |c| minor(&c.no));
        path.last() == Some(&(before + 1))
    }

    /// Whether the wording that is written on ends with a word that calls a number: `menurut Nomor`, `12. …`.
    fn is_called(&mut self) -> bool {
        self.wording_so_far().is_some_and(numbering::calls_number)
    }

    /// The wording that is written on.
    fn wording_so_far(&mut self) -> Option<&str> {
        let at = self.at;
        self.open().and_then(|element| match at {
            At::Element => Some(element.title.as_str()),
            At::Criterion => element.criteria.last().map(|c| c.text.as_str()),
            At::Nothing => None,
        })
    }

    fn element(&mut self, number: usize, path: &[u32], text: &str) {
        let Some(unit) = self.units.last_mut() else { return };
        let no = path.first().copied().unwrap_or_default();
        let before = unit.elements.last().map_or(0, |e| e.no);
        unit.elements.push(Element { no, title: text.to_owned(), criteria: Vec::new() });
        self.open = unit.elements.len() - 1;
        self.begun.push(number);
        self.note(number, Role::Element, &printed(path));
        // Where the count begins anew, it is that of another list.
        if no == 1 && before > 0 {
            self.note(number, Role::NotUnderstood, "");
        }
        self.counted(number, before, no);
        self.at = At::Element;
        self.last = path.to_vec();
    }

    fn criterion(&mut self, number: usize, path: &[u32], text: &str) {
        let Some(element) = self.open() else {
            self.note(number, Role::NotUnderstood, "");
            return;
        };
        let before = element.criteria.last().map_or(0, |c| minor(&c.no));
        // Its number names another element than the one it stands under: a person should look.
        let astray = path.first() != Some(&element.no);
        // Nor does a criterion begin like the rest of a sentence where its number is not the next.
        let no = path.last().copied().unwrap_or_default();
        let cut = no != before + 1 && text.starts_with(char::is_lowercase);
        element.criteria.push(Criterion { no: printed(path), text: text.to_owned() });
        let place = element.criteria.len() - 1;
        self.counted.push((number, self.open, place));
        if text.is_empty() {
            self.unworded.push((number, self.open, place));
        }
        self.note(number, Role::Criterion, &printed(path));
        if astray || cut {
            self.note(number, Role::NotUnderstood, "");
        }
        self.counted(number, before, no);
        self.at = At::Criterion;
        self.last = path.to_vec();
    }

    fn counted(&mut self, number: usize, before: u32, no: u32) {
        if no > before + 1 {
            self.remark(number, Remark::NumberSkipped);
        } else if no <= before {
            self.remark(number, Remark::NumberRepeated);
        }
    }

    /// Goes on with an element's title or a criterion; a new sentence after a full stop does not belong to it.
    fn goes_on(&mut self, number: usize, text: &str, at: At) {
        let wording = self.open().and_then(|e| match at {
            At::Element => Some((&mut e.title, Role::Element, e.no.to_string())),
            At::Criterion => e.criteria.last_mut().map(|c| (&mut c.text, Role::Criterion, c.no.clone())),
            At::Nothing => None,
        });
        match wording {
            Some((wording, role, no)) if belongs(wording, text) => {
                let joined = tidy::join(wording, text);
                self.note(number, role, &no);
                self.went_on(number, true, joined);
            }
            _ => self.note(number, Role::NotUnderstood, ""),
        }
    }
}

/// The lines of criteria whose number stood there before, or lacks the one before it: a line was lost, or a number is wrong.
/// `counted` are the lines with the places of element and criterion.
pub(super) fn miscounted(elements: &[Element], counted: &[(usize, usize, usize)]) -> Vec<usize> {
    // Of each element, its numbers with the place where each stands first.
    let places = |element: &Element| {
        let mut places = HashMap::new();
        for (place, criterion) in element.criteria.iter().enumerate() {
            places.entry(criterion.no.clone()).or_insert(place);
        }
        places
    };
    let first: Vec<HashMap<String, usize>> = elements.iter().map(places).collect();
    let is_wrong = |(_, element, place): &&(usize, usize, usize)| {
        let (Some(element), Some(first)) = (elements.get(*element), first.get(*element)) else { return false };
        let Some(criterion) = element.criteria.get(*place) else { return false };
        let Some((above, last)) = criterion.no.rsplit_once('.') else { return false };
        let before = last.parse().ok().and_then(|last: u32| last.checked_sub(1)).filter(|before| *before > 0);
        let lacks = before.is_some_and(|before| !first.contains_key(&format!("{above}.{before}")));
        lacks || first.get(&criterion.no).is_some_and(|first| first < place)
    };
    counted.iter().filter(is_wrong).map(|(line, ..)| *line).collect()
}

/// The last number of a criterion's: 3 of `1.3`.
fn minor(no: &str) -> u32 {
    no.rsplit('.').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn begins_title(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic())
}

fn belongs(wording: &str, text: &str) -> bool {
    let ended = wording.trim_end().ends_with('.');
    let anew = text.starts_with(char::is_uppercase);
    !(is_shouted(text) || (ended && anew))
}

/// What is left of the table's heading: `KRITERIA UNJUK KERJA`, `KERJA`.
fn is_rest_of_heading(text: &str) -> bool {
    let words = ["NO", "NO.", "ELEMEN", "KOMPETENSI", "DAN", "KRITERIA", "UNJUK", "KERJA", "(KUK)", "KUK", "SUB", "/"];
    let said = certification::text::fold(text);
    text.split_whitespace().all(|w| words.contains(&w))
        || matches!(
            said.as_str(),
            "kriteria unjuk kerja"
                | "elemen kompetensi kriteria unjuk kerja"
                | "performance criteria"
                | "elements of competency"
                | "elements of competency performance criteria"
        )
}
