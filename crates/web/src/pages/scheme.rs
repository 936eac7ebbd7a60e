//! The catalogue of schemes, and what one of them asks and assesses.

use askama::Template;
use axum::extract::{Path, State};
use certification::record::scheme::SchemeVersion;

use super::schedule::EventView;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Locale, key},
    nav::Item,
    part::icon,
    samples::Samples,
};

/// `/skema` and `/skema/{slug}`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/skema", Guard::Public, list).get("/skema/{slug}", Guard::Public, show).nav(Item::public(
        20,
        "/skema",
        key("nav-schemes"),
        icon("book-open"),
    ))
}

/// A scheme as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeView {
    /// Its lasting key.
    pub slug: String,
    /// Short sign.
    pub abbr: String,
    /// Name in the reader's language.
    pub name: String,
    /// Name in the other language.
    pub other_name: String,
    /// Version.
    pub version: String,
    /// Months of validity.
    pub months: i64,
    /// Units.
    pub units: Vec<UnitView>,
    /// Ways to meet the entry requirements.
    pub ways: Vec<String>,
    /// Required documents.
    pub documents: Vec<String>,
    /// Example material.
    pub example: bool,
}

/// A unit as the page of its scheme shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitView {
    /// Its code.
    pub code: String,
    /// Its title in the reader's language.
    pub title: String,
    /// Its title in the other language, empty when there is none.
    pub other_title: String,
    /// Titles of its elements.
    pub elements: Vec<String>,
    /// How many criteria it has.
    pub criteria: usize,
}

impl SchemeView {
    /// A scheme for a reader.
    #[must_use]
    pub fn new(scheme: &SchemeVersion, locale: Locale) -> Self {
        let pick = |id: &str, en: &str| match locale {
            Locale::En if !en.is_empty() => (en.to_owned(), id.to_owned()),
            _ => (id.to_owned(), en.to_owned()),
        };
        let (name, other_name) = pick(&scheme.name_id, &scheme.name_en);
        let units = scheme.units.iter().map(|unit| {
            let (title, other_title) = pick(&unit.title, &unit.title_en);
            UnitView {
                code: unit.code.clone(),
                title,
                other_title,
                elements: unit.elements.iter().map(|e| pick(&e.title, &e.title_en).0).collect(),
                criteria: unit.elements.iter().map(|e| e.criteria.len()).sum(),
            }
        });
        Self {
            slug: scheme.slug.clone(),
            abbr: scheme.abbr.clone(),
            name,
            other_name,
            version: scheme.version.clone(),
            months: scheme.validity_months,
            units: units.collect(),
            ways: scheme.alternatives.iter().map(|a| pick(&a.text_id, &a.text_en).0).collect(),
            documents: scheme
                .documents
                .iter()
                .filter(|d| d.required)
                .map(|d| pick(&d.title_id, &d.title_en).0)
                .collect(),
            example: scheme.example,
        }
    }
}

#[derive(Template)]
#[template(path = "scheme/catalogue.html")]
struct Catalogue<'a> {
    p: &'a Page,
    schemes: &'a [SchemeView],
}

#[derive(Template)]
#[template(path = "scheme/scheme.html")]
struct One<'a> {
    p: &'a Page,
    scheme: &'a SchemeView,
    all: usize,
    events: &'a [EventView],
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let schemes: Vec<_> = app.reading.schemes().await?.iter().map(|s| SchemeView::new(s, p.cx.locale)).collect();
    html(&Catalogue { p: &p, schemes: &schemes })
}

async fn show(State(app): State<AppState>, p: Page, Path(slug): Path<String>) -> Answer {
    let schemes = app.reading.schemes().await?;
    let scheme = schemes.iter().find(|s| s.slug == slug).ok_or(WebError::NotFound)?;
    let events: Vec<_> = app
        .reading
        .events(&p.body.zone)
        .await?
        .into_iter()
        .filter(|e| e.schemes.iter().any(|(offered, ..)| *offered == slug))
        .take(3)
        .collect();
    html(&One { p: &p, scheme: &SchemeView::new(scheme, p.cx.locale), all: schemes.len(), events: &events })
}

fn invented(locale: Locale) -> SchemeView {
    let words = |id: &str, en: &str| if locale == Locale::Id { id.to_owned() } else { en.to_owned() };
    let unit = |code: &str, id: &str, en: &str, elements: &[(&str, &str)], criteria| UnitView {
        code: code.to_owned(),
        title: words(id, en),
        other_title: words(en, id),
        elements: elements.iter().map(|(id, en)| words(id, en)).collect(),
        criteria,
    };
    SchemeView {
        slug: "layanan-dasar".to_owned(),
        abbr: "LD".to_owned(),
        name: words("Layanan Dasar Perpustakaan", "Basic Library Services"),
        other_name: words("Basic Library Services", "Layanan Dasar Perpustakaan"),
        version: "4".to_owned(),
        months: 36,
        units: vec![
            unit(
                "CONTOH.LD.01",
                "Melakukan Layanan Sirkulasi",
                "Carry Out Circulation Services",
                &[("Melayani peminjaman", "Lending"), ("Melayani pengembalian", "Returns")],
                5,
            ),
            unit(
                "CONTOH.LD.02",
                "Melakukan Layanan Referensi",
                "Provide Reference Services",
                &[("Mewawancarai pemustaka", "Reference interview"), ("Menelusur jawaban", "Searching for answers")],
                5,
            ),
        ],
        ways: vec![
            words("D2 atau lebih, ilmu perpustakaan", "Two-year diploma or more in library science"),
            words(
                "D3 bidang lain dan pelatihan 120 jam",
                "Three-year diploma in another field and 120 hours of training",
            ),
        ],
        documents: vec![words("Ijazah", "Diploma"), words("KTP", "Identity card")],
        example: true,
    }
}

/// The catalogue with and without schemes, and one scheme.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let scheme = invented(p.cx.locale);
    samples.add("scheme/catalogue", &Catalogue { p, schemes: std::slice::from_ref(&scheme) });
    samples.add("scheme/catalogue empty", &Catalogue { p, schemes: &[] });
    samples.add("scheme/scheme", &One { p, scheme: &scheme, all: 14, events: &super::schedule::invented() });
    samples.add("scheme/scheme no date", &One { p, scheme: &scheme, all: 14, events: &[] });
}
