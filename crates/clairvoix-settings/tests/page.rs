//! The page without a server: from a request to a screen, whatever the request is.

use clairvoix_profile::{Language, needs, presets};
use clairvoix_settings::{
    App, Call, ExamCard, Form, Keep as _, PupilCard, Reply,
    testing::{Memory, Silence},
};
use proptest::prelude::*;

fn app() -> App<Memory, Silence> {
    App::new(Memory::default(), Silence, "/x/", Language::French)
}

fn form(fields: &[(&str, &str)]) -> Form {
    fields.iter().fold(Form::default(), |form, (name, value)| form.with(name, value))
}

fn page(app: &mut App<Memory, Silence>, address: &str) -> String {
    match app.answer(&Call::get(address)) {
        Reply::Page(html) | Reply::Frame(html) => html,
        other => panic!("{address} gave {other:?}"),
    }
}

fn send(app: &mut App<Memory, Silence>, address: &str, fields: &[(&str, &str)]) -> String {
    match app.answer(&Call::post(address, form(fields))) {
        Reply::See(path) => path,
        other => panic!("{address} gave {other:?}"),
    }
}

/// A pupil made as a person would; gives the path of their screens.
fn make(app: &mut App<Memory, Silence>, alias: &str, needs: &[(&str, &str)]) -> String {
    assert_eq!(send(app, "new", &[("sample", "1")]), "draft/needs");
    assert_eq!(send(app, "draft/needs", needs), "draft/choose");
    assert_eq!(send(app, "draft/choose", &[("side", "end")]), "draft/tune");
    let done = send(app, "draft/name", &[("alias", alias)]);
    done.strip_suffix("done").expect("saved").to_owned()
}

#[test]
fn a_first_profile_is_saved_and_active() {
    let mut app = app();
    assert_eq!(app.answer(&Call::get("")), Reply::See("new".to_owned()));
    send(&mut app, "new", &[("text", "Le chat dort. Il rêve.")]);
    send(&mut app, "draft/needs", &[("need", "perd-la-ligne"), ("need", "se-fatigue")]);
    for _ in 0..3 {
        assert!(page(&mut app, "draft/choose").contains("name=\"side\" value=\"a\""));
        assert_eq!(send(&mut app, "draft/choose", &[("side", "b")]), "draft/choose");
    }
    assert_eq!(app.answer(&Call::get("draft/choose")), Reply::See("draft/tune".to_owned()));
    let done = send(&mut app, "draft/name", &[("alias", " Renard ")]);
    let html = page(&mut app, &done);
    assert!(html.contains("C’est enregistré\u{a0}: Renard est actif"), "{html}");
    // The first B had the change (three lines show), the second was as before, the third had one.
    assert!(html.contains("Lignes visibles") && html.contains("Élève actif"), "{html}");
}

#[test]
fn the_side_with_the_change_goes_by_turns_and_back_undoes_it() {
    let mut app = app();
    send(&mut app, "new", &[("sample", "1")]);
    send(&mut app, "draft/needs", &[("need", "perd-la-ligne")]);
    page(&mut app, "draft/choose");
    let sides = |app: &mut App<Memory, Silence>| {
        let side =
            |app: &mut App<Memory, Silence>, name| page(app, &format!("draft/preview?side={name}"));
        (side(app, "a"), side(app, "b"))
    };
    let (a, b) = sides(&mut app);
    assert!(a.contains("data-aids-ruler=\"true\"") && b.contains("data-aids-ruler=\"false\""));
    send(&mut app, "draft/choose", &[("side", "b")]);
    assert!(page(&mut app, "draft/preview").contains("data-aids-ruler=\"false\""));
    let (a, b) = sides(&mut app);
    assert_ne!(a, b);
    assert_eq!(b, sides(&mut app).1);
    assert_eq!(send(&mut app, "draft/choose", &[("side", "back")]), "draft/choose");
    assert!(page(&mut app, "draft/preview").contains("data-aids-ruler=\"true\""));
    assert_eq!(send(&mut app, "draft/choose", &[("side", "back")]), "draft/needs");
}

#[test]
fn one_thing_at_a_time_with_the_way_back() {
    let mut app = app();
    let root = make(&mut app, "Renard", &[]);
    let tune = format!("{root}tune");
    let set =
        send(&mut app, &format!("{root}set"), &[("key", "spacing.letter_em"), ("value", "0,12")]);
    assert_eq!(set, format!("{tune}?key=spacing.letter_em"));
    let look = page(&mut app, &set);
    // Words widen with letters.
    assert!(look.contains("&quot;spacing.word_em&quot;:0.42"), "{look}");
    send(&mut app, &format!("{root}undo"), &[]);
    assert!(page(&mut app, &tune).contains("&quot;spacing.word_em&quot;:0.1,"));
    send(&mut app, &format!("{root}set"), &[("key", "text.size_pt"), ("value", "900")]);
    assert!(page(&mut app, &tune).contains("de 8 à 72"), "bounds are told");
    send(&mut app, &format!("{root}undo"), &[]);
    assert!(page(&mut app, &tune).contains("rien à annuler"));
}

#[test]
fn a_full_name_is_asked_about_once() {
    let mut app = app();
    send(&mut app, "new", &[("sample", "1")]);
    assert_eq!(send(&mut app, "draft/name", &[("alias", "Léa Dupont")]), "draft/name");
    assert!(page(&mut app, "draft/name").contains("ressemble à un vrai nom"));
    let kept = send(&mut app, "draft/name", &[("alias", "Léa Dupont"), ("sure", "1")]);
    assert!(kept.ends_with("/done"), "{kept}");
    send(&mut app, "new", &[("sample", "1")]);
    assert_eq!(
        send(&mut app, "draft/name", &[("alias", "léa dupont"), ("sure", "1")]),
        "draft/name"
    );
    assert!(page(&mut app, "draft/name").contains("porte déjà ce pseudonyme"));
}

#[test]
fn one_press_switches_and_the_wrong_pupil_is_told() {
    let mut app = app();
    let first = make(&mut app, "Renard", &[]);
    make(&mut app, "Hibou", &[]);
    assert!(page(&mut app, "").contains("Passer à Renard"));
    assert!(
        page(&mut app, &format!("{first}tune"))
            .contains("Vous réglez Renard. L’élève actif est Hibou.")
    );
    send(&mut app, &format!("{first}use"), &[]);
    assert!(page(&mut app, "").contains("Passer à Hibou"));
    assert!(!page(&mut app, &format!("{first}tune")).contains("Vous réglez"));
}

#[test]
fn a_word_is_put_right_and_read_so() {
    let mut app = app();
    send(&mut app, "new", &[("text", "Maël dort.")]);
    let heard = send(&mut app, "draft/words", &[("word", "Maël"), ("said", "Ma-elle")]);
    assert!(heard.starts_with("draft/words?word=Ma"), "{heard}");
    let html = page(&mut app, &heard);
    assert!(html.contains("data-play") && html.contains("Ma-elle"), "{html}");
    // Tried, it is heard and not kept.
    let tried = send(&mut app, "draft/words", &[("word", "dort"), ("said", "do"), ("try", "1")]);
    assert!(page(&mut app, &tried).contains("&amp;as=do&amp;voice=1"), "{tried}");
    assert!(!page(&mut app, "draft/words").contains("<td lang=\"fr\">do</td>"));
    send(&mut app, "draft/words", &[("word", "Maël"), ("said", "/xyz/")]);
    assert!(page(&mut app, "draft/words").contains("ne peut pas se dire ainsi"));
    send(&mut app, "draft/words/remove", &[("word", "Maël"), ("list", "pupil")]);
    assert!(!page(&mut app, "draft/words").contains("Ma-elle</td>"));
}

#[test]
fn what_a_file_changes_is_shown_before_it_does() {
    let mut app = app();
    let root = make(&mut app, "Renard", &[]);
    let file = "alias = \"Renard\"\n[text]\nsize_pt = 22\n";
    send(&mut app, "import", &[("text", file)]);
    let html = page(&mut app, "import");
    assert!(html.contains("Renard existe déjà") && html.contains("22\u{a0}points"), "{html}");
    assert!(page(&mut app, &format!("{root}tune")).contains("14\u{a0}points"));
    let id = root.trim_start_matches("p/").trim_end_matches('/');
    send(&mut app, "import/take", &[("replace", id)]);
    assert!(page(&mut app, &format!("{root}tune")).contains("22\u{a0}points"));
    send(&mut app, &format!("{root}undo"), &[]);
    assert!(page(&mut app, &format!("{root}tune")).contains("14\u{a0}points"));
    send(&mut app, "import", &[("text", "\u{0}\u{1}")]);
    assert!(page(&mut app, "import").contains("n’est pas un fichier de réglages"));
}

#[test]
fn an_examination_leaves_the_size_of_letters() {
    let mut memory = Memory::default();
    let id = memory.create("Renard", Default::default()).unwrap();
    let pupil = PupilCard { id: id.clone(), alias: "Renard".to_owned() };
    memory.exam = Some(ExamCard { pupil, title: "DNB".to_owned(), size_pt: 14.0 });
    let mut app = App::new(memory, Silence, "/x/", Language::French);
    for address in ["", "new", "draft/preview?voice=1", "draft/tune", &format!("p/{id}/words")] {
        let html = page(&mut app, address);
        assert!(html.contains("Une évaluation a lieu") && !html.contains("<iframe"), "{address}");
    }
    assert_eq!(
        send(&mut app, &format!("p/{id}/set"), &[("key", "text.size_pt"), ("value", "20")]),
        ""
    );
    assert!(page(&mut app, "").contains("rien ne change que la taille"));
    assert_eq!(send(&mut app, "exam/size", &[("value", "20")]), "");
    assert!(!page(&mut app, "").contains("rien ne change que la taille"));
}

/// Every screen of a pupil and of a draft.
fn all_screens(root: &str) -> Vec<String> {
    let of = ["tune", "needs", "choose", "words", "all", "history", "done", "name", "delete"];
    let pupil = of.iter().map(|name| format!("{root}{name}"));
    let draft =
        ["tune", "needs", "choose", "words", "all", "name"].map(|name| format!("draft/{name}"));
    pupil.chain(draft).chain(["", "new", "import"].map(str::to_owned)).collect()
}

#[test]
fn a_hostile_text_and_name_stay_text() {
    let hostile = "<script>alert(1)</script>\"'&lt;";
    let mut app = app();
    let root = make(&mut app, hostile, &[]);
    send(&mut app, "new", &[("text", hostile)]);
    send(&mut app, &format!("{root}words"), &[("word", hostile), ("said", hostile)]);
    send(
        &mut app,
        "import",
        &[("text", &format!("alias = '''{hostile}'''\n[text]\nsize_pt = 20\n"))],
    );
    let mut screens = all_screens(&root);
    screens.push("draft/preview".to_owned());
    for address in screens {
        let html = page(&mut app, &address);
        assert!(!html.contains("<script>alert"), "{address}");
    }
}

#[test]
fn screens_hold_nothing_that_their_policy_forbids() {
    for language in [Language::French, Language::English] {
        let mut app = App::new(Memory::default(), Silence, "/x/", language);
        let root = make(&mut app, "Renard", &[("need", "se-fatigue")]);
        for address in all_screens(&root) {
            let html = page(&mut app, &address);
            assert_eq!(html.matches("<h1>").count(), 1, "{address}");
            assert!(!html.contains(" style=") && !html.contains("<style"), "{address}");
            assert_eq!(html.matches("<script").count(), 1, "{address}");
            let handlers = html.split(" on").skip(1).filter(|rest| {
                rest.split_once('=')
                    .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase()))
            });
            assert_eq!(handlers.count() + html.matches("javascript:").count(), 0, "{address}");
            assert!(!html.contains("http:") && !html.contains("https:"), "{address}");
        }
    }
}

#[test]
fn every_preset_shows_on_every_screen() {
    for preset in presets().iter().chain(needs()) {
        let mut app = app();
        let root = make(&mut app, "Renard", &[("need", &preset.id)]);
        assert!(
            page(&mut app, &format!("{root}needs")).contains(&format!("value=\"{}\"", preset.id))
        );
        page(&mut app, &format!("{root}tune"));
        page(&mut app, &format!("{root}preview"));
    }
}

proptest! {
    #[test]
    fn any_request_gets_an_answer(
        steps in prop::collection::vec((
            prop::bool::ANY,
            "(draft/|p/0001/|p/[a-z0-9]{0,4}/)?(new|needs|choose|tune|set|unset|undo|words|words/remove|name|import|import/take|use|restore|delete|preview|voice/x.wav|all|history|done|language|.{0,8})",
            prop::collection::vec((
                "(text|sample|need|side|key|value|alias|sure|word|said|list|say|as|voice|number|back|file|.{0,4})",
                "(a|b|end|back|text\\.size_pt|colours\\.theme|voice\\.id|cream|perd-la-ligne|.{0,24})",
            ), 0..4),
        ), 1..12),
    ) {
        let mut app = app();
        make(&mut app, "Renard", &[]);
        for (is_post, address, fields) in steps {
            let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let call = match is_post {
                true => Call::post(&address, form(&fields)),
                false => Call { query: form(&fields), ..Call::get(&address) },
            };
            if let Reply::See(path) = app.answer(&call) {
                // No address leads out of the page.
                prop_assert!(!path.contains("//") && !path.starts_with('/') && !path.contains(':'), "{}", path);
            }
        }
    }

    #[test]
    fn any_body_is_a_form(kind in "multipart/form-data; boundary=[a-z\"]{0,5}|.{0,30}", body in prop::collection::vec(any::<u8>(), 0..400)) {
        let form = Form::from_body(&kind, &body);
        prop_assert!(form.all("").count() <= 500);
    }

    #[test]
    fn a_file_comes_through_whole(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut body = b"--edge-7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n".to_vec();
        prop_assume!(!bytes.windows(8).any(|window| window == b"--edge-7"));
        body.extend(&bytes);
        body.extend(b"\r\n--edge-7--\r\n");
        let form = Form::from_body("multipart/form-data; boundary=edge-7", &body);
        prop_assert_eq!(form.bytes("file"), Some(bytes.as_slice()));
    }
}
