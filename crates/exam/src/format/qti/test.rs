//! Tests of QTI: which items, in which sections, how long. How a test is scored, branched and navigated is set in this
//! house anew, and told as lost.

use certification::refusal::Refusal;

use super::{
    super::report::{Losses, TestOutline},
    Place, Version,
    declared::number,
    names::identifier,
    own_name, write,
};
use crate::{item::ItemId, xml::Element};

/// Reads a test. `find` gives the item behind the name of a part.
pub(super) fn read(
    root: &Element,
    place: &Place<'_>,
    find: &dyn Fn(&str) -> Option<ItemId>,
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
                    match inner.name.as_str() {
                        "assessmentSection" => section(inner, place, find, &mut out, losses)?,
                        "timeLimits" => losses.code("loss.section-time"),
                        _ => control = true,
                    }
                }
                if control || element.attribute("submissionMode") == Some("individual") {
                    losses.code("loss.test-rules");
                }
            }
            "timeLimits" => {}
            "outcomeDeclaration" | "outcomeProcessing" | "testFeedback" => losses.code("loss.test-rules"),
            other => losses.named("loss.element", other),
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

fn section(
    element: &Element,
    place: &Place<'_>,
    find: &dyn Fn(&str) -> Option<ItemId>,
    out: &mut TestOutline,
    losses: &mut Losses,
) -> Result<(), Refusal> {
    let at = out.sections.len();
    out.sections.push((element.attribute("title").unwrap_or_default().to_owned(), Vec::new()));
    for inner in element.elements() {
        match inner.name.as_str() {
            "assessmentItemRef" => {
                let href = inner.attribute("href").unwrap_or_default();
                let part = place.file(href).map_err(|_| Refusal::new("qti.no-part").with("href", href))?;
                match find(part.as_str()) {
                    Some(item) => out.sections.get_mut(at).into_iter().for_each(|(_, items)| items.push(item.clone())),
                    None => losses.named("loss.item", href),
                }
                if inner.elements().next().is_some() {
                    losses.code("loss.test-rules");
                }
            }
            "assessmentSection" => section(inner, place, find, out, losses)?,
            "selection" | "ordering" | "preCondition" | "branchRule" | "itemSessionControl" => {
                losses.code("loss.test-rules");
            }
            "timeLimits" => losses.code("loss.section-time"),
            other => losses.named("loss.element", other),
        }
    }
    Ok(())
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
