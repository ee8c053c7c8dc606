package terraform

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A directory knows the names of objects, and of what objects refer to, by their IDs.
type directory struct {
	names  map[schema.Name]string // Key has the ID here
	groups map[string]*source     // hierarchy groups by their IDs
}

// bare returns the ID in an ARN or in one of Terraform's IDs, which have the instance before
// it. Each of these has the ID q:
//
//	q
//	i:q
//	arn:aws:connect:eu-west-2:123456789012:instance/i/queue/q
//
// A version of a flow, such as q:$LATEST, has the ID of the flow.
func bare(id string) string {
	id, _, _ = strings.Cut(id, ":$")
	return id[strings.LastIndexAny(id, "/:")+1:]
}

// newDirectory reads the names of all sources.
func newDirectory(all []*source) *directory {
	d := &directory{names: map[schema.Name]string{}, groups: map[string]*source{}}
	for _, s := range all {
		t, ok := types[s.word]
		if !ok {
			continue
		}
		if s.word == hierarchyGroupType {
			for _, id := range s.ids() {
				d.groups[id] = s
			}
			continue
		}
		name, err := s.fields.text(t.name...)
		if err != nil || name == "" {
			continue // the conversion reports it
		}
		for _, id := range s.ids() {
			d.names[schema.Name{Kind: t.kind, Key: id}] = name
		}
	}
	return d
}

// ids returns the IDs of a source. A wrong one is left out: nothing refers to it.
func (s *source) ids() []string {
	var all []string
	for _, attr := range append([]string{"id", "arn"}, types[s.word].ids...) {
		if id, err := s.fields.text(attr); err == nil && id != "" {
			all = append(all, bare(id))
		}
	}
	return all
}

// lookup returns the natural key of the object of a kind that an ID or an ARN names.
func (d *directory) lookup(kind, id string) (string, error) {
	if kind == "hierarchy_group" {
		if s, ok := d.groups[bare(id)]; ok {
			return d.path(s, nil)
		}
	} else if name, ok := d.names[schema.Name{Kind: kind, Key: bare(id)}]; ok {
		return name, nil
	}
	return "", fmt.Errorf("names %s by an ID that nothing else in the state has, so callwright does not know its name: %q. A data source for it in Terraform would tell", noun(kind), bare(id))
}

// noun names a kind, or something outside.
func noun(kind string) string {
	if _, ok := schema.KindOf(kind); ok {
		return schema.One(kind)
	}
	words := strings.ReplaceAll(kind, "_", " ")
	if strings.HasPrefix(words, "e") {
		return "an " + words
	}
	return "a " + words
}

// path returns the path of a hierarchy group. Below are the groups that it is asked for.
func (d *directory) path(s *source, below []*source) (string, error) {
	if len(below) > deepest {
		return "", fmt.Errorf("has more than %d groups above it", deepest)
	}
	name, err := s.fields.text("name")
	if err != nil {
		return "", err
	}
	g := schema.HierarchyGroup{Name: name}
	if g.Parent, err = d.parent(s, below); err != nil {
		return "", err
	}
	return g.Path(), nil
}

// deepest is how many levels a hierarchy has at most (Amazon Connect API reference,
// HierarchyStructure).
const deepest = 5

// levelWords are the names of the levels in the providers' attributes.
var levelWords = [deepest]string{"level_one", "level_two", "level_three", "level_four", "level_five"}

// parent returns the path of the group above a group; "" on the first level. If the state does
// not have that group, hierarchy_path of hashicorp/aws tells.
func (d *directory) parent(s *source, below []*source) (string, error) {
	id, err := s.fields.text("parent_group_id", "parent_group_arn")
	if err != nil {
		return "", err
	}
	if above, ok := d.groups[bare(id)]; ok && id != "" {
		return d.path(above, append(below, s))
	}
	path, known := "", false
	var names []string
	for _, level := range levelWords {
		name, err := s.fields.text("hierarchy_path." + level + ".name")
		if err != nil {
			return "", err
		}
		if name != "" {
			names, known = append(names, name), true
		}
	}
	if id != "" && !known {
		_, err := d.lookup("hierarchy_group", id)
		return "", fmt.Errorf("parent %w", err)
	}
	for _, name := range names[:max(0, len(names)-1)] {
		g := schema.HierarchyGroup{Name: name, Parent: path}
		path = g.Path()
	}
	return path, nil
}
