# De qué partes se hace un documento, y lo que dice el cuadro que lo exporta.

cli-report-without = Sin estas partes: tables, charts, map
error-part = El formato { $format } lleva siempre «{ $part }»; quite --without o elija otro formato.
part-tables = Cuadros
part-charts = Gráficas
part-map = Mapa
part-comparison = Comparación
export-item-parts = Partes
export-against = Comparación con { $period }; F4 elige otro periodo
export-nominal = Con nombres, en la consola: cobijo export --nominal
export-part-always = Los programas esperan que siempre esté: { $part }
export-part-never = Este formato no lleva eso: { $part }
export-name-prose = comunicado
hint-export-parts = Espacio pone o quita · ← → recorren · [-] no va en este formato · Intro exporta · Esc cancela
spoken-part-in = { $part }: sí
spoken-part-out = { $part }: no
spoken-part-always = { $part }: siempre
spoken-part-never = { $part }: no va en este formato
