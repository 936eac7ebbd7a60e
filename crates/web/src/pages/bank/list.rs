//! The list of items: by unit, state, kind and level, and by what their names say.

use askama::Template;
use axum::extract::{Query, State};
use certification::permit::{self, Action};
use exam::item::Language;
use serde::Deserialize;
use workflow::exam_bank::ItemFilter;

use super::{SEE, STATES, kind_key, kinds, levels, schemes, state_key, state_tag, unit_choices};
use crate::{
    Answer, AppState, Page, Routes,
    form::Fields,
    html,
    pages::sitting::draw,
    paging,
    part::{
        Tag,
        kit::{Count, Pager},
    },
};

/// Rows of a page.
const ROWS: usize = 50;

/// `/butir`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/butir", SEE, list)
}

/// A row of the list.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub id: String,
    pub title: String,
    /// The beginning of what it asks.
    pub stem: String,
    /// Attribute of title and stem, where their language is not the page's.
    pub lang: draw::Html,
    /// Unit and criterion.
    pub place: String,
    pub level: String,
    /// Key of the kind's name.
    pub kind: &'static str,
    pub state: Tag,
    pub version: i64,
    pub exposure: i64,
    pub example: bool,
}

/// The list as it was asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct ListView {
    pub rows: Vec<Row>,
    pub counts: Vec<Count>,
    pub pager: Pager,
    pub filtered: bool,
    pub may_change: bool,
    pub units: Vec<(String, String)>,
    pub kinds: Vec<(String, String)>,
    pub levels: Vec<(String, String)>,
    pub state: String,
    /// The filter as a query, for taking these items out.
    pub query: String,
}

#[derive(Template)]
#[template(path = "bank/list.html")]
pub(super) struct List<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a ListView,
}

/// The filter of a list, as addresses carry it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub keadaan: String,
    #[serde(default)]
    pub jenis: String,
    #[serde(default)]
    pub tingkat: String,
    #[serde(default)]
    pub cari: String,
    #[serde(default)]
    pub sesudah: String,
}

impl Asked {
    pub fn filter(&self) -> ItemFilter {
        ItemFilter {
            unit: self.unit.clone(),
            state: self.keadaan.clone(),
            kind: self.jenis.clone(),
            level: self.tingkat.clone(),
            text: self.cari.trim().to_owned(),
        }
    }

    pub fn fields(&self) -> Fields {
        Fields::new()
            .with("unit", &self.unit)
            .with("keadaan", &self.keadaan)
            .with("jenis", &self.jenis)
            .with("tingkat", &self.tingkat)
            .with("cari", &self.cari)
    }

    /// The same with another state and another beginning, as a query.
    pub fn query(&self, state: &str, after: &str) -> String {
        let pairs = [
            ("unit", self.unit.as_str()),
            ("keadaan", state),
            ("jenis", &self.jenis),
            ("tingkat", &self.tingkat),
            ("cari", &self.cari),
            ("sesudah", after),
        ];
        paging::query(&pairs)
    }

    fn is_open(&self) -> bool {
        self.query("", "").is_empty() && self.keadaan.is_empty()
    }
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let (bank, actor, filter) = (app.flow().exam_bank(), p.actor()?, asked.filter());
    let page = bank.page(actor, &filter, &asked.sesudah, ROWS).await?;
    let counted = bank.counts(actor, &filter, &STATES).await?;
    let counts = STATES.iter().zip(counted).map(|(state, n)| {
        let current = *state == asked.keadaan;
        // Pressed again, the filter is off.
        let query = asked.query(if current { "" } else { state }, "");
        Count { n, words: p.t(state_key(state)).into_owned(), href: format!("/butir?{query}"), current }
    });
    let after = page.rows.last().filter(|_| page.more);
    let address = |after: &str| format!("/butir?{}", asked.query(&asked.keadaan, after));
    let rows: Vec<Row> = page.rows.iter().zip(&page.stems).map(|(item, stem)| row(&p, item, stem)).collect();
    let view = ListView {
        pager: Pager::of((rows.len(), page.all), &asked.sesudah, after.map(|row| &*row.id), address),
        rows,
        counts: counts.collect(),
        filtered: !asked.is_open(),
        may_change: permit::may(actor, Action::ChangeBank),
        units: unit_choices(&p, &schemes(&app).await?),
        kinds: kinds(&p),
        levels: levels(&p),
        state: asked.keadaan.clone(),
        query: asked.query(&asked.keadaan, ""),
    };
    html(&List { p: &p, f: &asked.fields(), view: &view })
}

fn row(p: &Page, item: &certification::record::exam::Item, (stem, language): &(String, Language)) -> Row {
    let place = [item.unit.as_str(), item.criterion.as_str()];
    Row {
        id: item.id.clone(),
        title: item.title.clone(),
        stem: stem.clone(),
        lang: draw::lang(p, *language),
        place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        level: item.level.clone(),
        kind: kind_key(&item.kind),
        state: state_tag(&item.state),
        version: item.version,
        exposure: item.exposure,
        example: item.example,
    }
}
