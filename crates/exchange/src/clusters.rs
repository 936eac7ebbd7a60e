//! The clusters of librarians' competencies and the names people give them. Every word of a
//! name must be one that this cluster may be called by: *Arsip Dinamis* is none of them.

use certification::text::fold;

/// A cluster: its lasting key, its name, and the words that make it out.
#[derive(Debug)]
pub struct Cluster {
    /// Lasting key of the scheme.
    pub slug: &'static str,
    /// Short sign.
    pub abbr: &'static str,
    /// Name as the scheme bears it.
    pub name: &'static str,
    /// Words of which each group must be met by one.
    must: &'static [&'static [&'static str]],
    /// Words it may have beside.
    may: &'static [&'static str],
}

/// Words that say nothing about which cluster is meant.
const FILLERS: &[&str] = &[
    "pelaksanaan",
    "pelaksana",
    "melaksanakan",
    "perpustakaan",
    "perpus",
    "pustaka",
    "klaster",
    "kluster",
    "cluster",
    "skema",
    "sertifikasi",
    "kompetensi",
    "bidang",
    "dan",
    "di",
    "untuk",
    "bagi",
    "pada",
    "the",
    "of",
    "contoh",
    "pustakawan",
    "paket",
    "uji",
    "ujikom",
    "skm",
    "kode",
    "pilihan",
];

const SERVICE: &[&str] = &["layanan", "pelayanan", "lay", "yan", "jasa"];

/// The clusters, the three examples last.
pub const CLUSTERS: &[Cluster] = &[
    Cluster {
        slug: "evaluasi-koleksi",
        abbr: "EK",
        name: "Pelaksanaan Evaluasi Pengembangan Koleksi Perpustakaan",
        must: &[&["evaluasi", "pengevaluasian", "eval"], &["koleksi", "bahan"]],
        may: &["pengembangan", "bahan", "koleksi"],
    },
    Cluster {
        slug: "pengembangan-koleksi",
        abbr: "PK",
        name: "Pelaksanaan Pengembangan Koleksi Perpustakaan",
        must: &[
            &["pengembangan", "bangkol", "bangkoleksi", "pengemb", "bang", "peng"],
            &["koleksi", "bangkol", "bangkoleksi", "kol"],
        ],
        may: &["bahan"],
    },
    Cluster {
        slug: "pengatalogan-deskriptif",
        abbr: "PD",
        name: "Pelaksanaan Pengatalogan Deskriptif",
        must: &[&["deskriptif", "deskripsi", "diskriptif", "deskriptip", "descriptive"]],
        may: CATALOGUING,
    },
    Cluster {
        slug: "pengatalogan-subjek",
        abbr: "PS",
        name: "Pengatalogan Subjek",
        must: &[&["subjek", "subyek", "subject", "subjeck"]],
        may: CATALOGUING,
    },
    Cluster {
        slug: "layanan-dasar",
        abbr: "LD",
        name: "Layanan Dasar Perpustakaan",
        must: &[&["dasar"], SERVICE],
        may: &["pemustaka"],
    },
    Cluster {
        slug: "promosi",
        abbr: "PRO",
        name: "Promosi Layanan Perpustakaan",
        must: &[&["promosi", "mempromosikan", "pempromosian"]],
        may: &["layanan", "pelayanan", "lay", "jasa"],
    },
    Cluster {
        slug: "literasi-informasi",
        abbr: "LI",
        name: "Pengembangan Kemampuan Literasi Informasi",
        must: &[&["literasi", "lit"], &["informasi", "info", "inf"]],
        may: &["pengembangan", "kemampuan", "pengemb", "layanan", "pelayanan", "bimbingan", "pemustaka"],
    },
    Cluster {
        slug: "layanan-anak",
        abbr: "LA",
        name: "Layanan Perpustakaan Anak",
        must: &[&["anak"], SERVICE],
        may: &["pemustaka"],
    },
    Cluster {
        slug: "layanan-remaja",
        abbr: "LR",
        name: "Layanan Perpustakaan Remaja",
        must: &[&["remaja"], SERVICE],
        may: &["pemustaka"],
    },
    Cluster {
        slug: "layanan-disabilitas",
        abbr: "LDS",
        name: "Layanan Perpustakaan bagi Penyandang Disabilitas",
        must: &[&["disabilitas", "difabel", "disabel", "difable"], SERVICE],
        may: &["penyandang", "kaum", "pemustaka", "inklusif", "kebutuhan", "khusus", "berkebutuhan"],
    },
    Cluster {
        slug: "layanan-komunitas",
        abbr: "LK",
        name: "Layanan Perpustakaan Komunitas",
        must: &[&["komunitas"], SERVICE],
        may: &["berbasis", "pemustaka"],
    },
    Cluster {
        slug: "contoh-referensi",
        abbr: "REF",
        name: "Pelaksanaan Layanan Referensi Khusus",
        must: &[&["referensi"], &["khusus"]],
        may: SERVICE,
    },
    Cluster {
        slug: "contoh-pelestarian",
        abbr: "PLS",
        name: "Pelestarian Bahan Perpustakaan",
        must: &[&["pelestarian", "preservasi"]],
        may: &["bahan", "koleksi", "pustaka"],
    },
    Cluster {
        slug: "contoh-teknologi-informasi",
        abbr: "TI",
        name: "Penerapan Teknologi Informasi Perpustakaan",
        must: &[&["teknologi"], &["informasi"]],
        may: &["penerapan", "komunikasi", "tik", "ti"],
    },
];

const CATALOGUING: &[&str] = &[
    "pengatalogan",
    "peng",
    "pengat",
    "pengolahan",
    "klasifikasi",
    "pengkatalogan",
    "katalogisasi",
    "katalogasi",
    "katalog",
    "kataloging",
    "bahan",
    "koleksi",
    "pengatalokan",
    "pengindeksan",
    "analisis",
];

/// The cluster with this key.
#[must_use]
pub fn by_slug(slug: &str) -> Option<&'static Cluster> {
    CLUSTERS.iter().find(|c| c.slug == slug)
}

/// The cluster that a text names, by its name in any of the usual wordings, its key or its sign. What stands in brackets
/// may explain it as it likes, but not name another: `Layanan Dasar Perpustakaan (sirkulasi, referensi)`.
#[must_use]
pub fn understand(text: &str) -> Option<&'static Cluster> {
    by_words(text).or_else(|| {
        let (name, explained) = without_brackets(text)?;
        let found = by_words(&name)?;
        let parts = explained.split([',', ';', '/', '&', '+']).chain([explained.as_str()]);
        let others = parts.filter_map(by_words).any(|other| other.slug != found.slug);
        (!others).then_some(found)
    })
}

/// A text without what stands in brackets, and that; nothing when there are none, or nothing beside them.
fn without_brackets(text: &str) -> Option<(String, String)> {
    let (mut name, mut explained, mut depth) = (String::new(), String::new(), 0_usize);
    for sign in text.chars() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => explained.push(sign),
            _ => name.push(sign),
        }
        if matches!(sign, ')' | ']') {
            explained.push(',');
        }
    }
    (!explained.is_empty() && !name.trim().is_empty()).then_some((name, explained))
}

fn by_words(text: &str) -> Option<&'static Cluster> {
    let folded = fold(text);
    if let Some(cluster) =
        CLUSTERS.iter().find(|c| folded.eq_ignore_ascii_case(c.abbr) || c.slug.split('-').eq(folded.split(' ')))
    {
        return Some(cluster);
    }
    let mut words: Vec<&str> = folded
        .split(' ')
        .filter(|w| !w.is_empty() && !FILLERS.contains(w) && !w.chars().all(|c| c.is_ascii_digit()))
        .collect();
    // `b) Layanan Remaja`, `IV. Promosi`, `K-05 Layanan Dasar`: what only counts.
    let counts = |word: &str| word.chars().count() == 1 || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    if words.len() > 1 && words.first().is_some_and(|word| counts(word)) {
        words.remove(0);
    }
    if let [only] = words.as_slice()
        && let Some(cluster) = by_sign(only)
    {
        return Some(cluster);
    }
    let fits = |cluster: &&Cluster| {
        // Its own sign beside the name says nothing new: `Layanan Dasar (LD)`.
        cluster.must.iter().all(|any| any.iter().any(|word| words.contains(word)))
            && words.iter().all(|w| {
                cluster.must.iter().any(|any| any.contains(w))
                    || cluster.may.contains(w)
                    || w.eq_ignore_ascii_case(cluster.abbr)
            })
    };
    CLUSTERS.iter().find(fits).or_else(|| match words.as_slice() {
        // One word that only one cluster bears is enough: nobody else serves children.
        [only, rest @ ..] if rest.iter().all(|word| word == only) => {
            ALONE.iter().find(|(word, _)| word == only).and_then(|(_, slug)| by_slug(slug))
        }
        _ => None,
    })
}

/// The cluster that one word is the sign of: its own, or the initials of its name (`PKLI`), with or without the words that
/// every name has.
fn by_sign(word: &str) -> Option<&'static Cluster> {
    let initials = |cluster: &Cluster, without: &[&str]| -> String {
        let name = fold(cluster.name);
        name.split(' ').filter(|w| !without.contains(w)).filter_map(|w| w.chars().next()).collect()
    };
    let without: [&[&str]; 4] = [&[], &["pelaksanaan"], &["perpustakaan"], &["pelaksanaan", "perpustakaan"]];
    let is_of = |cluster: &&Cluster| {
        word.eq_ignore_ascii_case(cluster.abbr)
            || (word.len() > 2 && without.iter().any(|words| initials(cluster, words) == word))
    };
    let mut found = CLUSTERS.iter().filter(is_of);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// Words that say the cluster by themselves.
const ALONE: &[(&str, &str)] = &[
    ("dasar", "layanan-dasar"),
    ("literasi", "literasi-informasi"),
    ("anak", "layanan-anak"),
    ("remaja", "layanan-remaja"),
    ("disabilitas", "layanan-disabilitas"),
    ("difabel", "layanan-disabilitas"),
    ("komunitas", "layanan-komunitas"),
];

/// The cluster that an unknown text comes nearest to, if any comes near.
#[must_use]
pub fn nearest(text: &str) -> Option<&'static Cluster> {
    let folded = fold(text);
    CLUSTERS
        .iter()
        .map(|c| (strsim::jaro_winkler(&folded, &fold(c.name)).max(strsim::jaro_winkler(&folded, &fold(c.slug))), c))
        .filter(|(near, _)| *near >= 0.86)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, cluster)| cluster)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn every_cluster_is_known_by_its_own_name_key_and_sign() {
        for cluster in CLUSTERS {
            for text in [cluster.name, cluster.slug, cluster.abbr] {
                assert_eq!(understand(text).map(|c| c.slug), Some(cluster.slug), "{text}");
            }
        }
    }

    #[rstest]
    #[case("Promosi", "promosi")]
    #[case("Promosi Perpustakaan", "promosi")]
    #[case("layanan dasar perpustakaan ", "layanan-dasar")]
    #[case("Pelayanan Dasar", "layanan-dasar")]
    #[case("Pengolahan Deskriptif", "pengatalogan-deskriptif")]
    #[case("Pengatalogan Subyek", "pengatalogan-subjek")]
    #[case("Pengolahan Subjek", "pengatalogan-subjek")]
    #[case("Literasi Informasi", "literasi-informasi")]
    #[case("PENGEMBANGAN KOLEKSI", "pengembangan-koleksi")]
    #[case("Evaluasi Pengembangan Koleksi", "evaluasi-koleksi")]
    #[case("5. Layanan Anak", "layanan-anak")]
    #[case("Klaster Layanan Perpustakaan Remaja", "layanan-remaja")]
    #[case("Layanan Disabilitas", "layanan-disabilitas")]
    #[case("Klaster Layanan Dasar Perpustakaan (LD)", "layanan-dasar")]
    #[case("Bang. Koleksi", "pengembangan-koleksi")]
    #[case("Skema: Promosi (PRO)", "promosi")]
    #[case("Peng. Deskriptif", "pengatalogan-deskriptif")]
    #[case("Klasifikasi Subjek", "pengatalogan-subjek")]
    #[case("Lit. Informasi", "literasi-informasi")]
    #[case("Literasi", "literasi-informasi")]
    #[case("Anak-anak", "layanan-anak")]
    #[case("KLASTER DISABILITAS", "layanan-disabilitas")]
    #[case("Dasar", "layanan-dasar")]
    #[case("Layanan Dasar (Sirkulasi)", "layanan-dasar")]
    #[case("Layanan Dasar (LD) (sirkulasi dan referensi", "layanan-dasar")]
    #[case("Pengembangan Koleksi [5 unit]", "pengembangan-koleksi")]
    #[case("PKLI", "literasi-informasi")]
    #[case("Klaster LDP", "layanan-dasar")]
    #[case("Skema PRO", "promosi")]
    #[case("SKM/CONTOH/LD/01", "layanan-dasar")]
    #[case("K-05 Layanan Dasar", "layanan-dasar")]
    #[case("SKM-05 Promosi", "promosi")]
    #[case("Klaster V Promosi", "promosi")]
    #[case("III. Layanan Anak", "layanan-anak")]
    #[case("b) Layanan Remaja", "layanan-remaja")]
    #[case("Uji Kompetensi Layanan Dasar", "layanan-dasar")]
    #[case("TI Perpustakaan", "contoh-teknologi-informasi")]
    #[case("Bang Kol", "pengembangan-koleksi")]
    fn a_cluster_as_people_write_it(#[case] text: &str, #[case] slug: &str) {
        assert_eq!(understand(text).map(|c| c.slug), Some(slug));
    }

    #[rstest]
    #[case("Arsip Dinamis")]
    #[case("Arsip dan Promosi")]
    #[case("Layanan")]
    #[case("Layanan Dasar (PRO)")]
    #[case("Layanan Dasar / Layanan Anak")]
    #[case("Layanan Dasar (Layanan Anak)")]
    #[case("Layanan Dasar (sirkulasi, promosi)")]
    #[case("Arsip (Layanan Dasar)")]
    #[case("Layanan Dasar dan Arsip (sirkulasi)")]
    #[case("Literasi Digital")]
    #[case("Pengembangan")]
    #[case("XYZ")]
    #[case("V")]
    #[case("PL")]
    fn what_is_no_cluster_is_not_guessed(#[case] text: &str) {
        assert!(understand(text).is_none());
    }

    /// The names by which bodies and offices speak of the clusters, letter by letter.
    #[rstest]
    #[case("Pelaksanaan Pengembangan Koleksi Perpustakaan", "pengembangan-koleksi")]
    #[case("Pelaksanaan Evaluasi Pengembangan Koleksi Perpustakaan", "evaluasi-koleksi")]
    #[case("Pelaksanaan Pengatalogan Deskriptif", "pengatalogan-deskriptif")]
    #[case("Pengatalogan Subjek", "pengatalogan-subjek")]
    #[case("Layanan Dasar Perpustakaan (sirkulasi, referensi, bimbingan pemustaka)", "layanan-dasar")]
    #[case("Promosi Layanan Perpustakaan", "promosi")]
    #[case("Pengembangan Kemampuan\nLiterasi Informasi (5 units)", "literasi-informasi")]
    #[case("Pengembangan Kemampuan Literasi Informasi (5 unit)", "literasi-informasi")]
    #[case("Layanan Perpustakaan Anak", "layanan-anak")]
    #[case("… Remaja", "layanan-remaja")]
    #[case("… Disabilitas", "layanan-disabilitas")]
    #[case("… Komunitas", "layanan-komunitas")]
    #[case("layanan dasar", "layanan-dasar")]
    #[case("promosi", "promosi")]
    #[case("anak", "layanan-anak")]
    #[case("remaja", "layanan-remaja")]
    #[case("disabilitas", "layanan-disabilitas")]
    #[case("komunitas", "layanan-komunitas")]
    fn a_cluster_as_it_is_spoken_of(#[case] text: &str, #[case] slug: &str) {
        assert_eq!(understand(text).map(|c| c.slug), Some(slug));
    }

    #[test]
    fn a_slip_gets_a_suggestion() {
        assert_eq!(nearest("Layanan Dassar Perpustakan").map(|c| c.slug), Some("layanan-dasar"));
        assert!(nearest("Arsip Dinamis").is_none());
    }
}
