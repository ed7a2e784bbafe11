//! The loudspeaker, through cpal: PulseAudio and PipeWire first, then ALSA; WASAPI and CoreAudio
//! elsewhere. Why these settings: docs/adr/0051.

use std::{
    cell::Cell,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use clairvoix_speech::{AudioFormat, AudioSink, Error, ErrorKind};
use cpal::{
    BufferSize, Data, FromSample, HostId, OutputCallbackInfo, SampleFormat, SizedSample,
    StreamConfig,
    traits::{DeviceTrait, HostTrait, StreamTrait},
};

use super::{clock::PlayClock, ring::Ring};

/// How long a sound server may take to answer.
const ANSWER_TIME: Duration = Duration::from_secs(2);

/// How [`CpalSink`] uses the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpalOptions {
    /// The name of the device to play on, as [`output_devices`] gives it. Where it is not there, and
    /// without a name, it is the system's own choice: speech is never lost with a headset.
    pub device: Option<String>,
    /// What the device asks for at once, in ms; it holds up to twice that.
    pub period_ms: u32,
    /// How much is kept ready for it, in ms: the longest the player may be late.
    pub ready_ms: u32,
}

impl Default for CpalOptions {
    fn default() -> Self {
        Self { device: None, period_ms: 10, ready_ms: 400 }
    }
}

/// The names of the devices that sound can go to.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when there is no sound system.
pub fn output_devices() -> Result<Vec<String>, Error> {
    let mut sink = CpalSink::new(CpalOptions::default());
    let devices = sink.host()?.output_devices().map_err(|e| unavailable(&e.to_string()))?;
    Ok(devices.filter_map(|device| name(&device)).collect())
}

fn name(device: &cpal::Device) -> Option<String> {
    device.description().ok().map(|description| description.name().to_owned())
}

/// The output device that was chosen, or the default one.
///
/// The device is held only between [`AudioSink::open`] and [`AudioSink::close`]; the connection to
/// the sound server is kept, idle.
pub struct CpalSink {
    options: CpalOptions,
    host: Option<cpal::Host>,
    /// After a loss: where the device was, so that no other system is tried meanwhile.
    lost_host: Option<HostId>,
    open: Option<Open>,
}

struct Open {
    device: cpal::Device,
    config: StreamConfig,
    sample_format: SampleFormat,
    /// Started by the first frame written: a stream that waits for sound plays silence, and sound
    /// that comes then is heard only after it.
    stream: Option<cpal::Stream>,
    format: AudioFormat,
    shared: Arc<Shared>,
    written: u64,
    /// The most that was told.
    played: Cell<u64>,
}

/// What the device's callbacks share with the player.
struct Shared {
    ring: Ring,
    clock: PlayClock,
    /// Set by the error callback, which is not the one that must never wait.
    lost: Mutex<Option<String>>,
}

impl CpalSink {
    /// A sink that has not touched any device yet.
    #[must_use]
    pub fn new(options: CpalOptions) -> Self {
        Self { options, host: None, lost_host: None, open: None }
    }

    fn host(&mut self) -> Result<&cpal::Host, Error> {
        if self.host.is_none() {
            #[cfg(target_os = "linux")]
            super::linux::prepare();
            self.host = Some(match self.lost_host {
                Some(id) => cpal::host_from_id(id).map_err(|e| unavailable(&e.to_string()))?,
                None => cpal::default_host(),
            });
        }
        self.host.as_ref().ok_or_else(|| unavailable("no sound system"))
    }

    fn try_open(&mut self, format: AudioFormat) -> Result<Open, Error> {
        let options = self.options.clone();
        let host = self.host()?;
        let named = options.device.as_deref().and_then(|wanted| {
            let mut devices = host.output_devices().ok()?;
            devices.find(|device| name(device).as_deref() == Some(wanted))
        });
        let device = named
            .or_else(|| host.default_output_device())
            .ok_or_else(|| unavailable("none is there"))?;
        let (channels, sample_format) = choose(&device, format)?;
        let frames = |ms: u32| format.sample_rate_hz.saturating_mul(ms) / 1000;
        let shared = Arc::new(Shared {
            ring: Ring::new(frames(options.ready_ms)),
            clock: PlayClock::new(format.sample_rate_hz),
            lost: Mutex::new(None),
        });
        let config = StreamConfig {
            channels,
            sample_rate: format.sample_rate_hz,
            buffer_size: BufferSize::Fixed(frames(options.period_ms).max(1)),
        };
        Ok(Open {
            device,
            config,
            sample_format,
            stream: None,
            format,
            shared,
            written: 0,
            played: Cell::new(0),
        })
    }
}

impl Open {
    fn start(&self) -> Result<cpal::Stream, cpal::Error> {
        let channels = usize::from(self.config.channels);
        let errors = Arc::clone(&self.shared);
        let stream = self.device.build_output_stream_raw(
            self.config,
            self.sample_format,
            callback(Arc::clone(&self.shared), self.sample_format, channels),
            move |error| errors.note(&error),
            Some(ANSWER_TIME),
        )?;
        stream.play()?;
        Ok(stream)
    }
}

/// Channels and sample format for a device: one channel and 16 bits where it can.
fn choose(device: &cpal::Device, format: AudioFormat) -> Result<(u16, SampleFormat), Error> {
    let rate = format.sample_rate_hz;
    let ranges = device.supported_output_configs().map_err(|e| unavailable(&e.to_string()))?;
    ranges
        .filter(|r| (r.min_sample_rate()..=r.max_sample_rate()).contains(&rate))
        .filter(|r| matches!(r.sample_format(), SampleFormat::I16 | SampleFormat::F32))
        .map(|r| (r.channels(), r.sample_format()))
        .min_by_key(|&(channels, sample)| (channels, sample != SampleFormat::I16))
        .ok_or_else(|| unavailable(&format!("it does not play {rate} samples a second")))
}

type Callback = Box<dyn FnMut(&mut Data, &OutputCallbackInfo) + Send>;

fn callback(shared: Arc<Shared>, sample_format: SampleFormat, channels: usize) -> Callback {
    match sample_format {
        SampleFormat::F32 => Box::new(move |data, info| fill::<f32>(&shared, channels, data, info)),
        _ => Box::new(move |data, info| fill::<i16>(&shared, channels, data, info)),
    }
}

/// The device's callback: no allocation, no lock, no wait.
fn fill<T: SizedSample + FromSample<i16>>(
    shared: &Shared,
    channels: usize,
    data: &mut Data,
    info: &OutputCallbackInfo,
) {
    let Some(out) = data.as_slice_mut::<T>() else {
        return;
    };
    let channels = channels.max(1);
    let frames = out.len() / channels;
    let taken = shared.ring.take(frames, |index, sample| {
        let first = index * channels;
        if let Some(frame) = out.get_mut(first..first + channels) {
            frame.fill(T::from_sample(sample));
        }
    });
    if taken > 0 {
        let times = info.timestamp();
        let latency = times.playback.saturating_duration_since(times.callback);
        shared.clock.take(taken, frames, latency);
    }
    if let Some(rest) = out.get_mut(taken * channels..) {
        rest.fill(T::EQUILIBRIUM);
    }
}

impl Shared {
    fn note(&self, error: &cpal::Error) {
        match error.kind() {
            // Sound goes on.
            cpal::ErrorKind::Xrun
            | cpal::ErrorKind::RealtimeDenied
            | cpal::ErrorKind::DeviceChanged => {}
            _ => {
                let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
                lost.get_or_insert_with(|| error.to_string());
            }
        }
    }

    fn lost(&self) -> Option<Error> {
        let lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        lost.as_ref().map(|why| {
            Error::new(ErrorKind::DeviceLost, format!("the sound device went away: {why}"))
        })
    }
}

impl AudioSink for CpalSink {
    fn open(&mut self, format: AudioFormat) -> Result<(), Error> {
        if self.open.as_ref().is_some_and(|o| o.format == format && o.shared.lost().is_none()) {
            return Ok(());
        }
        self.close();
        // A kept connection may have died unnoticed: then once more with a new one.
        let kept = self.host.is_some();
        let mut opened = self.try_open(format);
        if opened.is_err() {
            self.host = None;
            if kept {
                opened = self.try_open(format);
            }
        }
        match opened {
            Ok(open) => {
                self.open = Some(open);
                self.lost_host = None;
                Ok(())
            }
            Err(error) => {
                self.host = None;
                Err(error)
            }
        }
    }

    fn write(&mut self, samples: &[i16]) -> Result<usize, Error> {
        let Some(open) = &mut self.open else {
            return Ok(0);
        };
        if let Some(error) = open.shared.lost() {
            self.close();
            self.lost_host = self.host.take().map(|h| h.id());
            return Err(error);
        }
        let count = open.shared.ring.write(samples);
        open.written += count as u64;
        if open.stream.is_none() && count > 0 {
            match open.start() {
                Ok(stream) => open.stream = Some(stream),
                Err(error) => {
                    open.shared.note(&error);
                    return self.write(&[]);
                }
            }
        }
        Ok(count)
    }

    fn frames_played(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| {
            let played = open.shared.clock.played().min(open.written).max(open.played.get());
            open.played.set(played);
            played
        })
    }

    fn truncate(&mut self) -> u64 {
        self.open.as_mut().map_or(0, |open| {
            open.written -= open.shared.ring.truncate() as u64;
            open.written
        })
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            open.shared.ring.truncate();
            // Dropping the stream silences it; a sound server that hangs must not hold us up.
            thread::spawn(move || drop(open));
        }
    }
}

fn unavailable(why: &str) -> Error {
    Error::new(
        ErrorKind::Unavailable,
        format!(
            "no sound device can be used ({why}): check that headphones or loudspeakers are chosen \
             in the system's sound settings and that a sound server runs, or record to a file"
        ),
    )
}
