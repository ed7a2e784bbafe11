//! Presets, themes and files, judged by their data.

use clairvoix_profile::{
    Catalogue, Kind, Language, LayerKind, Layers, PresetKind, Profile, Settings, Theme, Value,
    contrasts, nearest_key, needs, preset, presets, read_profile, setting, settings, write_profile,
};

const CASES: &str = include_str!("../../../tests/corpus/profile/diagnostics.toml");

fn value(key: &str, value: &toml::Value) -> Value {
    let text = match value {
        toml::Value::String(word) => word.clone(),
        other => other.to_string(),
    };
    setting(key).expect(key).parse(&text).expect(key)
}

#[test]
fn every_case_says_what_it_should() {
    let cases: toml::Table = CASES.parse().unwrap();
    let cases = cases["case"].as_array().unwrap();
    assert!(cases.len() >= 12);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let (profile, diagnostics) = read_profile(case["input"].as_str().unwrap().as_bytes());
        let said: Vec<String> = diagnostics
            .iter()
            .map(|d| {
                let near = d.nearest.as_ref().map_or(String::new(), |n| format!(" -> {n}"));
                let line = format!("{}:{} {:?} {}{near}", d.line, d.column, d.kind, d.key);
                line.trim_end().to_owned()
            })
            .collect();
        let expected: Vec<&str> =
            case["expect"].as_array().unwrap().iter().map(|e| e.as_str().unwrap()).collect();
        assert_eq!(said, expected, "{name}");
        let values = case.get("values").and_then(toml::Value::as_table).into_iter().flatten();
        for (key, expected) in values {
            assert_eq!(profile.settings().get(key), Some(value(key, expected)), "{name}: {key}");
        }
    }
}

#[test]
fn the_list_of_settings_and_the_typed_fields_are_the_same() {
    let defaults = Settings::default();
    for setting in settings() {
        let value =
            defaults.get(&setting.key).unwrap_or_else(|| panic!("no field {}", setting.key));
        setting.check(&value).unwrap();
        let mut profile = Profile::default();
        profile.set(&setting.key, &value).unwrap();
        assert_eq!(profile.get(&setting.key), Some(value.clone()));
        profile.unset(&setting.key);
        assert_eq!(profile, Profile::default());
        match (&setting.kind, &setting.default) {
            (Kind::Colour, None) => {}
            (_, Some(default)) => assert_eq!(*default, value, "{}", setting.key),
            (_, None) => panic!("{} has no default", setting.key),
        }
        if let Kind::Choice(options) = &setting.kind {
            for option in options {
                profile.set(&setting.key, &Value::Word(option.value.clone())).unwrap();
            }
        }
        for words in [&setting.label, &setting.help] {
            assert!(!words.fr.is_empty() && !words.en.is_empty());
            assert!(!words.fr.contains('!') && !words.en.contains('!'));
        }
    }
    let listed: Vec<_> = settings().iter().map(|setting| setting.key.as_str()).collect();
    assert_eq!(listed, Settings::keys());
}

#[test]
fn every_pair_of_roles_in_every_preset_is_readable() {
    let mut pairs = 0;
    let mut check = |name: &str, colours: &clairvoix_profile::Colours| {
        for pair in contrasts(colours) {
            assert!(pair.is_enough(), "{name}: {pair:?}");
            pairs += 1;
        }
    };
    for preset in presets().iter().chain(needs()) {
        let settings = preset.profile.settings();
        check(&preset.id, &settings.colours);
        if let Some(dark) = &settings.dark {
            check(&preset.id, dark);
        }
    }
    for theme in Theme::ALL {
        let mut profile = Profile::default();
        profile.colours.theme = Some(*theme);
        check(theme.as_str(), &profile.settings().colours);
    }
    assert_eq!(pairs, (6 + 1 + 6 + 4 + 5) * 24);
}

#[test]
fn six_presets_and_the_first_is_the_default() {
    let ids: Vec<_> = presets().iter().map(|preset| preset.id.as_str()).collect();
    let expected =
        ["aere", "espace", "tres-espace", "gros-contraste", "reperage-lignes", "concentration"];
    assert_eq!(ids, expected);
    assert_eq!(presets()[0].profile.settings(), Settings::default());
    for preset in presets() {
        let written = write_profile(&preset.profile);
        let (_, diagnostics) = read_profile(written.as_bytes());
        assert_eq!(diagnostics, [], "{}", preset.id);
    }
}

#[test]
fn a_colour_chosen_by_hand_stops_the_dark_page() {
    assert!(Settings::default().dark.is_some());
    let (profile, _) = read_profile(b"[colours]\nink = \"#000\"\n");
    assert!(profile.settings().dark.is_none());
}

#[test]
fn bytes_that_are_not_utf8_and_files_too_long_are_said() {
    let (profile, diagnostics) = read_profile(b"[text]\nfont = \"Andik\xE9\"\nsize_pt = 15\n");
    assert_eq!(profile.text.size_pt, Some(15.0));
    assert_eq!((diagnostics[0].line, diagnostics[0].column), (2, 14));
    assert!(diagnostics[0].message(Language::French).contains("UTF-8"));
    let (_, diagnostics) = read_profile(&vec![b' '; clairvoix_profile::PROFILE_BYTES_MAX + 1]);
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn needs_combine_whatever_their_order() {
    let ids: Vec<_> = needs().iter().map(|need| need.id.as_str()).collect();
    let expected = [
        "perd-la-ligne",
        "syllabe-par-syllabe",
        "confond-des-lettres",
        "se-fatigue",
        "ne-voit-pas-assez",
        "trop-d-informations",
    ];
    assert_eq!(ids, expected);
    let settings = |ids: &[&str]| {
        let presets = ids.iter().map(|&id| id.to_owned()).collect();
        Profile { presets, ..Profile::default() }.settings()
    };
    for preset in presets().iter().chain(needs()) {
        assert!(!preset.source.is_empty() && !preset.help.fr.contains('!'), "{}", preset.id);
    }
    for first in &ids {
        assert_eq!(preset(first).unwrap().kind, PresetKind::Need);
        for second in &ids {
            let both = settings(&[first, second]);
            assert_eq!(both, settings(&[second, first]), "{first} {second}");
            for pair in contrasts(&both.colours) {
                assert!(pair.is_enough(), "{first} {second}: {pair:?}");
            }
            // Words spread with their letters (Galliussi 2020), also after combining.
            assert!(both.spacing.word_em >= 3.3 * both.spacing.letter_em, "{first} {second}");
        }
    }
}

#[test]
fn a_flat_profile_gives_the_settings_of_its_layers() {
    let (pupil, _) =
        read_profile(b"presets = [\"se-fatigue\", \"espace\"]\n[text]\nsize_pt = 18\n");
    let (device, _) = read_profile(b"[voice]\ndevice = \"Casque\"\n[text]\nsize_pt = 20\n");
    let (exam, _) = read_profile(b"[aids]\nruler = true\n");
    let layers = Layers::new(&pupil, Catalogue::built_in()).with(LayerKind::Exam, "", &exam).with(
        LayerKind::Device,
        "",
        &device,
    );
    assert_eq!(layers.flatten().settings(), layers.settings());
    assert_eq!(layers.settings().text.size_pt, 20.0);
    for key in Settings::keys() {
        let why = layers.why(key).unwrap();
        assert_eq!(Some(&why.value), layers.settings().get(key).as_ref(), "{key}");
        assert_eq!(why.steps.iter().filter(|step| step.wins).count(), 1, "{key}");
        assert!(why.steps.iter().any(|step| step.wins && step.value == why.value), "{key}");
    }
    let why = layers.why("voice.rate").unwrap();
    let said: Vec<_> = why.steps.iter().map(|s| (s.layer, s.name.as_str(), s.wins)).collect();
    assert_eq!(said, [(LayerKind::Default, "", false), (LayerKind::Preset, "se-fatigue", true)]);
    let ink = layers.why("colours.ink").unwrap();
    assert_eq!((ink.steps[0].name.as_str(), ink.steps[0].wins), ("cream", true));
    assert!(layers.why("text.size").unwrap_err().message.contains("text.size_pt"));
}

#[test]
fn files_of_every_format_are_read_and_written_in_the_present_one() {
    let formats = [
        (1, include_str!("../../../tests/corpus/profile/formats/1.toml")),
        (2, include_str!("../../../tests/corpus/profile/formats/2.toml")),
    ];
    let (present, _) = read_profile(formats[formats.len() - 1].1.as_bytes());
    for (version, text) in formats {
        let (profile, diagnostics) = read_profile(text.as_bytes());
        assert_eq!((profile.schema_version, diagnostics.len()), (Some(version), 0));
        assert_eq!(write_profile(&profile), write_profile(&present), "format {version}");
        assert_eq!(write_profile(&profile), formats[formats.len() - 1].1, "format {version}");
    }
    assert_eq!(nearest_key("preset"), Some("presets"));
}
