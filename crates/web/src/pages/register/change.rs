//! Suspending, reinstating, revoking and replacing a certificate, each on a page that says first what
//! it brings about, and asks for the reason and the certificate's number.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    casefile::CaseFile,
    certificate::{ChangeStatus, IssueCertificate, SUPERSEDED, Supersede},
    id::CertificateId,
    permit::{Action, Object},
    record::certificate::Certificate,
    refusal::Refusal,
    series::Numbering,
};
use serde::Deserialize;
use workflow::{WorkflowError, may_see};

use super::show::found;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Icon, icon},
    samples::Samples,
};

/// What is done to a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Suspend,
    Reinstate,
    Revoke,
    Replace,
}

impl Change {
    const fn slug(self) -> &'static str {
        match self {
            Self::Suspend => "bekukan",
            Self::Reinstate => "pulihkan",
            Self::Revoke => "cabut",
            Self::Replace => "ganti",
        }
    }

    /// Key of the heading.
    const fn heading(self) -> &'static str {
        match self {
            Self::Suspend => key("change-suspend"),
            Self::Reinstate => key("change-reinstate"),
            Self::Revoke => key("change-revoke"),
            Self::Replace => key("change-replace"),
        }
    }

    /// Key of the button.
    const fn submit(self) -> &'static str {
        match self {
            Self::Suspend => key("change-suspend-submit"),
            Self::Reinstate => key("change-reinstate-submit"),
            Self::Revoke => key("change-revoke-submit"),
            Self::Replace => key("change-replace-submit"),
        }
    }

    /// What it brings about.
    fn consequences(self, suspended: bool) -> Vec<(Icon, &'static str)> {
        match self {
            Self::Suspend => vec![
                (icon("circle-pause"), key("change-suspend-public")),
                (icon("mail"), key("change-suspend-holder")),
                (icon("history"), key("change-suspend-back")),
            ],
            Self::Reinstate => vec![
                (icon("check"), key("change-reinstate-public")),
                (icon("mail"), key("change-reinstate-holder")),
                (icon("history"), key("change-reinstate-kept")),
            ],
            Self::Revoke => vec![
                (icon("ban"), key("change-revoke-public")),
                (icon("mail"), key("change-revoke-holder")),
                (icon("scale"), key("change-revoke-appeal")),
                (icon("landmark"), key("change-revoke-authority")),
                (icon("history"), key("change-revoke-final")),
            ],
            Self::Replace => {
                let mut all = vec![
                    (icon("replace"), key("change-replace-new")),
                    (icon("clock"), key("change-replace-term")),
                    (icon("mail"), key("change-replace-holder")),
                    (icon("history"), key("change-replace-old")),
                ];
                if suspended {
                    all.push((icon("circle-pause"), key("change-replace-suspended")));
                }
                all
            }
        }
    }
}

/// The four pages.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeCertificate);
    Routes::new()
        .get("/sertifikat/{certificate}/bekukan", guard, |a, p, id| ask(a, p, id, Change::Suspend))
        .get("/sertifikat/{certificate}/pulihkan", guard, |a, p, id| ask(a, p, id, Change::Reinstate))
        .get("/sertifikat/{certificate}/cabut", guard, |a, p, id| ask(a, p, id, Change::Revoke))
        .get("/sertifikat/{certificate}/ganti", guard, |a, p, id| ask(a, p, id, Change::Replace))
        .post("/sertifikat/{certificate}/bekukan", guard, |a, p, id, f| change(a, p, id, f, Change::Suspend))
        .post("/sertifikat/{certificate}/pulihkan", guard, |a, p, id, f| change(a, p, id, f, Change::Reinstate))
        .post("/sertifikat/{certificate}/cabut", guard, |a, p, id, f| change(a, p, id, f, Change::Revoke))
        .post("/sertifikat/{certificate}/ganti", guard, |a, p, id, f| change(a, p, id, f, Change::Replace))
}

#[derive(Template)]
#[template(path = "register/change.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    change: Change,
    id: CertificateId,
    number: &'a str,
    holder: &'a str,
    /// The holder's name as a new certificate would print it.
    name: &'a str,
    /// Page where that name is mended.
    person: String,
    suspended: bool,
}

fn page<'a>(p: &'a Page, f: &'a Fields, change: Change, certificate: &'a Certificate, name: &'a str) -> Ask<'a> {
    Ask {
        p,
        f,
        change,
        id: certificate.id,
        number: &certificate.number,
        holder: certificate.holder.as_deref().unwrap_or_default(),
        name,
        person: certificate.person_id.to_string(),
        suspended: certificate.status == "suspended",
    }
}

impl Ask<'_> {
    fn consequences(&self) -> Vec<(Icon, &'static str)> {
        self.change.consequences(self.suspended)
    }
}

async fn theirs(app: &AppState, p: &Page, id: &str) -> Result<(Certificate, CaseFile), WebError> {
    let (certificate, file) = found(app, id).await?;
    may_see(p.actor()?, Action::ChangeCertificate, &Object::case(&file.case))?;
    Ok((certificate, file))
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>, change: Change) -> Answer {
    let (certificate, file) = theirs(&app, &p, &id).await?;
    let allowed = match change {
        Change::Suspend => certificate.status == "active",
        Change::Reinstate => certificate.status == "suspended",
        Change::Revoke | Change::Replace => matches!(certificate.status.as_str(), "active" | "suspended"),
    };
    if certificate.status == "superseded" {
        return Err(Refusal::new(SUPERSEDED).by("R-13").into());
    }
    if !allowed {
        return Ok(see_other(&format!("/sertifikat/{}", certificate.id)));
    }
    html_with(StatusCode::OK, &page(&p, &Fields::new(), change, &certificate, &file.person.full_name()))
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    nomor: String,
    #[serde(default)]
    sandi: String,
}

async fn change(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Typed>,
    change: Change,
) -> Answer {
    let (certificate, file) = theirs(&app, &p, &id).await?;
    // The act is about the case's standing certificate: it must be this one.
    if file.certificate().map(|c| c.id) != Some(certificate.id) {
        return Err(Refusal::new(SUPERSEDED).by("R-13").into());
    }
    let unnumbered = value.nomor.trim().is_empty();
    let outcome = act(&app, &p, &certificate, value, change).await;
    match outcome {
        Ok(to) => Ok(see_other(&format!("/sertifikat/{to}"))),
        Err(WorkflowError::Refused(refusal)) => {
            let field = match refusal.code.as_str() {
                "certificate.reason-wanted" => "alasan",
                "certificate.number-mistyped" => "nomor",
                "access.wrong-password" => "sandi",
                _ => return Err(refusal.into()),
            };
            fields.wrong(field, refusal_message(&refusal));
            // What else is missing is told at once.
            if field != "nomor" && unnumbered {
                fields.wrong("nomor", Message::new(key("form-required")));
            }
            let name = file.person.full_name();
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&p, &fields, change, &certificate, &name))
        }
        Err(error) => Err(error.into()),
    }
}

/// Does it; answers which certificate stands then.
async fn act(
    app: &AppState,
    p: &Page,
    certificate: &Certificate,
    value: Typed,
    change: Change,
) -> Result<CertificateId, WorkflowError> {
    let flow = app.flow();
    let Ok(actor) = p.actor() else { return Err(WorkflowError::NotFound) };
    let number = Numbering::Certificate.written(&p.body.settings, &value.nomor).unwrap_or(value.nomor);
    if change == Change::Revoke {
        flow.access().verify_password(actor.person, &value.sandi).await?;
    }
    let status = match change {
        Change::Suspend => "suspended",
        Change::Reinstate => "active",
        Change::Revoke => "revoked",
        Change::Replace => {
            flow.check_printable(certificate.case_id).await?;
            let issue = IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() };
            let act = Supersede { reason: value.alasan, number, changes: 0, issue };
            let done = flow.perform(actor, certificate.case_id, act).await?;
            return Ok(done.file.certificate().map_or(certificate.id, |c| c.id));
        }
    };
    let act = ChangeStatus { status: status.to_owned(), reason: value.alasan, number, changes: 0 };
    flow.perform(actor, certificate.case_id, act).await?;
    Ok(certificate.id)
}

/// Each change, asked and refused.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut wrong = Fields::new().with("nomor", "91012");
    wrong.wrong("alasan", Message::new(key("refusal-certificate-reason-wanted")));
    wrong.wrong("nomor", Message::new(key("refusal-certificate-number-mistyped")));
    wrong.wrong("sandi", Message::new(key("refusal-access-wrong-password")));
    for change in [Change::Suspend, Change::Reinstate, Change::Revoke, Change::Replace] {
        for f in [&Fields::new(), &wrong] {
            let ask = Ask {
                p,
                f,
                change,
                id: CertificateId(uuid::Uuid::from_u128(5)),
                number: "91012 2631 4 0000214 2026",
                holder: "Rusmawati Hafizah",
                name: "Rusmawati Hafizah, S.I.Pust.",
                person: "1".to_owned(),
                suspended: change != Change::Suspend,
            };
            samples.add(format!("register/change {} {}", change.slug(), f.errors().len()), &ask);
        }
    }
}
