package schema_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
	"golang.org/x/text/unicode/norm"

	"github.com/callwright/callwright/schema"
)

func TestAddr(t *testing.T) {
	t.Parallel()
	site := schema.Addr{Kind: "module", Label: "site", Key: "london", Keyed: true}
	desk := schema.Addr{Module: site.String(), Kind: "module", Label: "desk"}
	tests := []struct {
		addr schema.Addr
		want string
	}{
		{schema.Addr{Kind: "hierarchy"}, `hierarchy`},
		{schema.Addr{Kind: "queue", Label: "premium-1"}, `queue.premium-1`},
		{schema.Addr{Kind: "queue", Label: "für_é1"}, `queue.für_é1`},
		{schema.Addr{Kind: "user", Label: "agents", Key: "ada", Keyed: true}, `user.agents["ada"]`},
		{schema.Addr{Kind: "user", Label: "agents", Keyed: true}, `user.agents[""]`},
		{schema.Named(schema.Name{Kind: "queue", Key: "Old"}), `queue["Old"]`},
		{schema.Addr{Kind: "user", Label: "agents", Key: "ada", Keyed: true}.WithPart("permission_group_assignment"), `permission_group_assignment.user.agents["ada"]`},
		{site, `module.site["london"]`},
		{desk, `module.site["london"].module.desk`},
		{schema.Addr{Module: site.String(), Kind: "queue", Label: "sales"}, `module.site["london"].queue.sales`},
		{schema.Addr{Module: desk.String(), Kind: "user", Label: "a", Key: "x", Keyed: true, Part: "permission_group_assignment"}, `module.site["london"].module.desk.permission_group_assignment.user.a["x"]`},
		{schema.Addr{Kind: "user", Label: "a", Key: "\a\v\x7f\"\\[]\n\r\t\x00", Keyed: true}, `user.a["\u0007\u000b\u007f\"\\[]\n\r\t\u0000"]`},
		{schema.Addr{Kind: "user", Label: "a", Key: "$ ${x} %{if} $${ %%{", Keyed: true}, `user.a["$ $${x} %%{if} $$${ %%%{"]`},
		{schema.Addr{Kind: "user", Label: "a", Key: "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", Keyed: true}, "user.a[\"\U0001F3F4\\U000e0067\\U000e0062\\U000e0077\\U000e006c\\U000e0073\\U000e007f\"]"},
		{schema.Addr{Kind: "user", Label: "a", Key: "e\u0301\u200f", Keyed: true}, "user.a[\"e\u0301\\u200f\"]"},
	}
	for _, tt := range tests {
		if got := tt.addr.String(); got != tt.want {
			t.Errorf("String() = %s, want %s", got, tt.want)
		}
		if back, err := schema.ParseAddr(tt.want); back != tt.addr {
			t.Errorf("ParseAddr(%s) = %#v, %v, want %#v", tt.want, back, err, tt.addr)
		}
	}
	if got := (schema.Addr{}).String(); got != "" {
		t.Errorf("the zero Addr is %q", got)
	}
}

func TestParseAddrRefuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"", " ", "*", "user.", `user.agents[`, `user.agents["ada"`, `user.agents[ada]`, `user.agents[*]`, `user.agents[0]`, `user.agents["a"].x`,
		`user.agents["a"]["b"]`, `user.agents["${a}"]`, `user.agents["a\x07"]`, `a.b.c.d`, `user."odd label"`, "user.agents[\"\xff\"]", "user.agents[\"\n\"]",
		`module.site["x"].module`, // a module that has no label
	} {
		if a, err := schema.ParseAddr(s); err == nil && a.String() != s {
			t.Errorf("ParseAddr(%q) = %#v", s, a)
		}
	}
}

// FuzzAddr holds the law of addresses: what String writes, ParseAddr reads back, whatever
// the keys are; and a label that cannot be read back is refused, never taken for another.
func FuzzAddr(f *testing.F) {
	f.Add("agents", "ada", true, "", "", "", false)
	f.Add("a", "\a\v\x7f\"\\[]${x}%{y}$${", true, "permission_group_assignment", "site", "London: \"W1\"", true)
	f.Add("für-é", "e\u0301\u200f\u2028\ufeff", true, "", "site", "", true)
	f.Add("a b", "", false, "", "", "", false)
	f.Add(`a["b"]`, "$", true, "", "s", "%", true)
	f.Add("", "\U0001F3F4\U000E0067\U000E007F", true, "", "", "", false)
	f.Fuzz(func(t *testing.T, label, key string, keyed bool, part, module, moduleKey string, moduleKeyed bool) {
		a := schema.Addr{Kind: "user", Label: label, Key: valid(key), Keyed: keyed}
		if !keyed {
			a.Key = ""
		}
		if label != "" && part != "" {
			a.Part = "permission_group_assignment"
		}
		if hclsyntax.ValidIdentifier(module) {
			in := schema.Addr{Kind: "module", Label: module}
			if moduleKeyed {
				in.Key, in.Keyed = valid(moduleKey), true
			}
			a.Module = schema.Addr{Module: in.String(), Kind: "module", Label: "inner"}.String()
		}
		text := a.String()
		back, err := schema.ParseAddr(text)
		switch readable := label == "" || hclsyntax.ValidIdentifier(label); {
		case !readable && err == nil:
			t.Errorf("ParseAddr(%s) takes the label %q for %#v", text, label, back)
		case readable && back != a:
			t.Errorf("ParseAddr(%s) = %#v, %v, want %#v", text, back, err, a)
		}
		if tokens := hclwrite.TokensForValue(cty.StringVal(a.Key)).Bytes(); a.Keyed && norm.NFC.IsNormalString(a.Key) && !strings.HasSuffix(text, "["+string(tokens)+"]") {
			t.Errorf("hclwrite writes the key %s, and String %s", tokens, text)
		}
	})
}

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}
