//! Clairvoix (profile).
