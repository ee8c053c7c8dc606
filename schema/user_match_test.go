package schema

import (
	"regexp"
	"testing"
)

// FuzzMatches checks that a string which isEmail or isE164 knows matches the pattern.
func FuzzMatches(f *testing.F) {
	for _, s := range []string{"ana@example.com", "a.b-c9@x-1.co.uk", "a@b.c", "@b.co", "a@.co", "a@b.co1", "a@b@c.de", "a@b.c-d", "+442071838750", "+0123", "+1", "+12", "+1234567890123456", "12", "+1 2", "a@b.\u00e9\u00e9", "A+B@c.DE"} {
		f.Add(s)
	}
	email, e164 := regexp.MustCompile("^(?:"+emailPattern+")$"), regexp.MustCompile("^(?:"+e164Pattern+")$")
	f.Fuzz(func(t *testing.T, s string) {
		if isEmail(s) && !email.MatchString(s) {
			t.Errorf("%q is not an address", s)
		}
		if isE164(s) != e164.MatchString(s) {
			t.Errorf("isE164(%q) = %t", s, isE164(s))
		}
	})
}

// TestMatches checks that most people's addresses and numbers do not need the patterns.
func TestMatches(t *testing.T) {
	t.Parallel()
	if !isEmail("ana.lopez-2@uk.example.com") || !isE164("+442071838750") {
		t.Error("an ordinary address or number needs its pattern")
	}
}
