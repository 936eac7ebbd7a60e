//! A standard as JSON: the contract's own shape, a list of units, or the shape of a scheme
//! (`title_id`, `text_id`).

use certification::text::squeeze;
use serde::Deserialize;

use super::{Criterion, Element, Reading, Unit};
use crate::{Refusal, Refused};

#[derive(Deserialize)]
struct RawUnit {
    code: String,
    #[serde(alias = "title_id", default)]
    title: String,
    #[serde(alias = "description_id", default)]
    description: String,
    #[serde(default)]
    elements: Vec<RawElement>,
}

#[derive(Deserialize)]
struct RawElement {
    no: u32,
    #[serde(alias = "title_id")]
    title: String,
    #[serde(default)]
    criteria: Vec<RawCriterion>,
}

#[derive(Deserialize)]
struct RawCriterion {
    no: String,
    #[serde(alias = "text_id")]
    text: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Shape {
    Units { units: Vec<RawUnit> },
    Schemes { schemes: Vec<Scheme> },
    List(Vec<RawUnit>),
}

#[derive(Deserialize)]
struct Scheme {
    units: Vec<RawUnit>,
}

pub(super) fn read(text: &str) -> Result<Reading, Refused> {
    let shape: Shape = serde_json::from_str(text).map_err(|_| Refusal::NotAStandard)?;
    let raw: Vec<RawUnit> = match shape {
        Shape::Units { units } | Shape::List(units) => units,
        Shape::Schemes { schemes } => schemes.into_iter().flat_map(|s| s.units).collect(),
    };
    let mut units: Vec<Unit> = Vec::new();
    for unit in raw {
        if units.iter().all(|u| u.code != unit.code) {
            units.push(unit.into());
        }
    }
    Ok(Reading { units, ..Reading::default() })
}

impl From<RawUnit> for Unit {
    fn from(raw: RawUnit) -> Self {
        let criterion = |c: RawCriterion| Criterion { no: c.no, text: squeeze(&c.text) };
        let element = |e: RawElement| Element {
            no: e.no,
            title: squeeze(&e.title),
            criteria: e.criteria.into_iter().map(criterion).collect(),
        };
        Self {
            title: squeeze(&raw.title),
            description: squeeze(&raw.description),
            elements: raw.elements.into_iter().map(element).collect(),
            ..Self::new(squeeze(&raw.code))
        }
    }
}
