//! A server of the tests: the exam's protocol over a file to which events are appended, with crate `exam` for the
//! rules. It can be killed (what it had not written is gone) and, told so, it cheats.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Write as _},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use exam::sitting::{
    Settings, Sitting,
    clock::{Clock, Extra, Terms},
    event::{Act, Event, Room, Sent, What},
    record::Standing,
};
use flate2::{Compression, write::GzEncoder};
use load::{Candidate, Counting, Server, Stored};
use serde::Deserialize;
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime};

pub const QUESTIONS: u16 = 12;
pub const TOKEN: &str = "KAWI 7";
const TERMS: Terms =
    Terms { clock: Clock::Personal { minutes: 600 }, extra: Extra::None, opens: 0, last_start: i64::MAX, closed: None };

/// How the server treats what it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Writes, then acknowledges.
    Honest,
    /// Acknowledges, and writes when its buffer is full.
    Hasty,
    /// Acknowledges each so-manieth act and never writes it.
    Loses(u64),
    /// Writes each so-manieth act twice.
    Doubles(u64),
    /// Refuses each so-manieth act for good.
    Refuses(u64),
    /// Is closed for the first so many saves.
    Closed(u64),
}

/// What the server holds in memory, and what the tests want to know of it.
pub struct Inside {
    pub manner: Manner,
    /// Each save waits so long, once.
    pub stall: Option<Duration>,
    /// What happens to it once everyone has begun to answer.
    pub midway: Option<fn(&mut Self)>,
    sittings: BTreeMap<String, Sitting>,
    number: u64,
    unwritten: Vec<String>,
    file: File,
    seen: u64,
    /// Acts that it lost or doubled on purpose, refused, or dropped when it was killed.
    pub cheated: u64,
    pub packed_pages: u64,
}

impl Inside {
    fn store(&mut self, sitting: &str, what: What) -> u64 {
        self.number += 1;
        let of_candidate = matches!(what, What::Sent(_));
        let event = Event { number: self.number, received: i64::try_from(self.number).unwrap(), what };
        let held = self.sittings.entry(sitting.to_owned()).or_default();
        let before = held.len();
        held.take(&event);
        if held.len() == before {
            return self.number;
        }
        self.seen += u64::from(of_candidate);
        let line = format!("{}\n", serde_json::to_string(&(sitting, &event)).unwrap());
        let is_turn = |every: u64| of_candidate && self.seen.is_multiple_of(every);
        match self.manner {
            Manner::Loses(every) if is_turn(every) => self.cheated += 1,
            Manner::Doubles(every) if is_turn(every) => {
                self.cheated += 1;
                self.file.write_all(format!("{line}{line}").as_bytes()).unwrap();
            }
            Manner::Hasty if of_candidate => {
                self.unwritten.push(line);
                if self.unwritten.len() > 40 {
                    self.flush();
                }
            }
            _ => self.file.write_all(line.as_bytes()).unwrap(),
        }
        self.number
    }

    fn open(&mut self, sitting: &str, device: &str) -> u64 {
        let number = self.number + 1;
        self.store(sitting, What::Room(Room::Opened { device: format!("{device} {number}"), paper: "p".to_owned() }))
    }

    /// Writes what it should have written before.
    pub fn flush(&mut self) {
        let lines = std::mem::take(&mut self.unwritten).concat();
        self.file.write_all(lines.as_bytes()).unwrap();
    }

    fn all_have_begun(&self, candidates: usize) -> bool {
        self.sittings.len() == candidates && self.sittings.values().all(|held| held.len() > 1)
    }

    /// Another page takes every sitting up.
    pub fn open_elsewhere(&mut self) {
        for sitting in self.sittings.keys().cloned().collect::<Vec<_>>() {
            self.open(&sitting, "second tab");
        }
    }

    /// As if memory had been lost, the openings with it.
    pub fn forget(&mut self) {
        self.sittings.clear();
    }
}

type Shared = Arc<Mutex<Inside>>;

/// The server as a process of its own would be: runs on a runtime that can be torn down with all connections.
pub struct Hall {
    folder: TempDir,
    address: SocketAddr,
    runtime: Option<Runtime>,
    inside: Shared,
    pub kills: u64,
}

impl Hall {
    pub async fn new(manner: Manner) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let inside = Arc::new(Mutex::new(read(folder.path().join("events"), manner)));
        let mut hall = Self { folder, address, runtime: None, inside, kills: 0 };
        hall.start().await.unwrap();
        hall
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap()
    }

    fn events(&self) -> Vec<(String, Event)> {
        events(self.folder.path().join("events"))
    }

    /// The record as the audit reads it: from the file alone.
    pub fn stored(&self) -> Vec<Stored> {
        let sent = self.events().into_iter().filter_map(|(sitting, event)| match event.what {
            What::Sent(Sent { epoch, page, sequence, act, .. }) => {
                Some(Stored { sitting, epoch, page, sequence, digest: load::digest(&act), times: 1 })
            }
            What::Room(_) => None,
        });
        sent.collect()
    }

    /// What finally counts, by the rules of crate `exam`, from the file alone.
    pub fn counting(&self) -> Vec<Counting> {
        let mut sittings: BTreeMap<String, Sitting> = BTreeMap::new();
        for (sitting, event) in self.events() {
            sittings.entry(sitting).or_default().take(&event);
        }
        let of_sitting = |(sitting, held): (&String, &Sitting)| {
            let kept = held.record(&TERMS, &Settings::default());
            let counts = kept.into_iter().filter(|kept| kept.standing == Standing::Counts);
            let counting = counts.map(|kept| {
                let act = Act::Answered { question: kept.question, answer: kept.answer.clone() };
                Counting { sitting: sitting.clone(), question: kept.question, digest: load::digest(&act) }
            });
            counting.collect::<Vec<_>>()
        };
        sittings.iter().flat_map(of_sitting).collect()
    }
}

impl Server for Hall {
    fn kill(&mut self) -> io::Result<()> {
        let runtime = self.runtime.take().unwrap();
        // Where blocking is allowed: until all its tasks and connections are gone.
        std::thread::spawn(move || runtime.shutdown_timeout(Duration::from_secs(5))).join().unwrap();
        self.kills += 1;
        let mut inside = self.inside();
        let mut fresh = read(self.folder.path().join("events"), inside.manner);
        fresh.cheated = inside.cheated + inside.unwritten.len() as u64;
        *inside = fresh;
        Ok(())
    }

    async fn start(&mut self) -> io::Result<()> {
        let listener = socket(self.address)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let app = app(Arc::clone(&self.inside));
        runtime.spawn(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            axum::serve(listener, app).await.unwrap();
        });
        self.runtime = Some(runtime);
        load::answers(self.address, Duration::from_secs(5)).await
    }

    fn process(&self) -> Option<u32> {
        Some(std::process::id())
    }

    fn database(&self) -> Option<u32> {
        None
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn socket(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn events(path: PathBuf) -> Vec<(String, Event)> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn read(path: PathBuf, manner: Manner) -> Inside {
    let mut sittings: BTreeMap<String, Sitting> = BTreeMap::new();
    let mut number = 0;
    for (sitting, event) in events(path.clone()) {
        number = event.number.max(number);
        sittings.entry(sitting).or_default().take(&event);
    }
    let file = File::options().create(true).append(true).open(path).unwrap();
    let (unwritten, seen, cheated, packed_pages) = (Vec::new(), 0, 0, 0);
    Inside { manner, stall: None, midway: None, sittings, number, unwritten, file, seen, cheated, packed_pages }
}

fn app(inside: Shared) -> Router {
    Router::new()
        .route("/ujian/{sitting}", post(door))
        .route("/ujian/{sitting}/soal", get(page))
        .route("/ujian/{sitting}/kertas", get(paper))
        .route("/ujian/{sitting}/jawaban", post(save))
        .with_state(inside)
}

/// Everyone's candidates: sittings with names of their own and a session.
pub fn candidates(count: usize) -> Vec<Candidate> {
    let one = |number| Candidate {
        sitting: format!("duduk-{number}"),
        cookies: format!("sesi=s{number}"),
        token: TOKEN.to_owned(),
    };
    (1..=count).map(one).collect()
}

async fn door(Path(sitting): Path<String>, headers: HeaderMap, body: String) -> Response {
    let signed_in = headers.get(header::COOKIE).is_some_and(|cookies| cookies.to_str().unwrap().contains("sesi=s"));
    let from_here = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    if !signed_in || !from_here || !body.starts_with("token=KAWI+7&_once=") {
        return (StatusCode::UNPROCESSABLE_ENTITY, r#"{"code":"sitting.token"}"#).into_response();
    }
    let cookies = [
        (header::SET_COOKIE, format!("ujian=b-{sitting}; HttpOnly; Path=/ujian/{sitting}")),
        (header::SET_COOKIE, "perangkat=d; HttpOnly; Path=/ujian".to_owned()),
    ];
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, format!("/ujian/{sitting}/soal"))]).into_response();
    response.headers_mut().extend(cookies.map(|(name, value)| (name, value.parse().unwrap())));
    response
}

fn is_proven(sitting: &str, headers: &HeaderMap) -> bool {
    let cookies = headers.get(header::COOKIE).map_or("", |cookies| cookies.to_str().unwrap());
    cookies.split("; ").any(|cookie| cookie == format!("ujian=b-{sitting}")) && cookies.contains("perangkat=d")
}

fn bearer_gone() -> Response {
    (StatusCode::UNAUTHORIZED, r#"{"code":"sitting.bearer"}"#).into_response()
}

async fn page(State(inside): State<Shared>, Path(sitting): Path<String>, headers: HeaderMap) -> Response {
    if !is_proven(&sitting, &headers) {
        return bearer_gone();
    }
    let mut inside = inside.lock().unwrap();
    let epoch = inside.open(&sitting, "d");
    let html = format!("<!doctype html>{}<main id=\"isi\" data-epoch=\"{epoch}\">", "<p>soal</p>".repeat(800));
    let takes_packed = headers.get(header::ACCEPT_ENCODING).is_some_and(|it| it.to_str().unwrap().contains("gzip"));
    if !takes_packed {
        return html.into_response();
    }
    inside.packed_pages += 1;
    let mut packing = GzEncoder::new(Vec::new(), Compression::fast());
    packing.write_all(html.as_bytes()).unwrap();
    ([(header::CONTENT_ENCODING, "gzip")], packing.finish().unwrap()).into_response()
}

async fn paper(Path(sitting): Path<String>, headers: HeaderMap) -> Response {
    if !is_proven(&sitting, &headers) {
        return bearer_gone();
    }
    format!("{{\"paper\":\"p\",\"questions\":[{}]}}", " ".repeat(usize::from(QUESTIONS) * 1_000)).into_response()
}

#[derive(Deserialize)]
struct Body {
    epoch: u64,
    page: u32,
    acts: Vec<SentAct>,
}

#[derive(Deserialize)]
struct SentAct {
    sequence: u32,
    made: Option<i64>,
    act: Act,
}

async fn save(State(inside): State<Shared>, Path(sitting): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_proven(&sitting, &headers) {
        return bearer_gone();
    }
    let stall = inside.lock().unwrap().stall.take();
    if let Some(stall) = stall {
        tokio::time::sleep(stall).await;
    }
    let body: Body = serde_json::from_slice(&body).unwrap();
    let mut inside = inside.lock().unwrap();
    if let Manner::Closed(saves) = inside.manner {
        inside.manner = if saves > 1 { Manner::Closed(saves - 1) } else { Manner::Honest };
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "0")]).into_response();
    }
    if inside.all_have_begun(10)
        && let Some(deed) = inside.midway.take()
    {
        deed(&mut inside);
    }
    let held = inside.sittings.entry(sitting.clone()).or_default();
    if held.may_send(&Settings::default(), body.epoch).is_err() {
        return (StatusCode::CONFLICT, r#"{"code":"sitting.epoch-unknown","text":"…"}"#).into_response();
    }
    let mut refused = Vec::new();
    for SentAct { sequence, made, act } in body.acts {
        if let Manner::Refuses(every) = inside.manner
            && u64::from(sequence).is_multiple_of(every)
            && act != Act::Finished
        {
            inside.cheated += 1;
            refused.push(serde_json::json!({"sequence": sequence, "code": "sitting.no-such-question", "text": "…"}));
            continue;
        }
        inside.store(&sitting, What::Sent(Sent { epoch: body.epoch, page: body.page, sequence, made, act }));
    }
    let held = inside.sittings.entry(sitting).or_default();
    let receipt = held.receipt(body.epoch, body.page);
    let state = if held.end().is_some() { "finished" } else { "working" };
    let answer = serde_json::json!({
        "epoch": receipt.epoch, "page": receipt.page, "durable": receipt.durable,
        "overtaken_by": receipt.overtaken_by, "state": state, "now": 1, "left": null, "deadline": null,
        "pause": null, "announcements": [], "refused": refused,
    });
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}
