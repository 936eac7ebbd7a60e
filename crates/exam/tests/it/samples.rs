//! Items, forms and blueprints for the tests. Invented.

use std::collections::{BTreeMap, BTreeSet};

use certification::record::scheme::{Criterion, Element, Unit};
use exam::{
    blueprint::{Blueprint, Cut, Line, Method, Mixing, Origin, PassRule, Which},
    form::{Form, FormQuestion},
    item::{
        Accepted, Answer, Aspect, Choice, ChoiceId, Content, Gap, GapId, GapKey, Interaction, Item, ItemId, Key,
        Language, Level, NumberKey, Place, Question, Rubric, RubricLevel, Scoring, Stimulus, StimulusId, TextKey,
    },
};
use rust_decimal::Decimal;

pub const UNIT: &str = "CONTOH.LD.01";

pub fn choice(id: &str) -> ChoiceId {
    ChoiceId::new(id).unwrap()
}

pub fn choices(ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| Choice { id: choice(id), content: Content::plain(&format!("pilihan {id}")) }).collect()
}

pub fn item(id: &str, interaction: Interaction, answer: Answer) -> Item {
    Item {
        id: ItemId::new(id).unwrap(),
        title: "rahasia".into(),
        place: Some(Place { unit: UNIT.into(), element: 1, criterion: "1.1".into() }),
        level: Some(Level::C3),
        enemies: BTreeSet::new(),
        example: true,
        question: Question {
            language: Language::Id,
            stimulus: None,
            stem: Content::plain(&format!("Soal {id} menanyakan apa")),
            interaction,
            points: Decimal::ONE,
        },
        key: Key {
            answer,
            scoring: Scoring::Whole,
            rationales: BTreeMap::from([(choice("B"), Content::plain("karena"))]),
            explanation: Content::plain("penjelasan"),
        },
    }
}

/// Five options, the third right.
pub fn single(id: &str) -> Item {
    let options = choices(&["A", "B", "C", "D", "E"]);
    item(id, Interaction::Single { options, shuffle: true }, Answer::Choice(choice("C")))
}

pub fn multiple(id: &str) -> Item {
    let options = choices(&["A", "B", "C", "D", "E"]);
    let interaction = Interaction::Multiple { options, least: 1, most: 4, shuffle: true };
    item(id, interaction, Answer::Choices([choice("A"), choice("D")].into()))
}

pub fn truth(id: &str) -> Item {
    item(id, Interaction::TrueFalse, Answer::Truth(false))
}

pub fn matching(id: &str) -> Item {
    let interaction = Interaction::Matching {
        premises: choices(&["1", "2", "3"]),
        responses: choices(&["A", "B", "C", "D"]),
        shuffle: true,
    };
    let pairs = [("1", "C"), ("2", "A"), ("3", "D")].map(|(premise, response)| (choice(premise), choice(response)));
    item(id, interaction, Answer::Pairs(pairs.into()))
}

pub fn ordering(id: &str) -> Item {
    let interaction = Interaction::Ordering { steps: choices(&["A", "B", "C", "D"]), shuffle: true };
    item(id, interaction, Answer::Order(["C", "A", "D", "B"].map(choice).into()))
}

/// A gap of text and a gap of numbers.
pub fn gaps(id: &str) -> Item {
    let gap = |id: &str, number| Gap { id: GapId::new(id).unwrap(), number, unit: String::new() };
    let interaction = Interaction::Gaps { gaps: vec![gap("kata", false), gap("hari", true)] };
    let word = TextKey {
        accepted: vec![
            Accepted { text: "kisi-kisi".into(), share: Decimal::ONE },
            Accepted { text: "kisi".into(), share: Decimal::new(5, 1) },
        ],
        case_sensitive: false,
        marked_by_people: false,
    };
    let number = NumberKey { value: 8.into(), tolerance: Decimal::new(5, 1), share: Decimal::ONE };
    let keys = [
        (GapId::new("kata").unwrap(), GapKey::Text(word)),
        (GapId::new("hari").unwrap(), GapKey::Numbers(vec![number])),
    ];
    item(id, interaction, Answer::Gaps(keys.into()))
}

/// Two aspects, of up to 2 and up to 3 points.
pub fn essay(id: &str) -> Item {
    let level = |score: i64| RubricLevel { score: score.into(), description: format!("tingkat {score}") };
    let aspect = |title: &str, most: i64| Aspect { title: title.into(), levels: (0..=most).map(level).collect() };
    let rubric =
        Rubric { model: Content::plain("contoh jawaban"), aspects: vec![aspect("Isi", 2), aspect("Alasan", 3)] };
    let mut out = item(id, Interaction::Essay { words: None, minutes: None }, Answer::Rubric(rubric));
    out.question.points = 5.into();
    out
}

pub fn on_stimulus(mut item: Item, stimulus: &str) -> Item {
    item.question.stimulus = Some(StimulusId::new(stimulus).unwrap());
    item
}

pub fn stimulus(id: &str) -> Stimulus {
    Stimulus {
        id: StimulusId::new(id).unwrap(),
        language: Language::Id,
        title: "rahasia".into(),
        content: Content::plain("Bacaan bersama"),
    }
}

pub fn placed(mut item: Item, unit: &str, element: u32, criterion: &str, level: Level) -> Item {
    item.place = Some(Place { unit: unit.into(), element, criterion: criterion.into() });
    item.level = Some(level);
    item
}

pub fn form(items: Vec<Item>) -> Form {
    let names: BTreeSet<_> = items.iter().filter_map(|item| item.question.stimulus.clone()).collect();
    Form {
        code: "LD-A".into(),
        blueprint: "ld".into(),
        blueprint_version: 1,
        mixing: Mixing::default(),
        stimuli: names.iter().map(|name| stimulus(name.as_str())).collect(),
        questions: items.into_iter().map(|item| FormQuestion { item, version: 1, line: 0, anchor: false }).collect(),
        trials: vec![],
    }
}

pub fn unit(code: &str) -> Unit {
    let criterion = |no: &str| Criterion { no: no.into(), text: "…".into(), benchmark: String::new() };
    let element = |no: u32| Element {
        no,
        title: "…".into(),
        title_en: String::new(),
        evidence: String::new(),
        criteria: vec![criterion(&format!("{no}.1")), criterion(&format!("{no}.2"))],
    };
    Unit {
        code: code.into(),
        title: "…".into(),
        title_en: String::new(),
        description: String::new(),
        elements: vec![element(1), element(2)],
    }
}

pub fn which(unit: &str, element: Option<u32>, criterion: Option<&str>, levels: &[Level]) -> Which {
    Which {
        unit: Some(unit.into()),
        element,
        criterion: criterion.map(Into::into),
        levels: levels.iter().copied().collect(),
        kinds: BTreeSet::new(),
    }
}

pub fn line(which: Which, questions: u32) -> Line {
    Line { which, questions, points: Decimal::ONE }
}

pub fn cut(least: i64) -> Cut {
    let origin = Origin {
        method: Method::Angoff,
        judges: 6,
        approved_on: Some(jiff::civil::date(2026, 3, 12)),
        act: "SK 12/2026".into(),
    };
    Cut { least: least.into(), origin }
}

pub fn blueprint(lines: Vec<Line>) -> Blueprint {
    Blueprint {
        id: "ld".into(),
        version: 1,
        scheme: "layanan-dasar".into(),
        language: Language::Id,
        lines,
        bands: vec![],
        trials: 0,
        minutes: 60,
        pass: PassRule::Whole(cut(1)),
        mixing: Mixing::default(),
    }
}
