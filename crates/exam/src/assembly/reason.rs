//! Why a blueprint cannot be met: few rules that cannot hold together, found by leaving rules out (QuickXplain, Junker,
//! AAAI 2004). Each trial is a search of its own, so their number is bounded; what the bound leaves undecided stays in.

use certification::refusal::Refusal;

use super::{
    Settings,
    model::{Constraint, Model, Verdict},
};

/// Nodes of one trial: an explanation is not worth the whole bound.
const NODES: u64 = 500;

struct Trials<'a, 'b> {
    model: &'a Model<'b>,
    left: usize,
}

impl Trials<'_, '_> {
    /// Whether these rules are proven not to hold together.
    fn conflict(&mut self, rules: &[Constraint]) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        self.model.solve(rules, NODES, None) == Verdict::Impossible
    }

    fn narrow(&mut self, kept: &[Constraint], grown: bool, rules: &[Constraint]) -> Vec<Constraint> {
        if grown && self.conflict(kept) {
            return Vec::new();
        }
        if rules.len() <= 1 {
            return rules.to_vec();
        }
        let (first, second) = rules.split_at(rules.len() / 2);
        let with_first = [kept, first].concat();
        let of_second = self.narrow(&with_first, true, second);
        let with_second = [kept, &of_second].concat();
        let mut out = self.narrow(&with_second, !of_second.is_empty(), first);
        out.extend(of_second);
        out
    }
}

/// The reasons, when all rules together are proven impossible.
pub(super) fn explain(model: &Model<'_>, rules: Vec<Constraint>, settings: &Settings) -> Vec<Refusal> {
    let mut trials = Trials { model, left: settings.searches };
    let few = trials.narrow(&[], false, &rules);
    // When the bound cut the narrowing short, what is left need not be enough of a reason by itself.
    let enough = trials.left > 0 || model.solve(&few, settings.nodes, None) == Verdict::Impossible;
    let shown = if enough { few } else { rules };
    shown.iter().map(|rule| model.named(rule)).collect()
}
