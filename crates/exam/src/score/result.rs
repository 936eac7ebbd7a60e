//! The result of a test: unit by unit, with the criteria that would profit most from more learning. It goes into
//! FR.IA.05C or FR.IA.06C as a proposal; the assessor weighs it with other evidence and recommends (FR.AK.02).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{How, Mark, Score};
use crate::{
    blueprint::{Blueprint, Cut, PassRule},
    form::Form,
};

/// Numbers that no guideline fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Below which share of its points a criterion is named as one to improve, ‰. Default 700.
    pub improve_below: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { improve_below: 700 }
    }
}

/// Against a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The cut is reached, whatever still waits.
    Reached,
    /// It is not, whatever still waits.
    NotReached,
    /// What waits for people decides.
    Open,
}

/// Points of some questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Points brought.
    pub points: Decimal,
    /// The most they could bring.
    pub of: Decimal,
    /// Of these, points that wait for people.
    pub waiting: Decimal,
    /// How many questions.
    pub questions: u32,
    /// How many brought all points.
    pub achieved: u32,
}

/// A criterion's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionResult {
    /// Number of the element.
    pub element: u32,
    /// Number of the criterion, such as `1.2`.
    pub criterion: String,
    /// Its points.
    pub tally: Tally,
}

/// A unit's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitResult {
    /// Code of the unit.
    pub unit: String,
    /// Its points.
    pub tally: Tally,
    /// Against its cut, where the test is passed by unit.
    pub outcome: Option<Outcome>,
    /// Its criteria, in the order of the form.
    pub criteria: Vec<CriterionResult>,
    /// Criteria to improve, as places in `criteria`: the weakest first.
    pub improve: Vec<usize>,
}

/// The result of one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestResult {
    /// All points.
    pub tally: Tally,
    /// Against the rule as a whole: the one cut, or all units reached.
    pub outcome: Outcome,
    /// Unit by unit, in the order of the blueprint.
    pub units: Vec<UnitResult>,
    /// A cut is provisional: the result is no evidence of passing.
    pub provisional: bool,
}

impl Tally {
    fn add(&mut self, mark: &Mark) {
        // `7`, never `7.0`: pages and papers show sums as they stand.
        self.points = (self.points + mark.points).normalize();
        self.of = (self.of + mark.of).normalize();
        self.questions += 1;
        self.achieved += u32::from(mark.achieved());
        if mark.how == How::Waiting {
            self.waiting += mark.of;
        }
    }

    /// Against a cut.
    #[must_use]
    pub fn against(&self, cut: &Cut) -> Outcome {
        if self.points >= cut.least {
            Outcome::Reached
        } else if self.points + self.waiting < cut.least {
            Outcome::NotReached
        } else {
            Outcome::Open
        }
    }
}

/// The result of a score under the pass rule of its blueprint.
#[must_use]
pub fn result(form: &Form, blueprint: &Blueprint, score: &Score, settings: &Settings) -> TestResult {
    let mut tally = Tally::default();
    let mut units: Vec<UnitResult> = blueprint.units().into_iter().map(empty).collect();
    for mark in &score.marks {
        tally.add(mark);
        let Some(place) = form.question(&mark.item).and_then(|question| question.item.place.as_ref()) else { continue };
        let Some(unit) = units.iter_mut().find(|unit| unit.unit == place.unit) else { continue };
        unit.tally.add(mark);
        let same = |c: &&mut CriterionResult| (c.element, &c.criterion) == (place.element, &place.criterion);
        match unit.criteria.iter_mut().find(same) {
            Some(criterion) => criterion.tally.add(mark),
            None => {
                let mut tally = Tally::default();
                tally.add(mark);
                let (element, criterion) = (place.element, place.criterion.clone());
                unit.criteria.push(CriterionResult { element, criterion, tally });
            }
        }
    }
    for unit in &mut units {
        unit.improve = weakest(&unit.criteria, settings);
        if let PassRule::PerUnit(cuts) = &blueprint.pass {
            unit.outcome = cuts.get(&unit.unit).map(|cut| unit.tally.against(cut));
        }
    }
    let outcome = match &blueprint.pass {
        PassRule::Whole(cut) => tally.against(cut),
        PassRule::PerUnit(_) => {
            let is = |outcome: Outcome| move |unit: &UnitResult| unit.outcome == Some(outcome);
            if units.iter().any(is(Outcome::NotReached)) {
                Outcome::NotReached
            } else if !units.is_empty() && units.iter().all(is(Outcome::Reached)) {
                Outcome::Reached
            } else {
                Outcome::Open
            }
        }
    };
    TestResult { tally, outcome, units, provisional: blueprint.provisional() }
}

fn empty(unit: &str) -> UnitResult {
    UnitResult {
        unit: unit.to_owned(),
        tally: Tally::default(),
        outcome: None,
        criteria: Vec::new(),
        improve: Vec::new(),
    }
}

/// Criteria below the setting, the weakest share first; of equal ones that with more points at stake. What waits for
/// people is left out: nothing is said of it yet.
fn weakest(criteria: &[CriterionResult], settings: &Settings) -> Vec<usize> {
    let share = |criterion: &CriterionResult| {
        let of = criterion.tally.of - criterion.tally.waiting;
        criterion.tally.points.checked_div(of).map(|share| share * Decimal::ONE_THOUSAND)
    };
    let mut out: Vec<(Decimal, Decimal, usize)> = criteria
        .iter()
        .enumerate()
        .filter_map(|(at, criterion)| Some((share(criterion)?, -criterion.tally.of, at)))
        .filter(|(share, _, _)| *share < Decimal::from(settings.improve_below))
        .collect();
    out.sort_unstable();
    out.into_iter().map(|(_, _, at)| at).collect()
}
