//! What items show and share: files, known by their first bytes, and stimuli in versions. Nothing takes the place of
//! anything: a changed stimulus is a version with a name of its own, so that items and forms keep what they were
//! reviewed with.

use certification::{
    exam::KeepParts,
    permit::{Action, Actor, Object},
    record::{Purpose, exam::ItemPart},
    refusal::Refusal,
};
use exam::{
    bank::shared::{self, Versioned},
    item::{Item, Stimulus, StimulusId, check},
};
use store::{Find, Media, Read as _, Upload};

use super::{ExamBank, ItemFilter, ItemStep};
use crate::{WorkflowError, exam_room::Safe, may_see};

/// What an item may show.
const SHOWN: &[Media] = &[Media::Png, Media::Jpeg, Media::Mp3, Media::Ogg, Media::Wav, Media::M4a];

/// A file that an item may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaKind {
    /// The usual ending of its name.
    pub ending: &'static str,
    /// Width and height of a picture, pixels; none for a recording.
    pub size: Option<(u32, u32)>,
}

impl MediaKind {
    /// What a file is, by its first bytes; none when it is neither a picture nor a recording, or a picture of which
    /// the size cannot be read.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let media = Media::of(bytes).filter(|media| SHOWN.contains(media))?;
        let ending = media.extension();
        if Media::SOUNDS.contains(&media) {
            return Some(Self { ending, size: None });
        }
        Media::size(bytes).map(|size| Self { ending, size: Some(size) })
    }
}

/// A stimulus of the bank.
#[derive(Debug, Clone)]
pub struct Shared {
    /// What it shows.
    pub stimulus: Stimulus,
    /// Its version, from 1.
    pub version: u32,
    /// No later version of it is there.
    pub newest: bool,
    /// When it was kept, microseconds UTC.
    pub at: i64,
}

/// An item that uses a stimulus.
#[derive(Debug, Clone)]
pub struct UsedBy {
    /// The item.
    pub item: String,
    /// Its name for people.
    pub title: String,
    /// Its state, as stored.
    pub state: String,
    /// Which version of the stimulus.
    pub stimulus: StimulusId,
}

impl ExamBank {
    /// Keeps files and stimuli that items show.
    ///
    /// # Errors
    /// Refused when a name stands for something else already.
    pub async fn keep_parts(
        &self,
        actor: &Actor,
        files: &[(String, Vec<u8>)],
        stimuli: &[Stimulus],
    ) -> Result<(), WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let settings = self.flow.settings().await?;
        let most = |key: &str| u64::try_from(settings.int(key)).unwrap_or_default();
        let (limit, megapixels) = (most("exam.media_mib") << 20, most("upload.max_megapixels"));
        let known = self.stimuli().await?;
        let mut parts = Vec::new();
        for (name, bytes) in files {
            match self.media(name).await? {
                Some((_, there)) if there == *bytes => continue,
                Some(_) => return Err(Refusal::new("bank.other-part").with("name", name).into()),
                None => {}
            }
            let upload = Upload { subject: None, purpose: Purpose::Case, limit, megapixels, accept: SHOWN };
            let object = self.flow.store().files()?.put_bytes(&upload, bytes.clone()).await?;
            parts.push(ItemPart {
                id: format!("media:{name}"),
                kind: "media".to_owned(),
                file: object.name,
                media_type: object.media_type,
                sealed_text: String::new(),
                updated_at: 0,
            });
        }
        for stimulus in stimuli {
            match known.iter().find(|known| known.id == stimulus.id) {
                Some(known) if known == stimulus => continue,
                Some(_) => return Err(Refusal::new("bank.other-part").with("name", &stimulus.id).into()),
                None => {}
            }
            let id = format!("stimulus:{}", stimulus.id.as_str());
            let sealed_text = Safe::of(self.flow.store()).seal_json(&["item-part", &id], stimulus)?;
            let (file, media_type) = (String::new(), String::new());
            parts.push(ItemPart { id, kind: "stimulus".to_owned(), file, media_type, sealed_text, updated_at: 0 });
        }
        if parts.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
        self.flow.perform(actor, names.clone(), KeepParts { names, parts }).await.map(drop)
    }

    /// A file that items show, and its media type.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn media(&self, name: &str) -> Result<Option<(String, Vec<u8>)>, WorkflowError> {
        let Some(part) = self.flow.reader().get::<ItemPart>(format!("media:{name}")).await? else { return Ok(None) };
        Ok(Some((part.media_type, self.flow.store().files()?.bytes(&part.file).await?.to_vec())))
    }

    pub(super) async fn stimuli(&self) -> Result<Vec<Stimulus>, WorkflowError> {
        Ok(self.kept().await?.into_iter().map(|(stimulus, _)| stimulus).collect())
    }

    /// Stimuli with the moment in which they were kept, by name.
    async fn kept(&self) -> Result<Vec<(Stimulus, i64)>, WorkflowError> {
        let parts: Vec<ItemPart> = self.flow.reader().find(&Find::by("kind", "stimulus").order_by(&["id"])).await?;
        let open = |part: &ItemPart| -> Result<(Stimulus, i64), WorkflowError> {
            let stimulus = Safe::of(self.flow.store()).open_json(&["item-part", &part.id], &part.sealed_text)?;
            Ok((stimulus, part.updated_at))
        };
        parts.iter().map(open).collect()
    }

    /// What items share, by name, versions in their order.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn shared(&self, actor: &Actor) -> Result<Vec<Shared>, WorkflowError> {
        self.sees(actor)?;
        let kept = self.kept().await?;
        let names: Vec<Versioned> = kept.iter().map(|(stimulus, _)| Versioned::of(&stimulus.id)).collect();
        let newest = |one: &Versioned| !names.iter().any(|other| other.name == one.name && other.number > one.number);
        let mut out: Vec<(Versioned, Shared)> = kept
            .into_iter()
            .map(|(stimulus, at)| {
                let one = Versioned::of(&stimulus.id);
                let shared = Shared { stimulus, version: one.number, newest: newest(&one), at };
                (one, shared)
            })
            .collect();
        out.sort_by(|(a, _), (b, _)| (&a.name, a.number).cmp(&(&b.name, b.number)));
        Ok(out.into_iter().map(|(_, shared)| shared).collect())
    }

    /// The items whose newest version uses any version of a stimulus.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn users_of(&self, actor: &Actor, id: &StimulusId) -> Result<Vec<UsedBy>, WorkflowError> {
        let name = Versioned::of(id).name;
        let all: Vec<(_, Item)> = self.newest(actor, &ItemFilter::default()).await?;
        let used = all.into_iter().filter_map(|(row, item)| {
            let stimulus = item.question.stimulus.filter(|used| Versioned::of(used).name == name)?;
            Some(UsedBy { item: row.id, title: item.title, state: row.state, stimulus })
        });
        Ok(used.collect())
    }

    /// Keeps a stimulus that is new, or the next version of one; answers its name. What is there is never changed.
    ///
    /// # Errors
    /// What its own check refuses; `bank.stimulus-taken` for the name of another, `bank.stimulus-same` for a version
    /// that shows nothing new.
    pub async fn keep_stimulus(
        &self,
        actor: &Actor,
        mut stimulus: Stimulus,
        after: Option<&StimulusId>,
    ) -> Result<StimulusId, WorkflowError> {
        if let Some(fault) = check::check_stimulus(&stimulus).into_iter().next() {
            return Err(fault.into());
        }
        let known = self.stimuli().await?;
        match after {
            None if known.iter().any(|other| Versioned::of(&other.id).name == Versioned::of(&stimulus.id).name) => {
                return Err(Refusal::new("bank.stimulus-taken").with("name", &stimulus.id).into());
            }
            None => {}
            Some(former) => {
                let next = shared::next(former, known.iter().map(|one| &one.id))?;
                let same = |one: &Stimulus| Stimulus { id: stimulus.id.clone(), ..one.clone() } == stimulus;
                if known.iter().any(|one| one.id == *former && same(one)) {
                    return Err(Refusal::new("bank.stimulus-same").into());
                }
                stimulus.id = next;
            }
        }
        let id = stimulus.id.clone();
        self.keep_parts(actor, &[], &[stimulus]).await?;
        Ok(id)
    }

    /// Drafts that use an earlier version of a stimulus take the newest; answers them. What is reviewed, tried out or on
    /// papers keeps what it was reviewed with, until a version of its own is written.
    ///
    /// # Errors
    /// Not found when there is no such stimulus; refused when they may not change the bank.
    pub async fn take_newest(&self, actor: &Actor, id: &StimulusId) -> Result<Vec<String>, WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let name = Versioned::of(id).name;
        let shared = self.shared(actor).await?;
        let newest = shared.iter().find(|one| one.newest && Versioned::of(&one.stimulus.id).name == name);
        let newest = newest.map(|one| one.stimulus.id.clone()).ok_or(WorkflowError::NotFound)?;
        let mut taken = Vec::new();
        for used in self.users_of(actor, id).await? {
            if used.state != "draft" || used.stimulus == newest {
                continue;
            }
            let (_, life) = self.life(actor, &used.item).await?;
            let Some(version) = life.newest() else { continue };
            let mut item = version.item.clone();
            item.question.stimulus = Some(newest.clone());
            self.step(actor, &used.item, &ItemStep::Write(Box::new(item)), "").await?;
            taken.push(used.item);
        }
        Ok(taken)
    }
}
