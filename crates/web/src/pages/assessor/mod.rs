//! The assessor's own pages: the cases of a day with what each waits for, the declarations and reviews before
//! it, and the report after it.

mod report;
mod review;
mod today;

use crate::{Routes, samples::Samples};

/// `/hari-ini`, `/tinjauan`, `/laporan-asesor`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().merge(today::routes()).merge(review::routes()).merge(report::routes())
}

/// Samples of every template.
pub fn samples(samples: &mut Samples<'_>) {
    today::samples(samples);
    review::samples(samples);
    report::samples(samples);
}
