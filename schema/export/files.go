package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema/format"
)

// files are the names of the files of kinds. A kind that is not listed has a file of its name.
var files = map[string]string{
	"hours_of_operation": "hours.hcl", "queue": "queues.hcl", "routing_profile": "routing.hcl",
	"security_profile": "access.hcl", "hierarchy": "hierarchy.hcl", "hierarchy_group": "hierarchy.hcl",
	"agent_status": "statuses.hcl", "predefined_attribute": "skills.hcl", "quick_connect": "quick_connects.hcl", "user": "people.hcl",
	"permission_group": "connectpath.hcl", "permission_group_assignment": "connectpath.hcl", "connectpath": "connectpath.hcl",
}

// fileOf returns the name of the file with the blocks of a kind.
func fileOf(kind string) string {
	if name, ok := files[kind]; ok {
		return name
	}
	return kind + ".hcl"
}

// A folder collects the files of a module. Dir is its path below the root, with a slash at the
// end; "" for the root.
type folder struct {
	dir string
	*contents
}

// contents are the files of all modules.
type contents struct {
	texts map[string][]string // file -> its blocks, in order
	csv   []File
}

// add adds blocks to a file of the folder.
func (f folder) add(file, text string) { f.texts[f.dir+file] = append(f.texts[f.dir+file], text) }

// addCSV adds a CSV file to the folder.
func (f folder) addCSV(file File) { f.csv = append(f.csv, File{f.dir + file.Name, file.Data}) }

// files returns the files, formatted, in the order of their names.
func (f *contents) files() ([]File, error) {
	all := slices.Clone(f.csv)
	for _, name := range slices.Sorted(maps.Keys(f.texts)) {
		text, diags := format.Source([]byte(strings.Join(f.texts[name], "\n")), name)
		if diags.HasErrors() {
			return nil, fmt.Errorf("the exported file %s is not HCL: %w", name, diags)
		}
		all = append(all, File{name, text})
	}
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

// locals returns a locals block with the values, or nothing if there are none.
func locals(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return "locals {\n" + strings.Join(values, "\n") + "}\n"
}

// referenceMaps returns the local maps of references, one for each kind.
func (w *writer) referenceMaps() []string {
	var all []string
	for _, kind := range slices.Sorted(maps.Keys(w.maps)) {
		n := &node{object: true, tall: true, names: true}
		for _, name := range slices.Sorted(maps.Keys(w.maps[kind])) {
			n.pair(name, w.maps[kind][name])
		}
		all = append(all, kind+"s = "+n.layout(0, 1)+"\n")
	}
	return all
}
