package main

import (
	"strings"
	"testing"
	"text/template"

	"github.com/callwright/callwright/schema/catalogue"
)

var permissionsDoc = template.Must(template.New("permissions").Funcs(template.FuncMap{"code": code, "power": power}).Parse(`# Permissions

The permissions that callwright knows, by the console's groups. This page is made from the
catalogue that the program itself goes by.

A security profile's permissions can be written by their API names, or as the console shows
them: by resource and level. Both ways make one set.

    security_profile "supervisor" {
      permissions = ["BasicAgentAccess"]
      access      = { users = ["view"], queues = ["view", "edit"], prompts = "all" }
    }

A resource's key is the console's words for it in lower case, with underscores; so is a
level's. "all" is every level that this page lists, so a later callwright may know more. A
level that grants several permissions grants them together, as the console does.

*brings*: the console and callwright grant these with it. *restricts*: it takes something
away from who has it. *escalates*: who has it can get more than they have, for themselves or
for others. *observed*: it is not in the
[list of security profile permissions](https://docs.aws.amazon.com/connect/latest/adminguide/security-profile-list.html)
with this API name, but in public exports of instances; the others are in the list.

Names that are not here are allowed, with a warning: Amazon Connect grows faster than any
list of it.
{{range .}}
## {{.Name}}

| resource | level | API name | in the console | |
| --- | --- | --- | --- | --- |
{{range .Permissions}}| {{code .Resource}} | {{range $i, $l := .Levels}}{{if $i}}, {{end}}{{code $l}}{{end}} | {{code .Name}} | {{.Label}} | {{power .}} |
{{end}}{{end}}`))

// A permissionGroup is one of the console's groups.
type permissionGroup struct {
	Name        string
	Permissions []catalogue.Permission
}

func code(s string) string { return "`" + s + "`" }

// power says what a permission does beyond its own subject.
func power(p catalogue.Permission) string {
	var words []string
	if len(p.Brings) > 0 {
		words = append(words, "brings `"+strings.Join(p.Brings, "`, `")+"`")
	}
	for word, is := range map[string]bool{"restricts": p.Restricts, "escalates": p.Escalates} {
		if is {
			words = append(words, word)
		}
	}
	if p.Certainty == "observed" {
		words = append(words, "observed")
	}
	return strings.Join(words, "; ")
}

// TestPermissionsDoc holds docs/permissions.md against the catalogue.
func TestPermissionsDoc(t *testing.T) {
	t.Parallel()
	var groups []permissionGroup
	for _, p := range catalogue.Permissions() {
		p.Label = strings.ReplaceAll(p.Label, "|", `\|`)
		if last := len(groups) - 1; last < 0 || groups[last].Name != p.Group {
			groups = append(groups, permissionGroup{Name: p.Group})
		}
		last := &groups[len(groups)-1]
		last.Permissions = append(last.Permissions, p)
	}
	holdDoc(t, "permissions.md", permissionsDoc, groups)
}
