//! Deciding (ISO/IEC 17024 9.4; ).

use certification::{
    casefile::CaseFile,
    decision::{
        ASIDE, CastVote, Decide, MemberFacts, OUTCOMES, PanelFile, SignDecree, StandAside, Tally, blockers, tally,
    },
    duty::Duty,
    record::{decision::Panel, person::Tie},
    stage::Stage,
};
use rstest::rstest;

use crate::people::*;

fn panel() -> Panel {
    Panel {
        id: id(400),
        event_id: id(200),
        held_on: "2025-11-03".to_owned(),
        members: MEMBERS.iter().map(|m| id(*m)).chain([id(ASSESSOR)]).collect(),
        chair_id: id(MEMBERS[0]),
        quorum: 3,
        status: "open".to_owned(),
        minutes_number: None,
        decree_number: None,
        decree_on: None,
        signed_by: None,
        signed_as: None,
        opened_at: NOW,
        minutes_issuer: None,
        decree_issuer: None,
    }
}

fn vote(file: &mut CaseFile, member: u128, vote: &str, facts: MemberFacts) -> Result<(), String> {
    let act =
        CastVote { panel: id(400), vote: vote.to_owned(), reason: "alasan".to_owned(), sitting: Some(panel()), facts };
    act_as(member, Duty::PanelMember, file, &act).map(|_| ()).map_err(|r| r.code)
}

fn decide(file: &mut CaseFile, outcome: &str) -> Result<Stage, String> {
    let act = Decide {
        panel: id(400),
        outcome: outcome.to_owned(),
        reason: "alasan".to_owned(),
        sitting: Some(panel()),
        facts: MemberFacts::default(),
    };
    act_as(MEMBERS[0], Duty::PanelMember, file, &act).map(|_| file.case.stage).map_err(|r| r.code)
}

fn votes(file: &mut CaseFile, outcome: &str, n: usize) {
    for member in MEMBERS.iter().take(n) {
        vote(file, *member, outcome, MemberFacts::default()).unwrap();
    }
}

#[test]
fn a_decision_wants_the_quorum() {
    let mut file = ready("K");
    votes(&mut file, "granted", 2);
    assert_eq!(decide(&mut file, "granted"), Err("decision.no-quorum".to_owned()));
    votes(&mut file, "granted", 3);
    assert_eq!(decide(&mut file, "granted"), Ok(Stage::Granted));
    assert_eq!(decide(&mut file, "granted"), Err("decision.already".to_owned()));
}

#[test]
fn an_assessor_may_not_decide_the_case_they_assessed() {
    let refused = vote(&mut ready("K"), ASSESSOR, "granted", MemberFacts::default());
    assert_eq!(refused, Err("decision.assessor-may-not-decide".to_owned()));
}

#[rstest]
#[case("trainer", "decision.trainer-may-not-decide")]
#[case("family", "decision.declared-conflict")]
fn a_member_with_a_tie_may_not_decide(#[case] kind: &str, #[case] code: &str) {
    let tie = Tie {
        id: "t".to_owned(),
        from_id: id(MEMBERS[1]),
        to_id: id(CANDIDATE),
        kind: kind.to_owned(),
        trained_on: None,
        declared_by: id(MEMBERS[1]),
        declared_at: NOW,
    };
    let facts = MemberFacts { ties: vec![tie], ..MemberFacts::default() };
    assert_eq!(vote(&mut ready("K"), MEMBERS[1], "granted", facts), Err(code.to_owned()));
}

fn stand_aside(file: &mut CaseFile, member: u128, kind: &str, reason: &str) -> Result<Vec<Tie>, String> {
    let sitting = Some(panel());
    let act = StandAside { panel: id(400), kind: kind.to_owned(), reason: reason.to_owned(), sitting };
    let outcome = act_as(member, Duty::PanelMember, file, &act).map_err(|r| r.code)?;
    let ties = outcome.changes.into_iter().filter(|c| c.table == "tie");
    Ok(ties.map(|c| serde_json::from_value(c.row).unwrap()).collect())
}

#[test]
fn a_member_who_declares_a_conflict_stays_out_and_their_vote_counts_no_longer() {
    let mut file = ready("K");
    votes(&mut file, "granted", 3);
    let ties = stand_aside(&mut file, MEMBERS[1], "family", " Sepupu ").unwrap();
    assert_eq!((ties[0].from_id, ties[0].to_id, ties[0].kind.as_str()), (id(MEMBERS[1]), id(CANDIDATE), "family"));
    assert_eq!(tally(&file, id(400), 3), Tally::Short { votes: 2 });
    assert_eq!(decide(&mut file, "granted"), Err("decision.no-quorum".to_owned()));
    let kept: Vec<_> = file.votes.iter().filter(|v| v.vote == ASIDE).map(|v| v.reason.as_deref()).collect();
    assert_eq!(kept, [Some("Sepupu")]);
    let facts = MemberFacts { ties, ..MemberFacts::default() };
    assert_eq!(vote(&mut file, MEMBERS[1], "granted", facts), Err("decision.declared-conflict".to_owned()));
    vote(&mut file, MEMBERS[3], "granted", MemberFacts::default()).unwrap();
    assert_eq!(decide(&mut file, "granted"), Ok(Stage::Granted));
    assert_eq!(stand_aside(&mut file, MEMBERS[2], "family", "Sepupu"), Err("decision.already".to_owned()));
}

#[rstest]
#[case::no_kind(MEMBERS[0], "", "Sepupu", "conflict.kind-wanted")]
#[case::no_reason(MEMBERS[0], "family", "  ", "conflict.reason-wanted")]
#[case::no_member(99, "family", "Sepupu", "panel.not-a-member")]
fn a_conflict_is_declared_by_a_member_who_says_which(
    #[case] member: u128,
    #[case] kind: &str,
    #[case] reason: &str,
    #[case] code: &str,
) {
    assert_eq!(stand_aside(&mut ready("K"), member, kind, reason), Err(code.to_owned()));
}

#[test]
fn granting_against_bk_is_refused() {
    assert_eq!(
        vote(&mut ready("BK"), MEMBERS[0], "granted", MemberFacts::default()),
        Err("decision.granting-against-recommendation".to_owned())
    );
}

#[test]
fn granting_with_a_unit_not_k_is_refused() {
    let mut file = ready("BK");
    file.case.recommendation = Some("K".to_owned());
    assert_eq!(vote(&mut file, MEMBERS[0], "granted", MemberFacts::default()), Err("decision.unit-not-k".to_owned()));
}

#[test]
fn dissent_is_kept_and_does_not_decide() {
    let mut file = ready("K");
    votes(&mut file, "granted", 3);
    vote(&mut file, MEMBERS[3], "not-granted", MemberFacts::default()).unwrap();
    assert_eq!(decide(&mut file, "not-granted"), Err("decision.outvoted".to_owned()));
    assert_eq!(decide(&mut file, "granted"), Ok(Stage::Granted));
    assert_eq!(file.votes.iter().filter(|v| v.vote == "not-granted").count(), 1);
}

/// Votes of members as many as these: granted, not granted, returned.
fn voted([granted, not_granted, returned]: [u128; 3]) -> CaseFile {
    let mut file = ready("K");
    let outcomes = [("granted", granted), ("not-granted", not_granted), ("returned", returned)];
    let each = outcomes.iter().flat_map(|(outcome, n)| std::iter::repeat_n(*outcome, usize::try_from(*n).unwrap()));
    for (outcome, member) in each.zip(MEMBERS.into_iter().chain(15..)) {
        let mut sitting = panel();
        sitting.members.push(id(member));
        let reason = "alasan".to_owned();
        let (sitting, facts) = (Some(sitting), MemberFacts::default());
        let act = CastVote { panel: id(400), vote: outcome.to_owned(), reason, sitting, facts };
        act_as(member, Duty::PanelMember, &mut file, &act).unwrap();
    }
    file
}

#[rstest]
#[case::short([2, 0, 0], ["decision.no-quorum"; 3])]
#[case::two_of_three([2, 1, 0], ["", "decision.outvoted", "decision.outvoted"])]
#[case::three_do_not_beat_four([3, 4, 0], ["decision.outvoted", "", "decision.outvoted"])]
#[case::both_at_the_quorum([3, 3, 1], ["decision.tied"; 3])]
#[case::a_tie_below([3, 1, 1], ["", "decision.outvoted", "decision.outvoted"])]
#[case::all_differ([1, 1, 1], ["decision.tied"; 3])]
fn a_quorum_votes_and_the_most_votes_decide(#[case] votes: [u128; 3], #[case] codes: [&str; 3]) {
    let file = voted(votes);
    for (outcome, code) in OUTCOMES.into_iter().zip(codes) {
        let refused = decide(&mut file.clone(), outcome).err().unwrap_or_default();
        assert_eq!(refused, code, "{votes:?} {outcome}");
    }
    let agreed = OUTCOMES.into_iter().zip(codes).find(|(_, code)| code.is_empty()).map(|(outcome, _)| outcome);
    let offered = match tally(&file, id(400), 3) {
        Tally::Agreed { outcome, .. } => Some(outcome),
        _ => None,
    };
    assert_eq!(offered, agreed, "what is offered is what can be recorded");
}

#[test]
fn a_returned_case_goes_back_to_its_assessor_and_is_voted_on_anew() {
    let mut file = ready("K");
    votes(&mut file, "returned", 3);
    assert_eq!(decide(&mut file, "returned"), Ok(Stage::Assessment));
    assert!(!file.signed("FR.AK.02", "assessor"));
    assert_eq!(decide(&mut file, "granted"), Err("blocked.unsigned-assessor".to_owned()));
}

#[test]
fn refusing_to_sign_the_record_is_no_obstacle() {
    let mut file = ready("BK");
    for signature in file.signatures.iter_mut().filter(|s| s.slot == "candidate") {
        signature.refused = signature.form_id == file.forms[2].id;
    }
    assert_eq!(blockers(&file), Vec::new());
}

#[test]
fn what_is_missing_is_named() {
    let mut file = ready("K");
    file.signatures.retain(|s| s.form_id != file.forms[0].id);
    file.recommendations.pop();
    file.case.reported_at = None;
    let codes: Vec<String> = blockers(&file).into_iter().map(|r| r.code).collect();
    assert_eq!(codes, ["blocked.unsigned", "blocked.missing", "blocked.unit-without-recommendation"]);
}

#[test]
fn an_instrument_that_is_not_signed_by_all_or_was_opened_again_holds_the_case() {
    let mut file = ready("K");
    let instrument = file.forms.iter().position(|f| f.code == "FR.IA.01").unwrap();
    let of = file.forms[instrument].id;
    file.signatures.retain(|s| s.form_id != of || s.slot != "candidate");
    let held = |file: &CaseFile| -> Vec<(String, String)> {
        blockers(file).into_iter().map(|r| (r.code, r.args.into_iter().map(|(_, form)| form).collect())).collect()
    };
    let instrument_01 = |code: &str| vec![(code.to_owned(), "FR.IA.01".to_owned())];
    assert_eq!(held(&file), instrument_01("blocked.instrument-unsigned"));
    file.forms[instrument].state = "reopened".to_owned();
    assert_eq!(held(&file), instrument_01("blocked.missing"));
}

#[test]
fn an_application_that_staff_did_not_sign_is_held() {
    let mut file = ready("K");
    file.signatures.retain(|s| s.slot != "staff");
    let codes: Vec<String> = blockers(&file).into_iter().map(|r| r.code).collect();
    assert_eq!(codes, ["blocked.unsigned-staff"]);
}

#[test]
fn an_agreement_signed_after_the_assessment_began_blocks() {
    let mut file = ready("K");
    for signature in &mut file.signatures {
        signature.at = NOW + 10;
    }
    assert_eq!(blockers(&file).first().map(|r| r.code.clone()), Some("blocked.agreement-after-start".to_owned()));
}

fn closed(assessed_by: &[u128]) -> PanelFile {
    PanelFile {
        panel: Panel { status: "closed".to_owned(), ..panel() },
        event: event(),
        serials: std::collections::BTreeMap::new(),
        assessed_by: assessed_by.iter().map(|n| id(*n)).collect(),
        appointed: Vec::new(),
        heads: vec![id(50)],
        decided: 1,
        outcome: certification::act::Outcome::default(),
    }
}

#[test]
fn a_head_who_assessed_does_not_sign_and_the_deputy_does() {
    const HEAD: u128 = 50;
    let mut file = closed(&[HEAD]);
    assert_eq!(code(act_as(HEAD, Duty::Head, &mut file, &SignDecree {})), "decree.signer-assessed");
    act_as(51, Duty::Deputy, &mut file, &SignDecree {}).unwrap();
    assert_eq!(file.panel.decree_number.as_deref(), Some("001/SK/LSP/X/2025"));
    assert_eq!(file.panel.signed_as.as_deref(), Some("deputy"));
}

#[test]
fn a_deputy_does_not_sign_where_the_head_may() {
    let mut file = closed(&[52]);
    assert_eq!(code(act_as(51, Duty::Deputy, &mut file, &SignDecree {})), "decree.head-signs");
    act_as(50, Duty::Head, &mut file, &SignDecree {}).unwrap();
}
