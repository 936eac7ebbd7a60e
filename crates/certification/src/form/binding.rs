//! The closed list of what an answer may mean to the rest of the house. Bound answers and nothing
//! else feed typed acts; a definition without the bindings its code needs is refused.

use serde::{Deserialize, Serialize};

use super::{answers::Answers, context::FormContext, definition::Definition, expand, wording::Locale};

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Binding {
    /// A value of the person's own record; the field says which.
    PersonField,
    /// Purpose of the assessment (*tujuan asesmen*).
    Purpose,
    /// The way by which the applicant claims to meet the entry requirements.
    EntryAlternative,
    /// A declaration of the applicant (ISO/IEC 17024 9.1).
    Declaration,
    /// A consent, by purpose (UU PDP).
    Consent,
    /// Staff's verdict on one requirement: `meets`, `does-not`, `missing`.
    RequirementVerdict,
    /// Why a requirement is not met.
    RequirementReason,
    /// Staff's verdict on the application: `accepted`, `rejected`, `returned`.
    ApplicationVerdict,
    /// Note to the applicant.
    ApplicationNote,
    /// Self-rating of an element: `K` or `BK`.
    SelfRating,
    /// An evidence document put forward for an element.
    EvidenceItem,
    /// Review of the self-assessment: `proceed` or `not-proceed`.
    ReviewVerdict,
    /// Candidate type 1 to 5.
    CandidateType,
    /// Day of the assessment as agreed.
    AgreedDay,
    /// A kind of evidence agreed to be collected.
    AgreedEvidence,
    /// An observed criterion: `yes` or `no`.
    CriterionResult,
    /// Verdict on an evidence document by one rule of evidence (VATM): `yes` or `no`.
    EvidenceVerdict,
    /// Result of one written, oral or interview question: `yes` or `no`.
    QuestionResult,
    /// Result of an instrument for one unit.
    InstrumentUnit,
    /// Conclusion of an instrument.
    InstrumentConclusion,
    /// A method by which evidence for a unit was collected.
    Method,
    /// Recommendation for one unit: `K` or `BK`.
    RecommendationUnit,
    /// Recommendation for the whole: `K` or `BK`.
    RecommendationOverall,
    /// Follow-up that is needed.
    FollowUp,
    /// One component of the candidate's feedback: `yes` or `no`.
    FeedbackItem,
    /// A refusal of a result, noted in the report.
    RefusalNote,
    /// What is appealed, and why.
    AppealGround,
    /// A reasonable adjustment is needed: `yes` or `no`.
    Adjustment,
    /// More time in a written test, minutes.
    WrittenMinutes,
    /// More time in a written test, per cent of the working time.
    WrittenPercent,
}

impl Binding {
    /// As in definitions and journal.
    #[must_use]
    pub fn as_str(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The bindings that a form of this code cannot do without.
    #[must_use]
    pub fn required_by(code: &str) -> &'static [Self] {
        use Binding as B;
        match code {
            "FR.APL.01" => &[
                B::PersonField,
                B::Purpose,
                B::EntryAlternative,
                B::Declaration,
                B::Consent,
                B::RequirementVerdict,
                B::RequirementReason,
                B::ApplicationVerdict,
                B::ApplicationNote,
            ],
            "FR.APL.02" => &[B::SelfRating, B::EvidenceItem, B::ReviewVerdict, B::CandidateType],
            "FR.AK.01" => &[B::AgreedDay, B::AgreedEvidence],
            "FR.AK.02" => &[B::Method, B::RecommendationUnit, B::RecommendationOverall, B::FollowUp],
            "FR.AK.03" => &[B::FeedbackItem],
            "FR.AK.04" => &[B::AppealGround],
            "FR.AK.05" => &[B::RefusalNote],
            "FR.AK.07" => &[B::Adjustment, B::CandidateType, B::WrittenMinutes, B::WrittenPercent],
            "FR.IA.01" => &[B::CriterionResult, B::InstrumentConclusion],
            "FR.IA.05C" | "FR.IA.06C" => &[B::QuestionResult, B::InstrumentUnit, B::InstrumentConclusion],
            "FR.IA.08" => &[B::EvidenceVerdict, B::InstrumentConclusion],
            "FR.IA.04B" => &[B::QuestionResult, B::InstrumentConclusion],
            "FR.IA.03" | "FR.IA.07" | "FR.IA.09" => &[B::QuestionResult],
            "FR.IA.11" => &[B::InstrumentConclusion],
            _ => &[],
        }
    }
}

/// One bound answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// What it means.
    pub binding: Binding,
    /// The row (unit code, requirement, document …), the consent's purpose, or the field itself.
    pub key: String,
    /// Key of the field or column.
    pub field: String,
    /// The answer; a field with several answers gives one entry each.
    pub value: String,
}

/// The bound answers of a form, in its order.
#[must_use]
pub fn bound(definition: &Definition, context: &FormContext, answers: &Answers) -> Vec<Bound> {
    let mut out = Vec::new();
    for cell in expand::cells(definition, context, answers, Locale::Id) {
        let Some(binding) = cell.field.binding else { continue };
        let key = match (&cell.row, &cell.field.kind) {
            (Some(row), _) => row.key.clone(),
            (None, super::field::Kind::Consent(wording)) => wording.purpose.clone(),
            (None, _) => cell.field.key.clone(),
        };
        let Some(answer) = cell.answer(context, answers) else { continue };
        out.extend(answer.values().filter(|v| !v.is_empty()).map(|value| Bound {
            binding,
            key: key.clone(),
            field: cell.field.key.clone(),
            value: value.to_owned(),
        }));
    }
    out
}
