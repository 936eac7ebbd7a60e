//! Answers that are a file: taken in at the candidate's page, sealed under the candidate's key, and named by the digest
//! of what is stored. The answer itself is an event like any other and holds that name; it is taken only when the file
//! is there, so a receipt never speaks for a file that is not kept.

use bytes::Bytes;
use certification::{
    id::PersonId,
    record::Purpose,
    refusal::{Refusal, require},
};
use exam::{
    item::Interaction,
    sitting::{event::Act, given::Given, state::State},
};
use futures::Stream;
use store::{FileError, Lane, Media, Upload};

use super::{Bearer, ExamRoom};
use crate::WorkflowError;

/// Bytes of a MiB.
const MIB: u64 = 1024 * 1024;
/// Files that one seat may send within [`WINDOW`], so that nobody fills the disk: a guard of the server, and no setting.
const MOST_FILES: i64 = 100;
/// How long sent files are counted, microseconds: an hour.
const WINDOW: i64 = 3_600_000_000;

/// The stored file that an answer's name stands for: `<sha-256>.<ending>`.
#[must_use]
pub fn stored_name(name: &str) -> Option<&str> {
    let (file, ending) = name.split_once('.')?;
    let digest = file.len() == 64 && file.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (digest && ending.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(file)
}

/// The ending under which a file of that kind answers a question that takes these endings; none when it does not.
fn ending(media: Media, endings: &[String]) -> Option<&'static str> {
    let names: &[&'static str] = if media == Media::Jpeg { &["jpg", "jpeg"] } else { &[] };
    let own = media.extension();
    if endings.is_empty() {
        return Some(own);
    }
    std::iter::once(own).chain(names.iter().copied()).find(|name| endings.iter().any(|e| e == name))
}

impl ExamRoom {
    /// Takes a file in for a question. Answers the name under which an answer hands it in.
    ///
    /// # Errors
    /// Refused when the question takes no file or not of this kind, when it is too large, and when the sitting has
    /// ended; what the store refuses of a file.
    pub async fn keep_file<S, E>(&self, bearer: &Bearer, question: u16, bytes: S) -> Result<String, WorkflowError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Send,
    {
        let desk = self.desk(bearer).await?;
        let open = matches!(desk.seat.state, State::Working | State::OfflineSince(_) | State::Paused);
        require(open, "sitting.ended")?;
        let at = usize::from(question).checked_sub(1).and_then(|at| desk.shown.questions.get(at));
        let Some(Interaction::Upload { endings, .. }) = at.map(|question| &question.interaction) else {
            return Err(Refusal::new("sitting.no-file-wanted").into());
        };
        self.count_file(bearer).await?;
        let settings = self.flow.settings().await?;
        let number = |key| u64::try_from(settings.int(key)).unwrap_or_default();
        let upload = Upload {
            subject: Some(desk.seat.person()),
            purpose: Purpose::Case,
            limit: number("exam.upload_mib").saturating_mul(MIB),
            megapixels: number("upload.max_megapixels"),
            accept: Media::ANSWERS,
        };
        let files = self.flow.store().files()?;
        let file = match files.put(&upload, bytes).await {
            Ok(file) => file,
            Err(FileError::Refused(refusal)) => return Err(refusal.into()),
            Err(FileError::BrokeOff) => return Err(Refusal::new("sitting.file-broke-off").into()),
            Err(FileError::Store(error)) => return Err(error.into()),
        };
        let media = Media::ANSWERS.iter().copied().find(|media| media.mime() == file.media_type);
        let Some(ending) = media.and_then(|media| ending(media, endings)) else {
            files.delete(&file.name).await?;
            return Err(Refusal::new("sitting.file-kind").with("endings", endings.join(", ")).into());
        };
        Ok(format!("{}.{ending}", file.name))
    }

    async fn count_file(&self, bearer: &Bearer) -> Result<(), WorkflowError> {
        let key = format!("exam-file:{}", bearer.sitting);
        let sent = self
            .flow
            .store()
            .transact::<_, WorkflowError>(Lane::Interactive, move |tx| {
                let key = key.clone();
                Box::pin(async move { Ok(tx.throttle(&key, WINDOW, MOST_FILES).await?.count) })
            })
            .await?;
        if sent > MOST_FILES {
            return Err(Refusal::new("sitting.too-many-files").with("most", MOST_FILES).into());
        }
        Ok(())
    }

    /// Whether every file that an act hands in is kept, and is the candidate's own.
    pub(super) async fn files_held(&self, person: PersonId, act: &Act) -> Result<Result<(), Refusal>, WorkflowError> {
        let Act::Answered { answer: Given::Filed(names), .. } = act else { return Ok(Ok(())) };
        for name in names {
            let held = match stored_name(name) {
                Some(file) => self.flow.store().files()?.info(file).await?,
                None => None,
            };
            if held.is_none_or(|file| file.subject != Some(person)) {
                return Ok(Err(Refusal::new("sitting.file-unknown")));
            }
        }
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_answers_a_question_that_takes_its_kind() {
        let endings = |all: &[&str]| all.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>();
        assert_eq!(ending(Media::Pdf, &[]), Some("pdf"));
        assert_eq!(ending(Media::Jpeg, &endings(&["jpeg", "png"])), Some("jpeg"));
        assert_eq!(ending(Media::Docx, &endings(&["pdf"])), None);
    }

    #[test]
    fn an_answers_name_stands_for_a_stored_file_or_for_nothing() {
        let digest = "0a".repeat(32);
        assert_eq!(stored_name(&format!("{digest}.pdf")), Some(digest.as_str()));
        for name in ["laporan.pdf", &digest, &format!("../{digest}.pdf"), &format!("{digest}.p/f")] {
            assert_eq!(stored_name(name), None, "{name}");
        }
    }
}
