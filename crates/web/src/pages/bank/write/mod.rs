//! Writing an item: choosing its kind, filling its form, rows added by a button that posts. Items that look alike and
//! what is still lacking are pointed out and keep nobody from saving a draft.

mod fill;
mod read;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::record::scheme::SchemeVersion;
use exam::{
    bank::{Life, State as At},
    item::{Item, check},
};
use serde::Deserialize;
use workflow::{WorkflowError, exam_bank::ItemStep};

pub(super) use self::fill::filled;
use super::{CHANGE, kind_key, levels, schemes, told};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
};

/// Kinds that are written here; the others come by import.
const WRITTEN: [&str; 8] =
    ["single", "multiple", "true-false", "matching", "ordering", "gaps", "short-answer", "essay"];
/// Words of addresses below `/butir` that no item may be called.
const TAKEN: [&str; 3] = ["baru", "impor", "ekspor"];
/// Rows that are added at once.
const MORE: usize = 2;
/// The most rows of a form.
const MOST_ROWS: usize = 60;

/// `/butir/baru` and `/butir/{item}/ubah`.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/butir/baru", CHANGE, blank)
        .post("/butir/baru", CHANGE, first)
        .get("/butir/{item}/ubah", CHANGE, change)
        .post("/butir/{item}/ubah", CHANGE, again)
}

/// Names of the fields of a row.
#[derive(Debug, Clone)]
pub(super) struct RowNames {
    pub n: usize,
    /// Its letter.
    pub letter: String,
    /// An option, premise, step, or what a gap takes.
    pub text: String,
    /// The partner of a premise.
    pub partner: String,
    /// A gap takes a number.
    pub number: String,
    /// How far a number may be off.
    pub tolerance: String,
    /// Unit of measure.
    pub unit: String,
}

impl RowNames {
    pub fn of(n: usize) -> Self {
        let name = |word: &str| format!("{word}-{n}");
        Self {
            n,
            letter: exam::item::ChoiceId::letter(n.saturating_sub(1)).to_string(),
            text: name("isi"),
            partner: name("jodoh"),
            number: name("angka"),
            tolerance: name("toleransi"),
            unit: name("satuan"),
        }
    }
}

/// What the form offers.
#[derive(Debug, Clone, Default)]
pub(super) struct WriteView {
    /// The item, when it is changed.
    pub id: String,
    /// Kind of question, as stored.
    pub kind: String,
    /// Key of the kind's name.
    pub kind_name: &'static str,
    pub rows: Vec<RowNames>,
    /// Places in the schemes.
    pub places: Vec<(String, String)>,
    pub levels: Vec<(String, String)>,
    /// A reason is asked for, since a new version begins.
    pub reason: bool,
    /// Something of it has a form that typed text does not: it stays while its words stay.
    pub rich: bool,
    /// Items that look alike: name and per cent.
    pub alike: Vec<(String, i64)>,
    /// What it still lacks.
    pub faults: Vec<String>,
    /// The scoring by weights that it came with.
    pub weights: bool,
}

impl WriteView {
    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// Key of what is said of the reason.
    const fn why_hint(&self) -> &'static str {
        if self.reason { key("bank-why-version") } else { key("bank-why-draft") }
    }
}

#[derive(Template)]
#[template(path = "bank/kind.html")]
pub(super) struct Kind<'a> {
    pub p: &'a Page,
    /// Kinds that are written here: word and key of the name.
    pub written: &'a [(&'static str, &'static str)],
    /// Keys of the names of those that come by import.
    pub imported: &'a [&'static str],
}

#[derive(Template)]
#[template(path = "bank/write.html")]
pub(super) struct Write<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a WriteView,
}

/// The page that asks for the kind.
pub(super) fn choices() -> (Vec<(&'static str, &'static str)>, Vec<&'static str>) {
    let imported = super::KINDS.iter().filter(|kind| !WRITTEN.contains(kind)).map(|kind| kind_key(kind));
    (WRITTEN.iter().map(|kind| (*kind, kind_key(kind))).collect(), imported.collect())
}

/// The form of a kind.
pub(super) fn form_view(p: &Page, schemes: &[SchemeVersion], kind: &str, rows: usize) -> WriteView {
    let mut places = Vec::new();
    for unit in super::units(schemes) {
        for (element, criterion) in unit.elements.iter().flat_map(|e| e.criteria.iter().map(move |c| (e, c))) {
            let value = format!("{}~{}~{}", unit.code, element.no, criterion.no);
            places.push((value, format!("{} · {} {}", unit.code, criterion.no, criterion.text)));
        }
    }
    WriteView {
        kind: kind.to_owned(),
        kind_name: kind_key(kind),
        rows: (1..=rows).map(RowNames::of).collect(),
        places,
        levels: levels(p),
        ..WriteView::default()
    }
}

/// Rows that a new form of that kind has.
fn rows_of(kind: &str) -> usize {
    match kind {
        "single" | "multiple" | "matching" | "ordering" => 4,
        "gaps" => 2,
        _ => 0,
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    jenis: String,
}

async fn blank(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    if !WRITTEN.contains(&asked.jenis.as_str()) {
        let (written, imported) = choices();
        return html(&Kind { p: &p, written: &written, imported: &imported });
    }
    let view = form_view(&p, &schemes(&app).await?, &asked.jenis, rows_of(&asked.jenis));
    let f = Fields::new().with("bahasa", "id").with("nilai", 1).with("acak", "ya");
    html(&Write { p: &p, f: &f, view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    jenis: String,
    #[serde(default)]
    baris: usize,
    #[serde(default)]
    kode: String,
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    perbuatan: String,
}

async fn first(State(app): State<AppState>, p: Page, form: Form<Typed>) -> Answer {
    let Form { value, mut fields, .. } = form;
    if !WRITTEN.contains(&value.jenis.as_str()) {
        return Err(WebError::Unreadable);
    }
    let id = value.kode.trim();
    let known = app.flow().exam_bank().life(p.actor()?, id).await;
    if TAKEN.contains(&id) {
        fields.wrong("kode", Message::new(key("bank-id-reserved")));
    } else if known.is_ok() {
        fields.wrong("kode", Message::new(key("bank-id-taken")));
    }
    taken(&app, &p, &value, fields, None).await
}

async fn change(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (_, life) = bank.life(actor, &id).await?;
    let former = life.newest().ok_or(WebError::NotFound)?.item.clone();
    // The form holds the key.
    bank.note_key(actor, &id).await?;
    let (f, rows) = filled(&former);
    let mut view = form_view(&p, &schemes(&app).await?, former.question.interaction.kind(), rows);
    marked(&mut view, &life, &former);
    look(&app, &p, &former, &mut view).await?;
    html(&Write { p: &p, f: &f, view: &view })
}

async fn again(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let (_, life) = app.flow().exam_bank().life(p.actor()?, &id).await?;
    let Form { mut value, fields, .. } = form;
    let former = life.newest().ok_or(WebError::NotFound)?.item.clone();
    id.clone_into(&mut value.kode);
    former.question.interaction.kind().clone_into(&mut value.jenis);
    taken(&app, &p, &value, fields, Some((&life, &former))).await
}

/// What the page says of an item that is changed.
fn marked(view: &mut WriteView, life: &Life, former: &Item) {
    view.id = former.id.to_string();
    view.reason = matches!(life.state, At::Pilot | At::Active);
    view.rich = fill::rich(former);
    view.weights = matches!(former.key.scoring, exam::item::Scoring::Weights(_));
}

/// Items that look alike, and what is lacking.
async fn look(app: &AppState, p: &Page, item: &Item, view: &mut WriteView) -> Result<(), WebError> {
    let alike = app.flow().exam_bank().alike(p.actor()?, item).await?;
    view.alike = alike.into_iter().map(|(id, share)| (id.to_string(), share)).collect();
    view.faults = check::check(item).iter().map(|fault| told(p, fault)).collect();
    Ok(())
}

async fn taken(app: &AppState, p: &Page, value: &Typed, mut fields: Fields, former: Option<(&Life, &Item)>) -> Answer {
    let adds = value.perbuatan == "tambah";
    let rows = value.baris.saturating_add(if adds { MORE } else { 0 }).min(MOST_ROWS);
    let mut view = form_view(p, &schemes(app).await?, &value.jenis, rows);
    if let Some((life, item)) = former {
        marked(&mut view, life, item);
    }
    if adds {
        return html(&Write { p, f: &fields, view: &view });
    }
    let read =
        read::read(&mut fields, &value.kode, &value.jenis, value.baris.min(MOST_ROWS), former.map(|(_, item)| item));
    let Some(item) = read.filter(|_| fields.is_right()) else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Write { p, f: &fields, view: &view });
    };
    look(app, p, &item, &mut view).await?;
    if value.perbuatan == "periksa" {
        return html(&Write { p, f: &fields, view: &view });
    }
    let id = item.id.to_string();
    match app.flow().exam_bank().step(p.actor()?, &id, &ItemStep::Write(Box::new(item)), &value.alasan).await {
        Ok(()) => Ok(see_other(&format!("/butir/{id}?sudah=tulis"))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            fields.wrong("alasan", refusal_message(&why));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Write { p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}
