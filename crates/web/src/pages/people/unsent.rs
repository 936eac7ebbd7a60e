//! Mail that could not be sent: to whom, what, why, and what can be done: try again, or hand the way in over on a
//! slip instead. The house goes on trying by itself for a while; what it has given up stands here too.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{id::PersonId, permit::Action};
use serde::Deserialize;
use store::JobId;
use workflow::notify::{Unsent, Why};

use super::access::show_slip;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    page::see_other,
    part::{Tag, icon},
    samples::Samples,
};

/// `/orang/surel`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::InviteAccount);
    Routes::new()
        .get("/orang/surel", guard, list)
        .post("/orang/surel/ulang", guard, again_all)
        .post("/orang/surel/{job}/ulang", guard, again)
        .post("/orang/surel/{job}/slip", guard, slip)
}

/// A message on the page.
#[derive(Debug, Clone)]
struct Row {
    job: String,
    person: PersonId,
    name: String,
    /// Key of what it is about.
    what: &'static str,
    why: Message,
    /// What would mend it.
    remedy: &'static str,
    attempts: i64,
    tag: Tag,
    since: i64,
    lets_in: bool,
}

impl Row {
    fn of(app: &AppState, one: Unsent) -> Self {
        let (why, remedy) = said(one.why);
        Self {
            job: one.job.to_string(),
            person: one.person,
            what: about(&one.message),
            lets_in: one.lets_in(),
            name: one.name,
            why,
            remedy,
            attempts: one.attempts,
            tag: tag(one.given_up),
            since: app.flow().access().on_the_wall(one.since),
        }
    }
}

fn tag(given_up: bool) -> Tag {
    if given_up {
        Tag::new("danger", icon("x"), Message::new(key("unsent-given-up")))
    } else {
        Tag::new("warning", icon("clock"), Message::new(key("unsent-trying")))
    }
}

/// What a message is about.
fn about(message: &str) -> &'static str {
    match message {
        "invitation" | "participant-invited" => key("unsent-invitation"),
        "recovery" | "access-recovered" => key("unsent-recovery"),
        _ => key("unsent-news"),
    }
}

/// Why it was not sent, and what would mend it.
fn said(why: Why) -> (Message, &'static str) {
    match why {
        Why::RefusedForNow(code) => {
            (Message::new(key("unsent-refused-for-now")).with("code", code.to_string()), key("unsent-mend-later"))
        }
        Why::Refused(code) => {
            (Message::new(key("unsent-refused")).with("code", code.to_string()), key("unsent-mend-address"))
        }
        Why::Timeout => (Message::new(key("unsent-timeout")), key("unsent-mend-server")),
        Why::Tls => (Message::new(key("unsent-tls")), key("unsent-mend-server")),
        Why::Unreachable => (Message::new(key("unsent-unreachable")), key("unsent-mend-server")),
        Why::OwnAddress => (Message::new(key("unsent-own-address")), key("unsent-mend-own")),
        Why::Address => (Message::new(key("unsent-address")), key("unsent-mend-address")),
        Why::Other => (Message::new(key("unsent-other")), key("unsent-mend-server")),
    }
}

#[derive(Template)]
#[template(path = "people/unsent.html")]
struct List<'a> {
    p: &'a Page,
    rows: &'a [Row],
    /// A mail server is set up.
    server: bool,
    done: Option<&'static str>,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let unsent = app.flow().unsent_mail(p.actor()?).await?;
    let rows: Vec<Row> = unsent.into_iter().map(|one| Row::of(&app, one)).collect();
    let done = (asked.sudah == "ulang").then_some(key("unsent-done"));
    html(&List { p: &p, rows: &rows, server: app.flow().sends_mail(), done })
}

fn parsed(job: &str) -> Result<JobId, WebError> {
    job.parse().map_err(|_| WebError::NotFound)
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn again(State(app): State<AppState>, p: Page, Path(job): Path<String>, _: Form<Nothing>) -> Answer {
    app.flow().send_again(p.actor()?, parsed(&job)?).await?;
    Ok(see_other("/orang/surel?sudah=ulang"))
}

async fn again_all(State(app): State<AppState>, p: Page, _: Form<Nothing>) -> Answer {
    let actor = p.actor()?;
    for one in app.flow().unsent_mail(actor).await? {
        app.flow().send_again(actor, one.job).await?;
    }
    Ok(see_other("/orang/surel?sudah=ulang"))
}

async fn slip(State(app): State<AppState>, p: Page, Path(job): Path<String>, _: Form<Nothing>) -> Answer {
    let given = app.flow().slip_instead(p.actor()?, parsed(&job)?).await?;
    show_slip(&app, &p, given).await
}

/// Nothing; messages of each sort; no server.
pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |n: u128, message: &str, why: Why| {
        let (why, remedy) = said(why);
        Row {
            job: uuid::Uuid::from_u128(n).to_string(),
            person: PersonId(uuid::Uuid::from_u128(n)),
            name: "Siti Rahmah".to_owned(),
            what: about(message),
            why,
            remedy,
            attempts: 8,
            tag: tag(n.is_multiple_of(2)),
            since: p.cx.now,
            lets_in: message != "case-returned",
        }
    };
    let rows = [
        row(1, "invitation", Why::Refused(550)),
        row(2, "recovery", Why::RefusedForNow(451)),
        row(3, "case-returned", Why::Unreachable),
        row(4, "invitation", Why::Timeout),
        row(5, "invitation", Why::Tls),
        row(6, "invitation", Why::OwnAddress),
        row(7, "invitation", Why::Address),
        row(8, "invitation", Why::Other),
    ];
    samples.add("people/unsent", &List { p, rows: &rows, server: true, done: Some(key("unsent-done")) });
    samples.add("people/unsent none", &List { p, rows: &[], server: true, done: None });
    samples.add("people/unsent no server", &List { p, rows: &rows[..1], server: false, done: None });
}
