//! Pages, one module a feature. Each brings its routes with their guards, its entries of the
//! navigation, and samples that render every template of it.

use crate::{Routes, samples::Samples};

pub mod account;
pub mod assessor;
pub mod bank;
pub mod candidate;
pub mod case;
pub mod door;
pub mod error;
pub mod event;
pub mod exam_room;
mod figure;
pub mod filing;
mod groups;
pub mod home;
pub mod instrument;
mod options;
pub mod panel;
pub mod people;
pub mod register;
pub mod room;
pub mod schedule;
pub mod scheme;
pub mod scheme_version;
pub mod setting;
pub mod sheet;
pub mod sitting;
pub mod standard;
pub mod start;
pub mod statement;
pub mod verify;

/// Every route of the house.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(home::routes())
        .merge(door::routes())
        .merge(account::routes())
        .merge(filing::routes())
        .merge(candidate::routes())
        .merge(sitting::routes())
        .merge(assessor::routes())
        .merge(people::routes())
        .merge(case::routes())
        .merge(event::routes())
        .merge(exam_room::routes())
        .merge(bank::routes())
        .merge(panel::routes())
        .merge(register::routes())
        .merge(start::routes())
        .merge(verify::routes())
        .merge(scheme::routes())
        .merge(scheme_version::routes())
        .merge(instrument::routes())
        .merge(setting::routes())
        .merge(standard::routes())
        .merge(schedule::routes())
        .merge(statement::routes())
        .merge(room::routes())
}

/// Samples of every template.
pub fn samples(samples: &mut Samples<'_>) {
    error::samples(samples);
    home::samples(samples);
    door::samples(samples);
    account::samples(samples);
    filing::samples(samples);
    candidate::samples(samples);
    sitting::samples(samples);
    assessor::samples(samples);
    instrument::samples(samples);
    people::samples(samples);
    case::samples(samples);
    event::samples(samples);
    exam_room::samples(samples);
    bank::samples(samples);
    panel::samples(samples);
    register::samples(samples);
    start::samples(samples);
    verify::samples(samples);
    scheme::samples(samples);
    scheme_version::samples(samples);
    setting::samples(samples);
    standard::samples(samples);
    schedule::samples(samples);
    statement::samples(samples);
    sheet::samples(samples);
}
