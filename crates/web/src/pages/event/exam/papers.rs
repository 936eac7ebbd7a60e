//! Papers drawn and frozen before the day, and another word for the room.

use axum::extract::{Path, State};
use certification::permit::Action;
use serde::Deserialize;
use workflow::WorkflowError;

use super::{planned, seats};
use crate::{Answer, AppState, Form, Guard, Page, Routes, error::refusal_message, page::see_other};

/// `/acara/{event}/ujian/{exam}/naskah` and `…/token`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::PlanExam);
    Routes::new().post("/acara/{event}/ujian/{exam}/naskah", guard, draw).post(
        "/acara/{event}/ujian/{exam}/token",
        guard,
        word,
    )
}

#[derive(Debug, Deserialize)]
struct Typed {
    /// `baru` for seats without a paper, `ulang` for all of them, `ganti` for those whose paper holds an item that was
    /// retired or became known.
    #[serde(default)]
    gambar: String,
}

async fn draw(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    let id = planned.exam.id;
    let (planning, actor) = (app.flow().exam_planning(), p.actor()?);
    let done = match form.value.gambar.as_str() {
        "ganti" => planning.replace_spoiled(actor, id).await,
        which => planning.draw(actor, id, which == "ulang").await,
    };
    match done {
        Ok(n) => Ok(see_other(&format!("/acara/{event}/ujian/{id}?sudah=gambar&n={n}"))),
        Err(WorkflowError::Refused(refusal)) => {
            let mut f = seats::proposed(seats::filled(&planned.seats), &planned);
            f.wrong("naskah", refusal_message(&refusal));
            seats::page(&app, &p, &planned, &f, (None, 0)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn word(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    _: Form<Nothing>,
) -> Answer {
    let planned = planned(&app, &p, &event, &exam).await?;
    match app.flow().exam_planning().new_word(p.actor()?, planned.exam.id).await {
        Ok(()) => Ok(see_other(&format!("/acara/{event}/ujian/{}?sudah=token", planned.exam.id))),
        Err(WorkflowError::Refused(refusal)) => {
            let mut f = seats::proposed(seats::filled(&planned.seats), &planned);
            f.wrong("token", refusal_message(&refusal));
            seats::page(&app, &p, &planned, &f, (None, 0)).await
        }
        Err(error) => Err(error.into()),
    }
}
