//! Units as a decree's text, in the shape that the reader reads back unchanged: so whatever a standard came
//! as, a person corrects it as text before it is stored.

use std::fmt::Write as _;

use certification::{record::scheme::Unit, text::squeeze};

/// The text of units.
#[must_use]
pub fn to_text(units: &[Unit]) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let mut line = |words: std::fmt::Arguments<'_>| {
        let _ = writeln!(text, "{words}");
    };
    for unit in units {
        line(format_args!("KODE UNIT : {}", squeeze(&unit.code)));
        line(format_args!("JUDUL UNIT : {}", squeeze(&unit.title)));
        if !unit.description.trim().is_empty() {
            line(format_args!("DESKRIPSI UNIT : {}", squeeze(&unit.description)));
        }
        line(format_args!("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA"));
        for element in &unit.elements {
            line(format_args!("{}. {}", element.no, squeeze(&element.title)));
            for criterion in &element.criteria {
                line(format_args!("{} {}", squeeze(&criterion.no), squeeze(&criterion.text)));
            }
        }
        line(format_args!(""));
    }
    text
}
