//! What is measured while the devices play: each kind of request, and what a candidate feels.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use hdrhistogram::Histogram;

use crate::plan::LoadFault;

/// Kinds of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The token at the door.
    Start,
    /// The page of questions.
    Page,
    /// The questions themselves.
    Paper,
    /// Answers.
    Save,
    /// A sign of life.
    Heartbeat,
    /// Handing in.
    Finish,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] = [Self::Start, Self::Page, Self::Paper, Self::Save, Self::Heartbeat, Self::Finish];

    /// Its name in the report.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Page => "page",
            Self::Paper => "paper",
            Self::Save => "save",
            Self::Heartbeat => "heartbeat",
            Self::Finish => "finish",
        }
    }
}

/// A request that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No connection.
    Connect,
    /// The connection broke.
    Broken,
    /// No answer in time.
    Timeout,
    /// Cut on purpose.
    Cut,
    /// Another status than a device hopes for, with the code of the refusal and when to come again.
    Status { status: u16, code: Option<String>, again: Option<Duration> },
    /// An answer that is not what the protocol says.
    Malformed(&'static str),
    /// Acts that the server will never take.
    Refused(String),
    /// Acts were sent, and the receipt names none of them.
    Unnamed,
}

impl Failure {
    fn name(&self) -> String {
        match self {
            Self::Connect => "connect".to_owned(),
            Self::Broken => "broken".to_owned(),
            Self::Timeout => "timeout".to_owned(),
            Self::Cut => "cut".to_owned(),
            Self::Status { status, code: None, .. } => format!("http {status}"),
            Self::Status { status, code: Some(code), .. } => format!("http {status} {code}"),
            Self::Malformed(what) => format!("malformed {what}"),
            Self::Refused(code) => format!("refused {code}"),
            Self::Unnamed => "unnamed".to_owned(),
        }
    }
}

/// Times in microseconds, to three digits, up to ten minutes.
pub(crate) type Times = Histogram<u64>;

fn times() -> Result<Times, LoadFault> {
    Times::new_with_bounds(1, 600_000_000, 3).map_err(|e| LoadFault::Play(format!("histogram: {e}")))
}

/// Counts of one kind.
pub(crate) struct Tally {
    /// Requests that were answered, well or not.
    pub(crate) answered: u64,
    /// Requests that failed, and not on purpose.
    pub(crate) errors: u64,
    /// Bytes of answers with their heads, and the most of one.
    pub(crate) bytes_in: u64,
    pub(crate) largest_in: u64,
    /// Bytes of requests with their heads.
    pub(crate) bytes_out: u64,
    /// Times of those that were answered well.
    pub(crate) times: Times,
}

/// All that is measured.
pub(crate) struct Meter {
    kinds: Vec<Mutex<Tally>>,
    /// From the moment when a candidate starts until the questions are there.
    pub(crate) starts: Mutex<Times>,
    /// From an act until a receipt names it.
    pub(crate) durable: Mutex<Times>,
    errors: Mutex<BTreeMap<String, u64>>,
    provoked: Mutex<BTreeMap<String, u64>>,
    pub(crate) started: AtomicU64,
    pub(crate) finished: AtomicU64,
}

impl Meter {
    pub(crate) fn new() -> Result<Self, LoadFault> {
        let tally = || -> Result<_, LoadFault> {
            let times = times()?;
            Ok(Mutex::new(Tally { answered: 0, errors: 0, bytes_in: 0, largest_in: 0, bytes_out: 0, times }))
        };
        Ok(Self {
            kinds: Kind::ALL.iter().map(|_| tally()).collect::<Result<_, _>>()?,
            starts: Mutex::new(times()?),
            durable: Mutex::new(times()?),
            errors: Mutex::default(),
            provoked: Mutex::default(),
            started: AtomicU64::new(0),
            finished: AtomicU64::new(0),
        })
    }

    /// The counts of a kind.
    pub(crate) fn kind(&self, kind: Kind) -> Option<MutexGuard<'_, Tally>> {
        self.kinds.get(kind as usize).map(lock)
    }

    /// A request went out and an answer came in, so large with their heads.
    pub(crate) fn moved(&self, kind: Kind, answered: bool, (bytes_in, bytes_out): (u64, u64)) {
        if let Some(mut tally) = self.kind(kind) {
            tally.answered += u64::from(answered);
            tally.bytes_in += bytes_in;
            tally.bytes_out += bytes_out;
            tally.largest_in = tally.largest_in.max(bytes_in);
        }
    }

    /// Requests of that kind were answered well, each after such a time.
    pub(crate) fn took(&self, kind: Kind, times: impl IntoIterator<Item = Duration>) {
        if let Some(mut tally) = self.kind(kind) {
            times.into_iter().for_each(|time| record(&mut tally.times, time));
        }
    }

    /// A request failed; `provoked` when chaos did it.
    pub(crate) fn failed(&self, kind: Kind, failure: &Failure, provoked: bool) {
        let provoked = provoked || *failure == Failure::Cut;
        let counts = if provoked { &self.provoked } else { &self.errors };
        *lock(counts).entry(failure.name()).or_default() += 1;
        if !provoked && let Some(mut tally) = self.kind(kind) {
            tally.errors += 1;
        }
    }

    /// Failures that nobody provoked, and those that chaos did, by name.
    pub(crate) fn failures(&self) -> (BTreeMap<String, u64>, BTreeMap<String, u64>) {
        (lock(&self.errors).clone(), lock(&self.provoked).clone())
    }

    pub(crate) fn count(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// Adds a time to a histogram.
pub(crate) fn record(times: &mut Times, time: Duration) {
    times.saturating_record(u64::try_from(time.as_micros()).unwrap_or(u64::MAX).max(1));
}

/// What is counted stays counted, even if a thread that held the lock broke off.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
