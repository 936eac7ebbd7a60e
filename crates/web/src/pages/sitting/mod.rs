//! The candidate's side of a written test: the list of own tests, the door, the questions one by one, the look through
//! before handing in, and the receipt. Past the door only the cookie of the sitting counts; nobody's session is looked
//! up there. Everything works without a script; with one, answers are kept on the device until the server holds them.

mod browser;
mod data;
mod door;
pub(crate) mod draw;
mod filed;
mod question;
mod result;
mod review;
mod samples;
mod view;

use axum::{
    Router,
    http::HeaderMap,
    routing::{get, post},
};
use certification::{entropy::Entropy, id::SittingId, permit::Action};
use exam::sitting::state::State;
use workflow::{WorkflowError, exam_room::Bearer};

pub(crate) use self::browser::configured;
pub(crate) use self::question::given;
pub use self::samples::samples;
use crate::{AppState, Guard, Routes, WebError, cookie, middleware, page::see_other};

/// The list of own tests and the door, for who is signed in.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/ujian", Guard::Signed(Action::Sit), door::list)
        .get("/ujian/{sitting}", Guard::Signed(Action::Sit), door::show)
        // The word of the room opens the same door as often as it is said.
        .post_repeatable("/ujian/{sitting}", Guard::Signed(Action::Sit), door::open)
        .get("/ujian/ke/{exam}", Guard::Signed(Action::Sit), browser::to_own)
        .get("/ujian/{sitting}/seb", Guard::Signed(Action::Sit), browser::file)
        .get("/ujian/{sitting}/tanda-terima", Guard::Signed(Action::Sit), review::again)
        .get("/ujian/{sitting}/hasil", Guard::Signed(Action::Sit), result::show)
}

/// What lies past the door: under the layers of [`middleware::around_sittings`].
pub fn outside(state: &AppState) -> Router {
    let pages = Router::new()
        .route("/ujian/{sitting}/soal", get(question::show).post(question::take))
        .route("/ujian/{sitting}/bantuan", post(question::call))
        .route("/ujian/{sitting}/periksa", get(review::look))
        .route("/ujian/{sitting}/kumpul", post(review::hand_in))
        .route("/ujian/{sitting}/selesai", get(review::receipt))
        .route("/ujian/{sitting}/kertas", get(data::paper));
    let script = Router::new()
        .route("/ujian/luring.js", get(data::worker))
        .route("/ujian/{sitting}/jawaban", post(data::take))
        .route("/ujian/{sitting}/media/{*name}", get(data::media));
    let files = Router::new().route("/ujian/{sitting}/berkas", post(filed::take));
    middleware::around_sittings(pages, script, files, state)
}

/// Path of a sitting.
fn base(sitting: SittingId) -> String {
    format!("/ujian/{sitting}")
}

/// Whose sitting this is, by the cookie that the door gave.
fn bearer(app: &AppState, sitting: SittingId, headers: &HeaderMap) -> Option<Bearer> {
    let cookie = cookie::get_within(headers, app.config.https(), cookie::SITTING)?;
    app.flow().exam_room().bearer(sitting, cookie)
}

/// A number that a page draws, never 0.
fn drawn(entropy: &dyn Entropy) -> u32 {
    let mut bytes = [0; 4];
    entropy.fill(&mut bytes);
    u32::from_be_bytes(bytes).max(1)
}

/// The word for a state, as the script and the templates know it.
const fn state_word(state: State) -> &'static str {
    match state {
        State::NotStarted => "not-started",
        State::Working => "working",
        State::OfflineSince(_) => "offline",
        State::Paused => "paused",
        State::OnPaper => "on-paper",
        State::TimeOver => "time-over",
        State::Finished => "finished",
        State::Voided => "voided",
    }
}

/// A sitting that has ended, or goes on on paper, leads to its receipt; anything else that went wrong stays what it is.
fn or_receipt(sitting: SittingId, error: WorkflowError) -> Result<axum::response::Response, WebError> {
    match error {
        WorkflowError::Refused(refusal)
            if matches!(
                refusal.code.as_str(),
                "sitting.finished" | "sitting.time-over" | "sitting.void" | "sitting.on-paper"
            ) =>
        {
            Ok(see_other(&format!("{}/selesai", base(sitting))))
        }
        other => Err(other.into()),
    }
}
