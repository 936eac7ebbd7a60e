//! Areas of a picture: two corners, a centre with a point of the edge, or corners in order around.

use exam::item::{Answer, Area, ChoiceId, Interaction, MediaName, Picture};

use super::{Form, RowNames};
use crate::{
    form::Fields,
    i18n::{Message, key},
    pages::bank::area::{points, shape},
};

/// Tells at its row which points make no shape, and that a picture is wanted.
pub(super) fn check(fields: &mut Fields, kind: &str, rows: usize) {
    if kind != "hotspot" {
        return;
    }
    if MediaName::new(fields.value("gambar")).is_err() {
        fields.wrong("gambar", Message::new(key("bank-picture-wanted")));
    }
    for names in (1..=rows).map(RowNames::of) {
        let typed = fields.value(&names.points);
        let read = points(typed).and_then(|points| shape(fields.value(&names.shape), &points));
        if !typed.trim().is_empty() && read.is_none() {
            fields.wrong(&names.points, Message::new(key("bank-points-wrong")));
        }
    }
}

impl Form<'_> {
    pub(super) fn spots(&self) -> Option<(Interaction, Answer)> {
        let picture = Picture {
            file: MediaName::new(self.fields.value("gambar")).ok()?,
            alt: self.fields.value("gambar-kata").trim().to_owned(),
            width: self.number("gambar-lebar"),
            height: self.number("gambar-tinggi"),
        };
        let former: &[Area] = match self.former.map(|item| &item.question.interaction) {
            Some(Interaction::Hotspot { areas, .. }) => areas,
            _ => &[],
        };
        let outlined = self.fields.has("garis", "ya");
        let (mut areas, mut right) = (Vec::new(), Vec::new());
        for names in self.names() {
            let read = points(self.fields.value(&names.points));
            let Some(shape) = read.and_then(|points| shape(self.fields.value(&names.shape), &points)) else { continue };
            // Where nothing is outlined, every area is one to be found.
            if !outlined || self.fields.has("kunci", &names.n.to_string()) {
                right.push(shape.clone());
            }
            let id = former.get(names.n - 1).map_or_else(|| ChoiceId::letter(names.n - 1), |area| area.id.clone());
            areas.push(Area { id, shape, label: self.fields.value(&names.partner).trim().to_owned() });
        }
        if let Some(Answer::Areas(before)) = self.former.map(|item| &item.key.answer) {
            right.sort_by_key(|shape| before.iter().position(|known| known == shape).unwrap_or(usize::MAX));
        }
        let most = self.number("paling").unwrap_or_else(|| u32::try_from(right.len().max(1)).unwrap_or(u32::MAX));
        let areas = if outlined { areas } else { Vec::new() };
        Some((Interaction::Hotspot { picture, areas, most }, Answer::Areas(right)))
    }
}
