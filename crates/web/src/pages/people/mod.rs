//! People: who is in the house, in which duties, and who has a way in. Letting someone in and appointing
//! them are pages of their own.

mod access;
mod appoint;
mod erase;
mod register;
mod unsent;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    contact,
    duty::Duty,
    id::{AppointmentId, InstitutionId, PersonId},
    permit::{self, Action, Bound, Object, Scope},
    person::held,
    record::{
        event::Event,
        person::{Account, Appointment, Institution, Person},
    },
    text::masked_nik,
};
use serde::Deserialize;
use store::{Find, Read, Reader};
use workflow::may_see;

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    paging::{address, part, text_and_id},
    part::{Tag, duty_key, icon, kit::Pager},
    samples::Samples,
};

/// Rows of a page.
const ROWS: u16 = 50;
/// Most people that a filter by duty or by state looks at.
const MOST: i64 = 2000;

/// `/orang`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/orang", Guard::Signed(Action::ListPeople), list)
        .get("/orang/{person}", Guard::Signed(Action::ListPeople), show)
        .merge(register::routes())
        .merge(access::routes())
        .merge(appoint::routes())
        .merge(erase::routes())
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

/// A row of the list.
#[derive(Debug, Clone)]
struct Row {
    id: PersonId,
    name: String,
    institution: String,
    /// Keys of the duties in force.
    duties: Vec<&'static str>,
    state: Tag,
    has_email: bool,
}

/// The list as it was asked for.
#[derive(Debug, Clone, Default)]
struct ListView {
    rows: Vec<Row>,
    pager: Pager,
    may_register: bool,
    may_invite: bool,
    filtered: bool,
    /// Messages that could not be sent.
    unsent: usize,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct List<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ListView,
    duties: &'a [(String, String)],
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    tugas: String,
    #[serde(default)]
    masuk: String,
    /// Where the page before ended: folded name and id.
    #[serde(default)]
    sesudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let actor = p.actor()?;
    let flow = app.flow();
    let mut reader = flow.reader();
    let today = today(&app).await?;
    let Some(find) = wanted(&mut reader, &permit::scope(actor, Action::ListPeople), &asked, &today).await? else {
        return Err(WebError::NotFound);
    };
    let end = |last: &Person| {
        let name = certification::text::fold(last.name.as_deref().unwrap_or_default());
        format!("{name}~{}", last.id)
    };
    let (find, after) = (find.order_by(&["name_folded", "id"]), text_and_id(&asked.sesudah));
    let (people, pager) = part(&mut reader, find, ROWS, after, end, |after| asked.address(after)).await?;
    let may_invite = permit::may(actor, Action::InviteAccount);
    let view = ListView {
        unsent: if may_invite { flow.unsent_mail(actor).await?.len() } else { 0 },
        rows: rows(&p, &mut reader, people, &today).await?,
        pager,
        may_register: permit::scope(actor, Action::InviteAccount) == Scope::All,
        may_invite,
        filtered: !(asked.q.is_empty() && asked.tugas.is_empty() && asked.masuk.is_empty()),
    };
    let f = Fields::new().with("q", &asked.q).with("tugas", &asked.tugas).with("masuk", &asked.masuk);
    html(&List { p: &p, f: &f, view: &view, duties: &duty_options(&p) })
}

impl Asked {
    fn address(&self, after: &str) -> String {
        let pairs = [("q", &*self.q), ("tugas", &self.tugas), ("masuk", &self.masuk), ("sesudah", after)];
        address("/orang", &pairs)
    }
}

fn duty_options(p: &Page) -> Vec<(String, String)> {
    let any = (String::new(), p.t("people-any-duty").into_owned());
    let duties = Duty::ALL.into_iter().filter(|d| *d != Duty::Candidate);
    std::iter::once(any).chain(duties.map(|d| (d.to_string(), p.t(duty_key(d)).into_owned()))).collect()
}

async fn today(app: &AppState) -> Result<String, WebError> {
    let flow = app.flow();
    let zone = flow.settings().await?.text("body.zone");
    Ok(certification::civil::day(flow.now(), &zone).to_string())
}

/// What to look for, within what the reader may see; nothing when they may see nobody.
async fn wanted(reader: &mut Reader, scope: &Scope, asked: &Asked, today: &str) -> Result<Option<Find>, WebError> {
    let mut find = match scope {
        Scope::All => Find::all(),
        Scope::Within(bounds) => {
            let institutions: Vec<InstitutionId> =
                bounds.iter().filter_map(|b| if let Bound::Institution(id) = b { Some(*id) } else { None }).collect();
            if institutions.is_empty() {
                return Ok(None);
            }
            Find::all().one_of("institution_id", institutions)
        }
    };
    if let Ok(duty) = asked.tugas.parse::<Duty>() {
        let appointments: Vec<Appointment> = reader.find(&Find::by("duty", duty).limit(MOST)).await?;
        let holders = appointments.iter().filter(|a| !held(std::slice::from_ref(a), today).is_empty());
        find = find.one_of("id", holders.map(|a| a.person_id).collect::<Vec<_>>());
    }
    if matches!(asked.masuk.as_str(), "invited" | "active" | "closed") {
        let accounts: Vec<Account> = reader.find(&Find::by("state", asked.masuk.as_str()).limit(MOST)).await?;
        find = find.one_of("id", accounts.into_iter().map(|a| a.id).collect::<Vec<_>>());
    }
    let q = asked.q.trim();
    let digits: String = q.chars().filter(char::is_ascii_digit).collect();
    Ok(Some(if q.is_empty() {
        find
    } else if let Ok(Some(email)) = contact::email(q) {
        find.and("email_blind", email)
    } else if digits.len() == 16 {
        find.and("nik_blind", digits)
    } else if let Some(phone) = contact::e164(q) {
        find.and("phone_blind", phone)
    } else if digits.len() == 10 && digits.len() == q.len() {
        let account: Option<Account> = reader.first(Find::by("number", digits)).await?;
        find.one_of("id", account.map(|a| a.id))
    } else {
        find.starts_with("name_folded", q)
    }))
}

async fn rows(p: &Page, reader: &mut Reader, people: Vec<Person>, today: &str) -> Result<Vec<Row>, WebError> {
    let ids: Vec<PersonId> = people.iter().map(|p| p.id).collect();
    let accounts: Vec<Account> = reader.find(&Find::all().one_of("id", ids.clone())).await?;
    let appointments: Vec<Appointment> = reader.find(&Find::all().one_of("person_id", ids)).await?;
    let institutions: Vec<Institution> = reader
        .find(&Find::all().one_of("id", people.iter().filter_map(|p| p.institution_id).collect::<Vec<_>>()))
        .await?;
    let accounts: HashMap<PersonId, Account> = accounts.into_iter().map(|a| (a.id, a)).collect();
    let names: HashMap<InstitutionId, String> = institutions.into_iter().map(|i| (i.id, i.name)).collect();
    Ok(people
        .into_iter()
        .map(|person| {
            let theirs: Vec<Appointment> = appointments.iter().filter(|a| a.person_id == person.id).cloned().collect();
            let mut duties: Vec<Duty> = held(&theirs, today).into_iter().map(|h| h.duty).collect();
            duties.sort();
            duties.dedup();
            Row {
                id: person.id,
                name: named(p, &person),
                institution: person.institution_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default(),
                duties: duties.into_iter().map(duty_key).collect(),
                state: state_tag(accounts.get(&person.id)),
                has_email: person.email.is_some(),
            }
        })
        .collect())
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
    let object = Object { institution: person.institution_id, ..Object::person(id) };
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
        appointments: appointments(&mut reader, id, &today(&app).await?).await?,
        may_invite: permit::check(actor, Action::InviteAccount, &object).is_ok(),
        may_appoint: permit::check(actor, Action::Appoint, &object).is_ok(),
        may_change: permit::scope(actor, Action::InviteAccount) == Scope::All,
        may_erase: permit::check(actor, Action::Erase, &object).is_ok(),
        by_mail: flow.sends_mail(),
        done: done(&after.sudah),
    };
    html(&Shown { p: &p, view: &view })
}

async fn appointments(reader: &mut Reader, person: PersonId, today: &str) -> Result<Vec<Held>, WebError> {
    let mut all: Vec<Appointment> = reader.find(&Find::by("person_id", person)).await?;
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

/// The list empty and full; a person in duties and one without.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let duties = duty_options(p);
    let f = Fields::new();
    let row = Row {
        id: PersonId(uuid::Uuid::from_u128(1)),
        name: "Siti Rahmah, S.Hum.".to_owned(),
        institution: "Dispersip Kota Banjarbaru".to_owned(),
        duties: vec![duty_key(Duty::Staff)],
        state: state_tag(None),
        has_email: false,
    };
    let full = ListView {
        rows: vec![row.clone(), Row { duties: Vec::new(), has_email: true, ..row }],
        pager: Pager { shown: 2, all: 70, before: None, after: Some("/orang?sesudah=x".to_owned()) },
        may_register: true,
        may_invite: true,
        filtered: false,
        unsent: 2,
    };
    samples.add("people/list", &List { p, f: &f, view: &full, duties: &duties });
    let none = ListView { filtered: true, ..ListView::default() };
    samples.add("people/list none", &List { p, f: &f, view: &none, duties: &duties });
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
    register::samples(samples);
    access::samples(samples);
    appoint::samples(samples);
    erase::samples(samples);
    unsent::samples(samples);
}
