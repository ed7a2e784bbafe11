//! When the service ends: with the bus, or when nobody has needed it for a while.

use std::{
    future::poll_fn,
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use async_io::Timer;
use clairvoix_daemon::hub::Hub;
use zbus::Connection;

/// Returns when the bus is gone, or nobody has used the service for `idle`; zero never is.
pub(crate) async fn until_nobody_needs_it(connection: &Connection, hub: &Hub, idle: Duration) {
    let mut bus_gone = pin!(connection.closed());
    let mut nobody = pin!(unused(hub, idle));
    poll_fn(|context| {
        let over =
            bus_gone.as_mut().poll(context).is_ready() || nobody.as_mut().poll(context).is_ready();
        if over { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// Looks after so long whether anything happened since: no wake-up in between.
async fn unused(hub: &Hub, idle: Duration) {
    if idle.is_zero() {
        return std::future::pending().await;
    }
    let mut seen = hub.idleness();
    loop {
        Timer::at(Instant::now() + idle).await;
        let now = hub.idleness();
        if now.1 && now == seen {
            return;
        }
        seen = now;
    }
}
