//! Districts and provinces as people write them.

use rstest::rstest;

use super::*;

#[test]
fn the_list_is_whole_and_every_alias_names_a_region() {
    let all = regions().all();
    assert_eq!(all.iter().filter(|r| r.kind == Kind::Province).count(), 38);
    assert_eq!(all.iter().filter(|r| r.kind != Kind::Province).count(), 514);
    for (alias, name) in aliases::DISTRICTS {
        assert!(all.iter().any(|r| r.name == *name), "{alias} → {name}");
    }
    for (alias, name) in aliases::PROVINCES {
        assert_eq!(regions().province(alias).unwrap().name, *name, "{alias}");
    }
    for region in all.iter().filter(|r| r.kind != Kind::Province) {
        assert_eq!(regions().district(region.name, Some(region.province)), Found::One(region), "{}", region.name);
        assert_eq!(regions().district(region.code, None), Found::One(region));
    }
}

#[rstest]
#[case("Banjarbaru", "63.72")]
#[case("Kota Banjarbaru", "63.72")]
#[case("KOTA BANJAR BARU", "63.72")]
#[case("KAB BANJAR", "63.03")]
#[case("Banjar", "63.03")]
#[case("Kab.Tapin", "63.05")]
#[case("Kabupaten Tapin", "63.05")]
#[case("HSS", "63.06")]
#[case("Kab. HSS", "63.06")]
#[case("H S T", "63.07")]
#[case("hsu", "63.08")]
#[case("Batola", "63.04")]
#[case("TALA", "63.01")]
#[case("TANBU", "63.10")]
#[case("Kotabaru", "63.02")]
#[case("Kota Baru", "63.02")]
#[case("Kab. Kota Baru", "63.02")]
#[case("Kota Madya Banjarmasin", "63.71")]
#[case("Tapin, Kalimantan Selatan", "63.05")]
#[case("Kab. Tapin (Kalsel)", "63.05")]
#[case("Kabupaten Tapin Prov. Kalimantan Selatan", "63.05")]
#[case("Tabalong, Kab.", "63.09")]
#[case("Tabalong Kab.", "63.09")]
#[case("HSS (Hulu Sungai Selatan)", "63.06")]
#[case("Kab. Hulu Sungai Selatan (HSS)", "63.06")]
#[case("Hulu Sei Selatan", "63.06")]
#[case("Kandangan - HSS", "63.06")]
#[case("Hulu Sungai Selatan (Kandangan)", "63.06")]
#[case("Kab. Banjar, Kalimantan Selatan", "63.03")]
#[case("Banjar, Jawa Barat", "32.79")]
#[case("6372", "63.72")]
#[case("Kotim", "62.02")]
#[case("Jakarta Selatan", "31.74")]
#[case("Jkt. Selatan", "31.74")]
#[case("Tnh. Laut", "63.01")]
#[case("Kab. Tnh Bumbu", "63.10")]
#[case("Bar. Kuala", "63.04")]
#[case("B. Baru", "63.72")]
#[case("Kab/Kota Tapin", "63.05")]
#[case("Kab. HS Tengah", "63.07")]
#[case("Kep. Seribu", "31.01")]
fn a_district_as_people_write_it(#[case] text: &str, #[case] code: &str) {
    assert_eq!(regions().district(text, Some("63")).one().unwrap().code, code);
}

#[rstest]
#[case("Kota Makasar", "73.71")]
#[case("Ujung Pandang", "73.71")]
#[case("Jogjakarta", "34.71")]
#[case("Kota Jogjakarta", "34.71")]
#[case("Krawang", "32.15")]
#[case("Kabupatn Garut", "32.05")]
#[case("Manggarai Brt", "53.15")]
#[case("Kab. Bandung Brt", "32.17")]
#[case("Bdg Barat", "32.17")]
#[case("Kt. Sabang", "11.72")]
#[case("A. Besar", "11.06")]
#[case("Rote", "53.14")]
#[case("Kb. Garut", "32.05")]
fn short_words_and_common_spellings_of_other_provinces(#[case] text: &str, #[case] code: &str) {
    assert_eq!(regions().district(text, None).one().unwrap().code, code);
}

/// A slip in the name itself is proposed, and never taken.
#[rstest]
#[case("Slemen", Some("34.04"))]
#[case("Surabya", Some("35.78"))]
#[case("Kab. Bogr", Some("32.01"))]
#[case("Kota Bogr", Some("32.71"))]
#[case("Bogr", None)]
#[case("Garutt", Some("32.05"))]
#[case("Palangkaraia", Some("62.71"))]
#[case("Xyz", None)]
fn the_one_name_that_a_slip_comes_nearest_to_is_proposed(#[case] text: &str, #[case] code: Option<&str>) {
    assert_eq!(regions().district(text, None), Found::None);
    assert_eq!(regions().nearest(text, None).map(|region| region.code), code);
}

#[rstest]
#[case("Kapuas Hulu Sungai")]
#[case("Kalimantan Selatan")]
#[case("Banjarmasin / Banjarbaru")]
#[case("Tapin Prov. Antah")]
#[case("Provinsi Kalimantan Selatan")]
#[case("Banjarmasni")]
#[case("99.99")]
#[case("?")]
fn what_is_no_district_is_not_guessed(#[case] text: &str) {
    assert_eq!(regions().district(text, Some("63")), Found::None);
}

#[test]
fn a_name_that_two_bear_is_decided_by_the_province_or_not_at_all() {
    assert_eq!(regions().district("Banjar", None), Found::Several);
    assert_eq!(regions().district("Banjar", Some("32")).one().unwrap().name, "Kota Banjar");
    assert_eq!(regions().district("Bandung", Some("32")), Found::Several);
    assert_eq!(regions().district("Kota Bandung", None).one().unwrap().code, "32.73");
}

#[test]
fn of_two_of_one_name_the_row_tells_which() {
    let named = |name: &str| regions().district(name, None).one();
    let beside = |text: &str, name: &str| regions().district_beside(text, Some("63"), named(name)).one();
    assert_eq!(beside("Blitar", "Kabupaten Blitar"), named("Kab. Blitar"));
    assert_eq!(beside("Blitar", "Kota Blitar"), named("Kota Blitar"));
    assert_eq!(beside("Kab. Blitar", "Kota Blitar"), named("Kab. Blitar"));
    assert_eq!(beside("Banjar", "Kota Banjar").map(|r| r.code), Some("32.79"));
    assert_eq!(beside("Banjar", "Tapin").map(|r| r.code), Some("63.03"));
    assert_eq!(beside("Blitar", "Tapin"), None);
    assert!(named("Kota Bogor").is_some_and(|r| regions().shares_name(r)));
    assert!(!named("Kota Depok").is_some_and(|r| regions().shares_name(r)));
    assert!(!named("Kota Banjar").is_some_and(|r| regions().shares_name(r)));
}

#[rstest]
#[case("Martapura", "63.03")]
#[case("MARTAPURA", "63.03")]
#[case("Kota Martapura", "63.03")]
#[case("Kec. Kandangan", "63.06")]
#[case("Barabai, Kalsel", "63.07")]
#[case("Amuntai", "63.08")]
#[case("Tanjung", "63.09")]
#[case("Paringin", "63.11")]
#[case("Rantau", "63.05")]
#[case("Marabahan", "63.04")]
#[case("Pelaihari", "63.01")]
#[case("Batu Licin", "63.10")]
fn a_town_is_no_district_but_tells_which_it_governs(#[case] town: &str, #[case] code: &str) {
    assert_eq!(regions().governed_from(town, Some("63")).unwrap().code, code);
    assert_eq!(regions().district(town, Some("63")), Found::None);
}

#[test]
fn a_town_of_a_name_that_two_bear_is_decided_by_the_province_or_not_at_all() {
    assert_eq!(regions().governed_from("Tanjung", Some("52")).unwrap().name, "Kabupaten Lombok Utara");
    assert_eq!(regions().governed_from("Martapura", None), None);
    assert_eq!(regions().governed_from("Cibinong", Some("63")).unwrap().name, "Kabupaten Bogor");
    assert_eq!(regions().governed_from("Banjarmasni", Some("63")), None);
    for (town, name) in capitals::CAPITALS {
        let of = |r: &&Region| r.name == *name;
        let region = regions().all().iter().find(of).unwrap_or_else(|| panic!("{town}: no {name}"));
        assert_eq!(regions().governed_from(town, Some(region.province)), Some(region));
    }
}

#[test]
fn an_unknown_name_gets_a_suggestion() {
    assert_eq!(regions().nearest("Banjarmasni", Some("63")).unwrap().code, "63.71");
    assert_eq!(regions().nearest("xyz", Some("63")), None);
}

#[rstest]
#[case("OKU Timur", "Kabupaten Ogan Komering Ulu Timur")]
#[case("OKU Selatan", "Kabupaten Ogan Komering Ulu Selatan")]
#[case("OKU", "Kabupaten Ogan Komering Ulu")]
#[case("50 Kota", "Kabupaten Lima Puluh Kota")]
#[case("Kab. 50 Kota", "Kabupaten Lima Puluh Kota")]
#[case("Tanjab Barat", "Kabupaten Tanjung Jabung Barat")]
#[case("Kab. Tanjab Timur", "Kabupaten Tanjung Jabung Timur")]
#[case("Padang Sidempuan", "Kota Padangsidimpuan")]
#[case("P. Siantar", "Kota Pematangsiantar")]
#[case("Toba Samosir", "Kabupaten Toba")]
#[case("Muara Jambi", "Kabupaten Muaro Jambi")]
#[case("Kab. Anambas", "Kabupaten Kepulauan Anambas")]
#[case("Meranti", "Kabupaten Kepulauan Meranti")]
#[case("Mentawai", "Kabupaten Kepulauan Mentawai")]
#[case("Selayar", "Kabupaten Kepulauan Selayar")]
#[case("Kota Tidore", "Kota Tidore Kepulauan")]
#[case("Pangkajene", "Kabupaten Pangkajene dan Kepulauan")]
#[case("Banggai", "Kabupaten Banggai")]
#[case("Humbahas", "Kabupaten Humbang Hasundutan")]
#[case("Abdya", "Kabupaten Aceh Barat Daya")]
#[case("Pessel", "Kabupaten Pesisir Selatan")]
#[case("Parimo", "Kabupaten Parigi Moutong")]
#[case("Bangkep", "Kabupaten Banggai Kepulauan")]
#[case("Bolmut", "Kabupaten Bolaang Mongondow Utara")]
#[case("Haltim", "Kabupaten Halmahera Timur")]
#[case("Matim", "Kabupaten Manggarai Timur")]
#[case("MBD", "Kabupaten Maluku Barat Daya")]
fn a_district_elsewhere_as_people_write_it(#[case] text: &str, #[case] name: &str) {
    assert_eq!(regions().district(text, None).one().map(|r| r.name), Some(name));
}

#[rstest]
#[case("50")]
#[case("50 Tapin")]
#[case("12 Kota")]
fn a_figure_before_a_name_is_no_district(#[case] text: &str) {
    assert_eq!(regions().district(text, None), Found::None);
}

/// Short forms that two districts share: without a province nothing tells which was meant.
const SHARED: [&str; 2] = ["Mura", "Tasik"];

#[test]
fn no_short_form_is_the_name_of_another_region() {
    let all = regions().all();
    let ones = aliases::DISTRICTS.iter().filter(|(alias, _)| !SHARED.contains(alias));
    for (alias, name) in ones {
        assert_eq!(regions().district(alias, None).one().map(|r| r.name), Some(*name), "{alias}");
        let other = |r: &&Region| r.name != *name && (key(r.bare()) == key(alias) || key(r.name) == key(alias));
        assert_eq!(all.iter().find(other), None, "{alias}");
        assert_eq!(regions().province(alias), None, "{alias}");
        let town = capitals::CAPITALS.iter().find(|(town, of)| key(town) == key(alias) && of != name);
        assert_eq!(town, None, "{alias}");
    }
    for alias in SHARED {
        assert_eq!(regions().district(alias, None), Found::Several, "{alias}");
    }
    // Nor does a form made by leaving *Kepulauan* out, or by spelling short words out, lead away from a region's own name.
    for region in all.iter().filter(|r| r.kind != Kind::Province) {
        let twins = all.iter().filter(|r| r.kind != Kind::Province && key(r.bare()) == key(region.bare())).count();
        let found = regions().district(region.bare(), None);
        assert_eq!(found == Found::One(region), twins == 1, "{}: {found:?}", region.name);
    }
}
