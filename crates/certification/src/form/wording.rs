//! Text in both languages, dates written out, and the few fixed words of the engine itself.
//! Wording that belongs to a form stands in its definition, not here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::civil;

/// A language of screens and papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Locale {
    /// Indonesian, the first language of the house.
    #[default]
    Id,
    /// English.
    En,
}

impl Locale {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// As in `lang` attributes and file names.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The one of two words that this language takes.
    #[must_use]
    pub const fn pick<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }

    /// The title in this language, the Indonesian one when there is no English.
    #[must_use]
    pub fn prefer<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        if self == Self::En && !en.is_empty() { en } else { id }
    }
}

/// Wording in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Text {
    /// From two words.
    #[must_use]
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// In this language.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &str {
        locale.pick(&self.id, &self.en)
    }

    /// In this language, owned.
    #[must_use]
    pub fn own(&self, locale: Locale) -> String {
        self.get(locale).to_owned()
    }

    /// Nothing in either language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.is_empty() && self.en.is_empty()
    }

    /// Written in one language only.
    #[must_use]
    pub fn is_half(&self) -> bool {
        self.id.trim().is_empty() != self.en.trim().is_empty()
    }
}

/// A civil date written out, `31 Oktober 2025`; text that is no ISO date stays as it is.
#[must_use]
pub fn date(iso: &str, locale: Locale) -> String {
    match iso.parse::<Date>() {
        Ok(day) => civil::written(day, locale),
        Err(_) => iso.to_owned(),
    }
}

/// Two civil dates as one span, `30–31 Oktober 2025`.
#[must_use]
pub fn span(starts: &str, ends: &str, locale: Locale) -> String {
    match (starts.parse::<Date>(), ends.parse::<Date>()) {
        (Ok(a), Ok(b)) if a == b => date(starts, locale),
        (Ok(a), Ok(b)) if a.year() == b.year() && a.month() == b.month() => {
            format!("{}–{}", a.day(), date(ends, locale))
        }
        (Ok(_), Ok(_)) => format!("{} – {}", date(starts, locale), date(ends, locale)),
        (Ok(_), Err(_)) => date(starts, locale),
        _ => date(ends, locale),
    }
}

/// An ISO date from what people type: `2025-10-31`, `31/10/2025`, `31-10-2025`, `31.10.2025`, `31 Oktober 2025`.
#[must_use]
pub fn read_date(text: &str) -> Option<String> {
    if text.len() == 10
        && let Ok(day) = text.parse::<Date>()
    {
        return Some(day.to_string());
    }
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|p| !p.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let month = match month.parse::<i8>() {
        Ok(number) => number,
        Err(_) => {
            let word = month.to_lowercase();
            let begins = |month: i8, locale| civil::month(month, locale).to_lowercase().starts_with(&word);
            let fits = |month: &i8| Locale::ALL.into_iter().any(|locale| begins(*month, locale));
            (1..=12).find(fits).filter(|_| word.chars().count() >= 3)?
        }
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok().map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_papers_write_them() {
        assert_eq!(date("2025-10-31", Locale::Id), "31 Oktober 2025");
        assert_eq!(date("besok", Locale::Id), "besok");
        assert_eq!(span("2025-10-30", "2025-10-31", Locale::Id), "30–31 Oktober 2025");
        assert_eq!(span("2025-09-30", "2025-10-01", Locale::En), "30 September 2025 – 1 October 2025");
        assert_eq!(span("2025-10-31", "2025-10-31", Locale::En), "31 October 2025");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["2025-10-31", "31/10/2025", "31-10-2025", "31.10.2025", "31 Oktober 2025", "31 oct 2025"] {
            assert_eq!(read_date(text).as_deref(), Some("2025-10-31"), "{text}");
        }
        for text in ["31/02/2025", "31/10/25", "kemarin", "", "1 2", "2025-13-01"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
