%{ for n in names ~}
Hello ${upper(n)}!
%{ endfor ~}
