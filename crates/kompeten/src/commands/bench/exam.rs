//! `kompeten bench exam`: a hall of candidates over HTTP against a server of its own, with figures, and an audit of
//! what was acknowledged. The house is made in an empty place and is good for nothing but measuring. It ends with 1 only
//! when the audit found an answer lost or doubled; what could not be measured ends with 2.

use std::{io, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use certification::{
    clock::{Clock as _, FixedClock},
    duty::Duty,
    id::{ExamId, PersonId},
    permit::Actor,
    record::{case::Case, exam::Sitting},
    text::fold,
};
use clap::Args;
use documents::Press;
use load::{Candidate, Chaos, Counting, Pace, Plan, Server, Stored, process};
use rehearsal::{Rehearsal, SeededEntropy, Troupe, written};
use store::{
    Clocks, Find, Lane, Read as _, Store, StoreError, SystemClock, Value,
    outside::{NewSession, exam_event_place, exam_events_after},
};
use workflow::{
    House as Instance, Workflow,
    exam_room::{Act, What},
};

use super::house::{for_each, id};
use crate::{failure::Failure, output, settings::Place};

/// How long a server may take to come up.
const PATIENCE: Duration = Duration::from_secs(60);
/// Events read at a time for the audit.
const AT_ONCE: i64 = 10_000;

/// A hall of candidates who start, answer, save and hand in, over HTTP
#[derive(Debug, Args)]
pub struct Exam {
    /// How many candidates, at least one
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    candidates: u32,
    /// How long they work, minutes; parts of one are allowed
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// Seconds between two savings of one candidate
    #[arg(long, default_value_t = 15.0)]
    think: f64,
    /// All start within so many seconds
    #[arg(long, default_value_t = 5.0)]
    start_within: f64,
    /// By a timetable however the server does, rather than after its answer
    #[arg(long)]
    open_loop: bool,
    /// Kill the server so many times with SIGKILL, cut connections and set devices' clocks wrong
    #[arg(long, num_args = 0..=1, default_missing_value = "10")]
    chaos: Option<u32>,
    /// At most so many connections, shared in turn
    #[arg(long)]
    connections: Option<usize>,
    /// What chance grows from
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// An empty database to measure on; a temporary SQLite file when none is named
    #[arg(long)]
    database: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl Exam {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let clean = self.measured().await.map_err(Failure::undone)?;
        Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Measures, prints, and answers whether the audit found nothing lost and nothing doubled.
    async fn measured(self) -> Result<bool, Failure> {
        let folder = Folder::new()?;
        let place = Place {
            database: self.database.clone().unwrap_or_else(|| format!("sqlite:{}", folder.at("exam.db"))),
            files: format!("file:{}", folder.at("files")),
            keyset: folder.0.join("keyset.json"),
        };
        if !store::backup::database_is_empty(&place.database).await? {
            return Err(Failure::Unusable("the database is not empty; name a new one with --database".to_owned()));
        }
        tracing::info!(candidates = self.candidates, "making a house");
        let house = self.furnish(&place).await?;
        let mut server = Child::new(&place)?;
        server.start().await.map_err(|e| Failure::fault(format!("the server does not start: {e}")))?;
        let outcome = load::run(self.plan(&server, &house), &mut server).await;
        server.kill().map_err(|e| Failure::fault(format!("the server cannot be stopped: {e}")))?;
        let outcome = outcome.map_err(|e| Failure::fault(e.to_string()))?;
        let (stored, counting) = record(&place, &house).await?;
        let audit = load::audit(&outcome.acts, stored, counting);
        let clean = audit.clean();
        let report = outcome.report.audited(audit);
        let value = serde_json::to_value(&report).map_err(|e| Failure::fault(e.to_string()))?;
        if self.json {
            output::line(value.to_string())?;
        } else {
            output::line(serde_json::to_string_pretty(&value).map_err(|e| Failure::fault(e.to_string()))?)?;
        }
        Ok(clean)
    }

    fn plan(&self, server: &Child, house: &Hall) -> Plan {
        let clock = Arc::new(|| SystemClock.now());
        let mut plan = Plan::new(format!("http://{}", server.address), house.candidates.clone(), 40, self.seed, clock);
        plan.start_within = Duration::from_secs_f64(self.start_within.clamp(0.0, 3_600.0));
        plan.lasts = Duration::from_secs_f64((self.minutes * 60.0).clamp(1.0, 36_000.0));
        plan.think = Duration::from_secs_f64(self.think.clamp(0.05, 3_600.0));
        plan.pace = if self.open_loop { Pace::Open } else { Pace::Closed };
        plan.connections = self.connections;
        plan.machine = super::machine();
        plan.chaos = self.chaos.map(|kills| Chaos {
            kills,
            down: Duration::from_secs(2),
            cut: 0.02,
            skew: Duration::from_secs(3 * 3_600),
        });
        plan
    }

    /// A body with an event, a test, and candidates who are signed in.
    async fn furnish(&self, place: &Place) -> Result<Hall, Failure> {
        let wall = Arc::new(FixedClock::at(SystemClock.now()));
        let store = Store::open(place.config().create(true), Clocks::with_wall(wall.clone())).await?;
        let instance = Instance { node: "bench".to_owned(), public_url: String::new() };
        let entropy = Arc::new(SeededEntropy::of(self.seed));
        let workflow = Workflow::new(store.clone(), Arc::new(Press::new()), entropy, instance);
        let stage = Rehearsal::new(workflow.clone(), wall);
        let troupe = Troupe::gather(&stage, 1).await?;
        written::fill_bank(&stage, &troupe.cast).await?;
        let (_, form) = written::freeze_form(&stage, troupe.cast.one(Duty::SchemeCommittee)?, "BENCH-A").await?;
        let one = troupe.cases.first().ok_or_else(|| Failure::fault("the house has no case"))?;
        people(&store, one, self.candidates).await?;
        let find = Find::by("slug", written::SLUG).order_by(&["running"]);
        let cases: Vec<Case> = store.reader().find(&find).await?;
        let cases: Vec<Case> = cases.into_iter().filter(|case| case.id != one.id).collect();
        let staff = troupe.cast.one(Duty::Staff)?;
        let opens = SystemClock.now() - 60_000_000;
        let window = (opens, opens + 12 * 3_600_000_000);
        written::unattended(&stage).await?;
        let exam = written::hold(&stage, staff, troupe.event.id, form, &cases, window).await?;
        let actor = workflow.actor(staff).await?;
        let token = workflow.exam_room().token(&actor, exam).await?;
        let seats: Vec<Sitting> = store.reader().find(&Find::by("exam_id", exam).order_by(&["seat"])).await?;
        let mut candidates = Vec::with_capacity(seats.len());
        for chunk in seats.chunks(500) {
            let sessions: Vec<(PersonId, String)> =
                chunk.iter().map(|seat| (seat.person_id, store.new_token())).collect();
            for (seat, (_, session)) in chunk.iter().zip(&sessions) {
                let (cookies, token) = (format!("session={session}"), token.clone());
                candidates.push(Candidate { sitting: seat.id.to_string(), cookies, token });
            }
            sign_in(&store, sessions).await?;
        }
        store.close().await;
        Ok(Hall { exam, staff, candidates })
    }
}

/// What was furnished.
struct Hall {
    exam: ExamId,
    staff: PersonId,
    candidates: Vec<Candidate>,
}

/// Many people like one, each with an account and a case.
async fn people(store: &Store, case: &Case, people: u32) -> Result<(), Failure> {
    let person = "INSERT INTO person (id, name, updated_at, name_folded) VALUES ($1, $2, 0, $3)".to_owned();
    let name = |n: u32| format!("Peserta Contoh {n:05}");
    let values = move |n: u32| -> Vec<Value> { vec![id(2, n).into(), name(n).into(), fold(&name(n)).into()] };
    for_each(store, people, person, values).await?;
    let account = "INSERT INTO account (id, number, state, locale, changed_at) VALUES ($1, $2, 'active', 'id', 0)";
    let values = |n: u32| -> Vec<Value> { vec![id(2, n).into(), format!("UJI-{n:05}").into()] };
    for_each(store, people, account.to_owned(), values).await?;
    super::house::many_cases(store, case, people).await
}

/// Begins a session for each.
async fn sign_in(store: &Store, sessions: Vec<(PersonId, String)>) -> Result<(), Failure> {
    let expires_at = SystemClock.now() + 12 * 3_600_000_000;
    store
        .transact::<_, StoreError>(Lane::Bulk, move |tx| {
            let sessions = sessions.clone();
            Box::pin(async move {
                for (person_id, token) in sessions {
                    let (agent, ip_class, data) = ("bench".to_owned(), "local".to_owned(), "{}".to_owned());
                    let session = NewSession { person_id, expires_at, agent, ip_class, data };
                    tx.begin_session(&token, &session).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

/// The whole record of the test: every stored act, and what counts in the end.
async fn record(place: &Place, hall: &Hall) -> Result<(Vec<Stored>, Vec<Counting>), Failure> {
    let store = Store::open(place.config(), Clocks::system()).await?;
    let instance = Instance { node: "bench".to_owned(), public_url: String::new() };
    let entropy = Arc::new(SeededEntropy::of(1));
    let workflow = Workflow::new(store.clone(), Arc::new(Press::new()), entropy, instance);
    let seats: Vec<Sitting> = store.reader().find(&Find::by("exam_id", hall.exam)).await?;
    let people: std::collections::HashMap<_, _> = seats.iter().map(|seat| (seat.id, seat.person_id)).collect();
    let (mut stored, mut after) = (Vec::new(), 0);
    loop {
        let page = exam_events_after(&mut store.reader(), hall.exam, after, AT_ONCE).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        for event in page {
            let (Some(_), Some(person)) = (&event.sent, people.get(&event.sitting)) else { continue };
            // The act itself is read again, not what its column says of it.
            let place = exam_event_place(event.sitting);
            let plain = store.open_for(*person, &place, event.sealed).await?;
            let plain = plain.ok_or_else(|| Failure::fault("a stored act does not open"))?;
            let what: What = serde_json::from_slice(&plain).map_err(|e| Failure::fault(e.to_string()))?;
            let What::Sent(sent) = what else { continue };
            stored.push(Stored {
                sitting: event.sitting.to_string(),
                epoch: sent.epoch,
                page: sent.page,
                sequence: sent.sequence,
                digest: load::digest(&sent.act),
                times: 1,
            });
        }
    }
    let staff: Actor = workflow.actor(hall.staff).await?;
    let mut counting = Vec::new();
    for seat in seats {
        let record = workflow.exam_room().record(&staff, seat.id).await?;
        for kept in record.answers.into_iter().filter(|kept| kept.standing == workflow::exam_room::Standing::Counts) {
            let question = kept.question;
            let digest = load::digest(&Act::Answered { question, answer: kept.answer });
            counting.push(Counting { sitting: seat.id.to_string(), question, digest });
        }
    }
    store.close().await;
    Ok((stored, counting))
}

/// The server as a process of its own.
struct Child {
    address: SocketAddr,
    place: Place,
    child: Option<std::process::Child>,
}

impl Child {
    fn new(place: &Place) -> Result<Self, Failure> {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = free.map_err(|e| Failure::fault(format!("no free port: {e}")))?;
        Ok(Self { address, place: place.clone(), child: None })
    }
}

impl Server for Child {
    fn kill(&mut self) -> io::Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    async fn start(&mut self) -> io::Result<()> {
        let mut command = std::process::Command::new(std::env::current_exe()?);
        command
            .args(["serve", "--listen", &self.address.to_string()])
            .args(["--database", &self.place.database, "--files", &self.place.files])
            .arg("--keyset")
            .arg(&self.place.keyset)
            .env("KOMPETEN_LOG", "warn")
            .stdout(std::process::Stdio::null());
        self.child = Some(command.spawn()?);
        load::answers(self.address, PATIENCE).await
    }

    fn process(&self) -> Option<u32> {
        self.child.as_ref().map(std::process::Child::id)
    }

    fn database(&self) -> Option<u32> {
        if self.place.database.starts_with("sqlite:") {
            return None;
        }
        process::roots_named("postgres").ok()?.first().copied()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // Whatever broke off, no server is left behind.
        drop(self.kill());
    }
}

/// A temporary folder that goes with the bench.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("kompeten-bench-{}-{}", std::process::id(), SystemClock.now()));
        std::fs::create_dir_all(&path).map_err(|e| Failure::fault(format!("{}: {e}", path.display())))?;
        Ok(Self(path))
    }

    fn at(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}
