//! Response declarations: what is right, and what each value maps to.

use std::collections::BTreeSet;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::super::{gift, report::brief};
use crate::{
    item::{Point, Shape},
    xml::Element,
};

/// A declared response.
#[derive(Debug, Clone, Default)]
pub(super) struct Declared {
    pub(super) identifier: String,
    pub(super) cardinality: String,
    pub(super) base: String,
    /// The right values, as written.
    pub(super) correct: Vec<String>,
    pub(super) mapping: Option<Mapping>,
    pub(super) areas: Option<Areas>,
}

/// What each value brings.
#[derive(Debug, Clone, Default)]
pub(super) struct Mapping {
    /// What an unlisted value brings.
    pub(super) default: Decimal,
    pub(super) lower: Option<Decimal>,
    pub(super) upper: Option<Decimal>,
    /// Value, what it brings, whether capital letters matter.
    pub(super) entries: Vec<(String, Decimal, bool)>,
    /// Of some value it is not told whether capital letters matter.
    pub(super) case_untold: bool,
}

/// What a point in each area brings.
#[derive(Debug, Clone, Default)]
pub(super) struct Areas {
    pub(super) default: Decimal,
    pub(super) lower: Option<Decimal>,
    pub(super) upper: Option<Decimal>,
    pub(super) entries: Vec<(Shape, Decimal)>,
}

/// A number.
pub(super) fn number(text: &str) -> Result<Decimal, Refusal> {
    let number = gift::number(text).map(|number| number.normalize());
    number.ok_or_else(|| Refusal::new("qti.number").with("text", brief(text.trim(), 40)))
}

fn optional(element: &Element, name: &str) -> Result<Option<Decimal>, Refusal> {
    element.attribute(name).map(number).transpose()
}

/// Reads a declaration.
pub(super) fn response(element: &Element) -> Result<Declared, Refusal> {
    let told = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    let mut out = Declared {
        identifier: told("identifier"),
        cardinality: told("cardinality"),
        base: told("baseType"),
        ..Declared::default()
    };
    if let Some(correct) = element.first("correctResponse") {
        out.correct = correct.all("value").map(|value| squeezed(&value.text())).collect();
    }
    if out.base == "integer"
        && let Some(part) = out.correct.iter().find(|text| number(text).is_ok_and(|number| !number.is_integer()))
    {
        return Err(Refusal::new("qti.number").with("text", brief(part, 40)));
    }
    if let Some(mapping) = element.first("mapping") {
        let mut read = Mapping {
            default: optional(mapping, "defaultValue")?.unwrap_or_default(),
            lower: optional(mapping, "lowerBound")?,
            upper: optional(mapping, "upperBound")?,
            ..Mapping::default()
        };
        let mut seen = BTreeSet::new();
        for entry in mapping.all("mapEntry") {
            let key = entry.attribute("mapKey").ok_or_else(|| Refusal::new("qti.mapping"))?;
            let brings = optional(entry, "mappedValue")?.ok_or_else(|| Refusal::new("qti.mapping"))?;
            // No version tells a default, and readers differ; what is not told is read as the stricter, and said to be.
            let told = entry.attribute("caseSensitive").map(str::trim);
            let case = !told.is_some_and(|told| matches!(told, "false" | "0"));
            read.case_untold |= told.is_none() && key.to_lowercase() != key.to_uppercase();
            let key = squeezed(key);
            if !seen.insert(key.clone()) {
                return Err(Refusal::new("qti.twice").with("name", brief(&key, 60)));
            }
            read.entries.push((key, brings, case));
        }
        out.mapping = Some(read);
    }
    if let Some(mapping) = element.first("areaMapping") {
        let mut read = Areas {
            default: optional(mapping, "defaultValue")?.unwrap_or_default(),
            lower: optional(mapping, "lowerBound")?,
            upper: optional(mapping, "upperBound")?,
            entries: Vec::new(),
        };
        for entry in mapping.all("areaMapEntry") {
            let brings = optional(entry, "mappedValue")?.ok_or_else(|| Refusal::new("qti.mapping"))?;
            read.entries.push((shape(entry)?, brings));
        }
        out.areas = Some(read);
    }
    Ok(out)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A shape from the attributes `shape` and `coords`.
pub(super) fn shape(element: &Element) -> Result<Shape, Refusal> {
    let kind = element.attribute("shape").unwrap_or_default();
    let fault = || Refusal::new("qti.shape").with("shape", brief(kind, 20));
    let coords = element.attribute("coords").unwrap_or_default();
    let numbers: Vec<u32> = coords
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().map_err(|_| fault()))
        .collect::<Result<_, _>>()?;
    match (kind, numbers.as_slice()) {
        ("rect", [x1, y1, x2, y2]) => Ok(Shape::Rectangle(Point { x: *x1, y: *y1 }, Point { x: *x2, y: *y2 })),
        ("circle", [x, y, radius]) => Ok(Shape::Circle(Point { x: *x, y: *y }, *radius)),
        ("poly", all) if all.len() >= 6 && all.len().is_multiple_of(2) => {
            let mut corners: Vec<Point> = all
                .chunks_exact(2)
                .filter_map(|c| c.first().zip(c.get(1)).map(|(x, y)| Point { x: *x, y: *y }))
                .collect();
            // A polygon may be closed by its first corner once more.
            if corners.len() > 3 && corners.first() == corners.last() {
                corners.pop();
            }
            Ok(Shape::Polygon(corners))
        }
        _ => Err(fault()),
    }
}

/// A shape as the values of `shape` and `coords`.
pub(super) fn coords(shape: &Shape) -> (&'static str, String) {
    match shape {
        Shape::Rectangle(from, to) => ("rect", format!("{},{},{},{}", from.x, from.y, to.x, to.y)),
        Shape::Circle(centre, radius) => ("circle", format!("{},{},{radius}", centre.x, centre.y)),
        Shape::Polygon(corners) => {
            let numbers: Vec<String> = corners.iter().map(|corner| format!("{},{}", corner.x, corner.y)).collect();
            ("poly", numbers.join(","))
        }
    }
}
