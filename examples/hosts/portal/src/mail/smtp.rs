//! SMTP, by `lettre`.

use std::net::SocketAddr;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{Address, Message, SmtpTransport, Transport as _};

use super::Delivery;
use crate::store::Mail;

/// A mail server, and who the mails are from.
#[derive(Debug)]
pub(crate) struct Smtp {
    transport: SmtpTransport,
    from: Mailbox,
}

impl Smtp {
    /// A relay that is trusted with plain text: on this machine, or behind the host's own wall.
    pub(crate) fn relay(server: SocketAddr, from: &str) -> Option<Self> {
        let transport = SmtpTransport::builder_dangerous(server.ip().to_string())
            .port(server.port())
            .timeout(Some(Duration::from_secs(10)))
            .build();
        let from = Mailbox::new(None, from.parse().ok()?);
        Some(Self { transport, from })
    }

    /// Sends a mail. Its message id is made of the effect's key: sent twice, it is one message.
    pub(super) fn send(&self, mail: &Mail) -> Delivery {
        let Ok(to) = mail.to.parse::<Address>() else {
            return Delivery::Impossible;
        };
        let host = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.as_str())
            .message_id(Some(format!("<{}@{host}>", mail.key.replace(':', "."))))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone());
        let Ok(message) = message else {
            return Delivery::Impossible;
        };
        match self.transport.send(&message) {
            Ok(answer) if answer.is_positive() => Delivery::Sent,
            Ok(_) => Delivery::Later,
            Err(error) if error.is_permanent() => Delivery::Impossible,
            Err(_) => Delivery::Later,
        }
    }
}
