//! What ends before its time while a cut is set, on both databases: a judge is released, a round that was opened by
//! mistake is cancelled, a study is withdrawn. Nothing is deleted, and what was before counts again.

use certification::{
    duty::Duty,
    record::exam_standard::{StandardRating, StandardRound, StandardStudy},
};
use store::{Find, Read as _};
use testkit::TestHouse;

use crate::standard_setting::{code, gathered};

testkit::on_both!(
    a_released_judge_holds_up_no_round_and_what_they_said_before_stands,
    a_cancelled_round_is_kept_and_the_one_before_counts_again,
    a_withdrawn_study_stays_in_the_list_and_goes_no_further,
);

async fn a_released_judge_holds_up_no_round_and_what_they_said_before_stands(house: TestHouse) {
    let panel = gathered(house).await;
    let standards = &panel.standards;
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let study = panel.open("angoff", false).await;
    panel.all_say(study, 1, [50, 55, 60, 65, 70]).await;
    standards.close(&committee, study, 1).await.unwrap();
    standards.again(&committee, study, 1, "Sebaran dibahas.").await.unwrap();
    panel.says(study, 0, 2, 52, true).await.unwrap();

    // The panel never falls below its least number: somebody rates in their place, and can be a judge.
    let (ill, instead) = (panel.judges[0], Some(committee.person));
    let why = "Berhalangan sampai akhir bulan.";
    assert_eq!(code(standards.release(&committee, study, ill, instead, " ").await), "standard.reason-wanted");
    assert_eq!(code(standards.release(&committee, study, ill, None, why).await), "standard.too-few-left");
    let other = Some(panel.judges[1]);
    assert_eq!(code(standards.release(&committee, study, ill, other, why).await), "standard.judge-already");
    let unfit = Some(panel.actor(Duty::Staff).await.person);
    assert_eq!(code(standards.release(&committee, study, ill, unfit, why).await), "standard.judge-without-duty");
    assert_eq!(code(standards.release(&committee, study, manager.person, None, why).await), "standard.no-judge-of-it");
    let judge = panel.of(ill).await;
    assert!(standards.release(&judge, study, ill, instead, why).await.is_err(), "judges do not release themselves");
    standards.release(&committee, study, ill, instead, why).await.unwrap();
    assert_eq!(code(standards.release(&committee, study, ill, None, why).await), "standard.no-judge-of-it");

    // They rate no more, and what they had handed in of the open round does not count.
    assert_eq!(code(standards.sheet(&judge, study).await), "standard.released");
    for (at, share) in [(1, 55), (2, 60), (3, 65), (4, 70)] {
        panel.says(study, at, 2, share, true).await.unwrap();
    }
    assert_eq!(code(standards.close(&committee, study, 2).await), "standard.too-few-handed-in");
    let sheet = standards.sheet(&committee, study).await.unwrap();
    assert_eq!((sheet.code.as_str(), sheet.said.shares.len()), ("J6", 0));
    let shares = sheet.questions.iter().map(|question| (question.item.id.to_string(), Some(60)));
    let saying = workflow::exam_standard::Saying { shares: shares.collect(), ..Default::default() };
    standards.save(&committee, study, 2, &saying, true).await.unwrap();
    standards.close(&committee, study, 2).await.unwrap();

    // What they said in the round that was finished stands, under the code they had.
    let counted = async |round| {
        let (_, found) = standards.discussion(&manager, study, round).await.unwrap();
        let of = |person| found.judges.iter().find(|(_, judge)| *judge == person).map(|(code, _)| code.clone());
        (found.judges.len(), of(ill), of(committee.person))
    };
    let view = standards.study(&manager, study).await.unwrap();
    let code_of_ill = view.progress.iter().find(|judge| judge.judge == ill).map(|judge| judge.code.clone());
    assert_eq!(counted(1).await, (5, code_of_ill, None));
    assert_eq!(counted(2).await, (5, None, Some("J6".to_owned())));
    assert!(standards.discussion(&judge, study, 1).await.is_ok());
    assert!(standards.discussion(&judge, study, 2).await.is_err(), "a round in which they did not count");
    let kept: Vec<StandardRating> =
        panel.house.workflow().reader().find(&Find::by("study_id", study).and("judge_id", ill)).await.unwrap();
    assert_eq!(kept.len(), 2, "nothing is deleted");
    let released: Vec<_> = view.progress.iter().filter(|j| j.released.is_some()).map(|j| j.judge).collect();
    assert_eq!(released, [ill]);
    standards.approve(&manager, study, &panel.approval(2, 31).await).await.unwrap();
    assert_eq!(code(standards.release(&committee, study, panel.judges[1], None, why).await), "standard.not-going-on");
}

async fn a_cancelled_round_is_kept_and_the_one_before_counts_again(house: TestHouse) {
    let panel = gathered(house).await;
    let standards = &panel.standards;
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let study = panel.open("angoff", false).await;
    assert_eq!(code(standards.cancel(&committee, study, 1, "Keliru.").await), "standard.first-round");
    panel.all_say(study, 1, [50, 55, 60, 65, 70]).await;
    standards.close(&committee, study, 1).await.unwrap();
    assert_eq!(code(standards.cancel(&committee, study, 1, "Keliru.").await), "standard.round-closed");
    standards.again(&committee, study, 1, "Terpencet.").await.unwrap();
    panel.says(study, 0, 2, 90, true).await.unwrap();
    assert_eq!(
        code(standards.approve(&manager, study, &panel.approval(1, 31).await).await),
        "standard.not-in-discussion"
    );
    assert_eq!(code(standards.cancel(&committee, study, 2, " ").await), "standard.reason-wanted");
    assert_eq!(code(standards.cancel(&committee, study, 1, "Keliru.").await), "standard.round-closed");
    standards.cancel(&committee, study, 2, "Dibuka karena keliru.").await.unwrap();

    let rounds: Vec<StandardRound> =
        panel.house.workflow().reader().find(&Find::by("study_id", study).order_by(&["round"])).await.unwrap();
    let why: Vec<Option<&str>> = rounds.iter().map(|r| r.cancelled.as_ref().map(|e| e.reason.as_str())).collect();
    assert_eq!(why, [None, Some("Dibuka karena keliru.")]);
    let ratings: Vec<StandardRating> =
        panel.house.workflow().reader().find(&Find::by("study_id", study).and("round", 2)).await.unwrap();
    assert_eq!(ratings.len(), 1, "what was rated in it is kept");
    assert_eq!(code(standards.discussion(&committee, study, 2).await), "standard.round-cancelled");

    // The round before is approved; a further one has a number of its own and begins with what counts.
    standards.approve(&manager, study, &panel.approval(1, 31).await).await.unwrap();
    standards.again(&committee, study, 1, "Ditinjau lagi.").await.unwrap();
    let judge = panel.of(panel.judges[0]).await;
    let sheet = standards.sheet(&judge, study).await.unwrap();
    let item = sheet.questions[0].item.id.to_string();
    assert_eq!((sheet.study.round, sheet.said.shares[&item], sheet.before[&item]), (3, 50, 0.6));
    // Cancelled once more, the study is approved as it was before.
    standards.cancel(&committee, study, 3, "Tidak jadi.").await.unwrap();
    let row: StandardStudy = panel.house.workflow().reader().get(study).await.unwrap().unwrap();
    assert_eq!((row.state.as_str(), row.round), ("approved", 1));
    assert_eq!(code(standards.withdraw(&committee, study, "Tidak jadi.").await), "standard.has-cut");
}

async fn a_withdrawn_study_stays_in_the_list_and_goes_no_further(house: TestHouse) {
    let panel = gathered(house).await;
    let standards = &panel.standards;
    let committee = panel.actor(Duty::SchemeCommittee).await;
    let study = panel.open("angoff", false).await;
    panel.says(study, 0, 1, 50, true).await.unwrap();
    assert_eq!(code(standards.withdraw(&committee, study, "").await), "standard.reason-wanted");
    assert!(standards.withdraw(&panel.of(panel.judges[0]).await, study, "Tidak dipakai.").await.is_err());
    standards.withdraw(&committee, study, "Perangkatnya tidak dipakai lagi.").await.unwrap();

    let list = standards.of_blueprint(&committee, "layanan-dasar").await.unwrap();
    assert_eq!(list.iter().map(|study| study.state.as_str()).collect::<Vec<_>>(), ["withdrawn"]);
    assert_eq!(list[0].withdrawn.as_ref().map(|ended| ended.by), Some(committee.person));
    let ratings: Vec<StandardRating> =
        panel.house.workflow().reader().find(&Find::by("study_id", study)).await.unwrap();
    assert_eq!(ratings.len(), 1);
    assert_eq!(code(panel.says(study, 1, 1, 50, true).await), "standard.withdrawn");
    assert_eq!(code(standards.close(&committee, study, 1).await), "standard.withdrawn");
    assert_eq!(code(standards.withdraw(&committee, study, "Lagi.").await), "standard.withdrawn");
    assert_eq!(code(standards.again(&committee, study, 1, "Lagi.").await), "standard.withdrawn");
}
