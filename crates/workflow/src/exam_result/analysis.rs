//! Were the questions good? Figures of one form of a test, each with its interval and its verdict, withheld where the
//! number is too small to mean anything. They name no candidate; agreement between neighbours, which names seats, has a
//! permit of its own.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::{ExamFormId, ExamId, InstitutionId, PersonId},
    permit::{self, Action, Actor, Object},
    record::{
        event::Event,
        exam::{Exam, ExamForm},
        person::{Institution, Person},
    },
    refusal::Refusal,
};
use exam::{
    blueprint::{Blueprint, PassRule},
    form::{Form, FormQuestion},
    item::{Answer, Interaction, Item, Response},
    score::{How, Score},
    statistics::{
        Complete, Figure, ScoreMatrix, Settings,
        choices::{Choice, ChoiceMatrix, MOST_OPTIONS, Options},
        decision::{Consistency, livingston_lewis},
        dif::{Dif, Group, screen},
        difficulty::difficulty,
        discrimination::discrimination,
        distractors::{OptionAnalysis, distractors},
        reliability::{Reliability, reliability},
        timing::Timing,
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::{Find, Read as _};

use super::{
    ExamResults,
    basis::Sat,
    history::{shrunk, timings},
    neighbours::{Neighbours, neighbours},
};
use crate::{WorkflowError, found, may_see};

/// In how many ways candidates are grouped.
const GROUPINGS: usize = 3;

/// What is known of the groups of a candidate, in the order of [`GroupedBy::ALL`].
pub(super) type Grouped = [Option<String>; GROUPINGS];

/// A question of the form with its figures.
#[derive(Debug, Clone)]
pub struct ItemFigures {
    /// The item, with the key in force.
    pub item: Item,
    /// Everyone is credited with it, so that its scores say nothing.
    pub credited: bool,
    /// It was on trial: it is in no result, and its figures are against the questions that are.
    pub trial: bool,
    /// Mean share of points.
    pub difficulty: Figure,
    /// The share who had all points, drawn towards the other questions of the form.
    pub shrunk: Figure,
    /// Correlation with the rest.
    pub discrimination: Figure,
    /// Time at it.
    pub timing: Timing,
    /// Its options with the words of each, where it has one right among several; the blank last.
    pub options: Vec<(Option<String>, OptionAnalysis)>,
}

/// By what candidates are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupedBy {
    /// By sex.
    Sex,
    /// By the kind of institution where they work.
    Institution,
    /// By whether they work in a city or in a regency.
    District,
}

impl GroupedBy {
    /// All.
    pub const ALL: [Self; GROUPINGS] = [Self::Sex, Self::Institution, Self::District];
}

/// Two groups compared on every question.
#[derive(Debug, Clone)]
pub struct Compared {
    /// By what.
    pub by: GroupedBy,
    /// The larger group, as recorded.
    pub reference: String,
    /// The group looked at, as recorded.
    pub focal: String,
    /// In the order of the form.
    pub items: Vec<Dif>,
}

/// The figures of a form.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The test.
    pub exam: Exam,
    /// Its event.
    pub event: Event,
    /// Its forms.
    pub forms: Vec<ExamForm>,
    /// The one that the figures are of.
    pub form: ExamForm,
    /// Sittings of it that are scored.
    pub candidates: usize,
    /// Question by question.
    pub items: Vec<ItemFigures>,
    /// The form itself shows how its questions differ; otherwise the house's prior stands for that.
    pub from_pool: bool,
    /// Of the form.
    pub reliability: Reliability,
    /// Of the decision: unit (none for the whole), cut, figures.
    pub consistency: Vec<(Option<String>, Decimal, Consistency)>,
    /// Groups compared.
    pub compared: Vec<Compared>,
    /// For those alone who may see it.
    pub neighbours: Option<Neighbours>,
    /// How the figures were made.
    pub settings: Settings,
}

impl ExamResults {
    /// The analysis of a form of a test, the first one when none is named.
    ///
    /// # Errors
    /// Not found when planning the test, or seeing keys, is not theirs.
    pub async fn analysis(
        &self,
        actor: &Actor,
        id: ExamId,
        form: Option<ExamFormId>,
    ) -> Result<Analysis, WorkflowError> {
        let exam = self.planned(actor, id).await?;
        let sees = may_see(actor, Action::SeeBank, &Object::body())?;
        let basis = self.basis(id).await?;
        let chosen = form.filter(|form| basis.forms.contains_key(form));
        let chosen = found(chosen.or_else(|| basis.forms.keys().next().copied()))?;
        let of = found(basis.forms.get(&chosen))?;
        let sat: Vec<&Sat> = basis.sat.iter().filter(|sat| sat.form == chosen).collect();
        let scores: Vec<Score> = sat.iter().filter_map(|sat| basis.score(sat)).collect();
        let settings = super::figures(&self.flow.settings().await?);
        settings.check()?;
        let matrix = matrix(&of.form.questions, &scores)?;
        let complete = matrix.complete();
        // Everyone's points say nothing of how well the others go together.
        let live = |question: &&FormQuestion| !basis.corrections.credited.contains(&question.item.id);
        let live: Vec<FormQuestion> = of.form.questions.iter().filter(live).cloned().collect();
        let counted = self::matrix(&live, &scores)?;
        let (mut items, from_pool) = figures_of(&of.form.questions, (&sat, &scores), &settings)?;
        let all: Vec<Score> = sat.iter().filter_map(|sat| basis.score_all(sat)).collect();
        for trial in &of.form.trials {
            let with: Vec<FormQuestion> = of.form.questions.iter().chain([trial]).cloned().collect();
            let last = figures_of(&with, (&sat, &all), &settings)?.0.pop();
            items.extend(last.map(|last| ItemFigures { trial: true, ..last }));
        }
        for figures in &mut items {
            figures.credited = basis.corrections.credited.contains(&figures.item.id);
            if figures.credited {
                figures.difficulty = Figure::too_few(0, settings.minimum.difficulty);
            }
        }
        // The options are shown with the one that is right.
        let keys = of.form.asked().map(|question| question.item.id.clone()).collect();
        self.flow.exam_bank().note_keys(actor, sees, keys).await?;
        let groups = self.groups(&sat).await?;
        let neighbours = if permit::may(actor, Action::SeeAgreement) {
            Some(neighbours(of, &sat, &scores, &settings)?)
        } else {
            None
        };
        Ok(Analysis {
            event: found(self.flow.reader().get(exam.event_id).await?)?,
            exam,
            forms: basis.forms.values().map(|form| form.row.clone()).collect(),
            form: of.row.clone(),
            candidates: sat.len(),
            items,
            from_pool,
            reliability: reliability(&counted.complete(), &settings),
            consistency: consistency(&of.form, &of.blueprint, &scores, &settings)?,
            compared: compared(&complete, &groups, &settings)?,
            neighbours,
            settings,
        })
    }

    /// Sex, kind of institution and kind of district of each sitting's candidate, where they are known.
    pub(super) async fn groups(&self, sat: &[&Sat]) -> Result<Vec<Grouped>, WorkflowError> {
        let mut reader = self.flow.reader();
        let mut people: BTreeMap<PersonId, Person> = BTreeMap::new();
        for chunk in sat.chunks(500) {
            let find = Find::all().one_of("id", chunk.iter().map(|sat| sat.sitting.person_id));
            people.extend(reader.find::<Person>(&find).await?.into_iter().map(|person| (person.id, person)));
        }
        let works: BTreeSet<InstitutionId> = people.values().filter_map(|person| person.institution_id).collect();
        let works: Vec<InstitutionId> = works.into_iter().collect();
        let mut known: BTreeMap<InstitutionId, Institution> = BTreeMap::new();
        for chunk in works.chunks(500) {
            let find = Find::all().one_of("id", chunk.iter().copied());
            known.extend(reader.find::<Institution>(&find).await?.into_iter().map(|i| (i.id, i)));
        }
        let of = |sat: &&Sat| {
            let person = people.get(&sat.sitting.person_id);
            let works = person.and_then(|person| known.get(&person.institution_id?));
            let own = person.and_then(|person| person.kab.as_deref());
            let district = own.or_else(|| works.and_then(|institution| institution.kab.as_deref()));
            let kind = works.map(|institution| institution.kind.clone());
            [person.and_then(|person| person.sex.clone()), kind, district.and_then(district_kind).map(str::to_owned)]
        };
        Ok(sat.iter().map(of).collect())
    }
}

/// Whether a district is a city (*kota*) or a regency (*kabupaten*): Kemendagri's codes number the cities of a province
/// from 71 on, so that `63.72` is a city and `63.07` a regency. Two groups are what a body of ordinary size can fill; by
/// single districts hardly one would ever reach the least number.
fn district_kind(code: &str) -> Option<&'static str> {
    let number: u32 = code.split('.').nth(1)?.parse().ok()?;
    match number {
        1..=70 => Some("kabupaten"),
        71..=99 => Some("kota"),
        _ => None,
    }
}

pub(super) fn number(n: Decimal) -> f64 {
    n.to_f64().unwrap_or_default()
}

/// Figures of these questions, one beside the other; and whether they themselves show how they differ.
fn figures_of(
    questions: &[FormQuestion],
    (sat, scores): (&[&Sat], &[Score]),
    settings: &Settings,
) -> Result<(Vec<ItemFigures>, bool), WorkflowError> {
    let matrix = matrix(questions, scores)?;
    let complete = matrix.complete();
    let choices = choices(questions, sat, scores, false)?;
    let (drawn, times) = (shrunk(questions, scores, settings)?, timings(questions, sat, settings)?);
    let mut items = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        let item = &question.item;
        let words = options(item);
        let analysed = if words.is_empty() { Vec::new() } else { distractors(&choices, &complete, at, settings)? };
        let word = |option: Option<u8>| option.and_then(|option| words.get(usize::from(option)).cloned());
        items.push(ItemFigures {
            credited: false,
            trial: false,
            difficulty: difficulty(&matrix, at, settings)?,
            shrunk: drawn.items.get(at).cloned().unwrap_or_else(|| Figure::too_few(0, 1)),
            timing: found(times.get(at).cloned())?,
            discrimination: discrimination(&complete, at, settings)?,
            options: analysed.into_iter().map(|option| (word(option.option), option)).collect(),
            item: item.clone(),
        });
    }
    Ok((items, drawn.prior.from_pool))
}

/// Scores of these questions; a cell is empty where it waits for markers.
pub(super) fn matrix(questions: &[FormQuestion], scores: &[Score]) -> Result<ScoreMatrix, Refusal> {
    let maxima = questions.iter().map(|question| number(question.item.question.points)).collect();
    let row = |score: &Score| {
        let cell = |question: &FormQuestion| {
            let mark = score.marks.iter().find(|mark| mark.item == question.item.id)?;
            (mark.how != How::Waiting).then(|| number(mark.points).clamp(0.0, number(question.item.question.points)))
        };
        questions.iter().map(cell).collect()
    };
    ScoreMatrix::new(maxima, scores.iter().map(row).collect())
}

/// The words of an item's options, where one of several is right; none for other kinds.
pub(super) fn options(item: &Item) -> Vec<String> {
    match (&item.question.interaction, &item.key.answer) {
        (Interaction::Single { options, .. }, Answer::Choice(_)) if options.len() <= usize::from(MOST_OPTIONS) => {
            options.iter().map(|option| option.content.words()).collect()
        }
        (Interaction::TrueFalse, Answer::Truth(_)) => vec!["true".to_owned(), "false".to_owned()],
        _ => Vec::new(),
    }
}

/// The place of what is right, and of what was answered, among the options.
pub(super) fn place(item: &Item, answer: Option<&Response>) -> Option<(u8, Option<u8>)> {
    let at = |n: usize| u8::try_from(n).ok();
    match (&item.question.interaction, &item.key.answer) {
        (Interaction::Single { options, .. }, Answer::Choice(key)) => {
            let of = |id: &exam::item::ChoiceId| options.iter().position(|option| option.id == *id).and_then(at);
            let given = match answer {
                Some(Response::Choice(id)) => of(id),
                _ => None,
            };
            Some((of(key)?, given))
        }
        (Interaction::TrueFalse, Answer::Truth(key)) => {
            let given = match answer {
                Some(Response::Truth(truth)) => Some(u8::from(!truth)),
                _ => None,
            };
            Some((u8::from(!key), given))
        }
        _ => None,
    }
}

/// What was chosen. Questions without options stand as *all points* or *not all*, or not at all where `only` is set.
pub(super) fn choices(
    questions: &[FormQuestion],
    sat: &[&Sat],
    scores: &[Score],
    only: bool,
) -> Result<ChoiceMatrix, Refusal> {
    let plain = |question: &&FormQuestion| !only || !options(&question.item).is_empty();
    let questions: Vec<&FormQuestion> = questions.iter().filter(plain).collect();
    let columns = questions.iter().map(|question| {
        let count = u8::try_from(options(&question.item).len()).unwrap_or_default();
        match place(&question.item, None) {
            Some((key, _)) if count >= 2 => Options { count, key },
            _ => Options { count: 2, key: 0 },
        }
    });
    let rows = sat.iter().zip(scores).map(|(sat, score)| questions.iter().map(|q| chosen(q, sat, score)).collect());
    ChoiceMatrix::new(columns.collect(), rows.collect())
}

/// What a candidate chose of a question: one without options stands as *all points* or *not all*.
pub(super) fn chosen(question: &FormQuestion, sat: &Sat, score: &Score) -> Choice {
    let answer = sat.read.responses.get(&question.item.id);
    let mark = score.marks.iter().find(|mark| mark.item == question.item.id);
    match (mark, answer) {
        (None, _) => Choice::NotShown,
        (Some(mark), _) if mark.how == How::Waiting => Choice::NotShown,
        (_, None) => Choice::Omitted,
        (Some(mark), _) if options(&question.item).is_empty() => Choice::Chosen(u8::from(!mark.achieved())),
        (_, answer) => place(&question.item, answer).and_then(|p| p.1).map_or(Choice::Omitted, Choice::Chosen),
    }
}

/// Consistency of each decision that the pass rule asks for.
pub(super) fn consistency(
    form: &Form,
    blueprint: &Blueprint,
    scores: &[Score],
    settings: &Settings,
) -> Result<Vec<(Option<String>, Decimal, Consistency)>, Refusal> {
    let mut out = Vec::new();
    let cuts: Vec<(Option<String>, Decimal)> = match &blueprint.pass {
        PassRule::Whole(cut) => vec![(None, cut.least)],
        PassRule::PerUnit(cuts) => cuts.iter().map(|(unit, cut)| (Some(unit.clone()), cut.least)).collect(),
    };
    for (unit, cut) in cuts {
        let within = |question: &&FormQuestion| {
            let place = question.item.place.as_ref().map(|place| place.unit.as_str());
            unit.as_deref().is_none_or(|unit| place == Some(unit))
        };
        let questions: Vec<FormQuestion> = form.questions.iter().filter(within).cloned().collect();
        if questions.is_empty() {
            continue;
        }
        let matrix = matrix(&questions, scores)?;
        // A cut that nobody can miss or reach decides nothing.
        if let Ok(found) = livingston_lewis(&matrix.complete(), number(cut), settings) {
            out.push((unit, cut, found));
        }
    }
    Ok(out)
}

/// The name of a candidate's group, where it is known.
pub(super) fn group_of(candidate: &Grouped, by: GroupedBy) -> Option<&String> {
    let at = GroupedBy::ALL.iter().position(|one| *one == by)?;
    candidate.get(at)?.as_ref()
}

/// Which groups are compared: the largest of each grouping with each of the others.
pub(super) fn pairs_of(candidates: &[&Grouped]) -> Vec<(GroupedBy, String, String)> {
    let mut out = Vec::new();
    for by in GroupedBy::ALL {
        let mut sizes: BTreeMap<&String, usize> = BTreeMap::new();
        for name in candidates.iter().filter_map(|candidate| group_of(candidate, by)) {
            *sizes.entry(name).or_default() += 1;
        }
        let Some(reference) = sizes.iter().max_by_key(|(_, size)| **size).map(|(name, _)| *name) else { continue };
        let others = sizes.keys().filter(|name| **name != reference);
        out.extend(others.map(|focal| (by, reference.clone(), (*focal).clone())));
    }
    out
}

/// The groups of a form's candidates compared on every question.
fn compared(complete: &Complete<'_>, groups: &[Grouped], settings: &Settings) -> Result<Vec<Compared>, Refusal> {
    let mut out = Vec::new();
    for (by, reference, focal) in pairs_of(&groups.iter().collect::<Vec<_>>()) {
        let group = |candidate: &Grouped| match group_of(candidate, by) {
            Some(name) if *name == reference => Group::Reference,
            Some(name) if *name == focal => Group::Focal,
            _ => Group::Neither,
        };
        let groups: Vec<Group> = groups.iter().map(group).collect();
        out.push(Compared { by, items: screen(complete, &groups, settings)?, reference, focal });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::district_kind;

    #[test]
    fn the_number_of_a_district_tells_a_city_from_a_regency() {
        for (code, kind) in [
            ("63.72", Some("kota")),
            ("63.71", Some("kota")),
            ("63.07", Some("kabupaten")),
            ("63", None),
            ("63.00", None),
            ("luar negeri", None),
        ] {
            assert_eq!(district_kind(code), kind, "{code}");
        }
    }

    #[test]
    fn every_district_of_the_official_list_is_what_its_name_says() {
        let mut seen = [0, 0];
        for region in exchange::regions::regions().all().iter().filter(|region| region.code.len() == 5) {
            let city = region.name.starts_with("Kota");
            seen[usize::from(city)] += 1;
            assert_eq!(district_kind(region.code), Some(if city { "kota" } else { "kabupaten" }), "{}", region.name);
        }
        assert!(seen.iter().all(|count| *count > 90), "{seen:?}");
    }
}
