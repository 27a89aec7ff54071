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
period-future = { $period } (aún no empieza)
period-partial = { $period } (preliminar)

report-against = Comparado con
report-compared = Cifras principales, comparadas con { $period }
report-equal-cut-off = Cifras principales con corte igual: del periodo comparado se cuenta solo { $period }
report-whole = Cifras principales frente a todo el periodo comparado, que tuvo más días: { $period }
against-equal-cut-off = { $cut } (corte igual, de { $period })
report-points = { $points } puntos
report-explained = Qué explica el cambio de «{ $measure }», { $by }
report-by-nationality = por nacionalidad
report-by-state = por entidad federativa
report-by-group = por grupo de edad
report-by-accompaniment = por condición de viaje
report-by-sex = por sexo
report-share = % del cambio
note-no-percent = n. c.: no calculable; sobre menos de 10 casos no se dan porcentajes.

prose-numbers = cero uno dos tres cuatro cinco seis siete ocho nueve
prose-thousand = mil
prose-million = un millón
prose-millions = { $millions } millones
prose-round = { $figure } de
prose-few = menos de cinco
prose-and = y
prose-and-before-i = e

prose-period-year = En { $year }
prose-period-month = En { $month } de { $year }
prose-period-months = De { $from-month } a { $month } de { $year }
prose-period-months-across = De { $from-month } de { $from-year } a { $month } de { $year }
prose-period-day = El { $day } de { $month } de { $year }
prose-period-days-of-month = Del { $from-day } al { $day } de { $month } de { $year }
prose-period-days = Del { $from-day } de { $from-month } al { $day } de { $month } de { $year }
prose-period-days-across = Del { $from-day } de { $from-month } de { $from-year } al { $day } de { $month } de { $year }
prose-same-period = En el mismo periodo
prose-also = Además
prose-who-first = las y los Oficiales de Protección a la Infancia (OPI){ $places }
prose-who = las y los OPI
prose-in-states = en { $places }
prose-in-offices = de { $places }
prose-office = «{ $name }»
prose-nna-first = niñas, niños y adolescentes (NNA)
prose-nna = NNA

prose-foreign = { $count ->
    [one] { $sex ->
        [female] { $when }, { $who } asistieron a una niña o adolescente extranjera{ $unaccompanied }.
        [male] { $when }, { $who } asistieron a un niño o adolescente extranjero{ $unaccompanied }.
       *[other] { $when }, { $who } asistieron a una persona extranjera menor de 18 años{ $unaccompanied }.
    }
   *[other] { $when }, { $who } asistieron a { $figure-of } { $nna } extranjeros{ $unaccompanied }.
}
prose-unaccompanied = { $count ->
    [one] , de los cuales uno viajaba no acompañado
   *[other] , de los cuales { $figure } viajaban no acompañados
}
prose-all-unaccompanied = { $count ->
    [one] { $sex ->
        [male] , que viajaba no acompañado
       *[other] , que viajaba no acompañada
    }
   *[other] , todos ellos no acompañados
}
prose-northern = { $count ->
    [one] De los no acompañados, uno es originario de El Salvador, Guatemala, Honduras o Nicaragua.
   *[other] De los no acompañados, { $figure } son originarios de El Salvador, Guatemala, Honduras o Nicaragua.
}
prose-northern-all = Todos los no acompañados son originarios de El Salvador, Guatemala, Honduras o Nicaragua.

prose-all = { $count ->
    [one] Esta persona
   *[other] Todos
}
prose-by-nationality = Por nacionalidad, { $list }.
prose-verb-nationality = { $count ->
    [one] es
   *[other] son
}
prose-nationality-country = de { $country }
prose-nationality-stateless = { $count ->
    [one] apátrida
   *[other] apátridas
}
prose-nationality-other = { $countries ->
    [one] de otro país
   *[other] de otros países
}
prose-nationality-pooled = de otra nacionalidad o de una no especificada
prose-nationality-unspecified = de nacionalidad no especificada
prose-by-age = Por grupo de edad, { $list }.
prose-verb-age = { $count ->
    [one] tiene
   *[other] tienen
}
prose-age-0-11 = de cero a 11 años
prose-age-12-17 = de 12 a 17 años
prose-age-unspecified = con edad no especificada
prose-by-sex = Por sexo, { $list }.
prose-verb-sex = { $count ->
    [one] es
   *[other] son
}
prose-sex-male = { $count ->
    [one] hombre
   *[other] hombres
}
prose-sex-female = { $count ->
    [one] mujer
   *[other] mujeres
}
prose-sex-other = de otro sexo
prose-sex-pooled = de otro sexo o de sexo no especificado
prose-sex-unspecified = de sexo no especificado

prose-repatriated = { $count ->
    [one] { $when }, { $who } atendieron un caso de una niña, un niño o adolescente de México repatriado desde Estados Unidos.
   *[other] { $when }, { $who } atendieron { $figure-of } casos de { $nna } mexicanos repatriados desde Estados Unidos.
}
prose-received = { $count ->
    [one] { $when }, { $who } atendieron un caso de una niña, un niño o adolescente de otro país recibido desde Estados Unidos.
   *[other] { $when }, { $who } atendieron { $figure-of } casos de { $nna } extranjeros recibidos desde Estados Unidos.
}
prose-returned = { $count ->
    [one] { $when } concluyó con una devolución al país de origen el caso de una niña, un niño o adolescente de otro país{ $kinds }; esta cifra sigue la fecha de la resolución y no se suma a las demás.
   *[other] { $when } concluyeron con una devolución al país de origen los casos de { $figure-of } { $nna } extranjeros{ $kinds }; esta cifra sigue la fecha de la resolución y no se suma a las demás.
}
prose-returned-deportation = { $figure } por deportación
prose-returned-assisted_return = { $figure } por retorno asistido

prose-services = { $when }, { $who } brindaron { $list }.
prose-service-first = { $count ->
    [one] un servicio de { $kind }
   *[other] { $figure-of } servicios de { $kind }
}
prose-service-next = { $figure } de { $kind }
prose-service-health = salud
prose-service-food = alimentación
prose-service-clothing = vestido
prose-service-rest = descanso
prose-service-hygiene = higiene
prose-service-psychosocial = atención psicosocial
prose-service-information = información
prose-service-legal = asesoría legal
prose-service-interpreter = intérprete
prose-service-transport = transporte
prose-service-other = otro tipo
prose-calls = { $count ->
    [one] { $when } se logró una llamada con familiares u otros contactos{ $minors }.
   *[other] { $when } se lograron { $figure-of } llamadas con familiares u otros contactos{ $minors }.
}
prose-calls-minors = { $count ->
    [one] , en favor de una niña, un niño o adolescente
   *[other] , en favor de { $figure-of } NNA
}

prose-states = { $count ->
    [one] La entidad federativa con más casos de NNA extranjeros fue { $states }.
   *[other] Las entidades federativas con más casos de NNA extranjeros fueron { $states }.
}
prose-change-none = Respecto del periodo { $period }, la cifra de NNA extranjeros no cambió.
prose-change = { $way ->
    [more] Respecto del periodo { $period }, la cifra de NNA extranjeros aumentó en { $figure }.
   *[fewer] Respecto del periodo { $period }, la cifra de NNA extranjeros disminuyó en { $figure }.
}
prose-change-percent = { $way ->
    [more] Respecto del periodo { $period }, la cifra de NNA extranjeros aumentó { $percent } por ciento ({ $figure } más).
   *[fewer] Respecto del periodo { $period }, la cifra de NNA extranjeros disminuyó { $percent } por ciento ({ $figure } menos).
}
prose-share = { $way ->
    [more] La proporción de no acompañados pasó de { $before } a { $now } por ciento ({ $points } puntos porcentuales más).
   *[fewer] La proporción de no acompañados pasó de { $before } a { $now } por ciento ({ $points } puntos porcentuales menos).
}
prose-nothing = { $when }, { $who } no registraron casos de { $nna } migrantes.
prose-ahead = { $when } aún no hay cifras: ese periodo no ha empezado.
prose-withheld = { $when }, { $who } registraron tan pocos casos de { $nna } migrantes que las cifras no se publican.
prose-note = { $is-over ->
    [no] Cifras preliminares al { $date }; cada ingreso cuenta como un evento. Fuente: registro de asistencia, { $places }.
   *[yes] Cifras con corte al { $date }; cada ingreso cuenta como un evento. Fuente: registro de asistencia, { $places }.
}

table-unspecified_by_office = Casos de niñas, niños y adolescentes según oficina y dato no especificado, { $period }
cell-missing = Sin dato de
cell-foreign = De extranjeros
cell-repatriated = De repatriados
cell-nationality = Nacionalidad
cell-sex = Sexo
cell-group = Grupo de edad
cell-accompaniment = Condición de viaje
cell-reception_point = Punto
note-shares = %: qué parte es de los casos a los que se pregunta el dato: la nacionalidad, de los extranjeros; el punto de recepción, de los repatriados; los demás, de todos. Primero las oficinas a las que más falta.
