//! The table of results: who reached what, what waits, how sure the means are; scored anew on demand, and to download.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{id::CaseId, permit::Action};
use exam::sitting::state::State as Sat;
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_result::{Line, Overview},
};

use super::{Top, overview};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    i18n::key,
    page::{download::kept, html_with, see_other},
    pages::{
        event::exam::{abbr, schemes, spine},
        figure::{Said, percent},
    },
    part::{Spine, Tag, outcome},
};

/// `/acara/{event}/ujian/{exam}/hasil`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::PlanExam);
    Routes::new()
        .get("/acara/{event}/ujian/{exam}/hasil", guard, show)
        .post("/acara/{event}/ujian/{exam}/hasil", guard, score)
        .get("/acara/{event}/ujian/{exam}/hasil.csv", guard, download)
}

/// Points of a unit.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub unit: String,
    pub points: String,
    pub tag: Option<Tag>,
}

/// A seat.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub seat: i64,
    pub case: CaseId,
    pub spine: Spine,
    pub name: String,
    /// The reached points, for the order.
    pub weight: f64,
    /// What it has; a word where it has none.
    pub found: Result<Found, String>,
}

/// What a scored seat has.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub answered: String,
    pub points: String,
    pub of: String,
    pub tag: Tag,
    pub parts: Vec<Part>,
    /// Points that wait for markers; empty for none.
    pub waits: String,
}

/// The mean share of a unit.
#[derive(Debug, Clone)]
pub(super) struct Mean {
    pub unit: String,
    pub said: Said,
}

/// A round, as the history tells it.
#[derive(Debug, Clone)]
pub(super) struct Round {
    pub number: i64,
    pub when: String,
    pub reason: String,
    pub corrected: i64,
    /// When it was released; empty before.
    pub released: String,
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct TableView {
    pub closed: bool,
    /// Newest first.
    pub rounds: Vec<Round>,
    pub rows: Vec<Row>,
    pub scored: usize,
    pub behind: usize,
    pub waiting: usize,
    pub provisional: bool,
    pub means: Vec<Mean>,
    /// Confidence of their intervals, per cent.
    pub sure: i64,
    pub order: &'static str,
    pub done: Option<&'static str>,
}

impl TableView {
    /// What stands was released.
    fn released(&self) -> bool {
        self.rounds.first().is_some_and(|round| !round.released.is_empty())
    }

    /// The newest round that was released: what candidates see.
    fn seen(&self) -> Option<i64> {
        self.rounds.iter().find(|round| !round.released.is_empty()).map(|round| round.number)
    }

    /// Ways to order the rows: value, words, and whether it is the present one.
    fn orders(&self) -> [(&'static str, &'static str, bool); 3] {
        [("meja", key("result-by-seat")), ("nama", key("result-by-name")), ("poin", key("result-by-points"))]
            .map(|(value, words)| (value, words, value == self.order))
    }
}

#[derive(Template)]
#[template(path = "event/exam/result/table.html")]
pub(super) struct Table<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub top: &'a Top,
    pub tab: &'static str,
    pub view: &'a TableView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    urut: String,
    #[serde(default)]
    sudah: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let found = overview(&app, &p, &event, &exam).await?;
    let mut view = view(&app, &p, &found, &asked.urut).await?;
    view.done = match asked.sudah.as_str() {
        "hitung" => Some(key("result-done-scored")),
        "koreksi" => Some(key("result-done-corrected")),
        "rilis" => Some(key("result-done-released")),
        _ => None,
    };
    let top = Top::of(&app, &p, &found).await?;
    html_with(StatusCode::OK, &Table { p: &p, f: &Fields::new(), top: &top, tab: "hasil", view: &view })
}

async fn view(app: &AppState, p: &Page, found: &Overview, order: &str) -> Result<TableView, crate::WebError> {
    let schemes = schemes(app, &found.event).await?;
    let abbr = abbr(&schemes, &found.exam.slug);
    let mut rows: Vec<Row> = found.lines.iter().filter_map(|line| row(p, found, abbr, line)).collect();
    let order = match order {
        "nama" => {
            rows.sort_by_key(|row| row.name.to_lowercase());
            "nama"
        }
        "poin" => {
            rows.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            "poin"
        }
        _ => "meja",
    };
    let zone = &found.event.zone;
    let rounds = found.rounds.iter().rev().map(|round| Round {
        number: round.round,
        when: p.moment(round.made_at, zone),
        reason: round.reason.clone(),
        corrected: round.corrected,
        released: round.released_at.map(|at| p.moment(at, zone)).unwrap_or_default(),
    });
    let means = found.means.iter().map(|(unit, figure)| Mean { unit: unit.clone(), said: percent(p, figure) });
    Ok(TableView {
        closed: found.exam.status == "closed",
        rounds: rounds.collect(),
        scored: rows.iter().filter(|row| row.found.is_ok()).count(),
        rows,
        behind: found.behind,
        waiting: found.waiting,
        provisional: found.provisional,
        means: means.collect(),
        sure: app.flow().settings_lately().await?.int("exam.confidence"),
        order,
        done: None,
    })
}

fn row(p: &Page, found: &Overview, abbr: &str, line: &Line) -> Option<Row> {
    let case = found.cases.get(&line.sitting.case_id)?;
    let has = match &line.kept {
        Some(kept) if !line.sitting.voided => {
            let tally = &kept.result.tally;
            let parts = kept.result.units.iter().map(|unit| Part {
                unit: unit.unit.clone(),
                points: format!("{}/{}", p.decimal(unit.tally.points), p.decimal(unit.tally.of)),
                tag: unit.outcome.map(outcome),
            });
            Ok(Found {
                answered: format!("{}/{}", p.n(i64::from(kept.answered)), p.n(i64::from(kept.questions))),
                points: p.decimal(tally.points),
                of: p.decimal(tally.of),
                tag: outcome(kept.result.outcome),
                parts: parts.collect(),
                waits: if tally.waiting.is_zero() { String::new() } else { p.decimal(tally.waiting) },
            })
        }
        _ if line.sitting.voided || line.state == Sat::Voided => Err(p.t("result-void").into_owned()),
        _ if !line.begun => Err(p.t("result-absent").into_owned()),
        _ => Err(p.t("result-not-yet").into_owned()),
    };
    let weight = line.kept.as_ref().and_then(|kept| kept.result.tally.points.to_string().parse().ok());
    Some(Row {
        seat: line.sitting.seat,
        case: case.id,
        spine: spine(abbr, case),
        name: case.name.clone().unwrap_or_default(),
        weight: if has.is_ok() { weight.unwrap_or(0.0) } else { -1.0 },
        found: has,
    })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    alasan: String,
}

async fn score(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let found = overview(&app, &p, &event, &exam).await?;
    let Form { value, mut fields, .. } = form;
    match app.flow().exam_results().score(p.actor()?, found.exam.id, &value.alasan).await {
        Ok(_) => Ok(see_other(&format!("/acara/{event}/ujian/{}/hasil?sudah=hitung", found.exam.id))),
        Err(WorkflowError::Refused(refusal)) => {
            fields.wrong("alasan", refusal_message(&refusal));
            let (view, top) = (view(&app, &p, &found, "").await?, Top::of(&app, &p, &found).await?);
            let page = Table { p: &p, f: &fields, top: &top, tab: "hasil", view: &view };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn download(State(app): State<AppState>, p: Page, Path((event, exam)): Path<(String, String)>) -> Answer {
    let found = overview(&app, &p, &event, &exam).await?;
    let view = view(&app, &p, &found, "").await?;
    let name = format!("{}-hasil.csv", found.event.code);
    Ok(kept(sheet(&p, &view).into_bytes(), "text/csv; charset=utf-8", &name))
}

/// The table as CSV that spreadsheet programs here open by themselves: a mark of order, semicolons.
pub(super) fn sheet(p: &Page, view: &TableView) -> String {
    let mut units: Vec<String> = Vec::new();
    for part in view.rows.iter().filter_map(|row| row.found.as_ref().ok()).flat_map(|found| &found.parts) {
        if !units.contains(&part.unit) {
            units.push(part.unit.clone());
        }
    }
    let heads = [
        key("room-seat"),
        key("cell-name"),
        key("result-answered"),
        key("result-points"),
        key("result-of"),
        key("result-outcome"),
    ];
    let mut out = String::from('\u{feff}');
    let head = heads.iter().map(|head| p.t(head).into_owned()).chain(units.iter().cloned());
    out.push_str(&line(head));
    for row in &view.rows {
        let mut cells = vec![row.seat.to_string(), row.name.clone()];
        match &row.found {
            Ok(found) => {
                let reached = found.tag.message.as_ref().map(|word| p.m(word)).unwrap_or_default();
                cells.extend([found.answered.replace('/', " / "), found.points.clone(), found.of.clone(), reached]);
                let of_unit = |unit: &String| found.parts.iter().find(|part| part.unit == *unit);
                let points = |unit| of_unit(unit).map(|part| part.points.replace('/', " / ")).unwrap_or_default();
                cells.extend(units.iter().map(points));
            }
            Err(word) => {
                cells.extend([String::new(), String::new(), String::new(), word.clone()]);
                cells.extend(units.iter().map(|_| String::new()));
            }
        }
        out.push_str(&line(cells));
    }
    out
}

/// A line; what a spreadsheet would take for a formula is kept from being one.
fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cell = |text: String| {
        let guard = if text.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    let mut out = cells.into_iter().map(cell).collect::<Vec<_>>().join(";");
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn no_cell_becomes_a_formula_and_quotes_are_kept() {
        let made = line(["=1+1".to_owned(), "Siti \"Ami\"; S.Hum.".to_owned()]);
        assert_eq!(made, "\"'=1+1\";\"Siti \"\"Ami\"\"; S.Hum.\"\r\n");
    }
}
