//! Telephones in the shapes people type, and mail addresses.

use super::remark;
use crate::workbook::Cell;

/// What a cell of contact holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// Nothing.
    None,
    /// A usable value: E.164, or an address.
    Good(String),
    /// Something that cannot be used.
    Malformed(String),
}

/// Reads a telephone number and gives it as E.164. Of two numbers in a cell the first usable counts; a remark beside it is
/// left out.
#[must_use]
pub fn phone(cell: &Cell) -> Contact {
    let text = match cell {
        Cell::Empty | Cell::Date(_) => return Contact::None,
        Cell::Number(number) => format!("{number:.0}"),
        Cell::Text(text) if super::is_nothing(text) => return Contact::None,
        Cell::Text(text) => text.trim().to_owned(),
    };
    match read_phone(&text) {
        Some((number, _)) => Contact::Good(number),
        None => Contact::Malformed(without_link(&text).to_owned()),
    }
}

/// What somebody wrote beside a telephone number that could be read without it: `0812… (Ibu Ani)`.
#[must_use]
pub fn phone_remark(cell: &Cell) -> Option<String> {
    read_phone(cell.as_text()?.trim())?.1
}

/// A number, and the remark that was left out for it.
fn read_phone(text: &str) -> Option<(String, Option<String>)> {
    // A number that was saved as text after a sheet had held it.
    let whole = text.strip_suffix(".0").filter(|digits| digits.chars().all(|c| c.is_ascii_digit())).unwrap_or(text);
    let with_remark = |part: &str| {
        let (value, remark) = remark::beside(part)?;
        Some((e164(&value)?, Some(remark)))
    };
    if let Some(number) = e164(whole) {
        return Some((number, None));
    }
    let text = without_link(text);
    if text != whole
        && let Some(number) = e164(text)
    {
        return Some((number, None));
    }
    if let Some(found) = with_remark(text) {
        return Some(found);
    }
    let parts = text.split([',', ';', '/', '\n', '|', '&']).chain(text.split(" atau ")).chain(text.split(" dan "));
    // Two whole numbers with nothing but a blank or a dash between.
    let whole = |part: &&str| part.chars().filter(char::is_ascii_digit).count() >= 9;
    let beside: Vec<&str> = text.split([' ', '-', '–']).filter(whole).collect();
    let beside = beside.iter().filter(|_| beside.len() > 1).copied();
    let read = |part: &str| e164(part).map(|number| (number, None)).or_else(|| with_remark(part));
    parts.map(without_count).chain(beside).find_map(read)
}

/// A number without the sign of its list: `1. 0812…`.
fn without_count(part: &str) -> &str {
    let part = part.trim_start();
    part.strip_prefix(|c: char| matches!(c, '1'..='9'))
        .and_then(|rest| rest.strip_prefix(['.', ')']))
        .filter(|rest| rest.starts_with(' '))
        .unwrap_or(part)
}

fn e164(text: &str) -> Option<String> {
    let text = without_words(&text.trim().to_lowercase());
    let text = text.trim_matches(|c: char| matches!(c, '.' | ':' | ' ' | '/' | '&' | '*'));
    let bare: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let foreign = text.chars().any(|c| {
        !(c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(
                c,
                '+' | '-'
                    | '–'
                    | '—'
                    | '.'
                    | '('
                    | ')'
                    | '\''
                    | '‘'
                    | '’'
                    | '`'
                    | '"'
                    | '='
                    | '\u{2010}'
                    | '\u{2011}'
                    | '_'
                    | '/'
                    | '\u{200b}'
                    | '\u{200e}'
                    | '\u{200f}'
                    | '\u{202a}'
                    | '\u{202c}'
                    | '\u{feff}'
            ))
    });
    if foreign || bare.rfind('+').is_some_and(|at| at > 0) {
        return None;
    }
    let digits = bare.trim_start_matches('+');
    let national = if let Some(rest) = digits.strip_prefix("0062").or_else(|| digits.strip_prefix("62")).or_else(|| {
        // `062 812…`: of which the nought is one too many.
        digits.strip_prefix("062").filter(|rest| rest.starts_with('8') && rest.len() >= 9)
    }) {
        rest.trim_start_matches('0')
    } else if bare.starts_with('+') {
        let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
        return fits.then(|| format!("+{digits}"));
    } else {
        digits.trim_start_matches('0')
    };
    let usable = match national.chars().next()? {
        '8' => (9..=12).contains(&national.len()),
        // A land line keeps its zero, or it could be anything.
        '2'..='7' | '9' => (8..=11).contains(&national.len()) && (bare.starts_with('0') || digits.starts_with("62")),
        _ => false,
    };
    usable.then(|| format!("+62{national}"))
}

/// The number of a link that opens a chat: `https://wa.me/62812…?text=…`, `https://api.whatsapp.com/send?phone=62812…`.
fn without_link(text: &str) -> &str {
    let asked = || text.split_once("whatsapp.com/").and_then(|(_, rest)| rest.split_once("phone="));
    match text.split_once("wa.me/").or_else(asked) {
        Some((_, number)) => number.split(['?', '&', '#']).next().unwrap_or(number),
        None => text,
    }
}

/// What a malformed number was most likely meant to be: letters that look like figures read as those.
#[must_use]
pub fn phone_suggestion(text: &str) -> Option<String> {
    let figures: String = text
        .chars()
        .map(|c| match c {
            'o' | 'O' => '0',
            'l' | 'I' | 'i' => '1',
            other => other,
        })
        .collect();
    e164(&figures)
}

/// Words that people put beside a number, and that say nothing of it.
const BESIDE_A_NUMBER: &[&str] = &[
    "hp",
    "wa",
    "telp",
    "tlp",
    "tel",
    "telepon",
    "telpon",
    "handphone",
    "whatsapp",
    "whatsap",
    "sms",
    "no",
    "nomor",
    "aktif",
    "rumah",
    "kantor",
    "pribadi",
    "ponsel",
    "saja",
    "only",
];

/// The text without such words; any other word stays and makes it no number.
fn without_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(char::is_alphabetic) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let end = from.find(|c: char| !c.is_alphabetic()).unwrap_or(from.len());
        let (word, after) = from.split_at_checked(end).unwrap_or((from, ""));
        out.push_str(before);
        if !BESIDE_A_NUMBER.contains(&word) {
            out.push_str(word);
        }
        // The dot and the colon of `HP.` and `WA:` go with their word.
        rest = after.trim_start_matches(['.', ':']);
    }
    out.push_str(rest);
    out
}

/// Reads a mail address.
#[must_use]
pub fn email(cell: &Cell) -> Contact {
    let Cell::Text(text) = cell else {
        return match cell {
            Cell::Number(number) => Contact::Malformed(number.to_string()),
            _ => Contact::None,
        };
    };
    if super::is_nothing(text) {
        return Contact::None;
    }
    let whole = text.trim();
    let text = whole.trim_matches(|c: char| matches!(c, '<' | '>' | '"' | '\'' | '\u{200b}' | '\u{feff}' | '\u{a0}'));
    let text = text.strip_prefix("mailto:").unwrap_or(text).trim_end_matches([',', ';']);
    if is_address(text) {
        return Contact::Good(text.to_owned());
    }
    match among(whole).map(str::to_owned).or_else(|| with_remark(whole).map(|(address, _)| address)) {
        Some(address) => Contact::Good(address),
        None => Contact::Malformed(text.to_owned()),
    }
}

/// What somebody wrote beside an address that could be read without it: `ani@… (pribadi)`.
#[must_use]
pub fn email_remark(cell: &Cell) -> Option<String> {
    let whole = cell.as_text()?.trim();
    if is_address(whole) || among(whole).is_some() {
        return None;
    }
    with_remark(whole).map(|(_, remark)| remark)
}

/// An address, and the remark that was left out for it.
fn with_remark(text: &str) -> Option<(String, String)> {
    let (address, remark) = remark::beside(text)?;
    is_address(&address).then_some((address, remark))
}

/// The address in angle brackets (`Ani <ani@…>`) or behind a label (`Email: ani@…`), and the first where nothing but
/// addresses stands. Of `ani maulana@…` nobody knows what was meant.
fn among(text: &str) -> Option<&str> {
    if let Some((_, rest)) = text.split_once('<') {
        return rest.split_once('>').map(|(inner, _)| inner.trim()).filter(|inner| is_address(inner));
    }
    let bare = match text.split_once(':') {
        Some((label, rest)) if label.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | ' ')) => rest,
        _ => text,
    };
    let mut pieces = bare
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '&'))
        .filter(|piece| !piece.is_empty() && !matches!(*piece, "dan" | "atau"));
    let first = pieces.next()?;
    (is_address(first) && pieces.all(is_address)).then_some(first)
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let labels: Vec<&str> = domain.split('.').collect();
    let domain_ok = labels.len() >= 2
        && domain.len() <= 253
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
        && labels.last().is_some_and(|top| top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic()));
    local_ok && domain_ok
}

/// What a malformed address was most likely meant to be.
#[must_use]
pub fn email_suggestion(text: &str) -> Option<String> {
    let mended = text
        .to_lowercase()
        .replace(char::is_whitespace, "")
        .replace(',', ".")
        .replace("..", ".")
        .replace("[at]", "@")
        .replace("(at)", "@")
        .replace("@@", "@")
        .replace("@gmail.con", "@gmail.com")
        .trim_matches('.')
        .to_owned();
    let mended = if mended.contains('@') {
        let with_dot = ["gmailcom", "yahoocom"].iter().find(|end| mended.ends_with(*end));
        with_dot.map_or(mended.clone(), |end| format!("{}.com", mended.trim_end_matches(end).to_owned() + &end[..5]))
    } else {
        ["gmail.com", "yahoo.com", "yahoo.co.id"]
            .iter()
            .find_map(|host| mended.strip_suffix(host).map(|local| format!("{local}@{host}")))?
    };
    is_address(&mended).then_some(mended)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("0852-8287-1055", "+6285282871055")]
    #[case("081220987856", "+6281220987856")]
    #[case("+62 82157447070", "+6282157447070")]
    #[case("62812 2098 7856", "+6281220987856")]
    #[case("+62 (0) 812-2098-7856", "+6281220987856")]
    #[case("(0812) 20987856", "+6281220987856")]
    #[case("81220987856", "+6281220987856")]
    #[case("0062 81220987856", "+6281220987856")]
    #[case("WA: 0812 2098 7856", "+6281220987856")]
    #[case("081220987856 / 085282871055", "+6281220987856")]
    #[case("081220987856 (WA)", "+6281220987856")]
    #[case("HP. 081220987856", "+6281220987856")]
    #[case("No. WA aktif: 0812-2098-7856", "+6281220987856")]
    #[case("0812 2098 7856 (HP/WA)", "+6281220987856")]
    #[case("0511-3300 (kantor), 081220987856", "+6281220987856")]
    #[case("0511-4772233", "+625114772233")]
    #[case("+60 12-345 6789", "+60123456789")]
    #[case("https://wa.me/6281220987856", "+6281220987856")]
    #[case("\"081220987856\"", "+6281220987856")]
    #[case("\u{200e}+62 812‑2098‑7856\u{202c}", "+6281220987856")]
    #[case("081220987856 085282871055", "+6281220987856")]
    #[case("081220987856-085282871055", "+6281220987856")]
    #[case("081220987856 & 085282871055", "+6281220987856")]
    #[case("0812-2098-7856 & 0852-8287-1055", "+6281220987856")]
    #[case("1. 081220987856\n2. 085282871055", "+6281220987856")]
    #[case("81220987856.0", "+6281220987856")]
    fn a_telephone_in_any_shape(#[case] text: &str, #[case] number: &str) {
        assert_eq!(phone(&Cell::Text(text.into())), Contact::Good(number.into()));
    }

    #[rstest]
    #[case("0812")]
    #[case("nanti menyusul")]
    #[case("08122098785612345")]
    #[case("O81220987856")]
    #[case("081220987856x")]
    #[case("0812209 (Ani)")]
    fn a_telephone_that_nobody_can_call(#[case] text: &str) {
        assert!(matches!(phone(&Cell::Text(text.into())), Contact::Malformed(_)));
    }

    #[rstest]
    #[case("081220987856 (Ani)", "+6281220987856", Some("Ani"))]
    #[case("+6281220987856 (Ibu Ani/istri)", "+6281220987856", Some("Ibu Ani/istri"))]
    #[case("0812 20987856 ext 12", "+6281220987856", Some("ext 12"))]
    #[case("081220987856 a.n. Budi", "+6281220987856", Some("a.n. Budi"))]
    #[case("081220987856 (Ani), 085282871055", "+6281220987856", Some("Ani"))]
    #[case("081220987856 (WA)", "+6281220987856", None)]
    #[case("081220987856", "+6281220987856", None)]
    fn a_remark_beside_a_number_is_left_out(#[case] text: &str, #[case] number: &str, #[case] remark: Option<&str>) {
        let cell = Cell::Text(text.into());
        assert_eq!((phone(&cell), phone_remark(&cell).as_deref()), (Contact::Good(number.into()), remark));
    }

    #[rstest]
    #[case("ani@contoh.go.id (pribadi)", "ani@contoh.go.id", Some("pribadi"))]
    #[case("ani@contoh.go.id a.n. Budi", "ani@contoh.go.id", Some("a.n. Budi"))]
    #[case("E-mail: ani@contoh.go.id", "ani@contoh.go.id", None)]
    fn a_remark_beside_an_address_is_left_out(#[case] text: &str, #[case] address: &str, #[case] remark: Option<&str>) {
        let cell = Cell::Text(text.into());
        assert_eq!((email(&cell), email_remark(&cell).as_deref()), (Contact::Good(address.into()), remark));
    }

    #[rstest]
    #[case("ani@contoh.go.id", true)]
    #[case("ani.m+1@contoh.co", true)]
    #[case("ani@contoh,go.id", false)]
    #[case("ani contoh.go.id", false)]
    #[case("ani@@contoh.go.id", false)]
    #[case("ani@contoh", false)]
    #[case("ani @contoh.go.id", false)]
    fn a_mail_address(#[case] text: &str, #[case] good: bool) {
        assert_eq!(matches!(email(&Cell::Text(text.into())), Contact::Good(_)), good);
    }

    #[rstest]
    #[case("Ani <ani@contoh.go.id>", Some("ani@contoh.go.id"))]
    #[case("E-mail: ani@contoh.go.id", Some("ani@contoh.go.id"))]
    #[case("ani@contoh.go.id, ani2@contoh.go.id", Some("ani@contoh.go.id"))]
    #[case("ani@contoh.go.id / ani2@contoh.go.id", Some("ani@contoh.go.id"))]
    #[case("ani@contoh.go.id, ani2@contoh,go.id", None)]
    #[case("ani maulana@contoh.go.id", None)]
    #[case("ani @contoh.go.id", None)]
    fn an_address_with_something_beside_it(#[case] text: &str, #[case] address: Option<&str>) {
        let got = match email(&Cell::Text(text.into())) {
            Contact::Good(address) => Some(address),
            _ => None,
        };
        assert_eq!(got.as_deref(), address);
    }

    #[test]
    fn letters_for_figures_get_a_suggestion_and_are_not_guessed() {
        assert_eq!(phone_suggestion("O8122O987856").as_deref(), Some("+6281220987856"));
        assert_eq!(phone_suggestion("nanti menyusul"), None);
    }

    #[test]
    fn what_an_address_was_meant_to_be() {
        assert_eq!(email_suggestion("ani@contoh,go.id").as_deref(), Some("ani@contoh.go.id"));
        assert_eq!(email_suggestion("ani @gmailcom").as_deref(), Some("ani@gmail.com"));
        assert_eq!(email_suggestion("anigmail.com").as_deref(), Some("ani@gmail.com"));
        assert_eq!(email_suggestion("ani"), None);
    }

    proptest! {
        #[test]
        fn all_shapes_of_one_number_are_one_number(rest in "8[1-9][0-9]{7,9}", shape in 0_usize..8) {
            let (a, b) = rest.split_at(3);
            let cell = match shape {
                0 => Cell::Text(format!("0{rest}")),
                1 => Cell::Text(format!("+62 {rest}")),
                2 => Cell::Text(format!("62{rest}")),
                3 => Cell::Text(format!("0{a}-{b}")),
                4 => Cell::Text(format!("+62-{a} {b}")),
                5 => Cell::Text(format!("(0{a}) {b}")),
                6 => Cell::Number(rest.parse().unwrap_or(0.0)),
                _ => Cell::Text(format!("+62(0){rest}")),
            };
            prop_assert_eq!(phone(&cell), Contact::Good(format!("+62{rest}")));
        }

        #[test]
        fn what_is_good_is_e164_and_nothing_panics(text in ".{0,30}") {
            if let Contact::Good(number) = phone(&Cell::Text(text.clone())) {
                prop_assert!(number.starts_with('+') && (9..=16).contains(&number.len()));
                prop_assert!(number.chars().skip(1).all(|c| c.is_ascii_digit()));
            }
            let _ = email(&Cell::Text(text.clone()));
            if let Some(mended) = email_suggestion(&text) {
                prop_assert!(is_address(&mended));
            }
        }
    }
}
