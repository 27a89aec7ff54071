//! Charts and maps at several sizes and levels of signs, and what must hold of them whatever the figures.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::domain::catalogue::STATES;
use cobijo::domain::period::Period;
use cobijo::i18n::Lang;
use cobijo::log::field::{Entity, named};
use cobijo::log::operation::Change;
use cobijo::render::picture;
use cobijo::render::shading::Shading;
use cobijo::report::{Scope, daily, report};
use cobijo::runtime::driver::Driver;
use cobijo::ui::canvas::{Canvas, Drawing, paint};
use cobijo::ui::chart::{self, Bar};
use cobijo::ui::glyph::Glyphs;
use cobijo::ui::key::Key;
use cobijo::ui::map::{self, Shade};
use cobijo::ui::theme::{Role, Theme};
use common::office::{self, Office, PASSPHRASE, half_year};
use common::{Desk, new_id};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::BTreeSet;

/// What is drawn in a window of this size, as text.
fn drawn((width, height): (u16, u16), glyphs: Glyphs, draw: impl FnOnce(&mut Canvas<'_>)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| paint(frame, Drawing { theme: Theme::Plain, glyphs }, draw)).unwrap();
    let buffer = terminal.backend().buffer();
    let row = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..height).map(|y| row(y) + "\n").collect()
}

fn months() -> Vec<Bar> {
    let months = [("enero", 102, 46), ("febrero", 0, 0), ("marzo", 141, 69), ("abril", 1_650, 76), ("mayo", 1, 0)];
    let bar = |(label, one, other): (&str, u64, u64)| Bar {
        label: label.to_owned(),
        parts: vec![one, other],
        said: vec![(one + other).to_string(), format!("{one} / {other}")],
        is_chosen: false,
    };
    months.map(bar).to_vec()
}

/// Figures as of one year of an institute.
fn shades() -> Vec<Shade> {
    let figure = |code: &str| match code {
        "CHP" => 17_034,
        "TAB" => 5_120,
        "MOR" => 5_000,
        "PUE" => 5_001,
        "TAM" => 2_230,
        "VER" => 1_410,
        "SON" => 960,
        "OAX" => 58,
        "BCN" => 41,
        "CMX" | "TLA" => 3,
        _ => 0,
    };
    let shading = Shading::new(17_034);
    let shade = |figure: u64| {
        let short = if figure > 9_999 { format!("{}k", figure / 1000) } else { figure.to_string() };
        Shade { class: shading.class(figure), said: vec![cobijo::render::number(figure), short] }
    };
    STATES.iter().map(|state| shade(figure(&state.code))).collect()
}

fn chosen(code: &str) -> usize {
    STATES.iter().position(|state| state.code == code).unwrap()
}

#[test]
fn charts_and_maps_look_so() {
    let bars = months();
    let mut looks = Vec::new();
    for (size, glyphs) in
        [((76, 5), Glyphs::Full), ((76, 5), Glyphs::Console), ((56, 4), Glyphs::Ascii), ((20, 5), Glyphs::Full)]
    {
        looks.push(format!("bars {size:?} {}\n", glyphs.code()));
        looks.push(drawn(size, glyphs, |canvas| chart::draw(&bars, 1_726, canvas)));
    }
    let single: Vec<Bar> =
        (0..5_u64).map(|n| Bar { label: n.to_string(), parts: vec![n * n * 7], ..Bar::default() }).collect();
    for glyphs in Glyphs::ALL {
        looks.push(format!("one part, and days, {}\n", glyphs.code()));
        looks.push(drawn((40, 5), glyphs, |canvas| chart::draw(&single, 112, canvas)));
        looks.push(drawn((40, 1), glyphs, |canvas| {
            canvas.put(0, 0, Role::Body, &chart::spark(&[0, 3, 5, 8, 9, 12, 14, 3, 1]));
        }));
    }
    for (size, glyphs) in [((78, 10), Glyphs::Full), ((58, 10), Glyphs::Ascii)] {
        looks.push(format!("tiles {size:?} {}\n", glyphs.code()));
        looks.push(drawn(size, glyphs, |canvas| map::draw_tiles(&shades(), chosen("SON"), canvas)));
    }
    for size in [(50, 16), (58, 11), (100, 32)] {
        looks.push(format!("outlines {size:?}\n"));
        looks.push(drawn(size, Glyphs::Full, |canvas| map::draw_outlines(&shades(), chosen("SON"), canvas)));
    }
    insta::assert_snapshot!("pictures", looks.concat());
}

#[test]
fn pictures_stay_in_their_area_down_to_nothing() {
    for size in [(1, 1), (2, 1), (3, 9), (20, 5), (59, 3), (200, 60), (250, 80)] {
        drawn(size, Glyphs::Full, |canvas| map::draw_outlines(&shades(), 0, canvas));
        drawn(size, Glyphs::Full, |canvas| map::draw_tiles(&shades(), 0, canvas));
        drawn(size, Glyphs::Full, |canvas| chart::draw(&months(), 1_726, canvas));
    }
}

#[test]
fn every_state_has_one_tile_and_arrows_reach_it_from_each_other_one() {
    let tiles = drawn((90, 10), Glyphs::Full, |canvas| map::draw_tiles(&shades(), 0, canvas));
    for state in STATES.iter() {
        assert_eq!(tiles.matches(&state.code).count(), 1, "{}", state.code);
    }
    for from in 0..STATES.len() {
        let mut reached = BTreeSet::from([from]);
        let mut waiting = vec![from];
        while let Some(state) = waiting.pop() {
            let arrows = [Key::Left, Key::Right, Key::Up, Key::Down];
            let next = arrows.into_iter().filter_map(|arrow| map::walk(state, arrow));
            waiting.extend(next.filter(|next| reached.insert(*next)));
        }
        assert_eq!(reached.len(), STATES.len(), "from {}", STATES[from].code);
    }
    assert_eq!(map::walk(chosen("SON"), Key::Right), Some(chosen("CHH")));
    assert_eq!(map::walk(chosen("VER"), Key::Right), Some(chosen("YUC")));
    assert_eq!(map::walk(chosen("TAM"), Key::Right), None);
}

#[test]
fn every_state_shows_on_the_outlines_and_looks_like_its_class() {
    let blank = vec![Shade::default(); STATES.len()];
    let base = drawn((78, 24), Glyphs::Full, |canvas| map::draw_outlines(&blank, 99, canvas));
    for state in 0..STATES.len() {
        let mut looks = BTreeSet::from([base.clone()]);
        for class in 1..=3 {
            let mut shades = blank.clone();
            shades[state].class = class;
            looks.insert(drawn((78, 24), Glyphs::Full, |canvas| map::draw_outlines(&shades, 99, canvas)));
        }
        // The least states are one or two dots, in which no pattern fits.
        let least =
            if ["CMX", "TLA", "MOR", "COL", "AGU", "QUE"].contains(&STATES[state].code.as_str()) { 1 } else { 4 };
        assert!(looks.len() >= least, "{}: {}", STATES[state].code, looks.len());
    }
}

#[test]
fn the_tabs_look_so() {
    let office = Office::filled(300, 20);
    let mut looks = Vec::new();
    for (lang, size) in [(Lang::Es, (80, 24)), (Lang::En, (80, 24)), (Lang::Es, (60, 18)), (Lang::Es, (120, 40))] {
        let office = office.copy();
        let mut driver = half_year(&office, lang, size);
        let mut look = |what: &str, driver: &mut Driver, glyphs: Glyphs| {
            looks.push(format!("{what} {lang:?} {size:?} {}\n", glyphs.code()));
            looks.push(driver.draw_as(Drawing { theme: Theme::Plain, glyphs }).screen() + "\n");
        };
        driver.letters("2");
        look("months", &mut driver, Glyphs::Full);
        driver.press(Key::Right);
        look("nationalities", &mut driver, Glyphs::Console);
        for _ in 0..4 {
            driver.press(Key::Right);
        }
        look("services", &mut driver, Glyphs::Ascii);
        driver.letters("3").press(Key::Left);
        look("tiles", &mut driver, Glyphs::Ascii);
        driver.letters(" ");
        look("outlines", &mut driver, Glyphs::Full);
        look("outlines without braille", &mut driver, Glyphs::Console);
        driver.letters(" ").press(Key::End);
        look("list", &mut driver, Glyphs::Full);
        driver.letters("4");
        look("comparing", &mut driver, Glyphs::Full);
        driver.press(Key::End);
        look("what accounts for it", &mut driver, Glyphs::Ascii);
        driver.letters("5");
        look("statement", &mut driver, Glyphs::Full);
    }
    insta::assert_snapshot!("tabs", looks.concat());
}

#[test]
fn arrows_lead_to_a_state_and_enter_opens_it_and_esc_comes_back() {
    let office = Office::filled(300, 20);
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.letters("3");
    office::see(&mut driver, ">CHP");
    driver.press(Key::Left);
    office::see(&mut driver, "Oaxaca (OAX)");
    driver.press(Key::Enter);
    office::see(&mut driver, "[1 Cuadros]");
    office::see(&mut driver, "Oaxaca");
    driver.press(Key::Esc);
    office::see(&mut driver, "[3 Mapa]");
    office::see(&mut driver, "Todas las oficinas");
    office::see(&mut driver, "Oaxaca (OAX)");
    driver.press(Key::Esc);
    office::miss(&mut driver, "[3 Mapa]");
}

#[test]
fn whoever_limits_the_figures_anew_does_not_come_back_to_the_map() {
    let office = Office::filled(30, 20);
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.letters("3").press(Key::Enter).press(Key::Function(4)).letters("todas").press(Key::Enter).press(Key::Esc);
    office::miss(&mut driver, "[3 Mapa]");
}

#[test]
fn a_period_that_is_not_over_stands_beside_as_many_days_and_beside_whatever_is_typed() {
    let office = Office::filled(300, 20);
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.letters("4");
    office::see(&mut driver, ">2018-01-01..2018-06-15 (corte igual)");
    office::see(&mut driver, "15 de junio de 2018");
    driver.letters(" ");
    office::see(&mut driver, ">2018-H1");
    office::see(&mut driver, "enero-junio");
    driver.press(Key::Enter).letters("2s 2018").press(Key::Enter);
    office::see(&mut driver, ">2018-H2");
    driver.press(Key::Enter).letters("x").press(Key::Enter);
    office::see(&mut driver, "No es un periodo");
    driver.press(Key::Ctrl('u')).press(Key::Enter);
    office::see(&mut driver, ">2018-H1");
}

#[test]
fn an_edited_copy_is_kept_until_it_is_given_up_twice() {
    let office = Office::filled(300, 20);
    let mut driver = half_year(&office, Lang::Es, (80, 24));
    driver.letters("5").press(Key::Ctrl('e')).letters(" Fin 2 + 3?").press(Key::Enter);
    office::see(&mut driver, "Fin 2 + 3?");
    office::see(&mut driver, "Copia editada, cifras de 2019-H1");
    driver.letters("+");
    office::see(&mut driver, "Fin 2 + 3?");
    driver.press(Key::Delete);
    office::miss(&mut driver, "Fin 2 + 3?");
    driver.letters("  ");
    office::see(&mut driver, "English");
    // Another copy takes its place only where that was said.
    driver.press(Key::Ctrl('e'));
    office::see(&mut driver, "Ya hay una copia editada");
    driver.letters("  ").press(Key::Ctrl('e'));
    office::see(&mut driver, "Ya hay una copia editada");
    driver.press(Key::Delete);
    office::see(&mut driver, "Fin 2 + 3?");
    // Also what is half typed when nobody may be at the screen any more.
    driver.press(Key::Ctrl('e')).letters(" Más.").press(Key::Esc).press(Key::Ctrl('l'));
    driver.letters(PASSPHRASE).press(Key::Enter);
    office::see(&mut driver, "Fin 2 + 3? Más.");
    driver.press(Key::Esc);
    office::see(&mut driver, "se pierde");
    driver.press(Key::Up).press(Key::Esc);
    office::see(&mut driver, "se pierde");
    driver.press(Key::Esc);
    office::miss(&mut driver, "[5 Texto]");
}

#[test]
fn days_add_up_to_what_the_report_of_their_period_counts() {
    let office = Office::filled(300, 20);
    let facts = office.beside().0.facts().unwrap();
    for (period, scope) in [
        ("2019-05-17..2019-06-15", Scope::default()),
        ("2019-06", Scope { states: vec!["CHP".to_owned()], ..Scope::default() }),
        ("2019-06-15..2019-06-15", Scope { offices: vec!["TAP".to_owned()], ..Scope::default() }),
    ] {
        let period = Period::parse(period).unwrap();
        let days = daily::services(&facts, &scope, period);
        assert_eq!(u64::try_from(days.len()).unwrap(), period.days());
        let acts = report(&facts, &scope, period).measures.services.map(|counts| counts.acts);
        assert_eq!(days.iter().sum::<u64>(), acts.iter().sum::<u64>(), "{period}");
    }
}

#[test]
fn the_state_of_an_office_of_the_stores_own_is_inside_without_a_case() {
    let mut desk = Desk::new();
    let with = |name| named(Entity::Office, name).number;
    let office = Change::new(Entity::Office, new_id()).with(with("code"), "NVA");
    desk.save(vec![office.with(with("state"), "YUC").with(with("name"), "Nueva").with(with("zone"), "America/Merida")]);
    let scope = Scope { offices: vec!["NVA".to_owned()], ..Scope::default() };
    let report = report(&desk.store.facts().unwrap(), &scope, Period::parse("2019").unwrap());
    for state in STATES.iter() {
        let expected = if state.code == "YUC" { Ok(0) } else { Err("map-outside") };
        assert_eq!(picture::of_state(&report, state), expected, "{}", state.code);
    }
}
