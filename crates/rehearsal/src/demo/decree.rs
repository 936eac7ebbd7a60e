//! The competency standards of the demonstration: one that was read from the text of a decree and published, and the
//! draft of its next edition.

use certification::{
    duty::Duty,
    record::scheme::Unit,
    scheme::{ImportStandard, PublishStandard},
};
use workflow::reading::units_of;

use super::ZONE;
use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    stage::Rehearsal,
};

/// Units as they read in print.
const TEXT: &[u8] = include_bytes!("../../../../samples/contoh/standar-contoh.txt");

/// Takes in the standards.
///
/// # Errors
/// When the text cannot be read, or an act was refused.
pub(super) async fn take_in(stage: &Rehearsal, cast: &Cast) -> Result<(), RehearsalError> {
    let committee = cast.one(Duty::SchemeCommittee)?;
    let units = units_of(&stage.workflow.read_standard(TEXT.to_vec()).await?);
    if units.is_empty() {
        return Err(script("the text of the standard holds no unit"));
    }
    let import = |title: &str, source: &str, units: Vec<Unit>| ImportStandard {
        title: title.to_owned(),
        source: source.to_owned(),
        units,
        example: true,
    };
    stage.go_to_local("2025-08-25T13:30", ZONE)?;
    let first = import("Standar contoh bidang perpustakaan", "Bukan dokumen resmi; naskah contoh 2024", units.clone());
    let kept = stage.act(committee, None, first).await?.file.standard.id;
    stage.act(committee, Some(kept), PublishStandard {}).await?;
    stage.go_to_local("2025-08-26T10:00", ZONE)?;
    // The revision is being read unit by unit.
    let begun = units.into_iter().take(1).collect();
    let next = import("Standar contoh bidang perpustakaan, edisi 2", "Bukan dokumen resmi; rancangan 2025", begun);
    stage.act(committee, None, next).await.map(drop)
}
