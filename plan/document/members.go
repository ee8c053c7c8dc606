package document

import (
	"encoding/json"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// members returns the members or rows that are only in after, and those that are only in
// before. A row that changed is in both lists, as it was and as it will be.
func members(a *schema.Attr, before, after cty.Value) (added, removed []json.RawMessage, err error) {
	for _, e := range plan.Delta(a, before, after) {
		for _, side := range []struct {
			value cty.Value
			list  *[]json.RawMessage
		}{{e.After, &added}, {e.Before, &removed}} {
			if side.value == cty.NilVal {
				continue
			}
			raw, err := ctyjson.Marshal(side.value, side.value.Type())
			if err != nil {
				return nil, nil, err
			}
			*side.list = append(*side.list, raw)
		}
	}
	return added, removed, nil
}
