//! One person: how to reach them, the duties they hold and held, and what may be done.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    account::lets_in,
    duty::Duty,
    id::{AppointmentId, PersonId},
    permit::{self, Action, Object, Scope},
    person::held,
    record::{
        event::Event,
        person::{Account, Appointment, Institution},
    },
    text::masked_nik,
};
use serde::Deserialize;
use store::{Find, Read, Reader};

use super::{named, parsed, state_tag, today, visible};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    part::{Tag, duty_key, icon},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/orang/{person}", Guard::Signed(Action::ListPeople), show)
}

/// An appointment as the page shows it.
#[derive(Debug, Clone)]
struct Held {
    id: AppointmentId,
    /// Key of the duty.
    duty: &'static str,
    /// The event or institution it is for.
    of: String,
    starts: String,
    ends: Option<String>,
    reason: Option<String>,
    in_force: bool,
}

/// One person.
#[derive(Debug, Clone)]
struct PersonView {
    id: PersonId,
    name: String,
    institution: String,
    email: String,
    phone: String,
    nik: String,
    number: String,
    state: Tag,
    /// They have been in before: a way in is recovery.
    been_in: bool,
    appointments: Vec<Held>,
    may_invite: bool,
    may_appoint: bool,
    may_change: bool,
    may_erase: bool,
    by_mail: bool,
    /// Key of what was just done.
    done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct Shown<'a> {
    p: &'a Page,
    view: &'a PersonView,
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    sudah: String,
}

fn done(what: &str) -> Option<&'static str> {
    match what {
        "surel" => Some(key("people-done-mail")),
        "tunjuk" => Some(key("people-done-appointed")),
        "akhiri" => Some(key("people-done-ended")),
        "hapus" => Some(key("people-done-erased")),
        "simpan" => Some(key("people-done-saved")),
        _ => None,
    }
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(after): Query<After>) -> Answer {
    let id = parsed(&id)?;
    let person = visible(&app, &p, id, Action::ListPeople).await?;
    let flow = app.flow();
    let mut reader = flow.reader();
    let account: Option<Account> = reader.get(id).await?;
    let institution: Option<Institution> = match person.institution_id {
        Some(institution) => reader.get(institution).await?,
        None => None,
    };
    let actor = p.actor()?;
    let all: Vec<Appointment> = reader.find(&Find::by("person_id", id)).await?;
    let today = today(&app).await?;
    let theirs = held(&all, &today);
    let object = Object { institution: person.institution_id, ..Object::person(id) };
    // Nothing is left to change or to invite of whoever was erased.
    let stands = !(person.full_name().is_empty() && account.as_ref().is_some_and(|a| a.state == "closed"));
    let view = PersonView {
        id,
        name: named(&p, &person),
        institution: institution.map(|i| i.name).unwrap_or_default(),
        email: person.email.unwrap_or_default(),
        phone: person.phone.unwrap_or_default(),
        nik: person.nik.as_deref().map(masked_nik).unwrap_or_default(),
        number: account.as_ref().map(|a| a.number.clone()).unwrap_or_default(),
        state: state_tag(account.as_ref()),
        been_in: account.is_some_and(|a| a.state == "active"),
        appointments: appointments(&mut reader, all, &today).await?,
        may_invite: stands
            && permit::check(actor, Action::InviteAccount, &object).is_ok_and(|permit| lets_in(permit.duty(), &theirs)),
        may_appoint: stands && permit::check(actor, Action::Appoint, &object).is_ok(),
        may_change: stands && permit::scope(actor, Action::InviteAccount) == Scope::All,
        may_erase: stands && permit::check(actor, Action::Erase, &object).is_ok(),
        by_mail: flow.sends_mail(),
        done: done(&after.sudah),
    };
    html(&Shown { p: &p, view: &view })
}

async fn appointments(reader: &mut Reader, mut all: Vec<Appointment>, today: &str) -> Result<Vec<Held>, WebError> {
    all.sort_by(|a, b| b.starts.cmp(&a.starts));
    let mut shown = Vec::with_capacity(all.len());
    for a in all {
        let of = match (a.event_id, a.institution_id) {
            (Some(event), _) => reader.get::<Event>(event).await?.map(|e| e.title),
            (None, Some(institution)) => reader.get::<Institution>(institution).await?.map(|i| i.name),
            (None, None) => None,
        };
        shown.push(Held {
            id: a.id,
            duty: duty_key(a.duty),
            of: of.unwrap_or_default(),
            in_force: a.ends.as_deref().is_none_or(|ends| ends >= today),
            starts: a.starts,
            ends: a.ends,
            reason: a.ended_reason,
        });
    }
    Ok(shown)
}

fn invented() -> PersonView {
    let appointment = |n, duty, ends: Option<&str>, reason: Option<&str>| Held {
        id: AppointmentId(uuid::Uuid::from_u128(n)),
        duty: duty_key(duty),
        of: String::new(),
        starts: "2026-01-05".to_owned(),
        ends: ends.map(str::to_owned),
        reason: reason.map(str::to_owned),
        in_force: ends.is_none(),
    };
    PersonView {
        id: PersonId(uuid::Uuid::from_u128(1)),
        name: "Siti Rahmah, S.Hum.".to_owned(),
        institution: "Dispersip Kota Banjarbaru".to_owned(),
        email: "siti@contoh.go.id".to_owned(),
        phone: "+6281255012277".to_owned(),
        nik: masked_nik("6307014101900028"),
        number: "1234567890".to_owned(),
        state: Tag::new("success", icon("check"), Message::new(key("people-state-active"))),
        been_in: true,
        appointments: vec![
            appointment(2, Duty::Staff, None, None),
            appointment(3, Duty::PanelMember, Some("2026-09-30"), Some("Masa tugas selesai")),
        ],
        may_invite: true,
        may_appoint: true,
        may_change: true,
        may_erase: true,
        by_mail: true,
        done: Some(key("people-done-appointed")),
    }
}

/// A person in duties and one without.
pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let bare = PersonView {
        email: String::new(),
        phone: String::new(),
        nik: String::new(),
        state: state_tag(None),
        been_in: false,
        appointments: Vec::new(),
        may_change: false,
        may_erase: false,
        done: None,
        by_mail: false,
        ..invented()
    };
    samples.add("people/person", &Shown { p, view: &invented() });
    samples.add("people/person bare", &Shown { p, view: &bare });
}
