package main

import (
	"strings"
	"testing"
	"text/template"

	"github.com/callwright/callwright/schema/catalogue"
)

// permissionsDoc is the template of docs/permissions.md.
var permissionsDoc = template.Must(template.New("permissions").Funcs(template.FuncMap{"code": code, "power": power}).Parse(`# Permissions

A security profile's permissions can be written by their API names, or as the console shows them,
by resource and level. Both together are one set.

    security_profile "supervisor" {
      permissions = ["BasicAgentAccess"]
      access      = { users = ["view"], queues = ["view", "edit"], prompts = "all" }
    }

This page lists the permissions that callwright knows, in the console's groups. It is generated
from the catalogue in the program.

Resources and levels are the console's words in lower case, with underscores. "all" means every
level on this page, so a later version of callwright may grant more. A level with several
permissions grants them together, as the console does.

The last column can say:

- *brings*: the console and callwright also grant these permissions.
- *restricts*: the permission takes something away from the user.
- *escalates*: users with the permission can get more permissions, for themselves or for others.
- *observed*: AWS's
  [list of security profile permissions](https://docs.aws.amazon.com/connect/latest/adminguide/security-profile-list.html)
  does not have this API name, but public exports of instances do. What it is called in the
  console is then not certain.

You can also write a permission that is not on this page. callwright then warns, because the name
may be misspelt or new.
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

// code returns text in a monospaced font.
func code(s string) string { return "`" + s + "`" }

// power returns the last column of a permission's row, such as "restricts; observed".
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

// TestPermissionsDoc checks that docs/permissions.md is generated from the catalogue.
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
	checkDoc(t, "permissions.md", permissionsDoc, groups)
}
