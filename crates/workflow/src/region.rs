//! Names of districts by their Kemendagri codes, for pages. The list itself is kept by the exchange.

/// The official name of a province, kabupaten or kota; the code itself when it is not known.
#[must_use]
pub fn region_name(code: &str) -> &str {
    exchange::regions::regions().by_code(code).map_or(code, |region| region.name)
}

#[cfg(test)]
mod tests {
    use super::region_name;

    #[test]
    fn a_known_code_has_a_name_and_another_stays_as_it_is() {
        assert_eq!(region_name("63.07"), "Kabupaten Hulu Sungai Tengah");
        assert_eq!(region_name("99.99"), "99.99");
    }
}
