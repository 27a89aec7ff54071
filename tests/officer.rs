//! Whoever is named with `--officer` is asked first, on the screen and line by line; somebody unknown is told so.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;

use assert_cmd::Command;
use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use cobijo::vault::Role;
use cobijo::vault::{Vault, VaultError};
use office::{Office, PASSPHRASE, options, see};

fn start(office: &Office, officer: &str) -> Result<Driver, cobijo::runtime::RunError> {
    Driver::new(office.folder(), &Options { officer: Some(officer.to_owned()), ..options() }, (60, 18))
}

#[test]
fn the_unlock_begins_with_whoever_is_named() {
    let office = Office::filled(1, 1);
    office.add_officer("Ana Pech", Role::Officer);
    office.add_officer("L. Soto", Role::Officer);
    let mut driver = start(&office, "ana pech").unwrap();
    see(&mut driver, "Ana Pech");
    see(driver.press(Key::Down), "L. Soto");
    see(driver.press(Key::Down), "M. Ruiz");
    driver.press(Key::Down).letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "Ana Pech");
    see(driver.press(Key::Ctrl('l')), "Ana Pech");
}

#[test]
fn somebody_unknown_or_without_access_is_told_before_anything_is_asked() {
    let office = Office::filled(1, 1);
    office.add_officer("Ana Pech", Role::Officer);
    Vault::open(office.folder().path()).unwrap().vault.set_enabled(&office.key(), "Ana Pech", false).unwrap();
    let why = |officer| match start(&office, officer) {
        Err(cobijo::runtime::RunError::Vault(why)) => why,
        _ => panic!("{officer} is asked"),
    };
    assert!(matches!(why("Nadie"), VaultError::UnknownOfficer));
    assert!(matches!(why("Ana Pech"), VaultError::OfficerDisabled));
    let told = |officer, said: &str| {
        let mut command = Command::cargo_bin("cobijo").unwrap();
        command.env_remove("COBIJO_PASSPHRASE_FILE").args([
            "--lang",
            "es",
            "--lineal",
            "--officer",
            officer,
            "--store",
        ]);
        let run = command.arg(office.folder().path()).assert();
        let output = run.get_output();
        let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let is_asked = error.contains(said) || out.contains(said);
        assert!(is_asked, "{out}{error}");
        (output.status.code().unwrap(), out.contains("Contraseña"))
    };
    assert_eq!(told("Nadie", "Esa persona no tiene acceso"), (6, false));
    assert_eq!(told("Ana Pech", "está desactivado"), (6, false));
    assert!(told("m. ruiz", "Contraseña · M. Ruiz").1);
}
