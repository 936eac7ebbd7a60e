//! What all closed tests say of an item: how difficult it is, how long it takes, whether it changes; and of one of its
//! versions, whether it tells apart, who chose which option, whether it is equally hard for groups. Each figure with its
//! interval and a sentence, withheld where the answers are too few. How many chose which option tells the key beside the
//! number of those who had all points: options are shown only after the key was asked for, and that is noted.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::permit::{self, Action};
use serde::Deserialize;
use workflow::exam_result::{ItemCompared, ItemHistory, Pooled};

use super::SEE;
use crate::{
    Answer, AppState, Page, Routes, html,
    pages::{
        figure::{Said, coefficient, percent, seconds},
        groups,
        options::{self, Curves, OptionRow},
    },
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

/// Two groups compared.
#[derive(Debug, Clone)]
pub(super) struct GroupRow {
    /// Key of what they are grouped by.
    pub by: &'static str,
    pub reference: String,
    pub focal: String,
    pub said: Said,
}

/// One version over all closed tests.
#[derive(Debug, Clone)]
pub(super) struct VersionView {
    pub version: u32,
    /// Those that closed tests held, newest first, and whether it is this one.
    pub versions: Vec<(u32, bool)>,
    pub candidates: usize,
    /// Forms on which it stood.
    pub forms: usize,
    pub discrimination: Said,
    pub groups: Vec<GroupRow>,
    /// It has options, which are shown with the key.
    pub has_options: bool,
    /// The options, once the key was asked for; none before.
    pub options: Option<Vec<OptionRow>>,
    pub curves: Option<Curves>,
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
    pub change: Said,
    /// The version that is looked at closely.
    pub closely: Option<VersionView>,
}

#[derive(Template)]
#[template(path = "bank/statistics.html")]
pub(super) struct Statistics<'a> {
    pub p: &'a Page,
    pub view: &'a StatisticsView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    kunci: String,
    #[serde(default)]
    versi: Option<u32>,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let (actor, bank) = (p.actor()?, app.flow().exam_bank());
    let (row, _) = bank.life(actor, &id).await?;
    let with_key = !asked.kunci.is_empty();
    if with_key {
        bank.note_key(actor, &row.id).await?;
    }
    let found = app.flow().exam_results().of_item(actor, &row.id, asked.versi).await?;
    html(&Statistics { p: &p, view: &view(&p, &row.id, &found, with_key) })
}

pub(super) fn view(p: &Page, id: &str, found: &ItemHistory, with_key: bool) -> StatisticsView {
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
    StatisticsView {
        id: id.to_owned(),
        tests: found.tests.iter().map(test).collect(),
        open: found.open,
        difficulty: percent(p, &found.difficulty),
        shrunk: percent(p, &found.shrunk),
        from_pool: found.from_pool,
        median: seconds(p, &found.timing.median),
        rapid: percent(p, &found.timing.rapid),
        closely: found.pooled.as_ref().map(|pooled| closely(p, pooled, with_key)),
        change: percent(p, &found.trend.change),
    }
}

/// What all closed tests say of the version.
fn closely(p: &Page, pooled: &Pooled, with_key: bool) -> VersionView {
    let group = |compared: &ItemCompared| GroupRow {
        by: groups::by_key(compared.by),
        reference: groups::name(p, compared.by, &compared.reference),
        focal: groups::name(p, compared.by, &compared.focal),
        said: coefficient(p, &compared.dif.delta),
    };
    VersionView {
        version: pooled.version,
        versions: pooled.versions.iter().map(|version| (*version, *version == pooled.version)).collect(),
        candidates: pooled.candidates,
        forms: pooled.forms,
        discrimination: coefficient(p, &pooled.discrimination),
        groups: pooled.compared.iter().map(group).collect(),
        has_options: !pooled.options.is_empty(),
        options: with_key.then(|| options::rows(p, &pooled.options, &pooled.timing, pooled.language)),
        curves: if with_key { options::curves(p, &pooled.options) } else { None },
    }
}
