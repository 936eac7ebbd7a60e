//! What the invigilator does at a seat. The rules of a sitting (crate `exam`) judge whether it fits; the deed itself is
//! an event of the sitting, and this act is its entry in the journal: who, when, in which duty, why.

use serde::Serialize;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::{FormId, PersonId},
    permit::{Action, Object},
    record::exam::{Exam, Sitting},
    refusal::{Refusal, require},
};

/// A seat of a test.
#[derive(Debug, Clone)]
pub struct SittingFile {
    /// The seat.
    pub sitting: Sitting,
    /// The test.
    pub exam: Exam,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for SittingFile {
    fn stream(&self) -> String {
        format!("sitting/{}", self.sitting.id)
    }
    fn subject(&self) -> Option<PersonId> {
        Some(self.sitting.person_id)
    }
    fn object(&self) -> Object {
        Object { event: Some(self.sitting.event_id), person: Some(self.sitting.person_id), ..Object::default() }
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        self.outcome.put(&self.sitting);
        std::mem::take(&mut self.outcome)
    }
}

/// What was done at a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeatDeed {
    /// Interrupted.
    Paused,
    /// Goes on.
    Resumed,
    /// Time given.
    TimeGiven,
    /// Moved to another device.
    Moved,
    /// Came to who had asked.
    HelpGiven,
    /// Wrote to the candidate.
    Replied,
    /// An incident recorded or corrected.
    Incident,
    /// Collected.
    Collected,
    /// Handed in by mistake; goes on.
    Reopened,
    /// Void.
    Voided,
    /// Goes on on paper.
    ToPaper,
    /// Let in without Safe Exam Browser.
    BrowserWaived,
    /// Who sits there was compared with a document.
    IdentityChecked,
    /// Who sits there is not the person.
    IdentityDoubted,
}

/// Records what the invigilator did at a seat.
#[derive(Debug, Clone, Serialize)]
pub struct AtSeat {
    /// What.
    pub deed: SeatDeed,
    /// Minutes given, where there are any.
    pub minutes: i64,
    /// Why.
    pub reason: String,
}

impl Act for AtSeat {
    type File = SittingFile;
    const NAME: &'static str = "AtSeat";
    const ACTION: Action = Action::Invigilate;

    fn judge(&self, file: &mut SittingFile, _: &Context<'_>) -> Result<(), Refusal> {
        // Closed, nothing goes on at a seat: answers that came now would be in no result.
        let ends = matches!(
            self.deed,
            SeatDeed::Voided | SeatDeed::Collected | SeatDeed::IdentityChecked | SeatDeed::IdentityDoubted
        );
        if file.exam.status == "cancelled" || (file.exam.status == "closed" && !ends) {
            return Err(Refusal::new("exam.ended"));
        }
        file.sitting.deeds += 1;
        file.sitting.voided |= self.deed == SeatDeed::Voided;
        Ok(())
    }
}

/// Gives a seat the time that FR.AK.07 agreed after the seat was kept: before the start as its adjustment, under way as
/// time given, which is an event of the sitting besides.
#[derive(Debug, Clone, Serialize)]
pub struct AdjustSeat {
    /// The signed form.
    pub form: FormId,
    /// Minutes that it agrees.
    pub minutes: i64,
    /// Per cent that it agrees.
    pub percent: i64,
    /// Minutes given under way; none before the start.
    pub given: Option<i64>,
}

impl Act for AdjustSeat {
    type File = SittingFile;
    const NAME: &'static str = "AdjustSeat";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut SittingFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(matches!(file.exam.status.as_str(), "planned" | "frozen"), "exam.ended")?;
        require(!file.sitting.taken_away, "exam.unknown-seat")?;
        if self.given.is_some() {
            file.sitting.deeds += 1;
        } else {
            file.sitting.extra_minutes = self.minutes;
            file.sitting.extra_percent = self.percent;
        }
        Ok(())
    }
}
