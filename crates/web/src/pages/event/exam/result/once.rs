//! What is withheld from most questions for one reason is said once above them, and not in every row.

use std::collections::BTreeMap;

use super::analysis::ItemRow;
use crate::{
    i18n::key,
    pages::{figure::Said, options::OptionRow},
};

/// Up to so many rows say it themselves.
const FEW: usize = 3;

/// A column's words, by their key, and why its figures are withheld.
pub(super) type Once = (&'static str, String);

/// Takes the reason that most rows of a column share out of them.
fn take<'a>(column: &'static str, all: impl Iterator<Item = &'a mut Said>) -> Option<Once> {
    let withheld: Vec<&mut Said> = all.filter(|said| said.number.is_none()).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for said in &withheld {
        *times.entry(&said.sentence).or_default() += 1;
    }
    let (reason, _) = times.into_iter().filter(|(_, n)| *n > FEW).max_by_key(|(_, n)| *n)?;
    let reason = reason.to_owned();
    withheld.into_iter().filter(|said| said.sentence == reason).for_each(|said| said.sentence.clear());
    Some((column, reason))
}

/// What is said once of the questions.
pub(super) fn of_items(items: &mut [ItemRow]) -> Vec<Once> {
    let mut all = vec![
        take(key("result-difficulty"), items.iter_mut().map(|item| &mut item.difficulty)),
        take(key("result-shrunk"), items.iter_mut().map(|item| &mut item.shrunk)),
        take(key("result-discrimination"), items.iter_mut().map(|item| &mut item.discrimination)),
        take(key("result-time"), items.iter_mut().map(|item| &mut item.median)),
        take(key("result-time"), items.iter_mut().map(|item| &mut item.rapid)),
    ];
    all.dedup();
    all.into_iter().flatten().collect()
}

/// What is said once of their options.
pub(super) fn of_options(items: &mut [ItemRow]) -> Vec<Once> {
    fn options(items: &mut [ItemRow]) -> impl Iterator<Item = &mut OptionRow> {
        items.iter_mut().flat_map(|item| &mut item.options)
    }
    let all = [
        take(key("result-share"), options(items).map(|option| &mut option.share)),
        take(key("result-strength"), options(items).map(|option| &mut option.strength)),
        take(key("result-time"), options(items).filter_map(|option| option.time.as_mut())),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::pages::figure::Said;

    fn said(number: bool, sentence: &str) -> Said {
        let number = number.then(|| ("7 %".to_owned(), "2–16".to_owned()));
        Said { number, sentence: sentence.to_owned(), exceeded: false }
    }

    #[test]
    fn a_reason_that_most_rows_share_is_said_once_and_another_stays_in_its_row() {
        let few = "Belum ditampilkan: 9 dari paling sedikit 50.";
        let mut rows = vec![said(false, few); 4];
        rows.push(said(false, "Belum ditampilkan: 2 dari paling sedikit 50."));
        rows.push(said(true, "Sukar."));
        assert_eq!(take("result-discrimination", rows.iter_mut()), Some(("result-discrimination", few.to_owned())));
        let left: Vec<&str> = rows.iter().map(|row| row.sentence.as_str()).collect();
        assert_eq!(left, ["", "", "", "", "Belum ditampilkan: 2 dari paling sedikit 50.", "Sukar."]);
        let mut three = vec![said(false, few); 3];
        assert_eq!(take("result-discrimination", three.iter_mut()), None);
        assert_eq!(three[0].sentence, few);
    }
}
