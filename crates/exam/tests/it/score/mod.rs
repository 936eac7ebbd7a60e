//! Scoring: a function of form, answers and rules; corrections are seen before they are applied; people mark blind.

mod answers;
mod forms;
mod marking;

use std::collections::BTreeSet;

use exam::{
    form::Form,
    item::{Answer as Right, GapId, Interaction, Item, ItemId, Response, TextKey},
    paper::read::Read,
    score::{Rules, Score, Settled, score},
};
use rust_decimal::Decimal;

use crate::samples::{choice, item};

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn order(ids: &str) -> Response {
    Response::Order(ids.chars().map(|c| choice(&c.to_string())).collect())
}

fn filled(word: &str, days: &str) -> Response {
    let gap = |id: &str, text: &str| (GapId::new(id).unwrap(), text.to_owned());
    let all = [gap("kata", word), gap("hari", days)];
    Response::Gaps(all.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}

fn text(text: &str) -> Response {
    Response::Text(text.into())
}

fn plain(form: &Form, read: &Read) -> Score {
    score(form, read, &Settled::new(), &BTreeSet::new(), Rules::V1)
}

fn set(ids: &str) -> Response {
    Response::Choices(ids.chars().map(|c| choice(&c.to_string())).collect())
}

fn short(by_people: bool) -> Item {
    let key = TextKey {
        accepted: vec![exam::item::Accepted { text: "Dewey".into(), share: Decimal::ONE }],
        case_sensitive: true,
        marked_by_people: by_people,
    };
    item("s", Interaction::ShortAnswer { letters: 40 }, Right::Texts(key))
}
