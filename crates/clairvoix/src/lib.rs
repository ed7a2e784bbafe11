//! Clairvoix facade.
