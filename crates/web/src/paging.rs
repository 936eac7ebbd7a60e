//! Lists in parts: one part of a list with where the parts before and after it stand, and the addresses that ask for
//! them. Lists are continued after the key of a row, never by number.

use certification::record::Record;
use serde::Deserialize;
use store::{Find, Read, Value};

use crate::{WebError, form::Fields, part::kit::Pager};

/// These values as the query of an address; those that are empty are left out.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish()
}

/// The address of `path` with these values; those that are empty are left out.
#[must_use]
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let query = query(pairs);
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Where the part before ended, from the `text~id` of an address; none begins the list anew.
#[must_use]
pub fn text_and_id(asked: &str) -> Option<[Value; 2]> {
    let (text, id) = asked.rsplit_once('~')?;
    Some([text.into(), id.into()])
}

/// Where the part before ended, from the `instant~id` of an address; none begins the list anew.
#[must_use]
pub fn instant_and_id(asked: &str) -> Option<[Value; 2]> {
    let (instant, id) = asked.split_once('~')?;
    Some([instant.parse::<i64>().ok()?.into(), id.into()])
}

/// One part of what is looked for, at most `rows` of it, in the order of `find`. `after` is where the part before
/// ended, in values of that order; `end` says it of a row as an address does, and `address` makes the address of the
/// part that begins there.
///
/// # Errors
/// When the store cannot be read.
pub async fn part<R: Record>(
    reader: &mut impl Read,
    find: Find,
    rows: u16,
    after: Option<[Value; 2]>,
    end: impl Fn(&R) -> String,
    address: impl Fn(&str) -> String,
) -> Result<(Vec<R>, Pager), WebError> {
    let all = reader.count::<R>(&find).await?;
    let before = after.is_some().then(|| address(""));
    let find = match after {
        Some(values) => find.after(values),
        None => find,
    };
    let mut found: Vec<R> = reader.find(&find.limit(i64::from(rows) + 1)).await?;
    let more = found.len() > usize::from(rows);
    found.truncate(usize::from(rows));
    let after = found.last().filter(|_| more).map(|last| address(&end(last)));
    let pager = Pager { shown: found.len(), all, before, after };
    Ok((found, pager))
}

/// What a list of drafts and of what is published is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ByStatus {
    keadaan: String,
    /// Where the page before ended: the text that orders the list, and the id.
    sesudah: String,
}

impl ByStatus {
    /// Only the one or the other is asked for.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        matches!(self.keadaan.as_str(), "draft" | "published")
    }

    /// The fields of the filter as they were sent.
    #[must_use]
    pub fn fields(&self) -> Fields {
        Fields::new().with("keadaan", &self.keadaan)
    }

    /// The part of the list under `path` that is asked for, in the order of the column `by`, whose text `end` says of a
    /// row together with its id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn part<R: Record>(
        &self,
        reader: &mut impl Read,
        path: &str,
        by: &'static str,
        rows: u16,
        end: impl Fn(&R) -> String,
    ) -> Result<(Vec<R>, Pager), WebError> {
        let find = if self.is_narrowed() { Find::by("status", self.keadaan.as_str()) } else { Find::all() };
        let address = |after: &str| address(path, &[("keadaan", &self.keadaan), ("sesudah", after)]);
        part(reader, find.order_by(&[by, "id"]), rows, text_and_id(&self.sesudah), end, address).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_what_was_asked_and_nothing_else() {
        assert_eq!(address("/standar", &[("keadaan", ""), ("sesudah", "")]), "/standar");
        let asked = [("keadaan", "draft"), ("q", ""), ("sesudah", "a b~1")];
        assert_eq!(address("/standar", &asked), "/standar?keadaan=draft&sesudah=a+b%7E1");
    }

    #[test]
    fn a_text_may_hold_the_sign_that_parts_it_from_the_id() {
        assert_eq!(text_and_id("a~b~1"), Some(["a~b".into(), "1".into()]));
        assert_eq!(text_and_id("a"), None);
    }
}
