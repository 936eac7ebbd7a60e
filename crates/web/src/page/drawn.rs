//! What a page draws as markup: icons, labels, and the hidden token of a form.

use std::fmt;

use askama::filters::HtmlSafe;
use uuid::Uuid;

use super::escape;

/// An icon, drawn.
#[derive(Debug)]
pub struct Drawn {
    pub(super) sprite: String,
    pub(super) name: &'static str,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r##"<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>"##, self.sprite, self.name)
    }
}
impl HtmlSafe for Drawn {}

/// A label, drawn.
#[derive(Debug)]
pub struct TagDrawn {
    pub(super) color: &'static str,
    pub(super) icon: Option<Drawn>,
    pub(super) word: String,
}

impl fmt::Display for TagDrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"<span class="ds-tag" data-color="{}">"#, self.color)?;
        if let Some(icon) = &self.icon {
            icon.fmt(f)?;
        }
        write!(f, "{}</span>", escape(&self.word))
    }
}
impl HtmlSafe for TagDrawn {}

/// The hidden field of a form that is taken once only.
#[derive(Debug)]
pub struct Once(pub(super) Uuid);

impl fmt::Display for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"<input type="hidden" name="{}" value="{}">"#, crate::form::ONCE, self.0)
    }
}
impl HtmlSafe for Once {}
