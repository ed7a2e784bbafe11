//! Clairvoix (layout).
