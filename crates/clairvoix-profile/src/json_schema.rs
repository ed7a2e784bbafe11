//! The JSON Schema of a profile's file, made from the list of settings: for editors that complete and check
//! TOML, and for programs that write profiles.

use serde_json::{Map, Value as Json, json};

use crate::{Kind, Setting, Value, migrate::SCHEMA_VERSION, settings};

/// The schema (draft 2020-12), as JSON with line breaks. The committed copy is docs/profile.schema.json.
///
/// ```
/// let schema = clairvoix_profile::json_schema();
/// assert!(schema.contains("\"size_pt\"") && schema.ends_with("}\n"));
/// ```
#[must_use]
pub fn json_schema() -> String {
    let mut properties = Map::new();
    properties.insert(
        "schema_version".to_owned(),
        json!({ "type": "integer", "minimum": 1, "maximum": SCHEMA_VERSION }),
    );
    properties.insert(
        "alias".to_owned(),
        json!({
            "type": "string",
            "maxLength": 80,
            "description": "A pseudonym, never a name.",
        }),
    );
    properties.insert(
        "presets".to_owned(),
        json!({
            "type": "array",
            "items": { "type": "string" },
            "maxItems": 16,
            "uniqueItems": true,
            "description": "What the profile starts from: built in, or the school's.",
        }),
    );
    for setting in settings() {
        let Some((section, field)) = setting.key.split_once('.') else {
            continue;
        };
        let fields = properties.entry(section.to_owned()).or_insert_with(
            || json!({ "type": "object", "additionalProperties": true, "properties": {} }),
        );
        if let Some(fields) = fields.get_mut("properties").and_then(Json::as_object_mut) {
            fields.insert(field.to_owned(), one(setting));
        }
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Clairvoix profile",
        "type": "object",
        "additionalProperties": true,
        "properties": properties,
    });
    format!("{schema:#}\n")
}

fn one(setting: &Setting) -> Json {
    let mut schema = match &setting.kind {
        Kind::Number { min, max, .. } => {
            json!({ "type": "number", "minimum": number(*min), "maximum": number(*max) })
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Choice(options) => {
            let values: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
            json!({ "enum": values })
        }
        Kind::Text { max_chars } => json!({ "type": "string", "maxLength": max_chars }),
        Kind::Colour => {
            json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" })
        }
    };
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), json!(setting.label.fr));
        object.insert("description".to_owned(), json!(setting.help.fr));
        if let Some(default) = setting.default.as_ref().map(plain) {
            object.insert("default".to_owned(), default);
        }
    }
    schema
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Number(value) => number(*value),
        Value::Flag(flag) => json!(flag),
        Value::Word(word) => json!(word),
        Value::Colour(colour) => json!(colour.to_string()),
    }
}

/// Whole numbers without a point.
fn number(value: f64) -> Json {
    if value.fract() == 0.0 && value.abs() < 1e9 {
        #[allow(clippy::cast_possible_truncation, reason = "a whole number of a few digits")]
        let whole = value as i64;
        return json!(whole);
    }
    json!(value)
}
