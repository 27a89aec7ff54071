//! Somebody who wants to know the small counts: reads a printed report back, writes down every equation that holds
//! whatever the store is, and narrows each count by all the others until nothing moves.

use cobijo::domain::catalogue::STATES;
use cobijo::domain::code::ServiceCategory;
use serde_json::Value;
use std::collections::BTreeMap;

/// Nothing is known from above.
const MANY: i64 = 1 << 40;
const GROUPS: [&str; 3] = ["0-11", "12-17", "unspecified"];
const CLASSES: [&str; 3] = ["accompanied", "unaccompanied", "unspecified"];
const SEXES: [&str; 4] = ["male", "female", "other", "unspecified"];
const FOUR: [&str; 4] = ["SLV", "GTM", "HND", "NIC"];
const NEEDS: [&str; 6] = ["health", "food", "clothing", "rest", "call_offered", "call_spoke"];
const DELAYS: [&str; 4] = ["2h", "24h", "later", "never"];

/// What is known of each count, and how they hang together.
#[derive(Default)]
pub struct Knowledge {
    places: BTreeMap<String, usize>,
    bounds: Vec<(i64, i64)>,
    /// Whether it is printed as `<5`.
    are_few: Vec<bool>,
    /// A whole, and the parts that add up to it.
    sums: Vec<(usize, Vec<usize>)>,
}

impl Knowledge {
    /// What a report in JSON tells.
    pub fn of(report: &Value) -> Self {
        let mut known = Self::default();
        let period = report["period"].to_string();
        known.measures(&period, &report["measures"]);
        if report["public"] == true {
            known.rules(&period);
        }
        known.set("adults", &report["excluded"]["adults"]);
        known.tables(&period, report["tables"].as_array().unwrap());
        if let Some(other) = report.get("comparison") {
            known.comparison(&period, other);
        }
        known.narrow();
        known.spread();
        known
    }

    /// The counts that are told: one to four, or one of these.
    pub fn pinned(&self) -> Vec<String> {
        let is_pinned = |place: usize| match self.bounds[place] {
            (low, high) if self.are_few[place] => (low, high) != (1, 4),
            (low, high) => low >= 1 && high <= 4,
        };
        let told = self.places.iter().filter(|(_, place)| is_pinned(**place));
        told.map(|(name, place)| format!("{name} {:?}", self.bounds[*place])).collect()
    }

    /// The counts whose bounds the truth, of which everything is told, is not within.
    pub fn wrong(&self, truth: &Self) -> Vec<String> {
        let is_wrong = |(name, place): &(&String, &usize)| {
            let (low, high) = self.bounds[**place];
            truth.places.get(*name).is_some_and(|truth_place| {
                let (truth_low, truth_high) = truth.bounds[*truth_place];
                truth_high < low || high < truth_low
            })
        };
        let wrong = self.places.iter().filter(is_wrong);
        wrong
            .map(|(name, place)| format!("{name} {:?} {:?}", self.bounds[*place], truth.bounds[truth.places[name]]))
            .collect()
    }

    fn at(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.places.insert(name.to_owned(), self.bounds.len());
        self.bounds.push((0, MANY));
        self.are_few.push(false);
        self.bounds.len() - 1
    }

    /// What is printed of a count: a number, `<5`, or nothing.
    fn set(&mut self, name: &str, printed: &Value) {
        let place = self.at(name);
        let bounds = match printed {
            Value::Number(number) => (number.as_i64().unwrap(), number.as_i64().unwrap()),
            Value::String(few) => {
                assert_eq!(few, "<5");
                self.are_few[place] = true;
                (1, 4)
            }
            _ => return,
        };
        let (low, high) = self.bounds[place];
        self.bounds[place] = (low.max(bounds.0), high.min(bounds.1));
    }

    fn sum(&mut self, whole: &str, parts: &[String]) {
        let whole = self.at(whole);
        let parts = parts.iter().map(|part| self.at(part)).collect();
        self.sums.push((whole, parts));
    }

    fn same(&mut self, one: &str, other: &str) {
        self.sum(one, &[other.to_owned()]);
    }

    /// A part of a count, and what is left of it, which is a count too.
    fn within(&mut self, whole: &str, part: &str) {
        self.sum(whole, &[part.to_owned(), format!("{whole} but {part}")]);
    }

    /// Narrows every count by the sums that it stands in, until nothing moves.
    fn narrow(&mut self) {
        let mut has_moved = true;
        while std::mem::take(&mut has_moved) {
            for (whole, parts) in &self.sums {
                let low: i64 = parts.iter().map(|part| self.bounds[*part].0).sum();
                let high: i64 = parts.iter().map(|part| self.bounds[*part].1).sum();
                let most = if high >= MANY { MANY } else { high };
                let (least, whole_most) = narrowed(&mut self.bounds[*whole], (low, most), &mut has_moved);
                let name = |place: usize| self.places.iter().find(|(_, known)| **known == place).map(|(name, _)| name);
                let sum = || {
                    (
                        name(*whole),
                        least,
                        whole_most,
                        parts.iter().map(|part| (name(*part), self.bounds[*part])).collect::<Vec<_>>(),
                    )
                };
                assert!(least <= whole_most, "what is printed contradicts itself: {:?}", sum());
                for part in parts {
                    let (own_low, own_high) = self.bounds[*part];
                    // What the others can make up for, unless one of them knows no bound.
                    let others = high - own_high;
                    let least = if others >= MANY { 0 } else { least - others };
                    let most = if whole_most >= MANY { MANY } else { whole_most - (low - own_low) };
                    narrowed(&mut self.bounds[*part], (least, most), &mut has_moved);
                }
            }
        }
    }

    /// A count that is another one, printed as `<5`, tells no more than that.
    fn spread(&mut self) {
        let mut has_moved = true;
        while std::mem::take(&mut has_moved) {
            for (whole, parts) in &self.sums {
                let mut some = parts.iter().filter(|part| self.bounds[**part] != (0, 0));
                if let (Some(part), None) = (some.next(), some.next())
                    && self.are_few[*part] != self.are_few[*whole]
                {
                    (self.are_few[*part], self.are_few[*whole], has_moved) = (true, true, true);
                }
            }
        }
    }

    /// What is held back tells why it is: somebody who knows how a report is made reads that too.
    fn rules(&mut self, period: &str) {
        let name = |path: &str| format!("{period} {path}");
        let mut sums = vec![
            ["foreign_accompanied", "foreign_unaccompanied", "foreign_unspecified"].map(str::to_owned).to_vec(),
            ["returned/deportation", "returned/assisted_return"].map(str::to_owned).to_vec(),
            ["first_time", "repeat"].map(str::to_owned).to_vec(),
            ["refused", "not_allowed", "attempted"].map(|key| format!("calls/{key}")).to_vec(),
        ];
        sums.extend(NEEDS.map(|need| DELAYS.map(|delay| format!("care/{need}/{delay}")).to_vec()));
        for parts in sums {
            let parts: Vec<usize> = parts.iter().map(|part| self.at(&name(part))).collect();
            // One is held back beside small ones because it is large.
            let is_one_few = parts.iter().any(|part| self.are_few[*part]);
            for part in parts.into_iter().filter(|_| is_one_few) {
                let (low, high) = self.bounds[part];
                self.bounds[part].0 = if high == MANY { 5 } else { low };
            }
        }
        let acts = ServiceCategory::ALL.map(|category| format!("services/{}/", category.code()));
        let acts = acts.iter().map(|of| (format!("{of}acts"), format!("{of}minors")));
        let calls = [("attempted", "reached"), ("reached", "minors_reached"), ("minors_reached", "minors_spoke")];
        let calls = calls.iter().map(|(whole, part)| (format!("calls/{whole}"), format!("calls/{part}")));
        let care = [("care/cases".to_owned(), "care/with_contact".to_owned())];
        for (whole, part) in acts.chain(calls).chain(care) {
            let (whole, part) = (name(&whole), name(&part));
            let (own, rest) = (self.at(&part), self.at(&format!("{whole} but {part}")));
            let place = self.at(&whole);
            match (self.bounds[place], self.bounds[own]) {
                ((least, most), (0, MANY)) if least == most && least > 8 => {
                    // No more than if the rest were printed as `<5`.
                    (self.bounds[own].0, self.bounds[rest], self.are_few[rest]) = (5, (1, 4), true);
                }
                ((least, most), (0, MANY)) if least == most && least > 5 => {
                    (self.bounds[own], self.bounds[rest].0) = ((1, least - 1), 1);
                }
                _ => {}
            }
        }
    }

    /// The measures of a period, and what holds among them.
    fn measures(&mut self, period: &str, measures: &Value) {
        let name = |path: &str| format!("{period} {path}");
        let mut places = vec![(String::new(), measures)];
        while let Some((path, value)) = places.pop() {
            if let Value::Object(object) = value {
                let below =
                    object.iter().map(|(key, value)| (format!("{path}/{key}").trim_matches('/').to_owned(), value));
                places.extend(below.filter(|(path, _)| path != "unaccompanied_share_percent"));
            } else {
                self.set(&name(&path), value);
            }
        }
        let parts = |parts: &[&str]| parts.iter().map(|part| name(part)).collect::<Vec<_>>();
        self.sum(&name("foreign"), &parts(&["foreign_accompanied", "foreign_unaccompanied", "foreign_unspecified"]));
        self.within(&name("foreign_unaccompanied"), &name("unaccompanied_sv_gt_hn_ni"));
        self.sum(&name("returned/total"), &parts(&["returned/deportation", "returned/assisted_return"]));
        self.sum(&name("events"), &parts(&["foreign", "repatriated", "received"]));
        self.sum(&name("events"), &parts(&["first_time", "repeat"]));
        self.within(&name("events"), &name("persons"));
        self.within(&name("persons"), &name("first_time"));
        let again = [("events", "persons"), ("persons", "first_time")];
        self.sum(&name("repeat"), &again.map(|(whole, part)| format!("{} but {}", name(whole), name(part))));
        self.same(&name("events"), &name("care/cases"));
        for category in measures["services"].as_object().unwrap().keys() {
            let [acts, items, minors] =
                ["acts", "items", "minors"].map(|key| name(&format!("services/{category}/{key}")));
            self.within(&items, &acts);
            self.within(&acts, &minors);
        }
        self.calls(&name("calls/"));
        self.within(&name("calls/reached"), &name("calls/minors_reached"));
        self.within(&name("calls/minors_reached"), &name("calls/minors_spoke"));
        self.within(&name("calls/attempted"), &name("calls/minors_reached"));
        let [attempted, reached, minors] =
            ["attempted", "reached", "minors_reached"].map(|key| name(&format!("calls/{key}")));
        let missed = [format!("{attempted} but {reached}"), format!("{reached} but {minors}")];
        self.sum(&format!("{attempted} but {minors}"), &missed);
        self.care(&name("care/"));
        self.share(&name("foreign_unaccompanied"), &name("foreign"), &measures["unaccompanied_share_percent"]);
    }

    fn calls(&mut self, name: &str) {
        let parts = ["refused", "not_allowed", "attempted"].map(|key| format!("{name}{key}"));
        self.sum(&format!("{name}offered"), &parts);
        self.within(&format!("{name}attempted"), &format!("{name}reached"));
        self.within(&format!("{name}offered"), &format!("{name}reached"));
        let missed = ["refused", "not_allowed", "attempted but NAME/reached"]
            .map(|key| format!("{name}{}", key.replace("NAME/", name)));
        self.sum(&format!("{name}offered but {name}reached"), &missed);
    }

    fn care(&mut self, name: &str) {
        let cases = format!("{name}cases");
        self.within(&cases, &format!("{name}with_contact"));
        for need in NEEDS {
            self.sum(&cases, &DELAYS.map(|delay| format!("{name}{need}/{delay}")));
        }
        // Whoever spoke by some time had been offered a call by then.
        for until in 1..DELAYS.len() {
            let so_far = |need: &str| format!("{name}{need} in {until}");
            for need in ["call_offered", "call_spoke"] {
                let parts: Vec<String> = DELAYS[..until].iter().map(|delay| format!("{name}{need}/{delay}")).collect();
                self.sum(&so_far(need), &parts);
            }
            self.within(&so_far("call_offered"), &so_far("call_spoke"));
        }
    }

    /// A percentage with two decimals bounds its part, where the base is told.
    fn share(&mut self, part: &str, base: &str, printed: &Value) {
        let Some(text) = printed.as_str() else { return };
        let hundredths: i64 = text.replace('.', "").parse().unwrap();
        let (part, base) = (self.at(part), self.at(base));
        if self.bounds[base].0 == self.bounds[base].1 {
            let base = self.bounds[base].0;
            let least = ((2 * hundredths - 1) * base).div_euclid(20_000);
            let most = ((2 * hundredths + 1) * base).div_euclid(20_000) + 1;
            let (low, high) = self.bounds[part];
            self.bounds[part] = (low.max(least), high.min(most));
        }
    }

    fn comparison(&mut self, now: &str, other: &Value) {
        let before = other["period"].to_string();
        self.measures(&before, &other["measures"]);
        for (key, change) in other["change"].as_object().unwrap() {
            let Some(absolute) = change["absolute"].as_i64() else {
                assert!(change["percent"].is_null(), "{key}");
                continue;
            };
            let (now, before) = (format!("{now} {key}"), format!("{before} {key}"));
            let step = format!("change of {key}");
            let place = self.at(&step);
            self.bounds[place] = (absolute.abs(), absolute.abs());
            if absolute != 0 {
                let (large, small) = if absolute > 0 { (now, before) } else { (before, now) };
                self.sum(&large, &[small, step.clone()]);
            }
            // Not a count of anybody.
            self.places.remove(&step);
        }
        self.parts(now, &before, other["parts"].as_array().unwrap());
    }

    /// What accounts for a change: the parts of then and of now, of which the latter stand in tables too.
    fn parts(&mut self, now: &str, before: &str, parts: &[Value]) {
        for decomposition in parts {
            let measure = decomposition["measure"].as_str().unwrap();
            let by = format!("{measure} by {}", decomposition["by"].as_str().unwrap());
            for (period, side) in [(now, "now"), (before, "before")] {
                let name = |part: &Value| format!("{by} {side} {}", part["key"].as_str().unwrap());
                let list = decomposition["parts"].as_array().unwrap();
                for part in list {
                    self.set(&name(part), &part[side]);
                }
                self.sum(&format!("{period} {measure}"), &list.iter().map(name).collect::<Vec<_>>());
            }
        }
    }

    fn tables(&mut self, period: &str, tables: &[Value]) {
        for table in tables {
            let id = table["id"].as_str().unwrap();
            let rows = Rows::of(table);
            for row in rows.keys.iter().map(String::as_str).chain(["total"]) {
                let own = if row == "total" { &rows.total } else { &rows.cells[row] };
                for column in rows.columns() {
                    let zero = Value::from(0);
                    self.set(&format!("{id} {row} {column}"), own.get(&column).unwrap_or(&zero));
                }
                match id {
                    "returned_by_nationality" => {
                        let parts = ["deportation", "assisted_return"].map(|key| format!("{id} {row} {key}"));
                        self.sum(&format!("{id} {row} total"), &parts);
                    }
                    "services_by_state" => {
                        for category in rows.columns().iter().filter_map(|column| column.strip_suffix("/acts")) {
                            self.within(
                                &format!("{id} {row} {category}/items"),
                                &format!("{id} {row} {category}/acts"),
                            );
                            self.within(
                                &format!("{id} {row} {category}/acts"),
                                &format!("{id} {row} {category}/minors"),
                            );
                        }
                    }
                    "calls_by_state" => self.calls(&format!("{id} {row} ")),
                    "care_by_state" => self.care(&format!("{id} {row} ")),
                    _ => self.minors(&format!("{id} {row} ")),
                }
            }
            self.rows(id, &rows);
        }
        self.between(period, tables);
    }

    /// Groups add up to the total, classes to groups, sexes to classes.
    fn minors(&mut self, name: &str) {
        self.sum(&format!("{name}total"), &GROUPS.map(|group| format!("{name}{group}")));
        for group in GROUPS {
            self.sum(&format!("{name}{group}"), &CLASSES.map(|class| format!("{name}{group}/{class}")));
            for class in CLASSES {
                let of = format!("{name}{group}/{class}");
                self.sum(&of, &SEXES.map(|sex| format!("{of}/{sex}")));
                self.sum(&format!("{of}/OTHER"), &["other", "unspecified"].map(|sex| format!("{of}/{sex}")));
            }
        }
        for class in CLASSES {
            self.sum(&format!("{name}any/{class}"), &GROUPS.map(|group| format!("{name}{group}/{class}")));
        }
        self.sum(&format!("{name}total"), &CLASSES.map(|class| format!("{name}any/{class}")));
    }

    /// Rows add up to the total; where some are pooled, the ones that are missing add up to these.
    fn rows(&mut self, id: &str, rows: &Rows) {
        let missing: Vec<String> = match id {
            _ if rows.cells.contains_key("OTHER") || rows.total.is_empty() => rows.could_be(id),
            _ => Vec::new(),
        };
        let mut columns = rows.columns();
        if id.starts_with("foreign") || id.starts_with("repatriated") {
            let all = GROUPS.iter().flat_map(|group| {
                let classes = CLASSES.iter().flat_map(move |class| {
                    let sexes = SEXES.iter().map(move |sex| format!("{group}/{class}/{sex}"));
                    sexes.chain([format!("{group}/{class}")])
                });
                classes.chain([(*group).to_owned()])
            });
            columns = all.chain(["total".to_owned()]).collect();
        }
        for column in columns.iter().filter(|column| !column.contains("minors")) {
            let cell = |row: &String| format!("{id} {row} {column}");
            let whole: Vec<String> = rows.keys.iter().filter(|row| !row.contains('/')).map(cell).collect();
            if !rows.total.is_empty() {
                self.sum(&format!("{id} total {column}"), &whole);
            }
            if rows.cells.contains_key("OTHER") {
                let missing: Vec<String> = missing.iter().map(cell).collect();
                self.sum(&format!("{id} OTHER {column}"), &missing);
            }
            for state in rows.keys.iter().filter(|row| !row.contains('/')) {
                let points: Vec<String> =
                    rows.keys.iter().filter(|row| row.starts_with(&format!("{state}/"))).map(cell).collect();
                if !points.is_empty() {
                    self.sum(&cell(state), &points);
                }
            }
        }
        for row in missing {
            match id {
                "care_by_state" => self.care(&format!("{id} {row} ")),
                "calls_by_state" => self.calls(&format!("{id} {row} ")),
                "foreign_by_nationality" | "foreign_by_state" | "foreign_by_month" | "repatriated_by_state" => {
                    self.minors(&format!("{id} {row} "));
                }
                _ => {}
            }
        }
    }

    /// What tables and measures have in common.
    fn between(&mut self, period: &str, tables: &[Value]) {
        let measure = |path: &str| format!("{period} {path}");
        let foreign = ["foreign_by_nationality", "foreign_by_state", "foreign_by_month"];
        for id in foreign {
            self.same(&measure("foreign"), &format!("{id} total total"));
            for class in CLASSES {
                self.same(&measure(&format!("foreign_{class}")), &format!("{id} total any/{class}"));
            }
            for group in GROUPS {
                self.same(&format!("{id} total {group}"), &format!("foreign {group}"));
                for class in CLASSES {
                    self.same(&format!("{id} total {group}/{class}"), &format!("foreign {group}/{class}"));
                    for sex in SEXES {
                        let cell = format!("{group}/{class}/{sex}");
                        self.same(&format!("{id} total {cell}"), &format!("foreign {cell}"));
                    }
                }
            }
        }
        self.four(period, &Rows::of(&tables[0]));
        self.same(&measure("repatriated"), "repatriated_by_state total total");
        for key in ["total", "deportation", "assisted_return"] {
            self.same(&measure(&format!("returned/{key}")), &format!("returned_by_nationality total {key}"));
        }
        for (place, prefix) in [(5, "services/"), (6, "calls/"), (7, "care/")] {
            let id = tables[place]["id"].as_str().unwrap();
            for column in Rows::of(&tables[place]).columns() {
                self.same(&measure(&format!("{prefix}{column}")), &format!("{id} total {column}"));
            }
        }
        // Of a state that stands in a table that pools none, what is not printed is none.
        let places =
            [(1, "foreign_by_state", "total"), (3, "repatriated_by_state", "total"), (7, "care_by_state", "cases")];
        for (place, id, column) in places {
            let rows = Rows::of(&tables[place]);
            let is_whole = !rows.cells.contains_key("OTHER") && !rows.total.is_empty();
            for state in STATES.iter().filter(|state| is_whole && !rows.cells.contains_key(&state.code)) {
                self.set(&format!("{id} {} {column}", state.code), &Value::from(0));
            }
        }
        for row in STATES.iter().map(|state| state.code.as_str()) {
            let parts = [
                format!("foreign_by_state {row} total"),
                format!("repatriated_by_state {row} total"),
                format!("received {row}"),
            ];
            let cases = format!("care_by_state {row} cases");
            self.sum(&cases, &parts);
            for (one, rest) in [([0, 1], 2), ([1, 2], 0), ([0, 2], 1)] {
                let two = format!("all but {}", parts[rest]);
                self.sum(&two, &one.map(|part| parts[part].clone()));
                self.sum(&cases, &[two, parts[rest].clone()]);
            }
        }
        let rows: Vec<String> = STATES.iter().map(|state| format!("received {}", state.code)).collect();
        self.sum(&measure("received"), &rows);
    }

    /// The unaccompanied of four countries, in the table and among the measures.
    fn four(&mut self, period: &str, rows: &Rows) {
        let id = "foreign_by_nationality";
        let whole = format!("{period} unaccompanied_sv_gt_hn_ni");
        for country in FOUR {
            let is_none =
                !rows.cells.contains_key(country) && !rows.cells.contains_key("OTHER") && !rows.total.is_empty();
            if is_none {
                self.set(&format!("{id} {country} total"), &Value::from(0));
                self.minors(&format!("{id} {country} "));
            }
        }
        self.sum(&whole, &FOUR.map(|country| format!("{id} {country} any/unaccompanied")));
        if rows.cells.contains_key("OTHER") {
            let (alone, pooled): (Vec<_>, Vec<_>) = FOUR.iter().partition(|country| rows.cells.contains_key(**country));
            let cells = |countries: &[&str]| -> Vec<String> {
                countries.iter().map(|country| format!("{id} {country} any/unaccompanied")).collect()
            };
            self.sum("four pooled", &cells(&pooled));
            let mut parts = cells(&alone);
            parts.push("four pooled".to_owned());
            self.sum(&whole, &parts);
            self.within(&format!("{id} OTHER any/unaccompanied"), "four pooled");
        }
    }
}

/// Narrows bounds; what they are now.
fn narrowed(bounds: &mut (i64, i64), (low, high): (i64, i64), has_moved: &mut bool) -> (i64, i64) {
    let now = (bounds.0.max(low), bounds.1.min(high));
    *has_moved |= now != *bounds;
    *bounds = now;
    now
}

/// A table as it is printed.
struct Rows {
    keys: Vec<String>,
    cells: BTreeMap<String, BTreeMap<String, Value>>,
    total: BTreeMap<String, Value>,
}

impl Rows {
    fn of(table: &Value) -> Self {
        let cells = |cells: &Value| -> BTreeMap<String, Value> {
            cells.as_object().unwrap().iter().map(|(key, value)| (key.clone(), value.clone())).collect()
        };
        let rows: Vec<(String, BTreeMap<String, Value>)> = table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["key"].as_str().unwrap().to_owned(), cells(&row["cells"])))
            .collect();
        Self {
            keys: rows.iter().map(|(key, _)| key.clone()).collect(),
            cells: rows.into_iter().collect(),
            total: cells(&table["total"]),
        }
    }

    /// The columns that the table tells: those of its total, and on a level that it tells at all, those that are zero.
    fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = self.total.keys().cloned().collect();
        let depth = columns.iter().filter(|column| *column != "total").map(|column| column.split('/').count()).max();
        if self.total.contains_key("total") && columns.iter().any(|column| GROUPS.contains(&column.as_str())) {
            let are_pooled = columns.iter().any(|column| column.ends_with("/OTHER"));
            let is_pooled = |sex: &&str| are_pooled && ["other", "unspecified"].contains(sex);
            for group in GROUPS {
                columns.push(group.to_owned());
                for class in CLASSES.iter().filter(|_| depth >= Some(2)) {
                    columns.push(format!("{group}/{class}"));
                    for sex in SEXES.iter().filter(|sex| depth >= Some(3) && !is_pooled(sex)) {
                        columns.push(format!("{group}/{class}/{sex}"));
                    }
                    if are_pooled {
                        columns.push(format!("{group}/{class}/OTHER"));
                    }
                }
            }
            columns.sort();
            columns.dedup();
        }
        columns
    }

    /// The rows that somebody would look for among the pooled ones.
    fn could_be(&self, id: &str) -> Vec<String> {
        let all: Vec<String> = match id {
            "foreign_by_nationality" | "returned_by_nationality" => {
                FOUR.iter().map(|country| (*country).to_owned()).chain(["any other".to_owned()]).collect()
            }
            "foreign_by_month" => vec!["one month".to_owned(), "another month".to_owned()],
            _ => STATES.iter().map(|state| state.code.clone()).collect(),
        };
        all.into_iter().filter(|row| !self.cells.contains_key(row)).collect()
    }
}
