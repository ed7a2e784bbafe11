//! The protocol's codec: any bytes, cut anywhere.

use clairvoix_speechd::protocol::{
    Command, Decoder, Event, MessageKind, Reply, Step, TEXT_BYTES_MAX, VoiceLine, escape, unescape,
};
use proptest::prelude::*;

fn decode(bytes: &[u8]) -> Vec<Step> {
    Decoder::default().push(bytes)
}

fn speak(kind: MessageKind, text: &str) -> Step {
    Step::Command(Command::Speak { kind, text: text.to_owned() })
}

#[test]
fn commands_are_read() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let voices = |language: Option<&str>, variant: Option<&str>| {
        let (language, variant) = (language.map(str::to_owned), variant.map(str::to_owned));
        Step::Command(Command::ListVoices { language, variant })
    };
    let settings = vec![pair("rate", "20"), pair("language", "fr=BE"), pair("voice", "")];
    let text = Step::Reply(Reply::ReceivingMessage);
    let cases: &[(&str, Vec<Step>)] = &[
        ("INIT\n", vec![Step::Command(Command::Init)]),
        (
            "SPEAK\n<speak>a\n..b\n</speak>\n.\n",
            vec![text.clone(), speak(MessageKind::Text, "<speak>a\n.b\n</speak>")],
        ),
        ("SPEAK\n\n\n.\n", vec![text.clone(), speak(MessageKind::Text, "\n")]),
        ("CHAR\n.\n", vec![text.clone(), Step::Reply(Reply::CannotSpeak)]),
        ("CHAR\n..\n.\n", vec![text.clone(), speak(MessageKind::Character, ".")]),
        ("KEY\na\nb\n.\n", vec![text.clone(), Step::Reply(Reply::MoreThanOneLine)]),
        ("SOUND_ICON\nnew-mail\n.\n", vec![text, speak(MessageKind::SoundIcon, "new-mail")]),
        (
            "SET\nrate=20\nlanguage=fr=BE\nvoice=\n.\n",
            vec![Step::Reply(Reply::ReceivingSettings), Step::Command(Command::Set(settings))],
        ),
        (
            "SET\nrate\n.\n",
            vec![Step::Reply(Reply::ReceivingSettings), Step::Reply(Reply::BadSyntax)],
        ),
        (
            "AUDIO\naudio_output_method=server\n.\n",
            vec![
                Step::Reply(Reply::ReceivingAudioSettings),
                Step::Command(Command::Audio(vec![pair("audio_output_method", "server")])),
            ],
        ),
        ("LIST VOICES\n", vec![voices(None, None)]),
        ("LIST VOICES fr none\n", vec![voices(Some("fr"), Some("none"))]),
        (
            "DEBUG ON /tmp/file \nDEBUG OFF\n",
            vec![
                Step::Command(Command::Debug { on: true }),
                Step::Command(Command::Debug { on: false }),
            ],
        ),
        (
            "STOP\nPAUSE\nQUIT\n",
            vec![
                Step::Command(Command::Stop),
                Step::Command(Command::Pause),
                Step::Command(Command::Quit),
            ],
        ),
        (
            "\nstop\nLIST\nDEBUG\n",
            vec![
                Step::Reply(Reply::UnknownCommand),
                Step::Reply(Reply::UnknownCommand),
                Step::Reply(Reply::UnknownCommand),
                Step::Reply(Reply::BadSyntax),
            ],
        ),
        ("STO", vec![]),
    ];
    for (bytes, steps) in cases {
        assert_eq!(decode(bytes.as_bytes()), *steps, "{bytes:?}");
    }
}

#[test]
fn replies_and_events_are_as_the_manual_has_them() {
    let voice = |name: &str| VoiceLine {
        name: name.to_owned(),
        language: "fr-FR".to_owned(),
        variant: "none".to_owned(),
    };
    assert_eq!(Reply::Voices(vec![]).encode(), b"304 CANT LIST VOICES\n");
    let listed = Reply::Voices(vec![voice("a\tb"), voice("c")]).encode();
    assert_eq!(listed, b"200-a b\tfr-FR\tnone\n200-c\tfr-FR\tnone\n200 OK VOICE LIST SENT\n");
    let loaded = Reply::Loaded("ready\n299 not".to_owned()).encode();
    assert_eq!(loaded, b"299-ready 299 not\n299 OK LOADED SUCCESSFULLY\n");
    let mark = Event::IndexMark("__spd_0\n702 END".to_owned()).encode();
    assert_eq!(mark, b"700-__spd_0 702 END\n700 INDEX MARK\n");
    let audio = Event::Audio { sample_rate_hz: 16_000, samples: vec![0x0a7d, 1] }.encode();
    let expected = b"705-bits=16\n705-num_channels=1\n705-sample_rate=16000\n705-num_samples=2\n\
        705-big_endian=0\n705-AUDIO\0\x7d\x5d\x7d\x2a\x01\x00\n705 AUDIO\n";
    assert_eq!(audio, expected);
}

#[test]
fn a_text_has_a_greatest_length_and_what_follows_is_read() {
    for (length, line) in
        [(TEXT_BYTES_MAX, 70), (TEXT_BYTES_MAX + 1, 70), (TEXT_BYTES_MAX + 9, usize::MAX)]
    {
        let mut bytes = b"SPEAK\n".to_vec();
        bytes.extend((0..length).map(|at| if at % line == line - 1 { b'\n' } else { b'a' }));
        bytes.extend(b"\n.\nSTOP\n");
        let mut decoder = Decoder::default();
        let steps: Vec<Step> = bytes.chunks(10_000).flat_map(|bytes| decoder.push(bytes)).collect();
        assert_eq!(steps.len(), 3, "{length} {line}");
        let refused = steps[1] == Step::Reply(Reply::CannotSpeak);
        assert_eq!(refused, length > TEXT_BYTES_MAX, "{length} {line}");
        assert_eq!(steps[2], Step::Command(Command::Stop), "{length} {line}");
    }
}

/// Bytes that look like what the server writes.
fn lines() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "SPEAK",
        "CHAR",
        "KEY",
        "SET",
        "AUDIO",
        "LOGLEVEL",
        "STOP",
        "PAUSE",
        "LIST VOICES fr",
        "DEBUG ON x",
        "QUIT",
        ".",
        "..",
        "",
        "rate=1",
        "<speak>é</speak>",
        "=",
    ]);
    let line = prop_oneof![
        4 => words.prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..40),
    ];
    prop::collection::vec(line, 0..30).prop_map(|lines| lines.join(&b'\n'))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Where the bytes are cut changes nothing, and any can be read.
    #[test]
    fn bytes_may_be_cut_anywhere(bytes in lines(), cuts in prop::collection::vec(0..400usize, 0..6)) {
        let whole = decode(&bytes);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.sort_unstable();
        let mut decoder = Decoder::default();
        let mut steps = Vec::new();
        let mut at = 0;
        for cut in cuts.into_iter().chain([bytes.len()]) {
            steps.extend(decoder.push(&bytes[at..cut]));
            at = cut;
        }
        prop_assert_eq!(steps, whole);
    }

    #[test]
    fn any_text_is_read_as_it_was_sent(text in "[^\r]{1,60}") {
        let hidden: Vec<String> = text
            .split('\n')
            .map(|line| if line.starts_with('.') { format!(".{line}") } else { line.to_owned() })
            .collect();
        let steps = decode(format!("SPEAK\n{}\n.\n", hidden.join("\n")).as_bytes());
        prop_assert_eq!(&steps[1], &speak(MessageKind::Text, &text));
    }

    #[test]
    fn sound_is_hidden_and_found_again(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut line = Vec::new();
        escape(&bytes, &mut line);
        prop_assert!(!line.contains(&b'\n'));
        prop_assert_eq!(unescape(&line), Some(bytes));
    }
}
