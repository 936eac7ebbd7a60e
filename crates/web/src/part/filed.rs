//! The forms of a case as a list: what each waits for and whose turn it is, for whoever reads.

use certification::{
    casefile::CaseFile,
    duty::Duty,
    form::{Definition, Engine, Level, Locale, Role, SlotState, catalogue, slots},
};

use super::{Tag, icon};
use crate::i18n::{Message, key};

/// A form of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Filed {
    /// Code, such as `FR.APL.01`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// How it stands.
    pub tag: Tag,
    /// The reader is to fill or sign it now.
    pub turn: bool,
    /// Somebody submitted it.
    pub submitted: bool,
    /// It can be filled now.
    pub open: bool,
}

/// What a reader in that role may sign.
const fn signs(role: Role) -> Option<Duty> {
    match role {
        Role::Candidate => Some(Duty::Candidate),
        Role::Assessor => Some(Duty::Assessor),
        Role::Staff => Some(Duty::Staff),
        Role::Reader => None,
    }
}

/// The forms of a case for somebody in that role: those that are filled, or can be filled now, or that
/// every case must have; in the order of the catalogue.
#[must_use]
pub fn filed(file: &CaseFile, role: Role, locale: Locale) -> Vec<Filed> {
    catalogue::all()
        .iter()
        .filter(|d| d.level == Level::Case && catalogue::current(&d.code).is_some_and(|c| c.version == d.version))
        .map(|d| one(file, d, role, locale))
        .filter(|f| f.submitted || f.open || ALWAYS.contains(&f.code.as_str()))
        .collect()
}

/// Forms that every case has before its end.
const ALWAYS: &[&str] = &["FR.APL.01", "FR.APL.02", "FR.AK.01", "FR.AK.02", "FR.AK.03"];

fn one(file: &CaseFile, newest: &'static Definition, role: Role, locale: Locale) -> Filed {
    let filled = file.form(&newest.code);
    let definition = filled.and_then(|f| catalogue::version(&f.code, &f.version)).unwrap_or(newest);
    let opening = Engine::opening(definition, &file.form_context(&definition.code), locale);
    let submitted = filled.is_some_and(|f| f.state != "reopened");
    let fills = definition.sections.iter().any(|s| s.by.contains(&role));
    let next =
        slots::slots(definition, &file.signatures_on(filled), locale).into_iter().find(|s| s.state == SlotState::Next);
    let to_sign = submitted && next.as_ref().is_some_and(|s| Some(s.duty) == signs(role));
    // What this role fills may still be empty on a form that another submitted first.
    let context = file.form_context(&definition.code);
    let to_fill = fills
        && opening.open
        && (!submitted || {
            let answers = certification::filing::answers(filled);
            !Engine::missing(definition, &context, &answers, role).is_empty()
        });
    let said = |color, sign, words| Tag::new(color, sign, Message::new(words));
    let tag = match filled.map(|f| f.state.as_str()) {
        Some("reopened") => said("warning", icon("rotate-ccw"), key("filed-reopened")),
        Some(_) if to_fill => said("accent", icon("pencil"), key("filed-yours")),
        Some(_) if to_sign => said("accent", icon("pen-line"), key("filed-sign")),
        Some("signed") => said("success", icon("check"), key("filed-done")),
        Some(_) => said("info", icon("clock"), key("filed-awaits")),
        None if opening.locked_by.is_some() => said("neutral", icon("lock"), key("filed-closed")),
        None if !opening.open => said("neutral", icon("clock"), key("filed-later")),
        // An appeal is a right and no duty: it is offered.
        None if fills && definition.code == "FR.AK.04" => said("neutral", icon("pencil"), key("filed-offered")),
        None if fills => said("accent", icon("pencil"), key("filed-yours")),
        None => said("neutral", icon("clock"), key("filed-open")),
    };
    Filed {
        code: definition.code.clone(),
        title: definition.title.get(locale).to_owned(),
        href: format!("/berkas/{}/formulir/{}", file.case.id, definition.code),
        tag,
        turn: to_fill || to_sign,
        submitted,
        open: opening.open && fills,
    }
}
