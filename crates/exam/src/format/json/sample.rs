//! The plain shape of the house's example items (`samples/contoh/soal-*.json`): seven kinds, plain text, described in the
//! README beside them. It is read only. Fields that the shape does not know are told as lost, never dropped in silence.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::report::{Losses, brief};
use crate::item::{
    Accepted, Answer, Aspect, Block, Choice, ChoiceId, Content, Gap, GapId, GapKey, Inline, Interaction, Item, ItemId,
    Key, Language, Level, NumberKey, Place, Question, Rubric, RubricLevel, Scoring, TextKey,
};

#[derive(Deserialize)]
struct Opt {
    id: ChoiceId,
    text: String,
    correct: Option<bool>,
    rationale: Option<String>,
}

#[derive(Deserialize)]
struct RubricAspect {
    aspect: String,
    max_score: Decimal,
    levels: Vec<RubricStep>,
}

#[derive(Deserialize)]
struct RubricStep {
    score: Decimal,
    description: String,
}

#[derive(Deserialize)]
struct Sample {
    id: Option<String>,
    #[serde(default)]
    example: bool,
    #[serde(rename = "type")]
    kind: String,
    language: Option<Language>,
    unit: Option<String>,
    element: Option<u32>,
    criterion: Option<String>,
    level: Option<Level>,
    level_name: Option<String>,
    stem: String,
    #[serde(default)]
    options: Vec<Opt>,
    #[serde(default)]
    premises: Vec<Opt>,
    #[serde(default)]
    responses: Vec<Opt>,
    unused_responses: Option<usize>,
    #[serde(default)]
    steps: Vec<Opt>,
    #[serde(default)]
    key: Value,
    choose: Option<u32>,
    scoring: Option<String>,
    shuffle: Option<bool>,
    rationale: Option<String>,
    model_answer: Option<String>,
    #[serde(default)]
    rubric: Vec<RubricAspect>,
    word_limit: Option<u32>,
    minutes: Option<u32>,
    max_score: Option<Decimal>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// Reads an item of the plain shape.
pub(super) fn item(value: Value, id: ItemId, language: Language, losses: &mut Losses) -> Result<Item, Refusal> {
    let sample: Sample = serde_json::from_value(value).map_err(|fault| super::misshapen(&fault))?;
    Ok(Item { id, ..read(sample, language, losses)? })
}

const GAP: &str = "___";

fn read(sample: Sample, language: Language, losses: &mut Losses) -> Result<Item, Refusal> {
    for name in sample.others.keys() {
        losses.named("loss.field", name);
    }
    if let (Some(level), Some(name)) = (sample.level, &sample.level_name)
        && level_name(level) != name
    {
        losses.named("loss.field", "level_name");
    }
    let _ = &sample.id;
    let place = match (sample.unit, sample.element, sample.criterion) {
        (Some(unit), Some(element), Some(criterion)) => Some(Place { unit, element, criterion }),
        (None, None, None) => None,
        _ => return Err(Refusal::new("item.place")),
    };
    let mut stem = Content::plain(&sample.stem);
    let key_fault = || Refusal::new("json.key");
    let mut rationales = BTreeMap::new();
    let mut choices = |options: Vec<Opt>, right: Option<&dyn Fn(&ChoiceId) -> bool>| {
        let mut out = Vec::new();
        for option in options {
            // `correct` repeats the key; where the two disagree nobody knows which is meant.
            if let (Some(correct), Some(right)) = (option.correct, right)
                && correct != right(&option.id)
            {
                return Err(Refusal::new("json.key-disagrees").with("choice", option.id));
            }
            if let Some(why) = option.rationale.filter(|why| !why.trim().is_empty()) {
                rationales.insert(option.id.clone(), Content::plain(&why));
            }
            out.push(Choice { id: option.id, content: Content::plain(&option.text) });
        }
        Ok(out)
    };
    let gap = GapId::letter(0);
    let mut scoring = scoring(sample.scoring.as_deref())?;
    let key = sample.key;
    let from = |key: Value| serde_json::from_value(key).map_err(|_| key_fault());
    let (interaction, answer) = match sample.kind.as_str() {
        "single" => {
            let right: ChoiceId = serde_json::from_value(key).map_err(|_| key_fault())?;
            let options = choices(sample.options, Some(&|id| *id == right))?;
            let shuffle = sample.shuffle.unwrap_or(true);
            (Interaction::Single { options, shuffle }, Answer::Choice(right))
        }
        "multiple" => {
            let right: BTreeSet<ChoiceId> = serde_json::from_value(key).map_err(|_| key_fault())?;
            let options = choices(sample.options, Some(&|id| right.contains(id)))?;
            let count = u32::try_from(options.len()).unwrap_or(u32::MAX);
            let (least, most) = sample.choose.map_or((0, count), |n| (n, n));
            let shuffle = sample.shuffle.unwrap_or(true);
            (Interaction::Multiple { options, least, most, shuffle }, Answer::Choices(right))
        }
        "matching" => {
            let pairs: BTreeMap<ChoiceId, ChoiceId> = serde_json::from_value(key).map_err(|_| key_fault())?;
            let (premises, responses) = (choices(sample.premises, None)?, choices(sample.responses, None)?);
            let unused = responses.iter().filter(|r| !pairs.values().any(|used| *used == r.id)).count();
            if sample.unused_responses.is_some_and(|told| told != unused) {
                losses.named("loss.field", "unused_responses");
            }
            let shuffle = sample.shuffle.unwrap_or(true);
            (Interaction::Matching { premises, responses, shuffle }, Answer::Pairs(pairs))
        }
        "ordering" => {
            let steps = choices(sample.steps, None)?;
            let shuffle = sample.shuffle.unwrap_or(true);
            (Interaction::Ordering { steps, shuffle }, Answer::Order(from(key)?))
        }
        "numeric" => {
            let told: BTreeMap<String, Value> = serde_json::from_value(key).map_err(|_| key_fault())?;
            let number = |name: &str| -> Result<Decimal, Refusal> {
                serde_json::from_value(told.get(name).cloned().unwrap_or(json!(0))).map_err(|_| key_fault())
            };
            let unit = told.get("unit").and_then(Value::as_str).unwrap_or_default().to_owned();
            let numbers =
                vec![NumberKey { value: number("value")?, tolerance: number("tolerance")?, share: Decimal::ONE }];
            show_gap(&mut stem, &gap);
            let gaps = vec![Gap { id: gap.clone(), number: true, unit }];
            (Interaction::Gaps { gaps }, Answer::Gaps([(gap, GapKey::Numbers(numbers))].into()))
        }
        "gap" => {
            #[derive(Deserialize)]
            struct Accepts {
                accepted: Vec<String>,
                #[serde(default)]
                case_sensitive: bool,
            }
            let told: Accepts = serde_json::from_value(key).map_err(|_| key_fault())?;
            let accepted = told.accepted.into_iter().map(|text| Accepted { text, share: Decimal::ONE }).collect();
            let texts = TextKey { accepted, case_sensitive: told.case_sensitive, marked_by_people: false };
            show_gap(&mut stem, &gap);
            let gaps = vec![Gap { id: gap.clone(), number: false, unit: String::new() }];
            (Interaction::Gaps { gaps }, Answer::Gaps([(gap, GapKey::Text(texts))].into()))
        }
        "essay" => {
            let level = |step: RubricStep| RubricLevel { score: step.score, description: step.description };
            let mut aspects = Vec::new();
            for told in sample.rubric {
                let aspect = Aspect { title: told.aspect, levels: told.levels.into_iter().map(level).collect() };
                if aspect.most() != told.max_score {
                    return Err(Refusal::new("item.rubric-levels").with("aspect", aspect.title));
                }
                aspects.push(aspect);
            }
            let model = Content::plain(sample.model_answer.as_deref().unwrap_or_default());
            scoring = Scoring::Whole;
            let interaction = Interaction::Essay { words: sample.word_limit, minutes: sample.minutes };
            (interaction, Answer::Rubric(Rubric { model, aspects }))
        }
        other => return Err(Refusal::new("json.type").with("type", brief(other, 40))),
    };
    Ok(Item {
        id: ItemId::letter(0),
        title: String::new(),
        place,
        level: sample.level,
        enemies: Default::default(),
        example: sample.example,
        question: Question {
            language: sample.language.unwrap_or(language),
            stimulus: None,
            stem,
            interaction,
            points: sample.max_score.unwrap_or(Decimal::ONE),
        },
        key: Key {
            answer,
            scoring,
            rationales,
            explanation: Content::plain(sample.rationale.as_deref().unwrap_or_default()),
        },
    })
}

fn scoring(told: Option<&str>) -> Result<Scoring, Refusal> {
    match told {
        None | Some("semua-tepat") => Ok(Scoring::Whole),
        Some("per-pasangan" | "per-bagian") => Ok(Scoring::Parts),
        Some(other) => Err(Refusal::new("json.scoring").with("scoring", brief(other, 40))),
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::C1 => "mengingat",
        Level::C2 => "memahami",
        Level::C3 => "menerapkan",
        Level::C4 => "menganalisis",
        Level::C5 => "menilai",
        Level::C6 => "mencipta",
    }
}

/// Makes a gap of the one line `___` in a plain stem. Where there are several or none, the gap follows the stem.
fn show_gap(stem: &mut Content, gap: &GapId) {
    if stem.words().matches(GAP).count() != 1 {
        return;
    }
    for block in &mut stem.0 {
        let Block::Paragraph(line) = block else { continue };
        let [Inline::Text(text)] = line.as_slice() else { continue };
        let Some((before, after)) = text.split_once(GAP) else { continue };
        let parts = [before, after].map(str::to_owned);
        let [before, after] = parts.map(|part| (!part.is_empty()).then_some(Inline::Text(part)));
        *line = before.into_iter().chain([Inline::Gap(gap.clone())]).chain(after).collect();
    }
}
