//! Minutes of the assessment (*berita acara asesmen*): the counts as they stand, whether it is over and what is missing
//! until then, and the paper.

use askama::Template;
use axum::extract::{Path, State};
use certification::{permit::Action, record::scheme::SchemeVersion};
use workflow::paper::{Assessment, Tally, assessment};

use super::{Head, event, invented};
use crate::{Answer, AppState, Guard, Page, Routes, html, pages::filing::paper::pdf_response, samples::Samples};

/// `/acara/{event}/berita-acara`, and the same as a paper.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ExportAuthority);
    Routes::new().get("/acara/{event}/berita-acara", guard, show).get("/acara/{event}/berita-acara.pdf", guard, paper)
}

/// The page.
#[derive(Debug, Clone)]
struct MinutesView {
    head: Head,
    days: (String, String),
    assessors: Vec<(String, String)>,
    tally: Tally,
    schemes: Vec<(String, Tally)>,
    reached: bool,
    over: bool,
}

#[derive(Template)]
#[template(path = "event/minutes.html")]
struct Shown<'a> {
    p: &'a Page,
    view: &'a MinutesView,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::ExportAuthority).await?;
    let held = assessment(&mut app.flow().reader(), &event, app.flow().now()).await?;
    html(&Shown { p: &p, view: &view(Head::of(&event), held, |scheme| p.scheme_name(scheme).to_owned()) })
}

async fn paper(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::ExportAuthority).await?;
    let paper = app.flow().assessment_paper(&event).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response(&format!("{}-berita-acara.pdf", event.code), pdf.bytes))
}

fn view(head: Head, held: Assessment, name: impl Fn(&SchemeVersion) -> String) -> MinutesView {
    MinutesView {
        head,
        over: held.is_over(),
        days: held.days,
        assessors: held.assessors,
        tally: held.tally,
        schemes: held.schemes.iter().map(|of| (name(&of.scheme), of.tally)).collect(),
        reached: held.reached,
    }
}

/// An assessment that is over, one that is not, and one of nobody.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let event = invented();
    let tally = Tally { listed: 12, present: 9, absent: 2, withdrawn: 1, competent: 7, not_yet: 2, ..Tally::default() };
    let over = MinutesView {
        head: Head::of(&event),
        days: (event.starts.clone(), event.ends.clone()),
        assessors: vec![("Taufik Rahmatullah, M.Hum.".to_owned(), "MET.000.009685 2023".to_owned())],
        tally,
        schemes: vec![("Layanan Dasar Perpustakaan".to_owned(), tally)],
        reached: true,
        over: true,
    };
    samples.add("event/minutes", &Shown { p, view: &over });
    let open = Tally { competent: 5, unjudged: 2, absent: 1, unrecorded: 1, ..tally };
    let open = MinutesView { tally: open, reached: false, over: false, ..over.clone() };
    samples.add("event/minutes open", &Shown { p, view: &open });
    let none = MinutesView { tally: Tally::default(), schemes: Vec::new(), assessors: Vec::new(), ..open };
    samples.add("event/minutes none", &Shown { p, view: &none });
}
