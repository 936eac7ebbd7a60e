//! Items of every kind, with text that formats stumble over.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, sample::subsequence};
use rust_decimal::Decimal;

use crate::{format::tidy, item::*, xml::Element};

/// Letters with what markup and plain formats use as signs.
pub(in super::super) fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-Zéü0-9]{1,8}",
        1 => Just("a~b=c#d{e}f:g\\h".to_owned()),
        1 => Just("<b>&amp;\"'".to_owned()),
        1 => Just("ANSWER: B".to_owned()),
        1 => Just("A) x".to_owned()),
        1 => Just("->".to_owned()),
        1 => Just("*".to_owned()),
        1 => Just("//".to_owned()),
        1 => Just("[html]".to_owned()),
        1 => Just("{1:SHORTANSWER:=x}".to_owned()),
        1 => Just("50%".to_owned()),
        1 => Just("\\n\\*]]>".to_owned()),
    ];
    proptest::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        5 => text().prop_map(Inline::Text),
        1 => text().prop_map(Inline::Code),
        1 => Just(Inline::Break),
        1 => formula("").prop_map(Inline::Math),
        1 => picture().prop_map(Inline::Picture),
    ];
    let nested = leaf.prop_recursive(2, 6, 3, |inner| {
        let inner = || proptest::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            inner().prop_map(Inline::Strong),
            inner().prop_map(Inline::Emphasis),
            inner().prop_map(Inline::Underline),
            inner().prop_map(Inline::Sub),
            inner().prop_map(Inline::Sup),
        ]
    });
    proptest::collection::vec(nested, 1..4)
}

/// A formula, with and without how it is said.
fn formula(attributes: &'static str) -> impl Strategy<Value = MathMl> {
    proptest::option::of(text()).prop_map(move |reading| {
        let math = Element::new("math").holding(
            Element::new("msup").holding(Element::new("mi").saying("x")).holding(Element::new("mn").saying("2")),
        );
        let math = reading.into_iter().fold(math, |math, reading| math.with("alttext", reading)).written();
        MathMl::parse(&math.replacen("<math", &format!("<math{attributes}"), 1)).unwrap()
    })
}

fn picture() -> impl Strategy<Value = Picture> {
    let sizes = proptest::option::of(1..900_u32);
    (text(), sizes.clone(), sizes).prop_map(|(alt, width, height)| Picture {
        file: MediaName::new("media/rak buku.png").unwrap(),
        alt,
        width,
        height,
    })
}

pub(in super::super) fn rich() -> impl Strategy<Value = Content> {
    let leaf = prop_oneof![
        4 => line().prop_map(Block::Paragraph),
        1 => text().prop_map(|text| Block::Verbatim(format!("{text}\n  {text}"))),
        1 => picture().prop_map(Block::Picture),
        1 => text().prop_map(|transcript| Block::Audio(Audio { file: MediaName::new("suara.mp3").unwrap(), transcript })),
        1 => formula(" display=\"block\"").prop_map(Block::Formula),
    ];
    let block = leaf.prop_recursive(2, 8, 3, |inner| {
        let content = || proptest::collection::vec(inner.clone(), 1..3).prop_map(Content);
        let table = (line(), proptest::collection::vec((content(), content()), 1..3), any::<bool>());
        let table = table.prop_map(|(caption, rows, headed)| {
            let mut rows: Vec<Vec<Content>> = rows.into_iter().map(|(a, b)| vec![a, b]).collect();
            let head = if headed { rows.remove(0) } else { Vec::new() };
            Block::Table(Table { caption, head, rows })
        });
        prop_oneof![
            (any::<bool>(), proptest::collection::vec(content(), 1..3))
                .prop_map(|(ordered, entries)| Block::List { ordered, entries }),
            content().prop_map(Block::Quote),
            table,
        ]
    });
    proptest::collection::vec(block, 1..3).prop_map(|blocks| tidy(&Content(blocks)))
}

pub(in super::super) fn content() -> impl Strategy<Value = Content> {
    let some = prop_oneof![3 => text().prop_map(|text| Content::plain(&text)), 1 => rich()];
    some.prop_filter("says something", |content| !content.is_empty())
}

fn choices(first: u8, count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Choice>> {
    proptest::collection::vec(content(), count).prop_map(move |contents| {
        let mut said = BTreeSet::new();
        let named = contents.into_iter().enumerate().map(|(index, mut content)| {
            let id = ChoiceId::new(char::from(first + index as u8).to_string()).unwrap();
            // Formats that keep less than all of it must still be able to tell them apart.
            if !said.insert(content.words().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")) {
                content.0.push(Block::Paragraph(vec![Inline::Text(format!("Pilihan ke-{index}"))]));
            }
            Choice { id, content }
        });
        named.collect()
    })
}

fn share() -> impl Strategy<Value = Decimal> {
    prop_oneof![3 => Just(Decimal::ONE), 1 => Just(Decimal::new(5, 1)), 1 => Just(Decimal::new(25, 2))]
}

fn texts() -> impl Strategy<Value = TextKey> {
    let accepted = (text(), share()).prop_map(|(text, share)| Accepted { text, share });
    (proptest::collection::vec(accepted, 1..4), any::<bool>()).prop_map(|(accepted, case_sensitive)| TextKey {
        accepted,
        case_sensitive,
        marked_by_people: false,
    })
}

fn numbers() -> impl Strategy<Value = Vec<NumberKey>> {
    let number =
        (-9_999..9_999_i64, 0..3_u32, 0..50_i64, share()).prop_map(|(value, scale, tolerance, share)| NumberKey {
            value: Decimal::new(value, scale).normalize(),
            tolerance: Decimal::new(tolerance, 1).normalize(),
            share,
        });
    proptest::collection::vec(number, 1..3)
}

fn rubric(points: u32) -> impl Strategy<Value = Rubric> {
    (content(), text(), any::<bool>()).prop_map(move |(model, title, with)| {
        let levels =
            (0..=points).map(|score| RubricLevel { score: score.into(), description: format!("{title} {score}") });
        let aspects = vec![Aspect { title: title.clone(), levels: levels.collect() }];
        Rubric { model, aspects: if with { aspects } else { Vec::new() } }
    })
}

fn scored() -> impl Strategy<Value = Scoring> {
    prop_oneof![Just(Scoring::Whole), Just(Scoring::Parts), Just(Scoring::PartsLessWrong)]
}

/// Pairs that count as they like: each right one, one other pair, and all others.
fn pairs_weighed(
    right: &BTreeMap<ChoiceId, ChoiceId>,
    each: &[i64],
    more: (ChoiceId, ChoiceId, i64),
    other: i64,
) -> Scoring {
    let named = right.iter().zip(each).map(|((premise, response), weight)| (premise, response, *weight));
    let mut pairs: BTreeMap<_, Decimal> =
        named.map(|(premise, response, weight)| ((premise.clone(), response.clone()), weight.into())).collect();
    let (premise, response, weight) = more;
    let most = pairs[&(premise.clone(), right[&premise].clone())];
    pairs.entry((premise, response)).or_insert(most.min(weight.into()));
    Scoring::of_pairs(PairWeights::of(pairs, (-other).into()).unwrap(), right)
}

type Asked = (Interaction, Answer, Scoring, Option<Vec<GapId>>);

fn asked(points: u32) -> impl Strategy<Value = Asked> {
    let single =
        (choices(b'A', 2..6), any::<prop::sample::Index>(), any::<bool>()).prop_map(|(options, at, shuffle)| {
            let right = at.get(&options).id.clone();
            (Interaction::Single { options, shuffle }, Answer::Choice(right), Scoring::Whole, None)
        });
    let multiple = (choices(b'A', 3..6), scored(), any::<bool>(), any::<bool>()).prop_flat_map(
        |(options, scoring, shuffle, bounded)| {
            let ids: Vec<ChoiceId> = options.iter().map(|option| option.id.clone()).collect();
            let count = options.len();
            subsequence(ids, 1..count).prop_map(move |right| {
                let most = if bounded { right.len() } else { count } as u32;
                let least = if bounded { most } else { 0 };
                let right: BTreeSet<ChoiceId> = right.into_iter().collect();
                let options = options.clone();
                (Interaction::Multiple { options, least, most, shuffle }, Answer::Choices(right), scoring.clone(), None)
            })
        },
    );
    let truth = any::<bool>().prop_map(|right| (Interaction::TrueFalse, Answer::Truth(right), Scoring::Whole, None));
    let matching = (choices(b'1', 2..5), choices(b'A', 3..6), scored(), any::<bool>()).prop_flat_map(
        |(premises, responses, scoring, shuffle)| {
            let used = proptest::collection::vec(any::<prop::sample::Index>(), premises.len());
            let weights =
                (proptest::collection::vec(1..9_i64, 4), any::<[prop::sample::Index; 2]>(), -2..5_i64, 0..2_i64);
            (used, proptest::option::of(weights)).prop_map(move |(used, weights)| {
                let pair =
                    |(premise, at): (&Choice, prop::sample::Index)| (premise.id.clone(), at.get(&responses).id.clone());
                let pairs: BTreeMap<_, _> = premises.iter().zip(used).map(pair).collect();
                let scoring = weights.map_or(scoring.clone(), |(each, [from, to], weight, other)| {
                    let more = (from.get(&premises).id.clone(), to.get(&responses).id.clone(), weight);
                    pairs_weighed(&pairs, &each, more, other)
                });
                let (premises, responses) = (premises.clone(), responses.clone());
                (Interaction::Matching { premises, responses, shuffle }, Answer::Pairs(pairs), scoring, None)
            })
        },
    );
    let ordering = (choices(b'A', 2..6), any::<bool>(), prop_oneof![Just(Scoring::Whole), Just(Scoring::Parts)])
        .prop_flat_map(|(steps, shuffle, scoring)| {
            let ids: Vec<ChoiceId> = steps.iter().map(|step| step.id.clone()).collect();
            Just(ids).prop_shuffle().prop_map(move |order| {
                (Interaction::Ordering { steps: steps.clone(), shuffle }, Answer::Order(order), scoring.clone(), None)
            })
        });
    let key = prop_oneof![texts().prop_map(GapKey::Text), numbers().prop_map(GapKey::Numbers)];
    let weights = proptest::option::of(proptest::collection::vec(1..9_i64, 4));
    let keys = (proptest::collection::vec(key, 1..4), any::<bool>(), any::<bool>(), weights);
    let gaps = keys.prop_map(|(keys, shown, whole, weights)| {
        let shown = shown || keys.len() > 1;
        let ids: Vec<GapId> = (0..keys.len()).map(GapId::letter).collect();
        let gap = |(id, key): (&GapId, &GapKey)| {
            let number = matches!(key, GapKey::Numbers(_));
            Gap { id: id.clone(), number, unit: if number { "hari: <kerja>".to_owned() } else { String::new() } }
        };
        let gaps = ids.iter().zip(&keys).map(gap).collect();
        let scoring = match weights {
            _ if keys.len() == 1 => Scoring::Whole,
            Some(weights) => {
                let each = ids.iter().cloned().zip(weights.into_iter().map(Decimal::from));
                Scoring::of_gaps(GapWeights::of(each).unwrap())
            }
            None if whole => Scoring::Whole,
            None => Scoring::Parts,
        };
        let answer = Answer::Gaps(ids.iter().cloned().zip(keys).collect());
        (Interaction::Gaps { gaps }, answer, scoring, shown.then_some(ids))
    });
    let short = texts()
        .prop_map(|texts| (Interaction::ShortAnswer { letters: 255 }, Answer::Texts(texts), Scoring::Whole, None));
    let essay = (proptest::option::of(1..500_u32), proptest::option::of(1..60_u32), rubric(points)).prop_map(
        |(words, minutes, rubric)| {
            (Interaction::Essay { words, minutes }, Answer::Rubric(rubric), Scoring::Whole, None)
        },
    );
    let upload = (1..5_u32, rubric(points)).prop_map(|(files, rubric)| {
        let endings = vec!["pdf".to_owned(), "docx".to_owned()];
        (Interaction::Upload { endings, files }, Answer::Rubric(rubric), Scoring::Whole, None)
    });
    let oral = (proptest::option::of(1..60_u32), rubric(points))
        .prop_map(|(minutes, rubric)| (Interaction::Oral { minutes }, Answer::Rubric(rubric), Scoring::Whole, None));
    let shape = (0..100_u32, 0..100_u32, 1..50_u32).prop_map(|(x, y, size)| match size % 3 {
        0 => Shape::Circle(Point { x, y }, size),
        1 => Shape::Rectangle(Point { x, y }, Point { x: x + size, y: y + size }),
        _ => Shape::Polygon(vec![Point { x, y }, Point { x: x + size, y }, Point { x, y: y + size }]),
    });
    let hotspot = (proptest::collection::vec((shape, text()), 1..4), any::<bool>(), 1..3_usize).prop_map(
        |(shapes, outlined, right)| {
            let area = |(index, (shape, label)): (usize, &(Shape, String))| Area {
                id: ChoiceId::letter(index),
                shape: shape.clone(),
                label: label.clone(),
            };
            let areas: Vec<Area> = if outlined { shapes.iter().enumerate().map(area).collect() } else { Vec::new() };
            let picture = Picture {
                file: MediaName::new("media/denah.png").unwrap(),
                alt: "denah".into(),
                width: Some(200),
                height: Some(200),
            };
            let right: Vec<Shape> = shapes.iter().take(right).map(|(shape, _)| shape.clone()).collect();
            let most = right.len() as u32;
            (Interaction::Hotspot { picture, areas, most }, Answer::Areas(right), Scoring::Parts, None)
        },
    );
    prop_oneof![
        2 => single, 2 => multiple, 1 => truth, 2 => matching, 2 => ordering, 2 => gaps, 1 => short, 1 => essay,
        1 => upload, 1 => oral, 1 => hotspot
    ]
}

/// A whole item.
pub(in super::super) fn item() -> impl Strategy<Value = Item> {
    (1..5_u32).prop_flat_map(|points| {
        let rest = (content(), content(), proptest::option::of(text()), any::<bool>(), any::<[bool; 4]>());
        (asked(points), rest).prop_map(move |(asked, (mut stem, why, title, english, flags))| {
            let (interaction, answer, scoring, shown) = asked;
            for gap in shown.iter().flatten() {
                let line = vec![Inline::Text("x ".into()), Inline::Gap(gap.clone()), Inline::Text(" y".into())];
                stem.0.push(Block::Paragraph(line));
            }
            let rationales = match &interaction {
                Interaction::Single { options, .. } if flags[0] => {
                    options.iter().map(|option| (option.id.clone(), why.clone())).collect()
                }
                _ => BTreeMap::new(),
            };
            Item {
                id: ItemId::new("LD-007").unwrap(),
                title: title.unwrap_or_default(),
                place: flags[1].then(|| Place { unit: "R.91/PRP02.021.1".into(), element: 2, criterion: "2.1".into() }),
                level: flags[1].then_some(Level::C4),
                enemies: flags[2].then(|| ItemId::new("LD-008").unwrap()).into_iter().collect(),
                example: flags[2],
                question: Question {
                    language: if english { Language::En } else { Language::Id },
                    stimulus: None,
                    stem,
                    interaction,
                    points: points.into(),
                },
                key: Key { answer, scoring, rationales, explanation: if flags[3] { why } else { Content::default() } },
            }
        })
    })
}
