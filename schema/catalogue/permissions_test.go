package catalogue

import (
	"slices"
	"strings"
	"testing"
)

// TestCatalogue checks that the catalogue of permissions is complete and consistent.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	groups := map[string]string{}
	for _, p := range Permissions() {
		if p.Resource == "" || len(p.Levels) == 0 || p.Certainty != "documented" && p.Certainty != "observed" {
			t.Errorf("%s is incomplete: %+v", p.Name, p)
		}
		if strings.Contains(p.Source, "guide") != (p.Certainty == "documented") {
			t.Errorf("%s is %s by %s", p.Name, p.Certainty, p.Source)
		}
		if group, known := groups[p.Resource]; known && group != p.Group {
			t.Errorf("the resource %s is in the groups %q and %q", p.Resource, group, p.Group)
		}
		groups[p.Resource] = p.Group
		for _, brought := range p.Brings {
			if PermissionNamed(brought).Group == "" {
				t.Errorf("%s brings %s, which is unknown", p.Name, brought)
			}
		}
		for _, level := range p.Levels {
			if !slices.ContainsFunc(Boxes(p.Resource), func(b Box) bool { return b.Level == level && slices.Contains(b.Permissions, p.Name) }) {
				t.Errorf("no box grants %s at %s.%s", p.Name, p.Resource, level)
			}
		}
	}
}

// TestConsoleWords checks that every permission has words of its own, that the permissions of a
// resource share the words for it, and that Markdown shows the words as they are.
func TestConsoleWords(t *testing.T) {
	t.Parallel()
	names, resources := map[string]string{}, map[string]string{}
	for _, p := range Permissions() {
		resource, level := p.Words()
		if strings.ContainsAny(resource+level, "|*_`<>&[]") || strings.TrimSpace(resource) == "" || strings.Contains(p.Label, "documented") {
			t.Errorf("the words of %s are %q and %q", p.Name, resource, level)
		}
		if other, met := names[resource+": "+level]; met {
			t.Errorf("%s and %s are both %q at %q", p.Name, other, resource, level)
		}
		names[resource+": "+level] = p.Name
		if other, met := resources[p.Resource]; met && other != resource {
			t.Errorf("the resource %s is both %q and %q", p.Resource, resource, other)
		}
		resources[p.Resource] = resource
	}
	for name, want := range map[string][2]string{
		"Users.Edit":                   {"Users", "edit"},
		"Queues.Delete":                {"Queues", "delete"},
		"AgentStates.EnableAndDisable": {"Agent status", "enable/disable"},
		"Queues.EnableAndDisable":      {"Queues", "enable/disable"},
		"Scheduling.View":              {"Schedule manager", "view"},
		"BasicAgentAccess":             {"Access Contact Control Panel", ""},
		"New.Thing":                    {"New.Thing", ""},
	} {
		if resource, level := PermissionNamed(name).Words(); resource != want[0] || level != want[1] {
			t.Errorf("the words of %s are %q and %q, want %q", name, resource, level, want)
		}
	}
}

// TestConnectPathWords checks that Markdown shows the labels of rows as they are.
func TestConnectPathWords(t *testing.T) {
	t.Parallel()
	for _, r := range connectPath.Rows() {
		if strings.ContainsAny(r.Label, "|*_`<>&[]") {
			t.Errorf("the row %s has the label %q", r.Path(), r.Label)
		}
	}
}
