//! What kind of institution a name is of, by its words.

use super::{Kind, offices::OFFICE_WORDS};
use crate::regions::{Kind as RegionKind, Region};

/// Other offices of a province, kabupaten or kota in short.
const OTHER_OFFICES: &[&str] = &[
    "disdik",
    "disdikbud",
    "disdikpora",
    "dindik",
    "dindikbud",
    "dikbud",
    "dinkes",
    "dinsos",
    "diskominfo",
    "dishub",
    "dispora",
    "disparbud",
    "disdukcapil",
    "disnaker",
];

/// The kind of an institution by its folded name and the region that the name says.
pub(super) fn kind_of(folded: &str, region: Option<&Region>) -> Kind {
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
    if has(&[
        "universitas",
        "univ",
        "institut",
        "politeknik",
        "poltek",
        "poltekkes",
        "akademi",
        "akbid",
        "akper",
        "iain",
        "uin",
        "stain",
        "fakultas",
        "stmik",
        "stie",
        "stikes",
        "stkip",
        "stai",
        "stih",
        "stia",
        "ulm",
        "unlam",
        "uniska",
        "poliban",
        "itb",
        "ugm",
        "ui",
        "unair",
        "unpad",
        "upi",
        "undip",
        "unesa",
        "unnes",
        "uny",
        "uns",
        "usu",
        "unhas",
        "unsri",
        "unand",
        "unpar",
    ]) || folded.contains("sekolah tinggi")
    {
        return Kind::PerguruanTinggi;
    }
    if has(&[
        "sd",
        "sdn",
        "sdit",
        "smp",
        "smpn",
        "smpit",
        "sma",
        "sman",
        "smait",
        "smk",
        "smkn",
        "man",
        "mts",
        "mtsn",
        "min",
        "slb",
        "slbn",
        "madrasah",
        "sekolah",
        "tk",
        "paud",
        "mas",
        "mis",
        "mtss",
        "ma",
        "smpk",
        "smak",
        "smks",
        "smas",
        "smu",
        "smun",
        "sltp",
        "sltpn",
        "stm",
        "smea",
        "smps",
        "sds",
        "sdis",
        "smpis",
        "smais",
        "smkit",
        "smkis",
        "mtsit",
        "tkit",
        "slbs",
        "ra",
        "pkbm",
        "pesantren",
        "ponpes",
        "seminari",
        "raudhatul",
    ]) {
        return Kind::Sekolah;
    }
    if folded.starts_with("dinas ") || has(OFFICE_WORDS) || has(OTHER_OFFICES) {
        let province = region.map_or(has(&["provinsi", "prov"]), |r| r.kind == RegionKind::Province);
        return if province { Kind::DinasProvinsi } else { Kind::DinasKabkota };
    }
    let bodies = [
        "perpustakaan nasional",
        "kementerian",
        "badan ",
        "kantor ",
        "balai ",
        "lembaga ",
        "sekretariat",
        "pengadilan",
        "inspektorat",
        "bappeda",
        "rumah sakit",
        "kejaksaan",
        "dprd",
        "pemerintah",
    ];
    if bodies.iter().any(|b| folded.starts_with(b))
        || has(&[
            "rsud",
            "bps",
            "bpk",
            "bpkp",
            "kemenag",
            "polda",
            "polres",
            "lpmp",
            "bkd",
            "bkpsdm",
            "kecamatan",
            "kelurahan",
            "puskesmas",
        ])
    {
        return Kind::Instansi;
    }
    Kind::Lainnya
}
