//! Scores that are gathered on the way: subtotals, scores from outside, buttons beside, what an answer takes off. The shapes
//! are those that authoring tools write; the items are the house's own.

use rust_decimal::Decimal;

use super::{
    qti_others::{ENTRY, SCORE, choice, item, mapping, response, said, template},
    *,
};
use crate::item::*;

/// Two gaps, a subtotal for each, and these rules.
fn subtotals(base: &str, first: &str, rules: &str) -> Import {
    let gap = |name: &str, right: &str| {
        let mapped = mapping("defaultValue=\"0\"", &[(right, "1")]).replace("/>", r#" caseSensitive="false"/>"#);
        response("single", base, &[right], &mapped).replace("RESPONSE", name)
    };
    let outcome = |name: &str, told: &str, begins: &str| {
        format!(
            r#"<outcomeDeclaration identifier="{name}" cardinality="single" baseType="float" {told}><defaultValue><value>{begins}</value></defaultValue></outcomeDeclaration>"#
        )
    };
    let declared = [
        gap("R1", "7"),
        gap("R2", "12"),
        if first == "1" { outcome("S1", "", "1") } else { outcome("S1", first, "0") },
        outcome("S2", "", "0.0"),
        outcome("MINSCORE", "", "0"),
        outcome("MAXSCORE", "", "2"),
    ];
    let body = r#"<p>Seminggu ada <textEntryInteraction responseIdentifier="R1"/> hari, setahun <textEntryInteraction responseIdentifier="R2"/> bulan.</p>"#;
    item("", &declared.concat(), body, &format!("<responseProcessing>{rules}</responseProcessing>"))
}

fn set(name: &str, value: &str) -> String {
    format!(r#"<setOutcomeValue identifier="{name}">{value}</setOutcomeValue>"#)
}

fn of(name: &str) -> String {
    format!(r#"<variable identifier="{name}"/>"#)
}

fn sum(terms: &[&str]) -> String {
    format!("<sum>{}</sum>", terms.concat())
}

fn when(asked: &str, then: &str, otherwise: &str) -> String {
    let otherwise =
        if otherwise.is_empty() { String::new() } else { format!("<responseElse>{otherwise}</responseElse>") };
    format!("<responseCondition><responseIf>{asked}{then}</responseIf>{otherwise}</responseCondition>")
}

fn map(name: &str) -> String {
    format!(r#"<mapResponse identifier="{name}"/>"#)
}

/// What brings the sum of both, and keeps it within its bounds.
fn summed() -> String {
    let bound = |name: &str, limit: &str| {
        when(&format!("<{name}>{}{}</{name}>", of("SCORE"), of(limit)), &set("SCORE", &of(limit)), "")
    };
    let whole = set("SCORE", &sum(&[&of("S1"), &of("MINSCORE"), &of("S2")]));
    format!("{whole}{}{}", bound("lt", "MINSCORE"), bound("gt", "MAXSCORE"))
}

#[test]
fn subtotals_that_are_only_summed_are_the_sum() {
    let answered = format!("<not><isNull>{}</isNull></not>", of("R1"));
    let one = r#"<baseValue baseType="float">1</baseValue>"#;
    let right = |name: &str| {
        format!(r#"<equal toleranceMode="absolute" tolerance="1 1">{}<correct identifier="{name}"/></equal>"#, of(name))
    };
    let maps = [when(&answered, &set("S1", &map("R1")), ""), set("S2", &map("R2")), summed()].concat();
    let adds = [
        when(&right("R1"), &set("S1", one), &set("S1", &of("MINSCORE"))),
        when(&right("R2"), &set("S2", &sum(&[&of("S2"), one])), ""),
        summed(),
    ];
    for (base, rules) in [("string", maps), ("float", adds.concat())] {
        let import = subtotals(base, "", &rules);
        assert_eq!(said(&import), "taken");
        let item = &import.items[0];
        assert_eq!((&item.key.scoring, item.question.points), (&Scoring::Parts, Decimal::TWO));
        let Answer::Gaps(keys) = &item.key.answer else { panic!("no gaps") };
        assert_eq!(keys.len(), 2);
    }
}

#[test]
fn subtotals_with_which_something_else_is_done_are_refused() {
    let fills = [set("S1", &map("R1")), set("S2", &map("R2"))].concat();
    let one = r#"<baseValue baseType="float">1</baseValue>"#;
    let more = format!("<gt>{}{}</gt>", of("S1"), of("MINSCORE"));
    let low = when(&format!("<lt>{}{one}</lt>", of("S1")), &set("S1", &of("MINSCORE")), "");
    let refused = [
        ("1", [fills.clone(), summed()].concat()),
        (r#"externalScored="human""#, [fills.clone(), summed()].concat()),
        ("", [set("S1", &map("R1")), when(&more, &set("S2", &map("R2")), ""), summed()].concat()),
        ("", [fills.clone(), low, summed()].concat()),
        ("", [set("S1", &map("R2")), fills.clone(), summed()].concat()),
        ("", [summed(), fills.clone()].concat()),
        ("", [set("SCORE", &map("R1")), fills.clone(), summed()].concat()),
        ("", [fills.clone(), set("S2", &sum(&[&of("S1"), &map("R2")])), summed()].concat()),
        ("", [fills, set("SCORE", &sum(&[&of("S1"), &of("S1"), &of("S2")]))].concat()),
    ];
    for (first, rules) in refused {
        assert_eq!(said(&subtotals("string", first, &rules)), "refused: qti.processing", "{first} {rules}");
    }
}

#[test]
fn what_somebody_else_scores_is_not_scored_here() {
    let declared = response("single", "identifier", &["B"], "");
    let text = |after: &str| {
        let import = format!(
            r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="I1" title="T">{declared}{}<itemBody>{}</itemBody>{after}</assessmentItem>"#,
            SCORE.replace("/>", r#" externalScored="human"/>"#),
            choice("maxChoices=\"1\"")
        );
        said(&qti::import_item(import.as_bytes(), &intake()).unwrap())
    };
    assert_eq!(text(&template("match_correct")), "refused: qti.processing");
    assert_eq!(text(""), "refused: qti.processing");
}

#[test]
fn a_button_that_ends_the_attempt_is_told_as_left_behind() {
    let body = format!(
        r#"{}<p><endAttemptInteraction responseIdentifier="HINT" title="Bantuan"/></p>"#,
        choice("maxChoices=\"1\"")
    );
    let declared = response("single", "identifier", &["B"], "");
    let import = item("", &declared, &body, &template("match_correct"));
    assert_eq!(said(&import), "loss: loss.hints");
    let hint = when(&of("HINT"), &set("SCORE", r#"<baseValue baseType="float">0</baseValue>"#), "");
    let import = item("", &declared, &body, &format!("<responseProcessing>{hint}</responseProcessing>"));
    assert_eq!(said(&import), "refused: qti.processing");
}

/// It is not shown here, so what it asks for never comes.
#[test]
fn a_branch_for_a_button_is_passed_by() {
    let body = format!(
        r#"{}<p><endAttemptInteraction responseIdentifier="HINT" title="Bantuan"/></p>"#,
        choice("maxChoices=\"1\"")
    );
    let declared = response("single", "identifier", &["B"], "");
    let right = format!(r#"<match>{}<correct identifier="RESPONSE"/></match>"#, of("RESPONSE"));
    let two = set("SCORE", r#"<baseValue baseType="float">2</baseValue>"#);
    let told = format!(r#"<match>{}<baseValue baseType="boolean">true</baseValue></match>"#, of("HINT"));
    for asked in [of("HINT"), told] {
        let half = set("SCORE", r#"<baseValue baseType="float">1</baseValue>"#);
        let rules = format!(
            "<responseCondition><responseIf>{asked}{half}</responseIf><responseElse>{}</responseElse></responseCondition>",
            when(&right, &two, "")
        );
        let import = item("", &declared, &body, &format!("<responseProcessing>{rules}</responseProcessing>"));
        assert_eq!(said(&import), "loss: loss.hints");
        assert_eq!(import.items[0].question.points, Decimal::TWO);
    }
    // The button of nobody is a condition like any other.
    let rules = when(&of("HINT"), &two, "");
    let import =
        item("", &declared, &choice("maxChoices=\"1\""), &format!("<responseProcessing>{rules}</responseProcessing>"));
    assert_eq!(said(&import), "refused: qti.processing");
}

#[test]
fn a_subtotal_of_whole_numbers_may_be_an_integer() {
    let entry = |brings: &str| {
        let either = format!(
            r#"<or><stringMatch caseSensitive="false">{0}<baseValue baseType="string">rak</baseValue></stringMatch><stringMatch caseSensitive="false">{0}<baseValue baseType="string">lemari</baseValue></stringMatch></or>"#,
            of("RESPONSE")
        );
        let found = set("FOUND", &format!(r#"<baseValue baseType="integer">{brings}</baseValue>"#));
        let declared = format!(
            r#"{}<outcomeDeclaration identifier="FOUND" cardinality="single" baseType="integer"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>"#,
            response("single", "string", &[], "")
        );
        let rules = format!("{}{}", when(&either, &found, ""), set("SCORE", &sum(&[&of("FOUND")])));
        said(&item("", &declared, ENTRY, &format!("<responseProcessing>{rules}</responseProcessing>")))
    };
    assert_eq!(entry("1"), "taken");
    assert_eq!(entry("0.5"), "refused: qti.processing");
}

#[test]
fn what_a_gap_takes_off_is_told_as_left_behind() {
    let entries = mapping("defaultValue=\"0\"", &[("7", "1"), ("8", "-1")]);
    let import = item("", &response("single", "float", &[], &entries), ENTRY, &template("map_response"));
    assert_eq!(said(&import), "loss: loss.below-zero");
}
