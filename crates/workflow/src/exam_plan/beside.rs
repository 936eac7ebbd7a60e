//! What planners should know of whom they seat: who has not agreed to the assessment yet (FR.AK.01, R-09), and who sits
//! another test of the event at the same time.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::{CaseId, PersonId},
    record::{
        exam::{Exam, Sitting},
        form::Form,
    },
};
use store::{Find, Read};

use crate::WorkflowError;

/// Microseconds of a minute.
const MINUTE: i64 = 60_000_000;

/// Those of these cases whose FR.AK.01 everybody has signed. What it says is not opened.
pub(crate) async fn with_agreement(r: &mut impl Read, cases: Find) -> Result<BTreeSet<CaseId>, WorkflowError> {
    let forms: Vec<Form> = r.find(&cases.and("code", "FR.AK.01").unopened()).await?;
    let signed = forms.into_iter().filter(|form| matches!(form.state.as_str(), "signed" | "locked"));
    Ok(signed.filter_map(|form| form.case_id).collect())
}

/// A test beside this one: when it opens, until when one may begin, and its name.
pub type Beside = (i64, i64, String);

/// People who have a seat in another test of the event that may run while this one does, with those tests.
pub(super) async fn elsewhere(
    r: &mut impl Read,
    exam: &Exam,
) -> Result<BTreeMap<PersonId, BTreeSet<Beside>>, WorkflowError> {
    let others: Vec<Exam> = r.find(&Find::by("event_id", exam.event_id)).await?;
    let others: Vec<Exam> = others.into_iter().filter(|other| other.id != exam.id && meet(exam, other)).collect();
    if others.is_empty() {
        return Ok(BTreeMap::new());
    }
    let seats: Vec<Sitting> = r.find(&Find::all().one_of("exam_id", others.iter().map(|other| other.id))).await?;
    let mut found: BTreeMap<PersonId, BTreeSet<Beside>> = BTreeMap::new();
    for seat in seats.iter().filter(|seat| !seat.taken_away && !seat.voided) {
        let other = others.iter().find(|other| other.id == seat.exam_id);
        found.entry(seat.person_id).or_default().extend(other.map(|o| (o.opens, o.last_start, o.name.clone())));
    }
    Ok(found)
}

/// Whether two tests that are still to be held may run at the same time: from the first opening to the end of whoever opens
/// last.
fn meet(one: &Exam, other: &Exam) -> bool {
    let running = |exam: &Exam| matches!(exam.status.as_str(), "planned" | "frozen");
    let ends = |exam: &Exam| exam.last_start + exam.minutes * MINUTE;
    running(one) && running(other) && one.opens < ends(other) && other.opens < ends(one)
}
