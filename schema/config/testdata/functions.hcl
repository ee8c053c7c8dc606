locals {
  values = {
    abs = abs(-1), ceil = ceil(1.2), chomp = chomp("a\n"), chunklist = chunklist([1, 2, 3], 2)
    coalesce = coalesce(null, "", "x"), coalescelist = coalescelist([], [1]), compact = compact(["", "a"])
    concat = concat([1], ["a"]), contains = contains(["a"], "a"), distinct = distinct([1, 2, 1]), element = element(["a", "b"], 3)
    endswith = endswith("ab", "b"), flatten = flatten([[1], [[2]]]), floor = floor(1.8), format = format("%03d-%s", 7, "x")
    formatlist = formatlist("%s!", ["a", "b"]), indent = indent(2, "a\nb"), index = index(["a", "b"], "b"), join = join("-", ["a", "b"])
    jsondecode = jsondecode("{\"a\":[1,null]}"), jsonencode = jsonencode({ a = 1 }), keys = keys({ b = 1, a = 2 })
    length = [length("héy"), length([1]), length({ a = 1 })], log = log(8, 2), lookup = [lookup({ a = 1 }, "a"), lookup({ a = 1 }, "b", 2)]
    lower = lower("A"), matchkeys = matchkeys(["x", "y"], ["1", "2"], ["2"]), max = max(1, 2), merge = merge({ a = 1 }, { b = 2 })
    min = min([1, 2]...), one = one(["a"]), parseint = parseint("ff", 16), pow = pow(2, 3), range = range(3)
    regex = regex("[a-z]+", "1ab"), regexall = regexall("a", "aba"), replace = [replace("a.b", ".", "-"), replace("abc", "/b(c)/", "$1")]
    reverse = reverse([1, 2]), setintersection = setintersection(["a", "b"], ["b"]), setproduct = setproduct(["a"], ["x", "y"])
    setsubtract = setsubtract(["a", "b"], ["b"]), setunion = setunion(["a"], ["b"]), signum = signum(-3), slice = slice(["a", "b", "c"], 1, 2)
    slug = [slug("Crème  Brûlée & Co."), slug("Straße Łódź"), slug("--")], sort = sort(["b", "a"]), split = split(",", "a,b")
    startswith = startswith("ab", "a"), strcontains = strcontains("abc", "b"), strrev = strrev("ab"), substr = substr("hello", 1, 3)
    sum = sum([1, 2]), title = title("ab c"), tobool = tobool("true"), tolist = tolist(["a", 1]), tomap = tomap({ a = 1 })
    tonumber = tonumber("1.5"), toset = toset(["b", "a"]), tostring = tostring(1), transpose = transpose({ a = ["x", "y"], b = ["x"] })
    trim = trim("?a?", "?"), trimprefix = trimprefix("ab", "a"), trimspace = trimspace(" a "), trimsuffix = trimsuffix("ab", "b")
    try = try(local.nothing.x, "fallback"), can = can(tonumber("x")), upper = upper("a"), values = values({ b = 1, a = 2 })
    yamldecode = yamldecode("a: [1, x]\nb: &x {c: d}\ne: *x"), yamlencode = yamlencode({ a = ["b"] }), zipmap = zipmap(["a"], [1])
    md5 = md5("a"), sha1 = sha1("a"), sha256 = sha256("a"), sha512 = substr(sha512("a"), 0, 8), base64 = base64decode(base64encode("é"))
    alltrue = alltrue([true, false]), anytrue = anytrue([true, false]), file = file("note.txt"), fileexists = [fileexists("note.txt"), fileexists("nope")]
    fileset = fileset(".", "a*.csv"), template = templatefile("hello.tpl", { names = ["Ann", "Bo"] }), timeadd = timeadd("2024-01-01T00:00:00Z", "1h")
    formatdate = formatdate("YYYY-MM-DD", "2024-01-02T00:00:00Z"), env = callwright.environment
  }
  nothing = null
}

user "values" {
  for_each   = local.values
  first_name = jsonencode(each.value)
}
