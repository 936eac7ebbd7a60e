//! The policy: who may do what, and how far. `docs/permits.md` is this table written down; a test keeps them alike.

use super::Action;
use crate::duty::Duty;

/// How far a duty reaches for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Every object.
    Everywhere,
    /// Objects of the event of the appointment.
    OwnEvent,
    /// Objects about people of the institution of the appointment.
    OwnInstitution,
    /// Cases assigned to the person as assessor.
    Assigned,
    /// Objects about the person.
    Oneself,
}

use Action as A;
use Duty as D;
use Reach as R;

/// The policy: who may do what, how far.
pub const RULES: &[(Duty, Reach, &[Action])] = &[
    (
        D::Candidate,
        R::Oneself,
        &[
            A::OwnAccount,
            A::ListCases,
            A::SeeCase,
            A::SeeDocument,
            A::Apply,
            A::Consent,
            A::DownloadCertificate,
            A::SeeIdentity,
            A::Sit,
        ],
    ),
    (
        D::Administrator,
        R::Everywhere,
        &[A::ListPeople, A::InviteAccount, A::Appoint, A::SeeSettings, A::ChangeSettings, A::Erase, A::RotateKeys],
    ),
    (
        D::Staff,
        R::Everywhere,
        &[
            A::ListPeople,
            A::InviteAccount,
            A::SeeSettings,
            A::SeeStandards,
            A::ListEvents,
            A::SeeEvent,
            A::ChangeEvent,
            A::ImportParticipants,
            A::ImportAssessors,
            A::ListCases,
            A::SeeCase,
            A::SeeIdentity,
            A::SeeDocument,
            A::ChangeCase,
            A::VerifyApplication,
            A::Assign,
            A::PrintAssignment,
            A::SeePanel,
            A::SeeRegister,
            A::DownloadCertificate,
            A::SeeOutcome,
            A::ExportAuthority,
            A::SeeJournal,
            A::PlanExam,
            A::Invigilate,
            A::MarkExam,
        ],
    ),
    (
        D::Manager,
        R::Everywhere,
        &[
            A::ListPeople,
            A::InviteAccount,
            A::Appoint,
            A::SeeSettings,
            A::ChangeSettings,
            A::SeeStandards,
            A::ListEvents,
            A::SeeEvent,
            A::ChangeEvent,
            A::ImportParticipants,
            A::ImportAssessors,
            A::ListCases,
            A::SeeCase,
            A::SeeIdentity,
            A::SeeDocument,
            A::ChangeCase,
            A::VerifyApplication,
            A::Assign,
            A::PrintAssignment,
            A::SeePanel,
            A::ConvenePanel,
            A::AnswerAppeal,
            A::IssueCertificate,
            A::SeeRegister,
            A::ChangeCertificate,
            A::DownloadCertificate,
            A::SeeOutcome,
            A::ExportAuthority,
            A::SeeJournal,
            A::SeeBank,
            A::ChangeBank,
            A::PlanExam,
            A::Invigilate,
            A::MarkExam,
            A::ApproveCut,
            A::SeeAgreement,
            A::SeeInstruments,
            A::Erase,
        ],
    ),
    (
        D::SchemeCommittee,
        R::Everywhere,
        &[A::SeeStandards, A::ChangeStandards, A::SeeBank, A::ChangeBank, A::ApproveCut, A::SeeInstruments],
    ),
    (D::SchemeCommittee, R::Oneself, &[A::RateStandard]),
    (
        D::PanelMember,
        R::Everywhere,
        &[A::ListEvents, A::SeeEvent, A::ListCases, A::SeeCase, A::SeeDocument, A::SeePanel, A::Decide, A::SeeJournal],
    ),
    (D::PanelMember, R::Oneself, &[A::RateStandard]),
    (
        D::Head,
        R::Everywhere,
        &[
            A::ListEvents,
            A::SeeEvent,
            A::ListCases,
            A::SeeCase,
            A::SeePanel,
            A::SignDecree,
            A::SeeRegister,
            A::DownloadCertificate,
            A::SeeOutcome,
            A::SeeJournal,
        ],
    ),
    (D::Deputy, R::Everywhere, &[A::ListEvents, A::SeeEvent, A::SeePanel, A::SignDecree, A::SeeOutcome]),
    (D::Assessor, R::Everywhere, &[A::SeeInstruments, A::WriteInstruments]),
    (D::Assessor, R::Assigned, &[A::ListCases, A::SeeCase, A::SeeDocument, A::Assess]),
    (D::Assessor, R::Oneself, &[A::Report, A::PrintAssignment, A::RateStandard]),
    (D::Assessor, R::OwnEvent, &[A::ListEvents, A::SeeEvent, A::Invigilate, A::MarkExam]),
    (D::Facilitator, R::OwnEvent, &[A::ListEvents, A::SeeEvent, A::ImportParticipants, A::ListCases, A::SeeOutcome]),
    (D::Contact, R::OwnInstitution, &[A::ListCases, A::ListPeople, A::InviteAccount]),
];
