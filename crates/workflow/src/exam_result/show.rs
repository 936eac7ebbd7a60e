//! A released result to the one it is about, and to those who open their case. Nothing else leaves here.

use certification::{
    id::{CaseId, ExamFormId, SittingId},
    permit::{Action, Actor, Object},
    record::{
        case::Case,
        exam::{Blueprint as BlueprintRow, Exam, ExamForm, Sitting},
        exam_result::ExamResult,
    },
};
use exam::blueprint::{Blueprint, PassRule};
use store::{Find, Read as _};

use super::{ExamResults, Released};
use crate::{WorkflowError, found, may_see};

/// A candidate's own result.
#[derive(Debug, Clone)]
pub struct Own {
    /// The test.
    pub exam: Exam,
    /// The seat.
    pub sitting: Sitting,
    /// The result; none before it is released.
    pub released: Option<Released>,
    /// When it is passed and where that comes from: of the blueprint that its form fills. None before the release.
    pub pass: Option<PassRule>,
}

impl ExamResults {
    /// The own result; none before it is released.
    ///
    /// # Errors
    /// Not found when the sitting is not theirs.
    pub async fn own(&self, actor: &Actor, sitting: SittingId) -> Result<Own, WorkflowError> {
        let mut reader = self.flow.reader();
        let sitting: Sitting = found(reader.get(sitting).await?)?;
        may_see(actor, Action::Sit, &Object::person(sitting.person_id))?;
        let exam: Exam = found(reader.get(sitting.exam_id).await?)?;
        let released = self.released(&sitting).await?;
        let pass = match sitting.form_id.filter(|_| released.is_some()) {
            Some(form) => Some(self.pass_rule(form).await?),
            None => None,
        };
        Ok(Own { exam, sitting, released, pass })
    }

    /// The rule of the blueprint that a form fills. The form itself stays sealed.
    async fn pass_rule(&self, form: ExamFormId) -> Result<PassRule, WorkflowError> {
        let mut reader = self.flow.reader();
        let form: ExamForm = found(reader.get(form).await?)?;
        let row: BlueprintRow = found(reader.get(form.blueprint_id.as_str()).await?)?;
        let blueprint: Blueprint = serde_json::from_value(row.content)?;
        Ok(blueprint.pass)
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
