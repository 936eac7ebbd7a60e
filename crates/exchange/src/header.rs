//! What a column's heading means. Headings come on one to three rows, with a parent above
//! (*Kelahiran* over *Tempat* and *Tanggal*), abbreviated, in any order and with remarks.
//! A dictionary names the fields a kind of table may have; every match has a score.

use std::collections::{BTreeMap, BTreeSet};

use certification::text::fold;

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
            own: words(own),
            parent: above.iter().flat_map(|l| words(l)).collect(),
            label: labels.iter().map(|l| certification::text::squeeze(l)).collect::<Vec<_>>().join(" / "),
        }
    }
}

/// Words that say nothing about a column.
const FILLERS: &[&str] = &[
    "no",
    "nomor",
    "nmr",
    "dan",
    "atau",
    "yang",
    "di",
    "ke",
    "dari",
    "untuk",
    "pada",
    "utk",
    "yg",
    "dipilih",
    "diikuti",
    "diambil",
    "diujikan",
    "aktif",
    "bisa",
    "dapat",
    "dihubungi",
    "wajib",
    "diisi",
    "mohon",
    "harap",
    "anda",
    "digit",
    "angka",
    "huruf",
    "kapital",
    "dd",
    "mm",
    "yyyy",
    "yy",
    "hh",
    "bb",
    "tttt",
    "thn",
    "the",
    "of",
    "ini",
    "saat",
    "sekarang",
    "jika",
    "bila",
    "ada",
    "opsional",
    "beserta",
    "dengan",
    "sebagai",
    "data",
    "isi",
    "masing",
    "by",
    "your",
    "number",
    "in",
];

/// Spellings that mean one word.
const SAME: &[(&str, &str)] = &[
    ("tgl", "tanggal"),
    ("tangal", "tanggal"),
    ("tmp", "tempat"),
    ("tmpt", "tempat"),
    ("tpt", "tempat"),
    ("kelahiran", "lahir"),
    ("lhr", "lahir"),
    ("telp", "telepon"),
    ("tlp", "telepon"),
    ("telpon", "telepon"),
    ("tel", "telepon"),
    ("telephone", "telepon"),
    ("phone", "telepon"),
    ("handphone", "hp"),
    ("hape", "hp"),
    ("ponsel", "hp"),
    ("seluler", "hp"),
    ("whatsapp", "hp"),
    ("whatsap", "hp"),
    ("wa", "hp"),
    ("mobile", "hp"),
    ("kab", "kabupaten"),
    ("kabkota", "kabupaten kota"),
    ("kabko", "kabupaten kota"),
    ("prov", "provinsi"),
    ("propinsi", "provinsi"),
    ("kluster", "klaster"),
    ("cluster", "klaster"),
    ("klater", "klaster"),
    ("gender", "jk"),
    ("sex", "jk"),
    ("jkel", "jk"),
    ("ttl", "tempat tanggal lahir"),
    ("pend", "pendidikan"),
    ("jab", "jabatan"),
    ("inst", "instansi"),
    ("nipppk", "nip"),
    ("nippppk", "nip"),
    ("nippk", "nip"),
    ("surel", "email"),
    ("posel", "email"),
    ("gmail", "email"),
    ("mail", "email"),
    ("emai", "email"),
    ("name", "nama"),
    ("nm", "nama"),
    ("lengkapnya", "lengkap"),
    ("ibukota", "kota"),
    ("institusi", "instansi"),
    ("skema", "skema"),
    ("registrasi", "registrasi"),
    ("reg", "registrasi"),
    ("exp", "berlaku"),
    ("masaberlaku", "berlaku"),
    ("full", "lengkap"),
    ("birth", "lahir"),
    ("born", "lahir"),
    ("date", "tanggal"),
    ("place", "tempat"),
    ("dob", "tanggal lahir"),
    ("birthday", "tanggal lahir"),
    ("birthdate", "tanggal lahir"),
    ("pob", "tempat lahir"),
    ("birthplace", "tempat lahir"),
    ("institution", "instansi"),
    ("agency", "instansi"),
    ("workplace", "tempat kerja"),
    ("organization", "organisasi"),
    ("organisation", "organisasi"),
    ("school", "sekolah"),
    ("library", "perpustakaan"),
    ("regency", "kabupaten"),
    ("district", "kabupaten"),
    ("city", "kota"),
    ("province", "provinsi"),
    ("scheme", "skema"),
    ("degree", "gelar"),
    ("degrees", "gelar"),
    ("education", "pendidikan"),
    ("position", "jabatan"),
    ("address", "alamat"),
    ("contact", "kontak"),
    ("participant", "peserta"),
    ("remarks", "keterangan"),
    ("kriteria", "kriteria"),
    ("kuk", "kuk"),
];

/// The words of a label: folded, spellings made one, remarks such as *(sesuai KTP)* gone.
fn words(label: &str) -> Vec<String> {
    let mut folded = format!(" {} ", spelled_out(&fold(&set_apart(label))));
    for (written, one) in [
        (" e mail ", " email "),
        (" lahir di ", " tempat lahir "),
        (" dilahirkan di ", " tempat lahir "),
        (" pos el ", " email "),
        (" l p ", " jk "),
        (" p l ", " jk "),
        (" j k ", " jk "),
        (" h p ", " hp "),
        (" w a ", " hp "),
        (" no hp ", " hp "),
        (" whats app ", " hp "),
        (" surat elektronik ", " email "),
        (" id number ", " identitas "),
        (" id no ", " identitas "),
        (" id card ", " identitas "),
        (" identity ", " identitas "),
        (" national id ", " identitas "),
    ] {
        folded = folded.replace(written, one);
    }
    let mut out: Vec<String> = Vec::new();
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        if matches!(word, "sesuai" | "contoh" | "format" | "misal" | "misalnya" | "cth") && !out.is_empty() {
            break;
        }
        if FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let one = SAME.iter().find(|(written, _)| *written == word).map_or(word, |(_, one)| one);
        for word in one.split(' ') {
            if !out.iter().any(|w| w == word) {
                out.push(word.to_owned());
            }
        }
        if out.len() >= 12 {
            break;
        }
    }
    // `Nomor yang bisa dihubungi`: which number, nothing but the purpose says.
    if out.is_empty() && folded.contains(" dihubungi ") {
        out.push("hp".to_owned());
    }
    out
}

/// `TanggalLahir` as `Tanggal Lahir`: programs write the names of columns so.
fn set_apart(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut before = ' ';
    for c in label.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// `n i p` and `t t l`, of letters set apart by dots or blanks, are one word each.
fn spelled_out(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let mut out = String::with_capacity(folded.len());
    for group in words.chunk_by(|a, b| a.len() == 1 && b.len() == 1) {
        let glue = if group.len() > 2 { "" } else { " " };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&group.join(glue));
    }
    out
}

/// A heading without what only explains it: what stands in brackets, and an example behind it.
pub(crate) fn without_remarks(label: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let lower = bare.to_lowercase();
    let cut = ["contoh", "misal", "format", "cth", "mis.", "ex:", "e.g"].iter().filter_map(|w| lower.find(w)).min();
    match cut {
        Some(at) if at > 0 && lower.len() == bare.len() => bare.get(..at).unwrap_or(&bare).to_owned(),
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_set_apart_are_one_word() {
        assert_eq!(words("N.I.P"), ["nip"]);
        assert_eq!(words("N I K"), ["nik"]);
        assert_eq!(words("T.T.L."), ["tempat", "tanggal", "lahir"]);
        assert_eq!(words("J/K"), ["jk"]);
        assert_eq!(words("L / P"), ["jk"]);
        assert_eq!(words("Pos-el"), ["email"]);
        assert_eq!(words("Alamat Surat Elektronik"), ["alamat", "email"]);
        assert_eq!(words("TanggalLahir"), ["tanggal", "lahir"]);
        assert_eq!(words("NoHP"), ["hp"]);
        assert_eq!(words("WhatsApp"), ["hp"]);
        assert_eq!(words("Date of Birth"), ["tanggal", "lahir"]);
    }

    #[test]
    fn an_example_in_a_heading_is_no_value() {
        assert_eq!(without_remarks("Email aktif (contoh: ani@contoh.go.id)").trim(), "Email aktif");
        assert_eq!(without_remarks("No. HP, contoh 081234567890"), "No. HP, ");
        assert_eq!(without_remarks("Contoh"), "Contoh");
    }

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
    fn remarks_and_spellings_do_not_matter() {
        assert_eq!(words("NAMA LENGKAP\n(SESUAI IJAZAH)"), ["nama", "lengkap"]);
        assert_eq!(words("Nama sesuai KTP"), ["nama"]);
        assert_eq!(words("No. HP (WA) yang aktif"), ["hp"]);
        assert_eq!(words("E-MAIL"), ["email"]);
        assert_eq!(words("Tmp/Tgl. Lahir (dd/mm/yyyy)"), ["tempat", "tanggal", "lahir"]);
        assert_eq!(words("L/P"), ["jk"]);
        assert!(words("NO").is_empty());
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
