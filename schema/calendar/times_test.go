package calendar_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema/calendar"
)

// TestWrong says why texts are not opening times; "" for those that are.
func TestWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"08:00-12:00": "", "00:00-24:00": "", "00:00-00:00": "", "16:00-00:00": "", "23:59-24:00": "",
		"24:00-24:00": "is not an opening time", "8:00-12:00": "is not an opening time", "08:00-24:01": "is not an opening time",
		"08:60-12:00": "is not an opening time", "": "is not an opening time", "08:00–12:00": "is not an opening time",
		"12:00-12:00": "ends before it begins", "22:00-06:00": "ends before it begins",
	} {
		if got := calendar.Wrong(text); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("Wrong(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestSpans turns opening times by weekday into one string and back.
func TestSpans(t *testing.T) {
	t.Parallel()
	spans := calendar.SpansOf(map[string][]string{"friday": {"13:00-00:00", "08:00-12:00", "13:00-24:00"}, "monday": {"00:00-24:00"}, "sunday": {}})
	if want := calendar.Spans("monday 00:00-24:00, friday 08:00-12:00 13:00-24:00"); spans != want {
		t.Errorf("SpansOf() = %q, want %q", spans, want)
	}
	want := map[string][]string{"monday": {"00:00-24:00"}, "friday": {"08:00-12:00", "13:00-24:00"}}
	if diff := cmp.Diff(want, spans.Days()); diff != "" {
		t.Errorf("Days() mismatch (-want +got):\n%s", diff)
	}
	if days := calendar.Spans("").Days(); len(days) != 0 {
		t.Errorf("no spans have the days %v", days)
	}
}
