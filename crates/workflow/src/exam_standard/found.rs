//! What the ratings of a closed round say: the cut of each unit or of the whole test with its error, the spread of each
//! question, how severe each judge was, and the compromises, where judges gave their wishes and candidates have sat.

use certification::{
    id::PersonId,
    record::exam_standard::{StandardRound, StandardStudy},
    refusal::Refusal,
};
use exam::{
    blueprint::Blueprint,
    form::{Form, FormQuestion},
    standard_setting::{
        Cut,
        angoff::{Move, angoff},
        compromise::{Bounds, Compromise, Wish, beuk, hofstee},
        ebel::{Difficulty, Judgement, Relevance, ebel},
        panel::Ratings,
        severity::{Severity, severity},
    },
    statistics::Settings,
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::said::{EBEL, Note, Said, cell};
use crate::exam_result::FormScores;

/// The cut of the whole test, or of a unit.
#[derive(Debug, Clone)]
pub struct CutFound {
    /// The unit; none for the whole test.
    pub unit: Option<String>,
    /// Its full points.
    pub of: Decimal,
    /// The cut in points.
    pub cut: Cut,
    /// Its error if questions, too, are a sample from many, in points.
    pub error_with_items: Option<f64>,
    /// What moved since the round before, for judges of both.
    pub moved: Option<Move>,
}

/// What the judges said of a question.
#[derive(Debug, Clone)]
pub struct Spread {
    /// Name of the item.
    pub item: String,
    /// Its words.
    pub words: String,
    /// Share of each judge, 0 to 1, in the order of their codes; those who handed in.
    pub shares: Vec<f64>,
    /// Lowest, middle and highest share.
    pub low: f64,
    /// The middle one.
    pub median: f64,
    /// The highest.
    pub high: f64,
    /// Share of candidates who had all points, where enough have sat.
    pub reached: Option<f64>,
    /// Remarks, with the code of who made them.
    pub remarks: Vec<(String, String)>,
}

/// A round that is closed.
#[derive(Debug, Clone)]
pub struct RoundFound {
    /// The round.
    pub round: StandardRound,
    /// Who handed in: code and person.
    pub judges: Vec<(String, PersonId)>,
    /// Cuts, as the pass rule asks for them.
    pub cuts: Vec<CutFound>,
    /// Each judge beside the panel.
    pub severity: Vec<Severity>,
    /// Question by question.
    pub items: Vec<Spread>,
    /// Hofstee's compromise: none when the pass rule goes by units or too few gave bounds; a refusal says what lacks.
    pub hofstee: Option<Result<Compromise, Refusal>>,
    /// Beuk's, likewise.
    pub beuk: Option<Result<Compromise, Refusal>>,
    /// How many candidates' totals the compromises rest on.
    pub candidates: usize,
    /// What was noted.
    pub notes: Vec<Note>,
}

/// The code of a judge: they are known by it in the discussion.
pub(super) fn code(study: &StandardStudy, judge: PersonId) -> String {
    let at = study.judges.iter().position(|known| *known == judge).unwrap_or_default();
    format!("J{}", at + 1)
}

/// All that a round is reckoned from.
pub(super) struct Grounds<'a> {
    pub study: &'a StandardStudy,
    pub blueprint: &'a Blueprint,
    pub form: &'a Form,
    pub scores: &'a FormScores,
    pub settings: &'a Settings,
}

type Spoken = [(PersonId, Said)];

impl Grounds<'_> {
    /// Questions of a unit, or all.
    fn questions(&self, unit: Option<&str>) -> Vec<&FormQuestion> {
        let within = |question: &&FormQuestion| {
            let place = question.item.place.as_ref().map(|place| place.unit.as_str());
            unit.is_none_or(|unit| place == Some(unit))
        };
        self.form.questions.iter().filter(within).collect()
    }

    fn ratings(&self, questions: &[&FormQuestion], said: &Spoken) -> Result<Ratings, Refusal> {
        let row = |(judge, said): &(PersonId, Said)| {
            let share = |question: &&FormQuestion| said.share(&self.study.method, question.item.id.as_str());
            (code(self.study, *judge), questions.iter().map(share).collect())
        };
        Ratings::new(questions.len(), &said.iter().map(row).collect::<Vec<_>>())
    }

    /// The cut of a unit or of the whole.
    fn cut(&self, unit: Option<&str>, said: &Spoken, before: Option<&Spoken>) -> Result<CutFound, Refusal> {
        let questions = self.questions(unit);
        let points: Vec<f64> = questions.iter().map(|q| number(q.item.question.points)).collect();
        // The error of measurement is that of the whole form.
        let measured = self.scores.error.filter(|_| unit.is_none());
        let ratings = self.ratings(&questions, said)?;
        let found = angoff(std::slice::from_ref(&ratings), &points, measured, self.settings)?;
        let by_shares = found.rounds.into_iter().next().ok_or_else(|| Refusal::new("standard.no-round"))?;
        let cut = if self.study.method == "ebel" {
            let judgements: Vec<Judgement> = said.iter().map(|said| judgement(self.study, &questions, said)).collect();
            ebel(&judgements, &points, measured, self.settings)?
        } else {
            by_shares
        };
        let both = |side: &Spoken, other: &Spoken| -> Vec<(PersonId, Said)> {
            side.iter().filter(|(judge, _)| other.iter().any(|(known, _)| known == judge)).cloned().collect()
        };
        let moved = before.and_then(|before| {
            let (earlier, later) = (both(before, said), both(said, before));
            let rounds = [self.ratings(&questions, &earlier).ok()?, self.ratings(&questions, &later).ok()?];
            angoff(&rounds, &points, None, self.settings).ok()?.moves.first().copied()
        });
        let of = questions.iter().map(|question| question.item.question.points).sum();
        let error_with_items = found.error_with_items;
        Ok(CutFound { unit: unit.map(str::to_owned), of, cut, error_with_items, moved })
    }

    /// What a closed round says.
    pub fn found(
        &self,
        round: StandardRound,
        said: &Spoken,
        before: Option<&Spoken>,
        notes: Vec<Note>,
    ) -> Result<RoundFound, Refusal> {
        let units: Vec<Option<String>> = self.blueprint.pass.cuts().map(|(unit, _)| unit.map(str::to_owned)).collect();
        let cuts = units.iter().map(|unit| self.cut(unit.as_deref(), said, before)).collect::<Result<Vec<_>, _>>()?;
        let all = self.questions(None);
        let ratings = self.ratings(&all, said)?;
        let severity = severity(&ratings, self.scores.shares.as_deref(), self.settings);
        let spread = |(at, question): (usize, &&FormQuestion)| {
            let shares: Vec<f64> = ratings.column(at).collect();
            let mut sorted = shares.clone();
            sorted.sort_by(f64::total_cmp);
            let n = sorted.len();
            let pick = |place: usize| sorted.get(place).copied().unwrap_or_default();
            let remark = |(judge, said): &(PersonId, Said)| {
                let text = said.remarks.get(question.item.id.as_str())?;
                Some((code(self.study, *judge), text.clone()))
            };
            Spread {
                item: question.item.id.to_string(),
                words: question.item.question.stem.words().split_whitespace().collect::<Vec<_>>().join(" "),
                low: pick(0),
                median: f64::midpoint(pick(n.saturating_sub(1) / 2), pick(n / 2)),
                high: pick(n.saturating_sub(1)),
                shares,
                reached: self.scores.shares.as_ref().and_then(|shares| shares.get(at).copied()),
                remarks: said.iter().filter_map(remark).collect(),
            }
        };
        // One line of the judges crosses one curve of totals: a compromise is of the whole test.
        let whole = cuts.first().filter(|found| found.unit.is_none());
        Ok(RoundFound {
            judges: said.iter().map(|(judge, _)| (code(self.study, *judge), *judge)).collect(),
            hofstee: whole.and_then(|_| self.hofstee(said)),
            beuk: whole.and_then(|found| self.beuk(said, &found.cut)),
            candidates: self.scores.totals.len(),
            items: all.iter().enumerate().map(spread).collect(),
            round,
            cuts,
            severity,
            notes,
        })
    }

    fn full(&self) -> f64 {
        number(self.form.points())
    }

    fn hofstee(&self, said: &Spoken) -> Option<Result<Compromise, Refusal>> {
        let full = self.full();
        let bounds = said.iter().filter_map(|(_, said)| said.bounds()).map(|(low, high, fewest, most)| Bounds {
            lowest_cut: share(low) * full,
            highest_cut: share(high) * full,
            fewest_failing: share(fewest),
            most_failing: share(most),
        });
        let bounds: Vec<Bounds> = bounds.collect();
        (!bounds.is_empty()).then(|| hofstee(&bounds, &self.scores.totals, full, self.settings))
    }

    fn beuk(&self, said: &Spoken, cut: &Cut) -> Option<Result<Compromise, Refusal>> {
        let wish = |((_, said), cut): (&(PersonId, Said), &f64)| {
            Some(Wish { cut: *cut, passing: share(said.wishes.passing?) })
        };
        let wishes: Vec<Wish> = said.iter().zip(&cut.by_judge).filter_map(wish).collect();
        (!wishes.is_empty()).then(|| beuk(&wishes, &self.scores.totals, self.full(), self.settings))
    }
}

fn number(n: Decimal) -> f64 {
    n.to_f64().unwrap_or_default()
}

fn share(per_cent: u8) -> f64 {
    f64::from(per_cent) / 100.0
}

fn judgement(study: &StandardStudy, questions: &[&FormQuestion], (judge, said): &(PersonId, Said)) -> Judgement {
    let kind = |question: &&FormQuestion| {
        let (relevance, difficulty) = *said.kinds.get(question.item.id.as_str())?;
        let relevance = match relevance {
            1 => Relevance::Essential,
            2 => Relevance::Important,
            3 => Relevance::Acceptable,
            _ => Relevance::Questionable,
        };
        let difficulty = match difficulty {
            1 => Difficulty::Easy,
            2 => Difficulty::Medium,
            _ => Difficulty::Hard,
        };
        Some((relevance, difficulty))
    };
    let mut expected = [[None; EBEL.1]; EBEL.0];
    for (relevance, row) in (1..).zip(&mut expected) {
        for (difficulty, value) in (1..).zip(row.iter_mut()) {
            *value = said.expected.get(&cell(relevance, difficulty)).map(|per_cent| share(*per_cent));
        }
    }
    Judgement { judge: code(study, *judge), items: questions.iter().map(kind).collect(), expected }
}
