//! The portal: one process, on loopback.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use portal::Options;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

fn main() -> ExitCode {
    let options = match Options::read(std::env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{}", portal::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("portal: {error}");
            return ExitCode::from(2);
        }
    };
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr);
    // Of what libraries say about names and mailboxes nothing is kept.
    let ours = Targets::new().with_target("portal", Level::INFO);
    if std::io::stderr().is_terminal() {
        log.compact().finish().with(ours).init();
    } else {
        log.json().finish().with(ours).init();
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("portal: no threads: {}", error.kind());
            return ExitCode::FAILURE;
        }
    };
    let told = options.staff_password.is_some();
    runtime.block_on(async {
        let running = match portal::start(options).await {
            Ok(running) => running,
            Err(error) => {
                eprintln!("portal: {error}");
                return ExitCode::FAILURE;
            }
        };
        println!("listening on http://{}/", running.address());
        if !told {
            println!("staff password: {}", running.staff_password());
        }
        asked_to_stop().await;
        running.stop().await;
        ExitCode::SUCCESS
    })
}

/// Waits for an interrupt, or for what a service manager sends.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
