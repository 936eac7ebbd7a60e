//! Safe Exam Browser at the candidate's pages: whether a request shows its key, the configuration to open the test
//! with, and the address at which that configuration begins.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use certification::{
    id::{ExamId, SittingId},
    record::exam::Exam,
};
use workflow::{
    WorkflowError,
    exam_room::{BrowserSays, configuration},
};

use super::base;
use crate::{Answer, AppState, Page, WebError, page::see_other};

/// Header with the Config Key, as SEB sends it.
const CONFIG: &str = "x-safeexambrowser-configkeyhash";
/// Header with the Browser Exam Key.
const EXAM: &str = "x-safeexambrowser-requesthash";

/// Lets a request pass that shows the key its test asks for, where it asks for one.
pub(super) async fn admitted(
    app: &AppState,
    sitting: SittingId,
    headers: &HeaderMap,
    uri: &Uri,
) -> Result<(), WorkflowError> {
    let sent = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let says = BrowserSays {
        house: app.config.public_url.trim_end_matches('/'),
        path: uri.path_and_query().map_or("/", |path| path.as_str()),
        config: sent(CONFIG),
        exam: sent(EXAM),
    };
    app.flow().exam_room().browser(sitting, says).await
}

/// Whether a refusal says that the browser is the wrong one.
pub(super) fn is_wrong_browser(error: &WorkflowError) -> bool {
    matches!(error, WorkflowError::Refused(refusal) if refusal.code == "sitting.browser")
}

/// The configuration of a test as a file that SEB opens.
pub(crate) fn configured(app: &AppState, exam: &Exam) -> Result<Response, WebError> {
    let house = app.config.public_url.trim_end_matches('/');
    let file = configuration(house, exam).ok_or(WebError::NotFound)?.file();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/seb")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"ujian.seb\"")),
    ];
    Ok((headers, file).into_response())
}

/// `/ujian/{sitting}/seb`.
pub(super) async fn file(State(app): State<AppState>, p: Page, Path(sitting): Path<SittingId>) -> Answer {
    let seat = app.flow().exam_room().door(p.actor()?, sitting).await?;
    configured(&app, &seat.exam)
}

/// `/ujian/ke/{exam}`: where the configuration begins; leads to the reader's own seat in that test.
pub(super) async fn to_own(State(app): State<AppState>, p: Page, Path(exam): Path<ExamId>) -> Answer {
    let own = app.flow().exam_room().own(p.actor()?).await?;
    let seat = own.iter().find(|seat| seat.exam.id == exam);
    Ok(see_other(&seat.map_or_else(|| "/ujian".to_owned(), |seat| base(seat.sitting.id))))
}
