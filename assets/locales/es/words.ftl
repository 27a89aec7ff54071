# Las palabras de los cuadros y del texto: la ficha al pie de cada cuadro, los periodos, los grupos de filas.

rule = Universo: { $universe }. Unidad: { $unit }. Fecha que cuenta: { $date }.
rule-universe-foreign = niñas, niños y adolescentes (NNA) extranjeros, menores de 18 años
rule-universe-repatriated = NNA mexicanos repatriados de Estados Unidos, menores de 18 años
rule-universe-returned = NNA extranjeros cuyo caso terminó en deportación o retorno asistido
rule-universe-services = servicios prestados a NNA en casos de todos los tipos
rule-universe-calls = llamadas ofrecidas a NNA en casos de todos los tipos
rule-universe-cases = casos de NNA de todos los tipos
rule-unit-events = eventos, no personas; una misma persona puede aparecer más de una vez
rule-unit-services = atenciones, unidades entregadas y, aparte, NNA distintos
rule-unit-calls = llamadas y, aparte, NNA distintos
rule-date-event = la del evento, en la oficina del caso y según su hora local
rule-date-outcome = la de la resolución, en la oficina del caso
rule-date-service = la del servicio, en la oficina que lo prestó
rule-date-call = la de la llamada, en la oficina que la hizo
rule-without-nationality = sin dato de nacionalidad
rule-without-point = sin dato de punto de recepción
rule-without-group = sin dato de grupo de edad
rule-without-accompaniment = sin dato de condición de viaje
rule-without-sex = sin dato de sexo

note-points = Los puntos forman parte de su entidad y no se suman otra vez al total.
note-returned = La fecha del evento no importa: estas cifras no se suman a las de los demás cuadros ni se restan de ellas.
note-care = Tiempo desde el evento hasta la primera atención, cualquiera que sea la oficina que la dio. «Hasta 24 h» no incluye las primeras 2 h.
note-eras = El título sigue a las tablas oficiales: «presentados» hasta 2020, «canalizados» en 2021, «en situación migratoria irregular» desde 2022.
note-unspecified = «No especificado» reúne los eventos en que falta el dato, para que todos los totales cuadren: { $missing }.
note-source = Cifras preliminares con corte al { $as-of }. Fuente: registro de asistencia, { $places }. Registro { $head }.

region-north = Frontera norte
region-south = Frontera sur
region-inland = Resto del país
region-other = Otros

period-year = { $year }
period-month = { $month } de { $year }
period-months = { $from-month }-{ $month } de { $year }
period-months-across = { $from-month } de { $from-year } a { $month } de { $year }
period-day = { $day } de { $month } de { $year }
period-days-of-month = del { $from-day } al { $day } de { $month } de { $year }
period-days = del { $from-day } de { $from-month } al { $day } de { $month } de { $year }
period-days-across = del { $from-day } de { $from-month } de { $from-year } al { $day } de { $month } de { $year }
period-partial = { $period } (preliminar)

report-against = Comparado con
report-equal-cut-off = Cifras principales con corte igual: el periodo comparado solo cuenta { $period }
report-points = { $points } puntos
report-explained = Qué explica el cambio de «{ $measure }», { $by }
report-by-nationality = por nacionalidad
report-by-state = por entidad federativa
report-by-group = por grupo de edad
report-by-accompaniment = por condición de viaje
report-by-sex = por sexo
report-share = % del cambio
note-no-percent = n. c.: no calculable; sobre menos de 10 casos no se dan porcentajes.
