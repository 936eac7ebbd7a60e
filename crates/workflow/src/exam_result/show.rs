//! A released result to the one it is about, and to those who open their case. Nothing else leaves here.

use certification::{
    id::{CaseId, SittingId},
    permit::{Action, Actor, Object},
    record::{
        case::Case,
        exam::{Exam, Sitting},
        exam_result::ExamResult,
    },
};
use store::{Find, Read as _};

use super::{ExamResults, Released};
use crate::{WorkflowError, found, may_see};

impl ExamResults {
    /// The own result; none before it is released.
    ///
    /// # Errors
    /// Not found when the sitting is not theirs.
    pub async fn own(&self, actor: &Actor, sitting: SittingId) -> Result<(Exam, Option<Released>), WorkflowError> {
        let mut reader = self.flow.reader();
        let row: Sitting = found(reader.get(sitting).await?)?;
        may_see(actor, Action::Sit, &Object::person(row.person_id))?;
        let exam: Exam = found(reader.get(row.exam_id).await?)?;
        Ok((exam, self.released(&row).await?))
    }

    /// The released results of a case, for whoever may open it: evidence beside the form of the written test.
    ///
    /// # Errors
    /// Not found when the case is not theirs to see.
    pub async fn of_case(&self, actor: &Actor, case: CaseId) -> Result<Vec<Released>, WorkflowError> {
        let mut reader = self.flow.reader();
        let row: Case = found(reader.get(case).await?)?;
        may_see(actor, Action::SeeCase, &Object::case(&row))?;
        let sittings: Vec<Sitting> = reader.find(&Find::by("case_id", case).order_by(&["id"])).await?;
        let mut out = Vec::new();
        for sitting in &sittings {
            out.extend(self.released(sitting).await?);
        }
        Ok(out)
    }

    async fn released(&self, sitting: &Sitting) -> Result<Option<Released>, WorkflowError> {
        if sitting.voided {
            return Ok(None);
        }
        let mut reader = self.flow.reader();
        let find = Find::by("sitting_id", sitting.id).not_null("released_at").order_by(&["round"]);
        let rows: Vec<ExamResult> = reader.find(&find).await?;
        let again = rows.len() > 1;
        let Some(row) = rows.into_iter().next_back() else { return Ok(None) };
        let Some(content) = row.content.clone() else { return Ok(None) };
        let kept = serde_json::from_value(content)?;
        let exam = found(reader.get(sitting.exam_id).await?)?;
        Ok(Some(Released { exam, row, kept, again }))
    }
}
