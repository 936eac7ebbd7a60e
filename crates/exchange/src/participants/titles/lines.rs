//! Lines above a table or between its groups: what stands before the sign of a label, and the rest without remarks.

use certification::text::{fold, squeeze};

use super::{
    named::{Named, clusters_in, districts_in, institution_in, is_dated},
    words::{BEFORE, BEGIN_CLUSTERS, LABELS, OF_CLUSTERS, OF_DISTRICTS, OTHER_LINES},
};
use crate::{
    clusters::Schemes,
    regions::regions,
    table::{Table, counts_people},
    values::is_nothing,
};

/// A line of a title: what stands before its sign, and the rest.
pub(super) struct Line {
    pub label: Option<(&'static str, String)>,
    pub text: String,
}

/// The lines above the heading of a table. A label and its value may stand in cells of their own.
pub(super) fn lines_of(table: &Table) -> Vec<Line> {
    let mut lines = Vec::new();
    for (_, cells) in &table.titles {
        let joined = match cells.as_slice() {
            [label, value] if !label.contains('\n') && field_of(label).is_some() => {
                vec![format!("{} : {}", label.trim_end_matches([':', ' ']), value.trim_start_matches([':', ' ']))]
            }
            [label, sign, value] if matches!(sign.trim(), ":" | "=") => vec![format!("{label} : {value}")],
            cells => cells.iter().flat_map(|cell| cell.lines()).map(str::to_owned).collect(),
        };
        lines.extend(joined.iter().filter_map(|text| line(text)));
    }
    lines
}

/// A line with its label, where it has one that is known. What only tells how to fill in, or where and when, is none.
pub(super) fn line(text: &str) -> Option<Line> {
    let text = without_remarks(&squeeze(text.trim_start_matches([':', ' ', '>', '*', '•'])));
    let mut text = text.as_str();
    if let Some((label, value)) = text.split_once(':') {
        let (label, value) = (without_count(label), value.trim());
        if let Some(field) = field_of(label) {
            return (!is_nothing(value)).then(|| Line { label: Some((field, fold(label))), text: value.to_owned() });
        }
        let folded = fold(label);
        if matches!(folded.as_str(), "kelompok" | "ruang" | "ruangan" | "kelas" | "sesi" | "hari") {
            return (!is_nothing(value)).then(|| Line { label: Some(("cluster", folded)), text: value.to_owned() });
        }
        if folded == "asal" {
            text = value;
        }
    }
    if let Some((label, _)) = text.split_once(':') {
        let speaks = fold(label).split(' ').any(|word| matches!(word, "daftar" | "peserta" | "data" | "usulan"));
        if !speaks {
            return None;
        }
    }
    let folded = fold(text);
    let other = folded.split(' ').any(|word| OTHER_LINES.contains(&word));
    (!other && !folded.is_empty()).then(|| Line { label: None, text: text.to_owned() })
}

/// A line without what it says beside the name of a group: how many people, in which session, with which assessor, and the sign
/// before nothing: `Kabupaten Garut: 2 orang`, `Klaster Promosi (Asesor: Budi)`, `Kab. Garut — Sesi 1`.
fn without_remarks(text: &str) -> String {
    let mut rest = text.trim_end_matches([':', '=', ' ']);
    loop {
        let inside = rest.strip_suffix([')', ']']).and_then(|open| open.rsplit_once(['(', '[']));
        let counted = rest.rfind(" JUMLAH ").or_else(|| rest.to_ascii_lowercase().rfind(" jumlah "));
        let signs = [" - ", " – ", " — ", "|", ":", "=", "/", ","].iter().flat_map(|sign| rest.match_indices(sign));
        let behind = signs.filter_map(|(at, sign)| Some((rest.get(..at)?, rest.get(at + sign.len()..)?)));
        let mut parts = inside.into_iter().chain(counted.and_then(|at| rest.split_at_checked(at))).chain(behind);
        let Some((before, _)) = parts.find(|(before, remark)| !before.trim().is_empty() && is_remark(remark)) else {
            return bare_of_count(rest).trim().to_owned();
        };
        rest = before.trim_end_matches([':', '=', ' ', ',', '-', '–', '—']);
    }
}

/// Whether what stands behind a name or in brackets says nothing of it. A day tells that the whole line is no name.
fn is_remark(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let is_number = !folded.is_empty() && folded.len() <= 3 && folded.chars().all(|c| c.is_ascii_digit());
    let begins = words.next().is_some_and(|word| match word {
        "asesor" | "penguji" | "jumlah" | "jml" | "total" => true,
        "sesi" | "hari" | "ruang" | "ruangan" | "kelas" => words.next().is_some_and(is_counter),
        _ => false,
    });
    (is_number || counts_people(text) || begins) && !is_dated(text)
}

/// `Kab. Garut 2 org` without how many they are.
fn bare_of_count(text: &str) -> &str {
    let second_last = text.rmatch_indices(' ').nth(1).map(|(at, _)| at);
    match second_last.and_then(|at| text.split_at_checked(at)) {
        Some((name, count)) if counts_people(count) => name,
        _ => text,
    }
}

/// A label without its number: `Klaster 9` is `Klaster`.
fn without_count(label: &str) -> &str {
    let label = label.trim();
    match label.rsplit_once(' ') {
        Some((before, last)) if is_counter(&fold(last)) => before,
        _ => label,
    }
}

/// Whether a folded word only counts: `9`, `ix`, `b`.
pub(super) fn is_counter(word: &str) -> bool {
    !word.is_empty()
        && (word.len() == 1
            || word.chars().all(|c| c.is_ascii_digit())
            || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
}

pub(super) fn field_of(label: &str) -> Option<&'static str> {
    let folded = fold(label);
    let bare = folded.strip_prefix("nama ").unwrap_or(&folded);
    let bare = bare.strip_suffix(" peserta").unwrap_or(bare);
    LABELS.iter().find(|(_, labels)| labels.contains(&bare)).map(|(field, _)| *field)
}

impl Line {
    pub fn is_of(&self, field: &str) -> bool {
        self.label.as_ref().is_some_and(|(of, _)| *of == field)
    }

    /// Whether the line begins as one over a group does that says this field, so that what stood before holds no longer.
    pub fn ends(&self, field: &str) -> bool {
        if let Some((of, label)) = &self.label {
            return *of == field && field_of(label).is_some();
        }
        let folded = fold(&self.text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !is_counter(word)).collect();
        let named: Vec<&str> = words.iter().copied().skip_while(|word| BEFORE.contains(word)).collect();
        let (first, says_more) = (named.first().copied().unwrap_or_default(), named.len() > 1);
        match field {
            _ if is_dated(&self.text) => false,
            "kab" => OF_DISTRICTS.contains(&first) && says_more,
            "cluster" if OF_DISTRICTS.contains(&first) => false,
            "cluster" if OF_CLUSTERS.contains(&first) => says_more,
            "cluster" => BEGIN_CLUSTERS.contains(&first) || (words.first() == Some(&"kelompok") && !named.is_empty()),
            _ => false,
        }
    }

    pub fn names(&self, field: &str, home: Option<&str>, schemes: &Schemes) -> Named {
        match &self.label {
            Some((of, _)) if *of != field => Named::Nothing,
            Some((_, label)) => match field {
                "cluster" => clusters_in(&self.text, schemes),
                // `Kota : Bogor` says which of two.
                "kab" if matches!(label.as_str(), "kota" | "kabupaten" | "kab") => {
                    let whole = format!("{label} {}", self.text);
                    regions()
                        .district(&whole, home)
                        .one()
                        .map_or_else(|| districts_in(&self.text, home), |region| Named::One(region.name.to_owned()))
                }
                "kab" => districts_in(&self.text, home),
                _ => Named::One(self.text.clone()),
            },
            None => match field {
                "cluster" => clusters_in(&self.text, schemes),
                "kab" => districts_in(&self.text, home),
                _ => institution_in(&self.text, home),
            },
        }
    }
}
