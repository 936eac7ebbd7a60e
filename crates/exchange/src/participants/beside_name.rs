//! What stands in the cell of a name and is none: numbers, addresses, ranks, positions and institutions, behind the name or on
//! lines below it. Each is put into its own field where that says nothing; what is left is the name with its degrees.

use certification::text::fold;

use super::together;
use crate::{
    table::{Cells, text_of},
    values::{
        contact::{self, Contact},
        identity::{self, Nik, Nip},
        is_nothing, name,
    },
    workbook::Cell,
};

/// Words by which a position begins.
const POSITIONS: &[&str] = &[
    "analis",
    "arsiparis",
    "asisten",
    "bendahara",
    "dosen",
    "guru",
    "honorer",
    "kabid",
    "kasi",
    "kasubbag",
    "kepala",
    "operator",
    "pejabat",
    "pelaksana",
    "pengadministrasi",
    "pengawas",
    "pengelola",
    "penyusun",
    "plt",
    "pranata",
    "pustakawan",
    "pustakawati",
    "sekretaris",
    "staf",
    "staff",
    "tenaga",
    "widyaiswara",
];
/// Those of them that are in no name, so that they begin a position wherever they stand.
const NEVER_NAMES: &[&str] = &["arsiparis", "pustakawan", "pustakawati", "widyaiswara"];
/// Words by which a rank of the civil service begins.
const RANKS: &[&str] = &["juru", "pengatur", "penata", "pembina", "gol", "golongan", "pangkat"];
/// Words that follow in a rank.
const OF_RANKS: &[&str] =
    &["muda", "madya", "utama", "tk", "tingkat", "i", "ii", "iii", "iv", "1", "gol", "ruang", "golongan"];

/// What is longer is no name with something behind it but running text.
const NAME_BYTES: usize = 300;

/// What a piece of the cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    /// A value of this field.
    Of(&'static str, String),
    /// A rank, which no field takes.
    Rank,
    /// Nothing, such as a dash.
    Nothing,
    /// A name, degrees, or what cannot be told.
    Name,
}

/// The cells with what stands beside the name in its own fields, where something does that is told by what it is; and whether
/// each of these fields said nothing else.
pub(super) fn put_apart(cells: &Cells) -> Option<(Cells, bool)> {
    let (name, said) = apart(cells.get("name").and_then(Cell::as_text)?)?;
    let mut out = cells.clone();
    let other = |(field, value): &(&'static str, String)| {
        cells.get(*field).and_then(text_of).is_some_and(|own| fold(&own) != fold(value))
    };
    let agrees = !said.iter().any(other);
    out.insert("name".into(), Cell::Text(name));
    for (field, value) in said {
        if out.get(field).and_then(text_of).is_none() {
            out.insert(field.into(), Cell::Text(value));
        }
    }
    Some((out, agrees))
}

/// The name, and the fields that stand beside it; `None` where nothing does.
fn apart(text: &str) -> Option<(String, Vec<(&'static str, String)>)> {
    let mut kept = String::new();
    let mut fields = Vec::new();
    let mut taken = false;
    let mut after_rank = false;
    for (sign, piece) in together::pieces(text) {
        let (name, behind) = name_and_behind(&piece, kept.is_empty());
        let said = [name, behind.unwrap_or_default()].into_iter().filter(|part| !part.is_empty());
        for (at, part) in said.enumerate() {
            // Before anything of a name, `Iva` and `Penata` are that name.
            let ranks = !kept.is_empty() && (is_rank(&part) || (after_rank && is_grade(&part)));
            let what = if ranks { Said::Rank } else { told(&part, kept.is_empty()) };
            after_rank = what == Said::Rank;
            match what {
                Said::Name => keep(&mut kept, if at == 0 { sign } else { ' ' }, &part),
                Said::Of(field, value) => {
                    fields.push((field, value));
                    taken = true;
                }
                // A dash that stands for a degree that nobody has is for the name to judge.
                Said::Nothing if taken => {}
                Said::Nothing => keep(&mut kept, sign, &part),
                Said::Rank => taken = true,
            }
        }
    }
    taken.then_some((kept, fields))
}

fn keep(kept: &mut String, sign: char, piece: &str) {
    match (kept.is_empty(), sign) {
        (true, _) => {}
        (_, ',' | ';') => kept.push_str(&format!("{sign} ")),
        (_, '/' | '|') => kept.push_str(&format!(" {sign} ")),
        (_, '–') => kept.push_str(" - "),
        (_, '(') => {
            kept.push_str(&format!(" ({piece})"));
            return;
        }
        _ => kept.push(' '),
    }
    kept.push_str(piece);
}

/// A piece in two where a number, an address or a position stands behind a name without a sign between.
fn name_and_behind(piece: &str, first: bool) -> (String, Option<String>) {
    if piece.len() > NAME_BYTES {
        return (piece.to_owned(), None);
    }
    let words: Vec<&str> = piece.split(' ').collect();
    let is_figures = |word: &str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let is_label =
        |word: &str| matches!(fold(word).as_str(), "hp" | "wa" | "no" | "nik" | "nip" | "telp" | "tlp" | "email");
    let figures = |from: usize| {
        let rest = words.get(from..).unwrap_or_default();
        if !rest.first().is_some_and(|word| is_figures(word) || is_label(word)) {
            return false;
        }
        let enough = rest.iter().flat_map(|word| word.chars()).filter(char::is_ascii_digit).count() >= 9;
        let named = words.iter().take(from).any(|word| !is_label(word) && !is_figures(word));
        named && enough && rest.iter().all(|word| is_figures(word) || is_label(word))
    };
    let begins = |at: &usize| {
        let word = words.get(*at).map(|word| fold(word)).unwrap_or_default();
        let behind_degrees =
            at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| name::is_nothing_but_degrees(word));
        let position = NEVER_NAMES.contains(&word.as_str())
            || (behind_degrees && (POSITIONS.contains(&word.as_str()) || RANKS.contains(&word.as_str())));
        let mail = words.get(*at).is_some_and(|word| word.contains('@'));
        figures(*at) || mail || (position && (first || behind_degrees))
    };
    match (1..words.len()).find(begins) {
        Some(at) => (words.get(..at).unwrap_or_default().join(" "), words.get(at..).map(|rest| rest.join(" "))),
        None => (piece.to_owned(), None),
    }
}

/// What a piece says by itself; of the first only what is no name at all.
fn told(piece: &str, first: bool) -> Said {
    if is_nothing(piece) {
        return Said::Nothing;
    }
    let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
    let letters = fold(piece).split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
    if piece.contains('@')
        && let Contact::Good(address) = contact::email(&Cell::text(piece))
    {
        return Said::Of("email", address);
    }
    if digits.len() >= 9 && letters <= 2 {
        let number = Cell::Text(digits.clone());
        return match (identity::nip(&number), identity::nik(&number), contact::phone(&number)) {
            (Nip::Digits(nip), ..) if digits.len() == 18 => Said::Of("nip", nip),
            (_, Nik::Digits(nik), _) if digits.len() == 16 => Said::Of("nik", nik),
            (.., Contact::Good(_)) => Said::Of("phone", digits),
            _ => Said::Name,
        };
    }
    let folded = fold(piece);
    let begins = |words: &[&str]| folded.split(' ').next().is_some_and(|word| words.contains(&word));
    if first || name::is_nothing_but_degrees(piece) {
        return Said::Name;
    }
    if begins(POSITIONS) {
        return match together::institution_beside(piece) {
            Some((institution, None)) => Said::Of("institution", institution),
            _ => Said::Of("position", piece.to_owned()),
        };
    }
    match together::institution_beside(piece) {
        Some((institution, None)) => Said::Of("institution", institution),
        _ => Said::Name,
    }
}

/// A rank, with its grade or without: `Penata Muda Tk. I`, `Penata III c`, `IIIa`. A grade by itself is written in capitals and
/// a small letter: `Iva` is a name.
fn is_rank(piece: &str) -> bool {
    let folded = fold(piece);
    let mut words = folded.split(' ');
    let Some(first) = words.next() else { return false };
    let of_rank = |word: &str| OF_RANKS.contains(&word) || is_letter(word) || grade_within(word);
    (RANKS.contains(&first) && words.all(of_rank)) || (is_whole_grade(&folded) && is_written_as_grade(piece))
}

/// `IVa`, `IV a`: the number in capitals, the letter small.
fn is_written_as_grade(piece: &str) -> bool {
    let letters: String = piece.chars().filter(|c| c.is_alphabetic()).collect();
    let number = letters.trim_end_matches(|c: char| c.is_lowercase());
    number.len() + 1 == letters.len() && is_roman(&number.to_lowercase())
}

/// `III c`, `IIIc`: a grade by itself.
fn is_whole_grade(folded: &str) -> bool {
    match folded.split(' ').collect::<Vec<_>>().as_slice() {
        [one] => grade_within(one),
        [roman, letter] => is_roman(roman) && is_letter(letter),
        _ => false,
    }
}

/// What goes on with a rank behind a stroke: `III`, `c`, `III c`.
fn is_grade(piece: &str) -> bool {
    let folded = fold(piece);
    is_roman(&folded) || is_letter(&folded) || is_whole_grade(&folded)
}

fn is_roman(word: &str) -> bool {
    matches!(word, "i" | "ii" | "iii" | "iv")
}

fn is_letter(word: &str) -> bool {
    matches!(word, "a" | "b" | "c" | "d" | "e")
}

fn grade_within(word: &str) -> bool {
    word.len() >= 2
        && word.split_at_checked(word.len() - 1).is_some_and(|(roman, letter)| is_roman(roman) && is_letter(letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Siti Aisyah 081234567890", "Siti Aisyah", &[("phone", "081234567890")])]
    #[case("Siti Aisyah (081234567890)", "Siti Aisyah", &[("phone", "081234567890")])]
    #[case("Siti Aisyah HP 0812-3456-7890", "Siti Aisyah", &[("phone", "081234567890")])]
    #[case("Siti Aisyah 6371014101900001", "Siti Aisyah", &[("nik", "6371014101900001")])]
    #[case("Siti Aisyah siti@gmail.com", "Siti Aisyah", &[("email", "siti@gmail.com")])]
    #[case("Ani, S.Sos.\n198503122010012001\nPenata Muda Tk. I / III b", "Ani, S.Sos.", &[("nip", "198503122010012001")])]
    #[case("Ani, S.Sos.\nPenata (III/c)\nNIP. 19850312 201001 2 001", "Ani, S.Sos.", &[("nip", "198503122010012001")])]
    #[case("Ani, Penata Muda/IIIa", "Ani", &[])]
    #[case("Ani, S.Sos., IVa", "Ani, S.Sos.", &[])]
    #[case("Ani, Pembina / iva", "Ani", &[])]
    #[case("Iva, S.Pd., Penata", "Iva, S.Pd.", &[])]
    #[case("Ani, Pustakawan", "Ani", &[("position", "Pustakawan")])]
    #[case("Ani, S.Sos. / Pustakawan Muda", "Ani, S.Sos.", &[("position", "Pustakawan Muda")])]
    #[case("Ani, S.Sos. Pustakawan Ahli Muda", "Ani, S.Sos.", &[("position", "Pustakawan Ahli Muda")])]
    #[case("Ani, S.Sos., Pustakawan Pertama", "Ani, S.Sos.", &[("position", "Pustakawan Pertama")])]
    #[case("Ani – Pustakawan", "Ani", &[("position", "Pustakawan")])]
    #[case("Ani, S.IP (Pustakawan Muda)", "Ani, S.IP", &[("position", "Pustakawan Muda")])]
    #[case("Ani\nSMAN 1 Martapura", "Ani", &[("institution", "SMAN 1 Martapura")])]
    #[case("Ani, S.Sos.\nKepala Perpustakaan\nSMAN 1 Martapura", "Ani, S.Sos.", &[("position", "Kepala Perpustakaan"), ("institution", "SMAN 1 Martapura")])]
    #[case("198503122010012001", "", &[("nip", "198503122010012001")])]
    fn what_stands_beside_a_name(#[case] text: &str, #[case] name: &str, #[case] said: &[(&'static str, &str)]) {
        let said = said.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        assert_eq!(apart(text), Some((name.to_owned(), said)));
    }

    #[rstest]
    #[case("Siti Aisyah, S.Sos., M.Si.")]
    #[case("Said, Habib")]
    #[case("Siti\nAisyah")]
    #[case("Ani (pengganti Budi)")]
    #[case("Siti Aisyah / Rusmini")]
    #[case("I Gusti Ngurah Guru")]
    #[case("Kepala Sakti")]
    #[case("Ani - koordinator")]
    #[case("Ani, S.Hum.\n-")]
    #[case("Iva")]
    #[case("Iva, S.Pd.")]
    #[case("Siti Iva")]
    #[case("Siti, Iva")]
    #[case("IVA")]
    #[case("Penata")]
    #[case("Pembina, S.Pd.")]
    #[case("Juru")]
    #[case("A. M. Fatwa, Dr., M.A.")]
    fn what_may_be_the_name_stays(#[case] text: &str) {
        assert_eq!(apart(text), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[a-zA-Zé0-9(@) ,*/\n–.-]{0,60}") {
            if let Some((name, said)) = apart(&text) {
                prop_assert!(name.chars().count() <= text.chars().count() * 3 + 8);
                prop_assert!(said.iter().all(|(_, value)| !value.is_empty()));
            }
        }
    }
}
