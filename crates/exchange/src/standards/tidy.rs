//! What a page leaves in a text and no reader wants: page numbers, running heads, words broken
//! at the end of a line.

use std::collections::HashMap;

use certification::text::fold;

/// Whether a line is nothing but a page number: `12`, `- 12 -`, `Halaman 12 dari 40`.
pub(super) fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '_' | '|' | '[' | ']' | ' ' | '~' | '.'));
    if bare.is_empty() || bare.len() > 24 {
        return false;
    }
    if bare.chars().all(|c| c.is_ascii_digit()) {
        // `1.` alone is the number of a list; a bare figure, or one between dashes, is a page.
        return bare.len() <= 4 && !line.ends_with('.');
    }
    let folded = fold(bare);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_figure = |w: &&str| w.chars().all(|c| c.is_ascii_digit());
    let is_word = |w: &&str| matches!(*w, "halaman" | "hal" | "page" | "dari" | "of" | "hlm");
    words.iter().any(is_figure) && words.iter().any(is_word) && words.iter().all(|w| is_figure(w) || is_word(w))
}

/// Which lines are running heads or feet: the same words again and again beside a page's number
/// or break, and lines in capitals right under one. `keep` tells the lines that mean something.
pub(super) fn running_heads(lines: &[&str], keep: impl Fn(&str) -> bool) -> Vec<bool> {
    let key = |line: &str| {
        let letters: String = line.chars().filter(|c| !c.is_ascii_digit()).collect();
        fold(&letters)
    };
    let filled: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|l| !l.trim().is_empty())).collect();
    let is_break = |at: usize| lines.get(at).is_some_and(|l| is_page_number(l) || l.starts_with('\u{c}'));
    let beside_break = |place: usize| {
        let near = |from: usize, to: usize| {
            filled.get(from..to.min(filled.len())).unwrap_or_default().iter().any(|at| is_break(*at))
        };
        place < 4 || near(place.saturating_sub(4), place + 1) || near(place + 1, place + 4)
    };
    // How often the words come, and how often of these beside a break or on the first page.
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for (place, at) in filled.iter().enumerate() {
        if let Some(line) = lines.get(*at) {
            let count = counts.entry(key(line)).or_default();
            count.0 += 1;
            count.1 += usize::from(beside_break(place));
        }
    }
    let mut heads = vec![false; lines.len()];
    for (place, at) in filled.iter().enumerate() {
        let Some(line) = lines.get(*at) else { continue };
        let begins = line.trim().starts_with(|c: char| !c.is_lowercase());
        if is_page_number(line) || keep(line) || !begins || line.chars().count() > 120 {
            continue;
        }
        let folded = key(line);
        let (all, at_break) = counts.get(&folded).copied().unwrap_or_default();
        let signs = line.chars().filter(|c| c.is_alphanumeric()).count();
        let again = all >= 2 && at_break * 5 >= all * 4 && folded.chars().count() >= 2 && signs >= 4;
        let right_under = place.checked_sub(1).and_then(|p| filled.get(p)).is_some_and(|a| is_break(*a));
        let capitals = line.chars().filter(|c| c.is_alphabetic()).count() >= 8 && !line.chars().any(char::is_lowercase);
        if let Some(head) = heads.get_mut(*at) {
            *head = (again && beside_break(place)) || (right_under && capitals && !line.contains(':'));
        }
    }
    heads
}

/// Pairs that Indonesian writes with a hyphen though the halves differ.
const PAIRS: &[(&str, &str)] = &[
    ("sayur", "mayur"),
    ("lauk", "pauk"),
    ("bolak", "balik"),
    ("warna", "warni"),
    ("serba", "serbi"),
    ("teka", "teki"),
    ("gerak", "gerik"),
    ("mondar", "mandir"),
    ("ramah", "tamah"),
    ("kaya", "miskin"),
    ("beramah", "tamah"),
    ("coreng", "moreng"),
    ("seluk", "beluk"),
    ("asal", "usul"),
    ("hiruk", "pikuk"),
    ("tindak", "tanduk"),
    ("pontang", "panting"),
];

/// Joins two pieces of a text over the end of a line. Tells whether a broken word was mended.
pub(super) fn join(before: &mut String, after: &str) -> bool {
    let after = after.trim();
    if before.is_empty() || after.is_empty() {
        before.push_str(after);
        return false;
    }
    let soft = before.ends_with('\u{ad}');
    let hyphen = before.ends_with(['-', '‐']);
    if !(soft || hyphen) {
        before.push(' ');
        before.push_str(after);
        return false;
    }
    let first: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    let head = before.trim_end_matches(['-', '‐', '\u{ad}']);
    let last: String =
        head.chars().rev().take_while(|c| c.is_alphabetic()).collect::<Vec<_>>().into_iter().rev().collect();
    let apart = head.len() + 1 < before.len() || last.is_empty() || head.ends_with(char::is_whitespace);
    let suspended = apart || matches!(first.as_str(), "dan" | "atau");
    if suspended && !soft {
        before.push(' ');
        before.push_str(after);
        return false;
    }
    if !soft && keeps_hyphen(&last, &first) {
        before.push_str(after);
        return true;
    }
    before.truncate(head.len());
    before.push_str(after);
    true
}

/// Whether the hyphen between two halves belongs to the word: *buku-buku*, *sayur-mayur*, *e-mail*, *anti-Korupsi*.
fn keeps_hyphen(last: &str, first: &str) -> bool {
    let (a, b) = (last.to_lowercase(), first.to_lowercase());
    if a.chars().count() == 1 || first.is_empty() || first.starts_with(char::is_uppercase) {
        return true;
    }
    if PAIRS.contains(&(a.as_str(), b.as_str())) {
        return true;
    }
    if a.chars().count() < 3 {
        return false;
    }
    let endings = ["", "nya", "an", "kan", "i", "mu", "ku", "lah", "annya", "kah", "pun", "inya"];
    let again = |stem: &str| b.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest));
    if again(&a) {
        return true;
    }
    // berlari-lari, ditulis-tulis
    let starts = ["ber", "ter", "di", "me", "mem", "men", "meng", "meny", "ke", "se", "pe"];
    if starts.iter().any(|p| a.strip_prefix(p).is_some_and(|stem| stem.chars().count() >= 3 && again(stem))) {
        return true;
    }
    // tolong-menolong, pukul-memukul
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    b.starts_with("me") && tail >= 3 && tail + 1 >= a.chars().count()
}

/// Mends words that are broken within one line (`infor- masi`), as text taken from two lines reads.
pub(super) fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        join(&mut out, word);
    }
    out.replace('\u{ad}', "")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("12", true)]
    #[case("- 12 -", true)]
    #[case("– 3 –", true)]
    #[case("Halaman 3 dari 40", true)]
    #[case("1.", false)]
    #[case("1.1", false)]
    #[case("12 orang", false)]
    #[case("2019, No. 236", false)]
    fn page_numbers(#[case] line: &str, #[case] is: bool) {
        assert_eq!(is_page_number(line), is);
    }

    #[rstest]
    #[case("layanan infor-", "masi", "layanan informasi")]
    #[case("buku-", "buku", "buku-buku")]
    #[case("buku-", "bukunya rapi", "buku-bukunya rapi")]
    #[case("benar-", "benar", "benar-benar")]
    #[case("berlari-", "lari", "berlari-lari")]
    #[case("tolong-", "menolong", "tolong-menolong")]
    #[case("sayur-", "mayur", "sayur-mayur")]
    #[case("me-", "mesan", "memesan")]
    #[case("e-", "mail", "e-mail")]
    #[case("pra-", "dan pascauji", "pra- dan pascauji")]
    #[case("pustaka\u{ad}", "wan", "pustakawan")]
    #[case("sesuai", "aturan", "sesuai aturan")]
    #[case("alat -", "bahan", "alat - bahan")]
    fn words_over_the_end_of_a_line(#[case] before: &str, #[case] after: &str, #[case] whole: &str) {
        let mut text = before.to_owned();
        join(&mut text, after);
        assert_eq!(text, whole);
        assert_eq!(mend(&format!("{before} {after}")), whole);
    }

    #[test]
    fn what_comes_again_beside_page_numbers_is_a_running_head() {
        let lines =
            ["STANDAR X", "Judul", "1.1 Isi", "- 2 -", "STANDAR X", "lanjutan", "3", "NAMA LEMBAGA LAIN", "akhir"];
        let heads = running_heads(&lines, |l| l.starts_with("1.1"));
        assert_eq!(heads, [true, false, false, false, true, false, false, true, false]);
    }
}
