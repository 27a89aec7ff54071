# Una etiqueta por campo, y una línea de ayuda por cada campo de un formulario.

field-person-ref = Referencia del NNA
field-person-given_names = Nombre(s)
help-person-given_names = Como los dice; F4 = sin nombre aún; ? = no se sabe
field-person-surname1 = Primer apellido
help-person-surname1 = Como lo dice o como está en su documento; ? = no se sabe
field-person-surname2 = Segundo apellido
help-person-surname2 = - = no tiene; ? = no se sabe
field-person-used_name = Nombre de uso
help-person-used_name = Cómo quiere que le llamen
field-person-sex = Sexo
help-person-sex = h hombre · m mujer · x otro · ? no se sabe
field-person-birth_date = Nacim. o edad
help-person-birth_date = 14 · 12-14 · ~7 · 8m · 03/02/2010 · 02/2010 · 2010 · ?
field-person-nationality = Nacionalidad
help-person-nationality = Parte del nombre o la clave: hon, HND; ? = no se sabe
field-person-language = Lengua
help-person-language = Lengua que mejor entiende; vacío = no se ha preguntado
field-person-voided = Anulado

field-case-person = NNA
field-case-case_ref = Folio
field-case-office = Oficina
help-case-office = Oficina que asiste al NNA
field-case-kind = Modalidad
help-case-kind = e presentado en México · r repatriado · c recibido de EUA
field-case-opened_at = Fecha y hora
help-case-opened_at = h hoy · a ayer · 1506 · 15/06/2019 14:32 · 14:32 = hoy
field-case-left_at = Salida
help-case-left_at = Cuándo salió del cuidado de la oficina
field-case-age_years = Edad
help-case-age_years = Años cumplidos el día del evento
field-case-age_source = Fuente de edad
help-case-age_source = d documento · n lo dice el NNA · f familiar · p personal
field-case-accompaniment = Compañía
help-case-accompaniment = 1 no acompañado · 2 acompañado · 3 separado · ? no se sabe
field-case-group_ref = Grupo de viaje
help-case-group_ref = El mismo texto une a quienes viajan juntos
field-case-reception_point = Punto o lugar
help-case-reception_point = Punto de recepción o lugar
field-case-outcome = Desenlace
help-case-outcome = Cómo terminó el caso
field-case-outcome_at = Fecha desenlace
help-case-outcome_at = Fecha del desenlace
field-case-notes = Observaciones
help-case-notes = Lo indispensable; nada que ponga en riesgo al NNA
field-case-health_urgent = ¿Salud urgente?
help-case-health_urgent = s sí · n no · ? no se sabe
field-case-review = Por revisar
help-case-review = Folios que pueden ser del mismo NNA; bórrelos al saberlo
field-case-history = Histórico
field-case-voided = Anulado

field-service-case_id = Caso
field-service-ref = Referencia
field-service-office = Oficina
help-service-office = Oficina que lo dio; vacío = la del caso
field-service-category = Servicio
help-service-category = s salud · a alimentación · v vestido · d descanso · F4 más
field-service-detail = Detalle
help-service-detail = Del catálogo o libre: comida, calzado, consulta
field-service-at = Fecha y hora
help-service-at = h = hoy · ya = ahora · 14:32 · 1506
field-service-quantity = Cantidad
help-service-quantity = Cuántos; vacío = 1
field-service-status = Situación
help-service-status = Dado, rehusado o no disponible; vacío = dado
field-service-note = Nota
help-service-note = Lo indispensable
field-service-voided = Anulado

field-contact-case_id = Caso
field-contact-contact_ref = N.º de contacto
field-contact-name = Nombre
help-contact-name = Nombre de la persona; ? = no se sabe
field-contact-relationship = Relación
help-contact-relationship = Qué es del NNA: madre, tía, hermano
field-contact-country = País
help-contact-country = País donde está
field-contact-phone = Teléfono
help-contact-phone = Con o sin prefijo: 5123 4567, +502 5123 4567
field-contact-safe = ¿Seguro llamar?
help-contact-safe = s sí · n no · p pendiente: ¿es seguro para el NNA?
field-contact-note = Nota
help-contact-note = Horario, lengua, recados
field-contact-voided = Anulado

field-call-case_id = Caso
field-call-ref = Referencia
field-call-office = Oficina
help-call-office = Oficina que llamó; vacío = la del caso
field-call-contact = A quién
help-call-contact = Número del contacto en la lista
field-call-at = Fecha y hora
help-call-at = ya = ahora · 14:32 · 1506
field-call-outcome = Resultado
help-call-outcome = F4 lista · 1 contestó · 2 no contestó · 3 ocupado · 7 recibida · 8 buzón · 4 sin servicio · 5 equivocado · 6 mensaje · 9 NNA no quiso · 0 no permitida
field-call-minutes = Minutos
help-call-minutes = Minutos enteros
field-call-child_spoke = ¿Habló el NNA?
help-call-child_spoke = s sí · n no
field-call-retry_at = Reintentar
help-call-retry_at = 30 min · 16 h · m9 = mañana 9:00 · lun 10 · vacío = no
field-call-note = Nota
help-call-note = Lo indispensable
field-call-voided = Anulado

field-step-case_id = Caso
field-step-step = Paso
help-step-step = Paso del proceso, del catálogo
field-step-done_at = Cumplido
help-step-done_at = Cuándo se cumplió
field-step-answer = ¿Necesita asilo?
help-step-answer = s sí · n no · Lo que respondió el NNA
field-step-document = Oficio o folio
help-step-document = Número de oficio o folio
field-step-received_by = Recibió
help-step-received_by = Quién recibió, con cargo
field-step-override_reason = Motivo
help-step-override_reason = Solo supervisión: por qué se avisa pese al bloqueo
field-step-note = Nota
help-step-note = Lo indispensable
field-step-voided = Anulado

field-link-person = NNA
field-link-other = Es la misma persona
field-link-voided = Anulado

field-holiday-date = Fecha
field-holiday-name = Nombre
field-holiday-voided = Anulado
field-office-code = Clave
field-office-state = Entidad
field-office-name = Nombre
field-office-zone = Zona horaria
field-office-voided = Anulado
