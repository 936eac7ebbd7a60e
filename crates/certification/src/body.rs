//! The certification body's own choices: settings and imported code lists.

use serde::Serialize;
use serde_json::Value;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::PersonId,
    permit::{Action, Object},
    record::organisation::{CodeEntry, Setting},
    refusal::{Refusal, require},
    setting,
    text::fold,
};

/// What the body's own acts are judged against.
#[derive(Debug, Clone, Default)]
pub struct BodyFile {
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for BodyFile {
    fn stream(&self) -> String {
        "body".to_owned()
    }

    fn subject(&self) -> Option<PersonId> {
        None
    }

    fn object(&self) -> Object {
        Object::body()
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

/// Changes settings.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeSettings {
    /// Key and what was typed.
    pub values: Vec<(String, String)>,
}

impl Act for ChangeSettings {
    type File = BodyFile;
    const NAME: &'static str = "ChangeSettings";
    const ACTION: Action = Action::ChangeSettings;

    fn judge(&self, file: &mut BodyFile, context: &Context<'_>) -> Result<(), Refusal> {
        for (key, typed) in &self.values {
            let value = setting::parse(key, typed)?;
            file.outcome.put(&Setting { id: key.clone(), value, changed_at: context.now });
        }
        Ok(())
    }
}

/// Records that new wrapping and signing keys were made. The keys stand in the keyset alone.
#[derive(Debug, Clone, Serialize)]
pub struct RotateKeys {
    /// Their version.
    pub version: i64,
    /// What they are known by, without revealing them: another copy of the keyset may hold others of that version.
    pub mark: String,
}

impl Act for RotateKeys {
    type File = BodyFile;
    const NAME: &'static str = "RotateKeys";
    const ACTION: Action = Action::RotateKeys;

    fn judge(&self, _: &mut BodyFile, _: &Context<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Keeps an emblem that a licensed body uploads; none is shipped.
#[derive(Debug, Clone, Serialize)]
pub struct SetEmblem {
    /// `emblem.body`, `emblem.left` or `emblem.right`.
    pub slot: String,
    /// Name of the stored object.
    pub file: String,
    /// Media type recognised from the content.
    pub media_type: String,
}

/// Where a body's own emblems stand on papers.
pub const EMBLEMS: [&str; 3] = ["emblem.body", "emblem.left", "emblem.right"];

impl Act for SetEmblem {
    type File = BodyFile;
    const NAME: &'static str = "SetEmblem";
    const ACTION: Action = Action::ChangeSettings;

    fn judge(&self, file: &mut BodyFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(EMBLEMS.contains(&self.slot.as_str()), "emblem.slot")?;
        require(matches!(self.media_type.as_str(), "image/png" | "image/jpeg"), "emblem.type")?;
        let value = serde_json::json!({ "file": self.file, "media_type": self.media_type });
        file.outcome.put(&Setting { id: self.slot.clone(), value, changed_at: context.now });
        Ok(())
    }
}

/// Imports a code list of the authority. Codes are never invented.
#[derive(Debug, Clone, Serialize)]
pub struct ImportCodes {
    /// Name of the list, such as `pendidikan`.
    pub list: String,
    /// Code and label.
    pub entries: Vec<(String, String)>,
}

/// The lists that the BNSP workbook needs.
pub const CODE_LISTS: [&str; 7] =
    ["pendidikan", "pekerjaan", "sumber-anggaran", "kementerian", "kota", "provinsi", "jadwal"];

/// The lists in which our own values are looked up, so that a person may say what has no equal there.
pub const MATCHED_LISTS: [&str; 5] = ["pendidikan", "pekerjaan", "sumber-anggaran", "kota", "provinsi"];

/// Under which name the matches of a list are kept: entries whose label is our value and whose code is theirs.
#[must_use]
pub fn matches_of(list: &str) -> String {
    format!("match:{list}")
}

/// Longest value that is matched, in characters.
const VALUE_MAX: usize = 200;

/// Says which code of the authority stands for a value of ours that its list does not hold; or, without a code, that
/// none does any more.
#[derive(Debug, Clone, Serialize)]
pub struct MatchCode {
    /// Name of the list.
    pub list: String,
    /// Our value, such as *Pustakawan Mahir*.
    pub value: String,
    /// Their code; empty when none stands for it.
    pub code: String,
}

impl Act for MatchCode {
    type File = BodyFile;
    const NAME: &'static str = "MatchCode";
    const ACTION: Action = Action::ChangeSettings;

    fn judge(&self, file: &mut BodyFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(MATCHED_LISTS.contains(&self.list.as_str()), "codes.unknown-list")?;
        let (value, list) = (self.value.trim(), matches_of(&self.list));
        require(!fold(value).is_empty() && value.chars().count() <= VALUE_MAX, "codes.no-value")?;
        file.outcome.put(&CodeEntry {
            id: format!("{list}:{}", fold(value)),
            list,
            code: self.code.trim().to_owned(),
            label: value.to_owned(),
        });
        Ok(())
    }
}

impl Act for ImportCodes {
    type File = BodyFile;
    const NAME: &'static str = "ImportCodes";
    const ACTION: Action = Action::ChangeSettings;

    fn judge(&self, file: &mut BodyFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(CODE_LISTS.contains(&self.list.as_str()), "codes.unknown-list")?;
        require(!self.entries.is_empty(), "codes.empty")?;
        for (code, label) in &self.entries {
            require(!code.trim().is_empty(), "codes.empty-code")?;
            file.outcome.put(&CodeEntry {
                id: format!("{}:{}", self.list, code.trim()),
                list: self.list.clone(),
                code: code.trim().to_owned(),
                label: label.trim().to_owned(),
            });
        }
        Ok(())
    }
}

/// The stored object of an emblem, when one was uploaded.
#[must_use]
pub fn emblem(value: &Value) -> Option<(String, String)> {
    Some((value.get("file")?.as_str()?.to_owned(), value.get("media_type")?.as_str()?.to_owned()))
}
