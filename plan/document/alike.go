package document

import (
	"encoding/json"
	"fmt"

	"github.com/callwright/callwright/plan"
)

// Fewest is how many alike changes make a group.
const Fewest = 3

// group names the groups of changes that are alike: that do the same to objects of one
// block, to the letter. Deletions and renames have nothing in common.
func (d *Document) group(changes []*plan.Change) error {
	alike := map[string][]int{}
	var keys []string
	for i, c := range d.Changes {
		if c.Step != "" || c.PreviousName != "" || c.Action == plan.Delete || c.Action == plan.Release {
			continue
		}
		attributes, err := json.Marshal(c.writes())
		if err != nil {
			return err
		}
		key := fmt.Sprintf("%s\x00%s\x00%s", c.Action, changes[i].Addr.Block(), attributes)
		if alike[key] == nil {
			keys = append(keys, key)
		}
		alike[key] = append(alike[key], i)
	}
	count := map[string]int{}
	for _, key := range keys {
		if len(alike[key]) < Fewest {
			continue
		}
		block := changes[alike[key][0]].Addr.Block().String()
		count[block]++
		for _, i := range alike[key] {
			d.Changes[i].Group = fmt.Sprintf("%s#%d", block, count[block])
		}
	}
	return nil
}

// writes returns the attributes of which no other object of the block can have the
// same: the name that a new one is given is left out.
func (c ChangeDoc) writes() []AttrDoc {
	if c.Action != plan.Create {
		return c.Attributes
	}
	var list []AttrDoc
	for _, a := range c.Attributes {
		if text, err := json.Marshal(c.Name); err == nil && string(a.After) == string(text) {
			continue
		}
		list = append(list, a)
	}
	return list
}
