//! An item of QTI, read.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::{
        markup::{LINE, Markup, Own},
        report::{Intake, Losses, brief},
        tags::Tags,
    },
    Place, Version, attributes, declared, key, names,
    package::Stimuli,
    processing,
    rubric::Found,
    shape::{self, is_interaction},
    within,
};
use crate::{
    item::{Content, GapId, Inline, Item, ItemId, Language, Question, StimulusId},
    xml::{Element, Node},
};

/// Reads an item. What it shows lies beside it, at `place`; what it shares is one of `stimuli`.
pub(super) fn item(
    root: &Element,
    id: ItemId,
    place: &Place<'_>,
    stimuli: Option<&Stimuli>,
    intake: &Intake,
    losses: &mut Losses,
) -> Result<Item, Refusal> {
    // Without a namespace the names decide; with that of a version that is not known here, too, and that is told.
    let known = |namespace: &&str| Version::ALL.iter().any(|version| namespace.contains(version.short()));
    match root.attribute("xmlns").unwrap_or_default() {
        "" => losses.named("loss.version", "xmlns=\"\""),
        other if !known(&other) => losses.named("loss.version", other.rsplit('/').next().unwrap_or_default()),
        _ => {}
    }
    attributes::sound(root)?;
    if root.says("timeDependent") {
        losses.named("loss.attribute", "timeDependent");
    }
    if root.attributes.iter().any(|(name, _)| name == "label") {
        losses.named("loss.attribute", "label");
    }
    if root.says("adaptive") {
        return Err(Refusal::new("qti.adaptive"));
    }
    shape::whole(root)?;
    let told = root.first("itemBody").filter(|_| root.attribute("xml:lang").is_none()).unwrap_or(root);
    let language = language(told, intake, losses);
    let mut responses = Vec::new();
    let (mut points, mut stimulus, mut body, mut rules) = (None, None, None, None);
    for element in root.elements() {
        match element.name.as_str() {
            "responseDeclaration" => {
                if element.first("defaultValue").is_some() {
                    losses.code("loss.template");
                }
                if element.first("correctResponse").is_some_and(|right| right.attribute("interpretation").is_some()) {
                    losses.named("loss.attribute", "interpretation");
                }
                shape::declared(element, losses);
                responses.push(declared::response(element)?);
            }
            "outcomeDeclaration" => points = outcome(element)?.or(points),
            "templateDeclaration" | "templateProcessing" => return Err(Refusal::new("qti.template")),
            "assessmentStimulusRef" => {
                let one = referred(element, place, stimuli, losses)?;
                match (&stimulus, one) {
                    (None, one) => stimulus = one,
                    // A question has one passage.
                    (Some(_), Some(more)) => losses.named("loss.stimulus", more.as_str()),
                    (Some(_), None) => {}
                }
            }
            "itemBody" => body = Some(element),
            "responseProcessing" => rules = Some(element),
            "modalFeedback" => losses.code("loss.feedback"),
            "stylesheet" => losses.code("loss.style"),
            other => losses.named("loss.part", other),
        }
    }
    let body = body.ok_or_else(|| Refusal::new("qti.no-body"))?;
    direction(body, losses);
    if ["class", "style"].iter().any(|name| body.attribute(name).is_some()) {
        losses.code("loss.style");
    }
    shape::sound(body)?;
    let mut interactions: Vec<Element> = Vec::new();
    let mut found = Found::default();
    let stem = content(body, place, &mut interactions, &mut found, losses)?;
    shape::found(body, &interactions)?;
    let constants = processing::constants(root)?;
    let gains = processing::read(root, rules, &constants, &mut responses, losses)?;
    let asked = key::Asked { interactions: &interactions, responses: &responses, gains, points, place };
    let (interaction, mut key, points) = asked.read(losses)?;
    let tags = Tags::read(found.tags.iter().map(String::as_str), losses);
    found.into_key(&mut key);
    let title = root.attribute("title").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let stem = if key::follows(&interactions) { without_gaps(stem) } else { stem };
    let question = Question { language, stimulus, stem, interaction, points };
    let mut item =
        Item { id, title, place: None, level: None, enemies: Default::default(), example: false, question, key };
    tags.into_item(&mut item);
    Ok(item)
}

/// The passage that an item refers to: that of the part which its address names, whatever either calls it. Of an item by
/// itself nothing but the name is known.
fn referred(
    reference: &Element,
    place: &Place<'_>,
    stimuli: Option<&Stimuli>,
    losses: &mut Losses,
) -> Result<Option<StimulusId>, Refusal> {
    let name = super::own_name(reference);
    let Some(stimuli) = stimuli else {
        return StimulusId::new(name).map(Some).map_err(|_| Refusal::new("qti.identifier"));
    };
    let href = reference.attribute("href").unwrap_or_default();
    let found = place.file(href).ok().and_then(|part| stimuli.get(part.as_str()).cloned());
    if found.is_none() {
        losses.named("loss.stimulus", if href.is_empty() { &name } else { href });
    }
    Ok(found)
}

/// What stands beside the text and is not shown in an exam: told as lost, whatever it holds.
fn aside(element: &Element, losses: &mut Losses) -> bool {
    match element.name.as_str() {
        "feedbackBlock" | "feedbackInline" => losses.code("loss.feedback"),
        // A button that asks for a hint, or hands in.
        "infoControl" | "endAttemptInteraction" => losses.code("loss.hints"),
        "stylesheet" => losses.code("loss.style"),
        // A number that is worked out while it is answered, such as a score.
        name @ ("catalogInfo" | "printedVariable") => losses.named("loss.part", name),
        _ => return false,
    }
    true
}

/// Text that runs from right to left is not kept as such; Markup tells it of its own elements.
pub(super) fn direction(element: &Element, losses: &mut Losses) {
    if element.attribute("dir").is_some_and(|dir| dir != "ltr") {
        losses.named("loss.attribute", "dir");
    }
}

pub(super) fn language(root: &Element, intake: &Intake, losses: &mut Losses) -> Language {
    match root.attribute("xml:lang").map(|told| told.split('-').next().unwrap_or_default().to_lowercase()) {
        Some(told) if told == "id" => Language::Id,
        Some(told) if told == "en" => Language::En,
        Some(told) if !told.is_empty() => {
            losses.named("loss.language", &told);
            intake.language
        }
        _ => intake.language,
    }
}

/// The most points, where the outcome tells them.
fn outcome(element: &Element) -> Result<Option<Decimal>, Refusal> {
    let told = match element.attribute("identifier") {
        Some("MAXSCORE") => element.first("defaultValue").and_then(|value| value.first("value")).map(Element::text),
        Some("SCORE") => element.attribute("normalMaximum").map(str::to_owned),
        _ => None,
    };
    told.map(|text| declared::number(&text)).transpose()
}

/// The content of a body. Interactions and rubric blocks are taken out of it; a text entry leaves its gap.
fn content(
    body: &Element,
    place: &Place<'_>,
    interactions: &mut Vec<Element>,
    found: &mut Found,
    losses: &mut Losses,
) -> Result<Content, Refusal> {
    let file = |address: &str| place.file(address);
    // Prompts belong to the stem, at the place of their interaction.
    let nodes = flatten(&body.children);
    let behind = behind(&nodes);
    if !behind.is_empty() {
        losses.add(Refusal::new("loss.text-behind").with("text", brief(&behind, 60)));
    }
    let mut fault = None;
    let mut blocks: Vec<Element> = Vec::new();
    let mut lists = 0;
    body.walk(&mut |element| lists += usize::from(element.name == "inlineChoiceInteraction"));
    let mut own = |element: &Element, losses: &mut Losses| match element.name.as_str() {
        "textEntryInteraction" => {
            interactions.push(element.clone());
            let name = names::plain(element.attribute("responseIdentifier").unwrap_or_default());
            match GapId::new(name) {
                Ok(gap) => Some(Own::Inline(Inline::Gap(gap))),
                Err(_) => {
                    fault = Some(Refusal::new("qti.identifier"));
                    Some(Own::Elsewhere)
                }
            }
        }
        "rubricBlock" => {
            blocks.push(element.clone());
            Some(Own::Elsewhere)
        }
        _ if aside(element, losses) => Some(Own::Elsewhere),
        // The place of the list stays to be seen.
        "inlineChoiceInteraction" => {
            let label = if lists > 1 { within::gap(interactions.len()) } else { LINE.to_owned() };
            interactions.push(element.clone());
            Some(Own::Inline(Inline::Text(label)))
        }
        "templateBlock" | "templateInline" => {
            fault = Some(Refusal::new("qti.template"));
            Some(Own::Elsewhere)
        }
        name if is_interaction(name) => {
            interactions.push(element.clone());
            Some(Own::Elsewhere)
        }
        _ => None,
    };
    let stem = Markup { file: &file, own: &mut own, losses }.content(&nodes);
    if let Some(fault) = fault {
        return Err(fault);
    }
    for block in blocks {
        let content = flow(&block.children, place, losses);
        found.keep(&block, content, losses);
    }
    Ok(stem)
}

/// Content without interactions: options, prompts, rubrics, stimuli.
pub(super) fn flow(nodes: &[Node], place: &Place<'_>, losses: &mut Losses) -> Content {
    let file = |address: &str| place.file(address);
    let mut own = |element: &Element, losses: &mut Losses| match element.name.as_str() {
        _ if aside(element, losses) => Some(Own::Elsewhere),
        name if is_interaction(name) => {
            losses.named("loss.part", name);
            Some(Own::Elsewhere)
        }
        _ => None,
    };
    Markup { file: &file, own: &mut own, losses }.content(nodes)
}

/// Puts the prompt of each interaction before it.
fn flatten(nodes: &[Node]) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if is_interaction(&element.name) => {
                let mut rest = element.clone();
                let mut prompt = None;
                rest.children.retain(|child| match child {
                    Node::Element(child) if child.name == "prompt" => {
                        prompt = Some(Element { name: "div".to_owned(), ..child.clone() });
                        false
                    }
                    _ => true,
                });
                out.extend(prompt.map(Node::Element));
                out.extend(
                    within::text(&mut rest)
                        .map(|text| Node::Element(Element { children: flatten(&text.children), ..text })),
                );
                out.push(Node::Element(rest));
            }
            // What candidates are told in a rubric block is part of what is asked.
            Node::Element(element) if element.name == "rubricBlock" && told(element) => {
                let mut div = Element { children: element.children.clone(), ..Element::new("div") };
                div.attributes.extend(element.attributes.iter().filter(|(name, _)| name == "dir").cloned());
                out.push(Node::Element(div));
            }
            Node::Element(element) if element.name != "rubricBlock" => {
                let children = flatten(&element.children);
                let (name, attributes) = (element.name.clone(), element.attributes.clone());
                out.push(Node::Element(Element { name, attributes, children, line: element.line }));
            }
            other => out.push(other.clone()),
        }
    }
    out
}

/// The words that stand behind a place to answer which leaves no place in the text: they are shown before it.
fn behind(nodes: &[Node]) -> String {
    let (mut passed, mut out) = (false, String::new());
    words_behind(nodes, &mut passed, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words_behind(nodes: &[Node], passed: &mut bool, out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) if *passed => out.push_str(text),
            Node::Text(_) => {}
            Node::Element(element) => match element.name.as_str() {
                "textEntryInteraction" | "inlineChoiceInteraction" | "hottext" | "gap" | "endAttemptInteraction" => {}
                name if is_interaction(name) => *passed = true,
                "rubricBlock" | "feedbackBlock" | "feedbackInline" | "infoControl" | "stylesheet" | "catalogInfo"
                | "printedVariable" => {}
                "img" | "object" | "audio" | "video" if *passed => {
                    out.push_str(element.attribute("alt").filter(|alt| !alt.is_empty()).unwrap_or(&element.name));
                }
                _ => {
                    out.push(' ');
                    words_behind(&element.children, passed, out);
                }
            },
        }
    }
}

/// A block that candidates see.
fn told(block: &Element) -> bool {
    block.attribute("view").is_none_or(|view| view.split_whitespace().any(|view| view == "candidate"))
}

/// The stem without its last paragraph, which holds nothing but the gap that follows the stem.
fn without_gaps(mut stem: Content) -> Content {
    stem.0.pop();
    stem
}

/// The words of an identifier that is not understood, for a refusal.
pub(super) fn unknown(name: &str) -> Refusal {
    Refusal::new("qti.interaction").with("name", brief(name, 40))
}
