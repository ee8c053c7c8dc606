// Package canonical digests values by their canonical JSON (RFC 8785): the same value
// has the same digest, whatever the order of its members and the form of its numbers.
package canonical

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/gowebpki/jcs"
)

// Digest returns SHA-256 over the canonical JSON of v, as "sha256:" and hex digits.
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
