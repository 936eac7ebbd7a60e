//! Number series: how a certificate, a registration, a decree or minutes are numbered.
//! The counter is a row that its act reads and puts in one transaction, so numbers are gapless.

use jiff::civil::Date;

use crate::{refusal::Refusal, setting::Settings};

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
    fn a_serial_wider_than_its_place_is_refused() {
        let refusal = Numbering::Registration.number(&Settings::default(), 100_000, date(2025, 1, 1));
        assert_eq!(refusal.map_err(|r| r.code), Err("series.exhausted".to_owned()));
    }
}
