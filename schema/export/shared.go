package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// longest is the number of characters from which a value that several blocks have is written
// once.
const longest = 60

// A use is an attribute with a long value, and the blocks that have it.
type use struct {
	kind, attr string
	value      *node
	users      []*block
}

// share finds the long values that several blocks have in common, and defines each of them: the
// rows of routing profiles as a queue table, other values as a local.
func (w *writer) share(out folder, blocks []*block) {
	if w.blocks {
		return
	}
	uses, order := map[string]*use{}, []string{}
	for _, b := range blocks {
		for _, c := range w.common(b) {
			flat := c.value.flat()
			if len(c.value.items) < 2 || len(flat) < longest {
				continue
			}
			key := b.kind.Name + "\x00" + c.name + "\x00" + flat
			if uses[key] == nil {
				uses[key] = &use{b.kind.Name, c.name, c.value, nil}
				order = append(order, key)
			}
			uses[key].users = append(uses[key].users, b)
		}
	}
	defined := map[string][]string{} // file -> values of its locals
	for _, key := range order {
		u := uses[key]
		if len(u.users) < 2 {
			continue
		}
		if u.kind == "routing_profile" && u.attr == "queues" {
			label := w.taken.claim("queue_table", cmp.Or(commonLabel(u.users), "shared"))
			out.add(fileOf(u.kind), "queue_table "+text(label).leaf+" {\nrows = "+u.value.layout(0, 1)+"\n}\n")
			w.shared[key] = "queue_table." + label + ".rows"
			continue
		}
		name := u.attr
		if u.attr == "overrides" {
			name = "holidays"
		}
		label := w.taken.claim("local", name)
		defined[fileOf(u.kind)] = append(defined[fileOf(u.kind)], label+" = "+u.value.layout(0, 1)+"\n")
		w.shared[key] = "local." + label
	}
	for file, values := range defined {
		out.add(file, locals(values))
	}
}

// common returns the attributes that a block has in the same way for all of its objects.
func (w *writer) common(b *block) []cell {
	first := newCandidate(b.members[0].object, w.speller)
	if b.kind.Name == "user" {
		return nil
	}
	if len(b.members) == 1 {
		return compose(first.cells)
	}
	candidates := []*candidate{first}
	for _, m := range b.members[1:] {
		candidates = append(candidates, newCandidate(m.object, w.speller))
	}
	differs := map[string]bool{}
	for _, name := range differing(candidates) {
		word, _, _ := strings.Cut(name, ".")
		differs[word] = true
	}
	return slices.DeleteFunc(compose(first.cells), func(c cell) bool { return differs[c.name] })
}

// commonLabel returns the words that the labels of all blocks begin or end with.
func commonLabel(blocks []*block) string {
	group := make([]*candidate, len(blocks))
	for i, b := range blocks {
		group[i] = &candidate{object: b.members[0].object}
	}
	if words := commonWords(group); words != "" {
		return labelOf("queue_table", words)
	}
	return ""
}

// A module is a module of the exported configuration, or its root.
type module struct {
	address, dir string
	calls        []string // the names of the modules that it uses
}

// modulesOf returns the modules of the blocks, each before those that it uses.
func modulesOf(blocks []*block) []*module {
	root := &module{}
	all := map[string]*module{"": root}
	for _, b := range blocks {
		parent := root
		steps := strings.Split(b.module, ".") // module, desk, module, inner
		for i := 1; i < len(steps); i += 2 {
			address := strings.Join(steps[:i+1], ".")
			if all[address] == nil {
				all[address] = &module{address: address, dir: parent.dir + "modules/" + steps[i] + "/"}
				parent.calls = append(parent.calls, steps[i])
			}
			parent = all[address]
		}
	}
	var sorted []*module
	for _, address := range slices.Sorted(maps.Keys(all)) {
		slices.Sort(all[address].calls)
		sorted = append(sorted, all[address])
	}
	return sorted
}

// writer returns the writer of the blocks of a module. It refers to objects of the module by
// their addresses, and to others by their names, because a module does not see them.
func (e *exporter) writer(all []*block, m *module) *writer {
	var blocks []*block
	for _, b := range all {
		if b.module == m.address {
			blocks = append(blocks, b)
		}
	}
	addresses := map[schema.Name]string{}
	for name, a := range e.described {
		if a.Module == m.address && a.Part == "" && a.Label != "" {
			b := &block{kind: schema.MustKind(a.Kind), label: a.Label, each: a.Keyed}
			addresses[name] = b.address(member{key: a.Key})
		}
	}
	for _, b := range blocks {
		for _, m := range b.members {
			addresses[m.name()] = b.address(m)
		}
	}
	levelled := true
	for _, b := range blocks {
		levelled = levelled && !slices.ContainsFunc(b.members, func(m member) bool {
			return m.level() != b.depth()
		})
	}
	refer := func(n schema.Name) (string, bool) {
		a, ok := addresses[n]
		return a, ok
	}
	return &writer{speller: speller{refer}, describer: e.describer, all: blocks, module: m, blocks: e.Blocks, taken: labels{}, levelled: levelled, shared: map[string]string{}, maps: map[string]map[string]*node{}}
}

// write writes all blocks of the module into the files of its folder.
func (w *writer) write(out folder) {
	for _, name := range w.module.calls {
		out.add("modules.hcl", "module "+text(name).leaf+" {\nsource = "+text("./modules/"+name).leaf+"\n}\n")
	}
	w.share(out, w.all)
	var people, defined []string
	for _, b := range w.all {
		r, ok := w.roster(b)
		if !ok {
			if b.kind.Name == "user" {
				people = append(people, w.block(b))
			} else {
				out.add(fileOf(b.kind.Name), w.block(b))
			}
			continue
		}
		people = append(people, r.text())
		defined = append(defined, r.locals...)
		out.addCSV(r.csvFile())
		for _, f := range r.extra {
			out.addCSV(f)
		}
	}
	if all := locals(append(w.referenceMaps(), defined...)); all != "" {
		out.add(fileOf("user"), all)
	}
	for _, text := range people {
		out.add(fileOf("user"), text)
	}
}
