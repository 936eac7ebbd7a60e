//! One form of a scheme on its page: filled, kept, submitted, read, printed.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    filing::answers,
    form::{Answers, BlockView, Definition, Engine, FieldError, FormContext, Role, SlotState, slots},
    id::{FormId, SchemeVersionId},
    instrument::{InstrumentFile, SubmitInstrument, is_key, turn},
    permit::{self, Action, Object},
};
use serde::Deserialize;
use store::outside::Access;
use workflow::{
    Draft, WorkflowError,
    draft::of_instrument,
    load::{InstrumentKey, instrument_file},
    paper::Filling,
};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::Form,
    html,
    page::{html_with, see_other},
    pages::filing::{
        locale,
        paper::pdf_response,
        view::{Head, Just, SlotRow, View},
    },
    part::Spine,
};

/// The last part of the address of a form that is not submitted yet.
const NEW: &str = "baru";

pub(super) fn routes() -> Routes {
    Routes::new().get("/perangkat/{version}/{code}/{which}", Guard::Signed(Action::SeeInstruments), show).post(
        "/perangkat/{version}/{code}/{which}",
        Guard::Signed(Action::WriteInstruments),
        take,
    )
}

pub(super) type Place = (SchemeVersionId, String, String);

/// A form of a scheme as somebody meets it.
pub(super) struct Met {
    pub(super) file: InstrumentFile,
    pub(super) key: InstrumentKey,
    pub(super) definition: &'static Definition,
    pub(super) role: Role,
    pub(super) context: FormContext,
    /// The filled form's answers, with the author's draft over them.
    answers: Answers,
    draft: Option<Draft>,
    pub(super) here: String,
}

impl Met {
    fn seen(&self) -> i64 {
        self.file.form.as_ref().map_or(0, |f| f.revision)
    }

    fn place(&self) -> String {
        of_instrument(self.key.scheme, &self.key.code, self.key.form)
    }
}

pub(super) async fn meet(app: &AppState, p: &Page, (scheme, code, which): Place) -> Result<Met, WebError> {
    let actor = p.actor()?;
    let flow = app.flow();
    let form: Option<FormId> = match which.as_str() {
        NEW => None,
        id => Some(id.parse().map_err(|_| WebError::NotFound)?),
    };
    let here = format!("/perangkat/{scheme}/{code}/{which}");
    let key = InstrumentKey { scheme, code, form, author: actor.person };
    let file = instrument_file(&mut flow.reader(), &key, FormId(uuid::Uuid::nil())).await?;
    let definition = file.definition().map_err(|_| WebError::NotFound)?;
    let writes = permit::check(actor, Action::WriteInstruments, &Object::body()).is_ok();
    let role = if writes && file.author.id == actor.person { Role::Assessor } else { Role::Reader };
    if form.is_none() && role == Role::Reader {
        return Err(WebError::NotFound);
    }
    if is_key(&definition.code)
        && let Some(filled) = &file.form
    {
        flow.note_look(Access {
            person_id: Some(actor.person),
            duty: permit::check(actor, Action::SeeInstruments, &Object::body())?.duty(),
            action: "see-key".to_owned(),
            object: format!("form:{}", filled.id),
            subject: None,
        })
        .await?;
    }
    let mut context = file.form_context();
    context.locale = locale(p);
    let before = answers(file.form.as_ref());
    let mut met = Met { file, key, definition, role, context, answers: before, draft: None, here };
    if role == Role::Assessor {
        met.draft = flow.draft(actor.person, &met.place()).await?;
        if let Some(draft) = &met.draft {
            met.answers = draft.over(&met.answers, definition, role);
        }
    }
    Ok(met)
}

/// Whose form it is, at the head of its page.
pub(super) fn head(p: &Page, met: &Met) -> Head {
    let scheme = &met.file.scheme;
    let version = p.ta("scheme-version").with("version", &scheme.version).to_string();
    let author = met.file.author.full_name();
    Head {
        spine: Spine { parts: [scheme.abbr.clone(), String::new(), String::new()], href: None, large: false },
        name: scheme.name_id.clone(),
        scheme: if author.is_empty() { version } else { format!("{version}, {author}") },
        stage: None,
        above: format!("/perangkat/{}", scheme.id),
    }
}

fn view(p: &Page, met: &Met, errors: &[FieldError]) -> Result<View, WebError> {
    let Met { file, definition, role, context, answers, draft, .. } = met;
    let me = p.actor()?.person;
    let form = Engine::view(definition, context, answers, *role, context.locale, errors);
    let opening = Engine::opening(definition, context, context.locale);
    let submitted = file.form.as_ref().is_some_and(|f| f.state != "reopened");
    let writes = permit::may(p.actor()?, Action::WriteInstruments);
    let mine = file.form.as_ref().filter(|_| writes).and_then(|f| turn(f, &file.signatures, me));
    let rows = slots::slots(definition, &file.signatures, context.locale)
        .into_iter()
        .enumerate()
        .map(|(n, slot)| {
            let own = slot.state == SlotState::Next && mine.as_deref() == Some(&*slot.key);
            SlotRow::new(p, &p.body.zone, n + 1, slot, &file.signatures, (own, false), submitted)
        })
        .collect();
    Ok(View {
        head: head(p, met),
        may_reopen: submitted && *role == Role::Assessor && !file.standing().is_empty(),
        here: met.here.clone(),
        form,
        role: *role,
        seen: met.seen(),
        saved_at: draft.as_ref().map(|d| d.saved_at),
        zone: p.body.zone.clone(),
        waits_for: opening.waits_for,
        locked_by: opening.locked_by,
        submitted,
        slots: rows,
        changed: draft.as_ref().is_some_and(|d| d.seen != met.seen()),
        held: Vec::new(),
        refused: None,
        just: None,
        documents: String::new(),
        tests: Vec::new(),
    })
}

#[derive(Template)]
#[template(path = "filing/staff.html")]
struct Shown<'a> {
    p: &'a Page,
    view: &'a View,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
    /// `kosong` prints an empty form.
    #[serde(default)]
    isi: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((version, code, which)): Path<Place>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (which, paper) = which.strip_suffix(".pdf").map_or((which.as_str(), false), |which| (which, true));
    let met = meet(&app, &p, (version, code, which.to_owned())).await?;
    if paper {
        let filling = match &met.file.form {
            _ if asked.isi == "kosong" => Filling::Blank,
            None => Filling::Prefilled,
            Some(_) => Filling::Filled,
        };
        let flow = app.flow();
        let pdf = flow.print(flow.instrument_paper(&met.file, filling, locale(&p)).await?).await?;
        let abbr: String = met.file.scheme.abbr.chars().filter(char::is_ascii_alphanumeric).collect();
        return Ok(pdf_response(&format!("{} {abbr}.pdf", met.definition.code), pdf.bytes));
    }
    let mut view = view(&p, &met, &[])?;
    view.just = match asked.sudah.as_str() {
        "simpan" => Some(Just::Saved),
        "kirim" => Some(Just::Submitted),
        _ => None,
    };
    html(&Shown { p: &p, view: &view })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(rename = "_aksi", default)]
    action: String,
    #[serde(rename = "_dilihat", default)]
    seen: i64,
}

async fn take(State(app): State<AppState>, p: Page, Path(place): Path<Place>, form: Form<Sent>) -> Answer {
    let mut met = meet(&app, &p, place).await?;
    if met.role != Role::Assessor {
        return Err(WebError::NotFound);
    }
    let actor = p.actor()?;
    let flow = app.flow();
    let pairs = form.fields.answers();
    let held = Engine::held_back(met.definition, &met.context, &met.answers, &pairs, met.role);
    if !held.is_empty() {
        let mut view = view(&p, &met, &[])?;
        view.held = held;
        return html_with(StatusCode::CONFLICT, &Shown { p: &p, view: &view });
    }
    let (after, errors) = Engine::parse(met.definition, &met.context, &met.answers, &pairs, met.role);
    met.answers = after;
    // The draft is kept whatever follows, so that nothing that was filled in is lost.
    flow.save_draft(actor.person, &met.place(), form.value.seen, &met.answers).await?;
    met.draft = flow.draft(actor.person, &met.place()).await?;
    let missing = Engine::missing(met.definition, &met.context, &met.answers, met.role);
    let sends = form.value.action == "kirim";
    if !errors.is_empty() || (sends && !missing.is_empty()) {
        let mut view = view(&p, &met, &errors)?;
        view.just = sends.then_some(Just::Incomplete);
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Shown { p: &p, view: &view });
    }
    if !sends {
        return Ok(see_other(&format!("{}?sudah=simpan", met.here)));
    }
    let act = SubmitInstrument { answers: met.answers.to_value().map_err(WebError::fault)?, seen: form.value.seen };
    match flow.perform(actor, met.key.clone(), act).await {
        Ok(done) => {
            flow.drop_draft(actor.person, &met.place()).await?;
            let (version, code) = (met.key.scheme, &met.key.code);
            Ok(see_other(&format!("/perangkat/{version}/{code}/{}?sudah=kirim#tanda-tangan", done.file.id)))
        }
        Err(WorkflowError::Refused(refusal)) => {
            let status = WebError::Refused(refusal.clone()).status();
            let mut view = view(&p, &met, &errors)?;
            view.refused = Some(p.told(&refusal.code, &refusal.args));
            html_with(status, &Shown { p: &p, view: &view })
        }
        Err(other) => Err(other.into()),
    }
}
