//! A form of a case: whoever stands in it fills what is theirs, and signs where their turn is.

use axum::response::Response;
use certification::{
    casefile::CaseFile,
    duty::Duty,
    filing::{ReopenForm, SignForm, SubmitForm, definition, digest_to_sign},
    form::{Binding, Definition, FormContext, Level, Mode, Role, SlotView, WrittenTest},
    id::{CaseId, PersonId},
    permit::{self, Action, Actor, Object},
    record::{
        form::{Form, Signature},
        person::Person,
    },
    refusal::Refusal,
};
use serde::Deserialize;
use serde_json::Value;
use workflow::{WorkflowError, draft::of_case, exam_result::Released, load::case_file, may_see};

use super::{
    About, Filing,
    fill::{show, take},
    paper,
    sign::{Signing, Witnessed, ask, ask_reopen, reopen, sign},
    view::{Head, TestSaid},
};
use crate::{AppState, Guard, Page, Routes, WebError, paging::address};

pub(super) fn routes() -> Routes {
    let case = Guard::Signed(Action::SeeCase);
    let signing = "/berkas/{case}/formulir/{code}/tanda-tangan/{slot}";
    let reopening = "/berkas/{case}/formulir/{code}/buka-kembali";
    Routes::new()
        .get("/berkas/{case}/formulir/{code}", case, show::<CaseForm>)
        .post("/berkas/{case}/formulir/{code}", case, take::<CaseForm>)
        .get(signing, case, ask::<CaseForm>)
        .post(signing, case, sign::<CaseForm>)
        .get(reopening, case, ask_reopen::<CaseForm>)
        .post(reopening, case, reopen::<CaseForm>)
}

/// Which form of which case.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct CasePlace {
    case: CaseId,
    code: String,
}

/// A form of a case as somebody meets it.
pub(super) struct CaseForm {
    pub(super) file: CaseFile,
    pub(super) definition: &'static Definition,
    role: Role,
}

/// In which role somebody meets the forms of a case.
fn role_of(actor: &Actor, file: &CaseFile) -> Role {
    if file.case.person_id == actor.person {
        Role::Candidate
    } else if file.case.assessor_id == Some(actor.person) {
        Role::Assessor
    } else if permit::check(actor, Action::VerifyApplication, &Object::case(&file.case)).is_ok() {
        Role::Staff
    } else {
        Role::Reader
    }
}

impl CaseForm {
    /// Code of the form.
    pub(super) fn code(&self) -> &'static str {
        &self.definition.code
    }

    fn here(&self) -> String {
        format!("/berkas/{}/formulir/{}", self.file.case.id, self.code())
    }

    fn documents(&self) -> String {
        format!("/berkas/{}/dokumen", self.file.case.id)
    }

    /// The last day on which an appeal can be filed, while it still can.
    fn until(&self) -> Option<String> {
        let appeals = self.definition.bindings().contains(&Binding::AppealGround);
        let last = self.file.appeal_term.until.filter(|_| appeals && self.file.appeals.is_empty());
        last.map(|day| day.to_string())
    }

    /// The reader may open documents of the case.
    fn readable(&self, p: &Page) -> bool {
        let object = Object::case(&self.file.case);
        p.actor().is_ok_and(|actor| permit::check(actor, Action::SeeDocument, &object).is_ok())
    }

    fn draft(&self) -> String {
        of_case(self.file.case.id, self.code())
    }
}

impl Filing for CaseForm {
    type Place = CasePlace;

    fn last(place: &mut CasePlace) -> &mut String {
        &mut place.code
    }

    async fn load(app: &AppState, p: &Page, CasePlace { case, code }: CasePlace) -> Result<Self, WebError> {
        let actor = p.actor()?;
        let file = case_file(&mut app.flow().reader(), case).await?;
        may_see(actor, Action::SeeCase, &Object::case(&file.case))?;
        let definition = definition(&code, file.form(&code)).ok().filter(|d| d.level == Level::Case);
        let role = role_of(actor, &file);
        Ok(Self { definition: definition.ok_or(WebError::NotFound)?, role, file })
    }

    fn definition(&self) -> &'static Definition {
        self.definition
    }

    fn role(&self) -> Role {
        self.role
    }

    fn context(&self) -> FormContext {
        self.file.form_context(self.code())
    }

    fn filled(&self) -> Option<&Form> {
        self.file.form(self.code())
    }

    fn signatures(&self) -> Vec<Signature> {
        let Some(form) = self.filled() else { return Vec::new() };
        self.file.signatures.iter().filter(|s| s.form_id == form.id).cloned().collect()
    }

    fn about(&self, p: &Page) -> About {
        About {
            head: Head::of(p, &self.file, self.role),
            here: self.here(),
            documents: if self.readable(p) { self.documents() } else { String::new() },
            draft: self.draft(),
            zone: self.file.event.zone.clone(),
            waits_for: Vec::new(),
            until: self.until(),
        }
    }

    fn refused(&self, requirement: &str) -> bool {
        self.role == Role::Candidate && self.file.refused(requirement).is_some()
    }

    fn is_own(&self, actor: &Actor, slot: &SlotView) -> bool {
        let case = &self.file.case;
        match slot.duty {
            Duty::Candidate => case.person_id == actor.person,
            Duty::Assessor => case.assessor_id == Some(actor.person),
            Duty::Staff => permit::check(actor, Action::VerifyApplication, &Object::case(case)).is_ok(),
            _ => false,
        }
    }

    fn may_witness(&self, actor: &Actor, slot: &SlotView) -> bool {
        slot.duty == Duty::Candidate
            && slot.modes.contains(&Mode::InPresence)
            && self.file.case.assessor_id == Some(actor.person)
    }

    fn leads(&self, button: &str) -> Option<String> {
        let wanted = match button {
            "bukti" => "evidence",
            _ => button.strip_prefix("dokumen ")?,
        };
        Some(address(&self.documents(), &[("untuk", wanted), ("kembali", self.code())]))
    }

    async fn tests(&self, app: &AppState, p: &Page) -> Result<Vec<TestSaid>, WebError> {
        if !self.definition.asks_written() || self.role == Role::Candidate {
            return Ok(Vec::new());
        }
        let released = app.flow().exam_results().of_case(p.actor()?, self.file.case.id).await?;
        let ours = self.definition.written_for(&self.file.written);
        let ours = released.iter().filter(|released| ours.iter().any(|test| test.name == released.exam.name));
        let signed = self.file.form(self.code()).and_then(|form| form.written.as_ref()).map(|_| self.context().written);
        let told = |released: &Released| {
            let same = |test: &WrittenTest| test.name == released.exam.name && test.round == released.row.round;
            let later = signed.as_ref().is_some_and(|signed| !signed.iter().any(same));
            TestSaid { later, ..TestSaid::of(p, &self.file.event.zone, released) }
        };
        Ok(ours.map(told).collect())
    }

    async fn submit(&self, app: &AppState, actor: &Actor, answers: Value, seen: i64) -> Result<String, WorkflowError> {
        let act = SubmitForm { code: self.code().to_owned(), role: self.role, answers, seen, managers: Vec::new() };
        app.flow().perform(actor, self.file.case.id, act).await?;
        app.flow().drop_draft(actor.person, &self.draft()).await?;
        Ok(format!("{}?sudah=kirim#tanda-tangan", self.here()))
    }

    async fn print(&self, app: &AppState, p: &Page, wanted: &str) -> Result<Response, WebError> {
        paper::print(app, p, self, wanted).await
    }
}

impl Signing for CaseForm {
    fn signer(&self, actor: &Actor, presence: bool) -> PersonId {
        if presence { self.file.case.person_id } else { actor.person }
    }

    fn witnessed(&self) -> Witnessed {
        let assessor = self.file.assessor.as_ref().map(Person::full_name).unwrap_or_default();
        Witnessed { candidate: self.file.person.full_name(), assessor }
    }

    fn digest(&self, slot: &str) -> Result<String, Refusal> {
        digest_to_sign(&self.file, self.code(), slot)
    }

    async fn sign(
        &self,
        app: &AppState,
        actor: &Actor,
        (slot, presence): (&str, bool),
        digest: &str,
    ) -> Result<(), WorkflowError> {
        let mode = if presence { Mode::InPresence } else { Mode::Session };
        let act = SignForm { code: self.code().to_owned(), slot: slot.to_owned(), mode, digest: digest.to_owned() };
        app.flow().perform(actor, self.file.case.id, act).await.map(|_| ())
    }

    async fn reopen(&self, app: &AppState, actor: &Actor, reason: &str) -> Result<(), WorkflowError> {
        let act = ReopenForm { code: self.code().to_owned(), role: self.role, reason: reason.to_owned() };
        app.flow().perform(actor, self.file.case.id, act).await.map(|_| ())
    }
}
