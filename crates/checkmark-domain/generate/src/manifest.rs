//! The packages that are read, each pinned to a version and to the digest of its file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;

pub(crate) struct Manifest {
    head: String,
    /// The day on which the versions were the newest.
    pub(crate) date: String,
    pub(crate) packages: Vec<Package>,
}

pub(crate) struct Package {
    pub(crate) registry: Registry,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    /// `-` until the file has been fetched once.
    pub(crate) sha256: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Registry {
    Npm,
    PyPi,
}

impl Manifest {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)?;
        let mut manifest = Self {
            head: String::new(),
            date: String::new(),
            packages: Vec::new(),
        };
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields[..] {
                _ if line.starts_with('#') => manifest.head.extend([line, "\n"]),
                ["date", date] => manifest.date = date.to_owned(),
                [registry, name, version, licence, sha256] => manifest.packages.push(Package {
                    registry: match registry {
                        "npm" => Registry::Npm,
                        "pypi" => Registry::PyPi,
                        _ => return Err(format!("unknown registry in `{line}`").into()),
                    },
                    name: name.to_owned(),
                    version: version.to_owned(),
                    licence: licence.to_owned(),
                    sha256: sha256.to_owned(),
                }),
                _ => return Err(format!("not a package: `{line}`").into()),
            }
        }
        Ok(manifest)
    }

    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let mut text = format!("{}date\t{}\n", self.head, self.date);
        for package in &self.packages {
            let Package {
                name,
                version,
                licence,
                sha256,
                ..
            } = package;
            let registry = package.registry.as_str();
            text += &format!("{registry}\t{name}\t{version}\t{licence}\t{sha256}\n");
        }
        Ok(fs::write(path, text)?)
    }

    pub(crate) fn package(&self, registry: Registry, name: &str) -> Result<&Package> {
        self.packages
            .iter()
            .find(|package| package.registry == registry && package.name == name)
            .ok_or_else(|| format!("sources.tsv does not name {name}").into())
    }
}

impl Package {
    /// Where the package lies when it is unpacked.
    pub(crate) fn folder(&self, cache: &Path) -> PathBuf {
        let name = self.name.replace(['@', '/'], "_");
        cache.join(format!(
            "{}-{name}-{}",
            self.registry.as_str(),
            self.version
        ))
    }
}

impl Registry {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Npm => "npm",
            Self::PyPi => "pypi",
        }
    }
}
