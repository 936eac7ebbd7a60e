//! Competency standards: what was imported, what is published, and the pages that lead from a decree's text to
//! a published standard. What is published never changes, so a mistake is mended by a new import.

mod import;
mod preview;
mod publish;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    duty::Duty,
    id::StandardId,
    permit::{self, Action},
    record::scheme::{Standard, Unit},
};
use serde::Deserialize;
use store::Read as _;

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    paging::ByStatus,
    part::{Tag, icon, kit::Pager},
    samples::Samples,
};

/// Standards of a page.
const ROWS: u16 = 50;

/// `/standar` and below.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/standar", Guard::Signed(Action::SeeStandards), list)
        .get("/standar/{standard}", Guard::Signed(Action::SeeStandards), show)
        .merge(import::routes())
        .merge(publish::routes())
        .nav(Item::rail(
            Group::Register,
            40,
            "/standar",
            key("nav-standards"),
            icon("library"),
            &[Duty::Staff, Duty::Manager, Duty::SchemeCommittee],
        ))
}

/// How far a standard has come.
pub(super) fn status_tag(status: &str) -> Tag {
    match status {
        "published" => Tag::new("success", icon("check"), Message::new(key("standard-published"))),
        "withdrawn" => Tag::new("neutral", icon("minus"), Message::new(key("standard-withdrawn"))),
        _ => Tag::new("warning", icon("pencil"), Message::new(key("standard-draft"))),
    }
}

/// A unit as its standard's or scheme's page shows it.
#[derive(Debug, Clone)]
pub(super) struct UnitView {
    pub code: String,
    pub title: String,
    pub title_en: String,
    pub description: String,
    pub elements: Vec<ElementView>,
    pub criteria: usize,
}

/// An element with its criteria: number and wording.
#[derive(Debug, Clone)]
pub(super) struct ElementView {
    pub no: u32,
    pub title: String,
    pub criteria: Vec<(String, String)>,
}

impl UnitView {
    pub fn of(unit: &Unit) -> Self {
        let element = |e: &certification::record::scheme::Element| ElementView {
            no: e.no,
            title: e.title.clone(),
            criteria: e.criteria.iter().map(|c| (c.no.clone(), c.text.clone())).collect(),
        };
        Self {
            code: unit.code.clone(),
            title: unit.title.clone(),
            title_en: unit.title_en.clone(),
            description: unit.description.clone(),
            elements: unit.elements.iter().map(element).collect(),
            criteria: unit.elements.iter().map(|e| e.criteria.len()).sum(),
        }
    }
}

/// A row of the list.
#[derive(Debug, Clone)]
struct Row {
    id: StandardId,
    title: String,
    source: String,
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
}

#[derive(Template)]
#[template(path = "standard/list.html")]
struct List<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ListView,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<ByStatus>) -> Answer {
    let mut reader = app.flow().reader();
    let end = |last: &Standard| format!("{}~{}", last.title, last.id);
    let (found, pager) = asked.part(&mut reader, "/standar", "title", ROWS, end).await?;
    let row = |s: Standard| Row {
        id: s.id,
        title: s.title,
        source: s.source,
        units: s.units.len(),
        status: status_tag(&s.status),
        example: s.example,
    };
    let view = ListView {
        pager,
        rows: found.into_iter().map(row).collect(),
        filtered: asked.is_narrowed(),
        may_change: permit::may(p.actor()?, Action::ChangeStandards),
    };
    html(&List { p: &p, f: &asked.fields(), view: &view })
}

/// One standard.
#[derive(Debug, Clone)]
struct StandardView {
    id: StandardId,
    title: String,
    source: String,
    status: Tag,
    draft: bool,
    example: bool,
    published_at: Option<i64>,
    units: Vec<UnitView>,
    elements: usize,
    criteria: usize,
    may_change: bool,
    /// Key of what was just done.
    done: Option<&'static str>,
}

impl StandardView {
    fn of(standard: &Standard) -> Self {
        let units: Vec<UnitView> = standard.units.iter().map(UnitView::of).collect();
        Self {
            id: standard.id,
            title: standard.title.clone(),
            source: standard.source.clone(),
            status: status_tag(&standard.status),
            draft: standard.status == "draft",
            example: standard.example,
            published_at: standard.published_at,
            elements: units.iter().map(|u| u.elements.len()).sum(),
            criteria: units.iter().map(|u| u.criteria).sum(),
            units,
            may_change: false,
            done: None,
        }
    }
}

#[derive(Template)]
#[template(path = "standard/standard.html")]
struct Shown<'a> {
    p: &'a Page,
    view: &'a StandardView,
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    sudah: String,
}

async fn standard(app: &AppState, id: &str) -> Result<Standard, WebError> {
    let id: StandardId = id.parse().map_err(|_| WebError::NotFound)?;
    app.flow().reader().get(id).await?.ok_or(WebError::NotFound)
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(after): Query<After>) -> Answer {
    let mut view = StandardView::of(&standard(&app, &id).await?);
    view.may_change = permit::may(p.actor()?, Action::ChangeStandards);
    view.done = match after.sudah.as_str() {
        "simpan" => Some(key("standard-done-saved")),
        "terbit" => Some(key("standard-done-published")),
        _ => None,
    };
    html(&Shown { p: &p, view: &view })
}

/// Units that samples show.
pub(super) fn invented_units() -> Vec<UnitView> {
    let element = |no: u32, title: &str| ElementView {
        no,
        title: title.to_owned(),
        criteria: vec![(format!("{no}.1"), "Bahan perpustakaan disiapkan.".to_owned())],
    };
    vec![UnitView {
        code: "CONTOH.LD.01".to_owned(),
        title: "Melakukan Layanan Sirkulasi".to_owned(),
        title_en: "Carry Out Circulation Services".to_owned(),
        description: "Unit ini tentang peminjaman dan pengembalian.".to_owned(),
        elements: vec![element(1, "Melayani peminjaman"), element(2, "Melayani pengembalian")],
        criteria: 2,
    }]
}

/// The list empty and full; a draft, and a published standard.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Fields::new();
    let id = StandardId(uuid::Uuid::from_u128(1));
    let row = Row {
        id,
        title: "SKKNI bidang Perpustakaan".to_owned(),
        source: "Kepmenaker 236/2019".to_owned(),
        units: 91,
        status: status_tag("published"),
        example: false,
    };
    let draft = Row { status: status_tag("draft"), example: true, ..row.clone() };
    let pager = Pager { shown: 2, all: 2, before: None, after: None };
    let full = ListView { rows: vec![row, draft], pager, filtered: false, may_change: true };
    samples.add("standard/list", &List { p, f: &f, view: &full });
    samples.add("standard/list none", &List { p, f: &f, view: &ListView { may_change: true, ..ListView::default() } });
    samples.add("standard/list filter", &List { p, f: &f, view: &ListView { filtered: true, ..ListView::default() } });
    let view = StandardView {
        id,
        title: "SKKNI bidang Perpustakaan".to_owned(),
        source: "Kepmenaker 236/2019".to_owned(),
        status: status_tag("draft"),
        draft: true,
        example: true,
        published_at: None,
        units: invented_units(),
        elements: 2,
        criteria: 2,
        may_change: true,
        done: Some(key("standard-done-saved")),
    };
    let published = StandardView {
        status: status_tag("published"),
        draft: false,
        published_at: Some(p.cx.now),
        done: None,
        ..view.clone()
    };
    samples.add("standard/standard", &Shown { p, view: &view });
    samples.add("standard/standard published", &Shown { p, view: &published });
    samples.add(
        "standard/standard withdrawn",
        &Shown { p, view: &StandardView { status: status_tag("withdrawn"), ..published } },
    );
    import::samples(samples);
    publish::samples(samples);
}
