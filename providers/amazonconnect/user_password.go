package amazonconnect

import (
	"crypto/rand"
	"math/big"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// A new user of an instance that keeps its users itself needs a password. No operation
// reads one or changes it, and it is in nothing that this client returns: not in an
// object, nor in an error.

// passwordOf returns the password of a new user: the one that was handed in, or a
// random one that nobody gets to know.
func (c *Client) passwordOf(username string) string {
	if p, ok := c.initial[username]; ok {
		return p
	}
	return password()
}

// A hush is an error without the secret that the service may have repeated in it.
type hush struct {
	error
	secret string
}

// hushed takes a secret out of an error.
func hushed(err error, secret *string) error {
	if secret == nil {
		return err
	}
	return &hush{err, aws.ToString(secret)}
}

func (h *hush) Error() string { return h.without(h.error.Error()) }

func (h *hush) Unwrap() error { return h.error }

func (h *hush) without(text string) string { return strings.ReplaceAll(text, h.secret, "(password)") }

// passwordClasses are the characters of a password; one of each is in it (API
// reference, CreateUser: 8 to 64 characters with lower, upper and digit).
var passwordClasses = []string{
	"abcdefghijkmnopqrstuvwxyz",
	"ABCDEFGHJKLMNPQRSTUVWXYZ",
	"23456789",
	"!#%*+-=?@_",
}

const passwordLength = 32

// password returns a random password, which nobody gets to know: users set their
// own by e-mail.
func password() string {
	every := strings.Join(passwordClasses, "")
	chars := make([]byte, 0, passwordLength)
	for i := range passwordLength {
		class := every
		if i < len(passwordClasses) {
			class = passwordClasses[i]
		}
		chars = append(chars, class[random(len(class))])
	}
	for i := len(chars) - 1; i > 0; i-- {
		j := random(i + 1)
		chars[i], chars[j] = chars[j], chars[i]
	}
	return string(chars)
}

// random returns a random number below n. The source does not fail: it ends the
// program instead.
func random(n int) int {
	r, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err)
	}
	return int(r.Int64())
}
