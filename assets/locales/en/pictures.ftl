# Texts of the chart, the map, the comparison and the text of the summary.

chart-month = month
chart-nationality = nationality
chart-age = age
chart-sex = sex
chart-accompaniment = company
chart-service = service
chart-state = state
chart-of-month = Cases of foreign minors by month, { $period }
chart-of-nationality = Cases of foreign minors by nationality, { $period }
chart-of-age = Cases of foreign minors by age group, { $period }
chart-of-sex = Cases of foreign minors by sex, { $period }
chart-of-accompaniment = Cases of foreign minors by whether they travelled accompanied, { $period }
chart-of-service = Services given, by kind, { $period }
chart-of-state = Cases of foreign minors by state, { $period }
month-so-far = { $month } (in part)
month-ahead = { $month } (to come)
chart-empty = No cases in this period
chart-days = Services a day · min { $least } · max { $most } · last { $last } · { $from }-{ $to }
map-of = Cases of foreign minors by state, { $period }
map-range = { $least }-{ $most }
map-range-last = { $least } or more
map-total = Total { $figure }
map-short = k: thousands, rounded
map-borders = Row 1 is the northern border; TAB, CAM, ROO and CHP are the southern one.
map-no-braille = This font does not have the signs of the map: the tiles are shown.
