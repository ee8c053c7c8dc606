package export

import (
	"cmp"
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
func (w *writer) share(out *folder, blocks []*block) {
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

// writer returns the writer of the blocks, which refers to objects by their addresses.
func (e *exporter) writer(blocks []*block) *writer {
	addresses := map[schema.Name]string{}
	for name, a := range e.described {
		if a.Module == "" && a.Part == "" && a.Label != "" {
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
			return b.kind.Name == "hierarchy_group" && level(m.live.Key) != level(b.members[0].live.Key)
		})
	}
	refer := func(n schema.Name) (string, bool) {
		a, ok := addresses[n]
		return a, ok
	}
	return &writer{speller: speller{refer}, describer: e.describer, blocks: e.Blocks, taken: e.taken, levelled: levelled, shared: map[string]string{}, maps: map[string]map[string]*node{}}
}

// write writes all blocks into the files of the folder.
func (w *writer) write(out *folder, blocks []*block) {
	w.share(out, blocks)
	var people, defined []string
	for _, b := range blocks {
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
		out.csv = append(append(out.csv, r.csvFile()), r.extra...)
	}
	if all := locals(append(w.referenceMaps(), defined...)); all != "" {
		out.add(fileOf("user"), all)
	}
	for _, text := range people {
		out.add(fileOf("user"), text)
	}
}
