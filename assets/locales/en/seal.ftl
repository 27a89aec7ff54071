# Seals: the report of a period as it was given out, and why today's figures differ.
cli-report-seal = Seals: keeps the report as it is, with its hash, its head and who sealed it
cli-report-sealed = The sealed report again: the one of this number, or the latest of the period
cli-report-seals = Lists the seals
cli-report-revisions = How the figure of each month changed from seal to seal
cli-sealed = Seal { $number }, hash { $hash }, head { $head }
cli-seals-none = There are no seals.
cli-seals-one =
    { $number }  { $period }, { $places }. Sealed by { $officer } on { $when }
    {"   "}head { $head }
    {"   "}hash { $hash }
cli-revisions-seal = Seal { $number }
cli-revisions-today = Today
error-no-seal = There is no such seal. Those that there are: cobijo report --seals
error-seal-format = This is written as: { $known }
error-seal-differs = The figures of seal { $number } do not come out of the log the same. The sealed report as it is: --format json
verify-seal = Seal { $number } is not what was sealed
cli-report-explain = The folios of the cases behind a figure: foreign_by_state/CHP/12-17
cli-value-CELL = FIGURE
error-cell = There is no figure { $cell }. There are: { $known }
