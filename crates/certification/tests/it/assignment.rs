//! Conflicts and limits of assessors.

use certification::{
    assignment::{AssessorFacts, AssignAssessor, DeclareConflict, Load, RecordPresence, Schedule, findings},
    casefile::CaseFile,
    duty::Duty,
    record::person::{Tie, Training},
    setting::Settings,
    stage::Stage,
};
use rstest::rstest;

use crate::people::*;

fn facts() -> AssessorFacts {
    AssessorFacts {
        person: person(ASSESSOR, "Mahrita Aminah"),
        assessor: registration(),
        institution: None,
        ties: Vec::new(),
        load: Vec::new(),
    }
}

fn loads(n: u128, day: &str) -> Vec<Load> {
    (0..n).map(|i| Load { case: id(900 + i), day: Some(day.to_owned()), session: Some("d1".to_owned()) }).collect()
}

fn assign(facts: AssessorFacts, reason: &str) -> Result<Stage, String> {
    let mut file = accepted();
    signed(&mut file, "FR.APL.02", &[("candidate", CANDIDATE, Duty::Candidate)], NOW);
    let act = AssignAssessor { assessor: id(ASSESSOR), reason: reason.to_owned(), facts: Some(facts) };
    act_as(90, Duty::Staff, &mut file, &act).map(|_| file.case.stage).map_err(|r| r.code)
}

#[test]
fn an_assessor_within_scope_and_without_ties_is_assigned() {
    assert_eq!(assign(facts(), ""), Ok(Stage::Review));
}

#[rstest]
#[case::own_institution("conflict.own-institution", |f: &mut AssessorFacts| f.person.institution_id = Some(id(500 + CANDIDATE)))]
#[case::family("conflict.family", |f: &mut AssessorFacts| f.ties.push(tie("family")))]
#[case::superior("conflict.hierarchy", |f: &mut AssessorFacts| f.ties.push(tie("superior")))]
#[case::trained_a_year_ago("conflict.trained-institution", |f: &mut AssessorFacts| f.assessor.trained.push(training("2024-10-31")))]
#[case::registration_ended_before_the_last_day("assessor.registration-expired", |f: &mut AssessorFacts| f.assessor.until = "2025-10-30".to_owned())]
#[case::out_of_scope("assessor.out-of-scope", |f: &mut AssessorFacts| f.assessor.licences.clear())]
#[case::ten_that_day("assessor.day-full", |f: &mut AssessorFacts| f.load = loads(10, "2025-10-30"))]
fn a_conflict_or_limit_bars_the_assignment(#[case] code: &str, #[case] with: fn(&mut AssessorFacts)) {
    let mut facts = facts();
    with(&mut facts);
    assert_eq!(assign(facts, ""), Err(code.to_owned()));
}

#[test]
fn training_before_the_window_is_no_conflict() {
    let mut facts = facts();
    facts.assessor.trained.push(training("2023-05-24"));
    assert_eq!(assign(facts, ""), Ok(Stage::Review));
}

#[test]
fn the_day_limit_may_be_overridden_with_a_reason_and_a_conflict_may_not() {
    let mut full = facts();
    full.load = loads(10, "2025-10-30");
    assert_eq!(assign(full, "asesor lain sakit"), Ok(Stage::Review));
    let mut related = facts();
    related.ties.push(tie("family"));
    assert_eq!(assign(related, "tidak ada yang lain"), Err("conflict.family".to_owned()));
}

#[test]
fn an_assessor_is_replaced_with_a_reason_only_and_it_stays_with_the_assignment() {
    let mut file = accepted();
    signed(&mut file, "FR.APL.02", &[("candidate", CANDIDATE, Duty::Candidate)], NOW);
    let assign = |file: &mut CaseFile, who: u128, reason: &str| {
        let facts = AssessorFacts { person: person(who, "Mahrita Aminah"), ..facts() };
        let act = AssignAssessor { assessor: id(who), reason: reason.to_owned(), facts: Some(facts) };
        act_as(90, Duty::Staff, file, &act).map(|_| ()).map_err(|r| r.code)
    };
    assert_eq!(assign(&mut file, ASSESSOR, ""), Ok(()));
    assert_eq!(assign(&mut file, 77, "  "), Err("assignment.reason-wanted".to_owned()));
    assert_eq!(file.case.assessor_id, Some(id(ASSESSOR)), "a refusal changes nothing");
    assert_eq!(assign(&mut file, 77, " sakit "), Ok(()));
    let stand: Vec<_> = file.assignments.iter().map(|a| (a.state.as_str(), a.reason.as_deref())).collect();
    assert_eq!(stand, [("replaced", None), ("active", Some("sakit"))]);
}

#[test]
fn a_sixth_case_is_warned_of_and_not_barred() {
    let mut facts = facts();
    facts.load = loads(6, "2025-10-31");
    let file = accepted();
    let found = findings(&file.case, &file.event, file.institution.as_ref(), &facts, &Settings::default());
    assert_eq!(found.iter().map(|f| (f.code, f.bars)).collect::<Vec<_>>(), [("assessor.above-warning", false)]);
}

#[test]
fn a_session_takes_no_more_than_its_seats() {
    let mut file = accepted();
    let act = |session: &str, seated| Schedule {
        session: session.to_owned(),
        reason: String::new(),
        seated,
        load: Vec::new(),
    };
    assert_eq!(code(act_as(90, Duty::Staff, &mut file, &act("d2", 1))), "schedule.session-full");
    assert!(act_as(90, Duty::Staff, &mut file, &act("d2", 0)).is_ok());
    assert_eq!(file.case.day.as_deref(), Some("2025-10-31"));
}

#[test]
fn nobody_is_seated_or_present_where_the_venue_is_not_verified() {
    let mut file = accepted();
    let seat = Schedule { session: "d1".to_owned(), reason: String::new(), seated: 0, load: Vec::new() };
    file.event.venue_verified = false;
    let refused = act_as(90, Duty::Staff, &mut file, &seat).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.rule.as_deref()), ("schedule.venue-unverified", Some("R-07")));
    file.event.venue_verified = true;
    act_as(90, Duty::Staff, &mut file, &seat).unwrap();
    // Somebody takes the mark back meanwhile.
    file.event.venue_verified = false;
    file.case.assessor_id = Some(id(ASSESSOR));
    let here = RecordPresence { present: true };
    assert_eq!(code(act_as(ASSESSOR, Duty::Assessor, &mut file, &here)), "schedule.venue-unverified");
    act_as(ASSESSOR, Duty::Assessor, &mut file, &RecordPresence { present: false }).unwrap();
}

#[test]
fn a_declared_conflict_frees_the_case_and_is_remembered_as_a_tie() {
    let mut file = ready("K");
    file.case.recommendation = None;
    let act = DeclareConflict { free: false, kind: "family".to_owned(), reason: "sepupu".to_owned() };
    let outcome = act_as(ASSESSOR, Duty::Assessor, &mut file, &act).unwrap();
    assert_eq!(file.case.assessor_id, None);
    assert!(outcome.changes.iter().any(|c| c.table == "tie"));
    assert!(!file.was_assessed_by(id(ASSESSOR)));
}

fn tie(kind: &str) -> Tie {
    Tie {
        id: "t".to_owned(),
        from_id: id(ASSESSOR),
        to_id: id(CANDIDATE),
        kind: kind.to_owned(),
        declared_by: id(ASSESSOR),
        declared_at: NOW,
    }
}

fn training(on: &str) -> Training {
    Training { institution: "SMP NEGERI 2  Contoh".to_owned(), on: on.to_owned() }
}
