//! Appointing someone to a duty, and ending an appointment with its reason.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    duty::Duty,
    id::{AppointmentId, PersonId},
    permit::Action,
    person::{Appoint, EndAppointment},
    record::{event::Event, person::Appointment},
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::{WorkflowError, load::PersonKey};

use super::{parsed, today, visible};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::duty_key,
    samples::Samples,
};

/// Events that may be chosen.
const EVENTS: i64 = 200;

/// `/orang/{person}/tunjuk` and `/orang/{person}/akhiri/{appointment}`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/orang/{person}/tunjuk", Guard::Signed(Action::Appoint), ask)
        .post("/orang/{person}/tunjuk", Guard::Signed(Action::Appoint), appoint)
        .get("/orang/{person}/akhiri/{appointment}", Guard::Signed(Action::Appoint), ask_end)
        .post("/orang/{person}/akhiri/{appointment}", Guard::Signed(Action::Appoint), end)
}

#[derive(Template)]
#[template(path = "people/appoint.html")]
struct Ask<'a> {
    p: &'a Page,
    f: &'a Fields,
    person: PersonId,
    name: &'a str,
    duties: &'a [(String, String)],
    events: &'a [(String, String)],
}

#[derive(Template)]
#[template(path = "people/end.html")]
struct End<'a> {
    p: &'a Page,
    f: &'a Fields,
    person: PersonId,
    name: &'a str,
    appointment: AppointmentId,
    /// Key of the duty.
    duty: &'static str,
}

fn duties(p: &Page) -> Vec<(String, String)> {
    let given = Duty::ALL.into_iter().filter(|d| *d != Duty::Candidate);
    given.map(|d| (d.to_string(), p.t(duty_key(d)).into_owned())).collect()
}

async fn events(app: &AppState, p: &Page) -> Result<Vec<(String, String)>, WebError> {
    let find = Find::all().order_by(&["starts", "id"]).descending().limit(EVENTS);
    let all: Vec<Event> = app.flow().reader().find(&find).await?;
    let none = (String::new(), p.t("appoint-no-event").into_owned());
    Ok(std::iter::once(none)
        .chain(all.into_iter().map(|e| (e.id.to_string(), format!("{} ({})", e.title, e.code))))
        .collect())
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let id = parsed(&id)?;
    let person = visible(&app, &p, id, Action::Appoint).await?;
    let f = Fields::new().with("mulai", today(&app).await?);
    let events = events(&app, &p).await?;
    html(&Ask { p: &p, f: &f, person: id, name: &person.full_name(), duties: &duties(&p), events: &events })
}

#[derive(Debug, Deserialize)]
struct Typed {
    tugas: String,
    #[serde(default)]
    acara: String,
    mulai: String,
    #[serde(default)]
    akhir: String,
}

async fn appoint(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Typed>,
) -> Answer {
    let id = parsed(&id)?;
    let person = visible(&app, &p, id, Action::Appoint).await?;
    let duty: Duty = value.tugas.parse().map_err(|_| WebError::Unreadable)?;
    let of_event = matches!(duty, Duty::Facilitator | Duty::Assessor);
    let act = Appoint {
        duty,
        event: of_event.then(|| value.acara.parse().ok()).flatten(),
        // A contact is one of the institution where they work.
        institution: if duty == Duty::Contact { person.institution_id } else { None },
        starts: value.mulai.trim().to_owned(),
        ends: Some(value.akhir.trim().to_owned()).filter(|e| !e.is_empty()),
    };
    match app.flow().perform(p.actor()?, PersonKey::from(id), act).await {
        Ok(_) => Ok(see_other(&format!("/orang/{id}?sudah=tunjuk"))),
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("appointment.") => {
            let field = match refusal.code.as_str() {
                "appointment.event-wanted" => "acara",
                "appointment.date" => "mulai",
                _ => "tugas",
            };
            fields.wrong(field, refusal_message(&refusal));
            let (name, duties, events) = (person.full_name(), duties(&p), events(&app, &p).await?);
            let view = Ask { p: &p, f: &fields, person: id, name: &name, duties: &duties, events: &events };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(error.into()),
    }
}

async fn appointment(app: &AppState, person: PersonId, id: &str) -> Result<Appointment, WebError> {
    let id: AppointmentId = id.parse().map_err(|_| WebError::NotFound)?;
    let found: Option<Appointment> = app.flow().reader().get(id).await?;
    found.filter(|a| a.person_id == person).ok_or(WebError::NotFound)
}

async fn ask_end(State(app): State<AppState>, p: Page, Path((id, which)): Path<(String, String)>) -> Answer {
    let id = parsed(&id)?;
    let person = visible(&app, &p, id, Action::Appoint).await?;
    let ending = appointment(&app, id, &which).await?;
    let f = Fields::new();
    let name = person.full_name();
    html(&End { p: &p, f: &f, person: id, name: &name, appointment: ending.id, duty: duty_key(ending.duty) })
}

#[derive(Debug, Deserialize)]
struct Reason {
    #[serde(default)]
    alasan: String,
}

async fn end(
    State(app): State<AppState>,
    p: Page,
    Path((id, which)): Path<(String, String)>,
    Form { value, mut fields, .. }: Form<Reason>,
) -> Answer {
    let id = parsed(&id)?;
    let person = visible(&app, &p, id, Action::Appoint).await?;
    let ending = appointment(&app, id, &which).await?;
    let act = EndAppointment { appointment: ending.id, reason: value.alasan };
    match app.flow().perform(p.actor()?, PersonKey::from(id), act).await {
        Ok(_) => Ok(see_other(&format!("/orang/{id}?sudah=akhiri"))),
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("appointment.") => {
            fields.wrong("alasan", refusal_message(&refusal));
            let name = person.full_name();
            let view =
                End { p: &p, f: &fields, person: id, name: &name, appointment: ending.id, duty: duty_key(ending.duty) };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(error.into()),
    }
}

/// Asking, and refused.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let person = PersonId(uuid::Uuid::from_u128(1));
    let (duties, events) = (duties(p), vec![(String::new(), p.t("appoint-no-event").into_owned())]);
    let mut wrong = Fields::new().with("tugas", "facilitator");
    wrong.wrong("acara", Message::new(key("refusal-appointment-event-wanted")));
    let name = "Siti Rahmah";
    let f = Fields::new().with("mulai", "2026-11-22");
    samples.add("people/appoint", &Ask { p, f: &f, person, name, duties: &duties, events: &events });
    samples.add("people/appoint wrong", &Ask { p, f: &wrong, person, name, duties: &duties, events: &events });
    let mut empty = Fields::new();
    empty.wrong("alasan", Message::new(key("refusal-appointment-reason-wanted")));
    let appointment = AppointmentId(uuid::Uuid::from_u128(2));
    let duty = duty_key(Duty::PanelMember);
    samples.add("people/end", &End { p, f: &Fields::new(), person, name, appointment, duty });
    samples.add("people/end wrong", &End { p, f: &empty, person, name, appointment, duty });
}
