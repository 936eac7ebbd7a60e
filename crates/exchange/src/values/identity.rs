//! NIK and NIP: sixteen and eighteen digits that say more than they seem to, and of which a
//! spreadsheet that takes them for numbers keeps only fifteen.

use jiff::civil::Date;

use super::remark;
use crate::workbook::Cell;

/// What a NIK cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nik {
    /// Nothing.
    None,
    /// Sixteen digits, typed as text.
    Digits(String),
    /// A number, or what a number became: its last digit may be gone.
    Numeric(String),
    /// Something else than sixteen digits.
    Wrong(String),
}

/// Reads a NIK cell; blanks, dots and dashes between the digits do not matter, and a remark beside them is left out.
#[must_use]
pub fn nik(cell: &Cell) -> Nik {
    match cell {
        Cell::Empty | Cell::Date(_) => Nik::None,
        Cell::Number(number) => Nik::Numeric(format!("{number:.0}")),
        Cell::Text(text) if super::is_nothing(text) => Nik::None,
        Cell::Text(text) if is_scientific(text) => Nik::Numeric(text.trim().to_owned()),
        Cell::Text(text) => match digits(without_label(text, &["nik", "ktp", "no"])) {
            // `0000…` only fills the cell.
            Some(digits) if digits.len() == 16 && !digits.chars().all(|c| digits.starts_with(c)) => Nik::Digits(digits),
            Some(digits) => Nik::Wrong(digits),
            None => match with_remark(text, 16) {
                Some((digits, _)) => Nik::Digits(digits),
                None => Nik::Wrong(text.trim().to_owned()),
            },
        },
    }
}

/// The whole number of so many digits in a text, and the remark that was left out for it: `… (KTP)`, `… (PNS)`.
fn with_remark(text: &str, length: usize) -> Option<(String, String)> {
    let (value, remark) = remark::beside(text)?;
    let digits = digits(without_label(&value, &["nik", "ktp", "nip", "ni", "nipppk", "pppk", "no"]))?;
    (digits.len() == length).then_some((digits, remark))
}

/// What somebody wrote beside a NIK of 16 or a NIP of 18 digits that could be read without it.
#[must_use]
pub fn remark_beside(cell: &Cell, length: usize) -> Option<String> {
    with_remark(cell.as_text()?, length).map(|(_, remark)| remark)
}

/// `6,30705E+15`, `6304015701990040.0`: a number that was saved as text after a sheet had held it.
fn is_scientific(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let figures = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if text.strip_suffix(".0").is_some_and(|whole| whole.len() > 6 && figures(whole)) {
        return true;
    }
    text.split_once('E').is_some_and(|(mantissa, exponent)| {
        mantissa.starts_with(|c: char| c.is_ascii_digit())
            && mantissa.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
            && figures(exponent.strip_prefix('+').unwrap_or(exponent))
    })
}

/// Text without the words that say what it is: `NIK: …`, `No. KTP …`.
fn without_label<'a>(text: &'a str, labels: &[&str]) -> &'a str {
    let mut rest = text.trim();
    loop {
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if !labels.iter().any(|label| word.eq_ignore_ascii_case(label)) {
            return rest;
        }
        rest = after.trim_start_matches([' ', '\u{a0}', ':', '.', '/', '=']);
    }
}

/// The digits of text that holds nothing but digits and the signs people put between them.
fn digits(text: &str) -> Option<String> {
    let mut out = String::with_capacity(18);
    for c in text.chars() {
        match c {
            '0'..='9' => out.push(c),
            ' ' | '\u{a0}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}' | '\u{202c}' | '\u{feff}' | '\t'
            | '\n' | '\r' | '.' | '-' | '–' | '\'' | '‘' | '’' | '`' | '´' | '"' | '“' | '”' | '/' | ',' | '_'
            | '=' => {}
            _ => return None,
        }
    }
    Some(out)
}

/// The sex a NIK tells: women have forty added to the day.
#[must_use]
pub fn sex_of(nik: &str) -> Option<char> {
    let day: u8 = nik.get(6..8)?.parse().ok()?;
    match day {
        1..=31 => Some('L'),
        41..=71 => Some('P'),
        _ => None,
    }
}

/// Whether a NIK carries this birth date, day by day.
#[must_use]
pub fn carries(nik: &str, born: Date) -> bool {
    let part = |from: usize| nik.get(from..from + 2).and_then(|d| d.parse::<i16>().ok());
    let (Some(day), Some(month), Some(year)) = (part(6), part(8), part(10)) else { return false };
    let day = if day > 40 { day - 40 } else { day };
    day == i16::from(born.day()) && month == i16::from(born.month()) && year == born.year() % 100
}

/// The birth date that a NIK carries, in the century nearest to `like` where one is given.
#[must_use]
pub fn birth_of(nik: &str, like: Option<Date>, today: Date) -> Option<Date> {
    let part = |from: usize| nik.get(from..from + 2).and_then(|d| d.parse::<i16>().ok());
    let (day, month, year) = (part(6)?, part(8)?, part(10)?);
    let day = i8::try_from(if day > 40 { day - 40 } else { day }).ok()?;
    let month = i8::try_from(month).ok()?;
    let target = like.map_or(today.year() - 15, Date::year);
    let candidates = [2000 + year, 1900 + year];
    let year = candidates.into_iter().min_by_key(|y| (target - y).abs())?;
    Date::new(year, month, day).ok()
}

/// What a NIP cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nip {
    /// Nothing: not everybody is a civil servant.
    None,
    /// Eighteen digits.
    Digits(String),
    /// Something else; a number too, since it has lost its last digits.
    Wrong(String),
}

/// Words of those who are no civil servants and have no NIP.
const NO_SERVANT: &[&str] = &[
    "non", "honor", "bukan", "pns", "asn", "pppk", "p3k", "blud", "outsourc", "mandiri", "umum", "relawan", "kontrak",
    "gtt", "gty", "ptt", "pty", "thl", "tkd", "tks", "swasta", "sukarela", "belum", "yayasan",
];

/// Whether a text holds a number long enough to have been meant as one.
fn has_number(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 6
}

/// Reads a NIP or NI PPPK cell.
#[must_use]
pub fn nip(cell: &Cell) -> Nip {
    match cell {
        Cell::Empty | Cell::Date(_) => Nip::None,
        Cell::Number(number) => Nip::Wrong(format!("{number:.0}")),
        Cell::Text(text) if super::is_nothing(text) => Nip::None,
        Cell::Text(text) => match digits(text) {
            Some(digits) if digits.len() == 18 => Nip::Digits(digits),
            Some(digits) if digits.chars().all(|c| c == '0') => Nip::None,
            Some(digits) => Nip::Wrong(digits),
            None => {
                let lower = text.to_lowercase();
                match digits(without_label(&lower, &["nip", "ni", "nipppk", "nippppk", "pppk", "no", "asn", "pns"])) {
                    Some(digits) if digits.len() == 18 => Nip::Digits(digits),
                    _ if let Some((digits, _)) = with_remark(text, 18) => Nip::Digits(digits),
                    _ if let Some(digits) = beside_a_rank(text) => Nip::Digits(digits),
                    _ if NO_SERVANT.iter().any(|w| lower.contains(w)) && !has_number(&lower) => Nip::None,
                    _ => Nip::Wrong(text.trim().to_owned()),
                }
            }
        },
    }
}

/// The one number beside a rank: `1985… / III.b`, `Penata⏎1985…`.
fn beside_a_rank(text: &str) -> Option<String> {
    let pieces: Vec<&str> = text.split(['/', '\n', ';', '|', '(']).collect();
    let mut numbers = pieces.iter().filter(|piece| has_number(piece));
    match (numbers.next(), numbers.next()) {
        (Some(one), None) if pieces.len() > 1 => {
            digits(one.trim_end_matches(|c: char| c.is_whitespace() || c == ')').trim_start())
                .filter(|digits| digits.len() == 18)
        }
        _ => None,
    }
}

/// The sex that a cell names, by a figure too as the authority's lists do: 1 for men, 2 for women.
#[must_use]
pub fn sex(text: &str) -> Option<char> {
    let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    match letters.as_str() {
        "l" | "lk" | "lki" | "laki" | "lakilaki" | "lakilakil" | "llakilaki" | "laki2" | "lelaki" | "pria"
        | "cowok" | "m" | "male" | "man" | "lklk" | "bapak" | "1" => Some('L'),
        "p" | "pr" | "prp" | "pere" | "perempuan" | "perempuanp" | "pperempuan" | "prempuan" | "wanita" | "w" | "f"
        | "female" | "woman" | "ibu" | "2" => Some('P'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("6304015701990040", Nik::Digits("6304015701990040".into()))]
    #[case("630105 410195 0325", Nik::Digits("6301054101950325".into()))]
    #[case("'6304015701990040", Nik::Digits("6304015701990040".into()))]
    #[case("6304.0157.0199.0040", Nik::Digits("6304015701990040".into()))]
    #[case("NIK: 6304015701990040", Nik::Digits("6304015701990040".into()))]
    #[case("No. KTP 6304015701990040", Nik::Digits("6304015701990040".into()))]
    #[case("\u{200e}‘6304_0157_0199_0040\u{202c}", Nik::Digits("6304015701990040".into()))]
    #[case("6304015701990040.0", Nik::Numeric("6304015701990040.0".into()))]
    #[case("6,30705E15", Nik::Numeric("6,30705E15".into()))]
    #[case("6304015701990040 (KTP)", Nik::Digits("6304015701990040".into()))]
    #[case("NIK 6304015701990040 (sesuai KTP)", Nik::Digits("6304015701990040".into()))]
    #[case("6304015701990040 a.n. Budi", Nik::Digits("6304015701990040".into()))]
    #[case("630610460899008 (KTP)", Nik::Wrong("630610460899008 (KTP)".into()))]
    #[case("630610460899008", Nik::Wrong("630610460899008".into()))]
    #[case("63061046O8990081", Nik::Wrong("63061046O8990081".into()))]
    #[case("6,30705E+15", Nik::Numeric("6,30705E+15".into()))]
    #[case("0000000000000000", Nik::Wrong("0000000000000000".into()))]
    #[case("-", Nik::None)]
    fn a_nik_as_typed(#[case] text: &str, #[case] expected: Nik) {
        assert_eq!(nik(&Cell::Text(text.into())), expected);
    }

    #[test]
    fn a_number_is_never_trusted_even_with_sixteen_digits() {
        assert_eq!(nik(&Cell::Number(6_310_096_003_730_550.0)), Nik::Numeric("6310096003730550".into()));
        assert_eq!(nip(&Cell::Number(199_901_172_024_012_002.0)), Nip::Wrong("199901172024012000".into()));
    }

    #[rstest]
    #[case("199901172024012002", Nip::Digits("199901172024012002".into()))]
    #[case("19990117 202401 2 002", Nip::Digits("199901172024012002".into()))]
    #[case("NIP. 19990117 202401 2 002", Nip::Digits("199901172024012002".into()))]
    #[case("199901172024012002 (PNS)", Nip::Digits("199901172024012002".into()))]
    #[case("19990117 202401 2 002 (PNS)", Nip::Digits("199901172024012002".into()))]
    #[case("19850312 201001 1 00", Nip::Wrong("19850312201001100".into()))]
    #[case("Non PNS", Nip::None)]
    #[case("NI PPPK: 199901172024012002", Nip::Digits("199901172024012002".into()))]
    #[case("NIPPPK 199901172024012002", Nip::Digits("199901172024012002".into()))]
    #[case("THL", Nip::None)]
    #[case("Belum PNS", Nip::None)]
    #[case("PPPK Paruh Waktu", Nip::None)]
    #[case("BLUD", Nip::None)]
    #[case("NIP 19850312 201001 1 00", Nip::Wrong("NIP 19850312 201001 1 00".into()))]
    #[case("PPPK 19850312 201001 1 00", Nip::Wrong("PPPK 19850312 201001 1 00".into()))]
    #[case("0", Nip::None)]
    #[case("-", Nip::None)]
    fn a_nip_as_typed(#[case] text: &str, #[case] expected: Nip) {
        assert_eq!(nip(&Cell::Text(text.into())), expected);
    }

    #[rstest]
    #[case("L", Some('L'))]
    #[case("Laki-laki", Some('L'))]
    #[case("PEREMPUAN", Some('P'))]
    #[case(" wanita ", Some('P'))]
    #[case("Laki - Laki (L)", Some('L'))]
    #[case("1", Some('L'))]
    #[case("2", Some('P'))]
    #[case("?", None)]
    #[case("12", None)]
    fn a_sex_as_typed(#[case] text: &str, #[case] expected: Option<char>) {
        assert_eq!(sex(text), expected);
    }

    proptest! {
        #[test]
        fn a_nik_carries_the_day_it_was_made_of(
            y in 1930_i16..2010, m in 1_i8..=12, d in 1_i8..=28, woman: bool, signs in "[ .-]{0,3}",
        ) {
            let date = Date::constant(y, m, d);
            let day = if woman { d + 40 } else { d };
            let made = format!("630401{day:02}{m:02}{:02}0040", y % 100);
            let typed = format!("{}{signs}{}", &made[..6], &made[6..]);
            prop_assert_eq!(nik(&Cell::Text(typed)), Nik::Digits(made.clone()));
            prop_assert!(carries(&made, date));
            prop_assert_eq!(sex_of(&made), Some(if woman { 'P' } else { 'L' }));
            prop_assert_eq!(birth_of(&made, Some(date), Date::constant(2025, 10, 30)), Some(date));
            prop_assert!(date.tomorrow().is_ok_and(|t| !carries(&made, t)));
        }

        #[test]
        fn only_sixteen_digits_are_a_nik(text in "[0-9 ]{0,24}") {
            let count = text.chars().filter(char::is_ascii_digit).count();
            prop_assert_eq!(matches!(nik(&Cell::Text(text)), Nik::Digits(_)), count == 16);
        }
    }
}
