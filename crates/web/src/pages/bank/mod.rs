//! The item bank: its list, an item with its life and its steps, what comes in and goes out as files, and the blueprints
//! with the forms made of them. Whoever looks at a key is noted; whoever checks one does not see it.

mod alike;
pub(in crate::pages) mod area;
mod blind;
mod blueprint;
mod blueprint_form;
mod blueprint_stock;
mod deed;
mod export;
mod form_statistics;
mod forms;
mod intake;
mod item;
mod key_view;
mod leak;
mod list;
mod outline;
mod print;
mod proposal;
mod samples;
mod standard;
mod statistics;
mod stimulus;
mod stimulus_form;
mod write;

use certification::{
    duty::Duty,
    permit::Action,
    record::scheme::{SchemeVersion, Unit},
};
use exam::format::Where;

pub use self::samples::samples;
pub(super) use self::{blueprint::method_key, print::named};
use crate::{
    AppState, Guard, Page, Routes, WebError,
    i18n::{Message, key},
    nav::{Group, Item},
    page::worded,
    part::{Tag, icon},
};

/// Who looks into the bank.
const SEE: Guard = Guard::Signed(Action::SeeBank);
/// Who changes it.
const CHANGE: Guard = Guard::Signed(Action::ChangeBank);
/// States of an item in the order of its life.
const STATES: [&str; 5] = ["draft", "review", "pilot", "active", "retired"];
/// Kinds of question.
const KINDS: [&str; 11] = [
    "single",
    "multiple",
    "true-false",
    "matching",
    "ordering",
    "gaps",
    "hotspot",
    "short-answer",
    "essay",
    "upload",
    "oral",
];
/// Cognitive levels.
const LEVELS: [&str; 6] = ["C1", "C2", "C3", "C4", "C5", "C6"];

/// `/butir`, `/kisi-kisi` and everything below them.
#[must_use]
pub fn routes() -> Routes {
    let duties: &[Duty] = &[Duty::SchemeCommittee, Duty::Manager];
    Routes::new()
        .merge(list::routes())
        .merge(item::routes())
        .merge(deed::routes())
        .merge(blind::routes())
        .merge(leak::routes())
        .merge(intake::routes())
        .merge(export::routes())
        .merge(blueprint::routes())
        .merge(blueprint_form::routes())
        .merge(forms::routes())
        .merge(print::routes())
        .merge(proposal::routes())
        .merge(standard::routes())
        .merge(statistics::routes())
        .merge(form_statistics::routes())
        .merge(write::routes())
        .merge(stimulus::routes())
        .merge(stimulus_form::routes())
        .merge(outline::routes())
        .nav(
            Item::rail(Group::Bank, 10, "/butir", key("nav-items"), icon("list-checks"), duties)
                .beside(&["/bahan-soal", "/tes-soal"]),
        )
}

/// The label of a state.
fn state_tag(state: &str) -> Tag {
    let (color, drawn) = match state {
        "review" => ("info", icon("eye")),
        "pilot" => ("warning", icon("flask-conical")),
        "active" => ("success", icon("check")),
        "retired" => ("neutral", icon("archive")),
        _ => ("neutral", icon("pencil")),
    };
    Tag::new(color, drawn, Message::new(state_key(state)))
}

/// Key of a state's name.
fn state_key(state: &str) -> &'static str {
    match state {
        "review" => key("bank-state-review"),
        "pilot" => key("bank-state-pilot"),
        "active" => key("bank-state-active"),
        "retired" => key("bank-state-retired"),
        _ => key("bank-state-draft"),
    }
}

/// Key of a kind's name.
fn kind_key(kind: &str) -> &'static str {
    worded::kind_key(kind).unwrap_or(key("bank-kind-single"))
}

/// Key of a level's name.
fn level_key(level: &str) -> &'static str {
    match level {
        "C1" => key("bank-level-c1"),
        "C2" => key("bank-level-c2"),
        "C3" => key("bank-level-c3"),
        "C4" => key("bank-level-c4"),
        "C5" => key("bank-level-c5"),
        _ => key("bank-level-c6"),
    }
}

/// Kinds as a list to choose from.
fn kinds(p: &Page) -> Vec<(String, String)> {
    KINDS.iter().map(|kind| ((*kind).to_owned(), p.t(kind_key(kind)).into_owned())).collect()
}

/// Levels as a list to choose from.
fn levels(p: &Page) -> Vec<(String, String)> {
    LEVELS.iter().map(|level| ((*level).to_owned(), p.t(level_key(level)).into_owned())).collect()
}

/// The schemes that items and blueprints speak of: of each the published version, or its newest draft.
async fn schemes(app: &AppState) -> Result<Vec<SchemeVersion>, WebError> {
    let known = app.reading.known().await?;
    Ok(known.iter().filter(|scheme| scheme.status != "withdrawn").cloned().collect())
}

/// A scheme's name in the reader's language.
fn scheme_name(p: &Page, scheme: &SchemeVersion) -> String {
    p.scheme_name(scheme).to_owned()
}

/// Their units, each once.
fn units(schemes: &[SchemeVersion]) -> Vec<&Unit> {
    let mut out: Vec<&Unit> = Vec::new();
    for unit in schemes.iter().flat_map(|scheme| &scheme.units) {
        if !out.iter().any(|known| known.code == unit.code) {
            out.push(unit);
        }
    }
    out
}

/// Units as a list to choose from.
fn unit_choices(p: &Page, schemes: &[SchemeVersion]) -> Vec<(String, String)> {
    units(schemes).into_iter().map(|unit| unit_choice(p, unit)).collect()
}

/// A unit to choose, by its code and its title.
fn unit_choice(p: &Page, unit: &Unit) -> (String, String) {
    (unit.code.clone(), format!("{} · {}", unit.code, p.unit_title(unit)))
}

/// Where in a file something stands, in the reader's words.
fn place_of(p: &Page, place: &Where) -> String {
    match place {
        Where::Line(n) => p.ta("bank-place-line").with("n", *n).to_string(),
        Where::Item(n) => p.ta("bank-place-item").with("n", *n).to_string(),
        Where::Table { table, item } => p.ta("bank-place-table").with("table", *table).with("item", *item).to_string(),
        Where::Numbered(place, number) => {
            p.ta("bank-place-numbered").with("place", place_of(p, place)).with("number", number.as_str()).to_string()
        }
        Where::Part(name) => name.clone(),
        Where::Whole => p.t("bank-place-whole").into_owned(),
    }
}

/// What is wrong with a code that was typed: it is missing, or has other signs than it may.
fn id_wrong(typed: &str) -> &'static str {
    if typed.is_empty() { key("bank-id-wanted") } else { key("bank-id-wrong") }
}

/// A refusal in one line.
fn told(p: &Page, refusal: &certification::refusal::Refusal) -> String {
    p.told_in_line(refusal)
}
