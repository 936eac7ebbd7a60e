//! The cuts of the demonstration's written test: one study done, whose approved cut stands in the blueprint, and one
//! under way, in which a judge still has questions to rate.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    id::{ExamFormId, PersonId, StudyId},
    permit::Actor,
};
use exam::blueprint::Method;
use rust_decimal::Decimal;
use workflow::exam_standard::{Approval, ExamStandards, Saying, Wishes};

use super::ZONE;
use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    stage::Rehearsal,
};

/// How much more than the panel each judge asks, per cent.
const LEANS: [i64; 5] = [-8, -3, 0, 4, 9];
/// What judges remarked: who, at which question, and what.
const REMARKS: &[(usize, usize, &str)] = &[
    (0, 3, "Istilahnya jarang dipakai di perpustakaan desa."),
    (2, 3, "Dua pilihan hampir sama; calon di batas mudah terkecoh."),
    (4, 11, "Dasar layanan; hampir semua pustakawan tahu."),
];
/// How far judges are in the study under way: questions rated, and handed in.
const UNDER_WAY: [(usize, bool); 5] = [(12, false), (40, true), (40, true), (0, false), (27, false)];

/// The share of candidates at the border who answer a question rightly, as one judge sees it, in steps of five per cent.
/// In a further round judges have come nearer to each other.
fn share(question: usize, judge: usize, round: i64) -> u8 {
    let place = i64::try_from(question).unwrap_or_default();
    let panel = 40 + place * 37 % 46;
    let lean = LEANS.get(judge).copied().unwrap_or_default();
    let mood = (place * 13 + lean * 29).rem_euclid(15) - 7;
    let seen = panel + (lean + mood) / round.max(1);
    u8::try_from((seen + 2) / 5 * 5).unwrap_or_default().clamp(5, 95)
}

/// Sets the cut of a form by ratings in two rounds and lets it be approved; answers the blueprint's row that holds it.
pub(super) async fn set(stage: &Rehearsal, cast: &Cast, form: ExamFormId) -> Result<String, RehearsalError> {
    let standards = stage.workflow.exam_standards();
    let committee = stage.workflow.actor(cast.one(Duty::SchemeCommittee)?).await?;
    let judges: Vec<PersonId> = cast.all(Duty::PanelMember).collect();
    stage.go_to_local("2025-08-27T09:00", ZONE)?;
    let study = standards.open(&committee, form, "angoff", false, judges.clone()).await?;
    for (round, days) in [(1, ["2025-08-27T10:00", "2025-08-27T14:00"]), (2, ["2025-09-02T09:00", "2025-09-02T13:30"])]
    {
        stage.go_to_local(days[0], ZONE)?;
        for (at, judge) in judges.iter().enumerate() {
            stage.pass(7 * 60);
            let judge = stage.workflow.actor(*judge).await?;
            rate(&standards, &judge, study, (at, round), (usize::MAX, true)).await?;
        }
        stage.go_to_local(days[1], ZONE)?;
        standards.close(&committee, study, round).await?;
        if round == 1 {
            let said =
                "Soal 4 dibahas lama: penilai melihat pilihan kedua dan ketiga terlalu mirip bagi calon di batas.";
            standards.note(&committee, study, round, said).await?;
            let why = "Penilaian beberapa soal berjauhan; dinilai lagi setelah dibahas.";
            standards.again(&committee, study, round, why).await?;
        }
    }
    stage.go_to_local("2025-09-05T09:00", ZONE)?;
    let manager = stage.workflow.actor(cast.one(Duty::Manager)?).await?;
    let (_, found) = standards.discussion(&manager, study, 2).await?;
    let found = found.cuts.first().and_then(|found| found.cut.points.estimate());
    let found = found.and_then(|points| Decimal::try_from(points).ok()).ok_or_else(|| script("no cut was found"))?;
    let approval = Approval {
        round: 2,
        method: Method::Angoff,
        cuts: BTreeMap::from([(None, found.ceil())]),
        on: "2025-09-05".to_owned(),
        act: "CONTOH/014/2025".to_owned(),
        reason: "Dibulatkan ke atas, ke poin penuh.".to_owned(),
    };
    Ok(standards.approve(&manager, study, &approval).await?)
}

/// Begins a second study, by yes or no, that waits for its judges.
pub(super) async fn begin(stage: &Rehearsal, cast: &Cast, form: ExamFormId) -> Result<(), RehearsalError> {
    let standards = stage.workflow.exam_standards();
    let committee = stage.workflow.actor(cast.one(Duty::SchemeCommittee)?).await?;
    let judges: Vec<PersonId> = cast.all(Duty::PanelMember).collect();
    let study = standards.open(&committee, form, "angoff-yes-no", false, judges.clone()).await?;
    for (at, (judge, far)) in judges.into_iter().zip(UNDER_WAY).enumerate().filter(|(_, (_, far))| far.0 > 0) {
        stage.pass(20 * 60);
        let judge = stage.workflow.actor(judge).await?;
        rate(&standards, &judge, study, (at, 1), far).await?;
    }
    Ok(())
}

/// What a judge says of so many questions of a round.
async fn rate(
    standards: &ExamStandards,
    judge: &Actor,
    study: StudyId,
    (at, round): (usize, i64),
    (questions, hand_in): (usize, bool),
) -> Result<(), RehearsalError> {
    let sheet = standards.look(judge, study).await?;
    let yes_no = sheet.study.method == "angoff-yes-no";
    let mut saying = Saying::default();
    for (place, question) in sheet.questions.iter().enumerate().take(questions) {
        let share = share(place, at, round);
        let share = if yes_no { u8::from(share >= 60) * 100 } else { share };
        let item = question.item.id.to_string();
        let remark = REMARKS.iter().find(|(judge, asked, _)| !yes_no && (*judge, *asked) == (at, place));
        saying.remarks.extend(remark.map(|(_, _, words)| (item.clone(), (*words).to_owned())));
        saying.shares.insert(item, Some(share));
    }
    let step = |n: u8| Some(n + u8::try_from(at).unwrap_or_default());
    saying.wishes = (!yes_no).then(|| Wishes {
        lowest_cut: step(48),
        highest_cut: step(70),
        fewest_failing: step(5),
        most_failing: step(38),
        passing: step(66),
    });
    Ok(standards.save(judge, study, round, &saying, hand_in).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_come_nearer_to_each_other_and_stay_on_the_scale() {
        let spread = |round: i64| -> u32 {
            let of = |question| {
                let all: Vec<u8> = (0..LEANS.len()).map(|judge| share(question, judge, round)).collect();
                assert!(all.iter().all(|share| (5..=95).contains(share) && share % 5 == 0), "{all:?}");
                u32::from(all.iter().max().unwrap() - all.iter().min().unwrap())
            };
            (0..40).map(of).sum()
        };
        assert!(spread(2) < spread(1), "{} and {}", spread(2), spread(1));
    }
}
