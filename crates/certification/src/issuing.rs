//! Orders that set work going: to issue every certificate that a signed decree grants, and to print one anew. Each is an
//! act of the person who orders it; the numbers and papers themselves are acts that follow, case by case.

use serde::Serialize;
use serde_json::json;

use crate::{
    act::{Act, Context},
    casefile::CaseFile,
    decision::PanelFile,
    id::CertificateId,
    permit::Action,
    refusal::{Refusal, require},
};

/// Kind of the job that gives numbers.
pub const ISSUE: &str = "issue-certificates";
/// Kind of the job that prints one certificate.
pub const PRINT: &str = "print-certificate";

/// Key of the job that prints a certificate.
#[must_use]
pub fn print_key(certificate: CertificateId) -> String {
    format!("{PRINT}:{certificate}")
}

/// Orders the certificates that a panel's signed decree grants and that have no number yet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OrderIssue {
    /// How many cases there are to issue, as looked up with the act.
    pub cases: i64,
    /// Key of the job; not part of the act.
    #[serde(skip)]
    pub key: String,
}

impl Act for OrderIssue {
    type File = PanelFile;
    const NAME: &'static str = "OrderIssue";
    const ACTION: Action = Action::IssueCertificate;

    fn judge(&self, file: &mut PanelFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.panel.decree_number.is_some(), "certificate.decree-unsigned")?;
        require(self.cases > 0, "certificate.nothing-to-issue")?;
        let payload = json!({ "panel": file.panel.id, "actor": context.actor() });
        file.outcome.steps(ISSUE, self.key.clone(), payload, self.cases);
        Ok(())
    }
}

/// Orders the printing of a certificate anew, after it was given up or cancelled.
#[derive(Debug, Clone, Serialize)]
pub struct OrderPrint {
    /// The certificate.
    pub certificate: CertificateId,
}

impl Act for OrderPrint {
    type File = CaseFile;
    const NAME: &'static str = "OrderPrint";
    const ACTION: Action = Action::IssueCertificate;

    fn judge(&self, file: &mut CaseFile, _: &Context<'_>) -> Result<(), Refusal> {
        let certificate = file.certificates.iter().find(|c| c.id == self.certificate);
        let certificate = certificate.ok_or_else(|| Refusal::new("certificate.none"))?;
        require(certificate.status == "issuing", "certificate.issued-already")?;
        let payload = json!({ "case": file.case.id, "certificate": self.certificate });
        file.outcome.job(PRINT, print_key(self.certificate), payload);
        Ok(())
    }
}
