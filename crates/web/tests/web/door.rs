//! The way in: guards, headers, languages, other sites, and what is shown when something is wrong.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use certification::{
    duty::Duty,
    permit::{self, Action},
};
use web::{Guard, pages};

use crate::house::{ask, at, get, get_as, here, signed};

#[tokio::test]
async fn every_route_asks_for_what_it_says() {
    let house = here().await;
    let app = &house.app;
    for entry in pages::routes().table() {
        let id = "00000000-0000-7000-8000-000000000001";
        let path = entry.path.replace("{slug}", "layanan-dasar").replace("{code}", "AAAA");
        let path = path.replace("{person}", id).replace("{appointment}", id);
        if entry.method != Method::GET {
            continue;
        }
        let anonymous = ask(app, get(&path)).await.status;
        match entry.guard {
            // Signing in leads to the first page as long as nobody has claimed the house.
            Guard::Public => assert!(anonymous != StatusCode::SEE_OTHER || path == "/masuk", "{path}"),
            Guard::SignedAny | Guard::Signed(_) => assert_eq!(anonymous, StatusCode::SEE_OTHER, "{path}"),
        }
        if let Guard::Signed(action) = entry.guard {
            for duty in Duty::ALL.into_iter().filter(|d| !permit::may(&signed(*d).actor, action)) {
                let status = ask(app, get_as(duty.as_str(), &path)).await.status;
                assert_eq!(status, StatusCode::NOT_FOUND, "{path} as {duty}");
            }
        }
    }
}

#[test]
fn only_what_is_for_everyone_is_public() {
    let public: Vec<_> =
        pages::routes().table().into_iter().filter(|e| e.guard == Guard::Public).map(|e| e.path).collect();
    assert_eq!(
        public,
        [
            "/",
            "/masuk",
            "/masuk",
            "/kode",
            "/undangan",
            "/undangan",
            "/undangan/terima",
            "/lupa",
            "/lupa",
            "/pertama",
            "/pertama",
            "/v",
            "/v/{code}",
            "/skema",
            "/skema/{slug}",
            "/jadwal",
            "/data-pribadi",
            "/cara-memutuskan",
            "/aksesibilitas"
        ]
    );
}

#[test]
fn every_entry_of_the_navigation_leads_to_a_page() {
    let paths: Vec<_> = pages::routes().table().into_iter().map(|e| e.path).collect();
    for item in pages::routes().navigation().items() {
        assert!(paths.contains(&item.href), "{}", item.href);
    }
}

#[tokio::test]
async fn a_guard_of_an_action_keeps_out_who_may_not() {
    use web::Routes;
    let house = here().await;
    let state = &house.state;
    let routes = Routes::new().get("/pleno", Guard::Signed(Action::Decide), || async { "inside" });
    let app = web::middleware::around(routes.into_router(state), axum::Router::new(), state);
    assert_eq!(ask(&app, get_as("panel-member", "/pleno")).await.text, "inside");
    let assessor = ask(&app, get_as("assessor", "/pleno")).await;
    let nothing = ask(&app, get_as("assessor", "/nothing")).await;
    assert_eq!((assessor.status, nothing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let plain = |text: &str| {
        text.replace("/pleno", "").replace("/nothing", "").lines().filter(|l| !l.contains("nonce")).collect::<String>()
    };
    assert_eq!(plain(&assessor.text), plain(&nothing.text), "not yours must look like not found");
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_kept() {
    use web::Routes;
    let house = here().await;
    let state = &house.state;
    let routes = Routes::new().post("/permohonan", Guard::SignedAny, || async { "taken" });
    let app = web::middleware::around(routes.into_router(state), axum::Router::new(), state);
    let request = Request::post("/permohonan")
        .header("host", "localhost")
        .header("cookie", "session=ended")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("uraian=Melayani+%3Csirkulasi%3E"))
        .unwrap();
    let response = ask(&app, request).await;
    assert_eq!(response.status, StatusCode::UNAUTHORIZED);
    assert!(response.text.contains("sealed: 1 to /permohonan"), "{}", response.text);
}

#[tokio::test]
async fn a_page_keeps_to_itself() {
    let house = at("https://lsp.example").await;
    let app = &house.app;
    let home = ask(app, get("/")).await;
    assert_eq!(home.status, StatusCode::OK);
    let policy = home.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(home.header("x-content-type-options"), "nosniff");
    assert_eq!(home.header("referrer-policy"), "same-origin");
    assert!(home.header("strict-transport-security").contains("max-age="));
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(home.text.contains(&format!(r#"nonce="{nonce}""#)));
    let again = ask(app, get("/")).await;
    assert!(!again.header("content-security-policy").contains(nonce), "a nonce is for one request");
}

#[tokio::test]
async fn plain_http_promises_no_https() {
    let home = ask(&here().await.app, get("/")).await;
    assert_eq!(home.header("strict-transport-security"), "");
}

#[tokio::test]
async fn the_language_is_asked_remembered_or_indonesian() {
    let house = here().await;
    let app = &house.app;
    let lang = |text: &str| text.split("<html lang=\"").nth(1).unwrap()[..2].to_owned();
    assert_eq!(lang(&ask(app, get("/")).await.text), "id");
    let asked = ask(app, get("/?lang=en")).await;
    assert_eq!(lang(&asked.text), "en");
    assert!(asked.header("set-cookie").starts_with("lang=en;"));
    let request = |name: &str, value: &str| {
        Request::get("/").header("host", "localhost").header(name, value).body(Body::empty()).unwrap()
    };
    assert_eq!(lang(&ask(app, request("cookie", "lang=en")).await.text), "en");
    assert_eq!(lang(&ask(app, request("accept-language", "en-GB,en;q=0.9")).await.text), "en");
}

#[tokio::test]
async fn a_form_from_another_site_is_not_taken() {
    use web::Routes;
    let house = here().await;
    let state = &house.state;
    let routes = Routes::new().post("/x", Guard::Public, || async { "taken" });
    let app = web::middleware::around(routes.into_router(state), axum::Router::new(), state);
    let post = |name: &str, value: &str| {
        Request::post("/x").header("host", "localhost").header(name, value).body(Body::empty()).unwrap()
    };
    assert_eq!(ask(&app, post("sec-fetch-site", "same-origin")).await.text, "taken");
    let foreign = ask(&app, post("sec-fetch-site", "cross-site")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(foreign.text.contains("<h1>"), "{}", foreign.text);
    assert_eq!(ask(&app, post("origin", "https://evil.example")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn faults_and_panics_show_an_id_and_nothing_of_the_inside() {
    use web::{Routes, WebError};
    let house = here().await;
    let state = &house.state;
    async fn fault() -> Result<(), WebError> {
        Err(WebError::fault(std::io::Error::other("password of the database")))
    }
    async fn panic() -> &'static str {
        panic!("password of the database")
    }
    let routes = Routes::new().get("/fault", Guard::Public, fault).get("/panic", Guard::Public, panic);
    let app = web::middleware::around(routes.into_router(state), axum::Router::new(), state);
    for path in ["/fault", "/panic"] {
        let response = ask(&app, get(path)).await;
        assert_eq!(response.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!response.text.contains("password of"), "{path}");
        assert!(response.text.contains(response.header("x-request-id")), "{path}");
        assert_eq!(response.header("x-request-id").len(), 9, "{path}");
    }
    assert_eq!(ask(&app, get_as("broken", "/fault")).await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn a_form_over_its_limit_is_refused_with_a_page() {
    use web::{Form, Routes};
    async fn take(form: Form<Vec<(String, String)>>) -> String {
        form.once.to_string()
    }
    let house = here().await;
    let state = &house.state;
    let routes = Routes::new().post("/x", Guard::Public, take);
    let app = web::middleware::around(routes.into_router(state), axum::Router::new(), state);
    let post = |body: String| {
        Request::post("/x")
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let token = "01890000-0000-7000-8000-000000000000";
    assert_eq!(ask(&app, post(format!("_once={token}&a=1"))).await.text, token);
    assert_eq!(ask(&app, post("a=1".to_owned())).await.status, StatusCode::BAD_REQUEST);
    let large = ask(&app, post(format!("_once={token}&a={}", "x".repeat(1024 * 1024)))).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.text.contains("1 MB"), "{}", large.text);
}

#[tokio::test]
async fn probes_answer_and_counters_stay_shut_without_a_token() {
    let house = here().await;
    let app = &house.app;
    for (path, said) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = ask(app, get(path)).await;
        assert_eq!(answer.text, said);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    }
    assert_eq!(ask(app, get("/metrics")).await.status, StatusCode::NOT_FOUND);
    let css = web::assets::Assets::load().url("base.css");
    let file = ask(app, get(&css)).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_look_up_of_nothing_asks_and_of_an_unknown_number_says_so() {
    let house = here().await;
    let app = &house.app;
    assert_eq!(ask(app, get("/v")).await.status, StatusCode::OK);
    let unknown = ask(app, get("/v?no=%3Cb%3E91012")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text.contains("Nomor tidak ditemukan"));
    assert!(!unknown.text.contains("<b>91012"));
}
