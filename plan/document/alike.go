package document

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/callwright/callwright/plan"
)

// Fewest is the least number of alike changes that make a group. Two are as quick to read one
// by one.
const Fewest = 3

// A likeness is what alike changes share: a digest of their action, their block, and the values
// that they write. The zero likeness is that of a change that is never in a group.
type likeness [16]byte

// groupsOf returns the group of each change; "" for one that is in none. Changes are alike if
// they have the same action, belong to the same block and write exactly the same values. For
// example, user.agents has 400 users, and all of them move from the routing profile "A" to "B":
// that is the group `user.agents#1`, and a reader looks at one of its changes. Deletions and
// renames are never in a group, because each takes away something else.
func groupsOf(changes []*plan.Change) ([]string, error) {
	all := make([]likeness, 0, len(changes))
	alike := map[likeness]int{} // the number of changes
	err := inOrder(len(changes), func() appender {
		return func(b []byte, i int) ([]byte, error) { return appendLikeness(b, changes[i]) }
	}, func(text []byte) error {
		key := likeness(text)
		all = append(all, key)
		alike[key]++
		return nil
	})
	if err != nil {
		return nil, err
	}
	groups := make([]string, len(changes))
	names, count := map[likeness]string{}, map[string]int{}
	for i, key := range all {
		if key == (likeness{}) || alike[key] < Fewest {
			continue
		}
		if names[key] == "" {
			block := changes[i].Addr.Block().String()
			count[block]++
			names[key] = fmt.Sprintf("%s#%d", block, count[block])
		}
		groups[i] = names[key]
	}
	return groups, nil
}

// appendLikeness appends the likeness of a change to b.
func appendLikeness(b []byte, c *plan.Change) ([]byte, error) {
	var key likeness
	if c.Step != "" || c.Was() != "" || c.Action == plan.Delete || c.Action == plan.Release {
		return append(b, key[:]...), nil
	}
	written, err := writes(c)
	if err != nil {
		return b, err
	}
	text, err := json.Marshal(written)
	if err != nil {
		return b, err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", c.Action, c.Addr.Block(), text))
	return append(b, sum[:len(key)]...), nil
}

// writes returns the attributes that have to be the same in alike changes. The name of a new
// object is left out, because every object has its own.
func writes(c *plan.Change) ([]AttrDoc, error) {
	var list []AttrDoc
	name, err := json.Marshal(c.Object().Key)
	for i := range c.Shown().All() {
		var a AttrDoc
		if a, err = attribute(c, i); err != nil {
			break
		}
		if c.Action != plan.Create || !bytes.Equal(a.After, name) {
			list = append(list, a)
		}
	}
	return list, err
}
