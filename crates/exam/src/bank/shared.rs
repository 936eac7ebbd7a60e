//! Versions of what items share. A stimulus is never changed: its next version has a name of its own, `NAME.v2`, so that
//! an item and a form keep what they were reviewed with until they take the new one by a version of theirs.

use certification::refusal::Refusal;

use crate::item::StimulusId;

/// The name of a stimulus, apart from its version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Versioned {
    /// What all its versions are called.
    pub name: String,
    /// Which version, from 1.
    pub number: u32,
}

impl Versioned {
    /// `NAME.v3` is the third version of `NAME`; a name without an ending is the first of itself.
    #[must_use]
    pub fn of(id: &StimulusId) -> Self {
        let split = id.as_str().rsplit_once(".v").and_then(|(name, number)| {
            let plain = !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit());
            let number = number.parse::<u32>().ok().filter(|n| plain && *n > 1)?;
            (!name.is_empty()).then(|| Self { name: name.to_owned(), number })
        });
        split.unwrap_or_else(|| Self { name: id.to_string(), number: 1 })
    }
}

/// The name of the version after all those that are known.
///
/// # Errors
/// `bank.stimulus-name` when the name would be too long.
pub fn next<'a>(former: &StimulusId, known: impl IntoIterator<Item = &'a StimulusId>) -> Result<StimulusId, Refusal> {
    let Versioned { name, number } = Versioned::of(former);
    let others = known.into_iter().map(Versioned::of).filter(|other| other.name == name);
    let last = others.map(|other| other.number).max().unwrap_or(number).max(number);
    StimulusId::new(format!("{name}.v{}", last.saturating_add(1)))
        .map_err(|_| Refusal::new("bank.stimulus-name").with("name", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> StimulusId {
        StimulusId::new(name).unwrap()
    }

    #[test]
    fn a_version_is_told_by_its_ending_alone() {
        for (text, name, number) in
            [("kasus-1", "kasus-1", 1), ("kasus-1.v2", "kasus-1", 2), ("a.v1", "a.v1", 1), ("a.v02", "a.v02", 1)]
        {
            assert_eq!(Versioned::of(&id(text)), Versioned { name: name.to_owned(), number }, "{text}");
        }
    }

    #[test]
    fn the_next_version_comes_after_all_others() {
        let known = [id("kasus"), id("kasus.v2"), id("kasus.v4"), id("lain.v9")];
        assert_eq!(next(&id("kasus.v2"), &known).unwrap(), id("kasus.v5"));
        assert_eq!(next(&id("baru"), &known).unwrap(), id("baru.v2"));
        assert_eq!(next(&id(&"a".repeat(79)), &known).unwrap_err().code, "bank.stimulus-name");
    }
}
