//! Taking a file in: seal while it comes, recognise it, and keep it only when all of it is there.

use bytes::Bytes;
use certification::{entropy::new_id, refusal::Refusal};
use futures::{Stream, StreamExt as _, stream};
use object_store::{MultipartUpload, ObjectStoreExt as _, PutPayload, path::Path};
use sha2::{Digest as _, Sha256};

use super::{
    FileError, FileObject, Files, Media, Upload,
    cipher::{FileCipher, Sealer},
    media::Recogniser,
    object_path, objects_error, public_path,
};
use crate::{error::StoreError, keyset::Secret, person_key::KeyName, transact::Lane};

/// Up to this many stored bytes are held in memory and written at once; beyond, parts of this size.
const PART: usize = 8 * 1024 * 1024;

impl Files {
    /// Takes a file in from a stream of bytes.
    ///
    /// # Errors
    /// [`FileError::Refused`] when it is too large (`file.too-large`), of no known kind (`file.kind`), not
    /// accepted here (`file.not-accepted`), damaged, protected or with macros; [`FileError::BrokeOff`] when
    /// the stream ends with an error. Nothing is kept then.
    pub async fn put<S, E>(&self, upload: &Upload, bytes: S) -> Result<FileObject, FileError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Send,
    {
        self.put_as(upload, None, bytes).await
    }

    async fn put_as<S, E>(&self, upload: &Upload, known: Option<Media>, bytes: S) -> Result<FileObject, FileError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Send,
    {
        let mut incoming = Incoming::new(self, self.sealing_key(upload).await?)?;
        match incoming.take(upload, known, bytes).await {
            Ok(taken) => Ok(self.keep(upload, incoming, taken).await?),
            Err(error) => {
                incoming.throw_away().await;
                Err(error)
            }
        }
    }

    /// Takes in a file that is in memory.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn put_bytes(&self, upload: &Upload, bytes: impl Into<Bytes>) -> Result<FileObject, FileError> {
        self.put(upload, stream::iter([Ok::<_, std::convert::Infallible>(bytes.into())])).await
    }

    /// Takes in a file that was read whole before, such as a workbook: who read it knows what it is.
    ///
    /// # Errors
    /// As [`Self::put`], but for the kind: `file.not-accepted` when that kind is not taken here.
    pub async fn put_read(
        &self,
        upload: &Upload,
        media: Media,
        bytes: impl Into<Bytes>,
    ) -> Result<FileObject, FileError> {
        self.put_as(upload, Some(media), stream::iter([Ok::<_, std::convert::Infallible>(bytes.into())])).await
    }

    /// Stores a public artefact, plain, under its own path.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn put_public(&self, path: &str, bytes: impl Into<Bytes>) -> Result<(), StoreError> {
        self.objects
            .put(&public_path(path), PutPayload::from_bytes(bytes.into()))
            .await
            .map(drop)
            .map_err(objects_error)
    }

    /// Forgets a file: its row, then its object.
    ///
    /// # Errors
    /// When either cannot be removed.
    pub async fn delete(&self, name: &str) -> Result<(), StoreError> {
        let row = name.to_owned();
        self.store
            .transact::<_, StoreError>(Lane::Interactive, move |tx| {
                let row = row.clone();
                Box::pin(async move { tx.execute("DELETE FROM file_object WHERE name = $1", &[row.into()]).await })
            })
            .await?;
        self.remove_object(name).await
    }

    /// Removes the object of a file, and not its row; one that is gone already is no error.
    pub(crate) async fn remove_object(&self, name: &str) -> Result<(), StoreError> {
        match self.objects.delete(&object_path(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(objects_error(error)),
        }
    }

    async fn sealing_key(&self, upload: &Upload) -> Result<Secret, StoreError> {
        let Some(person) = upload.subject else { return Ok(self.house_key()) };
        let name = KeyName::new(person, upload.purpose);
        self.store.transact(Lane::Interactive, move |tx| Box::pin(async move { tx.key(name).await })).await
    }

    /// Puts the object in its place, then the row: an object without a row is waste, a row without an
    /// object would be a loss.
    async fn keep(&self, upload: &Upload, incoming: Incoming<'_>, taken: Taken) -> Result<FileObject, StoreError> {
        let (name, stored_size) = incoming.settle().await?;
        let shared = self.store.shared();
        let file = FileObject {
            name,
            subject: upload.subject,
            purpose: upload.subject.map(|_| upload.purpose.as_str().to_owned()),
            media_type: taken.media_type.to_owned(),
            size: taken.size,
            stored_size,
            digest: shared.keyset().digest(&taken.sha256),
            created_at: shared.clocks.wall.now(),
        };
        let row = file.clone();
        self.store
            .transact::<_, StoreError>(Lane::Interactive, move |tx| {
                let row = row.clone();
                Box::pin(async move {
                    tx.execute(
                        "INSERT INTO file_object (name, subject, purpose, media_type, size, stored_size, digest, \
                           created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        &[
                            row.name.into(),
                            row.subject.into(),
                            row.purpose.into(),
                            row.media_type.into(),
                            row.size.into(),
                            row.stored_size.into(),
                            row.digest.into(),
                            row.created_at.into(),
                        ],
                    )
                    .await
                })
            })
            .await?;
        Ok(file)
    }
}

/// What was learned of a file on its way in.
struct Taken {
    media_type: &'static str,
    size: i64,
    sha256: [u8; 32],
}

/// A file on its way in.
struct Incoming<'f> {
    files: &'f Files,
    sealer: Option<Sealer>,
    /// Sealed bytes not yet written.
    held: Vec<u8>,
    /// Of all stored bytes.
    hash: Sha256,
    stored: i64,
    /// Where a large file goes until its name is known.
    large: Option<(Path, Box<dyn MultipartUpload>)>,
}

impl<'f> Incoming<'f> {
    fn new(files: &'f Files, key: Secret) -> Result<Self, StoreError> {
        let cipher = FileCipher::new(&key, &*files.store.shared().entropy);
        let mut incoming = Self { files, held: Vec::new(), sealer: None, hash: Sha256::new(), stored: 0, large: None };
        incoming.held.extend_from_slice(cipher.header());
        incoming.sealer = Some(Sealer::new(cipher));
        Ok(incoming)
    }

    async fn take<S, E>(&mut self, upload: &Upload, known: Option<Media>, bytes: S) -> Result<Taken, FileError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
    {
        let mut bytes = std::pin::pin!(bytes);
        let (mut size, mut plain, mut recogniser) = (0_u64, Sha256::new(), Recogniser::default());
        let mut sealer = self.sealer.take().ok_or(FileError::BrokeOff)?;
        while let Some(part) = bytes.next().await {
            let part = part.map_err(|_| FileError::BrokeOff)?;
            size += part.len() as u64;
            if size > upload.limit {
                return Err(Refusal::new("file.too-large").with("most", upload.limit).into());
            }
            plain.update(&part);
            recogniser.push(&part);
            sealer.push(&part, &mut self.held)?;
            if self.held.len() >= PART {
                self.write_part().await?;
            }
        }
        sealer.finish(&mut self.held)?;
        let media = match known {
            Some(media) => media,
            None => recogniser.finish(upload.megapixels)?,
        };
        if !upload.accept.contains(&media) {
            return Err(Refusal::new("file.not-accepted").with("kind", media.extension().to_uppercase()).into());
        }
        let size = i64::try_from(size).map_err(|_| StoreError::Invalid("a file beyond all measure".into()))?;
        Ok(Taken { media_type: media.mime(), size, sha256: plain.finalize().into() })
    }

    /// Writes what is held as a part of a large file.
    async fn write_part(&mut self) -> Result<(), StoreError> {
        if self.large.is_none() {
            let shared = self.files.store.shared();
            let id = new_id(&*shared.entropy, shared.clocks.machine.now());
            let path = Path::from(format!("incoming/{id}"));
            let upload = self.files.objects.put_multipart(&path).await.map_err(objects_error)?;
            self.large = Some((path, upload));
        }
        let part = std::mem::take(&mut self.held);
        self.hash.update(&part);
        self.stored += part.len() as i64;
        if let Some((_, upload)) = &mut self.large {
            upload.put_part(PutPayload::from(part)).await.map_err(objects_error)?;
        }
        Ok(())
    }

    /// Puts everything in its place; answers the object's name and size.
    async fn settle(mut self) -> Result<(String, i64), StoreError> {
        if self.large.is_none() {
            self.hash.update(&self.held);
            let name = hex::encode(self.hash.finalize());
            let stored = self.held.len() as i64;
            let payload = PutPayload::from(self.held);
            self.files.objects.put(&object_path(&name), payload).await.map_err(objects_error)?;
            return Ok((name, stored));
        }
        if !self.held.is_empty()
            && let Err(error) = self.write_part().await
        {
            self.throw_away().await;
            return Err(error);
        }
        let name = hex::encode(self.hash.clone().finalize());
        if let Some((path, mut upload)) = self.large.take() {
            if let Err(error) = upload.complete().await {
                drop(upload.abort().await);
                return Err(objects_error(error));
            }
            self.files.objects.rename(&path, &object_path(&name)).await.map_err(objects_error)?;
        }
        Ok((name, self.stored))
    }

    async fn throw_away(mut self) {
        if let Some((_, mut upload)) = self.large.take()
            && let Err(error) = upload.abort().await
        {
            tracing::warn!(%error, "a refused upload left parts behind");
        }
    }
}
