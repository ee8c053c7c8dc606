// Package canonical digests values by their canonical JSON (RFC 8785). The same value has the
// same digest, whatever the order of its members and the form of its numbers. For example,
// {"a": 1.0, "b": 2} has the same digest as {"b": 2, "a": 1}.
package canonical

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/gowebpki/jcs"
)

// Digest returns the SHA-256 of the canonical JSON of v, as "sha256:" and hex digits.
func Digest(v any) (string, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	text, err := jcs.Transform(raw)
	if err != nil {
		return "", fmt.Errorf("canonical JSON: %w", err)
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}
