//! Coming in with a code from a slip, a message or a mail: enter it, see who and what, set a password.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use certification::{
    id::PersonId,
    record::{case::Case, event::Event, scheme::SchemeVersion},
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::{
    WorkflowError,
    access::{Accepting, Invited, Kind},
};

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    origin,
    page::html_with,
    samples::Samples,
};

/// `/undangan`, and `/kode` as slips print it.
pub fn routes() -> Routes {
    Routes::new()
        .get("/kode", Guard::Public, ask)
        .get("/undangan", Guard::Public, ask)
        .post("/undangan", Guard::Public, look)
        .post("/undangan/terima", Guard::Public, accept)
}

#[derive(Template)]
#[template(path = "door/code.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
}

#[derive(Template)]
#[template(path = "door/invited.html")]
struct Welcome<'a> {
    p: &'a Page,
    f: &'a Fields,
    code: &'a str,
    who: &'a Invited,
    to: Option<&'a InvitedTo>,
}

/// What the person is invited to.
#[derive(Debug, Clone)]
struct InvitedTo {
    event: String,
    scheme: String,
    starts: String,
    ends: String,
}

impl Welcome<'_> {
    fn again(&self) -> bool {
        self.who.kind == Kind::Recovery
    }
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    kode: String,
}

/// A code is typed in, never taken from the address: addresses end up in histories and logs.
async fn ask(p: Page) -> Answer {
    html(&Ask { p: &p, f: &Fields::new() })
}

/// `R4TB-9KMH`, as slips print it.
fn grouped(code: &str) -> String {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    match code.split_at_checked(4) {
        Some((a, b)) if !b.is_empty() => format!("{a}-{b}"),
        _ => code,
    }
}

async fn look(
    State(app): State<AppState>,
    p: Page,
    origin::From(origin): origin::From,
    Form { value, mut fields, .. }: Form<Asked>,
) -> Answer {
    match app.flow().access().look(&value.kode, &origin).await {
        Ok(who) => {
            let to = invited_to(&app, who.person, &p).await?;
            let f = Fields::new().with("hp", national(&who.phone)).with("surel", &who.email);
            html(&Welcome { p: &p, f: &f, code: &grouped(&value.kode), who: &who, to: to.as_ref() })
        }
        Err(error) => wrong_code(&p, &mut fields, error),
    }
}

fn is_about_code(refusal: &str) -> bool {
    matches!(refusal, "access.code-wrong" | "access.code-used" | "access.code-expired")
}

/// The first page again, with what is wrong with the code.
fn wrong_code(p: &Page, fields: &mut Fields, error: WorkflowError) -> Answer {
    match error {
        WorkflowError::Refused(refusal) if is_about_code(&refusal.code) => {
            fields.wrong("kode", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Ask { p, f: fields })
        }
        error => Err(error.into()),
    }
}

/// `+6281255012277` as people here write it.
fn national(phone: &str) -> String {
    phone.strip_prefix("+62").map_or_else(|| phone.to_owned(), |rest| format!("0{rest}"))
}

async fn invited_to(app: &AppState, person: PersonId, p: &Page) -> Result<Option<InvitedTo>, WebError> {
    let mut reader = app.flow().reader();
    let newest = Find::by("person_id", person).null("confirmed_at").null("withdrawn").order_by(&["id"]).descending();
    let Some(case) = reader.first::<Case>(newest).await? else { return Ok(None) };
    let (event, scheme) =
        (reader.get::<Event>(case.event_id).await?, reader.get::<SchemeVersion>(case.scheme_version_id).await?);
    Ok(event.zip(scheme).map(|(event, scheme)| InvitedTo {
        event: event.title,
        scheme: p.scheme_name(&scheme).to_owned(),
        starts: event.starts,
        ends: event.ends,
    }))
}

#[derive(Debug, Deserialize)]
struct Filled {
    kode: String,
    #[serde(default)]
    tahun: String,
    #[serde(default)]
    hp: String,
    #[serde(default)]
    surel: String,
    sandi: String,
}

async fn accept(
    State(app): State<AppState>,
    p: Page,
    origin::From(origin): origin::From,
    Form { value, mut fields, .. }: Form<Filled>,
) -> Answer {
    let access = app.flow().access();
    let accepting = Accepting {
        code: value.kode.clone(),
        birth_year: value.tahun.clone(),
        phone: Some(value.hp.clone()),
        email: Some(value.surel.clone()),
        password: value.sandi.clone(),
    };
    let error = match access.accept(&accepting, &origin).await {
        Ok(token) => return super::enter(&app, &p, &token, "", "").await,
        Err(error) => error,
    };
    let WorkflowError::Refused(refusal) = &error else { return Err(error.into()) };
    let field = match refusal.code.as_str() {
        "access.birth-year" | "access.birth-year-wanted" => "tahun",
        "person.phone" => "hp",
        "person.email" => "surel",
        code if code.starts_with("password.") => "sandi",
        code if is_about_code(code) => return wrong_code(&p, &mut fields, error),
        _ => return Err(error.into()),
    };
    fields.wrong(field, refusal_message(refusal));
    let who = access.look(&value.kode, &origin).await?;
    let to = invited_to(&app, who.person, &p).await?;
    let view = Welcome { p: &p, f: &fields, code: &grouped(&value.kode), who: &who, to: to.as_ref() };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// Asked for, wrong, invited, recovering.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut wrong = Fields::new().with("kode", "R4TB-9KMX");
    wrong.wrong("kode", Message::new(key("refusal-access-code-wrong")));
    samples.add("door/code", &Ask { p, f: &Fields::new() });
    samples.add("door/code wrong", &Ask { p, f: &wrong });
    let who = Invited {
        person: PersonId(uuid::Uuid::from_u128(1)),
        name: "Siti Rahmah".to_owned(),
        institution: Some("Dispersip Kota Banjarbaru".to_owned()),
        number: "1234567890".to_owned(),
        phone: "+6281255012277".to_owned(),
        email: String::new(),
        kind: Kind::Invite,
        asks_birth_year: true,
        locale: "id".to_owned(),
        until: p.cx.now + 8 * 86_400_000_000,
    };
    let to = InvitedTo {
        event: "Sertifikasi Pustakawan Kalsel".to_owned(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        starts: "2026-12-08".to_owned(),
        ends: "2026-12-09".to_owned(),
    };
    let f = Fields::new().with("hp", "081255012277");
    samples.add("door/invited", &Welcome { p, f: &f, code: "R4TB-9KMH", who: &who, to: Some(&to) });
    let again = Invited { kind: Kind::Recovery, asks_birth_year: false, institution: None, ..who };
    let mut weak = f.clone();
    let short = Message::new(key("refusal-password-too-short")).with("least", 10).with("length", 4);
    weak.wrong("sandi", short);
    samples.add("door/invited again", &Welcome { p, f: &weak, code: "R4TB-9KMH", who: &again, to: None });
}
