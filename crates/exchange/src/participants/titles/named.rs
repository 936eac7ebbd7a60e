//! What a line names: one scheme, district or institution, several, or nothing.

use std::collections::BTreeSet;

use certification::text::fold;

use super::words::{BEFORE, OF_CLUSTERS, OF_DISTRICTS, STOPS};
use crate::{
    clusters::Schemes,
    institutions::{self, Institution, Kind as InstitutionKind, Known},
    regions::{Found, Kind as RegionKind, regions},
    values::date,
};

/// What a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    Nothing,
    One(String),
    Several,
}

/// The institution that a line over a group names: one that its name makes out, since the name of a person may begin alike.
pub(super) fn over_group(text: &str, home: Option<&str>) -> Option<Institution> {
    let bare = without_before(text);
    let found = institutions::understand(bare, home, &Known::default());
    let is_one = match found.kind {
        InstitutionKind::PerguruanTinggi => bare.contains(' ') || found.recognised,
        InstitutionKind::Lainnya => says_itself(bare),
        _ => found.region.is_some() || says_itself(bare),
    };
    (institutions::is_begun(bare) && is_one && !is_dated(text)).then_some(found)
}

/// Whether nobody is called as this begins: a school with its number (`SMAN 1 Rantau`), or the word for an institution.
fn says_itself(bare: &str) -> bool {
    let folded = fold(bare);
    let words: Vec<&str> = folded.split(' ').collect();
    let numbered = words.iter().any(|word| word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit()));
    let first = words.first().copied().unwrap_or_default();
    let named = [
        "perpustakaan",
        "sekolah",
        "madrasah",
        "pondok",
        "yayasan",
        "sd",
        "sdn",
        "smp",
        "smpn",
        "sma",
        "sman",
        "smk",
        "smkn",
    ];
    words.len() >= 3 && (numbered || named.contains(&first))
}

/// One of what was found, where it is one.
fn one_of(found: BTreeSet<String>) -> Named {
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (None, _) => Named::Nothing,
        (Some(one), None) => Named::One(one),
        _ => Named::Several,
    }
}

/// Words up to where a title goes on with something else.
fn cut<'a, 'b>(words: &'b [&'a str], stops: &[&[&str]]) -> &'b [&'a str] {
    let is_stop = |word: &&str| {
        let folded = fold(word);
        word.starts_with(|c: char| c.is_ascii_digit()) || stops.iter().any(|stops| stops.contains(&folded.as_str()))
    };
    let end = words.iter().position(is_stop).unwrap_or(words.len());
    words.get(..end).unwrap_or_default()
}

/// A text without the words with which a title begins.
fn without_before(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some((first, after)) = rest.split_once([' ', '-']) {
        if !BEFORE.contains(&fold(first).as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

pub(super) fn clusters_in(text: &str, schemes: &Schemes) -> Named {
    let words: Vec<&str> = text.split(' ').collect();
    let says = |word: &&str| fold(word).split(' ').any(|part| OF_CLUSTERS.contains(&part));
    let keys: Vec<usize> = (0..words.len()).filter(|at| words.get(*at).is_some_and(says)).collect();
    if keys.is_empty() {
        let bare = without_before(text);
        let begun = bare.len() < text.trim().len();
        let content = fold(bare).split(' ').filter(|word| !matches!(*word, "pustakawan" | "perpustakaan")).count();
        // `UJI KOMPETENSI DASAR` is no cluster, and two letters are none in running text.
        return if (begun && content < 2) || is_short(bare) { Named::Nothing } else { listed(bare, schemes) };
    }
    let mut found = BTreeSet::new();
    let ends = keys.iter().skip(1).copied().chain([words.len()]);
    for (at, end) in keys.iter().copied().zip(ends) {
        let behind = words.get(at + 1..end).unwrap_or_default();
        let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned();
        let whole = bare(&behind.join(" "));
        // A body's own scheme may have in its name what elsewhere ends one.
        let name = if schemes.is_called(&whole) { whole } else { bare(&cut(behind, &[STOPS, OF_DISTRICTS]).join(" ")) };
        match listed(name.trim_end_matches(" dan").trim_end_matches(" DAN").trim_end_matches(" &"), schemes) {
            Named::Nothing => {}
            Named::One(one) => {
                found.insert(one);
            }
            Named::Several => return Named::Several,
        }
    }
    one_of(found)
}

/// Whether a text is no more than a sign, which in running text may mean anything.
pub(super) fn is_short(text: &str) -> bool {
    text.chars().count() < 4
}

/// The scheme of a text, or several where it lists them.
fn listed(text: &str, schemes: &Schemes) -> Named {
    if let Some((_, name)) = schemes.understand(text) {
        return Named::One(name.to_owned());
    }
    let spaced = text.to_lowercase().replace(" dan ", ",").replace(" serta ", ",");
    let pieces = spaced.split([',', '/', ';', '&', '+']).filter_map(|piece| schemes.understand(piece));
    let found: BTreeSet<String> = pieces.map(|(_, name)| name.to_owned()).collect();
    if found.len() > 1 { Named::Several } else { Named::Nothing }
}

pub(super) fn districts_in(text: &str, home: Option<&str>) -> Named {
    if is_dated(text) {
        return Named::Nothing;
    }
    let bare = without_before(text);
    let first = bare.split([',', '(']).next().unwrap_or_default();
    match (regions().district(first, home), regions().district(bare, home)) {
        (Found::None, _) | (_, Found::None) => {}
        (_, Found::One(region)) => return Named::One(region.name.to_owned()),
        // Which of two is meant a person decides, who sees the name.
        (_, Found::Several) => return Named::One(bare.to_owned()),
    }
    let (mut found, mut beside) = (BTreeSet::new(), BTreeSet::new());
    for piece in text.split([',', '/', ';', '&', '(', ')']) {
        let folded = fold(piece);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let Some(names) = said_to_be(&words, home) else { return Named::Nothing };
        if names.is_empty() {
            beside.extend(regions().district(piece.trim(), home).one().map(|region| region.name.to_owned()));
        }
        found.extend(names);
    }
    // `KABUPATEN BOGOR, DEPOK` names two; a name that nothing says to be a district's tells no more than that.
    if !found.is_empty() {
        found.extend(beside);
    }
    one_of(found)
}

/// `Banjarbaru, 30 Oktober 2025`: where and when something happens, not whence people come.
pub(super) fn is_dated(text: &str) -> bool {
    let folded = fold(text);
    let is_month = |word: &str| word.chars().count() >= 3 && date::month(word).is_some();
    text.contains(|c: char| c.is_ascii_digit()) && folded.split(' ').any(is_month)
}

/// The districts that words say to be one; nothing where something happens there, or one of several is unknown.
fn said_to_be(words: &[&str], home: Option<&str>) -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut from = 0;
    while let Some(at) = (from..words.len()).find(|at| words.get(*at).is_some_and(|word| OF_DISTRICTS.contains(word))) {
        if at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| *word == "di") {
            return None;
        }
        let kind = words.get(at).copied().unwrap_or_default();
        let whole = cut(words.get(at..).unwrap_or_default(), &[STOPS, OF_CLUSTERS]);
        let named =
            |words: &[&str]| regions().district(&words.join(" "), home).one().map(|region| region.name.to_owned());
        if let Some(name) = named(whole) {
            found.insert(name);
            from = at + whole.len();
            continue;
        }
        let next = (at + 1..at + whole.len()).find(|at| words.get(*at).is_some_and(|word| OF_DISTRICTS.contains(word)));
        let end = next.unwrap_or(at + whole.len()).max(at + 1);
        let behind = words.get(at + 1..end).unwrap_or_default();
        for part in behind.split(|word| matches!(*word, "dan" | "serta")).filter(|part| !part.is_empty()) {
            found.insert(named(&[&[kind], part].concat()).or_else(|| named(part))?);
        }
        from = end;
    }
    Some(found)
}

/// The library office of a district, or the school, that a title names.
pub(super) fn institution_in(text: &str, home: Option<&str>) -> Named {
    let found = institutions::understand(without_before(text), home, &Known::default());
    let of_district = found.region.is_some_and(|region| region.kind != RegionKind::Province);
    let is_one = match found.kind {
        InstitutionKind::DinasKabkota => institutions::is_library_office(&found.name),
        kind => kind == InstitutionKind::Sekolah,
    };
    if of_district && is_one { Named::One(found.name) } else { Named::Nothing }
}
