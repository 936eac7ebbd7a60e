//! The page of a question. Without a script its form saves and leads on; which number an act has is then the server's
//! choice, and what did not change is not sent again.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, Uri},
};
use certification::{id::SittingId, refusal::Refusal};
use exam::{
    item::{Interaction, Question},
    sitting::{event::Act, given::Given, state},
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_room::{Desk, SentAct},
};

use super::{
    base, bearer, browser, drawn, or_receipt,
    view::{Head, SheetView},
};
use crate::{
    Answer, AppState, Form, Page,
    form::Fields,
    html,
    page::{html_with, see_other},
};

#[derive(Template)]
#[template(path = "sitting/question.html")]
pub(super) struct QuestionPage<'a> {
    pub(super) p: &'a Page,
    pub(super) view: &'a SheetView,
}

/// Which question, and under which epoch.
#[derive(Debug, Default, Deserialize)]
pub(super) struct At {
    #[serde(default)]
    n: Option<u16>,
    #[serde(default)]
    e: Option<u64>,
    #[serde(default)]
    bantuan: Option<String>,
}

pub(super) async fn show(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    Query(at): Query<At>,
    headers: HeaderMap,
    uri: Uri,
) -> Answer {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return Ok(see_other(&base(sitting))) };
    browser::admitted(&app, sitting, &headers, &uri).await?;
    let desk = match app.flow().exam_room().take_up(&bearer, at.e).await {
        Ok(desk) => desk,
        Err(error) => return or_receipt(sitting, error),
    };
    if desk.seat.state == state::State::Finished {
        return Ok(see_other(&format!("{}/selesai", base(sitting))));
    }
    let head = Head::of(&app, &desk.seat).await?;
    let mut view = SheetView::of(&p, head, &desk, at.n.unwrap_or(1), drawn(app.entropy.as_ref()))?;
    view.moved = at.e.is_some_and(|e| e != desk.epoch);
    view.helped = at.bantuan.is_some();
    html(&QuestionPage { p: &p, view: &view })
}

/// A form of the page without script.
#[derive(Debug, Deserialize)]
pub(super) struct Turn {
    epoch: u64,
    page: u32,
    n: u16,
    #[serde(default)]
    ke: String,
}

pub(super) async fn take(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    form: Form<Turn>,
) -> Answer {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return Ok(see_other(&base(sitting))) };
    let room = app.flow().exam_room();
    let Turn { epoch, page, n, ke } = form.value;
    let mut desk = room.desk(&bearer).await?;
    let at = usize::from(n).checked_sub(1).and_then(|at| desk.shown.questions.get(at));
    let answer = match (at, ke.as_str()) {
        (Some(_), "hapus") => Some(Given::Blank),
        (Some(question), _) => Some(given(question, &form.fields)),
        (None, _) => None,
    };
    let mut acts = changes(&desk, n, answer.clone(), &form.fields);
    if ke == "bantuan" {
        acts.push(Act::HelpAsked { reason: String::new() });
    }
    let read = ke.strip_prefix("baca ").and_then(|key| desk.announcements.iter().find(|one| one.key == key));
    acts.extend(read.map(|one| Act::AnnouncementSeen { announcement: one.key.clone() }));
    if !acts.is_empty() {
        let answers = acts.iter().any(|act| matches!(act, Act::Answered { .. }));
        let acts = (desk.next_sequence..).zip(acts).map(|(sequence, act)| SentAct { sequence, made: None, act });
        let mut status = room.send(&bearer, epoch, page, acts.collect()).await?;
        if answers && status.pause == Some(true) {
            status.refused.push((desk.next_sequence, Refusal::new("sitting.stands-still")));
        }
        if !status.refused.is_empty() {
            // What was typed stays in its field, with the reason why it cannot be kept.
            if let Some(answer) = answer {
                desk.answers.insert(n, answer);
            }
            let head = Head::of(&app, &desk.seat).await?;
            let mut view = SheetView::of(&p, head, &desk, n, drawn(app.entropy.as_ref()))?;
            view.note = form.fields.value("catatan").to_owned();
            view.refused = status.refused.iter().map(|(_, refusal)| p.told_in_line(refusal)).collect();
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &QuestionPage { p: &p, view: &view });
        }
    }
    let base = base(sitting);
    let help = if ke == "bantuan" { "&bantuan=ya" } else { "" };
    Ok(see_other(&match ke.as_str() {
        "periksa" => format!("{base}/periksa?n={n}"),
        to => format!("{base}/soal?n={}&e={epoch}{help}", to.parse().unwrap_or(n)),
    }))
}

/// The form of a call for help with its reason, without a script: it stands beside the form of the question.
#[derive(Debug, Deserialize)]
pub(super) struct Call {
    epoch: u64,
    n: u16,
    #[serde(default)]
    alasan: String,
}

pub(super) async fn call(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    form: Form<Call>,
) -> Answer {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return Ok(see_other(&base(sitting))) };
    let (Call { epoch, n, alasan }, room) = (form.value, app.flow().exam_room());
    match room.call(&bearer, epoch, drawn(app.entropy.as_ref()), &lines(&alasan)).await {
        Ok(()) => Ok(see_other(&format!("{}/soal?n={n}&e={epoch}&bantuan=ya", base(sitting)))),
        Err(WorkflowError::Refused(refusal)) if refusal.code == "sitting.call-too-long" => {
            let desk = room.desk(&bearer).await?;
            let head = Head::of(&app, &desk.seat).await?;
            let mut view = SheetView::of(&p, head, &desk, n, drawn(app.entropy.as_ref()))?;
            view.refused = vec![p.told_in_line(&refusal)];
            (view.helped, view.call) = (true, alasan);
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &QuestionPage { p: &p, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form says that was not so before.
pub(super) fn changes(desk: &Desk, question: u16, answer: Option<Given>, fields: &Fields) -> Vec<Act> {
    let Some(answer) = answer else { return Vec::new() };
    let mut acts = Vec::new();
    let before = desk.answers.get(&question).unwrap_or(&Given::Blank);
    if *before != answer && !(before.is_blank() && answer.is_blank()) {
        acts.push(Act::Answered { question, answer });
    }
    let on = fields.has("tanda", "ya");
    if on != desk.flags.contains(&question) {
        acts.push(Act::Flagged { question, on });
    }
    let text = lines(fields.value("catatan"));
    if desk.notes.get(&question).map(String::as_str).unwrap_or_default() != text {
        acts.push(Act::Noted { question, text });
    }
    acts
}

/// Text as the script sends it: browsers put a carriage return before each line feed of a form.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The answer that the fields of a question hold.
pub(crate) fn given(question: &Question, fields: &Fields) -> Given {
    let places = |name: &str| fields.values(name).filter_map(|v| v.parse().ok()).collect::<Vec<u8>>();
    let place = |name: String| fields.value(&name).parse::<u8>().ok().filter(|place| *place > 0);
    match &question.interaction {
        Interaction::Single { .. } | Interaction::TrueFalse | Interaction::Multiple { .. } => {
            held(places("a"), Given::Chosen)
        }
        Interaction::Matching { premises, .. } => {
            let pairs = (1..).zip(premises).filter_map(|(n, _)| place(format!("m{n}")).map(|to| (n, to)));
            held(pairs.collect(), Given::Matched)
        }
        Interaction::Ordering { steps, .. } => {
            // Where two steps want one position, the first has it and the other waits for one.
            let mut order = vec![0; steps.len()];
            for (n, _) in (1..).zip(steps) {
                let at = place(format!("o{n}")).and_then(|at| order.get_mut(usize::from(at) - 1));
                at.into_iter().filter(|step| **step == 0).for_each(|step| *step = n);
            }
            let ordered = Given::Ordered(order);
            if ordered.is_blank() { Given::Blank } else { ordered }
        }
        Interaction::Gaps { gaps } => {
            let texts = (1..=gaps.len()).map(|n| fields.value(&format!("g{n}")).to_owned());
            let filled = Given::Filled(texts.collect());
            if filled.is_blank() { Given::Blank } else { filled }
        }
        Interaction::Hotspot { most, .. } => {
            let pressed = fields.value("p.x").parse().ok().zip(fields.value("p.y").parse().ok());
            let point = |text: &str| text.split_once(',').and_then(|(x, y)| x.parse().ok().zip(y.parse().ok()));
            let mut points: Vec<(u32, u32)> = fields.values("p").filter_map(point).chain(pressed).collect();
            // The place that was pressed last is the one that is meant.
            let most = usize::try_from(*most).unwrap_or(usize::MAX);
            points.drain(..points.len().saturating_sub(most));
            held(points, Given::Pointed)
        }
        Interaction::ShortAnswer { .. } | Interaction::Essay { .. } => {
            let text = lines(fields.value("w"));
            if text.trim().is_empty() { Given::Blank } else { Given::Written(text) }
        }
        // A file comes by a way of its own; here stands which of those handed in stay.
        Interaction::Upload { .. } => held(fields.values("f").map(str::to_owned).collect(), Given::Filed),
        Interaction::Oral { .. } => Given::Blank,
    }
}

fn held<T>(parts: Vec<T>, make: impl Fn(Vec<T>) -> Given) -> Given {
    if parts.is_empty() { Given::Blank } else { make(parts) }
}

#[cfg(test)]
mod tests {
    use exam::item::{Choice, ChoiceId, Content, Gap, GapId, Language, Picture, media::MediaName};

    use super::*;

    fn asked(interaction: Interaction) -> Question {
        let stem = Content::plain("Contoh");
        Question { language: Language::Id, stimulus: None, stem, interaction, points: 1.into() }
    }

    fn choices(n: usize) -> Vec<Choice> {
        (0..n).map(|at| Choice { id: ChoiceId::letter(at), content: Content::plain("x") }).collect()
    }

    #[test]
    fn the_fields_of_each_kind_make_the_answer_that_the_script_would_send() {
        let picture = Picture {
            file: MediaName::new("a.png").unwrap(),
            alt: "Denah".to_owned(),
            width: Some(100),
            height: Some(100),
        };
        let gap = |id: &str| Gap { id: GapId::new(id).unwrap(), number: false, unit: String::new() };
        let cases = [
            (Interaction::Single { options: choices(4), shuffle: true }, "a=3", Given::Chosen(vec![3])),
            (Interaction::TrueFalse, "a=2", Given::Chosen(vec![2])),
            (
                Interaction::Multiple { options: choices(4), least: 0, most: 2, shuffle: true },
                "a=1&a=4",
                Given::Chosen(vec![1, 4]),
            ),
            (
                Interaction::Matching { premises: choices(3), responses: choices(4), shuffle: true },
                "m1=4&m2=&m3=1",
                Given::Matched(vec![(1, 4), (3, 1)]),
            ),
            (
                Interaction::Ordering { steps: choices(3), shuffle: true },
                "o1=2&o2=3&o3=1",
                Given::Ordered(vec![3, 1, 2]),
            ),
            (
                Interaction::Ordering { steps: choices(4), shuffle: true },
                "o1=2&o2=4&o3=2&o4=9",
                Given::Ordered(vec![0, 1, 0, 2]),
            ),
            (Interaction::Ordering { steps: choices(2), shuffle: true }, "o1=&o2=", Given::Blank),
            (
                Interaction::Gaps { gaps: vec![gap("a"), gap("b")] },
                "g1=&g2=14+hari",
                Given::Filled(vec![String::new(), "14 hari".to_owned()]),
            ),
            (
                Interaction::Hotspot { picture, areas: Vec::new(), most: 1 },
                "p=3,4&p.x=20&p.y=30",
                Given::Pointed(vec![(20, 30)]),
            ),
            (Interaction::ShortAnswer { letters: 50 }, "w=dua%0D%0Abaris", Given::Written("dua\nbaris".to_owned())),
            (Interaction::Essay { words: None, minutes: None }, "w=++", Given::Blank),
            (
                Interaction::Upload { endings: Vec::new(), files: 2 },
                "f=aa.pdf&f=bb.png",
                Given::Filed(vec!["aa.pdf".to_owned(), "bb.png".to_owned()]),
            ),
        ];
        for (interaction, body, answer) in cases {
            let question = asked(interaction);
            assert_eq!(given(&question, &Fields::parse(body.as_bytes())), answer, "{body}");
        }
    }
}
