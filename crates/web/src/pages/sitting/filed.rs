//! An answer's file on its way in: from the script, which then hands it in like any other answer, or from the form of
//! the page without one, where the answer is handed in here at once.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse as _,
};
use certification::{id::SittingId, refusal::Refusal};
use exam::{item::Interaction, sitting::given::Given};
use serde_json::json;
use workflow::{
    WorkflowError,
    exam_room::{Bearer, SentAct},
};

use super::{
    base, bearer, drawn,
    question::{QuestionPage, changes},
    view::{Head, SheetView},
};
use crate::{
    Answer, AppState, Page, WebError,
    form::{Fields, Part, Upload},
    page::{html_with, see_other},
};

/// Bytes of a plain field; a note is the longest.
const FIELD_MOST: usize = 65_536;

/// What came: the fields, and the name under which the file was kept.
struct Came {
    fields: Fields,
    kept: Option<Result<String, Refusal>>,
}

pub(super) async fn take(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    mut upload: Upload,
) -> Answer {
    let script = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json");
    let Some(bearer) = bearer(&app, sitting, &headers) else {
        return Ok(if script {
            told(&p, StatusCode::UNAUTHORIZED, &Refusal::new("sitting.bearer"))
        } else {
            see_other(&base(sitting))
        });
    };
    let came = read(&app, &bearer, &mut upload).await?;
    let kept = came.kept.clone().unwrap_or_else(|| Err(Refusal::new("sitting.no-file")));
    if script {
        return Ok(match kept {
            Ok(name) => Json(json!({ "name": name })).into_response(),
            Err(refusal) => told(&p, StatusCode::CONFLICT, &refusal),
        });
    }
    hand_in(&app, &p, &bearer, &came.fields, kept).await
}

/// A refusal with its sentence, for the script.
fn told(p: &Page, status: StatusCode, refusal: &Refusal) -> axum::response::Response {
    (status, Json(json!({ "code": refusal.code, "text": p.told_in_line(refusal) }))).into_response()
}

/// Reads the form. The number of the question stands before the file.
async fn read(app: &AppState, bearer: &Bearer, upload: &mut Upload) -> Result<Came, WebError> {
    let mut came = Came { fields: Fields::new(), kept: None };
    while let Some(mut part) = upload.next().await? {
        if part.name() != "berkas" {
            let name = part.name().to_owned();
            came.fields = came.fields.with(&name, part.text(FIELD_MOST).await?);
            continue;
        }
        if part.file_name().is_none() {
            continue;
        }
        let question = came.fields.value("n").parse().unwrap_or_default();
        came.kept = Some(match app.flow().exam_room().keep_file(bearer, question, chunks(&mut part)).await {
            Ok(name) => Ok(name),
            Err(WorkflowError::Refused(refusal)) => Err(refusal),
            Err(other) => return Err(other.into()),
        });
    }
    Ok(came)
}

/// The bytes of a part as they come.
fn chunks<'a, 'b: 'a>(
    part: &'a mut Part<'b>,
) -> impl futures::Stream<Item = Result<bytes::Bytes, WebError>> + Send + 'a {
    futures::stream::try_unfold(part, |part| async move { Ok(part.chunk().await?.map(|chunk| (chunk, part))) })
}

/// The files of an answer with one more; where one is asked for, it takes the place of the other.
fn with(before: &[String], name: String, most: u32) -> Vec<String> {
    if most == 1 { vec![name] } else { before.iter().cloned().chain([name]).collect() }
}

async fn hand_in(app: &AppState, p: &Page, bearer: &Bearer, fields: &Fields, kept: Result<String, Refusal>) -> Answer {
    let number = |name: &str| fields.value(name).parse::<u64>().map_err(|_| WebError::Unreadable);
    let epoch = number("epoch")?;
    let page = u32::try_from(number("page")?).map_err(|_| WebError::Unreadable)?;
    let n = u16::try_from(number("n")?).map_err(|_| WebError::Unreadable)?;
    let room = app.flow().exam_room();
    let desk = room.desk(bearer).await?;
    let at = usize::from(n).checked_sub(1).and_then(|at| desk.shown.questions.get(at));
    let most = match at.map(|question| &question.interaction) {
        Some(Interaction::Upload { files, .. }) => *files,
        _ => return Err(WebError::Unreadable),
    };
    let before: Vec<String> = fields.values("f").map(str::to_owned).collect();
    let refused = match kept {
        Ok(_) if most > 1 && before.len() >= most as usize => {
            Some(Refusal::new("sitting.files-enough").with("most", most))
        }
        Ok(name) => {
            // Flag and note of the same form are kept with it.
            let acts = changes(&desk, n, Some(Given::Filed(with(&before, name, most))), fields);
            let acts = (desk.next_sequence..).zip(acts).map(|(sequence, act)| SentAct { sequence, made: None, act });
            let status = room.send(bearer, epoch, page, acts.collect()).await?;
            status.refused.into_iter().map(|(_, refusal)| refusal).next()
        }
        Err(refusal) => Some(refusal),
    };
    let Some(refusal) = refused else {
        return Ok(see_other(&format!("{}/soal?n={n}&e={epoch}", base(bearer.sitting))));
    };
    let head = Head::of(app, &desk.seat).await?;
    let mut view = SheetView::of(p, head, &desk, n, drawn(app.entropy.as_ref()))?;
    view.note = fields.value("catatan").to_owned();
    view.refused = vec![p.told_in_line(&refusal)];
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &QuestionPage { p, view: &view })
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn one_file_takes_the_place_of_the_other_where_one_is_asked_for() {
        let before = ["a.pdf".to_owned()];
        assert_eq!(with(&before, "b.pdf".to_owned(), 1), ["b.pdf"]);
        assert_eq!(with(&before, "b.pdf".to_owned(), 3), ["a.pdf", "b.pdf"]);
    }
}
