package consolecsv_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/consolecsv"
	"github.com/callwright/callwright/schema/export"
)

var update = flag.Bool("update", false, "rewrite the golden folders")

// exported returns the configuration for a result.
func exported(t *testing.T, r *consolecsv.Result) []export.File {
	t.Helper()
	e, err := export.Make(r.State, export.Options{Settings: export.Settings{Stack: "support", Provider: config.Provider{Type: "amazonconnect", Instance: "acme", Region: "eu-west-2"}}})
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range e.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if _, diags := config.Load(fsys, ".", config.Options{}); diags.HasErrors() {
		t.Errorf("the exported configuration is not valid: %v", diags)
	}
	return e.Files
}

// TestGolden compares what two files become with golden folders: the template of an instance
// with passwords, and that of one with single sign-on, as a German Excel saves it.
func TestGolden(t *testing.T) {
	for _, name := range []string{"template", "saml"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("testdata", name+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			r, err := consolecsv.Read(name+".csv", text)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", name), exported(t, r))
		})
	}
}

// golden compares files with a folder.
func golden(t *testing.T, dir string, files []export.File) {
	t.Helper()
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		path := filepath.Join(dir, f.Name)
		if *update {
			if err := os.WriteFile(path, f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(want), string(f.Data)); diff != "" {
			t.Errorf("%s mismatch (-want +got); -update rewrites it:\n%s", f.Name, diff)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			t.Errorf("%s is not exported any more", e.Name())
		}
	}
}

// TestCells reads one cell of a user, and expects the attributes that it gives the user besides
// the username.
func TestCells(t *testing.T) {
	for _, tt := range []struct{ title, cell, want string }{
		{"first name", " Ada ", `first_name=cty.StringVal("Ada")`},
		{"Email", "a@example.com", `email=cty.StringVal("a@example.com")`},
		{"Mobile number", "+442079460199", `mobile=cty.StringVal("+442079460199")`},
		{"Routing profile", "Service", `routing_profile=cty.StringVal("Service")`},
		{"Security profiles", "Agent|Admin|", `security_profiles=cty.ListVal([]cty.Value{cty.StringVal("Admin"), cty.StringVal("Agent")})`},
		{"user_hierarchy_1|user_hierarchy_2", "EMEA|Late/Night", `hierarchy_group=cty.StringVal("EMEA/Late\\/Night")`},
		{"UserHierarchy", "EMEA/Late", `hierarchy_group=cty.StringVal("EMEA/Late")`},
		{"agent hierarchy", "|", ""},
		{"phone type (soft/desk)", "SOFT_PHONE", `phone.type=cty.StringVal("soft")`},
		{"phone type (soft/desk)", "desk", `phone.type=cty.StringVal("desk")`},
		{"soft phone auto accept yes/no)", "Yes", `phone.auto_accept=cty.True`},
		{"soft phone auto accept (yes/no)", "no", `phone.auto_accept=cty.False`},
		{"acw timeout (seconds)", "030", `phone.after_contact_work=cty.NumberIntVal(30)`},
		{"persistent connection", "yes", `phone.persistent_connection=cty.True`},
		{"audio enhancement(none/isolate voice/suppress noise)", "Isolate voice", `channels.voice.voice_enhancement=cty.StringVal("voice_isolation")`},
		{"tags", "team:sales | grade=2;site: ", `tags=cty.MapVal(map[string]cty.Value{"grade":cty.StringVal("2"), "site":cty.StringVal(""), "team":cty.StringVal("sales")})`},
		{"password", "not-a-password", ""},
		{"last name", "", ""},
	} {
		t.Run(tt.title+"="+tt.cell, func(t *testing.T) {
			r, err := consolecsv.Read("users.csv", []byte("user login,"+tt.title+"\nada,\""+tt.cell+"\"\n"))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range r.State.All() {
				for i := range o.Given.All() {
					if a := &o.Kind.Attrs[i]; a.Name != "username" {
						got = append(got, a.Name+"="+o.Value(i).GoString())
					}
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if want := map[bool]int{true: 1}[tt.title == "password"]; r.Passwords != want {
				t.Errorf("%d passwords", r.Passwords)
			}
		})
	}
}

// TestReadRefuses reads files with mistakes.
func TestReadRefuses(t *testing.T) {
	const all = ` The console's columns are: first name, last name, email address, secondary email address, mobile, password, user login, agent hierarchy, ` +
		`routing profile name, security_profile_name_1|security_profile_name_2, phone type (soft/desk), phone number, soft phone auto accept (yes/no), ` +
		`ACW timeout (seconds), persistent connection (yes/no), audio enhancement (none/isolate voice/suppress noise), tags`
	for name, tt := range map[string]struct{ file, want string }{
		"empty":              {"", "there is nothing in u.csv: its first line must name the columns"},
		"no rows":            {"user login\n", "u.csv has no user below its first line"},
		"no login":           {"first name\nAda\n", `u.csv has no column "user login"`},
		"a misspelt column":  {"user login,routing profil name\nada,x\n", `u.csv has the unknown column "routing profil name". Did you mean "routing profile name"?`},
		"a short column":     {"user login,Routing Profil\nada,x\n", `u.csv has the unknown column "Routing Profil". Did you mean "routing profile name"?`},
		"an unknown column":  {"user login,shoe size\nada,38\n", `u.csv has the unknown column "shoe size".` + all},
		"a column twice":     {"user login,email,email address\nada,a@example.com,b@example.com\n", `u.csv has the columns "email" and "email address", which are the same`},
		"a row without name": {"user login,first name\nada,Ada\n,Alan\n", "line 3 of u.csv has no user login"},
		"a user twice":       {"user login\nada\nalan\nada\n", `lines 2 and 4 of u.csv are both about the user "ada"`},
		"no security profile": {
			"user login,security_profile_name_1|security_profile_name_2\nada,\n", "line 2 of u.csv names no security profile, but each user has one",
		},
		"two groups": {
			"user login,agent hierarchy,user_hierarchy_1|user_hierarchy_2\nada,A,B\n", `line 2 of u.csv names two hierarchy groups: "A" and "B"`,
		},
		"wrong cells": {
			"user login,phone type,auto accept,ACW,phone number,tags,audio enhancement\nada,sofa,perhaps,1.5,020,team,loud\n",
			`line 2 of u.csv: phone type (soft/desk): "sofa" is neither soft nor desk; ` +
				`line 2 of u.csv: soft phone auto accept (yes/no): "perhaps" is neither yes nor no; ` +
				`line 2 of u.csv: ACW timeout (seconds): "1.5" is not a number of seconds; ` +
				`line 2 of u.csv: phone number: "phone.number" is "020", but must be a phone number in E.164 form, such as +442071838750; ` +
				`line 2 of u.csv: tags: "team" is not a key and a value, such as team:sales; ` +
				`line 2 of u.csv: audio enhancement (none/isolate voice/suppress noise): "loud" is not none, isolate voice or suppress noise`,
		},
		"tags of one key": {"user login,tags\nada,a:1|a:2\n", `line 2 of u.csv: tags: the key "a" is there twice`},
		"a short row":     {"user login,password\nada\n", "line 2 of u.csv has 1 cell, but its first line names 2 columns"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := consolecsv.Read("u.csv", []byte(tt.file)); err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// TestReadCountsProblems checks that an error has some of many problems, and the number of the
// others.
func TestReadCountsProblems(t *testing.T) {
	file := "user login,ACW timeout (seconds)\n"
	for i := range 100 {
		file += fmt.Sprintf("user%d,soon\n", i)
	}
	_, err := consolecsv.Read("u.csv", []byte(file))
	if err == nil || !strings.HasSuffix(err.Error(), `line 21 of u.csv: ACW timeout (seconds): "soon" is not a number of seconds; and 80 more problems`) {
		t.Errorf("got %v", err)
	}
}

// FuzzRead checks that a file from anybody causes no panic, and that what is read can be
// exported.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"template.csv", "saml.csv"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("user login,agent hierarchy,tags\n\"${a}\",\"a\\\\/b|c\",\"k:%{v\"\nb,/,\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := consolecsv.Read("users.csv", text)
		if err != nil {
			return
		}
		exported(t, r)
	})
}
