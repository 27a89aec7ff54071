# Lo que se publica: cifras de las que no se obtiene ninguna menor que cinco.

cli-report-public = Para publicar: ninguna cifra de 1 a 4, ni modo de obtenerla
error-public-months = Solo se publican meses completos, y «{ $period }» no lo es. Por ejemplo: 2019-05 o 2019-H1
error-public-compare = No se publican juntos dos periodos que comparten días: de la resta saldrían cifras menores que cinco. Compare con un periodo distinto de «{ $period }».

public-withheld = n.p.
