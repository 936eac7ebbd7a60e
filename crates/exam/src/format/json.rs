//! The house's example items (`samples/contoh/soal-*.json`): a plain shape for seven kinds, described in the README
//! beside them. Fields that the shape does not know are told as lost, never dropped in silence.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::report::{Export, Import, Intake, Losses, Taking, Written, brief, prove, utf8};
use crate::item::{
    Accepted, Answer, Aspect, Block, Choice, ChoiceId, Content, Gap, GapId, GapKey, Inline, Interaction, Item, Key,
    Language, Level, NumberKey, Place, Question, Rubric, RubricLevel, Scoring, TextKey,
};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    language: Option<Language>,
    items: Vec<Value>,
}

#[derive(Serialize, Deserialize)]
struct Opt {
    id: ChoiceId,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correct: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rationale: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct RubricAspect {
    aspect: String,
    max_score: Decimal,
    levels: Vec<RubricStep>,
}

#[derive(Serialize, Deserialize)]
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

/// Reads a file of example items.
///
/// # Errors
/// `format.encoding`, `format.too-large`, `json.broken` with line and column. What is wrong with one item is in the report.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let text = utf8(bytes)?;
    let file: File = serde_json::from_str(text)
        .map_err(|fault| Refusal::new("json.broken").with("line", fault.line()).with("column", fault.column()))?;
    let mut taking = Taking::new(intake);
    for (index, value) in file.items.into_iter().enumerate() {
        let place = format!("item {}", index + 1);
        if !taking.room(&place) {
            break;
        }
        let mut losses = Losses::default();
        let named = value.get("id").and_then(Value::as_str).map(str::to_owned);
        let id = taking.name(named.as_deref(), &mut losses);
        let source = named.unwrap_or_else(|| place.clone());
        let sample: Result<Sample, _> = serde_json::from_value(value);
        let read = match sample {
            Ok(sample) => read(sample, file.language.unwrap_or(intake.language), &mut losses),
            Err(fault) => Err(Refusal::new("json.item").with("why", brief(&fault.to_string(), 120))),
        };
        match read {
            Ok(item) => taking.take(&place, &source, Item { id, ..item }, losses),
            Err(why) => taking.refuse(&place, &source, why),
        }
    }
    Ok(taking.out)
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
            let right: std::collections::BTreeSet<ChoiceId> = serde_json::from_value(key).map_err(|_| key_fault())?;
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
        id: crate::item::ItemId::letter(0),
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

/// Writes items in the same shape.
#[must_use]
pub fn export(items: &[Item]) -> Export {
    let read = |text: &str, intake: &Intake| import(format!("{{\"items\":[{text}]}}").as_bytes(), intake);
    let (texts, report) = prove(items, write, read);
    Export { bytes: format!("{{\"items\":[\n{}\n]}}\n", texts.join(",\n")).into_bytes(), report }
}

fn write(item: &Item) -> Written {
    let cannot = |what: &str| Refusal::new("format.cannot-carry").with("what", what);
    let (question, key) = (&item.question, &item.key);
    let gap_shown = question.stem.gaps().len() == 1;
    let plain = |content: &Content| -> Result<String, Refusal> {
        // A shown gap reads `___`; that reading it back finds the same place is checked by the proof.
        if gap_shown && std::ptr::eq(content, &question.stem) {
            return Ok(content.words());
        }
        if content.is_empty() { Ok(String::new()) } else { content.as_plain().ok_or_else(|| cannot("markup")) }
    };
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    put("id", json!(item.id));
    if item.example {
        put("example", json!(true));
    }
    put("language", json!(question.language));
    if let Some(place) = &item.place {
        put("unit", json!(place.unit));
        put("element", json!(place.element));
        put("criterion", json!(place.criterion));
    }
    if let Some(level) = item.level {
        put("level", json!(level));
        put("level_name", json!(level_name(level)));
    }
    put("stem", json!(plain(&question.stem)?));
    put("max_score", json!(question.points));
    if !key.explanation.is_empty() {
        put("rationale", json!(plain(&key.explanation)?));
    }
    match key.scoring {
        Scoring::Whole => {}
        Scoring::Parts => {
            put("scoring", json!("per-bagian"));
        }
        _ => return Err(cannot("scoring")),
    }
    let listed = |choices: &[Choice], right: Option<&dyn Fn(&ChoiceId) -> bool>| -> Result<Value, Refusal> {
        let option = |choice: &Choice| {
            let rationale = key.rationales.get(&choice.id).map(&plain).transpose()?;
            let correct = right.map(|right| right(&choice.id));
            Ok(Opt { id: choice.id.clone(), text: plain(&choice.content)?, correct, rationale })
        };
        Ok(json!(choices.iter().map(option).collect::<Result<Vec<_>, Refusal>>()?))
    };
    match (&question.interaction, &key.answer) {
        (Interaction::Single { options, shuffle }, Answer::Choice(right)) => {
            put("type", json!("single"));
            put("options", listed(options, Some(&|id| id == right))?);
            put("key", json!(right));
            put("shuffle", json!(shuffle));
        }
        (Interaction::Multiple { options, least, most, shuffle }, Answer::Choices(right)) => {
            put("type", json!("multiple"));
            put("options", listed(options, Some(&|id| right.contains(id)))?);
            put("key", json!(right));
            put("shuffle", json!(shuffle));
            if least == most {
                put("choose", json!(most));
            }
        }
        (Interaction::Matching { premises, responses, shuffle }, Answer::Pairs(pairs)) => {
            put("type", json!("matching"));
            put("premises", listed(premises, None)?);
            put("responses", listed(responses, None)?);
            put("key", json!(pairs));
            put("shuffle", json!(shuffle));
        }
        (Interaction::Ordering { steps, shuffle }, Answer::Order(order)) => {
            put("type", json!("ordering"));
            put("steps", listed(steps, None)?);
            put("key", json!(order));
            put("shuffle", json!(shuffle));
        }
        (Interaction::Gaps { gaps }, Answer::Gaps(keys)) => match (gaps.as_slice(), keys.values().next()) {
            ([gap], Some(GapKey::Numbers(numbers))) if numbers.len() == 1 => {
                let number = numbers.first().ok_or_else(|| cannot("key"))?;
                put("type", json!("numeric"));
                put("key", json!({"value": number.value, "tolerance": number.tolerance, "unit": gap.unit}));
            }
            ([_], Some(GapKey::Text(texts))) => {
                let accepted: Vec<&str> = texts.accepted.iter().map(|a| a.text.as_str()).collect();
                put("type", json!("gap"));
                put("key", json!({"accepted": accepted, "case_sensitive": texts.case_sensitive}));
            }
            _ => return Err(cannot("gaps")),
        },
        (Interaction::Essay { words, minutes }, Answer::Rubric(rubric)) => {
            put("type", json!("essay"));
            if !rubric.model.is_empty() {
                put("model_answer", json!(plain(&rubric.model)?));
            }
            let step = |level: &RubricLevel| RubricStep { score: level.score, description: level.description.clone() };
            let aspect = |aspect: &Aspect| RubricAspect {
                aspect: aspect.title.clone(),
                max_score: aspect.most(),
                levels: aspect.levels.iter().map(step).collect(),
            };
            put("rubric", json!(rubric.aspects.iter().map(aspect).collect::<Vec<_>>()));
            if let Some(words) = words {
                put("word_limit", json!(words));
            }
            if let Some(minutes) = minutes {
                put("minutes", json!(minutes));
            }
        }
        (other, _) => return Err(cannot(other.kind())),
    }
    Ok((Value::Object(out).to_string(), Losses::default()))
}
