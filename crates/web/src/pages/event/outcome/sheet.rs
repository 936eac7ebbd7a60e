//! The outcome of an event as a workbook: the same numbers as on its page, and nothing that is hidden there.

use axum::extract::{Path, State};
use workflow::{
    listing::{Cell, Sheet},
    outcome::{Share, Telling},
};

use super::{Row, Told, steps};
use crate::{Answer, AppState, Page, i18n::key, page::download::workbook};

pub(super) async fn take(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let told = Told::of(&app, &p, &id).await?;
    let name = format!("{}-{}.xlsx", told.event.code, p.t("outcome-file"));
    workbook(sheets(&p, &told), &name).await
}

fn sheets(p: &Page, told: &Told) -> Vec<Sheet> {
    let word = |words: &str| p.t(words).into_owned();
    let heads = |own: &[&str]| own.iter().map(|words| word(words)).collect::<Vec<_>>();
    let interval = [key("outcome-sheet-share"), key("outcome-sheet-from"), key("outcome-sheet-to")];
    let shared = |own: &[&str]| [heads(own), heads(&interval)].concat();
    let line = Sheet {
        name: word(key("outcome-sheet-line")),
        heads: heads(&[key("seating-stands"), key("outcome-people")]),
        rows: steps(told.telling, &told.standing.counts)
            .iter()
            .map(|s| vec![word(s.name).into(), s.n.into()])
            .collect(),
        notes: vec![
            p.ta("outcome-as-of").with("at", p.moment_dated(p.cx.now, &told.event.zone)).to_string(),
            word(key("outcome-line-said")),
        ],
    };
    let counted = [
        key("outcome-registered"),
        key("outcome-present"),
        key("outcome-decided"),
        key("outcome-k"),
        key("outcome-bk"),
    ];
    let grouped = |name: &str, first: &str, rows: Vec<Row>| Sheet {
        name: word(name),
        heads: [vec![word(first)], shared(&counted)].concat(),
        rows: rows.iter().map(of_group).collect(),
        notes: notes(p, told.telling),
    };
    let unit = |u: super::UnitRow| {
        let cells = vec![u.code.into(), u.title.into(), u.scheme.into(), u.n.into(), u.missed.into()];
        [cells, of_share(Some(u.share)).to_vec(), vec![u.districts.into()]].concat()
    };
    let columns = [
        key("outcome-unit-code"),
        key("outcome-unit"),
        key("outcome-scheme"),
        key("outcome-decided"),
        key("outcome-bk"),
    ];
    let units = Sheet {
        name: word(key("outcome-gaps")),
        heads: [shared(&columns), heads(&[key("outcome-mostly")])].concat(),
        rows: told.units(p).into_iter().map(unit).collect(),
        notes: vec![word(key("outcome-gaps-said"))],
    };
    let years = Sheet {
        name: word(key("outcome-years")),
        heads: shared(&[key("outcome-year"), key("outcome-events"), key("outcome-decided")]),
        rows: told
            .years
            .iter()
            .map(|y| {
                let n = if y.share.is_some() { y.n.into() } else { Cell::Empty };
                let cells = vec![i64::from(y.year).into(), i64::try_from(y.events).unwrap_or_default().into(), n];
                [cells, of_share(y.share).to_vec()].concat()
            })
            .collect(),
        notes: notes(p, told.telling),
    };
    vec![
        line,
        grouped(key("outcome-by-scheme"), key("outcome-scheme"), told.by_scheme(p)),
        grouped(key("event-by-district"), key("event-kab"), told.by_district(p)),
        units,
        years,
    ]
}

/// What is hidden, and how sure an interval is.
fn notes(p: &Page, telling: Telling) -> Vec<String> {
    vec![
        p.ta("outcome-sheet-interval").with("sure", telling.confidence).to_string(),
        p.ta("outcome-hidden-said").with("least", telling.least).to_string(),
    ]
}

fn of_group(row: &Row) -> Vec<Cell> {
    let told = |n: i64| if row.hidden.is_some() { Cell::Empty } else { n.into() };
    let counts = vec![
        row.name.clone().into(),
        row.registered.into(),
        row.present.into(),
        told(row.n),
        told(row.k),
        told(row.n - row.k),
    ];
    [counts, of_share(row.share.filter(|_| row.hidden.is_none())).to_vec()].concat()
}

fn of_share(share: Option<Share>) -> [Cell; 3] {
    share.map_or([Cell::Empty, Cell::Empty, Cell::Empty], |s| [s.share, s.lo, s.hi].map(Cell::Percent))
}
