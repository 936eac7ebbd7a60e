//! E-mail addresses and telephone numbers as people type them, in the one spelling in which they are kept
//! and looked for: addresses in lower case, numbers in E.164.

use crate::refusal::Refusal;

/// A plausible e-mail address: one `@`, a dot in the domain, no white space.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let label = |l: &str| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    !local.is_empty()
        && text.len() <= 254
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && domain.contains('.')
        && domain.split('.').all(label)
}

/// The address as it is kept; `None` for nothing.
///
/// # Errors
/// `person.email` when it is none.
pub fn email(typed: &str) -> Result<Option<String>, Refusal> {
    let typed = typed.trim().to_lowercase();
    match typed.as_str() {
        "" => Ok(None),
        text if is_email(text) => Ok(Some(typed)),
        _ => Err(Refusal::new("person.email")),
    }
}

/// The number as it is kept; `None` for nothing.
///
/// # Errors
/// `person.phone` when nobody can be called by it.
pub fn phone(typed: &str) -> Result<Option<String>, Refusal> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    e164(typed).map(Some).ok_or_else(|| Refusal::new("person.phone"))
}

/// An Indonesian or international number in E.164, out of the usual spellings.
#[must_use]
pub fn e164(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '.' | '(' | ')' | '/' | '\u{2011}');
    if !typed.chars().all(|c| c.is_ascii_digit() || c == '+' || mark(c)) {
        return None;
    }
    let bare: String = typed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    if bare.rfind('+').is_some_and(|at| at > 0) {
        return None;
    }
    let digits = bare.trim_start_matches('+');
    let abroad = bare.starts_with('+') && !digits.starts_with("62");
    if abroad {
        let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
        return fits.then(|| format!("+{digits}"));
    }
    let home = digits.strip_prefix("0062").or_else(|| digits.strip_prefix("62"));
    let national = home.unwrap_or(digits).trim_start_matches('0');
    let fits = match national.chars().next()? {
        '8' => (9..=12).contains(&national.len()),
        // Without its zero, a land line could be anything.
        '2'..='7' | '9' => (8..=11).contains(&national.len()) && (home.is_some() || digits.starts_with('0')),
        _ => false,
    };
    fits.then(|| format!("+62{national}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_comma_for_a_dot_is_none() {
        assert!(is_email("ani.o'hara@contoh.go.id"));
        assert!(!is_email("ani@contoh,go.id"));
        assert!(!is_email("ani contoh@contoh.id"));
        assert!(!is_email("ani@contoh"));
    }

    #[test]
    fn an_address_is_found_in_whatever_case_it_was_typed() {
        assert_eq!(email(" Ani@Contoh.ID "), Ok(Some("ani@contoh.id".to_owned())));
        assert_eq!(email("  "), Ok(None));
    }

    #[test]
    fn a_number_in_any_spelling_is_one_number() {
        for typed in ["0812 5501 2277", "0812-5501-2277", "+62 812 5501 2277", "62812.5501.2277", "81255012277"] {
            assert_eq!(e164(typed).as_deref(), Some("+6281255012277"), "{typed}");
        }
        assert_eq!(e164("0511-4772233").as_deref(), Some("+625114772233"));
        assert_eq!(e164("+60 12-345 6789").as_deref(), Some("+60123456789"));
        for typed in ["0812", "nanti", "1234567890", "O81255012277", "0812+5501"] {
            assert_eq!(e164(typed), None, "{typed}");
        }
    }
}
