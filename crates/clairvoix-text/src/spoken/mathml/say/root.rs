//! Square roots and others.

use super::{Sayer, closing, is_simple, number::whole, opening};
use crate::spoken::{
    mathml::expression::Expression,
    number::{Gender, ordinal},
};

impl Sayer<'_> {
    /// « racine carrée de x plus un, fin de racine ».
    pub(super) fn root(
        &mut self,
        part: &Expression,
        of: &Expression,
        index: Option<&Expression>,
        followed: bool,
    ) {
        let name = match index.map(|index| (whole(index), index)) {
            None | Some((Some("2"), _)) => "racine carrée de".to_owned(),
            Some((Some("3"), _)) => "racine cubique de".to_owned(),
            Some((Some(digits), _)) => {
                format!("racine {} de", ordinal(digits, Gender::Feminine, self.options.variant))
            }
            Some((None, index)) => match index.name() {
                Some("n") => "racine énième de".to_owned(),
                _ => {
                    self.say("racine d'indice", opening(part, of.range));
                    self.one(index, true);
                    "de".to_owned()
                }
            },
        };
        self.say(&name, opening(part, of.range));
        let simple = is_simple(of);
        self.inside(|s| s.one(of, followed && simple));
        if !simple && (followed || self.is_full()) {
            self.say("fin de racine", closing(part, index.unwrap_or(of).range));
        }
    }
}
