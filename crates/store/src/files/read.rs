//! Giving a file out again, whole or in part, and looking whether the stored bytes are still what they were.

use std::ops::Range;

use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt as _, TryStreamExt as _, stream::BoxStream};
use object_store::{GetOptions, GetRange, ObjectStore as _, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};

use super::{
    COLUMNS, FileObject, Files,
    cipher::{Chunks, FileCipher, HEADER, STORED_CHUNK},
    object_path, objects_error, public_path,
};
use crate::{db::Value, error::StoreError, state::Read as _};

/// What is wrong with a stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// Its object is not there.
    Missing,
    /// Its bytes are no longer those that gave it its name.
    Changed,
}

impl Files {
    /// Reads a file, or a range of its plain bytes.
    ///
    /// # Errors
    /// [`StoreError::Erased`] when its subject's key was destroyed; when it is not there.
    pub async fn read(
        &self,
        name: &str,
        range: Option<Range<u64>>,
    ) -> Result<(FileObject, BoxStream<'static, Result<Bytes, StoreError>>), StoreError> {
        let file = self.info(name).await?.ok_or_else(|| StoreError::Invalid(format!("there is no file {name}")))?;
        let key = self.opening_key(&file).await?;
        let size = u64::try_from(file.size).unwrap_or_default();
        let range = range.unwrap_or(0..size);
        let range = range.start.min(size)..range.end.min(size);
        if range.is_empty() && size > 0 {
            return Ok((file, futures::stream::empty().boxed()));
        }
        let path = object_path(name);
        let header = self.objects.get_range(&path, 0..HEADER as u64).await.map_err(objects_error)?;
        let cipher = FileCipher::of(&key, &header)?;
        let chunks = Chunks::of(&range, size);
        let options = GetOptions { range: Some(GetRange::Bounded(chunks.stored(size))), ..GetOptions::default() };
        let stored = self.objects.get_opts(&path, options).await.map_err(objects_error)?.into_stream();
        Ok((file, opened(stored.map_err(objects_error), cipher, chunks, range).boxed()))
    }

    /// Reads a whole file into memory: only for files whose size is bounded, such as a workbook.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn bytes(&self, name: &str) -> Result<Bytes, StoreError> {
        let (_, stream) = self.read(name, None).await?;
        Ok(stream
            .try_fold(BytesMut::new(), async |mut all, part| {
                all.extend_from_slice(&part);
                Ok(all)
            })
            .await?
            .freeze())
    }

    /// Reads a public artefact; `None` when there is none at that path.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn public(&self, path: &str) -> Result<Option<Bytes>, StoreError> {
        match self.objects.get(&public_path(path)).await {
            Ok(found) => found.bytes().await.map(Some).map_err(objects_error),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(objects_error(error)),
        }
    }

    /// Compares the stored bytes with the name they gave.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn check(&self, name: &str) -> Result<Option<FileFault>, StoreError> {
        let found = match self.objects.get(&object_path(name)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(Some(FileFault::Missing)),
            Err(error) => return Err(objects_error(error)),
        };
        let mut hash = Sha256::new();
        let mut stream = found.into_stream();
        while let Some(part) = stream.try_next().await.map_err(objects_error)? {
            hash.update(&part);
        }
        Ok((hex::encode(hash.finalize()) != name).then_some(FileFault::Changed))
    }

    /// Every file known, in the order of names, from the one after `after`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list(&self, after: Option<&str>, limit: i64) -> Result<Vec<FileObject>, StoreError> {
        let sql = format!("{COLUMNS} WHERE name > $1 ORDER BY name LIMIT $2");
        let values: [Value; 2] = [after.unwrap_or_default().into(), limit.into()];
        self.store.reader().rows(&sql, &values).await?.iter().map(FileObject::from_row).collect()
    }

    /// Checks every file; answers the names of those at fault.
    ///
    /// # Errors
    /// When the place for files cannot be read.
    pub async fn check_all(&self) -> Result<Vec<(String, FileFault)>, StoreError> {
        let (mut faults, mut after) = (Vec::new(), None);
        loop {
            let page = self.list(after.as_deref(), 500).await?;
            let Some(last) = page.last() else { return Ok(faults) };
            after = Some(last.name.clone());
            for file in page {
                if let Some(fault) = self.check(&file.name).await? {
                    faults.push((file.name, fault));
                }
            }
        }
    }
}

/// The plain bytes of a range out of the stored bytes of its chunks.
fn opened(
    stored: impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static,
    cipher: FileCipher,
    chunks: Chunks,
    range: Range<u64>,
) -> impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static {
    let state = (Box::pin(stored), BytesMut::new(), chunks.first);
    futures::stream::try_unfold((state, cipher), move |((mut stored, mut held, number), cipher)| {
        let range = range.clone();
        async move {
            if number >= chunks.end {
                return Ok(None);
            }
            while held.len() < STORED_CHUNK {
                match stored.try_next().await? {
                    Some(part) => held.extend_from_slice(&part),
                    None => break,
                }
            }
            let chunk = held.split_to(held.len().min(STORED_CHUNK));
            let plain = cipher.open(number, number == chunks.last, &chunk)?;
            let begins = number * super::cipher::CHUNK as u64;
            let cut = |at: u64| usize::try_from(at.saturating_sub(begins)).unwrap_or(usize::MAX).min(plain.len());
            let bytes = Bytes::copy_from_slice(&plain[cut(range.start)..cut(range.end)]);
            Ok(Some((bytes, ((stored, held, number + 1), cipher))))
        }
    })
}
