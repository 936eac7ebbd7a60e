//! What stays open after the end of a case, and appeals (R-04, R-14; ISO/IEC 17024 9.8).

use certification::{
    act::Outcome,
    appeal::{AnswerAppeal, Term, due},
    casefile::CaseFile,
    certificate::IssueCertificate,
    duty::Duty,
    filing::SubmitForm,
    form::{Engine, Level, Locale, Role, catalogue},
    record::decision::{Appeal, Decision, Vote},
    refusal::Refusal,
    setting::Settings,
    stage::Stage,
};
use rstest::rstest;

use crate::people::*;

const DAY: i64 = 86_400_000_000;
const MANAGER: u128 = 95;

fn decision(outcome: &str) -> Decision {
    Decision {
        id: id(600),
        case_id: id(100),
        panel_id: id(400),
        person_id: id(CANDIDATE),
        outcome: outcome.to_owned(),
        reason: None,
        at: NOW,
        superseded: false,
    }
}

fn appealed(result: &str) -> CaseFile {
    let mut file = ready(result);
    file.case.decision = Some(if result == "K" { "granted" } else { "not-granted" }.to_owned());
    file.case.stage = if result == "K" { Stage::Granted } else { Stage::NotGranted };
    file.decisions.push(decision(file.case.decision.as_deref().unwrap()));
    file.appeals.push(Appeal {
        id: "100:1".to_owned(),
        case_id: file.case.id,
        person_id: id(CANDIDATE),
        filed_at: NOW + 1,
        outcome: None,
        reason: None,
        answered_by: None,
        answered_at: None,
    });
    file
}

fn answer(who: u128, file: &mut CaseFile, outcome: &str, reason: &str) -> Result<Outcome, Refusal> {
    let mut act = AnswerAppeal::new(outcome.to_owned(), reason.to_owned());
    act.deciders = MEMBERS.iter().map(|member| id(*member)).collect();
    act_as(who, Duty::Manager, file, &act)
}

/// The forms of a case that are not closed at a stage.
fn not_closed(at: Stage) -> Vec<&'static str> {
    let mut file = ready("K");
    file.case.stage = at;
    file.forms.clear();
    file.signatures.clear();
    let of_case = catalogue::all().iter().filter(|d| d.level == Level::Case);
    let open = of_case.filter(|d| {
        let opening = Engine::opening(d, &file.form_context(&d.code), Locale::Id);
        // What is told on the page and what the act takes is the same: each form by who fills it.
        let role = d.sections[0].by[0];
        let (who, duty) = match role {
            Role::Candidate => (CANDIDATE, Duty::Candidate),
            Role::Assessor => (ASSESSOR, Duty::Assessor),
            _ => (90, Duty::Staff),
        };
        let seen = file.form(&d.code).map_or(0, |f| f.revision);
        let (code, answers) = (d.code.clone(), serde_json::json!({}));
        let act = SubmitForm { code, role, answers, seen, managers: Vec::new() };
        let refused = act_as(who, duty, &mut file.clone(), &act).err().map(|r| r.code).unwrap_or_default();
        let closed = opening.locked_by.is_some();
        assert_eq!(closed, matches!(refused.as_str(), "case.ended" | "form.locked"), "{} {at:?} {refused}", d.code);
        !closed
    });
    open.map(|d| d.code.as_str()).collect()
}

#[rstest]
#[case(Stage::NotGranted, &["FR.AK.03", "FR.AK.04"])]
#[case(Stage::Issued, &["FR.AK.03"])]
#[case(Stage::Absent, &[])]
#[case(Stage::Withdrawn, &[])]
#[case(Stage::Rejected, &[])]
#[case(Stage::NotProceeding, &[])]
fn after_the_end_only_the_forms_that_say_so_stay_open(#[case] at: Stage, #[case] open: &[&str]) {
    assert_eq!(not_closed(at), open);
}

#[test]
fn an_appeal_is_taken_until_the_last_day_of_its_term() {
    let settings = Settings::default();
    let of = |decision: Decision, days| Term::of(&[decision], NOW + days * DAY, &settings);
    assert_eq!(of(decision("not-granted"), 30).until.unwrap().to_string(), "2025-11-29");
    assert!(!of(decision("not-granted"), 30).over);
    assert!(of(decision("not-granted"), 31).over);
    assert_eq!(of(decision("granted"), 31), Term::default());
    assert_eq!(of(Decision { superseded: true, ..decision("not-granted") }, 31), Term::default());
    assert_eq!(due(&appealed("BK").appeals[0], &settings).to_string(), "2025-11-29");
}

#[test]
fn whoever_assessed_or_decided_does_not_answer_the_appeal() {
    let refused = |who| code(answer(who, &mut appealed("BK"), "rejected", "alasan"));
    assert_eq!(refused(ASSESSOR), "appeal.assessor-may-not-answer");
    assert_eq!(refused(MEMBERS[1]), "appeal.decider-may-not-answer");
    assert_eq!(refused(CANDIDATE), "appeal.oneself");
    let mut voted = appealed("BK");
    voted.votes.push(Vote {
        id: "v".to_owned(),
        panel_id: id(401),
        case_id: id(100),
        person_id: id(CANDIDATE),
        member_id: id(MANAGER),
        vote: "returned".to_owned(),
        reason: None,
        round: 1,
        at: NOW,
    });
    assert_eq!(code(answer(MANAGER, &mut voted, "rejected", "alasan")), "appeal.decider-may-not-answer");
}

#[test]
fn an_answer_has_an_outcome_and_a_reason_and_is_told_to_the_candidate() {
    let mut file = appealed("BK");
    assert_eq!(code(answer(MANAGER, &mut file, "", "alasan")), "appeal.outcome-wanted");
    assert_eq!(code(answer(MANAGER, &mut file, "upheld", "  ")), "appeal.reason-wanted");
    let outcome = answer(MANAGER, &mut file, "upheld", " Bukti unit 2 tidak diperiksa. ").unwrap();
    assert_eq!(file.open_appeal(), None);
    assert_eq!(file.answered_appeal().unwrap().reason.as_deref(), Some("Bukti unit 2 tidak diperiksa."));
    assert_eq!(file.case.stage, Stage::NotGranted, "what follows is done by people");
    assert_eq!(outcome.effects.len(), 1);
    assert_eq!(code(answer(MANAGER, &mut file, "upheld", "alasan")), "appeal.none");
}

#[test]
fn what_was_decided_after_an_answer_can_be_appealed_again() {
    let mut file = appealed("BK");
    answer(MANAGER, &mut file, "rejected", "alasan").unwrap();
    assert!(file.answered_appeal().is_some());
    file.decisions[0].at = NOW + DAY;
    assert_eq!(file.answered_appeal(), None);
}

#[test]
fn an_appeal_that_waits_freezes_the_issue() {
    let issue = IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() };
    let mut file = appealed("K");
    let refused = act_as(MANAGER, Duty::Manager, &mut file, &issue).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.rule.as_deref()), ("certificate.appeal-open", Some("R-14")));
    answer(MANAGER, &mut file, "rejected", "alasan").unwrap();
    assert_eq!(code(act_as(MANAGER, Duty::Manager, &mut file, &issue)), "panel.unknown", "it goes on to the decree");
}
