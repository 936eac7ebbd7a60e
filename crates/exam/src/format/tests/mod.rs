mod carries;
mod code;
mod docx_cards;
mod docx_file;
mod docx_keys;
mod docx_merged;
mod docx_options;
mod docx_out;
mod docx_struck;
mod formulas;
mod fuzz;
mod hostile;
mod items;
mod json_items;
mod moodle_more;
mod moodle_shape;
mod moodle_xml;
mod plain;
mod qti_attributes;
mod qti_more;
mod qti_others;
mod qti_rules;
mod qti_shape;
mod qti_sound;
mod qti_subtotals;
mod qti_weights;
mod qti_within;
mod qti_xml;
mod recognised;
mod sheets;
mod sheets_layout;
mod told;
mod weighed_parts;

use certification::refusal::Refusal;
use proptest::prelude::ProptestConfig;

use super::*;
use crate::item::{Item, ItemId, Language};

/// Whole files are costly to read and write: a quarter of the cases asked for, so that more are more here too.
pub(super) fn a_quarter() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: (asked.cases / 4).max(8), ..asked }
}

pub(super) fn intake() -> Intake {
    Intake { prefix: ItemId::new("BARU").unwrap(), language: Language::Id, most: 1_000 }
}

/// What is wrong with an item that was taken: nothing, but that a picture to be marked may lack its words.
pub(super) fn faults(item: &Item) -> Vec<Refusal> {
    crate::item::check::check(item).into_iter().filter(|fault| fault.code != "item.picture-words").collect()
}

/// The report in short: `taken`, `loss: codes`, `refused: codes`.
pub(super) fn short(report: &[Row]) -> Vec<String> {
    let codes = |all: &[Refusal]| all.iter().map(|one| one.code.as_str()).collect::<Vec<_>>().join(" ");
    let row = |row: &Row| match &row.outcome {
        Outcome::Taken { .. } => "taken".to_owned(),
        Outcome::TakenWithLoss { losses, .. } => format!("loss: {}", codes(losses)),
        Outcome::Test { losses, .. } if losses.is_empty() => "taken".to_owned(),
        Outcome::Test { losses, .. } => format!("loss: {}", codes(losses)),
        Outcome::Refused { reasons } => format!("refused: {}", codes(reasons)),
    };
    report.iter().map(row).collect()
}

/// The example items of the house.
pub(super) fn samples() -> Vec<Item> {
    let files = [
        include_bytes!("../../../../../samples/contoh/soal-layanan-dasar.json").as_slice(),
        include_bytes!("../../../../../samples/contoh/soal-literasi-informasi.json").as_slice(),
    ];
    files.iter().flat_map(|file| json::import(file, &intake()).unwrap().items).collect()
}
