//! A day's work of one officer as data: what is done for whom, with which keys, and what the screen says once it is saved.

#![allow(dead_code, reason = "each program uses its own part of this")]

use cobijo::form::layout::FormKind;
use cobijo::log::field::{Entity, named};
use cobijo::ui::key::Key;

/// Four groups of three, each with its surname.
const GROUPS: [(&str, [&str; 3]); 4] = [
    ("Ensayo", ["Itzel", "Brandon", "Marisol"]),
    ("Ficticia", ["Wilmer", "Yaneli", "Elder"]),
    ("Ejemplo", ["Óscar", "Dulce", "Kevin"]),
    ("Prueba", ["Jade", "Nahúm", "Suri"]),
];
const SERVED: usize = 10;
const CALLED: usize = 10;
const STEPPED: usize = 5;
/// The letters of the services that are given.
const SERVICES: [&str; 4] = ["a", "s", "v", "d"];

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    Intake,
    /// The service of this number.
    Service(usize),
    Contact,
    Call,
    Step,
}

/// One thing that is done and saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Act {
    /// Of which child, by its place in the day.
    pub child: usize,
    pub deed: Deed,
}

/// What an officer does next.
pub enum Stroke {
    Key(Key),
    Letters(String),
    /// Waits until all of this stands on the screen.
    See(Vec<String>),
}

/// A day. Its word tells its children from those of other days: their second surname, or `-` where they have none.
#[derive(Clone)]
pub struct Day {
    pub word: String,
}

/// Everything that is done, in order: those who came are registered first.
pub fn acts() -> Vec<Act> {
    let of = |child| {
        let services = (0..SERVICES.len()).map(Deed::Service).filter(move |_| child < SERVED);
        let calls = [Deed::Contact, Deed::Call].into_iter().filter(move |_| child < CALLED);
        let steps = (child < STEPPED).then_some(Deed::Step);
        services.chain(calls).chain(steps).map(move |deed| Act { child, deed })
    };
    let intakes = (0..GROUPS.len() * 3).map(|child| Act { child, deed: Deed::Intake });
    intakes.chain((0..GROUPS.len() * 3).flat_map(of)).collect()
}

impl Day {
    /// Given name and surname of a child.
    pub fn child(child: usize) -> (&'static str, &'static str) {
        let (surname, given) = GROUPS[child / 3];
        (given[child % 3], surname)
    }

    /// The way to where something is done: from the start screen, or from what was done before it.
    pub fn way(&self, act: Act, before: Option<Act>) -> Vec<Stroke> {
        let is_sibling = act.deed == Deed::Intake && !act.child.is_multiple_of(3);
        let goes_on = before.is_some_and(|before| {
            let elder = act.child.checked_sub(usize::from(is_sibling));
            Some(before.child) == elder && (before.deed == Deed::Intake) == (act.deed == Deed::Intake)
        });
        let mut way = Vec::new();
        if !goes_on {
            if before.is_some() {
                way.extend(Self::home());
            }
            if is_sibling || act.deed != Deed::Intake {
                way.extend(self.open(if is_sibling { act.child - 1 } else { act.child }));
            }
        }
        way.extend(match act.deed {
            // The form before it is called the same.
            Deed::Intake if is_sibling && goes_on => {
                vec![letters("h"), see(&["Cobijo  Hermano(a) de", "obligatorios"])]
            }
            Deed::Intake if is_sibling => vec![letters("h"), see(&["Cobijo  Hermano(a) de"])],
            Deed::Intake => vec![Stroke::Key(Key::Function(7)), see(&["Cobijo  Nuevo ingreso"])],
            Deed::Service(number) if goes_on && number > 0 => Vec::new(),
            Deed::Service(_) => vec![letters("2"), see(&["[2 Servicios"])],
            Deed::Contact => {
                vec![letters("3"), see(&["[3 Contactos"]), Stroke::Key(Key::Insert), see(&["Cobijo  Contacto nuevo"])]
            }
            Deed::Call => vec![Stroke::Key(Key::Function(6)), see(&["Cobijo  Registrar llamada"])],
            Deed::Step => vec![letters("4"), see(&["[4 Proceso"]), Stroke::Key(Key::Enter), see(&["Cobijo  Paso"])],
        });
        way
    }

    /// The way to the start screen.
    pub fn home() -> [Stroke; 4] {
        let key = |key| Stroke::Key(key);
        [key(Key::Function(3)), see(&["Cobijo  Casos"]), key(Key::Esc), see(&["Cobijo  Inicio"])]
    }

    /// Opens a child's case from the start screen.
    pub fn open(&self, child: usize) -> Vec<Stroke> {
        let (given, surname) = Self::child(child);
        let more = if self.word == "-" { String::new() } else { format!(".{}", self.word) };
        let found = format!("{surname}{}, {given}", more.replace('.', " "));
        let typed = letters(&format!("{given}.{surname}{more}"));
        vec![typed, see(&[&found]), Stroke::Key(Key::Enter), see(&[&found, "[1 Datos]"])]
    }

    /// What is typed into the fields of the form, by their numbers; nothing where there is none.
    pub fn answers(&self, act: Act) -> Vec<(u16, String)> {
        let (given, surname) = Self::child(act.child);
        let of = |entity, names: &[&str], texts: &[&str]| {
            let numbers = names.iter().map(|name| named(entity, name).number);
            numbers.zip(texts.iter().map(|text| (*text).to_owned())).collect::<Vec<_>>()
        };
        let person = |names: &[&str], texts: &[&str]| of(Entity::Person, names, texts);
        let case = |texts: &[&str]| of(Entity::Case, &["accompaniment", "health_urgent"], texts);
        match act.deed {
            Deed::Intake if !act.child.is_multiple_of(3) => {
                let sex = if act.child % 3 == 1 { "h" } else { "m" };
                [person(&["given_names", "sex", "birth_date"], &[given, sex, "9"]), case(&["1", "n"])].concat()
            }
            Deed::Intake => {
                let names = ["given_names", "surname1", "surname2", "sex", "birth_date", "nationality"];
                [person(&names, &[given, surname, &self.word, "h", "14", "hon"]), case(&["1", "n"])].concat()
            }
            Deed::Contact => of(
                Entity::Contact,
                &["name", "relationship", "country", "phone", "safe"],
                &["Rosa", "m", "hon", "98765432", "s"],
            ),
            Deed::Call if act.child.is_multiple_of(2) => {
                of(Entity::Call, &["outcome", "minutes", "child_spoke"], &["1", "5", "s"])
            }
            Deed::Call => of(Entity::Call, &["outcome", "retry_at"], &["2", "m9"]),
            Deed::Step => of(Entity::Step, &["document"], &["OPI/123"]),
            Deed::Service(_) => Vec::new(),
        }
    }

    /// What saves it, and what the screen says once it is saved and not before.
    pub fn save(act: Act) -> [Stroke; 2] {
        let saved = match act.deed {
            Deed::Intake => vec!["Ingreso guardado".to_owned()],
            Deed::Service(number) => vec![format!("[2 Servicios {}]", number + 1)],
            Deed::Contact => vec!["[3 Contactos".to_owned(), "1 Rosa · Madre".to_owned()],
            Deed::Call if act.child.is_multiple_of(2) => vec!["[3 Contactos".to_owned(), "Rosa · Contestó".to_owned()],
            Deed::Call => vec!["[3 Contactos".to_owned(), "Rosa · No contestó".to_owned()],
            Deed::Step => vec!["[4 Proceso".to_owned(), "OPI/123".to_owned()],
        };
        let key = if let Deed::Service(_) = act.deed { Key::Enter } else { Key::Function(2) };
        [Stroke::Key(key), Stroke::See(saved)]
    }

    /// Chooses a service; Intro counts once the choice stands on the screen.
    pub fn choose(act: Act) -> Vec<Stroke> {
        match act.deed {
            Deed::Service(number) => vec![letters(SERVICES[number]), see(&[" · Intro guarda"])],
            _ => Vec::new(),
        }
    }
}

impl Act {
    /// The form that it is typed into.
    pub const fn form(self) -> Option<FormKind> {
        match self.deed {
            Deed::Intake => Some(FormKind::Intake),
            Deed::Contact => Some(FormKind::Contact),
            Deed::Call => Some(FormKind::Call),
            Deed::Step => Some(FormKind::Step),
            Deed::Service(_) => None,
        }
    }

    /// The place among what is counted: cases, services, contacts, calls, steps.
    pub const fn counts_as(self) -> usize {
        match self.deed {
            Deed::Intake => 0,
            Deed::Service(_) => 1,
            Deed::Contact => 2,
            Deed::Call => 3,
            Deed::Step => 4,
        }
    }
}

fn letters(text: &str) -> Stroke {
    Stroke::Letters(text.to_owned())
}

fn see(texts: &[&str]) -> Stroke {
    Stroke::See(texts.iter().map(|text| (*text).to_owned()).collect())
}
