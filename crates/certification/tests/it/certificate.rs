//! Issue, suspension and expiry of certificates.

use std::collections::BTreeMap;

use certification::{
    casefile::CaseFile,
    certificate::{ChangeStatus, CompleteIssue, IssueCertificate, Supersede, public_status},
    duty::Duty,
    record::decision::Panel,
    stage::Stage,
};

use crate::people::*;

const MANAGER: u128 = 60;

fn panel(decree: Option<&str>) -> Panel {
    Panel {
        id: id(400),
        event_id: id(200),
        held_on: "2025-11-03".to_owned(),
        members: Vec::new(),
        chair_id: id(1),
        quorum: 3,
        status: "signed".to_owned(),
        minutes_number: None,
        decree_number: decree.map(str::to_owned),
        decree_on: Some("2025-11-04".to_owned()),
        signed_by: None,
        signed_as: None,
        opened_at: NOW,
        minutes_issuer: None,
        decree_issuer: None,
    }
}

fn issue(serial: i64) -> IssueCertificate {
    let serials = BTreeMap::from([("certificate".to_owned(), serial), ("registration:2025".to_owned(), serial)]);
    IssueCertificate { panel: Some(panel(Some("001/SK/LSP/XI/2025"))), serials }
}

fn granted() -> CaseFile {
    let mut file = ready("K");
    file.case.decision = Some("granted".to_owned());
    file
}

fn issued() -> CaseFile {
    let mut file = granted();
    act_as(MANAGER, Duty::Manager, &mut file, &issue(7)).unwrap();
    let complete = CompleteIssue { file: "f".to_owned(), size: 1 };
    act_as(MANAGER, Duty::Manager, &mut file, &complete).unwrap();
    file
}

#[test]
fn facts_are_frozen_before_the_paper_is_made() {
    let mut file = granted();
    let outcome = act_as(MANAGER, Duty::Manager, &mut file, &issue(7)).unwrap();
    assert_eq!(file.case.stage, Stage::Issuing);
    let certificate = file.certificate().unwrap();
    assert_eq!(certificate.number, "91012 2631 4 0000007 2025");
    assert_eq!((certificate.valid_from.as_str(), certificate.valid_until.as_str()), ("2025-10-30", "2028-10-29"));
    assert_eq!(outcome.effects.len(), 1);
    assert_eq!(certificate.issuer.as_ref().map(|i| i.name.as_str()), Some("LSP Contoh Pustaka"));
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut file, &issue(8))), "certificate.exists");
}

#[test]
fn nothing_is_issued_before_the_decree_is_signed_or_without_a_grant() {
    let unsigned = IssueCertificate { panel: Some(panel(None)), ..issue(1) };
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut granted(), &unsigned)), "certificate.decree-unsigned");
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut ready("K"), &issue(1))), "certificate.not-granted");
}

#[test]
fn suspension_wants_a_reason_and_the_number_and_can_be_lifted() {
    let mut file = issued();
    assert_eq!(file.case.stage, Stage::Issued);
    let number = file.certificate().unwrap().number.clone();
    let act = |status: &str, reason: &str, number: &str| ChangeStatus {
        status: status.to_owned(),
        reason: reason.to_owned(),
        number: number.to_owned(),
        changes: 1,
    };
    let mut change = |a| act_as(MANAGER, Duty::Manager, &mut file, &a).map(|_| ()).map_err(|r| r.code);
    assert_eq!(change(act("suspended", " ", &number)), Err("certificate.reason-wanted".to_owned()));
    assert_eq!(change(act("suspended", "x", "91012")), Err("certificate.number-mistyped".to_owned()));
    assert_eq!(change(act("suspended", "x", &number)), Ok(()));
    assert_eq!(change(act("active", "x", &number)), Ok(()));
    assert_eq!(change(act("revoked", "x", &number)), Ok(()));
    assert_eq!(change(act("active", "x", &number)), Err("certificate.no-such-move".to_owned()));
    assert_eq!(file.case.stage, Stage::Issued);
}

#[test]
fn a_superseded_certificate_stays_and_names_its_successor_of_the_same_term() {
    let mut file = issued();
    let mut old = file.certificate().unwrap().clone();
    // Issued a year before, as most are that are replaced.
    old.valid_from = "2024-10-25".to_owned();
    old.valid_until = "2027-10-24".to_owned();
    file.put(old.clone());
    let act = Supersede { reason: "salah gelar".to_owned(), number: old.number.clone(), changes: 1, issue: issue(8) };
    act_as(MANAGER, Duty::Manager, &mut file, &act).unwrap();
    let new = file.certificate().unwrap();
    assert_eq!(new.number, "91012 2631 4 0000008 2025");
    assert_eq!((&new.valid_from, &new.valid_until), (&old.valid_from, &old.valid_until));
    let kept = file.certificates.iter().find(|c| c.id == old.id).unwrap();
    assert_eq!((kept.status.as_str(), kept.superseded_by), ("superseded", Some(new.id)));
}

#[test]
fn whoever_means_a_superseded_certificate_is_told_so() {
    let mut file = issued();
    let number = file.certificate().unwrap().number.clone();
    let replace =
        |number: &str| Supersede { reason: "x".to_owned(), number: number.to_owned(), changes: 1, issue: issue(8) };
    let revoke = |number: &str| ChangeStatus {
        status: "revoked".to_owned(),
        reason: "x".to_owned(),
        number: number.to_owned(),
        changes: 2,
    };
    act_as(MANAGER, Duty::Manager, &mut file, &replace(&number)).unwrap();
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut file, &replace(&number))), "certificate.superseded");
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut file, &revoke(&number))), "certificate.superseded");
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut file, &revoke("91012"))), "certificate.number-mistyped");
}

#[test]
fn a_suspended_certificate_is_not_replaced_before_it_is_reinstated() {
    let mut file = issued();
    let number = file.certificate().unwrap().number.clone();
    let change = |status: &str, changes| ChangeStatus {
        status: status.to_owned(),
        reason: "x".to_owned(),
        number: number.clone(),
        changes,
    };
    let replace = Supersede { reason: "hilang".to_owned(), number: number.clone(), changes: 2, issue: issue(8) };
    act_as(MANAGER, Duty::Manager, &mut file, &change("suspended", 1)).unwrap();
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut file, &replace)), "certificate.reinstate-first");
    assert_eq!(file.certificate().unwrap().status, "suspended");
    act_as(MANAGER, Duty::Manager, &mut file, &change("active", 2)).unwrap();
    act_as(MANAGER, Duty::Manager, &mut file, &replace).unwrap();
}

#[test]
fn the_last_day_of_validity_is_inclusive() {
    let file = issued();
    let certificate = file.certificate().unwrap();
    let last: jiff::civil::Date = certificate.valid_until.parse().unwrap();
    assert_eq!(public_status(certificate, last), "valid");
    assert_eq!(public_status(certificate, last.tomorrow().unwrap()), "expired");
}
