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
//
// A run does not rely on what it shows itself, so that an estimate knows the calls: new
// letters only go into records, and count for later runs.
type Book struct {
	mu    sync.Mutex
	known map[string]string // from records that were read
	shown map[string]string // by our own writes
	tried map[string]string
}

// Learn adds letters that are in a record of the kind.
func (b *Book) Learn(kind, letters string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range letters {
		if !strings.ContainsRune(b.shown[kind], c) { // it may be in the record because we wrote it
			add(&b.known, kind, string(c))
		}
	}
}

// Show adds the letter of an operation that one of our writes has proven.
func (b *Book) Show(kind string, letter byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	add(&b.shown, kind, string(letter))
}

// add adds the letters that the kind lacks.
func add(to *map[string]string, kind, letters string) {
	for _, c := range letters {
		if !strings.ContainsRune((*to)[kind], c) {
			if *to == nil {
				*to = map[string]string{}
			}
			(*to)[kind] += string(c)
		}
	}
}

// Known returns the letters of the kind on which this run relies.
func (b *Book) Known(kind string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.known[kind]
}

// All returns all letters of the kind, for records that are written.
func (b *Book) All(kind string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.known[kind] + b.shown[kind]
}

// Wants reports whether the first write by the operation with that letter will be watched,
// because the operation is not proven. Letter 0 is that of an operation without proofs.
func (b *Book) Wants(kind string, letter byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.wants(kind, letter)
}

func (b *Book) wants(kind string, letter byte) bool {
	return letter != 0 && !strings.ContainsRune(b.known[kind]+b.shown[kind]+b.tried[kind], rune(letter))
}

// Try is Wants for a write that is made now. A run tries each operation once: on an instance
// that does not give later times, all tries are in vain.
func (b *Book) Try(kind string, letter byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.wants(kind, letter) {
		return false
	}
	add(&b.tried, kind, string(letter))
	return true
}
