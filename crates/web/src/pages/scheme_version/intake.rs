//! Schemes from a JSON file: shown first, and only what is ticked becomes a draft.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::State, http::StatusCode};
use certification::{permit::Action, record::scheme::SchemeVersion, refusal::Refusal, scheme::DraftScheme};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::{WorkflowError, load::SchemeKey};

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::{refusal_message, refused_file},
    form::{Fields, Upload},
    html,
    page::{html_with, see_other},
    samples::Samples,
};

/// A file of schemes is small.
const MOST: usize = 4 << 20;
/// And a little more when it is sent back by a form.
const MOST_TEXT: usize = 3 * MOST;

/// `/skema-kerja/impor`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeStandards);
    Routes::new().get("/skema-kerja/impor", guard, blank).upload("/skema-kerja/impor", guard, MOST + 4096, take).upload(
        "/skema-kerja/impor/simpan",
        guard,
        MOST_TEXT,
        store,
    )
}

/// A scheme of the file.
#[derive(Debug, Clone)]
struct Found {
    slug: String,
    abbr: String,
    name: String,
    version: String,
    units: usize,
    ways: usize,
    documents: usize,
    example: bool,
    /// This version is there already.
    there: bool,
}

#[derive(Template)]
#[template(path = "scheme_version/upload.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
}

#[derive(Template)]
#[template(path = "scheme_version/preview.html")]
struct Preview<'a> {
    p: &'a Page,
    f: &'a Fields,
    found: &'a [Found],
    fresh: usize,
}

async fn blank(p: Page) -> Answer {
    html(&Ask { p: &p, f: &Fields::new() })
}

async fn take(State(app): State<AppState>, p: Page, mut upload: Upload) -> Answer {
    let mut bytes = Vec::new();
    while let Some(part) = upload.next().await? {
        if part.name() == "berkas" {
            bytes = match part.bytes(MOST).await {
                Ok(bytes) => bytes,
                Err(WebError::TooLarge(_)) => return refuse(&p, &Refusal::new("file.too-large").with("most", MOST)),
                Err(error) => return Err(error),
            };
        }
    }
    let schemes = match app.flow().read_schemes(bytes.clone()).await {
        Ok(schemes) => schemes,
        Err(WorkflowError::Refused(refusal)) => return refuse(&p, &refusal),
        Err(error) => return Err(error.into()),
    };
    let found = compared(&app, &schemes).await?;
    let mut f = Fields::new().with("naskah", String::from_utf8_lossy(&bytes));
    for one in found.iter().filter(|f| !f.there) {
        f = f.with("pilih", &one.slug);
    }
    preview(&p, &f, &found, StatusCode::OK)
}

fn preview(p: &Page, f: &Fields, found: &[Found], status: StatusCode) -> Answer {
    html_with(status, &Preview { p, f, found, fresh: found.iter().filter(|f| !f.there).count() })
}

fn refuse(p: &Page, refusal: &Refusal) -> Answer {
    let mut f = Fields::new();
    f.wrong("berkas", refused_file(refusal));
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Ask { p, f: &f })
}

/// The schemes of the file, beside the versions that are there.
async fn compared(app: &AppState, schemes: &[SchemeVersion]) -> Result<Vec<Found>, WebError> {
    let slugs: BTreeSet<String> = schemes.iter().map(|s| s.slug.clone()).collect();
    let known: Vec<SchemeVersion> = app.flow().reader().find(&Find::all().one_of("slug", slugs)).await?;
    let there = |s: &SchemeVersion| known.iter().any(|k| k.slug == s.slug && k.version == s.version);
    let found = schemes.iter().map(|s| Found {
        there: there(s),
        slug: s.slug.clone(),
        abbr: s.abbr.clone(),
        name: s.name_id.clone(),
        version: s.version.clone(),
        units: s.units.len(),
        ways: s.alternatives.len(),
        documents: s.documents.len(),
        example: s.example,
    });
    Ok(found.collect())
}

#[derive(Debug, Deserialize)]
struct Chosen {
    #[serde(default)]
    naskah: String,
    #[serde(default)]
    pilih: Vec<String>,
}

async fn store(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Chosen>) -> Answer {
    let schemes = app.flow().read_schemes(value.naskah.clone().into_bytes()).await?;
    let found = compared(&app, &schemes).await?;
    let chosen: Vec<SchemeVersion> = schemes.into_iter().filter(|s| value.pilih.contains(&s.slug)).collect();
    if chosen.is_empty() {
        fields.wrong("pilih", refusal_message(&Refusal::new("scheme.none-chosen")));
        return preview(&p, &fields, &found, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for scheme in chosen {
        let key = SchemeKey { id: None, slug: scheme.slug.clone(), version: scheme.version.clone() };
        let name = scheme.name_id.clone();
        match app.flow().perform_in_bulk(p.actor()?, key, DraftScheme { scheme }).await {
            Ok(_) => {}
            Err(WorkflowError::Refused(refusal)) => {
                let refusal = Refusal {
                    args: refusal.args.into_iter().chain([("scheme".to_owned(), name)]).collect(),
                    ..refusal
                };
                fields.wrong("pilih", refusal_message(&refusal));
                let found = compared(&app, &app.flow().read_schemes(value.naskah.into_bytes()).await?).await?;
                return preview(&p, &fields, &found, StatusCode::UNPROCESSABLE_ENTITY);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(see_other("/skema-kerja?keadaan=draft"))
}

/// Asking, refused; what a file holds, and nothing new in it.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("scheme_version/upload", &Ask { p, f: &Fields::new() });
    let mut wrong = Fields::new();
    wrong.wrong("berkas", refused_file(&Refusal::new("scheme.not-a-scheme")));
    samples.add("scheme_version/upload wrong", &Ask { p, f: &wrong });
    let one = Found {
        slug: "layanan-dasar".to_owned(),
        abbr: "LD".to_owned(),
        name: "Layanan Dasar Perpustakaan".to_owned(),
        version: "1".to_owned(),
        units: 3,
        ways: 2,
        documents: 5,
        example: true,
        there: false,
    };
    let found = [one.clone(), Found { there: true, slug: "promosi".to_owned(), example: false, ..one }];
    let mut f = Fields::new().with("pilih", "layanan-dasar").with("naskah", "{}");
    samples.add("scheme_version/preview", &Preview { p, f: &f, found: &found, fresh: 1 });
    f.wrong("pilih", refusal_message(&Refusal::new("scheme.none-chosen")));
    samples.add("scheme_version/preview none", &Preview { p, f: &f, found: &found[1..], fresh: 0 });
}
