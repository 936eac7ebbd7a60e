//! Days as people count and write them: an instant's day in a zone, terms of months, and the months by name.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::form::Locale;

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS_ID: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The name of a month, 1 to 12; nothing for any other number.
#[must_use]
pub fn month(month: i8, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::Id => MONTHS_ID,
        Locale::En => MONTHS_EN,
    };
    let at = usize::try_from(month).ok().and_then(|n| n.checked_sub(1));
    at.and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// The name of a day of the week.
#[must_use]
pub fn weekday(day: Date, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::Id => WEEKDAYS_ID,
        Locale::En => WEEKDAYS_EN,
    };
    let at = usize::try_from(day.weekday().to_monday_zero_offset()).ok();
    at.and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// From a day to another, as an Indonesian letter says it: `30 sampai dengan 31 Oktober 2025`, `tanggal` left to the
/// sentence. Days that cannot be read stand as they are.
#[must_use]
pub fn term_in_letter(from: &str, to: &str) -> String {
    let (Ok(first), Ok(last)) = (from.parse::<Date>(), to.parse::<Date>()) else {
        return format!("{from} sampai dengan {to}");
    };
    let ends = written(last, Locale::Id);
    if first == last {
        ends
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{} sampai dengan {ends}", first.day())
    } else if first.year() == last.year() {
        format!("{} {} sampai dengan {ends}", first.day(), month(first.month(), Locale::Id))
    } else {
        format!("{} sampai dengan {ends}", written(first, Locale::Id))
    }
}

/// A day written out: `15 Desember 2026`, `15 December 2026`.
#[must_use]
pub fn written(day: Date, locale: Locale) -> String {
    format!("{} {} {}", day.day(), month(day.month(), locale), day.year())
}

/// The civil day of an instant (microseconds UTC) in an IANA zone; UTC when the zone is unknown.
#[must_use]
pub fn day(instant: i64, zone: &str) -> Date {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_microsecond(instant).unwrap_or_default().to_zoned_datetime(zone).date()
}

/// The instant, microseconds UTC, of a day (ISO) and a time (`HH:MM`) in an IANA zone; none where one of them is none.
#[must_use]
pub fn instant(day: &str, time: &str, zone: &str) -> Option<i64> {
    let (day, time) = (day.parse::<Date>().ok()?, time.parse::<Time>().ok()?);
    Some(day.to_datetime(time).in_tz(zone).ok()?.timestamp().as_microsecond())
}

/// The last day of a term of `months` that begins on `first`, inclusive.
#[must_use]
pub fn last_day(first: Date, months: i64) -> Date {
    first.checked_add(months.months()).and_then(|d| d.checked_sub(1.day())).unwrap_or(Date::MAX)
}

/// `on` lies within the `months` before `day`, the day included.
#[must_use]
pub fn within_months(on: Date, day: Date, months: i64) -> bool {
    on <= day && on.checked_add(months.months()).is_ok_and(|end| end > day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_written_out_in_either_language() {
        assert_eq!(written(date(2026, 12, 1), Locale::Id), "1 Desember 2026");
        assert_eq!(written(date(2026, 1, 31), Locale::En), "31 January 2026");
        assert_eq!([month(0, Locale::Id), month(13, Locale::Id)], ["", ""]);
    }

    #[test]
    fn new_year_comes_by_the_zone() {
        // 31 December 2025, 23:30 in Jakarta is 16:30 UTC.
        let instant = 1_767_198_600_000_000;
        assert_eq!(day(instant, "Asia/Jakarta"), date(2025, 12, 31));
        assert_eq!(day(instant, "Asia/Makassar"), date(2026, 1, 1));
    }

    #[test]
    fn an_hour_is_an_instant_in_its_zone() {
        let in_zone = |zone| instant("2026-01-01", "00:30", zone);
        assert_eq!(in_zone("Asia/Makassar"), Some(1_767_198_600_000_000));
        assert_eq!([in_zone("Asia/Entahlah"), instant("2026-01-01", "pagi", "UTC")], [None, None]);
    }

    #[test]
    fn a_term_that_begins_on_29_february_ends_on_the_day_before() {
        assert_eq!(last_day(date(2028, 2, 29), 36), date(2031, 2, 27));
        assert_eq!(last_day(date(2025, 11, 10), 36), date(2028, 11, 9));
    }

    #[test]
    fn the_training_window_is_counted_in_calendar_months() {
        assert!(within_months(date(2024, 10, 31), date(2025, 10, 30), 24));
        assert!(!within_months(date(2023, 5, 24), date(2025, 10, 30), 24));
        assert!(!within_months(date(2026, 1, 1), date(2025, 10, 30), 24));
    }
}
