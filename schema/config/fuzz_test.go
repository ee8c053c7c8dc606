package config_test

import (
	"maps"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// FuzzLoad loads arbitrary bytes, and locates a problem at each attribute of the objects
// that they describe. It must not panic or hang, and every place must be inside its file.
func FuzzLoad(f *testing.F) {
	cases, _ := filepath.Glob("testdata/*.hcl")
	for _, path := range cases {
		f.Add(read(f, path), []byte("username,first\nada,Ada\n"))
	}
	f.Add([]byte("user \"u\" {\n for_each = { for r in csvdecode(file(\"data\")) : r.a => r }\n}"), []byte("a,a\n\"1,2\n"))
	f.Add([]byte("locals {\n a = yamldecode(file(\"data\"))\n b = jsondecode(file(\"data\"))\n c = templatefile(\"data\", local.a)\n}"), []byte("a: &x [*x]"))
	f.Add([]byte("user \"u\" {\n lifecycle {\n  ignore_changes = [all[0], (phone), a.b.c, *]\n  renamed_from = each.key\n }\n}"), []byte(nil))
	f.Add([]byte("release {\n address = user.a[\"\\u0000${1}\"]\n}\nrelease {\n match = file(\"data\")\n}"), []byte("user.*[\"**\\x00\"*]"))
	f.Add([]byte("delete {\n kind = file(\"data\")\n name = null\n}\ncallwright {\n formerly = { a = \"b\" }\n}"), []byte("queue"))
	f.Add([]byte("check \"c\" {\n assert = alltrue([for a in agents_serving(\"Sales\") : can(queues_of(a)[0])])\n message = \"${join(\",\", users_with(\"Users.Edit\"))}\"\n}"), []byte(nil))
	for _, options := range []string{`{ workload = queues_of("ana")[0] }`, `{ workload = null }`, `{ (null) = 1 }`, `[]`, `null`, `{ workload = tolist([]) }`, `{ workload = "a" }...`} {
		f.Add([]byte("check \"c\" {\n assert = length(agents_serving(\"Sales\", \"task\", "+options+")) > 0\n message = \"x\"\n}"), []byte(nil))
	}
	f.Add([]byte("routing_profile \"p\" {\n channels = {}\n workloads = [{}, null, 1, { channel = [], type = null, contacts = 1e400 }]\n}"), []byte(nil))
	for _, main := range []string{
		"module \"m\" {\n source = \"./m\"\n for_each = toset([\"a\", \"\\u0000\"])\n in = module.m[each.key].out\n}\noutput \"o\" {\n value = [for k, m in module.m : m]\n}",
		"module \"m\" {\n source = \"./m\"\n in = [queue.q, \"x\", null]\n}\nqueue \"q\" {\n name = module.m.out\n}",
		"module \"m\" {\n source = \"./m\"\n}\nmodule \"n\" {\n source = \"./m/../m\"\n for_each = module.m.out\n in = each.value\n}",
	} {
		f.Add([]byte(main), []byte("variable \"in\" {\n default = 1\n validation {\n  condition = var.in != null\n  error_message = \"x\"\n }\n}\noutput \"out\" {\n value = { a = var.in, b = queue.q }\n}\nqueue \"q\" {}\nqueue \"r\" {\n name = var.in\n}\ncheck \"c\" {\n assert = queue_status(queue.q) == \"enabled\"\n message = \"x\"\n}"))
		f.Add([]byte(main), []byte("module \"m\" {\n source = \"../m\"\n}\nprovider \"local\" {}\nvariable \"in\" {\n type = set(object({ a = optional(any) }))\n}\noutput \"out\" {\n value = { a = var.in }.b\n}"))
	}
	data := dataFiles(f)
	f.Fuzz(func(t *testing.T, src, extra []byte) {
		files := fstest.MapFS{"main.hcl": {Data: src}, "data": {Data: extra}, "m/main.hcl": {Data: extra}}
		maps.Copy(files, data)
		start := time.Now()
		c, diags := config.Load(files, ".", config.Options{Version: "0.2.0"})
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("took %v", took)
		}
		checkPlaces(t, c, diags)
		render(t, c, diags)
		checkAsLarge(t, files, config.Options{Version: "0.2.0"}, c, diags)
		if !diags.HasErrors() {
			_, problems := c.Judge(centre{"agents_serving Sales": "ana bo", "queues_of ana": "Sales", "users_with Users.Edit": ""})
			for _, d := range c.Locate(append(problems, someProblems(c)...)) {
				checkPlaces(t, c, hcl.Diagnostics{d})
			}
		}
	})
}

// checkPlaces checks that the place and the context of each diagnostic are inside its file.
func checkPlaces(t *testing.T, c *config.Config, diags hcl.Diagnostics) {
	t.Helper()
	sources := c.Sources()
	for _, d := range diags {
		if d.Subject == nil {
			continue
		}
		file, ok := sources[d.Subject.Filename]
		if !ok || d.Subject.Start.Byte < 0 || d.Subject.End.Byte > len(file.Bytes) || d.Subject.Start.Byte > d.Subject.End.Byte {
			t.Errorf("%s is outside of its file: %s", d.Subject, d.Summary)
		}
		if d.Context != nil && (d.Context.Filename != d.Subject.Filename || d.Context.End.Byte > len(file.Bytes)) {
			t.Errorf("context %s is outside of its file: %s", d.Context, d.Summary)
		}
	}
}

// someProblems returns problems of the first objects: of the whole object, of each of its
// attributes, and of members and words inside of these.
func someProblems(c *config.Config) []schema.Problem {
	var problems []schema.Problem
	all := c.Want.All()
	for _, r := range all[:min(len(all), 20)] {
		say := func(p diag.Problem) { problems = append(problems, schema.Problem{Addr: r.Addr, Problem: p}) }
		say(diag.InvalidValue.Problem("x"))
		for _, a := range r.Kind.Attrs {
			say(diag.UnsupportedAttribute.On(a.Name, "x"))
			for i := range int64(3) {
				member := diag.Path(a.Name).Index(cty.NumberIntVal(i))
				say(diag.InvalidValue.At(member, "x").About("chat"))
				say(diag.UnsupportedAttribute.At(member.GetAttr("queue"), "x"))
			}
			say(diag.InvalidValue.At(diag.Path(a.Name).Index(cty.StringVal("voice")), "x"))
		}
	}
	return problems
}
