//! Permits: duty (with dates of appointment) × relation to this object × action.
//! One table of rules answers both the check of one object and the scope of a list, so that
//! what a person may open is what a list shows them.

mod action;
mod policy;
mod scope;

use crate::{
    duty::Duty,
    id::{EventId, InstitutionId, PersonId},
    refusal::Refusal,
};

pub use self::{
    action::Action,
    policy::{RULES, Reach},
    scope::{Bound, Scope},
};

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
    fn agreement_of_neighbours_is_for_the_manager_alone() {
        for duty in Duty::ALL {
            let actor = Actor::new(small(1), vec![Held { duty, event: Some(small(1)), institution: Some(small(1)) }]);
            assert_eq!(may(&actor, Action::SeeAgreement), duty == Duty::Manager, "{duty}");
        }
    }

    #[test]
    fn a_judge_rates_for_themselves_alone() {
        let actor = Actor::new(small(1), vec![Held { duty: Duty::PanelMember, event: None, institution: None }]);
        assert!(check(&actor, Action::RateStandard, &Object::person(small(1))).is_ok());
        assert!(check(&actor, Action::RateStandard, &Object::person(small(2))).is_err());
        assert!(!may(&actor, Action::ApproveCut));
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
