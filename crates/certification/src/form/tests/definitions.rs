//! Shipped definitions are sound; broken ones are refused with the fault named.

use serde_json::{Value, json};

use crate::form::{
    Binding, Definition, catalogue,
    check::{Fault, check_definition},
    samples,
};
use crate::record::{Retention, Sensitivity};

#[test]
fn every_shipped_definition_is_sound() {
    for definition in catalogue::all() {
        let at = format!("{} {}", definition.code, definition.version);
        assert_eq!(check_definition(definition), Ok(()), "{at}");
    }
}

#[test]
fn every_definition_lies_where_its_code_and_version_say() {
    for (path, text) in catalogue::shipped() {
        let definition = Definition::from_json(text).unwrap();
        assert_eq!(*path, format!("{}/{}.json", definition.code, definition.version.replace('.', "-")));
        assert_eq!(catalogue::version(&definition.code, &definition.version), Some(&definition));
        assert!(catalogue::current(&definition.code).is_some());
    }
}

/// What says how somebody lives is needed while it is arranged, and a way to reach somebody while there is something to
/// tell them: neither is a record of the certification.
#[test]
fn health_and_contacts_have_a_class_of_their_own() {
    let mut contacts = 0;
    for definition in catalogue::all() {
        for (_, field) in definition.fields() {
            let at = format!("{} {}", definition.code, field.key);
            if field.sensitivity == Sensitivity::Special {
                assert_eq!(field.retention, Retention::Working, "{at}");
            }
            if ["phone", "email", "address"].iter().any(|end| field.key.ends_with(end)) {
                assert_ne!(field.retention, Retention::Cycle, "{at}");
                contacts += 1;
            }
        }
    }
    assert!(contacts > 5);
}

#[test]
fn no_two_fields_of_a_page_share_an_anchor() {
    for sample in samples::all() {
        let page = crate::form::Engine::view(
            sample.definition,
            &sample.context,
            &sample.answers,
            crate::form::Role::Candidate,
            crate::form::Locale::Id,
            &[],
        );
        let mut anchors: Vec<&str> = page.fields().map(|f| f.anchor.as_str()).collect();
        let count = anchors.len();
        anchors.sort_unstable();
        anchors.dedup();
        assert_eq!(anchors.len(), count, "{}", sample.definition.code);
    }
}

/// FR.APL.02 with one thing changed.
fn broken(change: impl FnOnce(&mut Value)) -> Vec<Fault> {
    let (_, text) = catalogue::shipped().iter().find(|(path, _)| path.starts_with("FR.APL.02")).unwrap();
    let mut json: Value = serde_json::from_str(text).unwrap();
    change(&mut json);
    let definition = Definition::from_json(&json.to_string()).unwrap();
    check_definition(&definition).err().unwrap_or_default()
}

#[test]
fn a_definition_without_a_required_binding_is_refused() {
    let faults = broken(|d| d["sections"][1]["fields"][0]["binding"] = Value::Null);
    assert_eq!(faults, [Fault::MissingBinding(Binding::ReviewVerdict)]);
}

#[test]
fn duplicate_keys_and_values_are_refused() {
    let faults = broken(|d| d["sections"][1]["fields"][2]["key"] = "review".into());
    assert!(faults.contains(&Fault::DuplicateKey("field review".to_owned())), "{faults:?}");
    let faults = broken(|d| d["sections"][1]["fields"][0]["options"][1]["value"] = "proceed".into());
    assert!(faults.iter().any(|f| matches!(f, Fault::DuplicateKey(_))), "{faults:?}");
}

#[test]
fn a_key_that_cannot_stand_in_a_name_is_refused() {
    let faults = broken(|d| d["sections"][1]["fields"][2]["key"] = "my/note".into());
    assert_eq!(faults, [Fault::BadKey("field my/note".to_owned())]);
}

#[test]
fn a_missing_translation_is_refused() {
    let faults = broken(|d| d["sections"][0]["title"]["en"] = "".into());
    assert_eq!(faults, [Fault::MissingWording("self".to_owned())]);
}

#[test]
fn a_reference_to_nothing_is_refused() {
    let faults = broken(|d| d["sections"][1]["fields"][2]["required"]["field"] = "verdict".into());
    assert_eq!(faults, [Fault::UnknownReference("note".to_owned(), "verdict".to_owned())]);
    let faults = broken(|d| d["sections"][1]["fields"][2]["required"]["is"] = json!(["perhaps"]));
    assert_eq!(faults, [Fault::UnknownReference("note".to_owned(), "review = perhaps".to_owned())]);
    let faults = broken(|d| {
        d["rules"] = json!([{
            "check": {"rule": "not-before", "earlier": "start", "later": "note"},
            "message": {"id": "x", "en": "x"},
        }]);
    });
    assert_eq!(faults, [Fault::UnknownReference("rule".to_owned(), "start".to_owned())]);
}

#[test]
fn a_field_nobody_fills_and_a_slot_without_a_mode_are_refused() {
    let faults = broken(|d| d["sections"][1]["by"] = json!([]));
    assert!(faults.contains(&Fault::Nobody("review".to_owned())), "{faults:?}");
    let faults = broken(|d| d["slots"][0]["modes"] = json!([]));
    assert_eq!(faults, [Fault::NoMode("candidate".to_owned())]);
}

#[test]
fn an_unknown_key_or_source_is_no_definition() {
    let (_, text) = catalogue::shipped()[0];
    assert!(Definition::from_json(&text.replacen("\"required\"", "\"requird\"", 1)).is_err());
    assert!(Definition::from_json(&text.replacen("person.nik", "person.pin", 1)).is_err());
    assert!(Definition::from_json(&text.replacen("\"identity\"", "\"identiti\"", 1)).is_err());
}
