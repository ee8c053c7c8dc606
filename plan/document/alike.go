package document

import (
	"encoding/json"
	"fmt"

	"github.com/callwright/callwright/plan"
)

// Fewest is the least number of alike changes that make a group. Two are as quick to read one
// by one.
const Fewest = 3

// group names the groups of alike changes. Changes are alike if they have the same action,
// belong to the same block and write exactly the same values. For example, user.agents has
// 400 users, and all of them move from the routing profile "A" to "B": that is the group
// `user.agents#1`, and a reader looks at one of its changes. Deletions and renames are never
// in a group, because each takes away something else.
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

// writes returns the attributes that have to be the same in alike changes. The name of a new
// object is left out, because every object has its own.
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
