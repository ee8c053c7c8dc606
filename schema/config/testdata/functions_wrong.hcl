locals {
  a = file("nope.txt")
  b = file("../outside.txt")
  c = file("/etc/passwd")
  d = file(".")
  e = timestamp()
  f = uuid()
  g = templatefile("broken.tpl", {})
  h = templatefile("needs.tpl", { name = "x" })
  i = templatefile("recursive.tpl", {})
  j = jsondecode("{")
  k = yamldecode("a: [")
  l = tonumber("x")
  m = index(["a"], "b")
  n = lookup({ a = 1 }, "b")
  o = replace("x", "/(/", "")
  p = base64decode("***")
  q = env("HOME")
  r = one([1, 2])
  s = sum(["a"])
  t = element([], 0)
  u = fileset(".", "../*")
  v = file("bad\\path")
  w = { a = 1 }.b
  x = local.w2.b
  w2 = { a = 1 }
  y = local.w2["c"]
  z = coalesce(null, "")
  z1 = abspath("people.csv")
}
