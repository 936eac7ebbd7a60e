//! What all closed tests say of a form: how reliable it is, how far points may be off, whether it decides the same again.
//! Each figure with its interval and a sentence, withheld where too few have sat it. It names nobody and tells no key.

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    id::ExamFormId,
    permit::{self, Action},
};
use workflow::exam_result::FormHistory;

use super::SEE;
use crate::{
    Answer, AppState, Page, Routes, WebError, html,
    pages::figure::{Said, coefficient, percent, points},
};

/// `/kisi-kisi/perangkat/{form}/statistik`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/kisi-kisi/perangkat/{form}/statistik", SEE, show)
}

/// A test that took it.
#[derive(Debug, Clone)]
pub(super) struct TestRow {
    pub name: String,
    pub event: String,
    pub when: String,
    pub candidates: usize,
    /// Its analysis, for those who may see it.
    pub href: Option<String>,
}

/// A decision of the form.
#[derive(Debug, Clone)]
pub(super) struct DecisionRow {
    /// The unit; empty for the whole test.
    pub unit: String,
    pub cut: String,
    pub agreement: Said,
    pub kappa: Said,
    pub accuracy: Option<Said>,
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct FormStatisticsView {
    pub id: String,
    pub code: String,
    pub blueprint: String,
    pub candidates: usize,
    pub alpha: Said,
    pub error: Said,
    pub decisions: Vec<DecisionRow>,
    pub tests: Vec<TestRow>,
}

#[derive(Template)]
#[template(path = "bank/form_statistics.html")]
pub(super) struct FormStatistics<'a> {
    pub p: &'a Page,
    pub view: &'a FormStatisticsView,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let id: ExamFormId = id.parse().map_err(|_| WebError::NotFound)?;
    let found = app.flow().exam_results().of_form(p.actor()?, id).await?;
    html(&FormStatistics { p: &p, view: &view(&p, &found) })
}

fn view(p: &Page, found: &FormHistory) -> FormStatisticsView {
    let plans = p.actor().is_ok_and(|actor| permit::may(actor, Action::PlanExam));
    let form = &found.form;
    let tests = found.tests.iter().map(|(exam, event, candidates)| TestRow {
        name: exam.name.clone(),
        event: event.title.clone(),
        when: p.moment_zoned(exam.opens, &event.zone),
        candidates: *candidates,
        href: plans.then(|| format!("/acara/{}/ujian/{}/analisis?naskah={}", event.id, exam.id, form.id)),
    });
    let decisions = found.consistency.iter().map(|(unit, cut, figures)| DecisionRow {
        unit: unit.clone().unwrap_or_default(),
        cut: p.decimal(cut),
        agreement: percent(p, &figures.agreement),
        kappa: coefficient(p, &figures.kappa),
        accuracy: figures.accuracy.as_ref().map(|figure| percent(p, figure)),
    });
    FormStatisticsView {
        id: form.id.to_string(),
        code: form.code.clone(),
        blueprint: form.blueprint_id.clone(),
        candidates: found.tests.iter().map(|(_, _, candidates)| candidates).sum(),
        alpha: coefficient(p, &found.reliability.alpha),
        error: points(p, &found.reliability.error),
        decisions: decisions.collect(),
        tests: tests.collect(),
    }
}
