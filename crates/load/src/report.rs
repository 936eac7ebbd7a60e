//! What a play is summed up to: the object that `kompeten bench exam` prints. Keys may be added, never changed.

use std::{collections::BTreeMap, sync::atomic::Ordering, time::Duration};

use serde::Serialize;

use crate::{
    acts::Acts,
    audit::Audit,
    meter::{Kind, Meter, Times, lock},
    plan::{LoadFault, Pace},
    run::Hall,
    watch::Watch,
};

/// Times of one kind of request, or of something that a candidate feels, milliseconds.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Figures {
    /// How many were timed: those that went well.
    pub count: u64,
    /// Half took at most so long.
    pub p50_ms: f64,
    /// 95 of 100.
    pub p95_ms: f64,
    /// 99 of 100.
    pub p99_ms: f64,
    /// All.
    pub max_ms: f64,
}

impl Figures {
    fn of(times: &Times) -> Self {
        if times.is_empty() {
            return Self::default();
        }
        let at = |share: f64| round(float(times.value_at_quantile(share)) / 1_000.0);
        Self {
            count: times.len(),
            p50_ms: at(0.5),
            p95_ms: at(0.95),
            p99_ms: at(0.99),
            max_ms: round(float(times.max()) / 1_000.0),
        }
    }
}

/// One kind of request.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct OfKind {
    /// Requests that were answered, well or not.
    pub requests: u64,
    /// Requests that failed without chaos.
    pub errors: u64,
    /// Times of those that went well.
    #[serde(flatten)]
    pub times: Figures,
    /// Bytes of answers on the wire, heads included.
    pub bytes_in: u64,
    /// Bytes of requests.
    pub bytes_out: u64,
}

/// The printed object.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// `exam`.
    pub bench: &'static str,
    /// Candidates in the plan, how many came to the questions, and how many could hand in.
    pub candidates: u64,
    /// See `candidates`.
    pub started: u64,
    /// See `candidates`.
    pub finished: u64,
    /// `closed` or `open`.
    pub pace: &'static str,
    /// Time between two saves of one candidate.
    pub think_s: f64,
    /// From the first start to the last hand-in.
    pub seconds: f64,
    /// Connections that could be open at once.
    pub connections: u64,
    /// Requests that were answered, well or not.
    pub requests: u64,
    /// Of them, a second.
    pub requests_per_s: f64,
    /// Processor time of the server a request; `null` when its process is not known.
    pub cpu_ms_per_request: Option<f64>,
    /// Of its database, when that has processes of its own; 0 when it has none: then it is in the server's.
    pub db_cpu_ms_per_request: Option<f64>,
    /// Of this load itself, which shares the machine.
    pub client_cpu_ms_per_request: f64,
    /// Times of all requests that went well. In an open loop from the time in the table.
    pub p50_ms: f64,
    /// See `p50_ms`.
    pub p95_ms: f64,
    /// See `p50_ms`.
    pub p99_ms: f64,
    /// See `p50_ms`.
    pub max_ms: f64,
    /// Failures that nobody provoked.
    pub errors: u64,
    /// They, by name.
    pub errors_by_name: BTreeMap<String, u64>,
    /// Failures that chaos provoked: cut on purpose, or while the server was killed.
    pub provoked: BTreeMap<String, u64>,
    /// Acts that the devices made, and those that were acknowledged.
    pub acts: u64,
    /// See `acts`.
    pub acknowledged: u64,
    /// Acknowledged and not in the record; `null` until the audit.
    pub lost: Option<u64>,
    /// In the record more than once; `null` until the audit.
    pub doubled: Option<u64>,
    /// The audit as a whole.
    pub audit: Option<Audit>,
    /// How often the server was killed.
    pub kills: u64,
    /// The most memory the server held, in any of its lives; `null` when its process is not known.
    pub rss_mb: Option<f64>,
    /// The most its database was seen to hold, what is shared counted once.
    pub db_rss_mb: Option<f64>,
    /// Bytes of all answers and all requests on the wire, heads included.
    pub bytes_in: u64,
    /// See `bytes_in`.
    pub bytes_out: u64,
    /// Bytes of the largest page of questions, as it came over the wire, without what it links to.
    pub first_page_bytes: u64,
    /// Bytes of all questions of a paper, divided by their number.
    pub bytes_per_question: f64,
    /// From the moment a candidate starts until the questions are there.
    pub start: Figures,
    /// From an act until the device heard that it is durable, with all attempts and outages between.
    pub durable: Figures,
    /// Each kind of request.
    pub kinds: BTreeMap<&'static str, OfKind>,
    /// The machine.
    pub machine: String,
}

impl Report {
    pub(crate) fn of(
        hall: &Hall,
        acts: &Acts,
        took: Duration,
        kills: u64,
        watch: &mut Watch,
    ) -> Result<Self, LoadFault> {
        let (server, database, own) = watch.end()?;
        let meter = &hall.meter;
        let (kinds, all, largest_page, paper) = kinds(meter)?;
        let requests = kinds.values().map(|kind| kind.requests).sum();
        let a_request = |seconds: f64| round(seconds * 1_000.0 / float(requests).max(1.0));
        let (errors_by_name, provoked) = meter.failures();
        let megabytes = |bytes: u64| round(float(bytes) / 1_048_576.0);
        Ok(Self {
            bench: "exam",
            candidates: hall.plan.candidates.len() as u64,
            started: meter.started.load(Ordering::Relaxed),
            finished: meter.finished.load(Ordering::Relaxed),
            pace: match hall.plan.pace {
                Pace::Closed => "closed",
                Pace::Open => "open",
            },
            think_s: round(hall.plan.think.as_secs_f64()),
            seconds: round(took.as_secs_f64()),
            connections: hall.connections() as u64,
            requests,
            requests_per_s: round(float(requests) / took.as_secs_f64().max(0.001)),
            cpu_ms_per_request: server.map(a_request),
            db_cpu_ms_per_request: database.or(server.map(|_| 0.0)).map(a_request),
            client_cpu_ms_per_request: a_request(own),
            p50_ms: all.p50_ms,
            p95_ms: all.p95_ms,
            p99_ms: all.p99_ms,
            max_ms: all.max_ms,
            errors: errors_by_name.values().sum(),
            errors_by_name,
            provoked,
            acts: acts.made(),
            acknowledged: acts.acknowledged(),
            lost: None,
            doubled: None,
            audit: None,
            kills,
            rss_mb: watch.peak_rss.map(megabytes),
            db_rss_mb: watch.database_peak_rss.map(megabytes),
            bytes_in: kinds.values().map(|kind| kind.bytes_in).sum(),
            bytes_out: kinds.values().map(|kind| kind.bytes_out).sum(),
            first_page_bytes: largest_page,
            bytes_per_question: round(paper / f64::from(hall.plan.questions.max(1))),
            start: Figures::of(&lock(&meter.starts)),
            durable: Figures::of(&lock(&meter.durable)),
            kinds,
            machine: hall.plan.machine.clone(),
        })
    }

    /// With what the audit found.
    #[must_use]
    pub fn audited(mut self, audit: Audit) -> Self {
        self.lost = Some(audit.lost);
        self.doubled = Some(audit.doubled);
        self.audit = Some(audit);
        self
    }
}

/// Each kind, all together, bytes of the largest page, and bytes of a paper.
type Kinds = (BTreeMap<&'static str, OfKind>, Figures, u64, f64);

fn kinds(meter: &Meter) -> Result<Kinds, LoadFault> {
    let mut kinds = BTreeMap::new();
    let mut all: Option<Times> = None;
    let (mut largest_page, mut paper) = (0, 0.0);
    for kind in Kind::ALL {
        let Some(tally) = meter.kind(kind) else { continue };
        match &mut all {
            None => all = Some(tally.times.clone()),
            Some(all) => all.add(&tally.times).map_err(|e| LoadFault::Play(format!("histogram: {e}")))?,
        }
        match kind {
            Kind::Page => largest_page = tally.largest_in,
            Kind::Paper => paper = float(tally.bytes_in) / float(tally.answered).max(1.0),
            _ => {}
        }
        let of_kind = OfKind {
            requests: tally.answered,
            errors: tally.errors,
            times: Figures::of(&tally.times),
            bytes_in: tally.bytes_in,
            bytes_out: tally.bytes_out,
        };
        kinds.insert(kind.name(), of_kind);
    }
    Ok((kinds, all.as_ref().map(Figures::of).unwrap_or_default(), largest_page, paper))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a bench stay far below 2^52")]
fn float(count: u64) -> f64 {
    count as f64
}

/// To four places, as all figures of the bench.
fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
