//! The clusters of librarians' competencies and the names people give them. Every word of a
//! name must be one that this cluster may be called by: *Arsip Dinamis* is none of them. A slip
//! of two letters in all is forgiven where one known word alone comes that near.

mod schemes;
mod slips;

use certification::text::fold;

pub use schemes::Schemes;
use slips::{mended, set_apart};

/// A cluster: its lasting key, its name, and the words that make it out.
#[derive(Debug)]
pub struct Cluster {
    /// Lasting key of the scheme.
    pub slug: &'static str,
    /// Short sign.
    pub abbr: &'static str,
    /// Name as the scheme bears it.
    pub name: &'static str,
    /// Names that it bears in English.
    english: &'static [&'static str],
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
        english: &["Evaluation of Collection Development", "Collection Evaluation"],
        must: &[&["evaluasi", "pengevaluasian", "eval"], &["koleksi", "bahan"]],
        may: &["pengembangan", "bahan", "koleksi"],
    },
    Cluster {
        slug: "pengembangan-koleksi",
        abbr: "PK",
        name: "Pelaksanaan Pengembangan Koleksi Perpustakaan",
        english: &["Library Collection Development", "Collection Development"],
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
        english: &["Descriptive Cataloguing", "Descriptive Cataloging"],
        must: &[&["deskriptif", "deskripsi", "diskriptif", "deskriptip", "descriptive"]],
        may: CATALOGUING,
    },
    Cluster {
        slug: "pengatalogan-subjek",
        abbr: "PS",
        name: "Pengatalogan Subjek",
        english: &["Subject Cataloguing", "Subject Cataloging"],
        must: &[&["subjek", "subyek", "subject", "subjeck"]],
        may: CATALOGUING,
    },
    Cluster {
        slug: "layanan-dasar",
        abbr: "LD",
        name: "Layanan Dasar Perpustakaan",
        english: &["Basic Library Services", "Basic Services"],
        must: &[&["dasar", "dsr"], SERVICE],
        may: &["pemustaka"],
    },
    Cluster {
        slug: "promosi",
        abbr: "PRO",
        name: "Promosi Layanan Perpustakaan",
        english: &["Promotion of Library Services", "Library Promotion", "Library Services Promotion"],
        must: &[&["promosi", "mempromosikan", "pempromosian", "promo"]],
        may: &["layanan", "pelayanan", "lay", "jasa"],
    },
    Cluster {
        slug: "literasi-informasi",
        abbr: "LI",
        name: "Pengembangan Kemampuan Literasi Informasi",
        english: &["Developing Information Literacy", "Information Literacy"],
        must: &[&["literasi", "lit"], &["informasi", "info", "inf"]],
        may: &["pengembangan", "kemampuan", "pengemb", "peng", "layanan", "pelayanan", "bimbingan", "pemustaka"],
    },
    Cluster {
        slug: "layanan-anak",
        abbr: "LA",
        name: "Layanan Perpustakaan Anak",
        english: &["Library Services for Children", "Children Library Services", "Childrens Library Services"],
        must: &[&["anak"], SERVICE],
        may: &["pemustaka"],
    },
    Cluster {
        slug: "layanan-remaja",
        abbr: "LR",
        name: "Layanan Perpustakaan Remaja",
        english: &["Library Services for Teenagers", "Teen Library Services"],
        must: &[&["remaja"], SERVICE],
        may: &["pemustaka"],
    },
    Cluster {
        slug: "layanan-disabilitas",
        abbr: "LDS",
        name: "Layanan Perpustakaan bagi Penyandang Disabilitas",
        english: &["Library Services for Persons with Disabilities", "Library Services for People with Disabilities"],
        must: &[&["disabilitas", "difabel", "disabel", "difable", "berkebutuhan"], SERVICE],
        may: &["penyandang", "kaum", "pemustaka", "inklusif", "kebutuhan", "khusus", "berkebutuhan"],
    },
    Cluster {
        slug: "layanan-komunitas",
        abbr: "LK",
        name: "Layanan Perpustakaan Komunitas",
        english: &["Community Library Services"],
        must: &[&["komunitas"], SERVICE],
        may: &["berbasis", "pemustaka"],
    },
    Cluster {
        slug: "contoh-referensi",
        abbr: "REF",
        name: "Pelaksanaan Layanan Referensi Khusus",
        english: &["Specialised Reference Services"],
        must: &[&["referensi"], &["khusus"]],
        may: SERVICE,
    },
    Cluster {
        slug: "contoh-pelestarian",
        abbr: "PLS",
        name: "Pelestarian Bahan Perpustakaan",
        english: &["Preservation of Library Materials"],
        must: &[&["pelestarian", "preservasi"]],
        may: &["bahan", "koleksi", "pustaka"],
    },
    Cluster {
        slug: "contoh-teknologi-informasi",
        abbr: "TI",
        name: "Penerapan Teknologi Informasi Perpustakaan",
        english: &["Library Information Technology"],
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
    let text = without_units(text);
    strictly(text).or_else(|| strictly(&mended(text)?)).or_else(|| strictly(&set_apart(text)?))
}

/// A text without how many units the cluster has: `Layanan Dasar (LD) - 5 unit`.
fn without_units(text: &str) -> &str {
    let is_count = |behind: &str| {
        let folded = fold(behind);
        let counted = folded.split_once(' ').filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit()));
        counted.is_some_and(|(_, unit)| matches!(unit, "unit" | "unit kompetensi" | "uk"))
    };
    let parted = [" - ", " – ", ",", ":"].iter().find_map(|sign| text.rsplit_once(sign));
    parted.filter(|(name, behind)| !name.trim().is_empty() && is_count(behind)).map_or(text, |(name, _)| name)
}

fn strictly(text: &str) -> Option<&'static Cluster> {
    if names_both(text) {
        return None;
    }
    by_words(text).or_else(|| {
        let (name, explained) = without_brackets(text)?;
        let found = by_words(&name)?;
        let parts = explained.split([',', ';', '/', '&', '+', ':']).chain([explained.as_str()]);
        let others = parts.filter_map(by_words).any(|other| other.slug != found.slug);
        (!others).then_some(found)
    })
}

/// Whether a text names both the development of the collection and its evaluation, whose names share their words:
/// `Pengembangan & Evaluasi Koleksi`. *Evaluasi Pengembangan Koleksi* is one.
fn names_both(text: &str) -> bool {
    let lower = format!(" {} ", text.to_lowercase());
    let apart = [" dan ", " serta ", " atau ", " and "].iter().fold(lower, |text, word| text.replace(word, "&"));
    let pieces: Vec<String> = apart.split(['&', '+', '/', ';', ',', '(', ')', '|', '\n']).map(fold).collect();
    let says = |piece: &String, words: &[&str]| piece.split(' ').any(|word| words.contains(&word));
    let evaluates = |piece: &String| says(piece, &["evaluasi", "pengevaluasian", "eval"]);
    let develops = |piece: &String| says(piece, &["pengembangan", "pengemb", "bangkol", "bangkoleksi"]);
    pieces.iter().any(|piece| evaluates(piece) && !develops(piece))
        && pieces.iter().any(|piece| develops(piece) && !evaluates(piece))
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
    if let Some(cluster) = CLUSTERS.iter().find(|c| c.english.iter().any(|name| fold(name) == folded)) {
        return Some(cluster);
    }
    let mut words: Vec<&str> = folded
        .split(' ')
        .filter(|w| !w.is_empty() && !FILLERS.contains(w) && !w.chars().all(|c| c.is_ascii_digit()))
        .collect();
    // `L.D.`, `Klaster P.K.`
    if words.len() > 1 && words.iter().all(|word| word.chars().count() == 1) {
        return by_sign(&words.concat());
    }
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
    CLUSTERS.iter().find(fits).or_else(|| by_one_word(&words))
}

/// The cluster that one of the words says by itself, as nobody else serves children; the others are words of its name, as in
/// `Pengembangan Kemampuan Literasi`.
fn by_one_word(words: &[&str]) -> Option<&'static Cluster> {
    let (word, slug) = ALONE.iter().find(|(word, _)| words.contains(word))?;
    let cluster = by_slug(slug)?;
    let names = |other: &&str| cluster.may.contains(other) || cluster.must.iter().any(|any| any.contains(other));
    words.iter().all(|other| other == word || names(other)).then_some(cluster)
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

/// How near a name must come to be suggested, of 1.
const NEAR: f64 = 0.86;

/// The cluster that an unknown text comes nearest to, if any comes near, and how near.
fn nearest(text: &str) -> Option<(f64, &'static Cluster)> {
    let folded = fold(text);
    CLUSTERS
        .iter()
        .map(|c| (strsim::jaro_winkler(&folded, &fold(c.name)).max(strsim::jaro_winkler(&folded, &fold(c.slug))), c))
        .filter(|(near, _)| *near >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
}

#[cfg(test)]
mod tests;
