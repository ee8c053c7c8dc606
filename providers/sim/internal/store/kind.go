package store

import (
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// A Kind says what all objects of a kind have in common.
type Kind struct {
	Word         string // in an ARN: instance/…/queue/…
	Noun         string // in messages
	ResourceType string // in ResourceInUseException
	ID, ARN      string // members of requests and answers that hold an object's id and ARN
	Name         string // the member that holds its name
	View         string // the member that holds it in Describe's answer

	NameIsID    bool // an object has no id but its name, and no ARN
	AccountWide bool // its ARNs are of the account and not of the instance
	References  []Reference

	// Complete completes an object from the request that creates it. It may be nil.
	Complete func(t *Tx, o *Object, in api.Members) error
	// Check refuses or normalises an object before it is stored. It may be nil.
	Check func(t *Tx, o *Object) error
	// Show completes what Describe and Search answer for an object. It may be nil.
	Show func(t *Tx, o *Object, v api.Members) error
}

// Title is what callwright calls the kind.
func (k *Kind) Title() string { return strings.ReplaceAll(k.Noun, " ", "_") }

// InstanceWord is the word of the instance itself, whose ARN has no word after the
// instance's id.
const InstanceWord = "instance"
