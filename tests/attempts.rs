//! Wrong passphrases at the lock: the wait that grows, what is kept meanwhile, and what the officer is told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;
#[path = "common/pty.rs"]
mod pty;

use cobijo::runtime::Options;
use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::KdfParams;
use cobijo::vault::{Means, Vault};
use office::{NOW_MS, Office, PASSPHRASE, options, see};
use pty::Terminal;
use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

fn lock(office: &Office, now_ms: i64, size: (u16, u16)) -> Driver {
    Driver::new(office.folder(), &Options { now_ms: Some(now_ms), ..options() }, size).unwrap()
}

#[test]
fn the_wait_counts_down_what_was_typed_stays_and_the_officer_is_told() {
    let office = Office::filled(1, 1);
    let mut driver = lock(&office, NOW_MS, (80, 24));
    for _ in 0..3 {
        driver.letters("no es esta").press(Key::Enter);
    }
    see(&mut driver, "No es la contraseña (3 intentos). Espere 1 s");
    see(driver.wait(1000), "No es la contraseña (3 intentos). ¿Mayúsculas?");
    driver.letters("tampoco").press(Key::Enter);
    see(&mut driver, "Espere 2 s");
    // Intro within the wait looks at nothing, says so and loses nothing; the last second counts down.
    driver.letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "Aún no se miró: espere 2 s y dé Intro");
    see(driver.wait(1500).press(Key::Enter), "Aún no se miró: espere 1 s y dé Intro");
    see(&mut driver, &"*".repeat(PASSPHRASE.len()));
    drop(driver);
    // The program begun anew knows of the wait, and keeps what was typed too.
    let mut driver = lock(&office, NOW_MS + 2600, (60, 18));
    see(driver.letters(PASSPHRASE).press(Key::Enter), "Aún no se miró: espere 1 s y dé Intro");
    // Nobody calls it wrong once the wait is over.
    see(driver.wait(500), "Aún no se miró esta contraseña. Dé Intro.");
    driver.press(Key::Enter);
    see(&mut driver, "4 intentos fallidos desde el 15/06/2019 15:32. Si no fue");
    see(&mut driver, "usted, cambie la contraseña: cobijo officer passphrase");
    drop(driver);
    // Told once.
    let mut driver = lock(&office, NOW_MS + 9000, (80, 24));
    driver.letters(PASSPHRASE).press(Key::Enter);
    see(&mut driver, "Inicio");
    assert!(!driver.screen().contains("intentos fallidos"));
}

#[test]
fn whoever_came_in_by_the_recovery_code_is_told_to_set_a_passphrase() {
    let office = Office::filled(1, 1);
    let mut vault = Vault::open(office.folder().path()).unwrap().vault;
    let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
    let code = vault.replace_recovery_code(&office.key(), means).unwrap();
    let mut driver = lock(&office, NOW_MS, (60, 18));
    driver.letters("la que olvidé").press(Key::Enter).letters(&code.expose_grouped()).press(Key::Enter);
    let screen = driver.screen().replace("\n ", " ");
    assert!(screen.contains("Un intento fallido el 15/06/2019 15:32."), "{screen}");
    assert!(screen.contains("ponga contraseña: cobijo officer passphrase"), "{screen}");
}

#[test]
fn what_was_tried_in_vain_is_told_though_keys_were_typed_while_the_store_opened() {
    let office = Office::filled(1, 1);
    let mut driver = lock(&office, NOW_MS, (80, 24));
    driver.letters("no es esta").press(Key::Enter).letters(PASSPHRASE);
    driver.hold().press(Key::Enter).press(Key::Function(7)).release().release();
    see(&mut driver, "Un intento fallido el 15/06/2019 15:32.");
    drop(driver);
    // Where there is nothing to tell, what was typed early counts.
    let mut driver = lock(&office, NOW_MS, (80, 24));
    driver.letters(PASSPHRASE).hold().press(Key::Enter).press(Key::Function(7)).release().release();
    see(&mut driver, "Nuevo ingreso");
}

#[test]
fn a_command_whose_passphrase_is_typed_waits_like_the_screen() {
    let office = Office::filled(1, 1);
    let now_ms = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let tried = format!(r#"{{"0":{{"count":9,"since_ms":0,"last_ms":{now_ms}}}}}"#);
    fs::write(office.folder().path().join("attempts.json"), tried).unwrap();
    let store = office.folder().path().display().to_string();
    let mut terminal = Terminal::run(&["list", "--lang", "es", "--store", &store], &[]);
    terminal.wait("Contraseña").text(PASSPHRASE).press("Enter").wait("Este intento no se miró.");
    assert_eq!(terminal.end(), 6);
}
