//! What a document's named styles say that is read: a list that a paragraph is part of, and letters that are hidden or
//! struck out.

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
    struck: BTreeSet<String>,
    raised: BTreeMap<String, String>,
}

/// The forms of letters that are struck out.
const STRUCK: [&str; 2] = ["strike", "dstrike"];

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
            let says = |form: &str| {
                let mut forms = line.iter().filter_map(|style| style.first("rPr"));
                forms.find(|told| told.first(form).is_some()).is_some_and(|told| on(told, form))
            };
            let mut forms = line.iter().filter_map(|style| style.first("rPr"));
            let raised = forms.find_map(|form| form.first("vertAlign")?.attribute("val"));
            out.raised.extend(raised.map(|raised| ((*name).to_owned(), raised.to_owned())));
            if says("vanish") {
                out.hidden.insert((*name).to_owned());
            }
            if STRUCK.iter().any(|form| says(form)) {
                out.struck.insert((*name).to_owned());
            }
        }
        out
    }

    /// The list that a paragraph is part of, by itself or by its style.
    pub(super) fn list(&self, paragraph: &Element) -> Option<List> {
        let form = paragraph.first("pPr")?;
        list(form).or_else(|| self.lists.get(named(form, "pStyle")?).cloned())
    }

    /// How the style of a run raises or lowers its letters: `superscript`, `subscript`.
    pub(super) fn raises(&self, form: &Element) -> Option<&str> {
        self.raised.get(named(form, "rStyle")?).map(String::as_str)
    }

    /// A run is hidden: by itself, by its style, or by that of its paragraph.
    pub(super) fn hides(&self, run: &Element, paragraph: Option<&str>) -> bool {
        by(run, paragraph, &["vanish"], &self.hidden)
    }

    /// A run is struck out, by the same.
    pub(super) fn strikes(&self, run: &Element, paragraph: Option<&str>) -> bool {
        by(run, paragraph, &STRUCK, &self.struck)
    }
}

/// A run has one of these forms by itself, or one of these styles by itself or its paragraph.
fn by(run: &Element, paragraph: Option<&str>, forms: &[&str], styles: &BTreeSet<String>) -> bool {
    let own = run.first("rPr");
    let told: Vec<&&str> = forms.iter().filter(|form| own.is_some_and(|own| own.first(form).is_some())).collect();
    if told.is_empty() {
        let style = own.and_then(|own| named(own, "rStyle"));
        return style.into_iter().chain(paragraph).any(|style| styles.contains(style));
    }
    told.iter().any(|form| own.is_some_and(|own| on(own, form)))
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
