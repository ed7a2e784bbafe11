//! Speech as a pupil's profile wants it.

use clairvoix_profile::Voice;
use clairvoix_speech::PlanOptions;

/// Gives the plan of a speech the speed, the pitch and the pauses of a profile. Which voice says it is
/// chosen before, among those there are ([`crate::speech::choose_voice`]).
///
/// ```
/// use clairvoix::{follow_voice, profile::Profile, speech::{PlanOptions, VoiceId}};
/// let mut settings = Profile::default().settings();
/// settings.voice.rate = 0.8;
/// let mut options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// follow_voice(&mut options, &settings.voice);
/// assert_eq!(options.rate, 0.8);
/// # Ok::<(), clairvoix::speech::Error>(())
/// ```
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounds are small")]
pub fn follow_voice(options: &mut PlanOptions, voice: &Voice) {
    options.rate = voice.rate as f32;
    options.pitch = voice.pitch as f32;
    options.pauses.word_ms = voice.pause_word_ms as u32;
    options.pauses.group_ms = voice.pause_group_ms as u32;
    options.pauses.sentence_ms = voice.pause_sentence_ms as u32;
    options.pauses.paragraph_ms = voice.pause_paragraph_ms as u32;
}
