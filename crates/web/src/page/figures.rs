//! Dates, hours, numbers and sizes as the reader's language writes them.

use jiff::civil::Date;

use super::{Given, Page};
use crate::when;

impl Page {
    /// `15 Desember 2026`.
    #[must_use]
    pub fn date(&self, date: impl Given<Date>) -> String {
        when::date(self.cx.locale, *date.given())
    }

    /// `15 Des 2026`.
    #[must_use]
    pub fn date_short(&self, date: impl Given<Date>) -> String {
        when::date_short(self.cx.locale, *date.given())
    }

    /// A stored ISO day as `15 Desember 2026`; as it is when it is no day.
    #[must_use]
    pub fn day(&self, iso: &str) -> String {
        iso.parse::<Date>().map_or_else(|_| iso.to_owned(), |d| self.date(d))
    }

    /// A stored ISO day as `15 Des 2026`; as it is when it is no day.
    #[must_use]
    pub fn day_short(&self, iso: &str) -> String {
        iso.parse::<Date>().map_or_else(|_| iso.to_owned(), |d| self.date_short(d))
    }

    /// Two stored ISO days as `8–9 Des 2026`.
    #[must_use]
    pub fn days(&self, from: &str, to: &str) -> String {
        match (from.parse(), to.parse()) {
            (Ok(from), Ok(to)) => when::range(self.cx.locale, from, to),
            _ => format!("{from} – {to}"),
        }
    }

    /// `Jumat, 27 November, 23.59 WITA`.
    #[must_use]
    pub fn moment(&self, micros: impl Given<i64>, zone: &str) -> String {
        when::Instant::new(*micros.given(), zone).long(self.cx.locale, self.year(zone))
    }

    /// `Jumat, 27 November 2026, 23.59 WITA`, for what is printed, sent or shown to strangers.
    #[must_use]
    pub fn moment_dated(&self, micros: impl Given<i64>, zone: &str) -> String {
        when::Instant::new(*micros.given(), zone).dated(self.cx.locale)
    }

    /// `22 Nov, 09.14`.
    #[must_use]
    pub fn moment_short(&self, micros: impl Given<i64>, zone: &str) -> String {
        when::Instant::new(*micros.given(), zone).short(self.cx.locale, self.year(zone))
    }

    /// `22 Nov, 09.14 WITA`, where no zone is named beside it.
    #[must_use]
    pub fn moment_zoned(&self, micros: impl Given<i64>, zone: &str) -> String {
        let at = when::Instant::new(*micros.given(), zone);
        format!("{} {}", at.short(self.cx.locale, self.year(zone)), at.zone(self.cx.locale))
    }

    /// `10.42 WITA`.
    #[must_use]
    pub fn clock(&self, micros: impl Given<i64>, zone: &str) -> String {
        when::Instant::new(*micros.given(), zone).time(self.cx.locale)
    }

    fn year(&self, zone: &str) -> i16 {
        when::Instant::new(self.cx.now, zone).date.year()
    }

    /// `1.250.000`.
    #[must_use]
    pub fn n(&self, n: impl Given<i64>) -> String {
        when::number(self.cx.locale, *n.given())
    }

    /// `20,5`: a number that is written out already, with its decimal sign as the language has it.
    #[must_use]
    pub fn decimal(&self, n: impl std::fmt::Display) -> String {
        let text = n.to_string();
        if self.lang() == "id" { text.replace('.', ",") } else { text }
    }

    /// A bound of bytes as it was set, `20 MB` for twenty times 1,048,576; any other size as [`Self::size`] has it.
    #[must_use]
    pub fn bound(&self, bytes: u64) -> String {
        const MIB: u64 = 1 << 20;
        if bytes >= MIB && bytes.is_multiple_of(MIB) { format!("{} MB", bytes / MIB) } else { self.size(bytes) }
    }

    /// `11,2 MB`.
    #[must_use]
    pub fn size(&self, bytes: impl Given<u64>) -> String {
        when::bytes(self.cx.locale, *bytes.given())
    }
}
