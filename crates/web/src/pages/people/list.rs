//! The list of people: by name, by what identifies somebody, by duty, and by whether they have a way in.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use certification::{
    account::lets_in,
    contact,
    duty::Duty,
    id::{InstitutionId, PersonId},
    permit::{self, Action, Bound, Object, Scope},
    person::held,
    record::person::{Account, Appointment, Institution, Person},
    text::fold,
};
use serde::Deserialize;
use store::{Find, Read, Reader, Value};

use super::{named, state_tag, today};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    page::see_other,
    paging::{address, part},
    part::{Tag, duty_key, kit::Pager},
    samples::Samples,
    sought::{SOUGHT, Sought},
};

/// What its searches are sealed for.
const LIST: &str = "people";
/// Rows of a page.
const ROWS: u16 = 50;

pub(super) fn routes() -> Routes {
    Routes::new().get("/orang", Guard::Signed(Action::ListPeople), list).post_repeatable(
        "/orang",
        Guard::Signed(Action::ListPeople),
        search,
    )
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
    /// The reader may let them in, or help them back in.
    may_give: bool,
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
    may_erase: bool,
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
    #[serde(flatten)]
    sought: Sought,
    #[serde(default)]
    tugas: String,
    #[serde(default)]
    masuk: String,
    /// Id of the last row of the page before.
    #[serde(default)]
    sesudah: String,
}

/// Leads to the list of what was asked for, the words of the search sealed.
async fn search(State(app): State<AppState>, p: Page, form: Form<Asked>) -> Answer {
    let mut asked = form.value;
    asked.sought.seal(&app, &p, LIST)?;
    Ok(see_other(&asked.address("")))
}

async fn list(State(app): State<AppState>, p: Page, Query(mut asked): Query<Asked>) -> Answer {
    asked.sought.open(&app, &p, LIST)?;
    let actor = p.actor()?;
    let flow = app.flow();
    let mut reader = flow.reader();
    let today = today(&app).await?;
    let Some(find) = wanted(&mut reader, &permit::scope(actor, Action::ListPeople), &asked, &today).await? else {
        return Err(WebError::NotFound);
    };
    let (find, after) = (find.order_by(&["name_folded", "id"]), place(&mut reader, &asked.sesudah).await?);
    let end = |last: &Person| last.id.to_string();
    let (people, pager) = part(&mut reader, find, ROWS, after, end, |after| asked.address(after)).await?;
    let may_invite = permit::may(actor, Action::InviteAccount);
    let view = ListView {
        unsent: if may_invite { flow.unsent_mail(actor).await?.len() } else { 0 },
        rows: rows(&p, &mut reader, people, &today).await?,
        pager,
        may_register: permit::scope(actor, Action::InviteAccount) == Scope::All,
        may_invite,
        may_erase: permit::may(actor, Action::Erase),
        filtered: !(asked.sought.words().is_empty() && asked.tugas.is_empty() && asked.masuk.is_empty()),
    };
    let f = asked.sought.field(Fields::new()).with("tugas", &asked.tugas).with("masuk", &asked.masuk);
    html(&List { p: &p, f: &f, view: &view, duties: &duty_options(&p) })
}

impl Asked {
    fn address(&self, after: &str) -> String {
        let sought = self.sought.sealed();
        let pairs = [(SOUGHT, sought), ("tugas", &self.tugas), ("masuk", &self.masuk), ("sesudah", after)];
        address("/orang", &pairs)
    }
}

/// Where the list goes on: after the person of that id, by the name they have now. An address holds no name.
async fn place(reader: &mut Reader, after: &str) -> Result<Option<[Value; 2]>, WebError> {
    let Ok(id) = after.parse::<PersonId>() else { return Ok(None) };
    let last: Option<Person> = reader.get(id).await?;
    Ok(last.map(|last| [fold(last.name.as_deref().unwrap_or_default()).into(), id.into()]))
}

fn duty_options(p: &Page) -> Vec<(String, String)> {
    let any = (String::new(), p.t("people-any-duty").into_owned());
    let duties = Duty::ALL.into_iter().filter(|d| *d != Duty::Candidate);
    std::iter::once(any).chain(duties.map(|d| (d.to_string(), p.t(duty_key(d)).into_owned()))).collect()
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
        // As `certification::person::held` judges it.
        let in_force = Find::by("duty", duty).at_most("starts", today).null_or_at_least("ends", today);
        find = find.among::<Appointment>("id", "person_id", in_force);
    }
    if matches!(asked.masuk.as_str(), "invited" | "active" | "closed") {
        find = find.among::<Account>("id", "id", Find::by("state", asked.masuk.as_str()));
    }
    let q = asked.sought.words();
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
        find.words("name_folded", q)
    }))
}

async fn rows(p: &Page, reader: &mut Reader, people: Vec<Person>, today: &str) -> Result<Vec<Row>, WebError> {
    let actor = p.actor()?;
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
            let theirs = held(&theirs, today);
            let object = Object { institution: person.institution_id, ..Object::person(person.id) };
            let may_give = permit::check(actor, Action::InviteAccount, &object)
                .is_ok_and(|permit| lets_in(permit.duty(), &theirs));
            let mut duties: Vec<Duty> = theirs.into_iter().map(|h| h.duty).collect();
            duties.sort();
            duties.dedup();
            Row {
                id: person.id,
                name: named(p, &person),
                institution: person.institution_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default(),
                duties: duties.into_iter().map(duty_key).collect(),
                state: state_tag(accounts.get(&person.id)),
                has_email: person.email.is_some(),
                may_give,
            }
        })
        .collect())
}

/// The list empty and full.
pub(super) fn samples(samples: &mut Samples<'_>) {
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
        may_give: true,
    };
    let full = ListView {
        rows: vec![row.clone(), Row { duties: Vec::new(), has_email: true, may_give: false, ..row }],
        pager: Pager { shown: 2, all: 70, before: None, after: Some("/orang?sesudah=x".to_owned()) },
        may_register: true,
        may_invite: true,
        filtered: false,
        unsent: 2,
        may_erase: true,
    };
    samples.add("people/list", &List { p, f: &f, view: &full, duties: &duties });
    let none = ListView { filtered: true, ..ListView::default() };
    samples.add("people/list none", &List { p, f: &f, view: &none, duties: &duties });
}
