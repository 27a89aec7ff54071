//! An edited statement stays one of the figures that it was made of, whatever is shown beside it afterwards.

mod common;

use cobijo::ui::key::Key;
use common::office::{Office, PASSPHRASE, see};

#[test]
fn an_edited_copy_says_of_which_places_it_is_and_its_file_too() {
    let office = Office::filled(20, 4);
    let mut driver = office.start();
    driver.letters(PASSPHRASE).press(Key::Enter).press(Key::Function(8));
    driver.press(Key::Function(4)).letters("todas").press(Key::Enter);
    driver.press(Key::Function(8)).letters("1s 2019").press(Key::Enter);
    driver.letters("5").press(Key::Ctrl('e')).letters(" Palabras propias.").press(Key::Enter);
    see(&mut driver, "cifras de 2019-H1, todas, 15/06/2019 · Supr: texto hecho");
    driver.press(Key::Function(4)).letters("sonora").press(Key::Enter);
    see(&mut driver, "Palabras propias.");
    see(&mut driver, "cifras de 2019-H1, todas, 15/06/2019");
    driver.press(Key::Function(2));
    see(&mut driver, "comunicado_2019-H1_todas_20190615.txt");
    // The statement as it is made is of the figures that are shown.
    driver.press(Key::Esc).press(Key::Delete);
    see(&mut driver, "hecho con las cifras · copia: 2019-H1, todas, 15/06/2019");
    driver.press(Key::Function(2));
    see(&mut driver, "comunicado_2019-H1_SON_20190615.txt");
    // A day is a period too.
    driver.press(Key::Esc).press(Key::Function(8)).letters("15/06/2019").press(Key::Enter);
    driver.press(Key::Ctrl('e')).press(Key::Ctrl('e')).letters(" Otras.").press(Key::Enter);
    see(&mut driver, "cifras de 2019-06-15, SON, 15/06/2019 · Supr: texto hecho");
    driver.press(Key::Function(2));
    see(&mut driver, "comunicado_2019-06-15_2019-06-15_SON_20190615.txt");
}
