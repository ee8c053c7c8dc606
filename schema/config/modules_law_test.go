package config_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// FuzzModules checks the law that a configuration which is cut into modules describes the
// same objects. The tree of modules, the keys of for_each and the references between objects
// are random: an object may refer to one in any other module.
func FuzzModules(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed, "key")
	}
	for i, key := range schematest.HostileKeys() {
		f.Add(uint64(i), key)
	}
	f.Fuzz(func(t *testing.T, seed uint64, key string) {
		random := rand.New(rand.NewPCG(seed, 2))
		objects := someObjects(random)
		flat := load(t, map[string]string{"main.hcl": blocksOf(objects, func(o object) string { return o.kind + "." + o.label })})
		files, modules := cut(random, objects, strings.ToValidUTF8(key, "?"))
		c := load(t, files)
		if len(c.Want.All()) != len(flat.Want.All()) {
			t.Errorf("%d objects, want %d", len(c.Want.All()), len(flat.Want.All()))
		}
		for _, want := range flat.Want.All() {
			got, ok := c.Want.Lookup(want.Name())
			if !ok {
				t.Fatalf("no %s", want.Name())
			}
			if diff := cmp.Diff(want.Body, got.Body); diff != "" || got.Given != want.Given {
				t.Errorf("%s mismatch (-want +got):\n%s", want.Name(), diff)
			}
			checkAddress(t, got, modules[want.Addr.Label])
		}
	})
}

// checkAddress checks that an object is in the module, and that its address can be read.
func checkAddress(t *testing.T, r *schema.Resource, module string) {
	t.Helper()
	if r.Addr.Module != module {
		t.Errorf("%s is not in %q", r.Addr, module)
	}
	if back, err := schema.ParseAddr(r.Addr.String()); err != nil || back != r.Addr {
		t.Errorf("ParseAddr(%s) = %v, %v", r.Addr, back, err)
	}
	if !schema.NewPatterns(schema.NewPattern(r.Addr.String())).TakeIn(r.Addr) {
		t.Errorf("%s does not match its own pattern", r.Addr)
	}
	if module != "" && !schema.NewPatterns(schema.NewPattern(module)).TakeIn(r.Addr) {
		t.Errorf("%s does not match %s", r.Addr, module)
	}
	owner := r.Record.Owner
	if stack, back, ok := record.ParseOwner(owner); !ok || stack != "local" || !record.OwnerIsCut(owner) && back != r.Addr {
		t.Errorf("ParseOwner(%q) = %q, %s, %v", owner, stack, back, ok)
	}
}

// load loads a configuration that must not have errors.
func load(t *testing.T, files map[string]string) *config.Config {
	t.Helper()
	c, diags := config.Load(mapFS(files), ".", config.Options{})
	if diags.HasErrors() {
		t.Fatalf("%s\n%v", said(diags), files)
	}
	return c
}

// An object is an object of a random configuration, which may refer to others.
type object struct {
	kind, label string
	refers      map[string][]int // attribute → positions of other objects
	folder      string           // of its module; "" for the root module
}

// someObjects returns hours, queues that refer to hours, and routing profiles that refer to
// queues.
func someObjects(random *rand.Rand) []object {
	var all []object
	of := map[string][]int{}
	for i := range 4 + random.IntN(12) {
		o := object{kind: []string{"hours_of_operation", "queue", "routing_profile"}[min(i, random.IntN(3))], label: fmt.Sprint("o", i), refers: map[string][]int{}}
		switch hours, queues := of["hours_of_operation"], of["queue"]; {
		case o.kind == "queue" && len(hours) > 0:
			o.refers["hours_of_operation"] = []int{hours[random.IntN(len(hours))]}
		case o.kind == "routing_profile" && len(queues) > 0:
			o.refers["default_outbound_queue"] = []int{queues[random.IntN(len(queues))]}
			o.refers["queues"] = queues[random.IntN(len(queues)):]
		}
		of[o.kind] = append(of[o.kind], i)
		all = append(all, o)
	}
	return all
}

// blocksOf returns blocks that describe objects. Reference returns how their module refers to
// another object.
func blocksOf(objects []object, reference func(object) string) string {
	return blocksIn(objects, objects, reference)
}

// blocksIn is blocksOf for some of the objects.
func blocksIn(some, all []object, reference func(object) string) string {
	var b strings.Builder
	for _, o := range some {
		fmt.Fprintf(&b, "%s %q {\n  name = \"Name %s\"\n", o.kind, o.label, o.label)
		for _, attr := range []string{"hours_of_operation", "default_outbound_queue"} {
			for _, i := range o.refers[attr] {
				fmt.Fprintf(&b, "  %s = %s\n", attr, reference(all[i]))
			}
		}
		if rows := o.refers["queues"]; len(rows) > 0 {
			b.WriteString("  channels = { voice = 1 }\n  queues = [\n")
			for _, i := range rows {
				fmt.Fprintf(&b, "    { queue = %s, priority = 1, delay = 0 },\n", reference(all[i]))
			}
			b.WriteString("  ]\n")
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// cut puts the objects into the modules of a random tree. It returns the files, and the
// address of the module of each object, by the object's label. A module gets references to
// the objects of all others as an input, and returns references to its own and to those of
// the modules inside of it.
func cut(random *rand.Rand, objects []object, key string) (files, modules map[string]string) {
	folders := []string{""} // of the modules; a module's parent is the folder before its last element
	for i := range random.IntN(5) {
		parent := folders[random.IntN(len(folders))]
		folders = append(folders, strings.TrimPrefix(fmt.Sprintf("%s/m%d", parent, i), "/"))
	}
	address := map[string]string{"": ""}
	for i := range objects {
		objects[i].folder = folders[random.IntN(len(folders))]
	}
	files, modules = map[string]string{}, map[string]string{}
	for _, folder := range folders {
		var own []object
		for _, o := range objects {
			if o.folder == folder {
				own = append(own, o)
			}
		}
		given := "var.refs"
		if folder == "" {
			given = "local.refs"
		}
		text := blocksIn(own, objects, func(o object) string {
			if o.folder == folder {
				return o.kind + "." + o.label
			}
			return fmt.Sprintf("%s[%q]", given, o.label)
		})
		var returned []string
		for _, o := range own {
			returned = append(returned, fmt.Sprintf("{ %s = %s.%s }", o.label, o.kind, o.label))
			modules[o.label] = address[folder]
		}
		for _, inner := range folders {
			cutAt := strings.LastIndex(inner, "/")
			if inner == "" || inner[:max(cutAt, 0)] != folder {
				continue
			}
			label := inner[cutAt+1:]
			a := schema.Addr{Module: address[folder], Kind: "module", Label: label}
			text += fmt.Sprintf("module %q {\n  source = \"./%s\"\n  refs = %s\n", label, label, given)
			use := "module." + label
			if random.IntN(2) == 0 {
				k := cty.StringVal(key) // as the language has it: in its Unicode form NFC
				a.Key, a.Keyed = k.AsString(), true
				text += fmt.Sprintf("  for_each = toset([%s])\n", hclwrite.TokensForValue(k).Bytes())
				use = fmt.Sprintf("values(module.%s)[0]", label)
			}
			text += "}\n"
			address[inner] = a.String()
			returned = append(returned, use+".refs")
		}
		returned = append(returned, "{}")
		slices.Reverse(returned)
		text += fmt.Sprintf("locals {\n  own = merge(%s)\n}\n", strings.Join(returned, ", "))
		name := folder + "/main.hcl"
		if folder == "" {
			name = "main.hcl"
			text += "locals {\n  refs = local.own\n}\n"
		} else {
			text += "variable \"refs\" {}\noutput \"refs\" {\n  value = local.own\n}\n"
		}
		files[name] = text
	}
	return files, modules
}
