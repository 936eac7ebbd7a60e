//! Signs that stand for others: what a typeface prints as one sign for two letters, the hyphens of typesetters, blanks of
//! other widths. A text is read with the plain ones.

use std::borrow::Cow;

use super::numbering::leading;

/// The hyphen that shows only where a line ends: some documents print it for every hyphen.
pub(super) const SOFT: char = '\u{ad}';
/// Blanks between two columns at least: as many stay of a gap that letters take from.
const GAP: &str = "   ";

/// The letters that one printed sign stands for, where it is a form of them and no letter itself.
const fn letters(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

/// A text with plain signs. Lines stay as wide as they are where a gap allows it, so that columns stand where they stood.
/// A soft hyphen stays where a word goes on behind it: whether it was printed, the word tells.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut owed, mut before) = (0, ' ');
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\n' => {
                owed = 0;
                out.push(sign);
            }
            ' ' if owed > 0 && out.ends_with(GAP) => owed -= 1,
            '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => out.push(' '),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' => {}
            // What shows a soft hyphen at the end of a line.
            '\u{ac}' if before.is_alphabetic() && matches!(signs.peek(), Some('\r' | '\n')) => out.push(SOFT),
            SOFT if is_hyphen(before) || signs.peek().copied().is_some_and(is_hyphen) => {}
            SOFT if is_printed(before, signs.peek().copied()) => out.push('-'),
            _ => match letters(sign) {
                Some(letters) => {
                    owed += letters.len() - 1;
                    out.push_str(letters);
                }
                None => out.push(sign),
            },
        }
        before = sign;
    }
    out
}

/// A text without the marks by which it would be shown large or bold: `## KODE UNIT`, `**JUDUL UNIT**`.
pub(super) fn unmarked(text: &str) -> Cow<'_, str> {
    let is_head = |line: &str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    if !text.contains("**") && !text.lines().any(is_head) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let line = if is_head(line) { line.trim_start_matches('#').trim_start_matches(' ') } else { line };
        let pairs = line.matches("**").count().is_multiple_of(2);
        if pairs { out.push_str(&line.replace("**", "")) } else { out.push_str(line) }
    }
    Cow::Owned(out)
}

/// Signs that a list may put before the numbers of its own: `• 1.1 Data dicatat.`
const BULLETS: [char; 8] = ['•', '●', '▪', '■', '◦', '‣', '·', '➢'];

/// A text without the signs before numbers, and with these as they are written where a machine set their dots apart: `1 . 1 .`
/// Blanks stand for what goes, so that columns stay where they are.
pub(super) fn numbers_closed(text: &str) -> Cow<'_, str> {
    let apart = |line: &str| line.trim_start().split_once(" .").is_some_and(|(number, _)| is_figures(number));
    if !text.contains(BULLETS) && !text.lines().any(apart) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some(at) = rest.find(BULLETS) {
            let (before, bullet) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let sign = bullet.chars().next().unwrap_or(' ');
            let behind = bullet.get(sign.len_utf8()..).unwrap_or_default();
            let counts = leading(behind.trim_start()).is_some_and(|(path, _)| path.len() == 2);
            out.push_str(before);
            out.push(if counts { ' ' } else { sign });
            rest = behind;
        }
        if rest.len() == line.len() && apart(line) { out.push_str(&closed(line)) } else { out.push_str(rest) }
    }
    Cow::Owned(out)
}

fn is_figures(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
}

/// `1 . 1 . Data` as `1.1. Data`; the line stays as wide as it is.
fn closed(line: &str) -> String {
    let end = line.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ' '))).unwrap_or(line.len());
    let (number, text) = line.split_at_checked(end).unwrap_or((line, ""));
    let bare: String = number.chars().filter(|c| *c != ' ').collect();
    let blanks = number.len() - number.trim_start().len();
    let behind = (number.len() - blanks - bare.len()).max(1);
    format!("{}{bare}{}{text}", " ".repeat(blanks), " ".repeat(behind))
}

const fn is_hyphen(sign: char) -> bool {
    matches!(sign, SOFT | '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a soft hyphen can only be one that was printed: it parts no letters, and no word goes on behind it.
fn is_printed(before: char, after: Option<char>) -> bool {
    let letter = |sign: char| sign.is_alphabetic();
    let blank = |sign: char| sign.is_whitespace();
    if letter(before) {
        after.is_some_and(|after| !letter(after) && !blank(after))
    } else {
        !blank(before) || !after.is_some_and(letter)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("• 1.1 Data dicatat.\n• buku", "  1.1 Data dicatat.\n• buku")]
    #[case("1. Mencatat   • 1.1 Data", "1. Mencatat     1.1 Data")]
    #[case("1 . Mencatat\n 1 . 1 . Data", "1.  Mencatat\n 1.1.    Data")]
    #[case("20 . 5 meter", "20.5   meter")]
    #[case("1. Mencatat · dua", "1. Mencatat · dua")]
    fn numbers_stand_alone(#[case] printed: &str, #[case] read: &str) {
        assert_eq!(numbers_closed(printed), read);
    }

    #[rstest]
    #[case::ligatures("Klasi\u{fb01}kasi \u{fb02}eksibel, e\u{fb00}ek", "Klasifikasi fleksibel, effek")]
    #[case::hyphens("buku\u{2010}buku, e\u{2011}mail", "buku-buku, e-mail")]
    #[case::printed("\u{ad} 12 \u{ad}, MARC\u{ad}21, 2007\u{ad}2010", "- 12 -, MARC-21, 2007-2010")]
    #[case::may_be_printed("buku\u{ad}buku, infor\u{ad}\nmasi", "buku\u{ad}buku, infor\u{ad}\nmasi")]
    #[case::shown("infor\u{ac}\nmasi, tidak \u{ac}p", "infor\u{ad}\nmasi, tidak \u{ac}p")]
    #[case::beside_a_printed_one("buku\u{ad}\u{2010}\nbuku", "buku-\nbuku")]
    #[case::column_stays("e\u{fb01}sien      satu\ne\u{fb01}sien satu", "efisien     satu\nefisien satu")]
    #[case::letters_of_others("ﾊ Ⅳ ² ½", "ﾊ Ⅳ ² ½")]
    fn a_text_is_read_with_plain_signs(#[case] printed: &str, #[case] read: &str) {
        assert_eq!(plain(printed), read);
    }
}
