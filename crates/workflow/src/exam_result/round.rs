//! Rounds: what would be scored now, what a correction would change, and the acts that score, rescore and release.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    exam::{ReleaseResults, ScoreExam},
    id::{ExamId, SittingId},
    permit::{Action, Actor, Object},
    record::{case::Case, exam::Exam, exam_result::ExamResult},
    refusal::{Refusal, require},
};
use exam::{
    item::ItemId,
    score::{
        Rules,
        rescore::{self, Correction},
        result::TestResult,
    },
    statistics::{Figure, ScoreMatrix, Settings, difficulty::difficulty},
};
use rust_decimal::prelude::ToPrimitive as _;
use sha2::{Digest as _, Sha256};
use store::{Find, Read as _};

use super::{
    Correctable, Corrections, ExamResults, Judged, Kept, Line, Overview, Preview,
    basis::{Basis, Sat},
    corrections_place,
};
use crate::{WorkflowError, exam_room::Safe, found, may_see};

/// Version of the rules, as it is recorded.
fn rules() -> String {
    serde_json::to_value(Rules::CURRENT).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl ExamResults {
    /// The test, where the reader may plan it.
    pub(super) async fn planned(&self, actor: &Actor, id: ExamId) -> Result<Exam, WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        Ok(exam)
    }

    /// The same, where keys are shown or changed besides.
    async fn keyed(&self, actor: &Actor, id: ExamId) -> Result<(), WorkflowError> {
        self.planned(actor, id).await?;
        may_see(actor, Action::SeeBank, &Object::body()).map(drop)
    }

    /// The results that stand, by sitting.
    async fn standing(&self, basis: &Basis) -> Result<BTreeMap<SittingId, Kept>, WorkflowError> {
        let find = Find::by("exam_id", basis.exam.id).and("round", basis.newest());
        let rows: Vec<ExamResult> = self.flow.reader().find(&find).await?;
        rows.into_iter()
            .filter_map(|row| Some((row.sitting_id, row.content?)))
            .map(|(id, content)| {
                let kept = serde_json::from_value(content)?;
                Ok((id, kept))
            })
            .collect()
    }

    /// The results of a test: what stands, and how far it is behind what would come out now.
    ///
    /// # Errors
    /// Not found when planning the test is not theirs.
    pub async fn overview(&self, actor: &Actor, id: ExamId) -> Result<Overview, WorkflowError> {
        let exam = self.planned(actor, id).await?;
        let basis = self.basis(id).await?;
        let mut standing = self.standing(&basis).await?;
        let mut reader = self.flow.reader();
        let event = found(reader.get(exam.event_id).await?)?;
        let mut cases = BTreeMap::new();
        for chunk in basis.counted.chunks(500) {
            let find = Find::all().one_of("id", chunk.iter().map(|seat| seat.sitting.case_id));
            cases.extend(reader.find::<Case>(&find).await?.into_iter().map(|case| (case.id, case)));
        }
        let behind = if basis.rounds.is_empty() { 0 } else { behind(&basis, &standing) };
        let results: Vec<&TestResult> = standing.values().map(|kept| &kept.result).collect();
        let means = means(&results, &super::figures(&self.flow.settings().await?))?;
        let lines = basis.counted.iter().map(|seat| Line {
            kept: standing.remove(&seat.sitting.id),
            sitting: seat.sitting.clone(),
            state: seat.state,
            begun: seat.begun,
        });
        Ok(Overview {
            lines: lines.collect(),
            behind,
            waiting: basis.waiting(),
            provisional: basis.forms.values().any(|form| form.blueprint.provisional()),
            means,
            forms: basis.forms.into_values().map(|form| form.row).collect(),
            rounds: basis.rounds,
            cases,
            event,
            exam,
        })
    }

    /// Scores the test as it stands: a first time, or again after markers went on or a sitting was voided.
    ///
    /// # Errors
    /// Refused before the test is closed, without a reason for a further round, or when nothing would change.
    pub async fn score(&self, actor: &Actor, id: ExamId, reason: &str) -> Result<i64, WorkflowError> {
        self.planned(actor, id).await?;
        let mut basis = self.basis(id).await?;
        basis.keep_numbers();
        if !basis.rounds.is_empty() {
            require(behind(&basis, &self.standing(&basis).await?) > 0, "result.nothing-new")?;
        }
        self.keep(actor, &basis, reason).await
    }

    async fn keep(&self, actor: &Actor, basis: &Basis, reason: &str) -> Result<i64, WorkflowError> {
        let sheets = basis.counted.iter().filter(|seat| seat.sheet_open).count();
        if sheets > 0 {
            // What stands on paper would be missing from the score.
            return Err(Refusal::new("result.sheet-open").with("n", sheets).into());
        }
        let round = basis.newest() + 1;
        let place = corrections_place(basis.exam.id, round);
        let place = place.each_ref().map(String::as_str);
        let mut results = Vec::with_capacity(basis.sat.len());
        for sat in &basis.sat {
            let Some(kept) = basis.kept(sat) else { continue };
            let content = serde_json::to_value(&kept)?;
            results.push(ExamResult {
                id: String::new(),
                sitting_id: sat.sitting.id,
                exam_id: basis.exam.id,
                event_id: basis.exam.event_id,
                case_id: sat.sitting.case_id,
                person_id: sat.sitting.person_id,
                form_id: sat.form,
                round,
                rules: rules(),
                waits: basis.score(sat).is_some_and(|score| score.waits()),
                content: Some(content),
                released_at: None,
            });
        }
        let act = ScoreExam {
            round,
            rules: rules(),
            corrected: i64::try_from(basis.corrections.questions()).unwrap_or(i64::MAX),
            reason: reason.to_owned(),
            sealed_text: Safe::of(self.flow.store()).seal_json(&place, &basis.corrections)?,
            results,
        };
        self.flow.perform_in_bulk(actor, basis.exam.id, act).await?;
        Ok(round)
    }

    /// The questions of a test with the keys in force, for who corrects them.
    ///
    /// # Errors
    /// Not found when planning the test, or seeing keys, is not theirs.
    pub async fn questions(&self, actor: &Actor, id: ExamId) -> Result<Vec<Correctable>, WorkflowError> {
        self.keyed(actor, id).await?;
        let basis = self.basis(id).await?;
        let mut out: Vec<Correctable> = Vec::new();
        for form in basis.forms.values() {
            for question in &form.form.questions {
                let item = &question.item;
                match out.iter_mut().find(|known| known.item.id == item.id) {
                    Some(known) => known.forms.push(form.row.code.clone()),
                    None => out.push(Correctable {
                        corrected: basis.corrections.keys.contains_key(&item.id),
                        credited: basis.corrections.credited.contains(&item.id),
                        item: item.clone(),
                        forms: vec![form.row.code.clone()],
                    }),
                }
            }
        }
        Ok(out)
    }

    /// Who would change under these corrections, on top of those in force. Changes nothing.
    ///
    /// # Errors
    /// What the rules of rescoring refuse; not found when planning the test, or seeing keys, is not theirs.
    pub async fn preview(
        &self,
        actor: &Actor,
        id: ExamId,
        new: &BTreeMap<ItemId, Correction>,
    ) -> Result<Preview, WorkflowError> {
        self.keyed(actor, id).await?;
        let basis = self.basis(id).await?;
        // What is told must be what would be applied: nothing else may be waiting to change results.
        self.up_to_date(&basis).await?;
        Ok(previewed(&basis, new)?.0)
    }

    /// Refused where what stands is not what would come out now.
    async fn up_to_date(&self, basis: &Basis) -> Result<(), WorkflowError> {
        require(!basis.rounds.is_empty(), "result.not-scored")?;
        match behind(basis, &self.standing(basis).await?) {
            0 => Ok(()),
            behind => Err(Refusal::new("result.behind").with("n", behind).into()),
        }
    }

    /// Applies corrections that were looked at: a new round, with its reason. `seen` is the digest of that preview.
    ///
    /// # Errors
    /// As [`Self::preview`]; `rescore.look-first` when they would do something else by now, or were never looked at;
    /// refused without a reason.
    pub async fn rescore(
        &self,
        actor: &Actor,
        id: ExamId,
        new: &BTreeMap<ItemId, Correction>,
        (seen, reason): (&str, &str),
    ) -> Result<i64, WorkflowError> {
        self.keyed(actor, id).await?;
        let mut basis = self.basis(id).await?;
        self.up_to_date(&basis).await?;
        let (preview, corrections) = previewed(&basis, new)?;
        require(preview.digest == seen, "rescore.look-first")?;
        for form in basis.forms.values_mut() {
            for question in &mut form.form.questions {
                if let Some(key) = corrections.keys.get(&question.item.id) {
                    question.item.key = key.clone();
                }
            }
        }
        basis.corrections = corrections;
        basis.keep_numbers();
        self.keep(actor, &basis, reason).await
    }

    /// Releases the newest round, which is the one that was looked at.
    ///
    /// # Errors
    /// Refused before scoring, while answers wait for markers, when another round has been made since, or when it is
    /// behind what would come out now.
    pub async fn release(&self, actor: &Actor, id: ExamId, round: i64) -> Result<(), WorkflowError> {
        self.planned(actor, id).await?;
        let basis = self.basis(id).await?;
        self.up_to_date(&basis).await?;
        require(round == basis.newest(), "result.changed-meanwhile")?;
        self.flow.perform_in_bulk(actor, id, ReleaseResults { round }).await.map(drop)
    }
}

impl Basis {
    /// From its first scoring on a test is scored by the numbers that were in force then.
    const fn keep_numbers(&mut self) {
        self.corrections.judged = Some(Judged { marking: self.marking, naming: self.naming });
    }

    /// Answers that wait for markers.
    fn waiting(&self) -> usize {
        let open = |sat: &Sat| sat.by_people.iter().filter(|a| !sat.settled.contains_key(&a.item)).count();
        self.sat.iter().map(open).sum()
    }
}

/// Sittings whose result that stands is not what would come out now.
fn behind(basis: &Basis, standing: &BTreeMap<SittingId, Kept>) -> usize {
    let now: BTreeMap<SittingId, Kept> =
        basis.sat.iter().filter_map(|sat| Some((sat.sitting.id, basis.kept(sat)?))).collect();
    let all: BTreeSet<&SittingId> = now.keys().chain(standing.keys()).collect();
    all.into_iter().filter(|id| now.get(id) != standing.get(id)).count()
}

fn previewed(basis: &Basis, new: &BTreeMap<ItemId, Correction>) -> Result<(Preview, Corrections), Refusal> {
    require(!new.is_empty(), "rescore.nothing")?;
    if let Some(item) = new.keys().find(|item| basis.forms.values().all(|f| f.form.question(item).is_none())) {
        return Err(Refusal::new("rescore.not-on-form").with("item", item));
    }
    let credits = new.iter().filter(|(_, correction)| matches!(correction, Correction::CreditAll));
    require(
        !credits.map(|(item, _)| item).any(|item| basis.corrections.credited.contains(item)),
        "rescore.credited-before",
    )?;
    let mut out = Preview { changes: Vec::new(), unchanged: 0, digest: String::new() };
    for (id, form) in &basis.forms {
        let sat: Vec<&Sat> = basis.sat.iter().filter(|sat| sat.form == *id).collect();
        let of_form: BTreeMap<ItemId, Correction> = new
            .iter()
            .filter(|(item, _)| form.form.question(item).is_some())
            .map(|(item, correction)| (item.clone(), correction.clone()))
            .collect();
        if of_form.is_empty() {
            out.unchanged += sat.len();
            continue;
        }
        let cases: Vec<rescore::Case> = sat
            .iter()
            .map(|sat| rescore::Case {
                code: sat.sitting.id.to_string(),
                read: sat.read.clone(),
                settled: sat.settled.clone(),
            })
            .collect();
        let credited = &basis.corrections.credited;
        let rescoring =
            rescore::preview(&form.form, &form.blueprint, &cases, credited, &of_form, (Rules::CURRENT, &basis.naming))?;
        out.unchanged += rescoring.unchanged;
        for change in rescoring.changes {
            let sitting = sat.iter().find(|sat| sat.sitting.id.to_string() == change.case);
            out.changes.extend(sitting.map(|sat| (sat.sitting.id, change)));
        }
    }
    let sum = |error: serde_json::Error| Refusal::new("rescore.look-first").with("why", error);
    let looked = serde_json::to_vec(&(basis.exam.id, basis.newest(), new, &out.changes)).map_err(sum)?;
    out.digest = Sha256::digest(looked).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((out, basis.corrections.clone().with(new)))
}

/// The mean share of points by unit. Units are those of the first result; forms of one test fill one blueprint.
fn means(results: &[&TestResult], settings: &Settings) -> Result<Vec<(String, Figure)>, Refusal> {
    settings.check()?;
    let Some(first) = results.first() else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for unit in &first.units {
        let shares = results.iter().map(|result| {
            let tally = result.units.iter().find(|u| u.unit == unit.unit)?.tally;
            let share = tally.points.checked_div(tally.of)?.to_f64()?;
            (tally.waiting.is_zero()).then_some(share)
        });
        let matrix = ScoreMatrix::new(vec![1.0], shares.map(|share| vec![share]).collect())?;
        out.push((unit.unit.clone(), difficulty(&matrix, 0, settings)?));
    }
    Ok(out)
}
