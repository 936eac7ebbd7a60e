//! Erasing a person at their request, in two steps: why and how much; then what becomes of it, confirmed with the
//! password of whoever does it. What stands against it is said before anything is asked.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    erasure::{ErasePerson, ErasureFile},
    id::PersonId,
    permit::Action,
    record::Purpose,
    refusal::Refusal,
};
use serde::Deserialize;
use workflow::{WorkflowError, load::erasure_file};

use super::{parsed, visible};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::{asks_secret_again, refusal_message},
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{Told, html_with, see_other},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/orang/{person}/hapus", Guard::Signed(Action::Erase), ask)
        .post("/orang/{person}/hapus", Guard::Signed(Action::Erase), confirm)
        .post("/orang/{person}/hapus/pasti", Guard::Signed(Action::Erase), erase)
}

/// What an erasure would do.
#[derive(Debug, Clone)]
struct ErasureView {
    id: PersonId,
    name: String,
    /// Why it cannot be done now.
    hindered: Option<Told>,
    cases: usize,
    certificates: usize,
    /// The records are gone already; only the facts of issuance are left.
    records_gone: bool,
}

#[derive(Template)]
#[template(path = "people/erase.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ErasureView,
}

#[derive(Template)]
#[template(path = "people/erase_sure.html")]
struct Sure<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ErasureView,
    reason: &'a str,
    issuance: bool,
}

async fn file(app: &AppState, p: &Page, id: &str) -> Result<ErasureFile, WebError> {
    let id = parsed(id)?;
    visible(app, p, id, Action::Erase).await?;
    Ok(erasure_file(&mut app.flow().reader(), id).await?)
}

async fn view(app: &AppState, p: &Page, file: &ErasureFile) -> Result<ErasureView, WebError> {
    let flow = app.flow();
    let settings = flow.settings().await?;
    let today = certification::civil::day(flow.now(), &settings.text("body.zone"));
    let gone = file.is_erased(Purpose::Case) && file.is_erased(Purpose::Issuance);
    let hindrance = if gone {
        Some(Refusal::new("person.erased"))
    } else if let Err(refusal) = file.ended(p.actor()?.person, today) {
        Some(refusal)
    } else {
        let kept = file.kept_until(&settings).filter(|until| *until >= today);
        kept.map(|until| Refusal::new("erasure.kept").with("until", until))
    };
    let name = file.person.full_name();
    Ok(ErasureView {
        id: file.person.id,
        name: if name.is_empty() { p.t("case-erased").into_owned() } else { name },
        hindered: hindrance.map(|refusal| p.told(&refusal.code, &refusal.args)),
        cases: file.cases.len(),
        certificates: file.certificates.len(),
        records_gone: file.is_erased(Purpose::Case),
    })
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let file = file(&app, &p, &id).await?;
    let issuance = if file.is_erased(Purpose::Case) { "ya" } else { "" };
    let f = Fields::new().with("terbitan", issuance);
    html(&Ask { p: &p, f: &f, view: &view(&app, &p, &file).await? })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    terbitan: String,
    #[serde(default)]
    sandi: String,
}

async fn confirm(State(app): State<AppState>, p: Page, Path(id): Path<String>, mut form: Form<Typed>) -> Answer {
    let view = view(&app, &p, &file(&app, &p, &id).await?).await?;
    let reason = form.value.alasan.trim().to_owned();
    if reason.is_empty() {
        form.fields.wrong("alasan", Message::new(key("refusal-erasure-reason")));
    }
    if view.hindered.is_some() || reason.is_empty() {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Ask { p: &p, f: &form.fields, view: &view });
    }
    let issuance = form.value.terbitan == "ya";
    html(&Sure { p: &p, f: &Fields::new(), view: &view, reason: &reason, issuance })
}

async fn erase(State(app): State<AppState>, p: Page, Path(id): Path<String>, mut form: Form<Typed>) -> Answer {
    let view = view(&app, &p, &file(&app, &p, &id).await?).await?;
    let actor = p.actor()?;
    let flow = app.flow();
    let issuance = form.value.terbitan == "ya";
    let done = match flow.access().verify_password(actor.person, &form.value.sandi).await {
        Ok(()) => {
            let act = ErasePerson { reason: form.value.alasan.clone(), issuance };
            flow.erase_person(actor, view.id, act).await
        }
        Err(refused) => Err(refused),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/orang/{}?sudah=hapus", view.id))),
        Err(WorkflowError::Refused(refusal)) if asks_secret_again(&refusal) => {
            form.fields.wrong("sandi", refusal_message(&refusal));
            let sure = Sure { p: &p, f: &form.fields, view: &view, reason: form.value.alasan.trim(), issuance };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &sure)
        }
        Err(error) => Err(error.into()),
    }
}

/// Asking, hindered, and about to be done.
pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let view = ErasureView {
        id: PersonId(uuid::Uuid::from_u128(1)),
        name: "Siti Rahmah, S.Hum.".to_owned(),
        hindered: None,
        cases: 2,
        certificates: 1,
        records_gone: false,
    };
    let kept = Refusal::new("erasure.kept").with("until", "2028-11-30");
    let hindered = ErasureView { hindered: Some(p.told(&kept.code, &kept.args)), records_gone: true, ..view.clone() };
    let mut wrong = Fields::new();
    wrong.wrong("alasan", Message::new(key("refusal-erasure-reason")));
    wrong.wrong("sandi", Message::new(key("form-required")));
    samples.add("people/erase", &Ask { p, f: &wrong, view: &view });
    samples.add("people/erase hindered", &Ask { p, f: &Fields::new(), view: &hindered });
    samples.add("people/erase gone", &Ask { p, f: &Fields::new(), view: &ErasureView { hindered: None, ..hindered } });
    let reason = "Permintaan 12/PDP/2028";
    samples.add("people/erase_sure", &Sure { p, f: &wrong, view: &view, reason, issuance: true });
    samples.add("people/erase_sure records", &Sure { p, f: &Fields::new(), view: &view, reason, issuance: false });
}
