//! Writing what several items share: a new one, or the next version of one. What is there is never changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use exam::item::{Content, Language, Stimulus, StimulusId, typed};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{CHANGE, id_wrong, stimulus::drawn, write::insert};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Upload},
    html,
    i18n::Message,
    page::{html_with, see_other},
    pages::sitting::draw::Html,
};

/// Words of addresses below `/bahan-soal` that none may be called.
const TAKEN: [&str; 2] = ["baru", "sisip"];

/// `/bahan-soal/baru`, the next version of one, and files for it.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/bahan-soal/baru", CHANGE, blank)
        .post("/bahan-soal/baru", CHANGE, first)
        .get("/bahan-soal/{id}/ubah", CHANGE, change)
        .post("/bahan-soal/{id}/ubah", CHANGE, again)
        .upload("/bahan-soal/sisip", CHANGE, insert::MOST + (1 << 20), put)
}

/// What the form shows.
#[derive(Debug, Clone, Default)]
pub(super) struct WriteStimulus {
    /// The version that the next one follows; empty for a new one.
    pub id: String,
    /// Something of it cannot be typed: it stays while its words stay.
    pub rich: bool,
    pub preview: Option<Html>,
}

#[derive(Template)]
#[template(path = "bank/stimulus_form.html")]
pub(super) struct StimulusForm<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a WriteStimulus,
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    perbuatan: String,
}

async fn blank(State(_): State<AppState>, p: Page) -> Answer {
    let f = Fields::new().with("bahasa", "id");
    html(&StimulusForm { p: &p, f: &f, view: &WriteStimulus::default() })
}

async fn former(app: &AppState, p: &Page, id: &str) -> Result<Stimulus, WebError> {
    let id = StimulusId::new(id).map_err(|_| WebError::NotFound)?;
    let shared = app.flow().exam_bank().shared(p.actor()?).await?;
    shared.into_iter().map(|one| one.stimulus).find(|one| one.id == id).ok_or(WebError::NotFound)
}

fn shown(content: &Content) -> String {
    typed::write(content).unwrap_or_else(|| content.words())
}

fn of(stimulus: &Stimulus) -> WriteStimulus {
    WriteStimulus { id: stimulus.id.to_string(), rich: typed::write(&stimulus.content).is_none(), preview: None }
}

async fn change(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let stimulus = former(&app, &p, &id).await?;
    let f = Fields::new()
        .with("judul", &stimulus.title)
        .with("bahasa", if stimulus.language == Language::En { "en" } else { "id" })
        .with("isi-bahan", shown(&stimulus.content));
    html(&StimulusForm { p: &p, f: &f, view: &of(&stimulus) })
}

async fn first(State(app): State<AppState>, p: Page, form: Form<Typed>) -> Answer {
    keep(&app, &p, form, None).await
}

async fn again(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let former = former(&app, &p, &id).await?;
    keep(&app, &p, form, Some(former)).await
}

/// The stimulus of the form; what cannot be read is told at its field.
fn read(f: &mut Fields, former: Option<&Stimulus>) -> Option<Stimulus> {
    let name = former.map_or_else(|| f.value("kode").trim().to_owned(), |former| former.id.to_string());
    let wrong = id_wrong(&name);
    let id = StimulusId::new(name).ok().filter(|id| !TAKEN.contains(&id.as_str()));
    if id.is_none() {
        f.wrong("kode", Message::new(wrong));
    }
    let unchanged = former.filter(|former| shown(&former.content) == f.value("isi-bahan").replace("\r\n", "\n"));
    let content = match unchanged {
        Some(former) => Ok(former.content.clone()),
        None => typed::read(f.value("isi-bahan")),
    };
    if let Err(why) = &content {
        f.wrong("isi-bahan", refusal_message(why));
    }
    let language = if f.value("bahasa") == "en" { Language::En } else { Language::Id };
    Some(Stimulus { id: id?, language, title: f.value("judul").trim().to_owned(), content: content.ok()? })
}

async fn keep(app: &AppState, p: &Page, form: Form<Typed>, former: Option<Stimulus>) -> Answer {
    let Form { value, mut fields, .. } = form;
    let mut view = former.as_ref().map(of).unwrap_or_default();
    let read = read(&mut fields, former.as_ref());
    view.preview = read.as_ref().map(|stimulus| drawn(p, stimulus));
    let Some(stimulus) = read else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &StimulusForm { p, f: &fields, view: &view });
    };
    if value.perbuatan == "periksa" {
        return html(&StimulusForm { p, f: &fields, view: &view });
    }
    let after = former.as_ref().map(|former| &former.id);
    match app.flow().exam_bank().keep_stimulus(p.actor()?, stimulus, after).await {
        Ok(id) => Ok(see_other(&format!("/bahan-soal/{id}"))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            let field = if why.code == "bank.stimulus-taken" { "kode" } else { "isi-bahan" };
            fields.wrong(field, refusal_message(&why));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &StimulusForm { p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps a file and puts it at the end of the text; the form goes on as it stood.
async fn put(State(app): State<AppState>, p: Page, mut upload: Upload) -> Answer {
    let (mut fields, bytes) = insert::parts(&app, &mut upload).await?;
    let id = fields.value("butir").to_owned();
    let former = if id.is_empty() { None } else { Some(former(&app, &p, &id).await?) };
    let mut view = former.as_ref().map(of).unwrap_or_default();
    fields = insert::kept_in(&app, &p, fields, bytes).await?;
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    if fields.is_right() {
        view.preview = read(&mut fields.clone(), former.as_ref()).map(|stimulus| drawn(&p, &stimulus));
    }
    html_with(status, &StimulusForm { p: &p, f: &fields, view: &view })
}
