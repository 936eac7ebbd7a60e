//! The same vote, or the recording of what was agreed, for many clear cases at once: an act for each
//! case, and what became of each in a list.

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    decision::{CastVote, Decide, MemberFacts},
    id::{CaseId, PanelId},
    permit::Action,
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    load::{Heard, hearing},
};

use super::{
    board::name,
    parts::{panel_id, said, spine},
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, html,
    i18n::{Message, key},
    page::see_other,
    part::Spine,
};

/// `/pleno/{panel}/sekaligus`.
pub fn routes() -> Routes {
    Routes::new().post("/pleno/{panel}/sekaligus", Guard::Signed(Action::Decide), all)
}

/// What became of a case.
#[derive(Debug, Clone)]
pub struct Became {
    /// Its spine label.
    pub spine: Spine,
    /// The candidate.
    pub name: String,
    /// The act was done.
    pub done: bool,
    /// What happened.
    pub said: String,
}

/// What became of them all.
#[derive(Debug, Clone)]
pub struct BulkView {
    /// The panel.
    pub panel: PanelId,
    /// Title of its event.
    pub title: String,
    /// Decisions were recorded, rather than votes cast.
    pub recorded: bool,
    /// How many were done.
    pub n: usize,
    /// Each.
    pub rows: Vec<Became>,
}

#[derive(Template)]
#[template(path = "panel/bulk.html")]
pub struct Bulk<'a> {
    pub p: &'a Page,
    pub view: &'a BulkView,
}

#[derive(Debug, Deserialize)]
struct Chosen {
    #[serde(default)]
    pilih: Vec<CaseId>,
    aksi: String,
}

async fn all(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Chosen>) -> Answer {
    let panel = panel_id(&id)?;
    if form.value.pilih.is_empty() {
        return Ok(see_other(&format!("/pleno/{panel}")));
    }
    let flow = app.flow();
    let settings = flow.settings().await?;
    let before = hearing(&mut flow.reader(), panel, &settings).await?;
    let recorded = form.value.aksi == "putus";
    let mut rows = Vec::with_capacity(form.value.pilih.len());
    // Only cases of this panel's event are known here; any other is passed over.
    let chosen: Vec<Heard> = before.cases.into_iter().filter(|c| form.value.pilih.contains(&c.file.case.id)).collect();
    for case in &chosen {
        let became = if recorded { record(&app, &p, panel, case).await } else { vote(&app, &p, panel, case).await };
        let (done, said) = match became {
            Ok(message) => (true, p.m(&message)),
            Err(WorkflowError::Refused(refusal)) if refusal.code != "permit.none" => (false, said(&p, &refusal)),
            Err(error) => return Err(error.into()),
        };
        rows.push(Became { spine: spine(panel, &case.file), name: name(case), done, said });
    }
    let n = rows.iter().filter(|r| r.done).count();
    html(&Bulk { p: &p, view: &BulkView { panel, title: before.event.title, recorded, n, rows } })
}

async fn vote(app: &AppState, p: &Page, panel: PanelId, case: &Heard) -> Result<Message, WorkflowError> {
    let Ok(actor) = p.actor() else { return Err(WorkflowError::NotFound) };
    if case.vote_of(panel, actor.person).is_some_and(|v| v.vote == "granted") {
        return Ok(Message::new(key("panel-bulk-voted-already")));
    }
    let act = CastVote {
        panel,
        vote: "granted".to_owned(),
        reason: String::new(),
        sitting: None,
        facts: MemberFacts::default(),
    };
    app.flow().perform(actor, case.file.case.id, act).await?;
    Ok(Message::new(key("panel-bulk-voted")))
}

async fn record(app: &AppState, p: &Page, panel: PanelId, case: &Heard) -> Result<Message, WorkflowError> {
    let Ok(actor) = p.actor() else { return Err(WorkflowError::NotFound) };
    let act = Decide {
        panel,
        outcome: "granted".to_owned(),
        reason: String::new(),
        sitting: None,
        facts: MemberFacts::default(),
    };
    app.flow().perform(actor, case.file.case.id, act).await?;
    Ok(Message::new(key("panel-bulk-recorded")))
}
