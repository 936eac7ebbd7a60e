//! Bulk issue of certificates: a job gives each granted case of a panel its number, another prints
//! each paper. Killed at any point, it goes on where it stood: a case has at most one certificate,
//! and a certificate at most one paper.

use certification::{
    casefile::CaseFile,
    certificate::{CompleteIssue, IssueCertificate},
    id::{CaseId, CertificateId, PanelId, PersonId},
    issuing::{OrderIssue, OrderPrint, print_key},
    permit::Actor,
    record::{
        Purpose,
        certificate::Certificate,
        decision::{Appeal, Decision},
    },
    refusal::Refusal,
};
use serde_json::Value;
use store::{Find, JobState, JobView, Lease, Media, Read, Upload, jobs::job_of_key};

use crate::{
    Workflow, WorkflowError, found,
    load::{PanelKey, case_file},
};

pub use certification::issuing::{ISSUE, PRINT};

/// The largest certificate that is kept.
const LARGEST: u64 = 8 * 1024 * 1024;
/// How long a step may take before another worker takes the job over.
const STEP: i64 = 120_000_000;

/// Who may be issued a certificate by a panel's decree, and who not, with the reason.
#[derive(Debug, Clone, Default)]
pub struct IssueList {
    /// Granted, without a certificate.
    pub ready: Vec<CaseId>,
    /// Granted, and an appeal waits for its answer.
    pub frozen: Vec<CaseId>,
    /// Granted, certificate being made.
    pub issuing: Vec<CaseId>,
    /// Granted, issued.
    pub issued: Vec<CaseId>,
    /// Not granted.
    pub not_granted: Vec<CaseId>,
}

impl Workflow {
    /// The cases of a panel by what there is to issue; the lists add up to the decided ones.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn issue_list(&self, panel: PanelId) -> Result<IssueList, WorkflowError> {
        issue_list(&mut self.reader(), panel).await
    }

    /// Orders the issue of every certificate that a panel's signed decree grants.
    ///
    /// # Errors
    /// Refused when the decree is not signed or nothing is left to issue; not found when not theirs.
    pub async fn order_issue(&self, actor: &Actor, panel: PanelId) -> Result<(), WorkflowError> {
        self.perform(actor, PanelKey::Stored(panel), OrderIssue::default()).await.map(|_| ())
    }

    /// The last order to issue a panel's certificates, and how far it has come.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn issue_order(&self, panel: PanelId) -> Result<Option<JobView>, WorkflowError> {
        Ok(last_order(&mut self.reader(), panel).await?.1)
    }

    /// The printing of a certificate that has its number, and how far it has come.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn print_order(&self, certificate: CertificateId) -> Result<Option<JobView>, WorkflowError> {
        Ok(job_of_key(&mut self.reader(), &print_key(certificate)).await?)
    }

    /// Orders the printing of a certificate anew, after it was given up or cancelled.
    ///
    /// # Errors
    /// Refused when it is printed already; not found when not theirs.
    pub async fn order_print(&self, actor: &Actor, certificate: CertificateId) -> Result<(), WorkflowError> {
        let known: Certificate = found(self.reader().get(certificate).await?)?;
        self.perform(actor, known.case_id, OrderPrint { certificate }).await.map(|_| ())
    }

    /// The signs of a text that no certificate can be printed with; none is good.
    #[must_use]
    pub fn unprintable(&self, text: &str) -> usize {
        self.press().check_glyphs(text).err().map_or(0, |missing| missing.0.len())
    }

    /// Gives every granted case of a panel its certificate, in the order of the list. Those that are refused are not
    /// counted as done: they stay with the job, each with its reason, until the order is given again.
    pub(crate) async fn run_issue(&self, lease: &Lease) -> Result<(), WorkflowError> {
        let panel: PanelId = payload(&lease.payload, "panel")?;
        let person: PersonId = payload(&lease.payload, "actor")?;
        let actor = self.actor(person).await?;
        let ready = self.issue_list(panel).await?.ready;
        let mut done = lease.total.max(ready.len() as i64) - ready.len() as i64;
        let total = lease.total.max(ready.len() as i64);
        let mut refused: Vec<(CaseId, Refusal)> = Vec::new();
        for (n, case) in ready.iter().enumerate() {
            match self.issue_one(&actor, *case).await {
                Ok(()) => done += 1,
                Err(WorkflowError::Refused(refusal)) => {
                    tracing::warn!(case = %case, code = refusal.code, "a certificate was not issued");
                    refused.push((*case, refusal));
                }
                Err(other) => return Err(other),
            }
            // Once through, the job has as many steps as could be done: the others are in its note.
            let total = if n + 1 == ready.len() { done } else { total };
            let note = (!refused.is_empty()).then(|| serde_json::to_string(&refused)).transpose()?;
            if !self.store().progress(lease, done, total, note.as_deref(), STEP).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Looks whether a certificate issued now could be printed: before it gets its number, since it would wait for ever.
    ///
    /// # Errors
    /// Refused where a sign of the name or a picture cannot be printed.
    pub async fn check_printable(&self, case: CaseId) -> Result<(), WorkflowError> {
        let file = case_file(&mut self.reader(), case).await?;
        self.press()
            .check_glyphs(&file.person.full_name())
            .map_err(|missing| Refusal::new("paper.glyphs").with("signs", missing.0.len()))?;
        self.check_pictures(&file).await
    }

    async fn issue_one(&self, actor: &Actor, case: CaseId) -> Result<(), WorkflowError> {
        self.check_printable(case).await?;
        let act = IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() };
        self.perform_in_bulk(actor, case, act).await.map(|_| ())
    }

    /// Prints one certificate and keeps the paper.
    pub(crate) async fn run_print(&self, lease: &Lease) -> Result<(), WorkflowError> {
        let case: CaseId = payload(&lease.payload, "case")?;
        let file = case_file(&mut self.reader(), case).await?;
        let Some(certificate) = file.certificate().filter(|c| c.status == "issuing") else { return Ok(()) };
        let (name, size) = self.print_certificate(&file, certificate).await?;
        match self.perform_as_house(case, CompleteIssue { file: name, size }).await {
            Err(WorkflowError::Refused(refusal)) if refusal.code == "certificate.issued-already" => Ok(()),
            other => other.map(|_| ()),
        }
    }

    async fn print_certificate(
        &self,
        file: &CaseFile,
        certificate: &Certificate,
    ) -> Result<(String, i64), WorkflowError> {
        let mut printed = certificate.clone();
        printed.status = "active".to_owned();
        let paper = self.certificate_paper(file, &printed).await?;
        let pdf = self.print(paper).await?;
        let upload = Upload {
            subject: Some(certificate.person_id),
            purpose: Purpose::Issuance,
            limit: LARGEST,
            megapixels: 0,
            accept: &[Media::Pdf],
        };
        let size = pdf.bytes.len() as i64;
        let stored = self.store().files()?.put_bytes(&upload, pdf.bytes).await?;
        Ok((stored.name, size))
    }

    /// The PDF of a certificate as it stands today: the kept one while it is valid, a copy that says its status otherwise.
    ///
    /// # Errors
    /// Not found when it is not printed yet.
    pub async fn certificate_pdf(&self, file: &CaseFile, certificate: &Certificate) -> Result<Vec<u8>, WorkflowError> {
        let today = certification::civil::day(self.now(), &self.settings().await?.text("body.zone"));
        let kept = found(certificate.file.clone())?;
        if certification::certificate::public_status(certificate, today) == "valid" {
            return Ok(self.store().files()?.bytes(&kept).await?.to_vec());
        }
        let paper = self.certificate_paper(file, certificate).await?;
        Ok(self.print(paper).await?.bytes)
    }
}

fn order_key(panel: PanelId, n: i64) -> String {
    format!("{ISSUE}:{panel}:{n}")
}

/// The cases that an order could not issue, each with the reason.
#[must_use]
pub fn refused(order: &JobView) -> Vec<(CaseId, Refusal)> {
    order.note.as_deref().and_then(|note| serde_json::from_str(note).ok()).unwrap_or_default()
}

/// The cases of a panel by what there is to issue.
pub(crate) async fn issue_list(r: &mut impl Read, panel: PanelId) -> Result<IssueList, WorkflowError> {
    let decisions: Vec<Decision> = crate::load::panel_cases(r, panel).await?;
    let mut list = IssueList::default();
    if decisions.is_empty() {
        return Ok(list);
    }
    let of_cases = Find::all().one_of("case_id", decisions.iter().map(|d| d.case_id));
    let certificates: Vec<Certificate> = r.find(&of_cases).await?;
    let appeals: Vec<Appeal> = r.find(&of_cases.null("outcome")).await?;
    for decision in decisions {
        let standing = certificates.iter().find(|c| c.case_id == decision.case_id && c.status != "superseded");
        let appealed = appeals.iter().any(|appeal| appeal.case_id == decision.case_id);
        match (decision.outcome.as_str(), standing.map(|c| c.status.as_str())) {
            ("granted", None) if appealed => list.frozen.push(decision.case_id),
            ("granted", None) => list.ready.push(decision.case_id),
            ("granted", Some("issuing")) => list.issuing.push(decision.case_id),
            ("granted", Some(_)) => list.issued.push(decision.case_id),
            _ => list.not_granted.push(decision.case_id),
        }
    }
    Ok(list)
}

/// Key of the job that the next order of a panel waits in. An earlier order that was carried out does not stand in the
/// way of another for what it left.
pub(crate) async fn next_order(r: &mut impl Read, panel: PanelId) -> Result<String, WorkflowError> {
    let (n, last) = last_order(r, panel).await?;
    let again = last.is_none_or(|job| job.state == JobState::Done);
    Ok(order_key(panel, if again { n + 1 } else { n }))
}

/// The last order of a panel with its running number, from 1; the number is 0 when nothing was ordered yet.
async fn last_order(r: &mut impl Read, panel: PanelId) -> Result<(i64, Option<JobView>), WorkflowError> {
    let (mut n, mut last) = (0, None);
    while let Some(job) = job_of_key(r, &order_key(panel, n + 1)).await? {
        (n, last) = (n + 1, Some(job));
    }
    Ok((n, last))
}

/// A value of a job's payload.
pub(crate) fn payload<T: serde::de::DeserializeOwned>(payload: &Value, name: &str) -> Result<T, WorkflowError> {
    serde_json::from_value(payload.get(name).cloned().unwrap_or_default())
        .map_err(|_| WorkflowError::Fault(format!("a job without {name}")))
}
