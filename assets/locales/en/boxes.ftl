# Which parts a document is made of, and what the box says that exports it.

cli-report-without = Without these parts: tables, charts, map
error-part = The format { $format } always has «{ $part }»; leave out --without or choose another format.
part-tables = Tables
part-charts = Charts
part-map = Map
part-comparison = Comparison
export-item-parts = Parts
export-against = Comparison with { $period }; F4 chooses another period
export-nominal = With names, on the console: cobijo export --nominal
export-part-always = Programs expect that it is always there: { $part }
export-part-never = This format has no place for it: { $part }
export-name-prose = statement
hint-export-parts = Space puts in or leaves out · ← → move · [-] not in this format · Enter exports · Esc cancels
spoken-part-in = { $part }: yes
spoken-part-out = { $part }: no
spoken-part-always = { $part }: always
spoken-part-never = { $part }: not in this format
