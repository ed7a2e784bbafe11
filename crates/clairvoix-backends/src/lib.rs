//! Clairvoix (backends).
