//! State schools and madrasah by their official names: `SMAN 1 …` is `SMA Negeri 1 …`.

use certification::text::fold;

use super::Near;
use crate::{
    regions::{Region, regions},
    values::name::capitals,
};

/// Levels of schools by the words that people write.
pub(super) const LEVELS: &[(&str, &str)] = &[
    ("sma", "SMA"),
    ("smu", "SMA"),
    ("smp", "SMP"),
    ("sltp", "SMP"),
    ("smk", "SMK"),
    ("sd", "SD"),
    ("slb", "SLB"),
    ("tk", "TK"),
];

/// State madrasah by their short names.
const MADRASAH: &[(&str, &str)] = &[("ma", "MAN"), ("mts", "MTsN"), ("mi", "MIN")];

const LONG_LEVELS: &[(&str, &str)] = &[
    ("sekolah menengah atas negeri ", "sman "),
    ("sekolah menengah kejuruan negeri ", "smkn "),
    ("sekolah menengah pertama negeri ", "smpn "),
    ("sekolah dasar negeri ", "sdn "),
    ("sekolah luar biasa negeri ", "slbn "),
    ("madrasah aliyah negeri ", "man "),
    ("madrasah tsanawiyah negeri ", "mtsn "),
    ("madrasah ibtidaiyah negeri ", "min "),
];

/// A state school: `SMAN 1 …` is `SMA Negeri 1 …`; madrasah keep their short names.
pub(super) fn school(folded: &str, written: &str, near: Near<'_>) -> Option<(String, Option<&'static Region>)> {
    let mut text = letters_together(folded);
    for prefix in ["perpustakaan ", "perpus "] {
        text = text.strip_prefix(prefix).map(str::to_owned).unwrap_or(text);
    }
    for (long, short) in LONG_LEVELS {
        if let Some(rest) = text.strip_prefix(long) {
            text = format!("{short}{rest}");
        }
    }
    let (first, mut rest) = text.split_once(' ').unwrap_or((&text, ""));
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let glued = first.get(letters.len()..).unwrap_or_default();
    let style = if let Some((_, level)) = LEVELS.iter().find(|(word, _)| *word == letters) {
        rest = of_state(rest)?;
        format!("{level} Negeri")
    } else if let Some((_, short)) = MADRASAH.iter().find(|(word, _)| *word == letters) {
        rest = of_state(rest)?;
        (*short).to_owned()
    } else if let Some((_, level)) = LEVELS.iter().find(|(word, _)| letters.strip_suffix('n') == Some(*word)) {
        format!("{level} Negeri")
    } else {
        match letters {
            "man" => "MAN".to_owned(),
            "mtsn" => "MTsN".to_owned(),
            "min" => "MIN".to_owned(),
            _ => return None,
        }
    };
    let (number, of) = if glued.is_empty() {
        let (next, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if next.starts_with(|c: char| c.is_ascii_digit()) { (next, after) } else { ("", rest) }
    } else {
        (glued, rest)
    };
    let region = if of.is_empty() { None } else { near.district(of).one() };
    let of = match region {
        // A kabupaten and a kota of one name have a school of the same number each.
        Some(region) if says_kind(of) && regions().shares_name(region) => region.name.to_owned(),
        Some(region) => region.bare().to_owned(),
        None => tail(written, of),
    };
    let name =
        [style.as_str(), number, of.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
    Some((name, region))
}

/// A name that begins with letters set apart, of which they make one word: `M.A.N. 3` folded to `m a n 3` as `man 3`.
pub(super) fn letters_together(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let is_letter = |word: &&&str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let count = words.iter().take_while(is_letter).count();
    match words.split_at_checked(count) {
        Some((letters, rest)) if count > 1 => [&[letters.concat().as_str()], rest].concat().join(" "),
        _ => folded.to_owned(),
    }
}

/// Whether a place is said to be a kabupaten or a kota.
fn says_kind(place: &str) -> bool {
    let mut ends = place.split(' ').next().into_iter().chain(place.rsplit(' ').next());
    ends.any(|word| matches!(word, "kab" | "kabupaten" | "kota" | "kotamadya" | "kodya"))
}

/// What stands behind *Negeri*, where it does.
fn of_state(rest: &str) -> Option<&str> {
    let (next, after) = rest.split_once(' ').unwrap_or((rest, ""));
    matches!(next, "negeri" | "neg" | "n").then_some(after)
}

/// The last words of what was written, as many as `folded` has, with capitals mended.
fn tail(written: &str, folded: &str) -> String {
    let mut count = folded.split(' ').filter(|w| !w.is_empty()).count();
    let mut words: Vec<&str> = Vec::new();
    // A sign between words is none of them, and `Kab.Banjar` is two.
    for word in written.split(' ').rev() {
        if count == 0 {
            break;
        }
        count = count.saturating_sub(fold(word).split(' ').filter(|w| !w.is_empty()).count());
        words.push(word);
    }
    words.reverse();
    capitals(&words.join(" "))
}
