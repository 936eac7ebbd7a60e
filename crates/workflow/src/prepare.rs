//! What an act needs to know beyond its file, looked up in the same transaction just before it is
//! judged: the facts of an assessor or panel member, free places, the next serial of a series.

use std::future::Future;

use certification::{
    account::{ActivateAccount, ChangeContact, ChooseLanguage, GiveAccess},
    act::{Act, Context},
    appeal::AnswerAppeal,
    application::{
        ConcludeApplication, ConfirmParticipation, HandInDocument, TakeBackDocument, VerifyRequirement, Withdraw,
        WithdrawOnBehalf,
    },
    assignment::{
        AssignAssessor, DeclareConflict, ObjectToAssessor, RecordAttendance, RecordPresence, RecordTie, Schedule,
    },
    body::{ChangeSettings, ImportCodes, MatchCode, RotateKeys, SetEmblem},
    casefile::CaseFile,
    certificate::{ChangeStatus, CompleteIssue, IssueCertificate, Supersede},
    consent::ChangeConsent,
    decision::{CastVote, ClosePanel, ConvenePanel, Decide, SignDecree, StandAside},
    duty::Duty,
    erasure::ErasePerson,
    event::{InviteParticipant, PlanEvent, SetEventStatus},
    exam::{
        AdjustSeat, ApproveCut, ApproveProposal, AtSeat, CancelRound, ChangeSeat, ChangeWord, CloseRound, CorrectMark,
        DrawPapers, EnterSheet, FreezeForm, KeepBlueprint, KeepParts, KeySheet, MarkAnswer, NoteDiscussion, NoteRoom,
        OpenRound, OpenStudy, PlanExam, ReleaseJudge, ReleaseResults, SaveRating, ScoreExam, SeatCandidates,
        SetExamStatus, StepItem, TakeSeatAway, WithdrawForm, WithdrawStudy,
    },
    filing::{RefuseToSign, ReopenForm, SignForm, SubmitForm},
    form::Binding,
    id::CertificateId,
    instrument::{ReopenInstrument, SignInstrument, SubmitInstrument},
    intake::{CorrectMapping, DropWorkbook, LeaveOutRow, MendRow, ReceiveWorkbook},
    issuing::{OrderIssue, OrderPrint},
    person::{Appoint, EndAppointment, RegisterAssessor, RegisterPerson},
    record::{case::Case, certificate::StatusChange},
    report::ReportEvent,
    scheme::{DraftScheme, ImportStandard, PublishScheme, PublishStandard},
    series::Numbering,
};
use store::{Find, Read, Tx, outside::exam_events};

use crate::{
    error::WorkflowError,
    issue::{issue_list, next_order},
    load::{self, assessor_facts, holders, load_of, member_facts},
};

/// Looks up what the act needs besides its file.
pub trait Prepare: Act {
    /// Fills in the looked-up parts of the act.
    fn prepare(
        &mut self,
        tx: &mut Tx,
        file: &Self::File,
        context: &Context<'_>,
    ) -> impl Future<Output = Result<(), WorkflowError>> + Send {
        let _ = (tx, file, context);
        async { Ok(()) }
    }
}

macro_rules! nothing_besides {
    ($($act:ty),+ $(,)?) => { $(impl Prepare for $act {})+ };
}

nothing_besides!(
    ConfirmParticipation,
    HandInDocument,
    TakeBackDocument,
    VerifyRequirement,
    ConcludeApplication,
    Withdraw,
    WithdrawOnBehalf,
    RecordAttendance,
    DeclareConflict,
    ObjectToAssessor,
    RecordTie,
    RecordPresence,
    ChangeSettings,
    ImportCodes,
    RotateKeys,
    MatchCode,
    SetEmblem,
    CompleteIssue,
    OrderPrint,
    ConvenePanel,
    ClosePanel,
    SignDecree,
    InviteParticipant,
    PlanEvent,
    SetEventStatus,
    SignForm,
    RefuseToSign,
    ReopenForm,
    ReceiveWorkbook,
    CorrectMapping,
    DropWorkbook,
    MendRow,
    LeaveOutRow,
    RegisterPerson,
    Appoint,
    EndAppointment,
    RegisterAssessor,
    GiveAccess,
    ActivateAccount,
    ChangeContact,
    ChooseLanguage,
    ReportEvent,
    SubmitInstrument,
    SignInstrument,
    ReopenInstrument,
    ErasePerson,
    DraftScheme,
    PublishScheme,
    ImportStandard,
    PublishStandard,
    AdjustSeat,
    AtSeat,
    EnterSheet,
    KeySheet,
    ChangeWord,
    NoteRoom,
    DrawPapers,
    FreezeForm,
    KeepParts,
    PlanExam,
    ReleaseResults,
    ScoreExam,
    SetExamStatus,
    WithdrawForm,
    WithdrawStudy,
    ApproveCut,
    CancelRound,
    CloseRound,
    OpenRound,
    OpenStudy,
    ReleaseJudge,
);

impl Prepare for SeatCandidates {
    async fn prepare(&mut self, tx: &mut Tx, _: &Self::File, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.cases = tx.find(&Find::all().one_of("id", self.seats.iter().map(|seat| seat.case))).await?;
        Ok(())
    }
}

impl Prepare for TakeSeatAway {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.begun = !exam_events(tx, file.sitting.id).await?.is_empty();
        Ok(())
    }
}

impl Prepare for ChangeSeat {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.begun = !exam_events(tx, file.sitting.id).await?.is_empty();
        Ok(())
    }
}

impl Prepare for StepItem {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.after = Some(crate::exam_bank::stepped(tx, file, self, context)?);
        Ok(())
    }
}

impl Prepare for KeepBlueprint {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, _: &Context<'_>) -> Result<(), WorkflowError> {
        crate::exam_bank::judged(tx, file, self).await
    }
}

impl Prepare for ApproveProposal {
    async fn prepare(&mut self, _: &mut Tx, file: &Self::File, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.content = crate::exam_bank::approved(file, self, context)?;
        Ok(())
    }
}

impl Prepare for MarkAnswer {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.sealed_text = crate::exam_result::marked(tx, file, self, context)?;
        Ok(())
    }
}

impl Prepare for CorrectMark {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.sealed_text = crate::exam_result::corrected(tx, file, self, context)?;
        Ok(())
    }
}

impl Prepare for SaveRating {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, _: &Context<'_>) -> Result<(), WorkflowError> {
        (self.rated, self.sealed_text) = crate::exam_standard::said(tx, file, self).await?;
        Ok(())
    }
}

impl Prepare for NoteDiscussion {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.sealed_text = crate::exam_standard::noted(tx, file, self, context)?;
        Ok(())
    }
}

impl Prepare for ChangeConsent {
    async fn prepare(&mut self, tx: &mut Tx, _: &CaseFile, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.managers = holders(tx, Duty::Manager, &context.today().to_string()).await?;
        Ok(())
    }
}

impl Prepare for SubmitForm {
    async fn prepare(&mut self, tx: &mut Tx, file: &CaseFile, context: &Context<'_>) -> Result<(), WorkflowError> {
        let definition = certification::filing::definition(&self.code, file.form(&self.code)).ok();
        if definition.is_some_and(|d| d.bindings().contains(&Binding::AppealGround)) {
            self.managers = holders(tx, Duty::Manager, &context.today().to_string()).await?;
        }
        Ok(())
    }
}

impl Prepare for AnswerAppeal {
    async fn prepare(&mut self, tx: &mut Tx, file: &CaseFile, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.deciders = load::deciders(tx, file).await?;
        Ok(())
    }
}

impl Prepare for AssignAssessor {
    async fn prepare(&mut self, tx: &mut Tx, file: &CaseFile, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.facts = Some(assessor_facts(tx, self.assessor, &file.event).await?);
        Ok(())
    }
}

impl Prepare for Schedule {
    async fn prepare(&mut self, tx: &mut Tx, file: &CaseFile, _: &Context<'_>) -> Result<(), WorkflowError> {
        let seated = Find::by("event_id", file.case.event_id).and("session", self.session.as_str()).null("withdrawn");
        self.seated = tx.count::<Case>(&seated).await?;
        if let Some(assessor) = file.case.assessor_id {
            self.load = load_of(tx, assessor, &file.event).await?;
        }
        Ok(())
    }
}

impl Prepare for CastVote {
    async fn prepare(&mut self, tx: &mut Tx, _: &CaseFile, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.sitting = tx.get(self.panel).await?;
        self.facts = member_facts(tx, context.actor()).await?;
        Ok(())
    }
}

impl Prepare for StandAside {
    async fn prepare(&mut self, tx: &mut Tx, _: &CaseFile, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.sitting = tx.get(self.panel).await?;
        Ok(())
    }
}

impl Prepare for Decide {
    async fn prepare(&mut self, tx: &mut Tx, _: &CaseFile, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.sitting = tx.get(self.panel).await?;
        self.facts = member_facts(tx, context.actor()).await?;
        Ok(())
    }
}

impl Prepare for IssueCertificate {
    async fn prepare(&mut self, tx: &mut Tx, file: &CaseFile, context: &Context<'_>) -> Result<(), WorkflowError> {
        let granting = file.decisions.iter().find(|d| !d.superseded && d.outcome == "granted");
        self.panel = match granting {
            Some(decision) => tx.get(decision.panel_id).await?,
            None => None,
        };
        for numbering in [Numbering::Certificate, Numbering::Registration] {
            let (series, next) = load::serial(tx, numbering, context).await?;
            self.serials.insert(series, next);
        }
        Ok(())
    }
}

impl Prepare for OrderIssue {
    async fn prepare(&mut self, tx: &mut Tx, file: &Self::File, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.cases = issue_list(tx, file.panel.id).await?.ready.len() as i64;
        self.key = next_order(tx, file.panel.id).await?;
        Ok(())
    }
}

impl Prepare for ChangeStatus {
    async fn prepare(&mut self, tx: &mut Tx, file: &CaseFile, _: &Context<'_>) -> Result<(), WorkflowError> {
        self.changes = changes(tx, file.certificate().map(|c| c.id)).await?;
        Ok(())
    }
}

impl Prepare for Supersede {
    async fn prepare(&mut self, tx: &mut Tx, file: &CaseFile, context: &Context<'_>) -> Result<(), WorkflowError> {
        self.changes = changes(tx, file.certificate().map(|c| c.id)).await?;
        self.issue.prepare(tx, file, context).await
    }
}

async fn changes(tx: &mut Tx, certificate: Option<CertificateId>) -> Result<i64, WorkflowError> {
    match certificate {
        Some(id) => Ok(tx.count::<StatusChange>(&Find::by("certificate_id", id)).await?),
        None => Ok(0),
    }
}
