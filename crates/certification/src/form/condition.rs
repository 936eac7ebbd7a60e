//! When a form opens and locks: a closed list of named conditions on the case, and how far other
//! forms must have come. The facts come from the context; nothing is looked up here.

use serde::{Deserialize, Serialize};

use super::{
    context::FormContext,
    definition::Definition,
    wording::{Locale, Text},
};
use crate::{record::case::Case, stage::Stage};

/// A condition on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The invited person confirmed taking part.
    Confirmed,
    /// Staff accepted the application.
    ApplicationAccepted,
    /// Staff gave a final verdict: accepted or rejected.
    ApplicationDecided,
    /// An assessor is assigned.
    AssessorAssigned,
    /// That assessor declared to be free of conflict.
    ConflictFree,
    /// The review of FR.APL.02 lets the case proceed.
    ReviewProceed,
    /// The review of FR.APL.02 was given, either way.
    Reviewed,
    /// Day and session are set.
    Scheduled,
    /// The candidate was present.
    Present,
    /// FR.AK.02 is submitted.
    Recommended,
    /// The body decided, and did not send the case back.
    Decided,
    /// The candidate withdrew.
    Withdrawn,
    /// A certificate has its number.
    Numbered,
    /// The term of an appeal is over, and none was filed in it.
    AppealOver,
    /// The appeal was answered.
    AppealAnswered,
}

impl Condition {
    /// Whether it holds.
    #[must_use]
    pub fn holds(self, case: &CaseFacts) -> bool {
        let is = |value: &Option<String>, word: &str| value.as_deref() == Some(word);
        match self {
            Self::Confirmed => case.confirmed,
            Self::ApplicationAccepted => is(&case.application_verdict, "accepted"),
            Self::ApplicationDecided => {
                is(&case.application_verdict, "accepted") || is(&case.application_verdict, "rejected")
            }
            Self::AssessorAssigned => case.assessor_assigned,
            Self::ConflictFree => case.conflict_free,
            Self::ReviewProceed => is(&case.review, "proceed"),
            Self::Reviewed => case.review.is_some(),
            Self::Scheduled => case.scheduled,
            Self::Present => case.present,
            Self::Recommended => case.recommendation.is_some(),
            Self::Decided => is(&case.decision, "granted") || is(&case.decision, "not-granted"),
            Self::Withdrawn => case.withdrawn,
            Self::Numbered => matches!(case.stage, Some(Stage::Issuing | Stage::Issued)),
            Self::AppealOver => case.appeal_over,
            Self::AppealAnswered => case.appeal_answered,
        }
    }

    /// What it closes is not opened again by whatever happens to the case.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Numbered | Self::AppealOver | Self::AppealAnswered)
    }

    /// What the person waits for, or why it is closed.
    #[must_use]
    pub fn wording(self) -> Text {
        match self {
            Self::Confirmed => Text::new("keikutsertaan dikonfirmasi", "taking part is confirmed"),
            Self::ApplicationAccepted => Text::new("permohonan diterima LSP", "the application is accepted"),
            Self::ApplicationDecided => Text::new("permohonan sudah diputus LSP", "the application has its verdict"),
            Self::AssessorAssigned => Text::new("asesor ditunjuk", "an assessor is assigned"),
            Self::ConflictFree => {
                Text::new("asesor menyatakan bebas dari benturan kepentingan", "the assessor declared no conflict")
            }
            Self::ReviewProceed => Text::new(
                "asesor meninjau asesmen mandiri: dapat dilanjutkan",
                "the assessor reviewed the self-assessment: to proceed",
            ),
            Self::Reviewed => Text::new("asesmen mandiri sudah ditinjau", "the self-assessment is reviewed"),
            Self::Scheduled => Text::new("hari dan sesi ditetapkan", "day and session are set"),
            Self::Present => Text::new("asesi tercatat hadir", "the candidate is recorded as present"),
            Self::Recommended => Text::new(
                "rekomendasi (FR.AK.02) sudah dikirim; buka kembali FR.AK.02 bila ada yang harus diubah",
                "the recommendation (FR.AK.02) is submitted; open FR.AK.02 again if something has to change",
            ),
            Self::Decided => Text::new("kasus sudah diputus pleno", "the panel has decided the case"),
            Self::Withdrawn => Text::new("asesi mengundurkan diri", "the candidate withdrew"),
            Self::Numbered => Text::new("sertifikatnya sudah dibuat", "the certificate is being made"),
            Self::AppealOver => Text::new("masa banding sudah lewat", "the term of an appeal is over"),
            Self::AppealAnswered => Text::new("banding sudah dijawab", "the appeal has been answered"),
        }
    }
}

/// Facts of the case that conditions ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFacts {
    /// The invited person confirmed taking part.
    pub confirmed: bool,
    /// `accepted`, `rejected` or `returned`.
    pub application_verdict: Option<String>,
    /// An assessor is assigned.
    pub assessor_assigned: bool,
    /// The assessor declared to be free of conflict.
    pub conflict_free: bool,
    /// `proceed` or `not-proceed`.
    pub review: Option<String>,
    /// Candidate type 1 to 5.
    pub candidate_type: Option<i64>,
    /// Day and session are set.
    pub scheduled: bool,
    /// Present at the assessment.
    pub present: bool,
    /// `K` or `BK`.
    pub recommendation: Option<String>,
    /// `granted`, `not-granted` or `returned`.
    pub decision: Option<String>,
    /// Withdrawn by the candidate.
    pub withdrawn: bool,
    /// Where the case stands; none for a form that belongs to no case.
    pub stage: Option<Stage>,
    /// The term of an appeal is over, and none was filed in it.
    pub appeal_over: bool,
    /// The appeal was answered.
    pub appeal_answered: bool,
}

impl From<&Case> for CaseFacts {
    fn from(case: &Case) -> Self {
        Self {
            confirmed: case.confirmed_at.is_some(),
            application_verdict: case.application_verdict.clone(),
            assessor_assigned: case.assessor_id.is_some(),
            conflict_free: case.conflict_free == Some(true),
            review: case.review.clone(),
            candidate_type: case.candidate_type,
            scheduled: case.session.is_some() && case.day.is_some(),
            present: case.present == Some(true),
            recommendation: case.recommendation.clone(),
            decision: case.decision.clone(),
            withdrawn: case.withdrawn.is_some(),
            stage: Some(case.stage),
            appeal_over: false,
            appeal_answered: false,
        }
    }
}

/// That another form must have come so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    /// Code of the other form; `FR.IA.*` is any form of that family.
    pub form: String,
    /// How far.
    pub state: Progress,
}

impl Dependency {
    /// What the codes of a family begin with, where it is one.
    #[must_use]
    pub fn family(&self) -> Option<&str> {
        self.form.strip_suffix('*')
    }

    /// How far it has come; of a family, the form that came furthest.
    fn progress(&self, context: &FormContext) -> Option<Progress> {
        match self.family() {
            Some(family) => {
                let of = context.forms.iter().filter(|(code, _)| code.starts_with(family));
                of.filter_map(|(_, form)| form.progress).max()
            }
            None => context.progress(&self.form),
        }
    }
}

/// How far a form has come; later includes earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// Submitted at least once and not reopened since.
    Submitted,
    /// Signed, or refused, in every slot.
    Signed,
}

/// Whether a form can be filled now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opening {
    /// It can.
    pub open: bool,
    /// What it waits for.
    pub waits_for: Vec<String>,
    /// Why it is closed for good, or until reopened.
    pub locked_by: Option<String>,
}

/// The case has ended, and the form does not stay open after this end.
fn ended(definition: &Definition, case: &CaseFacts) -> bool {
    case.stage.is_some_and(|stage| stage.ended() && !definition.open_after.contains(&stage))
}

/// Why a form is closed, whatever it waits for: by its own conditions, or since the case has ended.
fn closed(definition: &Definition, case: &CaseFacts) -> Option<Text> {
    let own = definition.locks_when.iter().find(|c| c.holds(case)).map(|c| c.wording());
    own.or_else(|| ended(definition, case).then(|| Text::new("berkas ini sudah selesai", "the case has ended")))
}

/// A form is closed and nothing opens it again, so that there is nothing to fill in.
#[must_use]
pub fn closed_for_good(definition: &Definition, case: &CaseFacts) -> bool {
    ended(definition, case) || definition.locks_when.iter().any(|c| c.is_final() && c.holds(case))
}

/// Whether a form can be filled now, and if not, why.
#[must_use]
pub fn opening(definition: &Definition, context: &FormContext, locale: Locale) -> Opening {
    let mut waits_for: Vec<String> =
        definition.opens_when.iter().filter(|c| !c.holds(&context.case)).map(|c| c.wording().own(locale)).collect();
    waits_for.extend(definition.depends_on.iter().filter(|d| d.progress(context) < Some(d.state)).map(|d| {
        let done = match d.state {
            Progress::Submitted => locale.pick("dikirim", "is submitted"),
            Progress::Signed => locale.pick("ditandatangani", "is signed"),
        };
        match d.family() {
            Some(family) => {
                format!("{} {}* {done}", locale.pick("sedikitnya satu", "at least one"), family)
            }
            None => format!("{} {done}", d.form),
        }
    }));
    let locked_by = closed(definition, &context.case).map(|why| why.own(locale));
    Opening { open: waits_for.is_empty() && locked_by.is_none(), waits_for, locked_by }
}
