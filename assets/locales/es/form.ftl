# Formularios: lo que se entendió, y lo que falta o está mal, siempre con lo que sería correcto.

section-identity = Identidad
section-event = Ingreso
section-communication = Comunicación
section-end = Salida y desenlace

form-weekdays = lun mar mié jue vie sáb dom
form-months = ene feb mar abr may jun jul ago sep oct nov dic
form-today = hoy
form-yesterday = ayer
form-day-before = antier
form-age-years = { $shown } { $count ->
    [one] año
   *[other] años
}
form-age-months = { $shown } { $count ->
    [one] mes
   *[other] meses
}
form-age-weeks = { $shown } { $count ->
    [one] semana
   *[other] semanas
}
form-age-days = { $shown } { $count ->
    [one] día
   *[other] días
}
form-child-male = niño
form-child-female = niña
form-child-other = NNA
form-nameless = Sin nombre aún
form-said-now = Dicho en este ingreso: { $said }
form-has-none = no tiene

form-required = Falta este dato; sin él no se guarda.
form-asked = Falta; si no se sabe, escriba ?
form-must-be-known = Este dato no puede quedar como ?; escríbalo.
form-no-name = Escriba un nombre o apellido; si no se sabe ninguno, escriba ?
form-no-case = Abra primero el caso al que pertenece.
form-too-long = Texto demasiado largo: caben { $most } caracteres.
form-count = Escriba un número entero, de { $least } a { $most }.
form-code = Escriba la letra o parte del nombre: { $choices }
form-country = No hay ese país: escriba parte del nombre o la clave, por ejemplo hon o HND.
form-language = No hay esa lengua: escriba parte del nombre, por ejemplo kich o mam.
form-office = No hay esa oficina: escriba parte del nombre o la clave, por ejemplo CHP.
form-step = No hay ese paso: escriba parte del nombre: { $choices }
form-contact = Escriba el número o el nombre del contacto: { $choices }
form-no-contacts = El caso aún no tiene contactos: agregue uno primero.
form-moment = No es una fecha: escriba 15/06/2019 14:32, 1506, h (hoy), a (ayer) o ya.
form-ahead = No se entiende: 30 (minutos), 16 (hora), m9 (mañana 9:00), lun 10 o 16/06 9:00.
form-ahead-past = Eso ya pasó; escriba una hora que venga.
form-tomorrow = mañana
form-future = La fecha es posterior a hoy. ¿{ $earlier }?
form-later-today = La hora es posterior a la de ahora ({ $now }); escriba una anterior.
form-year = Escriba el año con cuatro cifras, por ejemplo { $year }.
form-birth = Escriba la edad o la fecha: 14, 8m, ~7, 12-14, 03/02/2010, 02/2010 o 2010.
form-birth-after = El nacimiento es posterior al evento ({ $event }); escriba una fecha anterior.
form-age = La edad va de 0 a 120 años: 14, ~7 o 12-14.
form-age-turned = Primero la edad menor: { $right }
form-adult = Tiene { $age } años: no cuenta como NNA. ¿Es correcto?
form-outcome = Falta el desenlace que corresponde a esa fecha.
form-outcome-date = Falta la fecha del desenlace.
form-phone = No se reconoce el número; se guarda como está. Ejemplo: +502 5123 4567
form-phone-country = ¿De qué país? Escriba el prefijo: +502 5123 4567. Se guarda como está.
form-phone-length = Con +{ $dial } van { $expected } dígitos y hay { $found }; se guarda así.
