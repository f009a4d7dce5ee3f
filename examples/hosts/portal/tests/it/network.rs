//! A name server and a mail server on loopback: the other side of the adapters, and no mocks of
//! them.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a name server says.
#[derive(Clone, Debug)]
pub(crate) enum Says {
    /// Mail exchanges with their preference.
    Mx(Vec<(u16, &'static str)>),
    /// An IPv4 address.
    A,
    /// A text.
    Txt(String),
    /// The name is there, and nothing of that type.
    Nothing,
    /// There is no such name.
    NoSuchName,
    /// The server could not find out.
    Failure,
    /// Silence.
    Silence,
}

/// A name server that answers from a table, and counts what it is asked.
#[derive(Clone)]
pub(crate) struct NameServer {
    pub(crate) address: SocketAddr,
    table: Arc<Mutex<Table>>,
}

#[derive(Default)]
struct Table {
    says: HashMap<(String, u16), Says>,
    asked: HashMap<(String, u16), usize>,
}

const A: u16 = 1;
const MX: u16 = 15;
const TXT: u16 = 16;

impl NameServer {
    pub(crate) fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("loopback has a port");
        let server = Self {
            address: socket.local_addr().expect("the port is known"),
            table: Arc::default(),
        };
        let table = Arc::clone(&server.table);
        thread::spawn(move || {
            let mut query = [0; 1500];
            while let Ok((length, from)) = socket.recv_from(&mut query) {
                let mut table = table.lock().expect("nobody panics with the table");
                if let Some(answer) = table.answer(&query[..length]) {
                    let _ = socket.send_to(&answer, from);
                }
            }
        });
        server
    }

    /// What it says about the mail exchanges of a domain.
    pub(crate) fn mx(&self, domain: &str, says: Says) {
        self.set(domain, MX, says);
    }

    /// That a domain has an address.
    pub(crate) fn a(&self, domain: &str) {
        self.set(domain, A, Says::A);
    }

    /// What text a domain has.
    pub(crate) fn txt(&self, domain: &str, text: String) {
        self.set(domain, TXT, Says::Txt(text));
    }

    /// How often it was asked for the mail exchanges of a domain.
    pub(crate) fn asked_mx(&self, domain: &str) -> usize {
        let table = self.table.lock().expect("nobody panics with the table");
        table
            .asked
            .get(&(domain.to_owned(), MX))
            .copied()
            .unwrap_or_default()
    }

    fn set(&self, domain: &str, kind: u16, says: Says) {
        let mut table = self.table.lock().expect("nobody panics with the table");
        table.says.insert((domain.to_owned(), kind), says);
    }
}

impl Table {
    fn answer(&mut self, query: &[u8]) -> Option<Vec<u8>> {
        let mut labels = Vec::new();
        let mut at = 12;
        while let Some(length) = query.get(at).copied().filter(|it| *it > 0) {
            let label = query.get(at + 1..at + 1 + usize::from(length))?;
            labels.push(String::from_utf8_lossy(label).to_ascii_lowercase());
            at += 1 + usize::from(length);
        }
        let kind = u16::from_be_bytes([*query.get(at + 1)?, *query.get(at + 2)?]);
        let question = query.get(12..at + 5)?;
        let key = (labels.join("."), kind);
        *self.asked.entry(key.clone()).or_default() += 1;
        let says = self.says.get(&key).cloned().unwrap_or(Says::Nothing);
        let (code, records): (u8, Vec<Vec<u8>>) = match says {
            Says::Silence => return None,
            Says::Failure => (2, Vec::new()),
            Says::NoSuchName => (3, Vec::new()),
            Says::Nothing => (0, Vec::new()),
            Says::A => (0, vec![vec![127, 0, 0, 1]]),
            Says::Txt(text) => {
                let mut data = vec![u8::try_from(text.len()).expect("texts are short")];
                data.extend(text.as_bytes());
                (0, vec![data])
            }
            Says::Mx(list) => {
                let record = |(preference, exchange): (u16, &str)| {
                    let mut data = preference.to_be_bytes().to_vec();
                    for label in exchange.split('.').filter(|it| !it.is_empty()) {
                        data.push(u8::try_from(label.len()).expect("labels are short"));
                        data.extend(label.as_bytes());
                    }
                    data.push(0);
                    data
                };
                (0, list.into_iter().map(record).collect())
            }
        };
        let mut answer = query.get(..2)?.to_vec();
        answer.extend([
            0x81,
            0x80 | code,
            0,
            1,
            0,
            u8::try_from(records.len()).ok()?,
            0,
            0,
            0,
            0,
        ]);
        answer.extend(question);
        for data in records {
            // The name of the question, its type and class, an hour, and the data.
            answer.extend([0xc0, 12]);
            answer.extend(kind.to_be_bytes());
            answer.extend([0, 1, 0, 0, 0x0e, 0x10]);
            answer.extend(u16::try_from(data.len()).ok()?.to_be_bytes());
            answer.extend(data);
        }
        Some(answer)
    }
}

/// A mail as a server took it.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) to: String,
    pub(crate) id: String,
    pub(crate) text: String,
}

/// A mail server that takes everything, after it said so many times that it cannot now.
#[derive(Clone)]
pub(crate) struct MailServer {
    pub(crate) address: SocketAddr,
    mails: Arc<Mutex<Vec<Taken>>>,
    /// What it says to the next ones, before it takes one.
    nos: Arc<Mutex<Vec<&'static str>>>,
}

impl MailServer {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
        let server = Self {
            address: listener.local_addr().expect("the port is known"),
            mails: Arc::default(),
            nos: Arc::default(),
        };
        let accepting = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = accepting.clone();
                thread::spawn(move || server.talk(&stream));
            }
        });
        server
    }

    /// Says no to the next mails, in order.
    pub(crate) fn says(&self, nos: &[&'static str]) {
        nos.clone_into(&mut self.nos.lock().expect("nobody panics with the list"));
    }

    /// What was taken so far.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.mails
            .lock()
            .expect("nobody panics with the mails")
            .clone()
    }

    /// The code in the last mail to an address.
    pub(crate) fn code(&self, address: &str) -> Option<String> {
        let mails = self.mails.lock().expect("nobody panics with the mails");
        let mail = mails
            .iter()
            .rev()
            .find(|it| it.to == address && it.text.contains("code is "))?;
        let after = mail.text.split("code is ").nth(1)?;
        Some(after.chars().take_while(char::is_ascii_digit).collect())
    }

    fn talk(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        let mut writer = stream.try_clone().ok()?;
        writer.write_all(b"220 sink\r\n").ok()?;
        let mut to = String::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let verb = line.to_ascii_uppercase();
            let answer = if verb.starts_with("RCPT TO:") {
                let inside = line.split('<').nth(1).and_then(|it| it.split('>').next());
                inside.unwrap_or_default().clone_into(&mut to);
                let mut nos = self.nos.lock().ok()?;
                if nos.is_empty() {
                    "250 ok"
                } else {
                    nos.remove(0)
                }
            } else if verb.starts_with("DATA") {
                writer.write_all(b"354 go on\r\n").ok()?;
                let mut text = String::new();
                while !text.ends_with("\r\n.\r\n") {
                    if reader.read_line(&mut text).ok()? == 0 {
                        return None;
                    }
                }
                let id = text.lines().find_map(|it| it.strip_prefix("Message-ID: "));
                let taken = Taken {
                    to: to.clone(),
                    id: id.unwrap_or_default().to_owned(),
                    text,
                };
                self.mails.lock().ok()?.push(taken);
                "250 taken"
            } else if verb.starts_with("QUIT") {
                let _ = writer.write_all(b"221 bye\r\n");
                return None;
            } else {
                "250 sink"
            };
            writer.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
        }
    }
}
