//! What a person typed, and what is wrong with it.

use super::{Check, Choice, Input, ONCE, Summary};
use crate::{i18n::Message, page::Page};

/// Fields of a form with their values and errors, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields {
    values: Vec<(String, String)>,
    errors: Vec<(String, Message)>,
    names: Vec<(String, Message)>,
}

impl Fields {
    /// Nothing typed yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From a body as browsers send it.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        Self { values: form_urlencoded::parse(bytes).into_owned().collect(), ..Self::default() }
    }

    /// With a value, as when an existing record is shown.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.values.push((name.to_owned(), value.to_string()));
        self
    }

    /// The first value of a field; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Every value of a field, as of ticked boxes.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The field has that value among its values.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|v| v == value)
    }

    /// Every field but the token, as sent.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().filter(|(n, _)| n != ONCE).map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// Names and values that answer something: those of the form's own working (`_aksi`, `_once`) left out.
    #[must_use]
    pub fn answers(&self) -> Vec<(String, String)> {
        self.all().filter(|(name, _)| !name.starts_with('_')).map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
    }

    /// Says what is wrong with a field. The first error of a field counts.
    pub fn wrong(&mut self, name: &str, message: Message) {
        if self.error(name).is_none() {
            self.errors.push((name.to_owned(), message));
        }
    }

    /// Says that a field is not filled in, and in the summary which one: by the key of its label.
    pub fn lacking(&mut self, name: &str, label: &'static str) {
        self.wrong(name, Message::new(crate::i18n::key("form-required")));
        self.called(name, Message::new(label));
    }

    /// What a field is called where its error stands away from it: in the summary.
    pub fn called(&mut self, name: &str, words: Message) {
        self.names.push((name.to_owned(), words));
    }

    /// What a field is called in the summary; nothing where its error says so itself.
    #[must_use]
    pub fn name(&self, name: &str) -> Option<&Message> {
        self.names.iter().find(|(n, _)| n == name).map(|(_, words)| words)
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&Message> {
        self.errors.iter().find(|(n, _)| n == name).map(|(_, m)| m)
    }

    /// Every error, in the order found.
    #[must_use]
    pub fn errors(&self) -> &[(String, Message)] {
        &self.errors
    }

    /// Nothing is wrong.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.errors.is_empty()
    }

    /// The summary on top of a form with errors; nothing when all is right.
    #[must_use]
    pub fn summary<'a>(&'a self, p: &'a Page) -> Summary<'a> {
        Summary { fields: self, page: p }
    }

    /// A line of text.
    #[must_use]
    pub fn text<'a>(&'a self, p: &'a Page, name: &'a str) -> Input<'a> {
        Input::new(self, p, name, "text")
    }

    /// A password; never filled in again.
    #[must_use]
    pub fn password<'a>(&'a self, p: &'a Page, name: &'a str) -> Input<'a> {
        Input::new(self, p, name, "password")
    }

    /// A field of that type: `email`, `tel`, `search`, `date`, `time`, `number`.
    #[must_use]
    pub fn typed<'a>(&'a self, p: &'a Page, name: &'a str, kind: &'a str) -> Input<'a> {
        Input::new(self, p, name, kind)
    }

    /// Several lines of text.
    #[must_use]
    pub fn area<'a>(&'a self, p: &'a Page, name: &'a str) -> Input<'a> {
        Input::new(self, p, name, "area")
    }

    /// One of a list; add what may be chosen with `.option()`.
    #[must_use]
    pub fn select<'a>(&'a self, p: &'a Page, name: &'a str) -> Input<'a> {
        Input::new(self, p, name, "select")
    }

    /// Files.
    #[must_use]
    pub fn file<'a>(&'a self, p: &'a Page, name: &'a str) -> Input<'a> {
        Input::new(self, p, name, "file")
    }

    /// Two or three answers side by side.
    #[must_use]
    pub fn choice<'a>(&'a self, p: &'a Page, name: &'a str) -> Choice<'a> {
        Choice::new(self, p, name)
    }

    /// One box to tick.
    #[must_use]
    pub fn check<'a>(&'a self, p: &'a Page, name: &'a str, value: &'a str) -> Check<'a> {
        Check::new(self, p, name, value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::key;

    #[test]
    fn several_values_of_a_name_are_kept_and_the_token_is_not_among_them() {
        let fields = Fields::parse(b"pilih=a&pilih=b%26c&_once=x");
        assert_eq!(fields.values("pilih").collect::<Vec<_>>(), ["a", "b&c"]);
        assert_eq!(fields.all().count(), 2);
    }

    #[test]
    fn the_first_error_of_a_field_counts() {
        let mut fields = Fields::new();
        fields.wrong("nik", Message::new(key("form-required")));
        fields.wrong("nik", Message::new(key("form-too-long")));
        assert_eq!(fields.error("nik"), Some(&Message::new(key("form-required"))));
        assert_eq!(fields.errors().len(), 1);
    }
}
