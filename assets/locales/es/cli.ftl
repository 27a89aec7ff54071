# Órdenes y opciones.

cli = Registro de asistencia a niñas, niños y adolescentes migrantes, sin red y cifrado
cli-any-options = [OPCIONES]
cli-usage = Uso
cli-commands = Órdenes
cli-command-name = ORDEN
cli-options = Opciones
cli-arguments = Argumentos
cli-help = Esta ayuda; con --help, todas las opciones
cli-version = Muestra la versión
cli-nothing = -
cli-store = Carpeta del almacén (también COBIJO_STORE)
cli-any-officer = Quién abre (también COBIJO_OFFICER); sobra donde hay una sola persona
cli-passphrase-file = Archivo cuya primera línea es la contraseña (también COBIJO_PASSPHRASE_FILE)
cli-lang = Idioma: es o en
cli-theme = Colores de la pantalla: dark oscuro, light claro, contrast, mono (también NO_COLOR)
cli-glyphs = Signos de la pantalla: ascii, console o full (también COBIJO_GLYPHS)
cli-lineal = Renglón por renglón, para lectores de pantalla (también COBIJO_LINEAL=1)
cli-json = Escribe JSON
cli-names = Con nombres y teléfonos; la consulta queda registrada
cli-examples =
    Ejemplos:
      cobijo                                     abre la pantalla
      cobijo import casos/                       importa una carpeta de archivos CSV
      cobijo report --period 2019-H1             totales de un semestre
cli-init = Crea un almacén sin preguntas; imprime una vez el código de recuperación
cli-init-office = Clave de la oficina: CHP, TAP, BCN...
cli-init-examples =
    Ejemplos:
      cobijo init --office CHP --officer "M. Ruiz"
      cobijo init --office TAP --officer "M. Ruiz" --passphrase-file clave.txt
cli-init-done = Almacén creado. Guarde en papel este código de recuperación; no se vuelve a mostrar:
cli-demo = Abre el almacén de capacitación: datos inventados, sin contraseña
cli-demo-seed = Lo hace de nuevo a partir de este número; el mismo número da los mismos casos
cli-demo-cases = Cuántos casos; 400 si no se dice
cli-demo-days = En cuántos días hasta hoy; 90 si no se dice
cli-demo-clock = La fecha y hora que toma por ahora: 2019-06-15T14:32
cli-demo-generate-only = Solo lo hace; no abre la pantalla
cli-demo-exercise = Empieza un ejercicio: 1 ingreso, 2 hermanos, 3 edad, 4 llamada, 5 plazo, 6 borrador
cli-demo-examples =
    Ejemplos:
      cobijo demo
      cobijo demo --exercise 1
      cobijo demo --seed 7 --cases 1000 --days 365 --clock 2019-06-15T14:32
cli-demo-store = Almacén de capacitación en { $place }: { cli-cases }, { $present ->
    [one] 1 presente
   *[other] { $present } presentes
    }.
error-real-store = Aquí hay un almacén que no es de capacitación, o copias de uno. No se tocó nada. Dé otra carpeta: cobijo demo --store CARPETA
error-training-store = Este almacén es de capacitación. Ábralo con: cobijo demo --store { $place }
error-training-copy = Una copia de capacitación no va en el lugar de un almacén real, ni al revés. No se tocó nada. Dé otra carpeta: cobijo --store CARPETA restore ARCHIVO
cli-import = Importa archivos CSV de casos: todos o ninguno
cli-import-path = Archivos o carpetas
cli-import-active = Los casos sin salida ni desenlace cuentan como presentes
cli-import-dry-run = Revisa sin guardar nada
cli-import-skip-invalid = Importa las filas correctas y escribe las demás en NOMBRE.rejected.csv
cli-import-undo = Anula la importación con este número de lote
cli-import-examples =
    Ejemplos:
      cobijo import casos/
      cobijo import --dry-run cases.csv services.csv
      cobijo import --undo 0192f0c1-0000-7000-8000-000000000000
cli-cases = { $cases ->
    [one] 1 caso
   *[other] { $cases } casos
}
cli-services = { $services ->
    [one] 1 servicio
   *[other] { $services } servicios
}
cli-contacts = { $contacts ->
    [one] 1 contacto
   *[other] { $contacts } contactos
}
cli-calls = { $calls ->
    [one] 1 llamada
   *[other] { $calls } llamadas
}
cli-steps = { $steps ->
    [one] 1 paso
   *[other] { $steps } pasos
}
cli-unchanged = { $unchanged ->
    [one] 1 caso
   *[other] { $unchanged } casos
}
cli-import-done = Importado: { cli-cases }, { cli-services }, { cli-contacts }, { cli-calls } y { cli-steps }. Sin cambio: { cli-unchanged }. Lote { $batch }
cli-import-partly = Importado en parte: { cli-cases }, { cli-services }, { cli-contacts }, { cli-calls } y { cli-steps }. Problemas: { $problems }; sus filas están en los archivos .rejected.csv. Lote { $batch }
cli-import-dry = Sin problemas. Se importarían: { cli-cases }, { cli-services }, { cli-contacts }, { cli-calls } y { cli-steps }. No se guardó nada.
cli-import-rejected = { $problems ->
    [one] 1 problema
   *[other] { $problems } problemas
    }. No se importó nada. Corrija los archivos, o use --skip-invalid para importar lo demás.
cli-undo-done = Importación anulada: { $count ->
    [one] 1 operación
   *[other] { $count } operaciones
    }.
cli-undo-reason = importación anulada
cli-undo-already = Esa importación ya estaba anulada. No se cambió nada.
cli-report = Totales de un periodo, como los publica el INM
cli-report-period = 2019, 2019-H1, 2019-Q3, 2019-05, 2018-12..2019-06 o 2019-05-07..2019-05-20
cli-report-from = Primer día, AAAA-MM-DD
cli-report-to = Último día, AAAA-MM-DD
cli-report-state = Solo estas entidades: CHP,TAB
cli-report-office = Solo estas oficinas: TAP,CHP
cli-report-compare = Con qué periodo: previous-year, el mismo del año anterior, u otro
cli-report-group = border: estados por frontera norte, frontera sur y resto
cli-report-as-of = Como estaban los datos entonces: 2019-07-18 (al final del día) o 2019-07-18T09:00
cli-report-format = text (lo usual), prose, html, xlsx, csv, csv-semicolon (;), tidy o json
cli-report-output = Archivo nuevo; csv: carpeta, un archivo por cuadro; tidy: todo en uno
cli-report-examples =
    Ejemplos:
      cobijo report --period 2019-H1 --compare previous-year
      cobijo report --period 2019-05 --format csv -o mayo
      cobijo report --period 2019-H1 --public --format html -o boletin.html
      cobijo report --period 2019-05 --seal
cli-list = Lista casos, los más recientes primero
cli-list-open = Solo quienes están presentes
cli-list-text = Solo casos con estas palabras: nombre, folio, contacto, teléfono
cli-list-limit = Cuántos a lo más; 100 si no se dice
cli-list-present = presente
cli-list-history = histórico
cli-list-left = salió
cli-show = Muestra un caso con sus servicios, contactos, llamadas y pasos
cli-show-folio = Folio, o la referencia con que se importó
cli-show-group =
    { $group ->
        [services] Servicios
        [contacts] Contactos
        [calls] Llamadas
       *[steps] Pasos
    }: { $count }
cli-export = Escribe los casos en archivos
cli-export-nominal = Carpeta nueva para los archivos CSV, con nombres
cli-export-done = Exportado con nombres en { $folder }. Cuídelo: no está cifrado. Registro { $head }
cli-backup = Hace una copia verificada del almacén, cifrada
cli-backup-file = Archivo nuevo
cli-backup-done = Copia verificada: { $file }. Registro { $head }
cli-restore = Recupera un almacén de una copia, donde no hay ninguno o el que hay está dañado
cli-restore-file = La copia
cli-restore-done = Almacén recuperado y verificado: { $count ->
    [one] 1 operación
   *[other] { $count } operaciones
    }.
cli-restore-aside = Los restos del almacén dañado quedan en { $folder }
cli-verify = Comprueba páginas, registro encadenado y cuadros del almacén
cli-verify-head = Comprueba que este registro impreso sigue en la cadena
cli-dictionary = Diccionario de datos: cada campo, su tipo y quién lo necesita
cli-completions = Completado de órdenes para un intérprete
cli-completions-shell = bash, zsh, fish, elvish o powershell
cli-man = Página de manual
cli-man-name = Nombre
cli-man-synopsis = Sinopsis
cli-man-description = Descripción
cli-man-exit = Códigos de salida
cli-man-about = Registra, sin red y cifrada, la asistencia a niñas, niños y adolescentes migrantes. Sin orden abre la pantalla. Los datos salen por stdout y lo demás por stderr. Una contraseña nunca es un argumento: va en un archivo (--passphrase-file) o se pregunta en la terminal.
cli-man-codes =
    0    hecho
    1    no se pudo; también init donde ya hay un almacén
    2    uso equivocado; también un periodo, fecha, entidad u oficina que no existe
    3    no se encontró: folio, archivo, carpeta o almacén
    4    datos rechazados; nada cambió
    5    el almacén está ocupado
    6    no se abrió, o no está permitido
    7    el almacén no es lo que se escribió
    8    almacén de capacitación donde va uno de verdad, o al revés
    9    hecho en parte: --skip-invalid dejó filas fuera
    130  interrumpido
cli-value-BATCH = LOTE
cli-value-CODE = CLAVE
cli-value-D = DÍA
cli-value-DATE = FECHA
cli-value-DATETIME = FECHA-HORA
cli-value-DIR = CARPETA
cli-value-FILE = ARCHIVO
cli-value-HEAD = REGISTRO
cli-value-LETTER = LETRA
cli-value-N = N
cli-value-NAME = NOMBRE
cli-value-P = PERIODO
cli-value-PATH = RUTA
cli-value-WORDS = PALABRAS
cli-value-ZONE = ZONA
cli-value-code = CLAVE
cli-value-date = FECHA
cli-value-file = ARCHIVO
cli-value-folio = FOLIO
cli-value-format = FORMATO
cli-value-group = GRUPO
cli-value-glyphs = SIGNOS
cli-value-lang = IDIOMA
cli-value-name = NOMBRE
cli-value-path = RUTA
cli-value-role = FUNCIÓN
cli-value-shell = INTÉRPRETE
cli-value-theme = COLORES
cli-ask-passphrase = Contraseña: 
cli-ask-copy = Contraseña del día de la copia: 
cli-ask-new = Contraseña nueva (14 letras o más): 
cli-ask-again = Otra vez: 
cli-intro = Cobijo registra la asistencia a niñas, niños y adolescentes migrantes. Se usa en una terminal.
cli-intro-none = No hay almacén en { $place }. Para empezar: cobijo (en una terminal), o cobijo init --office CHP --officer "M. Ruiz". Ayuda: cobijo --help
cli-intro-store = Hay un almacén en { $place }. Ábralo con: cobijo (en una terminal). Ayuda: cobijo --help
verify-sound = En orden: { $count ->
    [one] 1 operación
   *[other] { $count } operaciones
    }. Registro { $head }
verify-unsound = El almacén NO está en orden. No escriba más en él. Recupere una copia: cobijo restore ARCHIVO
verify-pages = El archivo está dañado en estas páginas: { $pages }
verify-tree = Lo que dice SQLite: { $what }
verify-chain = La cadena se rompe en la operación { $position }: { $why }
verify-why-missing = antes falta una operación
verify-why-order = no sigue a la anterior
verify-why-older = es más antigua que la anterior
verify-why-payload = se cambió lo que dice
verify-why-header = se cambió quién o cuándo la escribió
verify-why-unreadable = no se puede leer lo que dice
verify-access = La cadena de consultas se rompe en la fila { $position }
verify-table = La tabla { $table } no coincide con el registro
verify-head-missing = Ese registro no está en la cadena: vea primero si está escrito como se imprimió
word-text = texto
word-lines = texto de varias líneas
word-code = clave de lista
word-country = país
word-language = lengua
word-office = oficina
word-step = paso
word-detail = detalle de servicio o texto
word-moment = fecha y hora
word-birth = fecha, mes o año
word-age = edad en años
word-count = número entero
word-phone = teléfono
word-record = otro registro
word-required = obligatorio
word-asked = se pregunta
word-optional = opcional
word-open = abierto
word-internal = interno
word-personal = personal
warning-keys-copy = Aviso: keys.json falta o está dañado; se abrió con su copia. La copia lo repara al cambiar una contraseña.
warning-keys-copy-unsound = Aviso: la copia de keys.json falta o está dañada.
warning-access = Aviso: la consulta no pudo registrarse.
error-usage = No se entiende «{ $word }». Vea: { $command } --help
error-usage-missing = Falta { $word }. Vea: { $command } --help
error-usage-conflict = No van juntas estas opciones: { $word }. Vea: { $command } --help
error-usage-value = Valor que no se acepta: { $word }. Vea: { $command } --help
error-usage-choice = Valor que no se acepta: { $word }. Se aceptan: { $known }
error-io = { $place }: no se pudo leer o escribir ({ $what }). Revise la ruta y el disco.
error-io-missing = { $place }: no existe, o no existe la carpeta donde iría. Revise la ruta.
error-io-no-folder = { $place }: hay un archivo donde debe haber una carpeta. Dé otra ruta.
error-io-taken = { $place }: ya hay algo ahí, o lo escribe otro programa. Dé otra ruta.
error-io-denied = { $place }: no hay permiso para leer o escribir ahí. Dé otra carpeta, o pida permiso.
error-io-full = { $place }: el disco está lleno y no se guardó nada. Haga lugar e inténtelo otra vez.
error-busy = Otro programa está guardando en el almacén. Inténtelo de nuevo en un momento.
error-held = El almacén está abierto en otra ventana. Ciérrela antes de abrir otra.
error-damaged = El almacén está dañado o no se abre con esta llave. No se tocó nada. Recupere una copia: cobijo restore ARCHIVO
error-damaged-pages = El almacén está dañado o no se abre con esta llave (páginas { $pages }). No se tocó nada. Recupere una copia: cobijo restore ARCHIVO
error-incomplete = Al almacén de esta carpeta le falta store.db o los dos archivos de llaves. No se tocó nada. Recupere una copia: cobijo restore ARCHIVO
error-plain = En lugar del almacén hay una base SQLite sin cifrar. No se tocó nada.
error-newer = El almacén es de una versión más nueva ({ $found }; este programa conoce hasta la { $known }). No se tocó nada. Actualice el programa.
error-not-copied = El almacén es de una versión anterior, y antes de ponerlo al día no se pudo hacer su copia en backups. No se tocó nada. Libere espacio en el disco.
error-refused = El almacén no aceptó esto: { $what }
error-store = El almacén no respondió: { $what }
error-no-store = Aquí no hay almacén. Créelo con: cobijo init --office CHP --officer "M. Ruiz"
error-store-exists = Ya hay un almacén en esta carpeta. No se tocó nada.
error-passphrase = La contraseña no abre el almacén. ¿Mayúsculas activadas?
error-passphrase-wait = La contraseña no abre el almacén. Espere { $seconds } s antes del próximo intento.
error-too-soon = Hubo varias contraseñas equivocadas: espere { $seconds } s. Este intento no se miró.
error-passphrase-short = La contraseña necesita 14 caracteres o más.
error-passphrases-differ = Las dos contraseñas no son iguales. Empiece de nuevo.
error-passphrase-file = No se puede leer el archivo de la contraseña: { $file }
error-no-passphrase = Falta la contraseña: use { $option }, o una terminal.
error-recovery = El código de recuperación no abre el almacén. Revise cada grupo.
error-officer-unknown = Esa persona no tiene acceso a este almacén.
error-officer-disabled = El acceso de esa persona está desactivado.
error-officer-needed = Hay varias personas: diga quién con --officer.
error-officer-first = Diga quién es la primera persona: --officer "M. Ruiz"
error-keys = Los archivos de llaves (keys.json y su copia) están dañados o faltan. No se tocó nada. Recupere una copia: cobijo restore ARCHIVO
error-keys-newer = Los archivos de llaves son de una versión más nueva. Actualice el programa.
error-name-taken = Ya hay una persona con ese nombre.
error-name-unfit = Ese nombre está vacío, es demasiado largo o tiene caracteres que no se aceptan.
error-last-administrator = Es la única persona que administra: nombre antes a otra.
error-memory = No hay memoria suficiente para abrir (64 MiB).
error-entropy = El sistema no dio números al azar.
error-file-exists = Ya existe: { $file }. Elija otro nombre.
error-no-file = No se encuentra, o no tiene archivos de casos: { $file }
error-copy = El archivo no es una copia sana de un almacén. No se tocó nada.
error-nothing-to-undo = No hay nada que anular con ese número.
error-written-since = No se puede anular: alguien escribió después en esos casos.
error-moved = Otra persona cambió esos casos mientras se importaba. No se importó nada; inténtelo de nuevo.
error-batch = «{ $batch }» no es el número de un lote.
error-places = Ninguna de esas oficinas está en { $places }: no habría nada que contar.
error-office = No existe la oficina «{ $office }». Las claves son como CHP o TAP.
error-state = No existe la entidad «{ $state }». Las claves son como CHP o BCN.
error-date = «{ $date }» no es una fecha. Por ejemplo: 2019-06-30
error-as-of-none = --as-of: «{ $date }» no es un día ni la hora de un día. Por ejemplo: 2019-06-30 o 2019-06-30T09:00
error-as-of = «{ $date }» todavía no llega: --as-of dice cómo estaban los datos hasta ahora, no después.
error-period = «{ $period }» no es un periodo. Por ejemplo: 2019-H1, 2019-05, 2018-12..2019-06 o 2019-05-07..2019-05-20
error-period-order = El periodo «{ $period }» termina antes de empezar. Al revés: { $turned }
error-folio = No existe el folio «{ $folio }». Búsquelo con: cobijo list --text ...
error-head = «{ $head }» no es un registro impreso. Por ejemplo: 4711:lusab-babad-...
error-clock = El reloj de la máquina no da una fecha razonable.
error-not-allowed = Su función no permite esto. Pídalo a quien supervisa o administra.
error-voided-case = El caso se anuló: nada nuevo puede colgar de él.
cli-holiday = Muestra los días inhábiles de este almacén, o agrega o quita uno
cli-holiday-date = Fecha, AAAA-MM-DD; sin ella se listan
cli-holiday-name = Cómo se llama: "Día del Trabajo"
cli-holiday-remove = Quita el día de esta fecha
cli-holiday-removed = quitado de la lista
cli-holiday-done = Día inhábil { $date } guardado.
error-holiday-date = «{ $date }» no es una fecha: escriba AAAA-MM-DD, como 2026-05-01.
error-holiday = { $date } no está entre los días inhábiles. Véalos con: cobijo holiday
cli-list-due = Lo que vence en los casos abiertos, por el tiempo que queda
cli-office = Muestra las oficinas de este almacén, o agrega o cambia una
cli-office-code = Clave de tres letras; sin ella se listan
cli-office-state = Clave de la entidad
cli-office-name = Nombre de la oficina
cli-office-zone = Zona horaria: America/Ojinaga
cli-office-done = Oficina { $code } guardada.
cli-init-letter = Letra de los folios de la segunda máquina de una oficina: B
error-office-code = «{ $office }» no es la clave de una oficina: son tres letras, como TAP; ZZZ es de capacitación.
error-office-new = La oficina «{ $office }» es nueva: diga --state y --zone.
error-zone = «{ $zone }» no es una zona horaria. Por ejemplo: America/Mexico_City
error-letter = «{ $letter }» no es una letra mayúscula, de la B a la Z.
error-workbook = Un libro (xlsx) no se lee en la terminal. Diga el archivo: -o informe.xlsx
error-interrupted = Interrumpido. No se guardó nada.
cli-doctor = Qué puede esta terminal, este equipo y la carpeta del almacén, y qué estorba
doctor-window = Terminal { $term }, ventana de { $width } x { $height }
doctor-small = Terminal { $term }, ventana de { $width } x { $height }: se necesitan 60 x 18. Agrándela o reduzca la letra (Ctrl y -)
doctor-no-terminal = La salida no es una terminal: la pantalla no se abre aquí; las órdenes sí
doctor-colours = Colores: { $count }
doctor-no-colours = Sin colores (por NO_COLOR o por la terminal): lo marcado se ve invertido
doctor-glyphs = Signos: { $level } (lo dice { $because }). Se cambia con --glyphs o en Ajustes
doctor-glyphs-guess = Signos: { $level } (la terminal no dice más). Se cambia con --glyphs o en Ajustes
doctor-sample = ¿Se ve bien?  { $sample }   Si no: --glyphs ascii. Si fallan los acentos: ponga la terminal en UTF-8
doctor-locale = Idioma del sistema: { $locale }
doctor-no-locale = El sistema no dice su idioma; se usa español
doctor-keys = Teclas F: si no responden, Ctrl+F y el número. En PuTTY, Keyboard: elija Xterm R6 o Linux; SCO y VT400 no sirven
doctor-store = Almacén en { $place }
doctor-training = Almacén de capacitación en { $place }: DATOS INVENTADOS
doctor-no-store = Aún no hay almacén en { $place }
doctor-not-written = No se puede escribir en { $place }: revise de quién es la carpeta
doctor-shared = Otras personas de este equipo pueden entrar: chmod 700 { $place }
doctor-room = Espacio libre: { $megabytes } MB
doctor-full = Espacio libre: { $megabytes } MB. Haga lugar en el disco
doctor-held = Una pantalla tiene abierto el almacén
doctor-not-held = Ninguna pantalla tiene abierto el almacén
doctor-not-lockable = La pantalla no podrá tomar el almacén: revise los permisos de la carpeta
doctor-keys-sound = Archivos de llaves: en orden los dos
doctor-keys-one = Archivos de llaves: uno está dañado o falta. Cambiar una contraseña lo repara
doctor-keys-bad = Archivos de llaves: dañados. Recupere una copia: cobijo restore ARCHIVO
doctor-copy = Última copia: { $days ->
    [0] hoy
    [one] hace 1 día
   *[other] hace { $days } días
}
doctor-no-copy = No hay copias. Haga una con: cobijo backup ARCHIVO
doctor-clock = Reloj: { $time } UTC. La hora local es la de cada oficina
doctor-clock-wrong = Reloj: { $time } UTC no puede ser. Póngalo en hora antes de registrar
doctor-clock-behind = Reloj: { $time } UTC, y el almacén se escribió después. Póngalo en hora antes de registrar
doctor-memory = Memoria que nunca pasa al disco: { $kilobytes } kB
doctor-memory-all = Memoria que nunca pasa al disco: toda la que se necesite
doctor-memory-none = El sistema no deja guardar memoria fuera del disco: cifre también el espacio de intercambio
doctor-good = Nada impide trabajar.
doctor-bad = Algo impide trabajar: vea las líneas con !!

cli-officer = Personas que abren el almacén: su función y su contraseña
cli-officer-add = Agrega a una persona con su propia contraseña
cli-officer-add-role = officer registra; supervisor además anula, importa y exporta; analyst solo ve cifras; administrator además cuida a las personas
cli-officer-list = Lista a las personas, su función y si pueden abrir
cli-officer-disable = Quita el acceso a una persona; lo que hizo se queda
cli-officer-enable = Devuelve el acceso a una persona
cli-officer-passphrase = Cambia la contraseña propia, o la de otra persona; quien la olvidó abre con el código de recuperación
cli-officer-recovery = Cambia el código de recuperación e imprime el nuevo una vez; el viejo deja de abrir
cli-officer-examples =
    Ejemplos:
      cobijo officer add "L. Soto" --role officer
      cobijo officer passphrase
      cobijo officer disable "L. Soto"
cli-new-passphrase-file = Archivo cuya primera línea es la contraseña nueva; sin él se pregunta dos veces
cli-name = Nombre
cli-officer-enabled = con acceso
cli-officer-disabled = sin acceso
cli-officer-done =
    { $verb ->
        [add] Persona agregada: { $name }
        [disable] Ya no puede abrir: { $name }
        [enable] Puede abrir otra vez: { $name }
        [recovery] Guarde en papel este código de recuperación; no se vuelve a mostrar y el viejo ya no abre.
       *[passphrase] Contraseña cambiada: { $name }
    }
role-officer = registro
role-supervisor = supervisión
role-analyst = cifras
role-administrator = administración
