//! What a person types where a row of the participants' workbook is wrong: the suggestion beside the
//! cell where there is one, else what the candidate said when asked.

use exchange::{
    clusters,
    participants::{Field, HintKind, Severity, Understood},
    regions::regions,
};

/// Cells to be typed anew, by field.
#[must_use]
pub fn corrections(understood: &Understood) -> Vec<(String, String)> {
    let wrong = understood.participant.issues.iter().filter(|i| i.severity == Severity::Error);
    wrong.map(|issue| (issue.field.as_str().to_owned(), correction(issue.field, understood))).collect()
}

fn correction(field: Field, understood: &Understood) -> String {
    let suggestion = understood
        .hints
        .iter()
        .find(|h| h.kind == HintKind::Suggestion && h.field == field.as_str())
        .map(|h| h.value.clone());
    match field {
        Field::Nik => nik(understood),
        Field::Born => suggestion.unwrap_or_else(|| born_of_nik(understood)),
        Field::Email => suggestion.unwrap_or_else(|| format!("peserta{}@contoh.go.id", understood.participant.row)),
        Field::Cluster => suggestion.as_deref().map_or_else(|| "Layanan Perpustakaan Anak".to_owned(), named),
        Field::Kab => suggestion.unwrap_or_else(|| district_of_institution(understood)),
        Field::Name => "Norhayati Rusdiana".to_owned(),
        Field::Phone | Field::Nip | Field::Institution => suggestion.unwrap_or_default(),
    }
}

fn named(slug: &str) -> String {
    clusters::by_slug(slug).map_or_else(|| slug.to_owned(), |c| c.name.to_owned())
}

/// The NIK as the identity card has it: district, birth date (women plus 40), a serial.
fn nik(understood: &Understood) -> String {
    let p = &understood.participant;
    let kab = p.kab.as_deref().unwrap_or("63.72").replace('.', "");
    let born = p.born.unwrap_or(jiff::civil::Date::constant(1985, 6, 15));
    let day = i16::from(born.day()) + if p.sex.as_deref() == Some("P") { 40 } else { 0 };
    format!("{kab}01{day:02}{:02}{:02}{:04}", born.month(), born.year() % 100, p.row)
}

/// The birth date that a NIK carries, in the past century: working people are meant.
fn born_of_nik(understood: &Understood) -> String {
    let digits = understood.participant.nik.as_deref().and_then(|n| n.get(6..12)).unwrap_or("150685");
    let part = |at: usize| digits.get(at..at + 2).and_then(|d| d.parse::<u32>().ok()).unwrap_or(1);
    let day = if part(0) > 40 { part(0) - 40 } else { part(0) };
    format!("{day:02}-{:02}-19{:02}", part(2), part(4))
}

/// A district's office lies in that district.
fn district_of_institution(understood: &Understood) -> String {
    let institution = understood.participant.institution.as_deref().unwrap_or_default();
    let found = institution.split_once("Kabupaten ").map(|(_, name)| name);
    let known = found.and_then(|name| regions().district(name, Some("63")).one());
    known.map_or_else(|| "Kota Banjarbaru".to_owned(), |region| region.name.to_owned())
}
