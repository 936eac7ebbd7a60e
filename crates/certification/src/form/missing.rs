//! The plain list of what is still missing, by name. When it is empty the form can be submitted.

use serde::{Deserialize, Serialize};

use super::{
    answers::Answers,
    context::FormContext,
    definition::{Definition, Role},
    expand::{self, Cell},
    field::{Field, Kind},
    rule,
    wording::Locale,
};

/// Something that is still missing, or contradicts another answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Key of the section.
    pub section: String,
    /// Name of the answer.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// Anchor on the page.
    pub anchor: String,
    /// What is accepted, or what contradicts; may be empty.
    pub what_is_accepted: String,
}

fn entry(cell: &Cell<'_>, what: String, locale: Locale) -> Missing {
    Missing {
        section: cell.section.key.clone(),
        field: cell.name.clone(),
        label: cell.label(locale),
        anchor: cell.anchor(),
        what_is_accepted: what,
    }
}

fn accepts(cell: &Cell<'_>, locale: Locale) -> String {
    let own = cell.field.accepts.get(locale);
    let row = match (&cell.row, &cell.field.kind) {
        (Some(row), Kind::Document | Kind::Evidence) => row.accepts.as_str(),
        _ => "",
    };
    if row.is_empty() { own.to_owned() } else { row.to_owned() }
}

/// Which list: what blocks, or what is only advised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Required,
    Advised,
}

/// What this role still misses, in a language.
pub(crate) fn list(
    definition: &Definition,
    context: &FormContext,
    answers: &Answers,
    role: Role,
    locale: Locale,
    weight: Weight,
) -> Vec<Missing> {
    let ours = |cell: &Cell<'_>| cell.by().contains(&role);
    let need = |field: &Field| match weight {
        Weight::Required => field.required.clone(),
        Weight::Advised => field.advised.clone(),
    };
    let mut out: Vec<Missing> = expand::cells(definition, context, answers, locale)
        .iter()
        .filter(|c| ours(c) && !c.is_answered(context, answers))
        .filter(|c| c.needs(&need(c.field), context, answers, definition))
        .map(|c| entry(c, accepts(c, locale), locale))
        .collect();
    out.extend(
        rule::broken(definition, context, answers, locale)
            .into_iter()
            .filter(|b| b.advice == (weight == Weight::Advised) && ours(&b.cell))
            .map(|b| entry(&b.cell, b.message, locale)),
    );
    out
}

/// What this role must still answer or mend. Empty: it can be submitted.
#[must_use]
pub fn missing(definition: &Definition, context: &FormContext, answers: &Answers, role: Role) -> Vec<Missing> {
    list(definition, context, answers, role, context.locale, Weight::Required)
}

/// What this role had better answer as well; no obstacle.
#[must_use]
pub fn advised(definition: &Definition, context: &FormContext, answers: &Answers, role: Role) -> Vec<Missing> {
    list(definition, context, answers, role, context.locale, Weight::Advised)
}
