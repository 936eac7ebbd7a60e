//! Planning an event: where and when, for which schemes, who pays how many seats, in which sessions; and
//! closing, reopening or cancelling one.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    event::{EventPlan, PlanEvent, SetEventStatus},
    id::{EventId, SchemeVersionId},
    permit::Action,
    record::{
        event::{Event, Funding, Offer, Session},
        scheme::SchemeVersion,
    },
    refusal::Refusal,
    text::fold,
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::{WorkflowError, place};

use super::{Head, event, invented};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Icon, icon},
    samples::Samples,
};

/// Most rows of seats or sessions that a form holds.
const MOST: usize = 40;
/// Schemes that may be chosen from.
const SCHEMES: i64 = 200;

/// `/acara/baru`, `/acara/{event}/ubah`, `/acara/{event}/keadaan`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeEvent);
    Routes::new()
        .get("/acara/baru", guard, ask_new)
        .post("/acara/baru", guard, create)
        .get("/acara/{event}/ubah", guard, ask)
        .post("/acara/{event}/ubah", guard, change)
        .get("/acara/{event}/keadaan", guard, ask_state)
        .post("/acara/{event}/keadaan", guard, set_state)
}

/// Names of the fields of one source of funds.
#[derive(Debug, Clone)]
struct FundingNames {
    id: String,
    source: String,
    seats: String,
}

/// Names of the fields of one session.
#[derive(Debug, Clone)]
struct SessionNames {
    id: String,
    name: String,
    day: String,
    starts: String,
    ends: String,
    room: String,
    capacity: String,
}

impl FundingNames {
    fn of(n: usize) -> Self {
        let field = |part: &str| format!("dana-{n}-{part}");
        Self { id: field("kunci"), source: field("sumber"), seats: field("kursi") }
    }
}

impl SessionNames {
    fn of(n: usize) -> Self {
        let field = |part: &str| format!("sesi-{n}-{part}");
        Self {
            id: field("kunci"),
            name: field("nama"),
            day: field("hari"),
            starts: field("mulai"),
            ends: field("akhir"),
            room: field("ruang"),
            capacity: field("muat"),
        }
    }
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

    fn districts(&self) -> impl Iterator<Item = &'static str> {
        place::districts().map(|(_, name)| name)
    }
}

/// Rows that were sent or stand in the record, and some to spare.
fn view(event: Option<&Event>, f: &Fields, schemes: Vec<Choice>, spare: usize) -> PlanView {
    let sent = |name: &dyn Fn(usize) -> String| (0..MOST).take_while(|n| f.values(&name(*n)).next().is_some()).count();
    let funding = (sent(&|n| FundingNames::of(n).source) + spare).clamp(2, MOST);
    let sessions = (sent(&|n| SessionNames::of(n).name) + spare).clamp(4, MOST);
    PlanView {
        event: event.map(|e| e.id),
        title: event.map(|e| e.title.clone()).unwrap_or_default(),
        schemes,
        funding: (0..funding).map(FundingNames::of).collect(),
        sessions: (0..sessions).map(SessionNames::of).collect(),
    }
}

/// The newest published version of each scheme, and those that the event pins already.
async fn schemes(app: &AppState, p: &Page, event: Option<&Event>) -> Result<Vec<Choice>, WebError> {
    let (choices, _) = offered(app, event).await?;
    let words = |s: &SchemeVersion| {
        let name = if p.lang() == "id" { &s.name_id } else { &s.name_en };
        p.ta("event-scheme-version").with("name", name).with("abbr", &s.abbr).with("version", &s.version).to_string()
    };
    Ok(choices.iter().map(|s| Choice { version: s.id.to_string(), words: words(s) }).collect())
}

async fn offered(app: &AppState, event: Option<&Event>) -> Result<(Vec<SchemeVersion>, Vec<Offer>), WebError> {
    let pinned = event.map(|e| e.offers.clone()).unwrap_or_default();
    let find = Find::by("status", "published").limit(SCHEMES);
    let mut reader = app.flow().reader();
    let mut all: Vec<SchemeVersion> = reader.find(&find).await?;
    all.sort_by_key(|s| (s.slug.clone(), std::cmp::Reverse(s.published_at)));
    all.dedup_by(|later, first| later.slug == first.slug);
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
        "event.session" | "event.session-in-use" => "sesi-0-nama",
        _ => "skema",
    }
    .to_owned()
}

/// What was typed, as a plan; what cannot be read is said at its field.
fn planned(fields: &mut Fields, offers: Vec<Offer>) -> EventPlan {
    let typed = |name: &str| fields.value(name).trim().to_owned();
    let kab = typed("kab");
    let code = if place::district(&kab).is_some() { Some(&*kab) } else { place::understood(&kab) };
    let code = code.map(str::to_owned);
    let funding = funding(fields);
    let sessions = sessions(fields);
    let plan = EventPlan {
        code: typed("kode"),
        title: typed("nama"),
        host: typed("tuan"),
        venue: typed("tempat"),
        venue_kind: typed("jenis"),
        venue_verified: typed("terverifikasi") == "ya",
        kab: code.clone().unwrap_or_default(),
        starts: typed("mulai"),
        ends: typed("akhir"),
        zone: typed("zona"),
        offers,
        funding: funding.0,
        sessions: sessions.0,
        example: typed("contoh") == "ya",
    };
    if code.is_none() {
        fields.wrong("kab", Message::new(key("event-kab-unknown")));
    }
    for name in funding.1.into_iter().chain(sessions.1) {
        fields.wrong(&name, Message::new(key("event-number-wanted")));
    }
    plan
}

/// A key for a thing that has none yet: its name folded, other than those that are taken.
fn named(id: &str, name: &str, taken: &[String]) -> String {
    if !id.is_empty() {
        return id.to_owned();
    }
    let base: String = fold(name).replace(' ', "-").chars().take(24).collect();
    let base = if base.is_empty() { "x".to_owned() } else { base };
    let same = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") });
    same.into_iter().find(|id| !taken.contains(id)).unwrap_or(base.clone())
}

/// The rows of seats that are filled in, and the fields that hold no number.
fn funding(fields: &Fields) -> (Vec<Funding>, Vec<String>) {
    let (mut rows, mut wrong) = (Vec::<Funding>::new(), Vec::new());
    for name in (0..MOST).map(FundingNames::of) {
        let (source, seats) = (fields.value(&name.source).trim(), fields.value(&name.seats).trim());
        if source.is_empty() {
            continue;
        }
        let Ok(seats) = seats.parse::<i64>().map(|n| n.clamp(0, 100_000)) else {
            wrong.push(name.seats);
            continue;
        };
        let taken: Vec<String> = rows.iter().map(|r| r.id.clone()).collect();
        rows.push(Funding { id: named(fields.value(&name.id), source, &taken), source: source.to_owned(), seats });
    }
    (rows, wrong)
}

fn sessions(fields: &Fields) -> (Vec<Session>, Vec<String>) {
    let (mut rows, mut wrong) = (Vec::<Session>::new(), Vec::new());
    for name in (0..MOST).map(SessionNames::of) {
        let typed = |field: &str| fields.value(field).trim().to_owned();
        let title = typed(&name.name);
        if title.is_empty() {
            continue;
        }
        let Ok(capacity) = typed(&name.capacity).parse::<i64>().map(|n| n.clamp(0, 100_000)) else {
            wrong.push(name.capacity);
            continue;
        };
        let day = typed(&name.day);
        let taken: Vec<String> = rows.iter().map(|r| r.id.clone()).collect();
        rows.push(Session {
            id: named(fields.value(&name.id), &format!("{title} {day}"), &taken),
            day,
            name: title,
            starts: typed(&name.starts),
            ends: typed(&name.ends),
            room: typed(&name.room),
            capacity,
        });
    }
    rows.sort_by(|a, b| (&a.day, &a.starts).cmp(&(&b.day, &b.starts)));
    (rows, wrong)
}

/// The states that an event can be brought into.
#[derive(Template)]
#[template(path = "event/state.html")]
struct StateAsk<'a> {
    p: &'a Page,
    f: &'a Fields,
    head: &'a Head,
    status: &'a str,
}

impl StateAsk<'_> {
    fn cancelling(&self) -> Vec<(Icon, String)> {
        vec![
            (icon("lock"), self.p.t("event-cancel-then").into_owned()),
            (icon("users"), self.p.t("event-cancel-people").into_owned()),
            (icon("file-text"), self.p.t("event-cancel-kept").into_owned()),
        ]
    }
}

async fn ask_state(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::ChangeEvent).await?;
    html(&StateAsk { p: &p, f: &Fields::new(), head: &Head::of(&event), status: &event.status })
}

#[derive(Debug, Deserialize)]
struct Wanted {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    alasan: String,
}

async fn set_state(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Wanted>) -> Answer {
    let event = event(&app, &p, &id, Action::ChangeEvent).await?;
    let Form { value, mut fields, .. } = form;
    let act = SetEventStatus { status: value.keadaan, reason: value.alasan };
    match app.flow().perform(p.actor()?, (Some(event.id), event.code.clone()), act).await {
        Ok(_) => Ok(see_other(&format!("/acara/{}?sudah=keadaan", event.id))),
        Err(WorkflowError::Refused(refusal)) if refusal.code == "event.reason-wanted" => {
            fields.wrong("alasan", refusal_message(&refusal));
            let view = StateAsk { p: &p, f: &fields, head: &Head::of(&event), status: &event.status };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(error.into()),
    }
}

/// A new event, one that stands, one with mistakes; the states.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let known = invented();
    let choices =
        vec![Choice { version: uuid::Uuid::from_u128(3).to_string(), words: "Layanan Dasar (LD), versi 1".to_owned() }];
    let empty = Fields::new();
    samples.add("event/plan", &Ask { p, f: &empty, view: &view(None, &empty, choices.clone(), 0) });
    let f = fields(&known);
    samples.add("event/plan known", &Ask { p, f: &f, view: &view(Some(&known), &f, choices.clone(), 1) });
    let mut wrong = fields(&known);
    wrong.wrong("kab", Message::new(key("event-kab-unknown")));
    wrong.wrong("dana-0-kursi", Message::new(key("event-number-wanted")));
    wrong.wrong("skema", Message::new(key("refusal-event-no-scheme")));
    samples.add("event/plan wrong", &Ask { p, f: &wrong, view: &view(Some(&known), &wrong, Vec::new(), 0) });
    for status in ["open", "closed", "cancelled"] {
        samples.add(format!("event/state {status}"), &StateAsk { p, f: &empty, head: &Head::of(&known), status });
    }
    let mut wrong = Fields::new();
    wrong.wrong("alasan", Message::new(key("refusal-event-reason-wanted")));
    samples.add("event/state wrong", &StateAsk { p, f: &wrong, head: &Head::of(&known), status: "open" });
}

#[cfg(test)]
mod tests {
    use super::{named, sessions};
    use crate::form::Fields;

    #[test]
    fn a_new_source_gets_a_key_of_its_own() {
        let taken = ["apbd-kabupaten".to_owned()];
        assert_eq!(named("", "APBD Kabupaten", &taken), "apbd-kabupaten-2");
        assert_eq!(named("apbn", "APBN", &taken), "apbn");
    }

    #[test]
    fn a_row_without_a_name_is_no_session_and_a_word_is_no_number() {
        let f = Fields::parse(b"sesi-0-nama=&sesi-1-nama=Pagi&sesi-1-muat=banyak&sesi-2-nama=Siang&sesi-2-muat=12");
        let (rows, wrong) = sessions(&f);
        assert_eq!((rows.len(), rows[0].capacity), (1, 12));
        assert_eq!(wrong, ["sesi-1-muat"]);
    }
}
