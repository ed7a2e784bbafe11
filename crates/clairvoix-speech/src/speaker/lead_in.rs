//! The silence in which a voice begins is not waited for.

use super::Speaker;

/// Quieter than this, 50 dB below the loudest there can be, nothing is heard.
const QUIET: u16 = 100;
/// So much is left out at most, in ms: a voice that whispers is not cut.
const LEFT_OUT_MS_MAX: u64 = 20;

/// The most frames to leave out of an utterance.
pub(super) fn frames_max(rate_hz: u32) -> u64 {
    LEFT_OUT_MS_MAX * u64::from(rate_hz) / 1000
}

impl Speaker {
    /// The samples from the first audible one on, where an utterance begins in silence; its marks come
    /// as much earlier. All of them anywhere else.
    pub(super) fn without_lead_in<'a>(&mut self, samples: &'a [i16]) -> &'a [i16] {
        let Some(saying) = self.saying.as_mut().filter(|s| s.lead_in > 0) else {
            return samples;
        };
        let quiet = samples.iter().take_while(|s| s.unsigned_abs() <= QUIET).count();
        let left_out = quiet.min(saying.lead_in as usize);
        let (before, rest) = samples.split_at_checked(left_out).unwrap_or((&[], samples));
        let frames = before.len() as u64;
        saying.lead_in = if rest.is_empty() { saying.lead_in - frames } else { 0 };
        saying.words_end = saying.words_end.saturating_sub(frames).max(saying.base);
        saying.track.leave_out(frames);
        self.schedule.bring_forward(saying.base, frames);
        rest
    }
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use super::*;
    use crate::{
        Engine as _, EngineEvent, EngineMark, EngineMarkKind, Input, Output, PlanOptions, Request,
        RequestId, SpeakMode, SpeechEvent, testing::FakeEngine,
    };
    use clairvoix_text::Utf8Range;

    /// What of `audio` is written, and the frames at which « oui » begins and ends, in a voice that
    /// marks it at 40 to 200.
    fn said(audio: &[&[i16]]) -> (Vec<i16>, Vec<u64>) {
        let mut speaker = Speaker::new(FakeEngine::default().voices().expect("its voices"));
        let options = PlanOptions::new("fr", FakeEngine::voice_id());
        let request = Request::new(RequestId(1), "oui", options);
        let outputs = speaker.handle(Input::Speak { request, mode: SpeakMode::Replace });
        let id = outputs
            .iter()
            .find_map(|o| if let Output::Begin(u) = o { Some(u.id) } else { None })
            .expect("an utterance");
        speaker.handle(Input::SinkOpened);
        let mark = EngineMark {
            kind: EngineMarkKind::Word,
            range: Utf8Range::new(0, 3),
            start_frame: 40,
            end_frame: 200,
            ipa: String::new(),
        };
        let marks = [EngineEvent::Mark(mark)];
        let pieces = audio.iter().map(|piece| EngineEvent::Audio(piece.to_vec()));
        for event in marks.into_iter().chain(pieces).chain([EngineEvent::Finished]) {
            speaker.handle(Input::Engine { id, event: Ok(event) });
        }
        let written = speaker.unwritten().to_vec();
        speaker.handle(Input::Written(written.len()));
        let events = speaker.handle(Input::Played(written.len() as u64));
        let frames = events.into_iter().filter_map(|o| match o {
            Output::Event(SpeechEvent::Mark { kind: crate::MarkKind::Word, frame, .. }) => {
                Some(frame)
            }
            _ => None,
        });
        (written, frames.collect())
    }

    #[test]
    fn the_first_audible_sample_is_the_first_that_is_written() {
        let silence = [20i16; 100];
        let sound = [3000i16; 100];
        let (written, word) = said(&[&silence, &sound]);
        assert_eq!((written, word), (sound.to_vec(), vec![0, 100]));
        let (written, word) = said(&[&silence[..30], &silence[..10], &sound, &silence]);
        assert_eq!(written, [&sound[..], &silence[..]].concat());
        assert_eq!(word, [0, 160]);
    }

    #[test]
    fn a_voice_that_whispers_is_not_cut() {
        let whisper = [50i16; 400];
        let max = frames_max(FakeEngine::default().voices().expect("its voices")[0].sample_rate_hz);
        let (written, _) = said(&[&whisper]);
        assert_eq!(written.len() as u64, 400 - max);
    }
}
