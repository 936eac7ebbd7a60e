//! The definitions that ship with the product. A published version never changes; a new one is added.

use std::sync::LazyLock;

use super::definition::Definition;

macro_rules! shipped {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../../forms/", $path)))),*]
    };
}

/// Path and text of each shipped definition, in the order in which a case meets them.
const SHIPPED: &[(&str, &str)] = &shipped![
    "FR.APL.01/2023-1.json",
    "FR.APL.02/2023-1.json",
    "FR.MAPA.01/2023-1.json",
    "FR.MAPA.02/2023-1.json",
    "FR.AK.07/2023-1.json",
    "FR.AK.01/2023-1.json",
    "FR.IA.01/2023-1.json",
    "FR.IA.02/2023-1.json",
    "FR.IA.03/2023-1.json",
    "FR.IA.04A/2023-1.json",
    "FR.IA.04B/2023-1.json",
    "FR.IA.05C/2023-1.json",
    "FR.IA.06A/2023-1.json",
    "FR.IA.06B/2023-1.json",
    "FR.IA.06C/2023-1.json",
    "FR.IA.07/2023-1.json",
    "FR.IA.08/2023-1.json",
    "FR.IA.09/2023-1.json",
    "FR.IA.10/2023-1.json",
    "FR.IA.11/2023-1.json",
    "FR.AK.02/2023-1.json",
    "FR.AK.03/2023-1.json",
    "FR.AK.04/2023-1.json",
    "FR.AK.05/2023-1.json",
    "FR.AK.06/2023-1.json",
    "FR.VA/2023-1.json",
];

static ALL: LazyLock<Vec<Definition>> = LazyLock::new(|| {
    SHIPPED
        .iter()
        .map(|(path, text)| {
            Definition::from_json(text).unwrap_or_else(|fault| panic!("shipped definition {path}: {fault}"))
        })
        .collect()
});

/// Every shipped definition.
#[must_use]
pub fn all() -> &'static [Definition] {
    &ALL
}

/// The newest version of that code.
#[must_use]
pub fn current(code: &str) -> Option<&'static Definition> {
    ALL.iter().rfind(|d| d.code == code)
}

/// The version that a filled form pinned.
#[must_use]
pub fn version(code: &str, version: &str) -> Option<&'static Definition> {
    ALL.iter().find(|d| d.code == code && d.version == version)
}

#[cfg(test)]
pub(super) const fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}
