//! Kept counters, summed for an event: the funnel of `status`, by scheme and by district, and the stages.

use std::collections::BTreeMap;

use certification::{
    id::{EventId, PanelId},
    stage::{Funnel, Stage},
};

use super::{Conditions, cases::stage};
use crate::{
    db::Row,
    error::StoreError,
    state::{Kept, Read},
};

/// What is read of the whole house at every page.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    stages: Kept<BTreeMap<Stage, i64>>,
    districts: Kept<Vec<String>>,
    /// How many certificates the register holds.
    pub(super) certificates: Kept<i64>,
    pub(super) titles: Kept<Vec<(EventId, String)>>,
}

/// The ten counts of the funnel, in the order of [`Funnel::NAMES`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts(pub [i64; 10]);

impl Counts {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let mut counts = [0; 10];
        for (count, name) in counts.iter_mut().zip(Funnel::NAMES) {
            *count = row.int(name)?;
        }
        Ok(Self(counts))
    }

    fn add(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }

    /// The count of that name, such as `decided_k`; 0 for a name that is none.
    #[must_use]
    pub fn named(&self, name: &str) -> i64 {
        Funnel::NAMES.iter().position(|n| *n == name).map_or(0, |at| self.0[at])
    }
}

/// The counts of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// In all.
    pub counts: Counts,
    /// By scheme, in the order of their keys.
    pub by_scheme: BTreeMap<String, Counts>,
    /// By district where the candidate works, in the order of their codes; the empty code where it is unknown.
    pub by_district: BTreeMap<String, Counts>,
}

/// The counts of one event, or of every event.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(
    read: &mut impl Read,
    event: Option<EventId>,
) -> Result<BTreeMap<EventId, EventCounts>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.equal_if("event_id", event);
    summed(read, &conditions).await
}

/// The counts of these events; those without a case are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts_of(read: &mut impl Read, events: &[EventId]) -> Result<BTreeMap<EventId, EventCounts>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.one_of("event_id", events);
    summed(read, &conditions).await
}

async fn summed(read: &mut impl Read, conditions: &Conditions) -> Result<BTreeMap<EventId, EventCounts>, StoreError> {
    let sql = format!("SELECT event_id, slug, kab, {} FROM case_counter{}", Funnel::NAMES.join(", "), conditions.sql());
    let mut events: BTreeMap<EventId, EventCounts> = BTreeMap::new();
    for row in read.rows(&sql, &conditions.values).await? {
        let counts = Counts::from_row(&row)?;
        if counts == Counts::default() {
            continue;
        }
        let event = events.entry(row.parse("event_id")?).or_default();
        event.counts.add(counts);
        event.by_scheme.entry(row.text("slug")?.to_owned()).or_default().add(counts);
        event.by_district.entry(row.text("kab")?.to_owned()).or_default().add(counts);
    }
    Ok(events)
}

/// How many cases stand at each stage, of one event or of all; stages without a case are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn stage_counts(read: &mut impl Read, event: Option<EventId>) -> Result<BTreeMap<Stage, i64>, StoreError> {
    match event {
        Some(_) => stages(read, event).await,
        None => {
            let shared = read.shared().clone();
            shared.sums.stages.get(read, async |read| stages(read, None).await).await
        }
    }
}

async fn stages(read: &mut impl Read, event: Option<EventId>) -> Result<BTreeMap<Stage, i64>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.equal_if("event_id", event);
    let sql =
        format!("SELECT stage, CAST(SUM(n) AS BIGINT) AS n FROM stage_counter{} GROUP BY stage", conditions.sql());
    let mut stages = BTreeMap::new();
    for row in read.rows(&sql, &conditions.values).await? {
        let n = row.int("n")?;
        if n != 0 {
            stages.insert(stage(&row)?, n);
        }
    }
    Ok(stages)
}

/// Codes of the districts where the candidates of these events work, in order; of every event when none are named.
///
/// # Errors
/// When the database cannot be read.
pub async fn districts(read: &mut impl Read, events: Option<&[EventId]>) -> Result<Vec<String>, StoreError> {
    match events {
        None => {
            let shared = read.shared().clone();
            shared.sums.districts.get(read, async |read| worked_in(read, Conditions::default()).await).await
        }
        Some(events) => {
            let mut conditions = Conditions::default();
            conditions.one_of("event_id", events);
            worked_in(read, conditions).await
        }
    }
}

async fn worked_in(read: &mut impl Read, mut conditions: Conditions) -> Result<Vec<String>, StoreError> {
    conditions.parts.push("registered <> 0 AND kab <> ''".to_owned());
    let sql = format!("SELECT DISTINCT kab FROM case_counter{} ORDER BY kab", conditions.sql());
    let rows = read.rows(&sql, &conditions.values).await?;
    rows.iter().map(|row| Ok(row.text("kab")?.to_owned())).collect()
}

/// How many cases stand at one stage, by event; events without such a case are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn stage_by_event(read: &mut impl Read, at: Stage) -> Result<BTreeMap<EventId, i64>, StoreError> {
    let sql = "SELECT event_id, CAST(SUM(n) AS BIGINT) AS n FROM stage_counter WHERE stage = $1 GROUP BY event_id";
    let mut events = BTreeMap::new();
    for row in read.rows(sql, &[at.into()]).await? {
        let n = row.int("n")?;
        if n != 0 {
            events.insert(row.parse("event_id")?, n);
        }
    }
    Ok(events)
}

/// How many cases each of these panels has decided: granted or not granted, not returned.
///
/// # Errors
/// When the database cannot be read.
pub async fn decided(read: &mut impl Read, panels: &[PanelId]) -> Result<BTreeMap<PanelId, i64>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.one_of("panel_id", panels);
    conditions.one_of("outcome", ["granted", "not-granted"]);
    let sql = format!("SELECT panel_id, COUNT(*) AS n FROM decision{} GROUP BY panel_id", conditions.sql());
    let rows = read.rows(&sql, &conditions.values).await?;
    rows.iter().map(|row| Ok((row.parse("panel_id")?, row.int("n")?))).collect()
}
