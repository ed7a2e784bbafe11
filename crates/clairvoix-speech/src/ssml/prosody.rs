//! The values of SSML's attributes.

/// Speeds that have a name (SSML 1.1, 3.2.4 leaves their values to the processor).
const RATES: &[(&str, f32)] = &[
    ("x-slow", 0.5),
    ("slow", 0.75),
    ("medium", 1.0),
    ("default", 1.0),
    ("fast", 1.5),
    ("x-fast", 2.0),
];
/// Pitches that have a name.
const PITCHES: &[(&str, f32)] = &[
    ("x-low", 0.7),
    ("low", 0.85),
    ("medium", 1.0),
    ("default", 1.0),
    ("high", 1.15),
    ("x-high", 1.4),
];
/// Breaks that have a name, in ms.
const BREAKS: &[(&str, u32)] = &[
    ("none", 0),
    ("x-weak", 100),
    ("weak", 200),
    ("medium", 400),
    ("strong", 700),
    ("x-strong", 1200),
];
/// A factor is never outside: nobody would understand.
const FACTORS: std::ops::RangeInclusive<f32> = 0.2..=5.0;

/// A speed: a name, a factor, a percentage of the speed (`80%`), or a change (`+20%`).
pub(super) fn rate(value: &str) -> Option<f32> {
    named(RATES, value).or_else(|| factor(value))
}

/// A pitch: a name, a change in percent or semitones (`+2st`).
pub(super) fn pitch(value: &str) -> Option<f32> {
    let semitones = |value: &str| {
        let count: f32 = value.strip_suffix("st")?.parse().ok()?;
        clamped(2f32.powf(count / 12.0))
    };
    named(PITCHES, value).or_else(|| semitones(value)).or_else(|| {
        let signed = value.starts_with(['+', '-']) && value.ends_with('%');
        signed.then(|| factor(value)).flatten()
    })
}

fn factor(value: &str) -> Option<f32> {
    match value.strip_suffix('%') {
        Some(percent) => {
            let number: f32 = percent.parse().ok()?;
            let relative = percent.starts_with(['+', '-']);
            clamped(if relative { 1.0 + number / 100.0 } else { number / 100.0 })
        }
        None => clamped(value.parse().ok()?),
    }
}

fn clamped(value: f32) -> Option<f32> {
    (value.is_finite() && value > 0.0).then(|| value.clamp(*FACTORS.start(), *FACTORS.end()))
}

/// The silence of a `break`: its time, else its strength, else a medium one.
pub(super) fn pause_ms(time: Option<&str>, strength: Option<&str>) -> Option<u32> {
    match (time, strength) {
        (Some(time), _) => time_ms(time),
        (None, Some(strength)) => named(BREAKS, strength),
        (None, None) => named(BREAKS, "medium"),
    }
}

/// `500ms`, `1.5s`.
fn time_ms(value: &str) -> Option<u32> {
    let (number, unit) = match value.strip_suffix("ms") {
        Some(number) => (number, 1.0),
        None => (value.strip_suffix('s')?, 1000.0),
    };
    let ms = number.trim_start_matches('+').parse::<f64>().ok()? * unit;
    // A cast from float saturates.
    (ms.is_finite() && ms >= 0.0).then_some(ms.round() as u32)
}

fn named<T: Copy>(names: &[(&str, T)], value: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == value).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_names_factors_and_changes() {
        for (value, expected) in [
            ("slow", Some(0.75)),
            ("80%", Some(0.8)),
            ("+20%", Some(1.2)),
            ("-50%", Some(0.5)),
            ("1.5", Some(1.5)),
            ("900%", Some(5.0)),
            ("-100%", None),
            ("soon", None),
            ("", None),
            ("NaN", None),
        ] {
            assert_eq!(rate(value), expected, "{value}");
        }
        assert_eq!(pitch("+12st"), Some(2.0));
        assert_eq!(pitch("+10%"), Some(1.1));
        assert_eq!((pitch("high"), pitch("120Hz"), pitch("3")), (Some(1.15), None, None));
        assert_eq!(pause_ms(Some("1.5s"), Some("weak")), Some(1500));
        assert_eq!(pause_ms(Some("250ms"), None), Some(250));
        assert_eq!((pause_ms(None, Some("strong")), pause_ms(None, None)), (Some(700), Some(400)));
        assert_eq!((pause_ms(Some("long"), None), pause_ms(Some("-1s"), None)), (None, None));
    }
}
