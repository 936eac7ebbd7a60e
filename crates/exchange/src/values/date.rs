//! Civil dates as people write them: with figures in any of the usual orders and signs, with
//! Indonesian or English months long, short or slightly wrong, with years of two digits.

pub mod order;

use certification::text::fold;
use jiff::{Span, civil::Date};

use crate::workbook::Cell;

/// What a cell says about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Nothing was written.
    None,
    /// A day.
    On(Date),
    /// A day whose year was written with two digits.
    Short(Date),
    /// Something was written, and it is no day that ever was.
    Impossible,
}

impl Day {
    /// The day, when there is one.
    #[must_use]
    pub const fn date(self) -> Option<Date> {
        match self {
            Self::On(date) | Self::Short(date) => Some(date),
            Self::None | Self::Impossible => None,
        }
    }
}

/// Reads a birth date. `today` decides the century of a two-digit year: the latest that makes
/// the person at least fifteen. Days before 1900 or after `today` are impossible.
#[must_use]
pub fn birth(cell: &Cell, today: Date) -> Day {
    let day = match cell {
        Cell::Empty => Day::None,
        Cell::Date(date) => Day::On(*date),
        Cell::Number(number) => of_number(*number, today),
        Cell::Text(text) => parse(text, |yy, month, day| {
            century(yy, today, |year| {
                let date = Date::new(year, month, day).ok()?;
                let fifteen = date.checked_add(Span::new().years(15)).ok()?;
                (fifteen <= today).then_some(date)
            })
        }),
    };
    match day.date() {
        Some(date) if date.year() < 1900 || date > today => Day::Impossible,
        _ => day,
    }
}

/// Whole years from one day to a later one.
#[must_use]
pub fn years_between(from: Date, to: Date) -> i16 {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(before)
}

/// Reads a day of work: an expiry, a training. Two digits mean this century.
#[must_use]
pub fn working(cell: &Cell) -> Day {
    match cell {
        Cell::Empty => Day::None,
        Cell::Date(date) => Day::On(*date),
        Cell::Number(number) => match Cell::from_serial(*number) {
            Cell::Date(date) => Day::On(date),
            _ => Day::Impossible,
        },
        Cell::Text(text) => parse(text, |yy, month, day| Date::new(2000 + yy, month, day).ok()),
    }
}

/// The latest year ending in `yy` for which `make` gives a date.
fn century(yy: i16, today: Date, make: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let this = today.year() - today.year() % 100;
    [this + yy, this - 100 + yy].into_iter().find_map(make)
}

/// A number that was meant as a date: a serial number, or figures run together (`17011999`).
fn of_number(number: f64, today: Date) -> Day {
    if let (true, Cell::Date(date)) = (number < 100_000.0, Cell::from_serial(number)) {
        return Day::On(date);
    }
    if number.fract() != 0.0 || !(1_000_000.0..100_000_000.0).contains(&number) {
        return Day::Impossible;
    }
    run_together(&format!("{number:08.0}"), today.year())
}

fn run_together(digits: &str, latest: i16) -> Day {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<i16>().ok()).unwrap_or(0);
    let make = |y: i16, m: i16, d: i16| Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
    let candidates = [make(part(4, 8), part(2, 4), part(0, 2)), make(part(0, 4), part(4, 6), part(6, 8))];
    candidates
        .into_iter()
        .flatten()
        .find(|date| (1900..=latest).contains(&date.year()))
        .map_or(Day::Impossible, Day::On)
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Figures(String),
    Month(i8),
}

/// Parses written text; `short` makes a date of a two-digit year, month and day.
fn parse(text: &str, short: impl Fn(i16, i8, i8) -> Option<Date>) -> Day {
    if super::is_nothing(text) {
        return Day::None;
    }
    let (text, month_first) = match text.trim().strip_suffix(order::MONTH_FIRST) {
        Some(bare) => (bare, true),
        None => (text, false),
    };
    let Some(mut tokens) = tokens(without_age(text)) else { return Day::Impossible };
    if month_first {
        let [Token::Figures(_), Token::Figures(_), Token::Figures(_)] = tokens.as_slice() else {
            return Day::Impossible;
        };
        tokens.swap(0, 1);
    }
    let made = match tokens.as_slice() {
        [Token::Figures(only)] if only.len() == 8 => return run_together(only, 9999),
        [Token::Figures(only)] => {
            return match only.parse().map(Cell::from_serial) {
                Ok(Cell::Date(date)) if only.len() == 5 => Day::On(date),
                _ => Day::Impossible,
            };
        }
        [Token::Figures(y), Token::Figures(m), Token::Figures(d)] if y.len() == 4 => full(y, m.parse().ok(), d),
        [Token::Figures(y), Token::Month(m), Token::Figures(d)] if y.len() == 4 => full(y, Some(*m), d),
        [Token::Figures(d), Token::Figures(m), Token::Figures(y)] => dated(y, m.parse().ok(), d, short),
        [Token::Figures(d), Token::Month(m), Token::Figures(y)]
        | [Token::Month(m), Token::Figures(d), Token::Figures(y)] => dated(y, Some(*m), d, short),
        _ => None,
    };
    made.unwrap_or(Day::Impossible)
}

/// A day without how old that makes somebody: `12 Maret 1985 (40 th)`, `12-03-1985 / 40 tahun`.
fn without_age(text: &str) -> &str {
    let is_age = |behind: &str| {
        let folded = fold(behind);
        let words = folded.split(' ').filter(|word| !matches!(*word, "usia" | "umur" | "lebih" | "kurang"));
        match words.collect::<Vec<_>>().as_slice() {
            [count, unit, ..] => {
                count.len() <= 2
                    && count.chars().all(|c| c.is_ascii_digit())
                    && matches!(*unit, "th" | "thn" | "tahun")
                    && folded.split(' ').all(|word| month(word).is_none())
            }
            _ => false,
        }
    };
    let parted = text.rfind(['(', '[', '/', ',', ';']).and_then(|at| text.split_at_checked(at));
    parted.filter(|(day, behind)| !day.trim().is_empty() && is_age(behind)).map_or(text, |(day, _)| day)
}

fn full(year: &str, month: Option<i8>, day: &str) -> Option<Day> {
    Date::new(year.parse().ok()?, month?, day.parse().ok()?).ok().map(Day::On)
}

fn dated(year: &str, month: Option<i8>, day: &str, short: impl Fn(i16, i8, i8) -> Option<Date>) -> Option<Day> {
    match year.len() {
        4 => full(year, month, day),
        2 => short(year.parse().ok()?, month?, day.parse().ok()?).map(Day::Short),
        _ => None,
    }
}

/// Figures and months in order; a time of day, the day's name and signs between are dropped.
/// `None` when a word is no month.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let lower = text.to_lowercase();
    let lower = match lower.find(':') {
        Some(colon) => lower.get(..colon)?.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('t'),
        None => &lower,
    };
    let mut tokens = Vec::new();
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| {
            if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() && first.is_alphabetic() }
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        if first.is_ascii_digit() {
            tokens.push(Token::Figures(word.to_owned()));
        } else if first.is_alphabetic() && !is_filler(word) {
            tokens.push(Token::Month(month(word)?));
        }
    }
    Some(tokens)
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "senin"
            | "selasa"
            | "rabu"
            | "kamis"
            | "jumat"
            | "jum"
            | "at"
            | "sabtu"
            | "minggu"
            | "ahad"
            | "tanggal"
            | "tgl"
            | "bulan"
            | "bln"
            | "tahun"
            | "thn"
            | "th"
            | "st"
            | "nd"
            | "rd"
    )
}

const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "djanuari", "jan", "i"],
    &["februari", "february", "feb", "pebruari", "peb", "ii"],
    &["maret", "march", "mar", "mrt", "mart", "iii"],
    &["april", "apr", "iv"],
    &["mei", "may", "v"],
    &["juni", "june", "juny", "djuni", "jun", "vi"],
    &["juli", "july", "djuli", "jul", "vii"],
    &["agustus", "august", "agu", "ags", "agt", "agst", "agus", "aug", "viii"],
    &["september", "sep", "sept", "spt", "ix"],
    &["oktober", "october", "okt", "oct", "x"],
    &["november", "nopember", "nov", "nop", "xi"],
    &["desember", "december", "des", "dec", "xii"],
];

/// The month that a word names, forgiving one slip in a long name.
pub(crate) fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&word)).or_else(|| {
        let near = |name: &&str| name.len() >= 5 && strsim::osa_distance(word, name) <= 1;
        MONTHS.iter().position(|names| word.len() >= 5 && names.iter().any(near))
    })?;
    i8::try_from(at + 1).ok()
}

/// Splits *place, date* as it stands in one cell: `Barito Kuala, 17-1-1999`; the other way about too, and of a place that has
/// a number in its name: `50 Kota, 15-07-1993`.
#[must_use]
pub fn place_and_date(text: &str) -> (String, String) {
    let (place, day) = at_first_figure(text);
    if is_day(&day) || text.trim_end().ends_with(order::EITHER) {
        return (place, day);
    }
    turned(text).or_else(|| numbered(text)).unwrap_or((place, day))
}

fn is_day(text: &str) -> bool {
    working(&Cell::text(text)).date().is_some()
}

fn is_place(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// `08-06-1992, Bandung`
fn turned(text: &str) -> Option<(String, String)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (day, place) = text.split_at_checked(end)?;
    let place = place.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (is_place(place) && is_day(day)).then(|| (place.to_owned(), day.trim().to_owned()))
}

/// `50 Kota, 15-07-1993`: the day is what ends the text from one of its signs on.
fn numbered(text: &str) -> Option<(String, String)> {
    let signs = text.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | '/'));
    signs.filter_map(|(at, c)| text.split_at_checked(at + c.len_utf8())).find_map(|(place, day)| {
        let place = place.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
        (is_place(place) && is_day(day)).then(|| (place.to_owned(), day.trim().to_owned()))
    })
}

/// A day in six figures without signs, `170885`: too little to go by alone.
#[must_use]
pub fn of_six_figures(cell: &Cell, today: Date) -> Option<Date> {
    let figures = cell.to_string();
    let figures = figures.trim();
    let part = |from: usize| figures.get(from..from + 2)?.parse::<i8>().ok();
    if figures.len() != 6 || !figures.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let with_signs = format!("{:02}-{:02}-{:02}", part(0)?, part(2)?, part(4)?);
    birth(&Cell::Text(with_signs), today).date()
}

/// What stands before the first figure, or the month before it, and the rest.
fn at_first_figure(text: &str) -> (String, String) {
    let words_end = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (before, mut after) = text.split_at_checked(words_end).unwrap_or((text, ""));
    let mut place = before;
    let trimmed = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last_word = trimmed.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    if after.len() < text.len()
        && let Some(word) = trimmed.get(last_word..)
        && last_word > 0
        && word.len() > 2
        && month(&word.to_lowercase()).is_some()
    {
        place = text.get(..last_word).unwrap_or(before);
        after = text.get(last_word..).unwrap_or(after);
    }
    let place = place.trim().trim_end_matches([',', '/', '-', ';', ':', '.', '\'']).trim();
    let place = place.strip_suffix(" tgl").or_else(|| place.strip_suffix(" tanggal")).unwrap_or(place);
    (place.trim_end_matches(',').trim().to_owned(), after.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    const TODAY: Date = Date::constant(2025, 10, 30);

    #[rstest]
    #[case("17-1-1999", Day::On(Date::constant(1999, 1, 17)))]
    #[case("17/01/1999", Day::On(Date::constant(1999, 1, 17)))]
    #[case("17.01.1999", Day::On(Date::constant(1999, 1, 17)))]
    #[case("1999-01-17", Day::On(Date::constant(1999, 1, 17)))]
    #[case("1999/01/17", Day::On(Date::constant(1999, 1, 17)))]
    #[case("1999-01-17 00:00:00", Day::On(Date::constant(1999, 1, 17)))]
    #[case("1999-01-17T00:00:00", Day::On(Date::constant(1999, 1, 17)))]
    #[case(" 23 Agustus 1978 ", Day::On(Date::constant(1978, 8, 23)))]
    #[case("23 AGUSTUS 1978", Day::On(Date::constant(1978, 8, 23)))]
    #[case("23 Ags 1978", Day::On(Date::constant(1978, 8, 23)))]
    #[case("23-Agt-1978", Day::On(Date::constant(1978, 8, 23)))]
    #[case("23Agustus1978", Day::On(Date::constant(1978, 8, 23)))]
    #[case("Senin, 23 Agustus 1978", Day::On(Date::constant(1978, 8, 23)))]
    #[case("August 23, 1978", Day::On(Date::constant(1978, 8, 23)))]
    #[case("23 VIII 1978", Day::On(Date::constant(1978, 8, 23)))]
    #[case("12 Febuari 1980", Day::On(Date::constant(1980, 2, 12)))]
    #[case("7 Pebruari 1980", Day::On(Date::constant(1980, 2, 7)))]
    #[case("2 Nopember 1981", Day::On(Date::constant(1981, 11, 2)))]
    #[case("17011999", Day::On(Date::constant(1999, 1, 17)))]
    #[case("12 Maret 1985 (40 th)", Day::On(Date::constant(1985, 3, 12)))]
    #[case("12-03-1985 / 40 tahun 7 bulan", Day::On(Date::constant(1985, 3, 12)))]
    #[case("12 Juny 1985", Day::On(Date::constant(1985, 6, 12)))]
    #[case("12 Djuli 1958", Day::On(Date::constant(1958, 7, 12)))]
    #[case("12-03-1985 (13-03-1985)", Day::Impossible)]
    #[case("08/11/83", Day::Short(Date::constant(1983, 11, 8)))]
    #[case("8 Nov '83", Day::Short(Date::constant(1983, 11, 8)))]
    #[case("30/10/10", Day::Short(Date::constant(2010, 10, 30)))]
    #[case("31/10/10", Day::Short(Date::constant(1910, 10, 31)))]
    #[case("29/02/00", Day::Short(Date::constant(2000, 2, 29)))]
    #[case("31 Februari 1990", Day::Impossible)]
    #[case("29-02-1990", Day::Impossible)]
    #[case("17-13-1999", Day::Impossible)]
    #[case("0-1-1999", Day::Impossible)]
    #[case("17-1-2199", Day::Impossible)]
    #[case("17-1-199", Day::Impossible)]
    #[case("17 Bulan 1999", Day::Impossible)]
    #[case("kapan", Day::Impossible)]
    #[case("1978", Day::Impossible)]
    #[case("-", Day::None)]
    #[case("  ", Day::None)]
    fn a_birth_date_in_any_spelling(#[case] text: &str, #[case] day: Day) {
        assert_eq!(birth(&Cell::Text(text.to_owned()), TODAY), day, "{text}");
    }

    #[rstest]
    #[case(Cell::Number(32023.0), Day::On(Date::constant(1987, 9, 3)))]
    #[case(Cell::Number(8_111_983.0), Day::On(Date::constant(1983, 11, 8)))]
    #[case(Cell::Number(19_831_108.0), Day::On(Date::constant(1983, 11, 8)))]
    #[case(Cell::Number(83.5), Day::Impossible)]
    #[case(Cell::Date(Date::constant(1987, 9, 3)), Day::On(Date::constant(1987, 9, 3)))]
    #[case(Cell::Date(Date::constant(2087, 9, 3)), Day::Impossible)]
    fn a_birth_date_that_the_sheet_holds_as_a_number(#[case] cell: Cell, #[case] day: Day) {
        let got = birth(&cell, TODAY);
        if cell == Cell::Number(83.5) {
            assert_eq!(got, Day::On(Date::constant(1900, 3, 23)), "a serial number is a day, however unlikely");
        } else {
            assert_eq!(got, day);
        }
    }

    #[rstest]
    #[case("Barito Kuala, 17-1-1999", "Barito Kuala", "17-1-1999")]
    #[case("Tapin 19 Juni 1997", "Tapin", "19 Juni 1997")]
    #[case("Banjarmasin/03-09-1987", "Banjarmasin", "03-09-1987")]
    #[case("Kandangan, Agustus 23, 1978", "Kandangan", "Agustus 23, 1978")]
    #[case("Martapura", "Martapura", "")]
    #[case("08-06-1992, Bandung", "Bandung", "08-06-1992")]
    #[case("8 Juni 1992 Bandung", "Bandung", "8 Juni 1992")]
    #[case("50 Kota, 15-07-1993", "50 Kota", "15-07-1993")]
    #[case("50 Kota 15 Juli 1993", "50 Kota", "15 Juli 1993")]
    #[case("Kertapati 3 Ilir, 15/07/1993", "Kertapati 3 Ilir", "15/07/1993")]
    #[case("17 Agustus 1985 M", "", "17 Agustus 1985 M")]
    #[case("50 Kota", "", "50 Kota")]
    #[case("23 Agustus 1978", "", "23 Agustus 1978")]
    fn place_and_day_of_birth_in_one_cell(#[case] text: &str, #[case] place: &str, #[case] day: &str) {
        assert_eq!(place_and_date(text), (place.to_owned(), day.to_owned()));
    }

    #[rstest]
    #[case("170885", Some(Date::constant(1985, 8, 17)))]
    #[case("311210", Some(Date::constant(1910, 12, 31)))]
    #[case("320885", None)]
    #[case("17085", None)]
    #[case("1708 5", None)]
    fn six_figures_may_be_a_day(#[case] text: &str, #[case] day: Option<Date>) {
        assert_eq!(of_six_figures(&Cell::Text(text.into()), TODAY), day);
        assert_eq!(birth(&Cell::Text(text.into()), TODAY).date().filter(|_| text.len() == 6), None);
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1930_i16..=2008, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d))
    }

    proptest! {
        #[test]
        fn every_spelling_of_a_day_means_that_day(date in any_day(), spelling in 0_usize..9) {
            let (y, m, d) = (date.year(), date.month(), date.day());
            let name = MONTHS[usize::try_from(m - 1).unwrap_or(0)];
            let text = match spelling {
                0 => format!("{d}-{m}-{y}"),
                1 => format!("{d:02}/{m:02}/{y}"),
                2 => format!("{d}.{m}.{y}"),
                3 => format!("{y}-{m:02}-{d:02}"),
                4 => format!("{d} {} {y}", name[0]),
                5 => format!("{d}-{}-{y}", name[name.len() - 1].to_uppercase()),
                6 => format!("{d:02}{m:02}{y}"),
                7 => format!("{} {d}, {y}", name[0]),
                _ => format!("{d} {m} {y}"),
            };
            prop_assert_eq!(birth(&Cell::Text(text.clone()), TODAY), Day::On(date), "{}", text);
        }

        #[test]
        fn a_two_digit_year_makes_the_person_fifteen_and_under_a_hundred_and_fifteen(date in any_day()) {
            let text = format!("{}/{}/{:02}", date.day(), date.month(), date.year() % 100);
            let Day::Short(read) = birth(&Cell::Text(text), TODAY) else { return Err(TestCaseError::fail("not read")) };
            let fifteen = read.checked_add(Span::new().years(15));
            prop_assert!(fifteen.is_ok_and(|f| f <= TODAY));
            let next = read.checked_add(Span::new().years(115));
            prop_assert!(next.is_ok_and(|n| n > TODAY), "a later century would do");
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = birth(&Cell::Text(text.clone()), TODAY);
            let (place, day) = place_and_date(&text);
            prop_assert!(place.len() + day.len() <= text.len());
        }
    }
}
