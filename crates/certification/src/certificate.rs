//! Certificates: their number and facts are frozen first (*issuing*), then the paper is made
//! (*issued*). Later they are suspended, reinstated, revoked or superseded, never deleted.

use serde::Serialize;

use crate::{
    act::{Act, Context},
    casefile::CaseFile,
    civil::last_day,
    entropy::new_code,
    issuer::Issuer,
    issuing::{PRINT, print_key},
    permit::Action,
    record::{
        certificate::{Certificate, StatusChange},
        decision::Panel,
        organisation::Series,
    },
    refusal::{Refusal, require},
    series::Numbering,
};

/// Length of the public code: 10 signs of 5 bits.
pub const CODE_LENGTH: usize = 10;

/// Gives a granted case its certificate: number, registration, public code and frozen facts.
#[derive(Debug, Clone, Serialize)]
pub struct IssueCertificate {
    /// The panel that granted, as it stands; not part of the act.
    #[serde(skip)]
    pub panel: Option<Panel>,
    /// Next serial of each series that may be needed; not part of the act.
    #[serde(skip)]
    pub serials: std::collections::BTreeMap<String, i64>,
}

impl Act for IssueCertificate {
    type File = CaseFile;
    const NAME: &'static str = "IssueCertificate";
    const ACTION: Action = Action::IssueCertificate;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.case.decision.as_deref() == Some("granted"), "certificate.not-granted")?;
        require(file.certificate().is_none(), "certificate.exists")?;
        crate::appeal::unfrozen(file)?;
        let panel = self.panel.as_ref().ok_or_else(|| Refusal::new("panel.unknown"))?;
        let decree = panel.decree_number.clone().ok_or_else(|| Refusal::new("certificate.decree-unsigned"))?;
        let today = context.today();
        let mut take = |numbering: Numbering| -> Result<String, Refusal> {
            let id = numbering.series(today);
            let serial = self.serials.get(&id).copied().unwrap_or(1);
            let number = numbering.number(context.settings, serial, today)?;
            file.outcome.put(&Series { id, next: serial + 1 });
            Ok(number)
        };
        let number = take(Numbering::Certificate)?;
        let registration = take(Numbering::Registration)?;
        let from = match context.settings.text("certificate.valid_from").as_str() {
            "decree" => panel.decree_on.as_deref().and_then(|d| d.parse().ok()).unwrap_or(today),
            _ => today,
        };
        let certificate = Certificate {
            id: context.id(),
            case_id: file.case.id,
            person_id: file.case.person_id,
            number,
            registration,
            code: new_code(context.entropy, CODE_LENGTH),
            holder: Some(file.person.full_name()),
            scheme_version_id: file.case.scheme_version_id,
            slug: file.case.slug.clone(),
            decree_number: decree,
            issued_on: today.to_string(),
            valid_from: from.to_string(),
            valid_until: last_day(from, file.scheme.validity_months).to_string(),
            status: "issuing".to_owned(),
            status_at: context.now,
            file: None,
            size: None,
            superseded_by: None,
            example: file.event.example || file.scheme.example,
            issuer: Some(Issuer::of(context.settings)),
        };
        file.outcome.job(
            PRINT,
            print_key(certificate.id),
            serde_json::json!({ "case": file.case.id, "certificate": certificate.id }),
        );
        file.put(certificate);
        Ok(())
    }
}

/// The paper is made and kept: the certificate is issued.
#[derive(Debug, Clone, Serialize)]
pub struct CompleteIssue {
    /// Name of the stored object.
    pub file: String,
    /// Bytes.
    pub size: i64,
}

impl Act for CompleteIssue {
    type File = CaseFile;
    const NAME: &'static str = "CompleteIssue";
    const ACTION: Action = Action::IssueCertificate;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let mut certificate = file.certificate().cloned().ok_or_else(|| Refusal::new("certificate.none"))?;
        require(certificate.status == "issuing", "certificate.issued-already")?;
        certificate.file = Some(self.file.clone());
        certificate.size = Some(self.size);
        certificate.status = "active".to_owned();
        certificate.status_at = context.now;
        file.put_status(&StatusChange {
            id: format!("{}:1", certificate.id),
            certificate_id: certificate.id,
            person_id: certificate.person_id,
            status: "active".to_owned(),
            reason: None,
            by_id: context.actor(),
            at: context.now,
        });
        let person = certificate.person_id;
        file.put(certificate);
        file.outcome.notify(person, "certificate-issued", &[]);
        Ok(())
    }
}

/// Suspends, reinstates or revokes the case's certificate, with a reason.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeStatus {
    /// `suspended`, `active` (reinstated) or `revoked`.
    pub status: String,
    /// Why.
    pub reason: String,
    /// The certificate's number as typed by the person, to be sure it is the one meant.
    pub number: String,
    /// How many changes the certificate has had; not part of the act.
    #[serde(skip)]
    pub changes: i64,
}

impl Act for ChangeStatus {
    type File = CaseFile;
    const NAME: &'static str = "ChangeCertificateStatus";
    const ACTION: Action = Action::ChangeCertificate;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let mut certificate = file.certificate().cloned().ok_or_else(|| Refusal::new("certificate.none"))?;
        require(!self.reason.trim().is_empty(), "certificate.reason-wanted")?;
        is_meant(file, &certificate, &self.number)?;
        let allowed = matches!(
            (certificate.status.as_str(), self.status.as_str()),
            ("active", "suspended" | "revoked") | ("suspended", "active" | "revoked")
        );
        if !allowed {
            return Err(Refusal::new("certificate.no-such-move")
                .with("from", &certificate.status)
                .with("to", &self.status)
                .by("R-13"));
        }
        certificate.status = self.status.clone();
        certificate.status_at = context.now;
        file.put_status(&StatusChange {
            id: format!("{}:{}", certificate.id, self.changes + 1),
            certificate_id: certificate.id,
            person_id: certificate.person_id,
            status: self.status.clone(),
            reason: Some(self.reason.trim().to_owned()),
            by_id: context.actor(),
            at: context.now,
        });
        let person = certificate.person_id;
        file.put(certificate);
        let message = match self.status.as_str() {
            "suspended" => "certificate-suspended",
            "revoked" => "certificate-revoked",
            _ => "certificate-reinstated",
        };
        file.outcome.notify(person, message, &[]);
        Ok(())
    }
}

/// Replaces a certificate by a new one, for a slip in its facts or a lost paper. The old one stays, superseded.
#[derive(Debug, Clone, Serialize)]
pub struct Supersede {
    /// Why.
    pub reason: String,
    /// The old certificate's number as typed by the person.
    pub number: String,
    /// How many changes the old certificate has had; not part of the act.
    #[serde(skip)]
    pub changes: i64,
    /// The issue of the new one.
    pub issue: IssueCertificate,
}

impl Act for Supersede {
    type File = CaseFile;
    const NAME: &'static str = "SupersedeCertificate";
    const ACTION: Action = Action::ChangeCertificate;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let mut old = file.certificate().cloned().ok_or_else(|| Refusal::new("certificate.none"))?;
        require(!self.reason.trim().is_empty(), "certificate.reason-wanted")?;
        is_meant(file, &old, &self.number)?;
        // A new paper would lift a suspension by the back door.
        require(old.status != "suspended", "certificate.reinstate-first")?;
        require(old.status == "active", "certificate.no-such-move")?;
        let (from, until) = (old.valid_from.clone(), old.valid_until.clone());
        old.status = "superseded".to_owned();
        old.status_at = context.now;
        file.put(old.clone());
        self.issue.judge(file, context)?;
        let mut new = file.certificate().cloned().ok_or_else(|| Refusal::new("certificate.none"))?;
        // The term is that of the competence that was shown, not of the paper.
        new.valid_from = from;
        new.valid_until = until;
        old.superseded_by = Some(new.id);
        file.put_status(&StatusChange {
            id: format!("{}:{}", old.id, self.changes + 1),
            certificate_id: old.id,
            person_id: old.person_id,
            status: "superseded".to_owned(),
            reason: Some(self.reason.trim().to_owned()),
            by_id: context.actor(),
            at: context.now,
        });
        file.put(new);
        file.put(old);
        Ok(())
    }
}

/// Whether the number that was typed is that of the standing certificate. Who means one whose place another has taken,
/// perhaps a moment ago, has not mistyped.
fn is_meant(file: &CaseFile, standing: &Certificate, typed: &str) -> Result<(), Refusal> {
    let typed = crate::text::squeeze(typed);
    let replaced = file.certificates.iter().any(|c| c.status == "superseded" && c.number == typed);
    if replaced {
        return Err(Refusal::new(SUPERSEDED).by("R-13"));
    }
    require(typed == standing.number, "certificate.number-mistyped")
}

/// Code of the refusal of whatever is done to a certificate whose place another has taken.
pub const SUPERSEDED: &str = "certificate.superseded";

/// What the public is told of a certificate on a day: its status, with expiry judged by that day.
#[must_use]
pub fn public_status(certificate: &Certificate, today: jiff::civil::Date) -> &'static str {
    match certificate.status.as_str() {
        "revoked" => "revoked",
        "superseded" => "superseded",
        _ if certificate.valid_until.parse::<jiff::civil::Date>().is_ok_and(|until| until < today) => "expired",
        "suspended" => "suspended",
        "active" => "valid",
        _ => "unknown",
    }
}
