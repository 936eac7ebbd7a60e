//! The form of a scheme's version: what it shows of a version, and the version that comes out of what was typed.
//! Rows left blank are not kept; conditions and translations of rows whose wording stays are.

use std::collections::BTreeSet;

use certification::{
    record::scheme::{Alternative, RequiredDocument, SchemeVersion, Standard, Unit},
    text::{fold, squeeze},
};

use crate::form::Fields;

/// Blank rows offered beyond those that are filled.
const MORE: usize = 2;
/// Rows of ways and of documents that are read at most.
const MOST: usize = 60;

/// Names of the fields of a row.
#[derive(Debug, Clone)]
pub(super) struct RowNames {
    pub no: usize,
    pub text: String,
    pub text_en: String,
    pub group: String,
    pub required: String,
    pub ways: String,
}

/// Rows of that kind that the form shows: those filled, and some blank ones.
pub(super) fn rows(f: &Fields, kind: &str, least: usize) -> Vec<RowNames> {
    let filled = (1..=MOST).filter(|n| !f.value(&format!("{kind}-{n}")).trim().is_empty()).max().unwrap_or(0);
    let row = |no| RowNames {
        no,
        text: format!("{kind}-{no}"),
        text_en: format!("{kind}-{no}-en"),
        group: format!("{kind}-{no}-kelompok"),
        required: format!("{kind}-{no}-wajib"),
        ways: format!("{kind}-{no}-jalan"),
    };
    (1..=(filled + MORE).max(least).min(MOST)).map(row).collect()
}

/// The form filled in with a version.
pub(super) fn fields(scheme: &SchemeVersion) -> Fields {
    let mut f = Fields::new()
        .with("kunci", &scheme.slug)
        .with("singkatan", &scheme.abbr)
        .with("nomor", &scheme.number)
        .with("versi", &scheme.version)
        .with("nama", &scheme.name_id)
        .with("nama_en", &scheme.name_en)
        .with("kemasan", &scheme.packaging)
        .with("bulan", scheme.validity_months);
    if scheme.example {
        f = f.with("contoh", "ya");
    }
    for (n, way) in (1..).zip(&scheme.alternatives) {
        f = f.with(&format!("jalan-{n}"), &way.text_id).with(&format!("jalan-{n}-en"), &way.text_en);
    }
    for (n, document) in (1..).zip(&scheme.documents) {
        let place = |id: &String| scheme.alternatives.iter().position(|a| a.id == *id).map(|at| (at + 1).to_string());
        let ways: Vec<String> = document.when_requirement.iter().filter_map(place).collect();
        f = f
            .with(&format!("dokumen-{n}"), &document.title_id)
            .with(&format!("dokumen-{n}-en"), &document.title_en)
            .with(&format!("dokumen-{n}-kelompok"), &document.group)
            .with(&format!("dokumen-{n}-jalan"), ways.join(", "));
        if document.required {
            f = f.with(&format!("dokumen-{n}-wajib"), "ya");
        }
    }
    for unit in &scheme.units {
        f = f.with("unit", own(unit));
    }
    f
}

/// Value of the box of a unit that the version holds already.
pub(super) fn own(unit: &Unit) -> String {
    format!("skema {}", unit.code)
}

/// Value of the box of a standard's unit.
pub(super) fn of_standard(standard: &Standard, unit: &Unit) -> String {
    format!("{} {}", standard.id, unit.code)
}

/// A key out of words, which none of `taken` has.
fn fresh(words: &str, taken: &mut BTreeSet<String>) -> String {
    let base: String = fold(words).split_whitespace().take(4).collect::<Vec<_>>().join("-");
    let base = if base.is_empty() { "butir".to_owned() } else { base };
    let id = (1..)
        .map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") })
        .find(|id| !taken.contains(id))
        .unwrap_or(base);
    taken.insert(id.clone());
    id
}

/// The version that was typed, on the ground of the one it came from.
pub(super) fn version(f: &Fields, ground: &SchemeVersion, standards: &[Standard]) -> SchemeVersion {
    let text = |name: &str| squeeze(f.value(name));
    let mut ids = BTreeSet::new();
    let ways: Vec<Alternative> = (1..=MOST)
        .filter_map(|n| {
            let words = text(&format!("jalan-{n}"));
            let words_en = text(&format!("jalan-{n}-en"));
            if words.is_empty() {
                return None;
            }
            let known = ground.alternatives.iter().find(|a| a.text_id == words && !ids.contains(&a.id));
            let (id, all) = match known {
                Some(known) => {
                    ids.insert(known.id.clone());
                    (known.id.clone(), known.all.clone())
                }
                None => (fresh(&words, &mut ids), Vec::new()),
            };
            Some(Alternative { id, text_id: words, text_en: words_en, all })
        })
        .collect();
    let mut ids = BTreeSet::new();
    let documents = (1..=MOST)
        .filter_map(|n| {
            let title = text(&format!("dokumen-{n}"));
            if title.is_empty() {
                return None;
            }
            let known = ground.documents.iter().find(|d| d.title_id == title && !ids.contains(&d.id));
            let id = match known {
                Some(known) => {
                    ids.insert(known.id.clone());
                    known.id.clone()
                }
                None => fresh(&title, &mut ids),
            };
            let group = match f.value(&format!("dokumen-{n}-kelompok")) {
                group @ ("persyaratan-dasar" | "bukti-kompetensi") => group.to_owned(),
                _ => "administratif".to_owned(),
            };
            let places = f.value(&format!("dokumen-{n}-jalan")).split([',', ' ', ';']);
            let ways =
                places.filter_map(|p| p.trim().parse::<usize>().ok()).filter_map(|p| ways.get(p.checked_sub(1)?));
            Some(RequiredDocument {
                id,
                group,
                title_id: title,
                title_en: text(&format!("dokumen-{n}-en")),
                required: f.value(&format!("dokumen-{n}-wajib")) == "ya",
                when_requirement: ways.map(|w| w.id.clone()).collect(),
            })
        })
        .collect();
    let held = ground.units.iter().filter(|u| f.has("unit", &own(u)));
    let taken = standards.iter().flat_map(|s| s.units.iter().filter(|u| f.has("unit", &of_standard(s, u))));
    SchemeVersion {
        slug: fold(f.value("kunci")).replace(' ', "-"),
        abbr: text("singkatan"),
        number: text("nomor"),
        version: text("versi"),
        name_id: text("nama"),
        name_en: text("nama_en"),
        packaging: match f.value("kemasan") {
            other @ ("okupasi" | "kkni") => other.to_owned(),
            _ => "klaster".to_owned(),
        },
        validity_months: f.value("bulan").trim().parse().unwrap_or(0),
        alternatives: ways,
        documents,
        units: held.chain(taken).cloned().collect(),
        example: f.value("contoh") == "ya",
        ..ground.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground() -> SchemeVersion {
        SchemeVersion {
            id: uuid::Uuid::nil().into(),
            slug: "layanan-dasar".into(),
            abbr: "LD".into(),
            number: "1".into(),
            version: "1".into(),
            name_id: "Layanan Dasar".into(),
            name_en: String::new(),
            packaging: "klaster".into(),
            validity_months: 36,
            alternatives: vec![Alternative {
                id: "d2".into(),
                text_id: "D2".into(),
                text_en: String::new(),
                all: vec![serde_json::json!({"kind": "education"})],
            }],
            documents: Vec::new(),
            units: Vec::new(),
            status: "draft".into(),
            example: false,
            published_at: None,
        }
    }

    #[test]
    fn what_is_shown_and_sent_back_unchanged_stays_as_it_is() {
        assert_eq!(version(&fields(&ground()), &ground(), &[]), ground());
    }

    #[test]
    fn a_document_names_ways_by_their_place_and_a_reworded_way_loses_its_conditions() {
        let f = fields(&ground())
            .with("jalan-3", "SMA dan 5 tahun")
            .with("dokumen-1", "Surat")
            .with("dokumen-1-jalan", "2");
        let typed = version(&f, &ground(), &[]);
        assert_eq!(typed.alternatives[1].id, "sma-dan-5-tahun");
        assert_eq!(typed.documents[0].when_requirement, ["sma-dan-5-tahun"]);
        let reworded = Fields::new().with("jalan-1", "D3");
        assert!(version(&reworded, &ground(), &[]).alternatives[0].all.is_empty());
    }
}
