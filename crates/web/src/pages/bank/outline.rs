//! Assessment tests that came from files: their list, and one of them with its sections, its items and its versions.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::permit::{self, Action};
use exam::item::ItemId;
use serde::Deserialize;
use workflow::exam_bank::TestVersion;

use super::{SEE, state_tag, told};
use crate::{Answer, AppState, Page, Routes, WebError, html, part::Tag};

/// `/tes-soal` and one of it.
pub(super) fn routes() -> Routes {
    Routes::new().get("/tes-soal", SEE, list).get("/tes-soal/{id}", SEE, show)
}

/// A test in the list.
#[derive(Debug, Clone)]
pub(super) struct TestRow {
    pub id: String,
    pub title: String,
    pub questions: usize,
    pub sections: usize,
    pub minutes: Option<u32>,
    /// The file that it came from.
    pub file: String,
    pub at: i64,
}

#[derive(Template)]
#[template(path = "bank/tests.html")]
pub(super) struct Tests<'a> {
    pub p: &'a Page,
    pub rows: &'a [TestRow],
    pub may_change: bool,
}

/// A question of a test.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub item: String,
    pub title: String,
    /// Its state; none when the bank has no such item.
    pub state: Option<Tag>,
    /// The bank did not take it as the file has it.
    pub missing: bool,
}

/// A test as its page shows it.
#[derive(Debug, Clone)]
pub(super) struct TestView {
    pub row: TestRow,
    pub version: u32,
    pub newest: bool,
    /// Sections: title and questions.
    pub sections: Vec<(String, Vec<Asked>)>,
    /// Questions that are not in the bank as the file has them.
    pub missing: usize,
    /// What else the file said of it.
    pub losses: Vec<String>,
    /// Its versions, newest first: number, when kept.
    pub versions: Vec<(u32, i64)>,
    pub may_change: bool,
}

#[derive(Template)]
#[template(path = "bank/test.html")]
pub(super) struct One<'a> {
    pub p: &'a Page,
    pub view: &'a TestView,
}

pub(super) fn row(version: &TestVersion) -> TestRow {
    let outline = &version.test.outline;
    TestRow {
        id: outline.id.to_string(),
        title: outline.title.clone(),
        questions: outline.sections.iter().map(|(_, items)| items.len()).sum(),
        sections: outline.sections.len(),
        minutes: outline.minutes,
        file: version.test.file.clone(),
        at: version.at,
    }
}

/// The page of version `number` out of all, oldest first; title and state of an item that the bank has come from `known`.
pub(super) fn view(
    p: &Page,
    versions: &[TestVersion],
    number: Option<u32>,
    known: impl Fn(&ItemId) -> Option<(String, String)>,
) -> Option<TestView> {
    let newest = versions.last()?;
    let shown = versions.iter().find(|version| version.number == number.unwrap_or(newest.number))?;
    let test = &shown.test;
    let asked = |id: &ItemId| {
        let found = known(id);
        Asked {
            item: id.to_string(),
            title: found.as_ref().map(|(title, _)| title.clone()).unwrap_or_default(),
            missing: found.is_none() || test.missing.contains(id),
            state: found.map(|(_, state)| state_tag(&state)),
        }
    };
    let section = |(title, items): &(String, Vec<ItemId>)| (title.clone(), items.iter().map(asked).collect::<Vec<_>>());
    let sections: Vec<_> = test.outline.sections.iter().map(section).collect();
    Some(TestView {
        row: row(shown),
        version: shown.number,
        newest: shown.number == newest.number,
        missing: sections.iter().flat_map(|(_, asked)| asked).filter(|asked| asked.missing).count(),
        sections,
        losses: test.losses.iter().map(|loss| told(p, loss)).collect(),
        versions: versions.iter().rev().map(|version| (version.number, version.at)).collect(),
        may_change: false,
    })
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let rows: Vec<TestRow> = app.flow().exam_bank().tests(p.actor()?).await?.iter().map(row).collect();
    html(&Tests { p: &p, rows: &rows, may_change: permit::may(p.actor()?, Action::ChangeBank) })
}

#[derive(Debug, Deserialize)]
struct Which {
    versi: Option<u32>,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(which): Query<Which>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let id = ItemId::new(id).map_err(|_| WebError::NotFound)?;
    let versions = bank.test(actor, &id).await?;
    let number = which.versi.or_else(|| versions.last().map(|version| version.number));
    let shown = versions.iter().find(|version| Some(version.number) == number).ok_or(WebError::NotFound)?;
    let items = bank.items_of(actor, &shown.test.outline).await?;
    let known = |id: &ItemId| items.get(id).map(|(row, item)| (item.title.clone(), row.state.clone()));
    let mut view = view(&p, &versions, number, known).ok_or(WebError::NotFound)?;
    view.may_change = permit::may(actor, Action::ChangeBank);
    html(&One { p: &p, view: &view })
}
