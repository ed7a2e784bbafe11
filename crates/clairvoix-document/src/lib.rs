//! Clairvoix (document).
