//! A date of birth in three fields: day, month, year, in the order in which it is said, whatever order the browser's
//! calendar has. Between page and engine it is one answer, as ISO writes it.

/// What the names of the three fields end in.
pub(super) const ENDS: [&str; 3] = ["~h", "~b", "~t"];

/// Day, month and year of an answer, as it stands or as it was typed.
pub(super) fn parts(value: &str) -> [String; 3] {
    let typed: Vec<&str> = value.split('/').collect();
    if let [day, month, year] = typed[..] {
        return [day, month, year].map(str::to_owned);
    }
    let iso: Vec<&str> = value.split('-').collect();
    match iso[..] {
        [year, month, day] => [day, month, year].map(|part| part.trim_start_matches('0').to_owned()),
        _ => [String::new(), String::new(), value.to_owned()],
    }
}

/// The three fields as the one answer that the engine knows. What is no date stays as it was typed, for the engine to
/// say so.
pub(super) fn joined(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let [day, month, year] = ENDS;
    let mut out: Vec<(String, String)> = Vec::with_capacity(pairs.len());
    for (name, value) in &pairs {
        let Some(field) = name.strip_suffix(day) else {
            if !name.ends_with(month) && !name.ends_with(year) {
                out.push((name.clone(), value.clone()));
            }
            continue;
        };
        let other = |end: &str| {
            let wanted = format!("{field}{end}");
            pairs.iter().find(|(n, _)| *n == wanted).map_or("", |(_, v)| v.trim())
        };
        out.push((field.to_owned(), one([value.trim(), other(month), other(year)])));
    }
    out
}

fn one([day, month, year]: [&str; 3]) -> String {
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return String::new();
    }
    let number = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if number(day, 2) && number(month, 2) && number(year, 4) && year.len() == 4 {
        return format!("{year}-{month:0>2}-{day:0>2}");
    }
    format!("{day}/{month}/{year}")
}

#[cfg(test)]
mod tests {
    use super::{joined, parts};

    fn sent(day: &str, month: &str, year: &str) -> String {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let pairs = vec![pair("nama", "Rusdi"), pair("born~h", day), pair("born~b", month), pair("born~t", year)];
        let joined = joined(pairs);
        assert_eq!(joined.len(), 2, "the three are one answer");
        joined[1].1.clone()
    }

    #[test]
    fn three_fields_are_one_date() {
        assert_eq!(sent("5", "3", "1983"), "1983-03-05");
        assert_eq!(sent("", "", ""), "", "nothing typed is nothing answered");
        assert_eq!(parts("1983-03-05"), ["5", "3", "1983"]);
    }

    #[test]
    fn what_is_no_date_stays_as_it_was_typed() {
        for typed in [["5", "Maret", "1983"], ["5", "", "1983"], ["5", "3", "83"]] {
            assert_eq!(parts(&sent(typed[0], typed[1], typed[2])), typed);
        }
        assert_eq!(parts(&sent("31", "2", "1983")), ["31", "2", "1983"]);
    }
}
