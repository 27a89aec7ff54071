# Textos de las pantallas.

key-space = Espacio
key-enter = Intro
key-back-tab = Mayús+Tab
key-up-down = ↑ ↓
key-left-right = ← →
key-home-end = Inicio Fin
key-pages = Re/Av Pág
key-insert = Ins
key-delete = Supr
key-backspace = Retroceso

weekday-1 = lun
weekday-2 = mar
weekday-3 = mié
weekday-4 = jue
weekday-5 = vie
weekday-6 = sáb
weekday-7 = dom

too-small =
    Ventana de { $width } x { $height }. Se necesitan 60 x 18.
    Agrande la ventana o reduzca la letra (Ctrl y -).
    Ctrl+F 0: salir
too-small-kept =
    Ventana de { $width } x { $height }. Se necesitan 60 x 18.
    Agrande la ventana o reduzca la letra (Ctrl y -). Su borrador está guardado.
    Ctrl+F 0: salir
wait = Un momento…
not-known = no se sabe
saved = Guardado
state-saved = Guardado { $time }
state-kept = Borrador guardado { $time }
state-drafts = { $count ->
    [one] 1 formulario sin guardar
   *[other] { $count } formularios sin guardar
}
draft-left = Quedó en borradores. Ctrl+Z la reabre.
draft-older = El borrador traía datos que este formulario ya no pide: están en Observaciones o Nota.
draft-kept = Quedó como borrador y no se pierde: abra de nuevo el formulario para seguirlo.

foot-help = Ayuda
foot-save = Guarda
foot-find = Casos
foot-values = Lista
foot-filter = Filtro
foot-officer = Person
foot-scope = Ámbito
foot-service = Servic
foot-call = Llamar
foot-intake = Nuevo
foot-summary = Resum
foot-menu = Menú
foot-try = Probar
foot-leave = Salir

action-open = Abre el caso
action-next-mandatory = Siguiente obligatorio; al final guarda
action-edit = Edita lo marcado
action-next-question = Siguiente pregunta; al final crea
action-unlock = Abre
action-move-list = Arriba, abajo
action-move-field = Campo de arriba, de abajo
action-move-page = Página
action-move-section = Sección anterior, siguiente
action-move-ends = El más nuevo, el más antiguo
action-every-field = Campo siguiente, sea o no obligatorio
action-not-known = Se preguntó y no se sabe
action-line-end = Renglón nuevo en observaciones y notas
action-clear-field = Borra lo escrito
action-tabs = Siguiente pestaña
action-present-or-all = Presentes o todos
action-sort = Otro orden
action-keep-view = Guardar la vista con nombre
action-tab-data = Caso: datos
action-tab-services = Caso: servicios
action-tab-contacts = Caso: contactos y llamadas
action-tab-process = Caso: proceso y plazos
action-tab-history = Caso: historial
action-later = Periodo siguiente
action-earlier = Periodo anterior
action-contact = Contacto nuevo
action-sibling = Hermano o hermana del caso
action-next-of-group = Abre el caso siguiente del grupo
action-undo = Deshacer lo último guardado
action-redo = Rehacer lo deshecho
action-reveal = Muestra la contraseña
action-back = Regresa
action-clear-search = Borra la búsqueda; los filtros; al inicio
action-same = Lo mismo que el registro anterior (o =)
action-undo-typing = Deshace lo escrito en el campo
action-redo-typing = Vuelve a ponerlo
action-keep = Sale; lo escrito queda como borrador
action-help = Ayuda de esta pantalla
action-save = Guardar
action-find = Lista de casos
action-values = Valores del campo
action-filter = Filtros y vistas
action-officer = Otra persona
action-scope = Lugares, comparación, otro día
action-service = Servicio al caso marcado
action-call = Llamada del caso marcado
action-intake = Ingreso nuevo
action-summary = Resumen del periodo
action-mask = Nombres como iniciales, o completos
title-masked = iniciales
action-again = Capacitación: reiniciar, elegir ejercicio
action-try = Probar con datos inventados
action-lock = Bloquear ya
action-menu = Menú de acciones
action-leave = Salir

menu-title = Menú (F9): escriba para hallar
help-title = Ayuda · F1 o una palabra: temas · Esc cierra
help-due =
    Plazos: !! vencido   ! hoy   ley = de ley   int. = regla de la casa
    ¿Sin teclas F? Ctrl+F y luego el número: Ctrl+F 2 = F2, Ctrl+F 0 = F10.
help-keys =
    ¿Sin teclas F? Ctrl+F y luego el número: Ctrl+F 2 = F2, Ctrl+F 0 = F10.
help-entry =
    Marcas: * obligatorio   » puesto por el programa   ! por corregir
    Fechas: h hoy · a ayer · 1506 · 15/06/2019 14:32 · + - un día
    Edad o nacimiento: 14 · 8m · ~7 · 03/02/2010 · 2010
    ¿Sin teclas F? Ctrl+F y luego el número: Ctrl+F 2 = F2, Ctrl+F 0 = F10.

title-setup = Oficina nueva
setup-intro = Aquí aún no hay casos. Cinco datos y queda listo.
setup-try = O pruebe antes el programa con datos inventados: F5
setup-language = Idioma / Language
setup-office = Oficina
setup-officer = Su nombre
setup-passphrase = Contraseña
setup-again = La misma otra vez
setup-no-office = Elija una oficina de la lista: escriba parte de su nombre.
setup-no-officer = Escriba su nombre, como firma.
setup-short = La contraseña necesita 14 caracteres o más: varias palabras sirven.
setup-differs = No es la misma contraseña; escríbala otra vez.
setup-made = Este es el código de recuperación; no volverá a mostrarse:
setup-code-means = Escríbalo en papel y guárdelo bajo llave, lejos de este equipo. Si nadie recuerda su contraseña, solo este código abre los casos. Sin él y sin contraseña no hay manera de leerlos.
setup-code-noted = s = ya está en papel; empezar
hint-setup-language = 1 español · 2 English · Intro sigue
hint-setup-office = Escriba parte del nombre o la clave · ↑ ↓ elige · Intro la toma
hint-setup-officer = Con este nombre queda firmado lo que guarde
hint-setup-passphrase = { $count } caracteres o más, dos veces · Ctrl+R la muestra · Nadie más debe conocerla
hint-setup-made = Este es el código de recuperación; no volverá a mostrarse:

title-unlock = Bloqueado
unlock-locked = SESIÓN BLOQUEADA
unlock-officer = Persona
unlock-passphrase = Contraseña
unlock-reveal = Ctrl+R la muestra
unlock-wrong = { $count ->
    [one] No es la contraseña. ¿Mayúsculas activadas?
   *[other] No es la contraseña ({ $count } intentos). ¿Mayúsculas?
}
unlock-wait = No es la contraseña ({ $count } intentos). Espere { $seconds } s
unlock-too-soon = { $seconds ->
    [0] Aún no se miró esta contraseña. Dé Intro.
   *[other] Aún no se miró: espere { $seconds } s y dé Intro
}
unlock-tried = { $count ->
    [one] Un intento fallido el { $since }.
   *[other] { $count } intentos fallidos desde el { $since }.
}
unlock-not-you = Si no fue usted, cambie la contraseña: cobijo officer passphrase
unlock-by-code = Entró con el código; ponga contraseña: cobijo officer passphrase
unlock-disabled = Esta persona ya no tiene acceso.
unlock-unknown = No hay esa persona aquí.
hint-unlock = Escriba su contraseña e Intro
hint-unlock-many = Escriba su contraseña e Intro · F4 otra persona

title-home = Inicio
home-day =
    hoy: { $intakes ->
        [one] 1 ingreso
       *[other] { $intakes } ingresos
    }, { $departures ->
        [one] 1 egreso
       *[other] { $departures } egresos
    }, { $calls ->
        [one] 1 llamada
       *[other] { $calls } llamadas
    }
home-lack = Falta:
home-copied = { $days ->
    [0] Copia: hoy
    [1] Copia: ayer
   *[other] Copia: hace { $days } días
}
home-copy-old = !! Última copia hace { $days } días: cobijo backup ARCHIVO
home-copy-none = !! Sin copia de respaldo todavía
home-drafts = SIN GUARDAR ({ $count })
home-lacking = LES FALTA ALGO ({ $count })
home-unread = No se pudo leer lo que hay para hoy.
home-nothing = A nadie de los presentes le falta nada de esto.
need-health = salud
need-food = alimento
need-clothing = vestido
need-rest = descanso
need-call_offered = llamada
need-call_spoke = familia
need-short-health = sal.
need-short-food = ali.
need-short-clothing = ves.
need-short-rest = des.
need-short-call_offered = lla.
need-short-call_spoke = fam.
hint-home = Intro abre · Escriba para buscar · F7 ingreso · F6 llamada · Tab otro bloque
action-block = Bloque siguiente
title-whom = ¿A quién llamar?
cases-whom = ¿De quién es la llamada?
hint-whom = Escriba para buscar · Intro llama · Esc regresa

title-cases = Casos
cases-search = Buscar:
cases-present = { $count ->
    [0] Nadie presente
    [one] 1 presente
   *[other] { $count } presentes
}
cases-all = { $count ->
    [0] Ningún caso
    [one] 1 caso
   *[other] { $count } casos
}
cases-found = { $count ->
    [0] Ninguno
    [one] 1 hallado
   *[other] { $count } hallados
}
cases-none = Aún no hay nadie. F7 registra un ingreso.
cases-searching = Buscando…
cases-nothing-found = Nada con esas palabras. Esc borra la búsqueda.
cases-none-chosen = No hay un caso marcado.
cases-left = { $count ->
    [0] Ningún egresado
    [one] 1 egresado
   *[other] { $count } egresados
}
cases-cut = más de { $count }
cases-none-so = Ningún caso cumple. F4 cambia los filtros, Esc los quita.
case-born = (nac. { $day })
case-group = Viaja con { $cases }
case-last = Último: { $what } { $at }
case-call = Llamada
sort-entry = por ingreso
sort-surname = por apellido
sort-due = por vencimiento
sort-age = por edad
filter-title = Filtros
filter-situation = Situación
filter-only = Solo
filter-accompaniment = Compañía
filter-age = Edad
filter-sex = Sexo
filter-nationality = País
filter-language = Lengua
filter-opened = Ingreso
filter-any = cualquiera
filter-present = Presentes
filter-left = Egresados
filter-mine = Míos
filter-uncalled = Sin llamada
filter-overdue = Vencidos
filter-today = Vencen hoy
filter-adult = 18 o más
filter-total = { $count ->
    [one] 1 caso cumple
   *[other] { $count } casos cumplen
}
filter-days-wrong = Esas fechas no se entienden. Así: hoy, 12/06, mayo, 2019.
view-present = Presentes
view-mine = Mis casos
view-overdue = Vencidos
view-uncalled = Sin llamada
view-all = Todos
view-name = Nombre de la vista:
view-too-many = Hay una vista para cada cifra. Quite una con Supr.
hint-filter = ←/→ cambia · F2 aplica · 1-9 vista · Ctrl+O orden · Ctrl+G guarda vista
hint-filter-days = hoy, 12/06, mayo, 2019, 1/5-15/6 · F2 aplica · Esc sin cambios
hint-view-name = Intro guarda la vista · Supr quita la de ese nombre · Esc sin cambios
column-folio = Folio
column-name = Apellidos, nombre
column-age = Edad
column-sex = S
column-country = País
column-accompaniment = Comp
column-opened = Ingr.
column-state = Estado
short-accompanied = Ac
short-unaccompanied = NA
short-separated = Sep
case-present = Presente
case-closed = Cerrado
case-history = Histórico
case-present-since = PRESENTE desde { $day }
case-opened = Ingreso
case-travels = { $count ->
    [one] VIAJA CON 1 MÁS · g abre su caso
   *[other] VIAJA CON { $count } MÁS · g abre el caso siguiente
}
case-same = { $count ->
    [one] OTRO CASO DE ESTE NNA · Ctrl+W une o separa
   *[other] { $count } CASOS MÁS DE ESTE NNA · Ctrl+W une o separa
}
case-review = Por revisar: ¿duplicado?
case-urgent = SALUD URGENTE
hint-cases = Escriba para buscar · Intro abre · F4 filtros · Tab presentes o todos · Ctrl+O orden
hint-cases-search = Con una letra mal también halla · Intro abre · Esc borra la búsqueda

title-intake = Nuevo ingreso
title-sibling = Hermano(a) de { $folio }
title-case-edit = Editar datos
title-service = Servicio
title-contact = Contacto nuevo
title-call = Registrar llamada
title-step = Paso
title-record-edit = Editar
entry-how = Intro = siguiente obligatorio   Tab = todos los campos
entry-how-edit = Intro = siguiente campo   F2 = guarda lo cambiado
entry-progress = obligatorios { $done }/{ $all }
entry-save = F2 o Intro guarda
entry-no-typing = Aquí no se escribe: ↑ vuelve al campo.
entry-not-asked = (no aplica)
entry-unchanged = Nada cambió; no hubo qué guardar.
entry-stops = { $field }: { $problem }
entry-all-missing = Falta: { $fields }
entry-doubt-title = ¿Guardar así?
entry-doubt-answers = s = guardar así · 1-9 = ir al dato · Esc = volver
entry-copied = (de { $name })
entry-no-same = No hay registro anterior con este dato.
entry-shared-contact = Contacto
entry-shared = (compartido)
entry-missing = falta
entry-drafts = Hay algo sin guardar. ¿Seguirlo?
entry-drop = Supr otra vez lo borra para siempre.
entry-begin-anew = Empezar uno nuevo; lo anterior queda aquí
entry-saved = Ingreso guardado con el folio
entry-next-sibling = h  hermano o hermana (copia lo común)
entry-next-contact = c  contacto
entry-next-call = l  llamada
entry-next-service = s  servicio
entry-next-ready = Intro  listo
saved-intake = Guardado { $folio }
alike-title = { $count ->
    [one] Antes de guardar: un caso parecido
   *[other] Antes de guardar: { $count } casos parecidos
}
alike-surnames = apellidos
alike-age = edad
alike-country = país
alike-same = 1  Es la misma persona: nuevo ingreso de ese NNA
alike-another = 2  Es otra persona: guardar como nueva
alike-unknown = 3  No sé: guardar y marcar para revisión
alike-back = Esc  volver al formulario
hint-entry-alike = ↑ ↓ elige cuál · 1 la misma · 2 otra · 3 no sé · Esc regresa
values-title = Valores
hint-entry-drafts = Intro sigue lo marcado · ↑ ↓ elige · Supr lo borra · Esc regresa
hint-entry-choosing = Escriba para hallar · ↑ ↓ elige · Intro lo toma · Esc cierra
hint-entry-doubting = s guarda así · número = ir al dato · Esc regresa
hint-entry-moved = 1 deja lo suyo · 2 deja lo de la otra persona · Esc regresa al formulario
hint-entry-saved = h hermano · c contacto · l llamada · s servicio · Intro listo
hint-entry-save = Intro guarda · ↑ regresa a los campos
moved-title = Alguien lo cambió mientras tanto
moved-says = { $officer } cambió: { $field }
moved-mine = lo suyo
moved-theirs = lo de la otra persona
moved-empty = (vacío)

tab-data = Datos
tab-services = Servicios
tab-contacts = Contactos
tab-services-short = Serv
tab-contacts-short = Cont
tab-process = Proceso
tab-process-short = Proc
tab-history-short = Hist
tab-history = Historial
hint-case-data = Intro edita · h hermano(a) · F5 servicio · F6 llamada · Ins contacto
hint-case-services = Letra elige, Intro guarda con la hora actual · Ctrl+Z deshace
hint-case-picked = Intro guarda ahora · Tab pide hora y detalle · Esc no guarda
hint-case-contacts = c o Ins contacto nuevo · l o F6 llamada · Intro edita
hint-case-process = Intro registra el paso o lo corrige · Ins otro paso · Supr anula
process-none = Sin plazos ni pasos registrados
process-locked = Bloqueada: el NNA necesita asilo o no se le ha preguntado. Solo supervisión, con motivo.
process-locked-short = por asilo
call-retry = reintentar { $at }
failed-consulate = Bloqueada por asilo: solo supervisión la registra, con motivo por escrito.
hint-case-history = Intro muestra el cambio completo · de lo último a lo primero · nada se borra
column-day = Fecha
column-clock = Hora
column-service = Servicio
column-detail = Detalle
services-none = Aún ninguno.
services-add = AGREGAR
services-picked = { $service } a las { $time } · Intro guarda
services-unpicked = Otra letra canceló: { $service }. Esc y elija de nuevo.
services-total = TOTAL
saved-service = Guardado: { $service } · Ctrl+Z deshace
contacts-title = CONTACTOS
contacts-none = Aún ninguno. c agrega uno.
contact-safe = seguro:
contact-not-safe = NO es seguro
calls-title = LLAMADAS
calls-none = Aún ninguna. l registra una.
call-minutes = { $minutes } min
record-voided = (anulado)

act-setup = puso en marcha
act-save = guardó
act-import = importó
act-void = anuló
act-link = unió
act-undo = deshizo
act-redo = rehízo
case-row-whole = Completo
history-voided = anulado: { $reason }
history-counts-again = cuenta otra vez
entity-person = NNA
entity-case = caso
entity-service = servicio
entity-contact = contacto
entity-call = llamada
entity-step = paso
entity-link = unión
entity-office = oficina
entity-holiday = día inhábil

undo-reason = deshecho
undo-done = Se deshizo: { $what } · Ctrl+Y lo rehace
redo-done = Se rehízo: { $what }
undo-ask = ¿Deshacer { $what }? Intro = sí; cualquier otra tecla = no
redo-ask = ¿Rehacer { $what }? Intro = sí; cualquier otra tecla = no
undo-typing = Está escribiendo: Ctrl+U borra lo escrito; Ctrl+Z deshace lo guardado fuera de aquí.
undo-nothing = Nada que deshacer: no ha guardado nada en esta sesión.
undo-no-more = Nada más que deshacer de esta sesión.
redo-nothing = Nada que rehacer.
undo-refused = No se deshizo: { $officer } escribió después sobre lo mismo ({ $when }).
undo-gone = No se deshizo: ya no hay qué deshacer.
deed-intake = ingreso
deed-void = anulación de { $what }
deed-of = { $what } de { $folio }
deed-of-many = { $what } ({ $count } casos)

failed-locked = Los casos están bloqueados; ábralos otra vez.
failed-busy = Otro programa está escribiendo. No se guardó; inténtelo otra vez.
failed-damaged = El archivo está dañado. No escriba más y restaure la última copia.
failed-store = No se guardó. Revise el espacio en disco e inténtelo otra vez.
failed-missing = Falta el archivo de casos. Restaure la última copia.
failed-newer = Lo escribió una versión más nueva del programa; use esa.
failed-not-copied = Es de una versión anterior y no se pudo copiar antes. Libere disco.
failed-keys = Las llaves no se pueden leer. Restaure la última copia.
failed-exists = Aquí ya hay casos; no se tocó nada.
failed-folder = No se puede usar la carpeta: permisos o disco lleno.
failed-held = Ya está abierto en otra ventana.
failed-name = El nombre está vacío, es muy largo o tiene signos raros.
failed-recovery = No es el código de recuperación; revise cada grupo.
failed-memory = No hay memoria libre para revisar la contraseña.
failed-backup = No se pudo hacer la copia de respaldo de hoy. Haga una con: cobijo backup ARCHIVO

action-link = Misma persona: unir o separar casos
title-same = ¿De quién es también?
hint-same-list = Escriba nombre o folio del otro caso · Intro lo compara · Esc regresa
same-title = ¿Qué unión se quita?
same-more = Ninguna: unir con otro caso
same-link = unido
same-with = con { $folio }
same-ask = ¿Son la misma persona?
same-yes = S  Sí: se unen y cuentan como un NNA; nada se copia
same-no = Esc  No: quedan como están
same-linked = Unidos: cuentan como un solo NNA. Ctrl+Z lo deshace.
same-nobody = Uno de los dos casos no tiene NNA registrado: no se unió nada.
same-already = Ya es el mismo NNA; no hay nada que unir.
hint-same = Intro la quita o busca otro caso · Esc regresa
hint-same-ask = s une · Esc no une
action-void = Anular lo marcado
action-accent = Acento o ñ a la letra anterior
leave-unsaved = { $count ->
    [one] Hay un formulario sin guardar; queda como borrador. F10 otra vez sale.
   *[other] Hay { $count } formularios sin guardar; quedan como borradores. F10 otra vez sale.
}
leave-code = Antes escriba en papel el código de recuperación; luego s.
leave-early = Aún falta una respuesta; F10 otra vez sale sin esperarla.
lock-training = Este almacén de capacitación no tiene contraseña: no se bloquea.
locks-soon = Sin teclas: se bloquea en { $seconds } s
void-title = Anular: { $what }
void-case-title = Anular todo: { $what }
void-means = Deja de contar, no se borra. Ctrl+Z lo regresa.
void-case-means = Sale de la lista y de las cifras. Ctrl+Z lo regresa.
void-ask = ¿Por qué se anula?
void-why = Escriba por qué, con tres letras o más; queda en el historial.
void-nothing = Aquí no hay qué anular.
void-moved = Alguien lo cambió mientras tanto; no se anuló. Véalo otra vez.
voided = Anulado, no borrado · Ctrl+Z deshace
hint-case-reason = Escriba el motivo · Intro anula · Esc no anula
failed-draft = El borrador no quedó guardado: revise el espacio en disco y guarde con F2.
failed-access = No se pudo anotar quién consultó. Revise el espacio en disco.
call-not-safe = Consta que NO es seguro llamar a este contacto.
call-not-safe-short = NO es seguro
call-safe-pending = Está pendiente si es seguro llamar a este contacto.
call-safe-pending-short = seguro: pendiente
call-safe-unknown = No se sabe si es seguro llamar a este contacto.
call-safe-unknown-short = ¿seguro? no se sabe
failed-not-allowed = Su función no lo permite: pídalo a quien supervisa.
failed-voided-case = El caso se anuló mientras tanto: no se guardó.
title-settings = Ajustes
settings-person = Persona
settings-office = Oficina
settings-lang = Idioma
settings-theme = Colores
settings-glyphs = Signos
settings-sample = ¿Se ve bien?
settings-enter = Intro en formularios
settings-idle = Bloquear sin teclas
settings-minutes = minutos
settings-as-office = como la oficina
settings-automatic = automático
settings-dark = oscuro
settings-light = claro
settings-contrast = alto contraste
settings-mono = sin colores
settings-ascii = solo letras y signos simples
settings-console = consola: líneas y bloques
settings-full = todos
settings-mandatory = siguiente obligatorio
settings-every-field = siguiente campo
hint-settings = ← → cambia · ↑ ↓ otra línea · F2 guarda · Esc regresa
action-settings = Ajustes: idioma, colores, signos
action-change-value = Otro valor
