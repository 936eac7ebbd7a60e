//! The one count by status: what `kompeten status --json` prints and what the page of an event's
//! outcome shows, from the counters that follow every change of a case. No clock is in it.

mod gaps;
mod telling;
mod years;

use std::collections::BTreeMap;

use certification::{record::event::Event, stage::Funnel};
use serde::Serialize;
use store::{Find, Read};

use crate::WorkflowError;

pub use gaps::{Gap, gaps};
pub use telling::{Hidden, Share, Telling};
pub use years::{Year, years};

/// How many cases have ever come so far, cumulative. *Recommended K* is not *decided K*.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// In the event at all.
    pub registered: i64,
    /// FR.APL.01 submitted with every required document.
    pub complete: i64,
    /// Accepted by staff.
    pub accepted: i64,
    /// Present at the assessment.
    pub present: i64,
    /// FR.AK.02 submitted.
    pub assessed: i64,
    /// Recommended *kompeten*.
    pub recommended_k: i64,
    /// Recommended *belum kompeten*.
    pub recommended_bk: i64,
    /// Granted.
    pub decided_k: i64,
    /// Not granted.
    pub decided_bk: i64,
    /// Certificate issued.
    pub issued: i64,
}

impl Counts {
    fn of(n: [i64; 10]) -> Self {
        let [
            registered,
            complete,
            accepted,
            present,
            assessed,
            recommended_k,
            recommended_bk,
            decided_k,
            decided_bk,
            issued,
        ] = n;
        Self {
            registered,
            complete,
            accepted,
            present,
            assessed,
            recommended_k,
            recommended_bk,
            decided_k,
            decided_bk,
            issued,
        }
    }

    /// The counts in the order of [`Funnel::NAMES`].
    #[must_use]
    pub const fn all(&self) -> [i64; 10] {
        [
            self.registered,
            self.complete,
            self.accepted,
            self.present,
            self.assessed,
            self.recommended_k,
            self.recommended_bk,
            self.decided_k,
            self.decided_bk,
            self.issued,
        ]
    }

    /// Decided, granted or not.
    #[must_use]
    pub const fn decided(&self) -> i64 {
        self.decided_k + self.decided_bk
    }

    fn add(&mut self, other: Self) {
        let (mut sum, other) = (self.all(), other.all());
        for (n, more) in sum.iter_mut().zip(other) {
            *n += more;
        }
        *self = Self::of(sum);
    }
}

/// Counts of one scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfScheme {
    /// The scheme's lasting key.
    pub scheme: String,
    /// Its counts.
    pub counts: Counts,
}

/// Counts of one district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfDistrict {
    /// Kemendagri code of the district where the people work; empty where it is not known.
    pub kab: String,
    /// Its counts.
    pub counts: Counts,
}

/// How an event stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Code of the event.
    pub code: String,
    /// Its title.
    pub title: String,
    /// First day, ISO.
    pub starts: String,
    /// Last day, ISO.
    pub ends: String,
    /// IANA zone.
    pub zone: String,
    /// Counts of all its cases.
    pub counts: Counts,
    /// By scheme, sorted by key.
    pub by_scheme: Vec<OfScheme>,
    /// By district, sorted by code.
    pub by_district: Vec<OfDistrict>,
}

/// How an event stands.
///
/// # Errors
/// When the store cannot be read.
pub async fn standing(r: &mut impl Read, event: &Event) -> Result<Standing, WorkflowError> {
    let columns = Funnel::NAMES.join(", ");
    let sql = format!("SELECT slug, kab, {columns} FROM case_counter WHERE event_id = $1 ORDER BY slug, kab");
    let (mut total, mut schemes, mut districts) = (Counts::default(), BTreeMap::new(), BTreeMap::new());
    for row in r.rows(&sql, &[event.id.into()]).await? {
        let mut n = [0; 10];
        for (n, name) in n.iter_mut().zip(Funnel::NAMES) {
            *n = row.int(name)?;
        }
        let counts = Counts::of(n);
        if counts.registered == 0 {
            continue;
        }
        total.add(counts);
        schemes.entry(row.text("slug")?.to_owned()).or_insert_with(Counts::default).add(counts);
        districts.entry(row.text("kab")?.to_owned()).or_insert_with(Counts::default).add(counts);
    }
    Ok(Standing {
        code: event.code.clone(),
        title: event.title.clone(),
        starts: event.starts.clone(),
        ends: event.ends.clone(),
        zone: event.zone.clone(),
        counts: total,
        by_scheme: schemes.into_iter().map(|(scheme, counts)| OfScheme { scheme, counts }).collect(),
        by_district: districts.into_iter().map(|(kab, counts)| OfDistrict { kab, counts }).collect(),
    })
}

/// How every event stands, sorted by code.
///
/// # Errors
/// When the store cannot be read.
pub async fn standings(r: &mut impl Read) -> Result<Vec<Standing>, WorkflowError> {
    let events: Vec<Event> = r.find(&Find::all().order_by(&["code"])).await?;
    let mut out = Vec::with_capacity(events.len());
    for event in &events {
        out.push(standing(r, event).await?);
    }
    Ok(out)
}
