# Texts of the summary of a period.

title-summary = Totals of a period
summary-period = Period
summary-all-offices = All offices
period-none = Not a period: 2019, 1h 2019 or may 2019
period-no-day = There is no { $day }: that month goes from 1 to { $last }
period-turned = Ends before it begins: { $from }-{ $to }?
summary-tab-tables = Tables
summary-tab-chart = Chart
summary-tab-map = Map
summary-tab-comparing = Compare
summary-tab-prose = Text
summary-as-of = data of { $at }
summary-then = As it stood on { $at }
summary-counting = Counting { $period }; these are the figures before
summary-reading = Going back to { $at }: { $of ->
    [0] 0 %
   *[other] { $percent } %  { $done }/{ $of }
}
summary-newer = More was recorded since, and is being counted
summary-table = Table { $first } of { $all }
summary-columns = columns { $first }-{ $last } of { $all }
spoken-next-table = Next table
spoken-period = Type a period: 2019 · 1h 2019 · 3q · may · dec18-jun19 · today. An empty line has it read again.
spoken-figure = Here: { $of }: { $figure }
spoken-row-after = Next row
spoken-row-before = Row before
spoken-column-after = Next column
spoken-column-before = Column before
spoken-places = Number, state or office
spoken-export = A number changes what it names; = writes the file; < leaves all as it is
spoken-again = = again writes it like this; < writes nothing
hint-summary-period = Enter counts · 2019 · 1h 2019 · 3q · may · jan-jun 2019 · dec18-jun19 · 01/12/18-30/06/19 · today · week
hint-summary-reading = Esc stops waiting and keeps these figures · everything else goes on
hint-summary-tables = Enter its cases · PgUp PgDn other table · + - other period · ↑ ↓ ← → walk · F8 types the period · F4 scope, other day · F2 exports
hint-summary-chart = ← → other variable · ↑ ↓ move · + - other period · F8 types the period · F4 scope · 1-5 tab
hint-summary-map = Enter opens the state · Space tiles, outlines or list · ↑ ↓ ← → walk · + - other period · F4 scope · 1-5 tab
hint-summary-comparing = Enter compares with another · Space equal cut-off or whole · ↑ ↓ move · + - other period · F2 exports · 1-5 tab
hint-summary-prose = Enter table of the figure · ← → other figure · Ctrl+E edits a copy · Space language, 1,204 or mil 204 · Del copy or text as made · ↑ ↓ move · + - other period · F2 exports · 1-5 tab
hint-summary-editing = Enter or Esc keeps what is typed · ← → move · Ctrl+U clears the paragraph
foot-period = Period
action-period = Type the period
action-tab-tables = Tables
action-tab-chart = Chart
action-tab-map = Map
action-tab-comparing = Comparison
action-tab-prose = Text for the press
action-move-row = Another row
action-move-cell = Another column
action-move-table = Another table

action-open-figure = The cases that make the figure
title-behind = Cases that make a figure
hint-behind = Enter opens the case · Esc goes back to the figure · letters search · Ctrl+O order
behind-none = This figure is not made of cases.
behind-note = This is a note on the table: ↑ goes back to its figures.
behind-zero = There is no case behind a zero.
behind-whole = All cases of the figure are here; Esc goes back to it.
behind-count = { $figure } in { $count ->
    [one] 1 case
   *[other] { $cases } cases
}
behind-moved = { $figure } in { $count ->
    [one] 1 case
   *[other] { $cases } cases
    }; { $moved ->
    [one] 1 changed later
   *[other] { $moved } changed later
}
behind-changed = changed after this figure
behind-share = makes { $count }

foot-export-figures = Export
action-export-figures = Export these figures
summary-places = Which figures
summary-against-title = Compare with
summary-stood-title = As it stood on
summary-own-office = Your office
summary-state = State: { $state }
summary-against = Compare with another period (now: { $period })
summary-stood = As it stood on another day (now: { $at })
summary-now = as it is
summary-empty-now = Empty: as it is now
summary-empty-before = Empty: the same period a year before
summary-no-moment = Not a day. For example: 18/07/2019
summary-ahead = Yet to come; today, { $today }, at the latest
hint-summary-places = Type a state or an office · Enter chooses · Esc leaves it as it is
hint-summary-against = Enter compares · 2018 · 1h 2018 · may 2018 · Esc leaves it as it is
hint-summary-as-of = Enter counts · 18/07/2019 · 18/07/2019 09:00 · may · yesterday · Esc leaves it as it is
export-title = Export
export-item-format = Format
export-xlsx = XLSX: workbook, tables and charts
export-html = HTML: a bulletin to print
export-csv = CSV: a folder with one file a table
export-prose = TXT: the statement for the press
export-text = TXT: the tables as text
export-json = JSON: for programs
export-tidy = CSV: one single table, for programs
export-item-public = Figures
export-for-public = to be published: no small figures
export-for-own = for internal use: every figure
export-item-lang = Language
export-item-place = File
hint-export = Enter exports · ↑ ↓ walk · ← → change · Esc cancels
hint-export-reading = Enter reads on · Esc cancels
hint-export-running = Esc stops it and leaves nothing behind
export-running = Writing: { $done } of { $of }
export-done = Done: { $place } · { $size } bytes · fingerprint { $hash }
export-stopped = Stopped; nothing is left of it.
export-exists = Something has that name already; choose another one.
export-exists-offered = That name is taken; Enter writes under this other one.
export-no-folder = There is no such folder; choose another one.
export-denied = That folder cannot be written to; choose another one.
export-ending = That name is of another format; for this one it would be { $right }
export-full = The disk has no room for it; nothing is left of it.
export-failed = It could not be written; nothing is left of it.
export-name = totals
export-everywhere = all
export-name-public = public
export-copy = TXT: your edited copy of the statement
export-copy-lang = that of the copy
export-copy-public = An edited text is not checked for publication: export it for internal use, or drop the copy with Del
export-left-out = As it is, it is published without a comparison.
export-earlier = What shares days and places with this was published before; subtracting could give figures below five:
export-earlier-one = { $date } { $officer }: { $period } ({ $places })
export-further = Enter reads on ({ $page } of { $count }); Esc writes nothing
export-again = Enter again writes it like this; Esc writes nothing
