//! One item: the question as a candidate sees it, its life and what may be done now. The key is shown only after it was
//! asked for, and that is noted.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use certification::{
    id::PersonId,
    permit::{self, Action},
};
use exam::{
    bank::{Deed, Life, ReviewAspect, State as At, Version},
    item::{Item, Stimulus},
};
use serde::Deserialize;
use std::collections::HashMap;
use store::view::person_names;

use super::{
    SEE,
    alike::{AlikeRow, word},
    deed::{self, Offer, Step},
    key_view::KeyView,
    kind_key, level_key, schemes, state_key, state_tag, units,
};
use crate::{
    Answer, AppState, Page, Routes, WebError,
    form::Fields,
    i18n::key,
    page::html_with,
    pages::sitting::draw::{self, Html},
    part::Tag,
};

/// `/butir/{item}` and the files that it shows.
pub(super) fn routes() -> Routes {
    Routes::new().get("/butir/{item}", SEE, show).get("/butir/{item}/media/{*name}", SEE, media)
}

/// What happened in a life.
#[derive(Debug, Clone)]
pub(super) struct PastStep {
    pub at: i64,
    pub said: String,
    pub by: String,
    pub why: String,
}

/// A place on the way from draft to retirement.
#[derive(Debug, Clone)]
pub(super) struct Milestone {
    /// Key of its name.
    pub name: &'static str,
    /// `selesai`, `kini` or nothing.
    pub class: &'static str,
    pub said: String,
}

/// An item as its page shows it.
#[derive(Debug, Clone)]
pub(super) struct ItemView {
    pub id: String,
    pub title: String,
    /// Attribute of the title, where its language is not the page's.
    pub lang: draw::Html,
    /// Unit, criterion, level.
    pub place: String,
    pub state: Tag,
    /// It is retired.
    pub retired: bool,
    pub example: bool,
    /// The version that is shown.
    pub version: u32,
    pub newest: u32,
    pub in_use: Option<u32>,
    /// Versions, newest first: number, and whether it is shown.
    pub versions: Vec<(u32, bool)>,
    pub stimulus: Option<Html>,
    pub html: Html,
    /// Key of the kind's name.
    pub kind: &'static str,
    pub points: String,
    pub key: Option<KeyView>,
    pub way: Vec<Milestone>,
    pub steps: Vec<PastStep>,
    pub offers: Vec<Offer>,
    pub reviews: Vec<(&'static str, String)>,
    pub exposure: i64,
    /// Candidates who have it before them in tests that are not closed.
    pub seen_now: usize,
    pub days: i64,
    pub last_seen: String,
    pub enemies: Vec<String>,
    /// Items that it looks like, while it is before its reviewers.
    pub alike: Vec<AlikeRow>,
    pub may_change: bool,
    pub done: Option<&'static str>,
    /// Key of what a new version would bring.
    pub notice: Option<&'static str>,
}

impl ItemView {
    /// Steps that one press takes.
    fn pressed(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().filter(|offer| offer.step.field().is_empty())
    }

    fn on_papers(&self, version: &u32) -> bool {
        self.in_use == Some(*version)
    }

    fn has(&self, step: Step) -> bool {
        self.offers.iter().any(|offer| offer.step == step)
    }
}

#[derive(Template)]
#[template(path = "bank/item.html")]
pub(super) struct ItemPage<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a ItemView,
}

impl ItemPage<'_> {
    fn why(&self, refusal: &certification::refusal::Refusal) -> String {
        super::told(self.p, refusal)
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kunci: String,
    #[serde(default)]
    versi: Option<u32>,
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    page(&app, &p, &id, &asked, &Fields::new()).await
}

pub(super) async fn page(app: &AppState, p: &Page, id: &str, asked: &Asked, f: &Fields) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (row, life) = bank.life(actor, id).await?;
    let version = chosen(&life, asked.versi).ok_or(WebError::NotFound)?;
    let item = &version.item;
    let with_key = !asked.kunci.is_empty();
    if with_key {
        bank.note_key(actor, id).await?;
    }
    let stimulus = match &item.question.stimulus {
        Some(name) => bank.stimulus(name).await?,
        None => None,
    };
    let names = person_names(&mut app.flow().reader(), &people(&life)).await?;
    let saw = life.state == At::Review && bank.saw_key(actor, &life).await?;
    let mut view = view(p, &life, version, stimulus.as_ref(), &names);
    view.place = place(app, p, item).await?;
    view.key = with_key.then(|| KeyView::of(p, item));
    view.may_change = permit::may(actor, Action::ChangeBank);
    if view.may_change {
        view.offers = deed::offers(&life, actor.person, app.flow().now(), saw);
    }
    if life.state == At::Review {
        view.alike = AlikeRow::all(p, bank.alike(actor, item).await?);
    }
    view.done = deed::done(&asked.sudah);
    view.seen_now = bank.seen_now(actor, id).await?;
    view.exposure = row.exposure;
    view.days = row.days_seen;
    let status = if f.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(status, &ItemPage { p, f, view: &view })
}

fn chosen(life: &Life, number: Option<u32>) -> Option<&Version> {
    match number {
        Some(number) => life.versions().iter().find(|version| version.number == number),
        None => life.newest(),
    }
}

/// Whose names the page needs.
fn people(life: &Life) -> Vec<PersonId> {
    let accepted = life.newest().into_iter().flat_map(|version| version.accepted.values().copied());
    life.steps.iter().map(|step| step.by).chain(accepted).collect()
}

/// What an item is about, in words.
async fn place(app: &AppState, p: &Page, item: &Item) -> Result<String, WebError> {
    let schemes = schemes(app).await?;
    let mut parts = Vec::new();
    if let Some(place) = &item.place {
        let title = units(&schemes).into_iter().find(|unit| unit.code == place.unit).map(|unit| p.unit_title(unit));
        parts.push(title.map_or_else(|| place.unit.clone(), |title| format!("{} {title}", place.unit)));
        parts.push(p.ta("bank-criterion-n").with("no", place.criterion.as_str()).to_string());
    }
    parts.extend(item.level.map(|level| p.t(level_key(level.as_str())).into_owned()));
    Ok(parts.join(", "))
}

/// What the life itself tells.
pub(super) fn view(
    p: &Page,
    life: &Life,
    version: &Version,
    stimulus: Option<&Stimulus>,
    names: &HashMap<PersonId, String>,
) -> ItemView {
    let item = &version.item;
    let base = format!("/butir/{}", item.id);
    let at = draw::At { p, base: &base, n: 1 };
    let newest = life.newest().map_or(0, |version| version.number);
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_else(|| p.t("bank-someone").into_owned());
    let state = word(life.state);
    ItemView {
        id: item.id.to_string(),
        title: item.title.clone(),
        lang: draw::lang(p, item.question.language),
        place: String::new(),
        state: state_tag(state),
        retired: life.state == At::Retired,
        example: item.example,
        version: version.number,
        newest,
        in_use: life.in_use,
        versions: life.versions().iter().rev().map(|v| (v.number, v.number == version.number)).collect(),
        stimulus: stimulus.map(|stimulus| draw::stimulus(at, stimulus)),
        html: draw::question(at, &item.question, None),
        kind: kind_key(item.question.interaction.kind()),
        points: item.question.points.normalize().to_string(),
        key: None,
        way: way(p, life, &name),
        steps: life.steps.iter().rev().map(|step| past(p, step, newest, &name)).collect(),
        offers: Vec::new(),
        reviews: reviews(p, life, &name),
        seen_now: 0,
        exposure: i64::try_from(life.exposure()).unwrap_or(i64::MAX),
        days: i64::try_from(life.days_seen()).unwrap_or(i64::MAX),
        last_seen: life.sightings.iter().map(|seen| seen.on).max().map(|day| p.date(day)).unwrap_or_default(),
        enemies: item.enemies.iter().map(ToString::to_string).collect(),
        alike: Vec::new(),
        may_change: false,
        done: None,
        notice: match life.state {
            At::Active => Some(key("bank-change-active")),
            At::Pilot => Some(key("bank-change-pilot")),
            At::Draft if life.in_use.is_some() => Some(key("bank-change-draft")),
            _ => None,
        },
    }
}

/// What reviewers have said of the newest version, while that matters.
fn reviews(p: &Page, life: &Life, name: &impl Fn(&PersonId) -> String) -> Vec<(&'static str, String)> {
    let Some(version) = life.newest().filter(|_| !matches!(life.state, At::Draft | At::Retired)) else {
        return Vec::new();
    };
    let accepted = |aspect: &ReviewAspect| match version.accepted.get(aspect) {
        Some(person) => name(person),
        None => p.t("bank-not-yet").into_owned(),
    };
    let mut out: Vec<(&'static str, String)> =
        ReviewAspect::ALL.iter().map(|aspect| (aspect_key(*aspect), accepted(aspect))).collect();
    if life.state == At::Pilot {
        let approved = p.ta("bank-approved-n").with("n", version.approved.len()).with("of", exam::bank::APPROVALS);
        out.push((key("bank-approvals"), approved.to_string()));
    }
    out
}

/// Key of an aspect's name.
pub(super) const fn aspect_key(aspect: ReviewAspect) -> &'static str {
    match aspect {
        ReviewAspect::Content => key("bank-aspect-content"),
        ReviewAspect::Language => key("bank-aspect-language"),
        ReviewAspect::Fairness => key("bank-aspect-fairness"),
        ReviewAspect::BlindKey => key("bank-aspect-key"),
    }
}

fn way(p: &Page, life: &Life, name: &impl Fn(&PersonId) -> String) -> Vec<Milestone> {
    let at = super::STATES.iter().position(|state| *state == word(life.state)).unwrap_or_default();
    let version = life.newest().map_or(0, |version| version.number);
    let reached = |state: &str| {
        let step = life.steps.iter().rev().filter(|step| step.version == version).find(|step| {
            matches!(
                (state, step.what),
                ("draft", Deed::Drafted | Deed::Reopened)
                    | ("review", Deed::Submitted)
                    | ("pilot", Deed::Piloted)
                    | ("active", Deed::Activated)
                    | ("retired", Deed::Retired | Deed::Leaked)
            )
        });
        step.map(|step| format!("{}, {}", name(&step.by), p.moment_zoned(step.at, &p.body.zone))).unwrap_or_default()
    };
    let mut out = Vec::new();
    for (n, state) in super::STATES.iter().enumerate() {
        let said = if n <= at { reached(state) } else { String::new() };
        // A draft can be retired: what it never reached is not crossed off.
        let class = match n.cmp(&at) {
            std::cmp::Ordering::Equal => "kini",
            std::cmp::Ordering::Less if !said.is_empty() => "selesai",
            _ => "",
        };
        out.push(Milestone { name: state_key(state), class, said });
    }
    out
}

fn past(p: &Page, step: &exam::bank::Step, newest: u32, name: &impl Fn(&PersonId) -> String) -> PastStep {
    let of = |aspect: ReviewAspect, key: &'static str| p.ta(key).with("aspect", p.t(aspect_key(aspect))).to_string();
    let mut said = match step.what {
        Deed::Drafted => p.t("bank-was-drafted").into_owned(),
        Deed::Revised => p.t("bank-was-revised").into_owned(),
        Deed::Reopened => p.ta("bank-was-reopened").with("n", step.version.to_string()).to_string(),
        Deed::Submitted => p.t("bank-was-submitted").into_owned(),
        Deed::Accepted(aspect) => of(aspect, key("bank-was-accepted")),
        Deed::SentBack(aspect) => of(aspect, key("bank-was-sent-back")),
        Deed::Piloted => p.t("bank-was-piloted").into_owned(),
        Deed::Approved => p.t("bank-was-approved").into_owned(),
        Deed::Activated => p.t("bank-was-activated").into_owned(),
        Deed::Retired => p.t("bank-was-retired").into_owned(),
        Deed::Leaked => p.t("bank-was-leaked").into_owned(),
        Deed::Commented => p.t("bank-was-commented").into_owned(),
    };
    if newest > 1 && step.what != Deed::Reopened {
        said.push_str(&format!(" ({})", p.ta("bank-version-n").with("n", step.version.to_string())));
    }
    PastStep { at: step.at, said, by: name(&step.by), why: step.why.clone() }
}

/// A picture or recording that an item shows.
async fn media(State(app): State<AppState>, Path((_, name)): Path<(String, String)>) -> Answer {
    let Some((kind, bytes)) = app.flow().exam_bank().media(&name).await? else { return Err(WebError::NotFound) };
    let kind = HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let keep = HeaderValue::from_static("private, no-store");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], Body::from(bytes)).into_response())
}
