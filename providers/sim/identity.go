package sim

import (
	"maps"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// An identityRule says what a user of an instance may and must have, by the
// instance's identity management (CreateUser and UserIdentityInfo in the Amazon
// Connect API reference).
//
// Assumption: an e-mail address is neither required nor refused under SAML. The
// reference says both, in two places.
type identityRule struct {
	longestUsername int
	required        []string // members of IdentityInfo
	password        presence
	directoryID     presence
	foreign         []string // members of IdentityInfo that only the directory changes
}

// A presence is whether a member of CreateUser may or must be there.
type presence struct{ required, refused bool }

var (
	optional = presence{}
	required = presence{required: true}
	refused  = presence{refused: true}
)

var identityRules = map[string]identityRule{
	"SAML":               {64, []string{"FirstName", "LastName"}, refused, refused, nil},
	"CONNECT_MANAGED":    {20, []string{"FirstName", "LastName", "Email"}, required, optional, nil},
	"EXISTING_DIRECTORY": {20, nil, refused, optional, []string{"FirstName", "LastName", "Email"}},
}

// Usernames have the characters that CloudFormation's AWS::Connect::User names,
// and "can include @ only if used in an email format" (CreateUser).
var (
	usernames = regexp.MustCompile(`^[a-zA-Z0-9_.\-@]+$`)
	addresses = regexp.MustCompile(`^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$`)
)

const longestAddress = 265

// checkNewUser holds what CreateUser was given against the instance's rule.
func (r identityRule) checkNewUser(in api.Members) error {
	name := api.Text(in, "Username")
	if n := utf8.RuneCountInString(name); n > r.longestUsername {
		return api.InvalidParameter("Username: The name has %d characters, and may have %d.", n, r.longestUsername)
	}
	if !usernames.MatchString(name) || strings.Contains(name, "@") && !addresses.MatchString(name) {
		return api.InvalidParameter("Username: %q has characters other than letters, digits and _ - . or an @ outside an e-mail address.", name)
	}
	if err := r.password.check(in, "Password"); err != nil {
		return err
	}
	return r.directoryID.check(in, "DirectoryUserId")
}

func (p presence) check(in api.Members, name string) error {
	if p.required && !api.Has(in, name) {
		return api.InvalidParameter("%s: The instance's identity management requires this member.", name)
	}
	if p.refused && api.Has(in, name) {
		return api.InvalidParameter("%s: The instance's identity management does not allow this member.", name)
	}
	return nil
}

// checkIdentity checks a user's whole identity information.
func (r identityRule) checkIdentity(info api.Members) error {
	for _, name := range r.required {
		if api.Text(info, name) == "" {
			return api.InvalidParameter("IdentityInfo.%s: The instance's identity management requires this member.", name)
		}
	}
	for _, name := range []string{"FirstName", "LastName"} {
		if !norm.NFC.IsNormalString(api.Text(info, name)) {
			return api.InvalidParameter("IdentityInfo.%s: The text is not in Unicode Normalization Form C.", name)
		}
	}
	for _, name := range []string{"Email", "SecondaryEmail"} {
		v := api.Text(info, name)
		if v != "" && (len(v) > longestAddress || !addresses.MatchString(v)) {
			return api.InvalidParameter("IdentityInfo.%s: %q is not an e-mail address.", name, v)
		}
	}
	return nil
}

// updateIdentity is UpdateUserIdentityInfo.
//
// Assumption: members that the request lacks stay as they are, and an empty
// string takes an e-mail address or the mobile number away.
func updateIdentity(t *store.Tx, o *store.Object, in api.Members) error {
	for _, name := range identityRuleOf(t).foreign {
		if api.Has(api.Sub(in, "IdentityInfo"), name) {
			return api.InvalidParameter("IdentityInfo.%s: The member is managed by the directory and cannot be updated.", name)
		}
	}
	info := api.Sub(o.Body, "IdentityInfo")
	if info == nil {
		info = api.Members{}
		o.Body["IdentityInfo"] = info
	}
	maps.Copy(info, api.Sub(in, "IdentityInfo"))
	return nil
}
