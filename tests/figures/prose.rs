//! The statement: numbers as the institute writes them, and sentences that are right for none, one and many.

use super::{case, counted, country, mixed, rendered, sources_of};
use cobijo::domain::age::AgeGroup;
use cobijo::domain::code::{Accompaniment, Kind, Outcome, Sex};
use cobijo::domain::moment::Moment;
use cobijo::domain::period::Period;
use cobijo::i18n::{Lang, Texts};
use cobijo::render::html::write_html;
use cobijo::render::prose::{WITHIN, in_words, statement, write_prose};
use cobijo::report::comparison::compare;
use cobijo::report::facts::{CaseFact, Facts, NONE, Sources};
use cobijo::report::public::public;
use cobijo::report::{Report, Scope};

#[test]
fn numbers_are_written_as_the_institute_writes_them() {
    let (es, en) = (Texts::new(Lang::Es), Texts::new(Lang::En));
    let check = |value, spanish: &str, english: &str| {
        assert_eq!((in_words(&es, value).as_str(), in_words(&en, value).as_str()), (spanish, english));
    };
    check(0, "cero", "zero");
    check(1, "uno", "one");
    check(2, "dos", "two");
    check(9, "nueve", "nine");
    check(10, "10", "10");
    check(999, "999", "999");
    check(1_000, "mil", "1,000");
    check(1_001, "mil 1", "1,001");
    check(1_204, "mil 204", "1,204");
    check(2_000, "2 mil", "2,000");
    check(10_135, "10 mil 135", "10,135");
    check(100_000, "100 mil", "100,000");
    check(1_000_000, "un millón", "1,000,000");
    check(1_001_000, "un millón mil", "1,001,000");
    check(1_000_001, "un millón 1", "1,000,001");
    check(2_350_020, "2 millones 350 mil 20", "2,350,020");
    check(1_000_000_000, "mil millones", "1,000,000,000");
}

fn said_of(report: &Report, lang: Lang, as_of: &str) -> String {
    rendered((report, None), (lang, as_of), false, |document| statement(document).join("\n").replace(WITHIN, " "))
}

fn said(sources: &Sources, lang: Lang) -> String {
    said_of(&counted(sources, "2019"), lang, "2020-01-18T09:00")
}

/// So many cases alike, without services and calls.
fn alike(count: u32, like: CaseFact) -> Sources {
    let cases = (0..count).map(|number| CaseFact { id: number, child: number, ..like }).collect();
    Sources { services: Vec::new(), calls: Vec::new(), ..sources_of(cases) }
}

/// Looks for words in both statements of some cases, and for what stands in neither.
fn check(sources: &Sources, spanish: &[&str], english: &[&str]) {
    let (es, en) = (said(sources, Lang::Es), said(sources, Lang::En));
    for (words, said) in spanish.iter().zip(std::iter::repeat(&es)).chain(english.iter().zip(std::iter::repeat(&en))) {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let rest = es.replace("de cero a 11", "x") + &en.replace("aged 0 to 11", "x");
    let wrong = [" 0 ", " cero ", "zero", "{", "prose-", "  "].iter().find(|wrong| rest.contains(**wrong));
    assert_eq!(wrong, None, "{es}\n{en}");
}

fn girl() -> CaseFact {
    CaseFact { sex: Some(Sex::Female), accompaniment: Some(Accompaniment::Unaccompanied), ..case(0) }
}

#[test]
fn the_children_are_right_for_none_one_and_many() {
    let girl = girl();
    check(
        &alike(0, girl),
        &["En 2019, las y los Oficiales de Protección a la Infancia (OPI) no registraron casos"],
        &["recorded no cases"],
    );
    check(
        &alike(1, girl),
        &[
            "asistieron a una niña o adolescente extranjera, que viajaba no acompañada.",
            "Esta persona es de Honduras.",
            "Esta persona tiene de 12 a 17 años.",
        ],
        &[
            "assisted one foreign girl or adolescent, who was unaccompanied.",
            "The child was from Honduras.",
            "The child was aged 12 to 17.",
        ],
    );
    check(&alike(1, case(0)), &["asistieron a un niño o adolescente extranjero."], &["one foreign boy or adolescent."]);
    check(
        &alike(1, CaseFact { sex: None, ..case(0) }),
        &["a una persona extranjera menor de 18 años."],
        &["one foreign child"],
    );
    check(
        &alike(2, girl),
        &[
            "asistieron a dos niñas, niños y adolescentes (NNA) extranjeros, todos ellos no acompañados.",
            "Todos los no acompañados son originarios",
            "Todos son de Honduras.",
            "Todos son mujeres.",
        ],
        &["assisted two foreign children and adolescents, all of them unaccompanied.", "All of them were female."],
    );
    check(&alike(1_204, girl), &["asistieron a mil 204 niñas, niños"], &["assisted 1,204 foreign"]);
}

#[test]
fn the_other_cases_are_right_for_one_and_many() {
    let repatriated = CaseFact { kind: Kind::Repatriated, ..case(0) };
    check(
        &alike(1, repatriated),
        &["atendieron un caso de una niña, un niño o adolescente de México"],
        &["attended one case of a Mexican child"],
    );
    check(
        &alike(9, repatriated),
        &["atendieron nueve casos de niñas, niños y adolescentes (NNA) mexicanos repatriados"],
        &["attended nine cases"],
    );
    let received = CaseFact { kind: Kind::Received, ..case(0) };
    check(
        &alike(1, received),
        &["atendieron un caso de una niña, un niño o adolescente de otro país"],
        &["attended one case"],
    );
    check(&alike(10, received), &["atendieron 10 casos de niñas"], &["attended 10 cases of foreign children"]);
    let returned = CaseFact { outcome: Some(Outcome::AssistedReturn), ..case(0) };
    check(
        &alike(1, returned),
        &["el caso de una niña, un niño o adolescente de otro país (uno por retorno asistido)"],
        &["(one by assisted return)"],
    );
    check(
        &alike(2, returned),
        &["En el mismo periodo concluyeron con una devolución al país de origen los casos de dos NNA extranjeros"],
        &["the cases of two foreign children"],
    );
}

#[test]
fn a_list_of_ones_is_in_the_singular() {
    let mut mixed_pair = alike(2, girl());
    mixed_pair.cases[1] = CaseFact {
        nationality: country("XXA"),
        sex: None,
        group: AgeGroup::MINORS[0],
        accompaniment: None,
        ..mixed_pair.cases[1]
    };
    check(
        &mixed_pair,
        &[
            ", de los cuales uno viajaba no acompañado.",
            "Por nacionalidad, uno es de Honduras y uno apátrida.",
            "Por grupo de edad, uno tiene de cero a 11 años y uno de 12 a 17 años.",
            "Por sexo, uno es mujer y uno de sexo no especificado.",
        ],
        &["By nationality, one was from Honduras and one stateless.", "of whom one was unaccompanied"],
    );
    mixed_pair.cases[1].nationality = NONE;
    check(
        &mixed_pair,
        &["uno es de Honduras y uno de nacionalidad no especificada."],
        &["one of unspecified nationality."],
    );
}

#[test]
fn lists_go_by_size_with_the_others_last_and_y_becomes_e() {
    let mut cases = Vec::new();
    for (count, code) in [(3, "CUB"), (20, "HND"), (10, "GTM"), (5, "SLV"), (2, "HTI"), (2, "BRA")] {
        cases.extend((0..count).map(|number| CaseFact { nationality: country(code), ..case(number) }));
    }
    cases.sort_by_key(|case| case.opened_minutes);
    let mut sources = sources_of(cases);
    sources.offices[1].state =
        u8::try_from(cobijo::domain::catalogue::STATES.iter().position(|s| s.code == "HID").unwrap()).unwrap();
    sources.cases.iter_mut().take(12).for_each(|case| case.office = 1);
    let es = said(&sources, Lang::Es);
    let list = "Por nacionalidad, 20 son de Honduras; 10 de Guatemala; cinco de El Salvador; tres de Cuba y cuatro de otros países.";
    assert!(es.contains(list), "{es}");
    assert!(es.contains("con más casos de NNA extranjeros fueron Chiapas e Hidalgo."), "{es}");
}

#[test]
fn the_period_is_that_of_the_data() {
    let begin = |period: &str, as_of: &str, lang| said_of(&counted(&mixed(), period), lang, as_of);
    let check = |period, as_of, spanish: &str, english: &str| {
        let (es, en) = (begin(period, as_of, Lang::Es), begin(period, as_of, Lang::En));
        assert!(es.starts_with(spanish), "{es}");
        assert!(en.starts_with(english), "{en}");
        let is_early = as_of < "2019-07";
        assert_eq!(es.contains("Cifras preliminares al"), is_early, "{es}");
        assert_eq!(en.contains("Preliminary figures as of"), is_early, "{en}");
    };
    check(
        "2019-H1",
        "2019-07-18T09:00",
        "De enero a junio de 2019, las y los Oficiales",
        "From January to June 2019, child",
    );
    check("2019-H1", "2019-06-15T14:32", "Del 1 de enero al 15 de junio de 2019, ", "From 1 January to 15 June 2019, ");
    check("2019-H1", "2019-06-30T14:32", "Del 1 de enero al 30 de junio de 2019, ", "From 1 January to 30 June 2019, ");
    check(
        "2018-12..2019-06",
        "2019-07-18T09:00",
        "De diciembre de 2018 a junio de 2019, ",
        "From December 2018 to June 2019, ",
    );
    check("2019-05", "2019-07-18T09:00", "En mayo de 2019, ", "In May 2019, ");
    check("2019-05-07..2019-05-20", "2019-07-18T09:00", "Del 7 al 20 de mayo de 2019, ", "From 7 to 20 May 2019, ");
    check("2019-05-07..2019-05-07", "2019-07-18T09:00", "El 7 de mayo de 2019, ", "On 7 May 2019, ");
}

#[test]
fn what_may_not_be_told_is_told_as_few_or_not_at_all() {
    let published = |count| said_of(&public(&counted(&alike(count, girl()), "2019")), Lang::Es, "2020-01-18T09:00");
    let few = published(3);
    assert!(few.contains("asistieron a menos de cinco niñas, niños y adolescentes (NNA) extranjeros"), "{few}");
    assert!(!few.contains("tres") && !few.contains(" 3 "), "{few}");
    assert!(published(30).contains("asistieron a 30 niñas"));
    // Where only pooled nationalities are left, none is told, nor "another"; and nothing stands in brackets.
    let mut sources = alike(8, girl());
    for (case, nationality) in sources.cases.iter_mut().zip(0_u16..) {
        (case.nationality, case.outcome) = (nationality, Some(Outcome::Deportation));
    }
    sources.cases[0].outcome = Some(Outcome::AssistedReturn);
    let pooled = said_of(&public(&counted(&sources, "2019")), Lang::Es, "2020-01-18T09:00");
    assert!(!pooled.contains("de otro") && !pooled.contains("()"), "{pooled}");
}

/// The statement of everything there is, beside another period, as it is printed.
fn whole(lang: Lang, scope: &Scope) -> String {
    let sources = mixed();
    let (facts, as_of) = (Facts::new(sources), Moment::parse("2019-08-10T10:00-06:00", chrono_tz::UTC).unwrap());
    let report = cobijo::report::report(&facts, scope, Period::parse("2019-H2").unwrap());
    let comparison = compare(&facts, &report, Period::parse("2019-H1").unwrap(), as_of);
    rendered((&report, Some(&comparison)), (lang, "2019-08-10T10:00"), false, |document| {
        let mut out = Vec::new();
        write_prose(&mut out, document).unwrap();
        String::from_utf8(out).unwrap()
    })
}

/// Nobody came yet, which is not that nobody came, and no fall of a hundred per cent.
#[test]
fn of_a_period_that_has_not_begun_there_is_nothing_to_say() {
    let (facts, as_of) = (Facts::new(mixed()), Moment::parse("2019-08-10T10:00-06:00", chrono_tz::UTC).unwrap());
    let report = cobijo::report::report(&facts, &Scope::default(), Period::parse("2020-H1").unwrap());
    let comparison = compare(&facts, &report, Period::parse("2019-H1").unwrap(), as_of);
    assert!(comparison.change("foreign").is_some_and(|change| change.absolute < 0));
    for (lang, said) in [
        (Lang::Es, "De enero a junio de 2020 aún no hay cifras: ese periodo no ha empezado."),
        (Lang::En, "From January to June 2020 there are no figures yet: that period has not begun."),
    ] {
        let stamp = (lang, "2019-08-10T10:00");
        let statement = rendered((&report, Some(&comparison)), stamp, false, statement);
        assert_eq!((statement[0].as_str(), statement.len()), (said, 2), "{statement:?}");
    }
}

#[test]
fn no_line_ends_inside_a_number() {
    let is_part = |word: &str| word == "mil" || word.starts_with(|c: char| c.is_ascii_digit());
    for count in (1_010..9_000).step_by(397) {
        let report = counted(&alike(count, girl()), "2019");
        let lines = rendered((&report, None), (Lang::Es, "2020-01-18T09:00"), false, |document| {
            let mut out = Vec::new();
            write_prose(&mut out, document).unwrap();
            String::from_utf8(out).unwrap()
        });
        for (line, next) in lines.lines().zip(lines.lines().skip(1)) {
            let [last, first] = [line.split(' ').next_back(), next.split(' ').next()].map(Option::unwrap_or_default);
            assert!(!(is_part(last) && is_part(first)), "{lines}");
        }
        assert!(!lines.contains(WITHIN) && lines.lines().all(|line| line.chars().count() <= 80), "{lines}");
        let html = rendered((&report, None), (Lang::Es, "2020-01-18T09:00"), false, |document| {
            let mut out = Vec::new();
            write_html(&mut out, document).unwrap();
            String::from_utf8(out).unwrap()
        });
        assert!(html.contains(&in_words(&Texts::new(Lang::Es), count.into()).replace(' ', WITHIN)));
    }
}

#[test]
fn a_whole_statement_reads_well() {
    let scope = Scope { states: vec!["CHP".to_owned(), "SON".to_owned()], offices: vec![] };
    insta::assert_snapshot!("spanish", whole(Lang::Es, &scope));
    insta::assert_snapshot!("english", whole(Lang::En, &Scope::default()));
    insta::assert_snapshot!("one_nationality", said(&alike(12, case(0)), Lang::Es));
    insta::assert_snapshot!("one_case", said(&alike(1, case(0)), Lang::Es));
    insta::assert_snapshot!("no_case", said(&alike(0, case(0)), Lang::Es));
}
