//! Plays a plan: seats the candidates, lets things go wrong, measures the processes, and sums up.

use std::{collections::VecDeque, net::SocketAddr, sync::Arc, time::Duration};

use hyper::{HeaderMap, Uri, header, header::HeaderValue};
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::{
    net::lookup_host,
    sync::Mutex,
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval, sleep, sleep_until},
};

use crate::{
    acts::{AcknowledgmentFile, Acts, SeatActs},
    candidate::Player,
    chance::Chance,
    chaos::{Outages, Server},
    line::Line,
    meter::{Failure, Meter},
    plan::{Candidate, Chaos, LoadFault, Plan},
    report::Report,
    start::Cookies,
    watch::Watch,
};

/// Files that are kept free for anything but connections.
const OTHER_FILES: u64 = 64;
/// How often the memory of the processes is looked at.
const LOOK: Duration = Duration::from_secs(15);

/// What all candidates share.
pub(crate) struct Hall {
    pub(crate) plan: Plan,
    pub(crate) server: SocketAddr,
    pub(crate) origin: HeaderValue,
    host: HeaderValue,
    lines: Vec<Mutex<Line>>,
    pub(crate) meter: Meter,
    pub(crate) outages: Outages,
    pub(crate) file: Option<AcknowledgmentFile>,
}

impl Hall {
    async fn new(plan: Plan) -> Result<Self, LoadFault> {
        let fault = |what: &str| LoadFault::Plan(format!("`{}`: {what}", plan.base));
        let uri: Uri = plan.base.parse().map_err(|_| fault("no address"))?;
        if uri.scheme_str() != Some("http") || uri.path() != "/" {
            return Err(fault("wanted is http://host:port and nothing behind it"));
        }
        let authority = uri.authority().ok_or_else(|| fault("a host is missing"))?;
        let place = (authority.host().trim_matches(['[', ']']), authority.port_u16().unwrap_or(80));
        let server = lookup_host(place).await.ok().and_then(|mut found| found.next());
        let server = server.ok_or_else(|| fault("the host is not known"))?;
        let text = |text: String| HeaderValue::from_str(&text).map_err(|_| fault("no address"));
        let host = text(authority.to_string())?;
        let origin = text(format!("http://{authority}"))?;
        let wanted = plan.connections.unwrap_or(plan.candidates.len()).min(plan.candidates.len()).max(1);
        let lines = (0..connections(wanted)).map(|_| Mutex::default()).collect();
        let file = plan.acknowledgments.as_deref().map(AcknowledgmentFile::open).transpose();
        let file = file.map_err(LoadFault::File)?;
        Ok(Self { server, origin, host, lines, meter: Meter::new()?, outages: Outages::default(), file, plan })
    }

    /// Connections that may be open at once.
    pub(crate) fn connections(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn candidate(&self, seat: usize) -> Result<&Candidate, LoadFault> {
        self.plan.candidates.get(seat).ok_or_else(|| LoadFault::Plan(format!("no candidate {seat}")))
    }

    /// The line of a seat; seats share when there are fewer lines.
    pub(crate) fn line(&self, seat: usize) -> Result<&Mutex<Line>, Failure> {
        self.lines.get(seat % self.lines.len().max(1)).ok_or(Failure::Malformed("seat"))
    }

    /// What a browser says with each request.
    pub(crate) fn headers(&self, cookies: &Cookies) -> Result<HeaderMap, LoadFault> {
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(header::HOST, self.host.clone());
        headers.insert(header::USER_AGENT, HeaderValue::from_static("Mozilla/5.0 (kompeten bench exam)"));
        headers.insert(header::ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("id,en;q=0.5"));
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        let cookies = cookies.header();
        if !cookies.is_empty() {
            let value = HeaderValue::from_str(&cookies).map_err(|_| LoadFault::Plan("a cookie".to_owned()))?;
            headers.insert(header::COOKIE, value);
        }
        Ok(headers)
    }
}

/// Makes room for that many connections and says how many there is room for.
fn connections(wanted: usize) -> usize {
    let mut limit = getrlimit(Resource::Nofile);
    let needed = u64::try_from(wanted).unwrap_or(u64::MAX).saturating_add(OTHER_FILES);
    if limit.current.is_some_and(|current| current < needed) {
        limit.current = limit.maximum;
        // Where the system says no, the limit stays, and the candidates share connections.
        let _ = setrlimit(Resource::Nofile, limit);
    }
    match getrlimit(Resource::Nofile).current {
        Some(current) if current < needed => {
            usize::try_from(current.saturating_sub(OTHER_FILES)).unwrap_or(wanted).max(1)
        }
        _ => wanted,
    }
}

/// What a play gives.
pub struct Outcome {
    /// What was measured. Lost and doubled are not known before the audit: [`Report::audited`].
    pub report: Report,
    /// What the devices made and what was acknowledged.
    pub acts: Acts,
}

/// Plays a plan against a server that runs. On a machine that it shares with the server, a runtime of one thread is
/// lighter than one of several.
///
/// # Errors
/// The plan cannot be played, a process cannot be measured, or a killed server does not come back. What the server
/// answers is never an error here: it is counted.
pub async fn run<S: Server>(plan: Plan, server: &mut S) -> Result<Outcome, LoadFault> {
    let hall = Arc::new(Hall::new(plan).await?);
    let plan = &hall.plan;
    let mut watch = Watch::begin(server)?;
    // A moment for all tasks to be there before the first candidate starts.
    let begin = Instant::now() + Duration::from_millis(50);
    let mut kills: VecDeque<Instant> =
        plan.chaos.map(|chaos| chaos.kill_times(plan.seed, begin, plan.lasts)).unwrap_or_default().into();
    let mut chance = Chance::new(plan.seed, u64::MAX - 1);
    let mut playing = JoinSet::new();
    let step = plan.start_within / u32::try_from(plan.candidates.len()).unwrap_or(u32::MAX).max(1);
    for seat in 0..plan.candidates.len() {
        let player = Player::new(Arc::clone(&hall), seat)?;
        let start = begin + step * u32::try_from(seat).unwrap_or(u32::MAX);
        playing.spawn(async move { (seat, player.sit(start).await) });
    }
    let mut seats: Vec<SeatActs> = plan.candidates.iter().map(|_| SeatActs::default()).collect();
    let mut killed = 0;
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let next = kills.front().copied();
        tokio::select! {
            played = playing.join_next() => match played {
                None => break,
                Some(played) => {
                    let (seat, acts) = played.map_err(|e| LoadFault::Play(e.to_string()))?;
                    if let Some(place) = seats.get_mut(seat) {
                        *place = acts?;
                    }
                }
            },
            () = async { sleep_until(next.unwrap_or(begin)).await }, if next.is_some() => {
                kills.pop_front();
                kill(&hall, server, &mut watch, &mut chance).await?;
                killed += 1;
            }
            _ = look.tick() => {
                // A server that died by itself shows in the failures; its figures stay out.
                let _ = watch.look();
            }
        }
    }
    let took = Instant::now().saturating_duration_since(begin);
    let acts = Acts { seats };
    let report = Report::of(&hall, &acts, took, killed, &mut watch)?;
    Ok(Outcome { report, acts })
}

/// Kills the server and starts it again after a while.
async fn kill<S: Server>(hall: &Hall, server: &mut S, watch: &mut Watch, chance: &mut Chance) -> Result<(), LoadFault> {
    watch.life_ends();
    hall.outages.turn();
    server.kill().map_err(LoadFault::Server)?;
    sleep(chance.within(hall.plan.chaos.map_or(Duration::ZERO, |chaos: Chaos| chaos.down))).await;
    server.start().await.map_err(LoadFault::Server)?;
    hall.outages.turn();
    watch.life_begins(server)
}
