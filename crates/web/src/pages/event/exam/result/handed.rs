//! What a marker opens beside the words: files that answer a question, and the pictures and recordings of the question,
//! of what it shares and of its model answer. A file does not say whose it is.

use axum::{
    body::Body,
    extract::{Path, State},
    http::header,
    response::IntoResponse as _,
};
use certification::permit::{Action, Object};
use exam::item::{Response, media::MediaName};
use store::{Media, outside::Access};
use workflow::{exam_room::stored_name, may_see};

use super::mark::room;
use crate::{Answer, AppState, Guard, Page, Routes, WebError};

/// Files and pictures below an answer.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::MarkExam);
    Routes::new().get("/acara/{event}/ujian/{exam}/penilaian/{code}/berkas/{place}", guard, file).get(
        "/acara/{event}/ujian/{exam}/penilaian/{code}/media/{*name}",
        guard,
        media,
    )
}

/// The files of an answer, by the names under which they were handed in.
pub(super) fn files(response: &Response) -> &[MediaName] {
    match response {
        Response::Files(files) => files,
        _ => &[],
    }
}

/// `PDF`.
pub(super) fn kind_of(name: &MediaName) -> String {
    name.as_str().rsplit_once('.').map_or("", |(_, ending)| ending).to_uppercase()
}

/// A file of an answer, opened by who marks it; whose it is, it does not say. Each look is noted.
async fn file(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code, place)): Path<(String, String, String, usize)>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let task = room.task(&code)?;
    let name = place.checked_sub(1).and_then(|at| files(&task.response).get(at)).ok_or(WebError::NotFound)?;
    let stored = stored_name(name.as_str()).ok_or(WebError::NotFound)?;
    let (object, stream) = app.flow().store().files()?.read(stored, None).await?;
    let media = Media::ANSWERS.iter().find(|media| media.mime() == object.media_type).ok_or(WebError::NotFound)?;
    let actor = p.actor()?;
    let permit = may_see(actor, Action::MarkExam, &Object::event(room.exam.event_id))?;
    let access = Access {
        person_id: Some(actor.person),
        duty: permit.duty(),
        action: "open-answer".to_owned(),
        object: format!("exam:{}", room.exam.id),
        subject: object.subject,
    };
    app.flow().note_look(access).await?;
    let how = if matches!(media, Media::Pdf | Media::Jpeg | Media::Png) { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, media.mime().to_owned()),
        (header::CONTENT_LENGTH, object.size.to_string()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename=\"{code}-{place}.{}\"", media.extension())),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'none'"
                .to_owned(),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

/// A picture or recording that the answer's page shows.
async fn media(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code, name)): Path<(String, String, String, String)>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    if !room.task(&code)?.media().any(|shown| shown.as_str() == name) {
        return Err(WebError::NotFound);
    }
    let (kind, bytes) = app.flow().exam_bank().media(&name).await?.ok_or(WebError::NotFound)?;
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, no-store".to_owned())];
    Ok((headers, bytes).into_response())
}
