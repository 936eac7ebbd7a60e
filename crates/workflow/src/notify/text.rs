//! The words of mails, in Indonesian and English: subject and body for each message, with values in braces.

use certification::{civil::written, form::Locale};
use jiff::civil::Date;

/// A mail, written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    pub subject: String,
    pub body: String,
}

/// A message: its key, then subject and body in Indonesian, then in English.
type Message = (&'static str, [&'static str; 2], [&'static str; 2]);

const MESSAGES: &[Message] = &[
    (
        "invitation",
        [
            "Undangan dari {body}",
            "{body} memberi Anda akun.\n\nBuka {site}/undangan dan tulis kode {code}.\nKode ini berlaku sampai {until} dan hanya sekali pakai.",
        ],
        [
            "Invitation from {body}",
            "{body} has given you an account.\n\nOpen {site}/undangan and enter the code {code}.\nThe code is good until {until}, and once only.",
        ],
    ),
    (
        "recovery",
        [
            "Pulihkan akun Anda",
            "Buka {site}/undangan dan tulis kode {code}, lalu buat kata sandi baru.\nKode ini berlaku sampai {until} dan hanya sekali pakai.\n\nBukan Anda yang meminta? Abaikan surel ini; kata sandi Anda tidak berubah.",
        ],
        [
            "Recover your account",
            "Open {site}/undangan, enter the code {code}, and choose a new password.\nThe code is good until {until}, and once only.\n\nYou did not ask for it? Ignore this mail; your password has not changed.",
        ],
    ),
    (
        "participant-invited",
        [
            "Undangan sertifikasi {event}",
            "Anda diundang mengikuti sertifikasi {event}. Anda bebas menerima atau menolak.\n\nMasuk di {site}/masuk untuk menjawab.",
        ],
        [
            "Invitation to certification {event}",
            "You are invited to certification {event}. You are free to accept or decline.\n\nSign in at {site}/masuk to answer.",
        ],
    ),
    (
        "participant-invited-first",
        [
            "Undangan sertifikasi {event}",
            "Anda diundang mengikuti sertifikasi {event}. Anda bebas menerima atau menolak.\n\nBuka {site}/undangan dan tulis kode {code}.\nKode ini berlaku sampai {until} dan hanya sekali pakai.",
        ],
        [
            "Invitation to certification {event}",
            "You are invited to certification {event}. You are free to accept or decline.\n\nOpen {site}/undangan and enter the code {code}.\nThe code is good until {until}, and once only.",
        ],
    ),
    (
        "application-accepted",
        [
            "Permohonan Anda diterima ({event})",
            "Permohonan sertifikasi Anda untuk {event} diterima. Langkah berikutnya ada di halaman Anda:\n{site}/masuk",
        ],
        [
            "Your application is accepted ({event})",
            "Your application for certification at {event} is accepted. The next step is on your page:\n{site}/masuk",
        ],
    ),
    (
        "application-returned",
        [
            "Permohonan Anda perlu dilengkapi ({event})",
            "Permohonan sertifikasi Anda untuk {event} dikembalikan untuk dilengkapi. Apa yang kurang tertulis di halaman Anda:\n{site}/masuk",
        ],
        [
            "Your application needs completing ({event})",
            "Your application for certification at {event} was returned for completion. What is missing is on your page:\n{site}/masuk",
        ],
    ),
    (
        "application-rejected",
        [
            "Permohonan Anda belum dapat diterima ({event})",
            "Permohonan sertifikasi Anda untuk {event} belum dapat diterima. Alasannya, dan cara mengajukan keberatan, tertulis di halaman Anda:\n{site}/masuk",
        ],
        [
            "Your application could not be accepted ({event})",
            "Your application for certification at {event} could not be accepted. The reason, and how to object, are on your page:\n{site}/masuk",
        ],
    ),
    (
        "assessor-assigned",
        [
            "Penugasan asesor ({event})",
            "Anda ditugaskan menilai satu peserta {event}. Nyatakan dahulu bahwa tidak ada benturan kepentingan:\n{site}/masuk",
        ],
        [
            "Assignment as assessor ({event})",
            "You are assigned to assess a candidate of {event}. First declare that you have no conflict of interest:\n{site}/masuk",
        ],
    ),
    (
        "case-withdrawn",
        [
            "Pengunduran diri Anda dicatat ({event})",
            "Staf mencatat bahwa Anda mengundurkan diri dari {event}. Ini bukan keputusan belum kompeten.\n\nBukan Anda yang memintanya? Hubungi kami dengan membalas surel ini, atau lihat berkas Anda:\n{site}/masuk",
        ],
        [
            "Your withdrawal is recorded ({event})",
            "Staff recorded that you withdraw from {event}. This is no decision on your competence.\n\nYou did not ask for it? Reply to this mail, or look at your case:\n{site}/masuk",
        ],
    ),
    (
        "case-consent-withdrawn",
        [
            "Izin Anda sudah ditarik ({event})",
            "Anda menarik satu izin di berkas {event}. Sejak saat itu izinnya tidak berlaku lagi; pemakaian yang masih berjalan berhenti paling lambat 3 x 24 jam. Penilaian dan sertifikat Anda tidak terpengaruh. Semua izin Anda, dan tempat memberikannya lagi:\n{site}/akun/izin\n\nBukan Anda? Beri tahu kami di {contact}.",
        ],
        [
            "Your consent is withdrawn ({event})",
            "You withdrew a consent in your case of {event}. From then on it does not hold; what still rests on it stops within 3 x 24 hours. Your assessment and certificate are not affected. All your consents, and where to give one again:\n{site}/akun/izin\n\nNot you? Tell us at {contact}.",
        ],
    ),
    (
        "case-consent-stop",
        [
            "Satu izin ditarik ({event})",
            "Seorang pemohon {event} menarik satu izin. Hentikan pemakaiannya, juga di luar sistem, paling lambat 3 x 24 jam sejak penarikan (UU 27/2022 pasal 40). Izin mana dan sampai kapan, tertulis di berkasnya:\n{site}/berkas/{case}",
        ],
        [
            "A consent was withdrawn ({event})",
            "A candidate of {event} withdrew a consent. See to it that its use stops, outside the system too, within 3 x 24 hours of the withdrawal (Law 27/2022, article 40). Which consent and until when is written in the case:\n{site}/berkas/{case}",
        ],
    ),
    (
        "case-consent-given",
        [
            "Izin Anda sudah dicatat ({event})",
            "Anda memberikan satu izin di berkas {event}. Anda dapat menariknya kapan saja:\n{site}/akun/izin\n\nBukan Anda? Beri tahu kami di {contact}.",
        ],
        [
            "Your consent is recorded ({event})",
            "You gave a consent in your case of {event}. You can withdraw it at any time:\n{site}/akun/izin\n\nNot you? Tell us at {contact}.",
        ],
    ),
    (
        "assessor-photo-withdrawn",
        [
            "Satu asesi tidak lagi mengizinkan fotonya ({event})",
            "Satu asesi Anda di {event} menarik izin difoto saat praktik. Jangan memotretnya, dan jangan pakai foto yang sudah ada. Siapa, tertulis di berkasnya:\n{site}/masuk",
        ],
        [
            "A candidate withdrew consent to photos ({event})",
            "A candidate of yours at {event} withdrew the consent to photos at work. Take none, and do not use those there are. Who it is, is written in the case:\n{site}/masuk",
        ],
    ),
    (
        "assessor-photo-given",
        [
            "Satu asesi mengizinkan fotonya ({event})",
            "Satu asesi Anda di {event} mengizinkan difoto saat praktik. Siapa, tertulis di berkasnya:\n{site}/masuk",
        ],
        [
            "A candidate consented to photos ({event})",
            "A candidate of yours at {event} consented to photos at work. Who it is, is written in the case:\n{site}/masuk",
        ],
    ),
    (
        "case-returned",
        [
            "Pleno mengembalikan berkas ({event})",
            "Pleno mengembalikan satu berkas {event} kepada Anda. Alasannya tertulis di berkas itu:\n{site}/masuk",
        ],
        [
            "The panel returned a case ({event})",
            "The panel returned a case of {event} to you. The reason is written in it:\n{site}/masuk",
        ],
    ),
    (
        "case-appeal-received",
        [
            "Banding Anda sudah kami terima ({event})",
            "Banding Anda untuk {event} sudah kami terima. Yang memeriksa bukan asesor Anda dan bukan yang memutuskan. Sampai kapan dijawab, dan jawabannya nanti, tertulis di halaman Anda:\n{site}/masuk",
        ],
        [
            "We have received your appeal ({event})",
            "We have received your appeal of {event}. Whoever examines it neither assessed nor decided your case. By when it is answered, and the answer itself, are on your page:\n{site}/masuk",
        ],
    ),
    (
        "case-appeal-filed",
        [
            "Ada banding ({event})",
            "Seorang asesi {event} mengajukan banding. Sertifikatnya tidak terbit sebelum bandingnya dijawab oleh orang yang tidak menilai dan tidak memutuskan berkas itu. Alasannya, dan sampai kapan dijawab, tertulis di berkasnya:\n{site}/berkas/{case}",
        ],
        [
            "An appeal was filed ({event})",
            "A candidate of {event} has filed an appeal. No certificate is issued before somebody who neither assessed nor decided the case has answered it. The grounds, and by when to answer, are written in the case:\n{site}/berkas/{case}",
        ],
    ),
    (
        "case-appeal-answered",
        [
            "Banding Anda sudah dijawab ({event})",
            "Banding Anda untuk {event} sudah diperiksa dan dijawab. Jawaban dan alasannya tertulis di halaman Anda:\n{site}/masuk",
        ],
        [
            "Your appeal is answered ({event})",
            "Your appeal of {event} was examined and answered. The answer and its reason are on your page:\n{site}/masuk",
        ],
    ),
    (
        "certificate-issued",
        ["Sertifikat Anda terbit", "Sertifikat kompetensi Anda sudah terbit dan dapat diunduh:\n{site}/masuk"],
        ["Your certificate is issued", "Your certificate of competence is issued and can be downloaded:\n{site}/masuk"],
    ),
    (
        "certificate-suspended",
        [
            "Sertifikat Anda dibekukan",
            "Sertifikat Anda dibekukan. Alasannya, dan apa yang dapat Anda lakukan, tertulis di halaman Anda:\n{site}/masuk",
        ],
        [
            "Your certificate is suspended",
            "Your certificate is suspended. The reason, and what you can do, are on your page:\n{site}/masuk",
        ],
    ),
    (
        "certificate-revoked",
        [
            "Sertifikat Anda dicabut",
            "Sertifikat Anda dicabut. Alasannya, dan cara mengajukan banding, tertulis di halaman Anda:\n{site}/masuk",
        ],
        [
            "Your certificate is revoked",
            "Your certificate is revoked. The reason, and how to appeal, are on your page:\n{site}/masuk",
        ],
    ),
    (
        "certificate-reinstated",
        [
            "Sertifikat Anda berlaku kembali",
            "Pembekuan sertifikat Anda sudah diakhiri; sertifikat berlaku kembali:\n{site}/masuk",
        ],
        [
            "Your certificate is valid again",
            "The suspension of your certificate has ended; it is valid again:\n{site}/masuk",
        ],
    ),
    (
        "password-changed",
        [
            "Kata sandi Anda diganti",
            "Kata sandi akun Anda baru saja diganti, dan sesi di perangkat lain diakhiri.\n\nBukan Anda? Pulihkan akun di {site}/lupa dan beri tahu kami di {contact}.",
        ],
        [
            "Your password was changed",
            "The password of your account was just changed, and sessions on other devices were ended.\n\nNot you? Recover your account at {site}/lupa and tell us at {contact}.",
        ],
    ),
    (
        "access-recovered",
        [
            "Akun Anda dipulihkan",
            "Akun Anda baru saja dibuka kembali dengan kode pemulihan, dan kata sandinya diganti.\n\nBukan Anda? Beri tahu kami segera di {contact}.",
        ],
        [
            "Your account was recovered",
            "Your account was just reopened with a recovery code, and its password was changed.\n\nNot you? Tell us at once at {contact}.",
        ],
    ),
];

/// The mail of that message; `None` when there is no such message.
pub(super) fn letter(message: &str, locale: &str, values: &[(String, String)]) -> Option<Letter> {
    let (_, id, en) = MESSAGES.iter().find(|(key, ..)| *key == message)?;
    let english = locale == "en";
    let [subject, body] = if english { en } else { id };
    let (greeting, closing) = if english {
        (
            "Dear {name},",
            "{body}\nWe never ask for your password or a code, neither by phone nor by mail. Questions: {contact}",
        )
    } else {
        (
            "Yth. {name},",
            "{body}\nKami tidak pernah menanyakan kata sandi atau kode, lewat telepon maupun surel. Pertanyaan: {contact}",
        )
    };
    Some(Letter { subject: fill(subject, values), body: fill(&format!("{greeting}\n\n{body}\n\n{closing}\n"), values) })
}

/// Puts values into their braces, once: a value that holds braces is left as it is.
fn fill(pattern: &str, values: &[(String, String)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        if let Some((_, value)) = values.iter().find(|(key, _)| key == name) {
            // A value with a line break could pretend to be more of the mail.
            out.extend(value.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// `15 Desember 2026`, `15 December 2026`.
pub(super) fn date(locale: &str, day: Date) -> String {
    written(day, if locale == "en" { Locale::En } else { Locale::Id })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Vec<(String, String)> {
        let pairs = [
            ("name", "Siti {code} Rahmah"),
            ("body", "LSP Contoh"),
            ("contact", "kontak@lsp.contoh.id"),
            ("site", "https://lsp.contoh.id"),
            ("event", "KALSEL-2025"),
            ("case", "0199f1c2-7d50-7000-8000-3a5b6c7d8e9f"),
            ("code", "R4TB-9KMH"),
            ("until", "30 November 2025"),
        ];
        pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec()
    }

    #[test]
    fn every_message_is_written_out_in_both_languages() {
        for (key, ..) in MESSAGES {
            for locale in ["id", "en"] {
                let Letter { subject, body } = letter(key, locale, &values()).unwrap();
                assert!(!subject.contains('{') && !subject.contains('\n'), "{key} {locale}: {subject}");
                assert_eq!(body.replace("Siti {code} Rahmah", "").find('{'), None, "{key} {locale}: {body}");
                assert!(body.contains("Siti {code} Rahmah"), "a value is not filled in again: {body}");
            }
        }
    }

    #[test]
    fn every_message_that_an_act_orders_has_words() {
        let rooms = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../certification/src");
        let mut wanted = Vec::new();
        let mut folders = vec![rooms];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let to = if entry.path().is_dir() { &mut folders } else { &mut files };
                to.push(entry.path());
            }
        }
        for file in files {
            let text = std::fs::read_to_string(file).unwrap();
            if !text.contains("outcome.notify(") {
                continue;
            }
            let literals = text.split('"').skip(1).step_by(2).map(str::to_owned);
            wanted.extend(literals.filter(|l| {
                let mut parts = l.splitn(2, '-');
                let subject = parts.next().unwrap_or_default();
                ["application", "case", "assessor", "participant", "certificate"].contains(&subject)
                    && parts.next().is_some_and(|rest| !rest.is_empty() && !rest.contains('.'))
            }));
        }
        assert!(wanted.len() >= 8, "{wanted:?}");
        for key in wanted {
            assert!(letter(&key, "id", &values()).is_some(), "{key}");
        }
    }
}
