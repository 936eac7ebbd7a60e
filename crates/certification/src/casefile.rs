//! The file of a case: everything that is known of it, as judges see it. Putting a record here
//! both changes the file and records the change; the stage follows from the facts at the end.

use crate::{
    act::{Context, Outcome, Outcomes, replace},
    appeal::Term,
    form::WrittenTest,
    id::{FormId, PersonId},
    record::{
        Record,
        case::{Assignment, Case, Consent, Document, Recommendation, Verification},
        certificate::{Certificate, StatusChange},
        decision::{Appeal, Decision, Vote},
        event::Event,
        form::{Form, Signature},
        person::{Assessor, Institution, Person},
        scheme::SchemeVersion,
    },
    stage::{Funnel, Stage},
};

/// A case with all that belongs to it.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Its event.
    pub event: Event,
    /// The pinned version of its scheme.
    pub scheme: SchemeVersion,
    /// The candidate.
    pub person: Person,
    /// Where the candidate works.
    pub institution: Option<Institution>,
    /// The assigned assessor as a person.
    pub assessor: Option<Person>,
    /// The assigned assessor's registration.
    pub registration: Option<Assessor>,
    /// Documents and evidence handed in, superseded ones too.
    pub documents: Vec<Document>,
    /// Verdicts on requirements.
    pub verifications: Vec<Verification>,
    /// Consents.
    pub consents: Vec<Consent>,
    /// Assignments, past ones too.
    pub assignments: Vec<Assignment>,
    /// Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// Filled forms.
    pub forms: Vec<Form>,
    /// Signatures on them.
    pub signatures: Vec<Signature>,
    /// Released results of written tests: evidence beside the forms.
    pub written: Vec<WrittenTest>,
    /// Votes of panels.
    pub votes: Vec<Vote>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Appeals, answered ones too.
    pub appeals: Vec<Appeal>,
    /// The term of an appeal against the decision, as it stands now.
    pub appeal_term: Term,
    /// Certificates.
    pub certificates: Vec<Certificate>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

/// Where a kind of record stands in the file.
pub trait Holds<R: Record> {
    /// Its rows.
    fn rows(&mut self) -> &mut Vec<R>;
}

macro_rules! holds {
    ($($record:ty => $field:ident),+ $(,)?) => {$(
        impl Holds<$record> for CaseFile {
            fn rows(&mut self) -> &mut Vec<$record> {
                &mut self.$field
            }
        }
    )+};
}

holds! {
    Document => documents,
    Verification => verifications,
    Consent => consents,
    Assignment => assignments,
    Recommendation => recommendations,
    Form => forms,
    Signature => signatures,
    Vote => votes,
    Decision => decisions,
    Appeal => appeals,
    Certificate => certificates,
}

impl CaseFile {
    /// Puts a record of the case.
    pub fn put<R: Record>(&mut self, record: R)
    where
        Self: Holds<R>,
    {
        self.outcome.put(&record);
        replace(self.rows(), record);
    }

    /// Puts a change of a certificate's status.
    pub fn put_status(&mut self, change: &StatusChange) {
        self.outcome.put(change);
    }

    /// Puts the candidate's own data.
    pub fn put_person(&mut self, person: Person) {
        self.outcome.put(&person);
        self.person = person;
    }

    /// The filled form of that code, when submitted.
    #[must_use]
    pub fn form(&self, code: &str) -> Option<&Form> {
        self.forms.iter().find(|f| f.code == code)
    }

    /// Signatures that stand on a form.
    #[must_use]
    pub fn signatures_on(&self, form: Option<&Form>) -> Vec<Signature> {
        let Some(form) = form else { return Vec::new() };
        self.signatures.iter().filter(|s| s.form_id == form.id && !s.void).cloned().collect()
    }

    /// The signature that stands in a slot of a form: not void, and on its present digest or of an earlier slot.
    #[must_use]
    pub fn signature(&self, form: FormId, slot: &str) -> Option<&Signature> {
        self.signatures.iter().find(|s| s.form_id == form && s.slot == slot && !s.void)
    }

    /// The form was submitted and signed in that slot.
    #[must_use]
    pub fn signed(&self, code: &str, slot: &str) -> bool {
        self.form(code).and_then(|f| self.signature(f.id, slot)).is_some_and(|s| !s.refused)
    }

    /// The form's slot was signed, or signing was refused and recorded.
    #[must_use]
    pub fn answered(&self, code: &str, slot: &str) -> bool {
        self.form(code).is_some_and(|f| self.signature(f.id, slot).is_some())
    }

    /// Documents that stand, superseded ones left out.
    pub fn standing_documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|d| d.superseded_by.is_none())
    }

    /// Items of evidence that stand.
    pub fn evidence(&self) -> impl Iterator<Item = &Document> {
        self.standing_documents().filter(|d| d.requirement == "evidence")
    }

    /// Required documents that are not handed in, by id.
    #[must_use]
    pub fn missing_documents(&self) -> Vec<&str> {
        let alternative = self.case.alternative.clone().unwrap_or_default();
        self.scheme
            .documents
            .iter()
            .filter(|d| d.required && d.group != "bukti-kompetensi")
            .filter(|d| d.when_requirement.is_empty() || d.when_requirement.contains(&alternative))
            .filter(|d| !self.standing_documents().any(|have| have.requirement == d.id))
            .map(|d| d.id.as_str())
            .collect()
    }

    /// The verdict on a requirement.
    #[must_use]
    pub fn verification(&self, requirement: &str) -> Option<&Verification> {
        self.verifications.iter().find(|v| v.requirement == requirement)
    }

    /// The verdict by which what was handed in for a requirement was refused, until something else is handed in.
    #[must_use]
    pub fn refused(&self, requirement: &str) -> Option<&Verification> {
        let verdict = self.verification(requirement).filter(|v| v.verdict != "meets")?;
        let newer = |d: &Document| d.requirement == requirement && d.uploaded_at > verdict.at;
        (!self.standing_documents().any(newer)).then_some(verdict)
    }

    /// The recommendation for a unit, or for the whole with `*`.
    #[must_use]
    pub fn recommendation(&self, unit: &str) -> Option<&str> {
        self.recommendations.iter().find(|r| r.unit == unit).map(|r| r.result.as_str())
    }

    /// The certificate that stands or is being made: not superseded.
    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificates.iter().find(|c| c.status != "superseded")
    }

    /// This person assessed the case: was assigned and the case was not given back.
    #[must_use]
    pub fn was_assessed_by(&self, person: PersonId) -> bool {
        self.assignments.iter().any(|a| a.assessor_id == person && !a.given_back())
    }

    /// Spine label for people talking to each other: `LD 031 RAM`.
    #[must_use]
    pub fn label(&self) -> String {
        label(&self.scheme.abbr, &self.case)
    }

    fn compute(&self) -> (Stage, Funnel) {
        let case = &self.case;
        let certificate = self.certificate();
        let apl01 = self.form("FR.APL.01").is_some();
        let granted = case.decision.as_deref() == Some("granted");
        let refused = case.decision.as_deref() == Some("not-granted");
        let issued = certificate.is_some_and(|c| c.status != "issuing");
        let recommended = case.recommendation.is_some();
        let stage = if issued {
            Stage::Issued
        } else if certificate.is_some() {
            Stage::Issuing
        } else if case.withdrawn.is_some() {
            Stage::Withdrawn
        } else if granted {
            Stage::Granted
        } else if refused {
            Stage::NotGranted
        } else if case.present == Some(false) {
            Stage::Absent
        } else if case.review.as_deref() == Some("not-proceed") {
            Stage::NotProceeding
        } else if case.reported_at.is_some() && recommended {
            Stage::Reported
        } else if recommended {
            Stage::Recommended
        } else if self.signed("FR.AK.01", "assessor") && self.signed("FR.AK.01", "candidate") {
            Stage::Assessment
        } else {
            self.early_stage(apl01)
        };
        let funnel = Funnel {
            registered: true,
            complete: apl01 && self.missing_documents().is_empty(),
            accepted: case.application_verdict.as_deref() == Some("accepted"),
            present: case.present == Some(true),
            assessed: recommended,
            recommended_k: case.recommendation.as_deref() == Some("K"),
            recommended_bk: case.recommendation.as_deref() == Some("BK"),
            decided_k: granted,
            decided_bk: refused,
            issued,
        };
        (stage, funnel)
    }

    fn early_stage(&self, apl01: bool) -> Stage {
        let case = &self.case;
        match case.application_verdict.as_deref() {
            Some("rejected") => Stage::Rejected,
            Some("returned") => Stage::Returned,
            Some("accepted") if !self.signed("FR.APL.02", "candidate") => Stage::SelfAssessment,
            Some("accepted") if case.assessor_id.is_none() => Stage::Unassigned,
            Some("accepted") if case.review.is_none() => Stage::Review,
            Some("accepted") if case.session.is_none() => Stage::Unscheduled,
            Some("accepted") => Stage::Agreement,
            _ if apl01 && self.signed("FR.APL.01", "candidate") => Stage::Checking,
            _ if case.confirmed_at.is_some() => Stage::Draft,
            _ => Stage::Invited,
        }
    }
}

impl Outcomes for CaseFile {
    fn stream(&self) -> String {
        format!("case/{}", self.case.id)
    }

    fn subject(&self) -> Option<PersonId> {
        Some(self.case.person_id)
    }

    fn object(&self) -> crate::permit::Object {
        crate::permit::Object::case(&self.case)
    }

    fn close(&mut self, context: &Context<'_>) -> Outcome {
        let (stage, funnel) = self.compute();
        if stage != self.case.stage {
            self.case.stage_at = context.now;
        }
        self.case.stage = stage;
        self.case.funnel = funnel;
        self.outcome.put(&self.case);
        std::mem::take(&mut self.outcome)
    }
}

/// Spine label of a case: cluster, running number, first three letters of the last word of the name.
#[must_use]
pub fn label(abbr: &str, case: &Case) -> String {
    spine(abbr, case.running, case.name.as_deref().unwrap_or_default())
}

/// The spine label out of its parts, for lists that hold no whole case.
#[must_use]
pub fn spine(abbr: &str, running: i64, name: &str) -> String {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let sign: String = last.chars().filter(|c| c.is_alphabetic()).take(3).flat_map(char::to_uppercase).collect();
    format!("{abbr} {running:03} {sign}")
}
