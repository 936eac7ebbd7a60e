//! Samples of what stands beside items: what they share, and tests that came with them.

use certification::refusal::Refusal;
use exam::{
    format::TestOutline,
    item::{ItemId, Language, Stimulus, StimulusId, typed},
};
use workflow::exam_bank::{KeptTest, Shared, TestVersion, UsedBy};

use crate::{
    form::Fields,
    i18n::{Message, key},
    pages::bank::{outline, stimulus, stimulus_form},
    samples::Samples,
};

pub(super) fn samples(samples: &mut Samples<'_>) {
    stimuli(samples);
    tests(samples);
}

fn stimuli(samples: &mut Samples<'_>) {
    let p = samples.p;
    let Ok(id) = StimulusId::new("kasus-1") else { return };
    let content = typed::read("Jam layanan\n| Hari | Jam |\n|---|---|\n| Senin | 8.00 |").unwrap_or_default();
    let of = |id: &StimulusId, version: u32, newest: bool| Shared {
        stimulus: Stimulus {
            id: id.clone(),
            language: Language::Id,
            title: "Jam layanan".to_owned(),
            content: content.clone(),
        },
        version,
        newest,
        at: 1_796_691_900_000_000,
    };
    let Ok(second) = StimulusId::new("kasus-1.v2") else { return };
    let shared = [of(&id, 1, false), of(&second, 2, true)];
    let rows: Vec<_> = shared.iter().map(stimulus::row).collect();
    samples.add("bank/stimuli", &stimulus::Stimuli { p, rows: &rows, may_change: true });
    samples.add("bank/stimuli none", &stimulus::Stimuli { p, rows: &[], may_change: true });
    let used = |item: &str, state: &str, stimulus: &StimulusId| UsedBy {
        item: item.to_owned(),
        title: "Buku sedang dipinjam".to_owned(),
        state: state.to_owned(),
        stimulus: stimulus.clone(),
    };
    let users = [used("LD-S-0117", "active", &id), used("LD-S-0118", "draft", &id)];
    for (name, id, users) in [("old", &id, &users[..]), ("newest", &second, &users[..0])] {
        let Some(mut view) = stimulus::view(p, id, &shared, users) else { continue };
        view.may_change = true;
        samples.add(format!("bank/stimulus {name}"), &stimulus::One { p, view: &view });
    }
    let mut f = Fields::new().with("bahasa", "id");
    let mut view = stimulus_form::WriteStimulus::default();
    samples.add("bank/stimulus_form", &stimulus_form::StimulusForm { p, f: &f, view: &view });
    (view.id, view.rich) = (second.to_string(), true);
    view.preview = shared.first().map(|one| stimulus::drawn(p, &one.stimulus));
    f.wrong("isi", Message::new(key("refusal-bank-stimulus-same")));
    samples.add("bank/stimulus_form next", &stimulus_form::StimulusForm { p, f: &f, view: &view });
}

fn tests(samples: &mut Samples<'_>) {
    let p = samples.p;
    let ids: Vec<ItemId> = ["LD-S-0001", "LD-S-0002", "LD-S-0003"].map(ItemId::new).into_iter().flatten().collect();
    let Some(id) = ids.first().cloned() else { return };
    let sections = vec![("Sirkulasi".to_owned(), ids.clone()), (String::new(), Vec::new())];
    let outline =
        |minutes| TestOutline { id: id.clone(), title: "Ujian tengah".to_owned(), minutes, sections: sections.clone() };
    let version = |number, minutes| TestVersion {
        test: KeptTest {
            outline: outline(minutes),
            missing: ids.last().cloned().into_iter().collect(),
            file: "ujian.zip".to_owned(),
            losses: vec![Refusal::new("loss.test-rules")],
        },
        number,
        at: 1_796_691_900_000_000,
    };
    let versions = [version(1, None), version(2, Some(45))];
    let rows: Vec<_> = versions.iter().map(outline::row).collect();
    samples.add("bank/tests", &outline::Tests { p, rows: &rows, may_change: true });
    samples.add("bank/tests none", &outline::Tests { p, rows: &[], may_change: true });
    let known = |id: &ItemId| (ids.get(1) != Some(id)).then(|| ("Peminjaman".to_owned(), "draft".to_owned()));
    for (name, number) in [("newest", None), ("former", Some(1))] {
        let Some(mut view) = outline::view(p, &versions, number, known) else { continue };
        view.may_change = true;
        samples.add(format!("bank/test {name}"), &outline::One { p, view: &view });
    }
}
