package config_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// FuzzDecodeEncode checks the law that an object which is printed and loaded again is the
// same.
func FuzzDecodeEncode(f *testing.F) {
	for seed := range uint64(50) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 1))
		var src strings.Builder
		var want []*schema.Resource
		for kind := range schema.Kinds() {
			if r := someResource(random, kind); r != nil {
				want = append(want, r)
				src.WriteString(printed(r))
			}
		}
		c, diags := config.Load(mapFS(map[string]string{"main.hcl": src.String()}), ".", config.Options{})
		if diags.HasErrors() {
			t.Fatalf("%s\n%s", said(diags), src.String())
		}
		for _, r := range want {
			got, ok := c.Want.Lookup(r.Name())
			if !ok {
				t.Fatalf("no %s", r.Name())
			}
			if diff := cmp.Diff(r.Body, got.Body); diff != "" || got.Given != r.Given {
				t.Errorf("%s mismatch (-want +got):\n%s", r.Name(), diff)
			}
		}
	})
}

// someResource returns an object with random attributes. It returns nil if the rules of the
// kind do not allow them.
func someResource(random *rand.Rand, kind *schema.Kind) *schema.Resource {
	r := &schema.Resource{Kind: kind, Body: kind.New(), Desired: &schema.Desired{Addr: schema.Addr{Kind: kind.Name, Label: "it"}}}
	if kind.Single {
		r.Addr.Label = ""
	}
	for i := range kind.Attrs {
		a := &kind.Attrs[i]
		for range 20 {
			trial := &schema.Resource{Kind: kind, Body: kind.New(), Desired: &schema.Desired{Addr: r.Addr}}
			v := someValue(random, a)
			if a.ReadOnly || random.IntN(3) == 0 || len(trial.Set(a.Name, v, schema.Plain)) > 0 || strings.Contains(a.Name, ".") {
				continue
			}
			r.Set(a.Name, v, schema.Plain)
			break
		}
	}
	if kind.Label != "" && !r.Has(kind.Label) {
		r.Set(kind.Label, cty.StringVal("it"), schema.Plain)
	}
	r.UpdateKey()
	for _, p := range r.Check() {
		if p.Severity() == diag.Error {
			return nil
		}
	}
	return r
}

var someTexts = []string{"", "a", "Zoë's \"own\" ${x} %{y} \\ \n\ttail", "enabled", "Europe/London", "08:00-12:00", "a@b.co", "+442071838750", "soft", "\u2028", "any", "日本"}

func someValue(random *rand.Rand, a *schema.Attr) cty.Value {
	text := func() cty.Value { return cty.StringVal(someTexts[random.IntN(len(someTexts))]) }
	texts := func() cty.Value { return cty.TupleVal([]cty.Value{text(), text()}) }
	switch {
	case a.Type == cty.String:
		return text()
	case a.Type == cty.Number:
		return cty.NumberIntVal(random.Int64N(100))
	case a.Type == cty.Bool:
		return cty.BoolVal(random.IntN(2) == 0)
	case a.Shape == schema.List, a.Shape == schema.Set:
		return texts()
	case a.Shape == schema.Map && a.Type.ElementType() == cty.String:
		return cty.MapVal(map[string]cty.Value{fmt.Sprint("k ", random.IntN(9)): text()})
	case a.Shape == schema.Map && a.Type.ElementType() == cty.Number:
		return cty.MapVal(map[string]cty.Value{"voice": cty.NumberIntVal(1), "chat": cty.NumberIntVal(random.Int64N(10))})
	case a.Shape == schema.Map:
		return cty.ObjectVal(map[string]cty.Value{"monday": texts(), "sunday": cty.EmptyTupleVal})
	case a.Shape == schema.Table:
		return cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
			"queue": text(), "priority": cty.NumberIntVal(random.Int64N(99)), "delay": cty.NumberIntVal(random.Int64N(9999)),
			"channels": cty.TupleVal([]cty.Value{cty.StringVal("voice"), cty.StringVal("chat")}),
		})})
	}
	return cty.NullVal(a.Type)
}

// printed returns a block that describes the object.
func printed(r *schema.Resource) string {
	var b strings.Builder
	b.WriteString(r.Kind.Name)
	if r.Addr.Label != "" {
		fmt.Fprintf(&b, " %q", r.Addr.Label)
	}
	b.WriteString(" {\n")
	for i := range r.Given.All() {
		fmt.Fprintf(&b, "  %s = %s\n", r.Kind.Attrs[i].Name, hclwrite.TokensForValue(r.Value(i)).Bytes())
	}
	return b.String() + "}\n"
}
