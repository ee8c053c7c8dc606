package schema

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/schema/diag"
)

// An identityRule says which attributes users have in an instance (Amazon Connect API
// reference, CreateUser and UserIdentityInfo).
//
// The reference contradicts itself about e-mail addresses under SAML: one place requires
// them, another calls them an error. There, nothing is demanded and nothing is refused.
type identityRule struct {
	words           string // describes the instance to people
	longestUsername int
	more, less      []string // attributes that creating a user needs here only, or everywhere but here
	refused         []string // attributes that no user has
	foreign         []string // attributes that cannot be changed here
}

var identityRules = map[string]identityRule{
	IdentitySAML: {
		words: "with single sign-on (SAML)", longestUsername: 64, refused: []string{"directory_id"},
	},
	IdentityManaged: {
		words: "that manages its own users", longestUsername: 20, more: []string{"email"},
	},
	IdentityDirectory: {
		words: "with an existing directory", longestUsername: 20, less: []string{"first_name", "last_name"},
		foreign: []string{"first_name", "last_name", "email"},
	},
}

// A username has the characters that CreateUser lists. By the reference, it may have an @ only
// if it is an e-mail address.
var (
	usernameForm = regexp.MustCompile(`^[a-zA-Z0-9_.\-@]+$`)
	addressForm  = regexp.MustCompile(`^` + emailPattern + `$`)
)

// creationNeeds returns the attributes that creating a user needs in this instance and not in
// others, and those that it needs in others and not here.
func (u *User) creationNeeds(in Instance) (more, less []string) {
	rule := identityRules[in.Identity]
	return rule.more, rule.less
}

// refusals reports the attributes of a user that the instance refuses, because of how it
// manages identities.
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
			deny(diag.InvalidUsername, "username", "%q has %d characters; an instance %s allows at most %d.", u.Username, n, rule.words, rule.longestUsername)
		}
		if usernameForm.MatchString(u.Username) && strings.Contains(u.Username, "@") && !addressForm.MatchString(u.Username) {
			// Salesforce creates such users: alias@userId@orgId. So the service accepts them,
			// whatever its reference says.
			problems = append(problems, diag.InvalidUsername.On("username", "%q has an @ and is not an e-mail address. AWS documents that Amazon Connect refuses such usernames.", u.Username).As(diag.Warning))
		}
	}
	for _, attr := range rule.refused {
		if has(attr) {
			deny(diag.AttributeNotAllowed, attr, "Users of an instance %s do not have %s. Remove it.", rule.words, attr)
		}
	}
	for _, attr := range rule.foreign {
		if has(attr) && !creating {
			deny(diag.ManagedByDirectory, attr, "An instance %s takes %s from the directory. Change it there, or remove it here.", rule.words, attr)
		}
	}
	if slices.Contains(rule.more, "email") && has("email") && u.Email == "" {
		deny(diag.InvalidValue, "email", "\"email\" cannot be empty: every user of an instance %s needs an e-mail address.", rule.words)
	}
	return problems
}

// checkUsername refuses usernames with characters that no instance takes, so that validate
// finds them. It does not count the characters: how many are allowed depends on the instance.
func (u *User) checkUsername() []diag.Problem {
	if u.Username == "" || usernameForm.MatchString(u.Username) {
		return nil
	}
	return []diag.Problem{diag.InvalidUsername.On("username", "%q is not a valid username. Use letters from a to z, digits and _ - ., and @ only as in an e-mail address.", u.Username)}
}
