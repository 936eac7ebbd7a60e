//! The words of the screens, from `locales/{id,en}/*.ftl`. Indonesian comes first and is what
//! a reader gets who asks for neither language.

use std::{borrow::Cow, fmt};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use unic_langid::langid;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/locales"]
struct Files;

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

/// The language of forms and papers.
impl From<Locale> for certification::form::Locale {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::Id => Self::Id,
            Locale::En => Self::En,
        }
    }
}

impl Locale {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// As in `lang` attributes, cookies and `?lang=`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }

    /// The language of that code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// What an `Accept-Language` header asks for: English only when it is wanted more than Indonesian.
    #[must_use]
    pub fn accept(header: &str) -> Option<Self> {
        header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let tag = pieces.next()?.trim();
                let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
                let locale = Self::parse(tag.split('-').next()?.to_ascii_lowercase().as_str())?;
                Some((locale, weight))
            })
            .fold(None, |best: Option<(Self, f32)>, next| match best {
                Some((_, weight)) if weight >= next.1 => best,
                _ => Some(next),
            })
            .map(|(locale, _)| locale)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A value for a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// A number: chooses the plural, is written as the language writes numbers.
    Number(i64),
    /// Text as it is.
    Text(Cow<'a, str>),
}

macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Arg<'_> {
            fn from(n: $kind) -> Self {
                Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }
        impl From<&$kind> for Arg<'_> {
            fn from(n: &$kind) -> Self {
                Self::from(*n)
            }
        }
        impl From<&&$kind> for Arg<'_> {
            fn from(n: &&$kind) -> Self {
                Self::from(**n)
            }
        }
    )+};
}
numbers!(i64, i32, u8, u16, u32, u64, usize);

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
impl<'a> From<&&'a str> for Arg<'a> {
    fn from(text: &&'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<&&'a String> for Arg<'a> {
    fn from(text: &&'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

/// A sentence that is to be said later, in the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its key.
    pub key: Cow<'static, str>,
    /// Its values.
    pub args: Vec<(Cow<'static, str>, Arg<'static>)>,
    /// Whether its way out follows, which stands under the key with `-remedy` behind it.
    pub remedy: bool,
}

/// Names a key, so that the tests find it.
#[must_use]
pub const fn key(name: &'static str) -> &'static str {
    name
}

impl Message {
    /// The sentence under `key("…")`.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: Vec::new(), remedy: false }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg<'static>>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }
}

/// All words of both languages.
pub struct Catalogue {
    id: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Catalogue")
    }
}

impl Catalogue {
    /// Reads every file; what cannot be read is logged, and the tests refuse it.
    #[must_use]
    pub fn load() -> Self {
        let (catalogue, faults) = Self::read();
        for fault in faults {
            tracing::error!(fault, "a file of words cannot be read");
        }
        catalogue
    }

    /// The words, and what is wrong with their files.
    #[must_use]
    pub fn read() -> (Self, Vec<String>) {
        let mut faults = Vec::new();
        let mut bundle = |locale: Locale| {
            let tag = if locale == Locale::Id { langid!("id") } else { langid!("en") };
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(match locale {
                Locale::Id => |value, _| number(value, '.'),
                Locale::En => |value, _| number(value, ','),
            }));
            for name in Files::iter().filter(|n| n.starts_with(locale.code()) && n.ends_with(".ftl")) {
                let text = Files::get(&name).map(|f| String::from_utf8_lossy(&f.data).into_owned()).unwrap_or_default();
                let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                    faults.extend(errors.iter().map(|e| format!("{name}: {e}")));
                    resource
                });
                if let Err(errors) = bundle.add_resource(resource) {
                    faults.extend(errors.iter().map(|e| format!("{name}: {e}")));
                }
            }
            bundle
        };
        (Self { id: bundle(Locale::Id), en: bundle(Locale::En) }, faults)
    }

    fn bundle(&self, locale: Locale) -> &FluentBundle<FluentResource> {
        match locale {
            Locale::Id => &self.id,
            Locale::En => &self.en,
        }
    }

    /// The words under `key`, which takes no values.
    #[must_use]
    pub fn plain(&self, locale: Locale, key: &str) -> Cow<'_, str> {
        let bundle = self.bundle(locale);
        match bundle.get_message(key).and_then(|m| m.value()) {
            Some(pattern) => bundle.format_pattern(pattern, None, &mut Vec::new()),
            None => Cow::Owned(self.say(locale, key, &[])),
        }
    }

    /// The words under `key`; a key that nobody translated shows itself between `⟦⟧`.
    #[must_use]
    pub fn say(&self, locale: Locale, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(locale, key, args).unwrap_or_else(|| {
            tracing::error!(key, locale = locale.code(), "a sentence is not translated");
            format!("⟦{key}⟧")
        })
    }

    /// The words under `key`, when there are any.
    #[must_use]
    pub fn find(&self, locale: Locale, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let bundle = self.bundle(locale);
        let pattern = bundle.get_message(key)?.value()?;
        let given = (!args.is_empty()).then(|| {
            let mut given = FluentArgs::with_capacity(args.len());
            for (name, value) in args {
                match value {
                    Arg::Number(n) => given.set(*name, FluentValue::from(*n)),
                    Arg::Text(text) => given.set(*name, FluentValue::from(text.as_ref())),
                }
            }
            given
        });
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, given.as_ref(), &mut errors).into_owned();
        for error in errors {
            tracing::error!(key, locale = locale.code(), %error, "a sentence lacks a value");
        }
        Some(text)
    }

    /// The sentence of a message.
    #[must_use]
    pub fn message(&self, locale: Locale, message: &Message) -> String {
        let args: Vec<_> = message.args.iter().map(|(name, value)| (name.as_ref(), value.clone())).collect();
        let said = self.say(locale, &message.key, &args);
        let remedy = message.remedy.then(|| self.find(locale, &format!("{}-remedy", message.key), &args)).flatten();
        match remedy {
            Some(remedy) => format!("{said} {remedy}"),
            None => said,
        }
    }
}

/// Whole numbers with the language's mark between thousands.
fn number(value: &FluentValue<'_>, mark: char) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value.fract() == 0.0 && n.value.abs() < 9e15 =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within range, as checked")]
            Some(crate::when::grouped(n.value as i64, mark))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_wanted_more_wins_and_others_are_passed_over() {
        assert_eq!(Locale::accept("en-GB,en;q=0.9"), Some(Locale::En));
        assert_eq!(Locale::accept("nl,en;q=0.5,id;q=0.8"), Some(Locale::Id));
        assert_eq!(Locale::accept("fr"), None);
    }

    #[test]
    fn every_file_of_words_can_be_read() {
        assert_eq!(Catalogue::read().1, Vec::<String>::new());
    }
}
