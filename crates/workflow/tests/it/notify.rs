//! Mail: what a server of its own receives, and what becomes of a message that is refused.

use std::path::PathBuf;

use certification::{account::ChooseLanguage, duty::Duty, permit::Actor};
use store::{JobState, jobs::jobs};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpListener,
    sync::mpsc,
};
use workflow::{
    WorkflowError,
    access::By,
    load::PersonKey,
    notify::{NOTIFY, Why},
};

use crate::place::{House, PASSWORD, both, here};

both! {
    an_invitation_by_mail_carries_a_code_that_works_and_stays_the_same_when_sent_again
    a_server_that_refuses_is_tried_again_and_the_reason_is_seen_without_an_address
    whoever_has_no_address_is_passed_over
    what_was_not_sent_is_listed_with_its_reason_tried_again_and_sent
    a_slip_takes_the_place_of_a_mail_that_was_refused
}

/// A mail server that takes everything, or refuses every recipient; answers its port and what it received.
async fn server(refuses: bool) -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, received) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 test\r\n").await.unwrap();
            let (mut in_data, mut text) = (false, String::new());
            while let Ok(Some(line)) = lines.next_line().await {
                let answer: &[u8] = match line.as_str() {
                    "." if in_data => {
                        in_data = false;
                        sender.send(std::mem::take(&mut text)).unwrap();
                        b"250 taken\r\n"
                    }
                    _ if in_data => {
                        text.push_str(&line);
                        text.push('\n');
                        continue;
                    }
                    "DATA" => {
                        in_data = true;
                        b"354 go on\r\n"
                    }
                    "QUIT" => b"221 bye\r\n",
                    line if refuses && line.starts_with("RCPT") => b"550 no such user siti@contoh.id\r\n",
                    _ => b"250 fine\r\n",
                };
                if write.write_all(answer).await.is_err() {
                    break;
                }
            }
        }
    });
    (port, received)
}

/// Does the messages that wait.
async fn deliver(house: &House) {
    for lease in house.flow.store().lease("test", &[NOTIFY], 50, 60_000_000).await.unwrap() {
        match house.flow.run_notify(&lease).await {
            Ok(()) => assert!(house.flow.store().complete(&lease).await.unwrap()),
            Err(error) => assert!(house.flow.store().fail(&lease, &error.to_string()).await.unwrap()),
        }
    }
}

/// A mail's body as it reads.
fn decoded(mail: &str) -> String {
    use base64::Engine as _;
    let (head, body) = mail.split_once("\n\n").unwrap();
    if head.contains("base64") {
        let body: String = body.split_whitespace().collect();
        String::from_utf8(base64::engine::general_purpose::STANDARD.decode(body).unwrap()).unwrap()
    } else {
        body.replace("=\n", "")
    }
}

async fn an_invitation_by_mail_carries_a_code_that_works_and_stays_the_same_when_sent_again(mut house: House) {
    let (port, mut mails) = server(false).await;
    house.with_mail(&format!("smtp://127.0.0.1:{port}"));
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    let english = ChooseLanguage { locale: "en".into() };
    house.flow.perform(&Actor::new(siti, Vec::new()), PersonKey::from(siti), english).await.unwrap();
    assert_eq!(access.give_as_house(siti, By::Mail).await.unwrap().code, None);
    let lease = house.flow.store().lease("test", &[NOTIFY], 1, 60_000_000).await.unwrap().pop().unwrap();
    let mut codes = Vec::new();
    for _ in 0..2 {
        house.flow.run_notify(&lease).await.unwrap();
        let mail = mails.recv().await.unwrap();
        assert!(mail.contains("To: siti@contoh.id"), "{mail}");
        let text = decoded(&mail);
        assert!(text.contains("https://lsp.contoh.id/undangan"), "{text}");
        let at = text.find("the code ").unwrap() + 9;
        codes.push(text[at..at + 9].to_owned());
    }
    assert_eq!(codes[0], codes[1]);
    let accepting =
        workflow::access::Accepting { code: codes[0].clone(), password: PASSWORD.into(), ..Default::default() };
    access.accept(&accepting, &here()).await.unwrap();
    house.flow.run_notify(&lease).await.unwrap();
    assert!(mails.try_recv().is_err(), "a used code is not sent again");
}

async fn a_server_that_refuses_is_tried_again_and_the_reason_is_seen_without_an_address(mut house: House) {
    let (port, _mails) = server(true).await;
    house.with_mail(&format!("smtp://127.0.0.1:{port}"));
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    house.flow.access().give_as_house(siti, By::Mail).await.unwrap();
    deliver(&house).await;
    let waiting = jobs(&mut house.flow.reader(), JobState::Waiting, 10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let error = waiting[0].error.clone().unwrap();
    assert!(error.contains("550") && !error.contains('@'), "{error}");
    for _ in 0..36 {
        house.minutes_pass(60);
        deliver(&house).await;
    }
    let failed = jobs(&mut house.flow.reader(), JobState::Failed, 10).await.unwrap();
    assert_eq!(failed.iter().map(|j| j.attempts).collect::<Vec<_>>(), [36]);
}

async fn whoever_has_no_address_is_passed_over(mut house: House) {
    let (port, mut mails) = server(false).await;
    house.with_mail(&format!("smtp://127.0.0.1:{port}"));
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "", "081255012277").await;
    house.let_in(siti).await;
    let code = access.give_as_house(siti, By::Slip).await.unwrap().code.unwrap();
    let accepting = workflow::access::Accepting { code, password: PASSWORD.into(), ..Default::default() };
    access.accept(&accepting, &here()).await.unwrap();
    assert_eq!(house.jobs("access-recovered").await, 1);
    deliver(&house).await;
    assert_eq!(jobs(&mut house.flow.reader(), JobState::Done, 10).await.unwrap().len(), 1);
    assert!(mails.try_recv().is_err());
}

async fn what_was_not_sent_is_listed_with_its_reason_tried_again_and_sent(mut house: House) {
    let staff = house.holding(Duty::Staff, "Dian Prameswari", "dian@contoh.id", None).await;
    // Nobody listens there.
    house.with_mail("smtp://127.0.0.1:9");
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    house.flow.access().give(&staff, siti, By::Mail).await.unwrap();
    assert_eq!(house.flow.unsent_mail(&staff).await.unwrap(), [], "what was not tried yet is no trouble");
    deliver(&house).await;
    let unsent = house.flow.unsent_mail(&staff).await.unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!((unsent[0].why, unsent[0].given_up, unsent[0].person), (Why::Unreachable, false, siti));
    assert!(unsent[0].lets_in() && !format!("{unsent:?}").contains('@'));
    // A server that refuses, until the house gives up.
    let (port, _mails) = server(true).await;
    house.with_mail(&format!("smtp://127.0.0.1:{port}"));
    for _ in 0..36 {
        house.minutes_pass(60);
        deliver(&house).await;
    }
    let unsent = house.flow.unsent_mail(&staff).await.unwrap();
    assert_eq!((unsent[0].why, unsent[0].given_up), (Why::Refused(550), true));
    // Who may not let people in neither sees nor sends it.
    let other = house.person("Rahmadi", "", "").await;
    let stranger = house.flow.actor(other).await.unwrap();
    assert!(house.flow.unsent_mail(&stranger).await.unwrap().is_empty());
    assert!(house.flow.send_again(&stranger, unsent[0].job).await.is_err());
    // Mended, it goes out.
    let (port, mut mails) = server(false).await;
    house.with_mail(&format!("smtp://127.0.0.1:{port}"));
    house.flow.send_again(&staff, unsent[0].job).await.unwrap();
    deliver(&house).await;
    assert!(mails.recv().await.unwrap().contains("To: siti@contoh.id"));
    assert_eq!(house.flow.unsent_mail(&staff).await.unwrap(), []);
}

async fn a_slip_takes_the_place_of_a_mail_that_was_refused(mut house: House) {
    let staff = house.holding(Duty::Staff, "Dian Prameswari", "dian@contoh.id", None).await;
    let (port, _mails) = server(true).await;
    house.with_mail(&format!("smtp://127.0.0.1:{port}"));
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    house.flow.access().give(&staff, siti, By::Mail).await.unwrap();
    deliver(&house).await;
    let job = house.flow.unsent_mail(&staff).await.unwrap()[0].job;
    let given = house.flow.slip_instead(&staff, job).await.unwrap();
    assert_eq!(house.flow.unsent_mail(&staff).await.unwrap(), []);
    // The mail is not tried any more: its code would take the place of the slip's.
    house.minutes_pass(60);
    deliver(&house).await;
    let code = given.code.unwrap();
    assert_eq!(house.flow.access().look(&code, &here()).await.unwrap().person, siti);
    let again = house.flow.slip_instead(&staff, job).await;
    assert!(matches!(again, Err(WorkflowError::Refused(refusal)) if refusal.code == "mail.settled"));
}

/// The mail server of `scripts/with-mail.sh`. On one engine only: that it refuses is a file that all tests share.
#[test]
fn a_real_server_refuses_for_now_then_for_good_and_takes_it_in_the_end() {
    let server = std::env::var("KOMPETEN_TEST_SMTP").ok().zip(std::env::var("KOMPETEN_TEST_MAILDIR").ok());
    let needed = std::env::var_os("KOMPETEN_TEST_ALL").is_some();
    assert!(server.is_some() || !needed, "KOMPETEN_TEST_SMTP names no server");
    let Some((url, folder)) = server else { return };
    crate::place::on(ground::Engine::Sqlite, move |house| by_a_real_server(house, url, folder.into()));
}

async fn by_a_real_server(mut house: House, url: String, folder: PathBuf) {
    const ADDRESS: &str = "siti.nyata@contoh.id";
    let refuse = folder.join("refuse");
    let staff = house.holding(Duty::Staff, "Dian Prameswari", "dian@contoh.id", None).await;
    house.with_mail(&url);
    let siti = house.person("Siti Rahmah", ADDRESS, "").await;
    std::fs::write(&refuse, "").unwrap();
    house.flow.access().give(&staff, siti, By::Mail).await.unwrap();
    deliver(&house).await;
    assert_eq!(house.flow.unsent_mail(&staff).await.unwrap()[0].why, Why::RefusedForNow(451));
    std::fs::write(&refuse, format!("550 5.1.1 there is no {ADDRESS} here")).unwrap();
    house.minutes_pass(60);
    deliver(&house).await;
    let unsent = house.flow.unsent_mail(&staff).await.unwrap();
    assert_eq!((unsent[0].why, unsent[0].attempts), (Why::Refused(550), 2));
    std::fs::remove_file(&refuse).unwrap();
    house.flow.send_again(&staff, unsent[0].job).await.unwrap();
    deliver(&house).await;
    assert_eq!(house.flow.unsent_mail(&staff).await.unwrap(), []);
    let mails = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let taken = mails.filter(|path| path.extension().is_some_and(|end| end == "eml"));
    let ours = taken.filter(|path| std::fs::read_to_string(path).unwrap_or_default().contains(ADDRESS)).count();
    assert_eq!(ours, 1);
}
