//! The one configuration: a documented TOML file, overridden by environment variables named `VINHDANH_…`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use app::shell::Organiser;
use domain::people::actor::Actor;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use services::entries::files::Quota;
use time::Duration;

/// Every setting, with the defaults of a first start on one machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the portal listens.
    pub listen: SocketAddr,
    /// The address people type; `https` makes cookies secure.
    pub address: String,
    /// The addresses or networks of our own proxies: only their `X-Forwarded-For` is believed.
    #[serde(with = "networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// Where `/metrics` is served, apart from the portal; empty means nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// Holds the database, the files and the signing key.
    pub data: PathBuf,
    /// Holds the built browser files.
    pub site: PathBuf,
    /// `sqlite://…` or `postgres://…`; empty means SQLite in `data`.
    pub database: String,
    /// `text` for people, `json` for machines.
    pub log: LogFormat,
    /// Shows the page of all components to everybody, not only to administrators: for tests of the browser.
    pub living_page: bool,
    pub organiser: Organiser,
    pub province: Province,
    pub mail: Mail,
    pub files: Files,
    pub bounds: Bounds,
    pub sessions: Sessions,
}

/// What differs from province to province, beside the programmes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Province {
    /// A JSON list of communes with `code`, `name` and `type`, taken at the first start; empty means none: units are imported.
    pub communes: PathBuf,
}

/// How long somebody stays signed in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sessions {
    /// Without a request for this long, the session ends.
    pub idle_hours: u16,
    /// So long after signing in it ends in any case, for everybody who holds a role.
    pub staff_hours: u16,
    /// The same for everybody else.
    pub member_days: u16,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle_hours: 8, staff_hours: 12, member_days: 30 }
    }
}

/// Where the files of entries are kept, and how much of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// A folder; empty means `files` in `data`, which backups include.
    pub folder: PathBuf,
    /// The most that one entry may keep, in MB.
    pub entry_mb: u32,
    /// The most that one person may keep in all entries, in MB.
    pub account_mb: u32,
}

impl Default for Files {
    fn default() -> Self {
        let Quota { entry_mb, account_mb } = Quota::default();
        Self { folder: PathBuf::new(), entry_mb, account_mb }
    }
}

/// How many may be connected, and how long they may take to say what they want.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounds {
    /// Connections at a time; each takes a file handle.
    pub connections: u16,
    /// Seconds for the head of a request, and for an idle connection to ask again.
    pub head_seconds: u16,
    /// Seconds a body that is being sent may pause.
    pub pause_seconds: u16,
    /// Seconds that somebody who sends a picture waits for its turn before hearing that the portal is busy.
    pub heavy_seconds: u16,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { connections: 800, head_seconds: 20, pause_seconds: 30, heavy_seconds: 20 }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// Outgoing mail. Without a server, letters wait in the outbox and are written to a folder.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `smtp://user:password@host:port`, or `smtps://…`; empty means the folder only.
    pub server: String,
    pub from: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            address: "http://127.0.0.1:3000".to_owned(),
            trusted_proxies: vec![],
            metrics_listen: None,
            data: PathBuf::from("data"),
            site: PathBuf::from("target/site"),
            database: String::new(),
            log: LogFormat::Text,
            living_page: false,
            organiser: Organiser {
                portal_name: "Vinh Danh".to_owned(),
                name: "Ban thư ký".to_owned(),
                phone: "0203 000 0000".to_owned(),
                email: "thu-ky@vi-du.example".to_owned(),
                hours: "7:30–17:00, thứ Hai đến thứ Sáu".to_owned(),
            },
            province: Province::default(),
            mail: Mail { server: String::new(), from: "Vinh Danh <khong-tra-loi@vi-du.example>".to_owned() },
            files: Files::default(),
            bounds: Bounds::default(),
            sessions: Sessions::default(),
        }
    }
}

impl Sessions {
    /// How long a session may stand without a request.
    pub fn idle(self) -> Duration {
        Duration::hours(self.idle_hours.into())
    }

    /// How long after signing in this person signs in again.
    pub fn longest(self, actor: &Actor) -> Duration {
        if actor.grants.is_empty() {
            Duration::days(self.member_days.into())
        } else {
            Duration::hours(self.staff_hours.into())
        }
    }
}

/// Reads `10.0.0.0/8` or a single address.
pub fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let network = text.parse().or_else(|_| text.parse().map(|address: IpAddr| IpNet::from(address)));
    network
        .map_err(|_| format!("`{text}` in `trusted_proxies` is no address or network such as 127.0.0.1 or 10.0.0.0/8"))
}

/// Networks as a list of texts.
mod networks {
    use super::{IpNet, network};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(networks: &[IpNet], out: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<String> = networks.iter().map(ToString::to_string).collect();
        texts.serialize(out)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<IpNet>, D::Error> {
        let texts = Vec::<String>::deserialize(input)?;
        texts.iter().map(|text| network(text).map_err(D::Error::custom)).collect()
    }
}

impl Config {
    /// Reads the file, if one is named, then the environment: `VINHDANH_MAIL__SERVER` sets `mail.server`.
    pub fn load(file: Option<&PathBuf>) -> Result<Self, String> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            if !file.is_file() {
                return Err(format!("the configuration file {} is not there", file.display()));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        let config: Self = figment
            .merge(Env::prefixed("VINHDANH_").ignore(&["test_postgres_url", "shared", "log_level"]).split("__"))
            .extract()
            .map_err(|err| format!("the configuration cannot be used: {err}"))?;
        config.check()?;
        Ok(config)
    }

    /// The address of the database.
    pub fn database_address(&self) -> String {
        if self.database.is_empty() {
            format!("sqlite://{}?mode=rwc", self.data.join("vinhdanh.sqlite").display())
        } else {
            self.database.clone()
        }
    }

    /// The folder of files.
    pub fn files_folder(&self) -> PathBuf {
        if self.files.folder.as_os_str().is_empty() { self.data.join("files") } else { self.files.folder.clone() }
    }

    /// Cookies go over HTTPS only when the portal is reached that way.
    pub fn is_secure(&self) -> bool {
        self.address.starts_with("https://")
    }

    /// What a proxy in front would break, as it is set now; nothing when all is well.
    pub fn proxy_warning(&self) -> Option<String> {
        let somebody_ends_tls = self.is_secure() && self.trusted_proxies.is_empty();
        somebody_ends_tls.then(|| {
            format!(
                "`address` is {}, so a proxy ends TLS in front of this portal, but `trusted_proxies` is empty: everybody behind \
                 the proxy shares one limit on wrong passwords. Set trusted_proxies = [\"127.0.0.1\"] (the address the proxy \
                 comes from)",
                self.address
            )
        })
    }

    fn check(&self) -> Result<(), String> {
        let known = ["", "sqlite:", "postgres:", "postgresql:"];
        if !known
            .iter()
            .any(|scheme| if scheme.is_empty() { self.database.is_empty() } else { self.database.starts_with(scheme) })
        {
            return Err("`database` must start with sqlite:// or postgres://".to_owned());
        }
        if !(self.address.starts_with("http://") || self.address.starts_with("https://")) {
            return Err("`address` must start with http:// or https://".to_owned());
        }
        let Sessions { idle_hours, staff_hours, member_days } = self.sessions;
        if [idle_hours, staff_hours, member_days].contains(&0) {
            return Err("`sessions.idle_hours`, `staff_hours` and `member_days` must be at least 1".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_setting_is_refused_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("vinhdanh.toml");
        std::fs::write(&file, "datbase = \"sqlite://x\"").expect("a file");
        let problem = Config::load(Some(&file)).expect_err("refused");
        assert!(problem.contains("datbase"), "{problem}");
    }

    #[test]
    fn proxies_are_addresses_or_networks_and_anything_else_stops_the_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("vinhdanh.toml");
        std::fs::write(&file, "trusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\", \"fd00::/8\"]").expect("a file");
        let config = Config::load(Some(&file)).expect("loaded");
        let texts: Vec<String> = config.trusted_proxies.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"]);
        std::fs::write(&file, "trusted_proxies = [\"nginx\"]").expect("a file");
        let problem = Config::load(Some(&file)).expect_err("refused");
        assert!(problem.contains("nginx") && problem.contains("trusted_proxies"), "{problem}");
    }

    #[test]
    fn https_without_a_known_proxy_is_warned_of() {
        let with = |address: &str, proxies: &[&str]| Config {
            address: address.to_owned(),
            trusted_proxies: proxies.iter().map(|text| network(text).expect("a network")).collect(),
            ..Config::default()
        };
        assert!(with("https://thi.vi-du.example", &[]).proxy_warning().is_some());
        assert!(with("https://thi.vi-du.example", &["127.0.0.1"]).proxy_warning().is_none());
        assert!(with("http://127.0.0.1:3000", &[]).proxy_warning().is_none());
    }
}
