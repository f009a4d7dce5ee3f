//! Fetching packages through the registries' own clients.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::Result;
use crate::manifest::{Package, Registry};

/// Asks the registry for the newest version and forgets the old digest.
pub(crate) fn move_to_latest(package: &mut Package, cache: &Path) -> Result<()> {
    let version = match package.registry {
        Registry::Npm => run(Command::new("npm").args(["view", &package.name, "version"]))?,
        Registry::PyPi => {
            // The client tells the newest version by the file that it fetches.
            let folder = cache.join("latest").join(&package.name);
            let file = download(&package.name, &folder)?;
            let name = file
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            name.split('-').nth(1).unwrap_or_default().to_owned()
        }
    };
    let version = version.trim();
    if version.is_empty() {
        return Err(format!("no version of {}", package.name).into());
    }
    if version != package.version {
        println!("{}: {} -> {version}", package.name, package.version);
        package.version = version.to_owned();
        package.sha256 = "-".to_owned();
    }
    Ok(())
}

/// Fetches, checks and unpacks a package, unless it lies in the cache.
pub(crate) fn fetch(package: &mut Package, cache: &Path) -> Result<()> {
    let folder = package.folder(cache);
    let packed = folder.join("packed");
    let file = match the_file(&packed) {
        Ok(file) => file,
        Err(_) => match package.registry {
            Registry::Npm => {
                fs::create_dir_all(&packed)?;
                let wanted = format!("{}@{}", package.name, package.version);
                run(Command::new("npm")
                    .args(["pack", "--silent", &wanted])
                    .current_dir(&packed))?;
                the_file(&packed)?
            }
            Registry::PyPi => download(&format!("{}=={}", package.name, package.version), &packed)?,
        },
    };
    let sha256 = sha256(&fs::read(&file)?);
    if package.sha256 == "-" {
        package.sha256 = sha256;
    } else if package.sha256 != sha256 {
        return Err(format!("{}: the registry serves {sha256}", package.name).into());
    }
    let unpacked = folder.join("unpacked");
    if unpacked.exists() {
        return Ok(());
    }
    fs::create_dir_all(&unpacked)?;
    match package.registry {
        Registry::Npm => run(Command::new("tar")
            .arg("xzf")
            .arg(&file)
            .arg("-C")
            .arg(&unpacked))?,
        Registry::PyPi => run(Command::new("python3")
            .args(["-m", "zipfile", "-e"])
            .args([&file, &unpacked]))?,
    };
    Ok(())
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect()
}

fn download(wanted: &str, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    run(Command::new("pip")
        .args([
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
        ])
        .arg(folder)
        .arg(wanted))?;
    the_file(folder)
}

fn the_file(folder: &Path) -> Result<PathBuf> {
    let mut files = fs::read_dir(folder)?;
    let file = files.next().ok_or("nothing was fetched")??;
    Ok(file.path())
}

fn run(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("{command:?} failed: {said}").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
