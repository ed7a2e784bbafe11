//! Options and dictionaries as D-Bus has them.

use std::collections::HashMap;

use zbus::zvariant::{OwnedValue, Value};

use crate::option::{OptionValue, Options};

/// `a{sv}`.
pub(super) type Dict = HashMap<String, OwnedValue>;

/// The options of a call.
pub(super) fn options(given: HashMap<String, Value<'_>>) -> Options {
    Options::new(given.into_iter().map(|(name, value)| (name, option(value))).collect())
}

fn option(value: Value<'_>) -> OptionValue {
    match value {
        Value::Str(text) => OptionValue::Text(text.to_string()),
        Value::Bool(flag) => OptionValue::Flag(flag),
        Value::F64(number) => OptionValue::Number(number),
        Value::U8(number) => OptionValue::Whole(number.into()),
        Value::I16(number) => OptionValue::Whole(number.into()),
        Value::U16(number) => OptionValue::Whole(number.into()),
        Value::I32(number) => OptionValue::Whole(number.into()),
        Value::U32(number) => OptionValue::Whole(number.into()),
        Value::I64(number) => OptionValue::Whole(number.into()),
        Value::U64(number) => OptionValue::Whole(number.into()),
        Value::Array(array) => {
            let texts: Result<Vec<String>, _> = Vec::try_from(Value::Array(array));
            texts.map_or(OptionValue::Other, OptionValue::Texts)
        }
        _ => OptionValue::Other,
    }
}

/// A dictionary that is being made.
#[derive(Default)]
pub(super) struct Entries(Dict);

impl Entries {
    pub(super) fn with<'v>(mut self, name: &str, value: impl Into<Value<'v>>) -> Self {
        // Only a descriptor cannot be owned, for want of descriptors; none is put in.
        if let Ok(value) = OwnedValue::try_from(value.into()) {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    pub(super) fn done(self) -> Dict {
        self.0
    }
}
