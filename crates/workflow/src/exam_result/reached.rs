//! How difficult the items of the bank are, for whoever fills a blueprint: the share of its points that candidates
//! reached, over every test whose results are released. It names nobody, and it is not known below the number from which
//! a difficulty is shown.

use std::collections::{BTreeMap, btree_map::Entry};

use certification::{
    id::{ExamFormId, ExamId, SittingId},
    record::{
        exam::Sitting,
        exam_result::{ExamResult, ExamScoring},
    },
};
use exam::{form::Form, item::ItemId};
use rust_decimal::Decimal;
use store::{Find, Read as _};

use super::{Corrections, ExamResults, Kept};
use crate::WorkflowError;

/// Rows that are read at once.
const AT_ONCE: usize = 500;

/// Shares of a version of an item, so far.
#[derive(Default)]
struct Shares {
    sum: Decimal,
    n: usize,
}

impl ExamResults {
    /// The mean share of points of each version of an item, ‰, where so many have been asked it that it means something.
    pub(crate) async fn reached(&self) -> Result<BTreeMap<(ItemId, u32), u32>, WorkflowError> {
        let least = super::figures(&self.flow.settings().await?).minimum.difficulty.max(1);
        let rounds: Vec<ExamScoring> =
            self.flow.reader().find(&Find::all().not_null("released_at").order_by(&["id"])).await?;
        // The last word that was released of each test.
        let mut newest: BTreeMap<ExamId, ExamScoring> = BTreeMap::new();
        for round in rounds {
            match newest.get(&round.exam_id) {
                Some(known) if known.round >= round.round => {}
                _ => drop(newest.insert(round.exam_id, round)),
            }
        }
        let mut forms: BTreeMap<ExamFormId, Form> = BTreeMap::new();
        let mut shares: BTreeMap<(ItemId, u32), Shares> = BTreeMap::new();
        for round in newest.values() {
            self.count_round(round, &mut forms, &mut shares).await?;
        }
        let mean = |of: &Shares| {
            let mean = of.sum.checked_mul(Decimal::ONE_THOUSAND)?.checked_div(Decimal::from(of.n))?;
            mean.round().try_into().ok()
        };
        let known = shares.into_iter().filter(|(_, of)| of.n >= least);
        Ok(known.filter_map(|(item, of)| Some((item, mean(&of)?))).collect())
    }

    async fn count_round(
        &self,
        round: &ExamScoring,
        forms: &mut BTreeMap<ExamFormId, Form>,
        shares: &mut BTreeMap<(ItemId, u32), Shares>,
    ) -> Result<(), WorkflowError> {
        let mut reader = self.flow.reader();
        let Corrections { credited, .. } = self.opened(round)?;
        let find = Find::by("exam_id", round.exam_id).and("round", round.round).order_by(&["id"]);
        let results: Vec<ExamResult> = reader.find(&find).await?;
        for chunk in results.chunks(AT_ONCE) {
            let find = Find::all().one_of("id", chunk.iter().map(|result| result.sitting_id));
            let sittings: BTreeMap<SittingId, Sitting> =
                reader.find::<Sitting>(&find).await?.into_iter().map(|sitting| (sitting.id, sitting)).collect();
            for result in chunk {
                let Some(content) = result.content.clone() else { continue };
                let Some(sitting) = sittings.get(&result.sitting_id).filter(|sitting| !sitting.voided) else {
                    continue;
                };
                let form: &Form = match forms.entry(result.form_id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(self.flow.exam_bank().form(result.form_id).await?.1),
                };
                let (kept, paper): (Kept, _) =
                    (serde_json::from_value(content)?, self.flow.exam_planning().paper_of(sitting, form)?);
                for mark in kept.marks.iter().chain(&kept.trials).filter(|mark| mark.achieved.is_some()) {
                    let laid = usize::from(mark.no).checked_sub(1).and_then(|at| paper.questions.get(at));
                    let Some(question) = laid.and_then(|laid| form.question(&laid.item)) else { continue };
                    // What everyone is credited with says nothing of how difficult it was.
                    let share = mark.points.checked_div(mark.of).filter(|_| !credited.contains(&question.item.id));
                    let Some(share) = share else { continue };
                    let of = shares.entry((question.item.id.clone(), question.version)).or_default();
                    of.sum += share.clamp(Decimal::ZERO, Decimal::ONE);
                    of.n += 1;
                }
            }
        }
        Ok(())
    }
}
