//! Registering someone who is not a participant, and correcting how they are reached.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    id::PersonId,
    permit::{self, Action, Scope},
    person::RegisterPerson,
    record::person::{Account, Institution, Person},
};
use serde::Deserialize;
use store::Read as _;
use workflow::{WorkflowError, load::PersonKey};

use super::{parsed, visible};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    samples::Samples,
};

/// `/orang/baru` and `/orang/{person}/ubah`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/orang/baru", Guard::Signed(Action::InviteAccount), blank)
        .post("/orang/baru", Guard::Signed(Action::InviteAccount), register)
        .get("/orang/{person}/ubah", Guard::Signed(Action::InviteAccount), known)
        .post("/orang/{person}/ubah", Guard::Signed(Action::InviteAccount), change)
}

#[derive(Template)]
#[template(path = "people/register.html")]
struct Register<'a> {
    p: &'a Page,
    f: &'a Fields,
    /// Someone known already.
    person: Option<PersonId>,
    kinds: &'a [(String, String)],
}

/// Kinds of institution, as the vocabulary of the house has them.
const KINDS: [(&str, &str); 6] = [
    ("dinas-provinsi", key("institution-dinas-provinsi")),
    ("dinas-kabkota", key("institution-dinas-kabkota")),
    ("sekolah", key("institution-sekolah")),
    ("perguruan-tinggi", key("institution-perguruan-tinggi")),
    ("instansi", key("institution-instansi")),
    ("lainnya", key("institution-lainnya")),
];

fn kinds(p: &Page) -> Vec<(String, String)> {
    KINDS.iter().map(|(kind, words)| ((*kind).to_owned(), p.t(words).into_owned())).collect()
}

async fn blank(p: Page) -> Answer {
    let f = Fields::new().with("jenis", "lainnya");
    html(&Register { p: &p, f: &f, person: None, kinds: &kinds(&p) })
}

async fn known(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let id = parsed(&id)?;
    let person: Person = visible(&app, &p, id, Action::InviteAccount).await?;
    let institution = institution_of(&app, &person).await?;
    let kinds = if moves(&p) { kinds(&p) } else { Vec::new() };
    let f = Fields::new()
        .with("jenis", institution.as_ref().map_or("lainnya", |i| &i.kind))
        .with("instansi", institution.as_ref().map_or("", |i| &i.name))
        .with("nama", person.name.unwrap_or_default())
        .with("gelar", person.degree.unwrap_or_default())
        .with("surel", person.email.unwrap_or_default())
        .with("hp", person.phone.unwrap_or_default());
    html(&Register { p: &p, f: &f, person: Some(id), kinds: &kinds })
}

/// The reader may say where people work: not whoever sees only people of the own institution.
fn moves(p: &Page) -> bool {
    p.actor().is_ok_and(|actor| permit::scope(actor, Action::InviteAccount) == Scope::All)
}

async fn institution_of(app: &AppState, person: &Person) -> Result<Option<Institution>, WebError> {
    Ok(match person.institution_id {
        Some(id) => app.flow().reader().get(id).await?,
        None => None,
    })
}

/// Name and kind of the institution that was typed, when one was.
fn named_institution(value: &Typed) -> Option<(String, String, Option<String>)> {
    let name = certification::text::squeeze(&value.instansi);
    let kind = KINDS.iter().find(|(kind, _)| *kind == value.jenis).map_or("lainnya", |(kind, _)| *kind);
    (!name.is_empty()).then(|| (name, kind.to_owned(), None))
}

#[derive(Debug, Deserialize)]
struct Typed {
    nama: String,
    #[serde(default)]
    gelar: String,
    #[serde(default)]
    surel: String,
    #[serde(default)]
    hp: String,
    #[serde(default)]
    instansi: String,
    #[serde(default)]
    jenis: String,
}

async fn register(State(app): State<AppState>, p: Page, Form { value, fields, .. }: Form<Typed>) -> Answer {
    let institution = named_institution(&value);
    put(&app, &p, PersonKey { id: None, institution }, value, fields).await
}

async fn change(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, fields, .. }: Form<Typed>,
) -> Answer {
    let id = parsed(&id)?;
    let person: Person = visible(&app, &p, id, Action::InviteAccount).await?;
    let before = institution_of(&app, &person).await?.map(|i| i.name);
    let institution = named_institution(&value).filter(|(name, ..)| moves(&p) && before.as_ref() != Some(name));
    put(&app, &p, PersonKey { id: Some(id), institution }, value, fields).await
}

async fn put(app: &AppState, p: &Page, who: PersonKey, value: Typed, mut fields: Fields) -> Answer {
    let flow = app.flow();
    let locale = match who.id {
        Some(id) => flow.reader().get::<Account>(id).await?.map(|a| a.locale),
        None => None,
    };
    let act = RegisterPerson {
        name: value.nama,
        degree: value.gelar,
        email: value.surel,
        phone: value.hp,
        locale: locale.unwrap_or_else(|| p.lang().to_owned()),
    };
    let known = who.id;
    match flow.perform(p.actor()?, who, act).await {
        Ok(done) => Ok(see_other(&format!("/orang/{}?sudah=simpan", done.file.person.id))),
        Err(WorkflowError::Refused(refusal)) => {
            let field = match refusal.code.as_str() {
                "person.name" | "person.name-too-long" => "nama",
                "person.email" => "surel",
                "person.phone" => "hp",
                _ => return Err(WebError::from(refusal)),
            };
            fields.wrong(field, refusal_message(&refusal));
            let kinds = if known.is_none() || moves(p) { kinds(p) } else { Vec::new() };
            let view = Register { p, f: &fields, person: known, kinds: &kinds };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(error.into()),
    }
}

/// New, known, wrong.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let kinds = kinds(p);
    let mut wrong = Fields::new().with("surel", "ani@contoh,go.id");
    wrong.wrong("surel", Message::new(key("refusal-person-email")));
    samples.add("people/register", &Register { p, f: &Fields::new(), person: None, kinds: &kinds });
    samples.add("people/register wrong", &Register { p, f: &wrong, person: None, kinds: &kinds });
    let known = Some(PersonId(uuid::Uuid::from_u128(1)));
    samples.add("people/register known", &Register { p, f: &Fields::new(), person: known, kinds: &kinds });
    samples.add("people/register of the contact", &Register { p, f: &Fields::new(), person: known, kinds: &[] });
}
