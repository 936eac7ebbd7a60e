//! Consents: withdrawn and given again by the person alone, and who is told (UU PDP 27/2022 art. 22 to 24, 40).

use certification::{
    act::Effect,
    casefile::CaseFile,
    consent::{ChangeConsent, STOPS_WITHIN_HOURS},
    duty::Duty,
    id::PersonId,
    record::case::Consent,
};

use crate::people::*;

const MANAGER: u128 = 60;

fn asked(purpose: &str) -> CaseFile {
    let mut file = accepted();
    file.case.assessor_id = Some(id(ASSESSOR));
    file.consents.push(Consent {
        id: format!("x:{purpose}"),
        case_id: file.case.id,
        person_id: file.case.person_id,
        purpose: purpose.to_owned(),
        given: true,
        wording: "2023-1".to_owned(),
        at: NOW,
        changed_at: None,
    });
    file
}

fn change(purpose: &str, given: bool) -> ChangeConsent {
    ChangeConsent { managers: vec![id(MANAGER)], ..ChangeConsent::new(purpose.to_owned(), given) }
}

/// Who is told what by a withdrawal.
fn told(file: &mut CaseFile, purpose: &str) -> Vec<(PersonId, &'static str)> {
    let outcome = act_as(CANDIDATE, Duty::Candidate, file, &change(purpose, false)).unwrap();
    let message =
        |e: &Effect| if let Effect::Notify { person, message, .. } = e { Some((*person, *message)) } else { None };
    outcome.effects.iter().filter_map(message).collect()
}

#[test]
fn a_withdrawal_holds_from_now_and_those_who_must_stop_are_told() {
    let mut file = asked("photo");
    let (candidate, assessor, manager) = (id(CANDIDATE), id(ASSESSOR), id(MANAGER));
    let expected =
        [(candidate, "case-consent-withdrawn"), (assessor, "assessor-photo-withdrawn"), (manager, "case-consent-stop")];
    assert_eq!(told(&mut file, "photo"), expected);
    let consent = &file.consents[0];
    assert!(consent.withdrawn() && consent.at == NOW && consent.since() > NOW);
    assert_eq!(consent.stops_by(), Some(consent.since() + STOPS_WITHIN_HOURS * 3_600_000_000));
    act_as(CANDIDATE, Duty::Candidate, &mut file, &change("photo", true)).unwrap();
    assert!(file.consents[0].given && file.consents[0].stops_by().is_none());
}

#[test]
fn an_assessor_is_told_of_photos_alone() {
    let told = told(&mut asked("research"), "research");
    assert!(told.iter().all(|(person, _)| *person != id::<PersonId>(ASSESSOR)), "{told:?}");
}

#[test]
fn what_was_not_asked_or_stands_so_already_is_refused_and_others_may_not() {
    let mut file = asked("photo");
    let mut by = |who, duty, act| code(act_as(who, duty, &mut file, &act));
    assert_eq!(by(CANDIDATE, Duty::Candidate, change("register", false)), "consent.not-asked");
    assert_eq!(by(CANDIDATE, Duty::Candidate, change("photo", true)), "consent.unchanged");
    assert_eq!(by(MANAGER, Duty::Manager, change("photo", false)), "permit.none");
}
