//! A process that serves the router of battler-wamp: battler-wamp-peer <port>, with 0 for a free port. Prints its URL.

use battler_wamp::router::{
    EmptyConnectionPolicies, EmptyPubSubPolicies, EmptyRpcPolicies, RealmAuthenticationConfig,
    RealmConfig, RouterConfig, RouterLimitsConfig, new_web_socket_router,
};
use battler_wamp_uri::Uri;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let port = std::env::args().nth(1).unwrap_or_default().parse()?;
    let config = RouterConfig {
        port,
        realms: vec![RealmConfig {
            name: "realm1".to_owned(),
            uri: Uri::try_from("realm1")?,
            authentication: RealmAuthenticationConfig::default(),
        }],
        limits: unlimited(),
        ..RouterConfig::default()
    };
    let router = new_web_socket_router(
        config,
        Box::new(EmptyConnectionPolicies::default()),
        Box::new(EmptyPubSubPolicies::default()),
        Box::new(EmptyRpcPolicies::default()),
    )?;
    let (handle, served) = router.start().await?;
    println!("ws://{}/", handle.local_addr());
    Ok(served.await?)
}

/// The defaults end a connection after 30 messages at once, 10 a second, or a minute of silence.
fn unlimited() -> RouterLimitsConfig {
    RouterLimitsConfig {
        max_connections: None,
        max_connections_per_ip: None,
        max_message_size_bytes: 16 << 20,
        max_frame_size_bytes: 16 << 20,
        rate_limit_burst: 0,
        rate_limit_refill_per_sec: 0,
        idle_timeout: None,
        ..RouterLimitsConfig::default()
    }
}
