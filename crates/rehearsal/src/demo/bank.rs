//! What the bank of the demonstration holds beside the questions of its tests: items of the kinds that no test asks for,
//! taken from a file and brought step by step as far as each comes, so that one stands at every stage of life.

use certification::{duty::Duty, permit::Actor};
use exam::{
    bank::ReviewAspect,
    format::{Intake, json},
    item::{Item, ItemId, Language},
};
use workflow::exam_bank::{ExamBank, ItemStep};

use super::ZONE;
use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    stage::Rehearsal,
    written::right_answer,
};

/// The file as its author sent it.
const FILE: &str = "soal-bentuk-lain.json";
const ITEMS: &[u8] = include_bytes!("../../../../samples/contoh/soal-bentuk-lain.json");

/// How far an item comes. All that are not named in [`LIVES`] go on papers and stay there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Its author has not laid it before anybody.
    Draft,
    /// A reviewer wants a change.
    SentBack,
    /// A reviewer has said something and accepted what it asks; the rest is to come.
    Review,
    /// All is accepted but the key, which waits for somebody who has not seen it.
    Unchecked,
    /// It is tried out.
    Pilot,
    /// It is on papers.
    Active,
    /// It is on papers, and a next version is being written.
    Reopened,
    /// It was on papers.
    Retired,
}

const LIVES: &[(&str, Reach)] = &[
    ("CONTOH-BL-002", Reach::Reopened),
    ("CONTOH-BL-003", Reach::Draft),
    ("CONTOH-BL-006", Reach::Review),
    ("CONTOH-BL-009", Reach::Pilot),
    ("CONTOH-BL-014", Reach::Unchecked),
    ("CONTOH-BL-015", Reach::SentBack),
    ("CONTOH-BL-016", Reach::Retired),
];

fn reach(item: &Item) -> Reach {
    LIVES.iter().find(|(id, _)| *id == item.id.as_str()).map_or(Reach::Active, |(_, reach)| *reach)
}

/// The items, and the three of the committee who bring them up: nobody takes both sides of a step.
pub(super) struct Bringing {
    bank: ExamBank,
    items: Vec<Item>,
    author: Actor,
    reviewer: Actor,
    checker: Actor,
}

impl Bringing {
    /// Takes the file in and brings its items as far as their pilot.
    ///
    /// # Errors
    /// When an item is refused, or a step.
    pub async fn begin(stage: &Rehearsal, cast: &Cast) -> Result<Self, RehearsalError> {
        let members: Vec<_> = cast.all(Duty::SchemeCommittee).collect();
        let [checker, author, reviewer] = members[..] else {
            return Err(script("the committee has not three members"));
        };
        let actor = async |person| stage.workflow.actor(person).await;
        let (author, reviewer, checker) = (actor(author).await?, actor(reviewer).await?, actor(checker).await?);
        let bank = stage.workflow.exam_bank();
        let prefix = ItemId::new("CONTOH").map_err(|_| script("CONTOH is no name"))?;
        let read = json::import(ITEMS, &Intake { prefix, language: Language::Id, most: 100 });
        let read = read.map_err(|refusal| script(format!("{FILE}: {refusal}")))?;
        stage.go_to_local("2025-08-26T10:30", ZONE)?;
        let came = bank.take_in(&author, &read, FILE, false).await?;
        if let Some((item, refusal)) = came.refused.first() {
            return Err(script(format!("{item}: {refusal}")));
        }
        let bringing = Self { bank, items: read.items, author, reviewer, checker };
        for item in &bringing.items {
            bringing.review(stage, item).await?;
        }
        Ok(bringing)
    }

    async fn step(
        &self,
        stage: &Rehearsal,
        who: &Actor,
        item: &Item,
        step: ItemStep,
        why: &str,
    ) -> Result<(), RehearsalError> {
        stage.pass(45);
        Ok(self.bank.step(who, item.id.as_str(), &step, why).await?)
    }

    /// From the draft to the pilot.
    async fn review(&self, stage: &Rehearsal, item: &Item) -> Result<(), RehearsalError> {
        let reach = reach(item);
        if reach == Reach::Draft {
            return Ok(());
        }
        self.step(stage, &self.author, item, ItemStep::Submit, "").await?;
        if reach == Reach::SentBack {
            let why = "“Cukup” dapat dibaca dua arah; tulis ulang sebagai pernyataan yang pasti benar atau salah.";
            return self.step(stage, &self.reviewer, item, ItemStep::SendBack(ReviewAspect::Language), why).await;
        }
        self.step(stage, &self.reviewer, item, ItemStep::Accept(ReviewAspect::Content), "").await?;
        if reach == Reach::Review {
            let said = "Isi sudah sesuai kriteria. Denah memakai tulisan kecil; mohon diperiksa pada layar ponsel.";
            return self.step(stage, &self.reviewer, item, ItemStep::Comment, said).await;
        }
        for aspect in [ReviewAspect::Language, ReviewAspect::Fairness] {
            self.step(stage, &self.reviewer, item, ItemStep::Accept(aspect), "").await?;
        }
        if reach == Reach::Unchecked {
            return Ok(());
        }
        // Where no rule can tell, the checker says whether the answer fits the rubric.
        let answer = right_answer(item);
        let people = exam::bank::blind_check(item, &answer).is_none().then_some(true);
        self.step(stage, &self.checker, item, ItemStep::CheckKey(answer, people), "").await?;
        self.step(stage, &self.reviewer, item, ItemStep::Pilot, "").await
    }

    /// After the pilot: approved by two, and what comes then.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn finish(&self, stage: &Rehearsal) -> Result<(), RehearsalError> {
        for item in self.items.iter().filter(|item| reach(item) > Reach::Pilot) {
            for approver in [&self.reviewer, &self.checker] {
                self.step(stage, approver, item, ItemStep::Approve, "").await?;
            }
            self.step(stage, &self.author, item, ItemStep::Activate, "").await?;
            match reach(item) {
                Reach::Reopened => {
                    let why = "Judul diperjelas agar mudah ditemukan saat menyusun naskah.";
                    let next = Item { title: "Urutan pertanyaan wawancara referensi".to_owned(), ..item.clone() };
                    self.step(stage, &self.author, item, ItemStep::Write(Box::new(next)), why).await?;
                }
                Reach::Retired => {
                    let why =
                        "Tata tertib contoh berubah: denda diganti skorsing, sehingga kuncinya tidak berlaku lagi.";
                    self.step(stage, &self.reviewer, item, ItemStep::Retire, why).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}
