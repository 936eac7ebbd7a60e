//! The units as they grow, line by line. Knows which part is open and what a line may be there;
//! what fits nowhere is kept as not understood, never mixed into a wording.

mod elements;

use std::collections::HashSet;

use certification::text::squeeze;

use super::{
    Line, Remark, Role, Unit, contents,
    numbering::{self, Path, leading, printed},
    outline::{self, Outline},
    text::{is_code, is_labelled_code},
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
    /// Criteria that begin without their wording: where, and which of which element.
    unworded: Vec<(usize, usize, usize)>,
    /// Where the criteria of the unit begin, and which of which element each is.
    counted: Vec<(usize, usize, usize)>,
    lost: bool,
    /// Where the code of the open unit stands.
    named_at: Option<usize>,
    /// The unit began with its title; its code is yet to come.
    early: bool,
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
        let nameless =
            self.part != Some(Part::Code) && !self.early && self.units.last().is_some_and(|unit| unit.code.is_empty());
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
        let elements = self.units.last().is_some_and(|unit| !unit.elements.is_empty());
        if part == Some(Part::Title) && elements && !self.early {
            // The title of another unit, whose code was not seen: nothing of it is the one before.
            self.begin_unit();
        }
        if part == Some(Part::Code) && self.early {
            self.early = false;
        } else if part == Some(Part::Code) {
            self.begin_unit();
        } else {
            self.note(number, Role::Heading, "");
        }
        self.part = part;
        self.at = At::Nothing;
        // A second title or description is of something else.
        self.lost = self.units.last().is_some_and(|unit| match part {
            Some(Part::Title) => !unit.title.is_empty(),
            Some(Part::Description) => !unit.description.is_empty(),
            _ => false,
        });
        self.last.clear();
    }

    fn begin_unit(&mut self) {
        self.close_unit();
        self.units.push(Unit::new(String::new()));
        self.open = 0;
    }

    /// Whether a title now is none of the unit that is open: that has its elements, or there is none.
    pub fn is_behind(&self) -> bool {
        !matches!(self.part, Some(Part::Code | Part::Title | Part::Description))
            || self.units.last().is_some_and(|unit| !unit.title.is_empty() && !unit.code.is_empty())
    }

    /// A unit whose title stands before its code.
    pub fn begin_with_title(&mut self, number: usize) {
        self.begin_unit();
        self.early = true;
        self.part = Some(Part::Code);
        self.enter(number, Some(Part::Title));
    }

    /// Whether a label names what the open unit has, as the label in the other language does: its code again, or another
    /// text.
    pub fn says_again(&self, part: Part, text: &str) -> bool {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let open = matches!(self.part, Some(Part::Code | Part::Title | Part::Description));
        part == Part::Code && open && self.units.last().is_some_and(|unit| !text.is_empty() && unit.code == text)
    }

    /// Says of a line that it names the open unit once more.
    pub fn note_again(&mut self, number: usize) {
        self.note(number, Role::Heading, "");
    }

    /// Whether a line goes on with the code above it: that ends with a sign that parts it, or the line begins with one.
    pub fn code_goes_on(&self, line: &str) -> bool {
        const PARTING: &[char] = &['.', '-', '/', '_'];
        let code = self.units.last().map(|unit| unit.code.as_str()).filter(|code| !code.is_empty());
        self.part == Some(Part::Code)
            && code.is_some_and(|code| {
                let open = code.ends_with(PARTING) || line.starts_with(PARTING);
                open && line.contains(|c: char| c.is_ascii_digit()) && is_code(&format!("{code}{line}"))
            })
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
        let untitled = self.units.last().is_some_and(|unit| unit.title.is_empty() && !unit.elements.is_empty());
        let nameless = self.named_at.take().filter(|_| untitled);
        let is_empty = |element: usize, criterion: usize| {
            elements.get(element).and_then(|e| e.criteria.get(criterion)).is_some_and(|c| c.text.is_empty())
        };
        let unworded: Vec<usize> =
            self.unworded.iter().filter(|(_, e, c)| is_empty(*e, *c)).map(|(line, ..)| *line).collect();
        self.unworded.clear();
        let miscounted = elements::miscounted(elements, &std::mem::take(&mut self.counted));
        for number in lines.into_iter().chain(unknown).chain(nameless).chain(unworded).chain(miscounted) {
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
        let whole = format!("{}{text}", unit.code);
        let named = unit.code.is_empty() && is_labelled_code(text);
        if !(named || is_code(&whole)) || !text.contains(char::is_alphanumeric) {
            self.note(number, Role::NotUnderstood, "");
            return;
        }
        let plain = |c: char| if matches!(c, '–' | '—') { '-' } else { c };
        unit.code.extend(text.chars().filter(|c| !c.is_whitespace()).map(plain));
        let code = unit.code.clone();
        self.named_at = Some(number);
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
        let mut listed = contents::listed(&self.units).into_iter();
        self.units.retain(|_| listed.next() != Some(true));
        self.show_codes_that_come_again();
        (self.units, self.lines)
    }
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
