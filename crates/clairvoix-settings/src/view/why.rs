//! "Why is it so": every layer that has a value, the one that holds, and the evidence.

use clairvoix_profile::{LayerKind, WhyStep};

use super::{About, Screen, value::plain};
use crate::html::escape;

pub(super) fn why(screen: &Screen, about: &About<'_>, key: &str) -> String {
    let w = screen.w;
    let Ok(why) = about.layers.why(key) else { return String::new() };
    let one = |step: &WhyStep| {
        let value = escape(&plain(w, why.setting, &step.value));
        let value =
            if step.wins { format!("<strong>{value}</strong>") } else { format!("<s>{value}</s>") };
        // Evidence is kept in English, as it is published.
        let source = match step.source.as_str() {
            "" => String::new(),
            source => format!("<br><small lang=\"en\">{}</small>", escape(source)),
        };
        format!("<li>{} {value}{source}</li>", escape(&name(screen, about, step)))
    };
    let steps: String = why.steps.iter().map(one).collect();
    format!("<details class=\"why\"><summary>{}</summary><ul>{steps}</ul></details>", w.html("why"))
}

fn name(screen: &Screen, about: &About<'_>, step: &WhyStep) -> String {
    let w = screen.w;
    let key = match step.layer {
        LayerKind::Preset => {
            let preset = about.catalogue.find(&step.name);
            let label = preset.map_or(step.name.as_str(), |preset| preset.label.get(w.0));
            return w.fill("why_preset", &[("name", label)]);
        }
        layer => format!("layer.{}", layer.as_str()),
    };
    w.get(&key).to_owned()
}
