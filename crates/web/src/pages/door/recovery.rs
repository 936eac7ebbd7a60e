//! The way back in without the password: by mail, by someone who knows the person, by a code.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use workflow::WorkflowError;

use crate::{Answer, AppState, Form, Guard, Page, Routes, form::Fields, html, origin, samples::Samples};

/// `/lupa`.
pub fn routes() -> Routes {
    Routes::new().get("/lupa", Guard::Public, show).post("/lupa", Guard::Public, send)
}

#[derive(Template)]
#[template(path = "door/recovery.html")]
struct Recovery<'a> {
    p: &'a Page,
    f: &'a Fields,
    /// Mail can be sent from here.
    by_mail: bool,
    /// A mail was asked for.
    asked: bool,
    /// For how many hours the code of such a mail is good.
    hours: i64,
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    let flow = app.flow();
    let hours = flow.settings().await?.int("recovery.hours");
    html(&Recovery { p: &p, f: &Fields::new(), by_mail: flow.sends_mail(), asked: false, hours })
}

#[derive(Debug, Deserialize)]
struct Typed {
    surel: String,
}

async fn send(
    State(app): State<AppState>,
    p: Page,
    origin::From(origin): origin::From,
    Form { value, .. }: Form<Typed>,
) -> Answer {
    let flow = app.flow();
    let asked = match flow.access().ask_recovery(&value.surel, &origin).await {
        Ok(()) => true,
        Err(WorkflowError::Refused(refusal)) if refusal.code == "access.no-mail-server" => false,
        Err(error) => return Err(error.into()),
    };
    let hours = flow.settings().await?.int("recovery.hours");
    html(&Recovery { p: &p, f: &Fields::new(), by_mail: flow.sends_mail(), asked, hours })
}

/// Before and after asking, and where no mail is sent.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = &Fields::new();
    samples.add("door/recovery", &Recovery { p, f, by_mail: true, asked: false, hours: 24 });
    samples.add("door/recovery asked", &Recovery { p, f, by_mail: true, asked: true, hours: 24 });
    samples.add("door/recovery without mail", &Recovery { p, f, by_mail: false, asked: false, hours: 24 });
}
