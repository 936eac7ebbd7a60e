//! The decree (SK): who may sign it and who not, the draft to read before, the signature with a password,
//! the decree as signed.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    decision::SignDecree,
    duty::Duty,
    id::{CaseId, PanelId, PersonId},
    permit::{Action, Object, check},
    record::{decision::Panel, event::Event, person::Person},
};
use serde::Deserialize;
use store::{Find, Read, Reader};
use workflow::{
    WorkflowError,
    load::{PanelKey, assessed_by, holders, panel_cases},
    may_see,
};

use super::parts::{panel_id, pdf};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::key,
    page::{html_with, see_other},
    part::duty_key,
};

/// `/pleno/{panel}/sk` and its PDF.
pub fn routes() -> Routes {
    Routes::new()
        .get("/pleno/{panel}/sk", Guard::Signed(Action::SeePanel), show)
        .post("/pleno/{panel}/sk", Guard::Signed(Action::SignDecree), sign)
        .get("/pleno/{panel}/sk.pdf", Guard::Signed(Action::SeePanel), paper)
}

/// Somebody who signs decrees.
#[derive(Debug, Clone)]
pub struct Signer {
    /// Who.
    pub id: PersonId,
    /// Name with degrees.
    pub name: String,
    /// Key of the office.
    pub office: &'static str,
    /// Key of why they do not sign this one.
    pub why_not: Option<&'static str>,
}

/// The decree.
#[derive(Debug, Clone)]
pub struct DecreeView {
    /// The panel.
    pub id: PanelId,
    /// Title of the event.
    pub title: String,
    /// `open`, `closed` or `signed`.
    pub status: String,
    /// Number of the minutes.
    pub minutes: String,
    /// Granted, not granted.
    pub counts: (usize, usize),
    /// Who signs, and who not.
    pub signers: Vec<Signer>,
    /// The reader signs.
    pub may_sign: bool,
    /// Name, key of the office, number and day of the signed decree.
    pub signed: Option<(String, &'static str, String, String)>,
    /// May issue certificates.
    pub may_issue: bool,
}

#[derive(Template)]
#[template(path = "panel/decree.html")]
pub struct Decree<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a DecreeView,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    shown(&app, &p, panel_id(&id)?, &Fields::new(), StatusCode::OK).await
}

async fn shown(app: &AppState, p: &Page, id: PanelId, f: &Fields, status: StatusCode) -> Answer {
    let flow = app.flow();
    let mut reader = flow.reader();
    let panel: Panel = reader.get(id).await?.ok_or(WebError::NotFound)?;
    let object = Object::event(panel.event_id);
    let actor = p.actor()?;
    may_see(actor, Action::SeePanel, &object)?;
    let event: Event = reader.get(panel.event_id).await?.ok_or(WebError::NotFound)?;
    let decided = panel_cases(&mut reader, id).await?;
    let today = certification::civil::day(flow.now(), &p.body.zone).to_string();
    let signers = signers(&mut reader, decided.iter().map(|d| d.case_id).collect(), &today).await?;
    let signed = match (panel.signed_by, &panel.decree_number, &panel.decree_on) {
        (Some(by), Some(number), Some(on)) => {
            let office = if panel.signed_as.as_deref() == Some("deputy") { Duty::Deputy } else { Duty::Head };
            let name = reader.get::<Person>(by).await?.map(|p| p.full_name()).unwrap_or_default();
            Some((name, duty_key(office), number.clone(), on.clone()))
        }
        _ => None,
    };
    let mine = signers.iter().any(|s| s.id == actor.person && s.why_not.is_none());
    let count = |outcome: &str| decided.iter().filter(|d| d.outcome == outcome).count();
    let view = DecreeView {
        id,
        title: event.title,
        minutes: panel.minutes_number.unwrap_or_default(),
        counts: (count("granted"), count("not-granted")),
        may_sign: panel.status == "closed" && mine && check(actor, Action::SignDecree, &object).is_ok(),
        may_issue: panel.status == "signed" && check(actor, Action::IssueCertificate, &object).is_ok(),
        status: panel.status,
        signers,
        signed,
    };
    html_with(status, &Decree { p, f, view: &view })
}

/// The head and the deputies, with why somebody does not sign what these cases led to.
async fn signers(reader: &mut Reader, cases: Vec<CaseId>, today: &str) -> Result<Vec<Signer>, WebError> {
    let heads = holders(reader, Duty::Head, today).await?;
    let deputies = holders(reader, Duty::Deputy, today).await?;
    let assessed = assessed_by(reader, cases).await?;
    let people: Vec<Person> = reader.find(&Find::all().one_of("id", heads.iter().chain(&deputies).copied())).await?;
    let head_signs = heads.iter().any(|h| !assessed.contains(h));
    let one = |id: &PersonId, duty: Duty| Signer {
        id: *id,
        name: people.iter().find(|p| p.id == *id).map(Person::full_name).unwrap_or_default(),
        office: duty_key(duty),
        why_not: if assessed.contains(id) {
            Some(key("decree-signer-assessed"))
        } else if duty == Duty::Deputy && head_signs {
            Some(key("decree-head-signs"))
        } else {
            None
        },
    };
    let deputies = deputies.iter().filter(|d| !heads.contains(d));
    Ok(heads.iter().map(|h| one(h, Duty::Head)).chain(deputies.map(|d| one(d, Duty::Deputy))).collect())
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    sandi: String,
}

async fn sign(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Typed>,
) -> Answer {
    let id = panel_id(&id)?;
    let actor = p.actor()?;
    let flow = app.flow();
    let proven = flow.access().verify_password(actor.person, &value.sandi).await;
    match proven {
        Ok(()) => {}
        Err(WorkflowError::Refused(refusal)) if refusal.code == "access.wrong-password" => {
            fields.wrong("sandi", refusal_message(&refusal));
            return shown(&app, &p, id, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(error) => return Err(error.into()),
    }
    flow.perform(actor, PanelKey::Stored(id), SignDecree {}).await?;
    Ok(see_other(&format!("/pleno/{id}/sk")))
}

async fn paper(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let id = panel_id(&id)?;
    let flow = app.flow();
    let panel: Panel = flow.reader().get(id).await?.ok_or(WebError::NotFound)?;
    may_see(p.actor()?, Action::SeePanel, &Object::event(panel.event_id))?;
    if panel.status == "open" {
        return Err(WebError::NotFound);
    }
    let printed = flow.print(flow.decree_paper(id).await?).await?;
    let name = panel.decree_number.map_or_else(|| "rancangan-sk.pdf".to_owned(), |n| format!("sk-{n}.pdf"));
    Ok(pdf(&name, printed.bytes))
}
