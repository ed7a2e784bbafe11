//! Texts that break readers: long tokens, markup, control characters, emoji chains, broken numbers.
//! Made from a seed, so that the same number is always the same text.

/// Hostile text number `index`; any number is one.
pub(crate) fn text(index: u64) -> String {
    let mut random = Random(index.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    match index % 20 {
        0 => random.pick(LETTERS).repeat(random.below(3000) + 100),
        1 => format!("a{} ", random.pick(MARKS).repeat(random.below(400) + 1)).repeat(3),
        2 => random.join(TAGS, 12, " "),
        3 => random.join(CONTROLS, 40, "x"),
        4 => random.join(EMOJI, 60, ""),
        5 => random.join(NUMBERS, 12, " "),
        6 => random.pick(PUNCTUATION).repeat(random.below(600) + 1),
        7 => random.join(NAUGHTY, 6, "\n"),
        8 => "a.b.c.".repeat(random.below(200) + 10),
        9 => random.join(SCRIPTS, 20, " "),
        10 => format!("l'{}", "d'".repeat(random.below(300))),
        11 => {
            let space = random.pick(SPACES);
            random.join(WORDS, 30, space)
        }
        12 => format!("\u{feff}{}\u{feff}", random.join(WORDS, 10, "\u{200b}")),
        13 => random.pick(WORDS).chars().rev().collect::<String>().repeat(90),
        14 => "-".repeat(random.below(500)) + &random.join(WORDS, 5, "-"),
        15 => random.any_characters(300),
        16 => format!("{}{}", "(".repeat(500), random.join(WORDS, 3, "((")),
        17 => random.join(NUMBERS, 3, "") + &"9".repeat(random.below(500)),
        18 => random.join(URLS, 4, " "),
        _ => random.any_ascii(500),
    }
}

const LETTERS: &[&str] = &["é", "a", "s'", "un", "ô", "x", "W", "œ", "ﬁ", "ÿ", "ß", "z.", "1"];
const MARKS: &[&str] = &["\u{301}", "\u{308}\u{302}", "\u{20dd}", "\u{fe0f}", "\u{200d}"];
const TAGS: &[&str] = &[
    "<genfile file=\"x.wav\">",
    "<play file=\"/etc/passwd\"/>",
    "</speak>",
    "<speed level=\"20\">",
    "<item>",
    "<break time=\"9999999ms\"/>",
    "&amp;",
    "<![CDATA[",
    "<!--",
    "\\pau=1\\",
    "[[kat]]",
    "<phoneme ph=\"\">",
    "<p>",
    "<",
    ">",
    "<<>>",
    "%s%n",
    "{{7*7}}",
    "$(reboot)",
    "`id`",
];
const CONTROLS: &[&str] = &[
    "\u{0}",
    "\u{1}",
    "\u{7}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{85}",
    "\r",
    "\u{202e}",
    "\u{2066}",
    "\u{ad}",
    "\u{feff}",
    "\u{fffe}",
    "\u{fff9}",
    "\u{e0001}",
];
const EMOJI: &[&str] =
    &["👩‍👩‍👧‍👦", "🏳️‍🌈", "🦉", "👍🏿", "🇫🇷", "❤️", "😀", "1️⃣", "🧑🏽‍🦽", "\u{1f3ff}", "🇫", "\u{200d}"];
const NUMBERS: &[&str] = &[
    "99999999999999999999999999",
    "1e309",
    "-0",
    "0x1F",
    "1/0",
    "12,5,5",
    "25h61",
    "31/02/0000",
    "MCMXCIX",
    "IIIIIIII",
    "1er",
    "2e",
    "XIXe",
    "1 000 000 000 000",
    "3,14 €",
    "½",
    "²",
    "10^99",
    "٣٤",
    "−5 °C",
    "1:2:3:4",
    "00000",
    "1..2",
    "n°",
    "§12",
    "±∞",
];
const PUNCTUATION: &[&str] =
    &["...", "!?", "…", "« ", "—", "'", "\"", ";:", "’", "/", "\\", "*", "_"];
const NAUGHTY: &[&str] = &[
    "undefined",
    "null",
    "NaN",
    "-1",
    "True",
    "../../../etc/passwd",
    "'; DROP TABLE mots;--",
    "-f /etc/passwd",
    "--version",
    "%00",
    "\u{2028}",
    "Ω≈ç√∫˜µ≤≥÷",
    "ЁЂЃЄЅІЇ",
    "田中さん",
    "الكل في المجمو عة",
    "ﷺ",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "｀ｨ(´∀｀∩",
    "𝐓𝐡𝐞",
    "⒯⒣⒠",
    "\u{10ffff}",
];
const SCRIPTS: &[&str] =
    &["привет", "γειά", "שלום", "你好", "สวัสดี", "नमस्ते", "안녕", "مرحبا", "été", "ひ"];
const WORDS: &[&str] = &[
    "anticonstitutionnellement",
    "l'eau",
    "aujourd'hui",
    "qu'est-ce",
    "M.",
    "Mme",
    "etc.",
    "S.N.C.F.",
    "œil",
    "DÉJÀ",
    "jusqu'où",
    "arc-en-ciel",
    "c'est-à-dire",
    "étudiant·e·s",
    "Ouagadougou",
    "pH",
    "H2O",
];
const SPACES: &[&str] =
    &[" ", "\u{a0}", "\u{202f}", "\t", "\n", "\r\n", "\n\n", "\u{3000}", "\u{2028}", ""];
const URLS: &[&str] = &[
    "https://exemple.fr/a?b=c&d=%20#e",
    "moi@exemple.fr",
    "C:\\\\Windows\\\\x.txt",
    "file:///dev/zero",
    "data:text/html;base64,AAAA",
    "a/b/c/d/e/f/g",
    "#mot-dièse",
    "@quelquun",
];

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn join(&mut self, list: &[&str], count: usize, between: &str) -> String {
        let parts: Vec<&str> = (0..=self.below(count)).map(|_| self.pick(list)).collect();
        parts.join(between)
    }

    fn any_characters(&mut self, count: usize) -> String {
        (0..count).filter_map(|_| char::from_u32((self.next() % 0x11_0000) as u32)).collect()
    }

    fn any_ascii(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from((self.next() % 128) as u8)).collect()
    }
}
