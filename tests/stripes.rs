//! Pictures are shaded in a way that prints: whatever has a pattern is striped by one line, cut to all of its shapes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use cobijo::domain::catalogue::STATES;
use cobijo::i18n::{Lang, Texts};
use cobijo::render::picture::{Picture, Place};
use cobijo::render::svg;
use std::collections::BTreeMap;

/// What is told by a pattern, in charts and on the map.
const STRIPED: [&str; 5] = ["s1", "s2", "s3", "c1", "c2"];

fn pictures() -> Vec<(&'static str, String)> {
    let picture = |name| Picture {
        name,
        title: "A & B".to_owned(),
        series: ["a", "b", "c", "d"].map(str::to_owned).to_vec(),
        rows: vec![("enero de 2019".to_owned(), vec![5, 40, 3, 1]), ("febrero de 2019".to_owned(), vec![9, 0, 30, 12])],
    };
    let figures = (0..).map(|at: u64| (!at.is_multiple_of(5)).then_some(at * at * at));
    let place = |(state, figure): (&'static cobijo::domain::catalogue::State, Option<u64>)| Place {
        code: &state.code,
        name: &state.es,
        figure,
        absence: if figure.is_none() { "map-outside" } else { "map-pooled" },
    };
    let places: Vec<Place> = STATES.iter().zip(figures).map(place).collect();
    let map = svg::map(&Texts::new(Lang::Es), "A map", &places);
    vec![("months", svg::columns(&picture("months"))), ("care", svg::bars(&picture("care"))), ("map", map)]
}

/// The shapes of each class, one after the other.
fn shapes(svg: &str) -> BTreeMap<&str, String> {
    let mut shapes: BTreeMap<&str, String> = BTreeMap::new();
    for shape in svg.split("<path class=\"").skip(1) {
        let (class, rest) = shape.split_once('"').unwrap();
        let line = rest.split_once(" d=\"").unwrap().1.split_once('"').unwrap().0;
        *shapes.entry(class).or_default() += line;
    }
    shapes
}

#[test]
fn what_has_a_pattern_is_striped_by_one_line_cut_to_its_shapes() {
    let pictures = pictures();
    for (name, svg) in &pictures {
        let shapes = shapes(svg);
        assert!(!svg.contains("<pattern"), "{name}");
        for class in STRIPED {
            let clip = shapes
                .get(class)
                .map(|line| format!("<clipPath id=\"{name}-{class}\"><path d=\"{line}\"/></clipPath><path class=\"k k-{class}\" clip-path=\"url(#{name}-{class})\""));
            assert_eq!(svg.matches(&format!("k-{class}\"")).count(), usize::from(clip.is_some()), "{name} {class}");
            assert!(clip.is_none_or(|clip| svg.contains(&clip)), "{name} {class}");
        }
    }
    let used = |class: &&str| pictures.iter().any(|(_, svg)| shapes(svg).contains_key(*class));
    assert!(STRIPED.iter().all(used));
}

/// Words stand over what is drawn, and stripes over their shapes alone.
#[test]
fn no_shape_lies_over_words() {
    for (name, svg) in pictures() {
        let words = svg.find("<text").unwrap();
        let shape = svg.rfind("<path class=\"s").max(svg.rfind("<path class=\"c")).max(svg.rfind("<path class=\"k"));
        assert!(shape.unwrap() < words, "{name}");
    }
}

#[test]
fn a_page_says_how_each_stripe_looks_and_a_swatch_has_them_too() {
    let style = include_str!("../assets/bulletin.css");
    for class in STRIPED {
        assert!(style.contains(&format!(".k-{class} {{")), "{class}");
        assert!(svg::swatch(class).contains(&format!("class=\"k k-{class}\"")), "{class}");
    }
    assert!(!svg::swatch("c3").contains("class=\"k") && !style.contains("url("));
}
