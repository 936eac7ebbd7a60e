//! Districts and the zones of the country, for screens: a code has a name, and what somebody typed may be a code's.

use exchange::regions::{Found, Kind, Region, regions};

/// Zones that an event can be in.
pub const ZONES: [(&str, &str); 3] = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")];

/// `WITA`, or the zone's own name where the country has no sign for it.
#[must_use]
pub fn zone_sign(zone: &str) -> &str {
    // The west of Kalimantan keeps the hours of Jakarta, under a name of its own.
    let of = if zone == "Asia/Pontianak" { "Asia/Jakarta" } else { zone };
    ZONES.iter().find(|(known, _)| *known == of).map_or(zone, |(_, sign)| sign)
}

/// Official name of a district: *Kabupaten Tapin*.
#[must_use]
pub fn district(code: &str) -> Option<&'static str> {
    regions().by_code(code).map(|r| r.name)
}

/// The name that lists use: *Tapin*, but *Kota Banjarbaru*. The code itself when it is unknown.
#[must_use]
pub fn short(code: &str) -> String {
    match regions().by_code(code) {
        Some(region) if region.kind == Kind::Kota => region.name.to_owned(),
        Some(region) => region.bare().to_owned(),
        None => code.to_owned(),
    }
}

/// Every district, in the order of the codes: code and official name.
pub fn districts() -> impl Iterator<Item = (&'static str, &'static str)> {
    regions().all().iter().filter(|r| r.kind != Kind::Province).map(|r| (r.code, r.name))
}

/// The district that somebody meant, when only one can be meant.
#[must_use]
pub fn understood(text: &str) -> Option<&'static str> {
    let one = |found: Found| found.one().map(|r: &Region| r.code);
    one(regions().district(text, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_a_zone_are_never_called_those_of_another() {
        let zones = ["Asia/Makassar", "Asia/Pontianak", "Asia/Kuching", "UTC"];
        assert_eq!(zones.map(zone_sign), ["WITA", "WIB", "Asia/Kuching", "UTC"]);
    }
}
