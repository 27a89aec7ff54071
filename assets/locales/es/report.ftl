# El informe: títulos, medidas, encabezados y notas. Los títulos son los de las tablas oficiales de cada época.

report-title = Asistencia a niñas, niños y adolescentes migrantes
report-period = Periodo
report-scope = Ámbito
report-everywhere = todas las oficinas
report-as-of = Fecha de corte
report-head = Registro
report-measures = Cifras principales
report-services = Servicios prestados
report-calls = Llamadas
report-care = Casos según el tiempo hasta la primera atención
report-figure = Cifra
report-before = Anterior
report-change = Variación
report-percent = Variación %
report-no-base = n. c.

table-foreign_by_nationality = { $era ->
    [presented] Eventos de menores presentados ante la autoridad migratoria, según continente, país de nacionalidad, grupos de edad, condición de viaje y sexo, { $period }
    [both] Eventos de menores presentados ante la autoridad migratoria o canalizados por ella, según continente, país de nacionalidad, grupos de edad, condición de viaje y sexo, { $period }
    [channelled] Eventos de menores canalizados por la autoridad migratoria, según continente, país de nacionalidad, grupos de edad, condición de viaje y sexo, { $period }
   *[children] Eventos de niñas, niños y adolescentes en situación migratoria irregular en México, según continente, país de nacionalidad, grupos de edad, condición de viaje y sexo, { $period }
}
table-foreign_by_state = { $era ->
    [presented] Eventos de menores presentados ante la autoridad migratoria, según entidad federativa, grupos de edad, condición de viaje y sexo, { $period }
    [both] Eventos de menores presentados ante la autoridad migratoria o canalizados por ella, según entidad federativa, grupos de edad, condición de viaje y sexo, { $period }
    [channelled] Eventos de menores canalizados por la autoridad migratoria, según entidad federativa, grupos de edad, condición de viaje y sexo, { $period }
   *[children] Eventos de niñas, niños y adolescentes en situación migratoria irregular en México, según entidad federativa, grupos de edad, condición de viaje y sexo, { $period }
}
table-foreign_by_month = { $era ->
    [presented] Eventos de menores presentados ante la autoridad migratoria, según mes, grupos de edad, condición de viaje y sexo, { $period }
    [both] Eventos de menores presentados ante la autoridad migratoria o canalizados por ella, según mes, grupos de edad, condición de viaje y sexo, { $period }
    [channelled] Eventos de menores canalizados por la autoridad migratoria, según mes, grupos de edad, condición de viaje y sexo, { $period }
   *[children] Eventos de niñas, niños y adolescentes en situación migratoria irregular en México, según mes, grupos de edad, condición de viaje y sexo, { $period }
}
table-repatriated_by_state = { $era ->
   *[children] Eventos de devolución desde Estados Unidos de niñas, niños y adolescentes mexicanos, según entidad federativa y punto de recepción, grupos de edad, condición de viaje y sexo, { $period }
    [presented] Eventos de repatriación de menores mexicanos desde Estados Unidos, según entidad federativa y punto de recepción, grupos de edad, condición de viaje y sexo, { $period }
    [both] Eventos de repatriación de menores mexicanos desde Estados Unidos, según entidad federativa y punto de recepción, grupos de edad, condición de viaje y sexo, { $period }
    [channelled] Eventos de repatriación de menores mexicanos desde Estados Unidos, según entidad federativa y punto de recepción, grupos de edad, condición de viaje y sexo, { $period }
}
table-returned_by_nationality = { $era ->
   *[children] Eventos de niñas, niños y adolescentes devueltos por la autoridad migratoria mexicana, según continente, país de nacionalidad y tipo de resolución, { $period }
    [presented] Eventos de menores devueltos por la autoridad migratoria mexicana, según continente, país de nacionalidad y tipo de resolución, { $period }
    [both] Eventos de menores devueltos por la autoridad migratoria mexicana, según continente, país de nacionalidad y tipo de resolución, { $period }
    [channelled] Eventos de menores devueltos por la autoridad migratoria mexicana, según continente, país de nacionalidad y tipo de resolución, { $period }
}
table-services_by_state = Servicios prestados a niñas, niños y adolescentes, según entidad federativa y tipo de servicio, { $period }
table-calls_by_state = Llamadas ofrecidas a niñas, niños y adolescentes, según entidad federativa y resultado, { $period }
table-care_by_state = Casos de niñas, niños y adolescentes, según entidad federativa y tiempo hasta la primera atención, { $period }

measure-foreign = NNA extranjeros
measure-foreign_accompanied = – acompañados
measure-foreign_unaccompanied = – no acompañados
measure-foreign_unspecified = – condición de viaje no especificada
measure-unaccompanied_sv_gt_hn_ni = No acompañados de SV, GT, HN y NI
measure-repatriated = NNA mexicanos repatriados de EE. UU.
measure-received = NNA extranjeros recibidos de EE. UU.
measure-events = Eventos
measure-persons = Personas
measure-first_time = – por primera vez
measure-repeat = Eventos reincidentes
measure-adults = De 18 años o más, no contados
measure-unaccompanied_share_percent = No acompañados, % de los extranjeros
measure-returned-deportation = Devueltos: deportación
measure-returned-assisted_return = Devueltos: retorno asistido
measure-returned-total = Devueltos en total

cell-total = Total
cell-subtotal = Subtotal
cell-0-11 = De 0 a 11 años
cell-12-17 = De 12 a 17 años
cell-unspecified = No especificado
cell-accompanied = Acompañados
cell-unaccompanied = No acompañados
cell-male = Hombres
cell-female = Mujeres
cell-other = Otro
cell-deportation = Deportaciones
cell-assisted_return = Retornos asistidos
cell-acts = Atenciones
cell-items = Unidades
cell-minors = NNA
cell-offered = Ofrecidas
cell-refused = Rechazadas por NNA
cell-not_allowed = No permitidas
cell-attempted = Intentadas
cell-reached = Logradas
cell-minors_reached = NNA con llamada lograda
cell-minors_spoke = NNA que hablaron
cell-cases = Casos
cell-with_contact = Con contacto
cell-call_offered = Llamada ofrecida
cell-call_spoke = Llamada en que habló
cell-2h = Hasta 2 h
cell-24h = Hasta 24 h
cell-later = Después
cell-never = Nunca
point-unspecified = Punto no especificado

region-north_america = América del Norte
region-central_america = América Central
region-caribbean = Islas del Caribe
region-south_america = América del Sur
region-europe = Europa
region-asia = Asia
region-oceania = Oceanía
region-africa = África
region-stateless = Apátridas
region-unspecified = No especificado

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

note-zero = (-) Significa cero.
note-training = CAPACITACIÓN: datos inventados; ninguna de estas cifras es real.
csv-training = DATOS INVENTADOS
note-adults = { $cases ->
    [one] No se cuenta { $count } caso de una persona de 18 años o más en la fecha del evento.
   *[other] No se cuentan { $count } casos de personas de 18 años o más en la fecha del evento.
}
note-groups = Edad en años cumplidos el día del evento; en la duda entre 17 y 18 se presume minoría de edad. «No acompañados» incluye a los separados.
note-distinct = «NNA» son personas distintas: una cuenta una vez en cada fila y una vez en el total, que por eso no es la suma de las filas.
