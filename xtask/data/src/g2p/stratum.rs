//! What the spelling of a whole word tells of where it comes from: learned words, loans from English,
//! Italian, German, Latin and Greek keep letters and endings of their own, and are read by them.

/// The signs of each origin: letters anywhere (`sh`), at the start (`^kn`) or at the end (`ing$`).
const SIGNS: [&str; 6] = [
    // English
    "sh ee oo ck ow aw ew gh wh ea$ ay$ ff$ ll$ ss$ tt$ ing$ ings$ man$ men$ ke$ kes$ sk$ nd$ ght bb gg \
     dd kk oa y$ ys$ ty$ th$ ft$ mp$ lk$ rk$ ^st ^sk ^sw ^tw ^wr ^kn ^sn ^sl j$ k$",
    // Italian and Spanish
    "zz cci gli gno$ ini$ oni$ etto$ ello$ ino$ ero$ eros$ ado$ osa$ illa$ illo$ ll o$ os$ i$ is$ anda$ \
     ento$ ^ll ñ cch",
    // German, Dutch and Slavic
    "sch tz kh ei w k v$ ski$ off$ er$ ers$ au ^kr ^zw ^w cz dt$ nn$ öß ü ö ä ^tch ^tz",
    // Latin
    "us$ um$ is$ ens$ ex$ ix$ a$ ium$ as$ es$ ae ^sub ^ab ^ob ct$ or$ ut$ at$ it$ xt$ oe",
    // Greek
    "ph th rh y ch ps mn pn ^eu œ x$ os$ on$ gm thm gn ^pt",
    // Letters and borders that no inherited word has
    "k w aï oï uï iï h j$ q$ b$ d$ f$ g$ v$ z$ m$ p$",
];

/// The origins whose signs a word shows, one bit each.
pub(crate) fn of(word: &str) -> u64 {
    SIGNS.iter().enumerate().fold(0, |bits, (index, signs)| {
        let shown = signs.split_whitespace().any(|sign| shows(word, sign));
        bits | u64::from(shown) << index
    })
}

fn shows(word: &str, sign: &str) -> bool {
    match (sign.strip_prefix('^'), sign.strip_suffix('$')) {
        (Some(start), _) => word.starts_with(start),
        (_, Some(end)) => word.ends_with(end),
        _ => word.contains(sign),
    }
}
