//! Closing, reopening or cancelling an event.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{event::SetEventStatus, permit::Action};
use serde::Deserialize;
use workflow::WorkflowError;

use super::{Head, event, invented};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Icon, icon},
    samples::Samples,
};

/// `/acara/{event}/keadaan`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeEvent);
    Routes::new().get("/acara/{event}/keadaan", guard, ask_state).post("/acara/{event}/keadaan", guard, set_state)
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

/// Each state, and cancelling without a reason.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let (known, empty) = (invented(), Fields::new());
    for status in ["open", "closed", "cancelled"] {
        samples.add(format!("event/state {status}"), &StateAsk { p, f: &empty, head: &Head::of(&known), status });
    }
    let mut wrong = Fields::new();
    wrong.wrong("alasan", Message::new(key("refusal-event-reason-wanted")));
    samples.add("event/state wrong", &StateAsk { p, f: &wrong, head: &Head::of(&known), status: "open" });
}
