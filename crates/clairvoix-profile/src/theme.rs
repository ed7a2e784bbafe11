//! Fillings of the colour roles, read once from `data/themes.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{Colour, Theme, Value};

type Roles = BTreeMap<String, String>;

/// The colour that `theme` gives to the dotted name `key` (`colours.ink`).
pub(crate) fn role(theme: Theme, key: &str) -> Option<Value> {
    static THEMES: LazyLock<BTreeMap<String, Roles>> =
        LazyLock::new(|| toml::from_str(include_str!("../data/themes.toml")).unwrap_or_default());
    let name = match theme {
        Theme::Auto => Theme::Light.as_str(),
        theme => theme.as_str(),
    };
    let role = key.strip_prefix("colours.")?;
    let colour: Colour = THEMES.get(name)?.get(role)?.parse().ok()?;
    Some(Value::Colour(colour))
}
