//! Moodle XML: the question types that have a like here (multichoice and multichoiceset, truefalse, shortanswer,
//! numerical, matching and ddmatch, ddwtos and gapselect, ordering, essay, multianswer with texts and numbers). Other types are refused by name. Facts from Moodle's
//! documentation of the format and of its question types.

mod cloze;
mod kinds;
mod languages;
mod shape;
pub(super) mod texts;
mod words;
mod write;

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use self::texts::Reading;
pub use self::write::export;
use super::{
    gift,
    report::{Import, Intake, Losses, Taking, Where, brief},
    tags::Tags,
};
use crate::{
    item::{Answer, Block, Content, Interaction, Item, Key, Question, Scoring},
    xml::{self, Bounds, Element},
};

/// Reads a file.
///
/// # Errors
/// When it is no XML within bounds, or no Moodle quiz (`moodle.root`). What is wrong with one item is in the report.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let root = xml::read(bytes, Bounds::default())?;
    if root.name != "quiz" {
        return Err(Refusal::new("moodle.root").with("name", brief(&root.name, 40)));
    }
    let mut taking = Taking::new(intake);
    let mut category = String::new();
    // What the category says beside its name.
    let mut beside: Vec<&Element> = Vec::new();
    for element in root.elements() {
        let place = Where::Line(element.line);
        let kind = element.attribute("type").unwrap_or_default();
        if element.name == "question" && kind == "category" {
            category = element.first("category").map(Element::text).unwrap_or_default().trim().to_owned();
            beside =
                element.elements().filter(|part| part.name != "category" && !part.text().trim().is_empty()).collect();
            continue;
        }
        if !taking.room(&place) {
            break;
        }
        if element.name != "question" {
            let why = Refusal::new("moodle.element").with("name", brief(&element.name, 40));
            taking.refuse(&place, &element.name, why);
            continue;
        }
        let mut losses = Losses::default();
        if !category.is_empty() {
            losses.named("loss.category", &category);
        }
        beside.iter().for_each(|part| losses.named("loss.category-part", &part.name));
        let (mut language, spoken) = (intake.language, languages::one(element, intake.language, &mut losses));
        let element = match &spoken {
            Ok(Some((spoken, told))) => {
                language = *told;
                spoken
            }
            _ => element,
        };
        let own = element.first("idnumber").map(Element::text);
        let id = taking.name(own.as_deref(), &mut losses);
        let title = named(element, "name");
        let source = if title.is_empty() { kind.to_owned() } else { title.clone() };
        let tags: Vec<String> = element
            .first("tags")
            .into_iter()
            .flat_map(|tags| tags.all("tag").map(Element::text).collect::<Vec<_>>())
            .collect();
        let tags = Tags::read(tags.iter().map(String::as_str), &mut losses);
        let mut reading = Reading::new(losses);
        let read = spoken
            .as_ref()
            .map_err(Refusal::clone)
            .and_then(|_| read(element, kind, &tags, &mut reading, &taking, id.as_str()));
        match read {
            Ok((mut question, key)) => {
                question.language = language;
                let mut item = Item::new(id, title, question, key);
                tags.into_item(&mut item);
                let shown: Vec<_> = item.media().into_iter().cloned().collect();
                let named = reading.named.take();
                for (name, bytes) in reading.files {
                    if shown.contains(&name) {
                        taking.out.files.insert(name, bytes);
                    } else if !named.contains(&name) {
                        reading.losses.named("loss.file-unused", name.as_str());
                    }
                }
                taking.take(&place, &source, item, reading.losses);
            }
            Err(why) => taking.refuse(&place, &source, why),
        }
    }
    Ok(taking.out)
}

/// The letters of a child, white space squeezed.
fn named(element: &Element, name: &str) -> String {
    let text = element.first(name).map(Element::text).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A child says `true` or `1`, `false` or `0`; what is not told is `otherwise`.
///
/// # Errors
/// `moodle.flag` where it says anything else.
fn flag(element: &Element, name: &str, otherwise: bool) -> Result<bool, Refusal> {
    let text = element.first(name).map(Element::text).unwrap_or_default();
    match text.trim().to_lowercase().as_str() {
        "" => Ok(otherwise),
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        other => Err(Refusal::new("moodle.flag").with("name", name).with("text", brief(other, 40))),
    }
}

/// A number in a child.
fn number(element: &Element, name: &str) -> Result<Option<Decimal>, Refusal> {
    let Some(child) = element.first(name) else { return Ok(None) };
    let text = child.text();
    if text.trim().is_empty() {
        return Ok(None);
    }
    match gift::number(&text) {
        Some(number) => Ok(Some(number.normalize())),
        None => Err(Refusal::new("moodle.number").with("name", name).with("text", brief(&text, 40))),
    }
}

/// What an answer brings, as a part of 1.
///
/// # Errors
/// `moodle.number`; `moodle.twice` where it is told in two ways that differ.
fn share(answer: &Element) -> Result<Decimal, Refusal> {
    // Old files have the part of 1 as an element.
    match number(answer, "fraction")? {
        None => fraction(answer),
        Some(part) if answer.attribute("fraction").is_none() => Ok(part),
        Some(part) if part == fraction(answer)? => Ok(part),
        Some(_) => Err(Refusal::new("moodle.twice").with("name", "fraction")),
    }
}

/// A fraction in percent, as a part of 1.
fn fraction(element: &Element) -> Result<Decimal, Refusal> {
    let text = element.attribute("fraction").unwrap_or("0");
    let percent = gift::number(text).filter(|n| n.abs() <= Decimal::ONE_HUNDRED);
    let percent =
        percent.ok_or_else(|| Refusal::new("moodle.number").with("name", "fraction").with("text", brief(text, 40)))?;
    Ok((percent / Decimal::ONE_HUNDRED).normalize())
}

fn read(
    element: &Element,
    kind: &str,
    tags: &Tags,
    reading: &mut Reading,
    taking: &Taking<'_>,
    id: &str,
) -> Result<(Question, Key), Refusal> {
    shape::sound(element, kind, &mut reading.losses)?;
    reading.gather(element, &taking.out.files, id)?;
    let asked = element.first("questiontext").ok_or_else(|| Refusal::new("moodle.no-text"))?;
    let mut stem = reading.content(asked)?;
    stem.0.extend(reading.old_picture(element, &taking.out.files, id)?.map(Block::Picture));
    // Texts that tell no format have that of the question.
    reading.format = asked.attribute("format").unwrap_or("html").to_owned();
    let mut key = Key {
        answer: Answer::Truth(false),
        scoring: Scoring::Whole,
        rationales: BTreeMap::new(),
        explanation: match element.first("generalfeedback") {
            Some(feedback) => reading.content(feedback)?,
            None => Content::default(),
        },
    };
    for name in ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"] {
        if !named(element, name).is_empty() {
            reading.losses.code("loss.feedback");
        }
    }
    if element.all("hint").any(|hint| !hint.text().trim().is_empty()) {
        reading.losses.code("loss.hints");
    }
    if flag(element, "hidden", false)? {
        reading.losses.code("loss.hidden");
    }
    let mut question = Question {
        language: taking.intake.language,
        stimulus: None,
        stem,
        interaction: Interaction::TrueFalse,
        points: number(element, "defaultgrade")?.unwrap_or(Decimal::ONE),
    };
    match kind {
        "multichoice" => kinds::options(element, reading, &mut question, &mut key)?,
        "multichoiceset" => kinds::all_or_nothing(element, reading, &mut question, &mut key)?,
        "truefalse" => kinds::truth(element, reading, &mut key)?,
        "shortanswer" => kinds::text(element, tags, reading, &mut question, &mut key)?,
        "numerical" => kinds::number(element, reading, &mut question, &mut key)?,
        "matching" | "match" | "ddmatch" => kinds::pairs(element, reading, &mut question, &mut key)?,
        "ddwtos" | "gapselect" => words::read(element, reading, &mut question, &mut key)?,
        "ordering" => kinds::order(element, reading, &mut question, &mut key)?,
        "essay" => kinds::essay(element, reading, &mut question, &mut key)?,
        "multianswer" | "cloze" => {
            let told = element.first("defaultgrade").is_some();
            cloze::read(&mut question, &mut key, told, &mut reading.losses)?;
        }
        "" => return Err(Refusal::new("moodle.no-type")),
        other => return Err(Refusal::new("moodle.type").with("type", brief(other, 40))),
    }
    Ok((question, key))
}
