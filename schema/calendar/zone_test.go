package calendar

import (
	"strings"
	"testing"
)

// TestZones says of names of time zones whether they are right, and whether their clocks
// never change.
func TestZones(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, wrong, fixed string }{
		{"Europe/London", "", ""},
		{"UTC", "", ""},
		{"EST", "", "5 hours behind"},
		{"HST", "", "10 hours behind"},
		{"Etc/GMT+5", "", "5 hours behind"},
		{"Etc/GMT-1", "", "1 hour ahead of"},
		{"Etc/GMT+99", "not an IANA time zone", ""},
		{"Europe/Londn", "not an IANA time zone", ""},
		{"Local", "differs from machine to machine", ""},
	} {
		if got := WrongZone(tt.name); !strings.Contains(got, tt.wrong) || (got == "") != (tt.wrong == "") {
			t.Errorf("WrongZone(%q) is %q, want %q", tt.name, got, tt.wrong)
		}
		if got, _ := FixedZone(tt.name); got != tt.fixed {
			t.Errorf("FixedZone(%q) is %q, want %q", tt.name, got, tt.fixed)
		}
	}
}
