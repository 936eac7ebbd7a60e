//! Pictures, recordings and other files by reference: the item holds a name within the bank or package, never an
//! address. So nothing is fetched from elsewhere when an item is shown, printed or imported.

use serde::{Deserialize, Serialize};

/// Text that cannot name a file: empty, longer than 200 bytes, absolute, climbing (`..`), an address, or with signs that
/// a file system or a zip may misread.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a relative file name")]
pub struct NotAFile;

/// The name of a file that an item shows: a relative path with `/`, such as `media/rak-900.png`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MediaName(String);

impl MediaName {
    /// Reads a name.
    ///
    /// # Errors
    /// When the text is no safe relative path.
    pub fn new(text: impl Into<String>) -> Result<Self, NotAFile> {
        let text = text.into();
        let sign = |c: char| !c.is_control() && !matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%');
        let part = |part: &str| !part.is_empty() && part != "." && part != ".." && part.trim() == part;
        let fits = (1..=200).contains(&text.len()) && text.chars().all(sign) && text.split('/').all(part);
        if fits { Ok(Self(text)) } else { Err(NotAFile) }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for MediaName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for MediaName {
    type Error = NotAFile;
    fn try_from(text: String) -> Result<Self, NotAFile> {
        Self::new(text)
    }
}

impl From<MediaName> for String {
    fn from(name: MediaName) -> Self {
        name.0
    }
}

/// A picture with the words for who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its file.
    pub file: MediaName,
    /// What it shows, in words; empty only where the picture adds nothing.
    #[serde(default)]
    pub alt: String,
    /// Width in pixels as shown, where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels as shown, where it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audio {
    /// Its file.
    pub file: MediaName,
    /// What is heard, in words, for who cannot hear it; empty where the item is about listening.
    #[serde(default)]
    pub transcript: String,
}
