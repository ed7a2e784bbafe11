//! The service's signals as events.

use clairvoix_speech::{Edge, Error, ErrorKind, MarkKind, RequestId, SpeechEvent};
use clairvoix_text::Utf8Range;
use zbus::{Message, zvariant::DynamicType};

/// What a signal tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum News {
    /// Something of a job, an event as soon as the request is known that it stands for.
    Job(u64, SpeechEvent),
    /// Something of the device.
    Device(SpeechEvent),
}

impl News {
    /// Whether it is the last news of its job.
    pub(super) const fn is_last(&self) -> bool {
        matches!(
            self,
            Self::Job(
                _,
                SpeechEvent::Finished { .. }
                    | SpeechEvent::Stopped { .. }
                    | SpeechEvent::Failed { .. }
            )
        )
    }
}

/// What a signal of `Speech1` tells, as an event of the request `of` gives for the job; nothing where it
/// is none of those we know, or malformed.
pub(super) fn read(message: &Message, of: impl Fn(u64) -> RequestId) -> Option<News> {
    let header = message.header();
    let member = header.member()?.as_str().to_owned();
    if let Some(event) = device(&member, message) {
        return Some(News::Device(event));
    }
    let (job, event) = job(&member, message, of)?;
    Some(News::Job(job, event))
}

fn body<T>(message: &Message) -> Option<T>
where
    T: for<'a> serde::Deserialize<'a> + DynamicType + zbus::zvariant::Type,
{
    message.body().deserialize::<T>().ok()
}

fn device(member: &str, message: &Message) -> Option<SpeechEvent> {
    match member {
        "DeviceLost" => {
            let cause = Error::new(ErrorKind::DeviceLost, body::<String>(message)?);
            Some(SpeechEvent::DeviceLost { cause })
        }
        "DeviceBack" => Some(SpeechEvent::DeviceBack),
        _ => None,
    }
}

fn job(
    member: &str,
    message: &Message,
    of: impl Fn(u64) -> RequestId,
) -> Option<(u64, SpeechEvent)> {
    let simple = |event: fn(RequestId) -> SpeechEvent| {
        let job = body::<u64>(message)?;
        Some((job, event(of(job))))
    };
    match member {
        "Started" => simple(|request| SpeechEvent::Started { request }),
        "Paused" => simple(|request| SpeechEvent::Paused { request }),
        "Resumed" => simple(|request| SpeechEvent::Resumed { request }),
        "Suspended" => simple(|request| SpeechEvent::Suspended { request }),
        "Finished" => simple(|request| SpeechEvent::Finished { request }),
        "Stopped" => simple(|request| SpeechEvent::Stopped { request }),
        "Interrupted" => {
            let (job, why) = body::<(u64, String)>(message)?;
            let cause = Error::new(ErrorKind::EngineFailed, why);
            Some((job, SpeechEvent::Interrupted { request: of(job), cause }))
        }
        "Failed" => {
            let (job, kind, why) = body::<(u64, String, String)>(message)?;
            let cause = Error::new(kind_of(&kind), why);
            Some((job, SpeechEvent::Failed { request: of(job), cause }))
        }
        "Skipped" => {
            let (job, from, to, why) = body::<(u64, u64, u64, String)>(message)?;
            let cause = Error::new(ErrorKind::EngineFailed, why);
            Some((job, SpeechEvent::Skipped { request: of(job), range: range(from, to)?, cause }))
        }
        "Mark" => {
            let (job, kind, start, from, to, frame) =
                body::<(u64, String, bool, u64, u64, u64)>(message)?;
            let kinds = [MarkKind::Sentence, MarkKind::Word, MarkKind::Syllable, MarkKind::Phoneme];
            let kind = kinds.into_iter().find(|k| k.name() == kind)?;
            let edge = if start { Edge::Start } else { Edge::End };
            let request = of(job);
            Some((job, SpeechEvent::Mark { request, edge, kind, range: range(from, to)?, frame }))
        }
        _ => None,
    }
}

fn range(from: u64, to: u64) -> Option<Utf8Range> {
    let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
    (from <= to).then(|| Utf8Range::new(from, to))
}

/// The kind of an error by the last part of its name on the bus.
pub(super) fn kind_of(name: &str) -> ErrorKind {
    match name {
        "InvalidInput" | "InvalidOption" | "InvalidText" | "LimitExceeded" => {
            ErrorKind::InvalidInput
        }
        "EngineFailed" => ErrorKind::EngineFailed,
        "DeviceLost" => ErrorKind::DeviceLost,
        "Io" => ErrorKind::Io,
        _ => ErrorKind::Unavailable,
    }
}
