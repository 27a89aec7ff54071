# Textos de la gráfica, el mapa, la comparación y el texto del resumen.

chart-month = mes
chart-nationality = nacionalidad
chart-age = edad
chart-sex = sexo
chart-accompaniment = compañía
chart-service = servicio
chart-state = entidad
chart-of-month = Casos de NNA extranjeros por mes, { $period }
chart-of-nationality = Casos de NNA extranjeros por nacionalidad, { $period }
chart-of-age = Casos de NNA extranjeros por grupo de edad, { $period }
chart-of-sex = Casos de NNA extranjeros por sexo, { $period }
chart-of-accompaniment = Casos de NNA extranjeros según si viajaban acompañados, { $period }
chart-of-service = Servicios brindados, por tipo, { $period }
chart-of-state = Casos de NNA extranjeros por entidad federativa, { $period }
month-so-far = { $month } (parcial)
month-ahead = { $month } (por venir)
chart-empty = Sin casos en este periodo
chart-days = Servicios por día · mín { $least } · máx { $most } · último { $last } · { $from }-{ $to }
map-of = Casos de NNA extranjeros por entidad federativa, { $period }
map-range = { $least }-{ $most }
map-range-last = { $least } o más
map-total = Total { $figure }
map-short = k: miles, redondeado
map-borders = La fila 1 es la frontera norte; TAB, CAM, ROO y CHP, la frontera sur.
map-no-braille = Este tipo de letra no tiene los signos del mapa: se muestra el mosaico.
