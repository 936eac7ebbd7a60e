//! Drafting a version of a scheme: a new one, a new version of one that is there, or a draft that is mended.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    id::SchemeVersionId,
    permit::Action,
    record::scheme::{SchemeVersion, Standard},
    refusal::Refusal,
    scheme::DraftScheme,
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::{WorkflowError, load::SchemeKey};

use super::{
    typed::{self, RowNames},
    version,
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
    samples::Samples,
};

/// Published standards whose units may be taken.
const STANDARDS: i64 = 40;

/// `/skema-kerja/baru` and `/skema-kerja/{version}/ubah`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeStandards);
    Routes::new()
        .get("/skema-kerja/baru", guard, blank)
        .post("/skema-kerja/baru", guard, create)
        .get("/skema-kerja/{version}/ubah", guard, known)
        .post("/skema-kerja/{version}/ubah", guard, change)
}

/// Units that may be taken, of one source: value of the box, code and title.
#[derive(Debug, Clone)]
struct Offered {
    /// The standard's title; empty for the version's own units.
    title: String,
    units: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "scheme_version/edit.html")]
struct Edit<'a> {
    p: &'a Page,
    f: &'a Fields,
    /// A draft that is mended.
    id: Option<SchemeVersionId>,
    /// The version that a new one begins from.
    ground: Option<SchemeVersionId>,
    ways: &'a [RowNames],
    documents: &'a [RowNames],
    offered: &'a [Offered],
}

#[derive(Debug, Default, Deserialize)]
struct From {
    #[serde(default)]
    dari: String,
}

fn empty(app: &AppState) -> SchemeVersion {
    let id = certification::entropy::new_id(&**app.flow().entropy(), app.flow().now()).into();
    SchemeVersion { version: "1".to_owned(), ..SchemeVersion::blank(id) }
}

async fn standards(app: &AppState) -> Result<Vec<Standard>, WebError> {
    let find = Find::by("status", "published").order_by(&["title", "id"]).limit(STANDARDS);
    Ok(app.flow().reader().find(&find).await?)
}

fn offered(ground: &SchemeVersion, standards: &[Standard]) -> Vec<Offered> {
    let words = |code: &str, title: &str| format!("{code} {title}");
    let own = ground.units.iter().map(|u| (typed::own(u), words(&u.code, &u.title))).collect();
    let of = |s: &Standard| Offered {
        title: s.title.clone(),
        units: s.units.iter().map(|u| (typed::of_standard(s, u), words(&u.code, &u.title))).collect(),
    };
    std::iter::once(Offered { title: String::new(), units: own })
        .chain(standards.iter().map(of))
        .filter(|o| !o.units.is_empty())
        .collect()
}

/// What the form stands on: the version that is mended, or the one that a new one begins from.
struct Ground {
    version: SchemeVersion,
    id: Option<SchemeVersionId>,
    from: Option<SchemeVersionId>,
}

impl Ground {
    async fn fresh(app: &AppState, from: &str) -> Result<Self, WebError> {
        if from.is_empty() {
            return Ok(Self { version: empty(app), id: None, from: None });
        }
        let version = version(app, from).await?;
        Ok(Self { id: None, from: Some(version.id), version })
    }

    async fn draft(app: &AppState, id: &str) -> Result<Self, WebError> {
        let version = version(app, id).await?;
        if version.status != "draft" {
            return Err(Refusal::new("scheme.published").into());
        }
        Ok(Self { id: Some(version.id), from: None, version })
    }

    fn page(&self, p: &Page, f: &Fields, standards: &[Standard], status: StatusCode) -> Answer {
        let (ways, documents) = (typed::rows(f, "jalan", 3), typed::rows(f, "dokumen", 4));
        let offered = offered(&self.version, standards);
        let (id, ground) = (self.id, self.from);
        html_with(status, &Edit { p, f, id, ground, ways: &ways, documents: &documents, offered: &offered })
    }
}

async fn blank(State(app): State<AppState>, p: Page, Query(from): Query<From>) -> Answer {
    let ground = Ground::fresh(&app, &from.dari).await?;
    // A new version needs a name of its own.
    let shown = SchemeVersion {
        version: if ground.from.is_some() { String::new() } else { ground.version.version.clone() },
        ..ground.version.clone()
    };
    ground.page(&p, &typed::fields(&shown), &standards(&app).await?, StatusCode::OK)
}

async fn known(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let ground = Ground::draft(&app, &id).await?;
    ground.page(&p, &typed::fields(&ground.version), &standards(&app).await?, StatusCode::OK)
}

async fn create(State(app): State<AppState>, p: Page, Form { value, fields, .. }: Form<From>) -> Answer {
    let ground = Ground::fresh(&app, &value.dari).await?;
    put(&app, &p, ground, fields).await
}

#[derive(Debug, Deserialize)]
struct Anything {}

async fn change(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { fields, .. }: Form<Anything>,
) -> Answer {
    let ground = Ground::draft(&app, &id).await?;
    put(&app, &p, ground, fields).await
}

async fn put(app: &AppState, p: &Page, ground: Ground, mut fields: Fields) -> Answer {
    let standards = standards(app).await?;
    let scheme = typed::version(&fields, &ground.version, &standards);
    let key = SchemeKey { id: ground.id, slug: scheme.slug.clone(), version: scheme.version.clone() };
    match app.flow().perform(p.actor()?, key, DraftScheme { scheme }).await {
        Ok(done) => {
            let id = done.file.scheme.id;
            let more = fields.value("lagi") == "ya";
            Ok(see_other(&if more {
                format!("/skema-kerja/{id}/ubah")
            } else {
                format!("/skema-kerja/{id}?sudah=simpan")
            }))
        }
        Err(WorkflowError::Refused(refusal)) => {
            let field = match refusal.code.as_str() {
                "scheme.name" => "nama",
                "scheme.version-taken" => "versi",
                "scheme.validity" => "bulan",
                "scheme.no-requirement" => "jalan-1",
                code if code.starts_with("standard.") => "unit",
                _ => return Err(WebError::from(refusal)),
            };
            fields.wrong(field, refusal_message(&refusal));
            ground.page(p, &fields, &standards, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

/// New, mended, wrong.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let id = SchemeVersionId(uuid::Uuid::from_u128(1));
    let f = Fields::new();
    let (ways, documents) = (typed::rows(&f, "jalan", 3), typed::rows(&f, "dokumen", 4));
    let new = Edit { p, f: &f, id: None, ground: None, ways: &ways, documents: &documents, offered: &[] };
    samples.add("scheme_version/edit", &new);
    let unit = ("skema CONTOH.LD.01".to_owned(), "CONTOH.LD.01 Melakukan Layanan Sirkulasi".to_owned());
    let offered = [
        Offered { title: String::new(), units: vec![unit.clone()] },
        Offered { title: "SKKNI bidang Perpustakaan".to_owned(), units: vec![unit] },
    ];
    let mut f = Fields::new().with("nama", "Layanan Dasar").with("unit", "skema CONTOH.LD.01").with("jalan-1", "D2");
    f.wrong("versi", refusal_message(&Refusal::new("scheme.version-taken")));
    f.wrong("unit", refusal_message(&Refusal::new("standard.unit-twice").with("unit", "CONTOH.LD.01")));
    let ways = typed::rows(&f, "jalan", 3);
    let edit = |id, ground| Edit { p, f: &f, id, ground, ways: &ways, documents: &documents, offered: &offered };
    samples.add("scheme_version/edit draft", &edit(Some(id), None));
    samples.add("scheme_version/edit next", &edit(None, Some(id)));
}
