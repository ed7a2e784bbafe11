//! From a [`Profile`] to TOML, with what was unknown kept.

use crate::{Profile, Value, migrate::SCHEMA_VERSION, settings::KEYS};

/// The profile as a TOML file: settings that are set, then what this version does not know.
///
/// ```
/// use clairvoix_profile::{read_profile, write_profile};
/// let (profile, _) = read_profile(b"[text]\nsize_pt = 16\n[future]\nx = 1\n");
/// let text = write_profile(&profile);
/// assert_eq!(text, "schema_version = 2\n\n[text]\nsize_pt = 16\n\n[future]\nx = 1\n");
/// ```
#[must_use]
pub fn write_profile(profile: &Profile) -> String {
    let mut table = profile.unknown.clone();
    // A later format's number stays: what this version does not know of it is written back.
    let version = profile.schema_version.map_or(SCHEMA_VERSION, |found| found.max(SCHEMA_VERSION));
    table.insert("schema_version".to_owned(), toml::Value::Integer(version));
    if let Some(alias) = &profile.alias {
        table.insert("alias".to_owned(), toml::Value::String(alias.clone()));
    }
    if !profile.presets.is_empty() {
        let ids = profile.presets.iter().cloned().map(toml::Value::String).collect();
        table.insert("presets".to_owned(), toml::Value::Array(ids));
    }
    for key in KEYS {
        let (Some((section, field)), Some(value)) = (key.split_once('.'), profile.get(key)) else {
            continue;
        };
        let fields = table
            .entry(section.to_owned())
            .or_insert_with(|| toml::Value::Table(toml::Table::new()));
        if !fields.is_table() {
            // Something unknown had the name of a section: what is set now is worth more.
            *fields = toml::Value::Table(toml::Table::new());
        }
        if let toml::Value::Table(fields) = fields {
            fields.insert(field.to_owned(), to_toml(&value));
        }
    }
    to_text(table)
}

/// Sections in the order of the settings, then the rest by name.
fn to_text(table: toml::Table) -> String {
    let (mut sections, tops): (toml::Table, toml::Table) =
        table.into_iter().partition(|(_, value)| value.is_table());
    let mut order: Vec<&str> = KEYS.iter().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    order.dedup();
    let known: Vec<_> = order.iter().filter_map(|name| sections.remove_entry(*name)).collect();
    let mut parts = vec![tops.to_string()];
    for section in known.into_iter().chain(sections) {
        parts.push(toml::Table::from_iter([section]).to_string());
    }
    parts.join("\n")
}

pub(crate) fn to_toml(value: &Value) -> toml::Value {
    match value {
        #[allow(clippy::cast_possible_truncation, reason = "only whole numbers of a few digits")]
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
            toml::Value::Integer(*number as i64)
        }
        Value::Number(number) => toml::Value::Float(*number),
        Value::Flag(flag) => toml::Value::Boolean(*flag),
        Value::Word(word) => toml::Value::String(word.clone()),
        Value::Colour(colour) => toml::Value::String(colour.to_string()),
    }
}
