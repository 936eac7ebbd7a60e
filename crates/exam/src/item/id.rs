//! Names of things in the bank. Each is plain text that every format can carry: letters, digits, `.`, `_`, `-`;
//! each has a type of its own, so that an option's name cannot stand where an item's is wanted.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Text that cannot be a name: empty, longer than [`LONGEST`], or with other signs than letters, digits, `.`, `_`, `-`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a name of 1 to 80 letters, digits, dots, underscores and hyphens")]
pub struct NotAName;

/// The most signs of a name.
pub const LONGEST: usize = 80;

fn fits(text: &str) -> bool {
    let sign = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(sign)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads a name.
            ///
            /// # Errors
            /// When the text is empty, too long, or has signs that not every format can carry.
            pub fn new(text: impl Into<String>) -> Result<Self, NotAName> {
                let text = text.into();
                if fits(&text) { Ok(Self(text)) } else { Err(NotAName) }
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// A letter for the first 26, then `A27` and so on: how options are named that come without names.
            #[must_use]
            pub fn letter(index: usize) -> Self {
                match u8::try_from(index) {
                    Ok(index @ 0..26) => Self(char::from(b'A' + index).to_string()),
                    _ => Self(format!("A{}", index.saturating_add(1))),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAName;
            fn from_str(text: &str) -> Result<Self, NotAName> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAName;
            fn try_from(text: String) -> Result<Self, NotAName> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

names! {
    /// An item of the bank, the same in all its versions.
    ItemId,
    /// A text, picture or recording that several items share.
    StimulusId,
    /// An option, premise, response or step within one item.
    ChoiceId,
    /// A gap within one item.
    GapId,
}
