//! `clairvoix spoken`: what is said for each line, plain or with the map that leads back.

use std::io;

use clairvoix::{
    UnitMap, UnitName,
    text::{
        Utf8Range,
        spoken::{
            Link, LinkKind, Mode, Pronounced, SpokenOptions, Variant, line_break_said, spoken_form,
        },
    },
};

use crate::{
    Outcome,
    args::{SpokenArgs, SpokenFormat},
    failure::Failure,
    input::Input,
    lists,
    output::Stdout,
    schema::spoken::{LinkObject, PronouncedObject, SpokenObject},
    ui::Ui,
};

pub(super) fn run(ui: &Ui, args: &SpokenArgs) -> Outcome {
    let options = options(ui, args)?;
    let text = Input::open(ui, &args.file)?.read_text(ui)?;
    let mut out = Stdout::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        // In a dictation « à la ligne » is said where more text follows.
        let broken = options.mode == Mode::Dictation
            && !line.trim().is_empty()
            && lines.peek().is_some_and(|next| !next.trim().is_empty());
        let mut said = Said::new(line, &options);
        if broken {
            said.break_line(line_break_said(options.variant));
        }
        match args.format {
            SpokenFormat::Text => {
                out.put(ui, said.text.replace('\n', "\\n").as_bytes())?;
            }
            SpokenFormat::Jsonl => {
                serde_json::to_writer(&mut out, &said.object(args))
                    .map_err(|e| Failure::stdout(ui, &io::Error::from(e)))?;
            }
        }
        out.put(ui, b"\n")?;
    }
    out.finish(ui)
}

fn options(ui: &Ui, args: &SpokenArgs) -> Outcome<SpokenOptions> {
    Ok(SpokenOptions {
        variant: Variant::from_tag(&args.variant),
        mode: args.mode.into(),
        inclusive: args.inclusive.into(),
        topic: args.context.into(),
        emoji: args.emoji.into(),
        passages: args.passages.into(),
        pronunciations: lists::load(ui, &args.pronunciations)?,
        ..SpokenOptions::default()
    })
}

/// What is said for a line, and the links to it.
struct Said {
    /// The line, `\n` written in it taken for a line break.
    source: String,
    text: String,
    links: Vec<Link>,
    pronounced: Vec<Pronounced>,
}

impl Said {
    fn new(line: &str, options: &SpokenOptions) -> Self {
        let source = line.replace("\\n", "\n");
        let spoken = spoken_form(&source, options);
        let links = spoken.map.links().collect();
        Self { source, text: spoken.text, links, pronounced: spoken.pronounced }
    }

    fn break_line(&mut self, name: &str) {
        let (at, from) = (self.source.len(), self.text.len());
        self.text.push(' ');
        self.text.push_str(name);
        self.links.push(Link {
            source: Utf8Range::new(at, at),
            spoken: Utf8Range::new(from, self.text.len()),
            kind: LinkKind::Replaced,
        });
    }

    fn object<'s>(&'s self, args: &SpokenArgs) -> SpokenObject<'s> {
        let source = UnitMap::new(args.unit.into(), &self.source);
        let spoken = UnitMap::new(args.unit.into(), &self.text);
        let map = self.links.iter().map(|link| LinkObject {
            source: source.range(link.source),
            spoken: spoken.range(link.spoken),
            kind: match link.kind {
                LinkKind::Copied => "copied",
                LinkKind::Replaced => "replaced",
            },
        });
        let pronounced = self.pronounced.iter().map(|part| PronouncedObject {
            spoken: spoken.range(part.spoken),
            list: &part.origin.list,
            line: part.origin.line,
            ipa: part.reading.as_ref().map(clairvoix::text::reading::Reading::ipa),
        });
        SpokenObject {
            written: &self.source,
            spoken: &self.text,
            unit: UnitName::from(args.unit).as_str(),
            map: map.collect(),
            pronounced: pronounced.collect(),
        }
    }
}
