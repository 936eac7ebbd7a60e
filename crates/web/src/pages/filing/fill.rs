//! The page on which a form is filled, kept, submitted and read.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::form::{
    Binding, BlockView, Engine, FieldError, FieldView, Role, SlotState, missing::Missing, slots,
};
use serde::Deserialize;
use workflow::{DraftPage, DraftSaved, WorkflowError};

use super::{
    Filing, Met,
    view::{Just, SlotRow, View},
};
use crate::{
    Answer, AppState, Page, WebError,
    form::Form,
    i18n::key,
    page::{html_with, see_other},
    samples::Samples,
};

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
pub(in crate::pages) struct Asked {
    /// `simpan` after a draft was kept, `kirim` after it was submitted.
    #[serde(default)]
    sudah: String,
    /// How much of it the paper holds: `kosong`, `usulan` or as it is filled.
    #[serde(default)]
    isi: String,
}

pub(in crate::pages) async fn show<F: Filing>(
    State(app): State<AppState>,
    p: Page,
    Path(mut place): Path<F::Place>,
    Query(asked): Query<Asked>,
) -> Answer {
    let last = F::last(&mut place);
    if let Some(name) = last.strip_suffix(".pdf") {
        *last = name.to_owned();
        return F::load(&app, &p, place).await?.print(&app, &p, &asked.isi).await;
    }
    let met = Met::<F>::at(&app, &p, place).await?;
    let mut view = view(&p, &met, &[])?;
    view.tests = met.form.tests(&app, &p).await?;
    view.just = match asked.sudah.as_str() {
        "simpan" => Some(Just::Saved),
        "kirim" => Some(Just::Submitted),
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

/// The form as the reader's page shows it.
pub(in crate::pages) fn view<F: Filing>(p: &Page, met: &Met<F>, errors: &[FieldError]) -> Result<View, WebError> {
    let Met { form, about, definition, role, context, answers, draft, seen } = met;
    let actor = p.actor()?;
    let signatures = form.signatures();
    let submitted = form.filled().is_some_and(|f| f.state != "reopened");
    let rows = slots::slots(definition, &signatures, context.locale)
        .into_iter()
        .enumerate()
        .map(|(n, slot)| {
            let turn = submitted && slot.state == SlotState::Next;
            let theirs = (turn && form.is_own(actor, &slot), turn && form.may_witness(actor, &slot));
            SlotRow::new(p, &about.zone, n + 1, slot, &signatures, theirs, submitted)
        })
        .collect();
    let mut opening = Engine::opening(definition, context, context.locale);
    opening.waits_for.extend(about.waits_for.iter().cloned());
    let reopens = F::REOPENS && submitted && met.fills() && opening.locked_by.is_none();
    Ok(View {
        head: about.head.clone(),
        // An unsigned form is changed as it stands, unless others are locked by it.
        may_reopen: reopens
            && (signatures.iter().any(|s| !s.void) || definition.bindings().contains(&Binding::RecommendationOverall)),
        here: about.here.clone(),
        form: {
            let mut drawn = Engine::view(definition, context, answers, *role, context.locale, errors);
            let refused: Vec<Missing> = drawn.fields().filter_map(|field| refused(p, form, field)).collect();
            drawn.advised.extend(refused);
            drawn
        },
        role: *role,
        seen: *seen,
        saved_at: draft.as_ref().map(|d| d.saved_at),
        revision: draft.as_ref().map_or(0, |d| d.revision),
        zone: about.zone.clone(),
        waits_for: opening.waits_for,
        until: about.until.clone().filter(|_| opening.locked_by.is_none()),
        locked_by: opening.locked_by,
        submitted,
        slots: rows,
        changed: draft.as_ref().is_some_and(|d| d.seen != *seen),
        held: Vec::new(),
        overtaken: None,
        refused: None,
        just: None,
        documents: about.documents.clone(),
        tests: Vec::new(),
    })
}

/// A document that was refused and is still to be replaced, as a piece of advice.
fn refused<F: Filing>(p: &Page, form: &F, field: &FieldView) -> Option<Missing> {
    let requirement = field.requirement().filter(|_| field.hands_in)?;
    form.refused(requirement).then(|| Missing {
        section: String::new(),
        field: field.name.clone(),
        label: field.full_label.clone(),
        anchor: field.anchor.clone(),
        what_is_accepted: p.t(key("documents-refused-still")).into_owned(),
    })
}

#[derive(Debug, Deserialize)]
pub(in crate::pages) struct Sent {
    #[serde(rename = "_aksi", default)]
    action: String,
    #[serde(rename = "_dilihat", default)]
    seen: i64,
    /// The page's name, and the revision of the draft that it was drawn with.
    #[serde(rename = "_halaman", default)]
    page: String,
    #[serde(rename = "_konsep", default)]
    revision: i64,
}

impl Sent {
    fn from(&self) -> Option<DraftPage> {
        (!self.page.is_empty()).then(|| DraftPage { page: self.page.clone(), revision: self.revision })
    }
}

pub(in crate::pages) async fn take<F: Filing>(
    State(app): State<AppState>,
    p: Page,
    Path(place): Path<F::Place>,
    form: Form<Sent>,
) -> Answer {
    let mut met = Met::<F>::at(&app, &p, place).await?;
    if !met.fills() {
        return Err(WebError::NotFound);
    }
    let (actor, flow, sent) = (p.actor()?, app.flow(), &form.value);
    let pairs = super::born::joined(form.fields.answers());
    let held = Engine::held_back(met.definition, &met.context, &met.answers, &pairs, met.role);
    if !held.is_empty() {
        let mut view = view(&p, &met, &[])?;
        view.held = held;
        return page(&p, &view, StatusCode::CONFLICT);
    }
    let (after, errors) = Engine::parse(met.definition, &met.context, &met.answers, &pairs, met.role);
    met.answers = after;
    // The draft is kept whatever follows, so that nothing that was filled in is lost; but not over what the same person
    // saved in another tab, which this page has not seen.
    let saved = flow.save_draft(actor.person, &met.about.draft, sent.seen, &met.answers, sent.from()).await?;
    if let DraftSaved::Overtaken(at) = saved {
        met.draft = flow.draft(actor.person, &met.about.draft).await?;
        let view = View { overtaken: Some(at), ..view(&p, &met, &errors)? };
        return page(&p, &view, StatusCode::PRECONDITION_FAILED);
    }
    if let Some(elsewhere) = met.form.leads(&sent.action) {
        return Ok(see_other(&elsewhere));
    }
    let sends = sent.action == "kirim";
    if !sends && errors.is_empty() {
        return Ok(see_other(&format!("{}?sudah=simpan", met.about.here)));
    }
    met.draft = flow.draft(actor.person, &met.about.draft).await?;
    let missing = Engine::missing(met.definition, &met.context, &met.answers, met.role);
    if !errors.is_empty() || !missing.is_empty() {
        let mut view = view(&p, &met, &errors)?;
        view.just = sends.then_some(Just::Incomplete);
        return page(&p, &view, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answers = met.answers.to_value().map_err(WebError::fault)?;
    match met.form.submit(&app, actor, answers, sent.seen).await {
        Ok(next) => Ok(see_other(&next)),
        Err(WorkflowError::Refused(refusal)) => {
            let status = WebError::Refused(refusal.clone()).status();
            let mut view = view(&p, &met, &errors)?;
            view.refused = Some(p.told(&refusal.code, &refusal.args));
            page(&p, &view, status)
        }
        Err(other) => Err(other.into()),
    }
}

/// The page of a view, for samples.
pub(super) fn sampled(samples: &mut Samples<'_>, name: &str, view: &View) {
    let p = samples.p;
    if view.role == Role::Candidate {
        samples.add(format!("filing/candidate {name}"), &ForCandidate { p, view });
    } else {
        samples.add(format!("filing/staff {name}"), &ForStaff { p, view });
    }
}
