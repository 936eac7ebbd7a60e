//! Dates, times and numbers as the two languages write them: *Jumat, 27 November, 23.59 WITA*,
//! *Friday, 27 November, 23:59 (UTC+8)*.

use certification::civil;
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::i18n::Locale;

const SHORT: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

fn pick<'a, const N: usize>(table: &'a [[&'a str; N]; 2], locale: Locale, at: i8) -> &'a str {
    let row = &table[usize::from(locale == Locale::En)];
    usize::try_from(at).ok().and_then(|at| row.get(at)).copied().unwrap_or_default()
}

fn month(locale: Locale, date: Date) -> &'static str {
    civil::month(date.month(), locale.into())
}

fn month_short(locale: Locale, date: Date) -> &'static str {
    pick(&SHORT, locale, date.month() - 1)
}

/// `15 Desember 2026`.
#[must_use]
pub fn date(locale: Locale, date: Date) -> String {
    civil::written(date, locale.into())
}

/// `15 Des 2026`.
#[must_use]
pub fn date_short(locale: Locale, date: Date) -> String {
    format!("{} {} {}", date.day(), month_short(locale, date), date.year())
}

/// `8–9 Des 2026`, `30 Nov – 2 Des 2026`, `30 Des 2026 – 2 Jan 2027`.
#[must_use]
pub fn range(locale: Locale, from: Date, to: Date) -> String {
    if from == to {
        date_short(locale, from)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), date_short(locale, to))
    } else if from.year() == to.year() {
        format!("{} {} – {}", from.day(), month_short(locale, from), date_short(locale, to))
    } else {
        format!("{} – {}", date_short(locale, from), date_short(locale, to))
    }
}

/// An instant in a zone, in parts.
#[derive(Debug, Clone)]
pub struct Instant {
    /// The civil day.
    pub date: Date,
    hour: i8,
    minute: i8,
    zone: String,
}

impl Instant {
    /// An instant (microseconds UTC) as it is in an IANA zone; UTC when the zone is unknown.
    #[must_use]
    pub fn new(micros: i64, zone: &str) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let at = Timestamp::from_microsecond(micros).unwrap_or_default().to_zoned_datetime(zone);
        let seconds = at.offset().seconds();
        let name = if seconds % 3600 == 0 { format!("UTC{:+}", seconds / 3600) } else { format!("UTC{}", at.offset()) };
        Self { date: at.date(), hour: at.hour(), minute: at.minute(), zone: name }
    }

    /// `23.59`, `23:59`.
    #[must_use]
    pub fn clock(&self, locale: Locale) -> String {
        match locale {
            Locale::Id => format!("{:02}.{:02}", self.hour, self.minute),
            Locale::En => format!("{:02}:{:02}", self.hour, self.minute),
        }
    }

    /// `23.59 WITA`, `23:59 (UTC+8)`.
    #[must_use]
    pub fn time(&self, locale: Locale) -> String {
        format!("{} {}", self.clock(locale), self.zone(locale))
    }

    /// `WITA`, `(UTC+8)`.
    #[must_use]
    pub fn zone(&self, locale: Locale) -> String {
        match (locale, self.zone.as_str()) {
            (Locale::Id, "UTC+7") => "WIB".to_owned(),
            (Locale::Id, "UTC+8") => "WITA".to_owned(),
            (Locale::Id, "UTC+9") => "WIT".to_owned(),
            (_, "UTC+0") => "(UTC)".to_owned(),
            (_, zone) => format!("({zone})"),
        }
    }

    /// `Jumat, 27 November, 23.59 WITA`; with the year when it is not `this_year`.
    #[must_use]
    pub fn long(&self, locale: Locale, this_year: i16) -> String {
        if self.date.year() != this_year {
            return self.dated(locale);
        }
        let weekday = civil::weekday(self.date, locale.into());
        format!("{weekday}, {} {}, {}", self.date.day(), month(locale, self.date), self.time(locale))
    }

    /// `Jumat, 27 November 2026, 23.59 WITA`, for what is printed or shown to strangers: a year hence it is read too.
    #[must_use]
    pub fn dated(&self, locale: Locale) -> String {
        let weekday = civil::weekday(self.date, locale.into());
        format!("{weekday}, {}, {}", date(locale, self.date), self.time(locale))
    }

    /// `22 Nov, 09.14`; with the year when it is not `this_year`.
    #[must_use]
    pub fn short(&self, locale: Locale, this_year: i16) -> String {
        if self.date.year() == this_year {
            format!("{} {}, {}", self.date.day(), month_short(locale, self.date), self.clock(locale))
        } else {
            format!("{}, {}", date_short(locale, self.date), self.clock(locale))
        }
    }
}

/// An hour as typed, `08:41` or `08.41`, on a day in an IANA zone: microseconds UTC. Nothing when it is no hour.
#[must_use]
pub fn at(zone: &str, day: Date, hour: &str) -> Option<i64> {
    let time: Time = hour.trim().replace('.', ":").parse().ok()?;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Some(zone.to_timestamp(day.to_datetime(time)).ok()?.as_microsecond())
}

/// A whole number with a mark between thousands.
#[must_use]
pub fn grouped(n: i64, mark: char) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// `1.250.000`, `1,250,000`.
#[must_use]
pub fn number(locale: Locale, n: i64) -> String {
    grouped(n, if locale == Locale::Id { '.' } else { ',' })
}

/// A size to one decimal: `11,2 MB`, `11.2 MB`.
#[must_use]
pub fn bytes(locale: Locale, n: u64) -> String {
    let (unit, tenths) = if n < 1_000_000 { ("kB", n / 100) } else { ("MB", n / 100_000) };
    let whole = tenths / 10;
    match tenths % 10 {
        0 => format!("{whole} {unit}"),
        rest => format!("{whole}{}{rest} {unit}", if locale == Locale::Id { ',' } else { '.' }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    // 27 November 2026, 15:59 UTC.
    const DEADLINE: i64 = 1_795_795_140_000_000;

    #[test]
    fn an_instant_is_written_as_the_language_writes_it() {
        let at = Instant::new(DEADLINE, "Asia/Makassar");
        assert_eq!(at.long(Locale::Id, 2026), "Jumat, 27 November, 23.59 WITA");
        assert_eq!(at.long(Locale::En, 2026), "Friday, 27 November, 23:59 (UTC+8)");
        assert_eq!(at.dated(Locale::Id), "Jumat, 27 November 2026, 23.59 WITA");
        assert_eq!(at.short(Locale::Id, 2027), "27 Nov 2026, 23.59");
        assert_eq!(Instant::new(DEADLINE, "Asia/Jakarta").time(Locale::Id), "22.59 WIB");
        assert_eq!(Instant::new(DEADLINE, "Asia/Kolkata").time(Locale::En), "21:29 (UTC+05:30)");
    }

    #[test]
    fn a_typed_hour_is_read_in_its_zone() {
        assert_eq!(at("Asia/Makassar", day(2026, 11, 27), "23.59"), Some(DEADLINE));
        assert_eq!(at("Asia/Jakarta", day(2026, 11, 27), "22:59"), Some(DEADLINE));
        assert_eq!(at("Asia/Jakarta", day(2026, 11, 27), "24:10"), None);
        assert_eq!(at("Asia/Jakarta", day(2026, 11, 27), ""), None);
    }

    #[test]
    fn a_range_says_no_more_than_it_must() {
        assert_eq!(range(Locale::Id, day(2026, 12, 8), day(2026, 12, 9)), "8–9 Des 2026");
        assert_eq!(range(Locale::En, day(2026, 11, 30), day(2026, 12, 2)), "30 Nov – 2 Dec 2026");
        assert_eq!(range(Locale::Id, day(2026, 12, 15), day(2029, 12, 14)), "15 Des 2026 – 14 Des 2029");
    }

    #[test]
    fn numbers_and_sizes_follow_the_language() {
        assert_eq!(number(Locale::Id, 1_250_000), "1.250.000");
        assert_eq!(number(Locale::En, -1000), "−1,000");
        assert_eq!(number(Locale::En, 999), "999");
        assert_eq!(bytes(Locale::Id, 11_200_000), "11,2 MB");
        assert_eq!(bytes(Locale::En, 20_000), "20 kB");
    }
}
