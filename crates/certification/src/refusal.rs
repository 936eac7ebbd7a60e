//! Refusals: what a person can act on. A refusal has a code, from which the screens take its
//! sentence and its way out in both languages, arguments without personal data, and the rule it rests on.

use serde::{Deserialize, Serialize};

/// Why an act was not taken, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}{}", spelled(.args))]
pub struct Refusal {
    /// Stable code, such as `decision.assessor-may-not-decide`.
    pub code: String,
    /// Values for the sentence: numbers, dates, codes of units or forms; never personal data.
    pub args: Vec<(String, String)>,
    /// The rule, such as `R-02` or `ISO/IEC 17024 9.4`.
    pub rule: Option<String>,
}

/// Arguments as logs write them.
fn spelled(args: &[(String, String)]) -> String {
    args.iter().map(|(name, value)| format!(" {name}={value}")).collect()
}

impl Refusal {
    /// A refusal of that code.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), args: Vec::new(), rule: None }
    }

    /// Names the rule it rests on.
    #[must_use]
    pub fn by(mut self, rule: &str) -> Self {
        self.rule = Some(rule.to_owned());
        self
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }
}

/// Refuses with `code` unless `condition` holds.
///
/// # Errors
/// The refusal, when the condition does not hold.
pub fn require(condition: bool, code: &str) -> Result<(), Refusal> {
    if condition { Ok(()) } else { Err(Refusal::new(code)) }
}
