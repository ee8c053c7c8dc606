package providers_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
)

// TestPages follows lists that end, that name a page again, and that never end.
func TestPages(t *testing.T) {
	t.Parallel()
	var p providers.Pages
	for _, token := range []string{"a", "b", "", ""} {
		if err := p.Next(token); err != nil {
			t.Errorf("Next(%q): %v", token, err)
		}
	}
	if err := p.Next("a"); err == nil || !strings.Contains(err.Error(), "the same page token twice") {
		t.Errorf("the same token: %v", err)
	}
	var endless providers.Pages
	n, err := 0, error(nil)
	for ; err == nil && n < 100_000; n++ {
		err = endless.Next(strconv.Itoa(n))
	}
	if err == nil || !strings.Contains(err.Error(), "more than 10000 pages") {
		t.Errorf("after %d pages: %v", n, err)
	}
}
