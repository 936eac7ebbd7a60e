//! Files: sealed, ranged, refused, checked.

use bytes::Bytes;
use certification::{id::PersonId, record::Purpose};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use store::{Erasure, FileError, Media, Store, StoreError, Upload, files::FileFault};

use crate::{
    people::id,
    place::{Place, both},
};

both! {
    a_file_comes_back_whole_and_in_ranges_and_lies_sealed
    what_is_refused_leaves_nothing_behind
    a_changed_or_missing_object_is_found
    an_erased_persons_files_cannot_be_read
}

const ANY: &[Media] = &[Media::Pdf, Media::Jpeg, Media::Png, Media::Heic, Media::Xlsx, Media::Text];

fn upload(subject: Option<PersonId>) -> Upload {
    Upload { subject, purpose: Purpose::Case, limit: 40 * 1024 * 1024, megapixels: 40, accept: ANY }
}

fn text(bytes: usize) -> Bytes {
    (0..bytes).map(|n| b"Rahasia 0123456789\n"[n % 19]).collect()
}

/// The same in a bucket: a small file, and one that is sent in parts.
#[test]
fn files_lie_sealed_in_a_bucket() {
    crate::place::on(ground::Engine::Sqlite, |place| async move {
        let bucket = std::env::var("KOMPETEN_TEST_S3");
        let needed = std::env::var_os("KOMPETEN_TEST_ALL").is_some();
        assert!(bucket.is_ok() || !needed, "KOMPETEN_TEST_S3 names no bucket");
        let Ok(bucket) = bucket else { return };
        let mut config = place.config().create(true);
        config.files = format!("{bucket}/{}", uuid::Uuid::now_v7());
        let store = Store::open(config, place.clocks()).await.unwrap();
        let files = store.files().unwrap();
        for size in [1, 65_537, 12 * 1024 * 1024 + 3] {
            let plain = text(size);
            let parts: Vec<Result<Bytes, ()>> = plain.chunks(100_000).map(|c| Ok(Bytes::copy_from_slice(c))).collect();
            let file = files.put(&upload(Some(id())), stream::iter(parts)).await.unwrap();
            assert!(files.bytes(&file.name).await.unwrap() == plain, "{size}");
            assert_eq!(files.check(&file.name).await.unwrap(), None);
            let (_, part) = files.read(&file.name, Some(size as u64 / 2..size as u64)).await.unwrap();
            let part: Vec<Bytes> = part.try_collect().await.unwrap();
            assert!(part.concat() == plain[size / 2..], "{size}");
        }
        let wrong = files.put_bytes(&Upload { accept: &[Media::Pdf], ..upload(None) }, text(50)).await;
        assert!(matches!(wrong, Err(FileError::Refused(_))));
        files.put_public("log/tile/0", text(10)).await.unwrap();
        assert_eq!(files.public("log/tile/0").await.unwrap().unwrap(), text(10));
        assert!(files.public("log/tile/1").await.unwrap().is_none());
    });
}

async fn a_file_comes_back_whole_and_in_ranges_and_lies_sealed(place: Place) {
    let store = place.store().await;
    let files = store.files().unwrap();
    // Small, exactly one chunk, one byte more, and large enough to be written in parts.
    for size in [1, 65_536, 65_537, 9 * 1024 * 1024 + 3] {
        let plain = text(size);
        let parts: Vec<Result<Bytes, ()>> = plain.chunks(100_000).map(|c| Ok(Bytes::copy_from_slice(c))).collect();
        let file = files.put(&upload(Some(id())), stream::iter(parts)).await.unwrap();
        assert_eq!(file.size, size as i64);
        assert_eq!(file.media_type, "text/plain; charset=utf-8");
        assert!(files.bytes(&file.name).await.unwrap() == plain, "{size}");
        assert_eq!(files.check(&file.name).await.unwrap(), None);
        let stored = std::fs::read(object(&place, &file.name)).unwrap();
        assert_eq!(stored.len() as i64, file.stored_size);
        assert!(!stored[..stored.len().min(70_000)].windows(7).any(|w| w == b"Rahasia"));
        let end = size as u64;
        for range in [0..1, 0..end, end - 1..end, end / 2..end / 2 + 1, 65_530..65_540, end..end + 9] {
            let (_, part) = files.read(&file.name, Some(range.clone())).await.unwrap();
            let part: Vec<Bytes> = part.try_collect().await.unwrap();
            let expected = &plain[(range.start as usize).min(size)..(range.end as usize).min(size)];
            assert!(part.concat() == expected, "{range:?} of {size}");
        }
    }
    let same = [
        files.put_bytes(&upload(Some(id())), text(50)).await.unwrap(),
        files.put_bytes(&upload(None), text(50)).await.unwrap(),
    ];
    assert_ne!(same[0].name, same[1].name);
    assert_eq!(files.same(&same[0].digest).await.unwrap().len(), 2);
    files.put_public("log/tile/0", text(10)).await.unwrap();
    assert_eq!(files.public("log/tile/0").await.unwrap().unwrap(), text(10));
    assert_eq!(files.public("log/tile/1").await.unwrap(), None);
}

async fn what_is_refused_leaves_nothing_behind(place: Place) {
    let store = place.store().await;
    let files = store.files().unwrap();
    let small = Upload { limit: 9 * 1024 * 1024, accept: Media::DOCUMENTS, ..upload(Some(id())) };
    let refused = |error: FileError| match error {
        FileError::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    };
    // 200 MB are refused once they pass the limit, whatever was written of them by then is gone.
    let endless = stream::repeat(Ok::<_, ()>(text(1024 * 1024))).take(200);
    assert_eq!(refused(files.put(&small, endless).await.unwrap_err()), "file.too-large");
    assert_eq!(refused(files.put_bytes(&small, text(10)).await.unwrap_err()), "file.not-accepted");
    assert_eq!(refused(files.put_bytes(&small, &b"%PDF-1.7 no more"[..]).await.unwrap_err()), "file.damaged");
    let broken = stream::iter([Ok(text(9_000_000)), Err(())]);
    assert!(matches!(files.put(&small, broken).await.unwrap_err(), FileError::BrokeOff));
    assert!(files.list(None, 10).await.unwrap().is_empty());
    assert_eq!(left_in(&place.path("files")), 0);
}

async fn a_changed_or_missing_object_is_found(place: Place) {
    let store = place.store().await;
    let files = store.files().unwrap();
    let changed = files.put_bytes(&upload(Some(id())), text(200_000)).await.unwrap();
    let missing = files.put_bytes(&upload(None), text(10)).await.unwrap();
    files.put_bytes(&upload(None), text(11)).await.unwrap();
    let path = object(&place, &changed.name);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    std::fs::remove_file(object(&place, &missing.name)).unwrap();
    let mut expected = vec![(changed.name.clone(), FileFault::Changed), (missing.name.clone(), FileFault::Missing)];
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(files.check_all().await.unwrap(), expected);
    assert!(matches!(files.bytes(&changed.name).await.unwrap_err(), StoreError::Corrupt(_)));
    files.delete(&missing.name).await.unwrap();
    files.delete(&changed.name).await.unwrap();
    assert!(files.check_all().await.unwrap().is_empty());
}

async fn an_erased_persons_files_cannot_be_read(place: Place) {
    let store = place.store().await;
    let files = store.files().unwrap();
    let person = id();
    let file = files.put_bytes(&upload(Some(person)), text(10)).await.unwrap();
    store.erase(Erasure::of(person, "asked for it")).await.unwrap();
    assert!(matches!(files.bytes(&file.name).await.unwrap_err(), StoreError::Erased));
    assert!(matches!(
        files.put_bytes(&upload(Some(person)), text(10)).await.unwrap_err(),
        FileError::Store(StoreError::Erased)
    ));
    assert_eq!(files.check(&file.name).await.unwrap(), None);
}

fn object(place: &Place, name: &str) -> std::path::PathBuf {
    place.path("files").join("objects").join(&name[..2]).join(&name[2..4]).join(name)
}

fn left_in(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| if path.is_dir() { left_in(&path) } else { 1 })
        .sum()
}
