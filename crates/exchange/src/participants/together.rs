//! Things that an office writes together in one cell, under a heading that names both: institution and district, position
//! and institution, NIK and NIP, birth and sex. Each is parted only where the two cannot be taken for one another.

use certification::text::squeeze;

use crate::{
    institutions::{self, Known},
    regions::{Found, Kind as RegionKind, regions},
    values::{date, identity},
    workbook::Cell,
};

/// Signs that part two things in one cell.
const SIGNS: [char; 8] = ['/', ',', ';', '(', ')', '|', '\n', '–'];

/// A text in pieces, each with the sign before it.
pub(super) fn pieces(text: &str) -> Vec<(char, String)> {
    let clear = text.replace(" - ", "–").replace('—', "–");
    let mut out: Vec<(char, String)> = vec![(' ', String::new())];
    for c in clear.chars() {
        match out.last_mut() {
            Some((_, piece)) if !SIGNS.contains(&c) => piece.push(c),
            _ => out.push((c, String::new())),
        }
    }
    out.into_iter().map(|(sign, piece)| (sign, squeeze(&piece))).filter(|(_, piece)| !piece.is_empty()).collect()
}

/// Pieces as one text again; what stood in brackets stands in none.
fn joined(pieces: &[&(char, String)]) -> String {
    let mut out = String::new();
    for (sign, piece) in pieces {
        match (out.is_empty(), sign) {
            (true, _) => {}
            (_, ',' | ';') => out.push_str(&format!("{sign} ")),
            (_, '\n' | '(' | ')') => out.push(' '),
            (_, '–') => out.push_str(" - "),
            (_, sign) => out.push_str(&format!(" {sign} ")),
        }
        out.push_str(piece);
    }
    out
}

/// Whether a piece is a district and says so: `Kab. Blora`, `KOTA SEMARANG`.
fn says_district(piece: &str) -> bool {
    let folded = certification::text::fold(piece);
    let first = folded.split(' ').next().unwrap_or_default();
    let says = matches!(first, "kab" | "kabupaten" | "kota" | "kotamadya" | "pemkab" | "pemkot" | "pemko");
    says && regions().district(piece, None) != Found::None
}

/// Whether a piece of two words or more begins as institutions do, or is a library office in one.
fn names_institution(piece: &str) -> bool {
    institutions::is_begun(piece)
        && (piece.contains(' ')
            || institutions::is_office_in_short(piece)
            || institutions::understand(piece, None, &Known::default()).recognised)
}

/// The institution and the district of a text that names both, and whose institution does not say the district by itself:
/// `SMA Muhammadiyah 1 / Kabupaten Blora`, `Taman Baca Ceria (Kab. Tapin)`.
pub(super) fn institution_and_district(text: &str) -> Option<(String, String)> {
    let pieces = pieces(text);
    let understood = institutions::understand(text, None, &Known::default()).region;
    if understood.is_some_and(|region| region.kind != RegionKind::Province) {
        return None;
    }
    let is_district = |at: usize, piece: &str| {
        let sign = pieces.get(at.max(1)).map_or(' ', |(sign, _)| *sign);
        let stands_apart = matches!(sign, '/' | '|' | '\n' | '–' | '(');
        says_district(piece) || (stands_apart && regions().district(piece, None).one().is_some())
    };
    let (districts, rest): (Vec<_>, Vec<_>) =
        pieces.iter().enumerate().partition(|(at, (_, piece))| is_district(*at, piece));
    // Which province a district lies in says nothing new.
    let rest = rest.into_iter().map(|(_, piece)| piece);
    let rest: Vec<_> = rest.filter(|(_, piece)| regions().province(piece).is_none()).collect();
    match (districts.as_slice(), rest.is_empty()) {
        ([(_, (_, district))], false) => Some((joined(&rest), district.clone())),
        _ => None,
    }
}

/// The institution that a cell of another column names, and what else stands there. `None` where it names none.
pub(super) fn institution_beside(text: &str) -> Option<(String, Option<String>)> {
    let pieces = pieces(text);
    let first = pieces.iter().position(|(_, piece)| names_institution(piece))?;
    let last = pieces.iter().rposition(|(_, piece)| names_institution(piece))?;
    let belongs = |(_, piece): &(char, String)| {
        regions().province(piece).is_some() || regions().district(piece, None) != Found::None
    };
    let behind = pieces.iter().skip(last + 1).take_while(|piece| belongs(piece)).count();
    let within = first..=last + behind;
    let (institution, rest): (Vec<_>, Vec<_>) = pieces.iter().enumerate().partition(|(at, _)| within.contains(at));
    let text =
        |pieces: Vec<(usize, &(char, String))>| joined(&pieces.into_iter().map(|(_, piece)| piece).collect::<Vec<_>>());
    let rest = text(rest);
    Some((text(institution), Some(rest).filter(|rest| !rest.is_empty())))
}

/// An institution without the address behind it: `SMAN 1 Rantau⏎Jl. A. Yani 3`; a district behind that stays. `None` where there
/// is no address.
pub(super) fn institution_without_address(text: &str) -> Option<String> {
    // Within a name `Jalan` may belong to it (`SMAN 1 Jalan Cagak`); in short it does not.
    let is_road = |at: usize, word: &str| match certification::text::fold(word).as_str() {
        "jl" | "jln" => true,
        "jalan" => at == 0,
        _ => false,
    };
    let pieces = pieces(text);
    let (mut kept, mut found): (Vec<(char, String)>, bool) = (Vec::new(), false);
    for (sign, piece) in &pieces {
        let words: Vec<&str> = piece.split(' ').collect();
        match (0..words.len()).find(|at| words.get(*at).is_some_and(|word| is_road(*at, word))) {
            Some(0) if kept.is_empty() => return None,
            Some(at) => {
                found = true;
                if at > 0 {
                    kept.push((*sign, words.get(..at).unwrap_or_default().join(" ")));
                }
            }
            None if !found => kept.push((*sign, piece.clone())),
            None if says_district(piece) => kept.push((',', piece.clone())),
            None => {}
        }
    }
    found.then(|| joined(&kept.iter().collect::<Vec<_>>()))
}

/// An institution without the district that stands once more behind it: `Dispersip Kab. Tapin⏎Kab. Tapin`.
pub(super) fn institution_without_district_again(text: &str) -> Option<String> {
    let text = squeeze(text);
    let starts = text.match_indices(' ').map(|(at, _)| at);
    starts.filter_map(|at| text.split_at_checked(at)).find_map(|(name, district)| {
        let district =
            says_district(district.trim()).then(|| regions().district(district.trim(), None).one()).flatten()?;
        let same = institutions::understand(name, None, &Known::default()).region == Some(district);
        same.then(|| name.trim_end_matches([',', '/', '-', ' ']).to_owned())
    })
}

/// A NIK and a NIP in one cell: `6304… / 1980…`, one below the other, in whichever order.
pub(super) fn nik_and_nip(text: &str) -> Option<(String, String)> {
    let bare: String = text.chars().map(|c| if c.is_alphabetic() { '/' } else { c }).collect();
    let numbers: Vec<String> = pieces(&bare)
        .into_iter()
        .map(|(_, piece)| piece.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| !digits.is_empty())
        .collect();
    match numbers.as_slice() {
        [one, other] if one.len() == 16 && other.len() == 18 => Some((one.clone(), other.clone())),
        [one, other] if one.len() == 18 && other.len() == 16 => Some((other.clone(), one.clone())),
        _ => None,
    }
}

/// A birth and a NIK behind it, on a line of its own or behind a stroke: `Blora, 5 Mei 1980⏎3316…`.
pub(super) fn birth_and_nik(text: &str) -> Option<(String, String)> {
    let (birth, nik) = text.trim().rsplit_once(['\n', '/'])?;
    let is_nik = matches!(identity::nik(&Cell::text(nik)), identity::Nik::Digits(_));
    let has_day = birth.chars().filter(char::is_ascii_digit).count() >= 4;
    (is_nik && has_day).then(|| (birth.trim().to_owned(), nik.trim().to_owned()))
}

/// A birth and the sex behind it: `Blora, 5 Mei 1980 / P`.
pub(super) fn birth_and_sex(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_end_matches(')');
    let apart = || text.rsplit_once(['/', ',', ';', '(', '|', '\n']);
    let (birth, sex) = text.rsplit_once(" - ").or_else(apart)?;
    let is_sex = sex.chars().any(char::is_alphabetic) && identity::sex(sex).is_some();
    let has_day = birth.chars().filter(char::is_ascii_digit).count() >= 4;
    (is_sex && has_day).then(|| (birth.trim().to_owned(), sex.trim().to_owned()))
}

/// A name over a birth: `Budi Santoso, S.Sos.⏎Blora, 5 Mei 1980`. A line or a stroke must part them, and place and day
/// stand behind.
pub(super) fn name_and_birth(text: &str) -> Option<(String, String)> {
    let (name, birth) = text.trim().split_once('\n').or_else(|| text.split_once(" / "))?;
    let (place, day) = date::place_and_date(&squeeze(birth));
    let is_birth = place.chars().any(char::is_alphabetic) && date::working(&Cell::text(&day)).date().is_some();
    let is_name = name.chars().any(char::is_alphabetic) && !name.contains(|c: char| c.is_ascii_digit());
    (is_birth && is_name).then(|| (squeeze(name), squeeze(birth)))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("SMA Muhammadiyah 1 / Kabupaten Blora", Some(("SMA Muhammadiyah 1", "Kabupaten Blora")))]
    #[case("SMA Negeri 1 Blora / Kabupaten Blora", None)]
    #[case("Kab. Blora - SMA Negeri 1 Cepu", Some(("SMA Negeri 1 Cepu", "Kab. Blora")))]
    #[case("Taman Baca Ceria\n(Kab. Tapin)", Some(("Taman Baca Ceria", "Kab. Tapin")))]
    #[case("Taman Baca Ceria, Jl. Yani, Kab. Tapin", Some(("Taman Baca Ceria, Jl. Yani", "Kab. Tapin")))]
    #[case("Dispersip Kab. Blora", None)]
    #[case("SMA Negeri 1 / Kabupaten Blora", None)]
    #[case("Kab. Blora", None)]
    #[case("Taman Baca, Kab. Tapin / Kab. Banjar", None)]
    #[case("Tapin / SMPN 2 Rantau", Some(("SMPN 2 Rantau", "Tapin")))]
    #[case("Perpustakaan Desa Maju - Tapin", Some(("Perpustakaan Desa Maju", "Tapin")))]
    #[case("SMPN 2 Rantau / Tapin / Kalsel", Some(("SMPN 2 Rantau", "Tapin")))]
    #[case("UIN Antasari (Banjarbaru)", Some(("UIN Antasari", "Banjarbaru")))]
    #[case("Taman Baca Ceria, Tapin", None)]
    #[case("Taman Baca / Banjar", None)]
    fn an_institution_and_its_district(#[case] text: &str, #[case] parted: Option<(&str, &str)>) {
        let found = institution_and_district(text);
        assert_eq!(found.as_ref().map(|(institution, district)| (institution.as_str(), district.as_str())), parted);
    }

    #[rstest]
    #[case("Pustakawan Mahir / Dispersip Kab. Blora", Some(("Dispersip Kab. Blora", Some("Pustakawan Mahir"))))]
    #[case("SMPN 2 Blora, Kepala Perpustakaan", Some(("SMPN 2 Blora", Some("Kepala Perpustakaan"))))]
    #[case("Guru / SMA Muhammadiyah 1, Kab. Blora", Some(("SMA Muhammadiyah 1, Kab. Blora", Some("Guru"))))]
    #[case("Dispersip Kab. Blora", Some(("Dispersip Kab. Blora", None)))]
    #[case("Kepala Perpustakaan", None)]
    #[case("Staf / Perpustakaan", None)]
    #[case("Kabupaten Blora", None)]
    fn an_institution_beside_something_else(#[case] text: &str, #[case] parted: Option<(&str, Option<&str>)>) {
        let found = institution_beside(text);
        assert_eq!(found.as_ref().map(|(institution, rest)| (institution.as_str(), rest.as_deref())), parted);
    }

    #[rstest]
    #[case("SMAN 1 Rantau\nJl. A. Yani No. 3", Some("SMAN 1 Rantau"))]
    #[case("SMAN 1 Rantau, Jalan A. Yani, Kab. Tapin", Some("SMAN 1 Rantau, Kab. Tapin"))]
    #[case("SMAN 1 Rantau Jln. A. Yani", Some("SMAN 1 Rantau"))]
    #[case("Jl. A. Yani No. 3", None)]
    #[case("SMAN 1 Jalan Cagak", None)]
    #[case("SMAN 1 Rantau", None)]
    fn an_address_is_no_part_of_an_institution(#[case] text: &str, #[case] institution: Option<&str>) {
        assert_eq!(institution_without_address(text).as_deref(), institution);
    }

    #[rstest]
    #[case("Dispersip Kab. Tapin\nKab. Tapin", Some("Dispersip Kab. Tapin"))]
    #[case("Dispersip Kabupaten Tapin / Kab. Tapin", Some("Dispersip Kabupaten Tapin"))]
    #[case("Dispersip Kab. Tapin", None)]
    #[case("Dispersip Kab. Tapin Kab. Banjar", None)]
    fn a_district_that_stands_twice_is_said_once(#[case] text: &str, #[case] institution: Option<&str>) {
        assert_eq!(institution_without_district_again(text).as_deref(), institution);
    }

    #[rstest]
    #[case("6305025203800001 / 198003122010012001", true)]
    #[case("NIP. 19800312 201001 2 001\nNIK 6305025203800001", true)]
    #[case("NIK: 6305025203800001 NIP: 198003122010012001", true)]
    #[case("6305025203800001", false)]
    #[case("6305025203800001 / 19800312201001", false)]
    fn two_numbers_are_told_by_their_length(#[case] text: &str, #[case] parted: bool) {
        let both = ("6305025203800001".to_owned(), "198003122010012001".to_owned());
        assert_eq!(nik_and_nip(text), parted.then_some(both));
    }

    #[rstest]
    #[case("Budi Santoso, S.Sos.\nBlora, 5 Mei 1980", Some(("Budi Santoso, S.Sos.", "Blora, 5 Mei 1980")))]
    #[case("Budi / Blora, 05-05-1980", Some(("Budi", "Blora, 05-05-1980")))]
    #[case("Budi\nBlora,\n5 Mei 1980", Some(("Budi", "Blora, 5 Mei 1980")))]
    #[case("Blora\n5 Mei 1980", None)]
    #[case("Budi, Blora, 5 Mei 1980", None)]
    fn a_name_and_a_birth(#[case] text: &str, #[case] parted: Option<(&str, &str)>) {
        let found = name_and_birth(text);
        assert_eq!(found.as_ref().map(|(name, birth)| (name.as_str(), birth.as_str())), parted);
    }

    #[rstest]
    #[case("Blora, 5 Mei 1980 / P", Some(("Blora, 5 Mei 1980", "P")))]
    #[case("Blora, 05/05/1980/Laki-laki", Some(("Blora, 05/05/1980", "Laki-laki")))]
    #[case("Blora, 5 Mei 1980 (P)", Some(("Blora, 5 Mei 1980", "P")))]
    #[case("Blora, 05-05-1980 - P", Some(("Blora, 05-05-1980", "P")))]
    #[case("Blora, 5 Mei 1980", None)]
    #[case("Blora, 5/1", None)]
    fn a_birth_and_a_sex(#[case] text: &str, #[case] parted: Option<(&str, &str)>) {
        let found = birth_and_sex(text);
        assert_eq!(found.as_ref().map(|(birth, sex)| (birth.as_str(), sex.as_str())), parted);
    }
}
