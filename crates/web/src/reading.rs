//! What public pages read: schemes, dates, and the register as far as anyone may look into it.
//! Who keeps these is behind a trait, so that pages can be built and shown by themselves.

use certification::record::scheme::SchemeVersion;

use crate::{
    gate::Later,
    pages::{schedule::EventView, verify::CertificateView},
};

/// Reads what anyone may see.
pub trait Reading: Send + Sync + 'static {
    /// Schemes in force, in the order of the catalogue.
    fn schemes(&self) -> Later<'_, Vec<SchemeVersion>>;

    /// Events that people can still see coming, soonest first.
    fn events(&self) -> Later<'_, Vec<EventView>>;

    /// The certificate of a public code.
    fn by_code<'a>(&'a self, code: &'a str) -> Later<'a, Option<CertificateView>>;

    /// The certificate of a number, white space and case left aside.
    fn by_number<'a>(&'a self, number: &'a str) -> Later<'a, Option<CertificateView>>;
}

/// A house without records.
#[derive(Debug, Clone, Copy, Default)]
pub struct Empty;

impl Reading for Empty {
    fn schemes(&self) -> Later<'_, Vec<SchemeVersion>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn events(&self) -> Later<'_, Vec<EventView>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn by_code<'a>(&'a self, _code: &'a str) -> Later<'a, Option<CertificateView>> {
        Box::pin(async { Ok(None) })
    }

    fn by_number<'a>(&'a self, _number: &'a str) -> Later<'a, Option<CertificateView>> {
        Box::pin(async { Ok(None) })
    }
}
