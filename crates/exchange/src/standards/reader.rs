//! The units as they grow, line by line. Knows which part is open and what a line may be there;
//! what fits nowhere is kept as not understood, never mixed into a wording.

use std::collections::HashSet;

use certification::text::squeeze;

use super::{
    Criterion, Element, Line, Remark, Role, Unit,
    columns::{self, Halves},
    numbering::{self, Path, leading, printed},
    outline::{self, Outline},
    text::is_code,
    tidy,
};

/// A part of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// Its code.
    Code,
    /// Its title.
    Title,
    /// Its description.
    Description,
    /// Its elements and criteria.
    Elements,
    /// Its range of variables.
    Variables,
    /// Its guide to assessment.
    Guide,
}

/// Which wording is being written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum At {
    #[default]
    Nothing,
    Element,
    Criterion,
}

#[derive(Debug, Default)]
pub(super) struct Reader {
    units: Vec<Unit>,
    lines: Vec<Line>,
    part: Option<Part>,
    at: At,
    /// Which element of the unit is written on.
    open: usize,
    /// Lines on which the elements of the unit begin.
    begun: Vec<usize>,
    /// Numbers of criteria that a word before them calls, and where.
    called: Vec<(usize, Path)>,
    lost: bool,
    last: Path,
    variables: Outline,
    guide: Outline,
}

impl Reader {
    pub fn part(&self) -> Option<Part> {
        self.part
    }

    pub fn set_aside(&mut self, number: usize, text: &str, role: Role) {
        self.begin_line(number, text);
        self.note(number, role, "");
    }

    pub fn begin_line(&mut self, number: usize, text: &str) {
        self.lines.push(Line { line: number, text: squeeze(text), parts: Vec::new(), remarks: Vec::new() });
    }

    fn line(&mut self, number: usize) -> Option<&mut Line> {
        self.lines.iter_mut().rev().find(|l| l.line == number)
    }

    fn note(&mut self, number: usize, role: Role, no: &str) {
        // What belongs to a unit whose code was not understood is not stored: it must not look as if it were.
        let of_unit =
            !matches!(role, Role::PageNumber | Role::RunningHead | Role::Outside | Role::Heading | Role::Code);
        let nameless = self.part != Some(Part::Code) && self.units.last().is_some_and(|unit| unit.code.is_empty());
        let (role, no) = if of_unit && nameless { (Role::NotUnderstood, "") } else { (role, no) };
        if let Some(line) = self.line(number) {
            line.parts.push((role, no.to_owned()));
        }
    }

    fn remark(&mut self, number: usize, remark: Remark) {
        if let Some(line) = self.line(number)
            && !line.remarks.contains(&remark)
        {
            line.remarks.push(remark);
        }
    }

    /// A heading: the part that begins here.
    pub fn enter(&mut self, number: usize, part: Option<Part>) {
        let known = part == Some(Part::Code) || !self.units.is_empty();
        if !known {
            self.note(number, Role::Outside, "");
            return;
        }
        if part == Some(Part::Code) {
            self.close_unit();
            self.units.push(Unit::new(String::new()));
            self.open = 0;
        } else {
            self.note(number, Role::Heading, "");
        }
        self.part = part;
        self.at = At::Nothing;
        self.lost = false;
        self.last.clear();
    }

    fn close_unit(&mut self) {
        // An element without criteria is none that anybody could be assessed by: a line was lost, or it is no element.
        let elements = self.units.last().map(|unit| unit.elements.as_slice()).unwrap_or_default();
        // One without a title has lost it to the next one.
        let untitled = |at: usize| elements.get(at).is_some_and(|e| e.title.is_empty());
        let doubtful = |at: usize| untitled(at) || at.checked_sub(1).is_some_and(untitled);
        let bare = elements.iter().zip(&self.begun).enumerate();
        let bare = bare.filter(|(at, (element, _))| element.criteria.is_empty() || doubtful(*at));
        let lines: Vec<usize> = bare.map(|(_, (_, line))| *line).collect();
        // `halaman 2.2 Hasil disimpan` where nothing else is 2.2: it may be a criterion of its own.
        let has = |path: &Path| elements.iter().flat_map(|e| &e.criteria).any(|c| c.no == printed(path));
        let unknown: Vec<usize> = self.called.iter().filter(|(_, path)| !has(path)).map(|(line, _)| *line).collect();
        for number in lines.into_iter().chain(unknown) {
            self.note(number, Role::NotUnderstood, "");
        }
        self.begun.clear();
        self.called.clear();
        let (variables, guide) = (std::mem::take(&mut self.variables), std::mem::take(&mut self.guide));
        if let Some(unit) = self.units.last_mut() {
            let (variables, guide) = (variables.variables(), guide.guide());
            unit.variables = Some(variables).filter(|v| *v != outline::Variables::default());
            unit.guide = Some(guide).filter(|g| *g != outline::Guide::default());
        }
    }

    /// A piece of text within the part that is open.
    pub fn text(&mut self, number: usize, text: &str) {
        match self.part {
            None => self.note(number, Role::Outside, ""),
            Some(Part::Code) => self.code(number, text),
            Some(Part::Title) => self.wording(number, text, Role::Title),
            Some(Part::Description) => self.wording(number, text, Role::Description),
            Some(Part::Elements) => {
                let pieces = numbering::divide(text, &self.last);
                if pieces.len() > 1 {
                    self.remark(number, Remark::Divided);
                }
                for piece in pieces {
                    self.flowing(number, piece);
                }
            }
            Some(part @ (Part::Variables | Part::Guide)) => {
                let pieces = numbering::divide(text, &self.last);
                if pieces.len() > 1 {
                    self.remark(number, Remark::Divided);
                }
                for piece in pieces {
                    self.listed(number, piece, part);
                }
            }
        }
    }

    fn code(&mut self, number: usize, text: &str) {
        let text = text.trim_start_matches(':').trim();
        let Some(unit) = self.units.last_mut() else { return };
        if !is_code(&format!("{}{text}", unit.code)) {
            self.note(number, Role::NotUnderstood, "");
            return;
        }
        unit.code.extend(text.chars().filter(|c| !c.is_whitespace()));
        let code = unit.code.clone();
        self.note(number, Role::Code, &code);
    }

    fn wording(&mut self, number: usize, text: &str, role: Role) {
        let text = text.trim_start_matches(':').trim();
        // A count begins where the heading of its table was not seen: nothing of it is a description.
        self.lost |= role == Role::Description && leading(text).is_some_and(|(path, _)| path == [1] || path == [1, 1]);
        if self.lost {
            self.note(number, Role::NotUnderstood, "");
            return;
        }
        let Some(unit) = self.units.last_mut() else { return };
        let wording = if role == Role::Title { &mut unit.title } else { &mut unit.description };
        let goes_on = !wording.is_empty();
        let joined = tidy::join(wording, text);
        self.note(number, role, "");
        self.went_on(number, goes_on, joined);
    }

    fn went_on(&mut self, number: usize, goes_on: bool, joined: bool) {
        if goes_on {
            self.remark(number, Remark::Continues);
        }
        if joined {
            self.remark(number, Remark::Joined);
        }
    }

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
                    if self.is_figure(&path, text) {
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
        let here = elements.get(self.open).is_some_and(|open| named(&open));
        let lacks = elements.iter().rfind(named).is_some_and(|e| e.criteria.iter().all(|c| c.no != printed(path)));
        if !here && lacks {
            self.open_element(path);
        }
    }

    /// The element that is written on.
    fn open(&mut self) -> Option<&mut Element> {
        let open = self.open;
        self.units.last_mut().and_then(|unit| unit.elements.get_mut(open))
    }

    /// A piece of elements and criteria that flow one after another.
    fn flowing(&mut self, number: usize, piece: &str) {
        self.look_for_called(number, piece);
        if is_rest_of_heading(piece) {
            self.note(number, Role::Heading, "");
            return;
        }
        match leading(piece) {
            Some((path, _)) if path.len() == 1 && !self.is_next(&path) && self.is_called() => {
                self.goes_on(number, piece, self.at);
            }
            Some((path, text))
                if path.len() == 1 && (begins_title(text) || (text.is_empty() && self.is_next(&path))) =>
            {
                self.element(number, &path, text);
            }
            Some((path, text)) if path.len() == 2 && self.is_figure(&path, text) => {
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

    /// Whether a number is no criterion's but a figure that a line broke before: `paling sedikit`, `1.5 meter`. The next
    /// number of its element is a criterion's whatever follows.
    fn is_figure(&self, path: &[u32], text: &str) -> bool {
        !self.is_due(path) && numbering::is_measured(text)
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
        let at = self.at;
        let wording = self.open().and_then(|element| match at {
            At::Element => Some(element.title.as_str()),
            At::Criterion => element.criteria.last().map(|c| c.text.as_str()),
            At::Nothing => None,
        });
        wording.is_some_and(numbering::calls_number)
    }

    fn element(&mut self, number: usize, path: &[u32], text: &str) {
        let Some(unit) = self.units.last_mut() else { return };
        let no = path.first().copied().unwrap_or_default();
        let before = unit.elements.last().map_or(0, |e| e.no);
        unit.elements.push(Element { no, title: text.to_owned(), criteria: Vec::new() });
        self.open = unit.elements.len() - 1;
        self.begun.push(number);
        self.note(number, Role::Element, &printed(path));
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

    /// A piece of the range of variables or the guide.
    fn listed(&mut self, number: usize, piece: &str, part: Part) {
        let role = if part == Part::Variables { Role::Variables } else { Role::Guide };
        let (path, text) = leading(piece).map_or((None, piece), |(path, text)| (Some(path), text));
        if let Some(path) = &path {
            let skipped =
                path.last().is_some_and(|n| *n > 1) && !numbering::follows(&self.last, path) && *path > self.last;
            if skipped {
                self.remark(number, Remark::NumberSkipped);
            }
            self.last.clone_from(path);
        }
        let outline = if part == Part::Variables { &mut self.variables } else { &mut self.guide };
        if path.is_none() && (outline.heading_ends(text) || outline.heading_goes_on(text)) {
            self.note(number, Role::Heading, "");
        } else if let Some(list) = outline::heading(text) {
            outline.enter(list);
            self.note(number, Role::Heading, &path.map(|p| printed(&p)).unwrap_or_default());
        } else if let Some(path) = path {
            // `3. Peraturan yang diperlukan (Tidak ada.)`
            if let Some((title, _)) = text.split_once('(')
                && let Some(list) = outline::heading(title)
            {
                outline.enter(list);
            } else {
                outline.item(text);
            }
            self.note(number, role, &printed(&path));
        } else if outline::is_none(text) {
            self.note(number, role, "");
        } else if !is_shouted(text) && outline.goes_on(text) {
            self.note(number, role, "");
            self.remark(number, Remark::Continues);
        } else {
            self.note(number, Role::NotUnderstood, "");
        }
    }

    /// The units and what each line was taken for.
    pub fn finish(mut self) -> (Vec<Unit>, Vec<Line>) {
        self.close_unit();
        for unit in &mut self.units {
            unit.title = tidy::mend(&unit.title);
            unit.description = tidy::mend(&unit.description);
            for element in &mut unit.elements {
                element.title = tidy::mend(&element.title);
                for criterion in &mut element.criteria {
                    criterion.text = tidy::mend(&criterion.text);
                }
            }
        }
        self.units.retain(|u| !u.code.is_empty());
        self.show_codes_that_come_again();
        (self.units, self.lines)
    }
}

/// The last number of a criterion's: 3 of `1.3`.
fn minor(no: &str) -> u32 {
    no.rsplit('.').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 6 && !text.chars().any(char::is_lowercase)
}

impl Reader {
    /// Shows the code of a unit that an earlier unit has as well: one of the two is not meant.
    fn show_codes_that_come_again(&mut self) {
        let mut seen = HashSet::new();
        let again: HashSet<&str> =
            self.units.iter().map(|unit| unit.code.as_str()).filter(|code| !seen.insert(*code)).collect();
        let mut met: HashSet<String> = HashSet::new();
        for line in &mut self.lines {
            let code = line.parts.iter().find(|(role, _)| *role == Role::Code).map(|(_, code)| code.clone());
            if let Some(code) = code.filter(|code| again.contains(code.as_str()))
                && !met.insert(code)
            {
                line.parts.push((Role::NotUnderstood, String::new()));
            }
        }
    }
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
    let words = ["NO", "NO.", "ELEMEN", "KOMPETENSI", "DAN", "KRITERIA", "UNJUK", "KERJA", "(KUK)", "KUK", "SUB"];
    let said = certification::text::fold(text);
    text.split_whitespace().all(|w| words.contains(&w))
        || matches!(said.as_str(), "kriteria unjuk kerja" | "elemen kompetensi kriteria unjuk kerja")
}
