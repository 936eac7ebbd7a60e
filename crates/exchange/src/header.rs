//! What a column's heading means. Headings come on one to three rows, with a parent above
//! (*Kelahiran* over *Tempat* and *Tanggal*), abbreviated, in any order and with remarks.
//! A dictionary names the fields a kind of table may have; every match has a score.

mod words;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use words::without_remarks;
use words::{SAME, words};

/// A field and the phrases that head its column. Words of a phrase may stand in any order; one
/// that begins with `+` must stand in the column's own heading, not only in the parent's.
pub type Term = (&'static str, &'static [&'static str]);

/// A field name for columns that are known and not wanted.
pub const IGNORED: &str = "-";

/// A dictionary made ready for matching.
#[derive(Debug)]
pub struct Dictionary {
    /// What else tells a kind of table.
    pub(crate) rules: Rules,
    phrases: Vec<(&'static str, Vec<(bool, &'static str)>)>,
    vocabulary: BTreeSet<&'static str>,
}

/// What a kind of table knows beside the phrases of its headings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// Words by which a heading speaks of somebody else, of another time or of another choice; of several in one text, all.
    pub others: &'static [&'static str],
    /// Whether a heading tells a field less surely than that of another column would.
    pub is_second: fn(&Heading, &str) -> bool,
    /// Whether a heading that could tell a field tells it of somebody or something else, where another column tells the name or
    /// none does.
    pub is_foreign: fn(&Heading, &str, bool) -> bool,
    /// Whether the only texts of a row begin as a line over a group does, understood or not.
    pub heads_group: fn(&[&str]) -> bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { others: &[], is_second: |_, _| false, is_foreign: |_, _, _| false, heads_group: |_| false }
    }
}

/// A heading's word of fewer letters is taken as it stands.
const LONG_ENOUGH_TO_SLIP: usize = 5;

impl Dictionary {
    /// Prepares the terms.
    #[must_use]
    pub fn new(terms: &'static [Term]) -> Self {
        let words = |phrase: &'static str| {
            phrase.split(' ').map(|w| w.strip_prefix('+').map_or((false, w), |w| (true, w))).collect::<Vec<_>>()
        };
        let phrases: Vec<(&'static str, Vec<(bool, &'static str)>)> =
            terms.iter().flat_map(|(field, list)| list.iter().map(move |p| (*field, words(p)))).collect();
        let vocabulary = phrases.iter().flat_map(|(_, phrase)| phrase.iter().map(|(_, word)| *word)).collect();
        Self { rules: Rules::default(), phrases, vocabulary }
    }

    /// Whether a field is among those of the dictionary.
    pub(crate) fn knows(&self, field: &str) -> bool {
        self.phrases.iter().any(|(known, _)| *known == field)
    }

    /// The same with rules beside the phrases.
    pub(crate) fn with(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// Whether a heading, or what stands above it, speaks of somebody else, of another time or of another choice.
    fn is_of_others(&self, heading: &Heading) -> bool {
        let says = |word: &str| heading.own.iter().chain(&heading.parent).any(|own| own == word);
        self.rules.others.iter().any(|words| words.split(' ').all(says))
    }

    /// The words with one slip in a long one forgiven, where a single known word comes that near.
    fn known(&self, words: &[String]) -> Vec<String> {
        words.iter().flat_map(|word| self.mended(word).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    fn mended<'a>(&'a self, word: &'a str) -> &'a str {
        if word.len() < LONG_ENOUGH_TO_SLIP || self.vocabulary.contains(word) {
            return word;
        }
        let is_near = |known: &str| known.len() >= LONG_ENOUGH_TO_SLIP && strsim::osa_distance(known, word) <= 1;
        let mut near = self.vocabulary.iter().filter(|known| is_near(known));
        match (near.next(), near.next()) {
            (Some(one), None) => one,
            (None, _) => SAME.iter().find(|(written, _)| is_near(written)).map_or(word, |(_, one)| one),
            _ => word,
        }
    }

    /// The best score of each field for a heading, own words and those of the parent above.
    #[must_use]
    pub fn score(&self, heading: &Heading) -> BTreeMap<&'static str, u32> {
        let mut best = BTreeMap::new();
        let heading =
            Heading { own: self.known(&heading.own), parent: self.known(&heading.parent), label: String::new() };
        let Some(first) = heading.own.first() else { return best };
        if self.is_of_others(&heading) {
            best.insert(IGNORED, u32::MAX);
            return best;
        }
        for (field, phrase) in &self.phrases {
            let own = phrase.iter().filter(|(_, w)| heading.own.iter().any(|o| o == w)).count();
            let fits = phrase.iter().all(|(must, w)| {
                heading.own.iter().any(|o| o == w) || (!must && heading.parent.iter().any(|p| p == w))
            });
            if own == 0 || !fits {
                continue;
            }
            let leads = phrase.iter().any(|(_, w)| first == w);
            let score = 12 * phrase.len() + 30 * own / heading.own.len() + if leads { 25 } else { 0 };
            let score = u32::try_from(score).unwrap_or(0);
            let place = best.entry(*field).or_insert(0);
            *place = score.max(*place);
        }
        best
    }
}

/// A column's heading in words that can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// Words of the column itself.
    pub own: Vec<String>,
    /// Words of what stands above it.
    pub parent: Vec<String>,
    /// The heading as a person reads it.
    pub label: String,
}

impl Heading {
    /// From the labels of a column, top to bottom, repeated ones left out.
    #[must_use]
    pub fn new(labels: &[&str]) -> Self {
        let labels: Vec<&str> = labels.iter().copied().filter(|l| !l.trim().is_empty()).collect();
        let Some((own, above)) = labels.split_last() else { return Self::default() };
        Self {
            own: words(before_address(own)),
            parent: above.iter().flat_map(|l| words(l)).collect(),
            label: labels.iter().map(|l| certification::text::squeeze(l)).collect::<Vec<_>>().join(" / "),
        }
    }
}

/// Words beside a name in a heading that names more than it.
const BESIDE_NAMES: &[&str] = &[
    "jabatan",
    "pangkat",
    "golongan",
    "gol",
    "ruang",
    "nip",
    "nik",
    "instansi",
    "unit",
    "kerja",
    "sekolah",
    "lembaga",
    "satuan",
    "pekerjaan",
    "asal",
    "dan",
    "no",
    "nomor",
    "hp",
    "nrp",
    "pppk",
    "ni",
    "satker",
    "dinas",
];

/// Whether a heading is that of names and of what else stands below them: `Nama / Jabatan`, `Nama, NIP, Pangkat`, `Nama (Jabatan)`.
/// A sign or a line must part them: `Nama Jabatan` is another thing.
pub(crate) fn is_name_and_more(label: &str) -> bool {
    let signs = |c: char| matches!(c, '/' | ',' | '&' | '(' | '\n' | '+' | ';' | '|');
    let apart = label.replace(" dan ", "/").replace(" DAN ", "/").replace(" Dan ", "/");
    let Some((name, more)) = apart.trim().split_once(signs) else { return false };
    let own = ["lengkap", "peserta", "pegawai", "pustakawan", "asesi", "asesor", "guru", "calon", "gelar"];
    let folded = certification::text::fold(name);
    let named =
        folded.strip_prefix("nama").is_some_and(|rest| rest.split(' ').all(|w| w.is_empty() || own.contains(&w)));
    let more = certification::text::fold(more);
    let is_beside = |word: &str| BESIDE_NAMES.contains(&word);
    let said = |word: &str| is_beside(word) && !matches!(word, "dan" | "no" | "nomor");
    named && more.split(' ').all(|word| is_beside(word) || word == "gelar") && more.split(' ').any(said)
}

/// The part of a heading that names institutions, where their address follows behind a sign: `Instansi / Alamat`.
fn before_address(label: &str) -> &str {
    let signs = |c: char| matches!(c, '/' | ',' | '&' | '\n' | '+' | '(');
    let Some((first, rest)) = label.split_once(signs) else { return label };
    let folded = certification::text::fold(first);
    let named = folded.split(' ').any(|word| {
        matches!(word, "instansi" | "kerja" | "sekolah" | "lembaga" | "kantor" | "perpustakaan" | "satker" | "opd")
    });
    let address = certification::text::fold(rest);
    let is_address =
        address.split(' ').all(|word| matches!(word, "dan" | "alamat" | "alamatnya" | "lengkap" | "instansi"));
    if named && is_address && address.contains("alamat") { first } else { label }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_in_a_long_word_is_forgiven() {
        let dictionary = Dictionary::new(&[("kab", &["kabupaten"]), ("name", &["nama lengkap", "nama"])]);
        let best = |label: &str| dictionary.score(&Heading::new(&[label])).into_keys().next();
        assert_eq!(best("Kabupatn"), Some("kab"));
        assert_eq!(best("Propisi"), None);
        assert_eq!(best("Kabuten"), None);
        assert_eq!(best("Naam"), None);
    }

    #[test]
    fn a_parent_helps_and_never_decides_alone() {
        let dictionary = Dictionary::new(&[
            ("born", &["tanggal lahir"]),
            ("birth", &["+tempat +tanggal lahir"]),
            ("institution", &["instansi", "instansi nama"]),
            ("name", &["nama"]),
        ]);
        let best = |labels: &[&str]| {
            dictionary.score(&Heading::new(labels)).into_iter().max_by_key(|(_, score)| *score).map(|(field, _)| field)
        };
        assert_eq!(best(&["KELAHIRAN", "TANGGAL"]), Some("born"));
        assert_eq!(best(&["TEMPAT, TANGGAL LAHIR", "TANGGAL"]), Some("born"));
        assert_eq!(best(&["Tempat, Tgl Lahir"]), Some("birth"));
        assert_eq!(best(&["INSTANSI", "NAMA"]), Some("institution"));
        assert_eq!(best(&["INSTANSI", "KODE POS"]), None);
        assert_eq!(best(&["Nama"]), Some("name"));
    }
}
