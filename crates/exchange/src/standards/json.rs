//! A standard as JSON: the contract's own shape, a list of units or one alone, the shape of a scheme (`title_id`,
//! `text_id`), and the same in Indonesian (`kode`, `judul`, `elemen`, `kuk`). Numbers may be text or be left out. What a
//! unit, an element or a criterion cannot be without is told where it is missing.

mod names;
mod node;

use std::collections::HashMap;

use certification::text::squeeze;

use super::{Criterion, Element, NotUnderstood, Reading, Unit, numbering, text::is_code};
use crate::{Refusal, Refused};
use names::{CODE, CRITERIA, CRITERION_TEXT, DESCRIPTION, ELEMENT_TITLE, ELEMENTS, NUMBER, SCHEMES, TITLE, UNITS};
use node::{Node, Object, Source};

/// Values within values at most in which units are looked for.
const DEEP: usize = 4;

pub(super) fn read(text: &str) -> Result<Reading, Refused> {
    let source = Source::new(text.trim_start_matches('\u{feff}'));
    let root = source.root().ok_or(Refusal::NotAStandard)?;
    let mut found = Vec::new();
    if !units(root, false, DEEP, &mut found) {
        return Err(Refusal::NotAStandard.into());
    }
    let mut reader = Reader { source, units: Vec::new(), not_understood: Vec::new() };
    let mut known: HashMap<String, usize> = HashMap::new();
    for Found { node, code, shared } in found {
        let Some(unit) = reader.unit(node, code) else { continue };
        let Some(earlier) = known.get(&unit.code).and_then(|at| reader.units.get(*at)) else {
            known.insert(unit.code.clone(), reader.units.len());
            reader.units.push(unit);
            continue;
        };
        let same = *earlier == unit;
        // Schemes share their units.
        if !(same && shared) {
            reader.tell(node);
        }
        if !same {
            reader.units.push(unit);
        }
    }
    Ok(Reading { units: reader.units, not_understood: reader.not_understood, ..Reading::default() })
}

/// Whether a text is JSON, of whatever shape.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).is_ok()
}

/// A value that is a unit.
struct Found<'a> {
    node: Node<'a>,
    /// Its code, where that is the name it stands under.
    code: Option<String>,
    /// It belongs to a scheme, and others may have it too.
    shared: bool,
}

/// Finds the units of a value; tells whether it is one that has units.
fn units<'a>(node: Node<'a>, shared: bool, deep: usize, found: &mut Vec<Found<'a>>) -> bool {
    let Some(deep) = deep.checked_sub(1) else { return false };
    if let Some(list) = node.list() {
        let objects = list.iter().filter(|node| node.object().is_some()).count();
        // A list of objects that are no units has none; what is no object among units is told when it is read.
        let before = found.len();
        for node in list {
            if !units(node, shared, deep, found) && objects > 0 {
                found.push(Found { node, code: None, shared });
            }
        }
        let unlike = found.iter().skip(before).all(|one| one.node.object().is_none_or(|o| !is_unit(&o)));
        if unlike {
            found.truncate(before);
        }
        return !unlike;
    }
    let Some(object) = node.object() else { return false };
    if is_unit(&object) {
        found.push(Found { node, code: None, shared });
        return true;
    }
    if let Some(schemes) = object.get(SCHEMES) {
        return units(schemes, true, deep + 1, found);
    }
    if let Some(list) = object.get(UNITS) {
        let empty = list.list().is_some_and(|list| list.is_empty());
        return units(list, shared, deep, found) || empty;
    }
    let mut any = false;
    for (name, value) in object.0 {
        let by_code = is_code(&name) && value.object().is_some_and(|unit| unit.get(CODE).is_none());
        if by_code {
            found.push(Found { node: value, code: Some(name), shared });
        }
        any |= by_code || units(value, shared, deep, found);
    }
    any
}

/// Whether an object is a unit: it has elements, or a code and a title.
fn is_unit(object: &Object<'_>) -> bool {
    let has = |names: &[&str]| object.get(names).is_some();
    (has(ELEMENTS) && (has(CODE) || has(TITLE))) || (has(CODE) && has(TITLE))
}

/// Reads units, and gathers what is in doubt.
struct Reader<'a> {
    source: Source<'a>,
    units: Vec<Unit>,
    not_understood: Vec<NotUnderstood>,
}

impl Reader<'_> {
    fn tell(&mut self, node: Node<'_>) {
        self.not_understood.push(self.source.shown(node));
    }

    /// A wording under one of some names; one of another kind than text is told.
    fn wording(&mut self, object: &Object<'_>, names: &[&str]) -> String {
        let Some(node) = object.get(names) else { return String::new() };
        if let Some(text) = node.text() {
            return squeeze(&text);
        }
        self.tell(node);
        String::new()
    }

    fn unit(&mut self, node: Node<'_>, code: Option<String>) -> Option<Unit> {
        let Some(object) = node.object() else {
            self.tell(node);
            return None;
        };
        let told = self.not_understood.len();
        let code = code.unwrap_or_else(|| self.wording(&object, CODE));
        if code.is_empty() {
            self.not_understood.truncate(told);
            self.tell(node);
            return None;
        }
        let mut unit = Unit { title: self.wording(&object, TITLE), ..Unit::new(squeeze(&code)) };
        unit.description = self.wording(&object, DESCRIPTION);
        if let Some(elements) = object.get(ELEMENTS) {
            match items(elements) {
                Some(items) => items.into_iter().for_each(|item| self.element(&item, &mut unit.elements)),
                None => self.tell(elements),
            }
        }
        if (unit.title.is_empty() || unit.elements.is_empty()) && self.not_understood.len() == told {
            self.tell(node);
        }
        Some(unit)
    }

    fn element(&mut self, item: &Item<'_>, elements: &mut Vec<Element>) {
        let told = self.not_understood.len();
        let count = elements.len() + 1;
        let (mut number, mut title, mut criteria) = (item.name.clone(), String::new(), None);
        if let Some(object) = item.node.object() {
            number = object.get(NUMBER).and_then(Node::text).or(number);
            title = self.wording(&object, ELEMENT_TITLE);
            criteria = object.get(CRITERIA);
        } else if item.node.list().is_some() {
            criteria = Some(item.node);
        } else {
            title = squeeze(&item.node.text().unwrap_or_default());
        }
        // A name that counts nothing is the title itself.
        if title.is_empty()
            && let Some(name) = item.name.as_ref().filter(|name| first_figure(name).is_none())
        {
            title = squeeze(name);
        }
        let (no, title) = numbered(number.as_deref(), &title);
        let no = no.as_deref().and_then(first_figure).or(u32::try_from(count).ok()).unwrap_or(1);
        let mut element = Element { no, title, criteria: Vec::new() };
        match criteria.map(|criteria| (criteria, items(criteria))) {
            Some((_, Some(items))) => items.iter().for_each(|item| self.criterion(item, &mut element)),
            Some((criteria, None)) => self.tell(criteria),
            None => {}
        }
        let lacks = element.title.is_empty() || element.criteria.is_empty();
        let twice = elements.iter().rev().take(NEAR).any(|known| known.no == no);
        if twice || (lacks && self.not_understood.len() == told) {
            self.tell(item.node);
        }
        elements.push(element);
    }

    fn criterion(&mut self, item: &Item<'_>, element: &mut Element) {
        let (mut number, mut text) = (None, None);
        if let Some(object) = item.node.object() {
            number = object.get(NUMBER).filter(|node| node.text().is_some());
            text = object.get(CRITERION_TEXT).filter(|node| !node.is_number()).and_then(Node::text);
        } else if !item.node.is_number() {
            text = item.node.text();
        }
        let Some(text) = text.map(|text| squeeze(&text)).filter(|text| !text.is_empty()) else {
            self.tell(item.node);
            return;
        };
        let (is_number, written) = (number.is_some_and(Node::is_number), number.and_then(Node::text));
        let written = written.or_else(|| item.name.clone());
        let (no, text) = numbered(written.as_deref(), &text);
        let count = element.criteria.len() + 1;
        let next = format!("{}.{count}", element.no);
        let known = |no: &str| element.criteria.iter().rev().take(NEAR).any(|known| known.no == no);
        let no = match no.filter(|no| !no.is_empty()) {
            // Other programs write `1.1` where the number was `1.10`.
            Some(no) if is_number && count.is_multiple_of(10) && next.trim_end_matches('0') == no => next,
            Some(no) if no.chars().all(|c| c.is_ascii_digit()) => format!("{}.{no}", element.no),
            Some(no) => no,
            None => next,
        };
        let astray = no.contains('.') && first_figure(&no).is_some_and(|first| first != element.no);
        if astray || known(&no) {
            self.tell(item.node);
        }
        element.criteria.push(Criterion { no, text });
    }
}

/// Elements of a unit, and criteria of an element, among which one of the same number is looked for.
const NEAR: usize = 200;

/// One of several values, and the name it stands under.
struct Item<'a> {
    node: Node<'a>,
    name: Option<String>,
}

/// The values of a list, or those that stand under their numbers or titles.
fn items(node: Node<'_>) -> Option<Vec<Item<'_>>> {
    if let Some(list) = node.list() {
        return Some(list.into_iter().map(|node| Item { node, name: None }).collect());
    }
    let object = node.object()?;
    Some(object.0.into_iter().map(|(name, node)| Item { node, name: Some(name) }).collect())
}

/// The first figure of a number: 2 of `2.1`, `2.` and `Elemen 2`.
fn first_figure(no: &str) -> Option<u32> {
    no.split(|c: char| !c.is_ascii_digit()).find(|run| !run.is_empty())?.parse().ok()
}

/// The number and wording of something: the number may stand before the wording.
fn numbered(no: Option<&str>, wording: &str) -> (Option<String>, String) {
    let wording = squeeze(wording);
    if let Some(no) = no.filter(|no| first_figure(no).is_some() || no.trim().chars().count() == 1) {
        return (Some(squeeze(no.trim().trim_end_matches('.'))), wording);
    }
    match numbering::leading(&wording) {
        Some((path, rest)) if !rest.is_empty() => (Some(numbering::printed(&path)), rest.to_owned()),
        _ => (None, wording),
    }
}
