//! With names hidden, no screen shows one whole, but in the field that is being typed into.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "common/office.rs"]
mod office;

use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use office::{Office, answer, intake, see};

/// Names that stand nowhere else.
const CANARIES: [&str; 6] = ["Wolframia", "Zarquonix", "Xilofona", "Yucatana", "Quidditch", "Kumquat"];

/// Draws the screen in every window, and reads it.
#[track_caller]
fn hides(driver: &mut Driver, what: &str) {
    see(driver, what);
    for (width, height) in [(120, 40), (60, 18), (80, 24)] {
        let screen = driver.resize(width, height).screen();
        let shown: Vec<_> = CANARIES.iter().filter(|name| screen.contains(*name)).collect();
        assert!(shown.is_empty(), "{what}: {shown:?} in\n{screen}");
        assert!(screen.contains("iniciales") || width < 120, "{what} is not masked:\n{screen}");
    }
}

/// From the key on names are hidden in what is open, and with the next one they stand there again.
#[track_caller]
fn hides_at_once(driver: &mut Driver, what: &str, shown: &str, hidden: &str) {
    see(driver, what);
    see(driver, shown);
    driver.press(Key::Ctrl('k'));
    hides(driver, what);
    see(driver, hidden);
    driver.press(Key::Ctrl('k'));
    see(driver, what);
    see(driver, shown);
}

#[test]
fn names_are_hidden_in_a_list_that_is_open() {
    use Key::{Char, Ctrl, Enter, Esc, Function, Insert};
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Wolframia", "Zarquonix");
    driver.press(Char('c'));
    answer(&mut driver, &["Xilofona Yucatana", "m", "gua", "51234567", "s"]);
    driver.press(Function(2)).press(Function(6)).press(Key::First).press(Function(4));
    hides_at_once(&mut driver, "Valores", "1  Xilofona Yucatana", "1  X. Y.");
    driver.press(Esc).press(Esc).press(Insert).letters("Kumquat").press(Esc).press(Insert);
    hides_at_once(&mut driver, "¿Seguirlo?", "Kumquat", "K.");
    driver.press(Esc).press(Esc);
    intake(&mut driver, "Wolframia", "Zarquonix");
    hides_at_once(&mut driver, "1  ", "Zarquonix, Wolframia ·", "Z., W. ·");
    driver.press(Char('1')).press(Enter);
    intake(&mut driver, "Quidditch", "Zarquonix");
    driver.press(Enter).press(Enter).press(Ctrl('w')).letters("0001").press(Enter);
    hides_at_once(&mut driver, "¿Son la misma persona?", "Zarquonix, Wolframia", "Z., W.");
    driver.press(Char('s')).press(Ctrl('w'));
    hides_at_once(&mut driver, "¿Qué unión se quita?", "Zarquonix, Wolframia", "Z., W.");
    driver.press(Esc).press(Esc).press(Function(9));
    driver.press(Ctrl('k')).press(Esc);
    hides(&mut driver, "3 presentes");
}

#[test]
fn no_screen_shows_a_whole_name_while_names_are_hidden() {
    use Key::{Char, Ctrl, Down, Enter, Esc, Function, Insert, PageDown, Tab};
    let office = Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "Wolframia", "Zarquonix");
    // A contact, a call, and what was left unsaved of another child and another contact.
    driver.press(Char('c'));
    answer(&mut driver, &["Xilofona Yucatana", "m", "gua", "51234567", "s"]);
    driver.press(Function(2)).letters("3").press(Function(6));
    answer(&mut driver, &["1", "5", "s"]);
    driver
        .press(Function(2))
        .press(Function(6))
        .letters("2")
        .press(Esc)
        .press(Insert)
        .letters("Kumquat")
        .press(Esc)
        .press(Esc);
    intake(&mut driver, "Quidditch", "Zarquonix");
    driver.press(Enter).press(Function(7)).letters("Kumquat").press(Enter).press(Esc).press(Ctrl('k'));
    let ways: [(&str, &[Key]); 24] = [
        ("Inicio", &[Esc, Esc, Esc]),
        ("¿Seguirlo?", &[Function(7)]),
        ("Presente", &[Esc, Function(3), Tab]),
        ("Filtros", &[Function(4)]),
        ("[1 Datos]", &[Esc, Down, Enter]),
        ("[2 Servicios", &[Char('2')]),
        ("[3 Contactos", &[Char('3')]),
        ("¿Seguirlo?", &[Function(6)]),
        ("Resultado", &[Down, Enter]),
        ("> » A quién            1 X. Y.", &[Key::First]),
        ("1  X. Y.", &[Function(4)]),
        ("> * Resultado", &[Enter]),
        ("nombre del contacto: 1 X. Y.", &[Key::First, Char('q'), Char('q'), Down]),
        ("Editar · ", &[Esc, Char('3'), Key::End, Enter]),
        ("Editar · ", &[Esc, Char('3'), Key::Home, Enter, Key::First]),
        ("Anular: contacto X. Y.", &[Esc, Char('3'), Key::Home, Key::Delete]),
        ("> * Nombre(s)          W.", &[Esc, Char('1'), Enter, Key::First]),
        ("  * Nombre(s)          W.", &[Down]),
        ("[4 Proceso]", &[Esc, Char('4')]),
        (" Completo ", &[Char('5'), Enter, PageDown]),
        ("Se deshizo", &[Ctrl('z'), Enter]),
        ("(de W.)", &[Ctrl('y'), Char('1'), Char('h'), Down, Down, Down]),
        ("Periodo", &[Esc, Function(8)]),
        ("Nuevo ingreso", &[Function(7), Down, Enter]),
    ];
    for (what, keys) in ways {
        for key in keys {
            driver.press(*key);
        }
        hides(&mut driver, what);
    }
    answer(&mut driver, &["Wolframia", "Zarquonix", "-", "h", "14", "gua", "1", "n"]);
    driver.press(Function(2));
    hides(&mut driver, "parecid");
}
