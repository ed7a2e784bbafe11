//! A profile as CSS: one variable for each setting, with the setting's own name.
//!
//! `text.size_pt` is `--text-size_pt`, a plain number in the setting's unit; a colour is `#RRGGBB`.

use std::fmt::Write as _;

use clairvoix_profile::{Colours, Profile, Settings, Theme, Value};

/// What stands behind the pupil's font when it is not installed. Andika is made for beginning
/// readers; the others are plain faces of the school's usual systems.
const FONTS_BEHIND: &str =
    "Andika, \"Atkinson Hyperlegible\", Verdana, \"DejaVu Sans\", system-ui, sans-serif";

/// A setting's value as CSS.
#[derive(Clone, Debug, PartialEq)]
pub enum CssValue {
    /// A plain number in the setting's unit.
    Number(f64),
    /// A flag.
    Flag(bool),
    /// A word, a colour or a list of fonts, safe inside a style sheet.
    Text(String),
}

impl std::fmt::Display for CssValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The value of each setting that a page shows (all but the voice's), by its dotted name.
///
/// ```
/// use clairvoix_layout::css_values;
/// use clairvoix_profile::Settings;
/// let values = css_values(&Settings::default());
/// let size = values.iter().find(|(key, _)| *key == "text.size_pt").unwrap();
/// assert_eq!(size.1.to_string(), "14");
/// ```
#[must_use]
pub fn css_values(settings: &Settings) -> Vec<(&'static str, CssValue)> {
    let value = |key: &'static str| {
        let value = match settings.get(key)? {
            Value::Number(number) => CssValue::Number(number),
            Value::Flag(flag) => CssValue::Flag(flag),
            Value::Colour(colour) => CssValue::Text(colour.to_string()),
            Value::Word(font) if key == "text.font" => CssValue::Text(font_stack(&font)),
            Value::Word(word) => CssValue::Text(word),
        };
        Some((key, value))
    };
    Settings::keys()
        .iter()
        .filter(|key| !key.starts_with("voice."))
        .filter_map(|key| value(key))
        .collect()
}

/// The style sheet that gives every variable its value: on the screen, on a dark screen where the
/// profile follows the system, and on paper, where the ink is always dark.
#[must_use]
pub fn style_sheet(settings: &Settings) -> String {
    let mut sheet = String::from(":root{");
    declare(&mut sheet, settings, |_| true, "");
    sheet.push('}');
    let colours_only =
        |colours: &Colours| Settings { colours: colours.clone(), ..settings.clone() };
    if let Some(dark) = &settings.dark {
        sheet.push_str("@media screen and (prefers-color-scheme:dark){:root{");
        declare(&mut sheet, &colours_only(dark), is_role, "");
        sheet.push_str("}}");
    }
    if settings.colours.page.luminance() < 0.4 || settings.dark.is_some() {
        let light = theme_colours(Theme::Light);
        sheet.push_str("@media print{:root{");
        declare(&mut sheet, &colours_only(&light), is_role, "!important");
        sheet.push_str("}}");
    }
    sheet
}

/// The colours that a theme gives.
pub(crate) fn theme_colours(theme: Theme) -> Colours {
    let mut profile = Profile::default();
    profile.colours.theme = Some(theme);
    profile.settings().colours
}

pub(crate) fn is_role(key: &str) -> bool {
    key.starts_with("colours.") && key != "colours.theme"
}

fn declare(sheet: &mut String, settings: &Settings, keep: impl Fn(&str) -> bool, end: &str) {
    for (key, value) in css_values(settings).iter().filter(|(key, _)| keep(key)) {
        let name = key.replace('.', "-");
        // Writing to a string cannot fail.
        let _ = write!(sheet, "--{name}:{value}{end};");
    }
}

/// The pupil's font first, then plain ones. Whatever the name holds, it stays one CSS string.
fn font_stack(font: &str) -> String {
    let mut name = String::new();
    for c in font.chars().filter(|c| !c.is_control()) {
        if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') {
            name.push(c);
        } else {
            let _ = write!(name, "\\{:X} ", u32::from(c));
        }
    }
    format!("\"{name}\", {FONTS_BEHIND}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_name_never_leaves_its_string() {
        let stack = font_stack("x\"; } </style><b>\\");
        assert!(
            stack.starts_with("\"x\\22 \\3B  \\7D  \\3C \\2F style\\3E \\3C b\\3E \\5C \", Andika")
        );
    }
}
