//! Number series: how a certificate, a registration, a decree or minutes are numbered.
//! The counter is a row that its act reads and puts in one transaction, so numbers are gapless.

use jiff::civil::Date;

use crate::{
    certificate::CODE_LENGTH, entropy::is_code, id::EventId, refusal::Refusal, setting::Settings, text::squeeze,
};

/// The series of the running numbers of an event's cases, which their spine labels bear.
#[must_use]
pub fn running(event: EventId) -> String {
    format!("case:{event}")
}

/// A kind of number the body gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// Certificate number; its serial runs for the body's life.
    Certificate,
    /// Registration number; its serial restarts each year.
    Registration,
    /// Decree (SK); restarts each year.
    Decree,
    /// Minutes of a panel; restarts each year.
    Minutes,
}

impl Numbering {
    /// The series on that day.
    #[must_use]
    pub fn series(self, on: Date) -> String {
        match self {
            Self::Certificate => "certificate".to_owned(),
            Self::Registration => format!("registration:{}", on.year()),
            Self::Decree => format!("decree:{}", on.year()),
            Self::Minutes => format!("minutes:{}", on.year()),
        }
    }

    const fn pattern(self) -> &'static str {
        match self {
            Self::Certificate => "certificate.pattern",
            Self::Registration => "registration.pattern",
            Self::Decree => "decree.pattern",
            Self::Minutes => "minutes.pattern",
        }
    }

    /// The number that `serial` becomes on that day.
    ///
    /// # Errors
    /// `series.pattern` when the pattern names something unknown, `series.exhausted` when the serial is wider than its place.
    pub fn number(self, settings: &Settings, serial: i64, on: Date) -> Result<String, Refusal> {
        fill(&settings.text(self.pattern()), settings, serial, on)
    }

    /// A number as it stands in the register, from what a person typed: spaces left out or put elsewhere,
    /// small letters. `None` when it cannot be a number of this pattern.
    #[must_use]
    pub fn written(self, settings: &Settings, typed: &str) -> Option<String> {
        let mut signs = typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase);
        let mut out = String::new();
        let pattern = settings.text(self.pattern());
        let mut rest = pattern.as_str();
        loop {
            let (before, place) = rest.split_once('{').unwrap_or((rest, ""));
            for fixed in before.chars() {
                if fixed.is_alphanumeric() && signs.next()? != fixed.to_ascii_uppercase() {
                    return None;
                }
                out.push(fixed);
            }
            if place.is_empty() {
                return signs.next().is_none().then_some(out);
            }
            let (name, after) = place.split_once('}')?;
            let width = match name.split_once(':') {
                Some((_, width)) => width.parse().ok()?,
                None => match name {
                    "year" => 4,
                    "kbli" => settings.text("certificate.kbli").len(),
                    "kbji" => settings.text("certificate.kbji").len(),
                    "level" => settings.text("certificate.level").len(),
                    "licence" => settings.text("registration.licence").len(),
                    _ => return None,
                },
            };
            for _ in 0..width {
                out.push(signs.next()?);
            }
            rest = after;
        }
    }
}

/// What papers print before a number, and people type with it.
const BEFORE: &[&str] = &["nomor", "number", "no", "registrasi", "registration", "reg", "sertifikat", "certificate"];

/// A number without the words that a paper prints before it: `No. 91012 …`, `No. Reg. PUS …`.
#[must_use]
pub fn without_label(typed: &str) -> &str {
    let signs = |c: char| c.is_whitespace() || matches!(c, '.' | ':' | '#' | '№');
    let mut rest = typed.trim();
    loop {
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let behind = rest.get(word.len()..).unwrap_or_default();
        let label = BEFORE.contains(&word.to_lowercase().as_str()) && behind.starts_with(signs);
        let sign = word.is_empty() && rest.starts_with(signs);
        if !(label || sign) {
            return rest;
        }
        rest = behind.trim_start_matches(signs);
    }
}

/// A public code as the register keeps it, however it was grouped and in letters of whatever size. Its alphabet has no
/// look-alikes, so that nothing else is guessed.
#[must_use]
pub fn code_as_kept(typed: &str) -> String {
    without_label(typed).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Whether what was typed has the shape of a public code, which nobody finds by counting.
#[must_use]
pub fn is_public_code(typed: &str) -> bool {
    is_code(&code_as_kept(typed), CODE_LENGTH)
}

/// What a certificate may be looked up by, from what a person typed: column of the register and value, the likeliest first.
#[must_use]
pub fn look_ups(settings: &Settings, typed: &str) -> Vec<(&'static str, String)> {
    let typed = without_label(typed);
    [
        ("code", Some(code_as_kept(typed))),
        ("number", Some(squeeze(typed))),
        ("number", Numbering::Certificate.written(settings, typed)),
        ("registration", Numbering::Registration.written(settings, typed)),
    ]
    .into_iter()
    .filter_map(|(column, value)| Some((column, value?)))
    .collect()
}

/// Fewest figures of a number of a certificate, of whatever body and year.
const FEWEST_FIGURES: usize = 6;

/// Whether what was typed has the shape of a public code, or of a number by whatever pattern.
#[must_use]
pub fn has_shape(typed: &str) -> bool {
    let typed = without_label(typed);
    let code: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let figures = typed.chars().filter(char::is_ascii_digit).count();
    let written = typed.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '/'));
    is_code(&code, CODE_LENGTH) || (written && figures >= FEWEST_FIGURES)
}

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

fn fill(pattern: &str, settings: &Settings, serial: i64, on: Date) -> Result<String, Refusal> {
    let bad = || Refusal::new("series.pattern").with("pattern", pattern);
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').ok_or_else(bad)?;
        match name.split_once(':') {
            Some(("serial", width)) => {
                let width: usize = width.parse().map_err(|_| bad())?;
                let digits = format!("{serial:0width$}");
                if digits.len() > width {
                    return Err(Refusal::new("series.exhausted").with("serial", serial));
                }
                out.push_str(&digits);
            }
            None => match name {
                "year" => out.push_str(&on.year().to_string()),
                "month" => out.push_str(ROMAN[usize::from(on.month().unsigned_abs().clamp(1, 12)) - 1]),
                "kbli" => out.push_str(&settings.text("certificate.kbli")),
                "kbji" => out.push_str(&settings.text("certificate.kbji")),
                "level" => out.push_str(&settings.text("certificate.level")),
                "licence" => out.push_str(&settings.text("registration.licence")),
                _ => return Err(bad()),
            },
            Some(_) => return Err(bad()),
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_follow_the_bodys_pattern() {
        let settings = Settings::default();
        let on = date(2025, 12, 31);
        assert_eq!(Numbering::Certificate.number(&settings, 1, on).as_deref(), Ok("91012 2631 4 0000001 2025"));
        assert_eq!(Numbering::Registration.number(&settings, 7, on).as_deref(), Ok("PUS 000 00007 2025"));
        assert_eq!(Numbering::Decree.number(&settings, 3, on).as_deref(), Ok("003/SK/LSP/XII/2025"));
        assert_eq!(Numbering::Registration.series(on), "registration:2025");
    }

    #[test]
    fn a_number_is_found_however_it_was_spaced() {
        let settings = Settings::default();
        let certificate = |typed| Numbering::Certificate.written(&settings, typed);
        assert_eq!(certificate("910122631400000012025").as_deref(), Some("91012 2631 4 0000001 2025"));
        assert_eq!(certificate(" 91012-2631 4 0000001  2025 ").as_deref(), Some("91012 2631 4 0000001 2025"));
        assert_eq!(certificate("91012 2631 4 0000001 20255"), None);
        assert_eq!(certificate("91012"), None);
        let registration = |typed| Numbering::Registration.written(&settings, typed);
        assert_eq!(registration("pus000000072025").as_deref(), Some("PUS 000 00007 2025"));
        assert_eq!(registration("PAS 000 00007 2025"), None);
    }

    #[test]
    fn a_number_is_found_with_the_words_that_a_paper_prints_before_it() {
        let settings = Settings::default();
        for typed in
            ["No. 91012 2631 4 0000001 2025", "Nomor: 91012 2631 4 0000001 2025", "no.91012 2631 4 0000001 2025"]
        {
            let forms = look_ups(&settings, typed);
            assert!(forms.contains(&("number", "91012 2631 4 0000001 2025".to_owned())), "{typed}: {forms:?}");
        }
        let registration = look_ups(&settings, "No. Reg. PUS 000 00007 2025");
        assert!(registration.contains(&("registration", "PUS 000 00007 2025".to_owned())), "{registration:?}");
        assert_eq!(without_label("NOABCDEFGH"), "NOABCDEFGH");
        assert_eq!(look_ups(&settings, "noabcdefgh")[0], ("code", "NOABCDEFGH".to_owned()));
    }

    #[test]
    fn a_public_code_is_known_however_it_is_grouped() {
        for typed in ["WT88U-UNFQF", "wt88-uunfqf", " wt88 uunf qf ", "No. wt88uunfqf"] {
            assert_eq!(code_as_kept(typed), "WT88UUNFQF", "{typed}");
            assert!(is_public_code(typed), "{typed}");
        }
        for typed in ["WT88UUNFQ", "WT88UUNFQ0", "91012 2631 4 0000001 2025"] {
            assert!(!is_public_code(typed), "{typed}");
        }
    }

    #[test]
    fn what_has_no_shape_of_a_number_or_code_is_told_apart() {
        for typed in ["91012 2631 4 0000001 2025", "No. 990 12.2 000001 2018", "PUS 000 00007 2025", "k7qx4-3pdra"] {
            assert!(has_shape(typed), "{typed}");
        }
        for typed in ["nonsense", "", "No.", "K7QX41PDR", "K7QX4IPDRA", "2025", "91012; 2631 4 0000001"] {
            assert!(!has_shape(typed), "{typed}");
        }
    }

    #[test]
    fn a_serial_wider_than_its_place_is_refused() {
        let refusal = Numbering::Registration.number(&Settings::default(), 100_000, date(2025, 1, 1));
        assert_eq!(refusal.map_err(|r| r.code), Err("series.exhausted".to_owned()));
    }
}
