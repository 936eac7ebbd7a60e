//! A standard as JSON: the contract's own shape, a list of units or one alone, the shape of a scheme (`title_id`,
//! `text_id`), and the same in Indonesian (`kode`, `judul`, `elemen`, `kuk`). Numbers may be text or be left out.

use certification::text::squeeze;
use serde::Deserialize;

use super::{Criterion, Element, Reading, Unit, numbering};
use crate::{Refusal, Refused};

#[derive(Deserialize)]
struct RawUnit {
    #[serde(alias = "kode", alias = "kode_unit")]
    code: String,
    #[serde(alias = "title_id", alias = "judul", alias = "judul_unit", alias = "nama", alias = "nama_unit", default)]
    title: String,
    #[serde(alias = "description_id", alias = "deskripsi", alias = "deskripsi_unit", default)]
    description: String,
    #[serde(alias = "elemen", alias = "elemen_kompetensi", default)]
    elements: Vec<RawElement>,
}

#[derive(Deserialize)]
struct RawElement {
    #[serde(alias = "nomor", default)]
    no: Option<Number>,
    #[serde(alias = "title_id", alias = "judul", alias = "elemen", alias = "nama", alias = "judul_elemen")]
    title: String,
    #[serde(alias = "kuk", alias = "kriteria", alias = "kriteria_unjuk_kerja", default)]
    criteria: Vec<RawCriterion>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawCriterion {
    Text(String),
    Numbered {
        #[serde(alias = "nomor", default)]
        no: Option<Number>,
        #[serde(alias = "text_id", alias = "teks", alias = "kriteria", alias = "uraian", alias = "kuk")]
        #[serde(alias = "deskripsi", alias = "judul", alias = "nama")]
        text: String,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Count(u32),
    Level(f64),
    Text(String),
}

impl Number {
    fn text(self) -> String {
        match self {
            Self::Count(n) => n.to_string(),
            Self::Level(n) => n.to_string(),
            Self::Text(text) => text,
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Shape {
    Units {
        #[serde(alias = "unit", alias = "unit_kompetensi")]
        units: Vec<RawUnit>,
    },
    Schemes {
        #[serde(alias = "skema")]
        schemes: Vec<Scheme>,
    },
    List(Vec<RawUnit>),
    One(RawUnit),
}

#[derive(Deserialize)]
struct Scheme {
    #[serde(alias = "unit", alias = "unit_kompetensi")]
    units: Vec<RawUnit>,
}

pub(super) fn read(text: &str) -> Result<Reading, Refused> {
    let shape: Shape = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| Refusal::NotAStandard)?;
    let raw: Vec<RawUnit> = match shape {
        Shape::Units { units } | Shape::List(units) => units,
        Shape::Schemes { schemes } => schemes.into_iter().flat_map(|s| s.units).collect(),
        Shape::One(unit) => vec![unit],
    };
    let mut units: Vec<Unit> = Vec::new();
    for unit in raw {
        if units.iter().all(|u| u.code != unit.code) {
            units.push(unit.into());
        }
    }
    Ok(Reading { units, ..Reading::default() })
}

/// Whether a text is JSON, of whatever shape.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).is_ok()
}

/// The number and wording of something that comes as the `count`th of those under `above`.
fn numbered(no: Option<Number>, wording: &str, above: Option<u32>, count: usize) -> (String, String) {
    let wording = squeeze(wording);
    if let Some(no) = no {
        return (squeeze(no.text().trim_end_matches('.')), wording);
    }
    match numbering::leading(&wording) {
        Some((path, rest)) if !rest.is_empty() => (numbering::printed(&path), rest.to_owned()),
        _ => (above.map_or_else(|| count.to_string(), |above| format!("{above}.{count}")), wording),
    }
}

fn element(raw: RawElement, count: usize) -> Element {
    let (no, title) = numbered(raw.no, &raw.title, None, count);
    let no = no.split('.').next().and_then(|n| n.parse().ok()).or(u32::try_from(count).ok()).unwrap_or(1);
    let criterion = |(raw, count): (RawCriterion, usize)| {
        let (number, text) = match raw {
            RawCriterion::Text(text) => (None, text),
            RawCriterion::Numbered { no, text } => (no, text),
        };
        let (no, text) = numbered(number, &text, Some(no), count);
        Criterion { no, text }
    };
    Element { no, title, criteria: raw.criteria.into_iter().zip(1..).map(criterion).collect() }
}

impl From<RawUnit> for Unit {
    fn from(raw: RawUnit) -> Self {
        Self {
            title: squeeze(&raw.title),
            description: squeeze(&raw.description),
            elements: raw.elements.into_iter().zip(1..).map(|(raw, count)| element(raw, count)).collect(),
            ..Self::new(squeeze(&raw.code))
        }
    }
}
