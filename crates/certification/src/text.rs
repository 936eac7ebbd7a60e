//! Text as the house compares it.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds text for search and order: decomposed, without marks, lower case, apostrophes gone,
/// anything that is neither letter nor digit one space. Both databases order the result alike.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ') {
            gap = true;
        }
    }
    out
}

/// Collapses runs of white space to one space and trims.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A NIK as it is shown where it is not asked for in full: `6307 •••• •••• 0028`. What is no NIK shows nothing of itself.
#[must_use]
pub fn masked_nik(nik: &str) -> String {
    match (nik.get(..4), nik.get(12..)) {
        (Some(head), Some(tail)) if nik.len() == 16 => format!("{head} •••• •••• {tail}"),
        _ => "•".repeat(nik.chars().count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_apostrophes_marks_and_case_fold_alike() {
        assert_eq!(fold("Siti Nur'aini"), "siti nuraini");
        assert_eq!(fold("SITI  Nur’aini"), "siti nuraini");
        assert_eq!(fold("Renée-Ángel"), "renee angel");
    }

    #[test]
    fn a_nik_shows_its_ends_only() {
        assert_eq!(masked_nik("6307014101900028"), "6307 •••• •••• 0028");
        assert_eq!(masked_nik("6307"), "••••");
        assert_eq!(masked_nik(""), "");
    }
}
