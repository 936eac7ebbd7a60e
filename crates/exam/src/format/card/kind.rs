//! The kinds of items that a card can be.

use certification::refusal::Refusal;

use super::{Card, Field, answer, field::plain};
use crate::{format::report::brief, item::Language};

/// The kind of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Single,
    Multiple,
    TrueFalse,
    Matching,
    Ordering,
    Gaps,
    /// A gap that takes a number: [`Kind::Gaps`] for people who do not write `#`.
    Number,
    ShortAnswer,
    Essay,
    Upload,
    Oral,
}

/// The name of a kind in Indonesian and in English, then other names that people use.
const NAMES: &[(Kind, &str, &str, &[&str])] = &[
    (Kind::Single, "pilihan ganda", "single choice", &["pg", "single", "multiple choice", "mcq"]),
    (Kind::Multiple, "pilihan ganda kompleks", "multiple response", &["pgk", "multiple", "jawaban ganda"]),
    (Kind::TrueFalse, "benar salah", "true false", &["b s", "bs", "true or false"]),
    (Kind::Matching, "menjodohkan", "matching", &["penjodohan", "jodohkan"]),
    (Kind::Ordering, "mengurutkan", "ordering", &["urutan"]),
    (Kind::Gaps, "isian", "gap", &["gaps", "fill in", "fill in the blank", "melengkapi"]),
    (Kind::Number, "angka", "number", &["isian angka", "numerik", "numerical"]),
    (Kind::ShortAnswer, "jawaban singkat", "short answer", &["isian singkat"]),
    (Kind::Essay, "esai", "essay", &["uraian", "essai"]),
    (Kind::Upload, "unggah berkas", "file upload", &["unggah", "upload"]),
    (Kind::Oral, "lisan", "oral", &["wawancara"]),
];

impl Kind {
    /// One or several of options are chosen.
    pub(super) const fn chooses(self) -> bool {
        matches!(self, Self::Single | Self::Multiple)
    }

    /// Its name as templates and exports write it.
    pub(super) fn name(self, language: Language) -> &'static str {
        let found = NAMES.iter().find(|(kind, ..)| *kind == self);
        found.map_or("", |(_, id, en, _)| if language == Language::Id { id } else { en })
    }
}

/// The names of all kinds, as a template offers them.
pub(in super::super) fn kinds(language: Language) -> Vec<&'static str> {
    NAMES.iter().map(|(_, id, en, _)| if language == Language::Id { *id } else { *en }).collect()
}

/// The kind of a card: as it says, or where it says nothing, as its options and key leave no doubt.
pub(super) fn of(card: &Card) -> Result<Kind, Refusal> {
    let said = card.words(Field::Kind);
    let name = plain(&said);
    if !name.is_empty() {
        let known = NAMES.iter().find(|(_, id, en, more)| *id == name || *en == name || more.contains(&&*name));
        return known.map(|(kind, ..)| *kind).ok_or_else(|| Refusal::new("card.kind").with("kind", brief(&said, 40)));
    }
    let key = card.words(Field::Key);
    if key.is_empty() {
        return Err(Refusal::new("card.no-key"));
    }
    let options = card.fields.iter().any(|(field, content)| matches!(field, Field::Option(_)) && !content.is_empty());
    let premises = card.fields.iter().any(|(field, content)| matches!(field, Field::Premise(_)) && !content.is_empty());
    match (options, premises) {
        (true, true) => Ok(Kind::Matching),
        (true, false) if answer::letters(&key).is_some_and(|letters| letters.len() > 1) => Ok(Kind::Multiple),
        (true, false) => Ok(Kind::Single),
        // A letter alone may be that of an option which was not recognised.
        (false, _) if plain(&key).chars().count() > 1 && answer::truth(&key).is_some() => Ok(Kind::TrueFalse),
        _ => Err(Refusal::new("card.no-kind")),
    }
}
