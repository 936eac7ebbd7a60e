//! The form of an item, asked for and sent.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use exam::{
    bank::Life,
    item::{Item, Language, check},
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_bank::{ItemFilter, ItemStep},
};

use super::{
    super::{KINDS, alike::AlikeRow, schemes, told},
    FOUND, Kind, MORE, MOST_BANDS, MOST_ROWS, Size, Source, TAKEN, Write, WriteView, choices, fill, filled, form_view,
    insert, marked, read, replaced, size_of,
};
use crate::{
    Answer, AppState, Form, Page, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::sitting::draw,
};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    jenis: String,
}

/// What a form says besides the item.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub jenis: String,
    #[serde(default)]
    pub baris: usize,
    #[serde(default)]
    pub tingkatan: usize,
    #[serde(default)]
    pub kode: String,
    #[serde(default)]
    pub alasan: String,
    #[serde(default)]
    pub perbuatan: String,
    /// The item whose other language this is.
    #[serde(default)]
    pub dari: String,
    /// Items that look alike, as the page has shown them.
    #[serde(default)]
    pub mirip: String,
    /// Sought among items.
    #[serde(default)]
    pub cari: String,
    /// Where the picture was pressed.
    #[serde(default, rename = "ketuk.x")]
    pub across: Option<u32>,
    #[serde(default, rename = "ketuk.y")]
    pub down: Option<u32>,
}

impl Typed {
    /// What is read of the form.
    fn size(&self) -> Size {
        Size { rows: self.baris.min(MOST_ROWS), bands: self.tingkatan.min(MOST_BANDS) }
    }

    /// Only shows the form again.
    fn only_shows(&self) -> bool {
        matches!(self.perbuatan.as_str(), "tambah" | "tambah-tingkat" | "cari") || self.across.is_some()
    }
}

/// What a form was filled from.
pub(super) enum Begun<'a> {
    /// Nothing.
    Nothing,
    /// The item that it changes.
    Item(&'a Life, &'a Item),
    /// An item of the other language.
    Other(&'a Item),
}

impl<'a> Begun<'a> {
    const fn item(&self) -> Option<&'a Item> {
        match *self {
            Self::Nothing => None,
            Self::Item(_, item) | Self::Other(item) => Some(item),
        }
    }
}

pub(super) async fn blank(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    if !KINDS.contains(&asked.jenis.as_str()) {
        return html(&Kind { p: &p, kinds: &choices() });
    }
    let mut view = form_view(&p, &schemes(&app).await?, &asked.jenis, size_of(&asked.jenis));
    offered(&app, &p, None, &mut view).await?;
    let f = Fields::new().with("bahasa", "id").with("nilai", 1).with("acak", "ya").with("garis", "ya");
    html(&Write { p: &p, f: &f, view: &view })
}

pub(super) async fn first(State(app): State<AppState>, p: Page, form: Form<Typed>) -> Answer {
    let Form { value, mut fields, .. } = form;
    if !KINDS.contains(&value.jenis.as_str()) {
        return Err(WebError::Unreadable);
    }
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let source = match value.dari.as_str() {
        "" => None,
        id => Some(bank.life(actor, id).await?.1.newest().ok_or(WebError::NotFound)?.item.clone()),
    };
    if !value.only_shows() {
        let id = value.kode.trim();
        if TAKEN.contains(&id) {
            fields.wrong("kode", Message::new(key("bank-id-reserved")));
        } else if bank.life(actor, id).await.is_ok() {
            fields.wrong("kode", Message::new(key("bank-id-taken")));
        }
    }
    taken(&app, &p, &value, fields, source.as_ref().map_or(Begun::Nothing, Begun::Other)).await
}

pub(super) async fn change(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (_, life) = bank.life(actor, &id).await?;
    let former = life.newest().ok_or(WebError::NotFound)?.item.clone();
    // The form holds the key.
    bank.note_key(actor, &id).await?;
    let (f, size) = filled(&former);
    let mut view = form_view(&p, &schemes(&app).await?, former.question.interaction.kind(), size);
    marked(&mut view, &life, &former);
    offered(&app, &p, Some(&former), &mut view).await?;
    look(&app, &p, &former, &mut view).await?;
    view.picture = picture(&f);
    html(&Write { p: &p, f: &f, view: &view })
}

pub(super) async fn again(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let (_, life) = app.flow().exam_bank().life(p.actor()?, &id).await?;
    let Form { mut value, fields, .. } = form;
    let former = life.newest().ok_or(WebError::NotFound)?.item.clone();
    id.clone_into(&mut value.kode);
    former.question.interaction.kind().clone_into(&mut value.jenis);
    taken(&app, &p, &value, fields, Begun::Item(&life, &former)).await
}

/// The form of the same question in the other language, with this one beside it. Names of options stay the same, so that
/// both have one key; the two never stand on one paper.
pub(super) async fn translate(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (_, life) = bank.life(actor, &id).await?;
    let source = life.newest().ok_or(WebError::NotFound)?.item.clone();
    bank.note_key(actor, &id).await?;
    let (f, size) = filled(&source);
    let (other, ending) = match source.question.language {
        Language::Id => ("en", "EN"),
        Language::En => ("id", "ID"),
    };
    let mut f = replaced(&f, "bahasa", other).with("kode", format!("{id}-{ending}"));
    let mut enemies: Vec<&str> = source.enemies.iter().map(|enemy| enemy.as_str()).collect();
    enemies.push(&id);
    f = replaced(&f, "musuh", enemies.join(", "));
    let mut view = form_view(&p, &schemes(&app).await?, source.question.interaction.kind(), size);
    view.rich = fill::rich(&source);
    offered(&app, &p, Some(&source), &mut view).await?;
    view.picture = picture(&f);
    view.source = Some(beside(&p, &source));
    html(&Write { p: &p, f: &f, view: &view })
}

fn beside(p: &Page, source: &Item) -> Source {
    let base = format!("/butir/{}", source.id);
    // Its own number, since the preview stands on the same page.
    let html = draw::question(draw::At { p, base: &base, n: 2 }, &source.question, None);
    Source { id: source.id.to_string(), html }
}

/// What a form offers of the bank: what items share.
pub(super) async fn offered(
    app: &AppState,
    p: &Page,
    former: Option<&Item>,
    view: &mut WriteView,
) -> Result<(), WebError> {
    let shared = app.flow().exam_bank().shared(p.actor()?).await?;
    let held = former.and_then(|item| item.question.stimulus.as_ref());
    let offered = shared.iter().filter(|one| one.newest || held == Some(&one.stimulus.id));
    let named = |one: &workflow::exam_bank::Shared| {
        let id = one.stimulus.id.to_string();
        let words = if one.stimulus.title.is_empty() { id.clone() } else { format!("{id} · {}", one.stimulus.title) };
        (id, words)
    };
    view.stimuli = offered.map(named).collect();
    Ok(())
}

/// The picture of a question about places, where it is known.
pub(super) fn picture(f: &Fields) -> Option<(String, u32, u32)> {
    let name = exam::item::MediaName::new(f.value("gambar")).ok()?;
    let number = |name: &str| f.value(name).parse::<u32>().ok().filter(|n| *n > 0);
    Some((name.to_string(), number("gambar-lebar")?, number("gambar-tinggi")?))
}

/// Items that look alike, what is lacking, and how a candidate will see it.
async fn look(app: &AppState, p: &Page, item: &Item, view: &mut WriteView) -> Result<(), WebError> {
    let bank = app.flow().exam_bank();
    view.alike = AlikeRow::all(p, bank.alike(p.actor()?, item).await?);
    view.faults = check::check(item).iter().map(|fault| told(p, fault)).collect();
    let at = draw::At { p, base: "/butir/baru", n: 1 };
    view.preview = Some(draw::question(at, &item.question, None));
    Ok(())
}

/// The form as it was sent, before anything is read of it.
pub(super) async fn sent(
    app: &AppState,
    p: &Page,
    value: &Typed,
    fields: &Fields,
    from: &Begun<'_>,
) -> Result<WriteView, WebError> {
    let mut size = value.size();
    match value.perbuatan.as_str() {
        "tambah" => size.rows = (size.rows + MORE).min(MOST_ROWS),
        "tambah-tingkat" => size.bands = (size.bands + 1).min(MOST_BANDS),
        _ => {}
    }
    let mut view = form_view(p, &schemes(app).await?, &value.jenis, size);
    match from {
        Begun::Nothing => {}
        Begun::Item(life, item) => marked(&mut view, life, item),
        Begun::Other(source) => {
            view.rich = fill::rich(source);
            view.source = Some(beside(p, source));
        }
    }
    offered(app, p, from.item(), &mut view).await?;
    view.picture = picture(fields);
    if !value.cari.trim().is_empty() {
        let filter = ItemFilter { text: value.cari.trim().to_owned(), ..ItemFilter::default() };
        let found = app.flow().exam_bank().sought(p.actor()?, &filter, FOUND).await?;
        view.found = found.into_iter().filter(|(id, _)| id.as_str() != value.kode.trim()).collect();
        view.none_found = view.found.is_empty();
    }
    Ok(view)
}

async fn taken(app: &AppState, p: &Page, value: &Typed, fields: Fields, from: Begun<'_>) -> Answer {
    // Those ticked in a search stand among the named from now on, whatever the next search finds.
    let mut fields = with_ticked(fields);
    if let Some((x, y)) = value.across.zip(value.down) {
        fields = insert::pressed(&fields, x, y);
    }
    let mut view = sent(app, p, value, &fields, &from).await?;
    if value.only_shows() {
        return html(&Write { p, f: &fields, view: &view });
    }
    let read = read::read(&mut fields, &value.kode, &value.jenis, value.size(), from.item());
    let Some(item) = read.filter(|_| fields.is_right()) else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Write { p, f: &fields, view: &view });
    };
    let unknown = app.flow().exam_bank().unknown(&item.enemies).await?;
    if !unknown.is_empty() {
        let named = unknown.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        fields.wrong("musuh", Message::new(key("bank-enemy-unknown")).with("items", named));
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Write { p, f: &fields, view: &view });
    }
    look(app, p, &item, &mut view).await?;
    if value.perbuatan == "periksa" {
        return html(&Write { p, f: &fields, view: &view });
    }
    // Looking alike is told once, before anything is saved; saving again says that the writer has compared.
    let seen = |id: &str| {
        value.mirip.split(',').any(|known| known == id) || item.enemies.iter().any(|enemy| enemy.as_str() == id)
    };
    if view.alike.iter().any(|alike| !seen(&alike.item)) {
        view.asks = true;
        return html(&Write { p, f: &fields, view: &view });
    }
    let id = item.id.to_string();
    match app.flow().exam_bank().step(p.actor()?, &id, &ItemStep::Write(Box::new(item)), &value.alasan).await {
        Ok(()) => Ok(see_other(&format!("/butir/{id}?sudah=tulis"))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            fields.wrong("alasan", refusal_message(&why));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Write { p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}

/// Ticked items among the named ones.
pub(super) fn with_ticked(fields: Fields) -> Fields {
    let typed = fields.value("musuh").to_owned();
    let ticked: Vec<&str> = fields.values("musuh-pilih").collect();
    if ticked.is_empty() {
        return fields;
    }
    let mut named: Vec<&str> = typed.split([',', ' ', ';', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    named.extend(ticked.iter().copied().filter(|id| !typed.split([',', ' ', ';']).any(|word| word == *id)));
    let others = fields.all().filter(|(name, _)| *name != "musuh" && *name != "musuh-pilih");
    let rest = others.fold(Fields::new(), |f, (name, value)| f.with(name, value));
    let errors = fields.errors().to_vec();
    let mut out = rest.with("musuh", named.join(", "));
    for (name, message) in errors {
        out.wrong(&name, message);
    }
    out
}
