package schema

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/schema/diag"
)

// An identityRule says what users are in an instance (Amazon Connect API reference,
// CreateUser and UserIdentityInfo).
//
// Where the reference contradicts itself, nothing is demanded and nothing refused: of
// e-mail addresses under SAML it says in one place that they are required, and in
// another that they are an error.
type identityRule struct {
	words           string // of the instance, for people
	longestUsername int
	more, less      []string // attributes that creating a user needs, or does not
	refused         []string // attributes that no user has
	foreign         []string // attributes that cannot be changed here
}

var identityRules = map[string]identityRule{
	IdentitySAML: {
		words: "with single sign-on (SAML)", longestUsername: 64, refused: []string{"directory_id"},
	},
	IdentityManaged: {
		words: "that keeps its users itself", longestUsername: 20, more: []string{"email"},
	},
	IdentityDirectory: {
		words: "with an existing directory", longestUsername: 20, less: []string{"first_name", "last_name"},
		foreign: []string{"first_name", "last_name", "email"},
	},
}

// Usernames have the characters that CreateUser names, and an @ in the form of an
// e-mail address alone.
var (
	usernameForm = regexp.MustCompile(`^[a-zA-Z0-9_.\-@]+$`)
	addressForm  = regexp.MustCompile(`^` + emailPattern + `$`)
)

// creationNeeds returns the attributes that creating a user in the instance needs beyond
// those needed anywhere, and those of them that it does not need.
func (u *User) creationNeeds(in Instance) (more, less []string) {
	rule := identityRules[in.Identity]
	return rule.more, rule.less
}

// refusals reports what an instance refuses of a user, by the way in which it knows
// its users.
func (u *User) refusals(in Instance, creating bool, has func(string) bool) []diag.Problem {
	rule, ok := identityRules[in.Identity]
	if !ok {
		return nil
	}
	var problems []diag.Problem
	deny := func(e *diag.Entry, attr, format string, args ...any) {
		problems = append(problems, e.On(attr, format, args...))
	}
	if creating {
		if n := utf8.RuneCountInString(u.Username); n > rule.longestUsername {
			deny(diag.InvalidUsername, "username", "%q has %d characters; an instance %s takes at most %d.", u.Username, n, rule.words, rule.longestUsername)
		}
		if !usernameForm.MatchString(u.Username) || strings.Contains(u.Username, "@") && !addressForm.MatchString(u.Username) {
			deny(diag.InvalidUsername, "username", "%q is no username: it has letters from a to z, digits and _ - ., and an @ only as an e-mail address has it.", u.Username)
		}
	}
	for _, attr := range rule.refused {
		if has(attr) {
			deny(diag.AttributeNotAllowed, attr, "A user of an instance %s has no %s. Drop it.", rule.words, attr)
		}
	}
	for _, attr := range rule.foreign {
		if has(attr) && !creating {
			deny(diag.ManagedByDirectory, attr, "In an instance %s, %s is the directory's and cannot be changed here. Change it there, or drop it.", rule.words, attr)
		}
	}
	if slices.Contains(rule.more, "email") && has("email") && u.Email == "" {
		deny(diag.InvalidValue, "email", "\"email\" may not be empty: every user of an instance %s has an e-mail address.", rule.words)
	}
	return problems
}
