//! Where one is signed in, and ending it.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, html,
    page::see_other,
    part::{Icon, icon},
    samples::Samples,
};

/// `/akun/sesi`.
pub fn routes() -> Routes {
    Routes::new().get("/akun/sesi", Guard::SignedAny, show).post("/akun/sesi/akhiri", Guard::SignedAny, end).post(
        "/akun/sesi/akhiri-lain",
        Guard::SignedAny,
        end_others,
    )
}

/// A session of the list.
#[derive(Debug, Clone)]
struct SessionView {
    /// Its name in the list.
    hash: String,
    /// Family of the browser; empty when unknown.
    agent: String,
    icon: Icon,
    begun_at: i64,
    seen_at: i64,
    /// The one that shows this page.
    own: bool,
}

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct Sessions<'a> {
    p: &'a Page,
    sessions: &'a [SessionView],
    idle_minutes: i64,
    absolute_hours: i64,
}

impl Sessions<'_> {
    fn others(&self) -> usize {
        self.sessions.iter().filter(|s| !s.own).count()
    }
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    let signed = p.who().ok_or(WebError::SignIn)?;
    let flow = app.flow();
    let (access, settings) = (flow.access(), flow.settings().await?);
    let mut sessions: Vec<SessionView> = access
        .sessions(signed.actor.person)
        .await?
        .into_iter()
        .map(|s| SessionView {
            own: s.hash == signed.session,
            icon: device(&s.agent),
            begun_at: access.on_the_wall(s.created_at),
            seen_at: access.on_the_wall(s.seen_at),
            agent: s.agent,
            hash: s.hash,
        })
        .collect();
    sessions.sort_by_key(|s| !s.own);
    html(&Sessions {
        p: &p,
        sessions: &sessions,
        idle_minutes: settings.int("session.idle_minutes"),
        absolute_hours: settings.int("session.absolute_hours"),
    })
}

fn device(agent: &str) -> Icon {
    if agent.contains("iPad") {
        icon("tablet")
    } else if agent.contains("Android") || agent.contains("iPhone") {
        icon("smartphone")
    } else {
        icon("monitor")
    }
}

#[derive(Debug, Deserialize)]
struct Which {
    sesi: String,
}

async fn end(State(app): State<AppState>, p: Page, Form { value, .. }: Form<Which>) -> Answer {
    app.flow().access().end_session(p.actor()?.person, &value.sesi).await?;
    Ok(see_other("/akun/sesi"))
}

async fn end_others(State(app): State<AppState>, p: Page) -> Answer {
    let signed = p.who().ok_or(WebError::SignIn)?;
    app.flow().access().end_other_sessions(signed.actor.person, &signed.session).await?;
    Ok(see_other("/akun/sesi"))
}

/// One session, and three.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let session = |agent: &str, minutes: i64, own| SessionView {
        hash: format!("{minutes}"),
        agent: agent.to_owned(),
        icon: device(agent),
        begun_at: p.cx.now - (minutes + 30) * 60_000_000,
        seen_at: p.cx.now - minutes * 60_000_000,
        own,
    };
    let sessions =
        [session("Firefox, Windows", 0, true), session("Chrome, Android", 120, false), session("", 900, false)];
    let view = |sessions| Sessions { p, sessions, idle_minutes: 60, absolute_hours: 12 };
    samples.add("account/sessions", &view(&sessions[..1]));
    samples.add("account/sessions several", &view(&sessions));
}
