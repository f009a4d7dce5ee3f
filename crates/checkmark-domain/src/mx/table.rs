//! The patterns.
//!
//! Sources: the vendors' set-up documents. A pattern is one line, and stands after the patterns that
//! are longer than itself and end as it does: so the first that covers an exchange is the longest.
//! Within that, what is met most often comes first.

use super::pattern::MxRole;

/// A line of the table; programs hold what [`packed`](super::packed) makes of it.
pub(super) struct Row {
    pub(super) text: &'static str,
    pub(super) provider: &'static str,
    pub(super) role: MxRole,
}

pub(super) const ROWS: &[Row] = &[
    // Google: mailboxes on domains of one's own; Gmail's own exchanges on another domain are Google's too.
    hosted("*.aspmx.l.google.com", "google"),
    hosted("smtp.google.com", "google"),
    hosted("*.gmail-smtp-in.l.google.com", "google"),
    hosted("*.gmr-smtp-in.l.google.com", "google"),
    hosted("aspmx2.googlemail.com", "google"),
    hosted("aspmx3.googlemail.com", "google"),
    hosted("aspmx4.googlemail.com", "google"),
    hosted("aspmx5.googlemail.com", "google"),
    hosted("aspmx2.l.google.com", "google"),
    hosted("aspmx3.l.google.com", "google"),
    hosted("aspmx4.l.google.com", "google"),
    hosted("aspmx5.l.google.com", "google"),
    token("*.mx-verification.google.com", "google"),
    misdirected("*.google.com", "google"),
    misdirected("*.googlemail.com", "google"),
    misdirected("*.psmtp.com", "google"),
    // Microsoft.
    hosted("*.mail.protection.outlook.com", "microsoft_365"),
    hosted("*.mx.microsoft", "microsoft_365"),
    hosted("*.mail.eo.outlook.com", "microsoft_365"),
    hosted("*.mail.protection.office365.us", "microsoft_365"),
    hosted("*.mail.protection.partner.outlook.cn", "microsoft_365"),
    consumer("*.olc.protection.outlook.com", "outlook"),
    token("*.msv1.invalid", "microsoft_365"),
    // Names that RFC 6761 keeps from existing, or from leading anywhere but home.
    token("*.invalid", "reserved"),
    token("*.localhost", "reserved"),
    // Mailbox providers that carry consumers' mail on exchanges of their own.
    hosted("mx-biz.mail.am0.yahoodns.net", "yahoo"),
    hosted("*.biz.mail.yahoo.com", "yahoo"),
    consumer("*.yahoodns.net", "yahoo"),
    consumer("*.mail.yahoo.co.jp", "yahoo"),
    consumer("*.mail.yahoo.com", "yahoo"),
    consumer("mx.yandex.ru", "yandex"),
    consumer("mxs.mail.ru", "mail_ru"),
    // Mailbox providers whose exchanges serve consumers and customers' own domains alike.
    hosted("*.zoho.com", "zoho"),
    hosted("*.zoho.eu", "zoho"),
    hosted("*.zoho.in", "zoho"),
    hosted("*.zoho.com.au", "zoho"),
    hosted("*.zoho.com.cn", "zoho"),
    hosted("*.zoho.jp", "zoho"),
    hosted("*.zohocloud.ca", "zoho"),
    hosted("*.zohomail.com", "zoho"),
    hosted("mail.protonmail.ch", "proton"),
    hosted("mailsec.protonmail.ch", "proton"),
    hosted("*.messagingengine.com", "fastmail"),
    hosted("mx01.mail.icloud.com", "icloud"),
    hosted("mx02.mail.icloud.com", "icloud"),
    hosted("mx.yandex.net", "yandex"),
    hosted("emx.mail.ru", "mail_ru"),
    hosted("*.tutanota.de", "tuta"),
    hosted("*.mailbox.org", "mailbox_org"),
    hosted("*.qq.com", "qq"),
    hosted("*.qiye.163.com", "netease"),
    hosted("*.ym.163.com", "netease"),
    hosted("*.netease.com", "netease"),
    hosted("*.runbox.com", "runbox"),
    hosted("*.startmail.com", "startmail"),
    hosted("*.mailfence.com", "mailfence"),
    hosted("*.seznam.cz", "seznam"),
    // Hosts.
    hosted("*.secureserver.net", "godaddy"),
    hosted("*.emailsrvr.com", "rackspace"),
    hosted("inbound-smtp.*.amazonaws.com", "aws"),
    hosted("*.privateemail.com", "namecheap"),
    hosted("*.titan.email", "titan"),
    hosted("*.hostinger.com", "hostinger"),
    forwarder("redirect.ovh.net", "ovh"),
    hosted("*.ovh.net", "ovh"),
    hosted("*.ovh.ca", "ovh"),
    hosted("*.gandi.net", "gandi"),
    hosted("*.ionos.de", "ionos"),
    hosted("*.ionos.com", "ionos"),
    hosted("*.ionos.es", "ionos"),
    hosted("*.ionos.fr", "ionos"),
    hosted("*.ionos.co.uk", "ionos"),
    hosted("*.ionos.it", "ionos"),
    hosted("*.kundenserver.de", "ionos"),
    hosted("*.perfora.net", "ionos"),
    hosted("*.rzone.de", "strato"),
    hosted("*.kasserver.com", "all_inkl"),
    hosted("*.ispgateway.de", "hosteurope"),
    hosted("*.agenturserver.de", "mittwald"),
    hosted("*.your-server.de", "hetzner"),
    hosted("*.locaweb.com.br", "locaweb"),
    hosted("*.one.com", "one_com"),
    hosted("*.loopia.se", "loopia"),
    hosted("*.hostedemail.com", "opensrs"),
    hosted("*.infomaniak.ch", "infomaniak"),
    hosted("*.migadu.com", "migadu"),
    hosted("*.mxhichina.com", "alibaba"),
    hosted("*.aliyun.com", "alibaba"),
    hosted("*.mailhostbox.com", "mailhostbox"),
    hosted("*.mxroute.com", "mxroute"),
    hosted("*.mxlogin.com", "mxroute"),
    hosted("*.dreamhost.com", "dreamhost"),
    hosted("*.serverdata.net", "intermedia"),
    hosted("*.netcup.net", "netcup"),
    hosted("*.udag.de", "united_domains"),
    hosted("*.domeneshop.no", "domeneshop"),
    hosted("*.simply.com", "simply"),
    hosted("*.zonemx.eu", "zone"),
    hosted("*.zone.eu", "zone"),
    hosted("*.transip.email", "transip"),
    hosted("*.aruba.it", "aruba"),
    hosted("*.register.it", "register_it"),
    hosted("*.kinghost.net", "kinghost"),
    hosted("*.serviciodecorreo.es", "acens"),
    hosted("*.home.pl", "home_pl"),
    hosted("*.nazwa.pl", "nazwa"),
    hosted("*.forpsi.com", "forpsi"),
    hosted("*.sakura.ne.jp", "sakura"),
    hosted("*.worksmobile.com", "worksmobile"),
    hosted("*.dinaserver.com", "dinahosting"),
    hosted("*.posteo.de", "posteo"),
    // Security gateways: the mailboxes lie behind, out of sight.
    gateway("*.pphosted.com", "proofpoint"),
    gateway("*.ppops.net", "proofpoint"),
    gateway("*.ppe-hosted.com", "proofpoint_essentials"),
    gateway("*.mimecast.com", "mimecast"),
    gateway("*.mimecast.co.za", "mimecast"),
    gateway("*.mimecast-offshore.com", "mimecast"),
    gateway("*.barracudanetworks.com", "barracuda"),
    gateway("*.iphmx.com", "cisco"),
    gateway("*.trendmicro.com", "trend_micro"),
    gateway("*.trendmicro.eu", "trend_micro"),
    gateway("*.sophos.com", "sophos"),
    gateway("*.reflexion.net", "sophos"),
    gateway("*.hornetsecurity.com", "hornetsecurity"),
    gateway("*.antispameurope.com", "hornetsecurity"),
    gateway("*.zerospam.ca", "hornetsecurity"),
    gateway("*.messagelabs.com", "symantec"),
    gateway("*.mailcontrol.com", "forcepoint"),
    gateway("*.fireeyecloud.com", "trellix"),
    gateway("*.fortimailcloud.com", "fortinet"),
    gateway("*.fortimail.com", "fortinet"),
    gateway("*.seppmail.cloud", "seppmail"),
    gateway("*.titanhq.com", "titanhq"),
    gateway("*.spamtitan.com", "titanhq"),
    gateway("*.topsec.com", "topsec"),
    gateway("*.mailanyone.net", "vipre"),
    gateway("*.electric.net", "vipre"),
    gateway("*.mx25.net", "vipre"),
    gateway("*.spamexperts.com", "n_able"),
    gateway("*.spamexperts.eu", "n_able"),
    gateway("*.spamexperts.net", "n_able"),
    gateway("*.antispamcloud.com", "n_able"),
    gateway("*.mtaroutes.com", "n_able"),
    gateway("*.arsmtp.com", "appriver"),
    gateway("*.nospamproxy.com", "nospamproxy"),
    gateway("*.vadesecure.com", "vade"),
    gateway("*.mailinblack.com", "mailinblack"),
    gateway("*.mailspamprotection.com", "siteground"),
    gateway("*.retarus.com", "retarus"),
    gateway("*.mailguard.com.au", "mailguard"),
    gateway("*.smxemail.com", "smx"),
    gateway("*.mxthunder.net", "mxthunder"),
    gateway("*.mxthunder.com", "mxthunder"),
    gateway("*.esvacloud.com", "libraesva"),
    gateway("*.mxlogic.net", "mx_logic"),
    gateway("*.mxrecord.io", "cloudflare"),
    gateway("*.mxrecord.mx", "cloudflare"),
    gateway("*.cf-emailsecurity.net", "cloudflare"),
    gateway("*.mailmarshal.cloud", "trustwave"),
    gateway("*.heimdalsecurity.com", "heimdal"),
    gateway("*.mailroute.net", "mailroute"),
    gateway("*.emailservice.io", "mailprotector"),
    gateway("*.emailservice.co", "mailprotector"),
    gateway("*.emailservice.cc", "mailprotector"),
    gateway("*.spamhero.com", "spamhero"),
    gateway("*.securence.com", "securence"),
    gateway("*.mailchannels.net", "mailchannels"),
    gateway("*.expurgate.net", "cyren"),
    gateway("*.expurgate.de", "cyren"),
    gateway("*.snwlhosted.com", "sonicwall"),
    gateway("*.altospam.com", "altospam"),
    gateway("*.ik2.com", "mx_guarddog"),
    gateway("*.staysecuregroup.com", "staysecure"),
    gateway("*.staysecuregroup.net", "staysecure"),
    gateway("*.comendosystems.com", "staysecure"),
    gateway("*.d-fence.eu", "d_fence"),
    // Forwarders, relays and programs: the mail may end anywhere.
    forwarder("*.mx.cloudflare.net", "cloudflare"),
    forwarder("mx1.improvmx.com", "improvmx"),
    forwarder("mx2.improvmx.com", "improvmx"),
    forwarder("*.forwardemail.net", "forwardemail"),
    forwarder("*.registrar-servers.com", "namecheap"),
    forwarder("*.simplelogin.co", "simplelogin"),
    forwarder("*.anonaddy.me", "addy"),
    forwarder("*.addy.io", "addy"),
    forwarder("*.duck.com", "duckduckgo"),
    forwarder("*.mozmail.com", "firefox_relay"),
    forwarder("*.mailgun.org", "mailgun"),
    forwarder("mx.sendgrid.net", "sendgrid"),
    forwarder("inbound.postmarkapp.com", "postmark"),
    forwarder("parse.mailjet.com", "mailjet"),
    forwarder("*.sparkpostmail.com", "sparkpost"),
    forwarder("*.in.mandrillapp.com", "mandrill"),
    // Mailboxes made to be thrown away.
    disposable("mail.mailinator.com", "mailinator"),
    disposable("mail2.mailinator.com", "mailinator"),
    disposable("in.mail.tm", "mail_tm"),
    disposable("mx.temp-mail.io", "temp_mail"),
    disposable("mx2.temp-mail.io", "temp_mail"),
    disposable("prd-smtp.10minutemail.com", "10minutemail"),
    disposable("*.yopmail.com", "yopmail"),
    disposable("mailnesia.com", "mailnesia"),
    disposable("mx.discard.email", "discard_email"),
    disposable("mx.moakt.com", "moakt"),
    disposable("mx1.1secmail.com", "1secmail"),
    disposable("mx2.1secmail.com", "1secmail"),
    disposable("emailfake.com", "emailfake"),
    disposable("generator.email", "generator_email"),
    disposable("*.fakemailgenerator.com", "fakemailgenerator"),
];

const fn hosted(text: &'static str, provider: &'static str) -> Row {
    row(text, provider, MxRole::Hosted)
}

const fn consumer(text: &'static str, provider: &'static str) -> Row {
    row(text, provider, MxRole::Consumer)
}

const fn gateway(text: &'static str, provider: &'static str) -> Row {
    row(text, provider, MxRole::Gateway)
}

const fn forwarder(text: &'static str, provider: &'static str) -> Row {
    row(text, provider, MxRole::Forwarder)
}

const fn disposable(text: &'static str, provider: &'static str) -> Row {
    row(text, provider, MxRole::Disposable)
}

const fn token(text: &'static str, provider: &'static str) -> Row {
    row(text, provider, MxRole::Token)
}

const fn misdirected(text: &'static str, provider: &'static str) -> Row {
    row(text, provider, MxRole::Misdirected)
}

const fn row(text: &'static str, provider: &'static str, role: MxRole) -> Row {
    Row {
        text,
        provider,
        role,
    }
}
