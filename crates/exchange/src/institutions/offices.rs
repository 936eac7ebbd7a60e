//! Library offices of provinces, kabupaten and kota, in one word or in several, whole or in short.

use super::Near;
use crate::regions::{Found, Kind as RegionKind, Region, regions};

/// The library office in short, as one word.
pub(super) const OFFICE_WORDS: &[&str] = &[
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

/// The library office of a region, when the text names one.
pub(super) fn office(folded: &str, near: Near<'_>) -> Option<(String, Option<&'static Region>)> {
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
pub(super) fn place(rest: &str, near: Near<'_>) -> Option<&'static Region> {
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
