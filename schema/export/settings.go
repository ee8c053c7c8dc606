package export

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/callwright/callwright/schema/config"
)

// Settings are the content of callwright.hcl: the stack, and how to reach the contact centre.
type Settings struct {
	Stack       string
	Provider    config.Provider
	ConnectPath *config.ConnectPath // nil if the configuration does not manage ConnectPath
}

// text returns the file.
func (s Settings) text() string {
	var t strings.Builder
	t.WriteString("callwright {\nstack = " + text(s.Stack).leaf + "\n}\n")
	p := s.Provider
	set := func(name, value string) {
		if value != "" {
			t.WriteString(name + " = " + text(value).leaf + "\n")
		}
	}
	if p.Type != "" && (p.Type != "local" || p.Path != "") {
		t.WriteString("\nprovider " + text(p.Type).leaf + " {\n")
		set("instance", p.Instance)
		set("region", p.Region)
		set("endpoint", p.Endpoint)
		set("path", p.Path)
		if len(p.AIAgents) > 0 {
			n := &node{tall: true}
			for _, arn := range p.AIAgents {
				n.items = append(n.items, item{value: text(arn)})
			}
			t.WriteString("ai_agents = " + n.layout(0, 1) + "\n")
		}
		if len(p.Rates) > 0 {
			n := &node{object: true, tall: true}
			for _, operation := range slices.Sorted(maps.Keys(p.Rates)) {
				n.pair(operation, &node{leaf: strconv.FormatFloat(p.Rates[operation], 'f', -1, 64)})
			}
			t.WriteString("rates = " + n.layout(0, 1) + "\n")
		}
		t.WriteString("}\n")
	}
	if s.ConnectPath != nil && p.Type == "amazonconnect" {
		t.WriteString("\nprovider \"connectpath\" {\n")
		set("driver", s.ConnectPath.Driver)
		set("endpoint", s.ConnectPath.Endpoint)
		t.WriteString("}\n")
	}
	return t.String()
}
