//! A search by what may be a person's: a name, a NIK, a mail address, a phone. Addresses lie in histories, on shared
//! computers and in the logs of proxies, so none holds what was typed. The form is sent, the answer leads to the list with
//! the words sealed, and from there on pages, orders and the way back work by addresses as everywhere.

use serde::Deserialize;

use crate::{
    Page, WebError,
    form::Fields,
    i18n::{Message, key},
    state::AppState,
};

/// The search field of a form.
const FIELD: &str = "q";
/// Name of the sealed words in an address.
pub const SOUGHT: &str = "dicari";
/// Most letters of a search.
const MOST: usize = 120;

/// What is looked for; part of what a list is asked for (`#[serde(flatten)]`). An address has it sealed, a form as it was
/// typed: [`Self::open`] reads the one, [`Self::seal`] the other.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sought {
    #[serde(rename = "q")]
    typed: String,
    #[serde(rename = "dicari")]
    sealed: String,
    #[serde(skip)]
    words: String,
    #[serde(skip)]
    unread: bool,
}

impl Sought {
    /// Opens what the address of `list` holds. What does not open is no search, and the field says so.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub fn open(&mut self, app: &AppState, p: &Page, list: &str) -> Result<(), WebError> {
        self.words.clear();
        if self.sealed.is_empty() {
            return Ok(());
        }
        match app.flow().access().open_sought(p.actor()?.person, list, &self.sealed) {
            Some(words) => self.words = words,
            None => {
                self.sealed.clear();
                self.unread = true;
            }
        }
        Ok(())
    }

    /// Seals what was typed for the address of `list`.
    ///
    /// # Errors
    /// When nobody is signed in; a fault when it cannot be sealed.
    pub fn seal(&mut self, app: &AppState, p: &Page, list: &str) -> Result<(), WebError> {
        self.words = self.typed.trim().chars().take(MOST).collect();
        self.sealed = match self.words.as_str() {
            "" => String::new(),
            words => app.flow().access().seal_sought(p.actor()?.person, list, words)?,
        };
        Ok(())
    }

    /// The words; empty when nothing is looked for.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// As an address holds them.
    #[must_use]
    pub fn sealed(&self) -> &str {
        &self.sealed
    }

    /// What the address held could not be read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.unread
    }

    /// The search field with these words, or with the sentence that they could not be read.
    #[must_use]
    pub fn field(&self, fields: Fields) -> Fields {
        let mut fields = fields.with(FIELD, &self.words);
        if self.unread {
            fields.wrong(FIELD, Message::new(key("search-unread")));
        }
        fields
    }
}
