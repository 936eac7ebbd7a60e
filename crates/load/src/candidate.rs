//! A candidate at work: thinks, answers, lets the device save, sends again what failed, hands in.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use exam::sitting::{event::Act, given::Given};
use hyper::{HeaderMap, Method, Request, StatusCode, Uri, header, header::HeaderValue};
use tokio::time::{Instant, sleep_until};

use crate::{
    acts::SeatActs,
    chance::Chance,
    device::Device,
    line::{Reply, Sending},
    meter::{Failure, Kind, Meter, lock, record},
    plan::{LoadFault, Pace},
    run::Hall,
    start::Cookies,
    wire::{self, Asks, Saved, State},
};

/// Share of saves that are only a sign of life.
const HEARTBEATS: f64 = 0.1;
/// Share of acts that change an answer given before.
const CHANGES: f64 = 0.2;
/// Share of acts that flag a question.
const FLAGS: f64 = 0.05;

/// A candidate with a device.
pub(crate) struct Player {
    pub(crate) hall: Arc<Hall>,
    pub(crate) seat: usize,
    pub(crate) chance: Chance,
    pub(crate) device: Device,
    pub(crate) cookies: Cookies,
    pub(crate) headers: HeaderMap,
    pub(crate) door: Uri,
    pub(crate) page: Uri,
    pub(crate) paper: Uri,
    save: Uri,
    /// How wrong the device's clock is, microseconds.
    skew: i64,
    /// The paper as it came, until the first answer is made.
    pub(crate) unread: Option<Reply>,
    /// What its questions ask for.
    asks: Vec<Asks>,
    /// Questions answered so far, from 1 up.
    answered: u16,
    /// The server said that the sitting has ended.
    over: bool,
}

impl Player {
    pub(crate) fn new(hall: Arc<Hall>, seat: usize) -> Result<Self, LoadFault> {
        let candidate = hall.candidate(seat)?;
        let uri = |rest: &str| {
            let path = format!("/ujian/{}{rest}", candidate.sitting);
            path.parse::<Uri>().map_err(|_| LoadFault::Plan(format!("`{path}` is no address")))
        };
        let cookies = Cookies::new(&candidate.cookies);
        let headers = hall.headers(&cookies)?;
        let mut chance = Chance::new(hall.plan.seed, seat as u64);
        let skew = hall.plan.chaos.map_or(0, |chaos| chaos.skewed(&mut chance));
        Ok(Self {
            seat,
            chance,
            device: Device::default(),
            cookies,
            headers,
            door: uri("")?,
            page: uri("/soal")?,
            paper: uri("/kertas")?,
            save: uri("/jawaban")?,
            skew,
            unread: None,
            asks: Vec::new(),
            answered: 0,
            over: false,
            hall,
        })
    }

    /// The whole sitting, from that moment on.
    pub(crate) async fn sit(mut self, begin: Instant) -> Result<SeatActs, LoadFault> {
        sleep_until(begin).await;
        let end = begin + self.hall.plan.lasts;
        if self.start(begin, end).await {
            Meter::count(&self.hall.meter.started);
            self.work(end).await?;
            if self.hand_in(end + self.hall.plan.ending).await? {
                Meter::count(&self.hall.meter.finished);
            }
        }
        let sitting = self.hall.candidate(self.seat)?.sitting.clone();
        Ok(SeatActs { sitting, made: self.device.into_made() })
    }

    /// Answers and saves until that time.
    async fn work(&mut self, end: Instant) -> Result<(), LoadFault> {
        let (pace, think) = (self.hall.plan.pace, self.hall.plan.think);
        // Each begins somewhere in the first interval, as people do.
        let mut next = Instant::now() + self.chance.within(think);
        let mut due: Vec<Instant> = Vec::new();
        let mut again: Option<Instant> = None;
        let mut failures = 0;
        let mut left = self.hall.plan.saves.unwrap_or(u32::MAX);
        while !self.over && left > 0 {
            sleep_until(again.map_or(next, |again| again.min(next)).min(end)).await;
            let now = Instant::now();
            if now >= end {
                break;
            }
            while next <= now && left > 0 {
                left -= 1;
                self.act(now);
                due.push(next);
                // By the table, or for a closed loop: while the device is without the server, the candidate goes on.
                next = if pace == Pace::Open { next } else { now } + self.chance.about(think);
            }
            if again.is_some_and(|again| now < again) {
                continue;
            }
            let kind = if self.device.has_waiting() { Kind::Save } else { Kind::Heartbeat };
            let since = match pace {
                Pace::Closed => vec![now],
                Pace::Open if due.is_empty() => vec![again.unwrap_or(now)],
                Pace::Open => std::mem::take(&mut due),
            };
            due.clear();
            again = self.saved(kind, &since, &mut failures).await?;
            if pace == Pace::Closed && again.is_none() {
                next = Instant::now() + self.chance.about(think);
            }
        }
        Ok(())
    }

    /// Hands in and keeps at it until the server holds everything; whether it does.
    async fn hand_in(&mut self, latest: Instant) -> Result<bool, LoadFault> {
        self.device.make(Act::Finished, self.made(), Instant::now());
        let mut failures = 0;
        while self.device.has_waiting() {
            let now = Instant::now();
            if now >= latest {
                return Ok(false);
            }
            if let Some(again) = self.saved(Kind::Finish, &[now], &mut failures).await? {
                sleep_until(again).await;
            }
        }
        Ok(true)
    }

    /// Saves once. When to send again: `None` when all is well, at once when more waits, later after a failure.
    async fn saved(&mut self, kind: Kind, since: &[Instant], failures: &mut u32) -> Result<Option<Instant>, LoadFault> {
        let failure = match self.send(kind, since).await? {
            Ok(()) => {
                *failures = 0;
                return Ok(self.device.has_waiting().then(Instant::now));
            }
            Err(failure) => failure,
        };
        *failures += 1;
        Ok(Some(Instant::now() + self.wait(*failures, &failure)))
    }

    /// How long to wait after so many failures in a row, unless the server said.
    pub(crate) fn wait(&self, failures: u32, failure: &Failure) -> Duration {
        match failure {
            Failure::Status { again: Some(again), .. } => *again,
            _ => self.hall.plan.backoff.after(failures),
        }
    }

    /// Sends what waits, or a sign of life, and does what the answer says.
    async fn send(&mut self, kind: Kind, since: &[Instant]) -> Result<Result<(), Failure>, LoadFault> {
        let (epoch, body) = self.device.next_body();
        let sent = self.device.has_waiting();
        let outage = self.hall.outages.now();
        let asked = self.ask(kind, Method::POST, self.save.clone(), Some(("application/json", body)), since).await;
        let reply = match asked {
            Ok(reply) => reply,
            Err(failure) => {
                if let Failure::Status { status, code, .. } = &failure {
                    self.lost_footing(*status, code.as_deref(), epoch).await;
                }
                return Ok(Err(failure));
            }
        };
        let provoked = outage != self.hall.outages.now();
        let text = wire::text(&reply.headers, &reply.body);
        let saved = text.and_then(|text| serde_json::from_slice::<Saved>(&text).ok());
        let Some(saved) = saved.filter(|saved| saved.epoch == epoch) else {
            let failure = Failure::Malformed("receipt");
            self.hall.meter.failed(kind, &failure, provoked);
            return Ok(Err(failure));
        };
        let named = self.device.receipt(saved.epoch, saved.page, &saved.durable);
        if let Some(file) = &self.hall.file {
            let sitting = &self.hall.candidate(self.seat)?.sitting;
            file.append(sitting, &named.made).map_err(LoadFault::File)?;
        }
        let now = Instant::now();
        {
            let mut durable = lock(&self.hall.meter.durable);
            named.since.iter().for_each(|since| record(&mut durable, now - *since));
        }
        if named.beyond {
            self.hall.meter.failed(kind, &Failure::Malformed("receipt of what was never sent"), provoked);
        }
        for refused in &saved.refused {
            self.hall.meter.failed(kind, &Failure::Refused(refused.code.clone()), provoked);
        }
        self.device.refused(saved.epoch, saved.page, &saved.refused);
        self.over = self.over || saved.state != State::Live;
        if saved.overtaken_by.is_some() && !self.over && kind != Kind::Finish {
            // Fails like any other request, and is tried again at the next save, which hears the same.
            let _ = self.open_page(&[Instant::now()]).await;
        }
        if sent && named.made.is_empty() && saved.refused.is_empty() {
            self.hall.meter.failed(kind, &Failure::Unnamed, provoked);
            return Ok(Err(Failure::Unnamed));
        }
        Ok(Ok(()))
    }

    /// The server does not know this device or its epoch any more: back to the door, or the page anew. When that
    /// fails, the next save hears the same and comes here again.
    async fn lost_footing(&mut self, status: u16, code: Option<&str>, epoch: u64) {
        let now = [Instant::now()];
        let bearer_gone = status == StatusCode::UNAUTHORIZED.as_u16();
        if bearer_gone && self.enter(&now).await.is_err() {
            return;
        }
        if code == Some("sitting.epoch-unknown") && self.open_page(&now).await.is_ok() {
            self.device.make_again(epoch);
        }
    }

    /// Does the next thing: mostly an answer to the next question, sometimes a change, a flag or nothing.
    fn act(&mut self, now: Instant) {
        if self.chance.happens(HEARTBEATS) {
            return;
        }
        let questions = self.hall.plan.questions.max(1);
        let earlier = self.answered >= questions || (self.answered > 0 && self.chance.happens(CHANGES));
        let question = if earlier {
            let place = self.chance.below(u32::from(self.answered));
            u16::try_from(place).unwrap_or(0) + 1
        } else {
            self.answered += 1;
            self.answered
        };
        let act = if earlier && self.chance.happens(FLAGS) {
            Act::Flagged { question, on: self.chance.happens(0.5) }
        } else {
            Act::Answered { question, answer: self.answer(question) }
        };
        self.device.make(act, self.made(), now);
    }

    /// Something that may be an answer to that question.
    fn answer(&mut self, question: u16) -> Given {
        if let Some(paper) = self.unread.take() {
            self.asks = wire::asks(&paper.headers, &paper.body);
        }
        if self.chance.below(20) == 0 {
            return Given::Blank;
        }
        let asked = usize::from(question).checked_sub(1).and_then(|at| self.asks.get(at));
        let (kind, fields) = asked.map_or(("single", 4), |asks| (asks.kind.as_str(), asks.fields.max(1)));
        let mut place = |most: u8| u8::try_from(self.chance.below(u32::from(most))).unwrap_or(0) + 1;
        let choice = place(fields);
        match kind {
            "multiple" => Given::Chosen(vec![choice, choice % fields + 1]),
            // What is matched with a premise: any page has a first and a second response.
            "matching" => Given::Matched(vec![(choice, place(2))]),
            "ordering" => Given::Ordered((0..fields).map(|step| step.wrapping_add(choice) % fields + 1).collect()),
            "gaps" => Given::Filled((0..fields).map(|gap| format!("02{}.5", gap.wrapping_add(choice))).collect()),
            "hotspot" => Given::Pointed(vec![(u32::from(choice), u32::from(choice))]),
            "short-answer" | "essay" => {
                Given::Written(format!("Koleksi disiangi menurut pedoman, bagian {choice}, lalu dicatat."))
            }
            "upload" | "oral" => Given::Blank,
            _ => Given::Chosen(vec![choice]),
        }
    }

    /// What the device's clock says.
    fn made(&self) -> i64 {
        (self.hall.plan.clock)().saturating_add(self.skew)
    }

    /// Asks the server over this candidate's line and measures it.
    pub(crate) async fn ask(
        &mut self,
        kind: Kind,
        method: Method,
        uri: Uri,
        content: Option<(&'static str, Bytes)>,
        since: &[Instant],
    ) -> Result<Reply, Failure> {
        let hall = Arc::clone(&self.hall);
        let hoped = if kind == Kind::Start { StatusCode::SEE_OTHER } else { StatusCode::OK };
        let cut = hall.plan.chaos.and_then(|chaos| chaos.cut(&mut self.chance));
        let mut headers = self.headers.clone();
        let body = match content {
            None => Sending::nothing(),
            Some((content_type, body)) => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
                headers.insert(header::CONTENT_LENGTH, body.len().into());
                headers.insert(header::ORIGIN, hall.origin.clone());
                Sending::of(body, cut)
            }
        };
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        let mut line = hall.line(self.seat)?.lock().await;
        let outage = hall.outages.now();
        let (asked, bytes, opened_at) = line.ask(hall.server, request, cut, hall.plan.patience, outage).await;
        drop(line);
        hall.meter.moved(kind, asked.is_ok(), bytes);
        let result = asked.and_then(|reply| if reply.status == hoped { Ok(reply) } else { Err(refusal(&reply)) });
        match &result {
            Ok(_) => {
                let now = Instant::now();
                hall.meter.took(kind, since.iter().map(|since| now - *since));
            }
            Err(failure) => {
                // Down when it was sent, or gone since, or a connection from before the outage.
                let provoked = outage % 2 == 1 || outage != hall.outages.now() || opened_at != outage;
                hall.meter.failed(kind, failure, provoked);
            }
        }
        result
    }
}

/// What an unhoped-for answer says.
fn refusal(reply: &Reply) -> Failure {
    let text = wire::text(&reply.headers, &reply.body).unwrap_or_default();
    let code = serde_json::from_slice::<wire::RefusedRequest>(&text).ok().map(|refused| refused.code);
    let again = reply.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    Failure::Status { status: reply.status.as_u16(), code, again: again.map(Duration::from_secs) }
}
