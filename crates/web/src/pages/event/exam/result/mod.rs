//! What follows the sittings of a test, for who plans it: the table of results, its release, corrections of keys with
//! their preview, the analysis of the questions; and for markers the answers that no key can judge. What is scored and
//! who may see what, the workflow and crate `exam` say.

mod analysis;
mod answer;
mod correct;
mod handed;
mod mark;
mod once;
mod order;
mod release;
mod samples;
mod table;

use certification::{
    id::ExamId,
    permit::{self, Action, Object},
};
use workflow::exam_result::Overview;

pub(in crate::pages::event) use self::samples::samples;
use super::{ExamHead, schemes};
use crate::{AppState, Page, Routes, WebError};

/// `/acara/{event}/ujian/{exam}/hasil` and what stands beside it.
pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(table::routes())
        .merge(release::routes())
        .merge(correct::routes())
        .merge(mark::routes())
        .merge(answer::routes())
        .merge(handed::routes())
        .merge(analysis::routes())
}

/// The head of these pages, and which of them it is.
#[derive(Debug, Clone)]
pub(super) struct Top {
    head: ExamHead,
    /// The reader may see keys: what corrects and analyses is theirs.
    keys: bool,
}

impl Top {
    async fn of(app: &AppState, p: &Page, view: &Overview) -> Result<Self, WebError> {
        let schemes = schemes(app, &view.event).await?;
        Ok(Self { head: ExamHead::of(p, &view.exam, &view.event, &schemes), keys: sees_keys(p) })
    }
}

/// Whether the reader may see keys.
fn sees_keys(p: &Page) -> bool {
    p.actor().is_ok_and(|actor| permit::check(actor, Action::SeeBank, &Object::body()).is_ok())
}

/// The results of a test, where the reader may plan it and the address names both.
async fn overview(app: &AppState, p: &Page, event: &str, exam: &str) -> Result<Overview, WebError> {
    let exam: ExamId = exam.parse().map_err(|_| WebError::NotFound)?;
    let view = app.flow().exam_results().overview(p.actor()?, exam).await?;
    if view.event.id.to_string() == event { Ok(view) } else { Err(WebError::NotFound) }
}
