//! Institutions by their full official names: one library office is called *Dispersip*,
//! *Disperpusip*, *Dinas Perpustakaan & Kearsipan*; one school *SMAN 1* and *SMA Negeri 1*.
//! What is not recognised stays as it was written.

mod kinds;
mod offices;
mod schools;
mod several;

pub(crate) use offices::is_library_office;
pub(crate) use several::is_office_in_short;
pub use several::{begin_within, each, is_begun};

use std::collections::HashMap;

use certification::text::{fold, squeeze};
use serde::{Deserialize, Serialize};

use self::{
    kinds::kind_of,
    offices::{OFFICE_WORDS, office, place},
    schools::school,
};
use crate::{
    clusters::Schemes,
    header::without_remarks,
    regions::{Found, Kind as RegionKind, Region, regions},
};

/// Kinds of institution, as machines call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An office of a province.
    DinasProvinsi,
    /// An office of a kabupaten or kota.
    DinasKabkota,
    /// A school or madrasah.
    Sekolah,
    /// A university or other place of higher education.
    PerguruanTinggi,
    /// Another public body.
    Instansi,
    /// Anything else.
    Lainnya,
}

/// An institution as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// Full official name where it was recognised, else as written.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The district or province that its name says.
    pub region: Option<&'static Region>,
    /// Whether an alias was resolved.
    pub recognised: bool,
}

/// What the caller knows beyond the common names: institutions by the names people use, and the schemes of the body.
#[derive(Debug, Clone, Default)]
pub struct Known {
    names: HashMap<String, String>,
    /// The schemes of the body.
    pub schemes: Schemes,
}

impl Known {
    /// Adds an official name and another by which it goes.
    pub fn insert(&mut self, alias: &str, official: &str) {
        self.names.insert(fold(alias), official.to_owned());
        self.names.insert(fold(official), official.to_owned());
    }
}

/// Universities that people name in short, with their library's official name.
const UNIVERSITIES: &[(&[&str], &str)] = &[(
    &["ulm", "unlam", "universitas lambung mangkurat", "univ lambung mangkurat"],
    "UPT Perpustakaan Universitas Lambung Mangkurat",
)];

/// What tells districts of one name apart.
#[derive(Debug, Clone, Copy)]
struct Near<'a> {
    /// The province of the row or the sheet.
    home: Option<&'a str>,
    /// The district that the same row names elsewhere.
    beside: Option<&'static Region>,
}

impl Near<'_> {
    fn district(self, text: &str) -> Found {
        regions().district_beside(text, self.home, self.beside)
    }
}

/// Understands an institution's name. `home` is the province that decides between two districts of one name.
/// What stands in brackets is left out where the name is known without it: `Dispersip Kab. Tapin (Rantau)`.
#[must_use]
pub fn understand(text: &str, home: Option<&str>, known: &Known) -> Institution {
    understand_beside(text, home, None, known)
}

/// Understands an institution's name in a row that names a district elsewhere, which decides between two of one name.
#[must_use]
pub fn understand_beside(
    text: &str,
    home: Option<&str>,
    beside: Option<&'static Region>,
    known: &Known,
) -> Institution {
    let near = Near { home, beside };
    let whole = outright(&squeeze(text), near, known);
    if whole.region.is_none()
        && let Some(found) = with_district_again(text, near, known)
    {
        return found;
    }
    let bare = squeeze(&without_remarks(text));
    if whole.recognised || bare.is_empty() || !text.contains('(') {
        return whole;
    }
    let without = outright(&bare, near, known);
    if is_official(&without, near) { Institution { recognised: true, ..without } } else { whole }
}

/// An institution whose district is said once more behind a sign: `SMPN 2 Banjar, Kab. Banjar`.
fn with_district_again(text: &str, near: Near<'_>, known: &Known) -> Option<Institution> {
    let (name, district) = text.rsplit_once([',', '/']).or_else(|| text.rsplit_once(" - "))?;
    let found = outright(&squeeze(name), near, known);
    let region = found.region.filter(|region| region.kind != RegionKind::Province)?;
    let again = regions().district_beside(district.trim(), near.home, Some(region)).one() == Some(region);
    (again && is_official(&found, near)).then_some(Institution { recognised: true, ..found })
}

/// Whether the name is one that is given only to what was recognised.
fn is_official(institution: &Institution, near: Near<'_>) -> bool {
    let folded = fold(&institution.name);
    institution.recognised
        || office(&folded, near).is_some_and(|(_, region)| region.is_some())
        || national(&folded).is_some()
        || university(&folded).is_some()
        || school(&folded, &institution.name, near).is_some()
}

fn outright(written: &str, near: Near<'_>, known: &Known) -> Institution {
    let written = written.to_owned();
    let folded = fold(&written.replace('&', " dan "));
    if let Some(official) = known.names.get(&folded) {
        let region = office(&fold(official), near).and_then(|(_, r)| r);
        return Institution {
            name: official.clone(),
            kind: kind_of(&fold(official), region),
            region,
            recognised: *official != written,
        };
    }
    if let Some((name, Some(region))) = office(&folded, near) {
        let kind = if region.kind == RegionKind::Province { Kind::DinasProvinsi } else { Kind::DinasKabkota };
        return Institution { recognised: name != written, name, kind, region: Some(region) };
    }
    if let Some(name) = national(&folded).or_else(|| university(&folded)) {
        let kind = kind_of(&fold(name), None);
        return Institution { recognised: name != written, name: name.to_owned(), kind, region: None };
    }
    if let Some((name, region)) = school(&folded, &written, near) {
        return Institution { recognised: name != written, name, kind: Kind::Sekolah, region };
    }
    let (name, region) = with_full_region(&folded, &written, near).unwrap_or_else(|| (written.clone(), None));
    Institution { kind: kind_of(&fold(&name), region), recognised: name != written, name, region }
}

fn national(folded: &str) -> Option<&'static str> {
    let names = [
        "perpusnas",
        "perpusnas ri",
        "perpustakaan nasional",
        "perpustakaan nasional ri",
        "perpustakaan nasional republik indonesia",
        "perpus nasional",
        "perpus nasional ri",
        "pnri",
    ];
    names.contains(&folded).then_some("Perpustakaan Nasional RI")
}

fn university(folded: &str) -> Option<&'static str> {
    let mut bare = folded;
    for prefix in ["upt ", "upa ", "unit pelaksana teknis ", "perpustakaan ", "perpus ", "perpust "] {
        bare = bare.strip_prefix(prefix).unwrap_or(bare);
    }
    let bare = bare.strip_suffix(" banjarmasin").unwrap_or(bare);
    UNIVERSITIES.iter().find(|(names, _)| names.contains(&bare)).map(|(_, official)| *official)
}

/// Another office whose region is written in short: `Dinas Pendidikan Kab. HST`.
fn with_full_region(folded: &str, written: &str, near: Near<'_>) -> Option<(String, Option<&'static Region>)> {
    if !["dinas ", "badan ", "kantor "].iter().any(|p| folded.starts_with(p)) {
        return None;
    }
    let words: Vec<&str> = written.split(' ').collect();
    for at in 1..words.len() {
        let end = words.get(at..)?.join(" ");
        let first = fold(words.get(at)?);
        if first
            .split(' ')
            .next()
            .is_some_and(|w| matches!(w, "kab" | "kabupaten" | "kota" | "prov" | "provinsi" | "pemko" | "pemkab"))
            && let Some(region) = place(&fold(&end), near)
        {
            return Some((format!("{} {}", words.get(..at)?.join(" "), region.of_office()), Some(region)));
        }
    }
    None
}

#[cfg(test)]
mod tests;
