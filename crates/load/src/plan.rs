//! What is to be played: who sits, for how long, how hard, and what goes wrong meanwhile.

use std::{path::PathBuf, sync::Arc, time::Duration};

/// The machine's wall clock, microseconds UTC, handed in. Devices date their acts by it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// One candidate, seated and signed in.
#[derive(Clone)]
pub struct Candidate {
    /// The sitting, as its address names it.
    pub sitting: String,
    /// The cookies of the session, as a `Cookie` header holds them; empty when the door needs none.
    pub cookies: String,
    /// The token that the invigilator reads out.
    pub token: String,
}

/// When a candidate does the next thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// After the answer to the last one, and some thinking: a slow server is asked less.
    Closed,
    /// By a timetable, however the server does. A latency counts from the time that the table says, so waiting for a
    /// slow answer before is not left out.
    Open,
}

/// How long a device waits before it sends again: `first`, then twice as long each time, at most `most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// After the first failure.
    pub first: Duration,
    /// At most.
    pub most: Duration,
}

impl Backoff {
    /// How long to wait after so many failures in a row, of which there is at least one.
    pub(crate) fn after(self, failures: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1).min(20));
        self.first.saturating_mul(doubled).min(self.most)
    }
}

/// What goes wrong on purpose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chaos {
    /// How often the server is killed without warning, at random times spread over the run.
    pub kills: u32,
    /// How long it stays away at most before it is started again.
    pub down: Duration,
    /// Probability that a request is cut: half of it sent, or the answer not waited for.
    pub cut: f64,
    /// How wrong a device's clock may be, either way.
    pub skew: Duration,
}

/// The whole play.
#[derive(Clone)]
pub struct Plan {
    /// The server, such as `http://127.0.0.1:8080`. Without TLS: the bench measures the exam.
    pub base: String,
    /// Who sits.
    pub candidates: Vec<Candidate>,
    /// All start evenly within this time; zero: all at once.
    pub start_within: Duration,
    /// How long each works before handing in.
    pub lasts: Duration,
    /// After so many saves a candidate hands in, even before that time; `None`: works as long as it lasts.
    pub saves: Option<u32>,
    /// Time between two saves of one device, give or take a tenth.
    pub think: Duration,
    /// Questions on a paper.
    pub questions: u16,
    /// Closed or open loop.
    pub pace: Pace,
    /// What chance grows from.
    pub seed: u64,
    /// At most so many connections, shared in turn; `None`: one for each candidate as far as open files reach.
    pub connections: Option<usize>,
    /// Before sending again after a failure.
    pub backoff: Backoff,
    /// After this time without an answer a request has failed.
    pub patience: Duration,
    /// How long a device goes on trying to hand in after its time.
    pub ending: Duration,
    /// The wall clock.
    pub clock: Clock,
    /// What goes wrong on purpose.
    pub chaos: Option<Chaos>,
    /// File to which acknowledgments are appended as they come, a line each.
    pub acknowledgments: Option<PathBuf>,
    /// The machine, for the report.
    pub machine: String,
}

impl Plan {
    /// A plan with the figures of a usual hall: all start within 5 s, save every 15 s, work for a minute.
    #[must_use]
    pub fn new(base: impl Into<String>, candidates: Vec<Candidate>, questions: u16, seed: u64, clock: Clock) -> Self {
        Self {
            base: base.into(),
            candidates,
            start_within: Duration::from_secs(5),
            lasts: Duration::from_secs(60),
            saves: None,
            think: Duration::from_secs(15),
            questions,
            pace: Pace::Closed,
            seed,
            connections: None,
            backoff: Backoff { first: Duration::from_secs(1), most: Duration::from_secs(15) },
            patience: Duration::from_secs(30),
            ending: Duration::from_secs(120),
            clock,
            chaos: None,
            acknowledgments: None,
            machine: String::new(),
        }
    }
}

/// Why a play could not be given, or not to the end.
#[derive(Debug, thiserror::Error)]
pub enum LoadFault {
    /// The plan cannot be played.
    #[error("the plan cannot be played: {0}")]
    Plan(String),
    /// The file of acknowledgments.
    #[error("the file of acknowledgments: {0}")]
    File(#[source] std::io::Error),
    /// A killed server did not come back.
    #[error("the server was killed and did not come back: {0}")]
    Server(#[source] std::io::Error),
    /// A process could not be measured.
    #[error("a process could not be measured: {0}")]
    Process(#[source] std::io::Error),
    /// A candidate's play ended by a defect of the load itself.
    #[error("a candidate's play broke off: {0}")]
    Play(String),
}
