//! Several institutions in one text: `SMPN 2 Banjar, SMAN 4 Tanah Bumbu dan Dispersip Kab. Tapin`. A comma or *dan* may
//! also belong to one name, such as that of the library office; what could be read either way is told apart by nobody.

use std::ops::Range;

use certification::text::fold;

use super::{
    Institution, Kind, Known, Near, OFFICE_WORDS, is_official,
    schools::{LEVELS, letters_together},
    understand,
};
use crate::regions::{Found, Kind as RegionKind, regions};

/// Words with which institutions begin, beside schools and library offices in short.
const BEGINNINGS: &[&str] = &[
    "dinas",
    "badan",
    "kantor",
    "balai",
    "upt",
    "uptd",
    "upa",
    "universitas",
    "univ",
    "institut",
    "politeknik",
    "poltek",
    "poltekkes",
    "akademi",
    "iain",
    "uin",
    "stain",
    "ulm",
    "sekolah",
    "madrasah",
    "man",
    "mtsn",
    "min",
    "ma",
    "mts",
    "mi",
    "sdit",
    "smpit",
    "smait",
    "paud",
    "pondok",
    "ponpes",
    "pesantren",
    "yayasan",
    "perpusnas",
    "kementerian",
    "kemenag",
    "kejaksaan",
    "pengadilan",
    "sekretariat",
    "inspektorat",
    "bappeda",
    "rsud",
    "bps",
    "bkd",
    "bkpsdm",
];

/// Words with which institutions begin, but which stand within names of others too: `Dinas Arsip dan Perpustakaan Daerah`.
const WITHIN_TOO: &[&str] = &["perpustakaan", "perpus", "perpust", "taman", "rumah"];

/// The institutions that a text names: one, or several with commas, strokes or *dan* between. Nothing where it seems to name
/// several and does not say which: `SMPN 1 dan 2 Banjar`, `Dispersip Tapin, HSS`.
#[must_use]
pub fn each(text: &str, home: Option<&str>, known: &Known) -> Option<Vec<Institution>> {
    let understood = |part: &str| understand(part.trim(), home, known);
    let signs = signs(text);
    if signs.is_empty() || known.names.contains_key(&fold(text)) {
        return Some(vec![understood(text)]);
    }
    let near = Near { home, beside: None };
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, sign) in signs.iter().enumerate() {
        let next = signs.get(at + 1).map_or(text.len(), |sign| sign.start);
        let (before, after) = (text.get(from..sign.start)?.trim(), text.get(sign.end..next)?.trim());
        let earlier = understood(before);
        let is_whole = is_official(&earlier, near) && earlier.region.is_some();
        let again = first_word(before).is_some_and(|word| first_word(after) == Some(word));
        if begins(after, BEGINNINGS) || is_school_or_office(after) || again || (begins(after, WITHIN_TOO) && is_whole) {
            if !is_whole && !again && (!is_begun(before) || before.split_whitespace().count() < 2) {
                return None;
            }
            parts.push(before);
            from = sign.end;
        } else if goes_on_counting(before, after)
            || names_another_district(&earlier, after, !text.get(sign.clone())?.contains(','), home)
        {
            return None;
        }
    }
    parts.push(text.get(from..)?.trim());
    let found: Vec<Institution> = parts.into_iter().map(understood).collect();
    // `SMPN 1, SMPN 2 Banjar`: where the first one is can only be guessed.
    let (without, with): (Vec<_>, Vec<_>) = found.iter().partition(|one| is_school_of_no_place(one));
    (without.is_empty() || with.is_empty()).then_some(found)
}

/// Where signs and words stand that part names of a list, outside of brackets.
fn signs(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let word = [" dan ", " serta "]
            .iter()
            .find(|word| rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)));
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | '/' | '&' | '+' if depth == 0 => found.push(at..at + 1),
            ' ' if depth == 0 => found.extend(word.map(|word| at..at + word.len())),
            _ => {}
        }
    }
    // `A, dan B`: two signs with nothing between are one.
    found.dedup_by(|next, last| {
        let between = text.get(last.end..next.start.max(last.end)).unwrap_or_default();
        let one = between.trim().is_empty();
        if one {
            last.end = next.end;
        }
        one
    });
    found
}

/// Whether a text begins as the name of an institution does.
#[must_use]
pub fn is_begun(text: &str) -> bool {
    begins(text, BEGINNINGS) || begins(text, WITHIN_TOO) || is_school_or_office(text)
}

/// Whether a text is nothing but a library office in short: `Dispersip`.
pub(crate) fn is_office_in_short(text: &str) -> bool {
    OFFICE_WORDS.contains(&fold(text).as_str())
}

/// Where the name of an institution begins within a text that says something else before: `Guru SMPN 2 Tapin`.
#[must_use]
pub fn begin_within(text: &str) -> Option<usize> {
    let mut starts = text.match_indices(' ').map(|(at, _)| at + 1);
    starts.find(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.contains(' ') && (begins(rest, BEGINNINGS) || is_school_or_office(rest))
    })
}

fn begins(text: &str, with: &[&str]) -> bool {
    let folded = fold(text);
    with.contains(&folded.split(' ').next().unwrap_or_default())
}

fn is_school_or_office(text: &str) -> bool {
    let folded = letters_together(&fold(text));
    let first = folded.split(' ').next().unwrap_or_default();
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_level = |level: &str| LEVELS.iter().any(|(word, _)| *word == level);
    is_level(letters) || letters.strip_suffix('n').is_some_and(is_level) || OFFICE_WORDS.contains(&letters)
}

/// `SMPN 1` before `2 Banjar`.
fn goes_on_counting(before: &str, after: &str) -> bool {
    let ends = before.ends_with(|c: char| c.is_ascii_digit());
    ends && after.starts_with(|c: char| c.is_ascii_digit())
}

/// `Dispersip Tapin` before `HSS`, and not `Dispersip Banjar` before `Kab. Banjar`. Behind an office of a province a comma
/// says where it is, and *dan* whose office is meant too.
fn names_another_district(earlier: &Institution, after: &str, is_and: bool, home: Option<&str>) -> bool {
    match (earlier.region, regions().district_beside(after, home, earlier.region)) {
        (Some(this), Found::One(that)) => this != that && (is_and || this.kind != RegionKind::Province),
        _ => false,
    }
}

fn first_word(text: &str) -> Option<String> {
    let folded = fold(text);
    let first = folded.split(' ').next().filter(|word| word.chars().all(char::is_alphabetic));
    first.filter(|word| !word.is_empty() && *word != folded).map(str::to_owned)
}

fn is_school_of_no_place(institution: &Institution) -> bool {
    let last = institution.name.rsplit(' ').next().unwrap_or_default();
    institution.kind == Kind::Sekolah && institution.region.is_none() && last.chars().all(|c| c.is_ascii_digit())
}
