//! AfA PNP 3.0: what can be said there comes back the same, what cannot is listed; the table of
//! docs/norms says which is which.

use clairvoix_profile::{
    Catalogue, Kind, Profile, Settings, Value, read_pnp, read_profile, setting, write_pnp,
};

const TABLE: &str = include_str!("../../../docs/norms/afa-pnp-3.0.md");

/// Our name and the norm's of each row of the table; none where the norm has no word.
fn rows() -> Vec<(String, Option<String>)> {
    let rows = TABLE.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|line| {
        let mut cells = line.split('|').map(|cell| cell.trim().trim_matches('`').to_owned());
        let (ours, theirs) = (cells.next()?, cells.next()?);
        Some((ours.trim_end_matches('`').to_owned(), (theirs != "none").then_some(theirs)))
    });
    rows.filter(|(ours, _)| setting(ours).is_some()).collect()
}

/// Another value than the default, inside the bounds.
fn another(key: &str) -> Value {
    let setting = setting(key).expect(key);
    match (&setting.kind, &setting.default) {
        (Kind::Number { max, step, .. }, Some(Value::Number(default))) => {
            Value::Number((default + step).min(*max))
        }
        (Kind::Flag, _) => Value::Flag(true),
        (Kind::Choice(options), _) => Value::Word(options.last().expect(key).value.clone()),
        (Kind::Colour, _) => Value::Colour("#123456".parse().expect("a colour")),
        _ => Value::Word("Luciole & fils <1>".to_owned()),
    }
}

#[test]
fn the_table_has_every_setting_and_is_right() {
    let rows = rows();
    for key in Settings::keys() {
        let row = rows.iter().find(|(ours, _)| ours == key);
        let (_, theirs) = row.unwrap_or_else(|| panic!("{key} is not in the table"));
        let mut profile = Profile::default();
        profile.set(key, &another(key)).expect(key);
        if *key == "colours.ruler" {
            // A colour of the ruler is said with the ruler.
            profile.aids.ruler = Some(true);
        }
        let (xml, left_out) = write_pnp(&profile);
        assert_eq!(left_out.is_empty(), theirs.is_some(), "{key}: {left_out:?}");
        let (again, not_taken) = read_pnp(&xml);
        assert!(not_taken.is_empty(), "{key}: {not_taken:?}");
        if theirs.is_some() {
            assert_eq!(again.get(key), profile.get(key), "{key}: {xml}");
            let element = theirs.as_deref().and_then(|path| path.split(['/', '@']).next());
            assert!(xml.contains(element.expect("an element")), "{key}: {xml}");
        }
    }
    assert_eq!(rows.len(), Settings::keys().len());
}

#[test]
fn every_preset_comes_back_as_far_as_the_norm_can_say_it() {
    for preset in Catalogue::built_in().presets() {
        let (xml, left_out) = write_pnp(&preset.profile);
        let (again, _) = read_pnp(&xml);
        for key in Settings::keys() {
            let said = preset.profile.get(key).filter(|_| !left_out.iter().any(|left| left == key));
            if let Some(value) = said {
                assert_eq!(again.get(key), Some(value), "{}: {key}", preset.id);
            }
        }
    }
}

#[test]
fn a_document_of_somebody_else_is_taken_as_far_as_it_goes() {
    let xml = r##"<?xml version="1.0"?>
<qti:access-for-all-pnp xmlns:qti="http://www.imsglobal.org/xsd/qti/qtiv3p0/imsafa3p0pnp_v1p0">
  <qti:additional-testing-time><qti:time-multiplier>1.33</qti:time-multiplier></qti:additional-testing-time>
  <qti:line-reader highlight-color="#FFEE00"/>
  <qti:spoken><qti:reading-type>screen-reader</qti:reading-type><qti:speech-rate>2000</qti:speech-rate></qti:spoken>
  <qti:text-appearance><qti:font-size>18</qti:font-size><qti:line-height>wide</qti:line-height></qti:text-appearance>
</qti:access-for-all-pnp>"##;
    let (profile, left) = read_pnp(xml);
    assert_eq!(left, ["additional-testing-time", "time-multiplier"]);
    assert_eq!((profile.text.size_pt, profile.voice.rate), (Some(18.0), Some(4.0)));
    assert_eq!(profile.spacing.line, None);
    let (expected, _) = read_profile(b"[colours]\nruler = \"#FFEE00\"\n");
    assert_eq!(profile.colours.ruler, expected.colours.ruler);
    for broken in ["", "<", "<a><b></a>", "<access-for-all-pnp><font-size>1", "\u{0}<?xml"] {
        assert_eq!(read_pnp(broken).0, Profile::default(), "{broken:?}");
    }
}
