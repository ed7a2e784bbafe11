//! The worker protocol: what is written is read back.

use clairvoix_speech::protocol::{
    Decoded, FRAME_BYTES_MAX, FaultCode, MarkResponse, Ready, Request, Response, SAMPLES_MAX,
    Sandbox, SpeakRequest, TEXT_BYTES_MAX, decode_request, decode_response,
};
use clairvoix_speech::{EngineMark, EngineMarkKind, Timing, UtteranceWord, Voice, VoiceId};
use clairvoix_text::Utf8Range;
use proptest::prelude::*;

fn speak() -> impl Strategy<Value = SpeakRequest> {
    let words = prop::collection::vec(("[a-zé'😀-]{0,8}", "[aɛ̃ʁ]{0,6}", "[ ,.]{0,2}"), 0..12);
    (any::<u64>(), words, any::<u32>(), any::<u32>()).prop_map(|(utterance, parts, rate, pitch)| {
        let mut text = String::new();
        let mut words = Vec::new();
        for (word, ipa, gap) in parts {
            let start = text.len();
            text.push_str(&word);
            words.push(UtteranceWord { range: Utf8Range::new(start, text.len()), ipa });
            text.push_str(&gap);
        }
        SpeakRequest { utterance, text, words, rate_milli: rate, pitch_milli: pitch }
    })
}

fn request() -> impl Strategy<Value = Request> {
    prop_oneof![
        any::<u16>().prop_map(|version| Request::Hello { version }),
        "[a-z0-9-]{0,64}".prop_map(|voice| Request::LoadVoice { voice }),
        speak().prop_map(Request::Speak),
        any::<u64>().prop_map(|utterance| Request::Cancel { utterance }),
        Just(Request::Shutdown),
    ]
}

fn timing() -> impl Strategy<Value = Timing> {
    prop_oneof![Just(Timing::Exact), Just(Timing::Estimated), Just(Timing::None)]
}

fn voice() -> impl Strategy<Value = Voice> {
    ("[a-z0-9._-]{1,64}", "[a-zA-Z-]{0,8}", "\\PC{0,20}", any::<u32>(), timing()).prop_map(
        |(id, language, label, sample_rate_hz, timing)| Voice {
            id: VoiceId::try_new(&id).expect("the pattern is a valid name"),
            language,
            label,
            sample_rate_hz,
            timing,
        },
    )
}

fn ready() -> impl Strategy<Value = Response> {
    (any::<u16>(), "\\PC{0,16}", any::<[bool; 4]>(), prop::collection::vec(voice(), 0..7)).prop_map(
        |(version, engine, [landlock, seccomp, rlimits, nnp], voices)| {
            Response::Ready(Ready {
                version,
                engine,
                sandbox: Sandbox { landlock, seccomp, rlimits, no_new_privileges: nnp },
                voices,
            })
        },
    )
}

fn mark() -> impl Strategy<Value = Response> {
    (
        any::<u64>(),
        any::<bool>(),
        0..9000usize,
        0..9000usize,
        0..1u64 << 40,
        0..1u64 << 40,
        "\\PC{0,9}",
    )
        .prop_map(|(utterance, word, start, length, frame, frames, ipa)| {
            Response::Mark(MarkResponse {
                utterance,
                mark: EngineMark {
                    kind: if word { EngineMarkKind::Word } else { EngineMarkKind::Phoneme },
                    range: Utf8Range::new(start, start + length),
                    start_frame: frame,
                    end_frame: frame + frames,
                    ipa,
                },
            })
        })
}

fn response() -> impl Strategy<Value = Response> {
    prop_oneof![
        ready(),
        mark(),
        ("[a-z0-9-]{0,64}", timing())
            .prop_map(|(voice, timing)| Response::VoiceLoaded { voice, timing }),
        (any::<u64>(), prop::collection::vec(any::<i16>(), 0..400))
            .prop_map(|(utterance, samples)| Response::Audio { utterance, samples }),
        any::<u64>().prop_map(|utterance| Response::Done { utterance }),
        (any::<u64>(), 0..900usize, 0..900usize, "\\PC{0,60}").prop_map(
            |(utterance, start, length, message)| Response::Skipped {
                utterance,
                range: Utf8Range::new(start, start + length),
                message,
            }
        ),
        (any::<u64>(), 0..3, "\\PC{0,60}").prop_map(|(utterance, code, message)| {
            Response::Fault {
                utterance,
                code: match code {
                    0 => FaultCode::InvalidRequest,
                    1 => FaultCode::NoVoice,
                    _ => FaultCode::Engine,
                },
                message,
            }
        }),
    ]
}

proptest! {
    #[test]
    fn requests_come_back(first in request(), second in request()) {
        let mut bytes = Vec::new();
        first.encode(&mut bytes)?;
        let cut = bytes.len();
        second.encode(&mut bytes)?;
        prop_assert_eq!(decode_request(&bytes)?, Decoded::Message { message: first, used: cut });
        let rest = bytes.split_off(cut);
        prop_assert_eq!(decode_request(&rest)?, Decoded::Message { message: second, used: rest.len() });
        for short in 0..rest.len() {
            prop_assert_eq!(decode_request(&rest[..short])?, Decoded::Incomplete);
        }
    }

    #[test]
    fn responses_come_back(message in response()) {
        let mut bytes = Vec::new();
        message.encode(&mut bytes)?;
        for short in 0..bytes.len() {
            prop_assert_eq!(decode_response(&bytes[..short])?, Decoded::Incomplete);
        }
        let used = bytes.len();
        prop_assert_eq!(decode_response(&bytes)?, Decoded::Message { message, used });
    }

    #[test]
    fn a_flipped_bit_is_survived(message in response(), at in any::<prop::sample::Index>(), bit in 0..8u8) {
        let mut bytes = Vec::new();
        message.encode(&mut bytes)?;
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let _ = decode_response(&bytes);
    }
}

#[test]
fn maxima_are_kept_by_both_ends() {
    let mut bytes = vec![1, 2, 3];
    let long = SpeakRequest {
        utterance: 1,
        text: "a".repeat(TEXT_BYTES_MAX + 1),
        words: Vec::new(),
        rate_milli: 1000,
        pitch_milli: 1000,
    };
    assert!(Request::Speak(long).encode(&mut bytes).is_err());
    let audio = Response::Audio { utterance: 1, samples: vec![0; SAMPLES_MAX + 1] };
    assert!(audio.encode(&mut bytes).is_err());
    assert_eq!(bytes, [1, 2, 3], "a refused message leaves nothing behind");
    let huge = u32::try_from(FRAME_BYTES_MAX + 1).expect("fits").to_le_bytes();
    assert!(decode_request(&huge).is_err(), "refused before it is awaited");
}

#[test]
fn words_must_lie_in_the_text_in_order() {
    let word = |start, end| UtteranceWord { range: Utf8Range::new(start, end), ipa: String::new() };
    for words in [
        vec![word(0, 9)],
        vec![word(1, 2)],
        vec![word(3, 4), word(0, 2)],
        vec![word(0, 3), word(2, 4)],
    ] {
        let speak = SpeakRequest {
            utterance: 1,
            text: "été".to_owned(),
            words,
            rate_milli: 1000,
            pitch_milli: 1000,
        };
        assert!(Request::Speak(speak.clone()).encode(&mut Vec::new()).is_err(), "{speak:?}");
    }
}
