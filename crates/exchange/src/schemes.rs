//! Schemes as JSON: the shape in which the examples come. Ids are handed in; what comes out is a
//! draft that a person looks at before it is published.

use certification::{
    id::SchemeVersionId,
    record::scheme::{Alternative, Criterion, Element, RequiredDocument, SchemeVersion, Unit},
};
use serde::Deserialize;

use crate::{Refusal, Refused};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    example: bool,
    schemes: Vec<RawScheme>,
}

#[derive(Deserialize)]
struct RawScheme {
    slug: String,
    abbr: String,
    number: String,
    name_id: String,
    name_en: String,
    #[serde(default)]
    example: bool,
    packaging: String,
    version: String,
    validity_months: i64,
    requirements: Requirements,
    #[serde(default)]
    documents: Vec<RequiredDocument>,
    units: Vec<RawUnit>,
}

#[derive(Deserialize)]
struct Requirements {
    rule: String,
    alternatives: Vec<Alternative>,
}

#[derive(Deserialize)]
struct RawUnit {
    code: String,
    title_id: String,
    #[serde(default)]
    title_en: String,
    #[serde(default)]
    description_id: String,
    elements: Vec<RawElement>,
}

#[derive(Deserialize)]
struct RawElement {
    no: u32,
    title_id: String,
    #[serde(default)]
    title_en: String,
    #[serde(default)]
    evidence: Evidence,
    criteria: Vec<RawCriterion>,
}

#[derive(Deserialize, Default)]
struct Evidence {
    #[serde(default)]
    text_id: String,
}

#[derive(Deserialize)]
struct RawCriterion {
    no: String,
    text_id: String,
    #[serde(default)]
    benchmark_id: String,
}

/// Reads schemes. `id` gives the id of the version of each scheme, by its slug.
///
/// # Errors
/// [`Refusal::NotAScheme`] for JSON of another shape, and for a rule of entry other than *any of the alternatives*.
pub fn read(json: &[u8], mut id: impl FnMut(&str) -> SchemeVersionId) -> Result<Vec<SchemeVersion>, Refused> {
    let file: File = serde_json::from_slice(json).map_err(|_| Refusal::NotAScheme)?;
    if file.schemes.iter().any(|s| s.requirements.rule != "any") {
        return Err(Refusal::NotAScheme.into());
    }
    let version = |scheme: RawScheme| SchemeVersion {
        id: id(&scheme.slug),
        slug: scheme.slug,
        abbr: scheme.abbr,
        number: scheme.number,
        version: scheme.version,
        name_id: scheme.name_id,
        name_en: scheme.name_en,
        packaging: scheme.packaging,
        validity_months: scheme.validity_months,
        alternatives: scheme.requirements.alternatives,
        documents: scheme.documents,
        units: scheme.units.into_iter().map(Unit::from).collect(),
        status: "draft".to_owned(),
        example: file.example || scheme.example,
        published_at: None,
    };
    Ok(file.schemes.into_iter().map(version).collect())
}

impl From<RawUnit> for Unit {
    fn from(raw: RawUnit) -> Self {
        Self {
            code: raw.code,
            title: raw.title_id,
            title_en: raw.title_en,
            description: raw.description_id,
            elements: raw.elements.into_iter().map(Element::from).collect(),
        }
    }
}

impl From<RawElement> for Element {
    fn from(raw: RawElement) -> Self {
        let criterion = |c: RawCriterion| Criterion { no: c.no, text: c.text_id, benchmark: c.benchmark_id };
        Self {
            no: raw.no,
            title: raw.title_id,
            title_en: raw.title_en,
            evidence: raw.evidence.text_id,
            criteria: raw.criteria.into_iter().map(criterion).collect(),
        }
    }
}
