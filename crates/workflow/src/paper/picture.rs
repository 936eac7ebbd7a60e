//! Pictures that papers will show are looked at before anything depends on them: a certificate whose number is given
//! must not wait for ever for a picture that nothing can print.

use certification::{body::emblem, casefile::CaseFile, refusal::Refusal};

use tokio::sync::Semaphore;

use super::{EMBLEMS, PHOTO};
use crate::{Workflow, WorkflowError};

/// Pictures that are opened at the same time: one of a phone takes up to 120 MB while it is.
static TURNS: Semaphore = Semaphore::const_new(2);

impl Workflow {
    /// Whether a paper can show this picture: it is whole, and of a kind that prints.
    ///
    /// # Errors
    /// A fault when it could not be looked at.
    pub async fn printable(&self, bytes: Vec<u8>) -> Result<bool, WorkflowError> {
        let _turn = TURNS.acquire().await.map_err(|e| WorkflowError::Fault(e.to_string()))?;
        tokio::task::spawn_blocking(move || documents::printable(&bytes))
            .await
            .map_err(|e| WorkflowError::Fault(e.to_string()))
    }

    /// Looks at what is handed in for a requirement, stored as `object`: a photo of its holder is shown on the
    /// certificate, so it is a picture that prints.
    ///
    /// # Errors
    /// Refused when it is no JPEG or PNG (`document.photo-kind`), or is damaged (`picture.damaged`).
    pub async fn check_photo(&self, requirement: &str, object: &str, media_type: &str) -> Result<(), WorkflowError> {
        if !PHOTO.contains(&requirement) {
            return Ok(());
        }
        if !is_shown(media_type) {
            return Err(Refusal::new("document.photo-kind").into());
        }
        let bytes = self.store().files()?.bytes(object).await?.to_vec();
        if self.printable(bytes).await? { Ok(()) } else { Err(Refusal::new("picture.damaged").into()) }
    }

    /// Looks at the pictures that a certificate issued now would show.
    ///
    /// # Errors
    /// Refused with the picture that cannot be printed (`paper.emblem`, `paper.photo`).
    pub(crate) async fn check_pictures(&self, file: &CaseFile) -> Result<(), WorkflowError> {
        let settings = self.settings().await?;
        for (slot, _) in EMBLEMS {
            let Some((object, _)) = settings.value(slot).and_then(emblem) else { continue };
            if !self.printable(self.store().files()?.bytes(&object).await?.to_vec()).await? {
                return Err(Refusal::new("paper.emblem").into());
            }
        }
        let photo =
            file.standing_documents().find(|d| PHOTO.contains(&d.requirement.as_str()) && is_shown(&d.media_type));
        if let Some(photo) = photo
            && !self.printable(self.store().files()?.bytes(&photo.file).await?.to_vec()).await?
        {
            return Err(Refusal::new("paper.photo").into());
        }
        Ok(())
    }
}

/// Kinds of picture that a certificate shows.
pub(super) fn is_shown(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png")
}
