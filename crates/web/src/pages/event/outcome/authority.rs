//! The authority's workbook of an event, and what it lacks before it is handed in.

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    permit::{self, Action},
    record::{event::Event, organisation::CodeEntry},
};
use store::{Find, Read as _};
use workflow::authority::{Lacking, Unmatched};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::key,
    page::download::{XLSX, kept},
    pages::{
        event::{Head, event, invented},
        setting::list_name,
    },
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/acara/{event}/bnsp", Guard::Signed(Action::ExportAuthority), lacking).get(
        "/acara/{event}/bnsp.xlsx",
        Guard::Signed(Action::ExportAuthority),
        workbook,
    )
}

#[derive(Clone, Copy, Template)]
#[template(path = "event/authority.html")]
struct Authority<'a> {
    p: &'a Page,
    head: &'a Head,
    people: usize,
    lacking: &'a [Lacking],
    unmatched: &'a [UnmatchedRow],
    /// May say which code stands for a value.
    may_match: bool,
}

impl Authority<'_> {
    /// Names of lists that were not imported, each once.
    fn without_list(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.unmatched.iter().filter(|row| row.codes.is_empty()).map(|row| row.name).collect();
        names.dedup();
        names
    }

    /// Values that a code can be chosen for.
    fn with_list(&self) -> Vec<&UnmatchedRow> {
        self.unmatched.iter().filter(|row| !row.codes.is_empty()).collect()
    }
}

/// A value of ours without a code, and the codes of its list to choose from.
#[derive(Debug, Clone)]
struct UnmatchedRow {
    list: &'static str,
    /// Key of the list's name.
    name: &'static str,
    value: String,
    people: usize,
    codes: Vec<(String, String)>,
}

/// Codes that one list offers at most: there are some five hundred districts.
const CODES: i64 = 1000;

async fn unmatched(app: &AppState, all: Vec<Unmatched>) -> Result<Vec<UnmatchedRow>, WebError> {
    let mut reader = app.flow().reader();
    let mut rows: Vec<UnmatchedRow> = Vec::with_capacity(all.len());
    for Unmatched { list, value, people } in all {
        let codes = match rows.last().filter(|last| last.list == list) {
            Some(last) => last.codes.clone(),
            None => {
                let find = Find::by("list", list).order_by(&["code", "id"]).limit(CODES);
                let entries: Vec<CodeEntry> = reader.find(&find).await?;
                entries.into_iter().map(|e| (e.code.clone(), format!("{} {}", e.code, e.label))).collect()
            }
        };
        let name = list_name(list).unwrap_or(key("setting-list-education"));
        rows.push(UnmatchedRow { list, name, value, people, codes });
    }
    Ok(rows)
}

async fn lacking(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::ExportAuthority).await?;
    let upload = app.flow().authority_workbook(p.actor()?, &event, false).await?;
    let view = Authority {
        p: &p,
        head: &Head::of(&event),
        people: upload.people,
        lacking: &upload.lacking,
        unmatched: &unmatched(&app, upload.unmatched).await?,
        may_match: permit::may(p.actor()?, Action::ChangeSettings),
    };
    html(&view)
}

async fn workbook(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event: Event = event(&app, &p, &id, Action::ExportAuthority).await?;
    let upload = app.flow().authority_workbook(p.actor()?, &event, true).await?;
    Ok(kept(upload.bytes, XLSX, &format!("{}-bnsp.xlsx", event.code)))
}

/// A workbook that lacks something, one that does not, and one of nobody.
pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let head = Head::of(&invented());
    let lacking = [Lacking {
        case: certification::id::CaseId(uuid::Uuid::from_u128(1)),
        name: "Siti Rahmah".to_owned(),
        columns: vec!["KODE KOTA", "KODE JADWAL"],
    }];
    let row = UnmatchedRow {
        list: "pekerjaan",
        name: key("setting-list-occupation"),
        value: "Pustakawan Mahir".to_owned(),
        people: 12,
        codes: vec![("12".to_owned(), "12 Pustakawan".to_owned())],
    };
    let empty = UnmatchedRow { list: "kota", name: key("setting-list-city"), codes: Vec::new(), ..row.clone() };
    let unmatched = [row, empty];
    let whole = Authority { p, head: &head, people: 53, lacking: &lacking, unmatched: &unmatched, may_match: true };
    samples.add("event/authority", &whole);
    samples.add("event/authority read", &Authority { may_match: false, ..whole });
    samples.add("event/authority whole", &Authority { lacking: &[], unmatched: &[], ..whole });
    samples.add("event/authority none", &Authority { people: 0, lacking: &[], unmatched: &[], ..whole });
}
