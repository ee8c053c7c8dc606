package amazonconnect

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// A new user of an instance that keeps its users itself needs a password. No operation
// reads one or changes it, and it is in nothing that this client returns: not in an
// object, nor in an error.

// passwords are those that were handed in for new users, by username.
type passwords map[string]string

// of returns the password of a new user: the one that was handed in, or a random one that
// nobody gets to know.
func (p passwords) of(username string) string {
	if handed, ok := p[username]; ok {
		return handed
	}
	return randomPassword()
}

// passwordClasses are the characters of a password; one of each is in it (API
// reference, CreateUser: 8 to 64 characters with lower, upper and digit).
var passwordClasses = []string{
	"abcdefghijkmnopqrstuvwxyz",
	"ABCDEFGHJKLMNPQRSTUVWXYZ",
	"23456789",
	"!#%*+-=?@_",
}

const passwordLength = 32

// randomPassword returns a password that nobody gets to know: users set their own by
// e-mail.
func randomPassword() string {
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
