//! The parts of an item card and what people call them, in Indonesian and English.

use crate::item::Language;

/// A part of an item card: a column of a sheet, a row of a table, a labelled line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in super::super) enum Field {
    /// A running number; says where the item stood, is not its name.
    Number,
    Id,
    Title,
    Kind,
    Unit,
    Element,
    Criterion,
    Level,
    Language,
    Stem,
    /// What wants a partner, from 1.
    Premise(u8),
    /// An option, response or step, from 0 for A.
    Option(u8),
    Key,
    Points,
    Scoring,
    Choose,
    Shuffle,
    Tolerance,
    Measure,
    Case,
    People,
    Limit,
    Minutes,
    Endings,
    Rubric,
    Explanation,
    /// Why an option is right or wrong, from 0 for A.
    Reason(u8),
    Enemies,
    Example,
    /// The code of what the item shares with others.
    Stimulus,
    /// What items share: a column of a sheet of its own.
    Material,
}

/// The name of a field in Indonesian and in English, then other names that people use.
const NAMES: &[(Field, &str, &str, &[&str])] = &[
    (Field::Number, "Nomor", "Number", &["no", "nomor soal", "no soal", "item number", "question number"]),
    (Field::Id, "Kode", "Code", &["id", "kode soal", "item id", "item code", "id soal"]),
    (Field::Title, "Judul", "Title", &["judul soal", "nama soal"]),
    (Field::Kind, "Jenis", "Kind", &["jenis soal", "tipe", "tipe soal", "bentuk soal", "type", "item type"]),
    (
        Field::Unit,
        "Unit",
        "Unit code",
        &["kode unit", "unit kompetensi", "kode unit kompetensi", "unit of competency", "no unit"],
    ),
    (Field::Element, "Elemen", "Element", &["no elemen", "nomor elemen", "elemen kompetensi"]),
    (
        Field::Criterion,
        "KUK",
        "Criterion",
        &["no kuk", "nomor kuk", "kriteria", "kriteria unjuk kerja", "performance criterion", "pc"],
    ),
    (
        Field::Level,
        "Level",
        "Cognitive level",
        &["tingkat", "level kognitif", "tingkat kognitif", "ranah", "ranah kognitif", "jenjang kognitif", "bloom"],
    ),
    (Field::Language, "Bahasa", "Language", &[]),
    (
        Field::Stem,
        "Soal",
        "Question",
        &[
            "pertanyaan",
            "pokok soal",
            "butir soal",
            "rumusan soal",
            "rumusan butir soal",
            "uraian soal",
            "stem",
            "item",
        ],
    ),
    (
        Field::Key,
        "Kunci",
        "Key",
        &["kunci jawaban", "jawaban", "jawaban benar", "answer", "answer key", "correct answer"],
    ),
    (Field::Points, "Nilai", "Points", &["skor", "bobot", "poin", "score", "mark", "marks"]),
    (Field::Scoring, "Cara penilaian", "Scoring", &["penilaian"]),
    (Field::Choose, "Banyak dipilih", "Choose", &["jumlah dipilih"]),
    (Field::Shuffle, "Boleh diacak", "Shuffle", &["acak"]),
    (Field::Tolerance, "Toleransi", "Tolerance", &[]),
    (Field::Measure, "Satuan", "Unit of measure", &["measure"]),
    (Field::Case, "Huruf besar dibedakan", "Case matters", &["case sensitive"]),
    (Field::People, "Dinilai orang", "Marked by people", &[]),
    (Field::Limit, "Batas", "Limit", &[]),
    (Field::Minutes, "Menit", "Minutes", &[]),
    (Field::Endings, "Jenis berkas", "File kinds", &[]),
    (Field::Rubric, "Rubrik", "Rubric", &[]),
    (Field::Explanation, "Penjelasan", "Explanation", &["pembahasan"]),
    (Field::Enemies, "Tidak boleh bersama", "Enemies", &["musuh"]),
    (Field::Example, "Contoh", "Example", &[]),
    (Field::Stimulus, "Bahan bersama", "Shared material", &["kode bahan", "stimulus"]),
    (Field::Material, "Isi bahan", "Material", &["teks bahan"]),
];

/// Words before a letter or number: of options, of premises, of reasons.
const OPTION: &[&str] = &["pilihan", "opsi", "option", "pilihan jawaban"];
const PREMISE: &[&str] = &["pernyataan", "premis", "premise"];
const REASON: &[&str] = &["alasan", "reason"];

impl Field {
    /// Candidates see what it says.
    pub(in super::super) const fn seen(self) -> bool {
        matches!(self, Self::Stem | Self::Option(_) | Self::Premise(_) | Self::Material | Self::Measure)
    }

    /// May be the same for items side by side, so that one merged cell says it of all of them.
    pub(in super::super) const fn shared(self) -> bool {
        matches!(
            self,
            Self::Unit
                | Self::Element
                | Self::Criterion
                | Self::Level
                | Self::Kind
                | Self::Language
                | Self::Points
                | Self::Stimulus
        )
    }

    /// Its name as templates and exports write it.
    pub(in super::super) fn heading(self, language: Language) -> String {
        let (option, premise, reason) = match language {
            Language::Id => ("Pilihan", "Pernyataan", "Alasan"),
            Language::En => ("Option", "Premise", "Reason"),
        };
        match self {
            Self::Option(at) => format!("{option} {}", letter(at)),
            Self::Premise(number) => format!("{premise} {number}"),
            Self::Reason(at) => format!("{reason} {}", letter(at)),
            _ => {
                let found = NAMES.iter().find(|(field, ..)| *field == self);
                found.map_or("", |(_, id, en, _)| if language == Language::Id { id } else { en }).to_owned()
            }
        }
    }

    /// Its names in both languages, for a sentence that may be said in either: a file uses the one or the other.
    pub(in super::super) fn headings(self) -> String {
        let [id, en] = [Language::Id, Language::En].map(|language| self.heading(language));
        if id == en { id } else { format!("{id}/{en}") }
    }

    /// The field of that name, whatever its case, spaces and signs. A single letter is an option.
    pub(in super::super) fn named(text: &str) -> Option<Self> {
        if text.len() > 100 {
            return None;
        }
        let name = plain(text);
        let known =
            NAMES.iter().find(|(_, id, en, more)| plain(id) == name || plain(en) == name || more.contains(&&*name));
        if let Some((field, ..)) = known {
            return Some(*field);
        }
        let (words, last) = name.rsplit_once(' ').unwrap_or(("", &name));
        let lettered = one(last).filter(char::is_ascii_lowercase).map(|c| c as u8 - b'a');
        match lettered {
            Some(at) if words.is_empty() || OPTION.contains(&words) => Some(Self::Option(at)),
            Some(at) if REASON.contains(&words) => Some(Self::Reason(at)),
            _ if PREMISE.contains(&words) => last.parse().ok().filter(|n| (1..=60).contains(n)).map(Self::Premise),
            _ => None,
        }
    }
}

/// The only sign of a text.
fn one(text: &str) -> Option<char> {
    let mut signs = text.chars();
    signs.next().filter(|_| signs.next().is_none())
}

/// The letter of an option.
pub(super) fn letter(at: u8) -> char {
    char::from(b'A' + at.min(25))
}

/// Small letters, words parted by one space, other signs gone.
pub(super) fn plain(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_both_languages_and_no_name_means_two_fields() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, id, en, more) in NAMES {
            for name in [id, en].into_iter().chain(*more) {
                assert_eq!(Field::named(name), Some(*field), "{name}");
                assert_eq!(*seen.entry(plain(name)).or_insert(*field), *field, "{name}");
            }
            for language in [Language::Id, Language::En] {
                assert_eq!(Field::named(&field.heading(language)), Some(*field));
            }
        }
        for field in [Field::Option(0), Field::Option(25), Field::Premise(8), Field::Reason(2)] {
            for language in [Language::Id, Language::En] {
                assert_eq!(Field::named(&field.heading(language)), Some(field));
            }
        }
    }

    #[test]
    fn what_people_write_is_understood_and_other_words_are_not() {
        for (text, field) in [
            ("  KUNCI : ", Some(Field::Key)),
            ("Kunci-Jawaban", Some(Field::Key)),
            ("B.", Some(Field::Option(1))),
            ("Opsi C", Some(Field::Option(2))),
            ("No.", Some(Field::Number)),
            ("Penulis", None),
            ("10", None),
            ("", None),
            ("pernyataan 0", None),
        ] {
            assert_eq!(Field::named(text), field, "{text}");
        }
    }
}
