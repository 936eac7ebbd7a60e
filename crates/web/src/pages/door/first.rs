//! The first page of a new house: the code from the terminal, the body, the first administrator. It exists
//! as long as there is no administrator.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use certification::refusal::Refusal;
use serde::Deserialize;
use workflow::{WorkflowError, access::FirstRun};

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

/// `/pertama`.
pub fn routes() -> Routes {
    Routes::new().get("/pertama", Guard::Public, show).post("/pertama", Guard::Public, claim)
}

#[derive(Template)]
#[template(path = "door/first.html")]
struct First<'a> {
    p: &'a Page,
    f: &'a Fields,
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    if !app.flow().access().is_unclaimed().await? {
        return Err(WebError::NotFound);
    }
    html(&First { p: &p, f: &Fields::new().with("zona", "Asia/Jakarta").with("contoh", "ya") })
}

#[derive(Debug, Deserialize)]
struct Typed {
    kode: String,
    lsp: String,
    #[serde(default)]
    lisensi: String,
    zona: String,
    #[serde(default)]
    alamat: String,
    #[serde(default)]
    kota: String,
    #[serde(default)]
    contoh: String,
    nama: String,
    #[serde(default)]
    surel: String,
    #[serde(default)]
    hp: String,
    sandi: String,
}

async fn claim(
    State(app): State<AppState>,
    p: Page,
    origin::From(origin): origin::From,
    Form { value, mut fields, .. }: Form<Typed>,
) -> Answer {
    let flow = app.flow();
    if !flow.access().is_unclaimed().await? {
        return Err(WebError::NotFound);
    }
    for (field, typed, label) in [
        ("kode", &value.kode, key("first-code-label")),
        ("lsp", &value.lsp, key("first-name")),
        ("alamat", &value.alamat, key("first-address")),
        ("kota", &value.kota, key("first-city")),
        ("nama", &value.nama, key("first-person")),
        ("sandi", &value.sandi, key("invited-password")),
    ] {
        if typed.trim().is_empty() {
            fields.lacking(field, label);
        }
    }
    let mut settings = vec![
        ("body.name".to_owned(), value.lsp.clone()),
        ("body.name_en".to_owned(), value.lsp.clone()),
        ("body.address".to_owned(), value.alamat.trim().to_owned()),
        ("body.city".to_owned(), value.kota.trim().to_owned()),
        ("body.zone".to_owned(), value.zona.clone()),
    ];
    if !value.lisensi.trim().is_empty() {
        settings.push(("body.licence".to_owned(), value.lisensi.clone()));
        // Registration numbers carry the number of the licence: `BNSP-LSP-777-ID`.
        if let Some(number) = value.lisensi.split('-').find(|part| is_number(part)) {
            settings.push(("registration.licence".to_owned(), number.to_owned()));
        }
    }
    if !value.surel.trim().is_empty() {
        settings.push(("body.contact".to_owned(), value.surel.trim().to_lowercase()));
    }
    let first = FirstRun {
        code: value.kode.clone(),
        settings,
        examples: value.contoh == "ya",
        name: value.nama.clone(),
        email: value.surel.clone(),
        phone: value.hp.clone(),
        locale: p.lang().to_owned(),
        password: value.sandi.clone(),
    };
    for fault in first.faults() {
        if let Some(field) = field_of(&fault.code) {
            fields.wrong(field, refusal_message(&fault));
        }
    }
    if !fields.is_right() {
        // All that is wrong is said at once, a wrong code as well.
        if !value.kode.trim().is_empty() && !flow.access().first_code_fits(&value.kode, &origin).await? {
            fields.wrong("kode", refusal_message(&Refusal::new("access.code-wrong")));
        }
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &First { p: &p, f: &fields });
    }
    let error = match flow.access().claim(&first, &origin).await {
        Ok(token) => {
            app.refresh().await?;
            return super::enter(&app, &p, &token, "", "").await;
        }
        Err(error) => error,
    };
    let WorkflowError::Refused(refusal) = &error else { return Err(error.into()) };
    let Some(field) = field_of(&refusal.code) else {
        return Err(if refusal.code == "access.claimed" { WebError::NotFound } else { error.into() });
    };
    fields.wrong(field, refusal_message(refusal));
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &First { p: &p, f: &fields })
}

/// The field that a refusal speaks of.
fn field_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "access.code-wrong" => "kode",
        "person.name" | "person.name-too-long" => "nama",
        "person.email" => "surel",
        "person.phone" => "hp",
        code if code.starts_with("password.") => "sandi",
        code if code.starts_with("setting.") => "lsp",
        _ => return None,
    })
}

/// The number within a licence.
fn is_number(part: &str) -> bool {
    (2..=10).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit())
}

/// Empty and with a wrong code.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut wrong = Fields::new().with("kode", "M7KQ-2XWD");
    wrong.wrong("kode", Message::new(key("refusal-access-code-wrong")));
    samples.add("door/first", &First { p, f: &Fields::new() });
    samples.add("door/first wrong", &First { p, f: &wrong });
}
