//! What results are made from: forms with the corrections in force, what each sitting answered, what markers settled.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::{ExamFormId, ExamId, SittingId},
    record::{
        exam::{Blueprint as BlueprintRow, Exam, ExamForm, Sitting},
        exam_result::{ExamMarking, ExamScoring},
    },
};
use exam::{
    blueprint::{Blueprint, PassRule},
    form::Form,
    item::{ItemId, Response},
    paper::read::Read,
    score::{
        How, Mark, Rules, Score, Settled,
        marking::{self, Marking, Stage},
        result::{self, TestResult},
        score,
    },
};
use sha2::{Digest as _, Sha256};
use store::{Find, Read as _};

use super::{Corrections, ExamResults, Judged, Kept, QuestionMark, corrections_place};
use crate::{
    WorkflowError,
    exam_room::{Counted, Safe},
    found,
};

/// A form as it is scored.
pub(super) struct Scorable {
    pub row: ExamForm,
    pub blueprint: Blueprint,
    /// With the keys in force; questions and options as they were frozen.
    pub form: Form,
    /// The same as if what is on trial counted: for figures alone.
    pub all: Form,
    /// As it was frozen: what papers are made of.
    frozen: Form,
}

/// A marking as it was made.
#[derive(Clone)]
pub(super) struct Made {
    pub marking: Marking,
    /// When it was replaced, microseconds UTC; nothing while it stands.
    pub replaced_at: Option<i64>,
    /// Why, in the words of what replaced it.
    pub replaced_why: String,
}

/// An answer that people mark.
pub(super) struct Answered {
    pub item: ItemId,
    pub code: String,
    pub response: Response,
    /// What stands.
    pub markings: Vec<Marking>,
    /// What its markers replaced.
    pub replaced: Vec<Made>,
}

/// A sitting as it is scored.
pub(super) struct Sat {
    pub sitting: Sitting,
    pub form: ExamFormId,
    pub read: Read,
    /// Seconds at each question that was answered.
    pub seconds: BTreeMap<ItemId, f64>,
    pub answered: u32,
    /// What no key can judge.
    pub by_people: Vec<Answered>,
    pub settled: Settled,
    /// The items of its paper, in its order.
    pub order: Vec<ItemId>,
}

/// Everything that the results of a test are made from.
pub(super) struct Basis {
    pub exam: Exam,
    pub rounds: Vec<ExamScoring>,
    pub corrections: Corrections,
    pub forms: BTreeMap<ExamFormId, Scorable>,
    pub counted: Vec<Counted>,
    /// Those that are scored: opened, not void.
    pub sat: Vec<Sat>,
    /// When a third marks.
    pub marking: marking::Settings,
    /// Which criteria are named as ones to improve.
    pub naming: result::Settings,
}

impl ExamResults {
    /// Reads it all.
    pub(super) async fn basis(&self, id: ExamId) -> Result<Basis, WorkflowError> {
        let mut reader = self.flow.reader();
        let exam: Exam = found(reader.get(id).await?)?;
        let rounds: Vec<ExamScoring> = reader.find(&Find::by("exam_id", id).order_by(&["round"])).await?;
        let corrections = match rounds.last() {
            Some(round) => self.opened(round)?,
            None => Corrections::default(),
        };
        let counted = self.flow.exam_room().counted(id).await?;
        let ids: BTreeSet<ExamFormId> =
            exam.forms.iter().copied().chain(counted.iter().filter_map(|c| c.sitting.form_id)).collect();
        let mut forms = BTreeMap::new();
        for id in ids {
            let (row, frozen) = self.flow.exam_bank().form(id).await?;
            let blueprint: BlueprintRow = found(reader.get(row.blueprint_id.as_str()).await?)?;
            let blueprint: Blueprint = serde_json::from_value(blueprint.content)?;
            let mut form = frozen.clone();
            for question in &mut form.questions {
                if let Some(key) = corrections.keys.get(&question.item.id) {
                    question.item.key = key.clone();
                }
            }
            let all = form.as_if_all_counted();
            forms.insert(id, Scorable { row, blueprint, form, all, frozen });
        }
        let markings = self.markings(id).await?;
        let settings = self.flow.settings().await?;
        let Judged { marking, naming } = corrections.judged.unwrap_or_else(|| super::numbers::judged(&settings));
        let mut sat = Vec::new();
        for seat in counted.iter().filter(|seat| counts(seat)) {
            sat.extend(self.sat(seat, &forms, &corrections, (&markings, &marking))?);
        }
        Ok(Basis { exam, rounds, corrections, forms, counted, sat, marking, naming })
    }

    /// The corrections of a round.
    pub(super) fn opened(&self, round: &ExamScoring) -> Result<Corrections, WorkflowError> {
        let place = corrections_place(round.exam_id, round.round);
        let place = place.each_ref().map(String::as_str);
        Safe::of(self.flow.store()).open_json(&place, &round.sealed_text)
    }

    /// What markers gave the answers of a test, by the answer's number, in their order.
    async fn markings(&self, exam: ExamId) -> Result<BTreeMap<String, Vec<Made>>, WorkflowError> {
        let safe = Safe::of(self.flow.store());
        let find = Find::by("exam_id", exam).order_by(&["answer", "place"]);
        let rows: Vec<ExamMarking> = self.flow.reader().find(&find).await?;
        let mut out: BTreeMap<String, Vec<Made>> = BTreeMap::new();
        for row in rows {
            let marking: Marking = safe.open_json(&["exam-marking", &row.id], &row.sealed_text)?;
            let of = out.entry(row.answer).or_default();
            // A correction says why what the same marker gave before it stands no more.
            if let Some(earlier) = of.iter_mut().rfind(|made| made.marking.marker == marking.marker) {
                earlier.replaced_why.clone_from(&marking.reason);
            }
            of.push(Made { marking, replaced_at: row.superseded_at, replaced_why: String::new() });
        }
        Ok(out)
    }

    fn sat(
        &self,
        seat: &Counted,
        forms: &BTreeMap<ExamFormId, Scorable>,
        corrections: &Corrections,
        (made, settings): (&BTreeMap<String, Vec<Made>>, &marking::Settings),
    ) -> Result<Option<Sat>, WorkflowError> {
        let sitting = &seat.sitting;
        let Some((id, of)) = sitting.form_id.and_then(|id| Some((id, forms.get(&id)?))) else { return Ok(None) };
        let paper = self.flow.exam_planning().paper_of(sitting, &of.frozen)?;
        let read = paper.read_all(&of.frozen, &seat.answers);
        let first = score(&of.form, &read, &Settled::new(), &corrections.credited, Rules::CURRENT);
        let mut by_people = Vec::new();
        let mut settled = Settled::new();
        for mark in first.marks.iter().filter(|mark| mark.how == How::Waiting) {
            let (Some(response), Some(question)) = (read.responses.get(&mark.item), of.form.question(&mark.item))
            else {
                continue;
            };
            let code = self.answer_code(sitting.id, &mark.item, response)?;
            let made = made.get(&code).cloned().unwrap_or_default();
            let (stands, replaced) = marking::standing(made, |made| made.marking.marker);
            let markings: Vec<Marking> = stands.into_iter().map(|made| made.marking).collect();
            if let Stage::Settled(points) = marking::stage(&question.item, &markings, settings, Rules::CURRENT) {
                settled.insert(mark.item.clone(), points);
            }
            let response = response.clone();
            by_people.push(Answered { item: mark.item.clone(), code, response, markings, replaced });
        }
        let seconds = (1..).zip(&paper.questions).filter_map(|(number, laid)| {
            let seconds: &f64 = seat.seconds.get(&number)?;
            Some((laid.item.clone(), *seconds))
        });
        let answered = seat.answers.values().filter(|answer| answer.is_whole()).count();
        Ok(Some(Sat {
            sitting: sitting.clone(),
            form: id,
            seconds: seconds.collect(),
            read,
            answered: u32::try_from(answered).unwrap_or(u32::MAX),
            by_people,
            settled,
            order: paper.questions.iter().map(|laid| laid.item.clone()).collect(),
        }))
    }

    /// The number under which markers see an answer: only the keyset ties it to a sitting. Another answer to the same
    /// question has another number, so that no mark outlives what it was given for.
    fn answer_code(&self, sitting: SittingId, item: &ItemId, response: &Response) -> Result<String, WorkflowError> {
        let answer = Sha256::digest(serde_json::to_vec(response)?);
        let mut token = format!("{sitting}:{item}:").into_bytes();
        token.extend(answer);
        let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
        let code = self.flow.store().keyset().token_hash("exam-answer", &token);
        Ok(code.chars().take(12).collect::<String>().to_uppercase())
    }
}

/// Whether a sitting is scored.
fn counts(seat: &Counted) -> bool {
    seat.begun && !seat.sitting.voided && seat.state != exam::sitting::state::State::Voided
}

/// A mark with its place on the paper.
fn marked(of: &Scorable, sat: &Sat, mark: &Mark) -> Option<QuestionMark> {
    let place = sat.order.iter().position(|item| *item == mark.item)?;
    let item = &of.form.question(&mark.item)?.item;
    Some(QuestionMark {
        no: u16::try_from(place + 1).ok()?,
        unit: item.place.as_ref().map(|place| place.unit.clone()).unwrap_or_default(),
        kind: item.question.interaction.kind().to_owned(),
        points: mark.points,
        of: mark.of,
        achieved: (mark.how != How::Waiting).then(|| mark.achieved()),
    })
}

impl Basis {
    /// The newest round, 0 for none.
    pub fn newest(&self) -> i64 {
        self.rounds.last().map_or(0, |round| round.round)
    }

    /// The score of a sitting as it would be made now.
    pub fn score(&self, sat: &Sat) -> Option<Score> {
        let of = self.forms.get(&sat.form)?;
        Some(score(&of.form, &sat.read, &sat.settled, &self.corrections.credited, Rules::CURRENT))
    }

    /// The same with what is on trial: for figures, never for a result.
    pub fn score_all(&self, sat: &Sat) -> Option<Score> {
        let of = self.forms.get(&sat.form)?;
        Some(score(&of.all, &sat.read, &sat.settled, &self.corrections.credited, Rules::CURRENT))
    }

    fn result(&self, sat: &Sat) -> Option<TestResult> {
        let of = self.forms.get(&sat.form)?;
        Some(result::result(&of.form, &of.blueprint, &self.score(sat)?, &self.naming))
    }

    /// The result of a sitting as it would be kept now.
    pub fn kept(&self, sat: &Sat) -> Option<Kept> {
        let questions = u32::try_from(sat.sitting.questions).unwrap_or_default();
        let of = self.forms.get(&sat.form)?;
        let lines = match &of.blueprint.pass {
            PassRule::Whole(cut) => BTreeMap::from([(String::new(), cut.least)]),
            PassRule::PerUnit(cuts) => cuts.iter().map(|(unit, cut)| (unit.clone(), cut.least)).collect(),
        };
        let (result, marks) = (self.result(sat)?, self.marks(sat, &self.score(sat)?)?);
        let mut trials = self.marks(sat, &self.score_all(sat)?)?;
        trials.retain(|mark| !marks.iter().any(|counted| counted.no == mark.no));
        Some(Kept { answered: sat.answered, questions, result, lines, marks, trials })
    }

    /// The marks of a score in the order of the sitting's paper.
    fn marks(&self, sat: &Sat, score: &Score) -> Option<Vec<QuestionMark>> {
        let of = self.forms.get(&sat.form)?;
        let mut out: Vec<QuestionMark> = score.marks.iter().filter_map(|mark| marked(of, sat, mark)).collect();
        out.sort_by_key(|mark| mark.no);
        Some(out)
    }
}
