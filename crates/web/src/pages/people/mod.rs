//! People: who is in the house, in which duties, and who has a way in. Letting someone in and appointing
//! them are pages of their own.

mod access;
mod appoint;
mod due;
mod erase;
mod list;
mod person;
mod register;
mod unsent;

use certification::{
    duty::Duty,
    id::PersonId,
    permit::{Action, Object},
    record::person::{Account, Person},
};
use store::Read as _;
use workflow::may_see;

use crate::{
    AppState, Page, Routes, WebError,
    i18n::{Message, key},
    nav::{Group, Item},
    part::{Tag, icon},
    samples::Samples,
};

/// `/orang`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(person::routes())
        .merge(register::routes())
        .merge(access::routes())
        .merge(appoint::routes())
        .merge(erase::routes())
        .merge(due::routes())
        .merge(unsent::routes())
        .nav(Item::rail(
            Group::House,
            30,
            "/orang",
            key("nav-people"),
            icon("users"),
            &[Duty::Administrator, Duty::Staff, Duty::Manager, Duty::Contact],
        ))
}

async fn today(app: &AppState) -> Result<String, WebError> {
    let flow = app.flow();
    let zone = flow.settings().await?.text("body.zone");
    Ok(certification::civil::day(flow.now(), &zone).to_string())
}

/// The name, or what stands in its place once the person's data were erased.
fn named(p: &Page, person: &Person) -> String {
    let name = person.full_name();
    if name.is_empty() { p.t("case-erased").into_owned() } else { name }
}

/// Whether someone has a way in.
fn state_tag(account: Option<&Account>) -> Tag {
    match account.map(|a| a.state.as_str()) {
        Some("active") => Tag::new("success", icon("check"), Message::new(key("people-state-active"))),
        Some("invited") => Tag::new("neutral", icon("hourglass"), Message::new(key("people-state-invited"))),
        Some("closed") => Tag::new("neutral", icon("lock"), Message::new(key("people-state-closed"))),
        _ => Tag::new("neutral", icon("minus"), Message::new(key("people-state-none"))),
    }
}

/// The person, where the reader may see them.
async fn visible(app: &AppState, p: &Page, id: PersonId, action: Action) -> Result<Person, WebError> {
    let person: Person = app.flow().reader().get(id).await?.ok_or(WebError::NotFound)?;
    let object = Object { institution: person.institution_id, ..Object::person(id) };
    may_see(p.actor()?, action, &object)?;
    Ok(person)
}

fn parsed(id: &str) -> Result<PersonId, WebError> {
    id.parse().map_err(|_| WebError::NotFound)
}

/// Samples of every template.
pub fn samples(samples: &mut Samples<'_>) {
    list::samples(samples);
    person::samples(samples);
    register::samples(samples);
    access::samples(samples);
    appoint::samples(samples);
    erase::samples(samples);
    due::samples(samples);
    unsent::samples(samples);
}
