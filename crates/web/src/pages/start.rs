//! Where one arrives after signing in: the room of one's duty, a choice where there are several, and on the
//! first day of a house what to do first.

use askama::Template;
use axum::extract::State;
use certification::{
    duty::Duty,
    permit::{self, Action, Actor},
    record::{case::Case, event::Event, organisation::Setting, person::Appointment, scheme::SchemeVersion},
};
use store::{Find, Read as _};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, gate::Signed, html, i18n::key, page::see_other, part::duty_key,
    samples::Samples,
};

/// `/beranda`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/beranda", Guard::SignedAny, arrive)
}

/// A duty, and where its work begins.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Room {
    /// Key of the duty.
    duty: &'static str,
    href: &'static str,
}

#[derive(Template)]
#[template(path = "start/choose.html")]
struct Choose<'a> {
    p: &'a Page,
    name: &'a str,
    rooms: &'a [Room],
}

/// One of the steps of the first day.
#[derive(Debug, Clone, Copy)]
struct Step {
    n: usize,
    title: &'static str,
    said: &'static str,
    go: &'static str,
    /// Where it is done; nothing where the reader may not.
    href: &'static str,
    done: bool,
}

/// How the house stands on its first day.
#[derive(Debug, Clone)]
struct FirstDayView {
    sends_mail: bool,
    licensed: bool,
    /// Schemes that an event can offer.
    schemes: i64,
    steps: Vec<Step>,
}

impl FirstDayView {
    /// The first step that is not done yet.
    fn now(&self) -> Option<&Step> {
        self.steps.iter().find(|step| !step.done)
    }

    /// The others: what is done, and what comes.
    fn others(&self) -> impl Iterator<Item = &Step> {
        let now = self.now().map(|step| step.n);
        self.steps.iter().filter(move |step| Some(step.n) != now)
    }
}

/// The steps to the first participant. The last is done on the event's own page, so it has no address yet.
fn steps(schemes: bool, colleagues: bool, may: impl Fn(Action) -> bool) -> Vec<Step> {
    let of = |action: Action, href: &'static str| if may(action) { href } else { "" };
    vec![
        Step {
            n: 1,
            title: key("start-schemes"),
            said: key("start-schemes-said"),
            go: key("start-schemes-go"),
            // Who does not work on schemes sees what is published as everybody does.
            href: if may(Action::SeeStandards) { "/skema-kerja" } else { "/skema" },
            done: schemes,
        },
        Step {
            n: 2,
            title: key("start-invite"),
            said: key("start-invite-said"),
            go: key("start-invite"),
            href: of(Action::InviteAccount, "/orang/baru"),
            done: colleagues,
        },
        Step {
            n: 3,
            title: key("start-event"),
            said: key("start-event-said"),
            go: key("start-event"),
            href: of(Action::ChangeEvent, "/acara/baru"),
            done: false,
        },
        Step {
            n: 4,
            title: key("start-import"),
            said: key("start-import-said"),
            go: key("start-import"),
            href: "",
            done: false,
        },
    ]
}

#[derive(Template)]
#[template(path = "start/first_day.html")]
struct FirstDay<'a> {
    p: &'a Page,
    name: &'a str,
    view: &'a FirstDayView,
}

async fn arrive(State(app): State<AppState>, p: Page) -> Answer {
    let signed = p.who().ok_or(WebError::SignIn)?;
    let arranges = [Duty::Administrator, Duty::Staff, Duty::Manager].into_iter().any(|d| signed.actor.holds(d));
    if arranges && app.flow().reader().count::<Event>(&Find::all().limit(1)).await? == 0 {
        let view = first_day(&app, &signed.actor).await?;
        return html(&FirstDay { p: &p, name: given_name(&signed.name), view: &view });
    }
    let mut rooms = rooms(&app, signed);
    let applies = app.flow().reader().count::<Case>(&Find::by("person_id", signed.actor.person).limit(1)).await? > 0;
    if rooms.len() > 1 && !applies {
        rooms.retain(|r| r.duty != duty_key(Duty::Candidate));
    }
    match rooms.as_slice() {
        [] => html(&Choose { p: &p, name: given_name(&signed.name), rooms: &[] }),
        [only] => Ok(see_other(only.href)),
        several => html(&Choose { p: &p, name: given_name(&signed.name), rooms: several }),
    }
}

async fn first_day(app: &AppState, actor: &Actor) -> Result<FirstDayView, WebError> {
    let flow = app.flow();
    let licence: Option<Setting> = flow.reader().get("body.licence").await?;
    let schemes = flow.reader().count::<SchemeVersion>(&Find::by("status", "published")).await?;
    let appointed: Vec<Appointment> = flow.reader().find(&Find::all().limit(50)).await?;
    let colleagues = appointed.iter().any(|appointment| appointment.person_id != actor.person);
    Ok(FirstDayView {
        sends_mail: flow.sends_mail(),
        licensed: licence.is_some(),
        schemes,
        steps: steps(schemes > 0, colleagues, |action| permit::may(actor, action)),
    })
}

/// Each duty that has work somewhere; oneself as a candidate last, when there is such a page.
fn rooms(app: &AppState, signed: &Signed) -> Vec<Room> {
    let mut rooms: Vec<Room> = Vec::new();
    for duty in Duty::ALL.into_iter().filter(|d| *d != Duty::Candidate).chain([Duty::Candidate]) {
        if !signed.actor.holds(duty) {
            continue;
        }
        let held = signed.actor.held.iter().filter(|h| h.duty == duty && duty != Duty::Candidate).copied().collect();
        let alone = Signed { actor: Actor::new(signed.actor.person, held), ..signed.clone() };
        let href = app.nav.home(&alone);
        if href != "/" && !rooms.iter().any(|r| r.href == href) {
            rooms.push(Room { duty: duty_key(duty), href });
        }
    }
    rooms
}

/// The first word of a name.
fn given_name(name: &str) -> &str {
    name.split(',').next().unwrap_or_default().split_whitespace().next().unwrap_or_default()
}

/// Of several duties, of none, on the first day.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let rooms = [
        Room { duty: duty_key(Duty::Staff), href: "/antrean" },
        Room { duty: duty_key(Duty::PanelMember), href: "/pleno" },
    ];
    samples.add("start/choose", &Choose { p, name: "Dian", rooms: &rooms });
    samples.add("start/choose none", &Choose { p, name: "Siti", rooms: &[] });
    let bare = FirstDayView { sends_mail: false, licensed: false, schemes: 0, steps: steps(false, false, |_| true) };
    samples.add("start/first_day", &FirstDay { p, name: "Dian", view: &bare });
    let ready = FirstDayView { sends_mail: true, licensed: true, schemes: 14, steps: steps(true, true, |_| false) };
    samples.add("start/first_day ready", &FirstDay { p, name: "Dian", view: &ready });
}
