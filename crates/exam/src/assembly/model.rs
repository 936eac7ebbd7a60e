//! The binary linear programme: one variable for each usable item and form, 1 when the item stands on the form.
//! Constraints can be left out one by one, which is how a reason is found. The formulation is the usual one of optimal
//! test design (van der Linden, *Linear Models for Optimal Test Design*, 2005), reduced to what is asked here.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable};

use super::{Request, Settings, Usable, scopes, within};
use crate::paper::shuffle::{Algorithm, Chance, Seed};

/// A rule that forms must meet. Items by their place among the usable ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// Each form has as many questions of the line as it says.
    Line(usize),
    /// Each form keeps within the band.
    Band(usize),
    /// The item stands on every form.
    Anchor(usize),
    /// No item but an anchor stands on two forms.
    Once,
    /// What stands on the stimulus is together: all or none, or on one form only.
    Stimulus(usize),
    /// Forms are equally difficult, within the scope of that number.
    Difficulty(usize),
    /// The two never stand on one form.
    Enemies(usize, usize),
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The usable items of each form.
    Met(Vec<Vec<usize>>),
    /// Proven impossible.
    Impossible,
    /// The bound was reached first, or the solver gave up.
    Undecided,
}

/// The task.
pub(crate) struct Model<'a> {
    request: &'a Request<'a>,
    settings: &'a Settings,
    usable: &'a [Usable<'a>],
    stimuli: Vec<Vec<usize>>,
    enemies: Vec<(usize, usize)>,
    scopes: Vec<Option<String>>,
}

/// A row: coefficients, comparison, right-hand side.
type Row = (Vec<(Variable, f64)>, ComparisonOp, f64);

impl<'a> Model<'a> {
    pub(crate) fn new(request: &'a Request<'a>, settings: &'a Settings, usable: &'a [Usable<'a>]) -> Self {
        let mut by_stimulus: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, u) in usable.iter().enumerate() {
            places.insert(u.candidate.item.id.as_str(), at);
            if let Some(stimulus) = &u.candidate.item.question.stimulus {
                by_stimulus.entry(stimulus.as_str()).or_default().push(at);
            }
        }
        let mut enemies: Vec<(usize, usize)> = Vec::new();
        for (at, u) in usable.iter().enumerate() {
            let others = u.candidate.item.enemies.iter().filter_map(|enemy| places.get(enemy.as_str()));
            enemies.extend(others.filter(|other| **other != at).map(|other| (at.min(*other), at.max(*other))));
        }
        enemies.sort_unstable();
        enemies.dedup();
        let stimuli = by_stimulus.into_values().filter(|items| items.len() > 1).collect();
        Self { request, settings, usable, stimuli, enemies, scopes: scopes(request.blueprint) }
    }

    /// All rules, those that explain best last.
    pub(crate) fn constraints(&self) -> Vec<Constraint> {
        let blueprint = self.request.blueprint;
        let anchors = self.usable.iter().enumerate().filter(|(_, u)| u.anchor).map(|(at, _)| Constraint::Anchor(at));
        let mut out: Vec<Constraint> = (0..blueprint.lines.len()).map(Constraint::Line).collect();
        out.extend(anchors);
        out.push(Constraint::Once);
        out.extend((0..self.stimuli.len()).map(Constraint::Stimulus));
        out.extend((0..blueprint.bands.len()).map(Constraint::Band));
        out.extend(self.enemies.iter().map(|(a, b)| Constraint::Enemies(*a, *b)));
        if self.request.forms > 1 {
            let known = |scope: &Option<String>| {
                let mut of_scope = self.usable.iter().filter(|u| within(blueprint, u.line, scope.as_deref()));
                of_scope.any(|u| u.candidate.reached.is_some())
            };
            let scopes = self.scopes.iter().enumerate().filter(|(_, scope)| known(scope));
            out.extend(scopes.map(|(at, _)| Constraint::Difficulty(at)));
        }
        out
    }

    /// Looks for forms that meet these rules. With a seed, which of several solutions it finds is chance, leaning to
    /// items that fewer have seen; without, any will do.
    pub(crate) fn solve(&self, constraints: &[Constraint], nodes: u64, chance: Option<&Seed>) -> Verdict {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut costs = chance.map(|seed| Chance::new(Algorithm::CURRENT, seed, 0));
        let vars: Vec<Vec<Variable>> = self
            .usable
            .iter()
            .map(|u| {
                let seen = f64::from(u.candidate.shown.min(1_000)) * 2.0;
                let mut cost = || costs.as_mut().map_or(0.0, |chance| seen + f64::from(chance.below(1_000)));
                (0..self.request.forms).map(|_| problem.add_binary_var(cost())).collect()
            })
            .collect();
        for constraint in constraints {
            for (terms, comparison, right) in self.rows(constraint, &vars, &mut problem) {
                if terms.is_empty() {
                    let holds = match comparison {
                        ComparisonOp::Eq => right == 0.0,
                        ComparisonOp::Le => right >= 0.0,
                        ComparisonOp::Ge => right <= 0.0,
                    };
                    if !holds {
                        return Verdict::Impossible;
                    }
                } else {
                    problem.add_constraint(terms, comparison, right);
                }
            }
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(nodes);
        options.mip_gap = 0.1;
        match problem.solve_with(options) {
            Ok(SolveOutcome::Solution(solution)) => {
                let chosen = |form: usize| {
                    let on = |(_, of_item): &(usize, &Vec<Variable>)| {
                        of_item.get(form).is_some_and(|var| solution.var_value(*var) > 0.5)
                    };
                    vars.iter().enumerate().filter(on).map(|(at, _)| at).collect()
                };
                Verdict::Met((0..self.request.forms).map(chosen).collect())
            }
            Err(Error::Infeasible) => Verdict::Impossible,
            Ok(_) | Err(_) => Verdict::Undecided,
        }
    }

    fn rows(&self, constraint: &Constraint, vars: &[Vec<Variable>], problem: &mut Problem) -> Vec<Row> {
        let forms = self.request.forms;
        let blueprint = self.request.blueprint;
        let var = |item: usize, form: usize| vars.get(item).and_then(|of_item| of_item.get(form)).copied();
        let sum = |form: usize, of: &dyn Fn(&Usable<'_>) -> bool| -> Vec<(Variable, f64)> {
            let items = self.usable.iter().enumerate().filter(|(_, u)| of(u));
            items.filter_map(|(at, _)| Some((var(at, form)?, 1.0))).collect()
        };
        let pair = |a: Option<Variable>, b: Option<Variable>, second: f64| -> Vec<(Variable, f64)> {
            a.zip(b).map_or_else(Vec::new, |(a, b)| vec![(a, 1.0), (b, second)])
        };
        let each = 0..forms;
        match constraint {
            Constraint::Line(line) => {
                let questions = blueprint.lines.get(*line).map_or(0.0, |l| f64::from(l.questions));
                each.map(|form| (sum(form, &|u| u.line == *line), ComparisonOp::Eq, questions)).collect()
            }
            Constraint::Band(band) => {
                let Some(band) = blueprint.bands.get(*band) else { return Vec::new() };
                let fits = |u: &Usable<'_>| band.which.fits(&u.candidate.item, blueprint.language);
                let bounds = |form: usize| {
                    let terms = sum(form, &fits);
                    [
                        (terms.clone(), ComparisonOp::Ge, f64::from(band.least)),
                        (terms, ComparisonOp::Le, f64::from(band.most)),
                    ]
                };
                each.flat_map(bounds).collect()
            }
            Constraint::Anchor(item) => {
                each.filter_map(|form| Some((vec![(var(*item, form)?, 1.0)], ComparisonOp::Eq, 1.0))).collect()
            }
            Constraint::Once if forms == 1 => Vec::new(),
            Constraint::Once => {
                let free = self.usable.iter().zip(vars).filter(|(u, _)| !u.anchor);
                free.map(|(_, of)| (of.iter().map(|v| (*v, 1.0)).collect(), ComparisonOp::Le, 1.0)).collect()
            }
            Constraint::Stimulus(stimulus) => {
                let Some(items) = self.stimuli.get(*stimulus) else { return Vec::new() };
                if self.settings.whole_stimuli {
                    let pairs = items.iter().zip(items.iter().skip(1));
                    let same = |(a, b): (&usize, &usize)| {
                        let (a, b) = (*a, *b);
                        (0..forms).map(move |form| (pair(var(a, form), var(b, form), -1.0), ComparisonOp::Eq, 0.0))
                    };
                    return pairs.flat_map(same).collect();
                }
                if items.iter().any(|at| self.usable.get(*at).is_some_and(|u| u.anchor)) {
                    return Vec::new();
                }
                // On one form only: an own variable says on which.
                let on: Vec<Variable> = each.map(|_| problem.add_binary_var(0.0)).collect();
                let mut out: Vec<Row> = vec![(on.iter().map(|v| (*v, 1.0)).collect(), ComparisonOp::Le, 1.0)];
                for item in items {
                    for (form, on) in on.iter().enumerate() {
                        out.push((pair(var(*item, form), Some(*on), -1.0), ComparisonOp::Le, 0.0));
                    }
                }
                out
            }
            Constraint::Difficulty(scope) => {
                let scope = self.scopes.get(*scope).and_then(Option::as_deref);
                let level = problem.add_var(0.0, (0.0, f64::INFINITY));
                let questions: u32 = blueprint
                    .lines
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| within(blueprint, *at, scope))
                    .map(|(_, line)| line.questions)
                    .sum();
                let room = f64::from(self.settings.tolerance) * f64::from(questions);
                // All forms lie between a level and that much above it, so any two differ by no more.
                let bounds = |form: usize| {
                    let of_scope = self.usable.iter().enumerate().filter(|(_, u)| within(blueprint, u.line, scope));
                    let known = of_scope.filter_map(|(at, u)| {
                        let reached = u.reached.filter(|p| *p > 0)?;
                        Some((var(at, form)?, f64::from(reached)))
                    });
                    let mut terms: Vec<(Variable, f64)> = known.collect();
                    terms.push((level, -1.0));
                    [(terms.clone(), ComparisonOp::Ge, 0.0), (terms, ComparisonOp::Le, room)]
                };
                each.flat_map(bounds).collect()
            }
            Constraint::Enemies(a, b) => {
                each.map(|form| (pair(var(*a, form), var(*b, form), 1.0), ComparisonOp::Le, 1.0)).collect()
            }
        }
    }

    /// A rule as a reason, with the places to mend.
    pub(crate) fn named(&self, constraint: &Constraint) -> Refusal {
        let blueprint = self.request.blueprint;
        let item = |at: &usize| self.usable.get(*at).map(|u| u.candidate.item.id.to_string()).unwrap_or_default();
        match constraint {
            Constraint::Line(at) => {
                let line = blueprint.lines.get(*at);
                let refusal = Refusal::new("assembly.line").with("questions", line.map_or(0, |l| l.questions));
                let refusal = refusal.with("found", self.usable.iter().filter(|u| u.line == *at).count());
                refusal.with("line", line.map(|l| l.which.to_string()).unwrap_or_default())
            }
            Constraint::Band(at) => {
                let band = blueprint.bands.get(*at);
                let refusal = Refusal::new("assembly.band");
                let refusal = refusal.with("band", band.map(|b| b.which.to_string()).unwrap_or_default());
                refusal.with("least", band.map_or(0, |b| b.least)).with("most", band.map_or(0, |b| b.most))
            }
            Constraint::Anchor(at) => Refusal::new("assembly.anchor").with("item", item(at)),
            Constraint::Once => Refusal::new("assembly.once").with("forms", self.request.forms),
            Constraint::Stimulus(at) => {
                let first = self.stimuli.get(*at).and_then(|items| items.first()).and_then(|at| self.usable.get(*at));
                let name = first.and_then(|u| u.candidate.item.question.stimulus.as_ref());
                let refusal = Refusal::new("assembly.stimulus");
                let refusal = refusal.with("stimulus", name.map(ToString::to_string).unwrap_or_default());
                refusal.with("items", self.stimuli.get(*at).map_or(0, Vec::len))
            }
            Constraint::Difficulty(at) => {
                let scope = self.scopes.get(*at).cloned().flatten();
                let refusal = Refusal::new("assembly.difficulty").with("unit", scope.unwrap_or_else(|| "*".to_owned()));
                refusal.with("tolerance", self.settings.tolerance)
            }
            Constraint::Enemies(a, b) => Refusal::new("assembly.enemies").with("item", item(a)).with("other", item(b)),
        }
    }
}
