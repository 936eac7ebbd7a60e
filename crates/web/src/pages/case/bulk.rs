//! Concluding on several applications at once: first a page that names what will happen to which, then the
//! acts, one for each case. Only what was judged requirement by requirement can be concluded so.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use certification::{
    casefile::CaseFile,
    filing::{SignForm, digest_to_sign},
    form::Mode,
    id::CaseId,
    permit::Action,
    stage::Stage,
};
use serde::Deserialize;
use workflow::{WorkflowError, load::case_files};

use super::concluding::{CODE, acceptable, check, conclude, returnable, standing};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Tag, case::CaseHead},
    samples::Samples,
};

/// Most cases at once.
const MOST: usize = 100;

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::VerifyApplication);
    Routes::new()
        .get("/antrean/terima", guard, ask_accept)
        .post("/antrean/terima", guard, accept)
        .get("/antrean/kembali", guard, ask_return)
        .post("/antrean/kembali", guard, give_back)
}

/// What was done to how many, as the queue says afterwards.
pub(super) fn done(what: &str) -> Option<(&'static str, i64)> {
    let (what, n) = what.split_once('-')?;
    let words = match what {
        "terima" => key("bulk-accepted"),
        "kembali" => key("bulk-returned"),
        _ => return None,
    };
    Some((words, n.parse().ok()?))
}

/// What is done to the chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Accept,
    Return,
}

impl Way {
    fn can(self, file: &CaseFile) -> bool {
        match self {
            Self::Accept => acceptable(file),
            Self::Return => returnable(file),
        }
    }
}

/// What can be concluded for a case among several: its name in the address.
pub(super) fn can(file: &CaseFile) -> &'static str {
    if Way::Accept.can(file) {
        "terima"
    } else if Way::Return.can(file) {
        "kembali"
    } else {
        ""
    }
}

/// A chosen case.
#[derive(Debug, Clone)]
struct Row {
    head: CaseHead,
    tag: Tag,
}

#[derive(Debug, Clone)]
struct BulkView {
    accept: bool,
    /// It will happen to these.
    able: Vec<Row>,
    /// And not to these.
    not: Vec<Row>,
}

#[derive(Template)]
#[template(path = "case/bulk.html")]
struct Bulk<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a BulkView,
}

async fn chosen(app: &AppState, fields: &Fields) -> Result<Vec<CaseFile>, WebError> {
    let ids: Vec<CaseId> = fields.values("pilih").filter_map(|id| id.parse().ok()).take(MOST).collect();
    Ok(case_files(&mut app.flow().reader(), &ids).await?)
}

fn view(p: &Page, files: &[CaseFile], way: Way) -> BulkView {
    let row = |file: &CaseFile| Row { head: CaseHead::of(file), tag: check(p, file).0 };
    let (able, not): (Vec<&CaseFile>, Vec<&CaseFile>) = files.iter().partition(|f| way.can(f));
    BulkView {
        accept: way == Way::Accept,
        able: able.into_iter().map(row).collect(),
        not: not.into_iter().map(row).collect(),
    }
}

async fn ask(app: &AppState, p: &Page, way: Way) -> Answer {
    let f = Fields::parse(p.cx.query.as_bytes());
    let files = chosen(app, &f).await?;
    html(&Bulk { p, f: &f, view: &view(p, &files, way) })
}

async fn ask_accept(State(app): State<AppState>, p: Page) -> Answer {
    ask(&app, &p, Way::Accept).await
}

async fn ask_return(State(app): State<AppState>, p: Page) -> Answer {
    ask(&app, &p, Way::Return).await
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    sandi: String,
    #[serde(default)]
    catatan: String,
}

async fn accept(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Sent>) -> Answer {
    let actor = p.actor()?;
    let flow = app.flow();
    let files = chosen(&app, &fields).await?;
    match flow.access().verify_password(actor.person, &value.sandi).await {
        Ok(()) => {}
        Err(WorkflowError::Refused(refusal)) if refusal.code == "access.wrong-password" => {
            fields.wrong("sandi", refusal_message(&refusal));
            let view = view(&p, &files, Way::Accept);
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Bulk { p: &p, f: &fields, view: &view });
        }
        Err(error) => return Err(error.into()),
    }
    let mut n = 0;
    for file in files.iter().filter(|f| Way::Accept.can(f)) {
        // Somebody else may have been faster with one of them; the others still go through.
        let act = conclude(file, &standing(file), "accepted", "")?;
        let Some(concluded) = passed(flow.perform(actor, file.case.id, act).await)? else { continue };
        let digest = digest_to_sign(&concluded.file, CODE, "staff")?;
        let act = SignForm { code: CODE.to_owned(), slot: "staff".to_owned(), mode: Mode::Session, digest };
        passed(flow.perform(actor, file.case.id, act).await)?;
        n += 1;
    }
    Ok(see_other(&format!("/antrean?tunggu=periksa&sudah=terima-{n}")))
}

async fn give_back(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Sent>) -> Answer {
    let actor = p.actor()?;
    let files = chosen(&app, &fields).await?;
    if value.catatan.trim().is_empty() {
        fields.wrong("catatan", Message::new(key("need-note-wanted")));
        let view = view(&p, &files, Way::Return);
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Bulk { p: &p, f: &fields, view: &view });
    }
    let mut n = 0;
    for file in files.iter().filter(|f| Way::Return.can(f)) {
        let act = conclude(file, &standing(file), "returned", &value.catatan)?;
        n += i64::from(passed(app.flow().perform(actor, file.case.id, act).await)?.is_some());
    }
    Ok(see_other(&format!("/antrean?tunggu=periksa&sudah=kembali-{n}")))
}

/// The act was done; nothing when it was refused.
fn passed<T>(done: Result<T, WorkflowError>) -> Result<Option<T>, WebError> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(WorkflowError::Refused(_) | WorkflowError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = || Row { head: CaseHead::invented(Stage::Checking, p.cx.now), tag: Tag::plain("–") };
    let mut wrong = Fields::new();
    wrong.wrong("sandi", Message::new(key("refusal-access-wrong-password")));
    wrong.wrong("catatan", Message::new(key("need-note-wanted")));
    for (name, accept) in [("accept", true), ("return", false)] {
        let some = BulkView { accept, able: vec![row()], not: vec![row()] };
        let none = BulkView { accept, able: Vec::new(), not: Vec::new() };
        samples.add(format!("case/bulk {name}"), &Bulk { p, f: &wrong, view: &some });
        samples.add(format!("case/bulk {name} none"), &Bulk { p, f: &Fields::new(), view: &none });
    }
}
