//! The application (ISO/IEC 17024 9.2, FR.APL.01): confirming an invitation, handing in documents,
//! verification of each requirement by staff, and their conclusion.

use serde::Serialize;

use crate::{
    act::{Act, Context},
    casefile::CaseFile,
    id::DocumentId,
    permit::Action,
    record::case::{Document, Verification},
    refusal::{Refusal, require},
    stage::Stage,
};

/// The invited person confirms taking part.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmParticipation;

impl Act for ConfirmParticipation {
    type File = CaseFile;
    const NAME: &'static str = "ConfirmParticipation";
    const ACTION: Action = Action::Apply;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        require(file.case.confirmed_at.is_none(), "application.already-confirmed")?;
        file.case.confirmed_at = Some(context.now);
        Ok(())
    }
}

/// The candidate hands in a document for a requirement, or an item of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct HandInDocument {
    /// Id of the scheme's document, or `evidence`.
    pub requirement: String,
    /// What the candidate calls it.
    pub title: String,
    /// Name of the stored object.
    pub file: String,
    /// Media type recognised from the content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

/// Longest title of a document, in characters.
const TITLE_MAX: usize = 120;

impl Act for HandInDocument {
    type File = CaseFile;
    const NAME: &'static str = "HandInDocument";
    const ACTION: Action = Action::Apply;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        require(self.title.chars().count() <= TITLE_MAX, "document.title-too-long")?;
        let evidence = self.requirement == "evidence";
        require(
            evidence || file.scheme.documents.iter().any(|d| d.id == self.requirement),
            "document.unknown-requirement",
        )?;
        let closed =
            if evidence { file.signed("FR.APL.02", "candidate") } else { file.signed("FR.APL.01", "candidate") };
        require(!closed, "document.signed-already")?;
        let id: DocumentId = context.id();
        if !evidence {
            let earlier: Vec<Document> =
                file.standing_documents().filter(|d| d.requirement == self.requirement).cloned().collect();
            for mut document in earlier {
                document.superseded_by = Some(id);
                file.put(document);
            }
        }
        file.put(Document {
            id,
            case_id: file.case.id,
            person_id: file.case.person_id,
            requirement: self.requirement.clone(),
            title: Some(self.title.trim().to_owned()),
            file: self.file.clone(),
            media_type: self.media_type.clone(),
            size: self.size,
            uploaded_at: context.now,
            superseded_by: None,
        });
        Ok(())
    }
}

/// The candidate takes an item of evidence back before it is reviewed; it stays in the file, superseded by itself.
#[derive(Debug, Clone, Serialize)]
pub struct TakeBackDocument {
    /// The document.
    pub document: DocumentId,
}

impl Act for TakeBackDocument {
    type File = CaseFile;
    const NAME: &'static str = "TakeBackDocument";
    const ACTION: Action = Action::Apply;

    fn judge(&self, file: &mut CaseFile, _: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        let mut document = file
            .standing_documents()
            .find(|d| d.id == self.document)
            .cloned()
            .ok_or_else(|| Refusal::new("document.unknown"))?;
        let closed = match document.requirement.as_str() {
            "evidence" => file.signed("FR.APL.02", "candidate"),
            _ => file.signed("FR.APL.01", "candidate"),
        };
        require(!closed, "document.signed-already")?;
        document.superseded_by = Some(document.id);
        file.put(document);
        Ok(())
    }
}

/// Staff's verdict on one requirement.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyRequirement {
    /// Id of the scheme's document.
    pub requirement: String,
    /// `meets`, `does-not` or `missing`.
    pub verdict: String,
    /// Why, when it does not meet.
    pub reason: String,
}

impl Act for VerifyRequirement {
    type File = CaseFile;
    const NAME: &'static str = "VerifyRequirement";
    const ACTION: Action = Action::VerifyApplication;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.case.stage == Stage::Checking, "application.not-being-checked")?;
        require(file.scheme.documents.iter().any(|d| d.id == self.requirement), "document.unknown-requirement")?;
        require(matches!(self.verdict.as_str(), "meets" | "does-not" | "missing"), "application.unknown-verdict")?;
        let handed_in = file.standing_documents().any(|d| d.requirement == self.requirement);
        require(self.verdict != "meets" || handed_in, "application.nothing-to-verify")?;
        require(self.verdict != "does-not" || !self.reason.trim().is_empty(), "application.reason-wanted")?;
        file.put(Verification {
            id: format!("{}:{}", file.case.id, self.requirement),
            case_id: file.case.id,
            requirement: self.requirement.clone(),
            verdict: self.verdict.clone(),
            reason: Some(self.reason.trim().to_owned()).filter(|r| !r.is_empty()),
            person_id: file.case.person_id,
            by_id: context.actor(),
            at: context.now,
        });
        Ok(())
    }
}

/// Staff's conclusion on the application.
#[derive(Debug, Clone, Serialize)]
pub struct ConcludeApplication {
    /// `accepted`, `returned` or `rejected`.
    pub verdict: String,
    /// What the applicant is told.
    pub note: String,
}

impl Act for ConcludeApplication {
    type File = CaseFile;
    const NAME: &'static str = "ConcludeApplication";
    const ACTION: Action = Action::VerifyApplication;

    fn judge(&self, file: &mut CaseFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(file.case.stage == Stage::Checking, "application.not-being-checked")?;
        let note = self.note.trim();
        match self.verdict.as_str() {
            "accepted" => {
                if let Some(open) = required(file).find(|id| file.verification(id).is_none_or(|v| v.verdict != "meets"))
                {
                    return Err(Refusal::new("application.requirement-open").with("requirement", open));
                }
            }
            "returned" | "rejected" => require(!note.is_empty(), "application.reason-wanted")?,
            _ => return Err(Refusal::new("application.unknown-verdict")),
        }
        file.case.application_verdict = Some(self.verdict.clone());
        file.case.application_note = Some(note.to_owned()).filter(|n| !n.is_empty());
        let message = match self.verdict.as_str() {
            "accepted" => "application-accepted",
            "returned" => "application-returned",
            _ => "application-rejected",
        };
        let (person, code) = (file.case.person_id, file.event.code.clone());
        file.outcome.notify(person, message, &[("event", &code)]);
        if self.verdict == "returned" {
            crate::filing::reopen(file, "FR.APL.01");
        }
        Ok(())
    }
}

/// The candidate withdraws, or staff record it. A withdrawal is not *belum kompeten*.
#[derive(Debug, Clone, Serialize)]
pub struct Withdraw {
    /// Why, as said.
    pub reason: String,
}

impl Act for Withdraw {
    type File = CaseFile;
    const NAME: &'static str = "Withdraw";
    const ACTION: Action = Action::Apply;

    fn judge(&self, file: &mut CaseFile, _: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        require(file.case.recommendation.is_none(), "case.already-assessed")?;
        file.case.withdrawn = Some("withdrawn".to_owned());
        file.case.application_note = Some(self.reason.trim().to_owned()).filter(|r| !r.is_empty());
        Ok(())
    }
}

/// Staff record that the candidate withdraws. The candidate's own word is [`Withdraw`].
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawOnBehalf {
    /// How the candidate said so, and why.
    pub reason: String,
}

impl Act for WithdrawOnBehalf {
    type File = CaseFile;
    const NAME: &'static str = "WithdrawOnBehalf";
    const ACTION: Action = Action::ChangeCase;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(!self.reason.trim().is_empty(), "case.reason-wanted")?;
        Withdraw { reason: self.reason.clone() }.judge(file, context)?;
        let (person, code) = (file.case.person_id, file.event.code.clone());
        file.outcome.notify(person, "case-withdrawn", &[("event", &code)]);
        Ok(())
    }
}

/// Refuses acts on a case that has ended.
pub(crate) fn open(file: &CaseFile) -> Result<(), Refusal> {
    if file.case.stage.ended() {
        return Err(Refusal::new("case.ended").with("stage", file.case.stage.as_str()));
    }
    Ok(())
}

/// Ids of the documents that must be shown by this applicant.
pub fn required(file: &CaseFile) -> impl Iterator<Item = &str> {
    let alternative = file.case.alternative.as_deref().unwrap_or_default();
    file.scheme
        .documents_for(alternative)
        .filter(|d| d.required && d.group != "bukti-kompetensi")
        .map(|d| d.id.as_str())
}
