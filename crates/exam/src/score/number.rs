//! Numbers as people type them, in either language of the papers.

use rust_decimal::Decimal;

/// What a typed number may mean: one number, two where the sign is ambiguous (`1.250` is 1250 in Indonesian and 1¼ in
/// English), none when it is no number. An answer is right when either meaning is: the question is not about notation.
///
/// White space, the unit behind the gap, and *Rp* before it are passed over. A point and a comma together: the later
/// one is the decimal sign. The same sign several times: it groups thousands. Groups have three digits.
#[must_use]
pub fn readings(typed: &str, unit: &str) -> Vec<Decimal> {
    let squeezed: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let unit: String = unit.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let bare = squeezed.strip_suffix(unit.as_str()).unwrap_or(&squeezed);
    let bare = bare.strip_prefix("rp").map_or(bare, |rest| rest.trim_start_matches('.'));
    let (negative, digits) = match bare.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest),
        None => (false, bare.strip_prefix('+').unwrap_or(bare)),
    };
    // Longer ones cannot be an answer, and Decimal holds 28 digits.
    if digits.len() > 28 || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return Vec::new();
    }
    let plain = |whole: &str, fraction: &str| -> Option<Decimal> {
        let whole = if whole.is_empty() && !fraction.is_empty() { "0" } else { whole };
        let text = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
        let number: Decimal = text.parse().ok()?;
        Some(if negative { -number } else { number })
    };
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let found: Vec<Option<Decimal>> = match (points, commas) {
        (0, 0) => vec![plain(digits, "")],
        (1, 0) | (0, 1) => {
            let Some((whole, fraction)) = digits.split_once(['.', ',']) else { return Vec::new() };
            let both = vec![plain(whole, fraction), grouped(digits).and_then(|whole| plain(&whole, ""))];
            if fraction.is_empty() { Vec::new() } else { both }
        }
        (_, 0) | (0, _) => vec![grouped(digits).and_then(|whole| plain(&whole, ""))],
        _ => {
            let Some(at) = digits.rfind(['.', ',']) else { return Vec::new() };
            let (whole, fraction) = digits.split_at(at);
            let fraction = fraction.trim_start_matches(['.', ',']);
            vec![grouped(whole).filter(|_| !fraction.is_empty()).and_then(|whole| plain(&whole, fraction))]
        }
    };
    found.into_iter().flatten().collect()
}

/// The digits of a whole number grouped by threes with one sign.
fn grouped(text: &str) -> Option<String> {
    let sign = text.chars().find(|c| !c.is_ascii_digit());
    let Some(sign) = sign else { return Some(text.to_owned()) };
    let mut groups = text.split(sign);
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3);
    let digits: String = text.chars().filter(|c| *c != sign).collect();
    (fits && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("8", "hari", &["8"])]
    #[case(" 8 hari ", "hari", &["8"])]
    #[case("8,5", "", &["8.5"])]
    #[case("8.5", "", &["8.5"])]
    #[case("-8,5", "", &["-8.5"])]
    #[case("−3", "", &["-3"])]
    #[case(",5", "", &["0.5"])]
    #[case("85.000", "", &["85.000", "85000"])]
    #[case("Rp85.000", "", &["85.000", "85000"])]
    #[case("Rp. 85.000,50", "", &["85000.50"])]
    #[case("1.250.000", "", &["1250000"])]
    #[case("1,250,000.75", "", &["1250000.75"])]
    #[case("0.125", "", &["0.125"])]
    #[case("75 %", "%", &["75"])]
    #[case("1.25.000", "", &[])]
    #[case("8,", "", &[])]
    #[case("1.2,3,4", "", &[])]
    #[case("delapan", "", &[])]
    #[case("", "", &[])]
    #[case("8e3", "", &[])]
    #[case("12345678901234567890123456789", "", &[])]
    fn a_number_is_read_as_it_may_be_meant(#[case] typed: &str, #[case] unit: &str, #[case] meant: &[&str]) {
        let meant: Vec<Decimal> = meant.iter().map(|n| n.parse().unwrap()).collect();
        assert_eq!(readings(typed, unit), meant, "{typed}");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_not(typed in "[-0-9., aRp]{0,40}|.{0,20}", unit in ".{0,4}") {
            prop_assert!(readings(&typed, &unit).len() <= 2);
        }
    }
}
