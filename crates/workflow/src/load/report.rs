//! An assessor's report of an event.

use certification::{
    act::{Context, Outcome},
    id::{EventId, PersonId},
    record::{case::Case, form::Form},
    report::{CODE, ReportFile},
};
use store::{Find, Read, Tx};

use super::{Load, case_file};
use crate::error::{WorkflowError, found};

/// Loads a report in a reader or a transaction.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such event or assessor.
pub async fn report_file(r: &mut impl Read, event: EventId, assessor: PersonId) -> Result<ReportFile, WorkflowError> {
    let mine = Find::by("assessor_id", assessor).and("event_id", event).order_by(&["running"]);
    let cases: Vec<Case> = r.find(&mine).await?;
    let mut files = Vec::with_capacity(cases.len());
    for case in cases {
        files.push(case_file(r, case.id).await?);
    }
    let form: Option<Form> = r.first(Find::by("event_id", event).and("code", CODE).and("subject_id", assessor)).await?;
    let signatures = match &form {
        Some(form) => r.find(&Find::by("form_id", form.id)).await?,
        None => Vec::new(),
    };
    Ok(ReportFile {
        event: found(r.get(event).await?)?,
        assessor: found(r.get(assessor).await?)?,
        registration: r.get(assessor).await?,
        form,
        signatures,
        cases: files,
        outcome: Outcome::default(),
    })
}

impl Load for ReportFile {
    type Key = (EventId, PersonId);

    async fn load(tx: &mut Tx, (event, assessor): &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        report_file(tx, *event, *assessor).await
    }
}
