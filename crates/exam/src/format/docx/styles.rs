//! What a document's named styles say that is read: a list that a paragraph is part of, and letters that are hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::run::on;
use crate::xml::Element;

/// The list and the level of a paragraph, by their numbers.
pub(super) type List = (String, String);

/// The most styles that rest on each other.
const DEEPEST: usize = 20;

/// What styles say, by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    lists: BTreeMap<String, List>,
    hidden: BTreeSet<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn of(root: &Element) -> Self {
        let named: BTreeMap<&str, &Element> =
            root.all("style").filter_map(|style| Some((style.attribute("styleId")?, style))).collect();
        let mut out = Self::default();
        for (name, style) in &named {
            let based = |style: &&Element| {
                let base = style.first("basedOn").and_then(|base| base.attribute("val"))?;
                named.get(base).copied()
            };
            // The style itself, then what it rests on.
            let line: Vec<&Element> = std::iter::successors(Some(*style), based).take(DEEPEST).collect();
            let list = line.iter().find_map(|style| list(style.first("pPr")?));
            out.lists.extend(list.map(|list| ((*name).to_owned(), list)));
            let forms = line.iter().filter_map(|style| style.first("rPr"));
            let mut telling = forms.filter(|form| form.first("vanish").is_some());
            if telling.next().is_some_and(|form| on(form, "vanish")) {
                out.hidden.insert((*name).to_owned());
            }
        }
        out
    }

    /// The list that a paragraph is part of, by itself or by its style.
    pub(super) fn list(&self, paragraph: &Element) -> Option<List> {
        let form = paragraph.first("pPr")?;
        list(form).or_else(|| self.lists.get(named(form, "pStyle")?).cloned())
    }

    /// A run is hidden: by itself, by its style, or by that of its paragraph.
    pub(super) fn hides(&self, run: &Element, paragraph: Option<&str>) -> bool {
        let form = run.first("rPr");
        match form.filter(|form| form.first("vanish").is_some()) {
            Some(form) => on(form, "vanish"),
            None => {
                let own = form.and_then(|form| named(form, "rStyle"));
                own.into_iter().chain(paragraph).any(|style| self.hidden.contains(style))
            }
        }
    }
}

/// The name of the style that a form refers to.
pub(super) fn named<'a>(form: &'a Element, kind: &str) -> Option<&'a str> {
    form.first(kind).and_then(|style| style.attribute("val"))
}

fn list(form: &Element) -> Option<List> {
    let list = form.first("numPr")?;
    let told = |name: &str| list.first(name).and_then(|part| part.attribute("val")).unwrap_or("0").to_owned();
    Some((told("numId"), told("ilvl")))
}
