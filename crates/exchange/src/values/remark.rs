//! Remarks that somebody wrote beside a name: `Zainab (mengundurkan diri)`, `Budi - pengganti Ani`. They are no part of
//! the name, and a person has to look at them before it stands on a certificate.

use certification::text::{fold, squeeze};

/// What a remark beside a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The person does not come: *batal*, *mengundurkan diri*, *tidak hadir*.
    Withdrawn,
    /// Anything else, such as *pengganti Ani*.
    Other,
}

/// Words by which somebody does not come.
const WITHDRAWN: &[&str] = &[
    "mengundurkan diri",
    "undur diri",
    "mengundurkan",
    "mundur",
    "batal",
    "dibatalkan",
    "membatalkan",
    "cancel",
    "tidak jadi",
    "tidak hadir",
    "tidak ikut",
    "tidak bisa",
    "tidak dapat",
    "tidak bersedia",
    "berhalangan",
    "digantikan",
    "diganti",
    "dicoret",
    "dihapus",
    "meninggal",
    "almarhum",
    "almarhumah",
    "alm",
    "almh",
];

/// Words by which a remark of another kind begins where no bracket says that it is one.
const OTHER: &[&str] = &[
    "pengganti",
    "menggantikan",
    "cadangan",
    "peserta pengganti",
    "peserta cadangan",
    "peserta tambahan",
    "peserta baru",
    "peserta utama",
    "calon peserta",
    "tambahan",
    "ketua",
    "koordinator",
    "panitia",
    "pendamping",
    "narahubung",
    "susulan",
    "menyusul",
];

/// Those of them that are no names, even where nothing parts them from one.
const NO_NAMES: &[&str] = &[
    "mengundurkan diri",
    "undur diri",
    "batal",
    "dibatalkan",
    "tidak jadi",
    "tidak hadir",
    "tidak ikut",
    "berhalangan",
    "digantikan",
    "diganti",
    "pengganti",
    "menggantikan",
    "peserta pengganti",
];

/// What a remark means.
#[must_use]
pub fn meaning(remark: &str) -> Meaning {
    // `pengganti Ani yang mengundurkan diri`: of whom it speaks, it is another.
    let folded = spelled(remark);
    let replaces = OTHER.iter().any(|words| begins(&folded, words));
    let withdrawn = WITHDRAWN.iter().any(|words| format!(" {folded} ").contains(&format!(" {words} ")));
    if withdrawn && !replaces { Meaning::Withdrawn } else { Meaning::Other }
}

fn spelled(text: &str) -> String {
    let folded = fold(text);
    let long = |word| if matches!(word, "tdk" | "tak" | "gak" | "nggak") { "tidak" } else { word };
    folded.split(' ').map(long).collect::<Vec<_>>().join(" ")
}

fn begins(folded: &str, words: &str) -> bool {
    folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A name and the remark beside it, empty when there is none. `stays` tells what in brackets belongs to the name.
#[must_use]
pub fn part(text: &str, stays: impl Fn(&str) -> bool) -> (String, String) {
    let (mut name, mut remarks) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let (before, bracket) = rest.split_at_checked(open).unwrap_or((rest, ""));
        let close = bracket.find([')', ']']).unwrap_or(bracket.len());
        let inner = bracket.get(1..close).unwrap_or_default().trim();
        let after = bracket.get(close + 1..).unwrap_or_default();
        let whole = bracket.get(..bracket.len() - after.len()).unwrap_or_default();
        name.push_str(before);
        let speaks = inner.chars().any(char::is_alphabetic);
        // What stands before any name is none of its remarks.
        if speaks && !stays(inner) && text.chars().next().is_some_and(|c| c != '(' && c != '[') {
            remarks.push(inner);
        } else {
            name.push_str(whole);
        }
        rest = after;
    }
    name.push_str(rest);
    let name = name.as_str();
    let (name, behind) = unbracketed(name).map_or((name, ""), |at| name.split_at_checked(at).unwrap_or((name, "")));
    let around = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '*' | '/' | ';' | ':' | ',');
    let behind = behind.trim_matches(around);
    remarks.extend(Some(behind).filter(|text| !text.is_empty()));
    if remarks.is_empty() {
        return (text.to_owned(), String::new());
    }
    (squeeze(name).replace(" ,", ",").trim_end_matches(around).to_owned(), remarks.join("; "))
}

/// Words by which a remark begins behind a number or an address, where no bracket says that it is one.
const BESIDE_A_VALUE: &[&str] = &[
    "a n",
    "an",
    "atas nama",
    "milik",
    "punya",
    "ext",
    "ekst",
    "ekstensi",
    "pes",
    "pesawat",
    "ibu",
    "bu",
    "bapak",
    "bpk",
    "pak",
    "sdr",
    "sdri",
    "istri",
    "suami",
    "anak",
    "kakak",
    "adik",
    "ktp",
    "kk",
    "pns",
    "asn",
    "pppk",
    "p3k",
    "pribadi",
    "kantor",
    "rumah",
    "dinas",
    "aktif",
    "lama",
    "baru",
];

/// A number or an address and the remark beside it: in brackets, `0812… (Ibu Ani)`, or behind it, `0812… a.n. Budi`,
/// `… ext 12`. Nothing where there is none, or nothing else.
#[must_use]
pub fn beside(text: &str) -> Option<(String, String)> {
    let (mut value, mut remarks) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, bracket)) = rest.split_once(['(', '[']) {
        let (inner, after) = bracket.split_once([')', ']']).unwrap_or((bracket, ""));
        value.push_str(before);
        // `(0812) 2098 7856`: figures in brackets are part of the number; so is what stands for a sign of an address.
        let speaks = inner.chars().any(char::is_alphabetic) && !inner.contains('@') && !is_sign(inner);
        if speaks && !before.trim().is_empty() {
            remarks.push(squeeze(inner));
        } else {
            let open = before.len();
            let whole = rest.get(open..rest.len() - after.len()).unwrap_or_default();
            value.push_str(whole);
        }
        rest = after;
    }
    value.push_str(rest);
    let behind = value.char_indices().map(|(at, _)| at).filter(|at| *at > 0).find(|at| {
        let (before, rest) = value.split_at_checked(*at).unwrap_or((&value, ""));
        let apart = before.ends_with(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ',' | ';' | '/'));
        let folded = fold(rest);
        apart && rest.starts_with(char::is_alphabetic) && BESIDE_A_VALUE.iter().any(|words| begins(&folded, words))
    });
    if let Some(at) = behind {
        remarks.push(squeeze(value.get(at..).unwrap_or_default()));
        value.truncate(at);
    }
    let around = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | ',' | ';' | '/' | '*');
    let value = value.trim_matches(around);
    (!remarks.is_empty() && !value.is_empty()).then(|| (value.to_owned(), remarks.join("; ")))
}

/// `[at]` and `(dot)`, by which people hide an address.
fn is_sign(inner: &str) -> bool {
    matches!(inner.trim().to_lowercase().as_str(), "at" | "dot" | "titik")
}

/// Where a remark begins that stands in no bracket: behind a stroke or its like, or by words that no name has.
fn unbracketed(text: &str) -> Option<usize> {
    let starts = text.char_indices().filter(|(at, c)| *at > 0 && !c.is_whitespace());
    starts.map(|(at, _)| at).find(|at| {
        let (before, rest) = text.split_at_checked(*at).unwrap_or((text, ""));
        let apart = before.ends_with(['-', '–', '—', '*', '/', ';', ':', ',']) || before.ends_with(" -");
        let parted = before.trim_end().ends_with(['-', '–', '—', '*', '/', ';', ':', ',']) || apart;
        let word = before.ends_with(char::is_whitespace) || apart;
        let named = before.chars().any(char::is_alphabetic);
        if !word || !named {
            return false;
        }
        let folded = spelled(rest);
        let any = |words: &[&str]| words.iter().any(|words| begins(&folded, words));
        // `Siti Rohmah - staf baru`: after a dash that stands alone, no name goes on in small letters.
        let capital = before.chars().any(char::is_uppercase) && before.chars().any(char::is_lowercase);
        let dashed = [" - ", " – ", " — "].iter().any(|dash| before.ends_with(dash));
        let goes_on = rest.chars().next().is_some_and(char::is_lowercase) && !is_degree(rest);
        any(NO_NAMES) || (dashed && capital && goes_on) || (parted && (any(WITHDRAWN) || any(OTHER)))
    })
}

/// Whether what is left of a name begins with a degree: `s.hum`, `spd`.
fn is_degree(text: &str) -> bool {
    let first = text.split([' ', ',']).next().unwrap_or_default();
    first.trim_end_matches('.').contains('.')
        || super::name::is_nothing_but_degrees(first)
        || first.chars().count() <= 3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("081220987856 (Ibu Ani)", "081220987856", "Ibu Ani")]
    #[case("(0812) 20987856 a.n. Budi", "(0812) 20987856", "a.n. Budi")]
    #[case("0812 20987856 ext 12", "0812 20987856", "ext 12")]
    #[case("081220987856 - Bpk. Budi", "081220987856", "Bpk. Budi")]
    #[case("6304015701990040 [KTP]", "6304015701990040", "KTP")]
    #[case("ani@contoh.go.id (pribadi)", "ani@contoh.go.id", "pribadi")]
    fn a_remark_is_parted_from_a_number(#[case] text: &str, #[case] value: &str, #[case] remark: &str) {
        assert_eq!(beside(text), Some((value.to_owned(), remark.to_owned())));
    }

    #[rstest]
    #[case("(0812) 20987856")]
    #[case("081220987856x")]
    #[case("0812 2098 O856")]
    #[case("ani@contoh.go.i d")]
    #[case("ani(at)contoh.go.id")]
    #[case("(Ibu Ani)")]
    fn what_is_no_remark_stays(#[case] text: &str) {
        assert_eq!(beside(text), None);
    }

    #[rstest]
    #[case("Zainab (mengundurkan diri)", "Zainab", "mengundurkan diri", Meaning::Withdrawn)]
    #[case("Zainab, S.Pd (BATAL)", "Zainab, S.Pd", "BATAL", Meaning::Withdrawn)]
    #[case("Zainab (tdk jadi ikut), S.Pd", "Zainab, S.Pd", "tdk jadi ikut", Meaning::Withdrawn)]
    #[case("Zainab (mengundurkan diri", "Zainab", "mengundurkan diri", Meaning::Withdrawn)]
    #[case("ZAINAB - MENGUNDURKAN DIRI", "ZAINAB", "MENGUNDURKAN DIRI", Meaning::Withdrawn)]
    #[case("Zainab *batal*", "Zainab", "batal", Meaning::Withdrawn)]
    #[case("Zainab batal", "Zainab", "batal", Meaning::Withdrawn)]
    #[case("Zainab / mundur", "Zainab", "mundur", Meaning::Withdrawn)]
    #[case("Zainab (digantikan Budi)", "Zainab", "digantikan Budi", Meaning::Withdrawn)]
    #[case("Zainab [Almh.]", "Zainab", "Almh.", Meaning::Withdrawn)]
    #[case("Budi (pengganti Ani)", "Budi", "pengganti Ani", Meaning::Other)]
    #[case("Budi (pengganti Ani yang batal)", "Budi", "pengganti Ani yang batal", Meaning::Other)]
    #[case("Budi, pengganti Ani", "Budi", "pengganti Ani", Meaning::Other)]
    #[case("Ani Maulana (Kandangan)", "Ani Maulana", "Kandangan", Meaning::Other)]
    #[case("Ani (S.Pd)", "Ani (S.Pd)", "", Meaning::Other)]
    #[case("Ani, S.Hum. - peserta cadangan", "Ani, S.Hum.", "peserta cadangan", Meaning::Other)]
    #[case("ANI - PESERTA CADANGAN", "ANI", "PESERTA CADANGAN", Meaning::Other)]
    #[case("Ani – staf perpustakaan", "Ani", "staf perpustakaan", Meaning::Other)]
    #[case("Ani - s.hum", "Ani - s.hum", "", Meaning::Other)]
    #[case("ani - rohmah", "ani - rohmah", "", Meaning::Other)]
    #[case("Ani Mundur", "Ani Mundur", "", Meaning::Other)]
    #[case("Siti Nur-Aini", "Siti Nur-Aini", "", Meaning::Other)]
    #[case("(Ani) Maulana", "(Ani) Maulana", "", Meaning::Other)]
    #[case("batal", "batal", "", Meaning::Other)]
    fn a_remark_is_parted_from_a_name(
        #[case] text: &str,
        #[case] name: &str,
        #[case] remark: &str,
        #[case] means: Meaning,
    ) {
        assert_eq!(part(text, |inner| inner == "S.Pd"), (name.to_owned(), remark.to_owned()));
        assert_eq!(meaning(remark), means);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[a-zA-Zé(\\[)\\] ,*/–-]{0,40}") {
            let (name, remark) = part(&text, |_| false);
            prop_assert!(name.len() + remark.len() <= text.len() + 8);
        }
    }
}
