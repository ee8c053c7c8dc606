package amazonconnect

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// If an instance keeps its users itself, a new user needs a password. No operation reads or
// changes one. Nothing that this client returns has it: neither an object nor an error.

// passwords are the ones that were handed in for new users, by username.
type passwords map[string]string

// of returns the password of a new user: the one that was handed in, or a random one that
// nobody learns.
func (p passwords) of(username string) string {
	if handed, ok := p[username]; ok {
		return handed
	}
	return randomPassword()
}

// passwordClasses are the characters of a password, which has one of each class (API
// reference, CreateUser: 8 to 64 characters, with a lower-case letter, an upper-case letter
// and a digit). Letters and digits that look alike are left out.
var passwordClasses = []string{
	"abcdefghijkmnopqrstuvwxyz",
	"ABCDEFGHJKLMNPQRSTUVWXYZ",
	"23456789",
	"!#%*+-=?@_",
}

// passwordLength makes a password that nobody can guess, and is below the limit of 64.
const passwordLength = 32

// randomPassword returns a password that nobody learns: the user sets another one by
// e-mail. The first characters are one of each class, so they are shuffled.
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

// random returns a random number below n. The source of randomness does not fail: it ends
// the program instead.
func random(n int) int {
	r, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err)
	}
	return int(r.Int64())
}
