//! What a page leaves in a text and no reader wants: page numbers, words broken at the end of a line.

use certification::text::fold;

use super::signs::SOFT;

/// Whether a line is nothing but a page number: `12`, `- 12 -`, `Halaman 12 dari 40`, `12/40`.
pub(super) fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '_' | '|' | '[' | ']' | ' ' | '~' | '.'));
    if bare.is_empty() || bare.len() > 32 {
        return false;
    }
    if bare.chars().all(|c| c.is_ascii_digit()) {
        // `1.` alone is the number of a list, and `2007` may be a year that a line broke off; any other bare figure, or one
        // between dashes, is a page.
        return bare.len() <= 4 && !line.ends_with('.') && (bare.len() < 4 || bare.len() < line.len());
    }
    if let Some((page, of)) = bare.split_once('/') {
        let figure = |text: &str| text.trim().parse::<u16>().ok().filter(|n| *n > 0);
        let two = figure(page).zip(figure(of));
        if two.is_some_and(|(page, of)| page <= of) {
            return true;
        }
    }
    let folded = fold(bare).replace("p a g e", "page").replace("h a l a m a n", "halaman");
    let words: Vec<&str> = folded.split(' ').collect();
    let is_figure = |w: &&str| w.chars().all(|c| c.is_ascii_digit());
    let is_word = |w: &&str| matches!(*w, "halaman" | "hal" | "page" | "dari" | "of" | "hlm");
    words.iter().any(is_figure) && words.iter().any(is_word) && words.iter().all(|w| is_figure(w) || is_word(w))
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

/// Hyphens that a line may end with.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}', SOFT];

/// Joins two pieces of a text over the end of a line. Tells whether a broken word was mended.
pub(super) fn join(before: &mut String, after: &str) -> bool {
    let after = after.trim();
    if before.is_empty() || after.is_empty() {
        before.push_str(after);
        return false;
    }
    let head = before.trim_end_matches(HYPHENS);
    let hyphens = before.get(head.len()..).unwrap_or_default();
    // Who writes a hyphen may put a soft one beside it.
    let soft = !hyphens.is_empty() && hyphens.chars().all(|c| c == SOFT);
    let several = hyphens.chars().filter(|c| *c != SOFT).count() > 1;
    if hyphens.is_empty() {
        before.push(' ');
        before.push_str(after);
        return false;
    }
    let first: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    let last: String =
        head.chars().rev().take_while(|c| c.is_alphabetic()).collect::<Vec<_>>().into_iter().rev().collect();
    let apart = several || last.is_empty() || head.ends_with(char::is_whitespace);
    let suspended = apart || matches!(first.as_str(), "dan" | "atau");
    if suspended && !soft {
        before.push(' ');
        before.push_str(after);
        return false;
    }
    // A soft hyphen within a word in capitals parts its syllables; between small letters and a capital, it was printed.
    let syllables = soft && is_shouted(&last, &first);
    let kept = !apart && (is_pair(&last, &first) || (keeps_hyphen(&last, &first) && !syllables));
    before.truncate(head.len());
    if kept {
        before.push('-');
    }
    before.push_str(after);
    true
}

fn is_shouted(last: &str, first: &str) -> bool {
    !first.is_empty() && !last.contains(char::is_lowercase) && first.starts_with(char::is_uppercase)
}

/// Whether the hyphen between two halves belongs to the word: *buku-buku*, *sayur-mayur*, *e-mail*, *anti-Korupsi*.
fn keeps_hyphen(last: &str, first: &str) -> bool {
    last.chars().count() == 1 || first.is_empty() || first.starts_with(char::is_uppercase) || is_pair(last, first)
}

/// Whether the second half says the first again, or belongs to it: *buku-buku*, *tolong-menolong*, *turun-temurun*.
fn is_pair(last: &str, first: &str) -> bool {
    let (a, b) = (last.to_lowercase(), first.to_lowercase());
    if PAIRS.contains(&(a.as_str(), b.as_str())) {
        return true;
    }
    if a.chars().count() < 3 {
        return false;
    }
    let endings = ["", "nya", "an", "kan", "i", "mu", "ku", "lah", "annya", "kah", "pun", "inya"];
    let again = |stem: &str| b.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest));
    if again(&a) || again(&with_infix(&a, "em")) || again(&with_infix(&a, "er")) || again(&with_infix(&a, "el")) {
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

/// A word with a syllable behind its first sound, as its second half has it: *turun-temurun*, *gigi-gerigi*.
fn with_infix(word: &str, infix: &str) -> String {
    let first = word.chars().next().map_or(0, char::len_utf8);
    let (sound, rest) = word.split_at_checked(first).unwrap_or((word, ""));
    format!("{sound}{infix}{rest}")
}

/// Mends words that are broken within one line (`infor- masi`), as text taken from two lines reads.
pub(super) fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_whitespace().flat_map(|word| word.split_inclusive(SOFT)) {
        join(&mut out, part);
    }
    out.replace(SOFT, "")
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
    #[case("12/40", true)]
    #[case("12 / 40", true)]
    #[case("24/7", false)]
    #[case("1/2 jam", false)]
    #[case("2007", false)]
    #[case("- 1007 -", true)]
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
    #[case("turun-", "temurun", "turun-temurun")]
    #[case("tali-", "temalinya", "tali-temalinya")]
    #[case("gigi-", "gerigi", "gigi-gerigi")]
    #[case("ter-", "temukan", "tertemukan")]
    #[case("me\u{2010}", "menuhi", "memenuhi")]
    #[case("sehari\u{2011}", "hari", "sehari-hari")]
    #[case("buku\u{ad}", "buku", "buku-buku")]
    #[case("buku-\u{ad}", "buku", "buku-buku")]
    #[case("sa\u{ad}", "saran", "sasaran")]
    #[case("anti\u{ad}", "Korupsi", "anti-Korupsi")]
    #[case("PERPUS\u{ad}", "TAKAAN", "PERPUSTAKAAN")]
    #[case("BUKU\u{ad}", "BUKU", "BUKU-BUKU")]
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
    fn soft_hyphens_within_words_are_syllables_or_printed() {
        let text = "per\u{ad}pus\u{ad}ta\u{ad}ka\u{ad}an dan buku\u{ad}bukunya, \u{ad}sehari\u{ad}hari";
        assert_eq!(mend(text), "perpustakaan dan buku-bukunya, sehari-hari");
    }
}
