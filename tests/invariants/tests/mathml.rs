//! What holds for any formula, well made or not.

use clairvoix_invariants::mathml::check;
use proptest::prelude::*;

fn leaf() -> impl Strategy<Value = String> {
    let signs = vec!["+", "=", "(", ")", "[", "]", "|", ";", "!", "→", "^", "∑", "{", "&#x2061;"];
    prop_oneof![
        "[a-zA-Zπ]{1,2}".prop_map(|name| format!("<mi>{name}</mi>")),
        "[0-9]{1,3}".prop_map(|digits| format!("<mn>{digits}</mn>")),
        prop::sample::select(signs).prop_map(|sign| format!("<mo>{sign}</mo>")),
        Just("<mtext> cm</mtext>".to_owned()),
    ]
}

fn formula() -> impl Strategy<Value = String> {
    let tags = vec![
        "mrow",
        "mfrac",
        "msqrt",
        "mroot",
        "msup",
        "msub",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mtable",
        "mtr",
        "mtd",
        "mfenced",
        "mmultiscripts",
    ];
    leaf().prop_recursive(6, 60, 5, move |inner| {
        (prop::sample::select(tags.clone()), prop::collection::vec(inner, 0..5))
            .prop_map(|(tag, parts)| format!("<{tag}>{}</{tag}>", parts.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_formula_has_words_map_and_chunks(markup in formula()) {
        check(&markup);
    }

    #[test]
    fn any_text_is_taken_for_markup(markup in "[<>/a-z&;=' \"mé∑!\\[()|-]{0,80}") {
        check(&markup);
    }
}
