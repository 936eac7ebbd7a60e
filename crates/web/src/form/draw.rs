//! Fields as markup: label, hint, error and control, each tied to the others.

use std::{borrow::Cow, fmt};

use askama::filters::HtmlSafe;

use super::Fields;
use crate::{
    page::{Page, escape},
    part::{Icon, icon},
};

/// A label with its control. Displays as markup.
#[derive(Debug)]
pub struct Input<'a> {
    fields: &'a Fields,
    page: &'a Page,
    name: &'a str,
    kind: &'a str,
    label: Cow<'a, str>,
    hint: Option<Cow<'a, str>>,
    class: &'a str,
    options: Vec<(String, String)>,
    groups: &'a [(String, Vec<(String, String)>)],
    attributes: Vec<(&'static str, Cow<'a, str>)>,
}

impl<'a> Input<'a> {
    pub(super) fn new(fields: &'a Fields, page: &'a Page, name: &'a str, kind: &'a str) -> Self {
        Self {
            fields,
            page,
            name,
            kind,
            label: Cow::Borrowed(name),
            hint: None,
            class: "",
            options: Vec::new(),
            groups: &[],
            attributes: Vec::new(),
        }
    }

    /// Its label, by key.
    #[must_use]
    pub fn label(mut self, key: &'a str) -> Self {
        self.label = self.page.t(key);
        self
    }

    /// Its label, in words already chosen, as of a form definition.
    #[must_use]
    pub fn labelled(mut self, words: &str) -> Self {
        self.label = Cow::Owned(words.to_owned());
        self
    }

    /// A hint above the control, by key.
    #[must_use]
    pub fn hint(mut self, key: &'a str) -> Self {
        self.hint = Some(self.page.t(key));
        self
    }

    /// A hint in words already chosen.
    #[must_use]
    pub fn hinted(mut self, words: &str) -> Self {
        self.hint = Some(Cow::Owned(words.to_owned()));
        self
    }

    /// Classes of the control, such as `kode` or `lebar-7`.
    #[must_use]
    pub fn class(mut self, class: &'a str) -> Self {
        self.class = class;
        self
    }

    /// What may be chosen in a list.
    #[must_use]
    pub fn option(mut self, value: impl ToString, words: impl ToString) -> Self {
        self.options.push((value.to_string(), words.to_string()));
        self
    }

    /// Several choices of a list.
    #[must_use]
    pub fn options(mut self, options: &[(String, String)]) -> Self {
        self.options.extend_from_slice(options);
        self
    }

    /// Choices of a list under headings, after those without.
    #[must_use]
    pub fn grouped(mut self, groups: &'a [(String, Vec<(String, String)>)]) -> Self {
        self.groups = groups;
        self
    }

    /// An attribute of the control.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: &'a str) -> Self {
        self.attributes.push((name, Cow::Borrowed(value)));
        self
    }

    /// What a browser may fill in: `username`, `current-password`, `one-time-code`, `off` …
    #[must_use]
    pub fn auto(self, what: &'a str) -> Self {
        self.set("autocomplete", what)
    }

    /// Which keyboard a phone shows: `numeric`, `email`, `tel`.
    #[must_use]
    pub fn mode(self, mode: &'a str) -> Self {
        self.set("inputmode", mode)
    }

    /// It must be filled in.
    #[must_use]
    pub fn required(self) -> Self {
        self.set("aria-required", "true")
    }

    fn choices(&self, f: &mut fmt::Formatter<'_>, options: &[(String, String)]) -> fmt::Result {
        options.iter().try_for_each(|(option, words)| {
            let selected = if self.fields.has(self.name, option) { " selected" } else { "" };
            write!(f, r#"<option value="{}"{selected}>{}</option>"#, escape(option), escape(words))
        })
    }

    fn attributes(&self, f: &mut fmt::Formatter<'_>, class: &str) -> fmt::Result {
        let (id, error) = (escape(self.name), self.fields.error(self.name));
        write!(f, r#" class="{class}" id="{id}" name="{id}""#)?;
        let described: Vec<_> = [(self.hint.is_some(), "-d"), (error.is_some(), "-e")]
            .into_iter()
            .filter(|(there, _)| *there)
            .map(|(_, end)| format!("{id}{end}"))
            .collect();
        if !described.is_empty() {
            write!(f, r#" aria-describedby="{}""#, described.join(" "))?;
        }
        if error.is_some() {
            f.write_str(r#" aria-invalid="true""#)?;
        }
        self.attributes.iter().try_for_each(|(name, value)| write!(f, r#" {name}="{}""#, escape(value)))
    }
}

impl fmt::Display for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = escape(self.name);
        write!(f, r#"<div class="ds-field"><label for="{id}">{}</label>"#, escape(&self.label))?;
        if let Some(hint) = &self.hint {
            write!(f, r#"<p data-field="description" class="kecil" id="{id}-d">{}</p>"#, escape(hint))?;
        }
        error_line(f, self.page, self.fields, self.name)?;
        let class = if self.class.is_empty() { "ds-input".to_owned() } else { format!("ds-input {}", self.class) };
        let value = escape(self.fields.value(self.name));
        match self.kind {
            "area" => {
                f.write_str("<textarea")?;
                self.attributes(f, &class)?;
                // A line break right after the tag is not part of the text.
                write!(f, ">\n{value}</textarea>")?;
            }
            "select" => {
                f.write_str("<select")?;
                self.attributes(f, &class)?;
                f.write_str(">")?;
                self.choices(f, &self.options)?;
                for (heading, options) in self.groups {
                    write!(f, r#"<optgroup label="{}">"#, escape(heading))?;
                    self.choices(f, options)?;
                    f.write_str("</optgroup>")?;
                }
                f.write_str("</select>")?;
            }
            kind => {
                write!(f, r#"<input type="{kind}""#)?;
                self.attributes(f, &class)?;
                if !matches!(kind, "password" | "file") {
                    write!(f, r#" value="{value}""#)?;
                }
                f.write_str(">")?;
            }
        }
        f.write_str("</div>")
    }
}
impl HtmlSafe for Input<'_> {}

fn error_line(f: &mut fmt::Formatter<'_>, page: &Page, fields: &Fields, name: &str) -> fmt::Result {
    match fields.error(name) {
        Some(message) => write!(
            f,
            r#"<p class="salah" id="{}-e">{}{}</p>"#,
            escape(name),
            page.draw(icon("x")),
            escape(&page.m(message))
        ),
        None => Ok(()),
    }
}

/// Answers side by side, under a legend.
#[derive(Debug)]
pub struct Choice<'a> {
    fields: &'a Fields,
    page: &'a Page,
    name: &'a str,
    legend: Cow<'a, str>,
    hidden: bool,
    answers: Vec<(&'a str, Cow<'a, str>, &'a str, Icon)>,
}

impl<'a> Choice<'a> {
    pub(super) fn new(fields: &'a Fields, page: &'a Page, name: &'a str) -> Self {
        Self { fields, page, name, legend: Cow::Borrowed(name), hidden: false, answers: Vec::new() }
    }

    /// Its legend, by key.
    #[must_use]
    pub fn legend(mut self, key: &'a str) -> Self {
        self.legend = self.page.t(key);
        self
    }

    /// Its legend in words already chosen.
    #[must_use]
    pub fn named(mut self, words: &str) -> Self {
        self.legend = Cow::Owned(words.to_owned());
        self
    }

    /// The legend stands beside it already; keep it for screen readers only.
    #[must_use]
    pub const fn quiet(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// An answer: value, words (`p.t("…")`), colour when chosen, icon when chosen (`icon("check")`).
    #[must_use]
    pub fn answer(mut self, value: &'a str, words: impl Into<Cow<'a, str>>, color: &'a str, icon: Icon) -> Self {
        self.answers.push((value, words.into(), color, icon));
        self
    }

    /// *Ya* or *Tidak*; neither is red.
    #[must_use]
    pub fn yes_no(self) -> Self {
        let (yes, no) = (self.page.t("form-yes"), self.page.t("form-no"));
        self.answer("yes", yes, "success", icon("check")).answer("no", no, "neutral", icon("minus"))
    }
}

impl fmt::Display for Choice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = escape(self.name);
        let wrong = self.fields.error(self.name).is_some();
        let described = if wrong { format!(r#" aria-describedby="{name}-e""#) } else { String::new() };
        let legend_class = if self.hidden { r#" class="hanya-pembaca""# } else { "" };
        write!(
            f,
            r#"<fieldset class="tumpuk j2" id="{name}"{described}><legend{legend_class}>{}</legend>"#,
            escape(&self.legend)
        )?;
        error_line(f, self.page, self.fields, self.name)?;
        let three = if self.answers.len() == 3 { " pilah--tiga" } else { "" };
        write!(f, r#"<div class="pilah{three}">"#)?;
        for (value, words, color, icon) in &self.answers {
            let checked = if self.fields.has(self.name, value) { " checked" } else { "" };
            write!(
                f,
                r#"<label data-color="{color}"><input type="radio" name="{name}" value="{}"{checked}>{}{}</label>"#,
                escape(value),
                self.page.draw(icon),
                escape(words)
            )?;
        }
        f.write_str("</div></fieldset>")
    }
}
impl HtmlSafe for Choice<'_> {}

/// One box to tick, with its words.
#[derive(Debug)]
pub struct Check<'a> {
    fields: &'a Fields,
    page: &'a Page,
    name: &'a str,
    value: &'a str,
    label: Cow<'a, str>,
}

impl<'a> Check<'a> {
    pub(super) fn new(fields: &'a Fields, page: &'a Page, name: &'a str, value: &'a str) -> Self {
        Self { fields, page, name, value, label: Cow::Borrowed(value) }
    }

    /// Its words, by key.
    #[must_use]
    pub fn label(mut self, key: &'a str) -> Self {
        self.label = self.page.t(key);
        self
    }

    /// Its words, already chosen.
    #[must_use]
    pub fn labelled(mut self, words: &str) -> Self {
        self.label = Cow::Owned(words.to_owned());
        self
    }
}

impl fmt::Display for Check<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = (escape(self.name), escape(self.value));
        error_line(f, self.page, self.fields, self.name)?;
        let checked = if self.fields.has(self.name, self.value) { " checked" } else { "" };
        write!(
            f,
            r#"<label class="pilihan"><input type="checkbox" class="centang" name="{name}" value="{value}"{checked}><span>{}</span></label>"#,
            escape(&self.label)
        )
    }
}
impl HtmlSafe for Check<'_> {}

/// What is wrong, on top of the form, each linked to its field.
#[derive(Debug)]
pub struct Summary<'a> {
    pub(super) fields: &'a Fields,
    pub(super) page: &'a Page,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.fields.errors();
        if errors.is_empty() {
            return Ok(());
        }
        let heading = self.page.ta("form-errors").with("n", errors.len()).to_string();
        write!(
            f,
            r#"<div class="ringkas" role="group" aria-labelledby="ringkas" tabindex="-1"><h2 class="besar" id="ringkas">{}</h2><ul class="butir">"#,
            escape(&heading)
        )?;
        for (name, message) in errors {
            let called = self.fields.name(name).map_or_else(String::new, |words| format!("{}: ", self.page.m(words)));
            let said = format!("{called}{}", self.page.m(message));
            write!(f, r##"<li><a href="#{}">{}</a></li>"##, escape(name), escape(&said))?;
        }
        f.write_str("</ul></div>")
    }
}
impl HtmlSafe for Summary<'_> {}
