//! Coming in: codes, passwords, sessions, throttles, the first administrator.

use certification::{
    account::ChangeContact, duty::Duty, id::PersonId, permit::Actor, person::RegisterPerson, record::person::Account,
};
use store::Read as _;
use workflow::{
    WorkflowError,
    access::{Accepting, By, FirstRun, Found, Kept, Kind, TOO_OFTEN},
    load::PersonKey,
};

use crate::place::{House, PASSWORD, both, code, from, here};

both! {
    a_slip_lets_its_person_in_once
    a_form_sent_twice_does_not_void_the_codes_it_gave
    a_code_ends_when_another_is_given_or_its_days_are_over
    one_signs_in_by_mail_telephone_or_account_number
    the_unknown_and_the_mistyped_get_the_same_answer
    five_mistakes_hold_the_account_for_that_network_until_the_window_ends
    recovery_ends_every_session_and_says_so
    sessions_end_by_idleness_by_age_and_by_hand
    a_changed_password_ends_the_other_sessions
    a_signature_in_presence_takes_the_password_or_the_pin
    nobody_lets_in_someone_of_a_duty_above_theirs
    a_contact_lets_in_only_people_of_the_own_institution
    the_first_administrator_needs_the_code_of_the_terminal
    typed_text_comes_back_to_whoever_typed_it
    asking_for_recovery_does_not_tell_who_is_registered
    no_secret_is_stored_as_it_is
}

fn accepting(code: &str, password: &str) -> Accepting {
    Accepting { code: code.to_owned(), password: password.to_owned(), ..Accepting::default() }
}

async fn running(house: &House, token: &str) -> Option<PersonId> {
    match house.flow.access().session(token).await.unwrap() {
        Found::Running(running) => Some(running.actor.person),
        Found::Ended(_) | Found::Unknown => None,
    }
}

async fn a_slip_lets_its_person_in_once(house: House) {
    let access = house.flow.access();
    let staff = house.holding(Duty::Staff, "Dian Prameswari", "dian@contoh.id", None).await;
    let siti = house.person("Siti Rahmah", "", "").await;
    let given = access.give(&staff, siti, By::Slip).await.unwrap();
    let slip = given.code.unwrap();
    assert_eq!((slip.len(), given.kind), (8, Kind::Invite));
    let typed = format!("{} {}", &slip[..4].to_lowercase(), &slip[4..]);
    assert_eq!(access.look(&typed, &here()).await.unwrap().name, "Siti Rahmah");
    let accept = Accepting { phone: Some("0812 5501 2277".into()), ..accepting(&typed, PASSWORD) };
    let token = access.accept(&accept, &here()).await.unwrap();
    assert_eq!(running(&house, &token).await, Some(siti));
    let account: Account = house.flow.reader().get(siti).await.unwrap().unwrap();
    assert_eq!(account.state, "active");
    assert_eq!(code(access.accept(&accept, &here()).await), "access.code-used");
    assert_eq!(code(access.look("AAAA-AAAA", &here()).await), "access.code-wrong");
}

async fn a_form_sent_twice_does_not_void_the_codes_it_gave(house: House) {
    let access = house.flow.access();
    let staff = house.holding(Duty::Staff, "Dian Prameswari", "dian@contoh.id", None).await;
    let head = house.holding(Duty::Head, "Ketua Contoh", "ketua@contoh.id", None).await;
    let people = [house.person("Siti Rahmah", "", "").await, house.person("Rahmadi", "", "").await, head.person];
    let once = uuid::Uuid::from_u128(7);
    let (given, refused) = access.give_all(&staff, &people, By::Slip, once).await.unwrap();
    assert_eq!((given.len(), refused.len(), refused[0].0), (2, 1, head.person));
    assert_eq!(code(access.give_all(&staff, &people, By::Slip, once).await), "access.given-already");
    for one in given {
        assert!(access.look(&one.code.unwrap(), &here()).await.is_ok());
    }
}

async fn a_code_ends_when_another_is_given_or_its_days_are_over(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "", "").await;
    let first = access.give_as_house(siti, By::Slip).await.unwrap().code.unwrap();
    let second = access.give_as_house(siti, By::Text).await.unwrap().code.unwrap();
    assert_eq!(code(access.look(&first, &here()).await), "access.code-wrong");
    assert!(access.look(&second, &here()).await.is_ok());
    house.minutes_pass(14 * 24 * 60);
    assert_eq!(code(access.look(&second, &here()).await), "access.code-expired");
    assert_eq!(code(access.accept(&accepting(&second, PASSWORD), &here()).await), "access.code-expired");
}

async fn one_signs_in_by_mail_telephone_or_account_number(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "Siti@Contoh.go.id", "0812-5501-2277").await;
    house.let_in(siti).await;
    let account: Account = house.flow.reader().get(siti).await.unwrap().unwrap();
    for name in ["siti@contoh.go.id", " SITI@contoh.GO.ID ", "+62 812 5501 2277", "081255012277", &account.number] {
        let token = access.sign_in(name, PASSWORD, &here()).await.unwrap();
        assert_eq!(running(&house, &token).await, Some(siti), "{name}");
    }
    let actor = Actor::new(siti, Vec::new());
    let contact = ChangeContact { phone: "0813 0000 1111".into(), email: String::new() };
    assert_eq!(code(access.change_contact(&actor, "wrong", contact.clone()).await), "access.wrong-password");
    access.change_contact(&actor, PASSWORD, contact).await.unwrap();
    assert!(access.sign_in("0813 0000 1111", PASSWORD, &here()).await.is_ok());
    assert_eq!(code(access.sign_in("siti@contoh.go.id", PASSWORD, &here()).await), "access.wrong");
}

async fn the_unknown_and_the_mistyped_get_the_same_answer(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    let invited = house.person("Rahmadi", "rahmadi@contoh.id", "").await;
    access.give_as_house(invited, By::Slip).await.unwrap();
    house.let_in(siti).await;
    for name in ["siti@contoh.id", "rahmadi@contoh.id", "nobody@contoh.id", "", "1000000000"] {
        assert_eq!(code(access.sign_in(name, "kaktus perahu loncenk", &here()).await), "access.wrong", "{name}");
    }
}

async fn five_mistakes_hold_the_account_for_that_network_until_the_window_ends(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "081255012277").await;
    house.let_in(siti).await;
    for _ in 0..4 {
        assert_eq!(code(access.sign_in("siti@contoh.id", "x", &here()).await), "access.wrong");
    }
    access.sign_in("siti@contoh.id", PASSWORD, &here()).await.unwrap();
    for _ in 0..5 {
        assert_eq!(code(access.sign_in("siti@contoh.id", "x", &here()).await), "access.wrong");
    }
    let Err(WorkflowError::Refused(held)) = access.sign_in("siti@contoh.id", PASSWORD, &here()).await else {
        panic!("the right password must not be tried now");
    };
    assert_eq!(held.code, TOO_OFTEN);
    let until: i64 = held.args[0].1.parse().unwrap();
    assert!(until > house.flow.now() && until <= house.flow.now() + 15 * 60_000_000);
    assert!(access.sign_in("siti@contoh.id", PASSWORD, &from("198.51.100.7")).await.is_ok(), "from elsewhere");
    house.clock.advance(until - house.flow.now());
    assert!(access.sign_in("siti@contoh.id", PASSWORD, &here()).await.is_ok(), "the window has ended");
}

async fn recovery_ends_every_session_and_says_so(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    let before = house.let_in(siti).await;
    access.set_pin(siti, PASSWORD, Some("407291")).await.unwrap();
    let given = access.give_as_house(siti, By::Slip).await.unwrap();
    assert_eq!(given.kind, Kind::Recovery);
    assert_eq!(running(&house, &before).await, Some(siti), "a slip alone changes nothing");
    let again = "sepatu hujan mangga";
    let token = access.accept(&accepting(&given.code.unwrap(), again), &here()).await.unwrap();
    assert_eq!((running(&house, &before).await, running(&house, &token).await), (None, Some(siti)));
    assert!(access.sign_in("siti@contoh.id", again, &here()).await.is_ok());
    assert_eq!(code(access.verify_pin(siti, "407291").await), "access.no-pin");
    assert_eq!(house.jobs("access-recovered").await, 1);
}

async fn sessions_end_by_idleness_by_age_and_by_hand(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    let first = house.let_in(siti).await;
    let second = access.sign_in("siti@contoh.id", PASSWORD, &here()).await.unwrap();
    assert_ne!(first, second, "each signing in has a token of its own");
    let sessions = access.sessions(siti).await.unwrap();
    assert_eq!(sessions.len(), 2);
    assert!(sessions.iter().all(|s| s.agent == "Firefox, Android" && s.hash != first && s.hash != second));
    let Found::Running(me) = access.session(&second).await.unwrap() else { panic!("in force") };
    assert_eq!(access.end_other_sessions(siti, &me.session).await.unwrap(), 1);
    assert_eq!((running(&house, &first).await, running(&house, &second).await), (None, Some(siti)));
    for _ in 0..15 {
        house.minutes_pass(50);
        if running(&house, &second).await.is_none() {
            break;
        }
    }
    assert!(matches!(access.session(&second).await.unwrap(), Found::Ended(p) if p == siti), "after twelve hours");
    let third = access.sign_in("siti@contoh.id", PASSWORD, &here()).await.unwrap();
    house.minutes_pass(59);
    assert_eq!(running(&house, &third).await, Some(siti));
    house.minutes_pass(60);
    assert!(matches!(access.session(&third).await.unwrap(), Found::Ended(p) if p == siti), "after an idle hour");
    let fourth = access.sign_in("siti@contoh.id", PASSWORD, &here()).await.unwrap();
    let Found::Running(me) = access.session(&fourth).await.unwrap() else { panic!("in force") };
    assert!(access.end_session(siti, &me.session).await.unwrap());
    assert!(matches!(access.session(&fourth).await.unwrap(), Found::Unknown));
}

async fn a_changed_password_ends_the_other_sessions(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    let old = house.let_in(siti).await;
    let mine = access.sign_in("siti@contoh.id", PASSWORD, &here()).await.unwrap();
    let Found::Running(me) = access.session(&mine).await.unwrap() else { panic!("in force") };
    let new = "sepatu hujan mangga";
    assert_eq!(code(access.change_password(siti, "x", new, &me.session).await), "access.wrong-password");
    assert_eq!(code(access.change_password(siti, PASSWORD, "password123", &me.session).await), "password.common");
    assert_eq!(code(access.change_password(siti, PASSWORD, "sitirahmah9", &me.session).await), "password.personal");
    access.change_password(siti, PASSWORD, new, &me.session).await.unwrap();
    assert_eq!((running(&house, &old).await, running(&house, &mine).await), (None, Some(siti)));
    assert_eq!(house.jobs("password-changed").await, 1);
}

async fn a_signature_in_presence_takes_the_password_or_the_pin(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    house.let_in(siti).await;
    assert!(access.verify_secret(siti, PASSWORD).await.is_ok());
    assert_eq!(code(access.verify_secret(siti, "407291").await), "access.no-pin");
    assert_eq!(code(access.set_pin(siti, PASSWORD, Some("123456")).await), "pin.common");
    access.set_pin(siti, PASSWORD, Some("407291")).await.unwrap();
    assert!(access.verify_secret(siti, "407291").await.is_ok());
    for _ in 0..5 {
        assert_eq!(code(access.verify_secret(siti, "407292").await), "access.wrong-pin");
    }
    assert_eq!(code(access.verify_secret(siti, "407291").await), TOO_OFTEN);
    assert!(access.verify_secret(siti, PASSWORD).await.is_ok(), "the password is held by itself");
}

async fn nobody_lets_in_someone_of_a_duty_above_theirs(house: House) {
    let access = house.flow.access();
    let mut people = Vec::new();
    for (n, duty) in Duty::ALL.into_iter().filter(|d| !matches!(d, Duty::Candidate | Duty::Contact)).enumerate() {
        people.push((duty, house.holding(duty, &format!("Orang Ke{n}"), &format!("o{n}@contoh.id"), None).await));
    }
    let of = |duty: Duty| people.iter().find(|(d, _)| *d == duty).map(|(_, a)| a.clone()).unwrap();
    for (duty, target) in &people {
        let outside = matches!(duty, Duty::Assessor | Duty::Facilitator);
        for (by, may) in
            [(Duty::Administrator, true), (Duty::Manager, *duty != Duty::Administrator), (Duty::Staff, outside)]
        {
            let given = access.give(&of(by), target.person, By::Slip).await;
            assert_eq!(given.is_ok(), may, "{by} lets in {duty}: {given:?}");
        }
        let given = access.give(&of(Duty::Assessor), target.person, By::Slip).await;
        assert_eq!(code(given), "permit.none", "an assessor lets in nobody");
    }
    let head = of(Duty::Head).person;
    let moved = RegisterPerson {
        name: "Orang".into(),
        degree: String::new(),
        email: "dian@contoh.id".into(),
        phone: String::new(),
        locale: "id".into(),
    };
    let by_staff = house.flow.perform(&of(Duty::Staff), PersonKey::from(head), moved).await;
    assert_eq!(code(by_staff), "access.duty-above-yours", "nor by sending their mail elsewhere");
}

async fn a_contact_lets_in_only_people_of_the_own_institution(house: House) {
    let access = house.flow.access();
    let siti = house.person_of("Siti Rahmah", "", "", Some("Dispersip Kota Contoh")).await;
    let other = house.person_of("Rahmadi", "", "", Some("Universitas Contoh")).await;
    let institution = house.institution_of(siti).await;
    let contact = house.holding(Duty::Contact, "Narahubung", "n@contoh.id", Some(institution)).await;
    assert!(access.give(&contact, siti, By::Slip).await.is_ok());
    assert_eq!(code(access.give(&contact, other, By::Slip).await), "not found");
}

async fn the_first_administrator_needs_the_code_of_the_terminal(house: House) {
    let access = house.flow.access();
    assert!(access.is_unclaimed().await.unwrap());
    let earlier = access.open_first_run().await.unwrap().unwrap();
    let printed = access.open_first_run().await.unwrap().unwrap();
    let first = FirstRun {
        code: earlier,
        settings: vec![("body.name".into(), "LSP Pustakawan".into()), ("body.zone".into(), "Asia/Makassar".into())],
        name: "Dian Prameswari".into(),
        email: "dian@contoh.id".into(),
        locale: "id".into(),
        password: PASSWORD.into(),
        ..FirstRun::default()
    };
    assert_eq!(code(access.claim(&first, &here()).await), "access.code-wrong", "a later start ends the earlier code");
    assert_eq!(code(access.look(&printed, &here()).await), "access.code-wrong", "it is no invitation");
    let weak = FirstRun { code: printed.clone(), password: "pustakawan9".into(), ..first.clone() };
    assert_eq!(code(access.claim(&weak, &here()).await), "password.common");
    let token = access.claim(&FirstRun { code: printed, ..first.clone() }, &here()).await.unwrap();
    let Found::Running(me) = access.session(&token).await.unwrap() else { panic!("signed in at once") };
    assert!(me.actor.holds(Duty::Administrator));
    assert_eq!(house.flow.settings().await.unwrap().text("body.name"), "LSP Pustakawan");
    assert_eq!(code(access.claim(&first, &here()).await), "access.claimed");
    assert_eq!(access.open_first_run().await.unwrap(), None);
}

async fn typed_text_comes_back_to_whoever_typed_it(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    let rahmadi = house.person("Rahmadi", "rahmadi@contoh.id", "").await;
    house.let_in(siti).await;
    house.let_in(rahmadi).await;
    let kept = Kept {
        page: "/permohonan/1".into(),
        action: "/permohonan/1/simpan".into(),
        fields: vec![("uraian".into(), "Melayani <sirkulasi> & referensi".into())],
    };
    let sealed = access.seal_kept(Some(siti), &kept).unwrap();
    assert!(!sealed.contains("uraian"));
    let another = access.sign_in("rahmadi@contoh.id", PASSWORD, &here()).await.unwrap();
    assert_eq!(access.keep(&another, &sealed).await.unwrap(), None, "what another typed is not theirs");
    let again = access.sign_in("siti@contoh.id", PASSWORD, &here()).await.unwrap();
    assert_eq!(access.keep(&again, &sealed).await.unwrap().as_ref(), Some(&kept));
    let Found::Running(me) = access.session(&again).await.unwrap() else { panic!("in force") };
    assert_eq!(me.kept.as_deref(), Some("/permohonan/1"));
    assert_eq!(access.kept(siti).await.unwrap(), Some(kept));
    access.drop_kept(siti, &me.session).await.unwrap();
    assert_eq!(access.kept(siti).await.unwrap(), None);
    let changed = format!("{}A", &sealed[..sealed.len() - 1]);
    assert!(access.open_kept(&changed).is_none() || changed == sealed);
}

async fn asking_for_recovery_does_not_tell_who_is_registered(mut house: House) {
    assert_eq!(
        code(house.flow.access().ask_recovery("siti@contoh.id", &here()).await),
        "access.no-mail-server",
        "without a mail server the page must say so"
    );
    house.with_mail("smtp://127.0.0.1:9");
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "").await;
    house.let_in(siti).await;
    for address in ["siti@contoh.id", "nobody@contoh.id", "no address"] {
        access.ask_recovery(address, &here()).await.unwrap();
    }
    assert_eq!(house.jobs("recovery").await, 1);
    for _ in 0..2 {
        access.ask_recovery("siti@contoh.id", &here()).await.unwrap();
    }
    assert_eq!(code(access.ask_recovery("siti@contoh.id", &here()).await), TOO_OFTEN);
}

async fn no_secret_is_stored_as_it_is(house: House) {
    let access = house.flow.access();
    let siti = house.person("Siti Rahmah", "siti@contoh.id", "081255012277").await;
    let token = house.let_in(siti).await;
    access.set_pin(siti, PASSWORD, Some("407291")).await.unwrap();
    let slip = access.give_as_house(siti, By::Slip).await.unwrap().code.unwrap();
    drop(access.sign_in("siti@contoh.id", "x", &here()).await);
    let mut reader = house.flow.reader();
    let mut all = String::new();
    for sql in [
        "SELECT phc AS a, pin AS b FROM credential",
        "SELECT token_hash AS a, data AS b FROM session",
        "SELECT code_hash AS a, kind AS b FROM invitation",
        "SELECT key AS a, key AS b FROM throttle",
        "SELECT payload AS a, kind AS b FROM job",
    ] {
        for row in reader.rows(sql, &[]).await.unwrap() {
            all.push_str(row.text("a").unwrap());
            all.push_str(row.opt_text("b").unwrap().unwrap_or_default());
        }
    }
    assert!(all.contains("$argon2id$"));
    for secret in [PASSWORD, "407291", &token, &slip, "siti@contoh.id", "6281255012277", "192.0.2.1"] {
        assert!(!all.contains(secret), "{secret}");
    }
}
