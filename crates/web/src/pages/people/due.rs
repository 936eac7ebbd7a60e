//! Candidates whose records have had their time: nothing must be kept of them any more, so that somebody decides whether
//! to erase them. The house erases nobody by itself.

use askama::Template;
use axum::extract::{Query, State};
use certification::{id::PersonId, permit::Action};
use serde::Deserialize;
use workflow::load::Due;

use super::named;
use crate::{Answer, AppState, Guard, Page, Routes, WebError, html, samples::Samples};

/// `/orang/habis-masa`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/orang/habis-masa", Guard::Signed(Action::Erase), list)
}

/// A person on the page.
#[derive(Debug, Clone)]
struct Row {
    id: PersonId,
    name: String,
    /// ISO; empty when nothing had to be kept.
    until: String,
    cases: i64,
    certificates: i64,
}

#[derive(Debug, Clone, Default)]
struct View {
    rows: Vec<Row>,
    /// After how many months, by the setting.
    months: i64,
    /// Where the next part begins.
    next: Option<PersonId>,
    /// This is not the first part.
    later: bool,
}

#[derive(Template)]
#[template(path = "people/due.html")]
struct List<'a> {
    p: &'a Page,
    view: &'a View,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sesudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let after = match asked.sesudah.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| WebError::NotFound)?),
    };
    let (due, next) = app.flow().due_for_erasure(p.actor()?, after).await?;
    let row = |due: Due| Row {
        id: due.person.id,
        name: named(&p, &due.person),
        until: due.until.map(|day| day.to_string()).unwrap_or_default(),
        cases: due.cases,
        certificates: due.certificates,
    };
    let months = app.flow().settings_lately().await?.int("erasure.keep_months");
    let view = View { rows: due.into_iter().map(row).collect(), months, next, later: after.is_some() };
    html(&List { p: &p, view: &view })
}

/// Nobody; some with more to come; a part that holds nobody.
pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let none = View { months: 36, ..View::default() };
    let row = |n: u128, name: &str, until: &str| Row {
        id: PersonId(uuid::Uuid::from_u128(n)),
        name: name.to_owned(),
        until: until.to_owned(),
        cases: 2,
        certificates: 1,
    };
    let rows = vec![row(1, "Siti Rahmah, S.Hum.", "2025-09-30"), row(2, "Ahmad Fauzi", "")];
    let next = Some(PersonId(uuid::Uuid::from_u128(2)));
    samples.add("people/due", &List { p, view: &none });
    samples.add("people/due some", &List { p, view: &View { rows, next, ..none.clone() } });
    samples.add("people/due further", &List { p, view: &View { next, later: true, ..none } });
}
