//! The contrast of every pair of colour roles that meet on a page.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Colours, Settings, Value, settings::Profile};

/// Two roles that meet, with their contrast.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// The role in front, `ink`.
    pub over: String,
    /// The role behind, `page`.
    pub under: String,
    /// Their contrast ratio, from 1 to 21.
    pub ratio: f64,
    /// The least ratio that is right for this pair.
    pub ratio_min: f64,
}

impl Contrast {
    /// Whether the pair is readable enough.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.ratio >= self.ratio_min
    }
}

/// The contrast of each pair of `data/contrast.toml` in these colours.
///
/// ```
/// use clairvoix_profile::{Settings, contrasts};
/// let colours = Settings::default().colours;
/// assert!(contrasts(&colours).iter().all(|pair| pair.is_enough()));
/// ```
#[must_use]
pub fn contrasts(colours: &Colours) -> Vec<Contrast> {
    static PAIRS: LazyLock<File> =
        LazyLock::new(|| toml::from_str(include_str!("../data/contrast.toml")).unwrap_or_default());
    let settings = Settings { colours: colours.clone(), ..Profile::default().settings() };
    let role = |name: &str| match settings.get(&format!("colours.{name}")) {
        Some(Value::Colour(colour)) => Some(colour),
        _ => None,
    };
    let measure = |pair: &Pair| {
        Some(Contrast {
            over: pair.over.clone(),
            under: pair.under.clone(),
            ratio: role(&pair.over)?.contrast(role(&pair.under)?),
            ratio_min: pair.min,
        })
    };
    PAIRS.pairs.iter().filter_map(measure).collect()
}

#[derive(Default, Deserialize)]
struct File {
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    over: String,
    under: String,
    min: f64,
}
