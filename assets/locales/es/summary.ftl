# Textos del resumen de un periodo.

title-summary = Resumen del periodo
summary-period = Periodo
summary-all-offices = Todas las oficinas
period-none = No es un periodo: 2019, 1s 2019 o mayo 2019
period-no-day = No existe el { $day }: ese mes va del 1 al { $last }
period-turned = Termina antes de empezar: ¿{ $from }-{ $to }?
summary-tab-tables = Cuadros
summary-tab-chart = Gráfica
summary-tab-map = Mapa
summary-tab-comparing = Comparar
summary-tab-prose = Texto
summary-as-of = datos al { $at }
summary-then = Como estaba el { $at }
summary-counting = Contando { $period }; estas son las cifras anteriores
summary-reading = Volviendo al { $at }: { $of ->
    [0] 0 %
   *[other] { $percent } %  { $done }/{ $of }
}
summary-newer = Hay anotaciones posteriores, que se están contando
summary-table = Cuadro { $first } de { $all }
summary-columns = columnas { $first }-{ $last } de { $all }
spoken-next-table = Cuadro siguiente
spoken-period = Escriba un periodo: 2019 · 1s 2019 · 3t · mayo · dic18-jun19 · hoy. Una línea vacía lo lee otra vez.
spoken-figure = Aquí: { $of }: { $figure }
spoken-row-after = Renglón siguiente
spoken-row-before = Renglón anterior
spoken-column-after = Columna siguiente
spoken-column-before = Columna anterior
spoken-places = Número, estado u oficina
spoken-export = Un número cambia lo suyo; = escribe el archivo; < deja todo como está
spoken-again = = otra vez lo escribe así; < no escribe nada
hint-summary-period = Intro cuenta · 2019 · 1s 2019 · 3t · mayo · ene-jun 2019 · dic18-jun19 · 01/12/18-30/06/19 · hoy · sem
hint-summary-reading = Esc deja de esperar y vuelve a estas cifras · lo demás sigue disponible
hint-summary-tables = Intro sus casos · Re/Av Pág otro cuadro · + - otro periodo · ↑ ↓ ← → recorren · F8 escribe el periodo · F4 ámbito, otro día · F2 exporta
hint-summary-chart = ← → otra variable · ↑ ↓ recorren · + - otro periodo · F8 escribe el periodo · F4 ámbito · 1-5 pestaña
hint-summary-map = Intro abre la entidad · Espacio mosaico, mapa o lista · ↑ ↓ ← → recorren · + - otro periodo · F4 ámbito · 1-5 pestaña
hint-summary-comparing = Intro con cuál comparar · Espacio corte igual o completo · ↑ ↓ recorren · + - otro periodo · F2 exporta · 1-5 pestaña
hint-summary-prose = Intro cuadro de la cifra · ← → otra cifra · Ctrl+E edita una copia · Espacio idioma, 1,204 o mil 204 · Supr copia o texto hecho · ↑ ↓ recorren · + - otro periodo · F2 exporta · 1-5 pestaña
hint-summary-editing = Intro o Esc conserva lo escrito · ← → mueven · Ctrl+U borra el párrafo
foot-period = Period
action-period = Escribe el periodo
action-tab-tables = Cuadros
action-tab-chart = Gráfica
action-tab-map = Mapa
action-tab-comparing = Comparación
action-tab-prose = Texto para la prensa
action-move-row = Otra fila
action-move-cell = Otra columna
action-move-table = Otro cuadro

action-open-figure = Los casos que forman la cifra
title-behind = Casos que forman una cifra
hint-behind = Intro abre el caso · Esc vuelve a la cifra · letras buscan · Ctrl+O orden
behind-none = Esta cifra no se forma de casos.
behind-note = Es una nota del cuadro: ↑ vuelve a sus cifras.
behind-zero = No hay ningún caso detrás de un cero.
behind-whole = Aquí están todos los casos de la cifra; Esc vuelve a ella.
behind-count = { $figure } en { $count ->
    [one] 1 caso
   *[other] { $cases } casos
}
behind-moved = { $figure } en { $count ->
    [one] 1 caso
   *[other] { $cases } casos
    }; { $moved ->
    [one] 1 cambió después
   *[other] { $moved } cambiaron después
}
behind-changed = cambió después de esta cifra
behind-share = aporta { $count }

foot-export-figures = Export
action-export-figures = Exporta estas cifras
summary-places = Qué cifras
summary-against-title = Comparar con
summary-stood-title = Como estaba el
summary-own-office = Su oficina
summary-state = Estado: { $state }
summary-against = Comparar con otro periodo (ahora: { $period })
summary-stood = Como estaba otro día (ahora: { $at })
summary-now = como está
summary-empty-now = Vacío: como está ahora
summary-empty-before = Vacío: el mismo periodo del año anterior
summary-no-moment = No es un día. Por ejemplo: 18/07/2019
summary-ahead = Aún no llega; a más tardar hoy, { $today }
hint-summary-places = Escriba un estado u oficina · Intro elige · Esc deja como está
hint-summary-against = Intro compara · 2018 · 1s 2018 · mayo 2018 · Esc deja como está
hint-summary-as-of = Intro cuenta · 18/07/2019 · 18/07/2019 09:00 · mayo · ayer · Esc deja como está
export-title = Exportar
export-item-format = Formato
export-xlsx = XLSX: un libro con cuadros y gráficas
export-html = HTML: boletín para imprimir
export-csv = CSV: carpeta, un archivo por cuadro
export-prose = TXT: el comunicado para la prensa
export-text = TXT: los cuadros como texto
export-json = JSON: para programas
export-tidy = CSV: una sola tabla, para programas
export-item-public = Cifras
export-for-public = para publicar: sin cifras pequeñas
export-for-own = de uso interno: todas las cifras
export-item-lang = Idioma
export-item-place = Archivo
hint-export = Intro exporta · ↑ ↓ recorren · ← → cambian · Esc cancela
hint-export-reading = Intro sigue leyendo · Esc cancela
hint-export-running = Esc detiene y no deja nada a medias
export-running = Escribiendo: { $done } de { $of }
export-done = Hecho: { $place } · { $size } bytes · huella { $hash }
export-stopped = Se detuvo; no quedó nada.
export-exists = Ya hay algo con ese nombre; elija otro.
export-exists-offered = Ese nombre ya existe; Intro escribe con este otro.
export-no-folder = Esa carpeta no existe; elija otra.
export-denied = No se puede escribir en esa carpeta; elija otra.
export-ending = Ese nombre es de otro formato; para este sería { $right }
export-full = No cabe en el disco; no quedó nada.
export-failed = No se pudo escribir; no quedó nada.
export-name = resumen
export-everywhere = todas
export-name-public = publico
export-copy = TXT: su copia editada del comunicado
export-copy-lang = el de la copia
export-copy-public = Un texto editado no se revisa para publicar: expórtelo de uso interno, o quite la copia con Supr
export-left-out = Así como está, se publica sin comparación.
export-earlier = Ya se publicó lo que comparte días y lugares con esto; de la resta podrían salir cifras menores que cinco:
export-earlier-one = { $date } { $officer }: { $period } ({ $places })
export-further = Intro sigue leyendo ({ $page } de { $count }); Esc no escribe nada
export-again = Intro otra vez lo escribe así; Esc no escribe nada
