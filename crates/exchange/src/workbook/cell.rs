//! A cell, with the one distinction a sheet of people lives by: whether digits were typed as
//! text or as a number, of which Excel keeps fifteen.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a cell holds. Numbers are written down as text, so that a journal needs no floats.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as typed.
    Text(String),
    /// A number.
    #[serde(with = "as_text")]
    Number(f64),
    /// A number that the sheet shows as a date.
    Date(Date),
}

impl Cell {
    /// Text, or nothing when it is blank. What was pasted from elsewhere loses here what nobody sees, so that no reader of values
    /// needs a list of its own.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !is_invisible(*c)).map(as_typed).collect();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A date from a serial number of days, where it is one: 1 is 1 January 1900.
    #[must_use]
    pub fn from_serial(serial: f64) -> Self {
        match date_of_serial(serial) {
            Some(date) => Self::Date(date),
            None => Self::Number(serial),
        }
    }

    /// A date from year, month and day, where they make one.
    pub(super) fn from_parts(year: u16, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok().map(Self::Date)
    }

    /// Whether it holds nothing to read.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) => false,
        }
    }

    /// The text, when it was typed as text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// The civil date of a serial number; the leap day that 1900 never had is stepped over.
pub(crate) fn date_of_serial(serial: f64) -> Option<Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
    let days = serial.floor() as i64;
    let days = if days < 60 { days + 1 } else { days };
    Date::constant(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

/// Signs that take no room: joiners, marks of the direction of writing and of the order of bytes. A soft hyphen is none: in the
/// text of a standard it says where a word was parted.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// What a keyboard has for a sign that looks the same: blanks of another width, the dash of figures, the minus, wide figures.
fn as_typed(c: char) -> char {
    match c {
        '\u{2007}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2012}' | '\u{2212}' => '-',
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10).unwrap_or(c),
        other => other,
    }
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_the_days_that_sheets_show() {
        assert_eq!(date_of_serial(32023.0), Some(Date::constant(1987, 9, 3)));
        assert_eq!(date_of_serial(1.0), Some(Date::constant(1900, 1, 1)));
        assert_eq!(date_of_serial(61.0), Some(Date::constant(1900, 3, 1)));
        assert_eq!(date_of_serial(0.5), None);
        assert_eq!(date_of_serial(f64::NAN), None);
    }

    #[test]
    fn a_cell_survives_being_stored_and_a_number_stays_a_number() {
        for cell in [
            Cell::Empty,
            Cell::text("6304015701990040"),
            Cell::Number(6_304_015_701_990_040.0),
            Cell::Date(Date::constant(2024, 2, 29)),
        ] {
            let json = serde_json::to_string(&cell).unwrap();
            assert_eq!(serde_json::from_str::<Cell>(&json).unwrap(), cell, "{json}");
        }
        assert_eq!(serde_json::to_string(&Cell::Number(62.0)).unwrap(), r#"{"number":"62"}"#);
    }
}
