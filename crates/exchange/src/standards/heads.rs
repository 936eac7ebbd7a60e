//! Running heads and feet: what stands on every page of a document and belongs to none of its texts.

use std::collections::{HashMap, HashSet};

use certification::text::{fold, squeeze};

use super::{labels::heading, numbering::leading, reader::Part, recurring::recurring, tidy::is_page_number};

/// Sites that print their address at the foot of every page of a regulation.
const LAW_SITES: &[&str] = &["peraturan", "jdih", "kemenkumham", "kumham", "bphn", "setneg", "setkab", "hukumonline"];

/// What the address of a file begins with.
const FILE: &str = "file:///";

/// What the name of a document of standards begins with.
const OF_STANDARDS: &[&str] = &["skkni", "standar kompetensi kerja nasional"];

/// Whether a line is furniture of a page whatever stands around it: the number of the state gazette, an address of a
/// site of regulations or of a file, or anything with a page's number between dashes at its end; or several of them side
/// by side. Browsers print any address beside the number of the page.
pub(super) fn is_furniture(line: &str) -> bool {
    let is_site = |word: &str| word.starts_with(FILE) || LAW_SITES.iter().any(|site| word.contains(site));
    let is_one = |text: &str| is_gazette(text) || ends_in_page_number(text) || is_address(text, is_site);
    let pieces: Vec<&str> = line.split("  ").map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let beside = |piece: &&str| is_page_number(piece) || is_one(piece);
    let is_web = |piece: &&str| is_address(piece, |_| true);
    let printed = pieces.iter().any(is_web) && pieces.iter().any(|piece| is_page_number(piece));
    is_one(line)
        || (pieces.iter().any(|piece| is_one(piece)) && pieces.iter().all(beside))
        || (printed && pieces.iter().all(|piece| is_web(piece) || is_page_number(piece)))
}

/// `2019, No. 236`, `No. 236, 2019`, with a page's number before or after it.
fn is_gazette(line: &str) -> bool {
    if !line.contains(',') || line.chars().count() > 40 {
        return false;
    }
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    let figures = words.iter().filter(|w| w.chars().all(|c| c.is_ascii_digit())).count();
    let year = |w: &&str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"));
    let said = words.iter().filter(|w| matches!(**w, "no" | "nomor")).count();
    (3..=4).contains(&words.len()) && said == 1 && figures == words.len() - 1 && words.iter().any(year)
}

/// `… -46-`, or `-46- …`: nobody writes so within a text.
fn ends_in_page_number(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—');
    let is_page = |text: &str| {
        let inner = text.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash)).unwrap_or_default().trim();
        (1..=4).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_digit())
    };
    let words: Vec<&str> = line.split_whitespace().collect();
    let around = |count: usize| {
        let first = words.get(..count).map(|w| w.concat());
        let last = words.len().checked_sub(count).and_then(|from| words.get(from..)).map(|w| w.concat());
        words.len() > count && [first, last].into_iter().flatten().any(|text| is_page(&text))
    };
    around(1) || around(3)
}

/// Whether a line holds the address of a site, of which `which` is true, and at most a number beside it.
fn is_address(line: &str, which: impl Fn(&str) -> bool) -> bool {
    let mut words = line.split_whitespace().filter(|w| !w.chars().all(|c| c.is_ascii_digit() || c == '-')).peekable();
    let is_site = |word: &str| {
        let lower = word.to_lowercase();
        let begins = ["www.", "http://", "https://", FILE].iter().any(|begin| lower.starts_with(begin));
        let ends = [".id", ".com", ".org", ".net", "/"].iter().any(|end| lower.ends_with(end));
        lower.contains('.') && !lower.contains('@') && (begins || ends) && which(&lower)
    };
    words.peek().is_some() && words.all(is_site)
}

/// Which lines are running heads or feet: furniture of any page; what comes again from page to page; the same words
/// again and again with nothing but other such lines between them and the edge of a page; and lines in capitals right
/// under a page's number. `keep` tells the
/// lines that mean something.
pub(super) fn running_heads(lines: &[&str], keep: impl Fn(&str) -> bool) -> Vec<bool> {
    let filled: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|l| !l.trim().is_empty())).collect();
    let texts: Vec<&str> = filled.iter().filter_map(|at| lines.get(*at).copied()).collect();
    let mut reads: Vec<Read> = texts.iter().map(|text| Read::new(text, &keep)).collect();
    for (read, again) in reads.iter_mut().zip(recurring(&texts, &keep)) {
        read.furniture |= again;
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    // What stands in titles alone ends them, though it comes again at the edges of pages: titles end alike.
    let mut elsewhere: HashSet<String> = HashSet::new();
    let mut part = None;
    for (read, text) in reads.iter().zip(&texts) {
        *times.entry(read.words.clone()).or_default() += 1;
        part = heading(text).map(|(part, _)| part).or(part);
        if part != Some(Part::Title) {
            elsewhere.insert(read.words.clone());
        }
    }
    let mut above = "";
    for (read, at) in reads.iter_mut().zip(&filled) {
        let again = times.get(&read.words).copied().unwrap_or_default();
        // The name of the document again and again is a head though no page's number is left beside it.
        let numbered = leading(above.trim()).is_some_and(|(_, text)| text.is_empty());
        read.furniture |= again >= 3 && read.may && !numbered && OF_STANDARDS.iter().any(|n| read.words.starts_with(n));
        read.may &= again >= 2 && elsewhere.contains(&read.words);
        above = lines.get(*at).copied().unwrap_or_default();
    }
    // What comes again at the edges of pages only; elsewhere too, it belongs to the text.
    let mut at_edges: HashMap<&str, usize> = HashMap::new();
    for (read, head) in reads.iter().zip(edges(&reads)) {
        *at_edges.entry(&read.words).or_default() += usize::from(head);
    }
    let often = |read: &Read| {
        at_edges.get(read.words.as_str()).copied().unwrap_or_default() * 5
            >= times.get(&read.words).copied().unwrap_or_default() * 4
    };
    let may: Vec<bool> = reads.iter().map(|read| read.may && often(read)).collect();
    for (read, may) in reads.iter_mut().zip(may) {
        read.may = may;
    }
    let mut heads = vec![false; lines.len()];
    for (at, head) in filled.iter().zip(edges(&reads)) {
        if let Some(of_line) = heads.get_mut(*at) {
            *of_line = head;
        }
    }
    heads
}

/// What is seen of a line by itself.
struct Read {
    /// Its words without figures, by which it is known again.
    words: String,
    /// Nothing but a page's number.
    number: bool,
    /// The first line after a form feed.
    breaks: bool,
    /// Furniture of any page.
    furniture: bool,
    /// A head, where it stands at an edge and comes again.
    may: bool,
    /// A head, where it stands right under a page's number.
    shouts: bool,
    /// The label of a title in capitals, and its beginning.
    title: bool,
}

impl Read {
    fn new(line: &str, keep: impl Fn(&str) -> bool) -> Self {
        let letters: String = line.chars().filter(|c| !c.is_ascii_digit()).collect();
        let words = fold(&letters);
        let number = is_page_number(line);
        let free = !number && !keep(line);
        // What stands at both edges of a page has nothing but blanks between.
        let short = squeeze(line).chars().count() <= 120;
        let signs = line.chars().filter(|c| c.is_alphanumeric()).count();
        let begins = line.trim().starts_with(|c: char| !c.is_lowercase()) || is_address(line, |_| true);
        let lower = line.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
        let sentence = line.trim_end().ends_with('.') && lower >= 2;
        let letters = line.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters >= 8 && !line.chars().any(char::is_lowercase);
        Self {
            number,
            breaks: line.starts_with('\u{c}'),
            furniture: free && is_furniture(line),
            may: free && begins && short && !sentence && words.chars().count() >= 2 && signs >= 4,
            shouts: free && capitals && short && !line.contains(':'),
            title: capitals && heading(line).is_some_and(|(part, _)| part == Part::Title),
            words,
        }
    }

    const fn goes_on(&self) -> bool {
        self.number || self.furniture || self.may
    }
}

/// Whether a title in capitals stands right above the edge of the page: it may go on behind it.
fn title_goes_on(reads: &[Read], heads: &[bool], place: usize) -> bool {
    let text = |(read, head): &(&Read, &bool)| !**head && !read.number;
    let mut above = reads.iter().zip(heads).take(place).rev().filter(text).map(|(read, _)| read);
    let (first, second) = (above.next(), above.next());
    first.is_some_and(|first| first.title || (first.shouts && second.is_some_and(|second| second.title)))
}

/// Which lines stand at an edge of a page with nothing but lines of that sort between.
fn edges(reads: &[Read]) -> Vec<bool> {
    let mut heads: Vec<bool> = reads.iter().map(|read| read.furniture).collect();
    let mut mark = |place: usize| -> bool {
        let goes_on = reads.get(place).is_some_and(Read::goes_on);
        if let Some(head) = heads.get_mut(place) {
            *head |= reads.get(place).is_some_and(|read| goes_on && !read.number);
        }
        goes_on
    };
    for (place, read) in reads.iter().enumerate() {
        let ends = read.number || read.furniture;
        if ends || read.breaks || place == 0 {
            let from = if ends { place + 1 } else { place };
            let _ = (from..reads.len()).take_while(|at| mark(*at)).count();
        }
        if ends || read.breaks {
            let _ = (0..place).rev().take_while(|at| mark(*at)).count();
        }
    }
    let _ = (0..reads.len()).rev().take_while(|at| mark(*at)).count();
    for (place, read) in reads.iter().enumerate() {
        let under = place.checked_sub(1).and_then(|above| reads.get(above)).is_some_and(|above| above.number);
        if under
            && read.shouts
            && !title_goes_on(reads, &heads, place)
            && let Some(head) = heads.get_mut(place)
        {
            *head = true;
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2019, No. 236", true)]
    #[case("2019, No. 236 -46-", true)]
    #[case("-46- 2019, No.236", true)]
    #[case("No. 236, 2019", true)]
    #[case("Standar Kompetensi Kerja - 46 -", true)]
    #[case("www.peraturan.go.id", true)]
    #[case("https://jdih.kemnaker.go.id/ 46", true)]
    #[case("www.peraturan.go.id          2019, No. 236", true)]
    #[case("2019, No. 236          46", true)]
    #[case("1.1 Komputer          2019, No. 236", false)]
    #[case("1          2          3", false)]
    #[case("www.perpusnas.go.id", false)]
    #[case("https://perpus.contoh.id/skkni          3/12", true)]
    #[case("file:///C:/Unduhan/skkni%202019.html          1/4", true)]
    #[case("file:///C:/Unduhan/skkni%202019.html", true)]
    #[case("https://perpus.contoh.id/skkni          Komputer", false)]
    #[case("Peraturan Nomor 24 Tahun 2014", false)]
    #[case("1.1 Data buku disiapkan, 2019", false)]
    #[case("sesuai kebijakan 2019, No. 236 dan lainnya", false)]
    #[case("ruang baca -2", false)]
    fn furniture_of_a_page(#[case] line: &str, #[case] is: bool) {
        assert_eq!(is_furniture(line), is);
    }

    #[test]
    fn what_comes_again_beside_page_numbers_is_a_running_head() {
        let lines =
            ["STANDAR X", "Judul", "1.1 Isi", "- 2 -", "STANDAR X", "lanjutan", "3", "NAMA LEMBAGA LAIN", "akhir"];
        let heads = running_heads(&lines, |l| l.starts_with("1.1"));
        assert_eq!(heads, [true, false, false, false, true, false, false, true, false]);
    }

    #[test]
    fn the_name_of_the_document_on_three_pages_is_a_head_without_their_numbers() {
        let lines =
            ["SKKNI Bidang 2019", "satu", "dua", "SKKNI Bidang 2019", "tiga", "empat", "SKKNI Bidang 2019", "lima"];
        assert_eq!(running_heads(&lines, |_| false), [true, false, false, true, false, false, true, false]);
        let twice = ["satu", "SKKNI Bidang 2019", "dua", "tiga", "SKKNI Bidang 2019", "empat"];
        assert_eq!(running_heads(&twice, |_| false), [false; 6]);
    }

    #[test]
    fn what_comes_again_behind_a_line_of_the_text_is_text() {
        let lines =
            ["Judul A", "Unit ini berhubungan dengan", "isi", "- 2 -", "Judul B", "Unit ini berhubungan dengan", "isi"];
        assert_eq!(running_heads(&lines, |_| false), [false; 7]);
    }

    #[test]
    fn a_foot_that_begins_in_lower_case_is_an_address() {
        let lines = ["satu", "perpus.contoh.id", "2", "dua", "perpus.contoh.id", "3", "dan lain", "4", "dan lain"];
        let heads = running_heads(&lines, |_| false);
        assert_eq!(heads, [false, true, false, false, true, false, false, false, false]);
    }
}
