//! Numbers of elements, criteria and lists: `1.`, `2.3`, `4.1.2`; which may follow which, and
//! where one begins within a line.

/// A number with its levels.
pub(super) type Path = Vec<u32>;

/// The number a text begins with, and the rest. `1. Title`, `1.2 Text`, `1.2. Text`, `1) Title`.
pub(super) fn leading(text: &str) -> Option<(Path, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    let closed = number.ends_with('.') || rest.starts_with(')') || (number.len() == 2 && number.starts_with('0'));
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let path: Option<Path> =
        parts.iter().map(|p| if p.len() > 2 { None } else { p.parse().ok().filter(|n| *n > 0) }).collect();
    let path = path.filter(|p| !p.is_empty() && p.len() <= 4)?;
    // `2 orang` is a count; `2. Orang` and `2.1 Orang` are numbers.
    if path.len() == 1 && !closed {
        return None;
    }
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let glued = rest.starts_with(char::is_alphabetic);
    (apart || glued).then(|| (path, rest.trim_start()))
}

/// Whether `next` may follow `last`: the next of its level, its first child, or the next of a level above.
pub(super) fn follows(last: &[u32], next: &[u32]) -> bool {
    if last.is_empty() {
        return next == [1] || next == [1, 1];
    }
    if next.len() == last.len() + 1 {
        return next.starts_with(last) && next.last() == Some(&1);
    }
    let Some(above) = next.len().checked_sub(1) else { return false };
    next.len() <= last.len()
        && next.get(..above) == last.get(..above)
        && next.last() == last.get(above).map(|n| n + 1).as_ref()
}

/// Divides a line where numbers begin that may follow what came before: `2. Alat 2.1 Peralatan`.
pub(super) fn divide<'a>(line: &'a str, last: &[u32]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut at = last.to_vec();
    let mut start = 0;
    // `8.30 setiap hari`: a figure with which a sentence goes on counts nothing.
    if let Some((path, text)) = leading(line)
        && (follows(last, &path) || !text.starts_with(char::is_lowercase))
    {
        at = path;
    }
    let mut from = 0;
    while let Some(found) = line.get(from..).and_then(|rest| rest.find(' ')) {
        let begin = from + found + 1;
        from = begin;
        let Some(rest) = line.get(begin..) else { break };
        if let Some((path, text)) = leading(rest)
            && follows(&at, &path)
            && text.starts_with(|c: char| c.is_uppercase() || c == '(')
            && !calls_number(line.get(start..begin).unwrap_or_default())
        {
            parts.push(line.get(start..begin).unwrap_or_default().trim());
            start = begin;
            at = path;
        }
    }
    parts.push(line.get(start..).unwrap_or_default().trim());
    parts.retain(|p| !p.is_empty());
    parts
}

/// Words that call a number which is none of the text's own: `menurut Pasal 2.`
const CALLERS: &[&str] = &[
    "pasal",
    "ayat",
    "nomor",
    "no",
    "nomer",
    "angka",
    "butir",
    "huruf",
    "lampiran",
    "bab",
    "tabel",
    "gambar",
    "versi",
    "halaman",
    "poin",
    "bagian",
    "tahun",
    "formulir",
    "sub",
    "subbagian",
];
/// Those that end a sentence of their own as often, so that the number that is due is not called by them.
const WEAK_CALLERS: &[&str] = &["peraturan", "keputusan", "kode"];
/// Those that call the time.
const CLOCKS: &[&str] = &["pukul", "jam"];

/// Whether a text ends with a word that calls a number. A full stop ends what is called (`per tahun.`), but for that of
/// a word cut short (`No.`).
pub(super) fn calls_number(text: &str) -> bool {
    last_called(text).is_some_and(|word| [CALLERS, WEAK_CALLERS, CLOCKS].iter().any(|words| words.contains(&&*word)))
}

/// Whether a text ends with a word that calls the number with which `piece` begins, although it is the one that is due: a time
/// has two figures of minutes.
pub(super) fn calls_due(text: &str, piece: &str) -> bool {
    let behind = piece.split_once('.').map(|(_, rest)| rest).unwrap_or_default();
    let minutes = behind.chars().take_while(char::is_ascii_digit).count() == 2;
    last_called(text).is_some_and(|word| CALLERS.contains(&&*word) || (minutes && CLOCKS.contains(&&*word)))
}

/// The last word of a text that goes on.
fn last_called(text: &str) -> Option<String> {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let word = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let ended = last.ends_with(['.', ';', ')', '!', '?']) && word != "no";
    (!ended).then_some(word)
}

/// The number within a text that would be the next of two levels, but that the word before it calls: where no other line
/// has that number, nobody knows whose it is.
pub(super) fn called(text: &str, last: &[u32]) -> Option<Path> {
    let counted = leading(text).map_or_else(|| last.to_vec(), |(path, _)| path);
    text.match_indices(' ').find_map(|(at, _)| {
        let (path, rest) = leading(text.get(at + 1..)?)?;
        let due = path.len() == 2 && follows(&counted, &path) && rest.starts_with(char::is_uppercase);
        (due && calls_number(text.get(..at)?)).then_some(path)
    })
}

/// Words that a figure measures: what begins with one behind a number is no wording of its own, as in `1.5 meter`.
const MEASURES: &[&str] = &[
    "milimeter",
    "sentimeter",
    "meter",
    "kilometer",
    "mm",
    "cm",
    "m",
    "km",
    "inci",
    "inch",
    "gram",
    "kilogram",
    "kg",
    "g",
    "gr",
    "gsm",
    "ton",
    "liter",
    "ml",
    "detik",
    "menit",
    "jam",
    "hari",
    "minggu",
    "bulan",
    "tahun",
    "persen",
    "kali",
    "juta",
    "ribu",
    "miliar",
    "kb",
    "mb",
    "gb",
    "tb",
    "mbps",
    "volt",
    "watt",
    "derajat",
    "lux",
    "poin",
    "pt",
    "spasi",
    "x",
    "m2",
    "m²",
    "m3",
    "m³",
    "atau",
    "sampai",
    "hingga",
    "s.d.",
];

/// Whether a text goes on a measurement whose figure ended before it.
pub(super) fn is_measured(text: &str) -> bool {
    let first = text.split([' ', ',', ';', '/']).next().unwrap_or_default();
    let word = first.trim_end_matches(['.', ')']);
    text.starts_with('%') || MEASURES.contains(&word) || MEASURES.contains(&first)
}

/// Words behind which an amount stands, whatever it counts: `minimal 3 sumber`.
const BEFORE_AMOUNTS: &[&str] = &[
    "minimal",
    "minimum",
    "maksimal",
    "maksimum",
    "sebanyak",
    "sebesar",
    "sejumlah",
    "sedikit",
    "sedikitnya",
    "banyak",
    "kurang",
    "kurangnya",
    "sekurang",
    "sekitar",
    "setidaknya",
    "lama",
    "lambat",
    "lambatnya",
    "kira",
    "selama",
    "rata",
    "dari",
    "hingga",
    "sampai",
    "antara",
    "setiap",
    "tiap",
    "per",
    "±",
    "≥",
    "≤",
    ">",
    "<",
];

/// Whether a text ends with a word behind which an amount stands.
pub(super) fn calls_amount(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let word = last.rsplit('-').next().unwrap_or_default();
    BEFORE_AMOUNTS.contains(&word) || BEFORE_AMOUNTS.contains(&last.as_str())
}

/// A number as printed.
pub(super) fn printed(path: &[u32]) -> String {
    path.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_told_from_counts_and_years() {
        assert_eq!(leading("1. Menyiapkan"), Some((vec![1], "Menyiapkan")));
        assert_eq!(leading("1.2 Bahan"), Some((vec![1, 2], "Bahan")));
        assert_eq!(leading("1.2. Bahan"), Some((vec![1, 2], "Bahan")));
        assert_eq!(leading("1.2Bahan"), Some((vec![1, 2], "Bahan")));
        assert_eq!(leading("01 Menyiapkan"), Some((vec![1], "Menyiapkan")));
        assert_eq!(leading("2 orang"), None);
        assert_eq!(leading("2019 tentang"), None);
        assert_eq!(leading("1.000 buku"), None);
    }

    #[test]
    fn a_line_is_divided_only_where_the_count_goes_on() {
        assert_eq!(
            divide("2.1.1 Komputer 2.1.2 Jaringan internet", &[2, 1]),
            ["2.1.1 Komputer", "2.1.2 Jaringan internet"]
        );
        assert_eq!(
            divide("2. Peralatan dan perlengkapan 2.1 Peralatan", &[1, 2]),
            ["2. Peralatan dan perlengkapan", "2.1 Peralatan"]
        );
        assert_eq!(divide("(Tidak ada.) 4.2 Standar", &[4, 1]), ["(Tidak ada.)", "4.2 Standar"]);
        assert_eq!(divide("1.1 Sesuai butir 3.4 Lampiran", &[1]), ["1.1 Sesuai butir 3.4 Lampiran"]);
        assert_eq!(divide("1. Melakukan wawancara", &[]), ["1. Melakukan wawancara"]);
        assert_eq!(divide("Nomor 2. Data lain", &[1, 1]), ["Nomor 2. Data lain"]);
        assert_eq!(divide("1.1 Satu per tahun. 1.2 Dua", &[1]), ["1.1 Satu per tahun.", "1.2 Dua"]);
        assert_eq!(divide("1.1 Menurut SK No. 1.2 Dua", &[1]), ["1.1 Menurut SK No. 1.2 Dua"]);
    }

    #[test]
    fn a_due_number_that_a_word_calls_is_told() {
        assert_eq!(called("1.1 Dibaca tiap halaman 1.2 Dua", &[1]), Some(vec![1, 2]));
        assert_eq!(called("tiap halaman 1.2 Dua", &[1, 1]), Some(vec![1, 2]));
        assert_eq!(called("1.1 Sesuai butir 3.4 Lampiran", &[1]), None);
        assert_eq!(called("1.1 Sesuai Nomor 2. Data", &[1]), None);
    }

    proptest! {
        #[test]
        fn nothing_of_a_line_is_lost(line in "[0-9]{1,2}(\\.[0-9])? [A-Za-z0-9. ]{0,60}") {
            let squeeze = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
            let joined = divide(&line, &[1]).join(" ");
            prop_assert_eq!(squeeze(&joined), squeeze(&line));
        }
    }
}
