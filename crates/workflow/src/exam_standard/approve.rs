//! The approval of a cut: what the newest round has found, in the way that was chosen, becomes the cut of the blueprint's
//! next version with where it comes from.

use std::collections::BTreeMap;

use certification::{
    exam::ApproveCut,
    id::StudyId,
    permit::{Action, Actor, Object},
    record::{exam::Blueprint as BlueprintRow, exam_standard::StandardStudy},
    refusal::{Refusal, require},
};
use exam::blueprint::{Blueprint, Cut, Limits, Method, Origin, PassRule};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::json;
use store::{Find, Read as _};

use super::{ExamStandards, RoundFound};
use crate::{WorkflowError, found, load::StudyKey, may_see};

/// An approval, as it is typed.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The round that it follows.
    pub round: i64,
    /// How the cut was found.
    pub method: Method,
    /// Points of the whole test (no unit), or of each unit.
    pub cuts: BTreeMap<Option<String>, Decimal>,
    /// The day of the decision, ISO.
    pub on: String,
    /// Number of the decision.
    pub act: String,
    /// Why.
    pub reason: String,
}

/// The word of a method, as stored.
fn word(method: Method) -> &'static str {
    match method {
        Method::Angoff => "angoff",
        Method::AngoffYesNo => "angoff-yes-no",
        Method::Ebel => "ebel",
        Method::Hofstee => "hofstee",
        Method::Beuk => "beuk",
        Method::Provisional => "provisional",
    }
}

impl ExamStandards {
    /// Approves a cut that the newest round has found: the newest version of the blueprint with that cut becomes its
    /// next one. Answers the key of its row.
    ///
    /// # Errors
    /// Refused for who rated, without reason, decision or day, for a method that the round has not found, for a cut of
    /// another test or above what the form brings, and for what the blueprint's own check refuses.
    pub async fn approve(&self, actor: &Actor, id: StudyId, typed: &Approval) -> Result<String, WorkflowError> {
        may_see(actor, Action::ApproveCut, &Object::body())?;
        let study = self.row(id).await?;
        let (_, round) = self.discussion(actor, id, typed.round).await?;
        let (newest, mut blueprint) = self.newest(&study).await?;
        if let Some(why) = other_test(&self.blueprint(&study).await?, &blueprint) {
            return Err(why.into());
        }
        let (judges, cuts) = chosen(&study, &round, typed)?;
        let on: Date = typed.on.trim().parse().map_err(|_| Refusal::new("standard.day-wanted"))?;
        let origin = Origin { method: typed.method, judges, approved_on: Some(on), act: typed.act.trim().to_owned() };
        require(!origin.act.is_empty(), "standard.act-wanted")?;
        let cut = |unit: &Option<String>| {
            let least = typed.cuts.get(unit).copied().ok_or_else(|| Refusal::new("standard.cut-wanted"))?;
            Ok::<_, Refusal>(Cut { least, origin: origin.clone() })
        };
        let units: Vec<Option<String>> = blueprint.pass.cuts().map(|(unit, _)| unit.map(str::to_owned)).collect();
        require(units.iter().eq(round.cuts.iter().map(|found| &found.unit)), "standard.rule-changed")?;
        beyond(&round, typed)?;
        blueprint.pass = match &blueprint.pass {
            PassRule::Whole(_) => PassRule::Whole(cut(&None)?),
            PassRule::PerUnit(_) => {
                let each = units.iter().flatten().map(|unit| Ok((unit.clone(), cut(&Some(unit.clone()))?)));
                PassRule::PerUnit(each.collect::<Result<_, Refusal>>()?)
            }
        };
        blueprint.version = u32::try_from(newest.version + 1).unwrap_or(u32::MAX);
        let least = u32::try_from(self.flow.settings().await?.int("exam.least_judges")).unwrap_or(u32::MAX);
        let limits = Limits { least_judges: least, ..Limits::default() };
        if let Some(refusal) = checked(&blueprint, &limits) {
            return Err(refusal.into());
        }
        let act = ApproveCut {
            round: typed.round,
            method: word(typed.method).to_owned(),
            judges: i64::from(judges),
            cuts,
            approved_on: on.to_string(),
            act: origin.act.clone(),
            reason: typed.reason.clone(),
            content: serde_json::to_value(&blueprint)?,
        };
        self.flow.perform(actor, StudyKey { id, form: None }, act).await?;
        Ok(format!("{}:{}", study.blueprint, newest.version + 1))
    }

    /// The newest version of the blueprint whose form a study rates.
    async fn newest(&self, study: &StandardStudy) -> Result<(BlueprintRow, Blueprint), WorkflowError> {
        let find = Find::by("slug", study.slug.as_str()).and("blueprint", study.blueprint.as_str());
        let mut versions: Vec<BlueprintRow> = self.flow.reader().find(&find).await?;
        versions.sort_by_key(|row| row.version);
        let newest = found(versions.pop())?;
        let content = serde_json::from_value(newest.content.clone())?;
        Ok((newest, content))
    }

    /// Why no cut of a study can be approved any more, since the newest version of its blueprint asks for another test
    /// than the one that was rated; nothing while it is the same.
    ///
    /// # Errors
    /// Not found when there is none or the bank is not theirs to see.
    pub async fn outdated(&self, actor: &Actor, id: StudyId) -> Result<Option<Refusal>, WorkflowError> {
        may_see(actor, Action::SeeBank, &Object::body())?;
        let study = self.row(id).await?;
        let (_, newest) = self.newest(&study).await?;
        Ok(other_test(&self.blueprint(&study).await?, &newest))
    }
}

/// A cut is of the test whose questions were rated: of the same lines with the same points, and of no other.
fn other_test(rated: &Blueprint, newest: &Blueprint) -> Option<Refusal> {
    let changed = || {
        Refusal::new("standard.test-changed")
            .with("rated", rated.version)
            .with("newest", newest.version)
            .with("had", rated.points(None).normalize())
            .with("has", newest.points(None).normalize())
    };
    (!newest.same_test(rated)).then(changed)
}

/// Nobody reaches a cut above the full points of the form that was rated, or of a unit of it.
fn beyond(round: &RoundFound, typed: &Approval) -> Result<(), Refusal> {
    for found in &round.cuts {
        if let Some(least) = typed.cuts.get(&found.unit).filter(|least| **least > found.of) {
            let refusal = match &found.unit {
                None => Refusal::new("standard.cut-beyond-form"),
                Some(unit) => Refusal::new("standard.cut-beyond-unit").with("unit", unit),
            };
            return Err(refusal.with("cut", least).with("most", found.of.normalize()));
        }
    }
    Ok(())
}

/// What the cut alone can be at fault in; the rest of the blueprint was checked when it was kept.
fn checked(blueprint: &Blueprint, limits: &Limits) -> Option<Refusal> {
    let of_cuts = ["blueprint.cut-out-of-range", "blueprint.too-few-judges", "blueprint.cut-without-origin"];
    blueprint.check(&[], limits).into_iter().find(|refusal| of_cuts.contains(&refusal.code.as_str()))
}

/// How many judges the chosen way rests on, and each cut with what was found.
fn chosen(study: &StandardStudy, round: &RoundFound, typed: &Approval) -> Result<(u32, serde_json::Value), Refusal> {
    let compromise = match typed.method {
        Method::Hofstee => Some(round.hofstee.as_ref()),
        Method::Beuk => Some(round.beuk.as_ref()),
        method if word(method) == study.method => None,
        _ => return Err(Refusal::new("standard.method-not-found")),
    };
    let not_found = || Refusal::new("standard.method-not-found");
    let mut out = Vec::new();
    let mut judges = round.judges.len();
    for found in &round.cuts {
        let (figure, error) = match compromise {
            None => (&found.cut.points, Some(found.cut.error)),
            Some(compromise) => {
                let compromise = compromise.and_then(|c| c.as_ref().ok()).ok_or_else(not_found)?;
                judges = compromise.cut.n();
                (&compromise.cut, compromise.error)
            }
        };
        let value = figure.estimate().ok_or_else(not_found)?;
        // The journal holds whole numbers only: figures are kept as text.
        let text = |figure: f64| format!("{figure:.6}");
        let interval = figure.interval().map(|interval| [text(interval.low), text(interval.high)]);
        out.push(json!({
            "unit": found.unit,
            "least": typed.cuts.get(&found.unit),
            "found": text(value),
            "error": error.filter(|error| error.is_finite()).map(text),
            "interval": interval,
        }));
    }
    Ok((u32::try_from(judges).unwrap_or(u32::MAX), serde_json::Value::Array(out)))
}
