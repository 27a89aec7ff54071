# Lo que se publica: cifras de las que no se obtiene ninguna menor que cinco.

cli-report-public = Para publicar: meses terminados, sin cifras de 1 a 4 ni cómo obtenerlas
error-public-months = Solo se publican meses completos, como 2019-05 o 2019-H1; «{ $period }» no lo es.
error-public-compare = No se publican juntos dos periodos que comparten días: de la resta saldrían cifras menores que cinco. Compare con un periodo distinto de «{ $period }».
error-public-open = «{ $period }» no ha terminado en la fecha de corte; otra edición delataría casos. Ya terminó «{ $fit }».
error-public-wait = «{ $period }» no ha terminado en la fecha de corte; otra edición delataría casos. Espere, o tome otra posterior.
warning-public-overlap = Aviso: el { $date }, { $officer } publicó «{ $period }» ({ $places }). Comparte días y lugares con este informe: de la resta de los dos podrían salir cifras menores que cinco.
public-beside = { $period } comparado con { $against }

public-withheld = n.p.

public-other-nationalities = Otras nacionalidades
public-other-states = Otras entidades
public-other-months = Otros meses
public-other-points = Otros puntos
cell-OTHER = Otro o no especificado

public-note = Versión para publicar: no contiene cifras de 1 a 4. «<5»: de una a cuatro. «n.p.»: no se publica, porque de ella se obtendría una de esas.
public-note-other = Los renglones en que alguna cifra sería menor que cinco se suman en «Otras», con los que hagan falta para que ninguna se obtenga por resta.
public-note-sexes = Los sexos «otro» y «no especificado» se suman en uno, porque serían pocos.
public-note-no-sexes = No se separa por sexo, porque alguna cifra sería menor que cinco.
public-note-no-accompaniment = No se separa por condición de viaje ni por sexo, porque alguna cifra sería menor que cinco.
public-note-total = Solo se publica el total, porque alguna cifra de sus partes sería menor que cinco.
public-note-columns = Faltan las columnas en que muchas cifras serían menores que cinco.
public-note-children = No se publican por entidad las personas distintas, que no se suman, ni las columnas en que muchas cifras serían menores que cinco.
public-note-nothing = Este cuadro no se publica: de sus cifras se obtendría una menor que cinco.
public-no-picture = Sin gráfica: lo que se puede publicar no alcanza para dibujarla.
