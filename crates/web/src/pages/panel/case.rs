//! One case before a panel: what the assessor recommends and on what, who may not decide it, the votes
//! with their dissent, a member's word of a conflict, and the decision once a quorum has voted and most of it agree.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    decision::{CastVote, Decide, MemberFacts, OUTCOMES, Place, StandAside, Tally, agreeing},
    filing::definition,
    form::Locale,
    id::{CaseId, PanelId},
    permit::{Action, Object, may},
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    load::{Heard, Hearing, hearing_of},
    may_see,
};

use self::view::{CaseView, FormLine, Hear, Past, UnitLine, VoteLine};
use super::{
    board::name,
    parts::{outcome_key, outcome_tag, panel_id, place_tag, recommendation_tag, said, scheme_name, spine},
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Tag, icon},
};

pub mod view;

/// `/pleno/{panel}/kasus/{case}` and its three acts.
pub fn routes() -> Routes {
    Routes::new()
        .get("/pleno/{panel}/kasus/{case}", Guard::Signed(Action::SeePanel), show)
        .post("/pleno/{panel}/kasus/{case}/suara", Guard::Signed(Action::Decide), vote)
        .post("/pleno/{panel}/kasus/{case}/putus", Guard::Signed(Action::Decide), decide)
        .post("/pleno/{panel}/kasus/{case}/benturan", Guard::Signed(Action::Decide), stand_aside)
}

fn ids(panel: &str, case: &str) -> Result<(PanelId, CaseId), WebError> {
    Ok((panel_id(panel)?, case.parse().map_err(|_| WebError::NotFound)?))
}

async fn show(State(app): State<AppState>, p: Page, Path((panel, case)): Path<(String, String)>) -> Answer {
    let (panel, case) = ids(&panel, &case)?;
    shown(&app, &p, panel, case, &Fields::new(), StatusCode::OK).await
}

async fn shown(app: &AppState, p: &Page, panel: PanelId, case: CaseId, f: &Fields, status: StatusCode) -> Answer {
    let flow = app.flow();
    let settings = flow.settings().await?;
    let (hearing, heard) = hearing_of(&mut flow.reader(), panel, case, &settings).await?;
    may_see(p.actor()?, Action::SeePanel, &Object::event(hearing.event.id))?;
    let view = case_view(p, &hearing, &heard)?;
    html_with(status, &Hear { p, f, view: &view })
}

fn case_view(p: &Page, hearing: &Hearing, case: &Heard) -> Result<CaseView, WebError> {
    let (actor, panel, file) = (p.actor()?, &hearing.panel, &case.file);
    let barred = case.exclusion(actor.person).filter(|_| panel.members.contains(&actor.person));
    let member = panel.members.contains(&actor.person) && may(actor, Action::Decide);
    let acts = panel.status == "open" && member && barred.is_none() && case.place == Place::Ready;
    let agreed = case.agreed(panel).filter(|_| case.place == Place::Ready);
    let told = |code: &certification::refusal::Refusal| p.told(&code.code, &code.args);
    let full = |id| hearing.members.iter().find(|m| m.id == id).map(certification::record::person::Person::full_name);
    let line = |v: &certification::record::decision::Vote| VoteLine {
        name: full(v.member_id).unwrap_or_default(),
        tag: outcome_tag(&v.vote),
        reason: v.reason.clone().unwrap_or_default(),
        at: v.at,
    };
    let mut votes: Vec<VoteLine> = case.votes(panel.id).map(line).collect();
    votes.sort_by_key(|v| v.at);
    let silent =
        hearing.members.iter().filter(|m| case.exclusion(m.id).is_none() && case.vote_of(panel.id, m.id).is_none());
    let out = hearing.members.iter().filter_map(|m| Some((m.full_name(), said(p, case.exclusion(m.id)?))));
    Ok(CaseView {
        panel: panel.id,
        case: file.case.id,
        title: hearing.event.title.clone(),
        zone: hearing.event.zone.clone(),
        spine: spine(panel.id, file),
        name: name(case),
        institution: file.institution.as_ref().map(|i| i.name.clone()).unwrap_or_default(),
        scheme: scheme_name(p, file),
        assessor: file.assessor.as_ref().map(certification::record::person::Person::full_name).unwrap_or_default(),
        tag: place_tag(case.place, file),
        recommendation: recommendation_tag(file.case.recommendation.as_deref()),
        blockers: case.blockers.iter().map(|b| (told(b).said, told(b).remedy)).collect(),
        barred: barred.map(|b| (told(b).said, told(b).remedy)),
        units: units(p, case),
        forms: forms(p, case),
        evidence: file.evidence().count(),
        may_open: certification::permit::check(actor, Action::SeeCase, &Object::case(&file.case)).is_ok(),
        votes,
        silent: silent.map(certification::record::person::Person::full_name).collect(),
        out: out.collect(),
        past: past(p, hearing, case),
        decided: case.decision().map(|d| (outcome_tag(&d.outcome), d.reason.clone().unwrap_or_default(), d.at)),
        quorum: panel.quorum,
        leading: leading(case, hearing),
        cast: case.votes(panel.id).count() as i64,
        tied: case.place == Place::Ready && matches!(case.tally(panel), Tally::Tied { .. }),
        mine: case.vote_of(panel.id, actor.person).map(|v| outcome_tag(&v.vote)),
        may_grant: file.case.recommendation.as_deref() == Some("K"),
        may_vote: acts,
        may_stand_aside: panel.status == "open"
            && member
            && barred.is_none()
            && matches!(case.place, Place::Ready | Place::Held),
        agreed: agreed.filter(|_| acts).map(|o| (o, outcome_key(o))),
        open: panel.status == "open",
    })
}

/// The most votes that agree on one outcome.
fn leading(case: &Heard, hearing: &Hearing) -> i64 {
    OUTCOMES.into_iter().map(|outcome| agreeing(&case.file, hearing.panel.id, outcome)).max().unwrap_or_default()
}

fn units(p: &Page, case: &Heard) -> Vec<UnitLine> {
    let units = case.file.scheme.units.iter();
    units
        .map(|u| UnitLine {
            code: u.code.clone(),
            title: if p.lang() == "id" || u.title_en.is_empty() { u.title.clone() } else { u.title_en.clone() },
            tag: recommendation_tag(case.file.recommendation(&u.code)),
        })
        .collect()
}

/// Forms that were handed in, with whether they are signed.
fn forms(p: &Page, case: &Heard) -> Vec<FormLine> {
    let locale = if p.lang() == "id" { Locale::Id } else { Locale::En };
    let file = &case.file;
    let mut forms: Vec<FormLine> = file
        .forms
        .iter()
        .map(|form| {
            let definition = definition(&form.code, Some(form)).ok();
            let signatures = file.signatures_on(Some(form));
            let slots = definition.map_or(0, |d| d.slots.len());
            let tag = if signatures.iter().any(|s| s.refused) {
                Tag::new("warning", icon("pen-line"), Message::new(key("panel-form-refused")))
            } else if signatures.len() >= slots {
                Tag::new("success", icon("check"), Message::new(key("panel-form-signed")))
            } else {
                let words = Message::new(key("panel-form-signing")).with("n", signatures.len()).with("all", slots);
                Tag::new("neutral", icon("pen-line"), words)
            };
            FormLine {
                code: form.code.clone(),
                title: definition.map(|d| d.title.own(locale)).unwrap_or_default(),
                tag,
                at: form.submitted_at,
            }
        })
        .collect();
    forms.sort_by_key(|f| f.at);
    forms
}

/// Decisions that no longer stand and returns, newest first.
fn past(p: &Page, hearing: &Hearing, case: &Heard) -> Vec<Past> {
    let standing = case.decision().map(|d| d.id);
    let mut past: Vec<Past> = case
        .file
        .decisions
        .iter()
        .filter(|d| Some(d.id) != standing)
        .map(|d| Past {
            at: d.at,
            zone: hearing.event.zone.clone(),
            said: p
                .ta("panel-past")
                .with("outcome", p.t(outcome_key(&d.outcome)))
                .with("reason", d.reason.clone().unwrap_or_default())
                .to_string(),
        })
        .collect();
    past.sort_by_key(|d| -d.at);
    past
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    suara: String,
    #[serde(default)]
    alasan: String,
}

async fn vote(
    State(app): State<AppState>,
    p: Page,
    Path((panel, case)): Path<(String, String)>,
    Form { value, mut fields, .. }: Form<Typed>,
) -> Answer {
    let (panel, case) = ids(&panel, &case)?;
    if value.suara.is_empty() {
        fields.wrong("suara", Message::new(key("form-required")));
        return shown(&app, &p, panel, case, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let act = CastVote { panel, vote: value.suara, reason: value.alasan, sitting: None, facts: MemberFacts::default() };
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) => Ok(see_other(&format!("/pleno/{panel}/kasus/{case}"))),
        Err(WorkflowError::Refused(refusal)) if at_the_form(&refusal.code) => {
            let field = if refusal.code == "decision.reason-wanted" { "alasan" } else { "suara" };
            fields.wrong(field, refusal_message(&refusal));
            shown(&app, &p, panel, case, &fields, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
struct Agreed {
    #[serde(default)]
    keputusan: String,
    #[serde(default)]
    dasar: String,
}

async fn decide(
    State(app): State<AppState>,
    p: Page,
    Path((panel, case)): Path<(String, String)>,
    Form { value, mut fields, .. }: Form<Agreed>,
) -> Answer {
    let (panel, case) = ids(&panel, &case)?;
    let act =
        Decide { panel, outcome: value.keputusan, reason: value.dasar, sitting: None, facts: MemberFacts::default() };
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) => Ok(see_other(&format!("/pleno/{panel}/kasus/{case}"))),
        Err(WorkflowError::Refused(refusal)) if at_the_form(&refusal.code) => {
            fields.wrong("dasar", refusal_message(&refusal));
            shown(&app, &p, panel, case, &fields, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
struct Declared {
    #[serde(default)]
    jenis: String,
    #[serde(default)]
    penjelasan: String,
}

async fn stand_aside(
    State(app): State<AppState>,
    p: Page,
    Path((panel, case)): Path<(String, String)>,
    Form { value, mut fields, .. }: Form<Declared>,
) -> Answer {
    let (panel, case) = ids(&panel, &case)?;
    let act = StandAside { panel, kind: value.jenis, reason: value.penjelasan, sitting: None };
    match app.flow().perform(p.actor()?, case, act).await {
        Ok(_) => Ok(see_other(&format!("/pleno/{panel}/kasus/{case}"))),
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("conflict.") => {
            let field = if refusal.code == "conflict.reason-wanted" { "penjelasan" } else { "jenis" };
            fields.wrong(field, refusal_message(&refusal));
            shown(&app, &p, panel, case, &fields, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Refusals that the person mends in the form; who stays out, and what is closed, are pages of their own.
fn at_the_form(code: &str) -> bool {
    matches!(
        code,
        "decision.reason-wanted"
            | "decision.granting-against-recommendation"
            | "decision.unit-not-k"
            | "decision.unknown-outcome"
            | "decision.no-quorum"
            | "decision.tied"
            | "decision.outvoted"
    )
}
