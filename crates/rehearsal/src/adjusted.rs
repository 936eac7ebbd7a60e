//! More time in a written test, agreed in FR.AK.07: the way of a case to that form, and both signatures on it.

use certification::{
    duty::Duty,
    form::{Answer, FieldView, Mode, Role},
    id::{CaseId, PersonId},
};

use crate::{Conclusion, Player, Rehearsal, RehearsalError, Troupe, error::script};

/// The form.
const CODE: &str = "FR.AK.07";

/// Who plays a case, and its assessor.
fn of<'r>(stage: &'r Rehearsal, troupe: &Troupe, case: CaseId) -> Result<(Player<'r>, PersonId), RehearsalError> {
    let at = troupe.cases.iter().position(|known| known.id == case).ok_or_else(|| script("no such case"))?;
    let assessor = troupe.assessors.get(at % troupe.assessors.len().max(1)).ok_or_else(|| script("no assessor"))?;
    Ok((troupe.player(stage, at)?, *assessor))
}

/// Takes a case from the invitation to where FR.AK.07 opens.
///
/// # Errors
/// When an act was refused.
pub async fn prepare(stage: &Rehearsal, troupe: &Troupe, case: CaseId) -> Result<(), RehearsalError> {
    let ((player, assessor), staff) = (of(stage, troupe, case)?, troupe.cast.one(Duty::Staff)?);
    player.confirm().await?;
    player.apply().await?;
    player.check(staff, Conclusion::Accepted).await?;
    player.assess_oneself().await?;
    player.assign(staff, assessor, "").await?;
    player.review(true).await
}

/// The assessor writes so many minutes; nobody has signed yet.
///
/// # Errors
/// When an act was refused.
pub async fn write(stage: &Rehearsal, troupe: &Troupe, case: CaseId, minutes: &str) -> Result<(), RehearsalError> {
    let (player, assessor) = of(stage, troupe, case)?;
    let wish = |field: &FieldView| (field.key == "written-minutes").then(|| Answer::One(minutes.to_owned()));
    player.submit(assessor, CODE, Role::Assessor, &wish).await
}

/// Signs in a slot: the assessor in their own session, the candidate in presence of the assessor.
///
/// # Errors
/// When an act was refused.
pub async fn sign(stage: &Rehearsal, troupe: &Troupe, case: CaseId, slot: &str) -> Result<(), RehearsalError> {
    let (player, assessor) = of(stage, troupe, case)?;
    let mode = if slot == "candidate" { Mode::InPresence } else { Mode::Session };
    player.sign(assessor, CODE, slot, mode).await
}
