//! Forms of a case: the one page that fills, keeps, submits and shows every form, whoever fills it, and the
//! pages of signing it. What there is to fill comes from the definition; no form has code of its own.

pub(super) mod draw;
pub(super) mod paper;
pub(super) mod sign;
pub(super) mod view;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    casefile::CaseFile,
    filing::{SubmitForm, answers, definition},
    form::{Answers, BlockView, Definition, Engine, FieldError, FormContext, Level, Locale, Role, SlotState, slots},
    id::CaseId,
    permit::{self, Action, Actor, Object},
};
use serde::Deserialize;
use workflow::{Draft, WorkflowError, draft::of_case, load::case_file, may_see};

use self::view::{Head, SlotRow, View};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::Form,
    i18n::Locale as Language,
    page::{html_with, see_other},
    samples::Samples,
};

/// `/berkas/{case}/formulir/{code}` and what is below it.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/berkas/{case}/formulir/{code}", Guard::Signed(Action::SeeCase), show)
        .post("/berkas/{case}/formulir/{code}", Guard::Signed(Action::SeeCase), take)
        .merge(sign::routes())
}

/// The form of a case as somebody meets it.
struct Met {
    file: CaseFile,
    definition: &'static Definition,
    role: Role,
    context: FormContext,
    /// The filled form's answers, with the reader's draft over them.
    answers: Answers,
    draft: Option<Draft>,
    seen: i64,
}

/// In which role somebody meets the forms of a case.
pub(super) fn role_of(actor: &Actor, file: &CaseFile) -> Role {
    if file.case.person_id == actor.person {
        Role::Candidate
    } else if file.case.assessor_id == Some(actor.person) {
        Role::Assessor
    } else if permit::check(actor, Action::VerifyApplication, &Object::case(&file.case)).is_ok() {
        Role::Staff
    } else {
        Role::Reader
    }
}

/// The language of the engine for a page.
pub(super) fn locale(p: &Page) -> Locale {
    if p.lang() == Language::En.code() { Locale::En } else { Locale::Id }
}

async fn meet(app: &AppState, p: &Page, case: CaseId, code: &str) -> Result<Met, WebError> {
    let actor = p.actor()?;
    let flow = app.flow();
    let file = case_file(&mut flow.reader(), case).await?;
    may_see(actor, Action::SeeCase, &Object::case(&file.case))?;
    let role = role_of(actor, &file);
    let filled = file.form(code);
    let definition = definition(code, filled).ok().filter(|d| d.level == Level::Case).ok_or(WebError::NotFound)?;
    let seen = filled.map_or(0, |f| f.revision);
    let before = answers(filled);
    let draft = if role == Role::Reader { None } else { flow.draft(actor.person, &of_case(case, code)).await? };
    let answers = draft.as_ref().map_or_else(|| before.clone(), |d| d.over(&before, definition, role));
    let mut context = file.form_context(code);
    context.locale = locale(p);
    Ok(Met { file, definition, role, context, answers, draft, seen })
}

#[derive(Template)]
#[template(path = "filing/candidate.html")]
struct ForCandidate<'a> {
    p: &'a Page,
    view: &'a View,
}

#[derive(Template)]
#[template(path = "filing/staff.html")]
struct ForStaff<'a> {
    p: &'a Page,
    view: &'a View,
}

/// What an address asks for besides the form.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// `simpan` after a draft was kept, `kirim` after it was submitted.
    #[serde(default)]
    sudah: String,
    /// How much of it the paper holds: `kosong`, `usulan` or as it is filled.
    #[serde(default)]
    isi: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((case, code)): Path<(CaseId, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    if let Some(code) = code.strip_suffix(".pdf") {
        return paper::print(&app, &p, case, code, &asked.isi).await;
    }
    let met = meet(&app, &p, case, &code).await?;
    let mut view = view(&p, &met, &[])?;
    if met.definition.asks_written() && met.role != Role::Candidate {
        let released = app.flow().exam_results().of_case(p.actor()?, case).await?;
        let ours = |name: &str| met.context.written.iter().any(|test| test.name == name);
        let released = released.iter().filter(|released| ours(&released.exam.name));
        view.tests = released.map(|released| view::TestSaid::of(&p, &view.zone, released)).collect();
    }
    view.just = match asked.sudah.as_str() {
        "simpan" => Some(view::Just::Saved),
        "kirim" => Some(view::Just::Submitted),
        _ => None,
    };
    page(&p, &view, StatusCode::OK)
}

fn page(p: &Page, view: &View, status: StatusCode) -> Answer {
    if view.role == Role::Candidate {
        html_with(status, &ForCandidate { p, view })
    } else {
        html_with(status, &ForStaff { p, view })
    }
}

fn view(p: &Page, met: &Met, errors: &[FieldError]) -> Result<View, WebError> {
    let Met { file, definition, role, context, answers, draft, seen } = met;
    let actor = p.actor()?;
    let form = Engine::view(definition, context, answers, *role, context.locale, errors);
    let filled = file.form(&definition.code);
    let signatures = file.signatures_on(filled);
    let opening = Engine::opening(definition, context, context.locale);
    let here = format!("/berkas/{}/formulir/{}", file.case.id, definition.code);
    let submitted = filled.is_some_and(|f| f.state != "reopened");
    let rows = slots::slots(definition, &file.signatures_on(filled), context.locale)
        .into_iter()
        .enumerate()
        .map(|(n, slot)| {
            let turn = submitted && slot.state == SlotState::Next;
            let mine = turn && sign::is_own(actor, file, slot.duty);
            let witness = turn && sign::may_witness(actor, file, &slot);
            SlotRow::new(p, &file.event.zone, n + 1, slot, &signatures, (turn && mine, turn && witness), submitted)
        })
        .collect();
    let fills = definition.sections.iter().any(|s| s.by.contains(role));
    let changed = draft.as_ref().is_some_and(|d| d.seen != *seen);
    Ok(View {
        head: Head::of(file, *role),
        may_reopen: submitted && fills && !signatures.is_empty() && opening.locked_by.is_none(),
        here,
        form,
        role: *role,
        seen: *seen,
        saved_at: draft.as_ref().map(|d| d.saved_at),
        zone: file.event.zone.clone(),
        waits_for: opening.waits_for,
        locked_by: opening.locked_by,
        submitted,
        slots: rows,
        changed,
        held: Vec::new(),
        refused: None,
        just: None,
        documents: format!("/berkas/{}/dokumen", file.case.id),
        tests: Vec::new(),
    })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(rename = "_aksi", default)]
    action: String,
    #[serde(rename = "_dilihat", default)]
    seen: i64,
}

async fn take(
    State(app): State<AppState>,
    p: Page,
    Path((case, code)): Path<(CaseId, String)>,
    form: Form<Sent>,
) -> Answer {
    let mut met = meet(&app, &p, case, &code).await?;
    let actor = p.actor()?;
    if !met.definition.sections.iter().any(|s| s.by.contains(&met.role)) {
        return Err(WebError::NotFound);
    }
    let pairs = form.fields.answers();
    let before = met.answers.clone();
    let held = Engine::held_back(met.definition, &met.context, &before, &pairs, met.role);
    if !held.is_empty() {
        let mut view = view(&p, &met, &[])?;
        view.held = held;
        return page(&p, &view, StatusCode::CONFLICT);
    }
    let (after, errors) = Engine::parse(met.definition, &met.context, &before, &pairs, met.role);
    met.answers = after;
    let flow = app.flow();
    let place = of_case(case, &code);
    // The draft is kept whatever follows, so that nothing that was filled in is lost.
    flow.save_draft(actor.person, &place, form.value.seen, &met.answers).await?;
    let here = format!("/berkas/{case}/formulir/{code}");
    let action = form.value.action.as_str();
    if action == "bukti" {
        return Ok(see_other(&format!("/berkas/{case}/dokumen?untuk=evidence&kembali={code}")));
    }
    if let Some(requirement) = action.strip_prefix("dokumen ") {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("untuk", requirement).append_pair("kembali", &code);
        return Ok(see_other(&format!("/berkas/{case}/dokumen?{}", query.finish())));
    }
    if action != "kirim" {
        if errors.is_empty() {
            return Ok(see_other(&format!("{here}?sudah=simpan")));
        }
        met.draft = flow.draft(actor.person, &place).await?;
        return page(&p, &view(&p, &met, &errors)?, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let missing = Engine::missing(met.definition, &met.context, &met.answers, met.role);
    if !errors.is_empty() || !missing.is_empty() {
        met.draft = flow.draft(actor.person, &place).await?;
        let mut view = view(&p, &met, &errors)?;
        view.just = Some(view::Just::Incomplete);
        return page(&p, &view, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answers = met.answers.to_value().map_err(WebError::fault)?;
    let act = SubmitForm { code: code.clone(), role: met.role, answers, seen: form.value.seen };
    match flow.perform(actor, case, act).await {
        Ok(_) => {
            flow.drop_draft(actor.person, &place).await?;
            Ok(see_other(&format!("{here}?sudah=kirim#tanda-tangan")))
        }
        Err(WorkflowError::Refused(refusal)) => {
            let status = WebError::Refused(refusal.clone()).status();
            let mut view = view(&p, &met, &errors)?;
            view.refused = Some(p.told(&refusal.code, &refusal.args));
            page(&p, &view, status)
        }
        Err(other) => Err(other.into()),
    }
}

/// Samples of every template.
pub fn samples(samples: &mut Samples<'_>) {
    view::samples(samples);
    sign::samples(samples);
}

/// The page of a view, for samples.
fn sampled(samples: &mut Samples<'_>, name: &str, view: &View) {
    let p = samples.p;
    if view.role == Role::Candidate {
        samples.add(format!("filing/candidate {name}"), &ForCandidate { p, view });
    } else {
        samples.add(format!("filing/staff {name}"), &ForStaff { p, view });
    }
}
