//! From analysis and profile to styled runs, style sheets and pages. It does no IO.
//!
//! ```
//! use clairvoix_document::{Format, read};
//! use clairvoix_layout::page::{PageOptions, render_page};
//! use clairvoix_profile::Profile;
//! let document = read("# Le chat\n\nIl dort.\n", Format::Markdown);
//! let html = render_page(&document, &Profile::default(), &PageOptions::default());
//! assert!(html.contains("<h1 data-b=\"0\">Le chat</h1>"));
//! ```

#![forbid(unsafe_code)]

mod css;
pub mod in_place;
pub mod page;
mod run;

pub use css::{CssValue, css_values, style_sheet};
pub use run::{RunStyle, StyledRun, analyze_options, styled_runs};
