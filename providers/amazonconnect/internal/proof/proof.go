// Package proof keeps what an instance has shown about its objects' times: after which
// operations an object has a later LastModifiedTime. Each kind has a letter for each such
// operation, with which records keep the proof: see record.Proofs.
package proof

import (
	"strings"
	"sync"
)

// A Book has the letters of the operations that are proven, by kind. The zero Book has
// none. It is safe for concurrent use.
type Book struct {
	mu    sync.Mutex
	known map[string]string
	tries map[string]int // attempts to prove an operation, by kind and letter
}

// mostTries is how often a run tries to prove one operation. Each try takes two calls, and
// on an instance that does not give later times, all of them are in vain.
const mostTries = 3

// Learn adds letters that a record of the kind has.
func (b *Book) Learn(kind, letters string) {
	if letters == "" {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range letters {
		if !strings.ContainsRune(b.known[kind], c) {
			if b.known == nil {
				b.known = map[string]string{}
			}
			b.known[kind] += string(c)
		}
	}
}

// Known returns the letters of the kind.
func (b *Book) Known(kind string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.known[kind]
}

// Try reports whether a write by the operation with that letter should be watched, because
// it is not proven yet. It counts the tries.
func (b *Book) Try(kind string, letter byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if letter == 0 || strings.ContainsRune(b.known[kind], rune(letter)) || b.tries[kind+string(letter)] == mostTries {
		return false
	}
	if b.tries == nil {
		b.tries = map[string]int{}
	}
	b.tries[kind+string(letter)]++
	return true
}
