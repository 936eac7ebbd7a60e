//! Which of the ways to meet the entry requirements somebody would take, by their education.

use certification::{record::scheme::Alternative, text::fold};

/// Levels of education, from the lowest that a scheme asks for.
const LEVELS: &[&[&str]] = &[
    &["slta", "sma", "smk", "smu", "ma"],
    &["d1", "di"],
    &["d2", "dii"],
    &["d3", "diii"],
    &["d4", "div", "s1"],
    &["s2"],
    &["s3"],
];

/// The first way to meet the entry requirements whose education somebody has; the first of all where nothing is known of
/// theirs.
pub fn way(alternatives: &[Alternative], education: Option<&str>) -> Option<String> {
    let level = |text: &str| {
        let folded = fold(text);
        let mut words = folded.split(' ');
        let first = words.next().unwrap_or_default();
        // `D-III Perpustakaan`
        let both = format!("{first}{}", words.next().unwrap_or_default());
        LEVELS.iter().position(|names| names.contains(&first) || names.contains(&both.as_str()))
    };
    let has = |wanted: &serde_json::Value| {
        let of = |key: &str| wanted.get(key).and_then(serde_json::Value::as_str);
        let Some(education) = education.filter(|_| of("kind") == Some("education")) else { return true };
        let high = level(education) >= of("min_level").and_then(level);
        let library = ["perpustakaan", "pusdokinfo"].iter().any(|word| fold(education).contains(word));
        high && (of("field") != Some("ilmu-perpustakaan") || library)
    };
    let met = alternatives.iter().find(|alternative| alternative.all.iter().all(has));
    met.or(alternatives.first()).map(|alternative| alternative.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_taken_fits_the_education() {
        let schemes = crate::schemes::examples().unwrap();
        let scheme = schemes.iter().find(|scheme| scheme.slug == "layanan-dasar").unwrap();
        for (education, taken) in [
            (Some("S1 Ilmu Perpustakaan"), "d2-perpustakaan"),
            (Some("D-III Perpustakaan"), "d2-perpustakaan"),
            (Some("S1 Pendidikan Agama Islam"), "d2-lain-dan-pelatihan"),
            (Some("SMA IPS"), "slta-dan-pengalaman"),
            (Some("SMK Administrasi Perkantoran"), "slta-dan-pengalaman"),
            (None, "d2-perpustakaan"),
        ] {
            assert_eq!(way(&scheme.alternatives, education).as_deref(), Some(taken), "{education:?}");
        }
    }
}
