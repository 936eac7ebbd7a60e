//! A case as those who work on it see it: its file, its history, and the pages on which staff check,
//! assign and schedule it. Forms and documents have pages of their own; these link to them.

mod appeal;
mod assessor;
mod bulk;
mod concluding;
mod download;
mod file;
mod filter;
pub(in crate::pages) mod history;
mod leave;
mod list;
mod queue;
mod reject;
mod requirements;
mod seat;
mod tie;
mod view;

use axum::extract::State;
use certification::{
    casefile::CaseFile,
    duty::Duty,
    id::CaseId,
    permit::{Action, Object, Permit},
};
use workflow::{load::case_file, may_see};

pub(in crate::pages) use list::opens;

use crate::{AppState, Page, Routes, WebError, samples::Samples};

/// `/berkas/…`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(queue::routes())
        .merge(list::routes())
        .merge(download::routes())
        .merge(file::routes())
        .merge(history::routes())
        .merge(requirements::routes())
        .merge(reject::routes())
        .merge(assessor::routes())
        .merge(tie::routes())
        .merge(seat::routes())
        .merge(leave::routes())
        .merge(appeal::routes())
}

/// The case of that id, where the reader may do `action` to it, and under which leave.
async fn visible(
    State(app): &State<AppState>,
    p: &Page,
    id: &str,
    action: Action,
) -> Result<(CaseFile, Permit), WebError> {
    let id: CaseId = id.parse().map_err(|_| WebError::NotFound)?;
    let file = case_file(&mut app.flow().reader(), id).await?;
    let permit = may_see(p.actor()?, action, &Object::case(&file.case))?;
    Ok((file, permit))
}

/// The reader meets the case as its candidate only, who has pages of their own.
fn is_own(permit: &Permit) -> bool {
    permit.duty() == Duty::Candidate
}

/// Every page about a case.
pub fn samples(samples: &mut Samples<'_>) {
    file::samples(samples);
    history::samples(samples);
    list::samples(samples);
    queue::samples(samples);
    bulk::samples(samples);
    requirements::samples(samples);
    reject::samples(samples);
    assessor::samples(samples);
    tie::samples(samples);
    seat::samples(samples);
    leave::samples(samples);
    appeal::samples(samples);
}
