//! Tests of QTI: which items, in which sections, how long. How a test is scored, branched and navigated is set in this
//! house anew, and told as lost.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::report::{Losses, TestOutline, brief},
    Place, Version,
    declared::number,
    names::identifier,
    own_name,
    package::folder,
    write,
};
use crate::{item::ItemId, xml::Element};

/// The other parts of a package, by their names.
pub(super) struct Others<'a> {
    /// The item that was taken from a part.
    pub(super) item: &'a dyn Fn(&str) -> Option<ItemId>,
    /// A part that a section lies in.
    pub(super) section: &'a dyn Fn(&str) -> Result<Element, Refusal>,
}

/// The most sections within each other, wherever they lie.
const DEEPEST: usize = 20;
/// The most sections of a test.
const MOST: usize = 1_000;

/// Reads a test.
pub(super) fn read(
    root: &Element,
    place: &Place<'_>,
    others: &Others<'_>,
    losses: &mut Losses,
) -> Result<TestOutline, Refusal> {
    let id = ItemId::new(own_name(root)).map_err(|_| Refusal::new("qti.identifier"))?;
    let title = root.attribute("title").unwrap_or_default().to_owned();
    let mut out = TestOutline { id, title, minutes: minutes(root)?, sections: Vec::new() };
    for element in root.elements() {
        match element.name.as_str() {
            "testPart" => {
                let mut control = false;
                for inner in element.elements() {
                    control |= !within(inner, place, others, &mut out, losses, 0)?;
                }
                let told = |name: &str, value: &str| element.attribute(name).is_some_and(|told| told.trim() == value);
                if control || told("submissionMode", "individual") || told("navigationMode", "linear") {
                    losses.code("loss.test-rules");
                }
            }
            "timeLimits" => limits(element, losses),
            "outcomeDeclaration" | "outcomeProcessing" | "testFeedback" => losses.code("loss.test-rules"),
            other => losses.named("loss.part", other),
        }
    }
    if out.sections.iter().all(|(_, items)| items.is_empty()) {
        return Err(Refusal::new("qti.no-items"));
    }
    Ok(out)
}

fn minutes(element: &Element) -> Result<Option<u32>, Refusal> {
    let Some(told) = element.first("timeLimits").and_then(|limits| limits.attribute("maxTime")) else {
        return Ok(None);
    };
    let seconds = number(told)?.ceil();
    let seconds: u64 = seconds.try_into().map_err(|_| Refusal::new("qti.number").with("text", told))?;
    Ok(u32::try_from(seconds.div_ceil(60)).ok().filter(|minutes| *minutes > 0))
}

/// What the time of a test says beyond whole minutes at most.
fn limits(element: &Element, losses: &mut Losses) {
    let seconds = element.attribute("maxTime").and_then(|told| number(told).ok());
    let whole = seconds.is_none_or(|seconds| !seconds.is_zero() && (seconds % Decimal::from(60)).is_zero());
    if !whole || element.attribute("minTime").is_some() || element.says("allowLateSubmission") {
        losses.code("loss.test-time");
    }
}

/// What a section, or a reference to an item, says of its order, choice and kind.
fn said(element: &Element, losses: &mut Losses) {
    let rules = ["required", "fixed"].iter().any(|name| element.says(name));
    let unseen = element.attribute("visible").is_some_and(|told| matches!(told.trim(), "false" | "0"));
    if rules || unseen || element.attribute("category").is_some() {
        losses.code("loss.test-rules");
    }
}

fn section(
    element: &Element,
    place: &Place<'_>,
    others: &Others<'_>,
    out: &mut TestOutline,
    losses: &mut Losses,
    depth: usize,
) -> Result<(), Refusal> {
    if depth > DEEPEST || out.sections.len() >= MOST {
        return Err(Refusal::new("qti.sections"));
    }
    said(element, losses);
    let title = element.attribute("title").unwrap_or_default();
    let mut at = out.sections.len();
    out.sections.push((title.to_owned(), Vec::new()));
    for inner in element.elements() {
        match inner.name.as_str() {
            "assessmentItemRef" => {
                said(inner, losses);
                // What follows a section within this one is asked after it.
                if at + 1 < out.sections.len() {
                    if out.sections.len() >= MOST {
                        return Err(Refusal::new("qti.sections"));
                    }
                    at = out.sections.len();
                    out.sections.push((title.to_owned(), Vec::new()));
                }
                let href = inner.attribute("href").unwrap_or_default();
                let part = place.file(href).map_err(|_| Refusal::new("qti.no-part").with("href", href))?;
                match (others.item)(part.as_str()) {
                    Some(item) => out.sections.get_mut(at).into_iter().for_each(|(_, items)| items.push(item.clone())),
                    None => losses.named("loss.item", href),
                }
                if inner.elements().next().is_some() {
                    losses.code("loss.test-rules");
                }
            }
            "selection" | "ordering" | "preCondition" | "branchRule" | "itemSessionControl" => {
                losses.code("loss.test-rules");
            }
            other => {
                if !within(inner, place, others, out, losses, depth + 1)? {
                    losses.named("loss.part", other);
                }
            }
        }
    }
    Ok(())
}

/// What a part may hold, and a section too; answers whether it was that.
fn within(
    inner: &Element,
    place: &Place<'_>,
    others: &Others<'_>,
    out: &mut TestOutline,
    losses: &mut Losses,
    depth: usize,
) -> Result<bool, Refusal> {
    match inner.name.as_str() {
        "assessmentSection" => section(inner, place, others, out, losses, depth)?,
        "assessmentSectionRef" => elsewhere(inner, place, others, out, losses, depth)?,
        "timeLimits" => losses.code("loss.section-time"),
        _ => return Ok(false),
    }
    Ok(true)
}

/// A section that lies in a part of its own.
fn elsewhere(
    reference: &Element,
    place: &Place<'_>,
    others: &Others<'_>,
    out: &mut TestOutline,
    losses: &mut Losses,
    depth: usize,
) -> Result<(), Refusal> {
    let href = reference.attribute("href").unwrap_or_default();
    let missing = || Refusal::new("qti.no-part").with("href", brief(href, 100));
    let part = place.file(href).map_err(|_| missing())?;
    let root = (others.section)(part.as_str())?;
    if root.name != "assessmentSection" {
        return Err(Refusal::new("qti.root").with("name", brief(&root.name, 40)));
    }
    let place = Place { folder: folder(part.as_str()) };
    section(&root, &place, others, out, losses, depth)
}

/// Writes a test that lies in `tests/`.
pub(super) fn written(test: &TestOutline, version: Version) -> String {
    let mut part = Element::new("testPart")
        .with("identifier", "PART")
        .with("navigationMode", "nonlinear")
        .with("submissionMode", "simultaneous");
    for (index, (title, items)) in test.sections.iter().enumerate() {
        let reference = |item: &ItemId| {
            Element::new("assessmentItemRef")
                .with("identifier", identifier(item.as_str()))
                .with("href", write::address("../", &format!("items/{item}.xml")))
        };
        let section = Element::new("assessmentSection")
            .with("identifier", format!("SECTION-{}", index + 1))
            .with("title", title)
            .with("visible", "true");
        part = part.holding(section.holding_all(items.iter().map(reference)));
    }
    let mut out = Element::new("assessmentTest")
        .with("xmlns", version.namespace())
        .with("identifier", identifier(test.id.as_str()))
        .with("title", &test.title);
    if let Some(minutes) = test.minutes {
        let seconds = (u64::from(minutes) * 60).to_string();
        out = out.holding(Element::new("timeLimits").with("maxTime", seconds));
    }
    write::document(out.holding(part), version)
}
