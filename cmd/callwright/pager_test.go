package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestPagerCommand(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		env  map[string]string
		want []string
	}{
		{nil, []string{"less"}},
		{map[string]string{"PAGER": "more -s"}, []string{"more", "-s"}},
		{map[string]string{"PAGER": "more", "CALLWRIGHT_PAGER": "less -S"}, []string{"less", "-S"}},
		{map[string]string{"PAGER": "more", "CALLWRIGHT_PAGER": "cat"}, nil},
		{map[string]string{"PAGER": "cat"}, nil},
		{map[string]string{"PAGER": "more", "CALLWRIGHT_PAGER": ""}, nil},
	} {
		got := pagerCommand(func(name string) (string, bool) {
			value, is := tt.env[name]
			return value, is
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("pagerCommand() of %v = %q, want %q", tt.env, got, tt.want)
		}
	}
}

// TestPager has callwright fmt for a pager: what went through it has its form.
func TestPager(t *testing.T) {
	t.Setenv(asCommand, "1")
	const text, formed = "a = 1\nbcd = 2\n", "a   = 1\nbcd = 2\n"
	for _, tt := range []struct {
		name string
		with pager
		want string
	}{
		{"longer than the terminal", pager{[]string{os.Args[0], "fmt", "-"}, 2}, formed},
		{"as long as all but the last line", pager{[]string{os.Args[0], "fmt", "-"}, 3}, text},
		{"none", pager{nil, 2}, text},
		{"one that is not there", pager{[]string{"no-such-pager"}, 2}, text},
		{"one that fails", pager{[]string{os.Args[0], "fmt", "--no-such-flag"}, 2}, text},
	} {
		var b strings.Builder
		if err := tt.with.show(&b, []byte(text)); err != nil || b.String() != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, b.String(), err, tt.want)
		}
	}
	u := ui{}
	if p := u.pagerOf(io.Discard); p.command != nil {
		t.Errorf("what is no terminal has the pager %q", p.command)
	}
}
