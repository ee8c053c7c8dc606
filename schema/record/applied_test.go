package record_test

import (
	"errors"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/schema/record"
)

func TestParseApplied(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, value string
		err         error
	}{
		{"no entries", "1:vm9uT5Ws:", nil},
		{"as the documentation has it", "1:vm9uT5Ws:c5802WPD7ZauU.dhj7i.npZbT.oRU6h.qmJtONOecyvmE", nil},
		{"made with a key", "1.VjHI:t65EqXuG:eWzNK", nil},
		{"flags", "1:vm9uT5Ws:dhj7i:+p", nil},
		{"flags that mean nothing yet", "1:vm9uT5Ws::+Zpx", nil},
		{"a stamp", "1:vm9uT5Ws:dhj7i:@BqJe3-", nil},
		{"all of it", "1.VjHI:vm9uT5Ws:dhj7i:+p:@BqJe3-", nil},
		{"a later version", "2:whatever", record.ErrNewer},
		{"a later version with a key", "12.x:é", record.ErrNewer},
		{"nothing", "", record.ErrUnreadable},
		{"no version", ":vm9uT5Ws:", record.ErrUnreadable},
		{"version zero", "0:vm9uT5Ws:", record.ErrUnreadable},
		{"a padded version", "02:vm9uT5Ws:", record.ErrUnreadable},
		{"a signed version", "+1:vm9uT5Ws:", record.ErrUnreadable},
		{"only a version", "2", record.ErrUnreadable},
		{"an empty fingerprint", "1.:vm9uT5Ws:", record.ErrUnreadable},
		{"a long fingerprint", "1.VjHIx:vm9uT5Ws:", record.ErrUnreadable},
		{"no entries part", "1:vm9uT5Ws", record.ErrUnreadable},
		{"a short binding", "1:vm9uT5W:", record.ErrUnreadable},
		{"a strange binding", "1:vm9uT5W=:", record.ErrUnreadable},
		{"a cut entry", "1:vm9uT5Ws:dhj7", record.ErrUnreadable},
		{"an entry without a code", "1:vm9uT5Ws:-hj7i", record.ErrUnreadable},
		{"entries out of order", "1:vm9uT5Ws:npZbT.dhj7i", record.ErrUnreadable},
		{"an entry twice", "1:vm9uT5Ws:dhj7i.dhj7i", record.ErrUnreadable},
		{"a dot at the end", "1:vm9uT5Ws:dhj7i.", record.ErrUnreadable},
		{"flags out of order", "1:vm9uT5Ws::+pa", record.ErrUnreadable},
		{"a flag twice", "1:vm9uT5Ws::+pp", record.ErrUnreadable},
		{"no flags", "1:vm9uT5Ws::+", record.ErrUnreadable},
		{"nothing after flags", "1:vm9uT5Ws::+p:", record.ErrUnreadable},
		{"flags after a stamp", "1:vm9uT5Ws::@BqJe3-:+p", record.ErrUnreadable},
		{"a stamp of no time", "1:vm9uT5Ws::@AAAAAA", record.ErrUnreadable},
		{"a long stamp", "1:vm9uT5Ws::@BqJe3-A", record.ErrUnreadable},
		{"an empty tail", "1:vm9uT5Ws::", record.ErrUnreadable},
		{"an unknown tail", "1:vm9uT5Ws::x", record.ErrUnreadable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := record.ParseApplied(tt.value)
			if !errors.Is(err, tt.err) {
				t.Fatalf("ParseApplied(%q) fails with %v, want %v", tt.value, err, tt.err)
			}
			if err == nil && a.String() != tt.value {
				t.Errorf("ParseApplied(%q) reads %q", tt.value, a)
			}
			if a.Newer() != errors.Is(tt.err, record.ErrNewer) {
				t.Errorf("Newer() = %v", a.Newer())
			}
		})
	}
}

func TestApplied(t *testing.T) {
	t.Parallel()
	want := record.Applied{
		Version: 1, Fingerprint: "VjHI", Binding: "vm9uT5Ws", Flags: "ap", Stamp: 1_795_459_456,
		Entries: []record.Entry{{Code: '0'}, {Code: 'Z', Wide: true}, {Code: 'a'}},
	}
	const value = "1.VjHI:vm9uT5Ws:0AAAA.ZAAAAAAAAAAAA.aAAAA:+ap:@BrBImA"
	if got := want.String(); got != value {
		t.Errorf("String() = %q, want %q", got, value)
	}
	got, err := record.ParseApplied(value)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateComparable(record.Entry{})); diff != "" {
		t.Errorf("ParseApplied() mismatch (-want +got):\n%s", diff)
	}
	if !got.Protected() || (record.Applied{Flags: "aq"}).Protected() {
		t.Error("Protected() is not the flag p")
	}
	for _, stamp := range []int64{0, -1, 1 << 36} {
		want.Stamp = stamp
		if got, _ := record.ParseApplied(want.String()); got.Stamp != 0 {
			t.Errorf("a stamp of %d is read as %d", stamp, got.Stamp)
		}
	}
}

// tagValue matches the tag values that every service accepts.
var tagValue = regexp.MustCompile(`^[a-zA-Z0-9_.:/=+\-@]{0,256}$`)

func FuzzParseApplied(f *testing.F) {
	for _, s := range []string{
		"", "1", "1:", "1:vm9uT5Ws:", "1.VjHI:t65EqXuG:eWzNK.qmJtONOecyvmE:+p:@BqJe3-", "2:x", "1:vm9uT5Ws:d\r\n7i", "1:vm9uT5Ws::@_____-",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := record.ParseApplied(s)
		switch {
		case errors.Is(err, record.ErrNewer):
			if a.Version < 2 {
				t.Errorf("%q is newer than version %d", s, a.Version)
			}
		case err != nil:
			if a.Version != 0 {
				t.Errorf("%q is unreadable and of version %d", s, a.Version)
			}
		case a.String() != s:
			t.Errorf("%q is read as %q", s, a)
		case len(s) <= 256 && !tagValue.MatchString(s):
			t.Errorf("a tag cannot hold %q", s)
		}
	})
}
