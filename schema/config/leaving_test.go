package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/record"
)

// at returns an address: that of `user.agents`, or of a key of it.
func at(path string, key ...string) schema.Addr {
	kind, label, _ := strings.Cut(path, ".")
	a := schema.Addr{Kind: kind, Label: label}
	if len(key) > 0 {
		a.Key, a.Keyed = key[0], true
	}
	return a
}

func TestReleased(t *testing.T) {
	tests := []struct {
		name    string
		release string
		yes, no []schema.Addr
	}{
		{
			"an address", `address = user.bob`,
			[]schema.Addr{at("user.bob")},
			[]schema.Addr{at("user.bo"), at("queue.bob")},
		},
		{
			"the address of a block", `address = user.agents`,
			[]schema.Addr{at("user.agents", "ada"), at("user.agents", ""), at("user.agents")},
			[]schema.Addr{at("user.agents2", "ada"), at("queue.agents", "ada")},
		},
		{
			"a star in an address", `address = user.agents["a*"]`,
			[]schema.Addr{at("user.agents", "a*")},
			[]schema.Addr{at("user.agents", "ada")},
		},
		{
			"the address of a module", `address = module.site["london"]`,
			[]schema.Addr{{Module: `module.site["london"].module.desk`, Kind: "user", Label: "x"}},
			[]schema.Addr{{Module: `module.site["paris"]`, Kind: "user", Label: "x"}, at("user.x")},
		},
		{
			"a pattern in a module", `match = "module.site[*].user.old_*"`,
			[]schema.Addr{{Module: `module.site["paris"]`, Kind: "user", Label: "old_1"}},
			[]schema.Addr{{Module: `module.site["paris"]`, Kind: "user", Label: "x"}, at("user.old_1")},
		},
		{
			"an address with a key", `address = user.agents["a\"b"]`,
			[]schema.Addr{at("user.agents", `a"b`)},
			[]schema.Addr{at("user.agents"), at("user.agents", "a")},
		},
		{
			"an empty key", `address = user.agents[""]`,
			[]schema.Addr{at("user.agents", "")},
			[]schema.Addr{at("user.agents")},
		},
		{
			"all of a block", `match = "user.agents[*]"`,
			[]schema.Addr{at("user.agents", "ada"), at("user.agents", ""), at("user.agents", "x[y]")},
			[]schema.Addr{at("user.agents"), at("user.agents2", "ada"), at("queue.agents", "ada")},
		},
		{
			"some of a block", `match = "user.agents[\"*@example.com\"]"`,
			[]schema.Addr{at("user.agents", "ada@example.com"), at("user.agents", "@example.com")},
			[]schema.Addr{at("user.agents", "ada@example.org"), at("user.agents", "ada@exampleXcom")},
		},
		{
			"labels", `match = "*.old_*_1"`,
			[]schema.Addr{at("user.old_x_1"), at("queue.old_x_y_1")},
			[]schema.Addr{at("user.old_1"), at("user.old_x_12")},
		},
		{
			"nothing but a star", `match = "*"`,
			[]schema.Addr{at("user.x"), at("queue.y", "z")},
			nil,
		},
		{
			"no star", `match = "user.x"`,
			[]schema.Addr{at("user.x"), at("user.x", "y")},
			[]schema.Addr{at("user.xx")},
		},
		{
			"other signs are literal", `match = "user.a[\"?*\"]"`,
			[]schema.Addr{at("user.a", "?x")},
			[]schema.Addr{at("user.a", "bx"), at("user.a", "x")},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, diags := config.Load(mapFS(map[string]string{"main.hcl": "release {\n" + test.release + "\n}"}), ".", config.Options{})
			if len(diags) > 0 {
				t.Fatal(said(diags))
			}
			for _, a := range test.yes {
				if !c.Released("", a) {
					t.Errorf("%s is not released", a)
				}
			}
			for _, a := range test.no {
				if c.Released("", a) {
					t.Errorf("%s is released", a)
				}
			}
		})
	}
}

// TestReleasedLong releases an address that is too long for a record, under each name of the
// stack.
func TestReleasedLong(t *testing.T) {
	long := at("user.agents", strings.Repeat("a", 300))
	src := fmt.Sprintf("callwright {\n stack = \"support\"\n formerly = [\"a-longer-name\"]\n}\nrelease {\n address = %s\n}", long)
	c, diags := config.Load(mapFS(map[string]string{"main.hcl": src}), ".", config.Options{})
	if len(diags) > 0 {
		t.Fatal(said(diags))
	}
	another := at("user.agents", strings.Repeat("a", 299)+"b")
	for owner, want := range map[string]bool{
		record.Owner("support", long): true, record.Owner("a-longer-name", long): true, record.Owner("other", long): false,
		record.Owner("support", another): false, // has the same head
	} {
		if _, head, _ := record.ParseOwner(owner); c.Released(owner, head) != want {
			t.Errorf("%s: released is %t", owner, !want)
		}
	}
}

// TestStays checks that a configuration without such blocks releases and deletes nothing.
func TestStays(t *testing.T) {
	c, diags := config.Load(mapFS(map[string]string{"main.hcl": `user "u" {}`}), ".", config.Options{})
	if len(diags) > 0 {
		t.Fatal(said(diags))
	}
	if c.Adopt != "any" || c.Formerly != nil || c.Released != nil || c.Gone != nil || c.Want.All()[0].Lifecycle != (schema.Lifecycle{}) {
		t.Errorf("got %q %q %v", c.Adopt, c.Formerly, c.Gone)
	}
}

func TestFormerly(t *testing.T) {
	tests := map[string]struct {
		src  string
		want []string
		said string
	}{
		"none":        {src: `formerly = []`},
		"null":        {src: `formerly = null`},
		"a set":       {src: `formerly = toset(["b", "a"])`, want: []string{"a", "b"}},
		"each once":   {src: `formerly = ["b", "a", "b"]`, want: []string{"b", "a"}},
		"a text":      {src: `formerly = "a"`, said: `Wrong type: formerly must be a list of stack names: formerly = ["old-stack"].`},
		"an object":   {src: `formerly = { a = "b" }`, said: `Wrong type: formerly must be a list of stack names: formerly = ["old-stack"].`},
		"too many":    {src: `formerly = [for i in range(21) : "s${i}"]`, said: `Too many former names: formerly has 21 names; at most 20 are allowed.`},
		"the default": {src: `formerly = ["local"]`, said: `Present name in formerly: "local" is the present name of the stack; formerly must only list the names that it had before.`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, diags := config.Load(mapFS(map[string]string{"main.hcl": "callwright {\n" + test.src + "\n}"}), ".", config.Options{})
			if got := said(diags); got != test.said {
				t.Errorf("got  %s\nwant %s", got, test.said)
			}
			if diff := cmp.Diff(test.want, c.Formerly); diff != "" {
				t.Errorf("Formerly mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestManyReleases checks that comparing patterns with objects draws on the budget.
func TestManyReleases(t *testing.T) {
	src := "user \"u\" {\n for_each = toset([for i in range(1000) : tostring(i)])\n}\n" +
		strings.Repeat("release {\n match = \"queue.*x*y*z\"\n}\n", 15_000)
	_, diags := config.Load(mapFS(map[string]string{"main.hcl": src}), ".", config.Options{})
	if !strings.Contains(said(diags), "Configuration too large to evaluate") {
		t.Errorf("got %s", said(diags))
	}
}
