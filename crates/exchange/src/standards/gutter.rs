//! Pages set in two columns like a newspaper: found by the gutter that runs down between them, and read left column
//! first. A table of elements and criteria has a gutter too; it is told by what stands at its right, and stays.

mod last_words;
mod shown;

use std::{borrow::Cow, cmp::Reverse};

use certification::text::fold;

use super::{
    heads::is_furniture,
    labels::heading,
    numbering::leading,
    reader::Part,
    recurring::recurring,
    text::{is_code, means_something},
    tidy::is_page_number,
};
use shown::{PROSE, Shown, counts_on, is_prose, may_be_table, numbers_column};

/// A line in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed<'a> {
    /// Its number in the source, from 1.
    pub number: usize,
    /// What it says, or what of it stands in its column.
    pub text: Cow<'a, str>,
    /// The first line of a column, or the first behind columns: no table lies over it.
    pub begins: bool,
}

/// What stands before the first line of a page.
const FEED: char = '\u{c}';
/// Blanks before a text that begins a column.
const WIDE: usize = 3;
/// Blanks between two columns at least.
const GUTTER: usize = 2;
/// Signs by which a text may reach beyond its column where blanks follow it.
const BEYOND: usize = 10;
/// Lines of text in each column at least.
const FILLED: usize = 3;
/// Lines of a page under its columns at most that are its foot.
const FOOT: usize = 2;
/// Places at most where a column is looked for.
const PLACES: usize = 40;
/// And of those where nothing but prose begins.
const PROSE_PLACES: usize = 5;
/// Signs by which columns of one document differ at most from page to page.
const SAME: usize = 2;
/// Signs by which the last word of a line that fills its width may stand before the next column.
const NEAR: usize = 12;
/// No column begins behind so many signs.
const WIDEST: usize = 240;

/// Lines that stand in two columns, and where the right one begins.
struct Columns {
    from: usize,
    to: usize,
    at: usize,
    /// Lines of text in the right one.
    right: usize,
    /// Lines at which the right one begins right there.
    begun: usize,
    /// Whether a part of a unit begins there.
    heads: bool,
    shown: Shown,
}

impl Columns {
    /// Whether nothing begins here but words that a line spread over its width has before another column.
    fn is_of_words_before(&self, other: &Self) -> bool {
        let over = self.from < other.to && other.from < self.to;
        let near = other.at > self.at && other.at - self.at <= NEAR;
        let alike = (other.shown, other.heads) >= (self.shown, self.heads) && other.right * 4 >= self.right * 3;
        over && near && alike && other.begun > self.begun * 2
    }
}

/// The lines in the order in which they are read.
pub(super) fn in_reading_order<'a>(lines: &[&'a str]) -> Vec<Placed<'a>> {
    let mut found = columns(lines);
    let spread: Vec<bool> = found.iter().map(|one| found.iter().any(|other| one.is_of_words_before(other))).collect();
    let mut spread = spread.into_iter();
    found.retain(|_| spread.next() != Some(true));
    // Of two that lie over one another, the one at whose right a part begins, or with more there, or further left.
    found.sort_by_key(|columns| (Reverse((columns.shown, columns.heads, columns.right)), columns.at));
    let mut chosen: Vec<Columns> = Vec::new();
    for columns in found {
        if chosen.iter().all(|other| columns.to <= other.from || other.to <= columns.from) {
            chosen.push(columns);
        }
    }
    chosen.sort_by_key(|columns| columns.from);
    let mut out = Vec::with_capacity(lines.len());
    let mut place = 0;
    for columns in chosen {
        whole(&mut out, lines, place..columns.from);
        for right in [false, true] {
            for number in columns.from..columns.to {
                let line = lines.get(number).copied().unwrap_or_default();
                let (left, other) = divided(&signs(line), columns.at);
                let feed = if line.starts_with(FEED) { "\u{c}" } else { "" };
                let text = Cow::Owned(if right { other } else { format!("{feed}{left}") });
                out.push(Placed { number: number + 1, text, begins: number == columns.from });
            }
        }
        place = columns.to;
    }
    whole(&mut out, lines, place..lines.len());
    out
}

/// Lines that stand in no columns.
fn whole<'a>(out: &mut Vec<Placed<'a>>, lines: &[&'a str], range: std::ops::Range<usize>) {
    for number in range.clone() {
        let text = Cow::Borrowed(lines.get(number).copied().unwrap_or_default());
        out.push(Placed { number: number + 1, text, begins: number == range.start && number > 0 });
    }
}

/// The signs of a line by their places; the mark of a new page takes none.
fn signs(line: &str) -> Vec<char> {
    line.trim_start_matches(FEED).replace('\t', "    ").chars().collect()
}

/// Where columns stand, at whichever place of the lines; they may lie over one another.
fn columns(lines: &[&str]) -> Vec<Columns> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        for at in begins(line) {
            match places.iter_mut().find(|(place, _)| *place == at) {
                Some((_, times)) => *times += 1,
                None => places.push((at, 1)),
            }
        }
    }
    places.sort_by_key(|(_, times)| Reverse(*times));
    places.truncate(PLACES);
    let of_prose = prose_places(lines, &places);
    if places.is_empty() && of_prose.is_empty() {
        return Vec::new();
    }
    let read: Vec<Vec<char>> = lines.iter().map(|line| signs(line)).collect();
    let at = places.iter().map(|(at, _)| *at).chain(of_prose);
    let ends = page_ends(lines);
    let found: Vec<Columns> = at.flat_map(|at| runs(lines, &read, &ends, at)).collect();
    let shown: Vec<usize> = found.iter().filter(|c| c.shown == Shown::Itself).map(|c| c.at).collect();
    let known =
        |columns: &Columns| columns.shown != Shown::ByOthers || shown.iter().any(|at| at.abs_diff(columns.at) <= SAME);
    let found: Vec<Columns> = found.into_iter().filter(known).collect();
    let spread = |one: &Columns| found.iter().any(|other| last_words::stand_before(&read, one, other));
    let of_words: Vec<bool> = found.iter().map(spread).collect();
    found.into_iter().zip(of_words).filter(|(_, of_words)| !of_words).map(|(columns, _)| columns).collect()
}

/// Where a text begins behind a gap on so many lines that prose may stand in columns there.
fn prose_places(lines: &[&str], others: &[(usize, usize)]) -> Vec<usize> {
    let mut times = vec![0_usize; WIDEST];
    for line in lines {
        let (signs, places) = behind_gaps(line);
        let first = signs.iter().position(|c| !c.is_whitespace());
        for at in places.into_iter().filter(|at| Some(*at) != first) {
            if let Some(times) = times.get_mut(at) {
                *times += 1;
            }
        }
    }
    let often = |(at, times): &(usize, usize)| *times >= PROSE && others.iter().all(|(other, _)| other != at);
    let mut places: Vec<(usize, usize)> = times.into_iter().enumerate().filter(often).collect();
    places.sort_by_key(|(_, times)| Reverse(*times));
    places.into_iter().take(PROSE_PLACES).map(|(at, _)| at).collect()
}

/// The signs of a line, and where within it something begins behind a gap.
pub(super) fn behind_gaps(line: &str) -> (Vec<char>, Vec<usize>) {
    if !line.contains("   ") && !line.contains('\t') {
        return (Vec::new(), Vec::new());
    }
    let line = signs(line);
    let far = |at: &usize| {
        let before = at.checked_sub(WIDE).and_then(|from| line.get(from..*at));
        before.is_some_and(|gap| gap.iter().all(|c| *c == ' ')) && line.get(*at).is_some_and(|c| !c.is_whitespace())
    };
    let places = (WIDE..line.len().min(WIDEST)).filter(far).collect();
    (line, places)
}

/// Where within a line something begins that may be the first of a column: a heading of a unit, or a number.
fn begins(line: &str) -> Vec<usize> {
    let (line, mut places) = behind_gaps(line);
    places.retain(|at| {
        let rest: String = line.iter().skip(*at).take(WIDEST).collect();
        is_head(&rest) || leading(&rest).is_some()
    });
    places
}

/// Whether a text begins a part of a unit as the heading of a table or list does not.
fn is_head(text: &str) -> bool {
    let Some((part, used)) = heading(text) else { return false };
    let (head, rest) = text.split_at_checked(used).unwrap_or((text, ""));
    match part {
        Part::Code => is_code(rest),
        Part::Title => false,
        Part::Elements => true,
        Part::Description | Part::Variables | Part::Guide => head.ends_with(':') || rest.trim().is_empty(),
    }
}

/// A line at a gutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Blank,
    Left,
    Right,
    Both,
    /// A page ends here.
    Edge,
    /// Its text goes over the gutter.
    Over,
}

fn side(line: &str, signs: &[char], at: usize) -> Side {
    if line.trim().is_empty() {
        return Side::Blank;
    }
    if is_page_number(line) {
        return Side::Edge;
    }
    match place(signs, at) {
        None => Side::Over,
        Some(at) => {
            let filled = |part: Option<&[char]>| part.is_some_and(|p| p.iter().any(|c| !c.is_whitespace()));
            match (filled(signs.get(..at.min(signs.len()))), filled(signs.get(at..))) {
                (true, true) => Side::Both,
                (false, _) => Side::Right,
                (true, false) => Side::Left,
            }
        }
    }
}

/// Where a line is divided by the gutter before `at`, if it is.
fn place(signs: &[char], at: usize) -> Option<usize> {
    let blank = |from: usize, to: usize| signs.iter().take(to).skip(from).all(|c| c.is_whitespace());
    if blank(at.saturating_sub(GUTTER), at) {
        return Some(at);
    }
    // A text that reaches beyond its column pushes the other on.
    (at..=at + BEYOND).find(|to| {
        signs.get(*to).is_some_and(|c| !c.is_whitespace()) && to.checked_sub(WIDE).is_some_and(|from| blank(from, *to))
    })
}

fn divided(signs: &[char], at: usize) -> (String, String) {
    let at = place(signs, at).unwrap_or(signs.len());
    let (left, right) = signs.split_at_checked(at).unwrap_or((signs, &[]));
    (left.iter().collect::<String>().trim_end().to_owned(), right.iter().collect())
}

/// Which lines a page prints at its edges: furniture, and what comes again from page to page.
fn page_ends(lines: &[&str]) -> Vec<bool> {
    let filled: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|l| !l.trim().is_empty())).collect();
    let texts: Vec<&str> = filled.iter().filter_map(|at| lines.get(*at).copied()).collect();
    let mut ends = vec![false; lines.len()];
    for ((at, text), again) in filled.iter().zip(&texts).zip(recurring(&texts, means_something)) {
        if let Some(end) = ends.get_mut(*at) {
            *end = again || is_furniture(text);
        }
    }
    ends
}

/// The runs of lines at a gutter that are columns of a page.
fn runs(lines: &[&str], read: &[Vec<char>], ends: &[bool], at: usize) -> Vec<Columns> {
    let at_edge =
        |(line, end): (&&str, &bool), signs: &Vec<char>| if *end { Side::Edge } else { side(line, signs, at) };
    let sides: Vec<Side> = lines.iter().zip(ends).zip(read).map(|(line, signs)| at_edge(line, signs)).collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < sides.len() {
        let feeds = |place: usize| lines.get(place).is_some_and(|line| line.starts_with(FEED));
        let goes_on = |place: &usize| {
            !matches!(sides.get(*place), None | Some(Side::Edge | Side::Over)) && (*place == from || !feeds(*place))
        };
        let to = (from..sides.len()).take_while(goes_on).last().map_or(from, |last| last + 1);
        if let Some(run) = sides.get(from..to)
            && let Some(columns) = columns_of(lines, read, at, (from, to), run, ends_page(&sides, to, feeds))
        {
            out.push(columns);
        }
        from = to.max(from + 1);
    }
    out
}

/// Whether a page ends behind a run of lines, with its foot between at most.
fn ends_page(sides: &[Side], to: usize, feeds: impl Fn(usize) -> bool) -> bool {
    let mut filled = 0;
    for place in to..sides.len() {
        if feeds(place) || sides.get(place) == Some(&Side::Edge) {
            return true;
        }
        filled += usize::from(sides.get(place) != Some(&Side::Blank));
        if filled > FOOT {
            return false;
        }
    }
    true
}

/// A run of lines at a gutter as columns, where both sides are text of their own.
fn columns_of(
    lines: &[&str],
    read: &[Vec<char>],
    at: usize,
    (from, to): (usize, usize),
    run: &[Side],
    ends_page: bool,
) -> Option<Columns> {
    let beside = |side: &Side| matches!(side, Side::Both | Side::Right);
    let first = run.iter().position(beside)?;
    let last = run.iter().rposition(beside)?;
    // What stands at the left alone above the right column is read first anyway; below it, it is of the left column
    // where the page ends with it.
    let (from, to) = (from + first, if ends_page { to } else { from + last + 1 });
    let halves: Vec<(String, String)> = read.get(from..to)?.iter().map(|signs| divided(signs, at)).collect();
    let words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let filled = |texts: &mut dyn Iterator<Item = &String>| texts.filter(|text| words(text)).count();
    let (left, right) =
        (filled(&mut halves.iter().map(|(left, _)| left)), filled(&mut halves.iter().map(|(_, right)| right)));
    let both = run.iter().filter(|side| **side == Side::Both).count();
    // Labels and their colons, criteria beside their elements, a column of numbers before a table: one text in cells.
    let of_cell = |right: &str| right.starts_with(':') || fold(right).starts_with("kriteria unjuk kerja");
    let cells = halves.iter().any(|(left, right)| of_cell(right) || numbers_column(left));
    let heads = halves.iter().any(|(_, right)| is_head(right));
    let shown = if heads || counts_on(&halves) {
        Shown::Itself
    } else if is_prose(&halves, at) {
        Shown::Prose
    } else if both >= FILLED && !may_be_table(&halves) {
        Shown::ByOthers
    } else {
        return None;
    };
    // Under prose, another part of a unit is no more of its columns.
    let under = from + last - first + 1;
    let parts =
        |to: &usize| lines.get(under..*to).is_some_and(|lines| lines.iter().any(|line| heading(line).is_some()));
    let to = if shown == Shown::Prose && parts(&to) { under } else { to };
    let starts = lines.get(from..to).is_some_and(|lines| lines.len() >= FILLED);
    let filled = left >= FILLED && right >= FILLED && both >= 2;
    let starts_there =
        |signs: &&Vec<char>| signs.get(at).is_some_and(|c| !c.is_whitespace()) && place(signs, at) == Some(at);
    let begun = read.get(from..to).map_or(0, |lines| lines.iter().filter(starts_there).count());
    (!cells && starts && filled).then_some(Columns { from, to, at, right, begun, heads, shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        let lines: Vec<&str> = text.lines().collect();
        let placed = in_reading_order(&lines);
        placed.into_iter().map(|p| (p.number, p.text.trim().to_owned())).filter(|(_, text)| !text.is_empty()).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other_up_to_the_foot_of_the_page() {
        let text = "
1.1 Alat disiapkan sesuai        2.1 Data dicatat.
    pedoman.                     2.2 Data diperiksa menurut
1.2 Bahan disiapkan menurut          jadwal.
    urutan yang ditetapkan
    lembaga.
          Standar yang berlaku di seluruh negeri
- 3 -
1. Satu";
        let order: Vec<usize> = told(text).into_iter().map(|(number, _)| number).collect();
        assert_eq!(order, [2, 3, 4, 5, 6, 2, 3, 4, 7, 8, 9]);
    }

    const PROSE_IN_COLUMNS: &str = "
Perpustakaan menyimpan bahan yang          di ruang baca, dan petugas yang
dicetak maupun yang direkam agar           menjaganya. Setiap bahan dicatat
dapat dibaca oleh masyarakat dan           dalam buku induk, diberi nomor,
dipelajari oleh para peneliti. Ia          dan disimpan di rak menurut urutan
melayani pemustaka dari pagi               panggilnya. Yang rusak diperbaiki
sampai petang, menjawab yang               oleh petugas perawatan sebelum
ditanyakan, dan meminjamkan yang           dikembalikan ke tempatnya, agar
boleh dibawa pulang. Untuk itu             semua yang dicari orang dapat
diperlukan tempat yang tenang              ditemukan dalam waktu singkat.";

    #[test]
    fn prose_without_numbers_is_told_by_its_gutter_over_many_lines() {
        let order: Vec<usize> = told(PROSE_IN_COLUMNS).into_iter().map(|(number, _)| number).collect();
        assert_eq!(order, (2..=10).chain(2..=10).collect::<Vec<_>>());
        // A list of words and what they mean is read row by row.
        let list = "Buku induk         daftar semua bahan\nRak                tempat bahan\n".repeat(6);
        assert!(told(&list).windows(2).all(|two| two[0].0 < two[1].0));
    }

    #[test]
    fn where_other_pages_have_their_columns_numbers_need_not_count_on() {
        let first = "1.1 Alat disiapkan sesuai        KODE UNIT : X.01
    pedoman.                     JUDUL UNIT : Menata
1.2 Bahan disiapkan.             DESKRIPSI UNIT : Unit";
        let next = "2.1 Data dicatat menurut         lanjutan dari yang di
    pedoman.                     atas.
2.2 Data diperiksa.              1. Konteks variabel";
        let order = |text: &str| told(text).into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(order(&format!("{first}\n- 3 -\n{next}"))[7..], [5, 6, 7, 5, 6, 7]);
        assert_eq!(order(next), [1, 2, 3]);
    }

    #[test]
    fn points_that_count_on_in_the_right_column_follow_those_of_the_left() {
        let text = "BATASAN VARIABEL                        2.2 Perlengkapan
1. Konteks variabel                         2.2.1 Alat tulis
   1.1 Unit ini berlaku untuk           3. Peraturan yang diperlukan
       perpustakaan umum.                   (Tidak ada.)
2. Peralatan dan perlengkapan           4. Norma dan standar
   2.1 Peralatan                            4.1 Norma";
        let order: Vec<usize> = told(text).into_iter().map(|(number, _)| number).collect();
        assert_eq!(order, [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_table_of_elements_and_criteria_or_of_units_stays() {
        for text in [
            "1. Menyiapkan alat         1.2 Alat disiapkan menurut
   dan bahan                   pedoman.
   yang tersedia           1.3 Bahan disiapkan.
BATASAN VARIABEL
1. Konteks variabel
1.1 Berlaku umum.",
            "ELEMEN KOMPETENSI          KRITERIA UNJUK KERJA
1. Menyiapkan alat         1.1 Alat disiapkan.
   dan bahan               1.2 Bahan disiapkan.
2. Menata alat             2.1 Alat ditata.",
            "NO   ELEMEN KOMPETENSI          KRITERIA UNJUK KERJA
1.   Menyiapkan alat            1.1 Alat disiapkan.
     dan bahan                  1.2 Bahan disiapkan.
2.   Menata alat                2.1 Alat ditata.",
            "NO   KODE UNIT          JUDUL UNIT KOMPETENSI
1.   R.91PRP01.001.2    Melaksanakan penyiangan
2.   R.91PRP01.002.2    Menata koleksi
3.   R.91PRP01.003.2    Membuat tajuk kendali",
            "1.1 Ramah kepada pemustaka      1.2 Teliti dalam kerja
1.3 Cermat dalam kerja          1.4 Jujur dalam kerja
1.5 Rapi dalam kerja            1.6 Sabar dalam kerja",
            "KODE UNIT        : R.91PRP01.001.2
JUDUL UNIT       : Melaksanakan penyiangan
DESKRIPSI UNIT   : Unit ini tentang penyiangan
                   koleksi perpustakaan.",
        ] {
            assert!(told(text).windows(2).all(|two| two[0].0 < two[1].0), "{text}");
        }
    }
}
