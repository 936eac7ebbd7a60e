//! Papers of cases, panels and certificates: facts are gathered here and handed to `documents`,
//! which lays them out. Nothing here decides; a paper prints what the records say.

mod assessment;
mod assignment;
mod certificate;
mod exam;
mod form;
mod gathering;
mod panel;
mod picture;
mod report;
mod slip;

use std::collections::BTreeMap;

use certification::{body, issuer::Issuer, setting::Settings};
use documents::{Body, Electronic, Paper, PaperError, Pdf};
use store::{Read, journal::newest_act};

use crate::{Workflow, WorkflowError, place};

pub use self::exam::{ExamPrint, SEATS_AT_ONCE};
pub use assessment::{Assessment, Attended, AttendedLine, OfScheme, Tally, assessment};
pub use assignment::{Assigned, Barred, assigned};
pub use form::Filling;
pub use gathering::{Expected, Gathering, Sheet};

/// Requirements whose document is the person's photo.
pub(crate) const PHOTO: [&str; 2] = ["pas-foto", "foto"];

/// The body's letterhead: its words and its uploaded emblems.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// Name, licence, address, logo.
    pub body: Body,
    /// Emblems by the names that papers give them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Settings in force.
    pub settings: Settings,
}

/// Where an uploaded emblem stands in a paper.
const EMBLEMS: [(&str, &str); 3] =
    [("emblem.body", "files/body"), ("emblem.left", "files/left"), ("emblem.right", "files/right")];

impl Letterhead {
    /// The name of an emblem in the paper, when the body uploaded one.
    #[must_use]
    pub fn emblem(&self, name: &str) -> Option<String> {
        self.files.contains_key(name).then(|| name.to_owned())
    }
}

impl Workflow {
    /// The letterhead as it stands now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn letterhead(&self) -> Result<Letterhead, WorkflowError> {
        self.letterhead_by(self.settings().await?).await
    }

    /// The letterhead of what was signed or issued, as it was then: kept with it, or as the journal tells of that day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) async fn letterhead_of(&self, kept: Option<&Issuer>, day: &str) -> Result<Letterhead, WorkflowError> {
        let now = self.settings().await?;
        let then = match kept {
            Some(issuer) => issuer.over(now),
            None => self.issuer_on(day).await?.over(now),
        };
        self.letterhead_by(then).await
    }

    async fn letterhead_by(&self, settings: Settings) -> Result<Letterhead, WorkflowError> {
        let mut files = BTreeMap::new();
        for (slot, name) in EMBLEMS {
            let Some((object, _)) = settings.value(slot).and_then(body::emblem) else { continue };
            files.insert(name.to_owned(), self.store().files()?.bytes(&object).await?.to_vec());
        }
        let logo = files.contains_key("files/body").then(|| "files/body".to_owned());
        let body = Body {
            name: settings.text("body.name"),
            licence: settings.text("body.licence"),
            address: settings.text("body.address"),
            logo,
            kop: None,
        };
        Ok(Letterhead { body, files, settings })
    }

    /// Prints a paper, off the threads that answer people.
    ///
    /// # Errors
    /// Refused when a sign cannot be printed; otherwise a fault.
    pub async fn print(&self, paper: Paper) -> Result<Pdf, WorkflowError> {
        let press = self.press().clone();
        tokio::task::spawn_blocking(move || press.render(&paper))
            .await
            .map_err(|e| WorkflowError::Fault(e.to_string()))?
            .map_err(WorkflowError::from)
    }
}

impl From<PaperError> for WorkflowError {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::Glyphs(missing) => {
                Self::Refused(certification::refusal::Refusal::new("paper.glyphs").with("signs", missing.0.len()))
            }
            other => Self::Fault(other.to_string()),
        }
    }
}

/// How an electronic signature came about: when the act was recorded, and the last part of its name in the journal.
/// Nothing while there is no such act.
async fn electronic(
    reader: &mut impl Read,
    stream: &str,
    act: &str,
    zone: &str,
) -> Result<Option<Electronic>, WorkflowError> {
    let Some((id, recorded)) = newest_act(reader, stream, act).await? else { return Ok(None) };
    let (at, time) = moment(recorded, zone);
    let id = id.to_string();
    let entry = id.rsplit('-').next().unwrap_or(&id).to_owned();
    Ok(Some(Electronic { at, time, entry }))
}

/// An instant as papers write it: the day, and the time with the zone's sign.
fn moment(instant: i64, zone: &str) -> (String, String) {
    let tz = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let at = jiff::Timestamp::from_microsecond(instant).unwrap_or_default().to_zoned_datetime(tz);
    (at.date().to_string(), format!("{:02}.{:02} {}", at.hour(), at.minute(), place::zone_sign(zone)))
}
