package schema_test

import (
	"testing"

	"github.com/callwright/callwright/schema"
)

// TestFolded compares names as people do.
func TestFolded(t *testing.T) {
	t.Parallel()
	name := func(key string) schema.Name { return schema.Name{Kind: "queue", Key: key} }
	for _, same := range [][]string{
		{"Basic Queue", "basic queue", "BASIC QUEUE", " Basic Queue", "Basic Queue\t", "Basic  Queue", "Basic\u00a0Queue", "Basic \u202f Queue"},
		{"Zoë", "Zoe\u0308", "ZOË", "zoe\u0308 "},
		{"Straße", "STRASSE", "strasse"},
		{"", " ", "\u00a0"},
	} {
		for _, key := range same[1:] {
			if name(key).Folded() != name(same[0]).Folded() {
				t.Errorf("%q and %q are different names", key, same[0])
			}
		}
	}
	for _, other := range []string{"BasicQueue", "Basic-Queue", "Basic Queue 2", "Básic Queue"} {
		if name(other).Folded() == name("Basic Queue").Folded() {
			t.Errorf("%q and %q are the same name", other, "Basic Queue")
		}
	}
	if (schema.Name{Kind: "user", Key: "a"}).Folded() == name("a").Folded() {
		t.Error("names of two kinds are the same")
	}
}
