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
period-partial = { $period } (preliminary)

report-against = Compared with
report-equal-cut-off = Main figures with an equal cut-off: the period compared counts only { $period }
report-points = { $points } points
report-explained = What explains the change of “{ $measure }”, { $by }
report-by-nationality = by nationality
report-by-state = by state
report-by-group = by age group
report-by-accompaniment = by travel condition
report-by-sex = by sex
report-share = % of change
note-no-percent = n. c.: not calculable; no percentages are given on fewer than 10 cases.
