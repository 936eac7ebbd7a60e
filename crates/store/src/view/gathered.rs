//! The cases of an event in groups, as its board counts them, and of an assessor by event: no name and no sealed value
//! is read.

use certification::{
    id::{EventId, PersonId},
    stage::Stage,
};

use super::{Conditions, cases::stage};
use crate::{error::StoreError, state::Read};

/// Cases of an event that have all of this in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The scheme's lasting key.
    pub slug: String,
    /// District where the candidates work.
    pub kab: Option<String>,
    /// Key of the event's funding.
    pub funding: String,
    /// Session key of the event.
    pub session: Option<String>,
    /// The assigned assessor.
    pub assessor: Option<PersonId>,
    /// Present, absent, or not recorded.
    pub present: Option<bool>,
    /// Withdrawn: the seat is free again.
    pub withdrawn: bool,
    /// Where they stand.
    pub stage: Stage,
    /// How many.
    pub n: i64,
}

/// What an assessor has at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worked {
    /// The event.
    pub event: EventId,
    /// Cases assigned to them.
    pub cases: i64,
    /// Those with a recommendation.
    pub assessed: i64,
    /// Those named in their FR.AK.05.
    pub reported: i64,
}

/// Every event at which an assessor has cases, with how many.
///
/// # Errors
/// When the database cannot be read.
pub async fn worked(read: &mut impl Read, assessor: PersonId) -> Result<Vec<Worked>, StoreError> {
    let sql = "SELECT event_id, COUNT(*) AS n, COUNT(recommendation) AS assessed, COUNT(reported_at) AS reported \
               FROM cases WHERE assessor_id = $1 GROUP BY event_id ORDER BY event_id";
    let rows = read.rows(sql, &[assessor.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Worked {
                event: row.parse("event_id")?,
                cases: row.int("n")?,
                assessed: row.int("assessed")?,
                reported: row.int("reported")?,
            })
        })
        .collect()
}

/// The cases of an event in groups.
///
/// # Errors
/// When the database cannot be read.
pub async fn gathered(read: &mut impl Read, event: EventId) -> Result<Vec<Group>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.equal("event_id", event);
    let by = "slug, kab, funding, session, assessor_id, present, withdrawn, stage";
    let sql = format!("SELECT {by}, COUNT(*) AS n FROM cases{} GROUP BY {by} ORDER BY {by}", conditions.sql());
    let rows = read.rows(&sql, &conditions.values).await?;
    let text = |value: Option<&str>| value.map(str::to_owned);
    rows.iter()
        .map(|row| {
            Ok(Group {
                slug: row.text("slug")?.to_owned(),
                kab: text(row.opt_text("kab")?),
                funding: row.text("funding")?.to_owned(),
                session: text(row.opt_text("session")?),
                assessor: row.opt_parse("assessor_id")?,
                present: row.opt_int("present")?.map(|present| present != 0),
                withdrawn: row.opt_text("withdrawn")?.is_some(),
                stage: stage(row)?,
                n: row.int("n")?,
            })
        })
        .collect()
}

/// Decided cases of an event that have a recommendation for a unit in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitGroup {
    /// The scheme's lasting key.
    pub slug: String,
    /// Code of the unit.
    pub unit: String,
    /// District where the candidates work.
    pub kab: Option<String>,
    /// Recommended *kompeten*, else *belum kompeten*.
    pub competent: bool,
    /// How many.
    pub n: i64,
}

/// What assessors recommended for each unit, of the cases of an event that were decided.
///
/// # Errors
/// When the database cannot be read.
pub async fn units_gathered(read: &mut impl Read, event: EventId) -> Result<Vec<UnitGroup>, StoreError> {
    let sql = "SELECT c.slug, r.unit, c.kab, r.result, COUNT(*) AS n FROM cases c \
               JOIN recommendation r ON r.case_id = c.id \
               WHERE c.event_id = $1 AND c.decision IN ('granted', 'not-granted') AND r.unit <> '*' \
               GROUP BY c.slug, r.unit, c.kab, r.result ORDER BY c.slug, r.unit, c.kab, r.result";
    let rows = read.rows(sql, &[event.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(UnitGroup {
                slug: row.text("slug")?.to_owned(),
                unit: row.text("unit")?.to_owned(),
                kab: row.opt_text("kab")?.map(str::to_owned),
                competent: row.text("result")? == "K",
                n: row.int("n")?,
            })
        })
        .collect()
}
