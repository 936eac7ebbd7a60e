//! Standards and schemes: imported with a preview, published once, never changed after (ISO/IEC 17024 8).

use serde::Serialize;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::PersonId,
    permit::{Action, Object},
    record::scheme::{SchemeVersion, Standard, Unit},
    refusal::{Refusal, require},
};

/// A standard with what its acts need.
#[derive(Debug, Clone)]
pub struct StandardFile {
    /// The standard.
    pub standard: Standard,
    /// Not stored yet.
    pub new: bool,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for StandardFile {
    fn stream(&self) -> String {
        format!("standard/{}", self.standard.id)
    }

    fn subject(&self) -> Option<PersonId> {
        None
    }

    fn object(&self) -> Object {
        Object::body()
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        self.outcome.put(&self.standard);
        std::mem::take(&mut self.outcome)
    }
}

/// Stores a standard as it was read and confirmed in the preview.
#[derive(Debug, Clone, Serialize)]
pub struct ImportStandard {
    /// Title.
    pub title: String,
    /// The instrument that set it.
    pub source: String,
    /// Its units.
    pub units: Vec<Unit>,
    /// Example material.
    pub example: bool,
}

impl Act for ImportStandard {
    type File = StandardFile;
    const NAME: &'static str = "ImportStandard";
    const ACTION: Action = Action::ChangeStandards;

    fn judge(&self, file: &mut StandardFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(file.new || file.standard.status == "draft", "standard.published")?;
        require(!self.title.trim().is_empty(), "standard.title")?;
        whole(&self.units)?;
        file.standard.title = self.title.trim().to_owned();
        file.standard.source = self.source.trim().to_owned();
        file.standard.units.clone_from(&self.units);
        file.standard.example = self.example;
        file.standard.status = "draft".to_owned();
        Ok(())
    }
}

/// Publishes a standard; from then on it never changes.
#[derive(Debug, Clone, Serialize)]
pub struct PublishStandard {}

impl Act for PublishStandard {
    type File = StandardFile;
    const NAME: &'static str = "PublishStandard";
    const ACTION: Action = Action::ChangeStandards;

    fn judge(&self, file: &mut StandardFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.standard.status == "draft", "standard.published")?;
        file.standard.status = "published".to_owned();
        file.standard.published_at = Some(context.now);
        Ok(())
    }
}

/// A version of a scheme with what its acts need.
#[derive(Debug, Clone)]
pub struct SchemeFile {
    /// The version.
    pub scheme: SchemeVersion,
    /// Not stored yet.
    pub new: bool,
    /// A version of this name exists.
    pub version_taken: bool,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for SchemeFile {
    fn stream(&self) -> String {
        format!("scheme/{}", self.scheme.id)
    }

    fn subject(&self) -> Option<PersonId> {
        None
    }

    fn object(&self) -> Object {
        Object::body()
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        self.outcome.put(&self.scheme);
        std::mem::take(&mut self.outcome)
    }
}

/// Stores a scheme version as a draft.
#[derive(Debug, Clone, Serialize)]
pub struct DraftScheme {
    /// The version; its id, status and date are the file's.
    pub scheme: SchemeVersion,
}

impl Act for DraftScheme {
    type File = SchemeFile;
    const NAME: &'static str = "DraftScheme";
    const ACTION: Action = Action::ChangeStandards;

    fn judge(&self, file: &mut SchemeFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(file.new || file.scheme.status == "draft", "scheme.published")?;
        require(!file.version_taken, "scheme.version-taken")?;
        let scheme = &self.scheme;
        require(!scheme.slug.is_empty() && !scheme.name_id.trim().is_empty(), "scheme.name")?;
        require((1..=120).contains(&scheme.validity_months), "scheme.validity")?;
        require(!scheme.alternatives.is_empty(), "scheme.no-requirement")?;
        whole(&scheme.units)?;
        file.scheme =
            SchemeVersion { id: file.scheme.id, status: "draft".to_owned(), published_at: None, ..scheme.clone() };
        Ok(())
    }
}

/// Publishes a scheme version; from then on it never changes, and cases may pin it.
#[derive(Debug, Clone, Serialize)]
pub struct PublishScheme {}

impl Act for PublishScheme {
    type File = SchemeFile;
    const NAME: &'static str = "PublishScheme";
    const ACTION: Action = Action::ChangeStandards;

    fn judge(&self, file: &mut SchemeFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.scheme.status == "draft", "scheme.published")?;
        file.scheme.status = "published".to_owned();
        file.scheme.published_at = Some(context.now);
        Ok(())
    }
}

/// Units that can be assessed: each with a code of its own, elements, and criteria with text.
fn whole(units: &[Unit]) -> Result<(), Refusal> {
    require(!units.is_empty(), "standard.no-unit")?;
    let mut codes: Vec<&str> = units.iter().map(|u| u.code.as_str()).collect();
    codes.sort_unstable();
    if let Some(twice) = codes.windows(2).find(|w| w[0] == w[1]) {
        return Err(Refusal::new("standard.unit-twice").with("unit", twice[0]));
    }
    for unit in units {
        let elements = !unit.elements.is_empty() && unit.elements.iter().all(|e| !e.criteria.is_empty());
        if unit.code.trim().is_empty() || unit.title.trim().is_empty() || !elements {
            return Err(Refusal::new("standard.unit-incomplete").with("unit", &unit.code));
        }
    }
    Ok(())
}
