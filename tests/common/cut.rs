//! The real program at a day's work while its power is cut, and what must have outlived each cut: everything that the
//! screen had said is saved, and what was typed more than a second before, on its own form, for its own officer.

#![allow(dead_code, reason = "each program uses its own part of this")]

use super::day::{Act, Day, Stroke, acts};
use super::pty::{PASSPHRASE, Terminal, set_up};
use cobijo::form::answers::Form;
use cobijo::form::layout::FormKind;
use cobijo::i18n::{Lang, Texts};
use cobijo::log::field::{Field, Kind, field};
use cobijo::store::{CLOSED_DRAFT, Drafts, Folder, Store};
use cobijo::ui::key::Key;
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::{DataKey, KdfParams};
use cobijo::vault::passphrase::NewPassphrase;
use cobijo::vault::{Credentials, Means, Role, Vault};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How much of what was typed may be lost.
const LOST_MAX: Duration = Duration::from_secs(1);
/// What the screen asks where a form of this kind was left unsaved.
const OFFERED: &str = "Hay algo sin guardar";
const TABLES: [&str; 5] = ["case_file", "service", "contact", "call", "step"];

/// When the power goes, from the first key of the work on.
#[derive(Clone, Copy)]
pub enum Cut {
    /// After this time.
    After(Duration),
    /// Right behind the key of this number.
    Behind(usize),
}

/// The power went.
struct Gone;

/// What came of all cuts.
#[derive(Default, Debug)]
pub struct Told {
    pub cuts: u32,
    /// What the screen said is saved.
    pub acknowledged: usize,
    /// What was saved before the screen said so.
    pub unseen: u32,
    /// Cuts into a form with something typed; forms gone on with.
    pub in_forms: u32,
    pub drafts: u32,
    /// The longest that something had been typed which was lost.
    pub lost: Duration,
    pub days: u32,
}

/// A text that stood in a field once a key was sent.
struct Typed {
    field: u16,
    text: String,
    at: Instant,
}

/// An office of two, one of whom works.
pub struct Work {
    place: TempDir,
    key: DataKey,
    day: Day,
    acts: Vec<Act>,
    /// How much of the day is done.
    done: usize,
    typed: Vec<Typed>,
    /// When the power went last.
    cut_at: Instant,
    pub told: Told,
}

impl Work {
    pub fn begin() -> Self {
        let place = tempfile::tempdir().unwrap();
        set_up(&place.path().join("store")).press("F10").end();
        let mut vault = Vault::open(&place.path().join("store")).unwrap().vault;
        let key = vault.unlock(None, PASSPHRASE).unwrap().key;
        let passphrase = NewPassphrase::parse(PASSPHRASE).unwrap();
        let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
        vault
            .add_officer(&key, Credentials { name: "L. Soto", passphrase: &passphrase }, Role::Officer, means)
            .unwrap();
        let (day, told) = (Day { word: word(0) }, Told::default());
        Self { place, key, day, acts: acts(), done: 0, typed: Vec::new(), cut_at: Instant::now(), told }
    }

    fn folder(&self) -> Folder {
        Folder::new(self.place.path().join("store"))
    }

    /// Goes on with the day's work until the power is cut, with a pause after each key; then looks at what is left.
    pub fn go_on(&mut self, cut: Cut, pace: &mut dyn FnMut() -> Duration) {
        self.show_to_the_other();
        let mut terminal = Terminal::start(self.folder().path());
        terminal.wait("M. Ruiz").text(PASSPHRASE).press("Enter").wait("Cobijo  Inicio");
        let has_draft = self.draft().is_some();
        assert_eq!(terminal.screen().contains("SIN GUARDAR (1)"), has_draft, "{}", terminal.screen());
        self.show_elsewhere(&mut terminal);
        let mut hand = Hand::new(terminal, cut, pace);
        let Err(Gone) = self.work(&mut hand);
        self.cut_at = hand.gone();
        self.told.cuts += 1;
        self.look();
    }

    /// What must be left after a cut.
    fn look(&mut self) {
        let mut store = Store::open(&self.folder().database(), &self.key).unwrap();
        store.seat("M. Ruiz", Role::Administrator, "CHP");
        let verdict = store.verify(self.folder().path()).unwrap();
        assert!(verdict.findings.is_empty(), "{:?}", verdict.findings);
        let held = self.held();
        if self.expected(self.done) != held {
            assert_eq!(
                self.expected(self.done + 1),
                held,
                "saved is what was acknowledged, and at most what was asked for"
            );
            self.advance();
            self.told.unseen += 1;
        }
        let draft = self.draft();
        assert!(draft.is_none() || !self.typed.is_empty(), "what was saved is no unsaved form");
        self.told.drafts += u32::from(draft.is_some());
        self.told.in_forms += u32::from(!self.typed.is_empty());
        let text = |of: u16| draft.as_ref().map_or("", |form| form.text(of));
        for Typed { field: of, text: typed, at } in &self.typed {
            let is_moment = field(*of).is_some_and(|field| field.kind == Kind::Moment);
            if !text(*of).starts_with(typed.as_str()) && (!is_moment || text(*of).is_empty()) {
                let ago = self.cut_at.saturating_duration_since(*at);
                self.told.lost = self.told.lost.max(ago);
                assert!(ago < LOST_MAX, "«{typed}» was typed {ago:?} before and is not there: {:?}", self.next());
            }
        }
        let kept =
            draft.iter().flat_map(|form| self.day.answers(self.next()).into_iter().map(move |answer| (form, answer)));
        let before = Instant::now().checked_sub(LOST_MAX * 10).unwrap();
        let typed = kept.map(|(form, (field, _))| Typed { field, text: form.text(field).to_owned(), at: before });
        self.typed = typed.filter(|typed| !typed.text.is_empty()).collect();
    }

    /// The unsaved form, which must be that of what is done next; nothing of anybody else's.
    fn draft(&self) -> Option<Form> {
        let drafts = Drafts::open(&self.folder().drafts(), &self.key).unwrap();
        assert_eq!(drafts.of("L. Soto").unwrap().len(), 0, "typed by somebody else");
        // One that was saved when the power went is forgotten at the next unlock, by the name that was saved with it.
        let closed = Store::open(&self.folder().database(), &self.key).unwrap().setting(CLOSED_DRAFT).unwrap();
        let is_closed = |form: &str, subject: &str| closed.as_deref() == Some(&format!("{form} {subject} M. Ruiz"));
        let mut kept = drafts.of("M. Ruiz").unwrap();
        kept.retain(|kept| kept.form != "place" && !is_closed(&kept.form, &kept.subject));
        assert!(kept.len() <= 1, "{kept:?}");
        let kept = kept.first()?;
        let form: Form = serde_json::from_str(&kept.payload).unwrap();
        let act = self.next();
        assert_eq!(Some(form.kind()), act.form(), "{kept:?}");
        let case =
            kept.subject.split('/').nth(1).and_then(|id| id.parse().ok()).or(form.elder().map(|elder| elder.case));
        let mut store = Store::open(&self.folder().database(), &self.key).unwrap();
        store.seat("M. Ruiz", Role::Administrator, "CHP");
        if let Some(case) = case {
            let child = if form.elder().is_some() { act.child - 1 } else { act.child };
            let person = store.sheet(case).unwrap().unwrap().person.unwrap();
            let of = [Some(Day::child(child).0), Some(self.day.word.as_str())];
            assert_eq!(["given_names", "surname2"].map(|name| person.named(name)), of, "{kept:?}");
        }
        Some(form)
    }

    fn next(&self) -> Act {
        self.acts[self.done]
    }

    fn advance(&mut self) {
        self.typed.clear();
        self.done += 1;
        if self.done == self.acts.len() {
            self.told.days += 1;
            (self.done, self.day) = (0, Day { word: word(self.told.days) });
        }
    }

    /// What a store holds once so much of this day is done, and all of the days before.
    fn expected(&self, done: usize) -> [usize; 5] {
        let mut counts = [0; 5];
        let before = self.acts.iter().cycle().take(self.acts.len() * usize::try_from(self.told.days).unwrap() + done);
        before.for_each(|act| counts[act.counts_as()] += 1);
        counts
    }

    fn held(&self) -> [usize; 5] {
        let file = rusqlite::Connection::open(self.folder().database()).unwrap();
        file.execute_batch(&format!("PRAGMA key = \"x'{}'\";", self.key.expose_hex().as_str())).unwrap();
        TABLES.map(|table| {
            let sql = format!("SELECT count(*) FROM {table} WHERE voided IS NULL");
            usize::try_from(file.query_row(&sql, (), |row| row.get::<_, i64>(0)).unwrap()).unwrap()
        })
    }

    /// The other officer is offered nothing.
    fn show_to_the_other(&self) {
        let mut terminal = Terminal::start(self.folder().path());
        terminal.wait("M. Ruiz").press("F4").wait("L. Soto").text(PASSPHRASE).press("Enter").wait("Cobijo  Inicio");
        assert!(!terminal.screen().contains("SIN GUARDAR"), "{}", terminal.screen());
        terminal.press("F7").wait("obligatorios 0/8");
        assert!(!terminal.screen().contains(OFFERED), "{}", terminal.screen());
        terminal.press("F10").end();
    }

    /// Nothing is offered on another form, nor on the same one of another child.
    fn show_elsewhere(&self, terminal: &mut Terminal) {
        let Some(form) = self.draft() else { return };
        if form.kind() != FormKind::Intake {
            terminal.press("F7").wait("obligatorios 0/8");
            assert!(!terminal.screen().contains(OFFERED), "{}", terminal.screen());
            terminal.press("Esc").wait("Cobijo  Inicio");
        }
        let registered = self.acts[..self.done].iter().filter(|act| act.counts_as() == 0);
        let Some(other) = registered.map(|act| act.child).find(|child| *child != self.next().child) else { return };
        for stroke in &self.day.open(other) {
            do_it(terminal, stroke);
        }
        for (key, form) in [("Insert", "Contacto nuevo"), ("F6", "Registrar llamada")] {
            terminal.press(key).wait(form);
            assert!(!terminal.screen().contains(OFFERED), "{}", terminal.screen());
            terminal.press("Esc").wait("[3 Contactos");
        }
        for stroke in &Day::home() {
            do_it(terminal, stroke);
        }
    }

    /// Does one thing after the other.
    fn work(&mut self, hand: &mut Hand<'_>) -> Result<std::convert::Infallible, Gone> {
        let mut before = None;
        loop {
            let (act, day) = (self.next(), self.day.clone());
            for stroke in day.way(act, before) {
                hand.stroke(stroke)?;
            }
            let is_offered = hand.terminal.screen().contains(OFFERED);
            assert_eq!(is_offered, before.is_none() && !self.typed.is_empty(), "{}", hand.terminal.screen());
            if is_offered {
                hand.press(Key::Enter)?;
                hand.see(|screen| !screen.contains(OFFERED))?;
            }
            for stroke in Day::choose(act) {
                hand.stroke(stroke)?;
            }
            self.fill(act, is_offered, hand)?;
            let [Stroke::Key(key), Stroke::See(saved)] = Day::save(act) else {
                unreachable!("a key, and what it does")
            };
            hand.press(key)?;
            let is_saved = |screen: &str| saved.iter().all(|text| screen.contains(text.as_str()));
            hand.see(|screen| is_saved(screen) || screen.contains("parecido"))?;
            if !is_saved(&hand.terminal.screen()) {
                hand.letters("2")?;
                hand.see(is_saved)?;
            }
            self.told.acknowledged += 1;
            self.advance();
            before = (self.done > 0).then_some(act);
            if before.is_none() {
                Day::home().into_iter().try_for_each(|stroke| hand.stroke(stroke))?;
            }
        }
    }

    /// Types the answers that are not there yet, the rest of one that is there in part.
    fn fill(&mut self, act: Act, is_offered: bool, hand: &mut Hand<'_>) -> Result<(), Gone> {
        let texts = Texts::new(Lang::Es);
        for (number, answer) in self.day.answers(act) {
            let known = field(number).unwrap();
            let kept = self.typed.iter().find(|typed| typed.field == number).map(|typed| typed.text.clone());
            let rest = match &kept {
                Some(kept) if known.kind == Kind::Moment && kept.len() > answer.len() => "",
                Some(kept) => answer.strip_prefix(kept.as_str()).unwrap_or_else(|| panic!("«{kept}» was not typed")),
                None => answer.as_str(),
            };
            if is_offered && !rest.is_empty() {
                let first = act.form().unwrap().fields()[0];
                let label = |field: &Field| texts.get(&format!("field-{}-{}", field.entity.code(), field.name));
                hand.stand_on(&label(first), &label(known))?;
                if kept.is_some() {
                    hand.press(Key::End)?;
                }
            }
            let mut text = kept.unwrap_or_default();
            for letter in rest.chars() {
                text.push(letter);
                self.typed.push(Typed { field: number, text: text.clone(), at: Instant::now() });
                hand.press(Key::Char(letter))?;
            }
            if !rest.is_empty() {
                hand.press(Key::Enter)?;
            }
        }
        Ok(())
    }
}

/// A hand at the keyboard until the power goes.
struct Hand<'a> {
    terminal: Terminal,
    pace: &'a mut dyn FnMut() -> Duration,
    /// How many keys are left, where that is when the power goes.
    left: Option<usize>,
    cut_at: Arc<Mutex<Option<Instant>>>,
    /// Wakes who cuts the power later.
    _held: Sender<()>,
}

impl<'a> Hand<'a> {
    fn new(terminal: Terminal, cut: Cut, pace: &'a mut dyn FnMut() -> Duration) -> Self {
        let (held, stopped) = channel();
        let cut_at = Arc::new(Mutex::new(None));
        let left = match cut {
            Cut::Behind(keys) => Some(keys),
            Cut::After(after) => {
                let (kill, cut_at) = (terminal.killer(), Arc::clone(&cut_at));
                std::thread::spawn(move || {
                    stopped.recv_timeout(after).unwrap_or_default();
                    *cut_at.lock().unwrap() = Some(Instant::now());
                    kill();
                });
                None
            }
        };
        Self { terminal, pace, left, cut_at, _held: held }
    }

    fn press(&mut self, key: Key) -> Result<(), Gone> {
        self.terminal.key(key);
        if let Some(left) = &mut self.left {
            *left -= 1;
            if *left == 0 {
                *self.cut_at.lock().unwrap() = Some(Instant::now());
                self.terminal.kill();
                return Err(Gone);
            }
        }
        std::thread::sleep((self.pace)());
        Ok(())
    }

    fn letters(&mut self, letters: &str) -> Result<(), Gone> {
        letters.chars().try_for_each(|letter| self.press(Key::Char(letter)))
    }

    /// Waits until the screen is so.
    fn see(&mut self, is_so: impl Fn(&str) -> bool) -> Result<(), Gone> {
        if self.terminal.comes(is_so) {
            return Ok(());
        }
        assert!(self.cut_at.lock().unwrap().is_some(), "never seen:\n{}", self.terminal.screen());
        Err(Gone)
    }

    fn stroke(&mut self, stroke: Stroke) -> Result<(), Gone> {
        match stroke {
            Stroke::Key(key) => self.press(key),
            Stroke::Letters(letters) => self.letters(&letters),
            Stroke::See(texts) => self.see(|screen| texts.iter().all(|text| screen.contains(text.as_str()))),
        }
    }

    /// Goes to a field from the first one.
    fn stand_on(&mut self, first: &str, label: &str) -> Result<(), Gone> {
        if focus(&self.terminal.screen()).contains(label) {
            return Ok(());
        }
        self.press(Key::First)?;
        self.see(|screen| focus(screen).contains(first))?;
        loop {
            let before = focus(&self.terminal.screen());
            if before.contains(label) {
                return Ok(());
            }
            self.press(Key::Tab)?;
            self.see(|screen| focus(screen) != before)?;
        }
    }

    /// Waits for the end; when the power went.
    fn gone(mut self) -> Instant {
        self.terminal.end();
        self.cut_at.lock().unwrap().unwrap()
    }
}

fn do_it(terminal: &mut Terminal, stroke: &Stroke) {
    match stroke {
        Stroke::Key(key) => terminal.key(*key),
        Stroke::Letters(letters) => terminal.text(letters),
        Stroke::See(texts) => texts.iter().fold(terminal, |terminal, text| terminal.wait(text)),
    };
}

/// The line in focus.
fn focus(screen: &str) -> String {
    screen.lines().find(|line| line.starts_with('>')).unwrap_or_default().to_owned()
}

/// The word of a day: no other one begins like it.
fn word(day: u32) -> String {
    let letter = |by: u32| char::from(b'a' + u8::try_from(day / by % 26).unwrap());
    format!("K{}{}", letter(26), letter(1))
}
