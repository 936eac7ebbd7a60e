//! Whether forms meet a request, judged from the forms alone and without the solver.

use std::collections::BTreeMap;

use certification::refusal::Refusal;

use super::{Request, Settings, scopes, usable, within};
use crate::form::{Form, FormQuestion};

/// Whatever the forms do not meet. Empty when they meet all.
#[must_use]
pub fn verify(forms: &[Form], request: &Request<'_>, settings: &Settings) -> Vec<Refusal> {
    let mut out = Vec::new();
    let blueprint = request.blueprint;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut stimuli: BTreeMap<&str, usize> = BTreeMap::new();
    if forms.len() != request.forms {
        out.push(Refusal::new("assembly.forms").with("forms", forms.len()));
    }
    for form in forms {
        out.extend(form.check());
        for (at, line) in blueprint.lines.iter().enumerate() {
            let of_line = form.questions.iter().filter(|q| q.line as usize == at);
            let fits = |q: &&FormQuestion| line.which.fits(&q.item, blueprint.language);
            let fitting = of_line.clone().filter(fits).filter(|q| q.item.question.points == line.points);
            let (of_line, fitting) = (of_line.count(), fitting.count());
            if of_line != line.questions as usize || fitting != line.questions as usize {
                let refusal = Refusal::new("assembly.line").with("line", &line.which);
                out.push(refusal.with("questions", line.questions).with("found", fitting));
            }
        }
        for band in &blueprint.bands {
            let held = form.questions.iter().filter(|q| band.which.fits(&q.item, blueprint.language)).count();
            if !(band.least as usize..=band.most as usize).contains(&held) {
                out.push(Refusal::new("assembly.band").with("band", &band.which));
            }
        }
        for anchor in request.anchors.iter().filter(|anchor| form.question(anchor).is_none()) {
            out.push(Refusal::new("assembly.anchor").with("item", anchor));
        }
        let mut here: Vec<&str> = Vec::new();
        for question in &form.questions {
            *seen.entry(question.item.id.as_str()).or_default() += usize::from(!question.anchor);
            here.extend(question.item.question.stimulus.as_ref().map(|s| s.as_str()));
        }
        here.sort_unstable();
        here.dedup();
        here.into_iter().for_each(|name| *stimuli.entry(name).or_default() += 1);
    }
    if seen.values().any(|times| *times > 1) {
        out.push(Refusal::new("assembly.once"));
    }
    let Ok((usable, _)) = usable(request, settings) else {
        out.push(Refusal::new("assembly.forms"));
        return out;
    };
    let known: BTreeMap<&str, Option<u32>> = usable.iter().map(|u| (u.candidate.item.id.as_str(), u.reached)).collect();
    for question in forms.iter().flat_map(|form| &form.questions) {
        if !known.contains_key(question.item.id.as_str()) {
            out.push(Refusal::new("assembly.not-usable").with("item", &question.item.id));
        }
    }
    for (name, on) in &stimuli {
        let of =
            usable.iter().filter(|u| u.candidate.item.question.stimulus.as_ref().is_some_and(|s| s.as_str() == *name));
        let anchored = of.clone().any(|u| u.anchor);
        let parted = settings.whole_stimuli
            && forms.iter().any(|form| {
                let held = of.clone().filter(|u| form.question(&u.candidate.item.id).is_some()).count();
                held != 0 && held != of.clone().count()
            });
        if parted || *on > 1 && !anchored {
            out.push(Refusal::new("assembly.stimulus").with("stimulus", name));
        }
    }
    for scope in scopes(blueprint) {
        let sum = |form: &Form| -> Option<u64> {
            let of_scope = form.questions.iter().filter(|q| within(blueprint, q.line as usize, scope.as_deref()));
            of_scope.map(|q| known.get(q.item.id.as_str()).copied().flatten().map(u64::from)).sum()
        };
        let questions = blueprint.lines.iter().enumerate().filter(|(at, _)| within(blueprint, *at, scope.as_deref()));
        let room = u64::from(settings.tolerance) * questions.map(|(_, line)| u64::from(line.questions)).sum::<u64>();
        let sums: Vec<u64> = forms.iter().filter_map(sum).collect();
        if let (Some(low), Some(high)) = (sums.iter().min(), sums.iter().max())
            && high - low > room
        {
            let refusal = Refusal::new("assembly.difficulty").with("tolerance", settings.tolerance);
            out.push(refusal.with("unit", scope.unwrap_or_else(|| "*".to_owned())));
        }
    }
    out
}
