//! Small parts of pages that Rust makes: icons, labels, spine labels, bars. One place says what a
//! stage or status is called, which icon it has and in which colour.

use std::fmt;

use askama::filters::HtmlSafe;
use certification::duty::Duty;

use crate::{
    i18n::{Message, key},
    page::escape,
};

pub mod appeal;
pub mod case;
pub mod certificate;
pub mod consent;
pub mod filed;
pub mod kit;
pub mod qr;
mod result;
pub mod stage;
pub mod tie;

pub use self::result::outcome;

/// The name of a Lucide icon. Write `icon("name")`, so that the build finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon(pub(crate) &'static str);

/// An icon by its name.
#[must_use]
pub const fn icon(name: &'static str) -> Icon {
    Icon(name)
}

/// A label: icon, word, colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// `success`, `warning`, `danger`, `info`, `neutral` or `accent`.
    pub color: &'static str,
    /// Its icon.
    pub icon: Option<Icon>,
    /// Its words, when they are to be translated.
    pub message: Option<Message>,
    /// Its words as they are, otherwise.
    pub word: String,
}

impl Tag {
    /// A label with translated words.
    #[must_use]
    pub const fn new(color: &'static str, icon: Icon, message: Message) -> Self {
        Self { color, icon: Some(icon), message: Some(message), word: String::new() }
    }

    /// A grey label without an icon, with words as they are.
    #[must_use]
    pub fn plain(word: impl Into<String>) -> Self {
        Self { color: "neutral", icon: None, message: None, word: word.into() }
    }
}

/// The spine label of a case, `LD / 031 / RAM`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spine {
    /// Cluster, running number, first three letters of the name.
    pub parts: [String; 3],
    /// Where it leads.
    pub href: Option<String>,
    /// Larger, at the head of a page.
    pub large: bool,
}

impl Spine {
    /// The label of `LD 031 RAM`.
    #[must_use]
    pub fn new(cluster: &str, number: i64, name: &str) -> Self {
        let letters: String = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).take(3).collect();
        Self { parts: [cluster.to_owned(), format!("{number:03}"), letters], href: None, large: false }
    }

    /// The label as [`certification::casefile::label`] writes it, such as `LD 031 RAM`.
    #[must_use]
    pub fn of(label: &str) -> Self {
        let mut parts = label.splitn(3, ' ').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        Self { parts: [part(), part(), part()], href: None, large: false }
    }

    /// That leads to a page.
    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// For the head of a page.
    #[must_use]
    pub const fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// In one line, for titles and labels.
    #[must_use]
    pub fn line(&self) -> String {
        self.parts.join(" ")
    }
}

impl fmt::Display for Spine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = if self.large { "punggung punggung--besar" } else { "punggung" };
        let [a, b, c] = [&self.parts[0], &self.parts[1], &self.parts[2]].map(|part| escape(part));
        let inner = format!("<b>{a}</b> <span>{b}</span> <span>{c}</span>");
        match &self.href {
            Some(href) => write!(f, r#"<a class="{class}" href="{}">{inner}</a>"#, escape(href)),
            None => write!(f, r#"<span class="{class}">{inner}</span>"#),
        }
    }
}
impl HtmlSafe for Spine {}

/// A bar: how much of a whole is done. Say the same in words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// How many are done.
    pub done: i64,
    /// Of how many.
    pub whole: i64,
    /// What it says to a screen reader.
    pub label: String,
}

impl fmt::Display for Bar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.done.clamp(0, self.whole.max(0)) * 1000 / self.whole.max(1);
        write!(
            f,
            r#"<svg class="palang" role="img" aria-label="{}"><rect width="{}.{}%" height="100%"/></svg>"#,
            escape(&self.label),
            tenths / 10,
            tenths % 10
        )
    }
}
impl HtmlSafe for Bar {}

/// Says that something is an example, not official.
#[must_use]
pub const fn example() -> Tag {
    Tag::new("neutral", icon("info"), Message::new(key("example")))
}

/// Key of a duty's name.
#[must_use]
pub const fn duty_key(duty: Duty) -> &'static str {
    match duty {
        Duty::Administrator => key("duty-administrator"),
        Duty::Staff => key("duty-staff"),
        Duty::Manager => key("duty-manager"),
        Duty::SchemeCommittee => key("duty-scheme-committee"),
        Duty::PanelMember => key("duty-panel-member"),
        Duty::Head => key("duty-head"),
        Duty::Deputy => key("duty-deputy"),
        Duty::Assessor => key("duty-assessor"),
        Duty::Candidate => key("duty-candidate"),
        Duty::Facilitator => key("duty-facilitator"),
        Duty::Contact => key("duty-contact"),
        Duty::System => key("duty-system"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spine_label_escapes_and_takes_three_letters_of_the_name() {
        assert_eq!(Spine::new("LD", 31, "Nur'aini").line(), "LD 031 NUR");
        assert!(Spine::new("<b>", 1, "x").to_string().contains("&lt;b&gt;"));
    }

    #[test]
    fn a_bar_never_runs_past_its_end() {
        let bar = |done, whole| Bar { done, whole, label: String::new() }.to_string();
        assert!(bar(10, 14).contains(r#"width="71.4%""#));
        assert!(bar(9, 3).contains(r#"width="100.0%""#));
        assert!(bar(1, 0).contains(r#"width="0.0%""#));
    }
}
