//! Moodle's question types, one by one.

use std::collections::BTreeSet;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::{gift, report::brief, tags::Tags},
    flag, named, share,
    texts::Reading,
};
use crate::{
    item::{
        Accepted, Answer, Choice, ChoiceId, Gap, GapId, GapKey, Interaction, Key, NumberKey, Question, Rubric, Scoring,
        TextKey, check,
    },
    xml::Element,
};

pub(super) fn options(
    element: &Element,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    let (options, weights) = weighed(element, reading, key)?;
    let (single, shuffle) = (flag(element, "single", true)?, flag(element, "shuffleanswers", false)?);
    gift::odd_weights(single, &weights, &mut reading.losses);
    question.interaction = gift::weigh(single, weights, options, shuffle, key)?;
    Ok(())
}

/// `multichoiceset`: all right options and no other bring all points, whatever else nothing.
pub(super) fn all_or_nothing(
    element: &Element,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    let (options, weights) = weighed(element, reading, key)?;
    if weights.iter().any(|(_, weight)| *weight < Decimal::ZERO) {
        return Err(Refusal::new("moodle.set-weight"));
    }
    let right: BTreeSet<ChoiceId> =
        weights.into_iter().filter(|(_, weight)| !weight.is_zero()).map(|(id, _)| id).collect();
    if right.is_empty() {
        return Err(Refusal::new("format.no-right-option"));
    }
    key.answer = Answer::Choices(right);
    let most = u32::try_from(options.len()).unwrap_or(u32::MAX);
    let shuffle = flag(element, "shuffleanswers", false)?;
    question.interaction = Interaction::Multiple { options, least: 0, most, shuffle };
    Ok(())
}

/// Options, and what each brings as a part of 1.
type Weighed = (Vec<Choice>, Vec<(ChoiceId, Decimal)>);

/// Options with their weights; what is said of each is kept as its reason.
fn weighed(element: &Element, reading: &mut Reading, key: &mut Key) -> Result<Weighed, Refusal> {
    check::room(element.all("answer").count(), 0)?;
    let (mut options, mut weights) = (Vec::new(), Vec::new());
    for (index, answer) in element.all("answer").enumerate() {
        let id = ChoiceId::letter(index);
        options.push(Choice { id: id.clone(), content: reading.content(answer)? });
        weights.push((id.clone(), share(answer)?));
        if let Some(feedback) = answer.first("feedback") {
            let why = reading.content(feedback)?;
            if !why.is_empty() {
                key.rationales.insert(id, why);
            }
        }
    }
    // Where an order or numbers are told, words of the stem may refer to them.
    if !matches!(named(element, "answernumbering").as_str(), "" | "abc" | "ABCD") {
        reading.losses.code("loss.display");
    }
    Ok((options, weights))
}

pub(super) fn truth(element: &Element, reading: &mut Reading, key: &mut Key) -> Result<(), Refusal> {
    let mut right = None;
    for answer in element.all("answer") {
        lose_feedback(answer, reading);
        let word = match answer.first("text") {
            Some(text) => text.text(),
            None => answer.own_text(),
        };
        let value = match word.trim().to_lowercase().as_str() {
            "true" => true,
            "false" => false,
            other => return Err(Refusal::new("moodle.truth").with("text", brief(other, 40))),
        };
        match share(answer)? {
            f if f == Decimal::ONE && right.is_none() => right = Some(value),
            f if f.is_zero() => {}
            _ => return Err(Refusal::new("moodle.truth").with("text", "fraction")),
        }
    }
    key.answer = Answer::Truth(right.ok_or_else(|| Refusal::new("format.no-right-option"))?);
    Ok(())
}

/// What is said to whoever gives an answer is not kept.
fn lose_feedback(answer: &Element, reading: &mut Reading) {
    if answer.first("feedback").is_some_and(|feedback| !feedback.text().trim().is_empty()) {
        reading.losses.code("loss.feedback");
    }
}

/// The answers in their order, and how much of the points each brings.
fn shares<'a>(element: &'a Element, reading: &mut Reading) -> Result<Vec<(&'a Element, Decimal)>, Refusal> {
    check::room(0, element.all("answer").count())?;
    let mut out = Vec::new();
    for answer in element.all("answer") {
        lose_feedback(answer, reading);
        out.push((answer, share(answer)?));
    }
    Ok(out)
}

/// The bare text of an answer: what a candidate would type.
///
/// # Errors
/// `moodle.markup` where a power or an index would be read as a plain digit.
fn typed(answer: &Element) -> Result<String, Refusal> {
    if answer.first("text").is_some_and(|text| text.elements().next().is_some()) {
        return Err(Refusal::new("moodle.markup"));
    }
    let text = answer.first("text").map_or_else(|| answer.own_text(), Element::text);
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

pub(super) fn text(
    element: &Element,
    tags: &Tags,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    let (mut accepted, mut nothing) = (Vec::new(), gift::Nothing::default());
    let case_sensitive = flag(element, "usecase", false)?;
    for (answer, share) in shares(element, reading)? {
        let text = match typed(answer) {
            Err(_) if share <= Decimal::ZERO => String::new(),
            text => text?,
        };
        if nothing.text(share, &text, case_sensitive, &mut reading.losses)? {
            accepted.push(Accepted { text: gift::literal(&text)?, share });
        }
    }
    gift::full(accepted.iter().map(|one| one.share))?;
    let texts = TextKey { accepted, case_sensitive, marked_by_people: false };
    if tags.gap {
        let id = GapId::letter(0);
        key.answer = Answer::Gaps([(id.clone(), GapKey::Text(texts))].into());
        question.interaction = Interaction::Gaps { gaps: vec![Gap { id, number: false, unit: String::new() }] };
    } else {
        key.answer = Answer::Texts(texts);
        question.interaction = Interaction::ShortAnswer { letters: 255 };
    }
    Ok(())
}

pub(super) fn number(
    element: &Element,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    let (mut numbers, mut nothing) = (Vec::new(), gift::Nothing::default());
    for (answer, share) in shares(element, reading)? {
        let text = match typed(answer) {
            Err(_) if share <= Decimal::ZERO => String::new(),
            text => text?,
        };
        // What brings nothing need be no number.
        if share <= Decimal::ZERO && (text == "*" || gift::number(&text).is_none()) {
            let any = (text == "*").then_some(None);
            nothing.number(share, any.unwrap_or(Some((Decimal::MAX, Decimal::ZERO))), &mut reading.losses)?;
            continue;
        }
        let fault = || Refusal::new("moodle.number").with("name", "answer").with("text", brief(&text, 40));
        let value = gift::number(&text).ok_or_else(fault)?.normalize();
        let tolerance = super::number(answer, "tolerance")?.unwrap_or_default();
        if tolerance.is_sign_negative() && !tolerance.is_zero() {
            return Err(fault());
        }
        if nothing.number(share, Some((value, tolerance)), &mut reading.losses)? {
            numbers.push(NumberKey { value, tolerance, share });
        }
    }
    gift::full(numbers.iter().map(|one| one.share))?;
    let units: Vec<&Element> = element.first("units").map(|units| units.all("unit").collect()).unwrap_or_default();
    let unit = match units.as_slice() {
        [] => String::new(),
        [unit] if super::number(unit, "multiplier")?.is_none_or(|m| m == Decimal::ONE) => named(unit, "unit_name"),
        _ => {
            reading.losses.code("loss.units");
            String::new()
        }
    };
    // It stands behind the number here.
    if flag(element, "unitsleft", false)? && !unit.is_empty() {
        reading.losses.named("loss.unit-left", &unit);
    }
    if super::number(element, "unitgradingtype")?.is_some_and(|kind| !kind.is_zero()) {
        reading.losses.code("loss.units");
    }
    let id = GapId::letter(0);
    key.answer = Answer::Gaps([(id.clone(), GapKey::Numbers(numbers))].into());
    question.interaction = Interaction::Gaps { gaps: vec![Gap { id, number: true, unit }] };
    Ok(())
}

pub(super) fn pairs(
    element: &Element,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    let (mut premises, mut responses) = (Vec::<Choice>::new(), Vec::<Choice>::new());
    let mut pairs = std::collections::BTreeMap::new();
    check::room(element.all("subquestion").count() / 2, 0)?;
    for sub in element.all("subquestion") {
        let said = sub.first("answer").ok_or_else(|| Refusal::new("moodle.no-partner"))?;
        // Partners are letters only, whatever the format of the premise, but where they are dragged.
        let rich = element.attribute("type") == Some("ddmatch");
        let content = if rich { reading.content(said)? } else { crate::item::Content::plain(&typed(said)?) };
        if content.is_empty() {
            return Err(Refusal::new("moodle.no-partner"));
        }
        let found = responses.iter().find(|response| response.content == content).map(|r| r.id.clone());
        let response = found.unwrap_or_else(|| {
            let id = ChoiceId::letter(responses.len());
            responses.push(Choice { id: id.clone(), content });
            id
        });
        let premise = reading.content(sub)?;
        if !premise.is_empty() {
            let id = gift::numbered(premises.len());
            pairs.insert(id.clone(), response);
            premises.push(Choice { id, content: premise });
        }
    }
    key.answer = Answer::Pairs(pairs);
    key.scoring = Scoring::Parts;
    question.interaction =
        Interaction::Matching { premises, responses, shuffle: flag(element, "shuffleanswers", true)? };
    Ok(())
}

pub(super) fn order(
    element: &Element,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    check::room(element.all("answer").count(), 0)?;
    let mut steps = Vec::new();
    for (index, answer) in element.all("answer").enumerate() {
        lose_feedback(answer, reading);
        steps.push(Choice { id: ChoiceId::letter(index), content: reading.content(answer)? });
    }
    if !matches!(named(element, "selecttype").trim().to_ascii_uppercase().as_str(), "" | "0" | "ALL") {
        // A part of the steps would be drawn anew for each candidate.
        return Err(Refusal::new("moodle.ordering-subset"));
    }
    // Moodle's grading by place is `0`; `-1` is all or nothing; the others compare neighbours or runs.
    key.scoring = match named(element, "gradingtype").as_str() {
        "-1" | "ALL_OR_NOTHING" => Scoring::Whole,
        "" | "0" | "ABSOLUTE_POSITION" => Scoring::Parts,
        other => return Err(Refusal::new("moodle.ordering-grading").with("kind", brief(other, 40))),
    };
    key.answer = Answer::Order(steps.iter().map(|step| step.id.clone()).collect());
    question.interaction = Interaction::Ordering { steps, shuffle: true };
    Ok(())
}

pub(super) fn essay(
    element: &Element,
    reading: &mut Reading,
    question: &mut Question,
    key: &mut Key,
) -> Result<(), Refusal> {
    let count = |name: &str| named(element, name).parse::<i64>().ok();
    let limit = |name: &str| count(name).and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
    let mut rubric = Rubric::default();
    if let Some(info) = element.first("graderinfo") {
        rubric.model = reading.content(info)?;
    }
    if element.first("responsetemplate").is_some_and(|template| !template.text().trim().is_empty()) {
        reading.losses.code("loss.template");
    }
    if limit("minwordlimit").is_some() {
        reading.losses.code("loss.fewest-words");
    }
    let files = count("attachments").unwrap_or(0);
    let alone = named(element, "responseformat") == "noinline";
    // One at least is what an answer of files is.
    if count("attachmentsrequired").is_some_and(|fewest| fewest > i64::from(alone)) {
        reading.losses.named("loss.fewest-files", &named(element, "attachmentsrequired"));
    }
    question.interaction = if alone {
        if files < 0 {
            reading.losses.code("loss.display");
        }
        let endings = named(element, "filetypeslist");
        let mut kept = Vec::new();
        for ending in endings.split([',', ' ', ';']).filter(|ending| !ending.is_empty()) {
            match ending.strip_prefix('.') {
                Some(ending) => kept.push(ending.to_lowercase()),
                None => reading.losses.named("loss.file-kind", ending),
            }
        }
        Interaction::Upload { endings: kept, files: u32::try_from(files).unwrap_or(50).max(1) }
    } else {
        if files != 0 {
            reading.losses.code("loss.attachments");
        }
        Interaction::Essay { words: limit("maxwordlimit"), minutes: None }
    };
    key.answer = Answer::Rubric(rubric);
    Ok(())
}
