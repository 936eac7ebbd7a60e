//! What a person can want to do.

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// What a person wants to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $name),+ }

        impl Action {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its name, for documents and logs.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }
        }
    };
}

actions! {
    /// See and change one's own account, sessions and language.
    OwnAccount,
    /// See who has an account and which duties.
    ListPeople,
    /// Invite a person to sign in, or help them back in.
    InviteAccount,
    /// Appoint to duties and end appointments.
    Appoint,
    /// See the settings.
    SeeSettings,
    /// Change settings, emblems and code lists.
    ChangeSettings,
    /// See standards and schemes that are not yet published.
    SeeStandards,
    /// Import and publish standards and schemes.
    ChangeStandards,
    /// See forms of a scheme: plans, written questions with their keys, validations.
    SeeInstruments,
    /// Fill, sign and validate forms of a scheme.
    WriteInstruments,
    /// See the list of events.
    ListEvents,
    /// See one event, its board and its counts.
    SeeEvent,
    /// Create and change events.
    ChangeEvent,
    /// Hand in a workbook of participants, mend its rows, import them.
    ImportParticipants,
    /// Hand in a workbook of assessors.
    ImportAssessors,
    /// See the list of cases.
    ListCases,
    /// See one case: stage, forms, history.
    SeeCase,
    /// See NIK and other identity data in full, logged.
    SeeIdentity,
    /// Open documents and evidence of a case.
    SeeDocument,
    /// Confirm taking part, apply, hand in documents, assess oneself, withdraw.
    Apply,
    /// Withdraw a consent of one's own, or give it again.
    Consent,
    /// Withdraw a case on behalf of the candidate, record absence.
    ChangeCase,
    /// Verify requirements and conclude on an application.
    VerifyApplication,
    /// Assign assessors, record their ties to a candidate, set day and session.
    Assign,
    /// Declare conflicts, review self-assessments, fill instruments, recommend.
    Assess,
    /// Report an event as its assessor (FR.AK.05).
    Report,
    /// Print letters of assignment of the assessors of an event.
    PrintAssignment,
    /// See panels and the cases ready or blocked.
    SeePanel,
    /// Open and close a panel, name its members.
    ConvenePanel,
    /// Vote and decide on cases.
    Decide,
    /// Answer an appeal against an assessment, where one neither assessed nor decided.
    AnswerAppeal,
    /// Sign the decree.
    SignDecree,
    /// Issue certificates.
    IssueCertificate,
    /// See the register of certificates with its history.
    SeeRegister,
    /// Suspend, reinstate, revoke or supersede a certificate.
    ChangeCertificate,
    /// Download a certificate's PDF.
    DownloadCertificate,
    /// See the outcome of an event: funnel, districts, report.
    SeeOutcome,
    /// Export the BNSP workbook and letters.
    ExportAuthority,
    /// See the journal of a case, event or certificate.
    SeeJournal,
    /// Destroy a person's keys (erasure).
    Erase,
    /// Make new keys of the house, and wrap every person's key with them.
    RotateKeys,
    /// See the item bank, its keys among it.
    SeeBank,
    /// Write, review and approve items; keep blueprints, freeze forms.
    ChangeBank,
    /// Plan written tests of an event, seat candidates, draw papers.
    PlanExam,
    /// Watch over a written test: the room, its seats, incidents.
    Invigilate,
    /// Mark answers of a written test that no key can judge, blind.
    MarkExam,
    /// Rate the questions of a test as a judge of its cut, alone.
    RateStandard,
    /// Approve the cut of a test that judges have found, in a study or on paper.
    ApproveCut,
    /// See unusual agreement between neighbours in a written test.
    SeeAgreement,
    /// Sit a written test.
    Sit,
}
