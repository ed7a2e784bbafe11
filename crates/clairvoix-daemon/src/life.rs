//! When the service ends: with the bus, or when nobody has needed it for a while.

use std::{
    future::poll_fn,
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use async_io::Timer;
use clairvoix_daemon::{bus::Service, hub::Hub};

/// Returns when the bus is gone, or nobody has used the service for `idle`; zero never is.
pub(crate) async fn until_nobody_needs_it(service: &Service, hub: &Hub, idle: Duration) {
    let mut bus_gone = pin!(service.over());
    let mut nobody = pin!(unused(hub, idle));
    let mut profiles = pin!(followed(hub));
    let reason = poll_fn(|context| {
        let _ = profiles.as_mut().poll(context);
        if bus_gone.as_mut().poll(context).is_ready() {
            return Poll::Ready("the bus is gone");
        }
        nobody.as_mut().poll(context).map(|()| "nobody needs it")
    })
    .await;
    tracing::info!("ends: {reason}");
}

/// Tells clients what other programs change in the store of profiles; for ever.
async fn followed(hub: &Hub) -> std::convert::Infallible {
    hub.follow_profiles().await;
    std::future::pending().await
}

/// Once nobody needs it, looks after so long whether anything happened since: no wake-up in between, and none
/// as long as somebody needs it.
async fn unused(hub: &Hub, idle: Duration) {
    if idle.is_zero() {
        return std::future::pending().await;
    }
    loop {
        hub.unneeded().await;
        let seen = hub.idleness();
        Timer::at(Instant::now() + idle).await;
        if seen.1 && hub.idleness() == seen {
            return;
        }
    }
}
