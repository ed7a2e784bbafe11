//! Any bytes give a profile within bounds, whose written form is read back the same.

use clairvoix_profile::{Language, read_profile, settings, write_profile};

/// Checks a profile file.
pub fn check(bytes: &[u8]) {
    let (profile, diagnostics) = read_profile(bytes);
    for diagnostic in &diagnostics {
        assert!(diagnostic.line >= 1 && diagnostic.column >= 1);
        assert!(!diagnostic.message(Language::French).is_empty());
        assert!(!diagnostic.message(Language::English).is_empty());
    }
    let in_force = profile.settings();
    for setting in settings() {
        let value = in_force.get(&setting.key);
        assert!(value.is_some_and(|value| setting.check(&value).is_ok()), "{}", setting.key);
    }
    let text = write_profile(&profile);
    let (again, _) = read_profile(text.as_bytes());
    assert_eq!(write_profile(&again), text);
    assert_eq!(again.settings(), in_force);
}
