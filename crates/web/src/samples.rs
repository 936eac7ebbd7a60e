//! Renders every template with invented data. Each page module adds its own with a name, so that
//! the tests can look at each in both languages, and `scripts/shot.mjs` can picture it.

use askama::Template;

use crate::page::Page;

/// A page that was rendered.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Template and case, such as `verify/result valid`.
    pub name: String,
    /// What came out, or why nothing did.
    pub html: Result<String, String>,
}

/// Collects samples for one reader.
#[derive(Debug)]
pub struct Samples<'a> {
    /// What the templates have as `p`.
    pub p: &'a Page,
    all: Vec<Sample>,
}

impl<'a> Samples<'a> {
    /// Every sample of the house, as that reader sees them.
    #[must_use]
    pub fn of(p: &'a Page) -> Vec<Sample> {
        let mut samples = Self { p, all: Vec::new() };
        crate::pages::samples(&mut samples);
        samples.all
    }

    /// Adds a template with its data.
    pub fn add<T: Template>(&mut self, name: impl Into<String>, template: &T) {
        self.all.push(Sample { name: name.into(), html: template.render().map_err(|e| e.to_string()) });
    }
}
