//! The paper fallback as acts: an answer sheet is keyed in by two people, one after the other, and entered once their
//! entries agree or were settled with the sheet in hand. What differs is found by crate `exam`; who may key and settle,
//! and that a sheet is entered once, is judged here.

use serde::Serialize;
use serde_json::Value;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::PersonId,
    permit::{Action, Object},
    record::{
        exam::{Exam, Sitting},
        exam_sheet::SheetKeying,
    },
    refusal::{Refusal, require},
};

/// An answer sheet of a seat, in one round of keying.
#[derive(Debug, Clone)]
pub struct SheetFile {
    /// The seat.
    pub sitting: Sitting,
    /// The test.
    pub exam: Exam,
    /// The round.
    pub round: i64,
    /// What was keyed in this round, in its order.
    pub keyings: Vec<SheetKeying>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for SheetFile {
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
        std::mem::take(&mut self.outcome)
    }
}

impl SheetFile {
    /// The sheet waits, and is not the actor's own.
    fn may_touch(&self, context: &Context<'_>) -> Result<(), Refusal> {
        require(self.exam.status != "cancelled", "exam.ended")?;
        require(context.actor() != self.sitting.person_id, "sheet.own")?;
        require(self.keyings.iter().all(|keying| keying.entered_at.is_none()), "sheet.entered")
    }
}

/// Keys a sheet in. Whoever was first may do it anew until somebody else has; the entries themselves are no part of the
/// act, so that nobody reads the first in the journal before the second is made.
#[derive(Debug, Clone, Serialize)]
pub struct KeySheet {
    /// The round.
    pub round: i64,
    /// Every question with what stands on the sheet.
    #[serde(skip)]
    pub answers: Value,
}

impl Act for KeySheet {
    type File = SheetFile;
    const NAME: &'static str = "KeySheet";
    const ACTION: Action = Action::Invigilate;

    fn judge(&self, file: &mut SheetFile, context: &Context<'_>) -> Result<(), Refusal> {
        file.may_touch(context)?;
        let by = context.actor();
        let place = match file.keyings.as_slice() {
            [] => 1,
            [one] if one.keyed_by == by => 1,
            [_] => 2,
            _ => return Err(Refusal::new("sheet.both-keyed")),
        };
        let sitting = &file.sitting;
        let keying = SheetKeying {
            id: format!("{}:{}:{place}", sitting.id, self.round),
            sitting_id: sitting.id,
            exam_id: sitting.exam_id,
            event_id: sitting.event_id,
            person_id: sitting.person_id,
            round: self.round,
            place,
            keyed_by: by,
            keyed_at: context.now,
            answers: Some(self.answers.clone()),
            entered_at: None,
            entered_by: None,
        };
        file.outcome.put(&keying);
        crate::act::replace(&mut file.keyings, keying);
        Ok(())
    }
}

/// Lets a sheet that two people keyed count.
#[derive(Debug, Clone, Serialize)]
pub struct EnterSheet {
    /// The round.
    pub round: i64,
    /// How many questions they had keyed differently.
    pub differences: i64,
    /// How these were settled; empty only where there were none.
    pub reason: String,
}

impl Act for EnterSheet {
    type File = SheetFile;
    const NAME: &'static str = "EnterSheet";
    const ACTION: Action = Action::Invigilate;

    fn judge(&self, file: &mut SheetFile, context: &Context<'_>) -> Result<(), Refusal> {
        file.may_touch(context)?;
        let [first, second] = file.keyings.as_mut_slice() else { return Err(Refusal::new("sheet.not-keyed")) };
        require(first.keyed_by != second.keyed_by, "sheet.same-person")?;
        require(self.differences == 0 || !self.reason.trim().is_empty(), "sitting.reason-wanted")?;
        for keying in [first, second] {
            keying.entered_at = Some(context.now);
            keying.entered_by = Some(context.actor());
            file.outcome.put(&*keying);
        }
        file.sitting.deeds += 1;
        file.outcome.put(&file.sitting);
        Ok(())
    }
}
