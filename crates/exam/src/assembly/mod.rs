//! Fills a blueprint from the bank: one form or several parallel ones, equal in content line by line and, where
//! statistics exist, in difficulty; all questions in the blueprint's language, no two enemies on a form, what stands on one stimulus together, no item beyond its
//! exposure, anchors on every form. Either all of that holds, or a reason says which cannot hold together.
//!
//! The task is a binary linear programme ([`model`], solved exactly by branch and bound), so a blueprint that can be
//! met is met and one that cannot is proven so. What the solver answers is checked again, rule by rule and without
//! it ([`verify`]), before anyone sees it. The search is bounded by nodes, not by time, so the same seed gives the same
//! forms on any machine; in the rare case that the bound is reached first, it says that it does not know.

pub mod model;
mod reason;
pub mod trials;
pub mod verify;

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use self::model::{Model, Verdict};
use crate::{
    blueprint::{Blueprint, Line, PassRule},
    form::{Form, FormQuestion},
    item::{ChoiceId, Item, ItemId, Stimulus, check},
    paper::shuffle::{Algorithm, Chance, Seed},
};

/// An item that may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The item as it stands in the bank.
    pub item: Item,
    /// Its version.
    pub version: u32,
    /// How many candidates have seen it.
    pub shown: u32,
    /// Its difficulty, where it is known: share of its points that candidates reached, ‰.
    pub reached: Option<u32>,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The blueprint, checked.
    pub blueprint: &'a Blueprint,
    /// The items that may be used: active ones, and not those that anyone suspects of having leaked.
    pub bank: &'a [Candidate],
    /// What they share.
    pub stimuli: &'a [Stimulus],
    /// How many parallel forms.
    pub forms: usize,
    /// Items that stand on every form. Where stimuli are kept whole, the whole stimulus of an anchor does.
    pub anchors: &'a BTreeSet<ItemId>,
    /// Code that the forms' codes begin with: `LD-2026` gives `LD-2026-A`, `LD-2026-B`.
    pub code: &'a str,
    /// Chance, handed in: which of several equal items are taken.
    pub seed: Seed,
}

/// Numbers that no guideline fixes. All but the last two are settings of the body; those two keep one request from taking
/// the server's memory and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Items that so many have seen are not used any more; anchors excepted. Default 500.
    pub most_shown: u32,
    /// All questions on a stimulus or none (default); otherwise any of them, still on one form only.
    pub whole_stimuli: bool,
    /// How far the mean difficulty of the questions of two forms may differ, ‰; by unit where the test is passed by
    /// unit. Default 50.
    pub tolerance: u32,
    /// The most parallel forms. Default 12.
    pub most_forms: usize,
    /// Nodes of the search before it says that it does not know. Default 20 000.
    pub nodes: u64,
    /// The most items handed in. Default 10 000.
    pub most_items: usize,
    /// Searches spent on finding a short reason. Default 200.
    pub searches: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            most_shown: 500,
            whole_stimuli: true,
            tolerance: 50,
            most_forms: 12,
            most_items: 10_000,
            nodes: 20_000,
            searches: 200,
        }
    }
}

/// Forms that fill a blueprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembly {
    /// The forms.
    pub forms: Vec<Form>,
    /// Mean difficulty of each form, ‰, where statistics exist: whole, or by unit where the test is passed by unit.
    pub difficulty: BTreeMap<Option<String>, Vec<u32>>,
    /// Items on the forms whose difficulty is not known; the mean of their line stood in for it.
    pub assumed: usize,
}

/// Why there are no forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmet {
    /// It cannot be met; these together are why. Each is needed: without any of them it could, as far as the bounded
    /// search for a short reason got.
    Impossible(Vec<Refusal>),
    /// The bound of the search was reached first.
    Undecided(Refusal),
    /// What was asked for cannot be worked on.
    Refused(Refusal),
}

/// An item that fits a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usable<'a> {
    pub(crate) candidate: &'a Candidate,
    pub(crate) line: usize,
    /// Stands on every form.
    pub(crate) anchor: bool,
    /// Its difficulty, known or assumed, ‰; none when nothing is known of any item of the scope.
    pub(crate) reached: Option<u32>,
}

/// Why items were set aside, by line.
#[derive(Debug, Clone, Default)]
pub(crate) struct SetAside {
    shown: usize,
    /// By the points that they bring instead.
    points: BTreeMap<Decimal, usize>,
    incomplete: usize,
    /// In another language than the test.
    language: usize,
}

/// Fills the blueprint.
///
/// # Errors
/// [`Unmet`] says why there are no forms.
pub fn assemble(request: &Request<'_>, settings: &Settings) -> Result<Assembly, Unmet> {
    let (usable, aside) = usable(request, settings).map_err(Unmet::Refused)?;
    let short = shortages(request, &usable, &aside);
    if !short.is_empty() {
        return Err(Unmet::Impossible(short));
    }
    let model = Model::new(request, settings, &usable);
    let constraints = model.constraints();
    match model.solve(&constraints, settings.nodes, Some(&request.seed)) {
        Verdict::Met(chosen) => {
            let forms = laid_out(request, &usable, &chosen);
            // The solver computes in floating point; nobody is to rely on it alone.
            if let Some(fault) = verify::verify(&forms, request, settings).into_iter().next() {
                return Err(Unmet::Undecided(Refusal::new("assembly.undecided").with("rule", fault.code)));
            }
            let difficulty = difficulty(request, &usable, &chosen);
            let assumed =
                chosen.iter().flatten().filter(|u| usable.get(**u).is_some_and(|u| u.candidate.reached.is_none()));
            let assumed = assumed.collect::<BTreeSet<_>>().len();
            Ok(Assembly { forms, difficulty, assumed })
        }
        Verdict::Impossible => Err(Unmet::Impossible(reason::explain(&model, constraints, settings))),
        Verdict::Undecided => Err(Unmet::Undecided(Refusal::new("assembly.undecided").with("nodes", settings.nodes))),
    }
}

/// The scopes within which forms are to be equally difficult: the units, or the whole test.
pub(crate) fn scopes(blueprint: &Blueprint) -> Vec<Option<String>> {
    match &blueprint.pass {
        PassRule::Whole(_) => vec![None],
        PassRule::PerUnit(_) => blueprint.units().into_iter().map(|unit| Some(unit.to_owned())).collect(),
    }
}

/// Whether a line belongs to a scope.
pub(crate) fn within(blueprint: &Blueprint, line: usize, scope: Option<&str>) -> bool {
    let unit = blueprint.lines.get(line).and_then(|line| line.which.unit.as_deref());
    scope.is_none() || unit == scope
}

fn usable<'a>(
    request: &Request<'a>,
    settings: &Settings,
) -> Result<(Vec<Usable<'a>>, BTreeMap<usize, SetAside>), Refusal> {
    if !(1..=settings.most_forms).contains(&request.forms) {
        return Err(Refusal::new("assembly.forms").with("from", 1).with("to", settings.most_forms));
    }
    if request.bank.len() > settings.most_items {
        return Err(Refusal::new("assembly.too-many-items").with("most", settings.most_items));
    }
    let mut seen: BTreeSet<&ItemId> = BTreeSet::new();
    if let Some(twice) = request.bank.iter().find(|c| !seen.insert(&c.item.id)) {
        return Err(Refusal::new("assembly.item-twice").with("item", &twice.item.id));
    }
    let stimulus_of = |item: &Item| item.question.stimulus.clone();
    let anchored: BTreeSet<_> = request
        .bank
        .iter()
        .filter(|c| request.anchors.contains(&c.item.id))
        .filter_map(|c| stimulus_of(&c.item))
        .collect();
    let mut out: Vec<Usable<'a>> = Vec::new();
    let mut aside: BTreeMap<usize, SetAside> = BTreeMap::new();
    for candidate in request.bank {
        let item = &candidate.item;
        let in_its_own = |line: &Line| line.which.fits(item, item.question.language);
        let Some(line) = request.blueprint.lines.iter().position(in_its_own) else { continue };
        let stimulus = stimulus_of(item);
        let anchor = request.anchors.contains(&item.id)
            || settings.whole_stimuli && stimulus.as_ref().is_some_and(|s| anchored.contains(s));
        let counts = aside.entry(line).or_default();
        let has_stimulus = stimulus.is_none_or(|name| request.stimuli.iter().any(|s| s.id == name));
        if item.question.language != request.blueprint.language {
            counts.language += 1;
        } else if !has_stimulus || !check::check(item).is_empty() {
            counts.incomplete += 1;
        } else if request.blueprint.lines.get(line).is_none_or(|l| l.points != item.question.points) {
            *counts.points.entry(item.question.points.normalize()).or_default() += 1;
        } else if candidate.shown >= settings.most_shown && !anchor {
            counts.shown += 1;
        } else {
            out.push(Usable { candidate, line, anchor, reached: None });
        }
    }
    if let Some(missing) = request.anchors.iter().find(|id| !out.iter().any(|u| u.candidate.item.id == **id)) {
        return Err(Refusal::new("assembly.anchor-not-usable").with("item", missing));
    }
    assume_difficulty(request.blueprint, &mut out);
    Ok((out, aside))
}

/// Where nothing is known of an item, the mean of its line stands in, or that of the scope.
fn assume_difficulty(blueprint: &Blueprint, usable: &mut [Usable<'_>]) {
    let mean = |known: Vec<u32>| {
        let n = u64::try_from(known.len()).unwrap_or(u64::MAX);
        (n > 0).then(|| known.iter().map(|p| u64::from(*p)).sum::<u64>() / n).and_then(|mean| u32::try_from(mean).ok())
    };
    let known = |belongs: &dyn Fn(usize) -> bool, usable: &[Usable<'_>]| {
        mean(
            usable
                .iter()
                .filter(|u| belongs(u.line))
                .filter_map(|u| u.candidate.reached.map(|p| p.min(1000)))
                .collect(),
        )
    };
    let mut assumed: BTreeMap<usize, Option<u32>> = BTreeMap::new();
    for scope in scopes(blueprint) {
        let of_scope = known(&|line| within(blueprint, line, scope.as_deref()), usable);
        for line in (0..blueprint.lines.len()).filter(|line| within(blueprint, *line, scope.as_deref())) {
            let of_line = known(&|l| l == line, usable);
            assumed.insert(line, of_line.or(of_scope));
        }
    }
    for one in usable.iter_mut() {
        let known = one.candidate.reached.map(|p| p.min(1000));
        one.reached = known.or_else(|| assumed.get(&one.line).copied().flatten());
    }
}

/// Lines that the bank cannot fill, each with how many items there are and why others were set aside.
fn shortages(request: &Request<'_>, usable: &[Usable<'_>], aside: &BTreeMap<usize, SetAside>) -> Vec<Refusal> {
    let mut out = Vec::new();
    for (at, line) in request.blueprint.lines.iter().enumerate() {
        let of_line = usable.iter().filter(|u| u.line == at);
        let anchors = of_line.clone().filter(|u| u.anchor).count();
        let found = of_line.count();
        let questions = usize::try_from(line.questions).unwrap_or(usize::MAX);
        let set_aside = aside.get(&at).cloned().unwrap_or_default();
        let named = |code: &str| Refusal::new(code).with("line", &line.which);
        if anchors > questions {
            out.push(named("assembly.too-many-anchors").with("anchors", anchors).with("questions", questions));
            continue;
        }
        let wanted = (questions - anchors).saturating_mul(request.forms).saturating_add(anchors);
        if found < wanted {
            let other: Vec<String> = set_aside.points.iter().map(|(points, n)| format!("{n} × {points}")).collect();
            let code = if other.is_empty() { "assembly.too-few-items" } else { "assembly.other-points" };
            let refusal = named(code).with("points", line.points.normalize()).with("wanted", wanted);
            let refusal = refusal.with("found", found).with("shown_too_often", set_aside.shown);
            let refusal = refusal.with("incomplete", set_aside.incomplete).with("instead", other.join(", "));
            let refusal = refusal.with("language", request.blueprint.language.as_str());
            out.push(refusal.with("other_language", set_aside.language));
        }
    }
    out
}

/// The forms: questions by line, those on one stimulus side by side, in an order that the seed decides.
fn laid_out(request: &Request<'_>, usable: &[Usable<'_>], chosen: &[Vec<usize>]) -> Vec<Form> {
    let mut forms = Vec::with_capacity(chosen.len());
    for (number, chosen) in chosen.iter().enumerate() {
        let mut places: Vec<&Usable<'_>> = chosen.iter().filter_map(|u| usable.get(*u)).collect();
        let mut chance = Chance::new(Algorithm::CURRENT, &request.seed, 1 + number as u64);
        chance.mix(&mut places);
        places.sort_by_key(|u| u.line);
        let mut blocks: Vec<Vec<&Usable<'_>>> = Vec::new();
        for place in places {
            let stimulus = place.candidate.item.question.stimulus.as_ref();
            let same = |block: &&mut Vec<&Usable<'_>>| {
                let first = block.first().and_then(|u| u.candidate.item.question.stimulus.as_ref());
                stimulus.is_some() && first == stimulus
            };
            match blocks.iter_mut().find(same) {
                Some(block) => block.push(place),
                None => blocks.push(vec![place]),
            }
        }
        let questions: Vec<FormQuestion> = blocks
            .into_iter()
            .flatten()
            .map(|u| FormQuestion {
                item: u.candidate.item.clone(),
                version: u.candidate.version,
                line: u32::try_from(u.line).unwrap_or(u32::MAX),
                anchor: u.anchor,
            })
            .collect();
        let used = |s: &&Stimulus| questions.iter().any(|q| q.item.question.stimulus.as_ref() == Some(&s.id));
        forms.push(Form {
            code: format!("{}-{}", request.code, ChoiceId::letter(number)),
            blueprint: request.blueprint.id.clone(),
            blueprint_version: request.blueprint.version,
            mixing: request.blueprint.mixing,
            stimuli: request.stimuli.iter().filter(used).cloned().collect(),
            questions,
            trials: Vec::new(),
        });
    }
    forms
}

fn difficulty(
    request: &Request<'_>,
    usable: &[Usable<'_>],
    chosen: &[Vec<usize>],
) -> BTreeMap<Option<String>, Vec<u32>> {
    let mut out = BTreeMap::new();
    for scope in scopes(request.blueprint) {
        let of = |chosen: &Vec<usize>| {
            let of_scope = chosen.iter().filter_map(|u| usable.get(*u));
            let of_scope = of_scope.filter(|u| within(request.blueprint, u.line, scope.as_deref()));
            let known: Option<Vec<u64>> = of_scope.map(|u| u.reached.map(u64::from)).collect();
            let known = known.filter(|known| !known.is_empty())?;
            u32::try_from(known.iter().sum::<u64>() / known.len() as u64).ok()
        };
        if let Some(means) = chosen.iter().map(of).collect::<Option<Vec<u32>>>() {
            out.insert(scope, means);
        }
    }
    out
}
