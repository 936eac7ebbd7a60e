//! What all tests together say: of a form, whose judges want totals and difficulties; of an item, over every test that
//! held it. Only tests that are closed count.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::{ExamFormId, ExamId},
    permit::Actor,
    record::{
        event::Event,
        exam::{Exam, ExamForm},
    },
};
use exam::{
    blueprint::Blueprint,
    form::FormQuestion,
    item::ItemId,
    score::{How, Mark, Score},
    statistics::{
        Figure, ScoreMatrix,
        decision::Consistency,
        difficulty::difficulty,
        drift::{Period, Trend, trend},
        reliability::{Reliability, reliability},
        shrinkage::{Answers, Shrunk, shrink},
        timing::{Timing, timing},
    },
};
use rust_decimal::Decimal;
use store::{Find, Read as _};

use super::{
    ExamResults, analysis,
    basis::{Basis, Sat},
    pooled::{Pool, Pooled},
};
use crate::{WorkflowError, exam_bank::UsedIn, found};

/// Microseconds of a month of 30 days.
const MONTH: f64 = 30.0 * 24.0 * 3600.0 * 1e6;

/// What candidates reached on a form, in all tests that took it.
#[derive(Debug, Clone, Default)]
pub(crate) struct FormScores {
    /// Points of each candidate of whom nothing waits.
    pub totals: Vec<f64>,
    /// Mean share of points of each question; none below the least number for a difficulty.
    pub shares: Option<Vec<f64>>,
    /// Standard error of measurement, points; none where it is withheld.
    pub error: Option<f64>,
}

/// A test that held an item.
#[derive(Debug, Clone)]
pub struct Held {
    /// The test and its event.
    pub used: UsedIn,
    /// Code of the form.
    pub form: String,
    /// Version of the item that stood on it.
    pub version: u32,
    /// Who saw the question and has a score for it.
    pub candidates: usize,
    /// Of them, who had all points.
    pub right: usize,
    /// Everyone was given its points: it says nothing of how well it was answered.
    pub credited: bool,
}

/// What all tests say of an item.
#[derive(Debug, Clone)]
pub struct ItemHistory {
    /// The closed tests that held it, oldest first.
    pub tests: Vec<Held>,
    /// Tests that are not closed yet.
    pub open: usize,
    /// Mean share of points over all of them.
    pub difficulty: Figure,
    /// The same drawn towards other questions of its unit in these tests.
    pub shrunk: Figure,
    /// The prior is that of the pool; otherwise the house's.
    pub from_pool: bool,
    /// Time at the question.
    pub timing: Timing,
    /// Change of difficulty from test to test, by month.
    pub trend: Trend,
    /// Of one version over all closed tests; none where no closed test held it.
    pub pooled: Option<Pooled>,
}

/// What all closed tests say of a form.
#[derive(Debug, Clone)]
pub struct FormHistory {
    /// The form.
    pub form: ExamForm,
    /// The closed tests that took it, oldest first, with how many sat it and are scored in each.
    pub tests: Vec<(Exam, Event, usize)>,
    /// Of the form, without questions that everyone was credited with in one of the tests.
    pub reliability: Reliability,
    /// Of the decision: unit (none for the whole), cut, figures.
    pub consistency: Vec<(Option<String>, Decimal, Consistency)>,
}

/// A mark that says how well the question was answered: it waits for nobody, and not everyone was given its points.
fn earned(mark: &Mark) -> bool {
    !matches!(mark.how, How::Waiting | How::Credited)
}

/// Right and all, of those whose mark says how well they answered.
fn count<'m>(marks: impl Iterator<Item = &'m Mark>) -> Answers {
    marks.filter(|mark| earned(mark)).fold(Answers { right: 0, n: 0 }, |all, mark| Answers {
        right: all.right + u64::from(mark.achieved()),
        n: all.n + 1,
    })
}

/// Right and all of each question, drawn towards the others.
pub(super) fn shrunk(
    questions: &[FormQuestion],
    scores: &[Score],
    settings: &exam::statistics::Settings,
) -> Result<Shrunk, WorkflowError> {
    let of = |question: &FormQuestion| count(scores.iter().filter_map(|score| mark(score, &question.item.id)));
    Ok(shrink(&questions.iter().map(of).collect::<Vec<_>>(), settings)?)
}

/// Time at each question of a form, by option where it has some.
pub(super) fn timings(
    questions: &[FormQuestion],
    sat: &[&Sat],
    settings: &exam::statistics::Settings,
) -> Result<Vec<Timing>, WorkflowError> {
    let of = |question: &FormQuestion| -> Result<Timing, WorkflowError> {
        let item = &question.item;
        let answers: Vec<(Option<u8>, f64)> = sat.iter().filter_map(|sat| time(sat, item)).collect();
        Ok(timing(&answers, settings)?)
    };
    questions.iter().map(of).collect()
}

pub(super) fn time(sat: &Sat, item: &exam::item::Item) -> Option<(Option<u8>, f64)> {
    let seconds = sat.seconds.get(&item.id)?;
    let option = analysis::place(item, sat.read.responses.get(&item.id)).and_then(|(_, given)| given);
    Some((option, *seconds))
}

fn mark<'s>(score: &'s Score, item: &ItemId) -> Option<&'s Mark> {
    score.marks.iter().find(|mark| mark.item == *item)
}

impl ExamResults {
    /// What candidates reached on a form. For eyes that may see the bank, and for judges of its cut; it names nobody.
    pub(crate) async fn form_scores(&self, id: ExamFormId) -> Result<FormScores, WorkflowError> {
        let (row, form) = self.flow.exam_bank().form(id).await?;
        let mut scores: Vec<Score> = Vec::new();
        for exam in self.closed(&row.slug, id).await? {
            let basis = self.basis(exam).await?;
            scores.extend(basis.sat.iter().filter(|sat| sat.form == id).filter_map(|sat| basis.score(sat)));
        }
        if scores.is_empty() {
            return Ok(FormScores::default());
        }
        let settings = super::figures(&self.flow.settings().await?);
        let matrix = analysis::matrix(&form.questions, &scores)?;
        let complete = matrix.complete();
        let shares = (0..form.questions.len())
            .map(|at| Ok(difficulty(&matrix, at, &settings)?.estimate()))
            .collect::<Result<Option<Vec<f64>>, WorkflowError>>()?;
        let totals = complete.totals().map(|(_, total)| total).collect();
        Ok(FormScores { totals, shares, error: reliability(&complete, &settings).error.estimate() })
    }

    /// Closed tests that take a form.
    async fn closed(&self, slug: &str, form: ExamFormId) -> Result<Vec<ExamId>, WorkflowError> {
        let find = Find::by("slug", slug).and("status", "closed").order_by(&["opens", "id"]);
        let exams: Vec<Exam> = self.flow.reader().find(&find).await?;
        Ok(exams.into_iter().filter(|exam| exam.forms.contains(&form)).map(|exam| exam.id).collect())
    }

    /// What all closed tests say of a form: how reliable it is, and whether it decides the same again. It names nobody.
    ///
    /// # Errors
    /// Not found when there is none or the bank is not theirs to see.
    pub async fn of_form(&self, actor: &Actor, id: ExamFormId) -> Result<FormHistory, WorkflowError> {
        let (row, form) = self.flow.exam_bank().frozen(actor, id).await?;
        let settings = super::figures(&self.flow.settings().await?);
        settings.check()?;
        let (mut tests, mut scores, mut credited) = (Vec::new(), Vec::new(), BTreeSet::new());
        // Totals in which questions were given to everyone are not those that the cut was set for.
        let mut earned_all: Vec<Score> = Vec::new();
        let mut blueprint: Option<Blueprint> = None;
        for exam in self.closed(&row.slug, id).await? {
            let basis = self.basis(exam).await?;
            let of: Vec<Score> =
                basis.sat.iter().filter(|sat| sat.form == id).filter_map(|sat| basis.score(sat)).collect();
            let event: Event = found(self.flow.reader().get(basis.exam.event_id).await?)?;
            blueprint = basis.forms.get(&id).map(|of| of.blueprint.clone()).or(blueprint);
            if basis.corrections.credited.is_empty() {
                earned_all.extend(of.iter().cloned());
            }
            tests.push((basis.exam, event, of.len()));
            scores.extend(of);
            credited.extend(basis.corrections.credited);
        }
        let live = |question: &&FormQuestion| !credited.contains(&question.item.id);
        let live: Vec<FormQuestion> = form.questions.iter().filter(live).cloned().collect();
        let counted = if live.is_empty() { &form.questions } else { &live };
        let consistency = match blueprint {
            Some(blueprint) => analysis::consistency(&form, &blueprint, &earned_all, &settings)?,
            None => Vec::new(),
        };
        let reliability = reliability(&analysis::matrix(counted, &scores)?.complete(), &settings);
        Ok(FormHistory { form: row, tests, reliability, consistency })
    }

    /// What all tests say of an item; `version` chooses the one that is looked at closely, the newest where it is none of
    /// those that closed tests held.
    ///
    /// # Errors
    /// Not found when the bank is not theirs to see.
    pub async fn of_item(&self, actor: &Actor, id: &str, version: Option<u32>) -> Result<ItemHistory, WorkflowError> {
        let settings = super::figures(&self.flow.settings().await?);
        settings.check()?;
        let used = self.flow.exam_bank().used(actor, id).await?;
        let mut open = 0;
        let mut by_exam: BTreeMap<ExamId, (UsedIn, Vec<(ExamForm, u32)>)> = BTreeMap::new();
        for one in used {
            for test in one.exams {
                if test.exam.status == "closed" {
                    let entry = by_exam.entry(test.exam.id).or_insert_with(|| (test, Vec::new()));
                    entry.1.push((one.form.clone(), one.version));
                } else {
                    open += 1;
                }
            }
        }
        let versions = by_exam.values().flat_map(|(_, forms)| forms.iter().map(|(_, version)| *version)).collect();
        let mut closely = Pool::new(versions, version);
        let mut tests: Vec<Held> = Vec::new();
        let mut points: Vec<Option<f64>> = Vec::new();
        let mut times: Vec<(Option<u8>, f64)> = Vec::new();
        let mut pool: BTreeMap<ItemId, Answers> = BTreeMap::new();
        let mut own: Option<ItemId> = None;
        for (exam, (used, forms)) in by_exam {
            let basis = self.basis(exam).await?;
            for (form, version) in forms {
                let of = found(basis.forms.get(&form.id))?;
                let question = found(of.form.asked().find(|question| question.item.id.as_str() == id))?;
                let unit = question.item.place.as_ref().map(|place| place.unit.as_str());
                let (sat, scores) = sat_and_scores(&basis, form.id);
                let answers = count(scores.iter().filter_map(|score| mark(score, &question.item.id)));
                let most = question.item.question.points;
                points.extend(scores.iter().filter_map(|score| mark(score, &question.item.id)).map(|mark| {
                    let share = mark.points.checked_div(most).map(analysis::number);
                    share.filter(|_| earned(mark)).map(|share| share.clamp(0.0, 1.0))
                }));
                times.extend(sat.iter().filter_map(|sat| time(sat, &question.item)));
                let same = |q: &&FormQuestion| q.item.place.as_ref().map(|place| place.unit.as_str()) == unit;
                for other in of.form.asked().filter(same) {
                    let more = count(scores.iter().filter_map(|score| mark(score, &other.item.id)));
                    let all = pool.entry(other.item.id.clone()).or_insert(Answers { right: 0, n: 0 });
                    (all.right, all.n) = (all.right + more.right, all.n + more.n);
                }
                if let Some(closely) = closely.as_mut().filter(|c| c.wants(&basis, version, &question.item.id)) {
                    let groups = self.groups(&sat).await?;
                    closely.add(&basis, (form.id, of), question, (&sat, &scores), groups);
                }
                own = Some(question.item.id.clone());
                let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
                let (candidates, right) = (size(answers.n), size(answers.right));
                let credited = basis.corrections.credited.contains(&question.item.id);
                tests.push(Held { used: used.clone(), form: form.code, version, candidates, right, credited });
            }
        }
        tests.sort_by(|a, b| (a.used.exam.opens, &a.form).cmp(&(b.used.exam.opens, &b.form)));
        let drawn = shrink(&pool.values().copied().collect::<Vec<_>>(), &settings)?;
        let at = own.and_then(|own| pool.keys().position(|item| *item == own));
        let shrunk = at.and_then(|at| drawn.items.get(at).cloned()).unwrap_or_else(|| Figure::too_few(0, 1));
        Ok(ItemHistory {
            difficulty: shares(points, &settings)?,
            shrunk,
            from_pool: drawn.prior.from_pool,
            timing: timing(&times, &settings)?,
            trend: trend(&periods(&tests), &settings)?,
            pooled: closely.map(|closely| closely.judged(&settings)).transpose()?,
            tests,
            open,
        })
    }
}

fn sat_and_scores(basis: &Basis, form: ExamFormId) -> (Vec<&Sat>, Vec<Score>) {
    let sat: Vec<&Sat> = basis.sat.iter().filter(|sat| sat.form == form).collect();
    let scores = sat.iter().filter_map(|sat| basis.score_all(sat)).collect();
    (sat, scores)
}

/// The mean share of points.
fn shares(points: Vec<Option<f64>>, settings: &exam::statistics::Settings) -> Result<Figure, WorkflowError> {
    if points.is_empty() {
        return Ok(Figure::too_few(0, settings.minimum.difficulty));
    }
    let matrix = ScoreMatrix::new(vec![1.0], points.into_iter().map(|share| vec![share]).collect())?;
    Ok(difficulty(&matrix, 0, settings)?)
}

/// Tests as periods, in months from the first.
fn periods(tests: &[Held]) -> Vec<Period> {
    let first = tests.iter().find(|test| !test.credited).map_or(0, |test| test.used.exam.opens);
    let mut out: Vec<Period> = Vec::new();
    for test in tests.iter().filter(|test| !test.credited) {
        let at = (test.used.exam.opens - first) as f64 / MONTH;
        let (right, n) = (test.right as u64, test.candidates as u64);
        match out.last_mut().filter(|last| (last.at - at).abs() < 1e-9) {
            Some(last) => (last.right, last.n) = (last.right + right, last.n + n),
            None => out.push(Period { at, right, n }),
        }
    }
    out
}
