//! Names of districts in short and with slips: short words are written out, and the name that an unknown one comes nearest to
//! is proposed. A slip in the name itself is never mended without a person.

use certification::text::fold;

use super::{Kind, Region, Regions};

/// Words of a name in short, each with what it may stand for.
const SHORT: &[(&str, &str)] = &[
    ("sel", "selatan"),
    ("slt", "selatan"),
    ("ut", "utara"),
    ("utr", "utara"),
    ("tim", "timur"),
    ("tmr", "timur"),
    ("bar", "barat"),
    ("brt", "barat"),
    ("teng", "tengah"),
    ("tgh", "tengah"),
    ("tengg", "tenggara"),
    ("kep", "kepulauan"),
    ("tnh", "tanah"),
    ("tj", "tanjung"),
    ("tg", "tanjung"),
    ("jkt", "jakarta"),
    ("sei", "sungai"),
    ("hs", "hulu sungai"),
    ("oku", "ogan komering ulu"),
    ("tanjab", "tanjung jabung"),
    ("bdg", "bandung"),
    ("kt", "kota"),
    ("kbp", "kabupaten"),
    ("kb", "kabupaten"),
];

/// What a district is said to be, which a slip of a letter or two does not hide.
const KINDS: &[&str] = &["kabupaten", "kotamadya"];

/// A name with its short words written out, and the kind before it without a slip: `tnh laut` as `tanah laut`, `kabupatn garut`
/// as `kabupaten garut`.
pub(super) fn out(folded: &str) -> Option<String> {
    let long = |(at, word): (usize, &str)| -> String {
        let slip = |kind: &&&str| at == 0 && word.len() + 2 > kind.len() && strsim::osa_distance(word, kind) <= 2;
        let kind = KINDS.iter().find(slip).copied();
        let short = SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
        kind.or(short).unwrap_or(word).to_owned()
    };
    let whole = folded.split(' ').enumerate().map(long).collect::<Vec<_>>().join(" ");
    (whole != folded).then_some(whole)
}

/// `tabalong kab` as `kab tabalong`.
pub(super) fn kind_first(folded: &str) -> Option<String> {
    let (rest, last) = folded.rsplit_once(' ')?;
    matches!(last, "kab" | "kabupaten" | "kota").then(|| format!("{last} {rest}"))
}

/// How near a name must come to be proposed, of 1.
const NEAR: f64 = 0.72;
/// What a district of the sheet's own province is nearer by.
const AT_HOME: f64 = 0.15;

impl Regions {
    /// The district that an unknown text comes nearest to, if one alone comes so near. What the text says to be, kabupaten or
    /// kota, tells two of one name apart.
    #[must_use]
    pub fn nearest(&'static self, text: &str, home: Option<&str>) -> Option<&'static Region> {
        let folded = fold(text);
        let folded = out(&folded).unwrap_or(folded);
        let kind = folded.split(' ').find_map(|word| match word {
            "kab" | "kabupaten" => Some(Kind::Kabupaten),
            "kota" => Some(Kind::Kota),
            _ => None,
        });
        let wanted = sorted(&folded);
        let near = |region: &'static Region| {
            let near = strsim::normalized_damerau_levenshtein(&wanted, &sorted(&fold(region.bare())));
            (if home == Some(region.province) { near + AT_HOME } else { near }, region)
        };
        let districts = self.all.iter().filter(|region| region.kind != Kind::Province);
        let fitting: Vec<_> = districts.map(near).filter(|(near, _)| *near >= NEAR).collect();
        let most = fitting.iter().map(|(near, _)| *near).max_by(f64::total_cmp)?;
        let mut nearest: Vec<_> =
            fitting.into_iter().filter(|(near, _)| most - near < 1e-9).map(|(_, one)| one).collect();
        if nearest.len() > 1 && kind.is_some() {
            nearest.retain(|region| Some(region.kind) == kind);
        }
        if let [one] = nearest.as_slice() { Some(one) } else { None }
    }
}

/// The words of a folded name, without its kind, in the order of the alphabet.
fn sorted(folded: &str) -> String {
    let is_kind = |word: &&str| matches!(*word, "kab" | "kabupaten" | "kota" | "administrasi");
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !is_kind(word)).collect();
    words.sort_unstable();
    words.join(" ")
}
