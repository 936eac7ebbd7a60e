//! The consents of the reader's own cases: what each is about, whether it holds, and the button that withdraws it or
//! gives it again (UU PDP 27/2022 art. 22 to 24, 40). What was signed stays as it is.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    consent::ChangeConsent,
    id::CaseId,
    permit::{Action, Object},
    record::{
        case::{Case, Consent},
        event::Event,
        scheme::SchemeVersion,
    },
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::may_see;

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, html,
    i18n::key,
    page::see_other,
    part::consent::{ConsentRow, invented, rows},
    samples::Samples,
};

/// `/akun/izin`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::Consent);
    Routes::new().get("/akun/izin", guard, show).post("/akun/izin/{case}", guard, change)
}

/// The consents of a case.
#[derive(Debug, Clone)]
struct CaseView {
    id: CaseId,
    scheme: String,
    event: String,
    rows: Vec<ConsentRow>,
}

#[derive(Template)]
#[template(path = "account/consents.html")]
struct Consents<'a> {
    p: &'a Page,
    cases: &'a [CaseView],
    /// Key of what was just done.
    done: Option<&'static str>,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let me = p.actor()?.person;
    let mut reader = app.flow().reader();
    let all: Vec<Consent> = reader.find(&Find::by("person_id", me)).await?;
    let mine: Vec<Case> = reader.find(&Find::by("person_id", me).order_by(&["id"])).await?;
    let mut cases = Vec::new();
    for case in mine.into_iter().rev() {
        let consents: Vec<Consent> = all.iter().filter(|c| c.case_id == case.id).cloned().collect();
        if consents.is_empty() {
            continue;
        }
        let event: Event = reader.get(case.event_id).await?.ok_or(WebError::NotFound)?;
        let scheme: SchemeVersion = reader.get(case.scheme_version_id).await?.ok_or(WebError::NotFound)?;
        cases.push(CaseView {
            id: case.id,
            scheme: p.scheme_name(&scheme).to_owned(),
            rows: rows(&p, &consents, &event.zone),
            event: event.title,
        });
    }
    let done = match asked.sudah.as_str() {
        "tarik" => Some(key("consent-done-withdrawn")),
        "beri" => Some(key("consent-done-given")),
        _ => None,
    };
    html(&Consents { p: &p, cases: &cases, done })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    tujuan: String,
    #[serde(default)]
    aksi: String,
}

async fn change(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, form: Form<Typed>) -> Answer {
    let own: Case = app.flow().reader().get(case).await?.ok_or(WebError::NotFound)?;
    may_see(p.actor()?, Action::Consent, &Object::case(&own))?;
    let given = match form.value.aksi.as_str() {
        "beri" => true,
        "tarik" => false,
        _ => return Err(WebError::Unreadable),
    };
    app.flow().perform(p.actor()?, case, ChangeConsent::new(form.value.tujuan, given)).await?;
    Ok(see_other(&format!("/akun/izin?sudah={}", if given { "beri" } else { "tarik" })))
}

/// Of a case, and of nobody's.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let case = CaseView {
        id: CaseId(uuid::Uuid::nil()),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        event: "Sertifikasi Pustakawan".to_owned(),
        rows: invented(p, "Asia/Makassar"),
    };
    samples.add("account/consents", &Consents { p, cases: &[case], done: Some(key("consent-done-withdrawn")) });
    samples.add("account/consents none", &Consents { p, cases: &[], done: None });
}
