//! Keys at random on the real program, and what must not come of them.

use super::office::Office;
use cobijo::runtime::driver::Driver;
use cobijo::ui::key::Key;
use rusqlite::Connection;

/// How many keys go by between two looks at whether the start screen is two keys away.
const BETWEEN_LOOKS: u32 = 200;
/// What the screen says while it asks why something is voided, in both languages.
const ASKS_WHY: [&str; 2] = ["¿Por qué se anula?", "Why is it voided?"];
/// How the start screen begins.
const HOME: [&str; 2] = [" Cobijo  Inicio", " Cobijo  Home"];

/// `SplitMix64`, so that a failure can be played again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    fn key(&mut self) -> Key {
        const LETTERS: [char; 24] = [
            'a', 's', 'v', 'd', 'h', 'm', 'n', 'e', 'r', 'i', 'o', 'ñ', '1', '2', '3', '4', '5', '9', '?', '-', '=',
            '.', ' ', '+',
        ];
        const CONTROLS: [char; 15] = ['d', 'f', 'g', 'j', 'k', 'l', 'n', 'o', 'p', 'r', 't', 'u', 'w', 'y', 'z'];
        const OTHERS: [Key; 14] = [
            Key::Esc,
            Key::Tab,
            Key::BackTab,
            Key::Up,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::PageUp,
            Key::PageDown,
            Key::Home,
            Key::End,
            Key::Insert,
            Key::Delete,
            Key::Backspace,
        ];
        match self.below(100) {
            0..45 => Key::Char(LETTERS[self.below(LETTERS.len())]),
            45..65 => Key::Enter,
            65..85 => OTHERS[self.below(OTHERS.len())],
            85..93 => Key::Function(u8::try_from(self.below(9) + 1).unwrap()),
            93..94 => Key::Function(10),
            _ => Key::Ctrl(CONTROLS[self.below(CONTROLS.len())]),
        }
    }
}

/// Presses so many keys; what was seen. Fails where a key panics, where something is voided or linked that nobody gave a
/// reason for, where the start screen is further than two keys, or where the store does not verify afterwards.
pub fn play(office: &Office, seed: u64, keys: u32) -> String {
    let mut chance = Chance(seed);
    let file = office.file();
    let mut last = newest(&file);
    let (mut written, mut voided, mut starts) = (0, 0, 1);
    let mut driver = office.open();
    for at in 0..keys {
        let before = driver.screen();
        let key = chance.key();
        driver.press(key);
        for act in acts_after(&file, last) {
            let is_confirmed = key == Key::Enter && ASKS_WHY.iter().any(|word| before.contains(word));
            assert!(
                !["void", "link"].contains(&act.as_str()) || is_confirmed,
                "key {at} of seed {seed}: {key:?}\n{before}"
            );
            written += 1;
            voided += u32::from(act == "void");
        }
        last = newest(&file);
        if !driver.is_running() || is_locked(&mut driver) {
            drop(driver);
            driver = office.open();
            starts += 1;
        }
        if at % BETWEEN_LOOKS == 0 {
            let before = driver.screen();
            driver.press(Key::Function(3)).press(Key::Esc);
            let screen = driver.screen();
            assert!(HOME.iter().any(|home| screen.starts_with(home)), "key {at} of seed {seed}:\n{before}\n{screen}");
        }
    }
    drop(driver);
    let exports = std::fs::read_dir(office.folder().exports()).unwrap().count();
    assert_eq!(exports, 0, "something was exported");
    format!("{keys} keys at random: {written} operations, {voided} voided with a reason, begun anew {starts} times")
}

fn is_locked(driver: &mut Driver) -> bool {
    let screen = driver.screen();
    ["Contraseña", "Passphrase"].iter().any(|word| screen.contains(word))
}

fn newest(file: &Connection) -> i64 {
    file.query_row("SELECT max(position) FROM operation", (), |row| row.get(0)).unwrap()
}

fn acts_after(file: &Connection, position: i64) -> Vec<String> {
    let mut query = file.prepare_cached("SELECT act FROM operation WHERE position > ?1").unwrap();
    query.query_map([position], |row| row.get(0)).unwrap().map(|act| act.unwrap()).collect()
}
