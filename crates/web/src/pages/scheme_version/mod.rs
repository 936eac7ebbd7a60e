//! Versions of schemes as the committee works on them: drafts and what is published. A published version never
//! changes, because cases pin it; what is to be different becomes a new version.

mod edit;
mod intake;
mod publish;
mod typed;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    duty::Duty,
    id::SchemeVersionId,
    permit::{self, Action},
    record::scheme::SchemeVersion,
};
use serde::Deserialize;
use store::Read as _;

use super::standard::{UnitView, invented_units, status_tag};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::key,
    nav::{Group, Item},
    page::see_other,
    paging::ByStatus,
    part::{Tag, icon, kit::Pager},
    samples::Samples,
};

/// Versions of a page.
const ROWS: u16 = 50;

/// `/skema-kerja` and below.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/skema-kerja", Guard::Signed(Action::SeeStandards), list)
        .post("/skema-kerja/contoh", Guard::Signed(Action::ChangeStandards), examples)
        .get("/skema-kerja/{version}", Guard::Signed(Action::SeeStandards), show)
        .merge(edit::routes())
        .merge(intake::routes())
        .merge(publish::routes())
        .nav(Item::rail(
            Group::Register,
            41,
            "/skema-kerja",
            key("nav-scheme-versions"),
            icon("layers"),
            &[Duty::Staff, Duty::Manager, Duty::SchemeCommittee],
        ))
}

/// A row of the list.
#[derive(Debug, Clone)]
struct Row {
    id: SchemeVersionId,
    abbr: String,
    name: String,
    version: String,
    units: usize,
    status: Tag,
    example: bool,
}

#[derive(Debug, Clone, Default)]
struct ListView {
    rows: Vec<Row>,
    pager: Pager,
    filtered: bool,
    may_change: bool,
    /// Example schemes that could be put in.
    examples: usize,
}

#[derive(Template)]
#[template(path = "scheme_version/list.html")]
struct List<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ListView,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<ByStatus>) -> Answer {
    let mut reader = app.flow().reader();
    let end = |last: &SchemeVersion| format!("{}~{}", last.slug, last.id);
    let (found, pager) = asked.part(&mut reader, "/skema-kerja", "slug", ROWS, end).await?;
    let row = |s: SchemeVersion| Row {
        id: s.id,
        name: p.scheme_name(&s).to_owned(),
        abbr: s.abbr,
        version: s.version,
        units: s.units.len(),
        status: status_tag(&s.status),
        example: s.example,
    };
    let may_change = permit::may(p.actor()?, Action::ChangeStandards);
    let view = ListView {
        pager,
        rows: found.into_iter().map(row).collect(),
        filtered: asked.is_narrowed(),
        may_change,
        examples: if may_change { app.flow().examples_left().await? } else { 0 },
    };
    html(&List { p: &p, f: &asked.fields(), view: &view })
}

/// `/skema-kerja/contoh`: puts in the example schemes that are not there yet.
async fn examples(State(app): State<AppState>, p: Page) -> Answer {
    app.flow().adopt_examples(p.actor()?).await?;
    Ok(see_other("/skema-kerja?keadaan=published"))
}

/// A document that is asked for.
#[derive(Debug, Clone)]
struct Wanted {
    title: String,
    title_en: String,
    /// Key of its group.
    group: &'static str,
    required: bool,
    /// Places of the ways for which it applies; empty for all.
    ways: String,
}

/// One version.
#[derive(Debug, Clone)]
struct VersionView {
    id: SchemeVersionId,
    slug: String,
    abbr: String,
    number: String,
    version: String,
    name: String,
    name_en: String,
    /// Key of its packaging.
    packaging: &'static str,
    months: i64,
    /// Indonesian and English wording.
    ways: Vec<(String, String)>,
    documents: Vec<Wanted>,
    units: Vec<UnitView>,
    status: Tag,
    draft: bool,
    example: bool,
    published_at: Option<i64>,
    may_change: bool,
    /// Key of what was just done.
    done: Option<&'static str>,
}

/// Key of the name of a group of documents.
fn group_key(group: &str) -> &'static str {
    match group {
        "persyaratan-dasar" => key("version-group-basic"),
        "bukti-kompetensi" => key("version-group-evidence"),
        _ => key("version-group-administrative"),
    }
}

/// Key of the name of a packaging.
fn packaging_key(packaging: &str) -> &'static str {
    match packaging {
        "okupasi" => key("version-packaging-occupation"),
        "kkni" => key("version-packaging-kkni"),
        _ => key("version-packaging-cluster"),
    }
}

impl VersionView {
    fn of(s: &SchemeVersion) -> Self {
        let place = |id: &String| s.alternatives.iter().position(|a| a.id == *id).map(|n| (n + 1).to_string());
        let document = |d: &certification::record::scheme::RequiredDocument| Wanted {
            title: d.title_id.clone(),
            title_en: d.title_en.clone(),
            group: group_key(&d.group),
            required: d.required,
            ways: d.when_requirement.iter().filter_map(place).collect::<Vec<_>>().join(", "),
        };
        Self {
            id: s.id,
            slug: s.slug.clone(),
            abbr: s.abbr.clone(),
            number: s.number.clone(),
            version: s.version.clone(),
            name: s.name_id.clone(),
            name_en: s.name_en.clone(),
            packaging: packaging_key(&s.packaging),
            months: s.validity_months,
            ways: s.alternatives.iter().map(|a| (a.text_id.clone(), a.text_en.clone())).collect(),
            documents: s.documents.iter().map(document).collect(),
            units: s.units.iter().map(UnitView::of).collect(),
            status: status_tag(&s.status),
            draft: s.status == "draft",
            example: s.example,
            published_at: s.published_at,
            may_change: false,
            done: None,
        }
    }
}

#[derive(Template)]
#[template(path = "scheme_version/version.html")]
struct Shown<'a> {
    p: &'a Page,
    view: &'a VersionView,
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    sudah: String,
}

async fn version(app: &AppState, id: &str) -> Result<SchemeVersion, WebError> {
    let id: SchemeVersionId = id.parse().map_err(|_| WebError::NotFound)?;
    app.flow().reader().get(id).await?.ok_or(WebError::NotFound)
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(after): Query<After>) -> Answer {
    let mut view = VersionView::of(&version(&app, &id).await?);
    view.may_change = permit::may(p.actor()?, Action::ChangeStandards);
    view.done = match after.sudah.as_str() {
        "simpan" => Some(key("version-done-saved")),
        "terbit" => Some(key("version-done-published")),
        _ => None,
    };
    html(&Shown { p: &p, view: &view })
}

/// The list empty and full; a draft and a published version.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Fields::new();
    let id = SchemeVersionId(uuid::Uuid::from_u128(1));
    let row = Row {
        id,
        abbr: "LD".to_owned(),
        name: "Layanan Dasar Perpustakaan".to_owned(),
        version: "4".to_owned(),
        units: 3,
        status: status_tag("published"),
        example: true,
    };
    let draft = Row { version: "5".to_owned(), status: status_tag("draft"), example: false, ..row.clone() };
    let pager = Pager { shown: 2, all: 2, before: None, after: None };
    let full = ListView { rows: vec![row, draft], pager, filtered: false, may_change: true, examples: 0 };
    samples.add("scheme_version/list", &List { p, f: &f, view: &full });
    let none = ListView { may_change: true, examples: 14, ..ListView::default() };
    samples.add("scheme_version/list none", &List { p, f: &f, view: &none });
    let none = ListView { filtered: true, ..ListView::default() };
    samples.add("scheme_version/list filter", &List { p, f: &f, view: &none });
    let wanted = |title: &str, group: &str, ways: &str, required| Wanted {
        title: title.to_owned(),
        title_en: "Diploma".to_owned(),
        group: group_key(group),
        required,
        ways: ways.to_owned(),
    };
    let view = VersionView {
        id,
        slug: "layanan-dasar".to_owned(),
        abbr: "LD".to_owned(),
        number: "SKM/CONTOH/01/2026".to_owned(),
        version: "5".to_owned(),
        name: "Layanan Dasar Perpustakaan".to_owned(),
        name_en: "Basic Library Services".to_owned(),
        packaging: packaging_key("klaster"),
        months: 36,
        ways: vec![
            ("D2 atau lebih, ilmu perpustakaan".to_owned(), "Two-year diploma".to_owned()),
            ("SMA dan 5 tahun bekerja".to_owned(), String::new()),
        ],
        documents: vec![
            wanted("Ijazah", "persyaratan-dasar", "1", true),
            wanted("KTP", "administratif", "", true),
            wanted("Portofolio", "bukti-kompetensi", "", false),
        ],
        units: invented_units(),
        status: status_tag("draft"),
        draft: true,
        example: true,
        published_at: None,
        may_change: true,
        done: Some(key("version-done-saved")),
    };
    let published = VersionView {
        status: status_tag("published"),
        draft: false,
        published_at: Some(p.cx.now),
        documents: Vec::new(),
        packaging: packaging_key("okupasi"),
        done: None,
        ..view.clone()
    };
    samples.add("scheme_version/version", &Shown { p, view: &view });
    samples.add("scheme_version/version published", &Shown { p, view: &published });
    samples.add(
        "scheme_version/version kkni",
        &Shown { p, view: &VersionView { packaging: packaging_key("kkni"), ..published } },
    );
    edit::samples(samples);
    intake::samples(samples);
    publish::samples(samples);
}
