# The words of the tables and of the statement: the notes under each table, periods, groups of rows.

rule = Universe: { $universe }. Unit: { $unit }. Date that counts: { $date }.
rule-universe-foreign = foreign children and adolescents, under 18
rule-universe-repatriated = Mexican children and adolescents returned from the United States, under 18
rule-universe-returned = foreign children and adolescents whose case ended in deportation or assisted return
rule-universe-services = services given to children and adolescents in cases of all kinds
rule-universe-calls = calls offered to children and adolescents in cases of all kinds
rule-universe-cases = cases of children and adolescents of all kinds
rule-unit-events = events, not persons; one person may appear more than once
rule-unit-services = acts, items handed out and, apart, distinct children
rule-unit-calls = calls and, apart, distinct children
rule-date-event = that of the event, at the office of the case and by its local time
rule-date-outcome = that of the resolution, at the office of the case
rule-date-service = that of the service, at the office that gave it
rule-date-call = that of the call, at the office that made it
rule-without-nationality = without nationality
rule-without-point = without reception point
rule-without-group = without age group
rule-without-accompaniment = without travel condition
rule-without-sex = without sex

note-points = Points are part of their state and not added to the total again.
note-returned = The date of the event does not matter: these figures are neither added to those of other tables nor taken from them.
note-care = Time from the event to the first help, whichever office gave it. “Up to 24 h” leaves out the first 2 h.
note-eras = The title follows the official tables: “presented” until 2020, “channelled” in 2021, “in an irregular migration situation” from 2022.
note-unspecified = “Not specified” holds the events for which the value is missing, so that every total adds up: { $missing }.
note-source = Preliminary figures as of { $as-of }. Source: record of assistance, { $places }. Log { $head }.

region-north = Northern border
region-south = Southern border
region-inland = Rest of the country
region-other = Others

period-year = { $year }
period-month = { $month } { $year }
period-months = { $from-month }-{ $month } { $year }
period-months-across = { $from-month } { $from-year } to { $month } { $year }
period-day = { $day } { $month } { $year }
period-days-of-month = { $from-day } to { $day } { $month } { $year }
period-days = { $from-day } { $from-month } to { $day } { $month } { $year }
period-days-across = { $from-day } { $from-month } { $from-year } to { $day } { $month } { $year }
period-future = { $period } (not begun yet)
period-partial = { $period } (preliminary)

report-against = Compared with
report-compared = Main figures, compared with { $period }
report-equal-cut-off = Main figures with an equal cut-off: of the period compared only { $period } counts
report-whole = Main figures beside all of the period compared, which had more days: { $period }
against-equal-cut-off = { $cut } (equal cut-off, of { $period })
report-points = { $points } points
report-explained = What explains the change of “{ $measure }”, { $by }
report-by-nationality = by nationality
report-by-state = by state
report-by-group = by age group
report-by-accompaniment = by travel condition
report-by-sex = by sex
report-share = % of change
note-no-percent = n. c.: not calculable; no percentages are given on fewer than 10 cases.

prose-numbers = zero one two three four five six seven eight nine
prose-thousand = thousand
prose-million = one million
prose-millions = { $millions } million
prose-round = { $figure }
prose-few = fewer than five
prose-and = and
prose-and-before-i = and

prose-period-year = In { $year }
prose-period-month = In { $month } { $year }
prose-period-months = From { $from-month } to { $month } { $year }
prose-period-months-across = From { $from-month } { $from-year } to { $month } { $year }
prose-period-day = On { $day } { $month } { $year }
prose-period-days-of-month = From { $from-day } to { $day } { $month } { $year }
prose-period-days = From { $from-day } { $from-month } to { $day } { $month } { $year }
prose-period-days-across = From { $from-day } { $from-month } { $from-year } to { $day } { $month } { $year }
prose-same-period = Over the same period
prose-also = In addition
prose-who-first = child protection officers (OPI){ $places }
prose-who = the officers
prose-in-states = in { $places }
prose-in-offices = of { $places }
prose-office = “{ $name }”
prose-nna-first = children and adolescents
prose-nna = children

prose-foreign = { $count ->
    [one] { $sex ->
        [female] { $when }, { $who } assisted one foreign girl or adolescent{ $unaccompanied }.
        [male] { $when }, { $who } assisted one foreign boy or adolescent{ $unaccompanied }.
       *[other] { $when }, { $who } assisted one foreign child or adolescent{ $unaccompanied }.
    }
   *[other] { $when }, { $who } assisted { $figure-of } foreign { $nna }{ $unaccompanied }.
}
prose-unaccompanied = { $count ->
    [one] , of whom one was unaccompanied
   *[other] , of whom { $figure } were unaccompanied
}
prose-all-unaccompanied = { $count ->
    [one] { $sex ->
        [male] , who was unaccompanied
       *[other] , who was unaccompanied
    }
   *[other] , all of them unaccompanied
}
prose-northern = { $count ->
    [one] Of the unaccompanied, one was from El Salvador, Guatemala, Honduras or Nicaragua.
   *[other] Of the unaccompanied, { $figure } were from El Salvador, Guatemala, Honduras or Nicaragua.
}
prose-northern-all = All of the unaccompanied were from El Salvador, Guatemala, Honduras or Nicaragua.

prose-all = { $count ->
    [one] The child
   *[other] All of them
}
prose-by-nationality = By nationality, { $list }.
prose-verb-nationality = { $count ->
    [one] was
   *[other] were
}
prose-nationality-country = from { $country }
prose-nationality-stateless = { $count ->
    [one] stateless
   *[other] stateless
}
prose-nationality-other = { $countries ->
    [one] from another country
   *[other] from other countries
}
prose-nationality-pooled = of another or of unspecified nationality
prose-nationality-unspecified = of unspecified nationality
prose-by-age = By age group, { $list }.
prose-verb-age = { $count ->
    [one] was
   *[other] were
}
prose-age-0-11 = aged 0 to 11
prose-age-12-17 = aged 12 to 17
prose-age-unspecified = of unspecified age
prose-by-sex = By sex, { $list }.
prose-verb-sex = { $count ->
    [one] was
   *[other] were
}
prose-sex-male = { $count ->
    [one] male
   *[other] male
}
prose-sex-female = { $count ->
    [one] female
   *[other] female
}
prose-sex-other = of another sex
prose-sex-pooled = of another or unspecified sex
prose-sex-unspecified = of unspecified sex

prose-repatriated = { $count ->
    [one] { $when }, { $who } attended one case of a Mexican child or adolescent returned from the United States.
   *[other] { $when }, { $who } attended { $figure-of } cases of Mexican { $nna } returned from the United States.
}
prose-received = { $count ->
    [one] { $when }, { $who } attended one case of a foreign child or adolescent received from the United States.
   *[other] { $when }, { $who } attended { $figure-of } cases of foreign { $nna } received from the United States.
}
prose-returned = { $count ->
    [one] { $when }, the case of one foreign child or adolescent ended in a return to the country of origin{ $kinds }; this figure goes by the date of the resolution and is not added to the others.
   *[other] { $when }, the cases of { $figure-of } foreign { $nna } ended in a return to the country of origin{ $kinds }; this figure goes by the date of the resolution and is not added to the others.
}
prose-returned-deportation = { $figure } by deportation
prose-returned-assisted_return = { $figure } by assisted return

prose-services = { $when }, { $who } provided { $list }.
prose-service-first = { $count ->
    [one] one service of { $kind }
   *[other] { $figure-of } services of { $kind }
}
prose-service-next = { $figure } of { $kind }
prose-service-health = health care
prose-service-food = food
prose-service-clothing = clothing
prose-service-rest = rest
prose-service-hygiene = hygiene
prose-service-psychosocial = psychosocial care
prose-service-information = information
prose-service-legal = legal advice
prose-service-interpreter = interpretation
prose-service-transport = transport
prose-service-other = other kinds
prose-calls = { $count ->
    [one] { $when }, one call reached relatives or other contacts{ $minors }.
   *[other] { $when }, { $figure-of } calls reached relatives or other contacts{ $minors }.
}
prose-calls-minors = { $count ->
    [one] , for one child
   *[other] , for { $figure-of } children
}

prose-states = { $count ->
    [one] The state with most cases of foreign children was { $states }.
   *[other] The states with most cases of foreign children were { $states }.
}
prose-change-none = Against the period { $period }, the figure of foreign children did not change.
prose-change = { $way ->
    [more] Against the period { $period }, the figure of foreign children rose by { $figure }.
   *[fewer] Against the period { $period }, the figure of foreign children fell by { $figure }.
}
prose-change-percent = { $way ->
    [more] Against the period { $period }, the figure of foreign children rose { $percent } per cent ({ $figure } more).
   *[fewer] Against the period { $period }, the figure of foreign children fell { $percent } per cent ({ $figure } fewer).
}
prose-share = { $way ->
    [more] The share of the unaccompanied went from { $before } to { $now } per cent ({ $points } percentage points more).
   *[fewer] The share of the unaccompanied went from { $before } to { $now } per cent ({ $points } percentage points fewer).
}
prose-nothing = { $when }, { $who } recorded no cases of migrant { $nna }.
prose-ahead = { $when } there are no figures yet: that period has not begun.
prose-withheld = { $when }, { $who } recorded so few cases of migrant { $nna } that the figures are not published.
prose-note = { $is-over ->
    [no] Preliminary figures as of { $date }; each entry counts as one event. Source: record of assistance, { $places }.
   *[yes] Figures as of { $date }; each entry counts as one event. Source: record of assistance, { $places }.
}

table-unspecified_by_office = Cases of children and adolescents by office and unspecified value, { $period }
cell-missing = Missing
cell-foreign = Of foreign children
cell-repatriated = Of those returned
cell-nationality = Nationality
cell-sex = Sex
cell-group = Age group
cell-accompaniment = Travel condition
cell-reception_point = Point
note-shares = %: what share it is of the cases that the value is asked of: nationality, of the foreign; reception point, of those returned; the others, of all. The offices that lack most come first.
