//! Institutions by their full official names: one library office is called *Dispersip*,
//! *Disperpusip*, *Dinas Perpustakaan & Kearsipan*; one school *SMAN 1* and *SMA Negeri 1*.
//! What is not recognised stays as it was written.

mod schools;
mod several;

pub use several::{begin_within, each, is_begun};

use std::collections::HashMap;

use certification::text::{fold, squeeze};
use serde::{Deserialize, Serialize};

use self::schools::school;
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

/// The library office in short, as one word.
const OFFICE_WORDS: &[&str] = &[
    "dispersip",
    "disperpusip",
    "dispusip",
    "disperpus",
    "disperpustaka",
    "dispustaka",
    "disperpussip",
    "dispussip",
    "disarpus",
    "dinarpus",
    "dinpersip",
    "dinasarpus",
    "dispersipda",
    "disperpusda",
    "diskarpus",
    "diarpus",
    "dispursip",
    "disperarsip",
    "dispusarsip",
    "dispusda",
    "perpusda",
    "dispussipda",
    "dispersipus",
    "disperkip",
    "dispusipda",
    "dpad",
    "dpk",
    "dinpusip",
    "dinpusipda",
    "dinarpusda",
    "disarpusda",
    "dinperpusip",
    "dispusarda",
    "dipersip",
    "dipusip",
    "dinperpus",
    "dinperpustaka",
];

/// Other offices of a province, kabupaten or kota in short.
const OTHER_OFFICES: &[&str] = &[
    "disdik",
    "disdikbud",
    "disdikpora",
    "dindik",
    "dindikbud",
    "dikbud",
    "dinkes",
    "dinsos",
    "diskominfo",
    "dishub",
    "dispora",
    "disparbud",
    "disdukcapil",
    "disnaker",
];

/// The library office in words, those that people write in short spelled out.
const OFFICE_PHRASES: &[&str] = &[
    "dinas perpustakaan kearsipan daerah",
    "dinas perpustakaan kearsipan",
    "dinas persip",
    "dinas perpustakaan",
    "perpustakaan umum daerah",
    "perpustakaan daerah",
];

/// Words of the office that people write in short, and *dan*, which they leave out.
const OFFICE_SHORT: &[(&str, &str)] = &[
    ("din", "dinas"),
    ("dis", "dinas"),
    ("dns", "dinas"),
    ("perpus", "perpustakaan"),
    ("perpust", "perpustakaan"),
    ("pust", "perpustakaan"),
    ("arsip", "kearsipan"),
    ("dan", ""),
];

const OFFICE: &str = "Dinas Perpustakaan dan Kearsipan";

/// Whether an official name is that of a library office.
pub(crate) fn is_library_office(name: &str) -> bool {
    name.starts_with(OFFICE)
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

/// The library office of a region, when the text names one.
fn office(folded: &str, near: Near<'_>) -> Option<(String, Option<&'static Region>)> {
    let spelled = spelled_out(folded);
    let of_phrase = |phrase: &&'static str| {
        spelled.strip_prefix(*phrase).filter(|rest| rest.is_empty() || rest.starts_with(' ')).map(str::trim)
    };
    let of_word = || {
        let (first, rest) = folded.split_once(' ').unwrap_or((folded, ""));
        if first == "dinas" {
            return of_dinas(rest);
        }
        OFFICE_WORDS.contains(&first).then_some(rest)
    };
    // `Dispersipprov Kalsel`
    let of_province = || {
        let (first, rest) = folded.split_once(' ').unwrap_or((folded, ""));
        let office = ["provinsi", "prov"].iter().find_map(|end| first.strip_suffix(end))?;
        OFFICE_WORDS.contains(&office).then(|| format!("provinsi {rest}"))
    };
    let of_province = of_province();
    // *Daerah* ends the name of the office, or begins that of the region: `Daerah Istimewa Yogyakarta`.
    let rests = OFFICE_PHRASES.iter().filter_map(of_phrase).chain(of_word()).chain(of_province.as_deref());
    let region = rests
        .flat_map(|rest| [rest, rest.strip_prefix("daerah ").unwrap_or(rest)])
        .find_map(|rest| place(rest, near))?;
    Some((format!("{OFFICE} {}", region.of_office()), Some(region)))
}

/// A name that begins as the office in words does, with these spelled out; what follows stays as it is.
fn spelled_out(folded: &str) -> String {
    let mut words: Vec<&str> = folded.split(' ').collect();
    for word in words.iter_mut().take(4) {
        let Some((_, whole)) = OFFICE_SHORT.iter().find(|(short, _)| short == word) else {
            if matches!(*word, "dinas" | "perpustakaan" | "kearsipan") {
                continue;
            }
            break;
        };
        *word = whole;
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// What follows `Perpusip` of `Dinas Perpusip …`: the office in one word, whose *Dinas* is written out.
fn of_dinas(behind: &str) -> Option<&str> {
    let (word, rest) = behind.split_once(' ').unwrap_or((behind, ""));
    let is_rest = |office: &&str| ["dinas", "dis", "din"].iter().any(|short| office.strip_prefix(short) == Some(word));
    (OFFICE_WORDS.iter().any(is_rest) || OFFICE_WORDS.contains(&word)).then_some(rest)
}

/// The province or district that the end of an office's name says.
fn place(rest: &str, near: Near<'_>) -> Option<&'static Region> {
    // `Dispersip` beside `Tapin` is the office there, but beside the seat of a province it may be that of the province.
    if matches!(rest, "" | "daerah" | "kab" | "kabupaten" | "kota" | "kab kota" | "kabupaten kota") {
        let of_kind = |region: &&Region| match rest {
            "kab" | "kabupaten" => region.kind == RegionKind::Kabupaten,
            "kota" => region.kind == RegionKind::Kota,
            _ => !regions().is_seat(region),
        };
        return near.beside.filter(|region| region.kind != RegionKind::Province).filter(of_kind);
    }
    let says_province = ["prov ", "provinsi ", "propinsi ", "prop ", "pemprov "].iter().any(|p| rest.starts_with(p));
    if matches!(rest, "prov" | "provinsi" | "propinsi") {
        return near.home.and_then(|code| regions().by_code(code));
    }
    if says_province {
        return regions().province(rest);
    }
    match near.district(rest) {
        Found::One(region) => Some(region),
        Found::Several => None,
        Found::None => regions().province(rest),
    }
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

fn kind_of(folded: &str, region: Option<&Region>) -> Kind {
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
    if has(&[
        "universitas",
        "univ",
        "institut",
        "politeknik",
        "poltek",
        "poltekkes",
        "akademi",
        "akbid",
        "akper",
        "iain",
        "uin",
        "stain",
        "fakultas",
        "stmik",
        "stie",
        "stikes",
        "stkip",
        "stai",
        "stih",
        "stia",
        "ulm",
        "unlam",
        "uniska",
        "poliban",
        "itb",
        "ugm",
        "ui",
        "unair",
        "unpad",
        "upi",
        "undip",
        "unesa",
        "unnes",
        "uny",
        "uns",
        "usu",
        "unhas",
        "unsri",
        "unand",
        "unpar",
    ]) || folded.contains("sekolah tinggi")
    {
        return Kind::PerguruanTinggi;
    }
    if has(&[
        "sd",
        "sdn",
        "sdit",
        "smp",
        "smpn",
        "smpit",
        "sma",
        "sman",
        "smait",
        "smk",
        "smkn",
        "man",
        "mts",
        "mtsn",
        "min",
        "slb",
        "slbn",
        "madrasah",
        "sekolah",
        "tk",
        "paud",
        "mas",
        "mis",
        "mtss",
        "ma",
        "smpk",
        "smak",
        "smks",
        "smas",
        "smu",
        "smun",
        "sltp",
        "sltpn",
        "stm",
        "smea",
        "smps",
        "sds",
        "sdis",
        "smpis",
        "smais",
        "smkit",
        "smkis",
        "mtsit",
        "tkit",
        "slbs",
        "ra",
        "pkbm",
        "pesantren",
        "ponpes",
        "seminari",
        "raudhatul",
    ]) {
        return Kind::Sekolah;
    }
    if folded.starts_with("dinas ") || has(OFFICE_WORDS) || has(OTHER_OFFICES) {
        let province = region.map_or(has(&["provinsi", "prov"]), |r| r.kind == RegionKind::Province);
        return if province { Kind::DinasProvinsi } else { Kind::DinasKabkota };
    }
    let bodies = [
        "perpustakaan nasional",
        "kementerian",
        "badan ",
        "kantor ",
        "balai ",
        "lembaga ",
        "sekretariat",
        "pengadilan",
        "inspektorat",
        "bappeda",
        "rumah sakit",
        "kejaksaan",
        "dprd",
        "pemerintah",
    ];
    if bodies.iter().any(|b| folded.starts_with(b))
        || has(&[
            "rsud",
            "bps",
            "bpk",
            "bpkp",
            "kemenag",
            "polda",
            "polres",
            "lpmp",
            "bkd",
            "bkpsdm",
            "kecamatan",
            "kelurahan",
            "puskesmas",
        ])
    {
        return Kind::Instansi;
    }
    Kind::Lainnya
}

#[cfg(test)]
mod tests;
