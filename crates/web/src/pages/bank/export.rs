//! Items taken out as a file, the items of a frozen form with the form as a test, or a test that came from a file: first
//! what the format would lose, item by item, then the file. Keys go with it, so it is for who changes the bank, and noted.

use askama::Template;
use axum::{
    body::Body,
    extract::{Query, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use certification::{id::ExamFormId, record::exam::ExamForm, refusal::Refusal};
use exam::{
    form::Form,
    format::{Export, Files, Outcome, TestOutline, aiken, docx, gift, json, moodle, qti, xlsx},
    item::{Item, ItemId, Language, Stimulus},
};
use serde::Deserialize;
use workflow::exam_bank::TestVersion;

use super::{
    CHANGE, blueprint::name_of, intake::Line, kinds, levels, list::Asked as Filter, place_of, print::spelt, schemes,
    state_key, told, unit_choices,
};
use crate::{
    Answer, AppState, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::key,
    part::{icon, kit::Count},
};

/// Formats that can be written: word of the form, key of the name, ending, media type.
const FORMATS: [(&str, &str, &str, &str); 9] = [
    ("qti", key("bank-format-qti"), "zip", "application/zip"),
    ("qti-2.2", key("bank-format-qti"), "zip", "application/zip"),
    ("qti-2.1", key("bank-format-qti"), "zip", "application/zip"),
    ("moodle", key("bank-format-moodle"), "xml", "application/xml"),
    ("gift", key("bank-format-gift"), "txt", "text/plain; charset=utf-8"),
    ("aiken", key("bank-format-aiken"), "txt", "text/plain; charset=utf-8"),
    ("xlsx", key("bank-format-xlsx"), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (
        "docx",
        key("bank-format-docx"),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("json", key("bank-format-json"), "json", "application/json"),
];

/// `/butir/ekspor`, and the empty template of a sheet.
pub(super) fn routes() -> Routes {
    Routes::new().get("/butir/ekspor", CHANGE, look).get("/butir/ekspor/berkas", CHANGE, file).get(
        "/butir/impor/templat.xlsx",
        CHANGE,
        template,
    )
}

/// The version of QTI behind a word of the form.
fn version(bentuk: &str) -> Option<qti::Version> {
    match bentuk {
        "qti" => Some(qti::Version::V30),
        "qti-2.2" => Some(qti::Version::V22),
        "qti-2.1" => Some(qti::Version::V21),
        _ => None,
    }
}

/// Formats to choose from: those that carry a test, or all.
fn choices(p: &Page, of_form: bool) -> Vec<(String, String)> {
    let named = |(bentuk, words, ..): &(&str, &'static str, &str, &str)| match version(bentuk) {
        Some(version) => Some(((*bentuk).to_owned(), p.ta(words).with("version", version.number()).to_string())),
        None if of_form => None,
        None => Some(((*bentuk).to_owned(), p.t(words).into_owned())),
    };
    FORMATS.iter().filter_map(named).collect()
}

/// What would go out.
#[derive(Debug, Clone, Default)]
pub(super) struct ExportView {
    pub formats: Vec<(String, String)>,
    pub units: Vec<(String, String)>,
    pub kinds: Vec<(String, String)>,
    pub levels: Vec<(String, String)>,
    pub states: Vec<(String, String)>,
    pub counts: Vec<Count>,
    pub lines: Vec<Line>,
    /// Items that the file would hold.
    pub written: usize,
    /// Where the file is.
    pub href: String,
    /// A format was chosen.
    pub asked: bool,
    /// A form goes out as a test: its key and its code.
    pub form: Option<(String, String)>,
    /// A test goes out as it came in: its name, its version, its title.
    pub test: Option<(String, u32, String)>,
}

#[derive(Template)]
#[template(path = "bank/export.html")]
pub(super) struct Out<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a ExportView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    bentuk: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    jenis: String,
    #[serde(default)]
    tingkat: String,
    #[serde(default)]
    cari: String,
    /// The frozen form that goes out as a test, where it is one.
    #[serde(default)]
    perangkat: String,
    /// The test that goes out, where it is one, and its version.
    #[serde(default)]
    tes: String,
    #[serde(default)]
    versi: Option<u32>,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            unit: self.unit.clone(),
            keadaan: self.keadaan.clone(),
            jenis: self.jenis.clone(),
            tingkat: self.tingkat.clone(),
            cari: self.cari.clone(),
            sesudah: String::new(),
        }
    }
}

/// The frozen form that is asked for, with its title.
async fn form_of(app: &AppState, p: &Page, asked: &Asked) -> Result<Option<(ExamForm, Form, String)>, WebError> {
    if asked.perangkat.is_empty() {
        return Ok(None);
    }
    let id: ExamFormId = asked.perangkat.parse().map_err(|_| WebError::NotFound)?;
    let (row, form) = app.flow().exam_bank().frozen(p.actor()?, id).await?;
    let title = format!("{} {}", name_of(p, &schemes(app).await?, &row.slug), row.code);
    Ok(Some((row, form, title)))
}

/// The test that is asked for: the newest version, where none is named.
async fn test_of(app: &AppState, p: &Page, asked: &Asked) -> Result<Option<TestVersion>, WebError> {
    if asked.tes.is_empty() {
        return Ok(None);
    }
    let id = ItemId::new(asked.tes.as_str()).map_err(|_| WebError::NotFound)?;
    let versions = app.flow().exam_bank().test(p.actor()?, &id).await?;
    let version = versions.into_iter().rfind(|version| asked.versi.is_none_or(|number| number == version.number));
    version.map(Some).ok_or(WebError::NotFound)
}

/// What goes into the file.
#[derive(Default)]
struct Goes {
    items: Vec<Item>,
    stimuli: Vec<Stimulus>,
    files: Files,
    tests: Vec<TestOutline>,
}

/// The items of the filter, a test with those of its items that the bank has as it came, or a form with its items as
/// they were frozen.
async fn going(app: &AppState, p: &Page, asked: &Asked) -> Result<Goes, WebError> {
    let bank = app.flow().exam_bank();
    if let Some(version) = test_of(app, p, asked).await? {
        let outline = version.test.going_out();
        let items = bank.items_of(p.actor()?, &outline).await?.into_values().map(|(_, item)| item).collect::<Vec<_>>();
        let (stimuli, files) = bank.parts_of(&items).await?;
        return Ok(Goes { items, stimuli, files, tests: vec![outline] });
    }
    let Some((row, form, title)) = form_of(app, p, asked).await? else {
        let found = bank.newest(p.actor()?, &asked.filter().filter()).await?;
        let items: Vec<Item> = found.into_iter().map(|(_, item)| item).collect();
        let (stimuli, files) = bank.parts_of(&items).await?;
        return Ok(Goes { items, stimuli, files, tests: Vec::new() });
    };
    let minutes = u32::try_from(row.minutes).ok().filter(|minutes| *minutes > 0);
    let tests = vec![TestOutline::of(&form, &title, minutes)];
    let items: Vec<Item> = form.questions.into_iter().map(|question| question.item).collect();
    let (_, files) = bank.parts_of(&items).await?;
    Ok(Goes { items, stimuli: form.stimuli, files, tests })
}

/// All of it in that format.
async fn written(app: &AppState, p: &Page, asked: &Asked) -> Result<Export, WebError> {
    let Goes { items, stimuli, files, tests } = going(app, p, asked).await?;
    let (bentuk, language) = (asked.bentuk.clone(), if p.lang() == "en" { Language::En } else { Language::Id });
    let made = tokio::task::spawn_blocking(move || -> Result<Export, Refusal> {
        Ok(match bentuk.as_str() {
            "moodle" => moodle::export(&items, &files),
            "gift" => gift::export(&items),
            "aiken" => aiken::export(&items),
            "json" => json::export(&items, &stimuli, &files)?,
            "xlsx" => xlsx::export(&items, &stimuli, language)?,
            "docx" => docx::export(&items, &files, language)?,
            other => {
                let contents = qti::Contents { items: &items, stimuli: &stimuli, files: &files, tests: &tests };
                qti::export(&contents, version(other).unwrap_or(qti::Version::V30))?
            }
        })
    });
    Ok(made.await.map_err(WebError::fault)??)
}

async fn look(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let filter = asked.filter();
    let word = |words: &'static str| p.t(words).into_owned();
    let form = form_of(&app, &p, &asked).await?;
    let test = test_of(&app, &p, &asked).await?;
    let formats = choices(&p, form.is_some() || test.is_some());
    let known = formats.iter().any(|(bentuk, _)| *bentuk == asked.bentuk);
    let mut view = ExportView {
        formats,
        form: form.map(|(row, ..)| (row.id.to_string(), row.code)),
        test: test.map(|version| {
            let TestOutline { id, title, .. } = version.test.outline;
            (id.to_string(), version.number, if title.is_empty() { id.to_string() } else { title })
        }),
        units: unit_choices(&p, &schemes(&app).await?),
        kinds: kinds(&p),
        levels: levels(&p),
        states: super::STATES.iter().map(|state| ((*state).to_owned(), word(state_key(state)))).collect(),
        asked: known,
        ..ExportView::default()
    };
    if known {
        let export = written(&app, &p, &asked).await?;
        view.lines = export.report.iter().map(|row| line(&p, row)).collect();
        view.written = view.lines.iter().filter(|line| line.color != "danger" && line.item.is_some()).count();
        view.counts = counts(&p, &view.lines);
        let which = match (&view.form, &view.test) {
            (Some((id, _)), _) => format!("perangkat={id}"),
            (None, Some((id, version, _))) => format!("tes={id}&versi={version}"),
            (None, None) => filter.query(&asked.keadaan, ""),
        };
        view.href = format!("/butir/ekspor/berkas?bentuk={}&{which}", asked.bentuk);
    }
    html(&Out { p: &p, f: &filter.fields().with("bentuk", &asked.bentuk), view: &view })
}

/// What becomes of one item.
pub(super) fn line(p: &Page, row: &exam::format::Row) -> Line {
    let (color, icon, said, notes) = match &row.outcome {
        Outcome::Taken { .. } => ("success", icon("check"), key("bank-out-whole"), &[][..]),
        Outcome::TakenWithLoss { losses, .. } => {
            ("warning", icon("triangle-alert"), key("bank-out-loss"), losses.as_slice())
        }
        Outcome::Test { losses, .. } => ("info", icon("layers"), key("bank-out-test"), losses.as_slice()),
        Outcome::Refused { reasons } => ("danger", icon("ban"), key("bank-out-refused"), reasons.as_slice()),
    };
    let place = place_of(p, &row.place);
    let (place, item) = match &row.outcome {
        Outcome::Test { .. } => (place, None),
        _ => (String::new(), Some((place, true))),
    };
    Line {
        place,
        source: row.source.clone(),
        item,
        test: None,
        color,
        icon,
        said,
        notes: notes.iter().map(|note| told(p, note)).collect(),
        alike: Vec::new(),
    }
}

pub(super) fn counts(p: &Page, lines: &[Line]) -> Vec<Count> {
    let words = [
        ("success", key("bank-count-whole")),
        ("warning", key("bank-count-out-loss")),
        ("danger", key("bank-count-left-out")),
    ];
    counted(p, lines, &words)
}

/// How many lines of a report have each colour, in the words that say what it stands for.
pub(super) fn counted(p: &Page, lines: &[Line], words: &[(&str, &'static str)]) -> Vec<Count> {
    let count = |(color, words): &(&str, &'static str)| Count {
        n: lines.iter().filter(|line| line.color == *color).count() as i64,
        words: p.t(words).into_owned(),
        href: "#laporan".to_owned(),
        current: false,
    };
    words.iter().map(count).collect()
}

fn attachment(name: &str, kind: &'static str, bytes: Vec<u8>) -> Answer {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(WebError::fault)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}

async fn file(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let form = form_of(&app, &p, &asked).await?;
    let test = test_of(&app, &p, &asked).await?;
    let Some((bentuk, _, ending, kind)) = FORMATS
        .iter()
        .filter(|(bentuk, ..)| (form.is_none() && test.is_none()) || version(bentuk).is_some())
        .find(|(bentuk, ..)| *bentuk == asked.bentuk)
    else {
        return Err(WebError::NotFound);
    };
    let export = written(&app, &p, &asked).await?;
    app.flow().exam_bank().note_export(p.actor()?, form.as_ref().map(|(row, ..)| row.id)).await?;
    let name = match (&form, &test) {
        (Some((row, ..)), _) => format!("tes-{}-{bentuk}.{ending}", spelt(&row.code)),
        (None, Some(version)) => format!("tes-{}-{bentuk}.{ending}", version.test.outline.id),
        (None, None) => format!("butir-{bentuk}.{ending}"),
    };
    attachment(&name, kind, export.bytes)
}

async fn template(p: Page) -> Answer {
    let language = if p.lang() == "en" { Language::En } else { Language::Id };
    let bytes = xlsx::template(language)?;
    attachment("butir.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes)
}
