//! What a candidate learns of the outcome: the assessor's recommendation by unit once they may see it, and the
//! panel's decision. *Belum kompeten* names what to work on and shames nobody.

use certification::casefile::CaseFile;

/// A unit with its recommendation.
#[derive(Debug, Clone)]
pub(super) struct UnitResult {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) competent: bool,
}

/// The outcome so far.
#[derive(Debug, Clone)]
pub(super) struct ResultView {
    pub(super) units: Vec<UnitResult>,
    /// The panel's decision, when taken: granted or not.
    pub(super) decided: Option<bool>,
    pub(super) reason: Option<String>,
}

impl ResultView {
    /// Nothing before FR.AK.02 was signed by the assessor.
    pub(super) fn of(file: &CaseFile) -> Option<Self> {
        if !file.signed("FR.AK.02", "assessor") {
            return None;
        }
        let units = file
            .scheme
            .units
            .iter()
            .filter_map(|u| {
                let competent = file.recommendation(&u.code)? == "K";
                Some(UnitResult { code: u.code.clone(), title: u.title.clone(), competent })
            })
            .collect();
        let decision = file.decisions.iter().rev().find(|d| !d.superseded && d.outcome != "returned");
        Some(Self {
            units,
            decided: decision.map(|d| d.outcome == "granted"),
            reason: decision.and_then(|d| d.reason.clone()),
        })
    }
}

pub(super) fn sampled() -> ResultView {
    let unit = |n: u8, competent| UnitResult {
        code: format!("CONTOH.LD.0{n}"),
        title: "Melakukan Layanan Sirkulasi".into(),
        competent,
    };
    ResultView { units: vec![unit(1, true), unit(2, false)], decided: Some(false), reason: Some("Ulang unit 2".into()) }
}
