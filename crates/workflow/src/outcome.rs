//! The one count by status: what `kompeten status --json` prints and what the page of an event's
//! outcome shows, from the counters that follow every change of a case. No clock is in it.

use std::collections::BTreeMap;

use certification::{record::event::Event, setting::Settings, stage::Funnel};
use exam::statistics::Interval;
use serde::Serialize;
use store::{Find, Read};

use crate::WorkflowError;

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

/// Why a row of a table is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// It holds too few people.
    Small,
    /// So that the small one cannot be had by subtracting from the sum.
    Partner,
}

/// A share with its interval, in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Lower end of its interval.
    pub lo: f64,
    /// Upper end of its interval.
    pub hi: f64,
}

/// How much of an outcome is told: what is too small to be shown, and how sure an interval is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Cells that hold fewer people than this are not shown.
    pub least: i64,
    /// Confidence of an interval, in percent.
    pub confidence: i64,
}

impl Telling {
    /// By the settings in force.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self { least: settings.int("outcome.least_shown"), confidence: settings.int("outcome.confidence") }
    }

    /// Which rows of a table with a sum are hidden: those of some people, but too few; and the next smallest with them, as
    /// long as it is a single one, or all that is hidden holds too few, since the sum less what is shown tells that.
    #[must_use]
    pub fn hidden(self, sizes: &[i64]) -> Vec<Option<Hidden>> {
        let small = |n: &i64| (1..self.least).contains(n).then_some(Hidden::Small);
        let mut out: Vec<Option<Hidden>> = sizes.iter().map(small).collect();
        loop {
            let hidden = || sizes.iter().zip(&out).filter(|(_, hidden)| hidden.is_some()).map(|(n, _)| *n);
            let (rows, people) = (hidden().count(), hidden().sum::<i64>());
            if rows == 0 || (rows > 1 && people >= self.least) {
                return out;
            }
            let next = (0..sizes.len()).filter(|at| out[*at].is_none() && sizes[*at] > 0).min_by_key(|at| sizes[*at]);
            let Some(next) = next else { return out };
            out[next] = Some(Hidden::Partner);
        }
    }

    /// The share of `k` out of `n` with its interval (Wilson, 1927); nothing out of nobody.
    #[must_use]
    pub fn share(self, k: i64, n: i64) -> Option<Share> {
        if n <= 0 {
            return None;
        }
        // Counts of an event are far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "people of an event, not of a planet")]
        let (k, n, confidence) = (k.clamp(0, n) as f64, n as f64, self.confidence as f64 / 100.0);
        let interval = Interval::wilson(k, n, confidence);
        let percent = |x: f64| (100.0 * x).clamp(0.0, 100.0);
        Some(Share { share: percent(k / n), lo: percent(interval.low), hi: percent(interval.high) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Hidden, Telling};

    const USUAL: Telling = Telling { least: 5, confidence: 90 };

    #[test]
    fn a_small_cell_is_hidden_and_never_alone() {
        assert_eq!(USUAL.hidden(&[9, 3, 7]), [None, Some(Hidden::Small), Some(Hidden::Partner)]);
        assert_eq!(USUAL.hidden(&[2, 3, 7]), [Some(Hidden::Small), Some(Hidden::Small), None]);
        assert_eq!(USUAL.hidden(&[9, 0, 7]), [None, None, None]);
        // Seven less five would tell of two people.
        assert_eq!(USUAL.hidden(&[5, 1, 1]), [Some(Hidden::Partner), Some(Hidden::Small), Some(Hidden::Small)]);
        assert_eq!(
            USUAL.hidden(&[9, 6, 2, 2]),
            [None, Some(Hidden::Partner), Some(Hidden::Small), Some(Hidden::Small)]
        );
        assert_eq!(USUAL.hidden(&[3, 0]), [Some(Hidden::Small), None]);
        assert_eq!(Telling { least: 3, ..USUAL }.hidden(&[9, 3, 7]), [None; 3]);
    }

    #[test]
    fn a_share_lies_in_its_interval_and_of_nobody_there_is_none() {
        let half = USUAL.share(5, 10).unwrap();
        assert!((half.share - 50.0).abs() < 1e-9 && half.lo < 50.0 && half.hi > 50.0);
        assert!((half.lo - 27.0).abs() < 1.0, "{half:?}");
        let all = USUAL.share(4, 4).unwrap();
        assert!(all.hi > 99.9 && all.lo < 90.0);
        let surer = Telling { confidence: 99, ..USUAL }.share(5, 10).unwrap();
        assert!(surer.lo < half.lo && surer.hi > half.hi, "{surer:?}");
        assert_eq!(USUAL.share(0, 0), None);
    }
}
