//! An item written as QTI.

use certification::refusal::Refusal;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    super::{
        markup_out::{Dialect, mime},
        report::{Losses, Written},
        tags,
    },
    Version,
    declared::coords,
    names::{identifier, newer},
    rubric,
    write_key::Declarations,
};
use crate::{
    item::{Choice, Content, GapId, Interaction, Item, Language, MediaName, Picture, Stimulus},
    xml::{Element, Node},
};

/// What may stand bare in an address.
const BARE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// The address of a file, seen from a part `up` folders deep.
pub(super) fn address(up: &str, name: &str) -> String {
    format!("{up}{}", utf8_percent_encode(name, BARE))
}

const fn language(language: Language) -> &'static str {
    match language {
        Language::Id => "id",
        Language::En => "en",
    }
}

struct Pen<'a> {
    up: &'a str,
    version: Version,
}

impl Pen<'_> {
    fn with<T>(&self, gap: &dyn Fn(&GapId) -> Node, write: impl FnOnce(&Dialect<'_>) -> T) -> T {
        let file = |name: &MediaName| address(self.up, name.as_str());
        write(&Dialect { file: &file, gap, audio: self.version != Version::V21, underline: false })
    }

    fn flow(&self, name: &str, content: &Content) -> Element {
        let nothing = |_: &GapId| Node::Text(String::new());
        Element { children: self.with(&nothing, |pen| pen.flow(content)), ..Element::new(name) }
    }

    fn choice(&self, name: &str, choice: &Choice) -> Element {
        self.flow(name, &choice.content).with("identifier", identifier(choice.id.as_str()))
    }

    fn picture(&self, picture: &Picture) -> Element {
        let mut out = Element::new("object")
            .with("data", address(self.up, picture.file.as_str()))
            .with("type", mime(&picture.file));
        for (name, pixels) in [("width", picture.width), ("height", picture.height)] {
            out = pixels.into_iter().fold(out, |out, pixels| out.with(name, pixels.to_string()));
        }
        out.saying(&picture.alt)
    }
}

fn text_entry(gap: &str) -> Element {
    Element::new("textEntryInteraction").with("responseIdentifier", gap)
}

/// Writes an item that lies `up` folders under the root of its package, such as `../`.
pub(super) fn item(item: &Item, version: Version, up: &str) -> Written {
    let mut losses = Losses::default();
    let pen = Pen { up, version };
    let declarations = Declarations::of(item, version)?;
    let question = &item.question;
    let gap = |gap: &GapId| Node::Element(text_entry(&identifier(gap.as_str())));
    let mut body = Element::new("itemBody");
    body.children = pen.with(&gap, |pen| pen.blocks(&question.stem));
    body.children.extend(interaction(item, &pen)?.map(Node::Element));
    let tags = tags::write(item, &mut Losses::default());
    let nothing = |_: &GapId| Node::Text(String::new());
    let rubrics = pen.with(&nothing, |pen| rubric::blocks(item, &tags, pen));
    body = body.holding_all(rubrics);
    let mut out = Element::new("assessmentItem")
        .with("xmlns", version.namespace())
        .with("identifier", identifier(item.id.as_str()))
        .with("title", if item.title.is_empty() { item.id.as_str() } else { &item.title })
        .with("xml:lang", language(question.language))
        .with("adaptive", "false")
        .with("timeDependent", "false")
        .holding_all(declarations.variables);
    if let Some(stimulus) = &question.stimulus {
        if version == Version::V21 {
            losses.code("loss.stimulus");
        } else {
            let name = identifier(stimulus.as_str());
            let href = address(up, &format!("stimuli/{stimulus}.xml"));
            out = out.holding(
                Element::new("assessmentStimulusRef")
                    .with("identifier", name)
                    .with("href", href)
                    .with("title", stimulus.as_str()),
            );
        }
    }
    out = out.holding(body);
    out = out.holding_all(declarations.processing);
    Ok((document(out, version), losses))
}

/// Writes a stimulus; 2.1 has none.
pub(super) fn stimulus(stimulus: &Stimulus, version: Version, up: &str) -> String {
    let pen = Pen { up, version };
    let nothing = |_: &GapId| Node::Text(String::new());
    let body =
        Element { children: pen.with(&nothing, |pen| pen.blocks(&stimulus.content)), ..Element::new("stimulusBody") };
    let out = Element::new("assessmentStimulus")
        .with("xmlns", version.namespace())
        .with("identifier", identifier(stimulus.id.as_str()))
        .with("title", &stimulus.title)
        .with("xml:lang", language(stimulus.language));
    document(out.holding(body), version)
}

/// A document in the names of its version.
pub(super) fn document(root: Element, version: Version) -> String {
    if version == Version::V30 { newer(root).document() } else { root.document() }
}

fn interaction(item: &Item, pen: &Pen<'_>) -> Result<Option<Element>, Refusal> {
    let new = |name: &str| Element::new(name).with("responseIdentifier", "RESPONSE");
    let truth = |flag: bool| if flag { "true" } else { "false" };
    Ok(Some(match &item.question.interaction {
        Interaction::Single { options, shuffle } => new("choiceInteraction")
            .with("shuffle", truth(*shuffle))
            .with("maxChoices", "1")
            .holding_all(options.iter().map(|option| pen.choice("simpleChoice", option))),
        Interaction::Multiple { options, least, most, shuffle } => new("choiceInteraction")
            .with("shuffle", truth(*shuffle))
            .with("minChoices", least.to_string())
            .with("maxChoices", most.to_string())
            .holding_all(options.iter().map(|option| pen.choice("simpleChoice", option))),
        Interaction::TrueFalse => {
            let words = match item.question.language {
                Language::Id => [("true", "Benar"), ("false", "Salah")],
                Language::En => [("true", "True"), ("false", "False")],
            };
            let word = |(id, word): (&str, &str)| Element::new("simpleChoice").with("identifier", id).saying(word);
            new("choiceInteraction")
                .with("class", "kompeten-true-false")
                .with("shuffle", "false")
                .with("maxChoices", "1")
                .holding_all(words.map(word))
        }
        Interaction::Matching { premises, responses, shuffle } => {
            let most = premises.len().to_string();
            let set = |choices: &[Choice], most: &str| {
                let choice = |c: &Choice| pen.choice("simpleAssociableChoice", c).with("matchMax", most);
                Element::new("simpleMatchSet").holding_all(choices.iter().map(choice))
            };
            new("matchInteraction")
                .with("shuffle", truth(*shuffle))
                .with("maxAssociations", &most)
                .holding(set(premises, "1"))
                .holding(set(responses, &most))
        }
        Interaction::Ordering { steps, shuffle } => new("orderInteraction")
            .with("shuffle", truth(*shuffle))
            .holding_all(steps.iter().map(|step| pen.choice("simpleChoice", step))),
        Interaction::Gaps { gaps } if item.question.stem.gaps().is_empty() => {
            let gap = gaps.first().ok_or_else(|| Refusal::new("format.cannot-carry").with("what", "gaps"))?;
            let entry = text_entry(&identifier(gap.id.as_str())).with("class", "kompeten-gap-after");
            let unit = if gap.unit.is_empty() { String::new() } else { format!(" {}", gap.unit) };
            Element::new("p").holding(entry).saying(&unit)
        }
        Interaction::Gaps { .. } => return Ok(None),
        Interaction::ShortAnswer { letters } => Element::new("p").holding(
            text_entry("RESPONSE").with("class", "kompeten-short-answer").with("expectedLength", letters.to_string()),
        ),
        Interaction::Essay { words, minutes } => classed(
            new("extendedTextInteraction"),
            [words.map(|n| format!("words-{n}")), minutes.map(|n| format!("minutes-{n}"))].into_iter().flatten(),
        ),
        Interaction::Oral { minutes } => classed(
            new("extendedTextInteraction"),
            std::iter::once("oral".to_owned()).chain(minutes.map(|n| format!("minutes-{n}"))),
        ),
        Interaction::Upload { endings, files } => classed(
            new("uploadInteraction"),
            std::iter::once(format!("files-{files}")).chain(endings.iter().map(|ending| format!("ending-{ending}"))),
        ),
        Interaction::Hotspot { picture, areas, most } if areas.is_empty() => {
            new("selectPointInteraction").with("maxChoices", most.to_string()).holding(pen.picture(picture))
        }
        Interaction::Hotspot { picture, areas, most } => {
            let area = |area: &crate::item::Area| {
                let (shape, coords) = coords(&area.shape);
                let out = Element::new("hotspotChoice").with("identifier", identifier(area.id.as_str()));
                let out = out.with("shape", shape).with("coords", coords);
                if area.label.is_empty() { out } else { out.with("hotspotLabel", &area.label) }
            };
            new("hotspotInteraction")
                .with("maxChoices", most.to_string())
                .holding(pen.picture(picture))
                .holding_all(areas.iter().map(area))
        }
    }))
}

fn classed(element: Element, names: impl Iterator<Item = String>) -> Element {
    let names: Vec<String> = names.map(|name| format!("kompeten-{name}")).collect();
    if names.is_empty() { element } else { element.with("class", names.join(" ")) }
}
