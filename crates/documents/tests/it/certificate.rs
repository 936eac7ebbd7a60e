//! The certificate: how many pages, whose name fits, what is printed over it.

use documents::{CertificateData, PaperError, Press};
use serde_json::{Value, json};

use crate::{PRESS, paper, print, sample, words};

fn with_units(count: usize) -> Value {
    let mut data = sample("certificate-40");
    let units = data["units"].as_array().unwrap().clone();
    data["units"] = units.iter().cycle().take(count).cloned().collect();
    data
}

fn with_holder(name: &str) -> Value {
    let mut data = sample("certificate-03");
    data["certificate"]["holder"] = json!(name);
    data
}

#[test]
fn the_list_of_units_grows_denser_then_flows_on() {
    for (units, pages) in [(1, 2), (12, 2), (24, 2), (28, 3), (40, 3), (116, 6)] {
        assert_eq!(print("certificate", with_units(units)).pages, pages, "{units} units");
    }
}

#[test]
fn a_name_of_any_length_keeps_the_statement_on_one_page() {
    let long = "Raden Ayu ".repeat(12);
    for name in ["Suriansyah", long.trim(), &"Kusumaningtyas".repeat(3), &"Wijaya-Kusuma ".repeat(9), &"X".repeat(120)]
    {
        let pdf = print("certificate", with_holder(name));
        assert_eq!(pdf.pages, 2, "{name}");
    }
}

#[test]
fn signs_with_a_meaning_to_the_typesetter_are_printed_as_they_are() {
    let name = r##"D'Arcy "Al" #Nur $x$ *b* _i_ @ref <l> [c] \n `r` = ~ // /* Ñ Ş"##;
    let pdf = print("certificate", with_holder(name));
    if let Some(text) = words(&pdf) {
        assert!(text.contains(name), "{text}");
    }
}

#[test]
fn a_certificate_names_number_holder_and_registration() {
    let Some(text) = words(&print("certificate", sample("certificate-03"))) else { return };
    for said in
        ["91012 2631 4 0000127 2026", "PUS 000 00127 2026", "Noorhalimah Aspihani, S.I.Pust.", "5 November 2029"]
    {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn a_status_other_than_valid_is_said_in_words_on_each_page() {
    for (state, word) in [
        ("suspended", "DIBEKUKAN"),
        ("revoked", "DICABUT"),
        ("superseded", "DIGANTI"),
        ("expired", "KEDALUWARSA"),
        ("specimen", "CONTOH"),
        ("copy", "SALINAN"),
    ] {
        let mut data = sample("certificate-03");
        data["status"] = json!({ "state": state, "since": "2027-03-02" });
        let pdf = print("certificate", data);
        assert_eq!(pdf.pages, 2);
        let Some(text) = words(&pdf) else { return };
        assert!(text.matches(&format!("{word} sejak 2 Maret 2027")).count() >= 2, "{state}");
    }
}

#[test]
fn a_sign_that_no_typeface_has_is_refused_before_printing() {
    assert!(PRESS.check_glyphs("Noorhalimah Aspihani, Ñ ş ☑ – “x”").is_ok());
    assert_eq!(PRESS.check_glyphs("Siti 彩 \u{7}").unwrap_err().0, ['\u{7}', '彩']);
    let refused = PRESS.render(&paper("certificate", with_holder("Siti 彩"))).unwrap_err();
    assert!(matches!(refused, PaperError::Glyphs(_)), "{refused}");
    assert!(!refused.to_string().contains("Siti"));
}

#[test]
fn a_decomposed_name_prints() {
    let name = "Rene\u{301}e";
    assert!(PRESS.check_glyphs(name).is_ok());
    assert_eq!(print("certificate", with_holder(name)).pages, 2);
}

#[test]
fn a_picture_that_is_none_is_named() {
    let mut paper = paper("certificate", sample("certificate-03"));
    paper.files.insert("files/photo.svg".to_owned(), b"not a picture".to_vec());
    assert_eq!(PRESS.render(&paper).unwrap_err(), PaperError::Picture("files/photo.svg".to_owned()));
}

#[test]
fn two_threads_print_what_one_prints() {
    let press = Press::new();
    let names: Vec<String> = (0..6).map(|n| format!("Orang Contoh {n}")).collect();
    let one: Vec<_> = names.iter().map(|name| print("certificate", with_holder(name)).bytes).collect();
    let two = std::thread::scope(|scope| {
        let halves: Vec<_> = names
            .chunks(3)
            .map(|half| {
                let press = press.clone();
                scope.spawn(move || {
                    half.iter()
                        .map(|name| press.render(&paper("certificate", with_holder(name))).unwrap().bytes)
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(one == two);
}

#[test]
fn a_certificate_without_what_is_optional_prints() {
    let mut data: CertificateData = serde_json::from_value(sample("certificate-03")).unwrap();
    data.verify = None;
    data.body.on_behalf = None;
    data.body.logo_right = None;
    data.signatory.signature = None;
    data.manager.signature = None;
    data.certificate.scheme = None;
    data.holder = documents::Holder::default();
    let pdf = PRESS.render(&data.paper(std::collections::BTreeMap::new())).unwrap();
    assert_eq!(pdf.pages, 2);
}
