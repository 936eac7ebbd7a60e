//! The list of events, the latest first, with how far their cases have come.

use std::collections::BTreeMap;

use certification::{id::EventId, permit::Scope, record::event::Event, stage::Stage};

use super::{Conditions, Counts, Listed, Page, ScopeColumns, counts::counts_of};
use crate::{
    error::StoreError,
    state::{Find, Read},
};

/// Which events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// In that state.
    pub status: Option<String>,
    /// What title, code, host or venue holds.
    pub search: Option<String>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct EventLine {
    /// The event.
    pub event: Event,
    /// Its counts.
    pub counts: Counts,
    /// Seats taken: who withdrew left theirs.
    pub taken: i64,
}

const SCOPE: ScopeColumns = ScopeColumns { event: Some("id"), institution: None, assessor: None, person: None };

/// A page of the list of events.
///
/// # Errors
/// When the database cannot be read.
pub async fn event_list(
    read: &mut impl Read,
    filter: &EventFilter,
    scope: &Scope,
    page: &Page,
) -> Result<Listed<EventLine>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.equal_if("status", filter.status.as_deref());
    for word in filter.search.as_deref().map(certification::text::fold).unwrap_or_default().split_whitespace() {
        let place = conditions.bind(format!("%{word}%"));
        let held = ["title", "code", "host", "venue"].map(|column| format!("LOWER({column}) LIKE {place}"));
        conditions.parts.push(format!("({})", held.join(" OR ")));
    }
    conditions.scope(scope, &SCOPE);
    if let Some(after) = &page.after {
        let rows = read.rows("SELECT starts FROM event WHERE id = $1", &[after.into()]).await?;
        let Some(row) = rows.first() else { return Ok(Listed { rows: Vec::new(), next: None }) };
        let (starts, id) = (conditions.bind(row.value("starts")?.clone()), conditions.bind(after));
        conditions.parts.push(format!("(starts, id) < ({starts}, {id})"));
    }
    let limit = conditions.bind(page.size() + 1);
    let sql = format!("SELECT id FROM event{} ORDER BY starts DESC, id DESC LIMIT {limit}", conditions.sql());
    let mut ids = Vec::new();
    for row in read.rows(&sql, &conditions.values).await? {
        ids.push(row.text("id")?.to_owned());
    }
    let find = Find::all().one_of("id", ids).order_by(&["starts", "id"]).descending();
    let events = read.find::<Event>(&find).await?;
    let listed: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let all = counts_of(read, &listed).await?;
    let taken = seats_taken(read, &listed).await?;
    let lines = events
        .into_iter()
        .map(|event| EventLine {
            counts: all.get(&event.id).map(|c| c.counts).unwrap_or_default(),
            taken: taken.get(&event.id).copied().unwrap_or_default(),
            event,
        })
        .collect();
    Ok(Listed::cut(lines, page.size(), |line: &EventLine| line.event.id.to_string()))
}

/// How many seats of each event are taken, from the kept counters.
async fn seats_taken(read: &mut impl Read, events: &[EventId]) -> Result<BTreeMap<EventId, i64>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.one_of("event_id", events);
    let left = conditions.bind(Stage::Withdrawn.as_str());
    conditions.parts.push(format!("stage <> {left}"));
    let sql = format!("SELECT event_id, n FROM stage_counter{}", conditions.sql());
    let mut taken = BTreeMap::new();
    for row in read.rows(&sql, &conditions.values).await? {
        *taken.entry(row.parse("event_id")?).or_default() += row.int("n")?;
    }
    Ok(taken)
}

/// Events that the filter of a list offers.
const OFFERED: i64 = 100;

/// Ids and titles of the latest events, a hundred at most: what the filter of a list offers.
///
/// # Errors
/// When the database cannot be read.
pub async fn event_titles(read: &mut impl Read, scope: &Scope) -> Result<Vec<(EventId, String)>, StoreError> {
    match scope {
        Scope::All => {
            let shared = read.shared().clone();
            shared.sums.titles.get(read, async |read| titles(read, &Scope::All).await).await
        }
        Scope::Within(_) => titles(read, scope).await,
    }
}

async fn titles(read: &mut impl Read, scope: &Scope) -> Result<Vec<(EventId, String)>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.scope(scope, &SCOPE);
    let limit = conditions.bind(OFFERED);
    let sql = format!("SELECT id, title FROM event{} ORDER BY starts DESC, id DESC LIMIT {limit}", conditions.sql());
    let rows = read.rows(&sql, &conditions.values).await?;
    rows.iter().map(|row| Ok((row.parse("id")?, row.text("title")?.to_owned()))).collect()
}
