//! Schemes that a body has beside the common clusters, or calls otherwise: known by their names, key, sign and number.

use std::collections::BTreeSet;

use certification::text::fold;

use super::{FILLERS, NEAR, nearest, understand};

/// Letters that may be wrong in a whole name, and how long it must be for that.
const SLIPS: usize = 2;
const LONG_ENOUGH_TO_SLIP: usize = 10;

#[derive(Debug, Clone)]
struct Scheme {
    slug: String,
    name: String,
    /// Every text that it goes by, folded.
    called: BTreeSet<String>,
}

/// The schemes of a body.
#[derive(Debug, Clone, Default)]
pub struct Schemes(Vec<Scheme>);

impl Schemes {
    /// No schemes beside the common clusters.
    #[must_use]
    pub fn none() -> &'static Self {
        static NONE: Schemes = Schemes(Vec::new());
        &NONE
    }

    /// Adds a scheme by its lasting key and name, and what else it is called: its sign, its number, its name in another
    /// language. One that is there already keeps its first name and goes by these too.
    pub fn insert<'a>(&mut self, slug: &'a str, name: &'a str, also: impl IntoIterator<Item = &'a str>) {
        let texts = [slug, name].into_iter().chain(also).map(fold).filter(|text| !text.is_empty());
        if let Some(known) = self.0.iter_mut().find(|scheme| scheme.slug == slug) {
            known.called.extend(texts);
        } else {
            self.0.push(Scheme { slug: slug.to_owned(), name: name.to_owned(), called: texts.collect() });
        }
    }

    /// The key and name of the scheme or cluster that a text names: one of these called just so, else a common cluster
    /// in any of its wordings, else one of these in other order, with the words that every name may have, or with a slip.
    #[must_use]
    pub fn understand(&self, text: &str) -> Option<(&str, &str)> {
        let folded = fold(text);
        self.only(|scheme| scheme.called.contains(&folded))
            .or_else(|| understand(text).map(|cluster| (cluster.slug, cluster.name)))
            .or_else(|| {
                let meant = words(&folded);
                let is_meant = |called: &String| {
                    let called = words(called);
                    let long = called.len() >= LONG_ENOUGH_TO_SLIP;
                    !called.is_empty() && (called == meant || (long && strsim::osa_distance(&called, &meant) <= SLIPS))
                };
                self.only(|scheme| scheme.called.iter().any(is_meant))
            })
    }

    /// Whether a text is just what one of these is called.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let folded = fold(text);
        self.only(|scheme| scheme.called.contains(&folded)).is_some()
    }

    /// The name of the scheme or cluster that an unknown text comes nearest to, if any comes near.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<&str> {
        let folded = fold(text);
        let near = |scheme: &Scheme| {
            scheme.called.iter().map(|called| strsim::jaro_winkler(&folded, called)).fold(0.0, f64::max)
        };
        let own = self.0.iter().map(|scheme| (near(scheme), scheme)).filter(|(near, _)| *near >= NEAR);
        let own = own.map(|(near, scheme)| (near, scheme.name.as_str()));
        let common = nearest(text).map(|(near, cluster)| (near, cluster.name));
        own.chain(common).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
    }

    /// The one scheme that is so; none where several are.
    fn only(&self, is: impl Fn(&Scheme) -> bool) -> Option<(&str, &str)> {
        let mut found = self.0.iter().filter(|scheme| is(scheme));
        match (found.next(), found.next()) {
            (Some(scheme), None) => Some((&scheme.slug, &scheme.name)),
            _ => None,
        }
    }
}

/// The words of a folded text that tell schemes apart, in the order of the alphabet.
fn words(folded: &str) -> String {
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty() && !FILLERS.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn schemes() -> Schemes {
        let mut schemes = Schemes::default();
        schemes.insert(
            "referensi-nusantara",
            "Layanan Referensi Nusantara",
            ["RN", "SKM/LPN/01", "Reference Services"],
        );
        schemes.insert("naskah-kuno", "Perawatan Naskah Kuno dan Koleksi Langka", ["NK", "SKM/LPN/02"]);
        schemes.insert("arsip-suara", "Arsip Suara", ["NK"]);
        schemes.insert("layanan-dasar", "Layanan Dasar Perpustakaan", ["LD"]);
        schemes
    }

    #[rstest]
    #[case::name("Layanan Referensi Nusantara", Some("referensi-nusantara"))]
    #[case::as_shouted("LAYANAN REFERENSI  NUSANTARA", Some("referensi-nusantara"))]
    #[case::key("referensi-nusantara", Some("referensi-nusantara"))]
    #[case::sign("RN", Some("referensi-nusantara"))]
    #[case::number("SKM/LPN/01", Some("referensi-nusantara"))]
    #[case::another_language("Reference services", Some("referensi-nusantara"))]
    #[case::with_words_that_all_have("Skema Sertifikasi Layanan Referensi Nusantara", Some("referensi-nusantara"))]
    #[case::another_order("Referensi Nusantara, Layanan", Some("referensi-nusantara"))]
    #[case::a_slip("Layanan Referensi Nusntara", Some("referensi-nusantara"))]
    #[case::with_a_word_between("Perawatan Naskah Kuno & Koleksi Langka", Some("naskah-kuno"))]
    #[case::a_sign_of_two("NK", None)]
    #[case::a_common_one("Lay. Dasar Perpus", Some("layanan-dasar"))]
    #[case::a_common_one_that_the_body_has_not("Promosi", Some("promosi"))]
    #[case::another("Layanan Referensi", None)]
    #[case::another_place("Layanan Referensi Samudra", None)]
    #[case::nothing("", None)]
    fn a_scheme_is_known_by_whatever_it_is_called(#[case] text: &str, #[case] slug: Option<&str>) {
        assert_eq!(schemes().understand(text).map(|(slug, _)| slug), slug);
    }

    #[test]
    fn the_nearest_is_suggested_among_its_own_first() {
        assert_eq!(schemes().nearest("Layanan Referensi Nusantra Raya"), Some("Layanan Referensi Nusantara"));
        assert_eq!(schemes().nearest("Layanan Remaja Perpus"), Some("Layanan Perpustakaan Remaja"));
        assert_eq!(schemes().nearest("Mengemudi"), None);
    }
}
