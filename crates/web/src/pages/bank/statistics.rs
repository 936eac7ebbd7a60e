//! What all closed tests say of an item: how difficult it is, how long it takes, whether it changes. Each figure with its
//! interval and a sentence, withheld where the answers are too few.

use askama::Template;
use axum::extract::{Path, State};
use certification::permit::{self, Action};
use workflow::exam_result::ItemHistory;

use super::SEE;
use crate::{
    Answer, AppState, Page, Routes, html,
    pages::figure::{Said, percent, seconds},
};

/// `/butir/{item}/statistik`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/butir/{item}/statistik", SEE, show)
}

/// A test that held it.
#[derive(Debug, Clone)]
pub(super) struct TestRow {
    pub name: String,
    pub event: String,
    pub when: String,
    pub form: String,
    pub version: u32,
    pub candidates: usize,
    pub right: usize,
    /// Everyone was given its points.
    pub credited: bool,
    /// Its analysis, for those who may see it.
    pub href: Option<String>,
}

/// Time of those who chose an option.
#[derive(Debug, Clone)]
pub(super) struct OptionTime {
    pub letter: String,
    pub said: Said,
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct StatisticsView {
    pub id: String,
    pub tests: Vec<TestRow>,
    /// Tests that are not closed yet.
    pub open: usize,
    pub difficulty: Said,
    pub shrunk: Said,
    pub from_pool: bool,
    pub median: Said,
    pub rapid: Said,
    pub options: Vec<OptionTime>,
    pub change: Said,
}

#[derive(Template)]
#[template(path = "bank/statistics.html")]
pub(super) struct Statistics<'a> {
    pub p: &'a Page,
    pub view: &'a StatisticsView,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let actor = p.actor()?;
    let (row, _) = app.flow().exam_bank().life(actor, &id).await?;
    let found = app.flow().exam_results().of_item(actor, &row.id).await?;
    html(&Statistics { p: &p, view: &view(&p, &row.id, &found) })
}

pub(super) fn view(p: &Page, id: &str, found: &ItemHistory) -> StatisticsView {
    let plans = p.actor().is_ok_and(|actor| permit::may(actor, Action::PlanExam));
    let test = |held: &workflow::exam_result::Held| TestRow {
        name: held.used.exam.name.clone(),
        event: held.used.event.title.clone(),
        when: p.moment_zoned(held.used.exam.opens, &held.used.event.zone),
        form: held.form.clone(),
        version: held.version,
        candidates: held.candidates,
        right: held.right,
        credited: held.credited,
        href: plans.then(|| format!("/acara/{}/ujian/{}/analisis", held.used.event.id, held.used.exam.id)),
    };
    let option = |(option, figure): &(Option<u8>, exam::statistics::Figure)| OptionTime {
        letter: match option {
            Some(n) => char::from(b'A' + (*n).min(25)).to_string(),
            None => p.t("bank-stat-no-option").into_owned(),
        },
        said: seconds(p, figure),
    };
    StatisticsView {
        id: id.to_owned(),
        tests: found.tests.iter().map(test).collect(),
        open: found.open,
        difficulty: percent(p, &found.difficulty),
        shrunk: percent(p, &found.shrunk),
        from_pool: found.from_pool,
        median: seconds(p, &found.timing.median),
        rapid: percent(p, &found.timing.rapid),
        options: found.timing.by_option.iter().map(option).collect(),
        change: percent(p, &found.trend.change),
    }
}
