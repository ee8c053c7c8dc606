package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/spreadsheet"
)

// readPasswords reads the file of --initial-passwords, which has a header and a line for
// each user:
//
//	username,password
//	ada,Corr3ctHorse
//
// The file that the console imports users from will do, too: its columns are called
// user login and password, and the others do not matter.
//
// It returns nil for an empty path. No message contains a password, because messages end
// up in the logs of pipelines.
func readPasswords(r *reporter, in folder, path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	text, err := file.Read(in.path(path), file.MaxList)
	if err != nil {
		return nil, usage("--initial-passwords: %v", err)
	}
	// A file that others can read is a mistake, but the passwords are known by now, so warn
	// and go on. A pipe, as in --initial-passwords <(decrypt file), has no such permissions.
	if at, wrong := os.Stat(in.path(path)); wrong == nil && at.Mode().IsRegular() && at.Mode().Perm()&0o077 != 0 {
		r.Complain("others can read %s, which contains passwords; run chmod 600 to keep it private", path)
	}
	passwords, err := parsePasswords(path, text)
	if err != nil {
		return nil, usage("--initial-passwords: %v", err)
	}
	if len(passwords) == 0 {
		r.Complain("%s has no passwords: there is no row below its first line", path)
	}
	return passwords, nil
}

// parsePasswords returns the passwords by username, or an error with all problems of the
// file, so that its author can correct them in one go.
func parsePasswords(name string, content []byte) (map[string]string, error) {
	table, err := spreadsheet.OpenSecret(name, content)
	if err != nil {
		return nil, err
	}
	columns := columnsOf(table.Columns)
	if columns == nil {
		return nil, fmt.Errorf("the first line of %s must be username,password", name)
	}
	passwords := map[string]string{}
	var problems []string
	for {
		row, line, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if why := columns.wrongPassword(row, passwords); why != "" {
			problems = append(problems, fmt.Sprintf("line %d of %s: %s", line, name, why))
			continue
		}
		passwords[row[columns.username]] = row[columns.password]
	}
	if len(problems) > 0 {
		return nil, errors.New(strings.Join(problems, "; "))
	}
	return passwords, nil
}

// passwordColumns says where a file has the usernames and passwords.
type passwordColumns struct{ username, password int }

// columnsOf finds the columns in a header; it returns nil if one is missing or there twice.
func columnsOf(header []string) *passwordColumns {
	at := map[string][]int{}
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "user login" {
			name = "username"
		}
		at[name] = append(at[name], i)
	}
	if len(at["username"]) != 1 || len(at["password"]) != 1 {
		return nil
	}
	return &passwordColumns{at["username"][0], at["password"][0]}
}

// wrongPassword returns the problem of a line, or "". The rules for a password are those
// of CreateUser in the Amazon Connect API reference: 8 to 64 characters, with a lower-case
// letter, an upper-case letter and a digit. Checking them here finds all wrong passwords
// before the first user is created.
func (c *passwordColumns) wrongPassword(row []string, known map[string]string) string {
	username, p := row[c.username], row[c.password]
	if username == "" {
		return "the line has a password, but no username"
	}
	if _, twice := known[username]; twice {
		return fmt.Sprintf("duplicate username %s", plan.Quote(username))
	}
	has := func(is func(rune) bool) bool { return strings.ContainsFunc(p, is) }
	ascii := func(from, to rune) func(rune) bool { return func(r rune) bool { return from <= r && r <= to } }
	switch n := utf8.RuneCountInString(p); {
	case n < 8 || n > 64:
		return "the password must have 8 to 64 characters"
	case has(unicode.IsSpace):
		return "the password cannot contain a space"
	case !has(ascii('a', 'z')) || !has(ascii('A', 'Z')) || !has(ascii('0', '9')):
		return "the password must have a lower-case letter, an upper-case letter and a digit"
	}
	return ""
}

// takesPasswords returns an error if the users of the instance sign in elsewhere, by SAML
// or a directory: then Amazon Connect has no passwords.
func takesPasswords(in schema.Instance) error {
	if in.Identity == schema.IdentityManaged {
		return nil
	}
	how := "a directory"
	if in.Identity == schema.IdentitySAML {
		how = "single sign-on"
	}
	return usage("--initial-passwords: users of %s sign in through %s, so they have no passwords in Amazon Connect", plan.Quote(in.Name), how)
}

// tellPasswords says how many new users got a random password and must reset it before
// they can sign in, and how many passwords of the file were not used. It counts and names
// nobody, because hundreds of users may be new.
func (r *reporter) tellPasswords(report *apply.Report, passwords map[string]string, in schema.Instance) {
	if in.Identity != schema.IdentityManaged {
		return
	}
	unused, random := len(passwords), 0
	for _, o := range report.Outcomes {
		if o.Change.Live != nil || o.Change.Want == nil || o.ID == "" || o.Change.Want.Kind.Name != "user" {
			continue // not a new user
		}
		if _, ok := passwords[o.Change.Want.Key]; ok {
			unused--
		} else {
			random++
		}
	}
	if random > 0 {
		r.Say("new users with a random password that nobody knows: %d. Each sets a password with \"Forgot password\" on the sign-in page, by e-mail", random)
	}
	if unused > 0 {
		r.Say("unused passwords, because their users were not created: %d", unused)
	}
}
