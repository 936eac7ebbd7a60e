//! The blueprint of a test (*kisi-kisi*): how many questions on which criteria at which level, how long, and when it
//! is passed. It is checked against the units of its scheme before anything is made from it; forms are made from it by
//! [`crate::assembly`]. A cut always says where it comes from, and is provisional until it is approved by an act; setting
//! one is not done here.

use std::collections::{BTreeMap, BTreeSet};

use certification::{record::scheme::Unit, refusal::Refusal};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::item::{Item, Language, Level};

/// What a test consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blueprint {
    /// Its key, the same in all versions.
    pub id: String,
    /// Version, from 1; forms name the one that they were made from.
    pub version: u32,
    /// Slug of the scheme.
    pub scheme: String,
    /// The language of every question. Indonesian where none is said, as in all blueprints before there was a choice.
    #[serde(default, skip_serializing_if = "indonesian")]
    pub language: Language,
    /// The table: each line a number of questions of one sort. No item fits two lines.
    pub lines: Vec<Line>,
    /// Bounds across lines, such as *at most four essays* or *at least ten at C3 and above*.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Questions on trial (pilot) that stand on each form besides; they do not count. None unless it is said.
    #[serde(default, skip_serializing_if = "none")]
    pub trials: u32,
    /// Working time, minutes, before adjustments.
    pub minutes: u32,
    /// When it is passed.
    pub pass: PassRule,
    /// How papers mix the questions.
    #[serde(default)]
    pub mixing: Mixing,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
const fn none(n: &u32) -> bool {
    *n == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn indonesian(language: &Language) -> bool {
    *language == Language::default()
}

/// Which items are meant. What is not said is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Which {
    /// Code of the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Number of the element within the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<u32>,
    /// Number of the criterion within the unit, such as `1.2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// Cognitive levels; any when empty.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub levels: BTreeSet<Level>,
    /// Kinds of question, by [`crate::item::Interaction::kind`]; any when empty.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<String>,
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which items; the unit is always said.
    pub which: Which,
    /// How many of them stand on each form.
    pub questions: u32,
    /// Points of each. Forms made from one blueprint bring equal points by that.
    pub points: Decimal,
}

/// A bound across lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Which items.
    pub which: Which,
    /// At least so many on each form.
    pub least: u32,
    /// At most so many on each form.
    pub most: u32,
}

/// When a test is passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassRule {
    /// By the points of the whole test.
    Whole(Cut),
    /// Unit by unit; each unit of the blueprint has its cut.
    PerUnit(BTreeMap<String, Cut>),
}

/// A cut score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The fewest points that pass.
    pub least: Decimal,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a cut comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// How it was found.
    pub method: Method,
    /// How many judges took part; 0 for a provisional cut.
    pub judges: u32,
    /// The day on which it was approved; none while it is proposed only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_on: Option<Date>,
    /// The act that approved it; what is told of its origin while it is proposed only.
    pub act: String,
}

/// How a cut was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Modified Angoff: chances of a borderline candidate.
    Angoff,
    /// Angoff by yes and no.
    AngoffYesNo,
    /// Ebel: relevance by difficulty.
    Ebel,
    /// Hofstee's compromise.
    Hofstee,
    /// Beuk's compromise.
    Beuk,
    /// Not yet found by judges; results under it are no evidence of passing.
    Provisional,
}

/// How papers mix what a form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mixing {
    /// The questions.
    pub questions: Order,
    /// The options of a question, where the item allows it.
    pub options: bool,
}

/// The order of questions on a paper. Questions on one stimulus always stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As on the form.
    AsForm,
    /// Mixed within each unit, units as on the form.
    WithinUnits,
    /// Mixed throughout.
    Throughout,
}

impl Default for Mixing {
    fn default() -> Self {
        Self { questions: Order::Throughout, options: true }
    }
}

/// Numbers that no guideline fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most questions of a form. Default 200.
    pub most_questions: u32,
    /// The most minutes. Default 480: a day.
    pub most_minutes: u32,
    /// The fewest judges behind a cut. Default 5.
    pub least_judges: u32,
    /// The most lines and the most bands. Default 500.
    pub most_lines: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { most_questions: 200, most_minutes: 480, least_judges: 5, most_lines: 500 }
    }
}

impl Which {
    /// Whether the item is meant by a test in that language. An item without a place or level is meant only where these
    /// are open; a translation is an item of its own, and never stands in for what it was made from.
    #[must_use]
    pub fn fits(&self, item: &Item, language: Language) -> bool {
        let place = item.place.as_ref();
        item.question.language == language
            && self.unit.as_ref().is_none_or(|unit| place.is_some_and(|p| p.unit == *unit))
            && self.element.is_none_or(|element| place.is_some_and(|p| p.element == element))
            && self.criterion.as_ref().is_none_or(|criterion| place.is_some_and(|p| p.criterion == *criterion))
            && (self.levels.is_empty() || item.level.is_some_and(|level| self.levels.contains(&level)))
            && (self.kinds.is_empty() || self.kinds.contains(item.question.interaction.kind()))
    }

    /// Whether an item may be meant by both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.zip(b).is_none_or(|(a, b)| a == b)
        }
        fn meet<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
            a.is_empty() || b.is_empty() || a.intersection(b).next().is_some()
        }
        same(self.unit.as_ref(), other.unit.as_ref())
            && same(self.element.as_ref(), other.element.as_ref())
            && same(self.criterion.as_ref(), other.criterion.as_ref())
            && meet(&self.levels, &other.levels)
            && meet(&self.kinds, &other.kinds)
    }
}

impl std::fmt::Display for Which {
    /// As refusals name it: `R.91PRP02.021.1/1/1.2 C2+C3 single`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts = vec![self.unit.clone().unwrap_or_else(|| "*".to_owned())];
        parts.extend(self.element.map(|element| element.to_string()));
        parts.extend(self.criterion.clone());
        f.write_str(&parts.join("/"))?;
        if !self.levels.is_empty() {
            let levels: Vec<&str> = self.levels.iter().map(|level| level.as_str()).collect();
            write!(f, " {}", levels.join("+"))?;
        }
        if !self.kinds.is_empty() {
            let kinds: Vec<&str> = self.kinds.iter().map(String::as_str).collect();
            write!(f, " {}", kinds.join("+"))?;
        }
        Ok(())
    }
}

impl Cut {
    /// Whether it is no more than proposed: no judges have found it, or nobody has approved what they found.
    #[must_use]
    pub fn provisional(&self) -> bool {
        self.origin.method == Method::Provisional || self.origin.approved_on.is_none()
    }
}

impl PassRule {
    /// The same rule with each cut changed.
    #[must_use]
    pub fn map(&self, change: impl Fn(Option<&str>, &Cut) -> Cut) -> Self {
        match self {
            Self::Whole(cut) => Self::Whole(change(None, cut)),
            Self::PerUnit(cuts) => {
                Self::PerUnit(cuts.iter().map(|(unit, cut)| (unit.clone(), change(Some(unit), cut))).collect())
            }
        }
    }

    /// The rule as it is proposed: nobody has approved it.
    #[must_use]
    pub fn unapproved(&self) -> Self {
        self.map(|_, cut| Cut { origin: Origin { approved_on: None, ..cut.origin.clone() }, ..cut.clone() })
    }

    /// Its cuts, by unit where it goes by units.
    pub fn cuts(&self) -> impl Iterator<Item = (Option<&str>, &Cut)> {
        let (whole, units) = match self {
            Self::Whole(cut) => (Some((None, cut)), None),
            Self::PerUnit(cuts) => (None, Some(cuts.iter().map(|(unit, cut)| (Some(unit.as_str()), cut)))),
        };
        whole.into_iter().chain(units.into_iter().flatten())
    }
}

impl Blueprint {
    /// Questions of a form.
    #[must_use]
    pub fn questions(&self) -> u32 {
        self.lines.iter().map(|line| line.questions).fold(0, u32::saturating_add)
    }

    /// Points of a form, or of one unit of it.
    #[must_use]
    pub fn points(&self, unit: Option<&str>) -> Decimal {
        let of = |line: &&Line| unit.is_none_or(|unit| line.which.unit.as_deref() == Some(unit));
        let points = self.lines.iter().filter(of).map(|l| l.points.checked_mul(Decimal::from(l.questions)));
        points.fold(Decimal::ZERO, |sum, points| points.and_then(|p| sum.checked_add(p)).unwrap_or(Decimal::MAX))
    }

    /// Units of the blueprint, in order of first mention.
    #[must_use]
    pub fn units(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for unit in self.lines.iter().filter_map(|line| line.which.unit.as_deref()) {
            if !out.contains(&unit) {
                out.push(unit);
            }
        }
        out
    }

    /// Whether a cut still waits for its judges or for its approval.
    #[must_use]
    pub fn provisional(&self) -> bool {
        self.pass.cuts().any(|(_, cut)| cut.provisional())
    }

    /// Whether judges are said to have found each cut, and an approval is all that lacks.
    #[must_use]
    pub fn awaits_approval(&self) -> bool {
        self.provisional() && self.pass.cuts().all(|(_, cut)| cut.origin.method != Method::Provisional)
    }

    /// Whether both ask for the same test: the same lines with the same points, in whatever order, the same bounds across
    /// lines, and one language. A cut is of one such test and of no other.
    #[must_use]
    pub fn same_test(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(a: &[T], b: &[T]) -> bool {
            a.len() == b.len() && a.iter().all(|one| b.contains(one)) && b.iter().all(|one| a.contains(one))
        }
        self.language == other.language && same(&self.lines, &other.lines) && same(&self.bands, &other.bands)
    }

    /// What somebody who writes a blueprint can make of its cuts, whatever days stand in them: they are proposed. Those
    /// of the former version stay as they were approved where neither they, what is told of their origin, nor the test
    /// has changed.
    #[must_use]
    pub fn proposed(self, former: Option<&Self>) -> Self {
        let unapproved = self.pass.unapproved();
        let kept = former.filter(|former| former.same_test(&self) && former.pass.unapproved() == unapproved);
        Self { pass: kept.map_or(unapproved, |former| former.pass.clone()), ..self }
    }

    /// Whatever keeps it from being used, against the units of its scheme. Empty when nothing does.
    #[must_use]
    pub fn check(&self, units: &[Unit], limits: &Limits) -> Vec<Refusal> {
        let mut out = Vec::new();
        if self.lines.is_empty() {
            out.push(Refusal::new("blueprint.no-line"));
        }
        if self.lines.len() > limits.most_lines || self.bands.len() > limits.most_lines {
            // What follows compares lines with lines.
            return vec![Refusal::new("blueprint.too-many-lines").with("most", limits.most_lines)];
        }
        if self.questions() > limits.most_questions {
            let refusal = Refusal::new("blueprint.too-many-questions").with("questions", self.questions());
            out.push(refusal.with("most", limits.most_questions));
        }
        // Candidates work for nothing on what is on trial: a quarter of the test is the most. House.
        let most_trials = self.questions() / 4;
        if self.trials > most_trials {
            out.push(Refusal::new("blueprint.too-many-trials").with("trials", self.trials).with("most", most_trials));
        }
        if !(1..=limits.most_minutes).contains(&self.minutes) {
            out.push(Refusal::new("blueprint.minutes").with("from", 1).with("to", limits.most_minutes));
        }
        for (at, line) in self.lines.iter().enumerate() {
            check_line(line, units, &mut out);
            for other in self.lines.iter().skip(at + 1).filter(|other| line.which.overlaps(&other.which)) {
                let refusal = Refusal::new("blueprint.lines-overlap").with("line", &line.which);
                out.push(refusal.with("other", &other.which));
            }
        }
        for band in &self.bands {
            self.check_band(band, units, &mut out);
        }
        self.check_pass(limits, &mut out);
        out
    }

    fn check_band(&self, band: &Band, units: &[Unit], out: &mut Vec<Refusal>) {
        known(&band.which, units, out);
        let total: u32 = self.lines.iter().filter(|l| l.which.overlaps(&band.which)).map(|l| l.questions).sum();
        if band.least > band.most {
            out.push(Refusal::new("blueprint.band-turned").with("band", &band.which));
        } else if band.least > total {
            let refusal = Refusal::new("blueprint.band-beyond-lines").with("band", &band.which);
            out.push(refusal.with("least", band.least).with("questions", total));
        }
    }

    fn check_pass(&self, limits: &Limits, out: &mut Vec<Refusal>) {
        if let PassRule::PerUnit(cuts) = &self.pass {
            for unit in self.units().into_iter().filter(|unit| !cuts.contains_key(*unit)) {
                out.push(Refusal::new("blueprint.unit-without-cut").with("unit", unit));
            }
            for unit in cuts.keys().filter(|unit| !self.units().contains(&unit.as_str())) {
                out.push(Refusal::new("blueprint.cut-without-question").with("unit", unit));
            }
        }
        for (unit, cut) in self.pass.cuts() {
            let most = self.points(unit);
            let named = |code: &str| Refusal::new(code).with("unit", unit.unwrap_or("*"));
            let asked = unit.is_none_or(|unit| self.units().contains(&unit));
            if asked && (cut.least <= Decimal::ZERO || cut.least > most) {
                out.push(named("blueprint.cut-out-of-range").with("cut", cut.least).with("most", most));
            }
            let origin = &cut.origin;
            if origin.method != Method::Provisional && origin.judges < limits.least_judges {
                let refusal = named("blueprint.too-few-judges").with("judges", origin.judges);
                out.push(refusal.with("least", limits.least_judges).by("ISO/IEC 17024 9.3"));
            }
            if origin.act.trim().is_empty() {
                out.push(named("blueprint.cut-without-origin").by("ISO/IEC 17024 9.3"));
            }
        }
    }
}

fn check_line(line: &Line, units: &[Unit], out: &mut Vec<Refusal>) {
    if line.questions == 0 {
        out.push(Refusal::new("blueprint.line-empty").with("line", &line.which));
    }
    if line.points <= Decimal::ZERO {
        out.push(Refusal::new("blueprint.line-without-points").with("line", &line.which));
    }
    if line.which.unit.is_none() {
        out.push(Refusal::new("blueprint.line-without-unit").with("line", &line.which));
    }
    known(&line.which, units, out);
}

/// The most names that a refusal lists.
const NAMED: usize = 12;

/// Whether unit, element and criterion are the scheme's; what is not is told with those that there are.
fn known(which: &Which, units: &[Unit], out: &mut Vec<Refusal>) {
    let within: Vec<&Unit> =
        units.iter().filter(|unit| which.unit.as_ref().is_none_or(|code| unit.code == *code)).collect();
    let refusal = |code: &str, known: Vec<String>| {
        let more = if known.len() > NAMED { ", …" } else { "" };
        let listed = known.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
        Refusal::new(code).with("line", which).with("known", format!("{listed}{more}"))
    };
    let unit = which.unit.as_deref().unwrap_or("*");
    if within.is_empty() {
        let known = units.iter().map(|unit| unit.code.clone()).collect();
        out.push(refusal("blueprint.unknown-unit", known).with("unit", unit));
        return;
    }
    let elements: Vec<_> = within.iter().flat_map(|unit| &unit.elements).collect();
    let meant: Vec<_> = elements.iter().filter(|element| which.element.is_none_or(|no| element.no == no)).collect();
    if let (Some(no), true) = (which.element, meant.is_empty()) {
        let known = elements.iter().map(|element| element.no.to_string()).collect();
        out.push(refusal("blueprint.unknown-element", known).with("unit", unit).with("element", no));
        return;
    }
    let criteria: Vec<_> = meant.iter().flat_map(|element| &element.criteria).collect();
    if let Some(no) = which.criterion.as_ref().filter(|no| !criteria.iter().any(|criterion| criterion.no == **no)) {
        let known = criteria.iter().map(|criterion| criterion.no.clone()).collect();
        out.push(refusal("blueprint.unknown-criterion", known).with("unit", unit).with("criterion", no));
    }
}
