//! A cut that is typed into a blueprint, on both databases: it is proposed by that, and becomes valid by an act of
//! somebody else alone; and a cut that judges have found is of the test that they rated, and of no other.

use std::collections::BTreeMap;

use certification::{duty::Duty, permit::Actor};
use exam::blueprint::{Blueprint, Cut, Method, Origin, PassRule};
use rust_decimal::Decimal;
use store::Read as _;
use testkit::TestHouse;
use workflow::{
    exam_bank::{Decision, ExamBank},
    exam_standard::Approval,
};

use crate::standard_setting::{Panel, code, gathered};

testkit::on_both!(
    a_cut_that_is_typed_is_proposed_until_somebody_else_approves_it,
    an_approval_is_carried_over_while_cut_and_test_are_the_same,
    who_kept_or_rated_a_proposal_does_not_approve_it,
    a_cut_is_of_the_test_that_was_rated,
    a_cut_of_a_unit_is_no_more_than_its_questions_bring,
);

const KEY: &str = "layanan-dasar";

/// The newest version with a cut of so many points as panels on paper find it, and a day that nobody decided on.
async fn typed(bank: &ExamBank, actor: &Actor, version: i64, least: i64) -> Blueprint {
    let (_, former) = bank.blueprint(actor, &format!("{KEY}:{version}")).await.unwrap();
    let approved_on = "2025-01-02".parse().ok();
    assert!(approved_on.is_some());
    let origin = Origin { method: Method::Angoff, judges: 5, approved_on, act: "REKAAN/999".to_owned() };
    Blueprint { pass: PassRule::Whole(Cut { least: least.into(), origin }), ..former }
}

async fn decision(panel: &Panel) -> Decision {
    let (on, act) = (panel.today().await, "CONTOH/020/2025".to_owned());
    Decision { on, act, reason: "Berita acara panel ditandatangani.".to_owned() }
}

fn cut(blueprint: &Blueprint) -> &Cut {
    blueprint.pass.cuts().next().unwrap().1
}

async fn a_cut_that_is_typed_is_proposed_until_somebody_else_approves_it(house: TestHouse) {
    let panel = gathered(house).await;
    let (bank, journal) =
        (panel.house.workflow().exam_bank(), "SELECT id FROM journal WHERE act_type = 'ApproveProposal'");
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let right = decision(&panel).await;
    assert_eq!(
        code(bank.approve_proposal(&manager, "layanan-dasar:1", &right).await),
        "blueprint.nothing-proposed",
        "no judges have looked at the example's cut"
    );
    let kept = bank.keep_blueprint(&committee, typed(&bank, &committee, 1, 7).await).await.unwrap();
    let (_, proposed) = bank.blueprint(&committee, &kept.id).await.unwrap();
    assert!(proposed.provisional() && cut(&proposed).origin.approved_on.is_none(), "a typed day is no approval");
    assert!(!bank.may_approve(&committee, KEY).await.unwrap() && bank.may_approve(&manager, KEY).await.unwrap());

    let refused = async |actor: &Actor, id: &str, change: &dyn Fn(&mut Decision)| {
        let mut typed = right.clone();
        change(&mut typed);
        code(bank.approve_proposal(actor, id, &typed).await)
    };
    assert_eq!(refused(&committee, &kept.id, &|_| ()).await, "blueprint.approver-proposed");
    let staff = panel.actor(Duty::Staff).await;
    assert!(bank.approve_proposal(&staff, &kept.id, &right).await.is_err(), "it is not theirs");
    assert_eq!(refused(&manager, &kept.id, &|d| d.act = " ".to_owned()).await, "standard.act-wanted");
    assert_eq!(refused(&manager, &kept.id, &|d| d.reason.clear()).await, "standard.reason-wanted");
    assert_eq!(refused(&manager, &kept.id, &|d| d.on = "kemarin".to_owned()).await, "standard.day-wanted");
    assert_eq!(refused(&manager, &kept.id, &|d| d.on = "2099-01-01".to_owned()).await, "blueprint.day-ahead");
    assert_eq!(refused(&manager, "layanan-dasar:1", &|_| ()).await, "blueprint.other-version");
    let before = panel.house.store.reader().rows(journal, &[]).await.unwrap().len();

    let row = bank.approve_proposal(&manager, &kept.id, &right).await.unwrap();
    let (_, approved) = bank.blueprint(&committee, &row.id).await.unwrap();
    let (origin, least) = (&cut(&approved).origin, cut(&approved).least);
    assert_eq!((approved.version, least, origin.method, origin.judges), (3, 7.into(), Method::Angoff, 5));
    assert_eq!((origin.approved_on.unwrap().to_string(), origin.act.as_str()), (right.on.clone(), "CONTOH/020/2025"));
    assert!(!approved.provisional() && approved.same_test(&proposed) && row.made_by == manager.person);
    let after = panel.house.store.reader().rows(journal, &[]).await.unwrap().len();
    assert_eq!((before, after), (0, 1), "what was refused is no act");
    assert_eq!(refused(&manager, &row.id, &|_| ()).await, "blueprint.cut-approved");
    let (_, former) = bank.blueprint(&committee, &kept.id).await.unwrap();
    assert!(former.provisional(), "what was before stays as it was");
}

async fn an_approval_is_carried_over_while_cut_and_test_are_the_same(house: TestHouse) {
    let panel = gathered(house).await;
    let bank = panel.house.workflow().exam_bank();
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let kept = bank.keep_blueprint(&committee, typed(&bank, &committee, 1, 31).await).await.unwrap();
    let row = bank.approve_proposal(&manager, &kept.id, &decision(&panel).await).await.unwrap();
    let (_, approved) = bank.blueprint(&committee, &row.id).await.unwrap();
    let keep = async |blueprint: Blueprint| {
        let row = bank.keep_blueprint(&committee, blueprint).await.unwrap();
        bank.blueprint(&committee, &row.id).await.unwrap().1
    };

    let longer = keep(Blueprint { minutes: 75, ..approved.clone() }).await;
    assert_eq!((longer.minutes, &longer.pass), (75, &approved.pass), "the test is the same");
    let mut more = longer.clone();
    more.lines[0].questions += 1;
    assert!(keep(more).await.provisional(), "it is another test");
    // What was approved before the newest version is not taken up again by typing it: that is an act.
    let again = keep(longer).await;
    assert!(again.provisional());
    assert!(cut(&again).origin.approved_on.is_none());
}

async fn who_kept_or_rated_a_proposal_does_not_approve_it(house: TestHouse) {
    let panel = gathered(house).await;
    let bank = panel.house.workflow().exam_bank();
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let right = decision(&panel).await;
    let first = bank.keep_blueprint(&committee, typed(&bank, &committee, 1, 31).await).await.unwrap();
    // Somebody else keeps the same cut with another time: both have proposed it.
    let (_, content) = bank.blueprint(&manager, &first.id).await.unwrap();
    let second = bank.keep_blueprint(&manager, Blueprint { minutes: 75, ..content }).await.unwrap();
    for actor in [&committee, &manager] {
        assert_eq!(code(bank.approve_proposal(actor, &second.id, &right).await), "blueprint.approver-proposed");
        assert!(!bank.may_approve(actor, KEY).await.unwrap());
    }
    // Another cut is a proposal of whoever says it.
    let third = bank.keep_blueprint(&manager, typed(&bank, &manager, 3, 32).await).await.unwrap();
    assert!(bank.may_approve(&committee, KEY).await.unwrap());
    // The committee's member rates its questions in a study: then they do not approve it by this way either.
    let mut judges = panel.judges.clone();
    judges.push(committee.person);
    panel.standards.open(&manager, panel.form, "angoff", false, judges).await.unwrap();
    assert!(!bank.may_approve(&committee, KEY).await.unwrap());
    assert_eq!(code(bank.approve_proposal(&committee, &third.id, &right).await), "standard.approver-rated");
}

async fn a_cut_is_of_the_test_that_was_rated(house: TestHouse) {
    let panel = gathered(house).await;
    let bank = panel.house.workflow().exam_bank();
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let study = panel.open("angoff", false).await;
    panel.all_say(study, 1, [50, 55, 60, 65, 70]).await;
    panel.standards.close(&committee, study, 1).await.unwrap();
    let (_, round) = panel.standards.discussion(&manager, study, 1).await.unwrap();
    let full = round.cuts[0].of;
    let right = panel.approval(1, 31).await;
    let beyond = Approval { cuts: BTreeMap::from([(None, full + Decimal::ONE)]), ..right.clone() };
    assert_eq!(code(panel.standards.approve(&manager, study, &beyond).await), "standard.cut-beyond-form");

    let (_, rated) = bank.blueprint(&committee, "layanan-dasar:1").await.unwrap();
    assert_eq!(full, rated.points(None));
    let mut worth = rated.clone();
    worth.lines[0].points += Decimal::ONE;
    let mut more = rated.clone();
    more.lines[0].questions += 1;
    for other in [worth, more] {
        bank.keep_blueprint(&committee, other).await.unwrap();
        assert!(panel.standards.outdated(&manager, study).await.unwrap().is_some());
        assert_eq!(code(panel.standards.approve(&manager, study, &right).await), "standard.test-changed");
    }
    // The way out that the refusal names: the table that was rated is kept again.
    bank.keep_blueprint(&committee, Blueprint { minutes: 75, ..rated }).await.unwrap();
    assert!(panel.standards.outdated(&manager, study).await.unwrap().is_none());
    let row = panel.standards.approve(&manager, study, &right).await.unwrap();
    let (_, approved) = bank.blueprint(&committee, &row).await.unwrap();
    assert_eq!((approved.version, approved.minutes, approved.provisional()), (5, 75, false));
}

async fn a_cut_of_a_unit_is_no_more_than_its_questions_bring(house: TestHouse) {
    let mut panel = gathered(house).await;
    let bank = panel.house.workflow().exam_bank();
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let (_, whole) = bank.blueprint(&committee, "layanan-dasar:1").await.unwrap();
    let one = Cut { least: Decimal::ONE, ..cut(&whole).clone() };
    let each = whole.units().into_iter().map(|unit| (unit.to_owned(), one.clone()));
    let pass = PassRule::PerUnit(each.collect());
    let kept = bank.keep_blueprint(&committee, Blueprint { pass, ..whole }).await.unwrap();
    let forms = bank.assemble(&committee, &kept, 1, "LD-2025-U").await.unwrap();
    panel.form = bank.freeze(&committee, &kept, &forms[0]).await.unwrap();
    let study = panel.open("angoff", false).await;
    panel.all_say(study, 1, [50, 55, 60, 65, 70]).await;
    panel.standards.close(&committee, study, 1).await.unwrap();
    let (_, round) = panel.standards.discussion(&manager, study, 1).await.unwrap();
    assert!(round.cuts.len() > 1, "the rule goes by units");
    let cuts: BTreeMap<Option<String>, Decimal> = round.cuts.iter().map(|c| (c.unit.clone(), Decimal::ONE)).collect();
    let right = Approval { cuts, ..panel.approval(1, 1).await };
    for found in &round.cuts {
        let mut beyond = right.clone();
        beyond.cuts.insert(found.unit.clone(), found.of + Decimal::ONE);
        assert_eq!(code(panel.standards.approve(&manager, study, &beyond).await), "standard.cut-beyond-unit");
    }
    let row = panel.standards.approve(&manager, study, &right).await.unwrap();
    assert!(!bank.blueprint(&committee, &row).await.unwrap().1.provisional());
}
