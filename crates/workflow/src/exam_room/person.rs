//! Who sits there: the photo that the candidate handed in, for the invigilator to compare with the person at the door.

use std::collections::BTreeSet;

use certification::{
    id::{CaseId, SittingId},
    permit::{Action, Actor, Object},
    record::case::Document,
};
use store::{Find, Media, Read, outside::Access};

use super::{ExamRoom, Seat};
use crate::{WorkflowError, may_see, paper::PHOTO};

/// Photos that a browser can show, of these cases.
fn of_cases(cases: impl Iterator<Item = CaseId>) -> Find {
    Find::all().one_of("case_id", cases).one_of("requirement", PHOTO).null("superseded_by")
}

/// Cases of whose candidate a photo is held.
pub(super) async fn photos(read: &mut impl Read, seats: &[Seat]) -> Result<BTreeSet<CaseId>, WorkflowError> {
    let mut held = BTreeSet::new();
    for chunk in seats.chunks(500) {
        let all: Vec<Document> = read.find(&of_cases(chunk.iter().map(Seat::case))).await?;
        held.extend(all.iter().filter(|document| shown(document)).map(|document| document.case_id));
    }
    Ok(held)
}

fn shown(document: &Document) -> bool {
    let kinds = [Media::Jpeg, Media::Png];
    kinds.iter().any(|kind| kind.mime() == document.media_type)
}

impl ExamRoom {
    /// The photo of who should sit there, and its media type; a look at it is noted.
    ///
    /// # Errors
    /// Not found when it is not theirs to watch over.
    pub async fn photo(&self, actor: &Actor, sitting: SittingId) -> Result<Option<(String, Vec<u8>)>, WorkflowError> {
        let row = self.watched(actor, sitting).await?.row();
        let permit = may_see(actor, Action::Invigilate, &Object::event(row.event_id))?;
        let mut all: Vec<Document> = self.flow.reader().find(&of_cases(std::iter::once(row.case_id))).await?;
        all.retain(shown);
        all.sort_by_key(|document| document.uploaded_at);
        let Some(photo) = all.pop() else { return Ok(None) };
        let access = Access {
            person_id: Some(actor.person),
            duty: permit.duty(),
            action: "see-photo".to_owned(),
            object: format!("document:{}", photo.id),
            subject: Some(row.person_id),
        };
        self.flow.note_look(access).await?;
        let bytes = self.flow.store().files()?.bytes(&photo.file).await?;
        Ok(Some((photo.media_type, bytes.to_vec())))
    }
}
