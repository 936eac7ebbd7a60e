//! The body as a signed paper says it: taken from the settings at the moment of the signature and kept with what was
//! signed, so that a later change of a setting changes nothing that stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    body::{EMBLEMS, emblem},
    form::Locale,
    setting::Settings,
};

/// Whoever issued a decree, minutes or a certificate, as its letterhead said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Number of its licence.
    pub licence: String,
    /// Address.
    pub address: String,
    /// City in which it signs.
    pub city: String,
    /// Zone of its days and times.
    pub zone: String,
    /// Whether it issues in the authority's name.
    pub on_behalf: bool,
    /// Stored object and media type of each emblem, by its place.
    #[serde(default)]
    pub emblems: BTreeMap<String, (String, String)>,
}

impl Issuer {
    /// As the settings say now.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let emblem = |slot: &&str| Some(((*slot).to_owned(), emblem(settings.value(slot)?)?));
        Self {
            name: settings.text("body.name"),
            name_en: settings.text("body.name_en"),
            licence: settings.text("body.licence"),
            address: settings.text("body.address"),
            city: settings.text("body.city"),
            zone: settings.text("body.zone"),
            on_behalf: settings.yes("body.on_behalf_of_bnsp"),
            emblems: EMBLEMS.iter().filter_map(emblem).collect(),
        }
    }

    /// The settings in force, but with the body as it was.
    #[must_use]
    pub fn over(&self, mut settings: Settings) -> Settings {
        for (key, value) in [
            ("body.name", &self.name),
            ("body.name_en", &self.name_en),
            ("body.licence", &self.licence),
            ("body.address", &self.address),
            ("body.city", &self.city),
            ("body.zone", &self.zone),
        ] {
            settings.put(key, Some(json!(value)));
        }
        settings.put("body.on_behalf_of_bnsp", Some(json!(if self.on_behalf { "yes" } else { "no" })));
        for slot in EMBLEMS {
            let kept = self.emblems.get(slot);
            settings.put(slot, kept.map(|(file, media_type)| json!({ "file": file, "media_type": media_type })));
        }
        settings
    }

    /// The name in a language.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        locale.prefer(&self.name, &self.name_en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_stands_over_later_settings_and_nothing_else_does() {
        let mut then = Settings::default();
        then.put("body.name", Some(json!("LSP Lama")));
        then.put("emblem.left", Some(json!({ "file": "a", "media_type": "image/png" })));
        let issuer = Issuer::of(&then);
        let mut now = Settings::default();
        now.put("body.name", Some(json!("LSP Baru")));
        now.put("body.on_behalf_of_bnsp", Some(json!("yes")));
        now.put("emblem.left", Some(json!({ "file": "b", "media_type": "image/png" })));
        now.put("emblem.body", Some(json!({ "file": "c", "media_type": "image/png" })));
        now.put("panel.quorum", Some(json!(5)));
        let shown = issuer.over(now);
        assert_eq!(Issuer::of(&shown), issuer);
        assert_eq!((shown.text("body.name").as_str(), shown.int("panel.quorum")), ("LSP Lama", 5));
        assert!(shown.value("emblem.body").is_none());
    }

    #[test]
    fn it_is_kept_as_it_was() {
        let issuer = Issuer::of(&Settings::default());
        let kept: Issuer = serde_json::from_value(json!(issuer)).unwrap();
        assert_eq!(kept, issuer);
    }
}
