package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// kindsDoc is the template of docs/kinds.md.
var kindsDoc = template.Must(template.New("kinds").Funcs(template.FuncMap{
	"type": typeWords, "notes": notes,
}).Parse(`# Kinds

These are the kinds of objects that you can describe, and their attributes. This page is generated
from the tables in the program.

An attribute marked * is required to create an object. You can describe an existing object in part:
callwright does not manage what you leave out. Every block can have ` + "`for_each`" + `.

Where an attribute allows only certain words, you can also write the API's word, for example if you
copy from an answer of the API or from CloudFormation: ` + "`VOICE` for `voice`, `SOFT_PHONE` for `soft`" + `,
` + "`TIME_SINCE_LAST_INBOUND` for `last_inbound`, `RoutingProfile` for `routing_profile`" + `. callwright compares
and prints its own word.
{{range .}}
## {{.Name}}

{{.Doc}}

| attribute | is | meaning |
| --- | --- | --- |
{{range .Attrs}}{{if not .ReadOnly}}| ` + "`{{.Name}}`" + `{{if .Required}} *{{end}} | {{type .}} | {{.Doc}}{{notes .}} |
{{with .Spelling}}{{if .Name}}| ` + "`{{.Name}}`" + ` | {{.Type}} | {{.Doc}} |
{{end}}{{end}}{{end}}{{end}}{{range .Parts}}| ` + "`{{.Name}}`" + ` | a [permission_group](#permission_group) | {{.Doc}} |
{{end}}{{range .Attrs}}{{if .Columns}}
Columns of ` + "`{{.Name}}`" + `:

| column | is | meaning |
| --- | --- | --- |
{{range .Columns}}| ` + "`{{.Name}}`" + `{{if .Required}} *{{end}} | {{type .}} | {{.Doc}}{{notes .}} |
{{end}}{{end}}{{end}}{{end}}`))

// typeWords returns the type of an attribute in words, such as "list of text".
func typeWords(a schema.Attr) string {
	ref := "text"
	if a.RefersTo != "" {
		ref = "the name of a " + strings.ReplaceAll(a.RefersTo, "_", " ")
	}
	if _, described := schema.KindOf(a.RefersTo); described {
		ref = "a [" + a.RefersTo + "](#" + a.RefersTo + ")"
	}
	switch a.Shape {
	case schema.List:
		return "list of " + ref
	case schema.Set:
		return "set of " + strings.TrimPrefix(ref, "a ")
	case schema.Table:
		return "table"
	case schema.Map:
		return "map of " + map[bool]string{true: "numbers", false: "text"}[a.Type.ElementType() == cty.Number]
	}
	switch a.Type {
	case cty.Number:
		return "number"
	case cty.Bool:
		return "true or false"
	}
	return ref
}

// notes returns the values that an attribute allows, and whether the service can change
// it.
func notes(a schema.Attr) string {
	var s string
	if a.OneOf != nil && a.Shape == schema.Scalar {
		s += " One of `" + strings.Join(a.OneOf, "`, `") + "`."
	}
	if a.OneOf != nil && a.Shape == schema.Map {
		s += " Keys: `" + strings.Join(a.OneOf, "`, `") + "`."
	}
	if a.SameSettingAs != nil {
		s += " The same setting as `" + strings.Join(a.SameSettingAs, "`, `") + "`."
	}
	if a.Immutable {
		s += " The service cannot change it."
	}
	return s
}

// TestKindsDoc checks that docs/kinds.md is generated from the kinds.
func TestKindsDoc(t *testing.T) {
	t.Parallel()
	checkDoc(t, "kinds.md", kindsDoc, slices.Collect(schema.Kinds()))
}

// checkDoc checks that a page in docs is what its template generates from data. With the
// flag -update it writes the page.
func checkDoc(t *testing.T, page string, tmpl *template.Template, data any) {
	t.Helper()
	var b bytes.Buffer
	if err := tmpl.Execute(&b, data); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "..", "docs", page)
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("docs/%s mismatch (-want +got):\n%s", page, diff)
	}
}
