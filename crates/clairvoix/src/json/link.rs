//! What links a word to the next, in the objects of `clairvoix analyze`.

use clairvoix_text::liaison::{LiaisonKind, Link};
use serde::Serialize;

/// The liaison with the next word, made or not.
#[derive(Serialize)]
pub(super) struct LiaisonObject {
    /// `required`, `optional`, `elevated` or `forbidden`.
    kind: &'static str,
    /// The consonant.
    ipa: &'static str,
    /// Whether the consonant is the last sound of the word already (six‿ans).
    in_reading: bool,
}

pub(super) fn liaison(link: Link) -> Option<LiaisonObject> {
    let Link::Liaison(liaison) = link else {
        return None;
    };
    let kind = match liaison.kind {
        LiaisonKind::Required => "required",
        LiaisonKind::Optional => "optional",
        LiaisonKind::Elevated => "elevated",
        LiaisonKind::Forbidden => "forbidden",
    };
    Some(LiaisonObject { kind, ipa: liaison.phoneme.ipa(), in_reading: liaison.in_reading })
}
