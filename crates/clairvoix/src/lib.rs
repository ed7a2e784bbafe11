//! Clairvoix facade.

#![forbid(unsafe_code)]

pub use clairvoix_document as document;
pub use clairvoix_layout as layout;
pub use clairvoix_profile as profile;
pub use clairvoix_speech as speech;
pub use clairvoix_text as text;
