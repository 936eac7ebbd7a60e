//! Planning an event: where and when, for which schemes, who pays how many seats, in which sessions. The
//! form grows by rows, without a script.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    event::PlanEvent,
    id::{EventId, SchemeVersionId},
    permit::Action,
    record::{
        event::{Event, Offer},
        organisation::CodeEntry,
        scheme::SchemeVersion,
    },
    refusal::Refusal,
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::{WorkflowError, place};

use super::{
    event, invented,
    typed::{FundingNames, MOST, SessionNames, planned},
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    samples::Samples,
};

/// `/acara/baru` and `/acara/{event}/ubah`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeEvent);
    Routes::new()
        .get("/acara/baru", guard, ask_new)
        .post("/acara/baru", guard, create)
        .get("/acara/{event}/ubah", guard, ask)
        .post("/acara/{event}/ubah", guard, change)
}

/// A scheme that can be offered.
#[derive(Debug, Clone)]
struct Choice {
    version: String,
    words: String,
}

/// The form's own rows.
#[derive(Debug, Clone, Default)]
struct PlanView {
    event: Option<EventId>,
    title: String,
    schemes: Vec<Choice>,
    funding: Vec<FundingNames>,
    sessions: Vec<SessionNames>,
    codes: AuthorityCodes,
}

/// The authority's codes of an event that may be chosen: code, and code with its label.
#[derive(Debug, Clone, Default)]
struct AuthorityCodes {
    schedules: Vec<(String, String)>,
    ministries: Vec<(String, String)>,
}

/// Codes of a list that are offered at most.
const CODES: i64 = 500;

async fn codes(app: &AppState) -> Result<AuthorityCodes, WebError> {
    let mut reader = app.flow().reader();
    let mut of = Vec::with_capacity(2);
    for list in ["jadwal", "kementerian"] {
        let entries: Vec<CodeEntry> =
            reader.find(&Find::by("list", list).order_by(&["code", "id"]).limit(CODES)).await?;
        of.push(entries.into_iter().map(|e| (e.code.clone(), format!("{} {}", e.code, e.label))).collect());
    }
    let mut of = of.into_iter();
    Ok(AuthorityCodes { schedules: of.next().unwrap_or_default(), ministries: of.next().unwrap_or_default() })
}

#[derive(Template)]
#[template(path = "event/plan.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a PlanView,
}

impl Ask<'_> {
    fn zones(&self) -> Vec<(String, String)> {
        place::ZONES.iter().map(|(zone, sign)| ((*zone).to_owned(), (*sign).to_owned())).collect()
    }

    fn kinds(&self) -> Vec<(String, String)> {
        [
            ("sewaktu", key("event-kind-sewaktu")),
            ("tempat-kerja", key("event-kind-tempat-kerja")),
            ("mandiri", key("event-kind-mandiri")),
        ]
        .map(|(value, words)| (value.to_owned(), self.p.t(words).into_owned()))
        .to_vec()
    }

    /// The imported ministries, and the code that the event has where the list no longer holds it.
    fn ministries(&self) -> Vec<(String, String)> {
        let none = (String::new(), self.p.t("event-ministry-none").into_owned());
        let listed = &self.view.codes.ministries;
        let kept = self.f.value("kementerian");
        let kept = (!kept.is_empty() && listed.iter().all(|(code, _)| code != kept))
            .then(|| (kept.to_owned(), kept.to_owned()));
        std::iter::once(none).chain(listed.iter().cloned()).chain(kept).collect()
    }

    fn districts(&self) -> impl Iterator<Item = &'static str> {
        place::districts().map(|(_, name)| name)
    }
}

/// Rows that were sent or stand in the record, and some to spare.
fn view(event: Option<&Event>, f: &Fields, (schemes, codes): (Vec<Choice>, AuthorityCodes), spare: usize) -> PlanView {
    let sent = |name: &dyn Fn(usize) -> String| (0..MOST).take_while(|n| f.values(&name(*n)).next().is_some()).count();
    let funding = (sent(&|n| FundingNames::of(n).source) + spare).clamp(2, MOST);
    let sessions = (sent(&|n| SessionNames::of(n).name) + spare).clamp(4, MOST);
    PlanView {
        event: event.map(|e| e.id),
        title: event.map(|e| e.title.clone()).unwrap_or_default(),
        schemes,
        funding: (0..funding).map(FundingNames::of).collect(),
        sessions: (0..sessions).map(SessionNames::of).collect(),
        codes,
    }
}

/// The newest published version of each scheme, and those that the event pins already; and the authority's codes.
async fn schemes(app: &AppState, p: &Page, event: Option<&Event>) -> Result<(Vec<Choice>, AuthorityCodes), WebError> {
    let (choices, _) = offered(app, event).await?;
    let words = |s: &SchemeVersion| {
        let name = p.scheme_name(s);
        p.ta("event-scheme-version").with("name", name).with("abbr", &s.abbr).with("version", &s.version).to_string()
    };
    let choices = choices.iter().map(|s| Choice { version: s.id.to_string(), words: words(s) }).collect();
    Ok((choices, codes(app).await?))
}

async fn offered(app: &AppState, event: Option<&Event>) -> Result<(Vec<SchemeVersion>, Vec<Offer>), WebError> {
    let pinned = event.map(|e| e.offers.clone()).unwrap_or_default();
    let mut all = app.reading.schemes().await?.to_vec();
    let mut reader = app.flow().reader();
    let kept: Vec<SchemeVersion> =
        reader.find(&Find::all().one_of("id", pinned.iter().map(|o| o.scheme_version_id))).await?;
    for version in kept {
        match all.iter_mut().find(|s| s.slug == version.slug) {
            Some(newest) => *newest = version,
            None => all.push(version),
        }
    }
    all.sort_by(|a, b| a.name_id.cmp(&b.name_id));
    Ok((all, pinned))
}

async fn ask_new(State(app): State<AppState>, p: Page) -> Answer {
    let f = Fields::new().with("zona", &p.body.zone).with("terverifikasi", "");
    html(&Ask { p: &p, f: &f, view: &view(None, &f, schemes(&app, &p, None).await?, 0) })
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::ChangeEvent).await?;
    let f = fields(&event);
    html(&Ask { p: &p, f: &f, view: &view(Some(&event), &f, schemes(&app, &p, Some(&event)).await?, 1) })
}

/// The event as the form has it.
fn fields(event: &Event) -> Fields {
    let yes = |flag: bool| if flag { "ya" } else { "" };
    let mut f = Fields::new()
        .with("kode", &event.code)
        .with("nama", &event.title)
        .with("tuan", &event.host)
        .with("tempat", &event.venue)
        .with("jenis", &event.venue_kind)
        .with("terverifikasi", yes(event.venue_verified))
        .with("kab", place::district(&event.kab).unwrap_or(&event.kab))
        .with("mulai", &event.starts)
        .with("akhir", &event.ends)
        .with("zona", &event.zone)
        .with("jadwal", event.schedule.as_deref().unwrap_or_default())
        .with("kementerian", event.ministry.as_deref().unwrap_or_default())
        .with("contoh", yes(event.example));
    for offer in &event.offers {
        f = f.with("skema", offer.scheme_version_id);
    }
    for (n, funding) in event.funding.iter().enumerate() {
        let name = FundingNames::of(n);
        f = f.with(&name.id, &funding.id).with(&name.source, &funding.source).with(&name.seats, funding.seats);
    }
    for (n, session) in event.sessions.iter().enumerate() {
        let name = SessionNames::of(n);
        f = f
            .with(&name.id, &session.id)
            .with(&name.name, &session.name)
            .with(&name.day, &session.day)
            .with(&name.starts, &session.starts)
            .with(&name.ends, &session.ends)
            .with(&name.room, &session.room)
            .with(&name.capacity, session.capacity);
    }
    f
}

#[derive(Debug, Default, Deserialize)]
struct Typed {
    #[serde(default)]
    skema: Vec<SchemeVersionId>,
    #[serde(default)]
    lagi: String,
}

async fn create(State(app): State<AppState>, p: Page, form: Form<Typed>) -> Answer {
    put(&app, &p, None, form).await
}

async fn change(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let event = event(&app, &p, &id, Action::ChangeEvent).await?;
    put(&app, &p, Some(event), form).await
}

async fn put(app: &AppState, p: &Page, known: Option<Event>, form: Form<Typed>) -> Answer {
    let Form { value, mut fields, .. } = form;
    let again = |f: &Fields, choices, spare, status| {
        html_with(status, &Ask { p, f, view: &view(known.as_ref(), f, choices, spare) })
    };
    if !value.lagi.is_empty() {
        return again(&fields, schemes(app, p, known.as_ref()).await?, 3, StatusCode::OK);
    }
    let (choices, _) = offered(app, known.as_ref()).await?;
    let chosen = |s: &&SchemeVersion| value.skema.contains(&s.id);
    let offers = choices.iter().filter(chosen).map(|s| Offer { slug: s.slug.clone(), scheme_version_id: s.id });
    let plan = planned(&mut fields, offers.collect());
    // All that is wrong is said at once; a day that is not there yet is not out of order as well.
    let days = !fields.value("mulai").trim().is_empty() && !fields.value("akhir").trim().is_empty();
    for fault in plan.faults().iter().filter(|fault| days || fault.code != "event.days") {
        fields.wrong(&field_of(fault), refusal_message(fault));
    }
    if fields.is_right() {
        let of = (known.as_ref().map(|e| e.id), plan.code.trim().to_owned());
        match app.flow().perform(p.actor()?, of, PlanEvent { plan }).await {
            Ok(done) => return Ok(see_other(&format!("/acara/{}?sudah=simpan", done.file.event.id))),
            Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("event.") => {
                fields.wrong(&field_of(&refusal), refusal_message(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    again(&fields, schemes(app, p, known.as_ref()).await?, 0, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The field that a refusal speaks of.
fn field_of(refusal: &Refusal) -> String {
    match refusal.code.as_str() {
        "event.code" | "event.code-taken" => "kode",
        "event.title" => "nama",
        "event.venue" => "tempat",
        "event.venue-kind" => "jenis",
        "event.days" => "mulai",
        "event.zone" => "zona",
        "event.no-seat" | "event.fewer-seats-than-taken" => "dana-0-sumber",
        "event.authority-code" => "jadwal",
        "event.session" | "event.session-in-use" | "event.session-clash" => "sesi-0-nama",
        _ => "skema",
    }
    .to_owned()
}

/// A new event, one that stands, one with mistakes.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let known = invented();
    let choices =
        vec![Choice { version: uuid::Uuid::from_u128(3).to_string(), words: "Layanan Dasar (LD), versi 1".to_owned() }];
    let code = |code: &str, label: &str| (code.to_owned(), format!("{code} {label}"));
    let codes = AuthorityCodes {
        schedules: vec![code("J-0412", "Pustakawan, Oktober")],
        ministries: vec![code("024", "Perpustakaan Nasional")],
    };
    let (none, choices) = ((Vec::new(), AuthorityCodes::default()), (choices, codes));
    let empty = Fields::new();
    samples.add("event/plan", &Ask { p, f: &empty, view: &view(None, &empty, choices.clone(), 0) });
    let f = fields(&known);
    samples.add("event/plan known", &Ask { p, f: &f, view: &view(Some(&known), &f, choices.clone(), 1) });
    let mut wrong = fields(&known);
    wrong.wrong("kab", Message::new(key("event-kab-unknown")));
    wrong.wrong("dana-0-kursi", Message::new(key("event-number-wanted")));
    wrong.wrong("skema", Message::new(key("refusal-event-no-scheme")));
    samples.add("event/plan wrong", &Ask { p, f: &wrong, view: &view(Some(&known), &wrong, none, 0) });
}
