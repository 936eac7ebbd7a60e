//! Takes a case along the main line, act by act, each done by whoever does it in life: the
//! candidate, staff, the assessor. What became of the case stays with the caller.

use certification::{
    application::{ConfirmParticipation, HandInDocument, Withdraw},
    assignment::{AssignAssessor, DeclareConflict, RecordPresence, Schedule},
    casefile::CaseFile,
    filing::{RefuseToSign, SignForm, SubmitForm, answers, definition, digest_to_sign},
    form::{Answer, FieldView, Mode, Role},
    id::{CaseId, PersonId},
};
use workflow::load::case_file;

use crate::{
    error::{RehearsalError, script},
    filling::{Wish, fill, one},
    paper,
    stage::Rehearsal,
    ways::way,
};

/// What staff conclude on an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// Every requirement is met.
    Accepted,
    /// One document must be handed in again.
    Returned,
    /// The applicant does not meet the entry requirements.
    Rejected,
}

/// What an assessor finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Every unit is reached.
    K,
    /// The last unit is not.
    Bk,
}

/// One case and the acts on it.
#[derive(Debug, Clone, Copy)]
pub struct Player<'r> {
    stage: &'r Rehearsal,
    /// The case.
    pub case: CaseId,
    /// Its candidate.
    pub candidate: PersonId,
}

impl<'r> Player<'r> {
    /// Plays a case.
    #[must_use]
    pub const fn new(stage: &'r Rehearsal, case: CaseId, candidate: PersonId) -> Self {
        Self { stage, case, candidate }
    }

    /// The case as it stands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn file(&self) -> Result<CaseFile, RehearsalError> {
        Ok(case_file(&mut self.stage.workflow.reader(), self.case).await?)
    }

    /// Confirms taking part.
    ///
    /// # Errors
    /// When an act was refused, as for every step below.
    pub async fn confirm(&self) -> Result<(), RehearsalError> {
        self.stage.act(self.candidate, self.case, ConfirmParticipation).await.map(drop)
    }

    /// Hands in what the scheme asks for and signs FR.APL.01.
    ///
    /// # Errors
    /// As above.
    pub async fn apply(&self) -> Result<(), RehearsalError> {
        let file = self.file().await?;
        let alternative = way(&file.scheme.alternatives, file.person.education.as_deref()).unwrap_or_default();
        let wanted: Vec<(String, String)> = file
            .scheme
            .documents_for(&alternative)
            .filter(|d| d.required && !file.standing_documents().any(|have| have.requirement == d.id))
            .map(|d| (d.id.clone(), d.title_id.clone()))
            .collect();
        for (requirement, title) in wanted {
            self.hand_in(&requirement, &title).await?;
        }
        let choice = alternative.clone();
        let wish = move |f: &FieldView| (f.key == "alternative").then(|| one(choice.clone())).flatten();
        self.submit(self.candidate, "FR.APL.01", Role::Candidate, &wish).await?;
        self.sign(self.candidate, "FR.APL.01", "candidate", Mode::Session).await
    }

    /// Hands in a document, or an item of evidence.
    ///
    /// # Errors
    /// As above.
    pub async fn hand_in(&self, requirement: &str, title: &str) -> Result<(), RehearsalError> {
        let kept = paper::keep(self.stage, self.candidate, requirement, title).await?;
        let act = HandInDocument {
            requirement: requirement.to_owned(),
            title: title.chars().take(100).collect(),
            file: kept.file,
            media_type: kept.media_type,
            size: kept.size,
        };
        self.stage.act(self.candidate, self.case, act).await.map(drop)
    }

    /// Staff verify each requirement and conclude.
    ///
    /// # Errors
    /// As above.
    pub async fn check(&self, staff: PersonId, conclusion: Conclusion) -> Result<(), RehearsalError> {
        let file = self.file().await?;
        let alternative = file.case.alternative.clone().unwrap_or_default();
        let doubted = file.scheme.documents_for(&alternative).find(|d| d.required).map(|d| d.id.clone());
        let handed_in: Vec<String> = file.standing_documents().map(|d| d.requirement.clone()).collect();
        let wish = move |f: &FieldView| match (f.key.as_str(), conclusion) {
            ("verdict", _) if f.name.contains('/') => {
                let row = f.name.split('/').nth(1).unwrap_or_default();
                one(match conclusion {
                    Conclusion::Returned | Conclusion::Rejected if doubted.as_deref() == Some(row) => "does-not",
                    _ if handed_in.iter().any(|d| d == row) => "meets",
                    _ => "missing",
                })
            }
            ("reason", _) if doubted.as_deref() != f.name.split('/').nth(1) => None,
            ("reason", Conclusion::Returned) => {
                one("Pindaian terpotong: nomor dan tanggal ijazah tidak terbaca. Unggah ulang seluruh halaman.")
            }
            ("reason", Conclusion::Rejected) => {
                one("Ijazah bukan bidang perpustakaan dan sertifikat pelatihan tidak berbasis kompetensi.")
            }
            ("verdict", Conclusion::Accepted) => one("accepted"),
            ("verdict", Conclusion::Returned) => one("returned"),
            ("verdict", Conclusion::Rejected) => one("rejected"),
            ("note", Conclusion::Returned) => one("Mohon lengkapi ijazah; persyaratan lain sudah memenuhi."),
            ("note", Conclusion::Rejected) => {
                one("Persyaratan dasar belum terpenuhi. Silakan mengikuti pelatihan berbasis kompetensi lebih dahulu.")
            }
            _ => None,
        };
        self.submit(staff, "FR.APL.01", Role::Staff, &wish).await?;
        if conclusion == Conclusion::Returned {
            return Ok(());
        }
        self.sign(staff, "FR.APL.01", "staff", Mode::Session).await
    }

    /// Puts evidence forward and signs FR.APL.02.
    ///
    /// # Errors
    /// As above.
    pub async fn assess_oneself(&self) -> Result<(), RehearsalError> {
        for title in EVIDENCE {
            self.hand_in("evidence", title).await?;
        }
        self.submit(self.candidate, "FR.APL.02", Role::Candidate, &nothing).await?;
        self.sign(self.candidate, "FR.APL.02", "candidate", Mode::Session).await
    }

    /// Staff assign an assessor; a limit is overridden only with a reason.
    ///
    /// # Errors
    /// As above.
    pub async fn assign(&self, staff: PersonId, assessor: PersonId, reason: &str) -> Result<(), RehearsalError> {
        let act = AssignAssessor { assessor, reason: reason.to_owned(), facts: None };
        self.stage.act(staff, self.case, act).await.map(drop)
    }

    /// The assessor declares to be free of conflict and reviews FR.APL.02.
    ///
    /// # Errors
    /// As above.
    pub async fn review(&self, proceed: bool) -> Result<(), RehearsalError> {
        let assessor = self.assessor().await?;
        let free =
            DeclareConflict { free: true, kind: String::new(), trained_on: String::new(), reason: String::new() };
        self.stage.act(assessor, self.case, free).await?;
        let wish = move |f: &FieldView| match f.key.as_str() {
            "review" => one(if proceed { "proceed" } else { "not-proceed" }),
            "candidate-type" if proceed => one("2"),
            "note" if !proceed => one("Bukti belum mendukung unit inti; disarankan praktik terbimbing lebih dahulu."),
            _ => None,
        };
        self.submit(assessor, "FR.APL.02", Role::Assessor, &wish).await?;
        self.sign(assessor, "FR.APL.02", "assessor", Mode::Session).await
    }

    /// Staff set day and session.
    ///
    /// # Errors
    /// As above.
    pub async fn schedule(&self, staff: PersonId, session: &str) -> Result<(), RehearsalError> {
        let act = Schedule { session: session.to_owned(), reason: String::new(), seated: 0, load: Vec::new() };
        self.stage.act(staff, self.case, act).await.map(drop)
    }

    /// The assessor proposes FR.AK.01 and signs it.
    ///
    /// # Errors
    /// As above.
    pub async fn propose(&self) -> Result<(), RehearsalError> {
        let assessor = self.assessor().await?;
        let wish = |f: &FieldView| {
            let chosen = ["portfolio", "observation", "written"].map(str::to_owned).to_vec();
            (f.key == "evidence").then_some(Answer::Many(chosen))
        };
        self.submit(assessor, "FR.AK.01", Role::Assessor, &wish).await?;
        self.sign(assessor, "FR.AK.01", "assessor", Mode::Session).await
    }

    /// The candidate agrees to FR.AK.01 and signs it.
    ///
    /// # Errors
    /// As above.
    pub async fn accept(&self) -> Result<(), RehearsalError> {
        self.submit(self.candidate, "FR.AK.01", Role::Candidate, &nothing).await?;
        self.sign(self.candidate, "FR.AK.01", "candidate", Mode::Session).await
    }

    /// The assessor records who came.
    ///
    /// # Errors
    /// As above.
    pub async fn attend(&self, present: bool) -> Result<(), RehearsalError> {
        let assessor = self.assessor().await?;
        self.stage.act(assessor, self.case, RecordPresence { present }).await.map(drop)
    }

    /// The assessor fills the instruments: FR.IA.08, FR.IA.01 and FR.IA.05C, and both sign each.
    ///
    /// # Errors
    /// As above.
    pub async fn examine(&self, finding: Finding) -> Result<(), RehearsalError> {
        let assessor = self.assessor().await?;
        let last = self.file().await?.scheme.units.last().map(|u| u.code.clone()).unwrap_or_default();
        for code in ["FR.IA.08", "FR.IA.01", "FR.IA.05C"] {
            self.submit(assessor, code, Role::Assessor, &found(finding, code, &last)).await?;
            self.sign(assessor, code, "assessor", Mode::Session).await?;
            self.sign(assessor, code, "candidate", Mode::InPresence).await?;
        }
        Ok(())
    }

    /// The assessor recommends (FR.AK.02) and signs.
    ///
    /// # Errors
    /// As above.
    pub async fn recommend(&self, finding: Finding) -> Result<(), RehearsalError> {
        let assessor = self.assessor().await?;
        let last = self.file().await?.scheme.units.last().map(|u| u.code.clone()).unwrap_or_default();
        self.submit(assessor, "FR.AK.02", Role::Assessor, &found(finding, "FR.AK.02", &last)).await?;
        self.sign(assessor, "FR.AK.02", "assessor", Mode::Session).await
    }

    /// The candidate takes note of the result, or refuses to, and gives feedback (FR.AK.03).
    ///
    /// # Errors
    /// As above.
    pub async fn take_note(&self, refusal: Option<&str>) -> Result<(), RehearsalError> {
        match refusal {
            Some(reason) => {
                let act = RefuseToSign {
                    code: "FR.AK.02".to_owned(),
                    slot: "candidate".to_owned(),
                    reason: reason.to_owned(),
                    recorded_by_assessor: false,
                };
                self.stage.act(self.candidate, self.case, act).await?;
            }
            None => self.sign(self.candidate, "FR.AK.02", "candidate", Mode::Session).await?,
        }
        self.submit(self.candidate, "FR.AK.03", Role::Candidate, &nothing).await?;
        self.sign(self.candidate, "FR.AK.03", "candidate", Mode::Session).await
    }

    /// The candidate withdraws.
    ///
    /// # Errors
    /// As above.
    pub async fn withdraw(&self, reason: &str) -> Result<(), RehearsalError> {
        self.stage.act(self.candidate, self.case, Withdraw { reason: reason.to_owned() }).await.map(drop)
    }

    async fn assessor(&self) -> Result<PersonId, RehearsalError> {
        self.file().await?.case.assessor_id.ok_or_else(|| script("the case has no assessor"))
    }

    /// Fills what `role` fills of a form, and submits it.
    ///
    /// # Errors
    /// As above.
    pub async fn submit(&self, who: PersonId, code: &str, role: Role, wish: &Wish<'_>) -> Result<(), RehearsalError> {
        let file = self.file().await?;
        let filled = file.form(code);
        let definition = definition(code, filled).map_err(workflow::WorkflowError::from)?;
        let given = fill(definition, &file.form_context(code), &answers(filled), role, wish);
        let act = SubmitForm {
            code: code.to_owned(),
            role,
            answers: given.to_value().map_err(|e| script(e.to_string()))?,
            seen: filled.map_or(0, |f| f.revision),
            managers: Vec::new(),
        };
        self.stage.act(who, self.case, act).await.map(drop)
    }

    /// Signs a form as it stands.
    ///
    /// # Errors
    /// As above.
    pub async fn sign(&self, who: PersonId, code: &str, slot: &str, mode: Mode) -> Result<(), RehearsalError> {
        let file = self.file().await?;
        let digest = digest_to_sign(&file, code, slot).map_err(workflow::WorkflowError::from)?;
        let act = SignForm { code: code.to_owned(), slot: slot.to_owned(), mode, digest };
        self.stage.act(who, self.case, act).await.map(drop)
    }
}

/// Evidence of daily work that candidates bring.
const EVIDENCE: [&str; 3] = [
    "Laporan kegiatan layanan triwulan III",
    "Surat tugas dan dokumentasi pelaksanaan pekerjaan",
    "Contoh hasil kerja yang disahkan atasan",
];

fn nothing(_: &FieldView) -> Option<Answer> {
    None
}

/// What the assessor writes where the finding shows.
fn found<'a>(
    finding: Finding,
    code: &'a str,
    last_unit: &'a str,
) -> impl Fn(&FieldView) -> Option<Answer> + Send + Sync + 'a {
    move |f: &FieldView| {
        let below = finding == Finding::Bk;
        let here = below && f.name.contains(last_unit);
        match (code, f.key.as_str()) {
            ("FR.IA.08", "conclusion") => one(if below { "follow-up" } else { "K" }),
            ("FR.IA.08", "sufficient") => one(if below { "no" } else { "yes" }),
            ("FR.IA.08", "interview") if below => one("Cara menyusun laporan bulanan dan menilai hasilnya."),
            ("FR.IA.08", "where") if below => one("Unit terakhir, seluruh elemen."),
            (_, "conclusion" | "overall") => one(if below { "BK" } else { "K" }),
            (_, "result") => one(if here { "BK" } else { "K" }),
            ("FR.IA.01", "achieved") => one(if here { "no" } else { "yes" }),
            ("FR.AK.02", "methods") => {
                Some(Answer::Many(["observation", "portfolio", "written"].map(str::to_owned).to_vec()))
            }
            _ => None,
        }
    }
}
