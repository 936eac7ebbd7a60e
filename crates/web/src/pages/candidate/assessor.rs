//! The candidate says that the assessor is close to them, before agreeing to be assessed: the case waits for another.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    assignment::ObjectToAssessor,
    casefile::CaseFile,
    id::{CaseId, PersonId},
    permit::Action,
};
use serde::Deserialize;
use workflow::WorkflowError;

use super::own;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    page::{html_with, see_other},
    part::{
        Spine,
        tie::{self, Said},
    },
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/permohonan/{case}/asesor", Guard::Signed(Action::Apply), ask).post(
        "/permohonan/{case}/asesor",
        Guard::Signed(Action::Apply),
        object,
    )
}

#[derive(Template)]
#[template(path = "candidate/assessor.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    case: CaseId,
    spine: Spine,
    /// The assessor's id and name.
    assessor: &'a (PersonId, String),
}

/// Whether the candidate may still object: somebody is assigned, and FR.AK.01 is not signed.
pub(super) fn open(file: &CaseFile) -> bool {
    let case = &file.case;
    case.assessor_id.is_some()
        && case.recommendation.is_none()
        && !case.stage.ended()
        && !file.signed("FR.AK.01", "candidate")
}

/// The case, while the candidate may object, and the assessor's name.
async fn asked(app: &AppState, p: &Page, case: CaseId) -> Result<(CaseFile, (PersonId, String)), WebError> {
    let file = own(app, p, case).await?;
    let assessor = file.assessor.as_ref().filter(|_| open(&file)).map(|a| (a.id, a.full_name()));
    let assessor = assessor.ok_or(WebError::NotFound)?;
    Ok((file, assessor))
}

async fn ask(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>) -> Answer {
    let (file, assessor) = asked(&app, &p, case).await?;
    html(&Ask { p: &p, f: &Fields::new(), case, spine: Spine::of(&file.label()), assessor: &assessor })
}

#[derive(Debug, Clone, Deserialize)]
struct Sent {
    /// Whom the page named.
    #[serde(default)]
    asesor: String,
    #[serde(flatten)]
    said: Said,
}

async fn object(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, mut form: Form<Sent>) -> Answer {
    let (file, assessor) = asked(&app, &p, case).await?;
    let Sent { asesor, said: Said { kind, trained_on, reason } } = form.value.clone();
    let meant = asesor.parse().map_err(|_| WebError::NotFound)?;
    let act = ObjectToAssessor { assessor: meant, kind, trained_on, reason };
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) => Ok(see_other(&format!("/permohonan/{case}"))),
        Err(WorkflowError::Refused(refusal)) => {
            form.fields.wrong(tie::field(&refusal.code), refusal_message(&refusal));
            let page = Ask { p: &p, f: &form.fields, case, spine: Spine::of(&file.label()), assessor: &assessor };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut wrong = Fields::new();
    wrong.wrong("alasan", crate::i18n::Message::new(crate::i18n::key("form-required")));
    let (case, spine) = (CaseId(uuid::Uuid::nil()), Spine::new("LD", 31, "Ramadhani"));
    samples.add(
        "candidate/assessor",
        &Ask {
            p,
            f: &wrong,
            case,
            spine,
            assessor: &(PersonId(uuid::Uuid::nil()), "Taufik Rahmatullah, M.Hum.".to_owned()),
        },
    );
}
