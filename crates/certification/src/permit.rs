//! Permits: duty (with dates of appointment) × relation to this object × action.
//! One table of rules answers both the check of one object and the scope of a list, so that
//! what a person may open is what a list shows them.

use crate::{
    duty::Duty,
    id::{EventId, InstitutionId, PersonId},
    refusal::Refusal,
};

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
    /// Withdraw a case on behalf of the candidate, record absence.
    ChangeCase,
    /// Verify requirements and conclude on an application.
    VerifyApplication,
    /// Assign assessors, set day and session.
    Assign,
    /// Declare conflicts, review self-assessments, fill instruments, recommend.
    Assess,
    /// Report an event as its assessor (FR.AK.05).
    Report,
    /// See panels and the cases ready or blocked.
    SeePanel,
    /// Open and close a panel, name its members.
    ConvenePanel,
    /// Vote and decide on cases.
    Decide,
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
    /// Sit a written test.
    Sit,
}

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
            A::DownloadCertificate,
            A::SeeIdentity,
            A::Sit,
        ],
    ),
    (
        D::Administrator,
        R::Everywhere,
        &[A::ListPeople, A::InviteAccount, A::Appoint, A::SeeSettings, A::ChangeSettings, A::Erase],
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
            A::SeePanel,
            A::ConvenePanel,
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
        ],
    ),
    (D::SchemeCommittee, R::Everywhere, &[A::SeeStandards, A::ChangeStandards, A::SeeBank, A::ChangeBank]),
    (
        D::PanelMember,
        R::Everywhere,
        &[A::ListEvents, A::SeeEvent, A::ListCases, A::SeeCase, A::SeeDocument, A::SeePanel, A::Decide, A::SeeJournal],
    ),
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
            A::SeeOutcome,
            A::SeeJournal,
        ],
    ),
    (D::Deputy, R::Everywhere, &[A::ListEvents, A::SeeEvent, A::SeePanel, A::SignDecree, A::SeeOutcome]),
    (D::Assessor, R::Assigned, &[A::ListCases, A::SeeCase, A::SeeDocument, A::Assess]),
    (D::Assessor, R::Oneself, &[A::Report]),
    (D::Assessor, R::OwnEvent, &[A::ListEvents, A::SeeEvent, A::Invigilate, A::MarkExam]),
    (D::Facilitator, R::OwnEvent, &[A::ListEvents, A::SeeEvent, A::ImportParticipants, A::ListCases, A::SeeOutcome]),
    (D::Contact, R::OwnInstitution, &[A::ListCases, A::ListPeople, A::InviteAccount]),
];

/// An appointment in force on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The duty.
    pub duty: Duty,
    /// Its event, for duties of an event.
    pub event: Option<EventId>,
    /// Its institution, for a contact.
    pub institution: Option<InstitutionId>,
}

/// Who acts. Everyone is a candidate as regards themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// Appointments in force.
    pub held: Vec<Held>,
}

impl Actor {
    /// A person with the appointments in force.
    #[must_use]
    pub fn new(person: PersonId, mut held: Vec<Held>) -> Self {
        held.push(Held { duty: Duty::Candidate, event: None, institution: None });
        Self { person, held }
    }

    /// Holds that duty at all.
    #[must_use]
    pub fn holds(&self, duty: Duty) -> bool {
        self.held.iter().any(|h| h.duty == duty)
    }
}

/// What an action is about; unknown relations are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Object {
    /// The event it belongs to.
    pub event: Option<EventId>,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// Where that person works.
    pub institution: Option<InstitutionId>,
    /// The assessor it is assigned to.
    pub assessor: Option<PersonId>,
}

impl Object {
    /// Something of the body as a whole.
    #[must_use]
    pub fn body() -> Self {
        Self::default()
    }

    /// Something about a person.
    #[must_use]
    pub fn person(id: PersonId) -> Self {
        Self { person: Some(id), ..Self::default() }
    }

    /// An event.
    #[must_use]
    pub fn event(id: EventId) -> Self {
        Self { event: Some(id), ..Self::default() }
    }

    /// A case.
    #[must_use]
    pub fn case(case: &crate::record::case::Case) -> Self {
        Self {
            event: Some(case.event_id),
            person: Some(case.person_id),
            institution: case.institution_id,
            assessor: case.assessor_id,
        }
    }
}

/// What a list may show: the union of its reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every row.
    All,
    /// Rows within any of these; none when empty.
    Within(Vec<Bound>),
}

/// One bound of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Rows of this event.
    Event(EventId),
    /// Rows about people of this institution.
    Institution(InstitutionId),
    /// Rows assigned to this assessor.
    Assessor(PersonId),
    /// Rows about this person.
    Person(PersonId),
}

impl Bound {
    fn holds(self, object: &Object) -> bool {
        match self {
            Self::Event(id) => object.event == Some(id),
            Self::Institution(id) => object.institution == Some(id),
            Self::Assessor(id) => object.assessor == Some(id),
            Self::Person(id) => object.person == Some(id),
        }
    }
}

impl Scope {
    /// The scope shows this object.
    #[must_use]
    pub fn shows(&self, object: &Object) -> bool {
        match self {
            Self::All => true,
            Self::Within(bounds) => bounds.iter().any(|b| b.holds(object)),
        }
    }

    /// The scope shows nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Within(bounds) if bounds.is_empty())
    }
}

/// Leave to act. Only [`check`] and [`system`] make one, and every act wants one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permit {
    actor: Option<PersonId>,
    duty: Duty,
    action: Action,
}

impl Permit {
    /// Who acts; nobody for the house itself.
    #[must_use]
    pub const fn actor(&self) -> Option<PersonId> {
        self.actor
    }

    /// In which duty.
    #[must_use]
    pub const fn duty(&self) -> Duty {
        self.duty
    }

    /// For which action.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }
}

fn grants(actor: &Actor, action: Action) -> impl Iterator<Item = (Duty, Option<Bound>)> {
    actor.held.iter().flat_map(move |held| {
        RULES.iter().filter(move |(duty, _, actions)| *duty == held.duty && actions.contains(&action)).filter_map(
            move |(duty, reach, _)| match reach {
                Reach::Everywhere => Some((*duty, None)),
                Reach::OwnEvent => held.event.map(|id| (*duty, Some(Bound::Event(id)))),
                Reach::OwnInstitution => held.institution.map(|id| (*duty, Some(Bound::Institution(id)))),
                Reach::Assigned => Some((*duty, Some(Bound::Assessor(actor.person)))),
                Reach::Oneself => Some((*duty, Some(Bound::Person(actor.person)))),
            },
        )
    })
}

/// Which duty an act counts under when several would do: oneself last, the manager before staff.
fn rank(duty: Duty) -> usize {
    match duty {
        Duty::Candidate => usize::MAX,
        Duty::Manager => 0,
        duty => duty as usize + 1,
    }
}

/// Leave to do `action` to `object`, or a refusal. Not found and not yours look alike on screen.
///
/// # Errors
/// `permit.none` when no duty in force reaches the object.
pub fn check(actor: &Actor, action: Action, object: &Object) -> Result<Permit, Refusal> {
    grants(actor, action)
        .filter(|(_, bound)| bound.is_none_or(|b| b.holds(object)))
        .min_by_key(|(duty, _)| rank(*duty))
        .map(|(duty, _)| Permit { actor: Some(actor.person), duty, action })
        .ok_or_else(|| Refusal::new("permit.none").with("action", action.name()))
}

/// What a list for `action` may show to `actor`.
#[must_use]
pub fn scope(actor: &Actor, action: Action) -> Scope {
    let mut bounds = Vec::new();
    for (_, bound) in grants(actor, action) {
        match bound {
            None => return Scope::All,
            Some(bound) if !bounds.contains(&bound) => bounds.push(bound),
            Some(_) => {}
        }
    }
    Scope::Within(bounds)
}

/// The actor may do `action` to something at all: what navigation shows.
#[must_use]
pub fn may(actor: &Actor, action: Action) -> bool {
    grants(actor, action).next().is_some()
}

/// Leave of the house itself: jobs and commands run by whoever runs the machine.
#[must_use]
pub const fn system(action: Action) -> Permit {
    Permit { actor: None, duty: Duty::System, action }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn small<T: From<Uuid>>(n: u8) -> T {
        T::from(Uuid::from_u128(u128::from(n)))
    }

    fn held() -> impl Strategy<Value = Held> {
        (0..Duty::ALL.len(), prop::option::of(0_u8..3), prop::option::of(0_u8..3)).prop_map(|(d, e, i)| Held {
            duty: Duty::ALL[d],
            event: e.map(small),
            institution: i.map(small),
        })
    }

    fn object() -> impl Strategy<Value = Object> {
        (prop::option::of(0_u8..3), prop::option::of(0_u8..3), prop::option::of(0_u8..3), prop::option::of(0_u8..3))
            .prop_map(|(e, p, i, a)| Object {
                event: e.map(small),
                person: p.map(small),
                institution: i.map(small),
                assessor: a.map(small),
            })
    }

    proptest! {
        #[test]
        fn a_list_shows_exactly_what_may_be_opened(
            duties in prop::collection::vec(held(), 0..4), me in 0_u8..3, what in object(), n in 0..Action::ALL.len()
        ) {
            let actor = Actor::new(small(me), duties);
            let action = Action::ALL[n];
            prop_assert_eq!(check(&actor, action, &what).is_ok(), scope(&actor, action).shows(&what));
        }
    }

    #[test]
    fn an_assessor_cannot_decide() {
        let actor = Actor::new(small(1), vec![Held { duty: Duty::Assessor, event: Some(small(1)), institution: None }]);
        assert!(!may(&actor, Action::Decide));
        assert!(!may(&actor, Action::SignDecree));
        assert!(!may(&actor, Action::IssueCertificate));
    }

    #[test]
    fn a_facilitator_sees_only_its_event() {
        let actor =
            Actor::new(small(1), vec![Held { duty: Duty::Facilitator, event: Some(small(1)), institution: None }]);
        assert!(check(&actor, Action::SeeEvent, &Object::event(small(1))).is_ok());
        assert!(check(&actor, Action::SeeEvent, &Object::event(small(2))).is_err());
        assert_eq!(scope(&actor, Action::ListEvents), Scope::Within(vec![Bound::Event(small(1))]));
    }
}
