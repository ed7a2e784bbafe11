//! From bytes to a [`Profile`] and what is wrong in them. Nothing makes it fail.

use toml::de::{DeTable, DeValue};

use crate::{Catalogue, Diagnostic, DiagnosticKind as Kind, Profile, Setting, Value};
use crate::{migrate, nearest_key, schema::typed_value, setting, settings::KEYS};

/// The most bytes a profile may have. A full one has less than 2 000.
pub const PROFILE_BYTES_MAX: usize = 1 << 20;

/// The most diagnostics kept of one file: more help nobody.
const DIAGNOSTICS_MAX: usize = 100;

/// The most presets that one profile combines.
const PRESETS_MAX: usize = 16;

/// Reads a profile from the bytes of a TOML file. Any bytes give a profile; diagnostics come in the
/// order of the file.
#[must_use]
pub fn read_profile(bytes: &[u8]) -> (Profile, Vec<Diagnostic>) {
    read_profile_with(bytes, Catalogue::built_in())
}

/// As [`read_profile`], with the presets of `catalogue` instead of those built in.
#[must_use]
pub fn read_profile_with(bytes: &[u8], catalogue: &Catalogue) -> (Profile, Vec<Diagnostic>) {
    if bytes.len() > PROFILE_BYTES_MAX {
        let found = bytes.len().to_string();
        let diagnostic = Diagnostic {
            kind: Kind::TooLong,
            line: 1,
            column: 1,
            key: String::new(),
            found,
            nearest: None,
        };
        return (Profile::default(), vec![diagnostic]);
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader =
        Reader { text, catalogue, profile: Profile::default(), diagnostics: Vec::new() };
    if let Err(error) = std::str::from_utf8(bytes) {
        reader.report(Kind::NotUtf8, error.valid_up_to(), "", "");
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.report(Kind::Syntax, at, "", error.message());
    }
    reader.table(table.get_ref());
    reader.diagnostics.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    (reader.profile, reader.diagnostics)
}

struct Reader<'t> {
    text: &'t str,
    catalogue: &'t Catalogue,
    profile: Profile,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, kind: Kind, byte: usize, key: &str, found: &str) {
        if self.diagnostics.len() >= DIAGNOSTICS_MAX {
            return;
        }
        let (line, column) = place(self.text, byte);
        self.diagnostics.push(Diagnostic {
            kind,
            line,
            column,
            key: key.to_owned(),
            found: found.chars().take(80).collect(),
            nearest: match kind {
                Kind::UnknownKey => nearest_key(key).map(str::to_owned),
                Kind::UnknownPreset => self.catalogue.nearest(found).map(str::to_owned),
                _ => None,
            },
        });
    }

    /// The top of the file: three plain keys, the sections, and what is unknown.
    fn table(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let at = name.span().start;
            // A preset's own file has its words in this table.
            if let ("preset", DeValue::Table(_)) = (name.get_ref().as_ref(), value.get_ref()) {
                self.keep(&[name.get_ref()], value.get_ref());
                continue;
            }
            match (migrate::current_name(name.get_ref()), value.get_ref()) {
                ("schema_version", found) => self.schema_version(at, plain(found)),
                ("alias", DeValue::String(alias)) => {
                    self.profile.alias = Some(alias.chars().take(80).collect());
                }
                ("presets", DeValue::String(id)) => {
                    self.preset(value.span().start, name.get_ref(), id);
                }
                ("presets", DeValue::Array(ids)) => {
                    for id in ids {
                        match id.get_ref() {
                            DeValue::String(word) => {
                                self.preset(id.span().start, name.get_ref(), word);
                            }
                            other => {
                                let found = shown(&plain(other));
                                self.report(Kind::BadValue, id.span().start, "presets", &found);
                            }
                        }
                    }
                }
                ("presets", other) => {
                    let found = shown(&plain(other));
                    self.report(Kind::BadValue, at, "presets", &found);
                }
                (section, DeValue::Table(fields)) if is_section(section) => {
                    for (field, value) in fields {
                        self.field(section, field.get_ref(), field.span().start, value.get_ref());
                    }
                }
                (other, found) => {
                    self.keep(&[other], found);
                    self.report(Kind::UnknownKey, at, other, "");
                }
            }
        }
    }

    fn schema_version(&mut self, at: usize, value: toml::Value) {
        let version = value.as_integer();
        self.profile.schema_version = version;
        if version.is_none_or(|version| version > migrate::SCHEMA_VERSION) {
            self.report(Kind::NewerFormat, at, "schema_version", &value.to_string());
        }
    }

    /// One preset: one that is not known here may be known to the school's other computers.
    fn preset(&mut self, at: usize, key: &str, id: &str) {
        let id: String = id.chars().take(80).collect();
        let presets = &mut self.profile.presets;
        if presets.len() < PRESETS_MAX && !presets.contains(&id) {
            presets.push(id.clone());
        }
        if self.catalogue.find(&id).is_none() {
            self.report(Kind::UnknownPreset, at, key, &id);
        }
    }

    fn field(&mut self, section: &str, field: &str, at: usize, found: &DeValue<'_>) {
        let written = format!("{section}.{field}");
        let key = migrate::current_name(&written).to_owned();
        let Some(setting) = setting(&key) else {
            self.keep(&[section, field], found);
            return self.report(Kind::UnknownKey, at, &key, "");
        };
        let found = plain(found);
        match check(setting, &found) {
            Checked::Good(value) => self.put(&key, &value),
            Checked::Clamped(value) => {
                self.put(&key, &value);
                self.report(Kind::OutOfBounds, at, &key, &shown(&found));
            }
            Checked::Bad => self.report(Kind::BadValue, at, &key, &shown(&found)),
        }
    }

    fn put(&mut self, key: &str, value: &Value) {
        // `check` has passed it: it cannot be refused.
        let _ = self.profile.set(key, value);
    }

    /// Keeps what is unknown, to be written back as it was.
    fn keep(&mut self, path: &[&str], value: &DeValue<'_>) {
        let unknown = &mut self.profile.unknown;
        match path {
            [name] => {
                unknown.insert((*name).to_owned(), plain(value));
            }
            [section, field] => {
                let table = unknown
                    .entry((*section).to_owned())
                    .or_insert_with(|| toml::Value::Table(toml::Table::new()));
                if let toml::Value::Table(table) = table {
                    table.insert((*field).to_owned(), plain(value));
                }
            }
            _ => {}
        }
    }
}

enum Checked {
    Good(Value),
    Clamped(Value),
    Bad,
}

fn check(setting: &Setting, found: &toml::Value) -> Checked {
    let Some(value) = typed_value(setting, found) else {
        return Checked::Bad;
    };
    match setting.check(&value) {
        Ok(()) => Checked::Good(value),
        Err(_) => setting.clamp(&value).map_or(Checked::Bad, Checked::Clamped),
    }
}

fn is_section(name: &str) -> bool {
    KEYS.iter().any(|key| key.split_once('.').is_some_and(|(section, _)| section == name))
}

fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The value without its place. Numbers too large for 64 bits become floats, as near as they can.
fn plain(value: &DeValue<'_>) -> toml::Value {
    match value {
        DeValue::String(text) => toml::Value::String(text.as_ref().to_owned()),
        DeValue::Boolean(flag) => toml::Value::Boolean(*flag),
        // A file that is not TOML may leave a moment without date or time: it cannot be written back.
        DeValue::Datetime(moment) if moment.date.is_none() && moment.time.is_none() => {
            toml::Value::String(moment.to_string())
        }
        DeValue::Datetime(moment) => toml::Value::Datetime(*moment),
        DeValue::Float(float) => toml::Value::Float(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .map(toml::Value::Integer)
            .unwrap_or_else(|_| toml::Value::Float(integer.as_str().parse().unwrap_or(f64::NAN))),
        DeValue::Array(items) => {
            toml::Value::Array(items.iter().map(|item| plain(item.get_ref())).collect())
        }
        DeValue::Table(table) => toml::Value::Table(
            table
                .iter()
                .map(|(name, value)| (name.get_ref().as_ref().to_owned(), plain(value.get_ref())))
                .collect(),
        ),
    }
}

/// The line and the column in characters, both from 1, of a byte offset.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = text.get(..byte).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
