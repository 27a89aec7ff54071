//! Keys at random on the real program, beside a colleague who writes too, and what must not come of them.

use super::office::{NOW_MS, Office, PASSPHRASE};
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::{Act, Change, decode};
use cobijo::runtime::driver::Driver;
use cobijo::store::{NewOperation, Store};
use cobijo::ui::canvas::Drawing;
use cobijo::ui::key::Key;
use cobijo::vault::Role;
use rusqlite::Connection;
use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

/// How many inputs go by between two looks at whether the start screen is two keys away.
const BETWEEN_LOOKS: u32 = 200;
/// How many go by between two changes that the colleague writes.
const BETWEEN_WORDS: u32 = 150;
const COLLEAGUE: &str = "P. Ajena";
/// The questions that letters answer by writing; in the menu each line has its digit.
const ASKING: [&str; 5] =
    ["hint-entry-doubting", "hint-entry-alike", "hint-entry-moved", "hint-same-ask", "menu-title"];
/// What is typed in one go: letters, and signs for other keys as [`pressed`] reads them.
const RUNS: [&str; 36] = [
    "⑦⤓⏎Ana⏎Ensayo⏎-⏎h⏎14⏎hon⏎1⏎n⏎②1",
    "⑦⤓⏎Ana⏎Ensayo⏎-⏎h⏎14⏎hon⏎1⏎n⏎②2",
    "③⏎hLuis⏎h⏎9⏎1⏎n⏎②",
    "③⏎2a⏎s⏎",
    "③↓⏎2v⇥⏎⏎⏎②",
    "③⏎⑤⏎",
    "③⏎⎀Rosa⏎m⏎hon⏎51234567⏎s⏎②",
    "③↓⏎⑥2⏎m9⏎②",
    "③⏎⑥1⏎5⏎s⏎②",
    "③⏎4⏎OPI/1⏎②",
    "③⏎4⎀",
    "③⏎2⌦doble captura⏎",
    "③⏎3⌦no es⏎",
    "③↓⏎⌦doble captura⏎",
    "③⏎⏎⇥Ajena②",
    "③⏎⏎⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥☎Mío②1",
    "③⏎⏎⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥⇥☎Mío②2",
    "③⏎⏎⤓↑",
    "③⏎∞ensayo↓⏎s",
    "③⏎∞⏎es otra⏎",
    "③ana.ensayo⏎",
    "③④",
    "③④⇥⇥⇥⇥⇥⇥⇥mayo②",
    "③⏎4⎀notificación consular⏎⤓↑por orden②",
    "⑧2019⏎",
    "↶⏎",
    "h⏎",
    "m9⏎",
    "51234567⏎",
    "mañana no",
    "👩‍👧 e\u{301}",
    "漢字 שלום",
    "a, b; \"c\"",
    "?⏎",
    "14⏎",
    "hoy⏎",
];
const PASTES: [&str; 6] =
    ["uno\rdos\r\r", "José\nMaría\n", "\u{1b}[2J\u{7}\u{202e}", "s\n\n", "51234567", "una línea larga "];
/// Windows in which everything is to be seen, and others that show what they can.
const WINDOWS: [(u16, u16); 4] = [(80, 24), (60, 18), (120, 40), (200, 60)];
const ODD_WINDOWS: [(u16, u16); 5] = [(0, 0), (1, 1), (20, 5), (46, 12), (300, 9)];
/// Where the texts of all screens are.
const SCREENS: &str = include_str!("../../assets/locales/es/screen.ftl");
const FIELDS: &str = include_str!("../../assets/locales/es/fields.ftl");

/// `SplitMix64`, so that a failure can be played again.
struct Chance(u64);

/// What comes in.
#[derive(Clone, Copy, Debug)]
enum Input {
    Key(Key),
    HastyEnter,
    /// The colleague writes.
    Colleague,
    Paste(&'static str),
    Window((u16, u16), (u16, u16)),
    Wait(i64),
}

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// One input, or several in a row.
    fn inputs(&mut self) -> Vec<Input> {
        match self.below(40) {
            0 => self.of(&RUNS).chars().map(pressed).collect(),
            _ => vec![self.input()],
        }
    }

    fn input(&mut self) -> Input {
        match self.below(1000) {
            0..970 => Input::Key(self.key()),
            970..975 => Input::HastyEnter,
            975..985 => Input::Paste(self.of(&PASTES)),
            985..990 => Input::Window(self.of(&ODD_WINDOWS), self.of(&WINDOWS)),
            990..999 => Input::Wait(self.of(&[30, 600, 2_100, 61_000])),
            _ => Input::Wait(16 * 60_000),
        }
    }

    fn key(&mut self) -> Key {
        const LETTERS: [char; 26] = [
            'a', 's', 'v', 'd', 'h', 'm', 'n', 'e', 'r', 'i', 'o', 'g', 'c', 'l', 'ñ', 'Á', '1', '2', '3', '4', '5',
            '?', '-', '=', ' ', '+',
        ];
        const OTHERS: [Key; 16] = [
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
            Key::First,
            Key::Last,
            Key::Insert,
            Key::Delete,
            Key::Backspace,
        ];
        match self.below(100) {
            0..38 => Key::Char(self.of(&LETTERS)),
            38..40 => Key::Char(char::from(u8::try_from(32 + self.below(95)).unwrap())),
            40..60 => Key::Enter,
            60..80 => self.of(&OTHERS),
            80..92 => Key::Function(u8::try_from(self.below(9) + 1).unwrap()),
            92..93 => Key::Function(10),
            _ => Key::Ctrl(char::from(b'a' + u8::try_from(self.below(26)).unwrap())),
        }
    }
}

/// What a sign of [`RUNS`] stands for.
fn pressed(sign: char) -> Input {
    const KEYS: [(char, Key); 9] = [
        ('⏎', Key::Enter),
        ('⇥', Key::Tab),
        ('↑', Key::Up),
        ('↓', Key::Down),
        ('⤓', Key::Last),
        ('⎀', Key::Insert),
        ('⌦', Key::Delete),
        ('↶', Key::Ctrl('z')),
        ('∞', Key::Ctrl('w')),
    ];
    match sign {
        '☎' => Input::Colleague,
        '①'..='⑨' => Input::Key(Key::Function(u8::try_from(u32::from(sign) - u32::from('①') + 1).unwrap())),
        _ => Input::Key(KEYS.iter().find(|(of, _)| *of == sign).map_or(Key::Char(sign), |(_, key)| *key)),
    }
}

/// What was seen of one play.
#[derive(Default)]
pub struct Played {
    seed: u64,
    inputs: u32,
    written: u32,
    voided: u32,
    undone: u32,
    known: u32,
    moved: u32,
    locks: u32,
    starts: u32,
    /// The screens, questions and fields that were reached, by the keys of their texts; and those that there are.
    reached: BTreeSet<String>,
    all: usize,
    missed: Vec<String>,
}

impl fmt::Display for Played {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, inputs, written, voided, undone, known, moved, locks, starts, .. } = self;
        write!(
            f,
            "{inputs} keys, pastes and windows at random (seed {seed}): {written} operations, {voided} voided with \
             a reason, {undone} taken back, {known} of a child known already, {moved} by a colleague, {locks} locks, \
             {starts} starts; {} of {} screens, questions and fields reached, without {:?}",
            self.reached.len(),
            self.all,
            self.missed
        )
    }
}

/// An operation that the play wrote.
struct Written {
    position: i64,
    act: String,
    officer: String,
    changes: Vec<Change>,
}

/// The beginning of each text that tells where one is, in both languages.
fn landmarks() -> Vec<(String, [String; 2])> {
    let texts = [Lang::Es, Lang::En].map(Texts::new);
    let keys = SCREENS.lines().chain(FIELDS.lines()).filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
    let is_place = |key: &&str| {
        let is_told = ["hint-", "title-", "help-", "menu-title", "unlock-locked"].iter().any(|of| key.starts_with(of));
        is_told && !key.contains("-setup") && *key != "hint-unlock" && *key != "help-case-age_years"
    };
    let begin = |text: String, is_title: bool| {
        let parts: Vec<&str> = text.split('{').next().unwrap().split(" · ").take(2).collect();
        format!("{}{}", if is_title { "Cobijo  " } else { "" }, parts.join(" · ").trim_end())
    };
    let is_title = |key: &str| key.starts_with("title-") && key != "title-masked";
    let told = |key: &str| texts.each_ref().map(|texts| begin(texts.get(key), is_title(key)));
    keys.filter(is_place).map(|key| (key.to_owned(), told(key))).collect()
}

/// The program, the file below it, and who plays.
struct Play<'a> {
    office: &'a Office,
    /// Nothing only while one ends and the next one begins.
    driver: Option<Driver>,
    file: Connection,
    colleague: Store,
    chance: Chance,
    /// What comes next.
    next: VecDeque<Input>,
    landmarks: Vec<(String, [String; 2])>,
    /// The last operation that was looked at.
    last: i64,
    /// Whether somebody said that a child is known already, and nothing was written since.
    is_known: bool,
    screen: String,
    /// How many documents of figures were asked for at most.
    documents: usize,
    played: Played,
}

/// Plays so many inputs; what was seen, or what came of them that must not. Before each input `tamper` may do what no
/// input does.
pub fn play(
    office: &Office,
    seed: u64,
    inputs: u32,
    tamper: &mut dyn FnMut(u32, &mut Store),
) -> Result<Played, String> {
    let (file, (colleague, _)) = (office.file(), office.beside());
    let played = Played { seed, inputs, starts: 1, ..Played::default() };
    let (chance, landmarks, last) = (Chance(seed), landmarks(), newest(&file));
    let (driver, screen, next) = (Some(begin(office)), String::new(), VecDeque::new());
    let mut play = Play {
        office,
        driver,
        file,
        colleague,
        chance,
        next,
        landmarks,
        last,
        is_known: false,
        screen,
        documents: 0,
        played,
    };
    play.look();
    for at in 0..inputs {
        tamper(at, &mut play.colleague);
        if at % BETWEEN_WORDS == BETWEEN_WORDS - 1 {
            play.write_beside(false);
        }
        if play.next.is_empty() {
            play.next.extend(play.chance.inputs());
        }
        let input = play.next.pop_front().unwrap();
        let before = std::mem::take(&mut play.screen);
        let told = |what: &str| format!("{what}: input {at} of seed {seed}: {input:?}\n{before}");
        catch_unwind(AssertUnwindSafe(|| play.take(input))).map_err(|_panic| told("a panic"))?;
        play.judge(input, &before).map_err(told)?;
        if at % BETWEEN_LOOKS == 0 {
            play.go_home().map_err(|what| told(&format!("{what}\n{}", play.screen)))?;
        }
    }
    let Play { mut played, landmarks, .. } = play;
    let verdict = office.beside().0.verify(office.folder().path()).unwrap();
    if !verdict.findings.is_empty() {
        return Err(format!("seed {seed}: {:?}", verdict.findings));
    }
    played.all = landmarks.len();
    played.missed = landmarks.into_iter().map(|(key, _)| key).filter(|key| !played.reached.contains(key)).collect();
    Ok(played)
}

impl Play<'_> {
    fn driver(&mut self) -> &mut Driver {
        self.driver.as_mut().unwrap()
    }

    fn take(&mut self, input: Input) {
        // In the box for it, either key writes a document of figures; in a small window there may be no more than its name.
        let is_go = matches!(input, Input::Key(Key::Enter | Key::Function(2)) | Input::HastyEnter);
        if is_go && self.driver().screen().contains("Export") {
            self.documents += 1;
        }
        let driver = self.driver();
        match input {
            Input::Key(key) => drop(driver.press(key)),
            Input::HastyEnter => drop(driver.hasty_enter()),
            Input::Colleague => return self.write_beside(true),
            Input::Paste(pasted) => drop(driver.paste(pasted)),
            Input::Wait(wait_ms) => drop(driver.wait(wait_ms)),
            Input::Window(odd, (width, height)) => {
                driver.resize(odd.0, odd.1).screen();
                driver.resize(width, height);
            }
        }
        self.look();
        if !self.driver().is_running() {
            self.driver = None;
            self.driver = Some(begin(self.office));
            self.played.starts += 1;
            self.look();
        } else if self.is_on("unlock-locked") {
            self.unlock();
        }
    }

    /// Reads the screen, and marks where it is.
    fn look(&mut self) {
        self.screen = self.driver().screen();
        for (key, told) in &self.landmarks {
            if !self.played.reached.contains(key) && told.iter().any(|told| self.screen.contains(told.as_str())) {
                self.played.reached.insert(key.clone());
            }
        }
    }

    fn is_on(&self, key: &str) -> bool {
        self.saw(&self.screen, key)
    }

    fn saw(&self, screen: &str, key: &str) -> bool {
        let landmark = self.landmarks.iter().find(|(known, _)| known == key);
        landmark.is_some_and(|(_, told)| told.iter().any(|told| screen.contains(told.as_str())))
    }

    /// One of the officers opens the store again, whoever locked it, after some keys that open nothing.
    fn unlock(&mut self) {
        self.played.locks += 1;
        for _ in 0..self.chance.below(4) {
            let key =
                self.chance.of(&[Key::Function(7), Key::Delete, Key::Ctrl('z'), Key::Char('s'), Key::Function(4)]);
            self.driver().press(key);
        }
        // Whoever typed something wrong waits longer each time.
        for _ in 0..20 {
            self.driver().press(Key::Esc).letters(PASSPHRASE).press(Key::Enter);
            self.look();
            if !self.is_on("unlock-locked") {
                return;
            }
            self.driver().pass(10);
            self.driver().idle();
        }
        panic!("it stays locked");
    }

    /// The colleague changes the cases of everybody present, or some of those that came last.
    fn write_beside(&mut self, is_of_all: bool) {
        let limit = if is_of_all { 1000 } else { 3 };
        let sql =
            "SELECT uuid FROM case_file c JOIN entity e ON e.id = c.id WHERE c.history IS NULL AND c.voided IS NULL
                   ORDER BY c.id DESC LIMIT ?1";
        let mut query = self.file.prepare_cached(sql).unwrap();
        let cases = query.query_map([limit], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        let point = named(Entity::Case, "reception_point").number;
        let said = format!("Ajeno {}", self.played.moved);
        let changes = cases
            .map(|id| Change::new(Entity::Case, Uuid::from_slice(&id.unwrap()).unwrap()).with(point, said.as_str()));
        let operation = NewOperation { act: Act::Save, base: u64::MAX, changes: changes.collect() };
        let author = self.colleague.seat(COLLEAGUE, Role::Officer, "CHP");
        self.colleague.append(&author, NOW_MS, vec![operation]).unwrap();
        self.played.moved += 1;
    }

    /// Looks at what was written since the last input.
    fn judge(&mut self, input: Input, before: &str) -> Result<(), &'static str> {
        if matches!(input, Input::Key(Key::Char('1'))) && self.saw(before, "hint-entry-alike") {
            self.is_known = true;
        }
        for written in self.written() {
            self.last = written.position;
            if written.officer != COLLEAGUE {
                self.judge_one(&written, input, before)?;
            }
        }
        Ok(())
    }

    fn judge_one(&mut self, written: &Written, input: Input, before: &str) -> Result<(), &'static str> {
        self.played.written += 1;
        if written.act == "undo" {
            self.played.undone += 1;
            if !self.is_own(written) {
                return Err("somebody else's work was taken back");
            }
        }
        let is_voided = |change: &Change| change.get(change.entity.voided()).flatten().is_some();
        if written.act != "undo" && written.changes.iter().any(is_voided) {
            self.played.voided += 1;
            if !matches!(input, Input::Key(Key::Enter)) || !self.saw(before, "hint-case-reason") {
                return Err("something was voided that nobody gave a reason for");
            }
        }
        let is_same = written.changes.iter().any(|change| self.is_of_known_child(change, written.position));
        self.played.known += u32::from(is_same);
        let is_link = |change: &Change| change.entity == Entity::Link && !is_voided(change);
        let is_linked =
            written.act != "undo" && written.changes.iter().any(is_link) && !self.saw(before, "hint-same-ask");
        if is_linked || is_same && !self.is_known {
            return Err("two children were said to be one, which nobody said");
        }
        self.is_known = false;
        let is_asked = ASKING.iter().any(|asks| self.saw(before, asks));
        match input {
            Input::Key(Key::Char(_)) if is_asked => Ok(()),
            Input::Key(key) if !matches!(key, Key::Char(_)) => Ok(()),
            // What was chosen in the menu stands on the screen.
            Input::HastyEnter if self.saw(before, "menu-title") => Ok(()),
            _ => Err("something was written that no key asked for"),
        }
    }

    /// Whether a new case is of a child that stood in the store before.
    fn is_of_known_child(&self, change: &Change, position: i64) -> bool {
        let child = (change.entity == Entity::Case).then(|| change.get(number::CASE_PERSON).flatten()).flatten();
        child.is_some_and(|child| !self.earlier(Uuid::parse_str(child).unwrap(), position).is_empty())
    }

    /// Whether an operation takes back only what its own officer did last.
    fn is_own(&self, undo: &Written) -> bool {
        undo.changes.iter().all(|change| {
            let earlier = self.earlier(change.id, undo.position);
            change.fields.iter().all(|(field, _)| {
                let sets = |written: &&Written| {
                    written.changes.iter().any(|other| other.id == change.id && other.get(*field).is_some())
                };
                earlier.iter().find(sets).or(earlier.first()).is_some_and(|last| last.officer == undo.officer)
            })
        })
    }

    /// What touched a record before an operation, the latest first.
    fn earlier(&self, id: Uuid, position: i64) -> Vec<Written> {
        let sql = "SELECT o.position, o.act, o.officer, o.payload FROM entity e JOIN touched t ON t.entity = e.id
                   JOIN operation o ON o.position = t.position WHERE e.uuid = ?1 AND o.position < ?2
                   ORDER BY o.position DESC";
        let mut query = self.file.prepare_cached(sql).unwrap();
        query.query_map((id.as_bytes(), position), read).unwrap().map(|row| row.unwrap()).collect()
    }

    fn written(&self) -> Vec<Written> {
        let sql = "SELECT position, act, officer, payload FROM operation WHERE position > ?1 ORDER BY position";
        let mut query = self.file.prepare_cached(sql).unwrap();
        query.query_map([self.last], read).unwrap().map(|row| row.unwrap()).collect()
    }

    /// Two keys from anywhere show the start screen, and nothing has left the store.
    fn go_home(&mut self) -> Result<(), &'static str> {
        self.driver().resize(80, 24).press(Key::Function(3)).press(Key::Esc);
        self.look();
        if !self.is_on("title-home") {
            return Err("the start screen is further than two keys");
        }
        let beside = std::fs::read_dir(self.office.folder().path().parent().unwrap()).unwrap().count();
        let exports = std::fs::read_dir(self.office.folder().exports()).map_or(0, Iterator::count);
        if beside <= 1 + self.documents && exports == 0 { Ok(()) } else { Err("something was exported") }
    }
}

/// The program, unlocked, on a terminal that shows every sign, whatever somebody sets.
fn begin(office: &Office) -> Driver {
    let mut driver = office.open();
    driver.draw_as(Drawing::default());
    driver
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Written> {
    let payload: Vec<u8> = row.get(3)?;
    Ok(Written { position: row.get(0)?, act: row.get(1)?, officer: row.get(2)?, changes: decode(&payload).unwrap() })
}

fn newest(file: &Connection) -> i64 {
    file.query_row("SELECT max(position) FROM operation", (), |row| row.get(0)).unwrap()
}
