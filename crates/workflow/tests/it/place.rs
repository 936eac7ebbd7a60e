//! A fresh house for each test, on SQLite always and on PostgreSQL when `KOMPETEN_TEST_POSTGRES` names a server.

use std::{
    future::Future,
    sync::{Arc, OnceLock},
};

use certification::{
    clock::FixedClock,
    duty::Duty,
    id::{EventId, InstitutionId, PersonId},
    permit::Actor,
    person::{Appoint, RegisterAssessor, RegisterPerson},
    record::person::{Assessor, Person},
};
use ground::{Engine, Ground};
use store::{Clocks, Read as _, Store, StoreConfig, entropy::SystemEntropy};
use workflow::{Hashing, Origin, Workflow, access::By, load::PersonKey};

/// 30 October 2025, 08:00 in Banjarbaru.
pub const START: i64 = 1_761_782_400_000_000;
/// A password nobody would guess.
pub const PASSWORD: &str = "kaktus perahu lonceng";

/// Makes one test for each engine out of `async fn(house)`.
macro_rules! both {
    ($($name:ident)+) => { ground::both! { $crate::place::on; $($name)+ } };
}
pub(crate) use both;

/// Runs a test in a fresh house; without a PostgreSQL server there is nothing to run on PostgreSQL.
pub fn on<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(House) -> F) {
    ground::run(async {
        if let Some(ground) = Ground::for_house(engine).await {
            test(House::over(ground).await).await;
        }
    });
}

/// A house with its database.
pub struct House {
    pub flow: Workflow,
    pub clock: Arc<FixedClock>,
    _ground: Ground,
}

impl House {
    async fn over(ground: Ground) -> Self {
        let clock = Arc::new(FixedClock::at(START));
        let clocks = Clocks { wall: clock.clone(), machine: clock.clone() };
        let config = StoreConfig::new(&ground.url, ground.files(), ground.keyset()).create(true);
        let store = Store::open(config, clocks).await.unwrap();
        Self { flow: over(store), clock, _ground: ground }
    }

    /// The workflow of another process over the same store.
    pub fn twin(&self) -> Workflow {
        over(self.flow.store().clone())
    }

    /// The same house with mail sent by that server.
    pub fn with_mail(&mut self, url: &str) {
        let mailer = workflow::Mailer::new(url, "https://lsp.contoh.id").unwrap();
        self.flow = self.flow.clone().with_mail(mailer);
    }

    /// A person who is not in the house yet.
    pub async fn person(&self, name: &str, email: &str, phone: &str) -> PersonId {
        self.person_of(name, email, phone, None).await
    }

    /// A person of an institution.
    pub async fn person_of(&self, name: &str, email: &str, phone: &str, institution: Option<&str>) -> PersonId {
        let act = RegisterPerson {
            name: name.to_owned(),
            degree: String::new(),
            email: email.to_owned(),
            phone: phone.to_owned(),
            locale: "id".to_owned(),
        };
        let institution = institution.map(|name| (name.to_owned(), "lainnya".to_owned(), None));
        self.flow.perform_as_house(PersonKey { id: None, institution }, act).await.unwrap().file.person.id
    }

    /// Someone in a duty, signed in with [`PASSWORD`].
    pub async fn holding(&self, duty: Duty, name: &str, email: &str, institution: Option<InstitutionId>) -> Actor {
        let person = self.person(name, email, "").await;
        if duty == Duty::Assessor {
            let assessor = Assessor {
                id: person,
                met: "MET.000.009685 2023".to_owned(),
                until: "2026-01-15".to_owned(),
                licences: Vec::new(),
                trained: Vec::new(),
            };
            self.flow.perform_as_house(PersonKey::from(person), RegisterAssessor { assessor }).await.unwrap();
        }
        let event = matches!(duty, Duty::Facilitator | Duty::Assessor).then(|| EventId(uuid::Uuid::from_u128(7)));
        let appoint = Appoint { duty, event, institution, starts: "2025-01-01".to_owned(), ends: None };
        self.flow.perform_as_house(PersonKey::from(person), appoint).await.unwrap();
        self.let_in(person).await;
        self.flow.actor(person).await.unwrap()
    }

    /// Gives a person a code and lets them set [`PASSWORD`]; answers the session's token.
    pub async fn let_in(&self, person: PersonId) -> String {
        let given = self.flow.access().give_as_house(person, By::Slip).await.unwrap();
        let code = given.code.unwrap();
        let accepting = workflow::access::Accepting { code, password: PASSWORD.to_owned(), ..Default::default() };
        self.flow.access().accept(&accepting, &here()).await.unwrap()
    }

    /// The institution a person works for.
    pub async fn institution_of(&self, person: PersonId) -> InstitutionId {
        self.flow.reader().get::<Person>(person).await.unwrap().unwrap().institution_id.unwrap()
    }

    /// How many jobs of that kind wait or are done.
    pub async fn jobs(&self, message: &str) -> usize {
        let rows = self.flow.reader().rows("SELECT payload FROM job WHERE kind = 'notify'", &[]).await.unwrap();
        rows.iter().filter(|r| r.text("payload").unwrap().contains(&format!("\"{message}\""))).count()
    }

    pub fn minutes_pass(&self, minutes: i64) {
        self.clock.advance(minutes * 60_000_000);
    }
}

fn over(store: Store) -> Workflow {
    Workflow::new(store, press(), Arc::new(SystemEntropy), named()).with_hashing(Hashing::for_tests())
}

/// The press of all tests of a process: it loads typefaces once.
fn press() -> Arc<documents::Press> {
    static PRESS: OnceLock<Arc<documents::Press>> = OnceLock::new();
    PRESS.get_or_init(|| Arc::new(documents::Press::new())).clone()
}

fn named() -> workflow::House {
    workflow::House { node: "test".to_owned(), public_url: "https://lsp.contoh.id".to_owned() }
}

/// A request from somewhere.
pub fn here() -> Origin {
    from("192.0.2.1")
}

/// A request from that network.
pub fn from(network: &str) -> Origin {
    Origin { network: network.to_owned(), agent: "Firefox, Android".to_owned(), class: "public".to_owned() }
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(result: Result<T, workflow::WorkflowError>) -> String {
    match result.unwrap_err() {
        workflow::WorkflowError::Refused(refusal) => refusal.code,
        other => other.to_string(),
    }
}
