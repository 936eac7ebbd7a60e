//! The list of cases as a workbook: what the reader may list, narrowed and in the order of the page it is taken from.

use std::collections::{BTreeSet, HashMap};

use axum::extract::{Query, State};
use certification::{
    casefile::spine,
    id::EventId,
    permit::{self, Action},
    record::event::Event,
};
use store::{
    Find, Read as _,
    view::{CaseFilter, CaseLine, CaseOrder, Page as Part, case_list},
};
use workflow::listing::{Cell, Sheet};

use super::{filter::Asked, list::scheme_of, queue::waiting_at};
use crate::{Answer, AppState, Guard, Page, Routes, i18n::key, page::download::workbook, part::stage, when::Instant};

/// Rows that one workbook holds at most: what the memory of a small server bears.
const MOST: usize = 20_000;

/// Rows that are read at a time.
const PART: i64 = 500;

/// Heads of the columns, in the order of [`row`].
const HEADS: [&str; 11] = [
    key("list-case"),
    key("duty-candidate"),
    key("list-institution"),
    key("filter-district"),
    key("filter-scheme"),
    key("filter-event"),
    key("duty-assessor"),
    key("list-day"),
    key("list-present"),
    key("list-stage"),
    key("list-since"),
];

pub(super) fn routes() -> Routes {
    Routes::new().get("/berkas/daftar.xlsx", Guard::Signed(Action::ListCases), take)
}

async fn take(app: State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let asked = asked.opened(&app, &p)?;
    let scope = permit::scope(p.actor()?, Action::ListCases);
    let mut reader = app.flow().reader();
    let schemes = app.reading.schemes_by(&mut reader).await?;
    let filter = asked.filter(&schemes);
    let (filter, order) = match waiting_at(&asked.tunggu) {
        Some(stages) => (CaseFilter { stages: stages.to_vec(), ..filter }, CaseOrder::StageAt),
        None => (filter, CaseOrder::Name),
    };
    let mut events: HashMap<EventId, String> = HashMap::new();
    let mut part = Part { after: None, size: Some(PART) };
    let mut rows = Vec::new();
    loop {
        let listed = case_list(&mut reader, &filter, asked.order(order), &scope, &part).await?;
        let new: BTreeSet<EventId> =
            listed.rows.iter().map(|r| r.event_id).filter(|id| !events.contains_key(id)).collect();
        let found: Vec<Event> = reader.find(&Find::all().one_of("id", new)).await?;
        events.extend(found.into_iter().map(|event| (event.id, event.title)));
        rows.extend(listed.rows.iter().map(|line| {
            let event = events.get(&line.event_id).map(String::as_str).unwrap_or_default();
            row(&p, line, scheme_of(&p, &schemes, &line.slug), event)
        }));
        part.after = listed.next;
        if part.after.is_none() || rows.len() >= MOST {
            break;
        }
    }
    let cut = part.after.is_some();
    let sheet = Sheet {
        name: p.t("list-title").into_owned(),
        heads: HEADS.map(|head| p.t(head).into_owned()).to_vec(),
        notes: if cut { vec![p.ta("list-cut").with("n", rows.len()).to_string()] } else { Vec::new() },
        rows,
    };
    workbook(vec![sheet], &format!("{}.xlsx", p.t("list-file"))).await
}

fn row(p: &Page, line: &CaseLine, (abbr, scheme): (&str, &str), event: &str) -> Vec<Cell> {
    let name = line.name.clone().unwrap_or_else(|| p.t("case-erased").into_owned());
    let present = match line.present {
        Some(true) => p.t("list-yes").into_owned(),
        Some(false) => p.t("list-no").into_owned(),
        None => String::new(),
    };
    vec![
        spine(abbr, line.running, &name).into(),
        name.into(),
        line.institution.clone().unwrap_or_default().into(),
        line.kab.as_deref().map(workflow::region_name).unwrap_or_default().into(),
        scheme.into(),
        event.into(),
        line.assessor.clone().unwrap_or_default().into(),
        line.day.clone().unwrap_or_default().into(),
        present.into(),
        p.t(stage::look(line.stage).2).into_owned().into(),
        Instant::new(line.stage_at, &p.body.zone).date.to_string().into(),
    ]
}
