//! What a judge says of a form: a share for each question, or its kind and what is expected of each kind (Ebel), with
//! remarks, and what they find bearable (Hofstee) or ask (Beuk). All shares are whole per cents. It is sealed, merged
//! with what was said before in the round, and complete before it is handed in.

use std::collections::BTreeMap;

use certification::{
    act::Context,
    exam::{NoteDiscussion, RatingFile, SaveRating, StudyFile},
    id::PersonId,
    record::exam_standard::{StandardRating, StandardRound},
    refusal::{Refusal, require},
};
use exam::form::Form;
use serde::{Deserialize, Serialize};
use store::{Read as _, Tx};

use super::end::before;
use crate::{WorkflowError, exam_room::Safe, found};

/// Characters of a remark.
const MOST_IN_REMARK: usize = 500;
/// Kinds of relevance and of difficulty.
pub const EBEL: (usize, usize) = (4, 3);

/// What a judge says.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Share of candidates at the border who answer rightly, per cent; yes is 100, no is 0. By name of the item.
    #[serde(default)]
    pub shares: BTreeMap<String, u8>,
    /// Relevance (1 essential to 4 questionable) and difficulty (1 easy to 3 hard), by name of the item.
    #[serde(default)]
    pub kinds: BTreeMap<String, (u8, u8)>,
    /// Share expected of each kind, per cent, by relevance and difficulty.
    #[serde(default)]
    pub expected: BTreeMap<String, u8>,
    /// Remarks, by name of the item.
    #[serde(default)]
    pub remarks: BTreeMap<String, String>,
    /// What they find bearable and ask.
    #[serde(default)]
    pub wishes: Wishes,
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Said").field("rated", &(self.shares.len() + self.kinds.len())).finish_non_exhaustive()
    }
}

/// What a judge finds bearable (Hofstee) and asks (Beuk), per cent: cuts of the full points, shares of the candidates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// The lowest cut, even if all passed.
    pub lowest_cut: Option<u8>,
    /// The highest cut, even if all failed.
    pub highest_cut: Option<u8>,
    /// The lowest share failing.
    pub fewest_failing: Option<u8>,
    /// The highest share failing.
    pub most_failing: Option<u8>,
    /// The share who will pass.
    pub passing: Option<u8>,
}

/// What is said now; nothing of a question takes back what was said of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Saying {
    /// Shares by item.
    pub shares: BTreeMap<String, Option<u8>>,
    /// Kinds by item.
    pub kinds: BTreeMap<String, Option<(u8, u8)>>,
    /// Remarks by item.
    pub remarks: BTreeMap<String, String>,
    /// Shares expected of the kinds, all of them, where they are said.
    pub expected: Option<BTreeMap<String, u8>>,
    /// Wishes, all of them, where they are said.
    pub wishes: Option<Wishes>,
}

/// A remark of the discussion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Who wrote it down.
    pub by: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
    /// What was said.
    pub text: String,
}

/// Name of a cell of Ebel's table.
#[must_use]
pub fn cell(relevance: u8, difficulty: u8) -> String {
    format!("{relevance}-{difficulty}")
}

fn put<T: Clone>(into: &mut BTreeMap<String, T>, new: &BTreeMap<String, Option<T>>) {
    for (item, value) in new {
        match value {
            Some(value) => drop(into.insert(item.clone(), value.clone())),
            None => drop(into.remove(item)),
        }
    }
}

impl Said {
    /// With what is said now.
    fn with(mut self, new: &Saying) -> Self {
        put(&mut self.shares, &new.shares);
        put(&mut self.kinds, &new.kinds);
        for (item, remark) in &new.remarks {
            match remark.trim() {
                "" => drop(self.remarks.remove(item)),
                remark => drop(self.remarks.insert(item.clone(), remark.chars().take(MOST_IN_REMARK).collect())),
            }
        }
        if let Some(expected) = &new.expected {
            self.expected.clone_from(expected);
        }
        if let Some(wishes) = new.wishes {
            self.wishes = wishes;
        }
        self
    }

    /// The share of an item, 0 to 1, by the method of the study.
    #[must_use]
    pub fn share(&self, method: &str, item: &str) -> Option<f64> {
        let per_cent = if method == "ebel" {
            let (relevance, difficulty) = *self.kinds.get(item)?;
            *self.expected.get(&cell(relevance, difficulty))?
        } else {
            *self.shares.get(item)?
        };
        Some(f64::from(per_cent) / 100.0)
    }

    /// How many of the form's questions are rated.
    #[must_use]
    pub fn rated(&self, method: &str, form: &Form) -> usize {
        let said =
            |item: &str| if method == "ebel" { self.kinds.contains_key(item) } else { self.shares.contains_key(item) };
        form.questions.iter().filter(|question| said(question.item.id.as_str())).count()
    }

    /// Refuses what is off the scale or of no question of the form.
    fn check(&self, method: &str, form: &Form) -> Result<(), Refusal> {
        let place = |item: &str| form.questions.iter().position(|q| q.item.id.as_str() == item);
        let mut named = self.shares.keys().chain(self.kinds.keys()).chain(self.remarks.keys());
        require(named.all(|item| place(item).is_some()), "standard.other-item")?;
        for (item, share) in &self.shares {
            let fits = if method == "angoff-yes-no" { matches!(share, 0 | 100) } else { *share <= 100 };
            if !fits {
                let at = place(item).map_or(0, |at| at + 1);
                return Err(Refusal::new("standard.share-range").with("item", at));
            }
        }
        let kind = |(relevance, difficulty): &(u8, u8)| {
            (1..=EBEL.0).contains(&usize::from(*relevance)) && (1..=EBEL.1).contains(&usize::from(*difficulty))
        };
        require(self.kinds.values().all(kind), "standard.kind-range")?;
        require(self.expected.values().all(|share| *share <= 100), "standard.wish-range")?;
        let w = &self.wishes;
        let all = [w.lowest_cut, w.highest_cut, w.fewest_failing, w.most_failing, w.passing];
        require(all.iter().flatten().all(|share| *share <= 100), "standard.wish-range")?;
        let turned = |low: Option<u8>, high: Option<u8>| low.zip(high).is_some_and(|(low, high)| low >= high);
        require(
            !turned(w.lowest_cut, w.highest_cut) && !turned(w.fewest_failing, w.most_failing),
            "standard.wish-turned",
        )
    }

    /// Refuses what is not complete: a cut from ratings with holes would be another panel's cut.
    fn complete(&self, method: &str, form: &Form) -> Result<(), Refusal> {
        let lacking = form.questions.len() - self.rated(method, form);
        if lacking > 0 {
            return Err(Refusal::new("standard.unrated").with("n", lacking));
        }
        let mut open = form.questions.iter().filter(|q| self.share(method, q.item.id.as_str()).is_none());
        match open.next() {
            // Judges see no names of items: the cell of their table is named.
            Some(question) => {
                let (relevance, difficulty) = self.kinds.get(question.item.id.as_str()).copied().unwrap_or_default();
                let refusal = Refusal::new("standard.unexpected").with("relevance", relevance);
                Err(refusal.with("difficulty", difficulty))
            }
            None => Ok(()),
        }
    }

    /// Bounds are given whole or not at all.
    #[must_use]
    pub fn bounds(&self) -> Option<(u8, u8, u8, u8)> {
        let w = &self.wishes;
        Some((w.lowest_cut?, w.highest_cut?, w.fewest_failing?, w.most_failing?))
    }
}

/// What a judge has said, opened.
pub(super) fn opened(safe: &Safe, rating: &StandardRating) -> Result<Said, WorkflowError> {
    safe.open_json(&["standard-rating", &rating.id], &rating.sealed_text)
}

/// What was noted in a round.
pub(super) fn notes(safe: &Safe, round: &StandardRound) -> Result<Vec<Note>, WorkflowError> {
    if round.sealed_text.is_empty() {
        return Ok(Vec::new());
    }
    safe.open_json(&["standard-round", &round.id], &round.sealed_text)
}

/// What a judge says now, with what they said before, checked and sealed; and how many questions are rated. A further
/// round begins with what they said in the one before.
pub(crate) async fn said(tx: &mut Tx, file: &RatingFile, act: &SaveRating) -> Result<(i64, String), WorkflowError> {
    let (safe, study) = (Safe::within(tx), &file.study);
    let saying: Saying = serde_json::from_value(act.said.clone())?;
    let earlier = match &file.rating {
        Some(rating) => opened(&safe, rating)?,
        None => match before(tx, study.id, study.round).await? {
            None => Said::default(),
            Some(round) => {
                let key = format!("{}:{}:{}", study.id, round, file.judge);
                match tx.get::<StandardRating>(key.as_str()).await? {
                    Some(earlier) => opened(&safe, &earlier)?,
                    None => Said::default(),
                }
            }
        },
    };
    let row: certification::record::exam::ExamForm = found(tx.get(study.form_id).await?)?;
    let form: Form = safe.open_json(&["exam-form", &row.id.to_string()], &row.sealed_text)?;
    let said = earlier.with(&saying);
    said.check(&study.method, &form)?;
    if act.hand_in {
        said.complete(&study.method, &form)?;
    }
    let id = format!("{}:{}:{}", study.id, study.round, file.judge);
    let rated = i64::try_from(said.rated(&study.method, &form)).unwrap_or(i64::MAX);
    Ok((rated, safe.seal_json(&["standard-rating", &id], &said)?))
}

/// The notes of a round with one more, sealed.
pub(crate) fn noted(
    tx: &Tx,
    file: &StudyFile,
    act: &NoteDiscussion,
    context: &Context<'_>,
) -> Result<String, WorkflowError> {
    let (safe, round) = (Safe::within(tx), found(file.round.as_ref())?);
    let mut all = notes(&safe, round)?;
    all.push(Note { by: context.actor(), at: context.now, text: act.text.trim().to_owned() });
    safe.seal_json(&["standard-round", &round.id], &all)
}
