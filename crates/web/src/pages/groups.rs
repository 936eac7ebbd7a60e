//! Groups of candidates that are compared for fairness, in the reader's words.

use workflow::exam_result::GroupedBy;

use crate::{Page, i18n::key};

/// Key of what they are grouped by.
pub(in crate::pages) const fn by_key(by: GroupedBy) -> &'static str {
    match by {
        GroupedBy::Sex => key("result-dif-sex"),
        GroupedBy::Institution => key("result-dif-institution"),
        GroupedBy::District => key("result-dif-district"),
    }
}

/// The name of a group, from its code as recorded.
pub(in crate::pages) fn name(p: &Page, by: GroupedBy, code: &str) -> String {
    match by {
        GroupedBy::Sex => sex(p, code),
        GroupedBy::Institution => kind(p, code),
        GroupedBy::District => district(p, code),
    }
}

fn sex(p: &Page, code: &str) -> String {
    match code {
        "L" => p.t("result-men").into_owned(),
        "P" => p.t("result-women").into_owned(),
        other => other.to_owned(),
    }
}

fn kind(p: &Page, code: &str) -> String {
    let words = match code {
        "dinas-provinsi" => key("result-kind-province"),
        "dinas-kabkota" => key("result-kind-district"),
        "sekolah" => key("result-kind-school"),
        "perguruan-tinggi" => key("result-kind-university"),
        "instansi" => key("result-kind-office"),
        _ => key("result-kind-other"),
    };
    p.t(words).into_owned()
}

/// A kind of district in words.
fn district(p: &Page, code: &str) -> String {
    let words = if code == "kota" { key("result-district-city") } else { key("result-district-regency") };
    p.t(words).into_owned()
}
