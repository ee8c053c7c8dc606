package schema_test

import (
	"testing"

	"github.com/callwright/callwright/schema"
)

// TestOne holds the article of every kind.
func TestOne(t *testing.T) {
	t.Parallel()
	special := map[string]string{"hours_of_operation": "hours of operation", "agent_status": "an agent status", "user": "a user", "queue": "a queue"}
	for k := range schema.Kinds() {
		got := schema.One(k.Name)
		if want, ok := special[k.Name]; ok && got != want {
			t.Errorf("One(%q) = %q, want %q", k.Name, got, want)
		}
		if first := k.Name[0]; special[k.Name] == "" && (first == 'a' || first == 'e' || first == 'i' || first == 'o') {
			t.Errorf("One(%q) = %q; give it the right article, and list it here", k.Name, got)
		}
	}
}
