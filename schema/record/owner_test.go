package record_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

func TestOwner(t *testing.T) {
	t.Parallel()
	tests := []struct {
		addr schema.Addr
		want string
	}{
		{schema.Addr{Kind: "queue", Label: "premium_1"}, "support/queue.premium_1"},
		{schema.Addr{Kind: "user", Label: "agents", Key: "j.doe@example.com", Keyed: true}, "support/user.agents:j.doe@example.com"},
		{schema.Addr{Kind: "hierarchy_group", Label: "g", Key: "EMEA/London", Keyed: true}, "support/hierarchy_group.g:EMEA=2F=London"},
		{schema.Addr{Kind: "user", Label: "x", Key: "O'Brien [pat] 😀", Keyed: true}, "support/user.x:O=27=Brien =5B=pat=5D= =1F600="},
		{schema.Addr{Kind: "user", Label: "x", Key: "", Keyed: true}, "support/user.x:"},
		{schema.Addr{Kind: "user", Label: "x", Key: " a  b ", Keyed: true}, "support/user.x:=20=a=20.20=b=20="},
		{schema.Addr{Kind: "hierarchy"}, "support/hierarchy"},
		{schema.Addr{Kind: "user", Label: "x", Key: "a", Keyed: true, Part: "permission_group_assignment"}, "support/permission_group_assignment.user.x:a"},
		{schema.Addr{Module: `module.site["london"]`, Kind: "queue", Label: "sales"}, "support/module.site:london/queue.sales"},
		{schema.Addr{Module: `module.site["a/b"].module.desk`, Kind: "user", Label: "x", Key: "a", Keyed: true}, "support/module.site:a=2F=b/module.desk/user.x:a"},
	}
	for _, tt := range tests {
		if got := record.Owner("support", tt.addr); got != tt.want {
			t.Errorf("Owner(%s) = %q, want %q", tt.addr, got, tt.want)
		}
		if stack, back, ok := record.ParseOwner(tt.want); stack != "support" || back != tt.addr || !ok {
			t.Errorf("ParseOwner(%q) = %q, %#v, %v, want %#v", tt.want, stack, back, ok, tt.addr)
		}
	}
}

// TestParseOwnerRefuses reads values that Owner never returns.
func TestParseOwnerRefuses(t *testing.T) {
	t.Parallel()
	for _, owner := range []string{
		"", "support", "support/", "support/queue.", "support/queue.a b", "support/queue.1a", "support/a.b.c.d", "support/queue.a/queue.b",
		"support/module.x", "support/queue.a:=2f=",
	} {
		if _, a, ok := record.ParseOwner(owner); ok {
			t.Errorf("ParseOwner(%q) = %#v", owner, a)
		}
	}
}

// TestShorten cuts long addresses at every position of an escaped run, and of letters
// that take two UTF-16 units. The cut must not be inside of either, and the result must
// fit into a tag.
func TestShorten(t *testing.T) {
	t.Parallel()
	cut := regexp.MustCompile(`^support/user\.agents:([^=]|=[0-9A-F.]+=)*==[A-Za-z0-9_-]{20}$`)
	shortest := 256
	for pad := range 60 {
		for _, of := range []string{"/", "'\u0301/", "😀", "𝒜", "𝒜/", "a b", "é "} {
			key := strings.Repeat("x", pad) + strings.Repeat(of, 300)
			a := schema.Addr{Kind: "user", Label: "agents", Key: key, Keyed: true}
			owner := record.Owner("support", a)
			n := len(utf16.Encode([]rune(owner)))
			if n > 256 || !cut.MatchString(owner) || strings.ContainsRune(owner, '\uFFFD') {
				t.Errorf("the owner of %d x and %q has %d units: %s", pad, of, n, owner)
			}
			shortest = min(shortest, n)
			if _, back, ok := record.ParseOwner(owner); !ok || !strings.HasPrefix(key, strings.TrimSuffix(back.Key, "…")) || !record.OwnerIsCut(owner) {
				t.Errorf("ParseOwner(%q) = %q, %v", owner, back.Key, ok)
			}
			a.Key += "y"
			if record.Owner("support", a) == owner {
				t.Errorf("two addresses have the owner %s", owner)
			}
		}
	}
	if shortest < 22 {
		t.Errorf("an owner has %d units", shortest)
	}
}

var legal = regexp.MustCompile(`^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`)

func FuzzOwner(f *testing.F) {
	for _, key := range []string{"ada", "EMEA/London", "=", "==", " ", "a=b", "é", strings.Repeat("x", 300), strings.Repeat("😀", 90), strings.Repeat("a/", 130)} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		a := schema.Addr{Kind: "user", Label: "agents", Key: strings.ToValidUTF8(key, ""), Keyed: true}
		owner := record.Owner("support", a)
		if n := len(utf16.Encode([]rune(owner))); n > 256 {
			t.Errorf("the owner has %d units", n)
		}
		if !legal.MatchString(owner) || strings.TrimSpace(owner) != owner {
			t.Errorf("a tag cannot hold %q", owner)
		}
		stack, back, ok := record.ParseOwner(owner)
		if !ok || stack != "support" {
			t.Fatalf("ParseOwner(%q) = %q, %v", owner, stack, ok)
		}
		if back != a && !strings.Contains(owner, "==") {
			t.Errorf("ParseOwner(%q) = %s, want %s", owner, back, a)
		}
	})
}

func FuzzParseOwner(f *testing.F) {
	for _, s := range []string{"", "/", "a/b", "support/user.x:=2F=", "support/user.x:=2f=", "a/b=", "a/b:=41=", "a/b==x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		stack, a, ok := record.ParseOwner(s)
		if ok && !strings.Contains(s, "==") && record.Owner(stack, a) != s {
			t.Errorf("ParseOwner takes %q, which Owner(%q, %s) does not make", s, stack, a)
		}
	})
}

func TestRecord(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("queue")
	r := record.New("instance-1", "queue", "support/queue.a", "Sales")
	tests := []struct {
		name string
		salt string
		live schema.Resource
		want bool
	}{
		{"made under this name", "instance-1", schema.Resource{Kind: k, Key: "Sales", Live: &schema.Live{ID: "1"}}, true},
		{"a copy has another name", "instance-1", schema.Resource{Kind: k, Key: "Sales copy", Live: &schema.Live{ID: "2"}}, false},
		{"another instance", "instance-2", schema.Resource{Kind: k, Key: "Sales", Live: &schema.Live{ID: "1"}}, false},
	}
	for _, tt := range tests {
		if got := record.Fits(r, tt.salt, &tt.live); got != tt.want {
			t.Errorf("%s: Fits() = %v, want %v", tt.name, got, tt.want)
		}
	}
	for _, damaged := range []string{"", "1", "1:", "2:abc:", "x:y:z"} {
		if record.Fits(schema.Record{Owner: "a/b", Applied: damaged}, "", &schema.Resource{Kind: k, Live: &schema.Live{}}) {
			t.Errorf("the record %q fits", damaged)
		}
	}
	for owner, want := range map[string]string{
		r.Owner: "support", "team-2/queue.a": "team-2", "": "", "nonsense": "", "/queue.a": "",
		"Support/queue.a": "", "ev\x1b[31mil/queue.a": "", strings.Repeat("a", 33) + "/queue.a": "",
	} {
		if got := record.Stack(schema.Record{Owner: owner}); got != want {
			t.Errorf("Stack() of %q = %q, want %q", owner, got, want)
		}
	}
}
