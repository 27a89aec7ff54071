# Boletín, libro de cálculo y sus gráficas.

bulletin-measures = Cifras
bulletin-tables = Cuadros
bulletin-method = Metodología
bulletin-part = { " " }(parte { $part } de { $of })
bulletin-nothing = Nada que contar en el periodo.

picture-months = NNA extranjeros por mes y condición de viaje, { $period }
picture-nationalities = NNA extranjeros por nacionalidad, { $period }
picture-ages = NNA extranjeros por grupo de edad y sexo, { $period }
picture-care = Casos según el tiempo hasta la primera atención, { $period }
picture-map = NNA extranjeros por entidad federativa, { $period }
picture-others = Otras ({ $count })
picture-empty = Ningún caso en el periodo.

map-none = ninguno
map-or-more = { $figure } o más
map-outside = fuera de este ámbito
map-pooled = con otras

bulletin-author = Oficiales de Protección a la Infancia
bulletin-page = Página &P de &N
sheet-foreign_by_nationality = Nacionalidad
sheet-foreign_by_state = Entidad
sheet-foreign_by_month = Mes
sheet-repatriated_by_state = Repatriados
sheet-returned_by_nationality = Devueltos
sheet-services_by_state = Servicios
sheet-calls_by_state = Llamadas
sheet-care_by_state = Atención
sheet-unspecified_by_office = Datos faltantes
sheet-charts = Gráficas
