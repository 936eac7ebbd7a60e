//! One's own account: how one is reached, language, password, signing PIN, consents, sessions, and what is kept about one.

mod consent;
mod copy;
mod held;
mod secret;
mod sessions;
pub(in crate::pages) mod trace;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
};
use certification::{
    account::ChangeContact,
    duty::Duty,
    record::person::{Account, Appointment, Person},
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::WorkflowError;

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, cookie,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Locale, key},
    nav::Item,
    page::{html_with, see_other},
    part::{duty_key, icon},
    samples::Samples,
};

/// `/akun`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/akun", Guard::SignedAny, show)
        .get("/akun/kontak", Guard::SignedAny, contact)
        .post("/akun/kontak", Guard::SignedAny, change_contact)
        .post("/akun/bahasa", Guard::SignedAny, change_language)
        .post("/akun/isian/buang", Guard::SignedAny, drop_kept)
        .merge(consent::routes())
        .merge(copy::routes())
        .merge(trace::routes())
        .merge(secret::routes())
        .merge(sessions::routes())
        .nav(Item::candidate(40, "/akun", key("nav-profile"), icon("user")))
}

/// What the page shows.
#[derive(Debug, Clone)]
struct AccountView {
    name: String,
    number: String,
    email: String,
    phone: String,
    /// Key of each duty, and until when it is held.
    duties: Vec<(&'static str, Option<String>)>,
    has_pin: bool,
    /// When the password was set, by the clock of acts.
    changed_at: Option<i64>,
    /// Key of what was just done.
    done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "account/account.html")]
struct Own<'a> {
    p: &'a Page,
    view: &'a AccountView,
    f: &'a Fields,
}

#[derive(Template)]
#[template(path = "account/contact.html")]
struct Contact<'a> {
    p: &'a Page,
    f: &'a Fields,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

/// Key of the sentence about what was just done.
fn done(what: &str) -> Option<&'static str> {
    match what {
        "kontak" => Some(key("account-done-contact")),
        "bahasa" => Some(key("account-done-language")),
        "sandi" => Some(key("account-done-password")),
        "pin" => Some(key("account-done-pin")),
        "pin-hapus" => Some(key("account-done-no-pin")),
        _ => None,
    }
}

async fn show(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let flow = app.flow();
    let me = p.actor()?.person;
    let mut reader = flow.reader();
    let person: Person = reader.get(me).await?.ok_or(WebError::NotFound)?;
    let account: Account = reader.get(me).await?.ok_or(WebError::NotFound)?;
    let appointments: Vec<Appointment> = reader.find(&Find::by("person_id", me)).await?;
    let zone = flow.settings().await?.text("body.zone");
    let today = certification::civil::day(flow.now(), &zone).to_string();
    let mut duties: Vec<(Duty, Option<String>)> = appointments
        .into_iter()
        .filter(|a| !certification::person::held(std::slice::from_ref(a), &today).is_empty())
        .map(|a| (a.duty, a.ends))
        .collect();
    duties.sort();
    duties.dedup();
    let (has_pin, changed_at) = flow.access().secrets_of(me).await?;
    let view = AccountView {
        name: person.full_name(),
        number: account.number,
        email: person.email.unwrap_or_default(),
        phone: person.phone.unwrap_or_default(),
        duties: duties.into_iter().map(|(duty, ends)| (duty_key(duty), ends)).collect(),
        has_pin,
        changed_at: changed_at.map(|at| flow.access().on_the_wall(at)),
        done: done(&asked.sudah),
    };
    html(&Own { p: &p, view: &view, f: &Fields::new().with("bahasa", account.locale) })
}

async fn contact(State(app): State<AppState>, p: Page) -> Answer {
    let person: Person = app.flow().reader().get(p.actor()?.person).await?.ok_or(WebError::NotFound)?;
    let f = Fields::new().with("hp", person.phone.unwrap_or_default()).with("surel", person.email.unwrap_or_default());
    html(&Contact { p: &p, f: &f })
}

#[derive(Debug, Deserialize)]
struct Reached {
    #[serde(default)]
    hp: String,
    #[serde(default)]
    surel: String,
    sandi: String,
}

async fn change_contact(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Reached>) -> Answer {
    let change = ChangeContact { phone: value.hp, email: value.surel };
    match app.flow().access().change_contact(p.actor()?, &value.sandi, change).await {
        Ok(()) => Ok(see_other("/akun?sudah=kontak")),
        Err(error) => {
            beside(&mut fields, error, |code| match code {
                "person.phone" => Some("hp"),
                "person.email" => Some("surel"),
                "access.wrong-password" => Some("sandi"),
                _ => None,
            })?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Contact { p: &p, f: &fields })
        }
    }
}

/// Puts a refusal beside the field it is about; other errors go on.
fn beside(
    fields: &mut Fields,
    error: WorkflowError,
    field_of: impl Fn(&str) -> Option<&'static str>,
) -> Result<(), WebError> {
    if let WorkflowError::Refused(refusal) = &error
        && let Some(field) = field_of(&refusal.code)
    {
        fields.wrong(field, refusal_message(refusal));
        return Ok(());
    }
    Err(error.into())
}

#[derive(Debug, Deserialize)]
struct Language {
    bahasa: String,
}

async fn change_language(State(app): State<AppState>, p: Page, Form { value, .. }: Form<Language>) -> Answer {
    app.flow().access().choose_language(p.actor()?, &value.bahasa).await?;
    let mut response = see_other("/akun?sudah=bahasa");
    let locale = Locale::parse(&value.bahasa).unwrap_or_default();
    if let Some(set) = cookie::set(app.config.https(), cookie::LANG, locale.code(), Some(365 * 24 * 3600)) {
        response.headers_mut().append(header::SET_COOKIE, set);
    }
    Ok(response)
}

async fn drop_kept(State(app): State<AppState>, p: Page) -> Answer {
    if let Some(signed) = p.who() {
        app.gate.drop_kept(signed).await?;
    }
    let page = p.cx.back.as_deref().and_then(super::door::local).unwrap_or("/beranda");
    let mut response = see_other(page);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Of someone with two duties and of someone with none.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let plain = AccountView {
        name: "Siti Rahmah".to_owned(),
        number: "1234567890".to_owned(),
        email: String::new(),
        phone: "+6281255012277".to_owned(),
        duties: Vec::new(),
        has_pin: false,
        changed_at: Some(p.cx.now - 86_400_000_000),
        done: None,
    };
    let busy = AccountView {
        email: "siti@contoh.go.id".to_owned(),
        duties: vec![(duty_key(Duty::Staff), None), (duty_key(Duty::PanelMember), Some("2027-12-31".to_owned()))],
        has_pin: true,
        done: done("sandi"),
        ..plain.clone()
    };
    let f = Fields::new().with("bahasa", "id");
    samples.add("account/account", &Own { p, view: &plain, f: &f });
    samples.add("account/account busy", &Own { p, view: &busy, f: &f });
    samples.add("account/contact", &Contact { p, f: &Fields::new().with("hp", "+6281255012277") });
    consent::samples(samples);
    copy::samples(samples);
    trace::samples(samples);
    secret::samples(samples);
    sessions::samples(samples);
}
