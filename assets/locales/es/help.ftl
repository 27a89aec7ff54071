# Ayuda por temas, y el menú de todo lo que se puede hacer. El primer renglón de un tema es su nombre.

place-setup = Oficina nueva
place-unlock = Bloqueado
place-home = Inicio
place-cases = Casos
place-entry = Formulario
place-case = Un caso
place-summary = Resumen
place-settings = Ajustes

menu-nothing = Nada con esas palabras.
more-above = ↑ más
more-below = ↓ más
rows-above = ↑ { $count } más
rows-below = ↓ { $count } más
menu-leads = Está en: { $place }. Intro lleva ahí.
menu-only = Solo en: { $place }
menu-of-console = Orden de la consola, fuera de esta pantalla.
menu-elsewhere = { $action }: con { $key } en «{ $place }»
menu-console = Se escribe en la consola, fuera de esta pantalla: { $command } --help

words-link = vincular enlazar ligar juntar hermanos duplicado repetido reingreso
words-sibling = vincular enlazar familia grupo juntos
words-intake = registrar alta agregar niño niña NNA
words-find = buscar hallar niño niña NNA
words-contact = agregar familia familiar madre padre teléfono
words-call = teléfono telefonear marcar familia
words-service = comida alimento ropa vestido salud médico descanso
words-void = borrar eliminar quitar
words-undo = revertir regresar error
words-edit = corregir cambiar modificar
words-summary = cifras reporte informe estadística total
words-tab-process = pasos oficio aviso canalización
words-tab-history = bitácora cambios quién
words-mask = ocultar esconder privacidad
words-lock = cerrar sesión
words-leave = cerrar terminar
words-settings = idioma colores oficina configuración

command-backup = Respaldo: hacer copia ahora
command-restore = Respaldo: recuperar de una copia
command-verify = Verificar que nada esté dañado
command-report = Cifras de un periodo a archivo
command-list = Lista de casos a archivo
command-show = Un caso como texto
command-import = Importar archivos CSV
command-export = Exportar a archivos CSV
command-office = Oficinas: ver, agregar, cambiar
command-officer = Personas: agregar, quitar, contraseña
command-holiday = Días inhábiles: ver, agregar
command-demo = Capacitación con datos inventados
command-dictionary = Diccionario de datos
command-init = Oficina nueva sin preguntas
command-completions = Completar órdenes con Tab
command-man = Página de manual
command-doctor = Terminal y equipo: qué pueden

help-topics = Temas de ayuda: escriba para hallar
help-nothing = Nada con esas palabras. Pruebe con una sola.

topic-register =
    Registrar un ingreso
    F7 abre el formulario. Ocho preguntas son obligatorias (*): Intro pasa a la siguiente que falta, Tab recorre todas. Con ? queda anotado que se preguntó y no se sabe.

    F2 guarda desde cualquier campo y muestra el folio. Lo que falta o es raro se dice antes de guardar; s lo guarda así.

    Esc sale y lo escrito queda como borrador.
topic-ages =
    Edad aproximada y fecha de nacimiento
    Un solo campo toma lo que se sepa:

    14         años cumplidos
    8m         meses (también 3s semanas, 5d días)
    ~7         unos siete años
    12-14      entre doce y catorce
    03/02/2010 fecha completa
    02/2010    mes y año
    2010       solo el año
    ?          no se sabe

    Una edad nunca se vuelve fecha: 14 no es un primero de enero. Si 17 y 18 son posibles se presume menor de edad.
topic-dates =
    Fechas y horas
    h          hoy          a    ayer
    ya         este momento
    14:32      hoy a esa hora
    1506       15 de junio
    15/6 9:30  15 de junio a las 9:30
    lun        el lunes pasado
    -3         hace tres días

    El día va antes del mes. A la derecha se lee lo que se entendió, con el día de la semana.
topic-names =
    Nombres y dos apellidos
    Como los dice la niña, el niño o el adolescente, o como están en su documento. Los dos apellidos van aparte: así se buscan mejor. En el segundo, - es que no tiene. En cualquiera, ? es que no se sabe.

    Nombre de uso es cómo quiere que le llamen.
topic-siblings =
    Hermanas y hermanos
    Recién guardado un ingreso, h abre el de su hermana o hermano; en un caso abierto también. Se copia lo que comparten, marcado con » y con el nombre de quién viene, y quedan en el mismo grupo de viaje.

    Nunca se copian sexo, edad, compañía ni salud: se preguntan otra vez.
topic-services =
    Servicios: alimentación, salud, vestido, descanso
    En el caso, F5: una letra elige el servicio e Intro lo guarda con la hora de ahora. Tab, en vez de Intro, pide hora, detalle y cantidad.

    Una letra sola no guarda nada, y una segunda letra cancela la elección. Lo rehusado o no disponible también se anota: en Situación.
topic-calls =
    Contactos y llamadas
    En el caso, Ins agrega un contacto y F6 registra una llamada, también la que nadie contestó: cada intento cuenta.

    ¿Seguro llamar? se pregunta de cada contacto. Antes de guardar una llamada a quien no consta como seguro, el programa lo dice y pregunta.
topic-steps =
    Pasos y plazos
    Cada caso tiene los pasos que su modalidad pide: avisos, valoración, entrevista, plan. Un paso se cumple con su fecha y, donde lo hay, el número de oficio y quién recibió.

    Los plazos de ley y los de la casa se cuentan desde el ingreso o desde el paso del que dependen.
topic-lacks =
    Lo que falta en el inicio: salud, alimento, familia
    De cada NNA presente, lo que aún no consta. En pantallas angostas, la primera letra:

    sal.  S  salud: ningún servicio de salud prestado
    ali.  A  alimento: ninguna alimentación prestada
    ves.  V  vestido: ninguno prestado
    des.  D  descanso: ninguno prestado
    lla.  L  llamada: no se ha intentado ninguna
    fam.  F  familia: aún no habla con alguien por teléfono

    Los números de arriba cuentan a cuántos les falta cada cosa.
topic-find =
    Buscar un caso
    F3 lleva a la lista y ahí las letras buscan: nombre, apellido, folio, contacto, el final de un teléfono. Acentos y mayúsculas no importan: munoz halla a Muñoz. Varias palabras van juntas y en cualquier orden.

    Esc borra la búsqueda.
topic-undo =
    Deshacer, corregir y anular
    Ctrl+Z deshace lo último guardado en esta sesión y Ctrl+Y lo rehace. En un formulario, Ctrl+Z devuelve el campo a como estaba.

    Intro sobre algo guardado lo corrige. Supr lo anula y pide por qué: deja de contar, pero nada se borra, y el historial dice quién cambió qué.

    Si otra persona escribió después sobre lo mismo, no se deshace.
topic-drafts =
    Borradores
    Lo que escribe queda a salvo al dejar cada campo y antes de un segundo. Tras un bloqueo, un apagón o Esc, el mismo formulario lo ofrece otra vez a la misma persona.

    Un borrador se va cuando se guarda, o con Supr dos veces al elegirlo.
topic-lock =
    Bloqueo y contraseña
    Ctrl+L bloquea de inmediato; sin teclas se bloquea solo, y lo avisa antes. Lo escrito y el lugar se conservan para la misma persona.

    La contraseña tiene 14 caracteres o más; varias palabras sirven. Quien la olvida entra con el código de recuperación en su lugar: está en papel, bajo llave.
topic-figures =
    Cifras y resúmenes de un periodo
    F8 suma los casos. Escriba un periodo e Intro:

    hoy   sem   mayo   2019   1s 2019   3t 2018
    ene-jun 2019     dic18-jun19
    01/12/18-30/06/19

    + y -      periodo siguiente y anterior
    1 a 5      cuadros, gráfica, mapa, comparar, texto
    Re/Av Pág  otro cuadro
    Intro      casos de la cifra; en el mapa, los cuadros de
               la entidad; en el texto, el de la cifra
    Esc        regresa de ahí
    Ctrl+E     edita una copia del texto
    Espacio    otra forma: mapa, corte igual, idioma y miles
    F4         lugares, con qué comparar, otro día
    F2         escribe las cifras en un archivo

    Lo que se lee en ellas:

    -             cero
    (preliminar)  el periodo aún no termina
    (parcial)     de ese mes no se cuentan todos los días
    n. c.         no calculable: menos de 10 casos
    <5            de una a cuatro
    n.p.          no se publica

    Las dos últimas solo están en lo que se exporta para publicar. Toda cifra es preliminar: cambia con lo que llega tarde o se corrige. cobijo report --seal, desde la consola, guarda las que se entregan.
topic-backup =
    Respaldo
    Cada día, al abrir, se hace una copia; se guardan las de los últimos siete días, en la carpeta backups del almacén. Para llevar una fuera del equipo: cobijo backup ARCHIVO. Va cifrada y se comprueba antes de decir que está hecha.

    cobijo restore ARCHIVO la recupera donde no hay casos.
topic-digits =
    Teclado sin teclas F
    Ctrl+F y luego el número: Ctrl+F 2 es F2, Ctrl+F 0 es F10. F9 abre el menú de todo lo que se puede hacer, y ahí basta escribir.
topic-accents =
    Acentos y eñe
    Ctrl+T cambia la última letra: a por á, n por ñ, u por ú y otra vez por ü. Para buscar no hacen falta.
topic-lineal =
    Lector de pantalla: modo lineal
    cobijo --lineal pregunta una cosa por vez, en renglones que solo se agregan, con opciones numeradas. Sirve con lectores de pantalla, terminales simples y conexiones lentas. Son los mismos formularios y los mismos borradores. Las cifras se leen cuadro por cuadro; una línea vacía las lee otra vez.
