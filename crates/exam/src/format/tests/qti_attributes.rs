//! Attributes of QTI's interactions and options that have no place here: told by name, or as looks.

use rstest::rstest;

use super::{
    qti_others::{choice, item, response, template},
    *,
};

/// What is said of the first row, losses with the names they tell.
fn named(import: &Import) -> String {
    let loss = |one: &Refusal| match one.args.as_slice() {
        [(_, name)] => format!("{}({name})", one.code),
        _ => one.code.clone(),
    };
    match &import.report[0].outcome {
        Outcome::TakenWithLoss { losses, .. } => {
            format!("loss: {}", losses.iter().map(loss).collect::<Vec<_>>().join(" "))
        }
        _ => short(&import.report).remove(0),
    }
}

/// What an interaction and its options say of how they look or what else they ask.
#[rstest]
#[case("maxChoices=\"1\" orientation=\"vertical\" id=\"pilihan\"", "", "taken")]
#[case("maxChoices=\"1\" orientation=\"horizontal\"", "", "loss: loss.style")]
#[case("maxChoices=\"1\" class=\"qti-labels-decimal\"", "", "loss: loss.style")]
#[case("maxChoices=\"1\" label=\"Ibu kota\"", "", "loss: loss.attribute(label)")]
#[case(
    "maxChoices=\"1\" data-max-selections-message=\"Cukup\"",
    "",
    "loss: loss.attribute(data-max-selections-message)"
)]
#[case("maxChoices=\"1\"", "showHide=\"hide\"", "loss: loss.attribute(showHide)")]
#[case("maxChoices=\"1\"", "aria-label=\"Pilihan\"", "loss: loss.attribute(aria-label)")]
fn what_is_not_kept_of_an_interaction_is_told(#[case] asked: &str, #[case] option: &str, #[case] outcome: &str) {
    let declared = response("single", "identifier", &["B"], "");
    let body = choice(asked).replacen("<simpleChoice ", &format!("<simpleChoice {option} "), 1);
    let import = item("", &declared, &body, &template("match_correct"));
    assert_eq!(named(&import), outcome);
}

/// How large a field is drawn, and what stands in it before it is filled.
#[rstest]
#[case("expectedLength=\"12\"", "loss: loss.style")]
#[case("placeholderText=\"kota\"", "loss: loss.attribute(placeholderText)")]
#[case("class=\"kompeten-short-answer\" expectedLength=\"12\"", "taken")]
fn what_is_not_kept_of_a_field_is_told(#[case] asked: &str, #[case] outcome: &str) {
    let declared = response("single", "string", &["Banjarmasin"], "");
    let body = format!(r#"<p>Ibu kota?</p><p><textEntryInteraction responseIdentifier="RESPONSE" {asked}/></p>"#);
    assert_eq!(named(&item("", &declared, &body, &template("match_correct"))), outcome);
}

/// Bounds on pairings that would have kept a candidate from one, or asked for one.
#[rstest]
#[case("maxAssociations=\"2\"", "1", "2", "taken")]
#[case("maxAssociations=\"0\"", "1", "0", "taken")]
#[case("maxAssociations=\"1\"", "1", "2", "loss: loss.attribute(maxAssociations)")]
#[case("minAssociations=\"1\"", "1", "2", "loss: loss.attribute(minAssociations)")]
#[case("", "1", "1", "loss: loss.attribute(matchMax)")]
fn bounds_on_pairs_are_told(#[case] asked: &str, #[case] left: &str, #[case] right: &str, #[case] outcome: &str) {
    let set = |names: [&str; 2], most: &str| {
        let one = |name: &str| {
            format!("<simpleAssociableChoice identifier=\"{name}\" matchMax=\"{most}\">{name}</simpleAssociableChoice>")
        };
        format!("<simpleMatchSet>{}{}</simpleMatchSet>", one(names[0]), one(names[1]))
    };
    let (left, right) = (set(["P", "Q"], left), set(["X", "Y"], right));
    let body = format!(
        r#"<matchInteraction responseIdentifier="RESPONSE" {asked}><prompt>Jodohkan.</prompt>{left}{right}</matchInteraction>"#
    );
    let declared = response("multiple", "directedPair", &["P X", "Q Y"], "");
    assert_eq!(named(&item("", &declared, &body, &template("match_correct"))), outcome);
}
